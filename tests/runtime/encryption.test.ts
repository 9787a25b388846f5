// A house of an earlier release, whose personal values lie in the open, starts with this one; and a master
// key that is followed by another while servers run.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Uuid } from '../../engine/core/values.ts'
import { createEngine } from '../../engine/runtime/create.ts'
import type { RunningEngine } from '../../engine/runtime/create.ts'
import { checkMasterKeys, openKeys } from '../../engine/runtime/encryption.ts'
import type { OpenOptions } from '../../engine/runtime/encryption.ts'
import { addMasterKey, openMasterKey, retireMasterKeys } from '../../engine/runtime/keys.ts'
import type { KeyWrapper } from '../../engine/runtime/keys.ts'
import { rotateKeys } from '../../engine/runtime/rotation.ts'
import { openValue } from '../../engine/runtime/vault.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { columnsWith } from '../support/erasure.ts'
import { asOwner } from '../support/faults.ts'
import { MASTER } from '../support/master.ts'
import { createWorld, GOVERNANCE, INSTITUTION } from '../support/world.ts'
import type { World } from '../support/world.ts'

const WORDS = '旧版明文 4711'
let world: World
let folder: string
let database: OpenOptions['database']
const rewritten: string[] = []
beforeAll(async () => {
  world = await createWorld()
  folder = await mkdtemp(path.join(tmpdir(), 'xiaobao-master-'))
  database = {
    app: world.pool,
    institutions: () => Promise.resolve([INSTITUTION]),
    rewrite: (tables) =>
      asOwner(world.database, async (client) => {
        for (const table of tables) await client.query(`vacuum (full) ${table}`)
        rewritten.push(...tables)
      }),
  }
})
afterAll(async () => {
  await world.close()
  await rm(folder, { recursive: true })
})

const log = { info: () => undefined, error: () => undefined, warn: () => undefined }
const serverWith = (master: KeyWrapper): RunningEngine =>
  createEngine({ pool: world.pool, master, now: () => world.now(), log })
const declares = (request: string, remark: string) => ({
  asker: { person: world.person('protection-1') },
  via: 'api' as const,
  request,
  remark,
  mechanism: 'G01',
  process: GOVERNANCE,
  event: 'declareInterest',
  payload: { subject: 'product:demo-loan', kind: 'other', from: '2026-01-01' },
})
async function said(engine: RunningEngine, request: string, remark: string) {
  const [answer] = await engine.execute(INSTITUTION, [declares(request, remark)])
  if (!answer || !('entry' in answer) || !answer.entry) throw new Error(JSON.stringify(answer))
  return { ...answer, entry: answer.entry.id }
}
const shown = async (engine: RunningEngine, entry: Uuid) =>
  (await engine.privates(INSTITUTION, [entry])).get(entry)

/** Puts everything personal back into the open, as it lay before there were keys. */
async function asBefore(): Promise<void> {
  const use = { institution: INSTITUTION, use: 'request digests' }
  await asOwner(world.database, async (client) => {
    const { rows } = await client.query<
      Record<'entry' | 'path' | 'subject' | 'key' | 'master', string> &
        Record<'sealed' | 'wrapped', Buffer>
    >('select v.*, k.master, k.wrapped from entry_private v join subject_key k on k.id = v.key')
    for (const { key: id, master, wrapped, sealed, ...place } of rows) {
      const key = await MASTER.unwrap(
        { master, bytes: wrapped },
        { institution: INSTITUTION, use: `subject ${id}` },
      )
      const open = openValue(key, { institution: INSTITUTION, ...place }, sealed)
      await client.query(
        `update entry_private set key = null, sealed = null, salt = $3, value = to_jsonb($4::text)
          where entry = $1 and path = $2`,
        [place.entry, place.path, open?.salt, open?.value],
      )
    }
    await client.query('delete from subject_key')
    const secret = await client.query<{ request_key: Buffer; master: string }>(
      'select * from institution_secret',
    )
    const [{ request_key: bytes, master } = { request_key: Buffer.of(), master: '' }] = secret.rows
    const open = await MASTER.unwrap({ master, bytes }, use)
    await client.query('update institution_secret set request_key = $1, master = null', [open])
  })
}

describe('the first start of this release', () => {
  let wrapper: KeyWrapper
  let entry: Uuid
  it('encrypts what lies in the open, whichever of several servers comes first', async () => {
    ;({ entry } = await said(world.engine, 'told-before', WORDS))
    await asBefore()
    expect(await columnsWith(world.database, [WORDS])).toEqual(['entry_private.value'])
    // It can be verified before that as well.
    expect((await checkTrail(world.pool)).closed).toBe(0)
    // A command makes no key: it may run where its folder is thrown away.
    await expect(openKeys({ database, folder, log })).rejects.toThrow(/has no master\.key\. Start/)
    await expect(addMasterKey(folder)).rejects.toThrow(/is not there/)
    expect(await columnsWith(world.database, [WORDS])).toEqual(['entry_private.value'])
    const start = () => openKeys({ database, folder, make: true, log })
    const wrappers = await Promise.all([start(), start()])
    wrapper = wrappers[0] ?? MASTER
    expect(await columnsWith(world.database, [WORDS])).toEqual([])
    expect(new Set(rewritten)).toEqual(new Set(['entry_private', 'institution_secret']))
    const left = await asOwner(world.database, (client) =>
      client.query('select 1 from entry_private where sealed is null or salt is not null'),
    )
    expect(left.rowCount).toBe(0)
    await checkTrail(world.pool, { master: wrapper })
  })
  it('changes nothing for who reads, or sends the same request again', async () => {
    const server = serverWith(wrapper)
    expect(await shown(server, entry)).toEqual([{ path: 'remark', value: WORDS }])
    expect(await said(server, 'told-before', WORDS)).toMatchObject({ entry, repeated: true })
    const [other] = await server.execute(INSTITUTION, [declares('told-before', 'other words')])
    expect(other).toMatchObject({ refusal: { kind: 'REQUEST_REUSED' } })
    await server.stop()
  })
  it('is not another server’s with another key', async () => {
    await expect(checkMasterKeys(world.pool, MASTER)).rejects.toThrow(/master.key of KEYS_DIR/)
  })
})

describe('a master key', () => {
  it('is followed by another while a server runs, and no value is written anew', async () => {
    const running = serverWith(await openMasterKey(folder))
    const { entry } = await said(running, 'under-the-first', 'under the first')
    const sealed = () =>
      asOwner(world.database, async (client) => {
        const { rows } = await client.query<{ sealed: Buffer }>(
          'select sealed from entry_private order by entry, path',
        )
        return rows
      })
    const before = await sealed()
    const second = await addMasterKey(folder)
    const rotated = await rotateKeys(database, await openMasterKey(folder))
    expect(rotated).toMatchObject({ master: second, left: 0 })
    expect(rotated.keys).toBeGreaterThan(1)
    expect(await sealed()).toEqual(before)

    // The server has not heard of it: the database refuses a key under the old one, and says which.
    const [registered] = await running.execute(INSTITUTION, [
      {
        ...declares('after-it', 'after it'),
        mechanism: 'M07',
        event: 'register',
        payload: {
          channel: 'phone',
          matter: 'charges',
          complainant: 'consumer:rotated',
          narrative: 'new',
        },
        process: undefined,
      } as never,
    ])
    expect(registered).toMatchObject({ kind: 'accepted' })
    const masters = await asOwner(world.database, (client) =>
      client.query('select distinct master from subject_key'),
    )
    expect(masters.rows).toEqual([{ master: second }])
    expect(await retireMasterKeys(folder)).toHaveLength(1)
    await running.stop()

    const wrapper = await openMasterKey(folder)
    const later = serverWith(wrapper)
    expect(await shown(later, entry)).toEqual([{ path: 'remark', value: 'under the first' }])
    await checkTrail(world.pool, { master: wrapper })
    await later.stop()
  })
})
