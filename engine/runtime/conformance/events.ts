/** The events of a log, read in order: what each must be, and what all of them make of the objects. */
import type { CalendarOf } from '../../core/calendar.ts'
import { GrowingRoot } from '../../core/growing-root.ts'
import type { Mechanism } from '../../core/mechanism.ts'
import { Declarations, ProcessTrack, namedObject, relatedOf } from '../../core/ocel-objects.ts'
import { MENTIONED, eventOf } from '../../core/ocel.ts'
import type { KeptEntry, OcelEvent } from '../../core/ocel.ts'
import { leafHash, sha256 } from '../../core/trail.ts'
import type { Leaf } from '../../core/trail.ts'
import type { Instant, Uuid } from '../../core/values.ts'
import { isWithheld } from '../../core/withheld.ts'
import { Follower, NOTHING_FOLLOWED, parseGiven } from '../export/follow.ts'
import type { Followed } from '../export/follow.ts'
import type { LogHead } from '../export/ocel-log.ts'
import { said, unlike } from '../verify/difference.ts'
import type { Said } from '../verify/difference.ts'
import { leafOf } from '../verify/form.ts'
import type { Deviation } from './deviation.ts'
import { asEvent, parsed, unlikeMembers } from './shape.ts'

export interface ConformanceOptions {
  /** Every edition under which a process may stand. */
  readonly mechanisms: readonly Mechanism[]
  readonly calendarOf?: CalendarOf
}

/** A process as its events in the log make it. */
export interface Process {
  followed: Followed
  readonly track: ProcessTrack
  /** Digest over the attributes that were derived, in order. */
  history: string
  last: Uuid
}

type Place = Pick<Deviation, 'position' | 'entry' | 'process'>

export class Events {
  readonly #head: LogHead
  readonly #follower: Follower
  readonly #tree = new GrowingRoot()
  readonly #objectTypes = new Declarations()
  readonly processes = new Map<Uuid, Process>()
  /** Objects that the events name, by id; with their types. */
  readonly names = new Map<string, string>()
  readonly types = new Declarations()
  #position: number
  /** Id of the last event. */
  last: Uuid | undefined
  count = 0

  constructor(head: LogHead, options: ConformanceOptions) {
    this.#head = head
    this.#position = head.from - 1
    this.#follower = new Follower({
      institution: head.institution,
      zone: head.zone,
      mechanisms: options.mechanisms,
      calendarOf: options.calendarOf,
    })
  }

  /** Hex; undefined where the log is not the whole trail from its first entry on. */
  get root(): string | undefined {
    const { whole, from } = this.#head
    return whole && from === 1 ? Buffer.from(this.#tree.root).toString('hex') : undefined
  }

  /** Types of the objects, when all events are read. */
  get objectTypes(): Declarations {
    for (const [id, type] of this.names)
      if (!this.processes.has(id)) this.#objectTypes.add(type, namedObject({ id, type }).attributes)
    return this.#objectTypes
  }

  /** What is missing behind the last event. */
  *missing(): Generator<Deviation> {
    if (!this.#head.whole || this.#position >= this.#head.to) return
    const [from, to] = [String(this.#position + 1), String(this.#head.to)]
    yield {
      ...said(`序位${from}至${to}的事件缺失`, `Events are missing from position ${from} to ${to}`),
      position: this.#position + 1,
    }
  }

  *read(text: string, index: number): Generator<Deviation> {
    this.count++
    const event = asEvent(parsed(text))
    if (!event) {
      yield said(
        `第${String(index + 1)}个事件不具有OCEL 2.0的形式`,
        `Event ${String(index + 1)} has not the form of OCEL 2.0`,
      )
      return
    }
    const named = new Map(event.attributes.map(({ name, value }) => [name, value]))
    const leafText = named.get('leaf') ?? ''
    const { leaf, problems } = leafOf(leafText)
    const place: Place = {
      entry: event.id,
      ...(leaf?.process ? { process: leaf.process.id } : {}),
      ...(/^[1-9]\d{0,15}$/.test(named.get('position') ?? '')
        ? { position: Number(named.get('position')) }
        : {}),
    }
    for (const problem of problems) yield { ...problem, ...place }
    for (const problem of this.#placeProblems(event, named, leaf)) yield { ...problem, ...place }
    const hash = named.get('leafHash') ?? ''
    // Of a leaf that is withheld in part only the hash is there.
    const own = leaf && isWithheld(leaf) ? hash : leafHash(leafText)
    if (own !== hash) yield { ...unlike(HASH, own, hash), ...place }
    this.#tree.add(Buffer.from(own, 'hex'))
    const entry: KeptEntry = {
      id: event.id,
      position: place.position ?? 0,
      text: leafText,
      hash: own,
      loggedAt: event.time as Instant,
      leaf,
    }
    for (const problem of this.#follow(event, entry, named.get('given')))
      yield { ...problem, ...place }
    this.last = event.id
    if (place.position !== undefined && place.position > this.#position)
      this.#position = place.position
  }

  /** Where it stands in the log, and whether the log may hold it. */
  *#placeProblems(
    { id }: OcelEvent,
    named: ReadonlyMap<string, string>,
    leaf: Leaf | undefined,
  ): Generator<Said> {
    const position = Number(named.get('position'))
    const { from, to, whole, institution, mechanisms, processes } = this.#head
    if (!(position > this.#position))
      yield unlike(
        ['事件不按序位排列', 'The events do not stand in the order of their positions'],
        `> ${String(this.#position)}`,
        named.get('position'),
      )
    else if (whole && position !== this.#position + 1)
      yield said(
        `序位${String(this.#position + 1)}至${String(position - 1)}的事件缺失`,
        `Events are missing from position ${String(this.#position + 1)} to ${String(position - 1)}`,
      )
    if (position < from || position > to)
      yield unlike(
        ['序位在导出范围之外', 'The position lies outside what was exported'],
        `${String(from)} to ${String(to)}`,
        position,
      )
    if (named.get('previous') !== this.last)
      yield unlike(
        [
          '前一事件不符：有事件缺失、插入或移位',
          'The event before is another: one is missing, was put in or moved',
        ],
        named.get('previous'),
        this.last,
      )
    if (!leaf) return
    if (leaf.id !== id) yield unlike(['编号不符', 'The id is not that of the leaf'], leaf.id, id)
    if (leaf.institution !== institution)
      yield unlike(
        ['叶属于另一机构', 'The leaf belongs to another institution'],
        institution,
        leaf.institution,
      )
    const mechanism = leaf.process?.mechanism ?? leaf.mechanism ?? ''
    const inside =
      (mechanisms.length === 0 || mechanisms.includes(mechanism)) &&
      (processes.length === 0 || processes.includes(leaf.process?.id ?? ''))
    if (!inside)
      yield said('事件不属于所导出的机制或流程', 'The filter of the log leaves this event out')
  }

  /** Plays it again, and holds the event against what comes out. */
  *#follow(event: OcelEvent, entry: KeptEntry, given: string | undefined): Generator<Said> {
    const { leaf, position } = entry
    const known = leaf?.process && this.processes.get(leaf.process.id)
    let before = known?.followed ?? NOTHING_FOLLOWED
    if (leaf?.process && !known && given !== undefined) {
      const from = parseGiven(given)
      if (from) before = from
      else yield said('导出前的状态无法读取', 'How the process stood before the log cannot be read')
    }
    if (known && given !== undefined)
      yield said('流程在此之前已有事件', 'The process has an event in the log before this one')
    const { followed, problems } = leaf
      ? this.#safely(before, { leaf, position })
      : { followed: before, problems: [] }
    yield* problems
    const rendered = eventOf(entry, {
      mechanism: undefined,
      ...(leaf ? this.#follower.editionsOf(leaf) : {}),
      state: followed.state,
      previous: this.last,
      given: known ? undefined : given,
    })
    // The position was held against its neighbours, and the event before it as well.
    for (const one of unlikeMembers(rendered.event, event))
      if (!PLACED.has(one.member))
        yield unlike(
          [`“${one.member}”与叶不符`, `${one.member} is not what follows from the leaf`],
          one.expected,
          one.found,
        )
    this.types.add(rendered.event.type, rendered.attributes)
    for (const { id, type } of [...rendered.objects, ...relatedOf(followed.state)])
      if (!this.names.has(id) || type !== MENTIONED) this.names.set(id, type)
    if (leaf?.process) this.#track(leaf, { before, followed, known })
  }

  #safely(before: Followed, at: { readonly leaf: Leaf; readonly position: number }) {
    try {
      return this.#follower.after(before, at)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      return {
        followed: { ...before, lost: true },
        problems: [
          unlike(
            ['该事件无法重演', 'The event cannot be played again'],
            'an event of this engine',
            why,
          ),
        ],
      }
    }
  }

  #track(
    leaf: Leaf,
    {
      before,
      followed,
      known,
    }: { before: Followed; followed: Followed; known: Process | undefined },
  ): void {
    const { process } = leaf
    if (!process) return
    const own: Process = known ?? {
      followed: before,
      track: new ProcessTrack(process.id, process),
      history: '',
      last: leaf.id,
    }
    const add = (state: Followed['state'], time: string) => {
      if (!state) return
      const changes = own.track.changes(state, this.#follower.edition(state), time)
      for (const { name, value } of changes)
        own.history = sha256(`${own.history}${JSON.stringify([name, value, time])}`)
      this.#objectTypes.add(own.track.name.type, changes)
    }
    if (!known) add(before.state, before.state?.lastEffectiveAt ?? '')
    add(followed.state, leaf.recordedAt)
    this.#objectTypes.add(own.track.name.type, [])
    own.followed = followed
    own.last = leaf.id
    this.processes.set(process.id, own)
  }
}

const HASH = ['叶的哈希不符', 'The hash is not that of the leaf'] as const
const PLACED: ReadonlySet<string> = new Set(['id', 'position', 'previous', 'leafHash'])
