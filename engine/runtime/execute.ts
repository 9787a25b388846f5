/**
 * The one way in. Commands of an institution queue here; whatever queued while the previous batches were
 * in flight is loaded by one statement, stepped in memory and written by one call in one transaction.
 * Nothing waits for a batch to fill.
 */
import { text } from '../../policies/law.ts'
import type { Answer, Command } from '../core/command.ts'
import type { CalendarOf } from '../core/calendar.ts'
import { editionsOf } from '../core/editions.ts'
import type { FactKey } from '../core/facts.ts'
import type { Mechanism } from '../core/mechanism.ts'
import type { ProcessState } from '../core/process.ts'
import type { Refusal } from '../core/refusal.ts'
import type { Instant, Uuid } from '../core/values.ts'
import { assemble, dropped } from './assemble.ts'
import type { Assembled, RefusalMeter } from './assemble.ts'
import { stepAll } from './batch.ts'
import type { Group, Stepped } from './batch.ts'
import { factsFor } from './keepers.ts'
import { FactCache, foreseenFacts, groundOf } from './ground.ts'
import type { Ground } from './ground.ts'
import { memberOf } from './member.ts'
import type { Ids, Member } from './member.ts'
import { Conflict } from './conflict.ts'
import type { Loaded, Store } from './store.ts'
import { isReused, notDone, repeatedAnswer } from './repeated.ts'
import { Turns } from './turns.ts'
import type { SubjectKeys, Vault } from './vault.ts'

/** What the runtime is given; nothing here is read from the environment. */
export interface Runtime {
  readonly store: Store
  /** Every edition that a process may stand under, or open under. */
  readonly mechanisms: readonly Mechanism[]
  /** Working days by another source than this release's own. */
  readonly calendarOf?: CalendarOf
  readonly ids: Ids
  readonly vault: Vault
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
  readonly done: (settled: Settled) => void
  readonly failed: (error: unknown) => void
}

interface Settled {
  readonly answers: readonly Answer[]
  /** Timers that struck on the way. */
  readonly struck: number
}

/**
 * Others were faster five times in a row, or the database was out of reach. The same request may be sent
 * again: it is done once, also where only its answer was lost.
 */
export class Busy extends Error {
  override readonly name = 'Busy'
}
const busy = () => new Busy('the database is busy with others or out of reach; send it again')

/** The queue of one institution. */
class Lane {
  readonly #runtime: Runtime
  readonly #institution: Uuid
  readonly #turns: Turns
  readonly #queue: Waiting[] = []
  readonly #busy = new Set<string>()
  #inFlight = 0
  #scheduled = false
  #key: Uint8Array | undefined

  constructor(runtime: Runtime, institution: Uuid, turns: Turns) {
    this.#runtime = runtime
    this.#institution = institution
    this.#turns = turns
  }

  push(group: Group): Promise<Settled> {
    return new Promise((done, failed) => {
      this.#queue.push({ group, tries: 0, alone: false, done, failed })
      this.#schedule()
    })
  }

  #schedule(): void {
    if (this.#scheduled || this.#inFlight >= LANES || this.#queue.length === 0) return
    this.#scheduled = true
    this.#turns.ask(() => {
      this.#scheduled = false
      return this.#flush()
    })
  }

  #flush(): Promise<void> | undefined {
    if (this.#inFlight >= LANES) return undefined
    const { batch, claims } = this.#take()
    if (batch.length === 0) return undefined
    for (const claim of claims) this.#busy.add(claim)
    this.#inFlight++
    const done = this.#run(batch).finally(() => {
      for (const claim of claims) this.#busy.delete(claim)
      this.#inFlight--
      this.#schedule()
    })
    this.#schedule()
    return done
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
      if (error instanceof Conflict) this.#again(batch, new Set())
      // What one of them broke must not be the trouble of the others: each again by itself.
      else if (batch.length > 1) this.#again(batch, new Set(batch))
      else for (const waiting of batch) waiting.failed(error)
    }
  }

  async #play(batch: readonly Waiting[]): Promise<void> {
    const { store, vault } = this.#runtime
    const ask = loadAsk(this.#runtime, batch)
    const { known, missing } = vault.recall(this.#institution, subjectsIn(batch))
    const loaded = await store.load(this.#institution, { ...ask, subjects: missing })
    const learnt = loaded.keys && (await vault.learn(this.#institution, loaded.keys))
    const keys = learnt ? new Map([...known, ...learnt]) : known
    const key = await this.#requestKey()
    const facts = new FactCache()
    if (loaded.facts) facts.set(ask.facts, loaded.facts)
    const { mechanisms, calendarOf } = this.#runtime
    const ground = groundOf(
      { institution: this.#institution, mechanisms, facts, calendarOf, keys },
      loaded,
    )
    const unknown = answerKnown(batch, { loaded, ground, key })
    // Only now is it certain that the last try left nothing behind.
    for (const waiting of unknown) if (waiting.tries >= TRIES) waiting.failed(busy())
    const fresh = unknown.filter((w) => w.tries < TRIES)
    if (fresh.length === 0) return
    const by = new Map(fresh.map((w) => [w.group, w]))
    const stepped = await this.#step(fresh, loaded.processes, { ground, keys })
    for (const [group, error] of stepped.broken) by.get(group)?.failed(error)
    const assembled = assemble(ground, stepped, {
      loaded: loaded.processes,
      key,
      meter: this.#runtime.meter,
    })
    let base = loaded.position
    if (assembled.batch.entries.length > 0)
      try {
        base = await this.#append(loaded.position, assembled.batch, keys)
      } catch (error) {
        if (!(error instanceof Conflict)) throw error
        const named = new Set(
          error.members.flatMap((n) => by.get(assembled.groups[n] as Group) ?? []),
        )
        const sound = fresh.filter((w) => !stepped.broken.has(w.group))
        this.#again(sound, named)
        return
      }
    // From here on the batch is durable: a crash loses answers, never deeds.
    const struck = new Map(
      stepped.played.map(({ group, lines }) => [group, lines.filter((l) => !l.member).length]),
    )
    for (const [group, answers] of assembled.answers(base))
      by.get(group)?.done({ answers, struck: struck.get(group) ?? 0 })
    for (const group of stepped.deferred.toReversed()) {
      const waiting = by.get(group)
      if (waiting) this.#queue.unshift(waiting)
    }
  }

  /** Encrypts what is personal, and writes. A key that was made for it is remembered once it is written. */
  async #append(
    readPosition: number,
    batch: Assembled['batch'],
    keys: ReadonlyMap<string, SubjectKeys>,
  ): Promise<number> {
    const { store, vault } = this.#runtime
    const sealed = await vault.seal(this.#institution, batch.changes.privates, keys)
    try {
      const base = await store.append(this.#institution, {
        readPosition,
        entries: batch.entries,
        changes: { ...batch.changes, privates: sealed.privates, keys: sealed.keys },
      })
      vault.remember(this.#institution, sealed.made, keys)
      return base
    } catch (error) {
      // One of the keys may have gone, or somebody else may have made it first.
      vault.forget(this.#institution, keys.keys())
      throw error
    }
  }

  /**
   * Steps the groups, loading facts until none is missing; a round costs one statement. `keys` is joined
   * by those of subjects that only stepping names, as where another edition says whose a value is.
   */
  async #step(
    fresh: readonly Waiting[],
    processes: readonly ProcessState[],
    { ground, keys }: { readonly ground: Ground; readonly keys: Map<string, SubjectKeys> },
  ): Promise<Stepped> {
    const { vault, log } = this.#runtime
    const groups = fresh.map((w) => w.group)
    for (let round = 0; round < ROUNDS; round++) {
      const reports: object[] = []
      const stuck = (state: ProcessState, timer: object, err?: unknown) =>
        reports.push({ process: state.id, timer, ...(err === undefined ? {} : { err }) })
      const stepped = stepAll({ ground, stuck }, processes, groups)
      const missing: readonly FactKey[] = ground.facts.takeMissing()
      const strangers = ownersIn(stepped).filter((subject) => !keys.has(subject))
      if (missing.length === 0 && strangers.length === 0) {
        // Of rounds in which facts were missing nothing is true.
        for (const report of reports) log.error(report, 'the chart refuses a due timer')
        return stepped
      }
      ground.facts.set(missing, await factsFor(this.#runtime, ground, missing))
      for (const [subject, known] of await vault.keysOf(this.#institution, strangers))
        keys.set(subject, known)
    }
    throw new Error(`facts depend on facts more than ${String(ROUNDS)} deep`)
  }

  /**
   * Puts groups back in front: those named in the conflict alone, the others together. A try counts for
   * those named, or for all where nobody is; so the bad luck of some does not use up the tries of others.
   */
  #again(batch: readonly Waiting[], named: ReadonlySet<Waiting>): void {
    for (const waiting of batch.toReversed()) {
      const concerned = named.size === 0 || named.has(waiting)
      const tries = waiting.tries + (concerned ? 1 : 0)
      if (tries > TRIES) waiting.failed(busy())
      else this.#queue.unshift({ ...waiting, tries, alone: waiting.alone || named.has(waiting) })
    }
  }

  /** Undefined before the founding: the first requests are then repeated whatever their content. */
  async #requestKey(): Promise<Uint8Array | undefined> {
    this.#key ??= await this.#runtime.vault.requestKey(this.#institution)
    return this.#key
  }
}

/** Whose personal values the commands bring. */
const subjectsIn = (batch: readonly Waiting[]): readonly string[] =>
  batch.flatMap((w) => w.group.members.flatMap((m) => m.privates.map((p) => p.subject)))
const ownersIn = ({ played }: Stepped): readonly string[] =>
  played.flatMap(({ lines }) => lines.flatMap(({ line }) => line.privates.map((p) => p.subject)))

/** A process that this command opens under an id made for it cannot be there. */
const knownOf = ({ command, event, process }: Member): readonly Uuid[] =>
  event.opens && command.newProcess === undefined ? [] : [process]

function loadAsk({ now }: Runtime, batch: readonly Waiting[]) {
  const members = batch.flatMap((w) => w.group.members)
  const persons = members.flatMap(({ command: { asker } }) =>
    'person' in asker ? [asker.person] : [],
  )
  return {
    at: now?.(),
    processes: [
      ...new Set([...members.flatMap(knownOf), ...batch.flatMap((w) => w.group.passing)]),
    ],
    requests: members.map((m) => ({ actor: m.actor, request: m.command.request })),
    persons: [...new Set(persons)],
    facts: foreseenFacts(members),
  }
}

/** Answers what has been answered before; gives back the groups that are new, or reuse an id. */
function answerKnown(
  batch: readonly Waiting[],
  at: { readonly loaded: Loaded; readonly ground: Ground; readonly key: Uint8Array | undefined },
): Waiting[] {
  const { loaded, ground, key } = at
  const known = new Map(loaded.requests.map((r) => [`${r.actor} ${r.request}`, r]))
  const states = new Map(loaded.processes.map((p) => [p.id, p]))
  return batch.flatMap((waiting) => {
    const { members } = waiting.group
    const answered = members.map((m) => known.get(`${m.actor} ${m.command.request}`))
    if (answered.every((a) => a === undefined)) return [waiting]
    const reused = new Set(members.filter((m, i) => isReused(m, answered[i], key)))
    if (reused.size > 0) return [{ ...waiting, group: { ...waiting.group, reused } }]
    const answers = members.map((m, i) => repeatedAnswer(m, answered[i], { ground, states }))
    const refused = answers.some((a) => a?.kind === 'refused')
    const rest = refused ? dropped().refusal : notDone
    waiting.done({
      answers: answers.map((a) => a ?? { kind: 'refused', refusal: rest, repeated: true }),
      struck: 0,
    })
    return []
  })
}

/** The queue before the institutions. */
export class Executor {
  readonly #runtime: Runtime
  readonly #lanes = new Map<Uuid, Lane>()
  readonly #turns = new Turns()
  constructor(runtime: Runtime) {
    this.#runtime = runtime
  }

  #lane(institution: Uuid): Lane {
    const known = this.#lanes.get(institution)
    if (known) return known
    const lane = new Lane(this.#runtime, institution, this.#turns)
    this.#lanes.set(institution, lane)
    return lane
  }

  /** Executes commands that stand or fall together. A malformed member refuses the group at once. */
  async execute(institution: Uuid, commands: readonly Command[]): Promise<readonly Answer[]> {
    const { mechanisms, ids } = this.#runtime
    const editions = editionsOf(mechanisms)
    const made = commands.map((c) => memberOf(c, editions.all(c.mechanism), ids))
    if (made.some((m) => 'refusal' in m))
      return made.map((m) => ({
        kind: 'refused',
        repeated: false,
        refusal: 'refusal' in m ? m.refusal : { ...notDone, message: groupMalformed },
      }))
    const members = made.flatMap((m) => ('member' in m ? [m.member] : []))
    if (new Set(members.map((m) => `${m.actor} ${m.command.request}`)).size < members.length)
      return members.map(() => ({ kind: 'refused', repeated: false, refusal: sameIdTwice }))
    const group = { id: ids.next(), members, passing: [] }
    return (await this.#lane(institution).push(group)).answers
  }

  /**
   * Lets time pass over a process: its due timers strike, each once, whoever else is awake. Resolves with
   * the number that struck.
   */
  async pass(institution: Uuid, process: Uuid): Promise<number> {
    const group = { id: this.#runtime.ids.next(), members: [], passing: [process] }
    return (await this.#lane(institution).push(group)).struck
  }
}
const groupMalformed = text('同组的另一事项格式有误', 'Another command of the group is malformed')
const sameIdTwice: Refusal = {
  kind: 'MALFORMED',
  rule: 'shape',
  message: text('同组内请求编号不得重复', 'A request id may occur only once in a group'),
  field: ['requestId'],
  possible: [],
}
