// The seal on PostgreSQL: what is committed is in the tree, heads are signed, and the doors prove it.

import { mkdtempSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isConsistent, rootFromInclusion } from '../../engine/core/merkle.ts'
import { createEngine } from '../../engine/runtime/create.ts'
import { openKeyRing } from '../../engine/runtime/keyring.ts'
import { sealOne } from '../../engine/runtime/seal.ts'
import { parseVkey } from '../../engine/runtime/signing.ts'
import { openDoors } from '../support/client.ts'
import type { Doors, Json } from '../support/client.ts'
import { createSealedWorld, ORIGIN, verifiedHead } from '../support/sealed.ts'
import type { SealedWorld } from '../support/sealed.ts'
import { appPool, GOVERNANCE, INSTITUTION } from '../support/world.ts'
import { MASTER } from '../support/master.ts'

let house: SealedWorld
let doors: Doors
let vkey = ''
const { seal, draft } = { seal: () => house.seal(), draft: (n?: number) => house.draft(n) }
const unsealed = async () =>
  (await house.world.pool.query('select institution from to_seal() as institution')).rowCount
const options = () => ({ pool: house.world.pool, keys: house.keys, log: house.log })
const verified = (note: string, by = vkey) => verifiedHead(note, by)
const bytes = (hashes: Json) => (hashes as readonly string[]).map((h) => Buffer.from(h, 'base64'))
const HEAD = 'checkpoint { size root note key signedAt witnesses }'

beforeAll(async () => {
  house = await createSealedWorld()
  ;({ vkey } = house)
  doors = await openDoors(house.world)
})
afterAll(async () => {
  await doors?.stop()
  await house?.close()
})

test('a key is made once, known by its verifier key, and read by its owner alone', async () => {
  expect(await house.keys.all()).toHaveLength(1)
  const [file = ''] = readdirSync(house.folder)
  expect(statSync(path.join(house.folder, file)).mode & 0o777).toBe(0o600)
  const again = await openKeyRing(house.folder)
  expect((await again.signerOf(vkey))?.vkey).toBe(vkey)
  expect(parseVkey(vkey)?.name).toBe(ORIGIN)
  expect(parseVkey(vkey.replace(/\+[0-9a-f]{8}\+/, '+00000000+'))).toBeUndefined()
})

describe('what is committed', () => {
  test('is under a signed head, whose name is the institution of this house', async () => {
    await draft()
    expect(await unsealed()).toBe(1)
    await seal()
    const head = (await doors.ask('audit-1', `{ ${HEAD} }`))['checkpoint'] as Json
    const signed = verified(String(head['note']))
    expect(signed.origin).toBe(ORIGIN)
    expect(signed.size).toBe(head['size'])
    expect(Buffer.from(signed.root).toString('hex')).toBe(head['root'])
    expect(await unsealed()).toBe(0)
  })
  test(
    'is proven entry by entry, and each head grows from each earlier one',
    { timeout: 120_000 },
    async () => {
      const heads: { size: number; root: Uint8Array }[] = []
      for (let round = 0; round < 4; round++) {
        await draft(3 + round * 40)
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
        expect(
          isConsistent({ older, newer: last, proof: bytes(data['consistency'] as Json) }),
        ).toBe(true)
      }
    },
  )
  test('is sealed once, however many servers seal at once', async () => {
    await draft(5)
    const others = await Promise.all([1, 2, 3].map(() => sealOne(options(), INSTITUTION)))
    expect(others.filter((o) => o === 'done')).toHaveLength(1)
    expect(others.filter((o) => o === 'outrun')).toHaveLength(2)
    const head = (await doors.ask('audit-1', `{ ${HEAD} }`))['checkpoint'] as Json
    expect(verified(String(head['note'])).size).toBe(head['size'])
    expect(await unsealed()).toBe(0)
  })
  test(
    'is sealed by several servers that run at once, into one history',
    { timeout: 120_000 },
    async () => {
      const pools = [appPool(house.world.database, 3), appPool(house.world.database, 3)]
      const [one, two] = pools.map((pool) =>
        createEngine({
          pool,
          master: MASTER,
          log: house.log,
          keys: house.keys,
          sealIntervalMs: 1,
        }),
      )
      const sizes: number[] = []
      const running = [one, two].map((engine) => engine as NonNullable<typeof engine>)
      for (const engine of running) engine.start()
      for (let i = 0; i < 12; i++) {
        await draft(3)
        expect(await running[i % 2]?.sealNow(INSTITUTION)).toBe(true)
        sizes.push((await running[0]?.proofs.head(INSTITUTION))?.size ?? 0)
      }
      await Promise.all(running.map((engine) => engine.stop()))
      const { rows } = await house.world.pool.query<{ size: string; note: string }>(
        'select size, note from checkpoint order by size',
      )
      const heads = rows.map(({ note }) => verified(note))
      expect(new Set(sizes).size).toBe(12)
      const last = heads.at(-1)
      if (!last) throw new Error('no head')
      const { proofs } = house.world.engine
      for (const older of heads) {
        const proof = await proofs.consistency(INSTITUTION, older.size, last.size)
        expect(isConsistent({ older, newer: last, proof })).toBe(true)
      }
      await Promise.all(pools.map((pool) => pool.end()))
    },
  )
  test('is sealed on demand for who reads everything', async () => {
    await draft()
    const now = await doors.ask('audit-1', 'mutation { sealNow { size note } }')
    expect(verified(String(now['sealNow']?.['note'])).size).toBe(Number(now['sealNow']?.['size']))
    expect(await unsealed()).toBe(0)
    const other = await doors.reply('loans-1', { query: 'mutation { sealNow { size } }' })
    expect(other.body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
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
    const next = await house.keys.create(ORIGIN)
    const rotate = (as: string, key = next.vkey) =>
      house.world.send(as, {
        mechanism: 'G01',
        process: GOVERNANCE,
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
    const elsewhere = await openKeyRing(mkdtempSync(path.join(house.folder, 'other-')))
    await draft()
    expect(await sealOne({ ...options(), keys: elsewhere }, INSTITUTION)).toBe('refused')
    expect(house.logged.at(-1)).toMatchObject({ alarm: 'KEY_ELSEWHERE', source: 'seal' })
    await seal()
    expect(await unsealed()).toBe(0)
  })
})
