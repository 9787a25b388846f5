import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DUTIES, heldBy, mayRead, nearestMiss, readFilter } from '../../policies/ability.ts'
import type { Conditions, Governed, SeatHeld, SeatScope } from '../../policies/ability.ts'
import { business } from '../../policies/business.ts'
import { consumerProtection } from '../../policies/consumer-protection.ts'
import { undelegable } from '../../policies/delegation.ts'
import { BODIES } from '../../policies/duty.ts'
import type { Body, Duty } from '../../policies/duty.ts'

const bodies = Object.keys(BODIES) as Body[]
const units = [undefined, '', 'cards', 'loans', 'partner:a'] as const
const people = ['p1', 'p2'] as const
const day = (n: number): string => `2026-03-0${String(n)}T00:00:00.000Z`
/** Parts for which a seat may be given; most seats are given for the whole. */
const scope: fc.Arbitrary<SeatScope | undefined> = fc.option(
  fc.record(
    {
      mechanisms: fc.subarray(['M01', 'M07'], { minLength: 1 }),
      subjects: fc.subarray(['partner:a', 'product:x'], { minLength: 1 }),
      units: fc.subarray(['cards', 'loans'], { minLength: 1 }),
      since: fc.constantFrom(day(1), day(3)),
      until: fc.constantFrom(day(3), day(5)),
    },
    { requiredKeys: [] },
  ),
  { nil: undefined },
)
const seat = fc
  .record({
    body: fc.constantFrom(...bodies),
    unit: fc.constantFrom(...units),
    person: fc.constantFrom(...people),
    scope,
  })
  .map(({ unit, scope: part, ...rest }): SeatHeld => ({
    id: `${rest.body}-${unit ?? 'none'}-${rest.person}-${JSON.stringify(part)}`,
    ...rest,
    // Only such seats are given for a part.
    ...(part === undefined ? {} : { body: 'internalAudit' }),
    ...(unit === undefined ? {} : { unit }),
    ...(part === undefined ? {} : { scope: part }),
  }))
/** A seat that somebody else acts by. */
const delegated = fc
  .record({
    held: seat,
    n: fc.nat(9),
    toBody: fc.constantFrom(...bodies),
    mechanisms: fc.subarray(['M01', 'M07', 'G01'], { minLength: 1 }),
    unit: fc.constantFrom(undefined, 'cards', 'loans'),
    few: fc.boolean(),
  })
  .map(({ held, n, toBody, mechanisms, unit, few }): SeatHeld => ({
    ...held,
    mandate: {
      id: `d${String(n)}-${held.id}-${toBody}-${mechanisms.join()}-${unit ?? ''}`,
      to: 'p3',
      toBody,
      mechanisms,
      ...(unit === undefined ? {} : { unit }),
      ...(few
        ? { duties: DUTIES.filter((d, i) => d.body === held.body && i % 2 === 0).map((d) => d.id) }
        : {}),
    },
  }))
const anySeat = fc.oneof(seat, delegated)
const row = fc.record({
  mechanism: fc.constantFrom('M01', 'M07', 'G01'),
  unit: fc.constantFrom(null, 'cards', 'loans'),
  subjects: fc.subarray(['partner:a', 'partner:b', 'product:x', 'person:p1']),
  openedBy: fc.constantFrom(null, 'p1', 'p2'),
  openedAt: fc.constantFrom(undefined, day(2), day(3), day(4)),
})

/** What a filter means in SQL, said once more and differently. */
const selects = (filter: readonly Conditions[] | null, r: Governed): boolean =>
  filter !== null &&
  filter.some((c) =>
    Object.entries(c).every(([column, wanted]) => {
      const value = r[column as keyof Governed]
      if (typeof wanted !== 'object') return value === wanted
      if ('has' in wanted) return (value as readonly string[]).includes(wanted.has)
      const { gte = '', lt = '9' } = wanted
      return typeof value === 'string' && value >= gte && value < lt
    }),
  )

/** What a part holds, said once more. */
const holds = ({ scope: part, person }: SeatHeld, r: Governed): boolean =>
  part === undefined ||
  r.openedBy === person ||
  ((part.mechanisms?.includes(r.mechanism) ?? true) &&
    (part.subjects?.some((s) => r.subjects.includes(s)) ?? true) &&
    (part.units?.includes(r.unit ?? '') ?? true) &&
    ((part.since === undefined && part.until === undefined) ||
      (r.openedAt !== undefined &&
        r.openedAt >= (part.since ?? '') &&
        r.openedAt < (part.until ?? '9'))))

describe('duties as rules', () => {
  it('never lists what a check refuses, nor refuses what it lists', () => {
    fc.assert(
      fc.property(fc.array(anySeat, { maxLength: 3 }), row, (seats, r) => {
        expect(selects(readFilter(seats), r)).toBe(mayRead(seats, r))
      }),
      { seed: 3, numRuns: 10_000 },
    )
  })
  it('finds the seat by which a duty is held, and only over what the seat reaches', () => {
    fc.assert(
      fc.property(
        fc.array(seat, { maxLength: 3 }),
        row,
        fc.constantFrom(...DUTIES),
        (seats, r, duty) => {
          const held = heldBy(seats, [duty], r)
          const reaches = (s: SeatHeld) =>
            s.body === duty.body &&
            holds(s, r) &&
            (duty.mechanism === undefined || duty.mechanism === r.mechanism) &&
            {
              institution: true,
              unit: r.unit === (s.unit ?? ''),
              subject: r.subjects.includes(s.unit ?? ''),
              submitted: r.openedBy === s.person,
              self: r.subjects.includes(`person:${s.person}`),
            }[duty.scope]
          if (duty.verb === 'act')
            expect(held?.seat.body ?? null).toBe(seats.some(reaches) ? duty.body : null)
          if (held && duty.verb === 'act') expect(reaches(held.seat)).toBe(true)
        },
      ),
      { seed: 4, numRuns: 10_000 },
    )
  })
  it('lets a delegate read and do no more than the holder, within the scope, of what is delegated', () => {
    fc.assert(
      fc.property(delegated, row, fc.constantFrom(...DUTIES), (held, r, duty) => {
        const { mandate, ...own } = held
        const within =
          mandate !== undefined &&
          mandate.mechanisms.includes(r.mechanism) &&
          (mandate.unit === undefined || mandate.unit === r.unit)
        const to = mandate?.toBody ?? 'system'
        if (mayRead([held], r)) expect([mayRead([own], r), within]).toEqual([true, true])
        const found = heldBy([held], [duty], r)
        if (duty.verb !== 'act') return
        const may =
          within &&
          undelegable(duty, to) === undefined &&
          (mandate?.duties?.includes(duty.id) ?? true) &&
          heldBy([own], [duty], r) !== undefined
        expect(found !== undefined).toBe(may)
      }),
      { seed: 6, numRuns: 10_000 },
    )
  })
  it('lets a department act for its own unit alone', () => {
    const seats: SeatHeld[] = [{ id: 's', person: 'p', body: 'businessDepartment', unit: 'cards' }]
    const of = (unit: string | null) => ({ mechanism: 'M01', unit, subjects: [], openedBy: null })
    expect(heldBy(seats, [business.submitReview], of('cards'))?.seat.id).toBe('s')
    expect(heldBy(seats, [business.submitReview], of('loans'))).toBeUndefined()
    expect(heldBy(seats, [business.submitReview], of(null))).toBeUndefined()
    expect(heldBy(seats, [consumerProtection.review], of('cards'))).toBeUndefined()
  })
  it('gives nobody anything without a seat', () => {
    expect(readFilter([])).toBeNull()
    expect(heldBy([], DUTIES, undefined)).toBeUndefined()
  })
})

describe('the nearest miss', () => {
  const seats: readonly SeatHeld[] = [
    { id: 's1', person: 'p1', body: 'businessDepartment', unit: 'cards' },
  ]
  const loan: Governed = { mechanism: 'M01', unit: 'loans', subjects: [], openedBy: 'p2' }
  const miss = (held: readonly SeatHeld[], duty: Duty) =>
    nearestMiss(held, [duty], { row: loan }).en
  it('names the unit that the seat is in and the one that the process belongs to', () => {
    expect(miss(seats, business.submitReview)).toBe(
      'Your seat is in cards; the process belongs to loans',
    )
  })
  it('names the bodies whose duty it is, and those of the seats', () => {
    expect(miss(seats, consumerProtection.review)).toBe(
      'It is for Consumer-protection department; you sit in Business department',
    )
  })
  it('says that no seat is held', () => {
    expect(miss([], consumerProtection.review)).toBe('You hold no seat today')
  })
  it('has words for whatever is not held, in both languages', () => {
    fc.assert(
      fc.property(
        fc.array(seat, { maxLength: 3 }),
        row,
        fc.constantFrom(...DUTIES),
        (held, r, duty) => {
          if (heldBy(held, [duty], r)) return
          const said = nearestMiss(held, [duty], { row: r })
          expect(said.zh).toMatch(/\p{Script=Han}/u)
          expect(said.en).toMatch(/^[A-Z]/)
        },
      ),
      { seed: 5, numRuns: 2_000 },
    )
  })
})
