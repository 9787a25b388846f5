/** Lines of the trail before they have a position: what was decided, on which facts, and what follows. */
import { DUTIES } from '../../policies/ability.ts'
import type { Advanced } from '../core/advance.ts'
import type { Timer } from '../core/clocks.ts'
import type { Private } from '../core/input.ts'
import type { Accepted } from '../core/judge.ts'
import { noticesOf } from '../core/load.ts'
import type { AnyAsked, Context, EventRule, Mechanism } from '../core/mechanism.ts'
import type { Projection } from '../core/projection.ts'
import type { ProcessState } from '../core/process.ts'
import type { Refusal } from '../core/refusal.ts'
import { canonical, contextHash, sha256 } from '../core/trail.ts'
import type { Leaf, TimerRecorded } from '../core/trail.ts'
import type { Effective, Uuid } from '../core/values.ts'
import type { FactsRead, Ground } from './ground.ts'

/** A line of the trail before it has a position. */
export interface Line {
  readonly leaf: Leaf
  /** Tokens that were read, and that were changed. */
  readonly reads: readonly string[]
  readonly touches: readonly string[]
  /** Under whose name the request id counts. */
  readonly actor: string
  readonly privates: readonly Private[]
  readonly projections: readonly Projection[]
  readonly struck?: { readonly process: Uuid; readonly timer: Timer }
  /** What is compared when the request id comes again; absent where none was taken. */
  readonly content?: object
}

/** Who asked for what: the part of a line that is known before it is judged. */
export interface Origin extends Pick<Line, 'actor' | 'privates' | 'struck' | 'content'> {
  readonly leaf: Pick<
    Leaf,
    | 'v'
    | 'id'
    | 'institution'
    | 'request'
    | 'reused'
    | 'event'
    | 'recordedAt'
    | 'cause'
    | 'group'
    | 'attested'
    | 'actor'
  >
  /** Tokens that the duty was read from. */
  readonly duty: readonly string[]
}

const policies = new WeakMap<Mechanism, string>()
/** Hash of the duties and of the rules of a mechanism: which policy a decision was taken under. */
export function policiesOf(mechanism: Mechanism): string {
  const known = policies.get(mechanism)
  if (known) return known
  const rules = Object.entries(mechanism.rules).map(([name, { says, article }]) => ({
    name,
    says,
    article,
  }))
  const made = sha256(canonical({ duties: DUTIES, rules, separation: mechanism.separation }))
  policies.set(mechanism, made)
  return made
}

const contextHashes = new WeakMap<object, string>()
/** What one step leaves is what the next one of its batch begins with: it is hashed once. */
export function hashOf(context: ProcessState['context']): string {
  const known = contextHashes.get(context)
  if (known) return known
  const made = contextHash(context)
  contextHashes.set(context, made)
  return made
}

export interface Passed {
  readonly mechanism: Mechanism
  readonly before: ProcessState | undefined
  readonly kind: Leaf['kind']
  readonly judged: Accepted
  readonly effective: Effective
  readonly read: FactsRead
  readonly next: Advanced
}

/** The line of an accepted event. */
export function acceptedLine(ground: Ground, origin: Origin, passed: Passed): Line {
  const { mechanism, before, judged, effective, read, next } = passed
  const event = mechanism.events[judged.asked.type]
  const projections = mechanism.projects?.(judged.asked, next.state.context) ?? []
  const leaf: Leaf = {
    ...origin.leaf,
    kind: passed.kind,
    process: { ...identityOf(next.state), ...(before ? {} : { opens: true as const }) },
    ...(before ? { from: before.value } : {}),
    to: next.state.value,
    context: {
      ...(before ? { from: hashOf(before.context) } : {}),
      to: hashOf(next.state.context),
    },
    ...factsOf(read, next),
    decision: {
      duty: judged.duty.id,
      body: judged.duty.body,
      article: judged.duty.article,
      separation: judged.separation,
      policies: policiesOf(mechanism),
    },
    ...('at' in effective && effective.at === ground.now ? {} : { effective }),
    ...timersOf(next, ground.calendar.version),
    ...(event ? noticed(event, next.state.context) : {}),
    ...reactionsOf(mechanism, judged.asked, next.state),
  }
  return {
    leaf,
    ...lineBase(origin),
    reads: [...read.tokens, ...next.read.map((r) => `policy:${r.policy}`), ...origin.duty],
    touches: touchesOf(next.state, projections, before),
    projections,
  }
}

/** A refused attempt is evidence: with its rule, and the facts read up to the check that refused. */
export function refusedLine(
  origin: Origin,
  refusal: Refusal,
  at: {
    readonly mechanism: Mechanism
    readonly before: ProcessState | undefined
    readonly effective: Effective | undefined
    readonly read: FactsRead
  },
): Line {
  const { before, read } = at
  return {
    leaf: {
      ...origin.leaf,
      kind: 'refused',
      ...(before
        ? { process: identityOf(before), from: before.value }
        : { mechanism: at.mechanism.id }),
      ...(Object.keys(read.recorded).length > 0 ? { facts: read.recorded } : {}),
      ...(at.effective ? { effective: at.effective } : {}),
      refusal,
    },
    ...lineBase(origin),
    reads: [...read.tokens, ...origin.duty],
    touches: [],
    projections: [],
  }
}

export const lineBase = ({ actor, privates, struck, content }: Origin) => ({
  actor,
  privates,
  ...(struck ? { struck } : {}),
  ...(content ? { content } : {}),
})

export const identityOf = (state: ProcessState) => ({
  id: state.id,
  mechanism: state.mechanism,
  chart: state.chart,
  edition: state.edition,
  hash: state.hash,
  revision: state.revision,
  version: state.version,
})

const timerRecorded = (t: Timer): TimerRecorded => ({
  clock: t.clock,
  id: t.id,
  dueAt: t.dueAt,
  citation: t.basis,
})
export const timersOf = ({ armed, disarmed }: Advanced, calendar: string) =>
  armed.length + disarmed.length === 0
    ? {}
    : {
        timers: { armed: armed.map(timerRecorded), disarmed: disarmed.map(timerRecorded) },
        ...(armed.some((t) => t.unit === 'workday') ? { calendar } : {}),
      }

/** Facts that rules read, and house policy that clocks were armed with. */
export function factsOf(read: FactsRead, next: Advanced) {
  const policy = next.read.map((r) => [
    `policy:${r.policy}`,
    { value: r.value, source: r.source === 'policy' ? `policy:${r.policy}` : 'default' },
  ])
  const facts = { ...read.recorded, ...(Object.fromEntries(policy) as FactsRead['recorded']) }
  return Object.keys(facts).length === 0 ? {} : { facts }
}

/** Who is told, as far as the condition of the notice holds after the event. */
function noticed(event: EventRule, context: Context) {
  const notices = noticesOf(event, context)
  return notices.length === 0 ? {} : { notices }
}

export function reactionsOf(mechanism: Mechanism, asked: AnyAsked, state: ProcessState) {
  const made = mechanism.reactions
    .filter((r) => r.on === asked.type)
    .flatMap(({ to, event, make }) => {
      const caused = make(asked, state.context) ?? []
      return [caused].flat().map((one) => ({ to, event, ...one }))
    })
  return made.length === 0 ? {} : { reactions: made.map((r, n) => ({ n, ...r })) }
}

function projectionTokens({ table, row }: Projection): readonly string[] {
  switch (table) {
    case 'seat':
    case 'seat_end':
      return [
        `seat:${String(row['person'])}`,
        `seat:${String(row['id'])}`,
        `members:${String(row['body'])}`,
      ]
    case 'person':
      return [`identity:${String(row['issuer'])} ${String(row['subject'])}`]
    case 'interest':
      return [`interest:${String(row['person'])}`]
    case 'policy_value':
      return [`policy:${String(row['key'])}`]
    case 'unit':
      return [`unit:${String(row['id'])}`]
    case 'delegation':
    case 'delegation_end':
      return [`delegation:${String(row['delegate'])}`]
    case 'supervision':
      return ['supervision']
    default:
      return []
  }
}

/** What an accepted event changed, in the words in which others may have read it. */
export function touchesOf(
  state: ProcessState,
  projections: readonly Projection[],
  before: ProcessState | undefined,
): string[] {
  // A subject that the process no longer has is changed by that as well.
  const subjects = new Set([...state.subjects, ...(before?.subjects ?? [])])
  return [
    `process:${state.id}`,
    ...[...subjects].flatMap((s) => [`subject:${s}`, `mechanism:${state.mechanism}/${s}`]),
    ...projections.flatMap(projectionTokens),
  ]
}
