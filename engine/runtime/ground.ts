/** What a batch stands on: the loaded records, and the facts that its members ask for. */
import { heldBy, mayRead, nearestMiss } from '../../policies/ability.ts'
import type { Governed, SeatHeld } from '../../policies/ability.ts'
import type { Duty } from '../../policies/duty.ts'
import type { Given } from '../../policies/delegation.ts'
import type { SupervisionForm } from '../../policies/supervision.ts'
import { calendarOf } from '../core/calendar.ts'
import type { Calendar, CalendarOf } from '../core/calendar.ts'
import { editionsOf } from '../core/editions.ts'
import type { Editions } from '../core/editions.ts'
import type { FactKey, FactValues } from '../core/facts.ts'
import type { Holds, Near } from '../core/judge.ts'
import type { Context, EventRule, Mechanism } from '../core/mechanism.ts'
import type { ProcessState } from '../core/process.ts'
import type { FactRecorded } from '../core/trail.ts'
import type { Actor, Instant, Uuid } from '../core/values.ts'
import { consumerProtection } from '../../policies/consumer-protection.ts'
import { system } from '../../policies/outsiders.ts'
import type { SupervisionHeld } from './houses.ts'
import {
  byDelegate,
  delegateIn,
  holdsByMandates,
  mandatesToday,
  nearByMandates,
  readsFor,
} from './mandates.ts'
import type { Member } from './member.ts'
import type { Loaded } from './store.ts'
import type { KeysAtHand } from './vault.ts'

/** Before an institution is founded there is no zone; its first entry is dated by this one. */
export const FIRST_ZONE = 'Asia/Shanghai'

/** Facts by key; filled by the store, asked by members. */
export class FactCache {
  readonly #known = new Map<string, unknown>()
  readonly #missing = new Map<string, FactKey>()
  readonly #watched = new Map<string, readonly string[]>()

  /** The value, or undefined where it must be loaded first; then it is noted as missing. */
  get(key: FactKey): unknown {
    const name = JSON.stringify(key)
    if (!this.#known.has(name)) this.#missing.set(name, key)
    return this.#known.get(name)
  }
  /** What must not have been touched beside what the key says, for the value to still hold. */
  watch(key: FactKey, tokens: readonly string[]): void {
    this.#watched.set(JSON.stringify(key), tokens)
  }
  watched(key: FactKey): readonly string[] {
    return this.#watched.size === 0 ? [] : (this.#watched.get(JSON.stringify(key)) ?? [])
  }
  /** Keys asked for and not known, and none afterwards. */
  takeMissing(): FactKey[] {
    const keys = [...this.#missing.values()]
    this.#missing.clear()
    return keys
  }
  get lacks(): boolean {
    return this.#missing.size > 0
  }
  set(keys: readonly FactKey[], values: readonly unknown[]): void {
    for (const [i, key] of keys.entries()) this.#known.set(JSON.stringify(key), values[i] ?? null)
  }
}

export interface Ground {
  readonly institution: Uuid
  readonly editions: Editions
  readonly now: Instant
  readonly calendar: Calendar
  readonly seats: ReadonlyMap<Uuid, readonly SeatHeld[]>
  readonly policies: Readonly<Record<string, number>>
  /** Delegations that persons were ever given, in force or not. */
  readonly delegations: ReadonlyMap<Uuid, readonly Given[]>
  /** How the institution is supervised today; undefined while nothing is bound. */
  readonly supervision: SupervisionHeld | undefined
  readonly facts: FactCache
  /** When a subject was last erased; undefined where it never was. */
  readonly erasedAt: (subject: string) => Instant | undefined
  /** Between what a house policy may be set; null where no mechanism has it. */
  readonly bounds: (key: string) => readonly [number, number] | null
}

export function groundOf(
  base: {
    readonly institution: Uuid
    readonly mechanisms: readonly Mechanism[]
    readonly facts: FactCache
    /** Absent: the calendar of this release. */
    readonly calendarOf?: CalendarOf | undefined
    /** Absent where nothing personal can come. */
    readonly keys?: KeysAtHand
  },
  loaded: Loaded,
): Ground {
  const seats = new Map<Uuid, SeatHeld[]>()
  for (const seat of loaded.seats) seats.set(seat.person, [...(seats.get(seat.person) ?? []), seat])
  const { institution, mechanisms, facts } = base
  const editions = editionsOf(mechanisms)
  return {
    institution,
    facts,
    editions,
    now: loaded.now,
    calendar: (base.calendarOf ?? calendarOf)(loaded.zone ?? FIRST_ZONE),
    seats,
    policies: loaded.policies,
    erasedAt: (subject) => base.keys?.get(subject)?.erasedAt,
    supervision: loaded.supervision,
    delegations: byDelegate(loaded.delegations),
    bounds: (key) => boundsOf(editions, key),
  }
}

export const governedOf = (state: ProcessState): Governed => ({
  mechanism: state.mechanism,
  unit: state.unit ?? null,
  subjects: state.subjects,
  openedBy: state.openedBy ?? null,
  openedAt: state.openedAt,
})

const seatsOf = (ground: Ground, person: Uuid): readonly SeatHeld[] =>
  ground.seats.get(person) ?? []

/** May this member's asker read the process at all? What cannot be read does not exist for him. */
export function sees(ground: Ground, member: Member, state: ProcessState): boolean {
  const { asker } = member.command
  if ('system' in asker) return true
  const row = governedOf(state)
  if (mayRead(seatsOf(ground, asker.person), row)) return true
  return ground.delegations.has(asker.person) && readsFor(delegateIn(ground, asker.person), row)
}

const actorBy = (seat: SeatHeld): Actor => ({
  person: seat.person,
  body: seat.body,
  seat: seat.id,
  ...(seat.unit === undefined ? {} : { unit: seat.unit }),
})

/** The seats of one person as the judgement asks for them. */
export const holdsBySeats =
  (seats: readonly SeatHeld[]): Holds =>
  (duties, over) => {
    const held = heldBy(seats, duties, over)
    return held && { duty: held.duty, by: actorBy(held.seat) }
  }

/** Why the seats of one person do not hold a duty. */
export const nearBySeats =
  (seats: readonly SeatHeld[], form: SupervisionForm | undefined): Near =>
  (duties, row) =>
    nearestMiss(seats, duties, { row, form })

/** Why the asker does not hold a duty; of the engine's own there is nothing to tell. */
export function nearOf(ground: Ground, { command, mechanism }: Member): Near {
  const { asker, onBehalfOf } = command
  if ('system' in asker) return () => undefined
  if (onBehalfOf !== undefined)
    return nearByMandates(delegateIn(ground, asker.person), {
      whom: onBehalfOf,
      mechanism: mechanism.id,
    })
  return nearBySeats(seatsOf(ground, asker.person), ground.supervision?.form)
}

const bodyHolds =
  (test: (duty: Duty) => boolean): Holds =>
  (duties) => {
    const duty = duties.find(test)
    return duty && { duty, by: { body: duty.body } }
  }

/** What the engine does under a duty that it shares with service accounts. */
const OF_ENGINE: Readonly<Record<string, Duty>> = {
  founder: system.found,
  keeper: system.keepTrail,
  operator: system.exportTrail,
}

/** Events of an earlier register may be written by the department that keeps it, as attested by it. */
export const isTranscribed = ({ command, event }: Member): boolean =>
  command.via === 'import' && command.attested !== undefined && event.transcribable === true

/**
 * By which seat the asker holds a duty. A transcribed event was done by somebody the register does not
 * name: the duty is the transcriber's, and the one who acted stays unnamed.
 */
export function holdsOf(ground: Ground, member: Member): Holds {
  const { asker, onBehalfOf } = member.command
  if (onBehalfOf !== undefined) return onBehalf(ground, member, onBehalfOf)
  if ('system' in asker)
    return bodyHolds((d) => OF_ENGINE[asker.system]?.id === d.id || d.body === asker.system)
  const seats = seatsOf(ground, asker.person)
  if (!isTranscribed(member)) return holdsBySeats(seats)
  return (_duties, over) => {
    const held = heldBy(seats, [consumerProtection.transcribe], over)
    return (
      held && {
        duty: held.duty,
        by: {
          body: held.seat.body,
          seat: held.seat.id,
          ...(held.seat.unit ? { unit: held.seat.unit } : {}),
        },
      }
    )
  }
}

/** Whoever transcribes, and the engine itself, acts for nobody. */
function onBehalf(ground: Ground, member: Member, whom: Uuid): Holds {
  const { asker } = member.command
  if ('system' in asker || isTranscribed(member)) return () => undefined
  const { person } = asker
  const mandates = mandatesToday(delegateIn(ground, person)).filter((s) => s.person === whom)
  return holdsByMandates(person === whom ? [] : mandates, {
    person,
    mechanism: member.mechanism.id,
  })
}

/** What must not have been touched for a fact to still hold. */
export function tokensOf(key: FactKey): readonly string[] {
  switch (key.kind) {
    case 'process':
      return [`process:${key.process}`]
    case 'latest':
    case 'open':
    case 'count':
      return [`mechanism:${key.mechanism}/${key.subject}`]
    case 'latestEach':
      return key.subjects.map((subject) => `mechanism:${key.mechanism}/${subject}`)
    case 'seats':
      return [`seat:${key.person}`]
    case 'membersOf':
      return [`members:${key.body}`]
    case 'identity':
      return [`identity:${key.issuer} ${key.subject}`]
    case 'seat':
      return [`seat:${key.seat}`]
    case 'interests':
      return [`interest:${key.person}`]
    case 'policy':
      return [`policy:${key.key}`]
    case 'unit':
      return [`unit:${key.unit}`]
    case 'keeping':
      return [`subject:${key.subject}`, valuesOf(key.subject)]
    case 'supervision':
      return ['supervision']
    case 'bounds':
      return []
  }
}

/** That values of a subject were added; known within a batch, and to append() by the values themselves. */
export const valuesOf = (subject: string): string => `values:${subject}`

export function sourceOf(key: FactKey, value: unknown): string {
  if (key.kind === 'bounds') return 'mechanisms'
  if (key.kind === 'keeping') return `subject:${key.subject}`
  if (key.kind !== 'process' && key.kind !== 'latest') return tokensOf(key).join()
  const found = value as FactValues['process']
  return found ? `process:${found.id}@${String(found.version)}` : tokensOf(key).join()
}

/** Ends what cannot be known yet: the play of an opening whose facts are missing, or the making of a key. */
const NOT_YET = new Error('not loaded yet')

/** What is not known before anything is loaded: a key that looks at it cannot be foreseen. */
const UNKNOWN = new Proxy(
  {},
  {
    get: () => {
      throw NOT_YET
    },
  },
) as never

/** Facts that the database does not answer. */
const ELSEWHERE: ReadonlySet<FactKey['kind']> = new Set(['bounds', 'keeping', 'supervision'])

/** The facts that commands will read, as far as they say so themselves: they are loaded with the rest. */
export function foreseenFacts(members: readonly Member[]): readonly FactKey[] {
  const keys = members.flatMap(({ command, event, mechanism, payload }) => {
    const context: Context = command.process === undefined ? {} : UNKNOWN
    return (event.reads ?? []).flatMap((name) => {
      try {
        return mechanism.facts[name]?.key({ payload, context, by: UNKNOWN }) ?? []
      } catch {
        // Not to be foreseen; where it is a bug, the play of this member meets it again.
        return []
      }
    })
  })
  const loadable = keys.filter(({ kind }) => !ELSEWHERE.has(kind))
  return [...new Map(loadable.map((key) => [JSON.stringify(key), key])).values()]
}

export interface FactsRead {
  /** By name, as rules see them. */
  readonly values: Readonly<Record<string, unknown>>
  readonly recorded: Readonly<Record<string, FactRecorded>>
  readonly tokens: readonly string[]
  /** As they are of the one on whose behalf it is asked; absent where nobody is. */
  readonly ofPrincipal?: Readonly<Record<string, unknown>>
}

/** The bounds of a house policy are those of the newest edition that has it. */
const boundsOf = ({ newest, every }: Editions, key: string): readonly [number, number] | null => {
  for (const mechanism of [...newest, ...every]) {
    const policy = mechanism.policies[key]
    if (policy) return policy.bounds
    for (const clock of Object.values(mechanism.clocks))
      if ('policy' in clock && clock.policy === key) return clock.bounds
  }
  return null
}

/** Some facts stand in what was loaded of the house, and cost no question. */
function valueOf(ground: Ground, key: FactKey): unknown {
  switch (key.kind) {
    case 'bounds':
      return ground.bounds(key.key)
    case 'supervision':
      return ground.supervision ?? null
    default:
      return ground.facts.get(key) ?? null
  }
}

interface FactsAsked {
  readonly mechanism: Mechanism
  readonly event: EventRule
  readonly context: Context
  readonly payload: Readonly<Record<string, unknown>> | undefined
  readonly by: Actor
}

/**
 * The facts that an event reads. Missing ones are null, and noted in the cache: the batch plays again.
 * An event that opens a process ends here, for nothing else of the batch can depend on how it ends.
 */
export function readFacts(ground: Ground, asked: FactsAsked): FactsRead {
  const own = factsAs(ground, asked)
  const principal = asked.by.onBehalfOf
  const read =
    principal === undefined
      ? own
      : joinedFacts(own, factsAs(ground, { ...asked, by: { ...asked.by, person: principal } }))
  if (asked.event.opens && ground.facts.lacks) throw NOT_YET
  return read
}

/** By which name a fact is recorded that is another one of whom it is asked for. */
export const ofPrincipal = (name: string): string => `${name}@onBehalfOf`

/** What differs of the one on whose behalf it is asked stands beside what is of the delegate. */
function joinedFacts(own: FactsRead, principal: FactsRead): FactsRead {
  const other = Object.entries(principal.recorded).filter(
    ([name, fact]) => fact.source !== own.recorded[name]?.source,
  )
  return {
    values: own.values,
    recorded: {
      ...own.recorded,
      ...Object.fromEntries(other.map(([name, fact]) => [ofPrincipal(name), fact])),
    },
    tokens: [...new Set([...own.tokens, ...principal.tokens])],
    ofPrincipal: principal.values,
  }
}

function factsAs(ground: Ground, asked: FactsAsked): FactsRead {
  const values: Record<string, unknown> = {}
  const recorded: Record<string, FactRecorded> = {}
  const tokens: string[] = []
  for (const name of asked.event.reads ?? []) {
    const fact = asked.mechanism.facts[name]
    const key = fact?.key({ payload: asked.payload, context: asked.context, by: asked.by })
    if (key === undefined) {
      values[name] = null
      continue
    }
    const value = valueOf(ground, key)
    values[name] = value
    recorded[name] = { ...(value === null ? {} : { value }), source: sourceOf(key, value) }
    tokens.push(...tokensOf(key), ...ground.facts.watched(key))
  }
  return { values, recorded, tokens }
}
