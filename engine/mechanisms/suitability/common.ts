/** What the three charts of suitability share: the day the law binds, what rules say, everyday work. */
import * as z from 'zod'
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import type { Citation, Text } from '../../../policies/law.ts'
import { legal } from '../../../policies/legal.ts'
import { management } from '../../../policies/management.ts'
import { regulator } from '../../../policies/outsiders.ts'
import { audit, supervisors } from '../../../policies/supervisors.ts'
import { hash, line, personal, day } from '../../core/payload.ts'
import type { Actor, Day, Instant, Participants } from '../../core/values.ts'
import { everydayEvents } from '../everyday.ts'

/** 2025 No. 7 art. 49 (K25): what took effect before is judged under 2022 No. 9 art. 11 alone. */
const BINDS_FROM = '2026-02-01'
export const binds = (on: string): boolean => on >= BINDS_FROM

export interface Dated {
  readonly on: Day | undefined
  readonly at: Instant
}
export const dayOf = ({ on, at }: Dated): string => on ?? at.slice(0, 10)

interface Said {
  readonly says: Text
  readonly change: Text
  readonly article: Citation
}
/** What a rule demands, and what would have to change where it refuses; each as [zh, en]. */
export const said = (
  [zh, en]: readonly [string, string],
  [changeZh, changeEn]: readonly [string, string],
  article: Citation,
): Said => ({ says: { zh, en }, change: { zh: changeZh, en: changeEn }, article })

/** Free text of those who work on the case; it may name people. */
export const words = (max = 5000) => personal(z.string().trim().min(1).max(max), 'actor')

/** How something was declared or told, and the proof that is kept of it. */
const means = z
  .enum(['app', 'counter', 'phone', 'post', 'email', 'sms'])
  .meta({ id: 'SuitabilityMeans' })
export const statement = z.object({ means, proof: hash() }).meta({ id: 'SuitabilityStatement' })
export const told = z
  .object({ means, proof: hash(), on: day().optional() })
  .meta({ id: 'SuitabilityTold' })

/** Art. 13: how staff get round a test of the consumer's own risk tolerance. */
export const TAMPERING = ['answeredForConsumer', 'hinted', 'soldFirst'] as const
/** Art. 13, the forbidden practices, and the duties of a sale that a lookback may find neglected. */
export const practice = z
  .enum([
    ...TAMPERING,
    'falseInformation',
    'pushedHigherRisk',
    'manipulatedPerformance',
    'unsuitable',
    'notInformed',
    'careNeglected',
  ])
  .meta({ id: 'SuitabilityPractice' })
export type Practice = z.output<typeof practice>

/** How many levels there are at least, of products and of customers (K22: arts 22, 29). */
export const LEVELS_MIN = 5
export const levelCount = () => z.int().min(1).max(12)

const works = [consumerProtection.superviseSuitability, business.sellSuitably]
export const everyday = everydayEvents({
  note: works,
  attachEvidence: [...works, legal.keepSuitabilityRecords],
  inquire: [supervisors.inquire, audit.inquire, regulator.inquire],
  answerInquiry: [consumerProtection.answerInquiry, management.overseeSuitability],
  explainBreach: [...works, management.overseeSuitability],
})

/** Did the person take part in one of these capacities? */
export const took = (
  participants: Participants,
  { person }: Actor,
  capacities: readonly (keyof Participants)[],
): boolean =>
  person !== undefined && capacities.some((c) => participants[c]?.includes(person) ?? false)

export const reason = () => line(500)
