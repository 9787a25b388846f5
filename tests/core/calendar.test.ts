import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { addDays, addMonths, calendarOf, daysBetween } from '../../engine/core/calendar.ts'
import { anyDay, day, instant, shanghai, ZONES } from '../support/days.ts'

const berlin = calendarOf('Europe/Berlin')

describe('days', () => {
  it('are added over month ends, year ends and leap days', () => {
    expect(addDays(day('2026-12-31'), 1)).toBe('2027-01-01')
    expect(addDays(day('2024-02-28'), 1)).toBe('2024-02-29')
    expect(addDays(day('2023-02-28'), 1)).toBe('2023-03-01')
    expect(addDays(day('2100-02-28'), 1)).toBe('2100-03-01')
    expect(addDays(day('2000-03-01'), -1)).toBe('2000-02-29')
    expect(daysBetween(day('2024-02-28'), day('2024-03-01'))).toBe(2)
    expect(daysBetween(day('2026-01-01'), day('2025-12-30'))).toBe(-2)
  })

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-08-31', 1, '2026-09-30'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-31', -2, '2025-11-30'],
  ])('%s and %i months is %s', (from, n, to) => {
    expect(addMonths(day(from), n)).toBe(to)
  })

  it('that do not exist or lie too far away are refused', () => {
    for (const bad of [
      '2026-02-29',
      '2026-13-01',
      '2026-1-1',
      '1899-12-31',
      '',
      'x',
      '02026-01-01',
    ])
      expect(() => addDays(day(bad), 0)).toThrow(/is not a day/)
    expect(() => addDays(day('9999-12-31'), 1)).toThrow(RangeError)
    expect(() => addDays(day('1900-01-01'), -1)).toThrow(RangeError)
    expect(() => addDays(day('2026-01-01'), Number.NaN)).toThrow(RangeError)
  })

  it('are added and counted as inverses', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -3_000, max: 3_000 }), (from, n) => {
        fc.pre(daysBetween(day('1900-01-01'), from) + n >= 0)
        expect(daysBetween(from, addDays(from, n))).toBe(n)
        expect(addDays(from, n)).toBe(Temporal.PlainDate.from(from).add({ days: n }).toString())
      }),
    )
  })

  it('keep the day of the month or take the last, as Temporal does', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 1_200 }), (from, months) => {
        expect(addMonths(from, months)).toBe(
          Temporal.PlainDate.from(from).add({ months }).toString(),
        )
      }),
    )
  })
})

describe('a zone', () => {
  it('has one calendar', () => {
    expect(calendarOf('Asia/Shanghai')).toBe(shanghai)
    expect(shanghai.zone).toBe('Asia/Shanghai')
  })

  it('that is unknown is refused with an example', () => {
    for (const bad of ['Mars/Olympus', '', '中国'])
      expect(() => calendarOf(bad)).toThrow(/is not a time zone; give .* Asia\/Shanghai/)
  })

  it('decides where a day begins', () => {
    expect(shanghai.startOf(day('2026-11-23'))).toBe('2026-11-22T16:00:00.000Z')
    expect(shanghai.dayOf(instant('2026-11-22T15:59:59.999Z'))).toBe('2026-11-22')
    expect(shanghai.dayOf(instant('2026-11-22T16:00:00.000Z'))).toBe('2026-11-23')
  })

  it('had summer time in Shanghai once', () => {
    expect(shanghai.startOf(day('1988-07-01'))).toBe('1988-06-30T15:00:00.000Z')
  })

  it.each([
    ['2026-03-29', '2026-03-28T23:00:00.000Z', 23],
    ['2026-03-30', '2026-03-29T22:00:00.000Z', 24],
    ['2026-10-25', '2026-10-24T22:00:00.000Z', 25],
    ['2026-10-26', '2026-10-25T23:00:00.000Z', 24],
  ])('changes its clocks: in Berlin %s begins at %s and has %i hours', (d, start, hours) => {
    expect(berlin.startOf(day(d))).toBe(start)
    const next = berlin.startOf(addDays(day(d), 1))
    expect((Date.parse(next) - Date.parse(start)) / 3_600_000).toBe(hours)
    expect(berlin.dayOf(instant(start))).toBe(d)
    expect(berlin.dayOf(instant(new Date(Date.parse(next) - 1).toISOString()))).toBe(d)
  })

  it('may begin a day after midnight', () => {
    const saoPaulo = calendarOf('America/Sao_Paulo')
    expect(saoPaulo.startOf(day('2018-11-04'))).toBe('2018-11-04T03:00:00.000Z')
    expect(saoPaulo.dayOf(instant('2018-11-04T02:59:59.999Z'))).toBe('2018-11-03')
  })

  it('finds the day of any instant as Temporal does', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.date({
          min: new Date('1970-01-02T00:00:00Z'),
          max: new Date('2060-01-01T00:00:00Z'),
          noInvalidDate: true,
        }),
        (zone, date) => {
          const moment = instant(date.toISOString())
          const expected = Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toPlainDate()
          expect(calendarOf(zone).dayOf(moment)).toBe(expected.toString())
        },
      ),
      { numRuns: 500 },
    )
  })

  it('forgets what it remembered without being wrong', () => {
    const utc = calendarOf('UTC')
    const days = Array.from({ length: 20_000 }, (_, n) => addDays(day('1990-01-01'), n))
    expect(days.filter((d) => utc.startOf(d) !== `${d}T00:00:00.000Z`)).toEqual([])
    expect(utc.startOf(day('1990-01-01'))).toBe('1990-01-01T00:00:00.000Z')
  })

  it('refuses what is no instant', () => {
    expect(() => shanghai.dayOf(instant('yesterday'))).toThrow('yesterday is not an instant')
  })
})

describe('working days', () => {
  afterEach(() => {
    vi.unstubAllEnvs()
  })

  it.each([
    ['2024-02-04', true, 'Sunday, made up for Spring Festival'],
    ['2024-02-09', true, 'New Year’s Eve, not a holiday in the notice of 2024'],
    ['2024-02-12', false, 'Spring Festival'],
    ['2024-05-11', true, 'Saturday, made up for Labour Day'],
    ['2024-10-07', false, 'National Day'],
    ['2025-01-26', true, 'Sunday, made up for Spring Festival'],
    ['2025-01-28', false, 'New Year’s Eve'],
    ['2025-10-08', false, 'National Day and Mid-Autumn'],
    ['2025-10-11', true, 'Saturday, made up for National Day'],
    ['2026-01-04', true, 'Sunday, made up for New Year'],
    ['2026-02-14', true, 'Saturday, made up for Spring Festival'],
    ['2026-02-23', false, 'Monday of Spring Festival'],
    ['2026-11-21', false, 'Saturday'],
    ['2026-11-22', false, 'Sunday'],
    ['2026-11-23', true, 'Monday'],
  ])('%s: %s, %s', (d, workday) => {
    expect(shanghai.isWorkday(day(d))).toEqual({ workday, covered: true })
  })

  it('beyond the notices are all but weekends, and say so', () => {
    expect(shanghai.isWorkday(day('2027-02-08'))).toEqual({ workday: true, covered: false })
    expect(shanghai.isWorkday(day('2027-02-06'))).toEqual({ workday: false, covered: false })
    expect(shanghai.isWorkday(day('2003-10-01'))).toEqual({ workday: true, covered: false })
    expect(shanghai.isWorkday(day('1969-12-28'))).toEqual({ workday: false, covered: false })
    expect(shanghai.isWorkday(day('2004-10-01'))).toEqual({ workday: false, covered: true })
    expect(shanghai.version).toMatch(/^chinese-days \d+\.\d+\.\d+, 2004 .* 2026$/)
  })

  it.each(['America/Los_Angeles', 'Pacific/Kiritimati'])(
    'do not depend on the host in %s',
    (zone) => {
      vi.stubEnv('TZ', zone)
      expect(new Date(2026, 0, 1).getTimezoneOffset()).not.toBe(0)
      expect(shanghai.isWorkday(day('2010-02-13')).workday).toBe(false)
      expect(shanghai.isWorkday(day('2010-02-20')).workday).toBe(true)
      expect(shanghai.isWorkday(day('2010-02-22')).workday).toBe(true)
      expect(addMonths(day('2010-01-31'), 1)).toBe('2010-02-28')
      expect(shanghai.startOf(day('2010-03-14'))).toBe('2010-03-13T16:00:00.000Z')
    },
  )
})
