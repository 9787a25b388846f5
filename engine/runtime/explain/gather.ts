/**
 * What an entry is explained from: the entries of its process before it, and those that changed the seats
 * of whoever asked. Read in one snapshot, in pages; nothing that was recorded later is looked at.
 */
import type { Pool } from 'pg'
import type { CalendarOf } from '../../core/calendar.ts'
import { editionsOf } from '../../core/editions.ts'
import type { Explanation } from '../../core/explanation.ts'
import type { Mechanism } from '../../core/mechanism.ts'
import type { Leaf } from '../../core/trail.ts'
import type { Uuid } from '../../core/values.ts'
import { Follower, NOTHING_FOLLOWED } from '../export/follow.ts'
import type { Followed } from '../export/follow.ts'
import { FIRST_ZONE } from '../ground.ts'
import { inSnapshot, TooBroad } from '../snapshot.ts'
import type { Ask } from '../snapshot.ts'
import { explainEntry } from './explain.ts'
import type { PastEntry } from './past.ts'

const PAGE = 500
/** A process is followed from its beginning; a longer one takes longer than anybody may wait for. */
const ENTRIES_MAX = 20_000

export interface ExplainOptions {
  readonly pool: Pool
  readonly mechanisms: readonly Mechanism[]
  readonly calendarOf?: CalendarOf | undefined
}

interface Row {
  readonly position: string
  readonly leaf: string
}
const entryOf = ({ position, leaf }: Row): PastEntry => ({
  position: Number(position),
  leaf: JSON.parse(leaf) as Leaf,
})

/**
 * Explains one entry; undefined where there is none of that id. Whoever is told must be one who may read
 * the entry. Rejects with TooBroad for one that stands behind too many others of its process.
 */
export const explainFrom = (
  { pool, mechanisms, calendarOf }: ExplainOptions,
  institution: Uuid,
  id: Uuid,
): Promise<Explanation | undefined> =>
  inSnapshot(pool, institution, async (ask) => {
    const [row] = await ask<Row>(
      'select position, leaf from entry where institution = $1 and id = $2',
      [institution, id],
    )
    if (!row) return undefined
    const entry = entryOf(row)
    const [house] = await ask<{ zone: string }>(
      'select zone from institution where institution = $1',
      [institution],
    )
    const editions = editionsOf(mechanisms)
    const zone = house?.zone ?? FIRST_ZONE
    const about = { institution, zone, mechanisms, calendarOf, editions }
    const governing = mechanisms.filter((m) => m.projects !== undefined).map((m) => m.id)
    const follower = new Follower(about)
    const followed = await followedTo(entry, (after) => historyOf(ask, entry, after), follower)
    const seats = await seatsBefore(ask, entry, governing)
    return explainEntry(about, { entry, seats, ...followed })
  })

async function followedTo(
  { leaf }: PastEntry,
  pageAfter: (position: number) => Promise<readonly PastEntry[]>,
  follower: Follower,
): Promise<{ readonly before: Followed; readonly founding: Uuid | undefined }> {
  let before = NOTHING_FOLLOWED
  let founding = leaf.event.type === FOUND ? leaf.group?.id : undefined
  for (let [after, n] = [0, 0]; leaf.process;) {
    const page = await pageAfter(after)
    for (const entry of page) {
      if (entry.leaf.event.type === FOUND) founding = entry.leaf.group?.id
      before = follower.after(before, entry).followed
    }
    n += page.length
    if (n > ENTRIES_MAX)
      throw new TooBroad(`it stands behind more than ${String(ENTRIES_MAX)} of its process`)
    after = page.at(-1)?.position ?? after
    if (page.length < PAGE) break
  }
  return { before, founding }
}
const FOUND = 'found'

const historyOf = async (
  ask: Ask,
  { leaf, position }: PastEntry,
  after: number,
): Promise<readonly PastEntry[]> => {
  const rows = await ask<Row>(
    `select position, leaf from entry where institution = $1 and process = $2 and position > $3
        and position < $4 and refusal is null order by position limit $5`,
    [leaf.institution, leaf.process?.id, after, position, PAGE],
  )
  return rows.map(entryOf)
}

/** Entries of the registers by which whoever asked was judged: the seats, and who supervises. */
async function seatsBefore(
  ask: Ask,
  { leaf, position }: PastEntry,
  governing: readonly string[],
): Promise<readonly PastEntry[]> {
  const { person, onBehalfOf } = leaf.actor
  if (person === undefined) return []
  const rows = await ask<Row>(
    `select e.position, e.leaf from process p
        join entry e on e.institution = p.institution and e.process = p.id
      where p.institution = $1 and p.mechanism = any ($2) and e.position < $3 and e.refusal is null
        and e.touches && $4 order by e.position`,
    [leaf.institution, governing, position, tokensOf(person, onBehalfOf)],
  )
  return rows.map(entryOf)
}

/** What an entry touches that changes seats, delegations to a person, or how the institution is supervised. */
const tokensOf = (person: Uuid, onBehalfOf: Uuid | undefined): readonly string[] => [
  `seat:${person}`,
  `delegation:${person}`,
  ...(onBehalfOf === undefined ? [] : [`seat:${onBehalfOf}`]),
  'supervision',
]
