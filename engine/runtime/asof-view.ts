/** Questions of the past as the doors ask them. */
import type { Body } from '../../policies/duty.ts'
import { editionsOf } from '../core/editions.ts'
import type { Day, Instant, Uuid } from '../core/values.ts'
import { AsOf } from './asof.ts'
import type { AsOfOptions } from './asof.ts'
import { momentOf, pastOf } from './asof-past.ts'
import type { PastOptions } from './asof-past.ts'
import { PastRecords } from './asof-records.ts'
import type { AsOfView, MomentAsk, PastSeat } from './engine.ts'
import type { Row } from './verify/records.ts'

export interface PastsOptions extends PastOptions, AsOfOptions {
  readonly now: () => Instant
}

/** Answers them all; what it has derived of the records is kept from one to the next. */
export function pastsOf(
  options: PastsOptions,
): (institution: Uuid, ask: MomentAsk) => Promise<AsOfView> {
  const { pool, mechanisms, calendarOf } = options
  const records = new PastRecords(editionsOf(mechanisms), calendarOf)
  return async (institution, asked) => {
    const moment = await momentOf(pool, institution, { asked, now: options.now() })
    if (asked.position !== undefined && asked.position > moment.position)
      throw new RangeError(`the trail has ${String(moment.position)} entries`)
    const past = pastOf(options, institution)
    const asOf = new AsOf(past, moment, { mechanisms, calendarOf, records })
    return {
      moment,
      states: (processes, how) => asOf.states(processes, how),
      about: async (subject) => {
        const found = (await past.about(subject, moment.position)).map(({ id }) => id)
        const states = await asOf.states(found)
        const about = (id: Uuid) =>
          (states.get(id)?.state.subjects as readonly string[] | undefined)?.includes(subject)
        return found.filter(about)
      },
      standing: (subjects) => asOf.standing(subjects),
      count: (what) => asOf.count(what),
      open: (what) => asOf.open(what),
      seats: async () => {
        const house = await asOf.records()
        const on = house.calendarOf(undefined).dayOf(moment.effective)
        return [...house.records.table('seat').values()]
          .filter((row) => inForce(row, on))
          .map(seatOf)
      },
      subjectName: async (key) => {
        const row = (await asOf.records()).records.get('subject', key)
        return row === undefined ? undefined : String(row['name'])
      },
    }
  }
}

const present = (value: unknown): boolean => value !== undefined && value !== null
const inForce = (row: Row, on: Day): boolean =>
  String(row['from_on']) <= on && (!present(row['to_on']) || String(row['to_on']) > on)

const seatOf = (row: Row): PastSeat => ({
  id: String(row['id']),
  person: String(row['person']),
  body: row['body'] as Body,
  from: row['from_on'] as Day,
  ...(present(row['unit']) ? { unit: String(row['unit']) } : {}),
  ...(present(row['role']) ? { role: String(row['role']) } : {}),
  ...(present(row['to_on']) ? { to: row['to_on'] as Day } : {}),
})
