import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, calendarOf, dueAt, promisedAt, startedAt } from '../../engine/core/calendar.ts'
import { type Excluded, type SpanUnit, span } from '../../engine/core/clocks.ts'
import type { Day, Effective } from '../../engine/core/values.ts'
import { day, instant, on, shanghai, ZONES } from '../support/days.ts'

const berlin = calendarOf('Europe/Berlin')
const pause = (from: string, to: string): Excluded => ({ from: day(from), to: day(to) })
/** The last day that is in time. */
const lastDay = (start: Effective, [n, unit]: [number, SpanUnit], excluded: Excluded[] = []) => {
  const due = dueAt(shanghai, { start, span: span(n, unit), excluded })
  if (due === undefined) throw new Error('not counted')
  expect(due.dueAt).toBe(shanghai.startOf(shanghai.dayOf(due.dueAt)))
  return addDays(shanghai.dayOf(due.dueAt), -1)
}

/** Days of the years around the notices, so that make-up days and uncovered years are both met. */
const recentDay = fc.integer({ min: 0, max: 9_500 }).map((n) => addDays(day('2003-01-01'), n))
const pauses = (start: Day) =>
  fc.array(
    fc
      .tuple(fc.integer({ min: -10, max: 60 }), fc.integer({ min: -2, max: 20 }))
      .map(([from, length]) => ({ from: addDays(start, from), to: addDays(start, from + length) })),
    { maxLength: 5 },
  )

describe('a span', () => {
  it.each<[string, number, SpanUnit, string, string]>([
    ['2026-11-23', 15, 'day', '2026-12-08', 'K01, month end'],
    ['2025-12-20', 15, 'day', '2026-01-04', 'K01, year end; the Sunday does not move it'],
    ['2024-02-20', 15, 'day', '2024-03-06', 'K01, leap year'],
    ['2023-02-20', 15, 'day', '2023-03-07', 'K01, common year'],
    ['2100-02-20', 15, 'day', '2100-03-07', 'K01, century without leap day'],
    ['2026-02-02', 15, 'day', '2026-02-17', 'K01, ends in Spring Festival and stays there'],
    ['2026-11-23', 30, 'day', '2026-12-23', 'K02'],
    ['2026-11-23', 60, 'day', '2027-01-22', 'K03'],
    ['2026-11-23', 0, 'day', '2026-11-23', 'K06, the same day'],
    ['2026-02-13', 1, 'workday', '2026-02-14', 'a make-up Saturday counts'],
    ['2026-02-14', 1, 'workday', '2026-02-24', 'over Spring Festival'],
    ['2026-02-14', 5, 'workday', '2026-02-28', 'to the make-up Saturday after it'],
    ['2024-02-08', 2, 'workday', '2024-02-18', 'over Spring Festival to a make-up Sunday'],
    ['2025-01-24', 3, 'workday', '2025-02-05', 'a make-up Sunday before Spring Festival'],
    ['2025-09-26', 7, 'workday', '2025-10-13', 'K09, over National Day with both make-up days'],
    ['2024-09-12', 4, 'workday', '2024-09-19', 'over Mid-Autumn with its make-up Saturday'],
    ['2026-02-18', 1, 'workday', '2026-02-24', 'from a holiday'],
    ['2026-11-23', 15, 'workday', '2026-12-14', 'K34'],
    ['2026-12-28', 3, 'workday', '2026-12-31', 'to the last day of the notices'],
    ['2026-08-31', 6, 'month', '2027-02-28', 'K35, clamped'],
    ['2026-02-01', 12, 'month', '2027-02-01', 'K20'],
    ['2024-02-29', 5, 'year', '2029-02-28', 'K24, from a leap day'],
    ['2024-02-29', 4, 'year', '2028-02-29', 'from leap day to leap day'],
  ])('from %s of %i %ss ends with %s: %s', (start, ...[n, unit, last]) => {
    expect(lastDay(on(start), [n, unit])).toBe(last)
  })

  it('is late at the start of the next local day, and not before', () => {
    expect(dueAt(shanghai, { start: on('2026-11-23'), span: span(15, 'day') })).toEqual({
      startedAt: '2026-11-22T16:00:00.000Z',
      dueAt: '2026-12-08T16:00:00.000Z',
      provisional: false,
    })
  })

  it('counts from the local day of an instant', () => {
    expect(lastDay({ at: instant('2026-11-23T15:59:59.999Z') }, [15, 'day'])).toBe('2026-12-08')
    expect(lastDay({ at: instant('2026-11-23T16:00:00.000Z') }, [15, 'day'])).toBe('2026-12-09')
    const due = dueAt(shanghai, {
      start: { at: instant('2026-11-23T09:30:00.000Z') },
      span: span(1, 'day'),
    })
    expect(due?.startedAt).toBe('2026-11-23T09:30:00.000Z')
  })

  it('of hours runs from the instant, or from the start of the stated day', () => {
    const leak = { at: instant('2026-11-23T09:30:00.000Z') }
    expect(dueAt(shanghai, { start: leak, span: span(72, 'hour') })?.dueAt).toBe(
      '2026-11-26T09:30:00.000Z',
    )
    expect(dueAt(shanghai, { start: on('2026-11-23'), span: span(4, 'hour') })?.dueAt).toBe(
      '2026-11-22T20:00:00.000Z',
    )
    expect(
      dueAt(berlin, { start: { at: instant('2026-10-24T12:00:00.000Z') }, span: span(24, 'hour') })
        ?.dueAt,
    ).toBe('2026-10-25T12:00:00.000Z')
  })

  it('of days keeps local midnight over a change of clocks', () => {
    const due = dueAt(berlin, { start: on('2026-10-20'), span: span(15, 'day') })
    expect(due?.startedAt).toBe('2026-10-19T22:00:00.000Z')
    expect(due?.dueAt).toBe('2026-11-04T23:00:00.000Z')
  })

  it('of working days is provisional once it needs a year without a notice', () => {
    const days = (n: number) =>
      dueAt(shanghai, { start: on('2026-12-28'), span: span(n, 'workday') })
    expect(days(3)).toMatchObject({ dueAt: '2026-12-31T16:00:00.000Z', provisional: false })
    expect(days(4)).toMatchObject({ dueAt: '2027-01-01T16:00:00.000Z', provisional: true })
    expect(
      dueAt(shanghai, { start: on('2003-12-01'), span: span(1, 'workday') })?.provisional,
    ).toBe(true)
    expect(dueAt(shanghai, { start: on('2026-12-28'), span: span(400, 'day') })?.provisional).toBe(
      false,
    )
  })

  it('without a known start is not counted', () => {
    for (const start of [
      undefined,
      { unknown: true },
      { unknown: true, attested: 'late' },
    ] as const) {
      expect(startedAt(shanghai, start)).toBeUndefined()
      expect(dueAt(shanghai, { start, span: span(15, 'day') })).toBeUndefined()
      expect(promisedAt(shanghai, { start, day: day('2026-12-01') })).toBeUndefined()
    }
  })

  it('ends as a plain count of days says, whatever the zone, unit and pauses', () => {
    const counted = fc.tuple(
      fc.constantFrom(...ZONES.filter((z) => z !== 'Pacific/Apia')),
      recentDay.chain((start) => fc.tuple(fc.constant(start), pauses(start))),
      fc.integer({ min: 0, max: 70 }),
      fc.constantFrom('day' as const, 'workday' as const),
    )
    fc.assert(
      fc.property(counted, ([zone, [start, excluded], n, unit]) => {
        const calendar = calendarOf(zone)
        let last = start
        for (let left = n; left > 0;) {
          last = addDays(last, 1)
          const paused = excluded.some((e) => e.from <= last && last <= e.to)
          if (!paused && (unit === 'day' || calendar.isWorkday(last).workday)) left--
        }
        const due = dueAt(calendar, { start: { on: start }, span: span(n, unit), excluded })
        expect(due?.dueAt).toBe(calendar.startOf(addDays(last, 1)))
      }),
      { numRuns: 500 },
    )
  })
})

describe('a pause', () => {
  const k01 = (...excluded: Excluded[]) => lastDay(on('2026-11-01'), [15, 'day'], excluded)

  it.each([
    ['none', [], '2026-11-16'],
    ['four days', [pause('2026-11-05', '2026-11-08')], '2026-11-20'],
    ['one day', [pause('2026-11-05', '2026-11-05')], '2026-11-17'],
    [
      'overlapping',
      [pause('2026-11-05', '2026-11-08'), pause('2026-11-07', '2026-11-10')],
      '2026-11-22',
    ],
    [
      'one within the other',
      [pause('2026-11-05', '2026-11-10'), pause('2026-11-06', '2026-11-07')],
      '2026-11-22',
    ],
    [
      'adjoining, in any order',
      [pause('2026-11-09', '2026-11-10'), pause('2026-11-05', '2026-11-08')],
      '2026-11-22',
    ],
    [
      'twice the same',
      [pause('2026-11-05', '2026-11-08'), pause('2026-11-05', '2026-11-08')],
      '2026-11-20',
    ],
    ['reaching past the last day', [pause('2026-11-14', '2026-11-20')], '2026-11-23'],
    ['beginning on the last day', [pause('2026-11-16', '2026-11-18')], '2026-11-19'],
    ['beginning after the last day', [pause('2026-11-17', '2026-11-30')], '2026-11-16'],
    [
      'reached only through another',
      [pause('2026-11-17', '2026-11-18'), pause('2026-11-05', '2026-11-05')],
      '2026-11-19',
    ],
    ['ending on the starting day', [pause('2026-10-20', '2026-11-01')], '2026-11-16'],
    ['reaching over the starting day', [pause('2026-10-20', '2026-11-02')], '2026-11-17'],
    ['ending before it begins', [pause('2026-11-08', '2026-11-05')], '2026-11-16'],
  ] as const)('%s', (_, excluded, last) => {
    expect(k01(...excluded)).toBe(last)
  })

  it('of a working day adds a working day, of a rest day nothing', () => {
    const monday = on('2026-11-23')
    expect(lastDay(monday, [5, 'workday'])).toBe('2026-11-30')
    expect(lastDay(monday, [5, 'workday'], [pause('2026-11-25', '2026-11-26')])).toBe('2026-12-02')
    expect(lastDay(monday, [5, 'workday'], [pause('2026-11-28', '2026-11-29')])).toBe('2026-11-30')
  })

  it('moves months and years by its days', () => {
    const start = on('2026-01-31')
    expect(lastDay(start, [1, 'month'], [pause('2026-02-10', '2026-02-12')])).toBe('2026-03-03')
    expect(lastDay(start, [1, 'year'], [pause('2026-02-10', '2026-02-12')])).toBe('2027-02-03')
  })

  it('stops hours for its own length', () => {
    const start = { at: instant('2026-11-23T09:30:00.000Z') }
    const due = (...excluded: Excluded[]) =>
      dueAt(shanghai, { start, span: span(72, 'hour'), excluded })?.dueAt
    expect(due(pause('2026-11-25', '2026-11-25'))).toBe('2026-11-27T09:30:00.000Z')
    expect(due(pause('2026-11-26', '2026-11-27'))).toBe('2026-11-28T09:30:00.000Z')
    expect(due(pause('2026-11-27', '2026-11-27'))).toBe('2026-11-26T09:30:00.000Z')
    expect(due(pause('2026-11-23', '2026-11-23'))).toBe('2026-11-26T09:30:00.000Z')
    const midnight = { start: on('2026-11-23'), span: span(24, 'hour') }
    expect(
      dueAt(shanghai, { ...midnight, excluded: [pause('2026-11-24', '2026-11-24')] })?.dueAt,
    ).toBe('2026-11-23T16:00:00.000Z')
    const change = dueAt(berlin, {
      start: { at: instant('2026-10-24T12:00:00.000Z') },
      span: span(24, 'hour'),
      excluded: [pause('2026-10-25', '2026-10-25')],
    })
    expect(change?.dueAt).toBe('2026-10-26T13:00:00.000Z')
  })

  it('moves a promise', () => {
    const promise = (...excluded: Excluded[]) =>
      promisedAt(shanghai, { start: on('2026-11-23'), day: day('2026-12-01'), excluded })
    expect(promise()).toEqual({
      startedAt: '2026-11-22T16:00:00.000Z',
      dueAt: '2026-12-01T16:00:00.000Z',
      provisional: false,
    })
    expect(promise(pause('2026-11-25', '2026-11-26'))?.dueAt).toBe('2026-12-03T16:00:00.000Z')
  })

  it('never brings a due date forward, and neither does a longer span', () => {
    const units = fc.constantFrom<SpanUnit>('hour', 'day', 'workday', 'month', 'year')
    const counted = recentDay.chain((start) =>
      fc.tuple(fc.constant(start), pauses(start), pauses(start)),
    )
    fc.assert(
      fc.property(
        counted,
        units,
        fc.integer({ min: 0, max: 80 }),
        ([start, some, more], unit, n) => {
          const due = (length: number, excluded: Excluded[]) =>
            dueAt(shanghai, { start: { on: start }, span: span(length, unit), excluded })?.dueAt ??
            ''
          expect(due(n, some) <= due(n + 1, some)).toBe(true)
          expect(due(n, some) <= due(n, [...some, ...more])).toBe(true)
          expect(due(n, [...some, ...more])).toBe(due(n, [...more, ...some]))
        },
      ),
      { numRuns: 500 },
    )
  })
})
