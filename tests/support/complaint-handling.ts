// A complaint as a pure value: judged, stepped and timed without a database, by a fixed cast.

import type { StateValue } from 'xstate'
import { calendarOf } from '../../engine/core/calendar.ts'
import type { Timer } from '../../engine/core/clocks.ts'
import type { FactKey } from '../../engine/core/facts.ts'
import { parsePayload, sealed } from '../../engine/core/input.ts'
import { judge, offers, possibleEvents } from '../../engine/core/judge.ts'
import type { Holds, Judgement, Offer, Standing } from '../../engine/core/judge.ts'
import type { Context, EventRule, SampleAsk } from '../../engine/core/mechanism.ts'
import { armed } from '../../engine/core/timers.ts'
import type { HeldClocks } from '../../engine/core/timers.ts'
import type {
  Actor,
  Day,
  Effective,
  Instant,
  Participants,
  Uuid,
} from '../../engine/core/values.ts'
import type { Context as ComplaintContext } from '../../engine/mechanisms/complaint-handling/context.ts'
import { complaintHandling } from '../../engine/mechanisms/complaint-handling/index.ts'
import type { Body } from '../../policies/duty.ts'

export const M07 = complaintHandling
const table: Readonly<Record<string, EventRule | undefined>> = M07.events
export const EVENTS = Object.keys(M07.events)

const seats = {
  cp1: 'consumerProtection',
  cp2: 'consumerProtection',
  cp3: 'consumerProtection',
  bu1: 'businessDepartment',
  lc1: 'legalCompliance',
  ho1: 'headquarters',
  ho2: 'headquarters',
  sm1: 'seniorManagement',
  cc1: 'consumerChannel',
  pa1: 'partner',
  rg1: 'regulator',
  sb1: 'supervisoryBody',
  ia1: 'internalAudit',
  bc1: 'consumerProtectionCommittee',
  clock: 'clock',
  courier: 'courier',
} as const satisfies Record<string, Body>
export type Who = keyof typeof seats
export const CAST = Object.keys(seats) as Who[]
export const idOf = (who: Who): Uuid =>
  `0198c0de-0000-7000-8000-${String(CAST.indexOf(who)).padStart(12, '0')}`
export const UNIT = 'branch-pudong'
const unitOf: Partial<Record<Who, string>> = { bu1: UNIT, pa1: 'partner:agent' }
const actor = (who: Who): Actor =>
  who === 'clock' || who === 'courier'
    ? { body: who }
    : { person: idOf(who), body: seats[who], ...(unitOf[who] ? { unit: unitOf[who] } : {}) }

export const PROCESS = '0198c0de-0000-7000-9000-000000000001'
export const OTHER = '0198c0de-0000-7000-9000-000000000002'
export const HASH = 'ab'.repeat(32)
const calendar = calendarOf('Asia/Shanghai')
const entryOf = (version: number): Uuid =>
  `0198c0de-0000-7000-a000-${String(version).padStart(12, '0')}`

/** What lies outside the case. */
export interface Around {
  readonly on?: Day
  readonly effective?: Effective
  readonly attested?: boolean
  readonly interests?: readonly { readonly subject: string; readonly kind: string }[]
  readonly sameCause?: number
  readonly limit?: number
  readonly review?: { readonly final: boolean } | null
  readonly linked?: { readonly id: Uuid; readonly complainant: string } | null
  readonly continued?: { readonly final: boolean } | null
  readonly unit?: 'branch' | 'headquarters' | 'outside' | null
}
export interface Case {
  readonly value: StateValue
  readonly context: ComplaintContext
  readonly paths: readonly string[]
  readonly final: boolean
  readonly participants: Participants
  readonly unit?: string
  readonly openedBy?: Uuid
  readonly version: number
  readonly day: Day
  readonly timers: readonly Timer[]
  readonly held: HeldClocks
}
export type Step = readonly [Who, string, unknown?, (Around | undefined)?]

const standing = (state: Case | undefined): Standing => ({
  mechanism: M07,
  chart: 'complaint',
  state: state && {
    value: state.value,
    context: state.context as unknown as Context,
    participants: state.participants,
    final: state.final,
    subjects: [],
    ...(state.unit === undefined ? {} : { unit: state.unit }),
    ...(state.openedBy === undefined ? {} : { openedBy: state.openedBy }),
  },
})
const holds =
  (who: Who): Holds =>
  (duties, over) => {
    const by = actor(who)
    const duty = duties.find(
      (d) =>
        d.body === by.body &&
        (d.scope !== 'unit' || over === undefined || over.unit === by.unit) &&
        (d.scope !== 'submitted' || over === undefined || over.openedBy === by.person),
    )
    return duty && { duty, by }
  }
/** A transcription: the duty is the transcriber's, and nobody who acted is named. */
const transcriber: Holds = (duties) => {
  const duty = duties.find((d) => d.id === 'consumerProtection.transcribe') ?? duties[0]
  return duty && { duty, by: { body: 'consumerProtection' } }
}

const fact = (id: Uuid, final: boolean, context: Context = {}) => ({
  id,
  version: 1,
  paths: ['case'],
  final,
  context,
})
function factOf(key: FactKey | undefined, around: Around): unknown {
  if (key === undefined) return null
  switch (key.kind) {
    case 'interests':
      return around.interests ?? []
    case 'seats': {
      const who = CAST.find((w) => idOf(w) === key.person)
      return who === undefined ? [] : [{ body: seats[who] }]
    }
    case 'unit':
      return around.unit === null ? null : { kind: around.unit ?? 'branch' }
    case 'count':
      return around.sameCause ?? 1
    case 'policy':
      return around.limit ?? null
    case 'latest':
      return around.review ? fact(OTHER, around.review.final) : null
    case 'process':
      if (around.continued) return fact(OTHER, around.continued.final)
      return around.linked
        ? fact(around.linked.id, false, { complainant: around.linked.complainant })
        : null
    default:
      return null
  }
}

const START = '2026-03-02' as Day
const dayOf = (state: Case | undefined, around: Around): Day => around.on ?? state?.day ?? START
const stated = (effective: Effective, on: Day): Day | undefined => {
  if ('unknown' in effective) return undefined
  return 'on' in effective ? effective.on : on
}
function momentOf(
  state: Case | undefined,
  { event, payload, around }: { event: string; payload: Context | undefined; around: Around },
) {
  const on = dayOf(state, around)
  const effective: Effective = around.effective ?? { on }
  const asked = { payload, context: (state?.context ?? {}) as unknown as Context, by: actor('cp1') }
  return {
    at: `${on}T04:00:00.000Z` as Instant,
    effective,
    on: stated(effective, on),
    process: PROCESS,
    entry: entryOf((state?.version ?? 0) + 1),
    ...(around.attested ? { attested: { source: 'cfpb', line: 2 } } : {}),
    facts: Object.fromEntries(
      (table[event]?.reads ?? []).map((name) => [
        name,
        factOf(M07.facts[name]?.key(asked), around),
      ]),
    ),
  }
}

/** The mechanism's own sample for an event, as this person would send it. */
export function sampleOf(state: Case | undefined, who: Who, event: string): unknown {
  const ask: SampleAsk<Context> = {
    context: (state?.context ?? {}) as unknown as Context,
    on: state?.day ?? START,
    by: actor(who),
    people: (body) => CAST.filter((w) => seats[w] === body).map(idOf),
    lastEntry: entryOf(state?.version ?? 0),
  }
  return M07.samples[event]?.(ask) ?? {}
}

export function ask(state: Case | undefined, [who, event, raw, around = {}]: Step): Judgement {
  const rule = table[event]
  if (!rule) throw new Error(`no event ${event}`)
  const parsed = parsePayload(rule, raw ?? sampleOf(state, who, event))
  if ('refusal' in parsed) return { ok: false, refusal: parsed.refusal }
  const { payload } = sealed(rule, parsed.payload, {
    actor: idOf(who),
    entry: entryOf(0),
    salt: () => new Uint8Array(32),
  })
  return judge(standing(state), {
    event,
    payload,
    moment: momentOf(state, { event, payload, around }),
    holds: around.attested ? transcriber : holds(who),
  })
}

/** The state after an accepted step, with its timers. */
function after(state: Case | undefined, step: Step, judgement: Judgement & { ok: true }): Case {
  const [, event, , around = {}] = step
  const { position, participants, about, asked } = judgement
  const context = JSON.parse(JSON.stringify(judgement.after.context)) as ComplaintContext
  const { timers, held } = armed({
    clocks: M07.clocks,
    process: PROCESS,
    version: (state?.version ?? 0) + 1,
    final: position.final,
    before: { timers: state?.timers ?? [], held: state?.held ?? {} },
    fired: state?.timers.find((t) => t.fires === event && step[0] === 'clock')?.clock,
    paths: position.paths,
    context: context as unknown as Context,
    effective: asked.effective,
    policy: () => undefined,
    calendar,
  })
  const openedBy = state === undefined ? judgement.by.person : state.openedBy
  return {
    value: judgement.after.value as StateValue,
    context,
    paths: position.paths,
    final: position.final,
    participants,
    version: (state?.version ?? 0) + 1,
    day: dayOf(state, around),
    timers,
    held,
    ...(about.unit === undefined ? {} : { unit: about.unit }),
    ...(openedBy === undefined ? {} : { openedBy }),
  }
}

/** What a step was and what it led to; for coverage. */
export interface Seen {
  readonly from: Case | undefined
  readonly step: Step
  readonly to: Case
}
export const seen: Seen[] = []
/** Walks accepted steps; throws at the first that is refused, with its rule. */
export function walk(from: Case | undefined, ...steps: readonly Step[]): Case {
  let state = from
  for (const step of steps) {
    const judgement = ask(state, step)
    if (!judgement.ok)
      throw new Error(
        `${step[1]} by ${step[0]} at ${state ? leaf(state) : 'nothing'}: ${JSON.stringify(judgement.refusal)}`,
      )
    const next = after(state, step, judgement)
    seen.push({ from: state, step, to: next })
    state = next
  }
  if (!state) throw new Error('no step')
  return state
}
/** The rule, or the kind, by which an ask is refused; undefined where it is accepted. */
export function refusal(state: Case | undefined, ...step: Step): string | undefined {
  const judgement = ask(state, step)
  if (judgement.ok) return undefined
  const { kind, rule } = judgement.refusal
  return kind === 'NOT_YOUR_DUTY' || kind === 'MALFORMED' ? kind : rule
}
export const offersTo = (state: Case, who: Who): Offer[] =>
  offers(standing(state), {
    holds: holds(who),
    moment: momentOf(state, { event: '', payload: undefined, around: {} }),
    facts: (event) => momentOf(state, { event, payload: undefined, around: {} }).facts,
  })
export const possible = (state: Case): string[] => possibleEvents(standing(state))

const inner = (state: Case, region: string): string =>
  state.paths
    .filter((p) => p.startsWith(`${region}.`))
    .at(-1)
    ?.slice(region.length + 1) ?? ''
export const leaf = (state: Case): string => inner(state, 'case')
export const at = (state: Case, region: string): string => inner(state, region)
/** Last day of a clock that runs, in the zone of the institution; undefined where it does not run. */
export const lastDay = (state: Case, clock: string): string | undefined => {
  const timer = state.timers.find((t) => t.clock === clock)
  if (!timer) return undefined
  return calendar.dayOf(new Date(Date.parse(timer.dueAt) - 1).toISOString() as Instant)
}
export const clocksOf = (state: Case): string[] => state.timers.map((t) => t.clock)
