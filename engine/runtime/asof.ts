/**
 * What was so at another time, on two axes: what had been recorded by then, which is a position of the trail
 * and only grows, and what was in effect then, as far as that had been recorded. Played from the entries by
 * the code that played them first.
 */
import type { CalendarOf } from '../core/calendar.ts'
import type { Standing } from '../core/coverage.ts'
import { editionsOf } from '../core/editions.ts'
import type { Editions } from '../core/editions.ts'
import type { FactKey, ProcessFact } from '../core/facts.ts'
import type { Mechanism } from '../core/mechanism.ts'
import type { ProcessState } from '../core/process.ts'
import type { Leaf } from '../core/trail.ts'
import { contextHash } from '../core/trail.ts'
import type { Instant, Uuid } from '../core/values.ts'
import { PastRecords } from './asof-records.ts'
import { stepAll } from './batch.ts'
import type { Moment, PastCount, PastState } from './engine.ts'
import { FactCache, groundOf } from './ground.ts'
import { referenceOf, referencePrefix } from './rows.ts'
import { TooBroad } from './snapshot.ts'
import type { Loaded } from './store.ts'
import type { Derived, House } from './verify/house.ts'
import { follow } from './verify/replay.ts'

/** An entry that took a process on. */
export interface PastLeaf {
  readonly position: number
  readonly leaf: Leaf
}
/** A process that may have been about something. */
export interface PastProcess {
  readonly id: Uuid
  readonly mechanism: string
  readonly chart: string
}

/** The trail of one institution, as far as questions of the past are asked of it. */
export interface Past {
  readonly institution: Uuid
  /** The entries that took processes on, none refused, up to a position; of each in their order. */
  leaves(processes: readonly Uuid[], upTo: number): Promise<ReadonlyMap<Uuid, readonly PastLeaf[]>>
  /** Those of the processes that make the records, after a position and up to another, in order. */
  governing(after: number, upTo: number): Promise<readonly PastLeaf[]>
  /** Processes as they stand, of those that no entry after a position took on. */
  unchanged(processes: readonly Uuid[], upTo: number): Promise<readonly Kept[]>
  /** All that were about a subject by a position, and maybe others; the one opened first comes first. */
  about(subject: string, upTo: number): Promise<readonly PastProcess[]>
  /** Processes of a chart that had been opened by a moment and have gone on since, or took effect later. */
  changed(
    of: Pick<PastCount, 'mechanism' | 'chart'>,
    moment: Moment,
    most: number,
  ): Promise<readonly Uuid[]>
  /** Those of the others that stand in one of the paths; `open`: and have not ended. */
  standing(of: Omit<PastCount, 'subject'>, but: But): Promise<number>
  open(of: Omit<PastCount, 'subject'>, but: But): Promise<readonly ProcessState[]>
}
/** Of a chart that were opened by a position, without some. */
export interface But {
  readonly upTo: number
  readonly without: readonly Uuid[]
}
export interface Kept {
  readonly state: ProcessState
  /** Position of the entry that left it so. */
  readonly last: number
}

export interface AsOfOptions {
  readonly mechanisms: readonly Mechanism[]
  readonly calendarOf?: CalendarOf | undefined
}

/** Stands for the entry that a strike would have; no rule decides by it. */
const NO_ENTRY = '00000000-0000-0000-0000-000000000000'
const ROUNDS = 6
/** Played between two questions to the database, so that others have their turn. */
const CHUNK = 25
/** A question that plays more processes again takes longer than anybody may wait for. */
const PLAYED_MAX = 2000
/** As many as `load_facts` reads. */
const MOST_OPEN = 100

/** One question. What it has played it does not play again. */
export class AsOf {
  readonly #past: Past
  readonly #options: AsOfOptions
  readonly #editions: Editions
  readonly #records: PastRecords
  readonly #moment: Moment
  readonly #recorded = new Map<Uuid, PastState | undefined>()
  #played = 0

  constructor(
    past: Past,
    moment: Moment,
    { records, ...options }: AsOfOptions & { readonly records?: PastRecords },
  ) {
    this.#past = past
    this.#moment = moment
    this.#options = options
    this.#editions = editionsOf(options.mechanisms)
    this.#records = records ?? new PastRecords(this.#editions, options.calendarOf)
  }

  /** The records, standing at the moment; to be read before anything is waited for. */
  async records(): Promise<House> {
    const { position } = this.#moment
    const house = await this.#records.house(this.#past, position)
    house.stand(position + 1)
    return house
  }

  /**
   * The processes at the moment, with the deadlines that had passed by then; those that had not been opened,
   * or were not in effect, are left out.
   */
  async states(
    ids: readonly Uuid[],
    { replayed = false }: { readonly replayed?: boolean } = {},
  ): Promise<ReadonlyMap<Uuid, PastState>> {
    const recorded = await this.#as(ids, replayed)
    return this.#struck([...recorded.values()])
  }

  /** Where the processes about some subjects stood, taken together by subject, mechanism and chart. */
  async standing(subjects: readonly string[]): Promise<readonly Standing[]> {
    const found: Standing[] = []
    for (const subject of new Set(subjects)) {
      const about = await this.#past.about(subject, this.#moment.position)
      const states = [...(await this.states(about.map((p) => p.id))).values()]
      found.push(
        ...standingsOf(
          subject,
          states.map((s) => s.state),
        ),
      )
    }
    return found
  }

  /** How many processes stood in one of the paths, as the entries left them. */
  async count({ subject, ...what }: PastCount): Promise<number> {
    if (subject !== undefined)
      return (await this.#about({ ...what, subject })).filter(standsIn(what.paths)).length
    const { without, states } = await this.#changed(what)
    const { position: upTo } = this.#moment
    const kept = await this.#past.standing(what, { upTo, without })
    return kept + states.filter(standsIn(what.paths)).length
  }

  /** The processes that stood in one of the paths and had not ended, as the entries left them. */
  async open(what: Omit<PastCount, 'subject'>): Promise<readonly ProcessState[]> {
    const { without, states } = await this.#changed(what)
    const kept = await this.#past.open(what, { upTo: this.#moment.position, without })
    const changed = states.filter(standsIn(what.paths)).map(({ state }) => state)
    return [...kept, ...changed.filter(({ final }) => !final)]
  }

  /** The processes of a chart that are not what they were then. */
  async #changed(what: Pick<PastCount, 'mechanism' | 'chart'>) {
    const without = await this.#past.changed(what, this.#moment, PLAYED_MAX + 1)
    return { without, states: [...(await this.#as(without)).values()] }
  }

  /** As the entries left them; what was due meanwhile and not recorded has not struck. */
  async #as(ids: readonly Uuid[], replayed = false): Promise<ReadonlyMap<Uuid, PastState>> {
    const { position, effective } = this.#moment
    const unknown = [...new Set(ids)].filter((id) => !this.#recorded.has(id))
    if (!replayed)
      for (let i = 0; i < unknown.length; i += CHUNK)
        for (const { state, last } of await this.#past.unchanged(
          unknown.slice(i, i + CHUNK),
          position,
        ))
          if (state.lastEffectiveAt <= effective)
            this.#recorded.set(state.id, { state, last, follows: true, struck: 0 })
    const rest = unknown.filter((id) => !this.#recorded.has(id))
    this.#played += rest.length
    if (this.#played > PLAYED_MAX)
      throw new TooBroad(`more than ${String(PLAYED_MAX)} processes have gone on since then`)
    for (let i = 0; i < rest.length; i += CHUNK) await this.#replay(rest.slice(i, i + CHUNK))
    const found = ids.flatMap((id) => this.#recorded.get(id) ?? [])
    return new Map(found.map((one) => [one.state.id, one]))
  }

  async #replay(ids: readonly Uuid[]): Promise<void> {
    const { position } = this.#moment
    const leaves = await this.#past.leaves(ids, position)
    const house = await this.records()
    for (const id of ids) this.#recorded.set(id, this.#follow(house, leaves.get(id) ?? []))
  }

  /** Plays the entries of one process in their order, as far as they were in effect. */
  #follow(house: House, leaves: readonly PastLeaf[]): PastState | undefined {
    const { effective } = this.#moment
    let derived: Derived | undefined
    let found: PastState | undefined
    for (const { position, leaf } of leaves) {
      house.stand(position)
      const after = follow({ house, editions: this.#editions, derived }, leaf)
      if (!after) return found && { ...found, follows: false }
      // Nothing takes effect before what the process last knew, so what is in effect comes first.
      if (after.state.lastEffectiveAt > effective) return found
      const opened = derived?.opened ?? position
      const year = house.calendarOf(leaf).dayOf(leaf.recordedAt).slice(0, 4)
      const reference =
        derived?.state.reference ??
        referenceOf(referencePrefix(after.state.mechanism, year), opened)
      derived = { state: { ...after.state, reference }, opened, foreign: after.foreign }
      const sound = leaf.context?.to === contextHash(after.state.context)
      const follows = sound && (found?.follows ?? true)
      found = { state: derived.state, last: position, follows, struck: 0 }
    }
    return found
  }

  /** What was due by the moment has struck, as whoever looked then saw it. */
  async #struck(recorded: readonly PastState[]): Promise<ReadonlyMap<Uuid, PastState>> {
    if (recorded.length === 0) return new Map()
    const facts = new FactCache()
    const ground = groundOf(
      { institution: this.#past.institution, facts, ...this.#grounds() },
      await this.#loaded(),
    )
    const before = recorded.map(({ state }) => state)
    const groups = before.map(({ id }) => ({ id: NO_ENTRY, members: [], passing: [id] }))
    for (let round = 0; round < ROUNDS; round++) {
      const { after, played } = stepAll({ ground, stuck: () => undefined }, before, groups)
      const keys = facts.takeMissing()
      if (keys.length > 0) {
        facts.set(keys, await this.#facts(keys))
        continue
      }
      const strikes = new Map(played.map(({ group, lines }) => [group.passing[0], lines.length]))
      return new Map(
        recorded.map((one) => {
          const { id } = one.state
          return [id, { ...one, state: after.get(id) ?? one.state, struck: strikes.get(id) ?? 0 }]
        }),
      )
    }
    throw new Error(`facts depend on facts more than ${String(ROUNDS)} deep`)
  }

  #grounds = () => ({ mechanisms: this.#options.mechanisms, calendarOf: this.#options.calendarOf })

  /** Until when it is played: nothing is in effect before it is recorded. */
  get #now(): Instant {
    const { effective, until } = this.#moment
    return effective < until ? effective : until
  }

  async #loaded(): Promise<Loaded> {
    const { position } = this.#moment
    const now = this.#now
    const { records } = await this.records()
    return {
      now,
      position,
      zone: records.zone ?? null,
      processes: [],
      requests: [],
      seats: [],
      policies: records.policiesAt(now),
    }
  }

  /** Values of facts as they had been recorded by the moment, in the order of the keys. */
  async #facts(keys: readonly FactKey[]): Promise<readonly unknown[]> {
    const values: unknown[] = []
    for (const key of keys) values.push(await this.#fact(key))
    return values
  }

  async #fact(key: FactKey): Promise<unknown> {
    switch (key.kind) {
      case 'process':
        return factOf((await this.#as([key.process])).get(key.process))
      case 'latest':
        return factOf((await this.#about(key)).at(-1))
      case 'latestEach': {
        const each: (ProcessFact | null)[] = []
        for (const subject of key.subjects)
          each.push(factOf((await this.#about({ ...key, subject })).at(-1)))
        return each
      }
      case 'open':
        return (await this.#about(key))
          .filter(({ state }) => !state.final)
          .slice(0, MOST_OPEN)
          .map(({ state: { id, version, paths } }) => ({ id, version, paths }))
      case 'count':
        return (await this.#about(key)).filter(standsIn(key.paths)).length
      default:
        return (await this.records()).fact(key, this.#now)
    }
  }

  /** Processes of a mechanism that were about a subject, the one opened last comes last. */
  async #about(key: {
    readonly mechanism: string
    readonly chart?: string
    readonly subject: string
  }): Promise<readonly PastState[]> {
    const found = await this.#past.about(key.subject, this.#moment.position)
    const ids = found
      .filter((p) => p.mechanism === key.mechanism)
      .filter((p) => key.chart === undefined || p.chart === key.chart)
      .map((p) => p.id)
    const states = await this.#as(ids)
    return ids
      .flatMap((id) => states.get(id) ?? [])
      .filter(({ state }) => (state.subjects as readonly string[]).includes(key.subject))
  }
}

const standsIn =
  (paths: readonly string[]) =>
  ({ state }: PastState): boolean =>
    state.paths.some((path) => paths.includes(path))

function factOf(found: PastState | undefined): ProcessFact | null {
  if (!found) return null
  const { id, version, paths, final, context } = found.state
  return { id, version, paths, final, context }
}

interface Breaching {
  readonly work?: { readonly breaches?: readonly { readonly explained?: boolean }[] }
}
/** A process with a breach that nobody has explained is late while it has not ended. */
const isLate = ({ final, context }: ProcessState): boolean =>
  !final &&
  ((context as Breaching).work?.breaches?.some(({ explained }) => explained === false) ?? false)

/** As `standing_of` takes rows together. */
function standingsOf(subject: string, states: readonly ProcessState[]): Standing[] {
  const about = states.filter((s) => (s.subjects as readonly string[]).includes(subject))
  const charts = grouped(about)
  return [...charts.values()].flatMap((all): Standing[] => {
    const [first] = all
    if (!first) return []
    const { mechanism, chart } = first
    const paths = (of: readonly ProcessState[]) => [...new Set(of.flatMap((s) => s.paths))]
    const open = all.filter((s) => !s.final)
    const late = all.some(isLate)
    return [{ subject, mechanism, chart, paths: paths(all), openPaths: paths(open), late }]
  })
}
function grouped(states: readonly ProcessState[]): Map<string, ProcessState[]> {
  const found = new Map<string, ProcessState[]>()
  for (const state of states) {
    const key = `${state.mechanism} ${state.chart}`
    found.set(key, [...(found.get(key) ?? []), state])
  }
  return found
}
