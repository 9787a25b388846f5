// Trail and witness together: what the witness cosigns is shown, and whoever turns the trail back, rewrites
// it or shows another is named, without a command ever waiting.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pino from 'pino'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startWitness } from '../../api/witness.ts'
import type { RunningWitness } from '../../api/witness.ts'
import { sealAll } from '../../engine/runtime/seal.ts'
import { witnessAll } from '../../engine/runtime/witnesses.ts'
import { openDoors } from '../support/client.ts'
import type { Json } from '../support/client.ts'
import { BACKUP, createSealedWorld, ORIGIN, RESTORE, verifiedHead } from '../support/sealed.ts'
import type { SealedWorld } from '../support/sealed.ts'
import { GOVERNANCE, INSTITUTION } from '../support/world.ts'

const root = mkdtempSync(path.join(tmpdir(), 'xiaobao-witnesses-'))
const NAME = 'witness.test'
const none = {} as Json
let n = 0
let house: SealedWorld
let witness: RunningWitness
let logsFile = ''
let state = ''
const closing: (() => Promise<void>)[] = []

/** Keys that the witness knows; written at another time each, as the file system tells it. */
function know(...keys: readonly string[]): void {
  writeFileSync(logsFile, keys.map((key) => `${key}\n`).join(''))
  utimesSync(logsFile, ++n, n)
}
const startIt = () =>
  startWitness({
    name: NAME,
    state,
    logs: logsFile,
    host: '127.0.0.1',
    port: 0,
    log: pino({ level: 'silent' }),
  })
/** Asks as if a minute had gone by since the last time, in which a refused head is not sent again. */
const send = (from = house, vkey = witness.vkey, url = witness.url) =>
  witnessAll({
    pool: from.world.pool,
    witnesses: [{ url, vkey }],
    log: from.log,
    nowMs: () => Date.now() + 120_000,
  })
const named = (from = house) => from.logged.map((l) => `${l.source} ${l.alarm} ${String(l.known)}`)
const headOf = (from = house) => from.world.engine.proofs.head(INSTITUTION)
const sizeOf = async (from = house) => (await headOf(from))?.size ?? 0
const grow = async (entries: number, from = house) => {
  await from.draft(entries)
  await from.seal()
}

beforeEach(async () => {
  house = await createSealedWorld()
  state = path.join(root, `state-${String(++n)}`)
  logsFile = path.join(root, `logs-${String(n)}`)
  know(house.vkey)
  witness = await startIt()
  closing.push(
    () => house.close(),
    () => witness.stop(),
  )
  await grow(5)
  await send()
})
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})
afterAll(() => rmSync(root, { recursive: true }))

/** Asks through the API, as internal audit unless somebody else is named. */
const asks = async (...queries: readonly (readonly [query: string, as?: string])[]) => {
  const doors = await openDoors(house.world)
  try {
    return await Promise.all(queries.map(([query, as = 'audit-1']) => doors.ask(as, query)))
  } finally {
    await doors.stop()
  }
}

describe('a witness that cosigns', { timeout: 120_000 }, () => {
  test('stands in the head, in every proof, in the tiles, and in its own list', async () => {
    await grow(3)
    await send()
    const size = await sizeOf()
    // A later head that no witness has seen yet takes its place nowhere but as the latest.
    await grow(1)
    const one = '{ nodes { inclusion { checkpoint { size } text } } }'
    const [seen = none, hidden] = await asks(
      [
        `{ checkpoint { size witnesses } cosigned: checkpoint(cosigned: true) { size note witnesses }
           witnesses { name key state size } first: trail(first: 1) ${one} last: trail(last: 1) ${one} }`,
      ],
      ['{ witnesses { name } }', 'loans-1'],
    )
    expect(seen).toMatchObject({
      checkpoint: { size: size + 1, witnesses: [] },
      cosigned: { size, witnesses: [NAME] },
      witnesses: [{ name: NAME, key: witness.vkey, state: 'COSIGNED', size }],
      first: { nodes: [{ inclusion: { checkpoint: { size } } }] },
      last: { nodes: [{ inclusion: { checkpoint: { size: size + 1 } } }] },
    })
    expect(hidden).toEqual({ witnesses: null })
    const note = String(seen['cosigned']?.['note'])
    for (const key of [house.vkey, witness.vkey]) expect(verifiedHead(note, key).size).toBe(size)
    const proof = (seen['first'] as Json)['nodes']?.[0]?.['inclusion']
    expect(String(proof?.['text'])).toContain(`\n— ${NAME} `)
    expect(named()).toEqual([])
  })
  test('is asked by several servers, and after it was asked by nobody, as if by one', async () => {
    await grow(4)
    await Promise.all([send(), send(), send()])
    // What this house knows of the witness may be lost: the witness tells it.
    await house.attack('delete from witnessing', 'delete from cosignature')
    await grow(2)
    await send()
    expect((await headOf())?.witnesses).toEqual([NAME])
    expect(named()).toEqual([])
  })
})

describe('who tampers is named', () => {
  test('an older backup that was restored', async () => {
    await house.attack(BACKUP)
    await grow(4)
    await send()
    const seen = await sizeOf()
    await house.attack(RESTORE)
    await grow(1)
    await send()
    expect(named()).toEqual([`${NAME} OLDER_BACKUP ${String(seen)}`])
    const shown = await asks(['{ witnesses { state } trailAlarms { kind source known size } }'])
    expect(shown[0]).toMatchObject({
      witnesses: [{ state: 'REFUSED' }],
      trailAlarms: [{ kind: 'OLDER_BACKUP', source: NAME, known: seen, size: seen - 3 }],
    })
    // Grown beyond what the witness saw, it is another trail.
    await grow(6)
    await send()
    expect(named().at(-1)).toBe(`${NAME} SPLIT_VIEW ${String(seen)}`)
    expect((await headOf())?.witnesses).toEqual([])
  })
  test('a deleted tail, where whoever deleted it turned the seal back too', async () => {
    const before = await sizeOf()
    await grow(4)
    await send()
    const seen = await sizeOf()
    await house.attack(
      `delete from entry where position > ${String(before)}`,
      `update head set position = ${String(before)}`,
      `update sealed set size = ${String(before)}`,
      `delete from checkpoint where size > ${String(before)}`,
      `delete from process where opened_position > ${String(before)}`,
    )
    await send()
    expect(named()).toEqual([`${NAME} TAIL_DELETED ${String(seen)}`])
  })
  const RESEAL = [
    'delete from checkpoint',
    'delete from tile',
    'delete from sealed',
    `update entry set leaf = replace(leaf, 'sealed', 'forged'), leaf_hash = sha256(('\\x00'::bytea ||
       convert_to(replace(leaf, 'sealed', 'forged'), 'UTF8'))) where leaf like '%"label":"sealed"%'`,
  ]
  test('a rewritten row, in a trail that was sealed anew from the beginning', async () => {
    const seen = await sizeOf()
    await house.attack(...RESEAL)
    await grow(1)
    expect(await sizeOf()).toBe(seen + 1)
    await send()
    expect(named()).toEqual([`${NAME} REWRITTEN ${String(seen)}`])
  })
  test('the same, where every trace of the witness was deleted', async () => {
    const seen = await sizeOf()
    await house.attack(...RESEAL, 'delete from witnessing', 'delete from cosignature')
    await grow(1)
    await send()
    expect(named()).toEqual([`${NAME} SPLIT_VIEW ${String(seen)}`])
  })
  test('a copy of the house that signs by the same key', async () => {
    const copy = await createSealedWorld({ folder: house.folder })
    closing.push(() => copy.close())
    expect(copy.vkey).toBe(house.vkey)
    await grow(9, copy)
    await send(copy)
    expect(named(copy)).toEqual([`${NAME} SPLIT_VIEW ${String(await sizeOf())}`])
    // The true one is cosigned as before.
    await grow(1)
    await send()
    expect((await headOf())?.witnesses).toEqual([NAME])
    expect(named()).toEqual([])
  })
})

describe('a witness that cannot', () => {
  test('know the log is named, and cosigns once it does', async () => {
    know()
    await grow(1)
    await send()
    expect(named()).toEqual([`${NAME} UNKNOWN_LOG ${String((await sizeOf()) - 1)}`])
    know(house.vkey)
    await send()
    expect((await headOf())?.witnesses).toEqual([NAME])
  })
  test('know a new key cosigns while the former one vouches for it, and is named after that', async () => {
    const next = await house.keys.create(ORIGIN)
    const rotated = await house.world.send('management-1', {
      mechanism: 'G01',
      process: GOVERNANCE,
      event: 'rotateSealKey',
      payload: { key: next.vkey, reason: 'yearly' },
    })
    expect(rotated).toMatchObject({ kind: 'accepted' })
    await grow(1)
    await send()
    expect((await headOf())?.witnesses).toEqual([NAME])
    // The former key is taken away before the witness knows the new one.
    await house.draft()
    await sealWithout(house, house.vkey)
    await send()
    expect(named()).toEqual([`${NAME} KEY_REFUSED ${String((await sizeOf()) - 1)}`])
    know(house.vkey, next.vkey)
    await send()
    expect((await headOf())?.witnesses).toEqual([NAME])
  })
  test('be trusted, since it answers with what is not its cosignature, is named', async () => {
    const other = await fakeWitness((respond) => respond(200, '— witness.test AAAAAAAAAAAAAAAA\n'))
    await grow(1)
    await send(house, witness.vkey, other)
    expect(named()).toEqual([`${NAME} BAD_COSIGNATURE ${String((await sizeOf()) - 1)}`])
    expect((await headOf())?.witnesses).toEqual([])
  })
  test('be asked is shown as unreachable, and left alone for a minute', async () => {
    const behaviours: readonly ((respond: Respond) => void)[] = [
      (respond) => respond(409, 'many\n'),
      (respond) => respond(500, ''),
      (respond) => respond(200, 'x'.repeat(100_000)),
      (respond) => respond(302, ''),
    ]
    for (const behave of behaviours) {
      const other = await fakeWitness(behave)
      await grow(1)
      await send(house, witness.vkey, other)
      const stands = await house.world.engine.proofs.witnesses(INSTITUTION)
      expect(stands).toMatchObject([{ name: NAME, state: 'UNREACHABLE' }])
    }
    await closing.pop()?.()
    let asked = 0
    const last = await fakeWitness((respond) => {
      asked++
      respond(503, '')
    })
    const witnesses = [{ url: last, vkey: witness.vkey }]
    const { pool } = house.world
    const from = Date.now()
    for (const laterMs of [0, 59_000, 62_000])
      await witnessAll({ pool, witnesses, log: house.log, nowMs: () => from + laterMs })
    expect({ asked, named: named() }).toEqual({ asked: 1, named: [] })
  })
  test('answer holds up no command, and no other witness', async () => {
    let asked = 0
    const silent = await fakeWitness(() => void asked++)
    const witnesses = [
      { url: silent, vkey: witness.vkey.replace(NAME, 'silent.test') },
      { url: witness.url, vkey: witness.vkey },
    ]
    await grow(1)
    const { pool } = house.world
    let ended = false
    const round = witnessAll({ pool, witnesses, log: house.log, nowMs: () => Date.now() }).then(
      () => {
        ended = true
      },
    )
    while ((await headOf())?.witnesses.length !== 1) await house.draft()
    await house.draft(20)
    expect({ asked, ended }).toEqual({ asked: 1, ended: false })
    await closing.pop()?.()
    await round
  })
})

type Respond = (status: number, body: string) => void
/** A server in the place of a witness; one that never responds keeps its client waiting until it is closed. */
async function fakeWitness(behave: (respond: Respond) => void): Promise<string> {
  const server = createServer((_, response) => {
    behave((status, body) => {
      response.writeHead(status, status === 302 ? { location: witness.url } : {})
      response.end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
}

/** Seals with every key of a house but one. */
const sealWithout = ({ world, keys, log }: SealedWorld, vkey: string) =>
  sealAll({
    pool: world.pool,
    log,
    keys: {
      ...keys,
      signerOf: async (asked) => (asked === vkey ? undefined : keys.signerOf(asked)),
    },
  })
