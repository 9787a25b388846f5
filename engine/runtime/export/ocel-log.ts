/**
 * A range of the trail as OCEL 2.0 JSON, one event or object a line, written as it is read: first what
 * the log is, the events, the objects, then the types that were met, and how many there were. What stands
 * under `xiaobao` and `xiaobaoEnd` is ours: the schema leaves other members free, and `xiaobao conformance`
 * holds the log against them.
 */
import { Declarations, ProcessTrack, namedObject, relatedOf } from '../../core/ocel-objects.ts'
import { MENTIONED, eventOf } from '../../core/ocel.ts'
import type { KeptEntry, ObjectName, OcelObject, Rendered } from '../../core/ocel.ts'
import { GrowingRoot } from '../../core/growing-root.ts'
import type { Uuid } from '../../core/values.ts'
import type { ExportAsk } from './ask.ts'
import { Distinct } from './distinct.ts'
import { NOTHING_FOLLOWED, givenOf } from './follow.ts'
import type { Followed, Follower } from './follow.ts'
import type { EntrySource } from './source.ts'
import { States } from './states.ts'

export interface Exporting {
  readonly institution: Uuid
  /** IANA name, by which its days are counted. */
  readonly zone: string
  /** The process of audit that records this export. */
  readonly process: Uuid
  readonly ask: ExportAsk
  readonly source: EntrySource
  readonly follower: Follower
  /** Whether the asker may read every entry of the range. */
  readonly everything: boolean
  /** For tests: how many processes and names are held in memory. */
  readonly remembered?: number
}
export interface Counts {
  readonly events: number
  readonly objects: number
}

/** What a log says of itself at its beginning. */
export interface LogHead {
  readonly form: 1
  readonly institution: Uuid
  readonly zone: string
  readonly export: Uuid
  readonly from: number
  readonly to: number
  readonly since?: string
  readonly until?: string
  readonly mechanisms: readonly string[]
  readonly processes: readonly string[]
  /** Nothing of the range was left out. */
  readonly whole: boolean
}
/** And at its end. */
export interface LogEnd {
  readonly events: number
  readonly objects: number
  /** Id of the last event. */
  readonly last?: string
  /** Root of the tree of RFC 6962 over the trail, where the log is the trail from its first entry on. */
  readonly root?: string
}

const headOf = ({ institution, zone, process, ask, everything }: Exporting): LogHead => {
  const { from, to, since, until, mechanisms, processes } = ask
  return {
    form: 1,
    institution,
    zone,
    export: process,
    from,
    to,
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    mechanisms,
    processes,
    whole: everything && mechanisms.length === 0 && processes.length === 0,
  }
}

/** Objects that are made at once: their processes are read by one question. */
const BATCH = 50

/** The log in parts of some kilobytes; ends with what it holds. */
export async function* ocelLog(exporting: Exporting): AsyncGenerator<string, Counts> {
  const names = new Distinct(exporting.remembered)
  try {
    const head = headOf(exporting)
    yield `{"xiaobao":${JSON.stringify(head)},\n"events":[`
    const events = new Events(exporting, names)
    yield* lines(events.all())
    yield '],\n"objects":['
    const objects = new Objects(exporting, names)
    yield* lines(objects.all())
    const end: LogEnd = {
      events: events.count,
      objects: objects.count,
      ...(events.last === undefined ? {} : { last: events.last }),
      ...(head.whole && head.from === 1 ? { root: hex(events.tree.root) } : {}),
    }
    yield `],\n"objectTypes":${JSON.stringify(objects.types.all)},\n`
    yield `"eventTypes":${JSON.stringify(events.types.all)},\n"xiaobaoEnd":${JSON.stringify(end)}}\n`
    return { events: events.count, objects: objects.count }
  } finally {
    await names.close()
  }
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const PART = 65_536

/** Elements of an array, each on a line, gathered into parts. */
async function* lines(elements: AsyncIterable<object>): AsyncGenerator<string> {
  let part = ''
  let first = true
  for await (const element of elements) {
    part += `${first ? '\n' : ',\n'}${JSON.stringify(element)}`
    first = false
    if (part.length < PART) continue
    yield part
    part = ''
  }
  if (part !== '') yield part
}

class Events {
  readonly #exporting: Exporting
  readonly #names: Distinct
  readonly types = new Declarations()
  readonly tree = new GrowingRoot()
  count = 0
  last: Uuid | undefined

  constructor(exporting: Exporting, names: Distinct) {
    this.#exporting = exporting
    this.#names = names
  }

  async *all(): AsyncGenerator<object> {
    const { source, follower, ask, remembered } = this.#exporting
    const states = new States({
      source,
      follower,
      from: ask.from,
      ...(remembered === undefined ? {} : { remembered }),
    })
    for await (const page of source.entries(ask)) {
      await states.prepare(page)
      for (const entry of page) {
        const { event, attributes } = await this.#event(entry, states)
        this.types.add(event.type, attributes)
        this.tree.add(Buffer.from(entry.hash, 'hex'))
        this.count++
        this.last = event.id
        yield event
      }
    }
  }

  async #event(entry: KeptEntry, states: States): Promise<Rendered> {
    const { leaf, position } = entry
    const id = leaf?.process?.id
    const before = id === undefined ? undefined : states.at(id)
    const after = leaf && id !== undefined ? states.take(id, { leaf, position }) : undefined
    const began = before && !before.begun && before.followed !== NOTHING_FOLLOWED
    const rendered = eventOf(entry, {
      mechanism: undefined,
      ...(leaf ? this.#exporting.follower.editionsOf(leaf) : {}),
      state: after?.state,
      previous: this.last,
      given: began ? givenOf(before.followed) : undefined,
    })
    for (const name of [...rendered.objects, ...relatedOf(after?.state)])
      await this.#names.add(lineOf(name))
    return rendered
  }
}

/** A line that sorts by id; readers of lines know more line breaks than JSON escapes. */
const lineOf = ({ id, type }: ObjectName): string =>
  JSON.stringify([id, type]).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')

class Objects {
  readonly #exporting: Exporting
  readonly #names: Distinct
  readonly types = new Declarations()
  count = 0

  constructor(exporting: Exporting, names: Distinct) {
    this.#exporting = exporting
    this.#names = names
  }

  async *all(): AsyncGenerator<OcelObject> {
    let batch: ObjectName[] = []
    for await (const line of this.#names.sorted()) {
      const [id = '', type = ''] = JSON.parse(line) as string[]
      const last = batch.at(-1)
      // A process that has events may also be mentioned; then it is what its events make of it.
      if (last?.id === id) {
        if (last.type === MENTIONED) batch[batch.length - 1] = { id, type }
        continue
      }
      if (batch.length >= BATCH) {
        yield* this.#made(batch)
        batch = []
      }
      batch.push({ id, type })
    }
    yield* this.#made(batch)
  }

  async *#made(batch: readonly ObjectName[]): AsyncGenerator<OcelObject> {
    const tracked = await this.#tracked(batch.filter(({ type }) => type.includes('.')))
    for (const name of batch) {
      const { object, attributes } = tracked.get(name.id) ?? namedObject(name)
      this.types.add(object.type, attributes)
      this.count++
      yield object
    }
  }

  /** Processes with events in the log, followed from their first entry to the last of the log. */
  async #tracked(names: readonly ObjectName[]) {
    const { source, follower, ask } = this.#exporting
    const found = new Map<string, TrackedProcess>()
    if (names.length === 0) return new Map<string, ReturnType<TrackedProcess['described']>>()
    const ids = names.map(({ id }) => id)
    for await (const entry of source.histories(ids, ask.to)) {
      const known = found.get(entry.process) ?? new TrackedProcess(entry.process, follower)
      found.set(entry.process, known.taking(entry, ask.from))
    }
    return new Map([...found].map(([id, track]) => [id, track.described()]))
  }
}

/** One process on its way through the log. */
class TrackedProcess {
  readonly #id: Uuid
  readonly #follower: Follower
  #followed: Followed = NOTHING_FOLLOWED
  #track: ProcessTrack | undefined
  readonly #changes: ReturnType<ProcessTrack['changes']>[number][] = []

  constructor(id: Uuid, follower: Follower) {
    this.#id = id
    this.#follower = follower
  }

  taking({ leaf, position }: KeptEntry, from: number): this {
    if (!leaf?.process) return this
    const before = this.#followed
    this.#followed = this.#follower.after(before, { leaf, position }).followed
    if (position < from) return this
    if (!this.#track) {
      this.#track = new ProcessTrack(this.#id, leaf.process)
      if (before.state) this.#add(before.state, before.state.lastEffectiveAt)
    }
    if (this.#followed.state) this.#add(this.#followed.state, leaf.recordedAt)
    return this
  }
  #add(state: NonNullable<Followed['state']>, time: string): void {
    const mechanism = this.#follower.edition(state)
    this.#changes.push(...(this.#track?.changes(state, mechanism, time) ?? []))
  }

  described() {
    const name = this.#track?.name ?? { id: this.#id, type: MENTIONED }
    return {
      attributes: this.#changes,
      object: {
        ...name,
        attributes: this.#changes.map(({ name: n, value, time }) => ({ name: n, value, time })),
        relationships: this.#track?.relationships ?? [],
      },
    }
  }
}
