/**
 * One process followed by its own entries, each taken at its word for what it rests on: the seat of who
 * acted, the facts and the house policy. What is left is whether the entry follows from those before it
 * in its process: by the same code that judged it, and that `verify` plays it again with. Pure.
 */
import { DUTIES } from '../../../policies/ability.ts'
import type { Body } from '../../../policies/duty.ts'
import { calendarOf as calendarOfRelease } from '../../core/calendar.ts'
import type { Calendar, CalendarOf } from '../../core/calendar.ts'
import { editionsOf } from '../../core/editions.ts'
import type { Editions, Under } from '../../core/editions.ts'
import type { FactKey } from '../../core/facts.ts'
import { HOUSE_EVENTS } from '../../core/house-events.ts'
import { dutiesOf } from '../../core/load.ts'
import type { EventRule, Mechanism } from '../../core/mechanism.ts'
import type { EventScene } from '../../core/ocel.ts'
import type { ProcessState } from '../../core/process.ts'
import { canonical } from '../../core/trail.ts'
import type { Leaf } from '../../core/trail.ts'
import type { Uuid } from '../../core/values.ts'
import { FIRST_ZONE } from '../ground.ts'
import { referenceOf, referencePrefix } from '../rows.ts'
import { said, same, unlike } from '../verify/difference.ts'
import type { Said } from '../verify/difference.ts'
import { recordedPolicies } from '../verify/ground.ts'
import { House, UNTOLD } from '../verify/house.ts'
import { Records } from '../verify/records.ts'
import { examine, replay } from '../verify/replay.ts'

/** How far a process has been followed. */
export interface Followed {
  readonly state: ProcessState | undefined
  /** Position of its opening entry. */
  readonly opened: number
  /** Clocks whose timer was counted by another calendar than the one that runs now. */
  readonly foreign: readonly string[]
  /** Something before did not follow, and was named: nothing is said of what comes after. */
  readonly lost: boolean
}
export const NOTHING_FOLLOWED: Followed = {
  state: undefined,
  opened: 0,
  foreign: [],
  lost: false,
}

export interface FollowOptions {
  readonly institution: Uuid
  readonly zone: string
  /** Every edition under which a process may stand. */
  readonly mechanisms: readonly Mechanism[]
  readonly calendarOf?: CalendarOf | undefined
}

/** Bodies that read every process. */
const READERS: readonly Body[] = DUTIES.filter(
  (d) => d.verb === 'read' && d.scope === 'institution' && d.mechanism === undefined,
).map((d) => d.body)

/** The records as one entry says that they were. */
class Told extends Records {
  #leaf: Leaf | undefined
  #reader: Body | undefined

  /** The entry that is played next, and the event that it records. */
  tell(leaf: Leaf, event: EventRule | undefined): void {
    this.#leaf = leaf
    const doers = [
      leaf.actor.body,
      'consumerProtection',
      ...(event ? dutiesOf(event) : []).map((d) => d.body),
    ]
    this.#reader = READERS.find((body) => !doers.includes(body))
  }

  /**
   * The seat by which he acted. By which other seat he could read the process is not recorded: it is
   * taken for granted, by a body that may do nothing else here.
   */
  override seatsOf(person: Uuid) {
    const { seat, body, unit, person: asker } = this.#leaf?.actor ?? {}
    if (asker !== person || seat === undefined || body === undefined) return []
    return [
      { id: seat, person, body, ...(unit === undefined ? {} : { unit }) },
      ...(this.#reader ? [{ id: READS, person, body: this.#reader }] : []),
    ]
  }
  override policiesAt(): Readonly<Record<string, number>> {
    return this.#leaf ? recordedPolicies(this.#leaf) : {}
  }
}

const READS = '00000000-0000-0000-0000-000000000000'

/** A house of which nothing is known but the entry at hand. */
class AtItsWord extends House {
  override readonly records = new Told()
  readonly #zone: string
  readonly #calendars: CalendarOf
  /** The group that founded the institution. */
  founding: Uuid | undefined
  constructor({ institution, zone, calendarOf = calendarOfRelease }: FollowOptions) {
    // Nothing is held against other processes here, so nothing is hashed under a secret.
    super(institution, '', calendarOf)
    this.#zone = zone
    this.#calendars = calendarOf
  }
  override get recordsLost(): boolean {
    return true
  }
  /** The group that founds has no zone of its own yet. */
  override calendarOf(leaf: Leaf | undefined): Calendar {
    const founds = leaf?.group !== undefined && leaf.group.id === this.founding
    return this.#calendars(founds ? FIRST_ZONE : this.#zone)
  }
  override fact(_key: FactKey): unknown {
    return UNTOLD
  }
}

export class Follower {
  readonly #house: AtItsWord
  readonly #editions: Editions

  constructor(options: FollowOptions) {
    this.#house = new AtItsWord(options)
    this.#editions = editionsOf(options.mechanisms)
  }

  /** The edition under which a process stands; undefined where it is not kept. */
  edition(under: Under): Mechanism | undefined {
    return this.#editions.of(under)
  }
  /** The editions that an entry names; what was asked of no process is asked of the newest. */
  editionsOf({ process, was, mechanism: asked }: Leaf): Pick<EventScene, 'mechanism' | 'was'> {
    if (!process) return { mechanism: this.#editions.newestOf(asked ?? '') }
    return {
      mechanism: this.edition(process),
      ...(was ? { was: this.edition({ ...process, ...was }) } : {}),
    }
  }

  /** The process after one more of its entries, and in what that entry does not follow. */
  after(
    before: Followed,
    { leaf, position }: { readonly leaf: Leaf; readonly position: number },
  ): { readonly followed: Followed; readonly problems: readonly Said[] } {
    const { process } = leaf
    if (!process || before.lost) return { followed: before, problems: [] }
    if (leaf.refusal) return { followed: before, problems: refusedProblems(before, leaf) }
    const missing = gap(before, process)
    if (missing) return { followed: { ...before, lost: true }, problems: [missing] }
    const house = this.#house
    const mechanism = this.edition(process)
    house.records.tell(leaf, mechanism?.events[leaf.event.type] ?? HOUSE_EVENTS[leaf.event.type])
    if (leaf.event.type === 'found') house.founding = leaf.group?.id
    const { state, opened, foreign } = before
    const derived = state && { state, opened, foreign: new Set(foreign) }
    const stage = { house, editions: this.#editions, derived }
    const { problems, after } =
      replay(stage, leaf, canonical(leaf)) ?? examine(stage, { ...leaf, process })
    if (!after) return { followed: { ...before, lost: true }, problems }
    const year = house.calendarOf(leaf).dayOf(leaf.recordedAt).slice(0, 4)
    const at = state ? opened : position
    const reference =
      state?.reference ?? referenceOf(referencePrefix(process.mechanism, year), position)
    return {
      problems,
      followed: {
        state: { ...after.state, reference },
        opened: at,
        foreign: [...after.foreign].sort(),
        lost: false,
      },
    }
  }
}

/** Versions rise by one: whatever is left out, or stands twice, is seen by that. */
function gap({ state }: Followed, process: NonNullable<Leaf['process']>): Said | undefined {
  const expected = (state?.version ?? 0) + 1
  if (process.version === expected) return undefined
  return process.version > expected
    ? unlike(
        [
          `该流程第${String(expected)}版起的条目缺失`,
          `Entries of the process are missing, from version ${String(expected)} on`,
        ],
        expected,
        process.version,
      )
    : unlike(
        ['该流程此前已有这一版本', 'The process had this version before'],
        expected,
        process.version,
      )
}

/** A refused attempt was made on the process as it stood. */
function refusedProblems({ state }: Followed, { process, from, group }: Leaf): readonly Said[] {
  // A later member of a group was judged on what the members before it would have made of the process.
  if (!process || (group?.index ?? 0) > 0) return []
  if (!state)
    return [
      said(
        '被拒绝的事项所指流程从未开启',
        'The refused attempt names a process that was never opened',
      ),
    ]
  const { id, mechanism, chart, edition, hash, revision, version, value } = state
  const expected = { id, mechanism, chart, edition, hash, revision, version }
  return [
    ...(same(expected, process)
      ? []
      : [
          unlike(
            ['流程的版本或身份不符', 'The version or identity of the process is not what follows'],
            expected,
            process,
          ),
        ]),
    ...(same(value, from)
      ? []
      : [
          unlike(
            ['起始状态不符', 'The state before is not the one the process was in'],
            value,
            from,
          ),
        ]),
  ]
}

/** How a process stood, as a log carries it where the process began before it. */
export const givenOf = ({ state, opened, foreign, lost }: Followed): string =>
  canonical({ state, opened, foreign, lost })

/** Undefined where it is none: only that it may be followed from is asked of it. */
export function parseGiven(text: string): Followed | undefined {
  try {
    const found = JSON.parse(text) as Partial<Followed> | null
    const { state, opened, foreign, lost } = found ?? {}
    const sound =
      Number.isSafeInteger(opened) &&
      Array.isArray(foreign) &&
      typeof lost === 'boolean' &&
      (state === undefined ||
        (typeof state.version === 'number' &&
          Array.isArray(state.timers) &&
          Array.isArray(state.subjects) &&
          typeof state.context === 'object'))
    return sound ? (found as Followed) : undefined
  } catch {
    return undefined
  }
}
