// Disclosure as a pure value: every state that samples lead to, by whoever may act, without a database.

import type { StateValue } from 'xstate'
import type { FactKey } from '../../engine/core/facts.ts'
import { parsePayload, sealed } from '../../engine/core/input.ts'
import { judge, possibleEvents } from '../../engine/core/judge.ts'
import type { Holds, Standing } from '../../engine/core/judge.ts'
import { dutiesOf } from '../../engine/core/load.ts'
import type { Context, EventRule } from '../../engine/core/mechanism.ts'
import type { Day, Instant, Participants, Uuid } from '../../engine/core/values.ts'
import { disclosure } from '../../engine/mechanisms/disclosure/index.ts'
import { BODIES } from '../../policies/duty.ts'
import type { Body } from '../../policies/duty.ts'

export const ON = '2026-10-05' as Day
const AT = '2026-10-05T01:00:00.000Z' as Instant
const PROCESS = '0198c0de-0000-7000-9000-000000000001'
const entryOf = (n: number): Uuid => `0198c0de-0000-7000-a000-${String(n).padStart(12, '0')}`
const BODY_ORDER = Object.keys(BODIES)
const personOf = (body: Body, n: number): Uuid =>
  `0198c0de-0000-7000-8${String(n)}00-${String(BODY_ORDER.indexOf(body)).padStart(12, '0')}`

export interface Point {
  readonly chart: string
  readonly value: StateValue
  readonly context: Context
  readonly paths: readonly string[]
  readonly final: boolean
  readonly participants: Participants
  readonly version: number
  /** How one comes here. */
  readonly way: readonly string[]
}

const standing = (chart: string, at: Point | undefined): Standing => ({
  mechanism: disclosure,
  chart,
  state: at && {
    value: at.value,
    context: at.context,
    participants: at.participants,
    final: at.final,
    subjects: [],
  },
})
const bySecond = (body: Body, n: number): Holds => {
  return (duties) => {
    const duty = duties.find((d) => d.body === body)
    if (!duty) return undefined
    return { duty, by: body === 'clock' ? { body } : { body, person: personOf(body, n) } }
  }
}

/** What facts say around the case: the review has cleared content 1, and the partner is listed. */
export interface Around {
  readonly facts?: (key: FactKey) => unknown
  /** Payloads beside the samples, by event. */
  readonly also?: Readonly<Record<string, readonly object[]>>
}
const factOf = (key: FactKey, around: Around): unknown => {
  const given = around.facts?.(key)
  if (given !== undefined) return given
  switch (key.kind) {
    case 'count':
      return 0
    case 'interests':
      return []
    case 'seats':
      return [{ body: 'consumerProtection' }]
    case 'latestEach':
      return key.subjects.map(() => null)
    default:
      return null
  }
}

/** One event, as somebody of a body sends it; undefined where it is refused. */
export function sent(
  at: Point | undefined,
  ask: {
    readonly chart: string
    readonly event: string
    readonly body: Body
    readonly n?: number
    readonly payload?: object
  },
  around: Around = {},
): Point | undefined {
  const { chart, event, body, n = 1 } = ask
  const rule = (disclosure.events as Record<string, EventRule>)[event]
  if (!rule) throw new Error(`no event ${event}`)
  const context = at?.context ?? {}
  const version = (at?.version ?? 0) + 1
  const by = { body, person: personOf(body, n) }
  const raw =
    ask.payload ??
    disclosure.samples[event]?.({
      context,
      on: ON,
      by,
      people: (of) => [1, 2, 3].map((k) => personOf(of, k)),
      lastEntry: entryOf(version - 1),
    }) ??
    {}
  const parsed = parsePayload(rule, raw)
  if ('refusal' in parsed) return undefined
  const { payload } = sealed(rule, parsed.payload, {
    actor: body,
    entry: entryOf(version),
    salt: () => new Uint8Array(32),
  })
  const facts = Object.fromEntries(
    (rule.reads ?? []).map((name) => {
      const key = disclosure.facts[name]?.key({ payload, context, by })
      return [name, key === undefined ? null : factOf(key, around)]
    }),
  )
  const judged = judge(standing(chart, at), {
    event,
    payload,
    moment: {
      at: AT,
      effective: { at: AT },
      on: ON,
      process: PROCESS,
      entry: entryOf(version),
      facts,
    },
    holds: bySecond(body, n),
    facts: () => facts,
  })
  if (!judged.ok) return undefined
  return {
    chart,
    value: judged.after.value as StateValue,
    context: judged.after.context as Context,
    paths: judged.position.paths,
    final: judged.position.final,
    participants: judged.participants,
    version,
    way: [...(at?.way ?? []), `${event}@${body}${String(n)}`],
  }
}

/** Clock events of the clocks that stand in a state. */
export const struckIn = (at: Point): readonly string[] =>
  Object.values(disclosure.clocks)
    .filter(
      (c) =>
        c.runsIn.some((p) => at.paths.includes(p)) &&
        !(c.unless?.(at.context) ?? false) &&
        (!at.final || c.kind === 'retention'),
    )
    .map((c) => c.fires)

/** Everything that one person of each body, or time, leads to from a point. */
function after(at: Point, around: Around): readonly Point[] {
  const { chart } = at
  const asked = possibleEvents(standing(chart, at)).flatMap((event) =>
    dutiesOf((disclosure.events as Record<string, EventRule>)[event] as EventRule).flatMap(
      ({ body }) =>
        [{}, ...(around.also?.[event] ?? [])].map((payload) => ({
          chart,
          event,
          body,
          ...(Object.keys(payload).length > 0 ? { payload } : {}),
        })),
    ),
  )
  const struck = struckIn(at).map((event) => ({ chart, event, body: 'clock' as const }))
  return [...asked, ...struck].flatMap((ask) => sent(at, ask, around) ?? [])
}

/** What tells one point from another, for the exploration. */
export type Print = (at: Point) => string

/** Every point that is reached, in order of the length of its way. */
export function explored(
  start: Point,
  print: Print,
  { around = {}, most = 6000 }: { readonly around?: Around; readonly most?: number } = {},
): readonly Point[] {
  const seen = new Map<string, Point>([[print(start), start]])
  for (const at of seen.values()) {
    if (seen.size >= most) throw new Error('more states than were thought')
    for (const next of after(at, around)) {
      const key = print(next)
      if (!seen.has(key)) seen.set(key, next)
    }
  }
  return [...seen.values()]
}
