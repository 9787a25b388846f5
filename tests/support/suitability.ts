// Suitability as pure values: judged and stepped without a database, by a fixed cast.

import type { StateValue } from 'xstate'
import type { FactKey, ProcessFact } from '../../engine/core/facts.ts'
import { parsePayload, sealed } from '../../engine/core/input.ts'
import { judge } from '../../engine/core/judge.ts'
import type { Holds, Judgement } from '../../engine/core/judge.ts'
import type { Context } from '../../engine/core/mechanism.ts'
import type { Actor, Day, Instant, Participants, Uuid } from '../../engine/core/values.ts'
import { suitability } from '../../engine/mechanisms/suitability/index.ts'
import { BODIES } from '../../policies/duty.ts'
import type { Body } from '../../policies/duty.ts'

const PROOF = 'ab'.repeat(32)
export const yuan = (amount: string) => ({ amount, currency: 'CNY' })
export const PROCESS = '0198c0de-0000-7000-9000-000000000001'

export interface Standing {
  readonly chart: string
  readonly value: StateValue
  readonly context: Context
  readonly paths: readonly string[]
  readonly final: boolean
  readonly participants: Participants
}
/** What the facts say, by mechanism and chart; and how many mis-sales the quarter counts. */
export interface Around {
  readonly rating?: ProcessFact | null
  readonly assessment?: ProcessFact | null
  readonly review?: ProcessFact | null
  readonly training?: ProcessFact | null
  readonly recording?: ProcessFact | null
  readonly misSales?: number
}
export interface Step {
  readonly event: string
  readonly payload?: object
  readonly on?: string
  readonly by?: Actor
  readonly around?: Around
}

const SELLER = '0198c0de-0000-7000-8000-000000000001'
export const person = (n: number): Uuid => `0198c0de-0000-7000-8000-${String(n).padStart(12, '0')}`
const fact = (context: object, paths: readonly string[]): ProcessFact => ({
  id: PROCESS,
  version: 1,
  paths: ['case', ...paths],
  final: false,
  context: context as Context,
})
export const rated = (level: number, more: object = {}): ProcessFact =>
  fact(
    {
      level,
      levels: 5,
      lowRiskTo: 2,
      highRiskFrom: 4,
      shelf: 'open',
      productClass: 'investment',
      ...more,
    },
    ['case.onShelf'],
  )
export const assessed = (level: number): ProcessFact => fact({ level, levels: 5 }, ['case.valid'])
export const professional = fact({}, ['case.professional'])
export const reviewedAs = (productClass: string, standing = 'open'): ProcessFact =>
  fact({ productClass, clearance: { by: 'opinion' }, sale: { standing } }, ['case.live'])
export const restricted = fact({}, ['case.restricted'])
export const recorded = (more: object = {}): ProcessFact =>
  fact(
    {
      contentSealed: PROOF,
      capturedOn: '2026-03-02',
      product: 'product:p',
      consumer: 'consumer:c',
      seller: SELLER,
      ...more,
    },
    ['case.captured'],
  )

function factOf(key: FactKey | undefined, around: Around): unknown {
  if (key === undefined) return null
  if (key.kind === 'count') return around.misSales ?? 0
  if (key.kind === 'seats') return [{ body: 'businessDepartment' }]
  if (key.kind === 'interests') return []
  if (key.kind === 'process') return around.recording ?? null
  if (key.kind === 'open') return around.training ? [around.training] : []
  if (key.kind !== 'latest') return null
  const by = { M01: around.review } as Record<string, ProcessFact | null>
  const own = key.chart === 'rating' ? around.rating : around.assessment
  return (key.mechanism === 'M03' ? own : by[key.mechanism]) ?? null
}

/** One person for each body; the clock is nobody. */
const somebodyOf = (body: Body): Actor =>
  body === 'clock'
    ? { body }
    : { body, person: person(100 + Object.keys(BODIES).indexOf(body)), unit: 'wealth' }

let entries = 0
/** Judges one step, on 2 March 2026 unless it says otherwise, as whoever's duty it is. */
export function judged(state: Standing | undefined, chart: string, step: Step): Judgement {
  const { event, on = '2026-03-02', around = {} } = step
  const rule = suitability.events[event]
  if (!rule) throw new Error(`no event ${event}`)
  const [duty] = [rule.by].flat()
  const by = step.by ?? somebodyOf(duty?.body ?? 'system')
  const parsed = parsePayload(rule, step.payload ?? {})
  if ('refusal' in parsed) return { ok: false, refusal: parsed.refusal }
  const entry = `0198c0de-0000-7000-a000-${String(++entries).padStart(12, '0')}`
  const { payload } = sealed(rule, parsed.payload, {
    actor: 'someone',
    entry,
    salt: () => new Uint8Array(32).fill(7),
  })
  const at = `${on}T01:00:00.000Z` as Instant
  const context = state?.context ?? {}
  const facts = Object.fromEntries(
    (rule.reads ?? []).map((name) => [
      name,
      factOf(suitability.facts[name]?.key({ payload, context, by }), around),
    ]),
  )
  const holds: Holds = (duties) => {
    const own = duties.find((d) => d.body === by.body)
    return own && { duty: own, by }
  }
  return judge(
    {
      mechanism: suitability,
      chart,
      state: state && { ...state, subjects: [], unit: 'wealth' },
    },
    {
      event,
      payload,
      holds,
      moment: { at, effective: { at }, on: on as Day, process: PROCESS, entry, facts },
    },
  )
}

/** Takes the steps one after another; throws where one is refused. */
export function walk(chart: string, from: Standing | undefined, ...steps: readonly Step[]) {
  let state = from
  for (const step of steps) {
    const answer = judged(state, chart, step)
    if (!answer.ok) throw new Error(`${step.event}: ${JSON.stringify(answer.refusal)}`)
    state = {
      chart,
      value: answer.after.value as StateValue,
      context: answer.after.context as Context,
      paths: answer.position.paths,
      final: answer.position.final,
      participants: answer.participants,
    }
  }
  if (!state) throw new Error('no step')
  return state
}
/** The rule that refuses a step; `accepted` where none does. */
export function ruleOf(state: Standing | undefined, chart: string, step: Step): string {
  const answer = judged(state, chart, step)
  return answer.ok ? 'accepted' : String(answer.refusal.rule)
}
export const caseOf = (state: Standing): string =>
  state.paths.findLast((p) => p.startsWith('case.'))?.slice(5) ?? ''
/** Its region of the record, or another, by its name. */
export const regionOf = (state: Standing, region: string): string =>
  state.paths.findLast((p) => p.startsWith(`${region}.`))?.slice(region.length + 1) ?? ''
