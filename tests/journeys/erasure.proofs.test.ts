// What an erasure leaves of everything that proves: the leaves, the heads that were signed before and after,
// case files from both times, the export of the trail and what it is held against, and the report of verify.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyFile } from '../../api/case-file/verification.ts'
import { enterSealKeys } from '../../api/seal-key.ts'
import { isConsistent, rootFromInclusion } from '../../engine/core/merkle.ts'
import { leafHash } from '../../engine/core/trail.ts'
import { EDITIONS } from '../../engine/mechanisms/index.ts'
import { openKeyRing } from '../../engine/runtime/keyring.ts'
import type { Head } from '../../engine/runtime/proofs.ts'
import { createReaders } from '../../engine/runtime/reader.ts'
import { informationIn } from '../support/actors-information.ts'
import type { Information } from '../support/actors-information.ts'
import { checkTrail, trailOf } from '../support/checkTrail.ts'
import { columnsWith, erasureOf } from '../support/erasure.ts'
import type { Erasing } from '../support/erasure.ts'
import { conformanceOf, exported } from '../support/exports.ts'
import { asOwner } from '../support/faults.ts'
import { openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'
import { INSTITUTION } from '../support/world.ts'

const CANARY = '身份证 11010519491231002X'
const subject = 'consumer:proven'

const folder = mkdtempSync(path.join(tmpdir(), 'xiaobao-erasure-'))
let journey: Journey
let vkey: string
let asked: Information
let erasing: Erasing
let before: { readonly file: string; readonly head: Head; readonly leaves: readonly Hashed[] }
let after: { readonly file: string; readonly head: Head; readonly leaves: readonly Hashed[] }

interface Hashed {
  readonly leaf: string
  readonly hash: string
}
const bytes = (hex: string): Uint8Array => Buffer.from(hex, 'hex')
/** The key as a backup has it. */
let backup: { readonly id: string; readonly master: string; readonly wrapped: Buffer }
const keyOf = () =>
  asOwner(journey.world.database, async (client) => {
    const { rows } = await client.query<typeof backup>(
      'select id, master, wrapped from subject_key where subject = $1',
      [subject],
    )
    const [row] = rows
    if (!row) throw new Error('no key')
    return row
  })
const leaves = (): Promise<Hashed[]> =>
  asOwner(journey.world.database, async (client) => {
    const { rows } = await client.query<Hashed>(
      `select leaf, encode(leaf_hash, 'hex') as hash from entry order by position`,
    )
    return rows
  })
const fileOf = async (id: string): Promise<string> => {
  const { url, token } = journey.doors
  const headers = { authorization: `Bearer ${await token('privacy-1')}` }
  const answer = await fetch(`${url}/case-file/${id}`, { headers })
  expect(answer.status).toBe(200)
  return answer.text()
}
async function taken() {
  const { engine } = journey.world
  await engine.sealNow(INSTITUTION)
  const head = await engine.proofs.head(INSTITUTION)
  if (!head) throw new Error('nothing was sealed')
  return { head, leaves: await leaves(), file: await fileOf(asked.file.id) }
}
const verified = (text: string) => verifyFile(text, { keys: [vkey], witnesses: [] }, EDITIONS)

beforeAll(async () => {
  const keys = await openKeyRing(folder)
  journey = await openJourney({ keys })
  const { world } = journey
  const readers = createReaders({ connection: world.database.config, connectionsMax: 1 })
  const parts = { engine: world.engine, keys, trailName: 'trail.test' }
  await enterSealKeys({ ...parts, readsOf: (id) => readers.of(id) }, [INSTITUTION])
  await readers.end()
  vkey = (await keys.all())[0]?.vkey ?? ''

  journey.at('2026-03-02 09:00')
  asked = informationIn(journey)
  await asked.officer.registersRequest({ consumer: subject, details: `${CANARY} details` })
  await asked.officer.confirmsIdentity()
  await asked.officer.fulfils({ about: subject, outcome: 'accessGiven' })
  before = await taken()
  backup = await keyOf()
  await journey.passes('2029-06-01 09:00')
  erasing = erasureOf(journey, subject)
  await erasing.officer.proposes()
  await erasing.lawyer.confirms()
  after = await taken()
}, 180_000)
afterAll(async () => {
  await journey?.close()
  rmSync(folder, { recursive: true })
})

describe('after an erasure', () => {
  test('a case file from before is proven as it was, with the value that it discloses', async () => {
    expect(before.file).toContain(CANARY)
    expect((await verified(before.file)).outcome).toBe('proven')
  })

  test('a case file from now is proven as well, and says that the value was erased', async () => {
    expect(after.file).not.toContain(CANARY)
    const report = await verified(after.file)
    expect(report.outcome).toBe('proven')
    expect(report.steps.find((s) => s.step === 'commitments')?.says.en).toMatch(
      /, 0 withheld, [1-9]\d* said to be erased$/,
    )
    expect(after.file).toContain('〔已删除 erased〕')
    expect((await verified(await fileOf(erasing.file.id))).outcome).toBe('proven')
  })

  test('every leaf is what it was by the byte, and is proven under the heads of both times', async () => {
    const { proofs } = journey.world.engine
    expect(after.leaves.slice(0, before.leaves.length)).toEqual(before.leaves)
    for (const { leaf, hash } of after.leaves) expect(leafHash(leaf)).toBe(hash)
    for (const { size, root } of [before.head, after.head])
      for (const [index, { hash }] of after.leaves.slice(0, size).entries()) {
        const proof = await proofs.inclusion(INSTITUTION, index + 1, size)
        const leads = rootFromInclusion(bytes(hash), { index, size, proof })
        expect(Buffer.from(leads ?? []).toString('hex')).toBe(root)
      }
    const treeOf = ({ size, root }: Head) => ({ size, root: bytes(root) })
    const [older, newer] = [treeOf(before.head), treeOf(after.head)]
    const proof = await proofs.consistency(INSTITUTION, older.size, newer.size)
    expect(isConsistent({ older, newer, proof })).toBe(true)
  })

  test('the trail is exported and held against the charts without a deviation', async () => {
    for (const format of ['ocel', 'csv']) {
      const text = await exported(journey.doors, 'audit-1', { format })
      expect(text).not.toContain(CANARY)
      if (format !== 'ocel') continue
      const { lines } = await conformanceOf(text)
      expect(lines).toEqual([])
    }
  })

  test('verify counts the values as erased, and nothing of the database shows one', async () => {
    const report = await checkTrail(journey.world.pool, { mechanisms: journey.mechanisms })
    expect(report.differences).toEqual([])
    expect(report.erased).toBeGreaterThan(0)
    expect(report.erasedBy).toHaveLength(1)
    expect(await columnsWith(journey.world.database, [CANARY, '11010519491231002X'])).toEqual([])
  })

  test('a key that somebody puts back from a backup is named', async () => {
    await asOwner(journey.world.database, (client) =>
      client.query(
        `update subject_key set id = $2, master = $3, wrapped = $4, erased_by = null where subject = $1`,
        [subject, backup.id, backup.master, backup.wrapped],
      ),
    )
    const report = await trailOf(journey.world.pool, { mechanisms: journey.mechanisms })
    expect(report.totals).toEqual({ falseErasure: 1 })
    expect(report.differences[0]?.what.en).toContain('a key of its values is still there')
    expect(report.erased).toBe(0)
  })
})
