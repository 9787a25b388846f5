// The seal on PostgreSQL: what is committed is in the tree, heads are signed, and the doors prove it.

import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { enterSealKeys } from '../../api/seal-key.ts'
import { isConsistent, rootFromInclusion } from '../../engine/core/merkle.ts'
import { parseCheckpoint, parseNote, verifiedBy } from '../../engine/core/note.ts'
import { createReaders } from '../../engine/runtime/reader.ts'
import { openKeyRing } from '../../engine/runtime/keyring.ts'
import type { KeyRing } from '../../engine/runtime/keyring.ts'
import { sealAll, sealOne } from '../../engine/runtime/seal.ts'
import { parseVkey, verifierOf } from '../../engine/runtime/signing.ts'
import { openDoors } from '../support/client.ts'
import type { Doors, Json } from '../support/client.ts'
import { createWorld, INSTITUTION } from '../support/world.ts'
import type { World } from '../support/world.ts'

const NAME = 'trail.test'
const folder = mkdtempSync(path.join(tmpdir(), 'xiaobao-seal-'))
let keys: KeyRing
let world: World
let doors: Doors
let vkey = ''
let n = 0
const warned: string[] = []
const log = { warn: () => undefined, error: (_: object, m: string) => warned.push(m) }
const seal = () => sealAll({ pool: world.pool, keys, log })
const unsealed = async () =>
  (await world.pool.query('select institution from to_seal() as institution')).rowCount

const draft = () =>
  world.send('loans-1', {
    mechanism: 'M01',
    event: 'openDraft',
    payload: {
      product: `product:seal-${String(++n)}`,
      label: 'sealed',
      matter: 'newProduct',
      productClass: 'loan',
    },
  })
/** A head with its signature verified. */
function verified(note: string, by = vkey) {
  const parsed = parseNote(note)
  const verifier = verifierOf(by)
  if (!parsed || !verifier) throw new Error('not a note')
  expect(verifiedBy(parsed, [verifier])).toEqual([verifier])
  const head = parseCheckpoint(parsed.text)
  if (!head) throw new Error('not a checkpoint')
  return head
}
const bytes = (hashes: Json) => (hashes as readonly string[]).map((h) => Buffer.from(h, 'base64'))
const HEAD = 'checkpoint { size root note signedAt witnesses }'

beforeAll(async () => {
  keys = await openKeyRing(folder)
  world = await createWorld({ keys })
  doors = await openDoors(world)
  const readers = createReaders({ connection: world.database.config, connectionsMax: 1 })
  const readsOf = (id: string) => readers.of(id)
  const parts = { engine: world.engine, readsOf, keys, trailName: NAME }
  await enterSealKeys(parts, [INSTITUTION])
  await enterSealKeys(parts, [INSTITUTION])
  await readers.end()
  vkey = (await keys.all())[0]?.vkey ?? ''
})
afterAll(async () => {
  await doors?.stop()
  await world?.close()
  rmSync(folder, { recursive: true })
})

test('a key is made once, known by its verifier key, and read by its owner alone', async () => {
  expect(await keys.all()).toHaveLength(1)
  const [file = ''] = readdirSync(folder)
  expect(statSync(path.join(folder, file)).mode & 0o777).toBe(0o600)
  const again = await openKeyRing(folder)
  expect((await again.signerOf(vkey))?.vkey).toBe(vkey)
  expect(parseVkey(vkey)?.name).toBe(`${NAME}/${INSTITUTION}`)
  expect(parseVkey(vkey.replace(/\+[0-9a-f]{8}\+/, '+00000000+'))).toBeUndefined()
})

describe('what is committed', () => {
  test('is under a signed head, whose name is the institution of this house', async () => {
    await draft()
    expect(await unsealed()).toBe(1)
    await seal()
    const head = (await doors.ask('audit-1', `{ ${HEAD} }`))['checkpoint'] as Json
    const signed = verified(String(head['note']))
    expect(signed.origin).toBe(`${NAME}/${INSTITUTION}`)
    expect(signed.size).toBe(head['size'])
    expect(Buffer.from(signed.root).toString('hex')).toBe(head['root'])
    expect(await unsealed()).toBe(0)
  })
  test('is proven entry by entry, and each head grows from each earlier one', async () => {
    const heads: { size: number; root: Uint8Array }[] = []
    for (let round = 0; round < 4; round++) {
      await Promise.all(Array.from({ length: 3 + round * 40 }, draft))
      await seal()
      const head = (await doors.ask('audit-1', `{ ${HEAD} }`))['checkpoint'] as Json
      heads.push(verified(String(head['note'])))
    }
    const last = heads.at(-1)
    if (!last) throw new Error('no head')
    const page = await doors.ask(
      'audit-1',
      '{ trail(last: 60) { nodes { position leafHash inclusion { index hashes text checkpoint { size note } } } } }',
    )
    const entries = (page['trail'] as Json)['nodes'] as unknown as readonly Json[]
    expect(entries).toHaveLength(60)
    for (const entry of entries) {
      const proof = entry['inclusion'] as Json
      const under = verified(String(proof['checkpoint']?.['note']))
      expect(Number(proof['index'])).toBe(Number(entry['position']) - 1)
      const root = rootFromInclusion(Buffer.from(String(entry['leafHash']), 'hex'), {
        index: Number(proof['index']),
        size: under.size,
        proof: bytes(proof['hashes'] as Json),
      })
      expect(root && Buffer.from(root).equals(under.root)).toBe(true)
      expect(String(proof['text'])).toMatch(/^c2sp\.org\/tlog-proof@v1\nindex \d+\n/)
    }
    for (const older of heads) {
      const data = await doors.ask(
        'audit-1',
        `{ consistency(older: ${String(older.size)}, size: ${String(last.size)}) }`,
      )
      expect(isConsistent({ older, newer: last, proof: bytes(data['consistency'] as Json) })).toBe(
        true,
      )
    }
  })
  test('is sealed once, however many servers seal at once', async () => {
    for (let i = 0; i < 5; i++) await draft()
    const others = await Promise.all(
      [1, 2, 3].map(() => sealOne({ pool: world.pool, keys, log }, INSTITUTION)),
    )
    expect(others.filter((o) => o === 'done')).toHaveLength(1)
    expect(others.filter((o) => o === 'outrun')).toHaveLength(2)
    const head = (await doors.ask('audit-1', `{ ${HEAD} }`))['checkpoint'] as Json
    expect(verified(String(head['note'])).size).toBe(head['size'])
    expect(await unsealed()).toBe(0)
  })
  test('shows no proof before it is sealed', async () => {
    await draft()
    const page = await doors.ask('audit-1', '{ trail(last: 1) { nodes { inclusion { index } } } }')
    expect(page['trail']?.['nodes']?.[0]?.['inclusion']).toBeNull()
    await seal()
  })
})

describe('the layout of tlog-tiles', () => {
  const get = async (as: string, rest: string) =>
    fetch(`${doors.url}/tlog/${INSTITUTION}/${rest}`, {
      headers: { authorization: `Bearer ${await doors.token(as)}` },
    })
  test('serves head, tiles and entries', async () => {
    const head = verified(await (await get('loans-1', 'checkpoint')).text())
    const width = head.size % 256
    const full = Buffer.from(await (await get('loans-1', 'tile/0/000')).arrayBuffer())
    expect(full.length).toBe(256 * 32)
    const partial = await get('loans-1', `tile/0/001.p/${String(width)}`)
    expect((await partial.arrayBuffer()).byteLength).toBe(width * 32)
    const bundle = Buffer.from(await (await get('audit-1', 'tile/entries/000')).arrayBuffer())
    const first = bundle.subarray(2, 2 + bundle.readUInt16BE(0)).toString('utf8')
    expect(JSON.parse(first)).toMatchObject({ v: 1, event: { type: 'found' } })
  })
  test('shows entries only to who reads everything, and nothing that is not there', async () => {
    for (const [as, rest, status] of [
      ['loans-1', 'tile/entries/000', 404],
      ['audit-1', 'tile/0/999', 404],
      ['audit-1', 'tile/0/001.p/255', 404],
      ['audit-1', 'tile/99/000', 404],
    ] as const)
      expect({ rest, status: (await get(as, rest)).status }).toEqual({ rest, status })
    expect((await fetch(`${doors.url}/tlog/${INSTITUTION}/checkpoint`)).status).toBe(401)
  })
})

describe('the key', () => {
  test('is rotated by a command of management, and the next head is signed by the new one', async () => {
    const next = await keys.create(`${NAME}/${INSTITUTION}`)
    const rotate = (as: string, key = next.vkey) =>
      world.send(as, {
        mechanism: 'G01',
        process: '0198c0de-0000-7000-8000-0000000000a1',
        event: 'rotateSealKey',
        payload: { key, reason: 'yearly' },
      })
    expect(await rotate('loans-1')).toMatchObject({
      kind: 'refused',
      refusal: { kind: 'NOT_YOUR_DUTY' },
    })
    expect(await rotate('management-1', vkey)).toMatchObject({ refusal: { rule: 'sealKeyIsNew' } })
    expect(await rotate('management-1')).toMatchObject({ kind: 'accepted' })
    await seal()
    const head = (await doors.ask('audit-1', `{ ${HEAD} }`))['checkpoint'] as Json
    verified(String(head['note']), next.vkey)
    // The former key vouches for it while it is here.
    verified(String(head['note']))
  })
  test('that is not on this server seals nothing, and says so', async () => {
    const elsewhere = await openKeyRing(mkdtempSync(path.join(folder, 'other-')))
    await draft()
    expect(await sealOne({ pool: world.pool, keys: elsewhere, log }, INSTITUTION)).toBe('refused')
    expect(warned.at(-1)).toMatch(/not on this server/)
    await seal()
    expect(await unsealed()).toBe(0)
  })
})
