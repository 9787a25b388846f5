// Terms by which the trail is searched: which words a text has, and that a query finds what it names.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  holdsQuery,
  publicText,
  queryTerms,
  saidByTerms,
  spanTerms,
  termNumber,
  termsOf,
} from '../../engine/core/terms.ts'
import type { Indexed } from '../../engine/core/terms.ts'
import type { Leaf } from '../../engine/core/trail.ts'
import type { Instant } from '../../engine/core/values.ts'

const leafWith = (payload: object, more: object = {}): Leaf =>
  ({
    v: 1,
    kind: 'accepted',
    actor: { via: 'api', body: 'board' },
    event: { type: 'note', payload },
    ...more,
  }) as unknown as Leaf
const entryOf = (payload: object, more: object = {}): Indexed => ({
  leaf: leafWith(payload, more),
  actor: 'somebody',
  effectiveAt: '2026-03-02T01:00:00.000Z' as Instant,
  subjects: [],
  title: { zh: '登记投诉', en: 'Register a complaint' },
})
const finds = (text: string, query: string): boolean => {
  const entry = entryOf({ text })
  const terms = new Set(termsOf(entry))
  return queryTerms(query).every((t) => terms.has(t)) && holdsQuery(publicText(entry), query)
}

describe('words', () => {
  test.each([
    ['提前还款违约金', '违约金', true],
    ['提前还款违约金', '约', true],
    ['提前还款违约金', '还款 提前', true],
    // Each pair stands in the text, but not in one piece.
    ['投诉处理，诉讼处理', '投诉讼', false],
    ['Charged TWICE in March', 'twice', true],
    ['Charged twice in March', 'twic', false],
    ['ＡＰＲ 12.50％', 'apr 12.50', true],
    ['贷款APR过高', 'APR过高', true],
    ['贷款APR过高', '贷款过高', false],
    ['café', 'CAFÉ', true],
    ['0198c0de-0000-7000-8000-000000000001 is named', '0198c0de-0000-7000-8000-000000000001', true],
    ['anything', '登记', true],
    ['anything', 'complaint', true],
  ])('“%s” %s', (text, query, found) => {
    expect(finds(text, query)).toBe(found)
  })

  test('of any part of a text are found again', () => {
    const piece = fc.stringMatching(/^[a-z0-9一-龥 ]{1,30}$/)
    fc.assert(
      fc.property(piece, piece, piece, (before, query, after) => {
        fc.pre(queryTerms(query).length > 0)
        expect(finds(`${before} ${query} ${after}`, query)).toBe(true)
      }),
    )
  })

  test('are none where a query holds no letter and no digit', () => {
    expect(queryTerms(' ，。!? ')).toEqual([])
  })

  test('say all of a query only where its Chinese is short', () => {
    expect(saidByTerms('apr 还款')).toBe(true)
    expect(saidByTerms('违约金')).toBe(false)
  })

  test('are never those of a personal value', () => {
    const payload = {
      name: { commitment: 'ab'.repeat(32) },
      deep: [{ commitment: 'cd'.repeat(32) }],
    }
    expect(publicText(entryOf(payload))).toEqual(['登记投诉', 'Register a complaint'])
  })

  test('are those of grounds, notices, sources and evidence too', () => {
    const texts = publicText(
      entryOf(
        {},
        {
          event: { type: 'note', payload: {}, evidence: ['ef'.repeat(32)] },
          refusal: { kind: 'NOT_NOW', message: { zh: '未到时', en: 'Not yet' }, possible: [] },
          notices: [{ to: 'board', about: { zh: '告知', en: 'Told' } }],
          attested: { source: 'register.csv', line: 3 },
        },
      ),
    )
    expect(texts.slice(2)).toEqual([
      'ef'.repeat(32),
      '未到时',
      'Not yet',
      '告知',
      'Told',
      'register.csv',
    ])
  })
})

describe('times of effect', () => {
  const at = fc
    .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    .map((d) => d.toISOString() as Instant)
  test('within a span have one of its terms', () => {
    fc.assert(
      fc.property(at, at, at, (a, b, c) => {
        const [from, time, to] = [a, b, c].toSorted() as [Instant, Instant, Instant]
        fc.pre(time < to)
        const terms = new Set(termsOf({ ...entryOf({}), effectiveAt: time }))
        const span = spanTerms(from, to)
        if (span) expect(span.some((t) => terms.has(t))).toBe(true)
      }),
    )
  })
  test('are told by whole years and months where a span has them, and by nothing where it is too long', () => {
    const span = (from: string, to: string) =>
      spanTerms(`${from}T00:00:00.000Z` as Instant, `${to}T00:00:00.000Z` as Instant)
    expect(span('2026-03-01', '2026-04-01')).toEqual(['n:2026-03'])
    expect(span('2025-12-31', '2026-01-02')).toEqual(['j:2025-12-31', 'j:2026-01-01'])
    expect(span('2020-01-01', '2026-01-01')).toHaveLength(6)
    expect(span('2019-11-30', '2026-02-02')).toEqual([
      'j:2019-11-30',
      'n:2019-12',
      'y:2020',
      'y:2021',
      'y:2022',
      'y:2023',
      'y:2024',
      'y:2025',
      'n:2026-01',
      'j:2026-02-01',
    ])
    // Nothing takes effect before 1900.
    expect(span('1700-01-01', '2026-01-01')).toEqual(span('1900-01-01', '2026-01-01'))
    expect(span('1900-01-01', '2051-01-01')).toBeUndefined()
    expect(span('2026-03-02', '2026-03-01')).toEqual([])
  })
  test('are none of what was refused', () => {
    const refusal = { kind: 'NOT_NOW', message: { zh: '', en: '' }, possible: [] }
    const terms = termsOf(entryOf({}, { refusal }))
    expect(terms.filter((t) => /^[ynj]:/.test(t))).toEqual([])
  })
})

test('numbers of terms differ by institution, and hardly ever else', () => {
  const all = Array.from({ length: 100_000 }, (_, n) => termNumber('a', `w:word${String(n)}`))
  expect(new Set(all).size).toBe(all.length)
  expect(termNumber('a', 'k:x')).not.toBe(termNumber('b', 'k:x'))
  expect(all.every((n) => n >= 0 && n < 2 ** 40 && Number.isSafeInteger(n))).toBe(true)
})
