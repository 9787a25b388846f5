/**
 * Legal time: calendar days in the zone of the institution, working days of the State Council, and the
 * instant from which a span of days, months or hours has run out.
 *
 * A day is the interval between the start of one day and the start of the next, so a day of 23 or 25
 * hours is one day. Days are stated from 1900 to 2999, and what is counted from them may end later; a
 * day that does not exist, or lies before 1900 or after 9999, is a RangeError.
 */
import holidayData from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import holidayPackage from 'chinese-days/package.json' with { type: 'json' }
import { Temporal } from 'temporal-polyfill'
import type { Excluded, Span } from './clocks.ts'
import type { Day, Effective, Instant } from './values.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const FIRST_DAY = Date.UTC(1900, 0, 1) / DAY_MS
const LAST_DAY = Date.UTC(9999, 11, 31) / DAY_MS

/** Most keys that one cache holds; beyond it is emptied, so that no input can fill the memory. */
const REMEMBERED = 8192

function remembered<K, V extends NonNullable<unknown>>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return (key) => {
    const old = known.get(key)
    if (old !== undefined) return old
    const value = make(key)
    if (known.size >= REMEMBERED) known.clear()
    known.set(key, value)
    return value
  }
}

const isoDay = (n: number): string => new Date(n * DAY_MS).toISOString().slice(0, 10)
const isoInstant = (ms: number): Instant => new Date(ms).toISOString() as Instant

/** Days are counted by number inside this file: 0 is 1970-01-01. */
const numberOf = remembered((day: Day): number => {
  const n = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(day) / DAY_MS : Number.NaN
  if (!(n >= FIRST_DAY && n <= LAST_DAY) || isoDay(n) !== day)
    throw new RangeError(`${day} is not a day from 1900-01-01 to 9999-12-31`)
  return n
})
const dayAt = remembered((n: number): Day => {
  if (!(n >= FIRST_DAY && n <= LAST_DAY))
    throw new RangeError(`day ${n} of the epoch is not from 1900-01-01 to 9999-12-31`)
  return isoDay(n) as Day
})

/** The day `n` days after `day`, before it when `n` is negative. */
export const addDays = (day: Day, n: number): Day => dayAt(numberOf(day) + n)

/** Days from `a` to `b`: 1 from a day to the next, negative when `b` comes first. */
export const daysBetween = (a: Day, b: Day): number => numberOf(b) - numberOf(a)

/** The same day of the month `n` months later, or the last day of that month where it has no such day. */
export function addMonths(day: Day, n: number): Day {
  const from = new Date(numberOf(day) * DAY_MS)
  const month = from.getUTCFullYear() * 12 + from.getUTCMonth() + n
  const length = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate()
  const date = Math.min(from.getUTCDate(), length)
  return dayAt(Date.UTC(Math.floor(month / 12), month % 12, date) / DAY_MS)
}

/** Whether a day is worked, and whether the State Council's notice for its year is in the data. */
export interface Workday {
  readonly workday: boolean
  /** False: no notice is known for the year, and only weekends are rest days. */
  readonly covered: boolean
}

// The data file is read directly: the functions of the package read a day in the zone of the host, and
// west of Greenwich they answer for the day before.

/** What the State Council's notices arrange, and who says so. */
export interface Notices {
  readonly source: string
  readonly holidays: readonly Day[]
  /** Weekend days that are worked instead. */
  readonly workdays: readonly Day[]
}
/** The notices that this release knows. */
export const NOTICES: Notices = {
  source: `chinese-days ${holidayPackage.version}`,
  holidays: Object.keys(holidayData.holidays) as Day[],
  workdays: Object.keys(holidayData.workdays) as Day[],
}

const SUNDAY = 0
const SATURDAY = 6

function workdaysBy({ source, holidays, workdays }: Notices) {
  const arranged = new Map<Day, boolean>([
    ...holidays.map((day) => [day, false] as const),
    ...workdays.map((day) => [day, true] as const),
  ])
  // A year is covered once its National Day is: a notice arranges the whole year and ends there.
  const years = holidays.filter((day) => day.endsWith('-10-01')).map((day) => day.slice(0, 4))
  const covered = new Set(years)
  return {
    version: [`${source},`, ...years.toSorted()].join(' '),
    covers: `${years.toSorted().at(-1) ?? '1899'}-12-31` as Day,
    isWorkday: remembered((day: Day): Workday => {
      const weekday = new Date(numberOf(day) * DAY_MS).getUTCDay()
      const workday = arranged.get(day) ?? (weekday !== SUNDAY && weekday !== SATURDAY)
      return Object.freeze({ workday, covered: covered.has(day.slice(0, 4)) })
    }),
  }
}

/** The days of one zone, and the working days of the State Council. */
export interface Calendar {
  /** IANA name, `Asia/Shanghai`. */
  readonly zone: string
  /** Source and years of the working days; recorded beside what was counted by them. */
  readonly version: string
  /** The last day of the last year whose notice is known. */
  readonly covers: Day
  /** The day in which an instant lies. RangeError: not an instant. */
  dayOf(at: Instant): Day
  /** The first instant of a day: midnight, or the first that exists where the clocks skip midnight. */
  startOf(day: Day): Instant
  /** Holidays, 调休 rest days and make-up days of the State Council's notices. */
  isWorkday(day: Day): Workday
}
/** The calendar of a zone; the same object for the same zone. RangeError: the zone is unknown. */
export type CalendarOf = (zone: string) => Calendar

/** The calendars whose working days are those of some notices. */
export function calendarsBy(notices: Notices): CalendarOf {
  const days = workdaysBy(notices)
  return remembered((zone: string): Calendar => Object.freeze({ ...zoneOf(zone), ...days }))
}

/** The calendar of a zone by the notices that this release knows. */
export const calendarOf: CalendarOf = calendarsBy(NOTICES)

function zoneOf(zone: string): Pick<Calendar, 'zone' | 'dayOf' | 'startOf'> {
  const startMs = remembered((n: number): number => {
    const midnight = Temporal.PlainDate.from(isoDay(n)).toZonedDateTime(zone)
    return midnight.epochMilliseconds
  })
  try {
    startMs(0)
  } catch (cause) {
    throw new RangeError(`${zone} is not a time zone; give an IANA name such as Asia/Shanghai`, {
      cause,
    })
  }
  const startOf = remembered((day: Day): Instant => isoInstant(startMs(numberOf(day))))
  function dayOf(at: Instant): Day {
    const ms = Date.parse(at)
    if (Number.isNaN(ms)) throw new RangeError(`${at} is not an instant`)
    let n = Math.floor(ms / DAY_MS)
    while (startMs(n) > ms) n--
    while (startMs(n + 1) <= ms) n++
    return dayAt(n)
  }
  return { zone, dayOf, startOf }
}

/** Is there such a time zone? */
export function isZone(zone: string): boolean {
  try {
    return calendarOf(zone).zone === zone
  } catch {
    return false
  }
}

/** A start, and what is counted from it. */
export interface Count {
  /** Absent or unknown: nothing can be counted. */
  readonly start: Effective | undefined
  readonly span: Span
  /** Pauses in any order; they may overlap, and what lies on or before the starting day is ignored. */
  readonly excluded?: readonly Excluded[] | undefined
}
/** A promise: counted from nothing, due after the day that was agreed. */
export interface Promised extends Omit<Count, 'span'> {
  readonly day: Day
}
export interface Due {
  readonly startedAt: Instant
  /** First instant at which it is late; `now >= dueAt`. */
  readonly dueAt: Instant
  /** Working days were counted in a year without a notice, by weekends only; it may still move. */
  readonly provisional: boolean
}

/** From which instant is counted: of a day, its start. Undefined where the source does not state it. */
export function startedAt(calendar: Calendar, start: Effective | undefined): Instant | undefined {
  if (start === undefined || 'unknown' in start) return undefined
  return 'at' in start ? start.at : calendar.startOf(start.on)
}

/**
 * When a span has run out; undefined when its start is unknown.
 *
 * The starting day is not counted (Civil Code art. 201) and the whole last day is in time (2020 No. 3
 * art. 43), so n days from day D are due at the start of D+n+1. A last day that is a holiday does not
 * move (art. 203 is not used: the stricter reading). Working days are those after D. Months and years
 * end on the same day of the month, or on the last of it. Hours run from the instant; where only the
 * day is stated, from its start, which is the stricter reading.
 *
 * A paused day after the starting day counts for nothing: days and months end one day later for each,
 * working days pass over it, hours stand still for its length. A pause that begins after the last day
 * changes nothing.
 */
export function dueAt(calendar: Calendar, { start, span, excluded }: Count): Due | undefined {
  const from = startedAt(calendar, start)
  if (from === undefined) return undefined
  const first = calendar.dayOf(from)
  const pauses = pausesAfter(numberOf(first), excluded)
  switch (span.unit) {
    case 'hour':
      return { startedAt: from, ...hours(calendar, Date.parse(from) + span.n * HOUR_MS, pauses) }
    case 'workday':
      return { startedAt: from, ...workdays(calendar, { first, n: span.n }, pauses) }
    case 'day':
      return { startedAt: from, ...ending(calendar, numberOf(first) + span.n, pauses) }
    case 'month':
      return { startedAt: from, ...ending(calendar, numberOf(addMonths(first, span.n)), pauses) }
    case 'year':
      return {
        startedAt: from,
        ...ending(calendar, numberOf(addMonths(first, span.n * 12)), pauses),
      }
  }
}

/** When a promise is broken: after the agreed day, moved by pauses; undefined when the start is unknown. */
export function promisedAt(
  calendar: Calendar,
  { start, day, excluded }: Promised,
): Due | undefined {
  const from = startedAt(calendar, start)
  if (from === undefined) return undefined
  const pauses = pausesAfter(numberOf(calendar.dayOf(from)), excluded)
  return { startedAt: from, ...ending(calendar, numberOf(day), pauses) }
}

interface Pause {
  readonly from: number
  readonly to: number
}
const NO_PAUSES: readonly Pause[] = []

/** The paused days after `first`, in order, each once. */
function pausesAfter(first: number, excluded: readonly Excluded[] | undefined): readonly Pause[] {
  if (excluded === undefined || excluded.length === 0) return NO_PAUSES
  const pauses: Pause[] = []
  let reached = first
  const ordered = excluded
    .map((e) => ({ from: numberOf(e.from), to: numberOf(e.to) }))
    .sort((a, b) => a.from - b.from)
  for (const { from, to } of ordered) {
    if (to < from || to <= reached) continue
    pauses.push({ from: Math.max(from, reached + 1), to })
    reached = to
  }
  return pauses
}

type End = Omit<Due, 'startedAt'>
const startMsOf = (calendar: Calendar, n: number): number => Date.parse(calendar.startOf(dayAt(n)))

function ending(calendar: Calendar, last: number, pauses: readonly Pause[]): End {
  let day = last
  for (const { from, to } of pauses) {
    if (from > day) break
    day += to - from + 1
  }
  return { dueAt: calendar.startOf(dayAt(day + 1)), provisional: false }
}

function workdays(
  calendar: Calendar,
  { first, n }: { readonly first: Day; readonly n: number },
  pauses: readonly Pause[],
): End {
  let day = numberOf(first)
  let provisional = false
  let pause = 0
  for (let left = n; left > 0;) {
    day++
    const next = pauses[pause]
    if (next !== undefined && next.from === day) {
      day = next.to
      pause++
      continue
    }
    const { workday, covered } = calendar.isWorkday(dayAt(day))
    if (workday) left--
    if (!covered) provisional = true
  }
  return { dueAt: calendar.startOf(dayAt(day + 1)), provisional }
}

function hours(calendar: Calendar, end: number, pauses: readonly Pause[]): End {
  let ms = end
  for (const { from, to } of pauses) {
    const start = startMsOf(calendar, from)
    if (start >= ms) break
    ms += startMsOf(calendar, to + 1) - start
  }
  return { dueAt: isoInstant(ms), provisional: false }
}
