/**
 * The words of dispute resolution (矛盾纠纷多元化解, 2022 No. 9 art. 16) and what its case knows: plain JSON, no
 * personal value. One case is one dispute with one consumer.
 */
import * as z from 'zod'
import { caseWork, noCaseWork } from '../case-file.ts'
import { keeping, noKeeping } from '../keeping.ts'

/** Who mediates; the court's platform has periods of its own (K71). */
export const platform = z
  .enum(['courtOnline', 'courtAppointed', 'industry', 'peoples', 'other'])
  .meta({ id: 'DisputePlatform' })
export type Platform = z.output<typeof platform>
/** By which procedure a court had it mediated (K70); `ownRules`: the body's own. */
export const procedure = z
  .enum(['beforeFiling', 'filedOrdinary', 'filedSummary', 'ownRules'])
  .meta({ id: 'DisputeProcedure' })
export type Procedure = z.output<typeof procedure>
/** Of what a consumer must be told once negotiation has failed (M08-2). */
export const REMEDIES = ['mediation', 'arbitration', 'litigation'] as const
export const remedy = z.enum(REMEDIES).meta({ id: 'DisputeRemedy' })
export const refusalReason = z
  .enum(['notCompetent', 'alreadyMediated', 'alreadyAdjudicated', 'abusive', 'other'])
  .meta({ id: 'DisputeRefusalReason' })
export const basis = z.enum(['settlement', 'mediation', 'opinion', 'judgment'])
export const forum = z.enum(['court', 'arbitration']).meta({ id: 'DisputeForum' })
export const judgmentKind = z
  .enum(['judgment', 'award', 'ruling', 'courtMediation'])
  .meta({ id: 'DisputeJudgmentKind' })

const amount = z.object({ amount: z.string(), currency: z.string() })
const mediation = z.object({
  /** The consumer alone asked for it, or both applied (2020 No. 3 art. 23). */
  askedBy: z.enum(['consumer', 'both']),
  body: z.string(),
  platform,
  caseNumber: z.string().nullable(),
  track: z.enum(['fast', 'ordinary']).nullable(),
  procedure: procedure.nullable(),
  /** Day on which the mediator signed for the file. */
  signedOn: z.string().nullable(),
  /** Day set by the body, or until which both let it take longer. */
  limit: z.string().nullable(),
  /** The institution has joined the scheme: an opinion that the consumer accepts binds it. */
  schemeJoined: z.boolean(),
  /** A refusal to take part was found without good reason; there is no second one. */
  overruled: z.boolean(),
})

export const disputeContext = z.object({
  consumer: z.string().nullable(),
  product: z.string().nullable(),
  partner: z.string().nullable(),
  unit: z.string().nullable(),
  matter: z.string(),
  /** The complaint from which it came. */
  complaint: z.string().nullable(),
  /** Person of the department in charge. */
  handler: z.string().nullable(),

  negotiations: z.int(),
  /** What was offered last and is not yet answered. */
  offer: z.object({ terms: z.string(), performBy: z.string().nullable() }).nullable(),
  /** Day on which the consumer was told of mediation, arbitration and suit. */
  remediesToldOn: z.string().nullable(),
  proposed: z.object({ body: z.string(), platform }).nullable(),
  mediation: mediation.nullable(),
  /** The entry by which the last mediation that was accepted ended; the complaint's period goes on. */
  mediatedBy: z.string().nullable(),
  refusal: z
    .object({ reason: refusalReason, by: z.string().nullable(), on: z.string() })
    .nullable(),
  /** Refusals that had no good reason. */
  unjustified: z.int(),
  /** Times that the institution did not appear. */
  absences: z.int(),
  /** The letter by which somebody may settle for the institution (2020 No. 3 art. 24). */
  delegation: z
    .object({ representative: z.string(), until: z.string(), limit: amount.nullable() })
    .nullable(),
  opinion: z
    .object({
      terms: z.string(),
      performBy: z.string(),
      acceptBy: z.string(),
      consumerAccepted: z.boolean(),
    })
    .nullable(),
  /** Day on which an agreement that a court may confirm took effect (K72). */
  agreedOn: z.string().nullable(),
  owed: z
    .object({
      basis,
      terms: z.string(),
      by: z.string(),
      performedOn: z.string().nullable(),
      performedBy: z.string().nullable(),
    })
    .nullable(),
  defaults: z.int(),
  /** The entry by which it came into default last. */
  defaultedBy: z.string().nullable(),
  suit: z.object({ forum, on: z.string() }).nullable(),
  judgment: z.object({ kind: judgmentKind, document: z.string() }).nullable(),
  keeping,
  work: caseWork,
})
export type DisputeContext = z.output<typeof disputeContext>

export const beforeOpening: DisputeContext = {
  consumer: null,
  product: null,
  partner: null,
  unit: null,
  matter: '',
  complaint: null,
  handler: null,
  negotiations: 0,
  offer: null,
  remediesToldOn: null,
  proposed: null,
  mediation: null,
  mediatedBy: null,
  refusal: null,
  unjustified: 0,
  absences: 0,
  delegation: null,
  opinion: null,
  agreedOn: null,
  owed: null,
  defaults: 0,
  defaultedBy: null,
  suit: null,
  judgment: null,
  keeping: noKeeping,
  work: noCaseWork,
}

/** Which clock ends the mediation; exactly one does. */
export type Period =
  | 'limit'
  | 'K70before'
  | 'K70ordinary'
  | 'K70summary'
  | 'K71period'
  | 'mediation'
export function periodOf(c: DisputeContext): Period {
  if (c.mediation === null || c.mediation.limit !== null) return 'limit'
  switch (c.mediation.procedure) {
    case 'filedOrdinary':
      return 'K70ordinary'
    case 'filedSummary':
      return 'K70summary'
    case 'beforeFiling':
      return c.mediation.platform === 'courtOnline' ? 'K71period' : 'K70before'
    default:
      return 'mediation'
  }
}

export interface Money {
  readonly amount: string
  readonly currency: string
}
/** Hundredths, so that decimals are compared exactly. */
function hundredths(amount: string): bigint {
  const [whole = '0', part = ''] = amount.split('.')
  return BigInt(whole) * 100n + BigInt(part.padEnd(2, '0'))
}
/** Not more than the limit, in the same currency. */
export const within = (money: Money, limit: Money): boolean =>
  money.currency === limit.currency && hundredths(money.amount) <= hundredths(limit.amount)
