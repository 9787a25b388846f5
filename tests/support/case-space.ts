// Every state of a chart that can be reached by what is offered, up to a limit: stepped without a database,
// by one person of each body, so that what must never be can be looked for everywhere.

import type { StateValue } from 'xstate'
import { parsePayload, sealed } from '../../engine/core/input.ts'
import { judge, possibleEvents } from '../../engine/core/judge.ts'
import type { Accepted, Holds } from '../../engine/core/judge.ts'
import { dutiesOf, isClockEvent } from '../../engine/core/load.ts'
import type { Context, EventRule, Mechanism, SampleAsk } from '../../engine/core/mechanism.ts'
import { restore, transitionsOf } from '../../engine/core/step.ts'
import type { Actor, Day, Instant, Participants, Uuid } from '../../engine/core/values.ts'
import { BODIES } from '../../policies/duty.ts'
import type { Body } from '../../policies/duty.ts'

const AT = '2026-10-12T01:00:00.000Z' as Instant
export const ON = '2026-10-12' as Day
const ALL = Object.keys(BODIES) as Body[]
const PROCESS = '0198c0de-0000-7000-9000-000000000001'
/** Two persons of each body: whoever may not do both has somebody else. */
export const personOf = (body: Body, n = 1): Uuid =>
  `0198c0de-0000-7000-8${String(n)}00-${String(ALL.indexOf(body)).padStart(12, '0')}`

export interface Stood<C> {
  readonly value: StateValue
  readonly context: C
  readonly paths: readonly string[]
  readonly final: boolean
  readonly participants: Participants
  readonly version: number
  readonly unit?: string
  /** The events that led here. */
  readonly way: readonly string[]
}
export type Payload = Readonly<Record<string, unknown>>
export interface SpaceAsk<C> {
  readonly mechanism: Mechanism
  readonly chart: string
  /** Beside the sample: other payloads by event. */
  readonly variants?: Readonly<Record<string, readonly ((sample: Payload, c: C) => Payload)[]>>
  /** Values of facts by name; the others are null. */
  readonly facts?: Payload
  /** What distinguishes two states beside where they stand. */
  readonly key: (context: C) => unknown
  /** Events that are left out, because they move nothing that is looked for. */
  readonly without?: readonly string[]
  readonly most: number
}

const actorOf = (body: Body, n: number): Actor =>
  body === 'clock' || body === 'courier'
    ? { body }
    : {
        person: personOf(body, n),
        body,
        ...(body === 'businessDepartment' ? { unit: 'consumer-loans' } : {}),
      }
const standing = <C>({ mechanism, chart }: SpaceAsk<C>, state: Stood<C> | undefined) => ({
  mechanism,
  chart,
  state: state && {
    value: state.value,
    context: state.context as unknown as Context,
    participants: state.participants,
    final: state.final,
    subjects: [],
    ...(state.unit === undefined ? {} : { unit: state.unit }),
  },
})

/** The state after an event by somebody of a body, or the rule by which it is refused. */
export function tryEvent<C>(
  ask: SpaceAsk<C>,
  state: Stood<C> | undefined,
  { event, body, n = 1, vary }: Sent<C>,
): Stood<C> | string {
  const rule = ask.mechanism.events[event] as EventRule
  const by = actorOf(body, n)
  const payload = payloadOf(ask, state, { event, by, vary })
  const parsed = parsePayload(rule, payload)
  if ('refusal' in parsed) return parsed.refusal.rule ?? 'MALFORMED'
  const version = (state?.version ?? 0) + 1
  const entry = `0198c0de-0000-7000-a000-${String(version).padStart(12, '0')}`
  const { payload: kept } = sealed(rule, parsed.payload, {
    actor: by.person ?? body,
    entry,
    salt: () => new Uint8Array(32),
  })
  const holds: Holds = (duties) => {
    const duty = duties.find((d) => d.body === body)
    return duty && { duty, by }
  }
  const facts = Object.fromEntries(
    (rule.reads ?? []).map((name) => [name, ask.facts?.[name] ?? null]),
  )
  const moment = { at: AT, effective: { at: AT }, on: ON, process: PROCESS, entry, facts }
  const judged = judge(standing(ask, state), { event, payload: kept, moment, holds })
  return judged.ok ? after(state, judged, event) : (judged.refusal.rule ?? judged.refusal.kind)
}
interface Sent<C> {
  readonly event: string
  readonly body: Body
  readonly n?: number
  readonly vary?: ((sample: Payload, c: C) => Payload) | undefined
}

function payloadOf<C>(
  { mechanism }: SpaceAsk<C>,
  state: Stood<C> | undefined,
  { event, by, vary }: { event: string; by: Actor; vary: Sent<C>['vary'] },
): unknown {
  const make = mechanism.samples[event]
  const context = (state?.context ?? {}) as Context
  const sampleAsk: SampleAsk<Context> = {
    context,
    on: ON,
    by,
    people: (body) => [personOf(body), personOf(body, 2)],
    lastEntry: `0198c0de-0000-7000-a000-${String(state?.version ?? 0).padStart(12, '0')}`,
  }
  const sample = (make ? make(sampleAsk) : {}) as Payload
  return vary ? vary(sample, context as C) : sample
}

function after<C>(state: Stood<C> | undefined, judged: Accepted, event: string): Stood<C> {
  const { position, participants, about } = judged
  return {
    value: judged.after.value as StateValue,
    context: JSON.parse(JSON.stringify(judged.after.context)) as C,
    paths: position.paths,
    final: position.final,
    participants,
    version: (state?.version ?? 0) + 1,
    way: [...(state?.way ?? []), event],
    ...(about.unit === undefined ? {} : { unit: about.unit }),
  }
}

/** Every distinct state that is reached, in order of distance; each once. */
export function reachable<C>(ask: SpaceAsk<C>): readonly Stood<C>[] {
  const { mechanism } = ask
  const seen = new Map<string, Stood<C>>()
  const queue: (Stood<C> | undefined)[] = [undefined]
  for (const state of queue) {
    const names = state
      ? [...possibleEvents(standing(ask, state)), ...strikesOf(ask, state)]
      : Object.keys(mechanism.events).filter((e) => mechanism.events[e]?.opens)
    for (const event of names) {
      if (ask.without?.includes(event)) continue
      for (const next of outcomesOf(ask, state, event)) {
        const key = JSON.stringify([next.value, ask.key(next.context)])
        if (seen.has(key) || seen.size >= ask.most) continue
        seen.set(key, next)
        queue.push(next)
      }
    }
  }
  return [...seen.values()]
}

function* outcomesOf<C>(
  ask: SpaceAsk<C>,
  state: Stood<C> | undefined,
  event: string,
): Generator<Stood<C>> {
  const bodies = [...new Set(dutiesOf(ask.mechanism.events[event] as EventRule).map((d) => d.body))]
  for (const vary of [undefined, ...(ask.variants?.[event] ?? [])])
    for (const body of bodies)
      for (const n of [1, 2]) {
        const next = tryEvent(ask, state, { event, body, n, vary })
        if (typeof next === 'string') continue
        yield next
        break
      }
}

/** Clock events whose clock may be armed where the case stands. */
export function strikesOf<C>({ mechanism, chart }: SpaceAsk<C>, state: Stood<C>): string[] {
  const machine = mechanism.charts[chart]
  if (!machine) throw new Error(`no chart ${chart}`)
  const context = state.context as unknown as Context
  const taken = transitionsOf(restore(machine, { value: state.value, context }))
  return Object.values(mechanism.clocks)
    .filter(
      (clock) =>
        (!state.final || clock.kind === 'retention') &&
        clock.runsIn.some((path) => state.paths.includes(path)) &&
        !clock.unless?.(context) &&
        (clock.from === 'entered' || clock.from(context) !== undefined) &&
        (!('agreed' in clock) || clock.agreed(context) !== undefined),
    )
    .map(({ fires }) => fires)
    .filter((event) => {
      const rule = mechanism.events[event]
      if (!rule || !isClockEvent(rule)) throw new Error(`${event} is no event of the clock`)
      if (!taken.has(event)) throw new Error(`${event} is not taken in ${state.paths.join()}`)
      return true
    })
}
