// Several threads come to the same report as one, whether they divide an institution among them or take
// one each. Node.js runs them as built files, so the program is bundled first.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Report } from '../../engine/runtime/verify.ts'
import { onCopyOf } from '../support/attack.ts'
import type { Attacker } from '../support/attack.ts'
import { trailOf } from '../support/checkTrail.ts'
import { masterIn } from '../support/master.ts'
import { createScene } from '../support/scene.ts'
import type { VerifyOrders } from '../support/verify-child.ts'
import { INSTITUTION } from '../support/world.ts'
import type { World } from '../support/world.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(path.join(tmpdir(), 'xiaobao-verify-threads-'))
let world: World

beforeAll(async () => {
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'junction')
  const bundled = build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      rollupOptions: {
        input: {
          child: path.join(ROOT, 'tests/support/verify-child.ts'),
          worker: path.join(ROOT, 'engine/runtime/verify/worker.ts'),
        },
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  })
  world = await createScene()
  await bundled
  // A database that somebody is connected to cannot be copied.
  await world.pool.end()
}, 300_000)
afterAll(async () => {
  await world?.database.drop()
  rmSync(folder, { recursive: true, force: true })
})

interface Said {
  readonly reports: readonly Report[]
  readonly told: number
}
function byThreads(orders: Omit<VerifyOrders, 'config' | 'keysDir'>, config: object): Said {
  const file = path.join(folder, 'child.mjs')
  const order: VerifyOrders = { config, keysDir: masterIn(path.join(folder, 'keys')), ...orders }
  const out = execFileSync(process.execPath, [file, JSON.stringify(order)], { encoding: 'utf8' })
  return JSON.parse(out) as Said
}

const forged = async (a: Attacker) => {
  await a.change("update process set phase = 'x' where mechanism = 'M07'")
  await a.change("update entry set article = 'x' where kind = 'accepted' and version = 3")
  await a.change("update entry set leaf = 'x' where kind = 'accepted' and version = 5")
}

it('several threads say what one says, however the work is divided', async () => {
  for (const attack of [async () => undefined, forged])
    await onCopyOf(world.database, attack, async (as) => {
      const pool = as('xiaobao_app')
      const alone = JSON.parse(JSON.stringify(await trailOf(pool))) as Report
      const { host, user, database } = pool.options
      const config = { host, user, database }
      const institutions = [INSTITUTION]
      const divided = byThreads({ institutions, threads: 3, large: 1 }, config)
      expect(divided.reports).toEqual([alone])
      expect(divided.told).toBeGreaterThan(0)
      const whole = byThreads({ institutions, threads: 2, large: 1_000_000 }, config)
      expect(whole.reports).toEqual([alone])
      expect(alone.differences.length > 0).toBe(attack === forged)
    })
}, 120_000)

it('a thread that cannot read ends the run with its reason', async () => {
  const hide = async (a: Attacker) => {
    await a.rows('revoke select on timer from xiaobao_app')
  }
  await onCopyOf(world.database, hide, (as) => {
    const { host, user, database } = as('xiaobao_app').options
    const orders = { institutions: [INSTITUTION], threads: 2, large: 1 }
    expect(() => byThreads(orders, { host, user, database })).toThrow(/permission denied/)
    return Promise.resolve()
  })
}, 120_000)
