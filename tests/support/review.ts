// A review as a pure value: judged and stepped without a database, by a fixed cast, on one fixed day.

import type { StateValue } from 'xstate'
import type { FactKey, ProcessFact } from '../../engine/core/facts.ts'
import { parsePayload, sealed } from '../../engine/core/input.ts'
import { judge, offers, possibleEvents } from '../../engine/core/judge.ts'
import type { Accepted, Holds, Judgement, Offer, Standing } from '../../engine/core/judge.ts'
import type { Context, SampleAsk } from '../../engine/core/mechanism.ts'
import type { Actor, Day, Instant, Participants, Uuid } from '../../engine/core/values.ts'
import { review } from '../../engine/mechanisms/review/index.ts'
import { AREAS } from '../../engine/mechanisms/review/terms.ts'
import type { Area, ReviewContext } from '../../engine/mechanisms/review/terms.ts'
import type { Body } from '../../policies/duty.ts'
import { onArea } from './review-areas.ts'

const seats = {
  bu1: 'businessDepartment',
  bu2: 'businessDepartment',
  cp1: 'consumerProtection',
  cp2: 'consumerProtection',
  lc1: 'legalCompliance',
  dp1: 'personalInformationOfficer',
  ho1: 'headquarters',
  sm1: 'seniorManagement',
  sm2: 'seniorManagement',
  bc1: 'consumerProtectionCommittee',
  sb1: 'supervisoryBody',
  ia1: 'internalAudit',
  rg1: 'regulator',
  sys: 'system',
  clock: 'clock',
  courier: 'courier',
} as const satisfies Record<string, Body>
export type Who = keyof typeof seats
export const CAST = Object.keys(seats) as Who[]

const idOf = (who: Who): Uuid => {
  const n = String(CAST.indexOf(who)).padStart(12, '0')
  return `0198c0de-0000-7000-8000-${n}`
}
export const actor = (who: Who, body: Body = seats[who]): Actor =>
  who === 'clock' || who === 'courier'
    ? { body }
    : { person: idOf(who), body, ...(body === 'businessDepartment' ? { unit: 'retail' } : {}) }
export const people = (body: Body): Uuid[] => CAST.filter((w) => seats[w] === body).map(idOf)
export const person = idOf

export const ON = '2026-03-02' as Day
const AT = '2026-03-02T01:00:00.000Z' as Instant
export const PROCESS = '0198c0de-0000-7000-9000-000000000001'
const ENTRY = '0198c0de-0000-7000-a000-'
export const hash = (n: number) => n.toString(16).padStart(64, '0')
export const EVIDENCE = 'ab'.repeat(32)

export interface Review {
  readonly value: StateValue
  readonly context: ReviewContext
  readonly paths: readonly string[]
  readonly final: boolean
  readonly participants: Participants
  readonly unit?: string
  readonly version: number
}
type Gate = 'M05' | 'M06' | 'M02'
/** Beyond the case: what the facts say. */
export interface Around {
  readonly latest?: ProcessFact | null
  /** Gates that other mechanisms have not answered, or no longer. */
  readonly unmet?: readonly Gate[]
  readonly interests?: readonly { readonly subject: `product:${string}`; readonly kind: string }[]
  /** What the institution has set of house policy. */
  readonly policy?: number
  /** A body in which somebody of the cast holds a second seat. */
  readonly also?: Body
}

const standing = (state: Review | undefined): Standing => ({
  mechanism: review,
  chart: 'review',
  state: state && {
    value: state.value,
    context: state.context,
    participants: state.participants,
    final: state.final,
    subjects: [],
    ...(state.unit === undefined ? {} : { unit: state.unit }),
  },
})
const holds =
  (who: Who, around: Around): Holds =>
  (duties, over) => {
    for (const duty of duties) {
      const body = [seats[who], around.also].find((b) => b === duty.body)
      if (body === undefined) continue
      const by = actor(who, body)
      if (duty.scope !== 'unit' || over === undefined || over.unit === by.unit) return { duty, by }
    }
    return undefined
  }

/** What another mechanism says of the product once its gate is met. */
const met = (context: Context): ProcessFact => ({
  id: PROCESS,
  version: 1,
  paths: ['case'],
  final: false,
  context,
})
function gateOf(key: FactKey, c: Partial<ReviewContext>, unmet: readonly Gate[]): unknown {
  if (key.kind === 'latestEach')
    return key.subjects.map(() => met({ listing: unmet.includes('M06') ? 'suspended' : 'listed' }))
  if (key.kind === 'open')
    return unmet.includes('M05') ? [] : [{ id: PROCESS, version: 1, paths: ['case.approved'] }]
  if (key.kind !== 'latest' || key.mechanism === 'M01') return undefined
  if (unmet.includes(key.mechanism as Gate)) return null
  return met({ passed: { contentHash: c.contentHash } })
}
function factOf(key: FactKey | undefined, around: Around, context: Context): unknown {
  const gate = key && gateOf(key, context, around.unmet ?? [])
  if (gate !== undefined) return gate
  if (key?.kind === 'latest') return around.latest ?? null
  if (key?.kind === 'policy') return around.policy ?? null
  if (key?.kind === 'interests') return around.interests ?? []
  if (key?.kind !== 'seats') return null
  const who = CAST.find((w) => idOf(w) === key.person)
  return who === undefined ? [] : [{ body: seats[who] }]
}
function momentOf(
  state: Review | undefined,
  event: string,
  { payload, around }: { readonly payload?: Context; readonly around: Around },
) {
  const context = (state?.context ?? {}) as unknown as Context
  const facts = (review.events as Record<string, { reads?: readonly string[] } | undefined>)[event]
    ?.reads
  return {
    at: AT,
    effective: { at: AT },
    on: ON,
    process: PROCESS,
    entry: ENTRY + String((state?.version ?? 0) + 1).padStart(12, '0'),
    facts: Object.fromEntries(
      (facts ?? []).map((name) => {
        const by = actor('cp1')
        return [name, factOf(review.facts[name]?.key({ payload, context, by }), around, context)]
      }),
    ),
  }
}

/** The mechanism's own sample for an event, as this person would send it. */
export function sampleOf(state: Review | undefined, who: Who, event: string): unknown {
  const make = review.samples[event]
  const ask: SampleAsk<Context> = {
    context: (state?.context ?? {}) as unknown as Context,
    on: ON,
    by: actor(who),
    people,
    lastEntry: ENTRY + String(state?.version ?? 0).padStart(12, '0'),
  }
  return make ? make(ask) : {}
}

export function ask(
  state: Review | undefined,
  [who, event, raw, around = {}]: readonly [Who, string, unknown?, Around?],
): Judgement {
  const rule = (review.events as Record<string, Parameters<typeof parsePayload>[0] | undefined>)[
    event
  ]
  if (!rule) throw new Error(`no event ${event}`)
  const parsed = parsePayload(rule, raw ?? sampleOf(state, who, event))
  if ('refusal' in parsed) return { ok: false, refusal: parsed.refusal }
  const { payload } = sealed(rule, parsed.payload, {
    actor: who,
    entry: ENTRY,
    salt: () => new Uint8Array(32),
  })
  return judge(standing(state), {
    event,
    payload,
    moment: momentOf(state, event, { payload, around }),
    holds: holds(who, around),
  })
}
export const offersTo = (state: Review, who: Who): Offer[] =>
  offers(standing(state), {
    holds: holds(who, {}),
    moment: momentOf(state, 'note', { around: {} }),
    facts: (event) => momentOf(state, event, { around: {} }).facts,
  })

export const possibleIn = (state: Review): string[] => possibleEvents(standing(state))

export function after(state: Review | undefined, judgement: Accepted): Review {
  const { position, participants, about } = judgement
  const context = JSON.parse(JSON.stringify(judgement.after.context)) as ReviewContext
  for (const area of AREAS)
    if (!position.paths.includes(`${area}.${context.areas[area]}`))
      throw new Error(`${area} does not stand as it was found: ${onArea(area)}`)
  return {
    value: judgement.after.value as StateValue,
    context,
    paths: position.paths,
    final: position.final,
    participants,
    version: (state?.version ?? 0) + 1,
    ...(about.unit === undefined ? {} : { unit: about.unit }),
  }
}

export type Step = readonly [Who, string, unknown?, Around?]
/** Walks accepted steps; throws at the first that is refused, with its rule. */
export function walk(from: Review | undefined, ...steps: readonly Step[]): Review {
  let state = from
  for (const step of steps) {
    const judgement = ask(state, step)
    if (!judgement.ok) {
      const at = state?.paths.filter((p) => p.startsWith('case.')).join() ?? 'nothing'
      throw new Error(`${step[1]} by ${step[0]} at ${at}: ${JSON.stringify(judgement.refusal)}`)
    }
    state = after(state, judgement)
  }
  if (!state) throw new Error('no step')
  return state
}
/** The rule, or the kind, by which an ask is refused; undefined where it is accepted. */
export function refused(state: Review | undefined, ...step: Step): string | undefined {
  const judgement = ask(state, step)
  if (judgement.ok) return undefined
  const { kind, rule } = judgement.refusal
  return kind === 'NOT_YOUR_DUTY' || kind === 'MALFORMED' ? kind : rule
}

/** The clocks whose timer may be armed in a state. */
export function armable(state: Review): string[] {
  if (state.final) return []
  return Object.entries(review.clocks)
    .filter(([, clock]) => {
      if (!clock.runsIn.some((path) => state.paths.includes(path))) return false
      const context = state.context as unknown as Context
      if (clock.unless?.(context)) return false
      return !('agreed' in clock) || clock.agreed(context) !== undefined
    })
    .map(([name]) => name)
}
export const caseOf = (state: Review): string =>
  state.paths
    .filter((p) => p.startsWith('case.'))
    .at(-1)
    ?.slice('case.'.length) ?? ''

// ---- where a review may stand ----------------------------------------------------------------------
/** Who of the cast gives the finding in an area. */
export const AREA_BY = {
  design: 'cp1',
  pricing: 'cp1',
  agreement: 'cp1',
  marketing: 'cp1',
  legal: 'lc1',
  personalInformation: 'dp1',
} as const satisfies Record<Area, Who>
export const find = (by: Who, area: string, result: string): Step => [
  by,
  'recordFinding',
  { area, result, grounds: 'examined' },
]
/** What no body may accept. */
export const prohibited: Step = [
  'lc1',
  'recordFinding',
  { area: 'legal', result: 'flagged', grounds: 'forbidden', prohibition: true },
]
export const everyFinding: readonly Step[] = AREAS.map((area) =>
  find(AREA_BY[area], area, 'cleared'),
)
/** What another mechanism found. */
export const concern = (kind: string): Step => [
  'courier',
  'reportConcern',
  { source: PROCESS, kind },
]
export const sold = (by: 'launch' | 'resumeSale', n: number): Step => [
  'bu1',
  by,
  { contentHash: hash(n) },
]
export const dossier = {
  terms: EVIDENCE,
  price: EVIDENCE,
  agreement: EVIDENCE,
  copy: EVIDENCE,
  channels: ['app'],
}
export const given = (n: number, more: object = {}) => ({
  contentHash: hash(n),
  dossier,
  partners: ['partner:p1'],
  ...more,
})
export const minutes = (n: number, more: object = {}) => ({
  resolution: {
    minutes: { number: 'BC-1', date: ON, quorum: 3, hash: EVIDENCE, contentHash: hash(n), ...more },
  },
})

export const at = (() => {
  const drafted = walk(undefined, ['bu1', 'openDraft'])
  const submitted = walk(drafted, ['bu1', 'submit', given(1)])
  const triage = walk(submitted, ['cp1', 'acceptDossier', { handler: person('cp1') }])
  const reviewing = walk(triage, ['cp1', 'scopeIn'])
  const ready = walk(reviewing, ...everyFinding)
  const flagged = walk(ready, find('cp1', 'design', 'flagged'))
  const returned = walk(flagged, ['cp1', 'returnForRework'])
  const conditional = walk(ready, find('cp1', 'pricing', 'conditional'), [
    'cp1',
    'opineConditional',
  ])
  const rejected = walk(flagged, ['cp1', 'opineNo'])
  const disputed = walk(rejected, ['bu1', 'contest'])
  const ruling = walk(disputed, ['cp1', 'escalate'])
  const referred = walk(ruling, ['sm1', 'referToCommittee'])
  const stalled = walk(ready, ['clock', 'escalateStalled'])
  const cleared = walk(ready, ['cp1', 'opineOk'])
  const live = walk(cleared, sold('launch', 1))
  const changed = walk(live, [
    'bu1',
    'reportMaterialChange',
    { contentHash: hash(2), change: 'fees' },
  ])
  const postReview = walk(live, ['clock', 'beginPostReview'])
  const defective = walk(postReview, ['cp1', 'findDefect'])
  const reReview = walk(changed, ['bu1', 'openReReview', given(2)])
  const breach = walk(live, ['ia1', 'reportBreach'])
  const unreviewed = walk(undefined, [
    'sys',
    'reportUnreviewed',
    {
      product: 'product:p1',
      label: 'found product',
      productClass: 'loan',
      unit: 'retail',
      contentHash: hash(7),
      evidenceHash: EVIDENCE,
      found: 'sold without review',
    },
  ])
  const stopped = walk(reReview, ['cp1', 'scopeIn'], find('cp1', 'design', 'flagged'), [
    'cp1',
    'opineNo',
  ])
  return {
    drafted,
    submitted,
    triage,
    reviewing,
    ready,
    flagged,
    returned,
    conditional,
    rejected,
    disputed,
    ruling,
    referred,
    stalled,
    cleared,
    live,
    changed,
    postReview,
    defective,
    reReview,
    breach,
    unreviewed,
    stopped,
  }
})()
