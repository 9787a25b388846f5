/**
 * The judgement of an ask, pure: does the state take the event, is it this actor's duty, does separation
 * bar them, do the rules hold; and if so, the state after it. `execute()`, the offers of the API and
 * `verify` all judge here, so they cannot differ.
 */
import type { AnyMachineSnapshot, AnyStateMachine, AnyTransitionDefinition } from 'xstate'
import type { Duty } from '../../policies/duty.ts'
import { OF_ANOTHER, answeringFor, barring, brokenFor } from './answering.ts'
import type { Answering } from './answering.ts'
import { dutiesOf, isClockEvent } from './load.ts'
import type { About, AnyAsked, Context, EventRule, Mechanism } from './mechanism.ts'
import type { ProcessState } from './process.ts'
import type { Refusal } from './refusal.ts'
import { byRule, notNow, notYourDuty } from './refusals.ts'
import type { Missed } from './refusals.ts'
import { ruleNames } from './rules.ts'
import { initial, restore, standsAt, step, transitionsOf } from './step.ts'
import type { Position } from './step.ts'
import { barredFromSupervising, lookedAt } from './supervising.ts'
import type { Supervising } from './supervising.ts'
import type { Actor, Capacity, Participants } from './values.ts'

/** What a process looks like to a duty: flat columns, the same in a list filter and in a single check. */
export interface DutySubject {
  readonly mechanism: string
  readonly unit: string | null
  readonly subjects: readonly string[]
  readonly openedBy: string | null
  /** Absent: it is yet to be opened. */
  readonly openedAt?: string | undefined
}

/**
 * Finds the seat by which one of the duties is held over a process, for an event; undefined where none is.
 * The event matters to a delegation alone.
 */
export type Holds = (
  duties: readonly Duty[],
  over: DutySubject | undefined,
  event: string,
) => { readonly duty: Duty; readonly by: Actor } | undefined

/** Why no seat holds one of the duties: the nearest miss, in words; undefined where there is none to tell. */
export type Near = (
  duties: readonly Duty[],
  over: DutySubject | undefined,
  event: string,
) => Missed | undefined

/** An ask as it reaches the judgement: payload parsed, personal values replaced by commitments. */
export interface Ask {
  readonly event: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly moment: Omit<AnyAsked, 'type' | 'payload' | 'by' | 'participants'>
  readonly holds: Holds
  readonly near?: Near
  /** Absent: nothing is known of how the institution is supervised. */
  readonly supervising?: Supervising
  /** Facts that depend on the seat that asks; read only after the duty is known to be held. */
  readonly facts?: (by: Actor) => AnyAsked['facts']
  /** The same facts as they are of the one on whose behalf it is asked. */
  readonly factsOfPrincipal?: (by: Actor) => AnyAsked['facts']
}

/** The chart and the state to judge; without `state` the event is to open a process. */
export interface Standing {
  readonly mechanism: Mechanism
  readonly chart: string
  readonly state:
    | (Pick<
        ProcessState,
        'value' | 'context' | 'participants' | 'final' | 'unit' | 'subjects' | 'openedBy'
      > &
        Partial<Pick<ProcessState, 'openedAt'>>)
    | undefined
}

export interface Accepted {
  readonly ok: true
  readonly duty: Duty
  readonly by: Actor
  /** Ids of the separation rules that were checked. */
  readonly separation: readonly string[]
  readonly asked: AnyAsked
  readonly before: AnyMachineSnapshot
  readonly after: AnyMachineSnapshot
  readonly position: Position
  readonly participants: Participants
  readonly about: About
}
export interface Rejected {
  readonly ok: false
  readonly refusal: Refusal
}
export type Judgement = Accepted | Rejected

const machineOf = ({ mechanism, chart }: Standing): AnyStateMachine => {
  const machine = mechanism.charts[chart]
  if (!machine) throw new Error(`${mechanism.id} has no chart ${chart}`)
  return machine
}
const snapshotOf = (standing: Standing): AnyMachineSnapshot =>
  standing.state ? restore(machineOf(standing), standing.state) : initial(machineOf(standing))

const leads = (t: AnyTransitionDefinition): boolean =>
  t.source.path.length === 0 || t.source.path[0] === 'case'

type Transitions = ReturnType<typeof transitionsOf>

/** The transitions that must be enabled: one of the case region, and one of each region named. */
function needed(
  by: Transitions,
  name: string,
  event: EventRule,
): readonly (readonly AnyTransitionDefinition[])[] {
  const all = by.get(name) ?? []
  const groups = [all.filter(leads)]
  for (const region of event.regions ?? [])
    if (region !== 'case') groups.push(all.filter((t) => t.source.path[0] === region))
  return groups
}

/** Does the state take the event at all, whoever asks and whatever the payload? */
function takes(standing: Standing, by: Transitions, name: string): boolean {
  const event = standing.mechanism.events[name]
  if (!event || (event.opens === true) !== (standing.state === undefined)) return false
  if (standing.state?.final && !event.afterEnd) return false
  return needed(by, name, event).every((group) => group.length > 0)
}

/** Events that the state takes now from somebody, clock events left out, in the order of the table. */
export function possibleEvents(standing: Standing, snapshot = snapshotOf(standing)): string[] {
  const by = transitionsOf(snapshot)
  return Object.entries(standing.mechanism.events)
    .filter(([name, event]) => by.has(name) && !isClockEvent(event) && takes(standing, by, name))
    .map(([name]) => name)
}

export const dutySubject = ({ mechanism, state }: Standing): DutySubject | undefined =>
  state && {
    mechanism: mechanism.id,
    unit: state.unit ?? null,
    subjects: state.subjects,
    openedBy: state.openedBy ?? null,
    openedAt: state.openedAt,
  }

/** Judges an ask and, where it is accepted, gives the state after it. Never throws for a refusal. */
export function judge(standing: Standing, ask: Ask): Judgement {
  const { mechanism } = standing
  const event = mechanism.events[ask.event]
  const before = snapshotOf(standing)
  const refuse = (refusal: Omit<Refusal, 'possible'>): Rejected => ({
    ok: false,
    refusal: { ...refusal, possible: possibleEvents(standing, before) },
  })
  if (!event || !takes(standing, transitionsOf(before), ask.event))
    return refuse(notNow(standing, machineOf(standing), ask.event))
  const over = dutySubject(standing)
  const held = ask.holds(dutiesOf(event), over, ask.event)
  if (!held) return refuse(notYourDuty(event, ask.near?.(dutiesOf(event), over, ask.event)))
  const asked: AnyAsked = {
    ...ask.moment,
    ...(ask.facts ? { facts: ask.facts(held.by) } : {}),
    type: ask.event,
    payload: ask.payload,
    by: held.by,
    participants: standing.state?.participants ?? {},
  }
  const separation = mechanism.separation[ask.event] ?? []
  const answering = answeringFor(asked, () => ask.factsOfPrincipal?.(held.by))
  const context = before.context as Context
  const barred = firstBroken(mechanism, separation, { context, answering })
  if (barred) return refuse(byRule(barred, 'SEPARATION'))
  const broken = brokenRule(mechanism, before, { answering, event })
  if (broken) return refuse(byRule(broken, 'NOT_NOW'))
  const own = barredFromSupervising({ ...held, ...lookOf(standing) }, ask.supervising)
  if (own) return refuse(own)
  const checked = [...separation, ...lookedAt(held, ask.supervising)]
  return accept(standing, { asked, event, held, before, separation: checked, ask, refuse })
}

/** What a supervisor looks at: nothing yet where the process is to be opened. */
const lookOf = ({ state }: Standing) => ({
  subjects: state?.subjects ?? [],
  participants: state?.participants ?? {},
})

interface Passed {
  readonly asked: AnyAsked
  readonly event: EventRule
  readonly held: { readonly duty: Duty; readonly by: Actor }
  readonly before: AnyMachineSnapshot
  readonly separation: readonly string[]
  readonly ask: Pick<Ask, 'near' | 'holds' | 'supervising'>
  readonly refuse: (refusal: Omit<Refusal, 'possible'>) => Rejected
}

function accept(standing: Standing, passed: Passed): Judgement {
  const { ask, asked, event, held, before, separation, refuse } = passed
  const { mechanism } = standing
  const after = step(before, asked)
  const about = mechanism.about(after.context as Context, standing.chart)
  if (standing.state === undefined) {
    // The scope of a duty to open is judged on what was opened: a department opens for its own unit.
    const opened = {
      mechanism: mechanism.id,
      unit: about.unit ?? null,
      subjects: about.subjects,
      openedBy: held.by.person ?? null,
    }
    const delegated = asked.by.onBehalfOf !== undefined
    const within = delegated
      ? ask.holds([held.duty], opened, asked.type)?.by.delegation === held.by.delegation
      : asked.by.person === undefined || passedOver(asked, opened, held.duty)
    if (!within) return refuse(notYourDuty(event, ask.near?.([held.duty], opened, asked.type)))
    const look = { subjects: about.subjects, participants: {} }
    const own = barredFromSupervising({ ...held, ...look }, ask.supervising)
    if (own) return refuse(own)
  }
  return {
    ok: true,
    duty: held.duty,
    by: held.by,
    separation,
    asked,
    before,
    after,
    position: standsAt(after),
    participants: joined(asked, { event, duty: held.duty }),
    about,
  }
}

const passedOver = (asked: AnyAsked, opened: DutySubject, duty: Duty): boolean => {
  if (duty.about !== undefined && !opened.subjects.includes(duty.about)) return false
  if (duty.scope === 'unit') return opened.unit === (asked.by.unit ?? null)
  if (duty.scope === 'subject') return opened.subjects.includes(asked.by.unit ?? '')
  return true
}

function joined(
  { participants, by, payload }: AnyAsked,
  { event, duty }: { readonly event: EventRule; readonly duty: Duty },
): Participants {
  const added: [Capacity, unknown][] = Object.entries(event.appoints ?? {}).map(
    ([field, capacity]) => [capacity, payload[field]],
  )
  if (event.capacity) added.push([event.capacity, by.person], [event.capacity, by.onBehalfOf])
  if (duty.body === 'consumerProtectionCommittee') added.push(['committee', by.person])
  const next: Partial<Record<Capacity, readonly string[]>> = { ...participants }
  for (const [capacity, person] of added)
    if (typeof person === 'string' && !next[capacity]?.includes(person))
      next[capacity] = [...(next[capacity] ?? []), person]
  return withPair(next, by)
}

/** Who acted for whom, at the same place of both lists; each pair once. */
function withPair(next: Participants, { person, onBehalfOf }: Actor): Participants {
  if (person === undefined || onBehalfOf === undefined) return next
  const { delegate = [], delegator = [] } = next
  if (delegate.some((who, n) => who === person && delegator[n] === onBehalfOf)) return next
  return { ...next, delegate: [...delegate, person], delegator: [...delegator, onBehalfOf] }
}

type Args = { readonly context: Context; readonly answering: Answering }
function firstBroken(m: Mechanism, names: readonly string[], { context, answering }: Args) {
  for (const name of names) {
    const rule = m.rules[name]
    const whom = rule && brokenFor(rule, context, answering)
    if (!rule || !whom) continue
    return whom === 'other'
      ? { name, rule: barring(rule), because: OF_ANOTHER }
      : { name, rule, because: rule.because?.({ context, event: answering.asked }) }
  }
  return undefined
}

/** The first rule that keeps a needed region from taking the event; undefined when all take it. */
function brokenRule(
  m: Mechanism,
  before: AnyMachineSnapshot,
  { answering, event }: { readonly answering: Answering; readonly event: EventRule },
) {
  const { asked, others } = answering
  const context = before.context as Context
  const alone = { asked, others: [], strangers: [] }
  for (const group of needed(transitionsOf(before), asked.type, event)) {
    const broken = group.map((t) =>
      firstBroken(m, ruleNames(t.guard), { context, answering: alone }),
    )
    // The chart takes the first way that is open to the one who signs; it must be open to the others too.
    const taken = group[broken.indexOf(undefined)]
    if (!taken) return broken[0]
    const barred =
      others.length > 0 ? firstBroken(m, ruleNames(taken.guard), { context, answering }) : undefined
    if (barred) return barred
  }
  return undefined
}

/** An event that the state takes: may this actor send it, and on what does it still depend? */
export interface Offer {
  readonly event: string
  readonly allowed: boolean
  readonly refusal?: Refusal
  /** The duty by which it may be sent; the first of the event where none is held. */
  readonly duty: Duty
  /** Rules that only the payload can decide. */
  readonly dependsOn: readonly string[]
}

/** Whoever looks at a process; there is no payload yet, so facts that need one are null. */
export interface OfferAsk {
  readonly holds: Holds
  readonly near?: Near
  readonly supervising?: Supervising
  readonly moment: Ask['moment']
  readonly facts: (event: string, by: Actor) => AnyAsked['facts']
  readonly factsOfPrincipal?: (event: string, by: Actor) => AnyAsked['facts']
}

/** Every event that the state takes, with the verdict for this actor as far as no payload is needed. */
export function offers(standing: Standing, ask: OfferAsk): Offer[] {
  const snapshot = snapshotOf(standing)
  const possible = possibleEvents(standing, snapshot)
  return possible.map((name) => offer(standing, snapshot, { ...ask, name, possible }))
}

function offer(
  standing: Standing,
  snapshot: AnyMachineSnapshot,
  ask: OfferAsk & { readonly name: string; readonly possible: readonly string[] },
): Offer {
  const { mechanism } = standing
  const event = mechanism.events[ask.name] as EventRule
  const { possible } = ask
  const over = dutySubject(standing)
  const held = ask.holds(dutiesOf(event), over, ask.name)
  const duty = held?.duty ?? (dutiesOf(event)[0] as Duty)
  const no = (refusal: Omit<Refusal, 'possible'>): Offer => ({
    event: ask.name,
    allowed: false,
    duty,
    dependsOn: [],
    refusal: { ...refusal, possible },
  })
  if (!held) return no(notYourDuty(event, ask.near?.(dutiesOf(event), over, ask.name)))
  const asked: AnyAsked = {
    ...ask.moment,
    facts: ask.facts(ask.name, held.by),
    type: ask.name,
    payload: {},
    by: held.by,
    participants: standing.state?.participants ?? {},
  }
  const args = {
    context: snapshot.context as Context,
    answering: answeringFor(asked, () => ask.factsOfPrincipal?.(ask.name, held.by)),
  }
  const ofCase = (names: readonly string[]) => names.filter((n) => !mechanism.rules[n]?.of)
  const separation = mechanism.separation[ask.name] ?? []
  const barred = firstBroken(mechanism, ofCase(separation), args)
  if (barred) return no(byRule(barred, 'SEPARATION'))
  const depends = new Set(separation.filter((n) => mechanism.rules[n]?.of))
  for (const group of needed(transitionsOf(snapshot), ask.name, event)) {
    const verdicts = group.map((t) => ({
      t,
      broken: firstBroken(mechanism, ofCase(ruleNames(t.guard)), args),
    }))
    const open = verdicts.filter((v) => !v.broken)
    const [first] = verdicts
    if (open.length === 0 && first?.broken) return no(byRule(first.broken, 'NOT_NOW'))
    // Where one way needs nothing of the payload, the payload decides only which way is taken.
    if (open.every((v) => ruleNames(v.t.guard).some((n) => mechanism.rules[n]?.of)))
      for (const v of open)
        for (const n of ruleNames(v.t.guard)) if (mechanism.rules[n]?.of) depends.add(n)
  }
  const own = barredFromSupervising({ ...held, ...lookOf(standing) }, ask.supervising)
  if (own) return no(own)
  return { event: ask.name, allowed: true, duty, dependsOn: [...depends] }
}
