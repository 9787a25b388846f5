// Every way that a case of the protection of information can go, without a database: judged and stepped
// by a fixed cast of two persons for each body, over the payloads that matter.

import { dutiesOf } from '../../engine/core/load.ts'
import { judge, possibleEvents } from '../../engine/core/judge.ts'
import type { Standing } from '../../engine/core/judge.ts'
import type { Context, SampleAsk } from '../../engine/core/mechanism.ts'
import type { Actor, Day, Instant, Uuid } from '../../engine/core/values.ts'
import { personalInformation } from '../../engine/mechanisms/personal-information/index.ts'
import { BODIES } from '../../policies/duty.ts'
import type { Body } from '../../policies/duty.ts'

type State = NonNullable<Standing['state']> & { readonly paths: readonly string[] }
export interface Node {
  readonly state: State
  /** The event and the payload by which it was reached first. */
  readonly way: readonly string[]
}
type Payload = Readonly<Record<string, unknown>>
export interface Space {
  readonly chart: string
  /** By event: payloads that stand beside its sample, or in its place. */
  readonly variants: Readonly<Record<string, readonly Payload[]>>
  /** Events whose sample is left out. */
  readonly insteadOf?: readonly string[]
  /** Of several duties the last comes first: so that the officer proposes, who might decide as well. */
  readonly lastFirst?: true
  /** What of a context tells one state from another. */
  readonly keyOf: (context: Context) => unknown
}

const ON = '2026-03-02' as Day
const AT = '2026-03-02T01:00:00.000Z' as Instant
const ENTRY = '0198c0de-0000-7000-a000-000000000001'
const bodies = Object.keys(BODIES) as Body[]
const personOf = (body: Body, n: number): Uuid =>
  `0198c0de-0000-7000-8000-${String(bodies.indexOf(body) * 10 + n).padStart(12, '0')}`
const actorOf = (body: Body, n: number): Actor =>
  body === 'clock' || body === 'courier'
    ? { body }
    : { person: personOf(body, n), body, unit: body === 'partner' ? 'partner:p' : 'retail' }

/** Everyday work moves no case. */
const EVERYDAY = [
  'note',
  'attachEvidence',
  'inquire',
  'answerInquiry',
  'markInquiryOverdue',
  'explainBreach',
  'reassign',
  'recuse',
  'correctRecord',
  'placeHold',
  'releaseHold',
]
const FACTS = {
  latestActivity: null,
  latestReview: null,
  listing: null,
  partnerListing: null,
  interests: [],
  handlerSeats: [{ body: 'personalInformationOfficer' }],
}

/** Clocks that run where it stands, by the events that they fire. */
function firedIn({ paths, context, final }: State): string[] {
  const clocks = Object.entries(personalInformation.clocks).filter(
    ([, clock]) =>
      clock.runsIn.some((path) => paths.includes(path)) &&
      !(clock.unless?.(context) ?? false) &&
      (clock.kind === 'retention' || !final) &&
      (clock.from === 'entered' || clock.from(context) !== undefined) &&
      (!('agreed' in clock) || clock.agreed(context) !== undefined),
  )
  return [...new Set(clocks.map(([, clock]) => clock.fires))]
}

/** The state after an event, by the first of the cast who may send it. */
function stepped(
  space: Space,
  state: State | undefined,
  { event, given }: { readonly event: string; readonly given: Payload | undefined },
) {
  const rule = personalInformation.events[event]
  if (!rule) throw new Error(`no event ${event}`)
  const duties = space.lastFirst ? dutiesOf(rule).toReversed() : dutiesOf(rule)
  for (const duty of duties)
    for (const n of [1, 2]) {
      const by = actorOf(duty.body, n)
      const ask: SampleAsk<Context> = {
        context: state?.context ?? {},
        on: ON,
        by,
        people: (body) => [personOf(body, 1), personOf(body, 2)],
        lastEntry: ENTRY,
      }
      const sample = (personalInformation.samples[event]?.(ask) ?? {}) as Payload
      const judged = judge(
        { mechanism: personalInformation, chart: space.chart, state },
        {
          event,
          payload: { ...sample, ...given },
          moment: {
            at: AT,
            effective: { at: AT },
            on: ON,
            process: ENTRY,
            entry: ENTRY,
            facts: FACTS,
          },
          holds: (asked) => (asked.includes(duty) ? { duty, by } : undefined),
        },
      )
      if (judged.ok)
        return {
          value: judged.after.value,
          context: judged.after.context as Context,
          participants: judged.participants,
          final: judged.position.final,
          paths: judged.position.paths,
          unit: 'retail',
          subjects: judged.about.subjects,
        } as State
    }
  return undefined
}

/** Every state that can be reached, told apart by its value and what matters of its context. */
export function explored(space: Space, openings: readonly string[]): readonly Node[] {
  const nodes: Node[] = []
  const seen = new Set<string>()
  const add = (state: State | undefined, way: readonly string[]): void => {
    if (!state) return
    const key = JSON.stringify([state.value, space.keyOf(state.context)])
    if (seen.has(key)) return
    seen.add(key)
    nodes.push({ state, way })
  }
  const tryAll = (from: Node | undefined, event: string): void => {
    const plain = space.insteadOf?.includes(event) ? [] : [undefined]
    for (const given of [...plain, ...(space.variants[event] ?? [])]) {
      const name = given === undefined ? event : `${event} ${JSON.stringify(given)}`
      add(stepped(space, from?.state, { event, given }), [...(from?.way ?? []), name])
    }
  }
  for (const event of openings) tryAll(undefined, event)
  for (const node of nodes) {
    const standing = { mechanism: personalInformation, chart: space.chart, state: node.state }
    const events = [...possibleEvents(standing), ...firedIn(node.state)]
    for (const event of new Set(events)) if (!EVERYDAY.includes(event)) tryAll(node, event)
  }
  return nodes
}
