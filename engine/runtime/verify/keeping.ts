/**
 * What kept the values of a subject when an erasure was decided: worked out anew, from how each process
 * about it, or with values of it, stood then. They are few, and are followed from their first entry on.
 */
import { Keepers } from '../../core/keepers.ts'
import type { FactKey, Keeping } from '../../core/facts.ts'
import type { ProcessState } from '../../core/process.ts'
import type { Uuid } from '../../core/values.ts'
import { Claims } from './claims.ts'
import type { Claim } from './claims.ts'
import { Following } from './following.ts'
import type { Setting } from './following.ts'
import { TimelineWriter, digestOf, subjectText } from './timeline.ts'
import type { Timeline } from './timeline.ts'

type KeepingKey = Extract<FactKey, { kind: 'keeping' }>

/** Undefined where a process could not be followed. */
export async function keepingTold(
  setting: Setting,
  timeline: Timeline,
  { key, position, recordedAt }: Claim & { readonly key: KeepingKey },
): Promise<Keeping | undefined> {
  const { tables, house, editions } = setting
  const { subject, except } = key
  const holding = await tables.holding(subject, position)
  const about = new Set(editions.every.map((m) => m.id))
  const ids = new Set<Uuid>(holding.processes)
  for (const mechanism of about)
    for (const stood of timeline.about(
      digestOf(house.secret, subjectText(mechanism, subject)),
      position,
    ))
      ids.add(timeline.id(stood))
  house.stand(position)
  const calendar = house.calendarOf(undefined)
  const keepers = new Keepers({
    subject,
    except,
    at: recordedAt,
    dayOf: (instant) => calendar.dayOf(instant),
    mechanismOf: (state) => editions.of(state),
  })
  for (const id of ids) {
    const state = await stateBefore(setting, id, position)
    if (state === 'lost') return undefined
    if (state) keepers.add(state)
  }
  return { values: holding.values, ...keepers.found }
}

/** A process as the entries before a position make it; undefined where none had opened it. */
async function stateBefore(
  setting: Setting,
  id: Uuid,
  position: number,
): Promise<ProcessState | 'lost' | undefined> {
  const { tables, house, tally } = setting
  const timeline = new TimelineWriter(house.secret)
  const claims = new Claims()
  const following = new Following(
    { ...setting, claims, tally: { ...tally } },
    { id, timeline, governs: false },
  )
  try {
    for await (const page of tables.entriesOfAll([id]))
      for (const row of page)
        // What is wrong with it has been said when it was read.
        if (Number(row.position) < position) await following.take(row, () => undefined)
  } finally {
    claims.close()
  }
  return following.lost ? 'lost' : following.derived?.state
}
