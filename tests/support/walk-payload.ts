// What is sent on a walk: the mechanism's own samples, and variants of them that lead where a sample does
// not. Every personal field carries the canary.

import { calendarOf } from '../../engine/core/calendar.ts'
import type { Command } from '../../engine/core/command.ts'
import { personalIn } from '../../engine/core/input.ts'
import { dutiesOf } from '../../engine/core/load.ts'
import type { Context, Mechanism, SampleAsk } from '../../engine/core/mechanism.ts'
import type { ProcessState } from '../../engine/core/process.ts'
import { initial } from '../../engine/core/step.ts'
import type { Day, Uuid } from '../../engine/core/values.ts'
import type { Viewer } from '../../engine/runtime/engine.ts'
import type { Body } from '../../policies/duty.ts'
import { CANARY, personsOf } from './walk-ground.ts'
import type { Ground } from './walk-ground.ts'

export type Payload = Readonly<Record<string, unknown>>
export interface VariantAsk extends SampleAsk<Context> {
  readonly sample: Payload
  /** Other processes of the mechanism: those of the same subject first, then the latest. */
  readonly others: readonly Uuid[]
  /** Number of the process on the walk, from 1: for what must not be the same twice. */
  readonly number: number
}
/** Undefined: there is nothing to vary here. */
export type Variant = (ask: VariantAsk) => Payload | undefined
export interface Varied {
  /** Mechanisms that stand in the place of those that this one reads. */
  readonly neighbours?: readonly Mechanism[]
  /** What must be there before a process is opened, by its number on the walk; with neighbours only. */
  readonly around?: (ground: Ground, number: number) => Promise<void>
  /** What neighbours do while a case goes on; with neighbours only. */
  readonly meanwhile?: (ground: Ground, state: ProcessState) => Promise<void>
  /** By event, then by name. */
  readonly variants: Readonly<Record<string, Readonly<Record<string, Variant>>>>
  /** What an opening sample needs so that it can open again and again. */
  readonly opening?: Variant
  /** What must stand on the ground before the opening: processes that its facts are read from. */
  readonly furnish?: (ground: Ground, event: string) => Promise<void>
  /** How a process is opened from an earlier register, and in which cases the register goes on. */
  readonly transcribed?: {
    readonly event: string
    readonly payload: Variant
    readonly holds: (context: Context) => boolean
  }
  /**
   * Ways into the deep, from where some walks begin: the opening, then events in order, each by whom it is
   * offered. `event:variant` sends a variant, `event@body` lets that body send it.
   */
  readonly ways?: Readonly<Record<string, readonly string[]>>
  /** What helps where a rule stands in the way, for a start; a walk learns the rest. */
  readonly mends?: Readonly<Record<string, readonly string[]>>
  /** True where no payload could satisfy the rule: nobody is left who could be named. */
  readonly hopeless?: (rule: string, ask: SampleAsk<Context>) => boolean
}
export const NOTHING_VARIED: Varied = { variants: {} }

export const SAMPLE = 'sample'
/** As the last step of a way: the walk ends there. */
export const STOP = 'stop'
const NO_ENTRY = '00000000-0000-0000-0000-000000000000'
const calendar = calendarOf('Asia/Shanghai')
export const dayOf = (ground: Ground): Day => calendar.dayOf(ground.now())

export interface Opened {
  readonly id: Uuid
  readonly subjects: readonly string[]
}
export interface Saying {
  readonly ground: Ground
  readonly mechanism: Mechanism
  readonly varied: Varied
  /** Processes that were opened on this ground, in order. */
  readonly opened: readonly Opened[]
}
export interface Said {
  readonly event: string
  readonly state: ProcessState | undefined
  /** Who sends it; the courier has no seat. */
  readonly viewer: Viewer | undefined
  readonly on?: Day
}

/** Somebody whose duty it is not sends what the one whose duty it is would send. */
function askOf(
  { ground, mechanism }: Saying,
  { event, state, viewer, on }: Said,
): SampleAsk<Context> {
  const rule = mechanism.events[event]
  const duties = rule ? dutiesOf(rule) : []
  const entitled = (v: Viewer) =>
    duties.flatMap((d) => v.seats.find((s) => s.body === d.body) ?? []).at(0)
  const everybody = [...ground.viewers.values()]
  const seat = viewer && (entitled(viewer) ?? everybody.map(entitled).find((s) => s !== undefined))
  const by = seat
    ? {
        person: seat.person,
        body: seat.body,
        seat: seat.id,
        ...(seat.unit ? { unit: seat.unit } : {}),
      }
    : { body: viewer ? ('system' as const) : ('courier' as const) }
  const last =
    state && ground.written.findLast((w) => w.leaf.process?.id === state.id && !w.leaf.refusal)
  return {
    context: contextOf(mechanism, event, state),
    on: on ?? dayOf(ground),
    by,
    people: (body: Body) => personsOf(ground, body),
    // The last seat of a body, so that the first holder goes on holding it.
    seats: (body) =>
      everybody
        .flatMap((v) => v.seats.filter((s) => s.body === body).map((s) => s.id))
        .toReversed(),
    lastEntry: last?.leaf.id ?? NO_ENTRY,
  }
}

/** An event of another chart finds that chart as it is before anything has happened. */
function contextOf(mechanism: Mechanism, event: string, state: ProcessState | undefined): Context {
  if (state === undefined) return {}
  const taken = (machine: Mechanism['charts'][string] | undefined) =>
    machine?.events.includes(event) ?? false
  if (taken(mechanism.charts[state.chart])) return state.context
  const other = Object.values(mechanism.charts).find(taken)
  return other ? (initial(other).context as Context) : state.context
}

export function sampleOf(saying: Saying, said: Said): Payload {
  const made = saying.mechanism.samples[said.event]?.(askOf(saying, said)) as Payload | undefined
  return marked(saying.mechanism, said.event, made ?? {})
}
/** A variant of the sample; undefined where it has nothing to vary. */
export function variantOf(saying: Saying, said: Said, make: Variant): Payload | undefined {
  const ask = askOf(saying, said)
  const sample = (saying.mechanism.samples[said.event]?.(ask) ?? {}) as Payload
  const own = (o: Opened) =>
    o.subjects.some((s) => said.state?.subjects.some((own) => own === s)) ? 0 : 1
  const others = saying.opened
    .filter((o) => o.id !== said.state?.id)
    .toReversed()
    .toSorted((a, b) => own(a) - own(b))
    .map((o) => o.id)
  const made = make({ ...ask, sample, others, number: saying.opened.length + 1 })
  return made && marked(saying.mechanism, said.event, made)
}
export const hopeless = (saying: Saying, said: Said, rule: string): boolean =>
  saying.varied.hopeless?.(rule, askOf(saying, said)) ?? false

/** With the canary in every personal field that is there. */
function marked(mechanism: Mechanism, event: string, payload: Payload): Payload {
  const schema = mechanism.events[event]?.payload
  if (!schema) return payload
  let next: unknown = payload
  for (const { parts } of personalIn(schema)) next = mark(next, parts)
  return next as Payload
}
function mark(value: unknown, parts: readonly (string | symbol)[]): unknown {
  const [head, ...rest] = parts
  if (head === undefined) return typeof value === 'string' ? CANARY : value
  if (typeof head === 'symbol')
    return Array.isArray(value) ? value.map((v) => mark(v, rest)) : value
  if (typeof value !== 'object' || value === null || !(head in value)) return value
  return { ...value, [head]: mark((value as Payload)[head], rest) }
}

/** How a command of an earlier register is sent. */
export const transcription = (line: number): Pick<Command, 'via' | 'attested'> => ({
  via: 'import',
  attested: { source: 'earlier-register', line },
})
