/**
 * One object per mechanism: everything that is known about it, typed so that a wrong mechanism does not
 * compile, and checked once more when it is loaded (`load.ts`).
 */
import type { AnyStateMachine, ContextFrom, EventFromLogic, StateMachine, StateValue } from 'xstate'
import type * as z from 'zod'
import type { Body, Duty } from '../../policies/duty.ts'
import type { Citation, Text } from '../../policies/law.ts'
import type { Clock } from './clocks.ts'
import type { Bar, CoverageRule, LaunchCheck, Share } from './coverage.ts'
import type { HousePolicy } from './house-policy.ts'
import type { Obligation } from './obligation.ts'
import type { FactTable, FactValue } from './facts.ts'
import { problemsOf } from './load.ts'
import type { Projection } from './projection.ts'
import type { HeldBy } from './refusal.ts'
import type {
  Actor,
  Capacity,
  Day,
  Effective,
  Instant,
  Participants,
  SubjectKey,
  Uuid,
} from './values.ts'

export const PHASES = ['before', 'during', 'after'] as const
/** 事前、事中、事后: control before, during and after. */
export type Phase = (typeof PHASES)[number]

/** Every state of a chart says what it is called; the phase is inherited from the nearest ancestor. */
export interface StateMeta {
  readonly title: Text
  readonly phase?: Phase
}

/**
 * What an event is in law. A body that supervises may find, record and submit, but a `decision` in a
 * mechanism that is not its own is never its duty.
 */
export type Nature = 'submission' | 'decision' | 'finding' | 'record' | 'order'

/** Who is told of an event; recorded in its entry and shown on the desk of the body. */
export interface Notice {
  readonly to: Body
  readonly about: Text
  /** Told only where a number in the context has come to this with the event; see `noticesOf`. */
  readonly when?: { readonly counts: string; readonly atLeast: number }
}

export interface EventRule {
  readonly title: Text
  /** The duties by which it may be sent; one of them is needed. */
  readonly by: Duty | readonly Duty[]
  readonly nature: Nature
  readonly payload: z.ZodObject
  /** Opens a process; then it is taken by the initial state only. */
  readonly opens?: true
  /** Regions that must all take it; the case region always must. */
  readonly regions?: readonly string[]
  /** Facts that rules and assignments of this event may read. */
  readonly reads?: readonly string[]
  /** In which capacity the one who sends it takes part from then on. */
  readonly capacity?: Capacity
  /** Payload fields that name a person, and the capacity in which that person takes part. */
  readonly appoints?: Readonly<Record<string, Capacity>>
  readonly notices?: readonly Notice[]
  /** May take effect before now; never before what the process last knew. */
  readonly backdatable?: true
  /** Accepted although the case has ended. */
  readonly afterEnd?: true
  /** May be recorded from an earlier register under the duty to transcribe. */
  readonly transcribable?: true
}
export type EventTable = Readonly<Record<string, EventRule>>

type Read<R, F> = R extends readonly (infer N)[]
  ? { readonly [K in N & keyof F]: FactValue<F[K]> }
  : Readonly<Record<never, never>>

/** What rules and assignments see beside the context. */
export interface Moment<Facts> {
  /** When it is recorded. */
  readonly at: Instant
  readonly effective: Effective
  /** The effective day in the zone of the institution; undefined where the source does not state it. */
  readonly on: Day | undefined
  readonly by: Actor
  /** Who took part before this event. */
  readonly participants: Participants
  readonly process: Uuid
  /** Id of the entry that records it. */
  readonly entry: Uuid
  /** The record of an earlier register that attests it, where it is transcribed. */
  readonly attested?: { readonly source: string; readonly line: number }
  readonly facts: Facts
}

/** What a chart receives: the accepted ask with everything a rule may look at. */
export type Asked<T extends EventTable, F = Readonly<Record<never, never>>> = {
  [K in keyof T & string]: Moment<Read<T[K] extends { readonly reads: infer R } ? R : never, F>> & {
    readonly type: K
    readonly payload: z.output<T[K]['payload']>
  }
}[keyof T & string]

/** For `setup({ types })`. */
export const chartTypes = <C, E extends { type: string }>() =>
  ({}) as { context: C; events: E; meta: StateMeta; input: undefined }

/** `createMachine({…} satisfies MachineOf<typeof chart>)`: without it an unknown event passes unseen. */
export type MachineOf<S extends { createMachine: (config: never) => unknown }> = Parameters<
  S['createMachine']
>[0]
/** `createStateConfig({…} satisfies StateOf<typeof chart>)`, for a part of a chart in its own const. */
export type StateOf<S extends { createStateConfig: (config: never) => unknown }> = Parameters<
  S['createStateConfig']
>[0]

type SchemaOf<M> =
  M extends StateMachine<
    infer _Context,
    infer _Event,
    infer _Children,
    infer _Actor,
    infer _Action,
    infer _Guard,
    infer _Delay,
    infer _State,
    infer _Tag,
    infer _Input,
    infer _Output,
    infer _Emitted,
    infer _Meta,
    infer Schema,
    infer _Id
  >
    ? Schema
    : never
type Paths<S> = S extends { readonly states: infer N }
  ? { [K in keyof N & string]: K | `${K}.${Paths<N[K]>}` }[keyof N & string]
  : never
/** `case.handling.ready`: every state path of a chart, as a type. */
export type PathOf<M extends AnyStateMachine> = Paths<SchemaOf<M>>

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false
type Charts<M extends Readonly<Record<string, AnyStateMachine>>, C, E> = {
  [K in keyof M]: Same<EventFromLogic<M[K]>, E> extends true
    ? Same<ContextFrom<M[K]>, C> extends true
      ? M[K]
      : 'this chart has another context'
    : 'this chart was not built over this event table'
}

/** Events that a clock may fire: their payload needs nothing. */
type Fireable<T extends EventTable> = {
  [K in keyof T & string]: Record<never, never> extends z.input<T[K]['payload']> ? K : never
}[keyof T & string]
type ClockOf<C, T extends EventTable, P extends string> = Clock<C> & {
  readonly fires: Fireable<T>
  readonly runsIn: readonly P[]
  readonly pausedIn?: readonly P[]
}

/** What a process is about; made from the context alone, so it never holds a personal value. */
export interface About {
  readonly subjects: readonly SubjectKey[]
  readonly title: Text
  /** Unit that carries the process. */
  readonly unit?: string
  /** Binding basis of this case where it differs from the mechanism's. */
  readonly basis?: Basis
}
export type Basis = 'statute' | 'contract' | 'voluntary'

/** What must follow in another mechanism; recorded in the entry and carried by the courier. */
export interface Reaction<C, E> {
  readonly on: E extends { readonly type: infer K } ? K : never
  readonly to: string
  readonly event: string
  /** Undefined or empty: nothing follows this time. One without `process` opens a process. */
  readonly make: (event: E, context: C) => Caused | readonly Caused[] | undefined
}
/** An event that is caused in a process, or that opens one. */
export interface Caused {
  readonly process?: Uuid
  readonly payload: Readonly<Record<string, unknown>>
}

/** What a sample payload may be made from. */
export interface SampleAsk<C> {
  readonly context: C
  readonly on: Day
  readonly by: Actor
  /** Persons who hold a seat in a body, in a fixed order. */
  readonly people: (body: Body) => readonly Uuid[]
  /** Ids of the seats of a body that are held. */
  readonly seats?: (body: Body) => readonly Uuid[]
  /** Id of the latest entry of the process. */
  readonly lastEntry: Uuid
}
type Samples<T extends EventTable, C> = {
  readonly [K in Exclude<keyof T & string, Fireable<T>>]: (
    ask: SampleAsk<C>,
  ) => z.input<T[K]['payload']>
} & { readonly [K in Fireable<T>]?: (ask: SampleAsk<C>) => z.input<T[K]['payload']> }

export interface Edition {
  /** Day from which this text is in force; also the id of the edition. */
  readonly from: string
  /** Raised whenever a chart, rule or clock of this edition changes what it means. */
  readonly revision: number
  readonly basis: Basis
  readonly articles: readonly Citation[]
  /**
   * What a process of the edition before this one is under this one. Pure. Absent: none moves, each goes
   * on to its end under the edition it began with.
   */
  readonly move?: (value: StateValue, context: Context, moving: Moving) => Moved | NeedsDecision
}
/** Which process moves. */
export interface Moving {
  readonly chart: string
  /** One of the choices that the edition offered where it could not tell by itself. */
  readonly choice?: string
}
export interface Moved {
  readonly value: StateValue
  readonly context: Context
  /** Clocks that go on under another name: new → old. One that is not named keeps its own. */
  readonly clocks?: Readonly<Record<string, string>>
}
/** It does not follow from the process alone what it is under this edition. */
export interface NeedsDecision {
  readonly needs: Text
  /** What may be decided; none: it stays under its edition until it has gone on. */
  readonly choices?: Readonly<Record<string, Text>>
}

export interface RuleText {
  readonly says: Text
  readonly article: Citation
  /** What would have to change for it to hold; printed in the refusal. */
  readonly change: Text
  /** SEPARATION where it bars this person; else the matter is not ripe. */
  readonly refuses?: 'NOT_NOW' | 'SEPARATION'
  /** Events whose payload it judges; absent: it is decided before a payload exists. */
  readonly of?: readonly string[]
  readonly reads?: readonly string[]
  /** The payload field at fault, for rules that judge a payload. */
  readonly field?: readonly string[]
}
/** What a refusal says of the case at hand, beside what the rule says of every case. */
export interface Because {
  readonly text: Text
  readonly heldBy?: HeldBy
}
export interface Rule<C, E extends { type: string }> extends RuleText {
  readonly holds: (args: { context: C; event: E }) => boolean
  /** Asked only where it does not hold. */
  readonly because?: (args: { context: C; event: E }) => Because | undefined
}
export type RuleTable<C, E extends { type: string }> = Readonly<Record<string, Rule<C, E>>>

/** What a mechanism is called and where it stands in law. */
export interface Heading<Id extends string, S extends string> {
  readonly id: Id
  readonly kind: 'mechanism' | 'governance' | 'programme'
  /** Kebab case; gives the names of the API: `complaint-handling` → `complaintHandlingCommand`. */
  readonly slug: S
  readonly title: Text
  readonly edition: Edition
}

/** What its author writes of a mechanism, or of one chart of it; see `defineMechanism`, `definePart`. */
export interface Content<
  T extends EventTable,
  C extends z.ZodObject,
  F extends FactTable<z.output<C>>,
  R extends Readonly<Record<string, unknown>>,
  M extends Readonly<Record<string, AnyStateMachine>>,
> {
  readonly context: C
  readonly facts: F
  readonly events: T
  readonly rules: R & RuleTable<z.output<NoInfer<C>>, Asked<NoInfer<T>, NoInfer<F>>>
  /** Who may not do both: rules that are judged right after the duty, by event. */
  readonly separation: { readonly [K in keyof NoInfer<T>]?: readonly (keyof NoInfer<R> & string)[] }
  readonly charts: M & Charts<NoInfer<M>, z.output<NoInfer<C>>, Asked<NoInfer<T>, NoInfer<F>>>
  readonly clocks: Readonly<
    Record<string, ClockOf<z.output<NoInfer<C>>, NoInfer<T>, PathOf<NoInfer<M>[keyof NoInfer<M>]>>>
  >
  readonly about: (context: z.output<NoInfer<C>>) => About
  readonly reactions: readonly {
    [K in keyof NoInfer<T> & string]: Reaction<
      z.output<NoInfer<C>>,
      Extract<Asked<NoInfer<T>, NoInfer<F>>, { type: K }>
    >
  }[keyof NoInfer<T> & string][]
  readonly samples: Samples<NoInfer<T>, z.output<NoInfer<C>>>
  /** True while the file of a case is held back from disposal, whatever its period (a legal hold). */
  readonly holds?: (context: z.output<NoInfer<C>>) => boolean
  /** What it owes in each phase, and by which states that is seen. */
  readonly coverage?: readonly CoverageRule[]
  /** What bars a subject while its latest process stands there. */
  readonly bars?: readonly Bar[]
  /** What it contributes to the coverage rates of the institution. */
  readonly shares?: readonly Share[]
  /** What it needs before content is launched. */
  readonly launch?: readonly LaunchCheck[]
  /** What the law demands, by what it is enforced, and which test proves it. */
  readonly obligations?: readonly Obligation[]
  /** House policy that is no length of a clock, by key. */
  readonly policies?: Readonly<Record<string, HousePolicy>>
  /** Rows that follow from an event; only the institution and erasure have them. */
  readonly projects?: (
    event: Asked<NoInfer<T>, NoInfer<F>>,
    context: z.output<NoInfer<C>>,
  ) => readonly Projection[]
}

/** The context of any process: plain JSON, no personal value. */
export type Context = Readonly<Record<string, unknown>>
/** An ask of any mechanism, as the engine hands it to a chart. */
export interface AnyAsked extends Moment<Readonly<Record<string, unknown>>> {
  readonly type: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** A mechanism as the engine sees it, whatever its own types. */
export interface Mechanism {
  readonly id: string
  readonly kind: 'mechanism' | 'governance' | 'programme'
  readonly slug: string
  readonly title: Text
  readonly edition: Edition
  /** By chart: what a case of it knows. */
  readonly contexts: Readonly<Record<string, z.ZodObject>>
  readonly facts: FactTable<Context>
  readonly events: EventTable
  readonly rules: RuleTable<Context, AnyAsked>
  readonly separation: Readonly<Record<string, readonly string[] | undefined>>
  readonly charts: Readonly<Record<string, AnyStateMachine>>
  readonly clocks: Readonly<Record<string, Clock<Context>>>
  readonly about: (context: Context, chart: string) => About
  readonly reactions: readonly Reaction<Context, AnyAsked>[]
  readonly samples: Readonly<Record<string, ((ask: SampleAsk<Context>) => unknown) | undefined>>
  /** True while the file of a case is held back from disposal; absent: none ever is. */
  readonly holds?: (context: Context, chart: string) => boolean
  readonly coverage: readonly CoverageRule[]
  readonly bars: readonly Bar[]
  readonly shares: readonly Share[]
  readonly launch: readonly LaunchCheck[]
  readonly obligations: readonly Obligation[]
  readonly policies: Readonly<Record<string, HousePolicy>>
  readonly projects?: (event: AnyAsked, context: Context) => readonly Projection[]
}

export type Known<T extends EventTable> = Mechanism & { readonly events: T }

const NOTHING_MORE = { coverage: [], bars: [], shares: [], launch: [], obligations: [] } as const
/** The content of a mechanism as the engine sees it; its charts share one context. */
export const contentOf = <const T extends EventTable>(
  content: object & { readonly context: z.ZodObject; readonly charts: object },
) => {
  const { context, ...rest } = content
  const contexts = Object.fromEntries(Object.keys(content.charts).map((chart) => [chart, context]))
  return { ...NOTHING_MORE, policies: {}, ...rest, contexts } as unknown as Omit<
    Known<T>,
    keyof Heading<string, string>
  >
}

/** Throws where the mechanism breaks a rule that types cannot see. */
export function checked<M extends Mechanism>(mechanism: M): M {
  for (const problem of problemsOf(mechanism))
    throw new Error(`${mechanism.id} ${mechanism.slug}: ${problem}`)
  return Object.freeze(mechanism)
}

/**
 * Checks and freezes a mechanism. Throws an error that names the mechanism and the rule it breaks, so
 * that a bad mechanism stops the start and never a case.
 */
export function defineMechanism<
  const Id extends string,
  const S extends string,
  const T extends EventTable,
  C extends z.ZodObject,
  F extends FactTable<z.output<C>>,
  R extends Readonly<Record<string, unknown>>,
  M extends Readonly<Record<string, AnyStateMachine>>,
>(
  mechanism: Heading<Id, S> & Content<T, C, F, R, M>,
): Known<T> & { readonly id: Id; readonly slug: S } {
  const { id, kind, slug, title, edition, ...content } = mechanism
  return checked({ id, kind, slug, title, edition, ...contentOf<T>(content) })
}
