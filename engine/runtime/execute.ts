/**
 * The one way in. Commands of an institution queue here; whatever queued while the previous batches were
 * in flight is loaded by one statement, stepped in memory and written by one call in one transaction.
 * Nothing waits for a batch to fill.
 */
import { text } from '../../policies/law.ts'
import type { Answer, Command } from '../core/command.ts'
import type { FactKey } from '../core/facts.ts'
import type { Mechanism } from '../core/mechanism.ts'
import type { ProcessState } from '../core/process.ts'
import type { Refusal } from '../core/refusal.ts'
import { requestDigest } from '../core/trail.ts'
import type { Leaf } from '../core/trail.ts'
import type { Instant, Uuid } from '../core/values.ts'
import { assemble } from './assemble.ts'
import type { RefusalMeter } from './assemble.ts'
import { stepAll } from './batch.ts'
import type { Group, Stepped } from './batch.ts'
import { FactCache, groundOf } from './ground.ts'
import type { Ground } from './ground.ts'
import { memberOf } from './member.ts'
import type { Ids, Member } from './member.ts'
import { Conflict } from './store.ts'
import type { Answered, Loaded, Store } from './store.ts'

/** What the runtime is given; nothing here is read from the environment. */
export interface Runtime {
  readonly store: Store
  readonly mechanisms: readonly Mechanism[]
  readonly ids: Ids
  /** Time driven by hand; absent: the database's own clock. */
  readonly now?: () => Instant
  readonly meter: RefusalMeter
  readonly log: {
    warn(detail: object, message: string): void
    error(detail: object, message: string): void
  }
}

const MOST_PER_BATCH = 256
const LANES = 2
const TRIES = 5
/** Facts that depend on facts: each round may ask for what the round before made known. */
const ROUNDS = 6

interface Waiting {
  readonly group: Group
  readonly tries: number
  /** Runs alone: it was named in a conflict. */
  readonly alone: boolean
  readonly done: (answers: readonly Answer[]) => void
  readonly failed: (error: unknown) => void
}

/** The database was busy with others five times in a row. Nothing was done; the same request may be sent again. */
export class Busy extends Error {
  override readonly name = 'Busy'
}

/** The queue of one institution. */
class Lane {
  readonly #runtime: Runtime
  readonly #institution: Uuid
  readonly #queue: Waiting[] = []
  readonly #busy = new Set<string>()
  #inFlight = 0
  #scheduled = false
  #key: Uint8Array | undefined

  constructor(runtime: Runtime, institution: Uuid) {
    this.#runtime = runtime
    this.#institution = institution
  }

  push(group: Group): Promise<readonly Answer[]> {
    return new Promise((done, failed) => {
      this.#queue.push({ group, tries: 0, alone: false, done, failed })
      this.#schedule()
    })
  }

  #schedule(): void {
    if (this.#scheduled || this.#inFlight >= LANES || this.#queue.length === 0) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      this.#flush()
    })
  }

  #flush(): void {
    if (this.#inFlight >= LANES) return
    const { batch, claims } = this.#take()
    if (batch.length === 0) return
    for (const claim of claims) this.#busy.add(claim)
    this.#inFlight++
    void this.#run(batch).finally(() => {
      for (const claim of claims) this.#busy.delete(claim)
      this.#inFlight--
      this.#schedule()
    })
    this.#schedule()
  }

  /** The next groups whose processes and requests no batch in flight is working on. */
  #take(): { batch: Waiting[]; claims: Set<string> } {
    const claims = new Set<string>()
    const requests = new Set<string>()
    const batch: Waiting[] = []
    let size = 0
    for (let i = 0; i < this.#queue.length && size < MOST_PER_BATCH;) {
      const waiting = this.#queue[i] as Waiting
      const { group } = waiting
      const asked = group.members.map((m) => `request ${m.actor} ${m.command.request}`)
      const processes = [...group.passing, ...group.members.map((m) => m.process)].map(
        (p) => `process ${p}`,
      )
      const blocked =
        (waiting.alone && batch.length > 0) ||
        [...asked, ...processes].some((c) => this.#busy.has(c)) ||
        asked.some((a) => requests.has(a))
      if (blocked) {
        i++
        continue
      }
      this.#queue.splice(i, 1)
      batch.push(waiting)
      size += Math.max(1, group.members.length)
      for (const a of asked) requests.add(a)
      for (const c of [...asked, ...processes]) claims.add(c)
      if (waiting.alone) break
    }
    return { batch, claims }
  }

  async #run(batch: readonly Waiting[]): Promise<void> {
    try {
      await this.#play(batch)
    } catch (error) {
      if (error instanceof Conflict) this.#again(batch, new Set(batch.length === 1 ? batch : []))
      else for (const waiting of batch) waiting.failed(error)
    }
  }

  async #play(batch: readonly Waiting[]): Promise<void> {
    const { store } = this.#runtime
    const loaded = await store.load(this.#institution, loadAsk(this.#runtime, batch))
    const key = await this.#requestKey()
    const fresh = answerKnown(batch, loaded, key)
    if (fresh.length === 0) return
    const by = new Map(fresh.map((w) => [w.group, w]))
    const { ground, stepped } = await this.#step(fresh, loaded)
    const assembled = assemble(ground, stepped, {
      loaded: loaded.processes,
      key,
      meter: this.#runtime.meter,
    })
    let base = loaded.position
    if (assembled.batch.entries.length > 0)
      try {
        base = await store.append(this.#institution, {
          readPosition: loaded.position,
          ...assembled.batch,
        })
      } catch (error) {
        if (!(error instanceof Conflict)) throw error
        const named = new Set(
          error.members.flatMap((n) => by.get(assembled.groups[n] as Group) ?? []),
        )
        this.#again(fresh, named)
        return
      }
    // From here on the batch is durable: a crash loses answers, never deeds.
    for (const [group, answers] of assembled.answers(base)) by.get(group)?.done(answers)
    for (const group of stepped.deferred) {
      const waiting = by.get(group)
      if (waiting) this.#queue.unshift(waiting)
    }
  }

  /** Steps the groups, loading facts until none is missing; a round costs one statement. */
  async #step(
    fresh: readonly Waiting[],
    loaded: Loaded,
  ): Promise<{ ground: Ground; stepped: Stepped }> {
    const { store, mechanisms, ids, log } = this.#runtime
    const facts = new FactCache()
    const ground = groundOf({ institution: this.#institution, mechanisms, facts }, loaded)
    const playing = {
      ground,
      ids,
      stuck: (state: ProcessState, timer: object) =>
        log.error({ process: state.id, timer }, 'the chart refuses a due timer'),
    }
    for (let round = 0; round < ROUNDS; round++) {
      const stepped = stepAll(
        playing,
        loaded.processes,
        fresh.map((w) => w.group),
      )
      const keys: readonly FactKey[] = facts.takeMissing()
      if (keys.length === 0) return { ground, stepped }
      facts.set(keys, await store.facts(this.#institution, { at: loaded.now, keys }))
    }
    throw new Error(`facts depend on facts more than ${String(ROUNDS)} deep`)
  }

  /** Puts groups back in front: those named in the conflict alone, the others together. */
  #again(batch: readonly Waiting[], named: ReadonlySet<Waiting>): void {
    for (const waiting of batch.toReversed()) {
      const again = {
        ...waiting,
        tries: waiting.tries + 1,
        alone: waiting.alone || named.has(waiting),
      }
      if (again.tries >= TRIES)
        waiting.failed(new Busy('the process is being changed by others; send it again'))
      else this.#queue.unshift(again)
    }
  }

  /** Undefined before the founding: the first requests are then repeated whatever their content. */
  async #requestKey(): Promise<Uint8Array | undefined> {
    this.#key ??= await this.#runtime.store.requestKey(this.#institution)
    return this.#key
  }
}

function loadAsk({ now }: Runtime, batch: readonly Waiting[]) {
  const members = batch.flatMap((w) => w.group.members)
  const persons = members.flatMap(({ command: { asker } }) =>
    'person' in asker ? [asker.person] : [],
  )
  return {
    at: now?.(),
    processes: [
      ...new Set([...members.map((m) => m.process), ...batch.flatMap((w) => w.group.passing)]),
    ],
    requests: members.map((m) => ({ actor: m.actor, request: m.command.request })),
    persons: [...new Set(persons)],
  }
}

/** Answers what has been answered before; gives back the groups that are new, or reuse an id. */
function answerKnown(
  batch: readonly Waiting[],
  loaded: Loaded,
  key: Uint8Array | undefined,
): Waiting[] {
  const known = new Map(loaded.requests.map((r) => [`${r.actor} ${r.request}`, r]))
  const states = new Map(loaded.processes.map((p) => [p.id, p]))
  return batch.flatMap((waiting) => {
    const { members } = waiting.group
    const answered = members.map((m) => known.get(`${m.actor} ${m.command.request}`))
    if (answered.every((a) => a === undefined)) return [waiting]
    const reused = new Set(members.filter((m, i) => isReused(m, answered[i], key)))
    if (reused.size > 0) return [{ ...waiting, group: { ...waiting.group, reused } }]
    waiting.done(answered.map((a) => repeatedAnswer(a, states)))
    return []
  })
}

const isReused = (member: Member, answered: Answered | undefined, key: Uint8Array | undefined) =>
  answered !== undefined &&
  answered.digest !== null &&
  key !== undefined &&
  answered.digest !== requestDigest(member.content, key)

const notDone: Refusal = {
  kind: 'NOT_NOW',
  rule: 'group',
  message: text(
    '同组的另一事项此前已答复，本事项未执行',
    'Another command of the group had been answered before; this one was not executed',
  ),
  possible: [],
}

function repeatedAnswer(
  answered: Answered | undefined,
  states: ReadonlyMap<Uuid, ProcessState>,
): Answer {
  if (!answered) return { kind: 'refused', refusal: notDone, repeated: true }
  const entry = { id: answered.entry, position: answered.position }
  const leaf = JSON.parse(answered.leaf) as Leaf
  const state = answered.process === null ? undefined : states.get(answered.process)
  if (leaf.refusal)
    return {
      kind: 'refused',
      refusal: leaf.refusal,
      entry,
      repeated: true,
      ...(state ? { current: state } : {}),
    }
  if (!state)
    throw new Error(`process ${String(answered.process)} of an answered request was not loaded`)
  return { kind: 'accepted', entry, process: state, repeated: true }
}

/** The queue before the institutions. */
export class Executor {
  readonly #runtime: Runtime
  readonly #lanes = new Map<Uuid, Lane>()
  constructor(runtime: Runtime) {
    this.#runtime = runtime
  }

  #lane(institution: Uuid): Lane {
    const known = this.#lanes.get(institution)
    if (known) return known
    const lane = new Lane(this.#runtime, institution)
    this.#lanes.set(institution, lane)
    return lane
  }

  /** Executes commands that stand or fall together. A malformed member refuses the group at once. */
  async execute(institution: Uuid, commands: readonly Command[]): Promise<readonly Answer[]> {
    const { mechanisms, ids } = this.#runtime
    const made = commands.map((c) =>
      memberOf(
        c,
        mechanisms.find((m) => m.id === c.mechanism),
        ids,
      ),
    )
    if (made.some((m) => 'refusal' in m))
      return made.map((m) => ({
        kind: 'refused',
        repeated: false,
        refusal: 'refusal' in m ? m.refusal : { ...notDone, message: groupMalformed },
      }))
    const members = made.flatMap((m) => ('member' in m ? [m.member] : []))
    return this.#lane(institution).push({ id: ids.next(), members, passing: [] })
  }

  /** Lets time pass over a process: its due timers strike, each once, whoever else is awake. */
  async pass(institution: Uuid, process: Uuid): Promise<void> {
    await this.#lane(institution).push({
      id: this.#runtime.ids.next(),
      members: [],
      passing: [process],
    })
  }
}
const groupMalformed = text('同组的另一事项格式有误', 'Another command of the group is malformed')
