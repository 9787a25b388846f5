// The case file: one process as one page, handed to whoever may read it, and proven without the house.

import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCase } from '../../api/case-file.ts'
import { pageOf } from '../../api/case-file/page.ts'
import { decodeId } from '../../api/graphql/ids.ts'
import { verifyFile } from '../../api/case-file/verification.ts'
import type { FileReport, FileTrust } from '../../api/case-file/verification.ts'
import { readCaseFile } from '../../engine/core/case-file.ts'
import type { CaseFile } from '../../engine/core/case-file.ts'
import { editionsOf } from '../../engine/core/editions.ts'
import { EDITIONS } from '../../engine/mechanisms/index.ts'
import { gatherCase } from '../../engine/runtime/case-file/gather.ts'
import type { CaseAnswer } from '../../engine/runtime/case-file/gather.ts'
import { CASE_ATTACKS, entry, withAnyCharacterChanged } from '../support/case-attacks.ts'
import { caseCommand, HOSTILE, openCaseHouse } from '../support/case-house.ts'
import type { CaseHouse } from '../support/case-house.ts'
import type { Json } from '../support/client.ts'
import { goVerifier } from '../support/independent.ts'
import { GOVERNANCE, INSTITUTION } from '../support/world.ts'

let house: CaseHouse
let content: string
const folder = mkdtempSync(path.join(tmpdir(), 'xiaobao-cases-'))
beforeAll(async () => {
  house = await openCaseHouse()
  content = await (await house.fetches('protection-1')).text()
}, 120_000)
afterAll(async () => {
  await house?.close()
  rmSync(folder, { recursive: true })
})

const verified = (text: string, trust: Partial<FileTrust> = {}): Promise<FileReport> =>
  verifyFile(text, { keys: [house.vkey], witnesses: [], ...trust }, EDITIONS)
const fileIn = (text: string): CaseFile => {
  const read = readCaseFile(text)
  if ('problem' in read) throw new Error(read.problem)
  return read.file
}
/** The steps that fail, with the first thing that each says. */
const failures = ({ steps }: FileReport) =>
  Object.fromEntries(
    steps.flatMap((s) => (s.verdict === 'fails' ? [[s.step, s.problems[0]?.what.en ?? '']] : [])),
  )
const count = (text: string, of: string): number => text.split(of).length - 1

describe('whoever may read the process', () => {
  test('fetches one page that is proven by the key of the trail alone', async () => {
    const answer = await house.fetches('audit-1')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="case-file-M07-2026-\d+\.html"$/,
    )
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    const report = await verified(await answer.text(), { witnesses: [house.witness.vkey] })
    expect(report.steps.filter((s) => s.verdict !== 'holds')).toEqual([])
    expect(report).toMatchObject({ outcome: 'proven', keys: [house.vkey] })
  })

  test('finds in it every entry, the words of the law, the refusal, the clock, and the keys', () => {
    const file = fileIn(content)
    const leaves = file.entries.map((e) => JSON.parse(e.leaf) as { kind: string })
    expect(new Set(leaves.map((l) => l.kind))).toEqual(new Set(['accepted', 'refused', 'clock']))
    expect(file.unsealed).toBe(0)
    expect(file.keys).toHaveLength(2)
    const { laws, duties, editions } = file.texts
    expect(laws['2020-3']?.title.zh).toBe('银行业保险业消费投诉处理管理办法')
    expect(Object.keys(duties)).toContain('consumerProtection.handleComplaint')
    expect(editions[0]?.rules['deciderUnconcerned']?.says.en).toBeTruthy()
    expect(content.includes('data:image/svg+xml;base64,')).toBe(true)
  })

  test('by GraphQL too, as a path and as the file itself', async () => {
    const { id } = house.complaint.complaint
    const data = await house.journey.doors.ask(
      'audit-1',
      'query ($id: ID!) { caseFile(process: $id) { path html } withheld: caseFile(process: $id, personal: false) { path html } }',
      { id },
    )
    expect(data['caseFile']?.['path']).toBe(`/case-file/${id}`)
    expect(await verified(String(data['caseFile']?.['html']))).toMatchObject({ outcome: 'proven' })
    expect(data['withheld']?.['path']).toBe(`/case-file/${id}?personal=withheld`)
    expect(fileIn(String(data['withheld']?.['html'])).entries.flatMap((e) => e.disclosed)).toEqual(
      [],
    )
  })
})

test.each(['loans-1', 'hr-1', 'partner-1'])('to %s there is no such process', async (who) => {
  expect((await house.fetches(who)).status).toBe(404)
  const { id } = house.complaint.complaint
  const query = 'query ($id: ID!) { caseFile(process: $id) { path } }'
  expect(await house.journey.doors.ask(who, query, { id })).toEqual({ caseFile: null })
})
test('nobody gets one without a token, by another method, or for what is no process', async () => {
  const { url } = house.journey.doors
  expect((await fetch(`${url}/case-file/${house.complaint.complaint.id}`)).status).toBe(401)
  expect((await house.fetches('audit-1', '?personal=all')).status).toBe(400)
  for (const id of ['', '%2e%2e%2f', GOVERNANCE.replace(/1$/, '2'), 'x'.repeat(5000), '%00'])
    expect((await house.fetches('audit-1', '', id)).status).toBe(404)
})
test('the case of the institution itself is a file like others', async () => {
  const text = await (await house.fetches('audit-1', '', GOVERNANCE)).text()
  expect(failures(await verified(text))).toEqual({})
})

describe('the page', () => {
  test('runs nothing, loads nothing, and shows what somebody wrote as text', () => {
    const holds = {
      policy: content.includes('default-src &#39;none&#39;; img-src data:; style-src &#39;sha256-'),
      scripts: [count(content, '<script'), count(content, '</script>')],
      images: count(content, '<img ') - count(content, '<img alt="chart" src="data:'),
      links: /(?:href|src)="(?!data:)/.test(content),
      hostile: content.includes('&lt;img src=x onerror=alert(2)&gt;'),
    }
    expect(holds).toEqual({ policy: true, scripts: [1, 1], images: 0, links: false, hostile: true })
    // The policy names the style by its hash.
    const [, style = ''] = /<style>([^]*?)<\/style>/.exec(content) ?? []
    const hash = createHash('sha256').update(style).digest('base64')
    expect(content.includes(`sha256-${hash}`)).toBe(true)
  })
  test('holds personal values only where they were asked for, and counts those that it has not', async () => {
    const withheld = await (await house.fetches('protection-1', '?personal=withheld')).text()
    const shows = (text: string) =>
      ['a remark that is personal', 'alert(2)'].map((p) => text.includes(p))
    expect([shows(content), shows(withheld)]).toEqual([
      [true, true],
      [false, false],
    ])
    const report = await verified(withheld)
    const all = fileIn(content).entries.flatMap((e) => e.disclosed).length
    expect(all).toBeGreaterThan(5)
    expect(report.outcome).toBe('proven')
    expect(report.steps.find((s) => s.step === 'commitments')?.says.en).toBe(
      `Personal values: 0 disclosed and held to their commitments, ${String(all)} withheld, 0 said to be erased`,
    )
    expect(
      fileIn(content)
        .entries.flatMap((e) => e.disclosed)
        .map((d) => d.value),
    ).toContain(HOSTILE)
  })
  test('says of a value that was erased that it was, and its leaf proves as before', async () => {
    const file = fileIn(content)
    const { disclosed } = entry(file, 0)
    entry(file, 0).erased.push(...disclosed.splice(0).map((d) => d.path))
    const page = pageOf(file)
    const report = await verified(page)
    expect(report.outcome).toBe('proven')
    expect(report.steps.find((s) => s.step === 'commitments')?.says.en).toMatch(
      /0 withheld, 1 said to be erased$/,
    )
    expect([page.includes('〔已删除 erased〕'), page.includes('alert(2)')]).toEqual([true, false])
  })
})

describe('who vouches for it', () => {
  test('the former key, which signed beside the new one', async () => {
    expect(failures(await verified(content, { keys: [house.former] }))).toEqual({})
  })
  test('nobody, where no key is given from outside', async () => {
    const report = await verified(content, { keys: [] })
    expect(failures(report)).toEqual({})
    expect(report).toMatchObject({ outcome: 'untrusted', keys: [house.former, house.vkey] })
  })
  test('not the key of another trail, nor a witness that did not cosign', async () => {
    const other = house.witness.vkey.replace('witness.test/w1', 'witness.test/w2')
    expect(failures(await verified(content, { keys: [house.witness.vkey] }))).toHaveProperty(
      'checkpoint',
    )
    const { vkey } = house
    expect(failures(await verified(content, { keys: [vkey], witnesses: [other] }))).toEqual({})
  })
})

describe('a file that was changed is named for what was changed', () => {
  test.each(CASE_ATTACKS)('%s', async (_what, change, step) => {
    const file = fileIn(content)
    change(file)
    const report = await verified(pageOf(file))
    expect(report.outcome).toBe('fails')
    expect(Object.keys(failures(report))).toContain(step)
  })
  test('also where only what a person reads was changed', async () => {
    const forged = content.replace('<h1>', '<h1>Closed without fault. ')
    expect(Object.keys(failures(await verified(forged)))).toEqual(['page'])
    expect(Object.keys(failures(await verified(`{${forged}`)))).toEqual(['page'])
    const two = content.replace(
      '</body>',
      `${/<script.*<\/script>/s.exec(content)?.[0] ?? ''}</body>`,
    )
    expect(Object.keys(failures(await verified(two)))).toEqual(['file'])
  })
  test('in whatever place a character is another', async () => {
    await withAnyCharacterChanged(content, async (changed) => {
      expect((await verified(changed)).outcome).toBe('fails')
    })
  })
  test('and nothing that is not a case file makes it stumble', async () => {
    for (const text of [
      '',
      '{}',
      'null',
      '[]',
      '<html>',
      '<script type="application/json" id="case-file">',
      content.slice(0, -4000),
    ])
      expect(Object.keys(failures(await verified(text)))).toEqual(['file'])
    const leaf = { v: 1, id: 'x', event: { payload: { commitment: 'z' } } }
    const file = fileIn(content)
    entry(file, 0).leaf = JSON.stringify(leaf)
    expect(failures(await verified(JSON.stringify(file)))).toHaveProperty('inclusion')
  })
  test('a salted guess does not pass for a withheld value', async () => {
    const file = fileIn(await (await house.fetches('audit-1', '?personal=withheld')).text())
    const salt = '11'.repeat(32)
    entry(file, 0).disclosed.push({ path: 'payload.narrative', salt, value: 'guess' })
    expect(failures(await verified(pageOf(file)))).toHaveProperty('commitments')
  })
})

test('a release that does not know the edition says so, and proves the rest', async () => {
  const known = EDITIONS.filter((m) => m.id !== 'M07')
  const report = await verifyFile(content, { keys: [house.vkey], witnesses: [] }, known)
  expect(report.outcome).toBe('proven')
  expect(report.steps.filter((s) => s.verdict === 'open').map((s) => s.step)).toEqual(
    expect.arrayContaining(['replay', 'texts']),
  )
  expect(report.steps.find((s) => s.step === 'replay')?.says.en).toMatch(/^replay: edition unknown/)
})

describe('at the command line', () => {
  let lines: readonly string[] = []
  let code: number | undefined
  const run = async (...args: readonly string[]): Promise<void> => {
    ;({ lines, code } = await caseCommand(house.journey, args))
  }
  const name = (of: string): string => path.join(folder, of)

  test('the operator writes a process by its number, without personal values', async () => {
    const { reference } = fileIn(content).process
    await run('case-file', reference, '--out', name('operator.html'))
    const text = readFileSync(name('operator.html'), 'utf8')
    expect(text.includes('alert(2)')).toBe(false)
    expect(statSync(name('operator.html')).mode & 0o777).toBe(0o600)
    expect(failures(await verified(text))).toEqual({})
    await expect(run('case-file', reference, '--out', name('operator.html'))).rejects.toThrow(
      'EEXIST',
    )
  })
  test('a person writes what he may read, and nobody else', async () => {
    const { id } = house.complaint.complaint
    await run('case-file', id, '--out', name('person.html'), '--person', 'protection-1')
    const text = readFileSync(name('person.html'), 'utf8')
    expect(text.includes('a remark that is personal')).toBe(true)
    await expect(
      run('case-file', id, '--out', name('hidden.html'), '--person', 'loans-1'),
    ).rejects.toThrow('There is no process')
  })
  test('it is verified with exit codes, in words and in JSON', async () => {
    writeFileSync(name('case.html'), content)
    await run('verify-file', name('case.html'), '--key', house.vkey)
    expect([code, lines.at(-1)]).toEqual([0, expect.stringContaining('Proven under the key')])
    expect(lines.find((l) => l.includes('replay'))).toMatch(/^ok .*replay: same/)
    await run('verify-file', name('case.html'))
    expect([code, lines.join('\n')]).toEqual([
      2,
      expect.stringContaining('NOTHING SAYS WHOSE IT IS'),
    ])
    await run(
      'verify-file',
      name('case.html'),
      '--key',
      house.vkey,
      '--json',
      '--page',
      name('again.html'),
    )
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ outcome: 'proven' })
    expect(readFileSync(name('again.html'), 'utf8') === content).toBe(true)
    writeFileSync(
      name('forged.html'),
      content.replaceAll('PHONE', 'x').replace('"leaf":"{', '"leaf":"{ '),
    )
    await run('verify-file', name('forged.html'), '--key', house.vkey)
    expect([code, lines.at(-1)]).toEqual([1, expect.stringContaining('NOT PROVEN')])
  })
  test('one entry is verified by the proof that the API gives, and its leaf', async () => {
    const { id } = house.complaint.complaint
    const data = await house.journey.doors.ask(
      'audit-1',
      'query ($id: ID!) { trail(filter: { process: $id }, first: 1) { nodes { leaf inclusion { text } } } }',
      { id },
    )
    const node = (data['trail'] as Json)['nodes']?.[0]
    writeFileSync(name('one.tlog-proof'), String(node?.['inclusion']?.['text']))
    writeFileSync(name('leaf.json'), `${String(node?.['leaf'])}\n`)
    const args = ['verify-file', name('one.tlog-proof'), '--leaf', name('leaf.json')]
    await run(...args, '--key', house.vkey, '--witness', house.witness.vkey)
    expect([code, lines[0]]).toEqual([0, expect.stringMatching(/^One entry: 1 of \d+ entries$/)])
    writeFileSync(name('leaf.json'), String(node?.['leaf']).replace('phone', 'email'))
    await run(...args, '--key', house.vkey)
    expect([code, lines.join('\n')]).toEqual([1, expect.stringContaining('is not in the tree')])
    await expect(run(...args)).rejects.toThrow('--key')
  })
  test('what stands in a file cannot write to the terminal of its reader', async () => {
    const file = fileIn(content)
    file.process.reference = 'M07\u001b[2J\nok   checkpoint  Proven'
    writeFileSync(name('escape.html'), pageOf(file))
    await run('verify-file', name('escape.html'), '--key', house.vkey)
    expect([code, lines.some((l) => /\p{Cc}/u.test(l))]).toEqual([1, false])
  })
  test('a key that is none, or a file that is not there, is said at once', async () => {
    await expect(run('verify-file', name('case.html'), '--key', 'nonsense')).rejects.toThrow(
      'not the verifier key of a trail',
    )
    await expect(
      run('verify-file', name('case.html'), '--key', house.witness.vkey),
    ).rejects.toThrow('not the verifier key of a trail')
    await expect(run('verify-file', name('nowhere.html'))).rejects.toThrow('There is no file')
  })
})

describe('where nothing can be signed', () => {
  const made = (answer: Partial<CaseAnswer>) =>
    makeCase(
      {
        engine: { gatherCase: () => Promise.resolve(answer) } as never,
        editions: editionsOf(EDITIONS),
        now: () => house.journey.now(),
      },
      { institution: INSTITUTION, process: GOVERNANCE, personal: true },
    )
  test('the file ends with what is sealed, and says how much is not', async () => {
    const { world } = house.journey
    const { proofs } = world.engine
    const { pool } = world
    const none = () => Promise.resolve(new Map<string, never[]>())
    const sealNow = () => Promise.resolve(false)
    const process = decodeId(house.complaint.complaint.id)?.id ?? ''
    const sealed = fileIn(content).entries.length
    await house.complaint.officer.notes()
    const answer = await gatherCase({ pool, proofs, sealNow, disclosures: none }, INSTITUTION, {
      process,
      personal: true,
    })
    if (answer.kind !== 'gathered') throw new Error(answer.kind)
    expect([answer.record.entries.length, answer.record.unsealed]).toEqual([sealed, 1])
    const now = fileIn((await made(answer))?.html ?? '')
    expect(failures(await verified(pageOf(now)))).toEqual({})
    // Asked for now, it is sealed now.
    const later = fileIn(await (await house.fetches('audit-1')).text())
    expect([later.entries.length, later.unsealed]).toEqual([sealed + 1, 0])
  })
  test('a process of which nothing is sealed, or too much is there, is refused with what to do', async () => {
    await expect(made({ kind: 'unsealed' })).rejects.toThrow('send the same request again')
    await expect(made({ kind: 'tooLarge', entries: 2001, bytes: 1 })).rejects.toThrow('`trail`')
    expect(await made({ kind: 'absent' })).toBeNull()
  })
})

const go = goVerifier()
test.skipIf(!('run' in go))(
  `a verifier that is not ours proves it too${'run' in go ? '' : `: NOT RUN, ${go.missing}`}`,
  () => {
    if (!('run' in go)) return
    const file = path.join(folder, 'go.html')
    writeFileSync(file, content)
    const entries = fileIn(content).entries.length
    expect(go.run(['case', '-key', house.vkey, '-witness', house.witness.vkey, file])).toEqual({
      code: 0,
      out: expect.stringContaining(
        `${String(entries)} entries and 2 keys are in the tree`,
      ) as string,
    })
    const forged = fileIn(content)
    entry(forged, 0).leaf = entry(forged, 0).leaf.replace('phone', 'email')
    writeFileSync(file, pageOf(forged))
    expect(go.run(['case', '-key', house.vkey, file])).toMatchObject({ code: 1 })
    expect(go.run(['case', '-key', house.witness.vkey, file])).toMatchObject({ code: 1 })
  },
)
