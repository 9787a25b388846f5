// Samples: the same for ever by seed and population, and fair.

import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SAMPLE_METHODS, digestOf, draw, sharesOf } from '../../engine/core/sample.ts'
import type { Draw, Member } from '../../engine/core/sample.ts'

const idOf = (n: number): string => `0198c0de-0000-7000-8000-${String(n).padStart(12, '0')}`
const populationOf = (size: number): Member[] =>
  Array.from({ length: size }, (_, n) => ({
    position: n * 3 + 1,
    id: idOf(n),
    stratum: ['a', 'b', 'b', 'c', 'c', 'c'][n % 6] ?? '',
    amount: BigInt((n * 7919) % 100_000),
  }))
const hex = (text: string): string => createHash('sha256').update(text).digest('hex')
const positions = (members: readonly Member[], asked: Draw): number[] =>
  draw(members, asked).drawn.map((d) => d.position)

const some = fc.record({
  method: fc.constantFrom(...SAMPLE_METHODS),
  size: fc.integer({ min: 1, max: 60 }),
  seed: fc.string({ minLength: 1, maxLength: 20 }),
})

describe('a sample', () => {
  test('is the same for the same seed and population, in the order of the trail, and no larger than asked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 120 }), some, (of, asked) => {
        const members = populationOf(of)
        const [one, other] = [draw(members, asked), draw([...members], asked)]
        expect(one).toEqual(other)
        expect(digestOf(asked, one)).toBe(digestOf(asked, other))
        const found = one.drawn.map((d) => d.position)
        expect(found).toEqual([...new Set(found)].toSorted((a, b) => a - b))
        expect(found.length).toBeLessThanOrEqual(asked.size)
        expect(one.population).toBe(of)
        if (asked.method !== 'MONETARY') expect(found).toHaveLength(Math.min(of, asked.size))
      }),
    )
  })

  test('is what another program comes to that knows only SHA-256', () => {
    const members = populationOf(50)
    const lots = members
      .map((m) => ({ m, lot: hex(`2026-Q1\n${m.id}`) }))
      .toSorted((a, b) => (a.lot < b.lot ? -1 : 1))
    expect(positions(members, { method: 'SIMPLE', size: 7, seed: '2026-Q1' })).toEqual(
      lots
        .slice(0, 7)
        .map(({ m }) => m.position)
        .toSorted((a, b) => a - b),
    )
    const start = Number(BigInt(`0x${hex('2026-Q1\nstart')}`) % 50n)
    expect(positions(members, { method: 'SYSTEMATIC', size: 7, seed: '2026-Q1' })).toEqual(
      Array.from({ length: 7 }, (_, i) => members[Math.floor((start + i * 50) / 7)]?.position),
    )
  })

  test.each(['SIMPLE', 'STRATIFIED'] as const)(
    '%s draws every member as often as any other',
    (method) => {
      const members = populationOf(24).map((m) => ({ ...m, stratum: 'a' }))
      const counts = new Map<number, number>()
      const DRAWS = 1200
      for (let n = 0; n < DRAWS; n++)
        for (const position of positions(members, { method, size: 6, seed: `seed ${String(n)}` }))
          counts.set(position, (counts.get(position) ?? 0) + 1)
      const expected = (DRAWS * 6) / 24
      const chi = members.reduce(
        (sum, m) => sum + ((counts.get(m.position) ?? 0) - expected) ** 2 / expected,
        0,
      )
      // 23 degrees of freedom: beyond 50 in less than one of a thousand.
      expect(chi).toBeLessThan(50)
    },
  )
})

test.each([
  [24, 6],
  [50, 7],
  [31, 10],
])(
  'a systematic sample of %i begins everywhere, and then draws each member %i times',
  (of, size) => {
    // Members that are drawn together are drawn by one start: all starts are gone through.
    const members = populationOf(of)
    const starts = new Map<number, number[]>()
    for (let n = 0; starts.size < of; n++) {
      const seed = `s${String(n)}`
      const start = Number(BigInt(`0x${hex(`${seed}\nstart`)}`) % BigInt(of))
      if (!starts.has(start))
        starts.set(start, positions(members, { method: 'SYSTEMATIC', size, seed }))
    }
    const drawn = [...starts.values()].flat()
    for (const { position } of members)
      expect(drawn.filter((p) => p === position)).toHaveLength(size)
  },
)

describe('shares of strata', () => {
  test('come to the size, none beyond its stratum and none left out where there is room', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(sizes, fc.integer({ min: 0, max: 600 }), (all, asked) => {
        const sum = all.reduce((a, b) => a + b, 0)
        const size = Math.min(asked, sum)
        const shares = sharesOf(all, size)
        expect(shares.reduce((a, b) => a + b, 0)).toBe(size)
        for (const [i, share] of shares.entries()) {
          expect(share).toBeLessThanOrEqual(all[i] ?? 0)
          expect(share).toBeGreaterThanOrEqual(size >= all.length ? 1 : 0)
        }
      }),
    )
  })
  test('follow the size of the strata', () => {
    expect(sharesOf([100, 200, 300], 6)).toEqual([1, 2, 3])
    expect(sharesOf([1, 1, 998], 10)).toEqual([1, 1, 8])
    expect(sharesOf([5, 5, 5], 2)).toEqual([1, 1, 0])
  })
})

describe('a monetary sample', () => {
  const of = (amounts: readonly number[], size: number, seed = 's') =>
    draw(
      amounts.map((amount, n) => ({ position: n + 1, id: idOf(n), amount: BigInt(amount) })),
      { method: 'MONETARY', size, seed },
    )
  test('draws what is larger than the interval, always, and has as many hits as units', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        fc.string(),
        (amounts, size, seed) => {
          const sum = amounts.reduce((a, b) => a + b, 0)
          const found = of(amounts, size, seed)
          expect(found.total).toBe(BigInt(sum))
          expect(found.without).toBe(amounts.filter((a) => a === 0).length)
          const hits = found.drawn.reduce((a, d) => a + d.hits, 0)
          expect(hits).toBe(sum === 0 ? 0 : size)
          const drawn = new Set(found.drawn.map((d) => d.position))
          for (const [n, amount] of amounts.entries())
            if (amount > Math.ceil(sum / size)) expect(drawn.has(n + 1)).toBe(true)
          for (const d of found.drawn) expect((d.amount ?? 0n) > 0n).toBe(true)
        },
      ),
    )
  })
  test('draws by amount: what is ten times as large comes ten times as often', () => {
    let large = 0
    for (let n = 0; n < 3000; n++)
      if (of([100, 1000, 900], 1, `s${String(n)}`).drawn[0]?.position === 2) large++
    expect(large / 3000).toBeGreaterThan(0.46)
    expect(large / 3000).toBeLessThan(0.54)
  })
})
