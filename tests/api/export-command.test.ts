// `xiaobao export` and `xiaobao conformance`: what they write, what they say, and how they end.

import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Command } from 'commander'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { registerConformance } from '../../api/conformance.ts'
import { registerExport } from '../../api/export-command.ts'
import { EDITIONS } from '../../engine/mechanisms/index.ts'
import { deviationsOf } from '../../engine/runtime/conformance.ts'
import { deviationLine } from '../../engine/runtime/conformance/deviation.ts'
import { createExporter } from '../../engine/runtime/export/hand-over.ts'
import { createReaders } from '../../engine/runtime/reader.ts'
import type { Readers } from '../../engine/runtime/reader.ts'
import { sha256 } from '../../engine/core/trail.ts'
import { INSTITUTION, createWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
let readers: Readers
let folder: string
let institutions: readonly string[] = [INSTITUTION]
beforeAll(async () => {
  world = await createWorld()
  readers = createReaders({ connection: world.database.config, connectionsMax: 2 })
  folder = mkdtempSync(path.join(tmpdir(), 'xiaobao-export-test-'))
}, 120_000)
afterAll(async () => {
  await readers.end()
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})
afterEach(() => {
  process.exitCode = 0
  vi.restoreAllMocks()
})

/** Runs the program; gives what it printed and said. */
async function run(...args: readonly string[]) {
  const out: string[] = []
  const said: string[] = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0)
  const program = new Command('xiaobao').exitOverride()
  registerExport(program, (work) =>
    work({
      exporter: createExporter({
        engine: world.engine,
        mechanisms: EDITIONS,
        failed: (error) => {
          throw error
        },
      }),
      institutions: () => Promise.resolve(institutions),
      readsOf: (institution) => readers.of(institution),
    }),
  )
  registerConformance(program, conform, (line) => out.push(line))
  await program.parseAsync(['node', 'xiaobao', ...args])
  return { out: out.join('\n'), said: said.join('') }
}
async function* conform(open: () => AsyncIterable<string>) {
  const reading = deviationsOf(open, { mechanisms: EDITIONS })
  for (;;) {
    const next = await reading.next()
    if (next.done !== true) yield deviationLine(next.value)
    else {
      const { head, ...found } = next.value
      const { institution, from, to, export: by } = head
      return { ...found, institution, from, to, export: by }
    }
  }
}
const inFolder = (name: string): string => path.join(folder, name)
const exportTo = (name: string, ...more: readonly string[]) =>
  run('export', '--reason', 'a test', '--out', inFolder(name), ...more)

describe('export', () => {
  test('writes a file by the operator, whose reason is recorded, and conformance finds it whole', async () => {
    const { said } = await exportTo('log.json')
    const text = readFileSync(inFolder('log.json'), 'utf8')
    expect(said).toContain(`SHA-256 ${sha256(text)}`)
    const [, id = ''] = /recorded as process (\S+) of M11/.exec(said) ?? []
    const viewer = await world.engine.viewer({
      institution: INSTITUTION,
      person: world.person('audit-1'),
    })
    const view = (await world.engine.view(viewer, [id])).get(id)
    expect(view?.state).toMatchObject({
      paths: ['case', 'case.handedOver'],
      context: { body: 'system', reason: 'a test', sha256: sha256(text) },
    })
    const { out } = await run('conformance', inFolder('log.json'))
    expect(process.exitCode ?? 0).toBe(0)
    expect(out).toMatch(/, 0 deviations\n {2}SHA-256 [0-9a-f]{64}; the trail records/)
    expect(out).toContain(sha256(text))
    expect(out).toMatch(/root of the tree of \d+ entries [0-9a-f]{64}/)
  })

  test('writes a table, of one mechanism and time', async () => {
    await exportTo('t.csv', '--format', 'csv', '--mechanism', 'G01', '--from', '2026-03-02')
    expect(readFileSync(inFolder('t.csv'), 'utf8').split('\r\n')[1]).toMatch(/^1,.*,G01\.found,/)
  })

  test('leaves nothing half written when it cannot go on', async () => {
    await expect(exportTo('no-folder/log.json')).rejects.toThrow(/ENOENT/)
    await expect(exportTo('.')).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST|EBUSY|illegal/)
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test.each<[readonly string[], RegExp]>([
    [['--out', 'x'], /--reason/],
    [['--reason', ' ', '--out', 'x'], /say why/],
    [['--reason', 'r'], /--out/],
    [['--reason', 'r', '--out', 'x', '--format', 'xes'], /Allowed choices are ocel, csv/],
    [['--reason', 'r', '--out', 'x', '--mechanism', 'M77'], /no mechanism M77/],
    [['--reason', 'r', '--out', 'x', '--from', 'monday'], /is a day like/],
    [['--reason', 'r', '--out', 'x', '--to', '2001-01-01'], /no entry in this range/],
    [['--reason', 'r', '--out', 'x', '--process', 'P1'], /no process P1/],
    [
      ['--reason', 'r', '--out', 'x', '--institution', '0198c0de-0000-7000-8000-000000000009'],
      /no institution/,
    ],
  ])('%j: says what is wrong', async (args, problem) => {
    vi.spyOn(process.stdout, 'write').mockImplementation(() => true)
    const failure = run('export', ...args).catch((error: unknown) => error)
    const { said, error } = await failure.then((found) => ({ said: '', error: String(found) }))
    expect(said + error).toMatch(problem)
    expect(readdirSync(folder)).not.toContain('x')
  })

  test('asks which institution where there are several, or none', async () => {
    institutions = [INSTITUTION, '0198c0de-0000-7000-8000-000000000002']
    await expect(exportTo('a.json')).rejects.toThrow(/Name one with --institution/)
    institutions = []
    await expect(exportTo('a.json')).rejects.toThrow(/no trail to export/)
    institutions = [INSTITUTION]
  })
})

describe('conformance', () => {
  test('names what was changed, and ends with 1', async () => {
    await exportTo('honest.json')
    const forged = readFileSync(inFolder('honest.json'), 'utf8').replace(
      '"G01.addUnit"',
      '"G01.appoint"',
    )
    writeFileSync(inFolder('forged.json'), forged)
    const { out } = await run('conformance', inFolder('forged.json'))
    expect(out).toMatch(
      /position 2, entry \S+, process \S+: type is not what follows from the leaf/,
    )
    expect(out).toMatch(/ [1-9]\d* deviations/)
    expect(process.exitCode).toBe(1)
  })
  test('names at most so many, and counts all', async () => {
    const text = readFileSync(inFolder('honest.json'), 'utf8').replaceAll(
      '"kind","value":"accepted"',
      '"kind","value":"moved"',
    )
    writeFileSync(inFolder('many.json'), text)
    const { out } = await run('conformance', inFolder('many.json'), '--most', '2')
    expect(out.split('\n').filter((line) => line.startsWith('position'))).toHaveLength(2)
    expect(out).toMatch(/ \d{2,} deviations/)
  })
  test.each([
    ['absent.json', undefined, /ENOENT/],
    ['table.csv', 'position,entry\r\n', /table\.csv: it is no JSON object/],
    ['other.json', '{"events":[]}', /other\.json: it is no log/],
  ])('of %s says what is wrong', async (name, content, problem) => {
    if (content !== undefined) writeFileSync(inFolder(name), content)
    await expect(run('conformance', inFolder(name))).rejects.toThrow(problem)
  })
})
