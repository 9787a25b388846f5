// Heads that are signed by SM2 beside Ed25519: `openssl` verifies them, who knows only Ed25519 passes the
// other line over, and `verify` and the check of a case file name what is forged.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Command } from 'commander'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCase } from '../../api/case-file.ts'
import { verifyFile } from '../../api/case-file/verification.ts'
import type { FileReport } from '../../api/case-file/verification.ts'
import { pageOf } from '../../api/case-file/page.ts'
import { decodeId } from '../../api/graphql/ids.ts'
import { enterSealKeys, registerSealKey } from '../../api/seal-key.ts'
import { registerVerifyFile } from '../../api/verify-file.ts'
import { readCaseFile } from '../../engine/core/case-file.ts'
import { editionsOf } from '../../engine/core/editions.ts'
import { isSm2Key, parseNote, signatureLine, signNote } from '../../engine/core/note.ts'
import type { Uuid } from '../../engine/core/values.ts'
import { EDITIONS } from '../../engine/mechanisms/index.ts'
import { openKeyRing } from '../../engine/runtime/keyring.ts'
import { createReaders } from '../../engine/runtime/reader.ts'
import type { Reads } from '../../engine/runtime/reader.ts'
import { sealOne } from '../../engine/runtime/seal.ts'
import { publicPemOf } from '../../engine/runtime/signing.ts'
import type { TrailSigner } from '../../engine/runtime/signing.ts'
import { underAttack } from '../support/attack.ts'
import { checkTrail, trailOf } from '../support/checkTrail.ts'
import { openDoors } from '../support/client.ts'
import type { Doors, Json } from '../support/client.ts'
import { goVerifier } from '../support/independent.ts'
import { openSsl } from '../support/openssl.ts'
import { createSealedWorld, ORIGIN, verifiedHead } from '../support/sealed.ts'
import type { SealedWorld } from '../support/sealed.ts'
import { GOVERNANCE, INSTITUTION, ISSUER } from '../support/world.ts'

const openssl = openSsl()
const go = goVerifier()
const folder = mkdtempSync(path.join(tmpdir(), 'xiaobao-sm2-'))
let house: SealedWorld
let doors: Doors
let sm2: TrailSigner
/** A head that is signed by both, before anything was rotated. */
let note = ''

beforeAll(async () => {
  house = await createSealedWorld({ sm2: true })
  doors = await openDoors(house.world)
  sm2 = (await house.keys.all()).find((key) => isSm2Key(key.vkey)) as TrailSigner
  await house.draft(3)
  await house.seal()
  note = (await latest()).note
}, 120_000)
afterAll(async () => {
  await doors?.stop()
  await house?.close()
  rmSync(folder, { recursive: true })
})

const HEAD = 'checkpoint { size note key sm2 { key publicKey text signature sm3 } }'
const headOf = async () => (await doors.ask('audit-1', `{ ${HEAD} }`))['checkpoint'] as Json
async function latest() {
  const head = await headOf()
  const told = head['sm2'] as Record<string, string> | null
  return { note: String(head['note']), told, size: Number(head['size']) }
}
const textOf = (signed: string) => parseNote(signed)?.text ?? ''
/** The lines of a note by which of its keys signed it. */
const signersOf = (signed: string) =>
  (parseNote(signed)?.signatures ?? []).map(({ hash }) => Buffer.from(hash).toString('hex'))
const hashOf = (vkey: string) => vkey.split('+')[1]
async function withReaders<T>(
  { world }: SealedWorld,
  work: (readsOf: (id: Uuid) => Reads) => Promise<T>,
): Promise<T> {
  const readers = createReaders({ connection: world.database.config, connectionsMax: 1 })
  try {
    return await work((id) => readers.of(id))
  } finally {
    await readers.end()
  }
}

describe('a head', () => {
  test('has a second line, and the text that it had without', async () => {
    expect(signersOf(note)).toEqual([hashOf(house.vkey), hashOf(sm2.vkey)])
    expect(parseNote(note)?.signatures.map(({ name }) => name)).toEqual([ORIGIN, ORIGIN])
    expect(textOf(note).split('\n')).toHaveLength(4)
  })
  test('holds for who knows only Ed25519, and who knows only SM2', async () => {
    expect(verifiedHead(note, house.vkey)).toEqual(verifiedHead(note, sm2.vkey))
  })
  test('of which the SM2 line was forged is refused by who knows its key', async () => {
    const [first, second] = parseNote(note)?.signatures ?? []
    if (!first || !second) throw new Error('no lines')
    const signature = Buffer.from(second.signature)
    signature[40] = (signature[40] ?? 0) ^ 1
    const forged = `${textOf(note)}\n${signatureLine(first)}${signatureLine({ ...second, signature })}`
    verifiedHead(forged, house.vkey)
    expect(() => verifiedHead(forged, sm2.vkey)).toThrow()
  })
  test.skipIf(!openssl)('is verified by the openssl command line, changed it is not', async () => {
    const { told, note: signed } = await latest()
    const [publicKey = '', text = ''] = [told?.['publicKey'], told?.['text']]
    const signature = Buffer.from(told?.['signature'] ?? '', 'base64')
    expect(told?.['key']).toBe(sm2.vkey)
    expect(text).toBe(textOf(signed))
    expect(openssl?.verifies({ publicKey, text, signature })).toBe(true)
    expect(openssl?.verifies({ publicKey, text: text.replace('\n', '\n1'), signature })).toBe(false)
    const changed = Buffer.from(signature)
    changed[40] = (changed[40] ?? 0) ^ 1
    expect(openssl?.verifies({ publicKey, text, signature: changed })).toBe(false)
    // What stands in the note itself, in the place of the line, is the same.
    expect(Buffer.from(parseNote(signed)?.signatures[1]?.signature ?? [])).toEqual(signature)
    expect(told?.['sm3']).toBe(openssl?.sm3(text))
  })
  test.skipIf(openssl)('openssl with SM2 is not here: what it says was not asked', () => undefined)
})

describe('verify', () => {
  const differences = async (change: (note: string) => string | Promise<string>) => {
    const { size } = await latest()
    const changed = await change((await latest()).note)
    const { differences: found, sm2Checkpoints } = await underAttack(
      house.world.database,
      (a) => a.change('update checkpoint set note = $1 where size = $2', changed, size),
      (pool) => trailOf(pool),
    )
    return { found: found.map(({ kind, position }) => [kind, position]), sm2Checkpoints, size }
  }
  const withLine = async (signed: string, by: TrailSigner, text = textOf(signed)) => {
    const [first] = parseNote(signed)?.signatures ?? []
    if (!first) throw new Error('no line')
    const line = signatureLine({ ...by, signature: await by.sign(text) })
    return `${textOf(signed)}\n${signatureLine(first)}${line}`
  }
  test('counts the heads that are signed by SM2 too', async () => {
    const report = await checkTrail(house.world.pool)
    expect(report.checkpoints).toBeGreaterThan(0)
    expect(report.sm2Checkpoints).toBe(report.checkpoints)
  })
  test('names a line that its key did not sign', async () => {
    const { found, size } = await differences((signed) => withLine(signed, sm2, 'other\n'))
    expect(found).toEqual([['forgedSignature', size]])
  })
  test('names a line by a key that the trail has not put in force', async () => {
    const other = await (await openKeyRing(path.join(folder, 'other'))).createSm2(ORIGIN)
    const { found, size } = await differences((signed) => withLine(signed, other))
    expect(found).toEqual([['keyNotInForce', size]])
  })
  test('takes a head without the line as it is', async () => {
    const { found, sm2Checkpoints } = await differences((signed) =>
      signed.split('\n').slice(0, -2).join('\n').concat('\n'),
    )
    expect(found).toEqual([])
    expect(sm2Checkpoints).toBe((await checkTrail(house.world.pool)).checkpoints - 1)
  })
})

describe('a case file', () => {
  let content = ''
  beforeAll(async () => {
    const found = await doors.ask('audit-1', '{ processes(first: 1) { nodes { id } } }')
    const id = String(found['processes']?.['nodes']?.[0]?.['id'])
    const { engine } = house.world
    const made = await makeCase(
      { engine, editions: editionsOf(EDITIONS), now: () => house.world.now() },
      { institution: INSTITUTION, process: decodeId(id)?.id as Uuid, personal: false },
    )
    content = made?.html ?? ''
  })
  const verified = (text: string, ...keys: readonly string[]) =>
    verifyFile(text, { keys, witnesses: [] }, EDITIONS)
  const verdicts = ({ steps }: FileReport, name: string) =>
    steps.filter(({ step }) => step === name).map(({ verdict }) => verdict)
  /** Whether lines are left that neither the given keys nor the step of SM2 have checked. */
  const unchecked = ({ steps }: FileReport) =>
    steps.some(({ step, says }) => step === 'witnesses' && says.en.includes('not checked'))
  const withNote = (change: (signed: string) => string) => {
    const read = readCaseFile(content)
    if (!('file' in read)) throw new Error('no case file')
    return pageOf({ ...read.file, checkpoint: change(read.file.checkpoint) })
  }

  test('is proven under the key of Ed25519, under that of SM2, and under both', async () => {
    for (const keys of [[house.vkey], [sm2.vkey], [house.vkey, sm2.vkey]]) {
      const report = await verified(content, ...keys)
      expect(report.steps.filter(({ verdict }) => verdict === 'fails')).toEqual([])
      expect(report.outcome).toBe('proven')
      expect(verdicts(report, 'sm2')).toEqual(['holds'])
      expect(unchecked(report)).toBe(!keys.includes(house.vkey))
    }
  })
  test('whose SM2 line was forged fails by it', async () => {
    const forged = withNote((signed) =>
      signed.replace(
        /(\S{20})(\S{8}\n)$/,
        (_, a: string, b: string) => `${a.split('').toReversed().join('')}${b}`,
      ),
    )
    const report = await verified(forged, house.vkey)
    expect(report.outcome).toBe('fails')
    expect(verdicts(report, 'checkpoint')).toEqual(['holds'])
    expect(verdicts(report, 'sm2')).toEqual(['fails'])
  })
  test('without the line is proven, and says that it has none', async () => {
    const bare = withNote((signed) => signed.split('\n').slice(0, -2).join('\n').concat('\n'))
    const report = await verified(bare, house.vkey)
    expect(report.outcome).toBe('proven')
    expect(verdicts(report, 'sm2')).toEqual(['open'])
  })
  test.skipIf('missing' in go)('is checked by the note package of Go, which passes it over', () => {
    if ('missing' in go) return
    const file = path.join(folder, 'go.html')
    writeFileSync(file, content)
    expect(go.run(['case', '-key', house.vkey, file])).toMatchObject({ code: 0 })
  })
  test.skipIf(!openssl)('is printed with the SM3 digests that openssl computes', async () => {
    const file = path.join(folder, 'case.html')
    writeFileSync(file, content)
    const lines: string[] = []
    const program = new Command()
    registerVerifyFile(program, EDITIONS, {
      print: (line) => lines.push(line),
      end: () => undefined,
    })
    const args = ['verify-file', file, '--key', house.vkey, '--sm3']
    await program.parseAsync(args, { from: 'user' })
    expect(lines.slice(-2)).toEqual([
      `SM3 of the file · 文件的SM3摘要: ${openssl?.sm3(content) ?? ''}`,
      `SM3 of the checkpoint's text · 检查点所签文本的SM3摘要: ${openssl?.sm3(textOf(inFile())) ?? ''}`,
    ])
    lines.length = 0
    await program.parseAsync([...args, '--json'], { from: 'user' })
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ sm3: { file: openssl?.sm3(content) } })
  })
  const inFile = (): string => {
    const read = readCaseFile(content)
    return 'file' in read ? read.file.checkpoint : ''
  }
})

describe('the key of SM2', () => {
  const rotate = (key: string) =>
    house.world.send('management-1', {
      mechanism: 'G01',
      process: GOVERNANCE,
      event: 'rotateSealKey',
      payload: { key, reason: 'yearly' },
    })
  const listed = async () => {
    const lines: string[] = []
    const parts = {
      engine: house.world.engine,
      keys: house.keys,
      trailName: 'trail.test',
      issuer: ISSUER,
      institutions: [INSTITUTION],
    }
    const program = new Command()
    await withReaders(house, async (readsOf) => {
      const print = (line: string) => void lines.push(line)
      registerSealKey(program, (work) => work({ ...parts, readsOf }), print)
      await program.parseAsync(['seal-key'], { from: 'user' })
    })
    return lines
  }

  test('is listed beside the other, and not where keys are collected for witnesses', async () => {
    const lines = await listed()
    expect(lines.slice(1)).toEqual([
      `  ${house.vkey}`,
      '  on this machine',
      `  ${sm2.vkey} (SM2), on this machine`,
    ])
    expect(lines.filter((line) => /[^ ]*\+[^ ]*$/.test(line))).toEqual([`  ${house.vkey}`])
  })
  test('is entered once; a second is for management to put in force', async () => {
    const other = await house.keys.createSm2(ORIGIN)
    const [answer] = await house.world.engine.execute(INSTITUTION, [
      {
        asker: { system: 'keeper' },
        via: 'engine',
        request: 'again',
        mechanism: 'G01',
        process: GOVERNANCE,
        event: 'enterSealKey',
        payload: { key: other.vkey },
      },
    ])
    expect(answer).toMatchObject({ kind: 'refused', refusal: { rule: 'noSealKeyYet' } })
  })
  test('that is not on this server seals nothing, and says so', async () => {
    const bare = await openKeyRing(path.join(folder, 'bare'))
    const without = {
      ...house.keys,
      signerOf: (vkey: string) => (isSm2Key(vkey) ? bare : house.keys).signerOf(vkey),
    }
    const { pool } = house.world
    await house.draft()
    const options = { pool, keys: without, log: house.log }
    expect(await sealOne({ ...options, sm2: true }, INSTITUTION)).toBe('refused')
    expect(house.logged.at(-1)).toMatchObject({ alarm: 'KEY_ELSEWHERE', source: 'seal' })
    // A server on which it is not switched on signs as ever.
    expect(await sealOne(options, INSTITUTION)).toBe('done')
    const { note: signed, told } = await latest()
    expect(signersOf(signed)).toEqual([hashOf(house.vkey)])
    expect(told).toBeNull()
    await checkTrail(house.world.pool)
  })
  test('is rotated alone; the former one vouches for it, then signs no more', async () => {
    const next = await house.keys.createSm2(ORIGIN)
    const third = await house.keys.createSm2(ORIGIN)
    expect(await rotate(next.vkey)).toMatchObject({ kind: 'accepted' })
    await house.seal()
    const both = await latest()
    const hashes = (...keys: readonly { vkey: string }[]) => keys.map((key) => hashOf(key.vkey))
    expect(signersOf(both.note)).toEqual(hashes(house, next, sm2))
    expect(both.told?.['publicKey']).toBe(publicPemOf(next.vkey))
    expect(await rotate(third.vkey)).toMatchObject({ kind: 'accepted' })
    await house.seal()
    const { note: signed, size } = await latest()
    expect(signersOf(signed)).toEqual(hashes(house, third, next))
    const { checkpoints, sm2Checkpoints } = await checkTrail(house.world.pool)
    expect(sm2Checkpoints).toBe(checkpoints - 1)
    // What the first of the three signs now is not in force.
    const former = await signNote(textOf(signed), [sm2])
    const line = former.split('\n').at(-2) ?? ''
    const { differences } = await underAttack(
      house.world.database,
      (a) => a.change('update checkpoint set note = note || $1 where size = $2', `${line}\n`, size),
      (pool) => trailOf(pool),
    )
    expect(differences.map(({ kind, position }) => [kind, position])).toEqual([
      ['keyNotInForce', size],
    ])
  })
})

test('a house that is not switched on makes no key of SM2 and no second line', async () => {
  const plain = await createSealedWorld()
  try {
    await plain.draft()
    await plain.seal()
    expect((await plain.keys.all()).filter((key) => isSm2Key(key.vkey))).toEqual([])
    const head = await plain.world.engine.proofs.head(INSTITUTION)
    expect(signersOf(head?.note ?? '')).toEqual([hashOf(plain.vkey)])
    expect(head && (await plain.world.engine.proofs.sm2Of(INSTITUTION, head))).toBeUndefined()
    expect((await checkTrail(plain.world.pool)).sm2Checkpoints).toBe(0)
    // Switched on later, the key is entered after all that there is, and signs what comes from then on.
    await withReaders(plain, (readsOf) =>
      enterSealKeys(
        {
          engine: plain.world.engine,
          keys: plain.keys,
          readsOf,
          trailName: 'other.test',
          sm2: true,
        },
        [INSTITUTION],
      ),
    )
    const { pool } = plain.world
    expect(await sealOne({ pool, keys: plain.keys, log: plain.log, sm2: true }, INSTITUTION)).toBe(
      'done',
    )
    const entered = (await plain.keys.all()).find((key) => isSm2Key(key.vkey))
    expect(entered?.name).toBe(ORIGIN)
    const both = await plain.world.engine.proofs.head(INSTITUTION)
    expect(signersOf(both?.note ?? '')).toEqual([hashOf(plain.vkey), hashOf(entered?.vkey ?? '')])
    const { checkpoints, sm2Checkpoints } = await checkTrail(pool)
    expect([checkpoints > 1, sm2Checkpoints]).toEqual([true, 1])
  } finally {
    await plain.close()
  }
})
