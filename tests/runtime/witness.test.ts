// The witness by its protocol (C2SP tlog-witness): it cosigns what grows, and nothing else, whatever comes.

import { generateKeyPairSync } from 'node:crypto'
import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startWitness } from '../../api/witness.ts'
import type { RunningWitness, WitnessServerOptions } from '../../api/witness.ts'
import { parseCheckpoint, parseCosignature, parseNote, verifiedBy } from '../../engine/core/note.ts'
import { signerOf, verifierOf } from '../../engine/runtime/signing.ts'
import { hashOfOrigin } from '../../engine/runtime/witness-state.ts'
import { leavesOf, logInMemory, requestOf } from '../support/log-in-memory.ts'
import type { Leaves, LogInMemory } from '../support/log-in-memory.ts'

const root = mkdtempSync(path.join(tmpdir(), 'xiaobao-witness-'))
const NOW_MS = Date.UTC(2026, 2, 2)
const said: string[] = []
const note = (level: string) => (detail: object, message: string) =>
  void said.push(`${level} ${message} ${JSON.stringify(detail)}`)
const log = {
  info: note('info'),
  warn: note('warn'),
  error: note('error'),
} as unknown as WitnessServerOptions['log']
const n0 = new Uint8Array()
let folders = 0
const running: RunningWitness[] = []
const logsFile = path.join(root, 'logs.txt')

const start = async (state = path.join(root, String(++folders)), name = 'witness.test') => {
  const options = { name, state, logs: logsFile, host: '127.0.0.1', port: 0 }
  const witness = await startWitness({ ...options, log, nowMs: () => NOW_MS })
  running.push(witness)
  return { ...witness, state }
}
const stopAll = async () => {
  for (const one of running.splice(0)) await one.stop()
}
const post = async (witness: { url: string }, body: string, method = 'POST') => {
  const init = method === 'GET' ? {} : { body }
  const response = await fetch(`${witness.url}/add-checkpoint`, { method, ...init })
  const type = response.headers.get('content-type') ?? ''
  return { status: response.status, type, text: await response.text() }
}

let trail: LogInMemory
let n = 0
const logNamed = (name = `trail.test/${String(++n)}`): LogInMemory => {
  const made = logInMemory(name)
  writeFileSync(logsFile, `${made.signer.vkey}\n`, { flag: 'a' })
  // Written within one tick of the clock of the file system it would look as it was.
  utimesSync(logsFile, NOW_MS / 1000 + n, NOW_MS / 1000 + n)
  return made
}
beforeAll(() => writeFileSync(logsFile, '# trails that are watched\n\n'))
afterEach(stopAll)
afterAll(() => rmSync(root, { recursive: true }))

/** The checkpoint with the lines of an answer, verified with the key of the witness. */
function cosigned(head: string, lines: string, vkey: string) {
  const parsed = parseNote(`${head}${lines}`)
  const verifier = verifierOf(vkey)
  if (!parsed || !verifier) throw new Error('no note')
  expect(verifiedBy(parsed, [verifier])).toEqual([verifier])
  const own = parsed.signatures.at(-1)
  return parseCosignature(own?.signature ?? new Uint8Array())?.seconds
}

describe('what grows', () => {
  test('is cosigned with the time, shown to monitors, and kept over a restart', async () => {
    trail = logNamed()
    const witness = await start()
    const leaves = leavesOf(20)
    for (const [old, size] of [
      [0, 1],
      [1, 7],
      [7, 7],
      [7, 20],
    ] as const) {
      const tree = leaves.slice(0, size)
      const { status, text } = await post(witness, await trail.request(old, tree))
      expect(status).toBe(200)
      expect(cosigned(await trail.head(tree), text, witness.vkey)).toBe(NOW_MS / 1000)
    }
    const origin = trail.signer.name
    const shown = await (await fetch(`${witness.url}/${hashOfOrigin(origin)}/checkpoint`)).text()
    expect(shown.startsWith(await trail.head(leaves))).toBe(true)
    expect(parseNote(shown)?.signatures).toHaveLength(2)
    await stopAll()
    const again = await start(witness.state)
    expect(again.vkey).toBe(witness.vkey)
    const late = await post(again, await trail.request(7, leavesOf(21)))
    expect(late).toEqual({ status: 409, type: 'text/x.tlog.size', text: '20\n' })
    expect((await post(again, await trail.request(20, leavesOf(21)))).status).toBe(200)
    expect(statSync(path.join(witness.state, 'witness.pem')).mode & 0o777).toBe(0o600)
  })
  test('of two logs is kept apart, and a log that is added needs no restart', async () => {
    trail = logNamed()
    const witness = await start()
    expect((await post(witness, await trail.request(0, leavesOf(3)))).status).toBe(200)
    const other = logNamed()
    expect((await post(witness, await other.request(0, leavesOf(9, 0, 'x')))).status).toBe(200)
    expect((await post(witness, await trail.request(3, leavesOf(4)))).status).toBe(200)
  })
  test('is cosigned once, however many ask at once', async () => {
    trail = logNamed()
    const witness = await start()
    await post(witness, await trail.request(0, leavesOf(5)))
    const answers = await Promise.all(
      Array.from({ length: 12 }, async (_, i) =>
        post(witness, await trail.request(5, leavesOf(6 + i))),
      ),
    )
    expect(answers.map((a) => a.status).toSorted((a, b) => a - b)).toEqual([
      200,
      ...Array(11).fill(409),
    ])
    expect(new Set(answers.filter((a) => a.status === 409).map((a) => a.text)).size).toBe(1)
  })
})

describe('what does not grow', () => {
  test('is refused with the status of the protocol', async () => {
    trail = logNamed()
    const witness = await start()
    const seen = leavesOf(10)
    expect((await post(witness, await trail.request(0, seen))).status).toBe(200)
    const stranger = logInMemory('unknown.test')
    const impostor = signerOf(trail.signer.name, generateKeyPairSync('ed25519').privateKey)
    const head = await trail.head(seen)
    const broken = head.replace(
      /^(— \S+ \S{20})(.)/m,
      (_, a: string, b: string) => `${a}${b === 'A' ? 'B' : 'A'}`,
    )
    const forked = leavesOf(14, 9, 'fork')
    const cases: readonly (readonly [string, string, number])[] = [
      ['an unknown log', await stranger.request(0, seen), 404],
      ['a head of another key', requestOf(10, [], await trail.head(seen, impostor)), 403],
      ['a signature that is broken', requestOf(10, [], broken), 403],
      [
        'a head without a signature of the log',
        requestOf(10, [], await trail.head(seen, { ...impostor, name: 'x' })),
        403,
      ],
      ['an old size above the new one', await trail.request(11, seen), 400],
      ['an older head', await trail.request(10, leavesOf(8)), 400],
      ['an older head, asked as if it were not', await trail.request(8, leavesOf(8)), 409],
      ['a size that was not cosigned', await trail.request(9, leavesOf(12)), 409],
      ['a first head, where there was one', await trail.request(0, leavesOf(12)), 409],
      ['a fork', await trail.request(10, forked), 422],
      ['a fork of the same size', await trail.request(10, leavesOf(10, 3, 'fork')), 422],
      ['growth without its proof', await trail.request(10, leavesOf(12), []), 422],
      ['growth with the proof of another', await trail.request(10, leavesOf(12), leavesOf(4)), 422],
      ['growth of nothing with a proof', await logNamed().request(0, seen, leavesOf(1)), 422],
      ['nothing', '', 400],
      ['no old size', `x\n\n${head}`, 400],
      ['an old size with a zero before it', requestOf('010', [], head), 400],
      ['a negative one', requestOf('-1', [], head), 400],
      ['one beyond all numbers', requestOf('9'.repeat(17), [], head), 400],
      ['a hash that is none', `old 10\nAAAA\n\n${head}`, 400],
      ['a proof without end', requestOf(10, leavesOf(64), head), 400],
      ['a head that is no checkpoint', requestOf(10, [], 'a\n\n— a AAAAAAAA\n'), 400],
      ['line breaks of another system', requestOf(10, [], head).replaceAll('\n', '\r\n'), 400],
    ]
    for (const [what, request, status] of cases) {
      const { status: came } = await post(witness, request)
      expect({ what, status: came }).toEqual({ what, status })
    }
    expect((await post(witness, 'x'.repeat(300_000))).status).toBe(413)
    expect((await post(witness, '', 'GET')).status).toBe(405)
    // Nothing of it has moved what the witness knows.
    expect((await post(witness, await trail.request(10, leavesOf(12)))).status).toBe(200)
    // What the log itself has signed is kept: it is proof that there were two histories.
    const kept = readFileSync(path.join(witness.state, 'refusals.jsonl'), 'utf8').trim().split('\n')
    const refused = kept.map((line) => JSON.parse(line) as { kind: string; note: string })
    expect(refused.every((r) => r.kind === 'INCONSISTENT')).toBe(true)
    expect(refused.map((r) => r.note)).toContain(await trail.head(forked))
    expect(said.some((line) => line.startsWith('warn refused: INCONSISTENT'))).toBe(true)
  })

  test('is never cosigned, whatever is sent in which order', { timeout: 120_000 }, async () => {
    const witness = await start()
    const size = fc.integer({ min: 0, max: 24 })
    const sent = fc.record({ old: size, size, fork: fc.option(size), wrong: fc.nat({ max: 5 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(sent, { minLength: 2, maxLength: 8 }), async (requests) => {
        const one = logNamed()
        let known: Leaves = []
        for (const ask of requests) {
          const tree = leavesOf(ask.size, ask.fork ?? Infinity, 'fork')
          // Half of them are asked as a log asks that knows what was cosigned.
          const old = ask.wrong > 2 ? known.length : ask.old
          const proof = ask.wrong === 1 ? { proof: leavesOf(2) } : {}
          const { status } = await post(witness, await one.request(old, tree, proof.proof))
          const grows = known.every((leaf, i) => Buffer.compare(leaf, tree[i] ?? n0) === 0)
          if (status === 200) {
            expect(grows && old === known.length).toBe(true)
            known = tree
          } else if (old === known.length && grows && !proof.proof)
            throw new Error(`refused with ${String(status)}: ${String(old)} to ${String(ask.size)}`)
        }
      }),
      { numRuns: 25, seed: 20260302 },
    )
  })
})

describe('the folder of a witness', () => {
  test('belongs to one witness, under one name, with its key', async () => {
    const witness = await start()
    const pid = readFileSync(path.join(witness.state, 'pid'), 'utf8')
    // A process that runs and is not this one.
    writeFileSync(path.join(witness.state, 'pid'), String(process.ppid))
    await expect(start(witness.state)).rejects.toThrow(/Another witness.*One folder, one witness/)
    writeFileSync(path.join(witness.state, 'pid'), pid)
    await stopAll()
    await expect(start(witness.state, 'other.test')).rejects.toThrow(/is of witness.test/)
    chmodSync(path.join(witness.state, 'witness.pem'), 0o644)
    await expect(start(witness.state)).rejects.toThrow(/chmod 600/)
  })
  test('stops the start where a head cannot be read: it would cosign anything', async () => {
    trail = logNamed()
    const witness = await start()
    await post(witness, await trail.request(0, leavesOf(3)))
    await stopAll()
    const file = path.join(witness.state, `${hashOfOrigin(trail.signer.name)}.checkpoint`)
    const head = readFileSync(file, 'utf8')
    expect(parseCheckpoint(parseNote(head)?.text ?? '')?.size).toBe(3)
    for (const spoilt of [head.slice(0, 40), '', head.replace('trail.test', 'other.test')]) {
      writeFileSync(file, spoilt)
      await expect(start(witness.state)).rejects.toThrow(/would cosign anything/)
    }
    writeFileSync(file, head)
    expect(
      (await post(await start(witness.state), await trail.request(3, leavesOf(4)))).status,
    ).toBe(200)
  })
  test('and a list of logs with a line that is no key stop the start by name', async () => {
    const before = readFileSync(logsFile, 'utf8')
    writeFileSync(logsFile, `${before}\ntrail.test+00000000+AAAA\n`)
    await expect(start()).rejects.toThrow(
      /names trail.test\+00000000\+AAAA, which is no verifier key/,
    )
    writeFileSync(logsFile, before)
  })
})
