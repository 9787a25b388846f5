// A complaint register as it is read: records with their lines, cells by what they may say.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commandsOf } from '../../api/import/commands.ts'
import { fingerprintOf, recordsOf } from '../../api/import/csv.ts'
import { identityOf, keyOf, Occurrences } from '../../api/import/identity.ts'
import { headerOf, rowOf } from '../../api/import/row.ts'
import type { Row } from '../../api/import/row.ts'
import type { Day } from '../../engine/core/values.ts'
import { INSTITUTION } from '../support/world.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'xiaobao-import-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function fileOf(content: string | Buffer): string {
  const file = path.join(folder, 'register.csv')
  writeFileSync(file, content)
  return file
}
async function records(content: string): Promise<unknown[]> {
  const found: unknown[] = []
  for await (const record of recordsOf(fileOf(content))) {
    const { line } = record
    found.push('cells' in record ? [line, ...record.cells] : [line, { problem: record.problem }])
  }
  return found
}
const broken = (problem: RegExp) => ({ problem: expect.stringMatching(problem) as string })

describe('records', () => {
  it('begin after a byte-order mark and end with either kind of line', async () => {
    expect(await records('\uFEFFa,b\r\n1,2\n3,4')).toEqual([
      [1, 'a', 'b'],
      [2, '1', '2'],
      [3, '3', '4'],
    ])
  })
  it('go on over lines within quotes, and leave empty lines out', async () => {
    expect(await records('a,b\r\n\r\n"x, ""y""\r\nz",2\r\n3,4\r\n')).toEqual([
      [1, 'a', 'b'],
      [3, 'x, "y"\r\nz', '2'],
      [5, '3', '4'],
    ])
  })
  it('are given up one by one where the columns are too few or too many', async () => {
    expect(await records('a,b\n1\n1,2,3\n4,5\n')).toEqual([
      [1, 'a', 'b'],
      [2, broken(/1 columns/)],
      [3, broken(/3 columns/)],
      [4, '4', '5'],
    ])
  })
  it('lose one line to a quote that is not closed, and no more', async () => {
    expect(await records('a,b\n1,"2\n3,4\n5,"6, 7"\n8,9"\n"x\ny",10\n')).toEqual([
      [1, 'a', 'b'],
      [2, broken(/not closed/)],
      [3, '3', '4'],
      [4, '5', '6, 7'],
      [5, broken(/not closed/)],
      [6, 'x\ny', '10'],
    ])
  })
  it('lose one line to a quote in the middle of a cell', async () => {
    expect(await records('a,b\n1,"2"3"\n4,"5"6"7"\n8,9\n')).toEqual([
      [1, 'a', 'b'],
      [2, broken(/quote/)],
      [3, broken(/quote/)],
      [4, '8', '9'],
    ])
  })
  it('are not held in memory for ever where a quote swallows the file', async () => {
    const found = await records(`a,b\n1,"2\n${'3,4\n'.repeat(6000)}`)
    expect(found).toHaveLength(6002)
    expect(found[1]).toEqual([2, broken(/not closed/)])
  })
})

describe('a file', () => {
  it('is known by its bytes, and by whether they are text', async () => {
    const good = await fingerprintOf(fileOf('naïve'))
    expect(good).toMatchObject({ bytes: 6, utf8: true })
    expect(good.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(await fingerprintOf(fileOf(Buffer.from('naïve', 'latin1')))).toMatchObject({
      bytes: 5,
      utf8: false,
    })
    expect(await fingerprintOf(fileOf(Buffer.from('ï').subarray(0, 1)))).toMatchObject({
      utf8: false,
    })
  })
  it('that is no such register is refused, with what is missing', () => {
    expect(() => headerOf(['Company', 'Product'])).toThrow(/Date received, Date sent to company/)
    expect(() => headerOf([...OLDER, 'company'])).toThrow(/Company twice/)
    expect(headerOf([...OLDER, 'Weather']).unknown).toEqual(['Weather'])
  })
})

const OLDER = [
  'Date received',
  'Product',
  'Issue',
  'Company',
  'Date sent to company',
  'Company response to consumer',
  'Timely response?',
  'Consumer disputed?',
]
const CELLS = {
  'Date received': '7/29/2013',
  Product: 'Mortgage',
  Issue: 'Loan servicing',
  Company: 'Invented Bank',
  'Date sent to company': '7/30/2013',
  'Company response to consumer': 'Closed with explanation',
  'Timely response?': 'Yes',
  'Consumer disputed?': 'No',
}
function read(changed: Readonly<Record<string, string>> = {}, utf8 = true) {
  const cells = { ...CELLS, ...changed }
  const header = headerOf(Object.keys(cells))
  const today = '2026-03-02' as Day
  return rowOf({ line: 2, cells: Object.values(cells) }, { header, today, utf8 })
}
function good(changed: Readonly<Record<string, string>> = {}): Row {
  const row = read(changed)
  if ('problem' in row) throw new Error(row.problem)
  return row
}

describe('a row', () => {
  it('is the same in both forms of the file', () => {
    const older = good()
    expect(older).toMatchObject({ madeOn: '2013-07-29', sentOn: '2013-07-30', timely: true })
    const newer = good({ 'Date received': '2013-07-29', 'Date sent to company': '2013-07-30' })
    expect(newer).toEqual(older)
    expect(good({ State: '' })).toEqual(older)
    expect(good({ State: 'XX' }).digest).not.toBe(older.digest)
  })
  it('says by its own words what kind of answer there was', () => {
    const relief = (says: string) => good({ 'Company response to consumer': says }).response
    expect(relief('Closed with monetary relief')).toEqual({ kind: 'answered', relief: 'monetary' })
    expect(relief('Closed with relief')).toEqual({ kind: 'answered', relief: 'monetary' })
    expect(relief('Closed with non-monetary relief')).toMatchObject({ relief: 'nonMonetary' })
    for (const says of ['Closed with explanation', 'Closed without relief', 'Closed'])
      expect(relief(says)).toEqual({ kind: 'answered', relief: 'none' })
  })
  const wrong: readonly (readonly [Readonly<Record<string, string>>, RegExp])[] = [
    [{ 'Date sent to company': '' }, /no day of receipt/],
    [{ 'Date sent to company': '2/29/2013' }, /not a day/],
    [{ 'Date sent to company': '30.7.2013' }, /not a day/],
    [{ 'Date sent to company': '2026-03-03' }, /still to come/],
    [{ 'Date received': '0000-00-00' }, /not a day/],
    [{ 'Company response to consumer': '' }, /not known/],
    [{ 'Company response to consumer': 'constructor' }, /not known/],
    [{ 'Timely response?': 'toString' }, /Yes or No/],
    [{ 'Consumer disputed?': '1' }, /Yes or No/],
    [{ Company: ' ' }, /Company is empty/],
    [{ Product: '' }, /Product is empty/],
    [{ Product: 'x'.repeat(501) }, /longer/],
    [{ Issue: 'a\u0000b' }, /NUL/],
    [{ 'Complaint ID': 'one two' }, /not an id/],
    [{ 'Company response to consumer': 'In progress', 'Consumer disputed?': 'Yes' }, /disputed/],
    [{ 'Company response to consumer': 'Untimely response' }, /timely/],
  ]
  it.each(wrong)('is refused for %j', (changed, problem) => {
    expect(read(changed)).toEqual({ problem: expect.stringMatching(problem) as string })
  })
  it('is refused for bytes that are no text, where the file has such bytes', () => {
    expect(read({ Company: 'Banco\uFFFD' }, false)).toEqual({
      problem: expect.stringMatching(/UTF-8/) as string,
    })
    expect(read({ Company: 'Banco\uFFFD' }, true)).toMatchObject({ company: 'Banco\uFFFD' })
  })
})

describe('the name of a row', () => {
  it('follows from its id, or from its content and how often it came', () => {
    const counted = new Occurrences()
    const names = [good(), good(), good({ 'Complaint ID': '7' })].map((row) =>
      identityOf(row, counted.of(row), INSTITUTION),
    )
    expect(new Set(names.map((n) => n.process)).size).toBe(3)
    expect(new Set(names.map((n) => n.complainant)).size).toBe(3)
    const again = new Occurrences()
    expect(identityOf(good(), again.of(good()), INSTITUTION)).toEqual(names[0])
    const changed = identityOf(good({ 'Complaint ID': '7', Issue: 'x' }), 0, INSTITUTION)
    expect(changed.process).toBe(names[2]?.process)
    expect(changed.complainant).not.toBe(names[2]?.complainant)
  })
  it('is a UUID of version 5', () => {
    expect(identityOf(good(), 0, INSTITUTION).process).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
  })
  it('of a company is readable, and fits a subject whatever it is called', () => {
    expect(keyOf('Wells & Sons, N.A.')).toMatch(/^wells-sons-n-a-[0-9a-f]{8}$/)
    for (const name of ['消保', '', 'x'.repeat(900), '../..', 'É'])
      expect(keyOf(name)).toMatch(/^[A-Za-z0-9._~-]{1,100}$/)
    expect(keyOf('A & B')).not.toBe(keyOf('A + B'))
  })
})

describe('the commands of a row', () => {
  const commands = (row: Row) =>
    commandsOf(row, identityOf(row, 0, INSTITUTION), {
      person: INSTITUTION,
      source: 'register.csv sha256:0',
      refused: 0,
    })
  const way = (changed: Readonly<Record<string, string>>) =>
    commands(good(changed)).map((c) => c.event)
  const response = (says: string) => ({ 'Company response to consumer': says })

  it('record what it says, and invent no answer', () => {
    const open = ['register', 'confirmIdentity']
    const answered = [...open, 'recordHandling', 'decide', 'tell']
    expect(way({})).toEqual([...answered, 'recordClosure'])
    expect(way({ 'Consumer disputed?': 'Yes' })).toEqual([...answered, 'newFacts'])
    expect(way({ 'Consumer disputed?': 'N/A' })).toEqual([...answered, 'recordClosure'])
    expect(way(response('In progress'))).toEqual([...open, 'recordHandling'])
    expect(way({ ...response('In progress'), 'Timely response?': 'No' })).toEqual([
      ...open,
      'recordHandling',
      'attestUntimely',
    ])
    expect(way({ ...response('Untimely response'), 'Timely response?': 'No' })).toEqual([
      ...open,
      'attestUntimely',
    ])
  })
  it('name no time that it does not state', () => {
    const [register, ...rest] = commands(good({ 'Timely response?': 'No' }))
    expect(register?.effective).toEqual({ on: '2013-07-30' })
    for (const { event, effective } of rest)
      expect(effective).toEqual({
        unknown: true,
        ...(event === 'tell' ? { attested: 'late' } : {}),
      })
    const unsaid = commands(good({ 'Timely response?': '' })).find((c) => c.event === 'tell')
    expect(unsaid?.effective).toEqual({ unknown: true })
  })
  it('keep a narrative whole, however long', () => {
    const narrative = `${'word '.repeat(6000)}end`
    const made = commands(
      good({ 'Consumer complaint narrative': narrative, Tags: 'Older American' }),
    )
    const texts = made.flatMap((c) => {
      const { narrative: told, text } = c.payload as { narrative?: string; text?: string }
      return [told, text].filter((t) => t !== undefined)
    })
    expect(texts.map((t) => t.length <= 20_000)).not.toContain(false)
    expect(texts.pop()).toBe('Tags: Older American')
    expect(texts.join(' ').replaceAll(/\s+/g, ' ')).toBe(narrative)
  })
  it('never cut a character in half', () => {
    const [register] = commands(good({ Issue: `${'x'.repeat(188)}${'😀'.repeat(20)}` }))
    const { matter = '' } = (register?.payload ?? {}) as { matter?: string }
    expect(matter.length).toBeLessThanOrEqual(200)
    expect(matter.isWellFormed()).toBe(true)
    expect(matter).toMatch(/…$/)
  })
})
