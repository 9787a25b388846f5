/** What follows in other mechanisms; each is carried once, with its entry as the cause. */
import type { Caused } from '../../core/mechanism.ts'
import type { PartnerEvent } from './events.ts'
import type { PartnerContext } from './terms.ts'

type C = PartnerContext
type Open = { readonly openReviews?: readonly { readonly id: string }[] | null }
type Source = Pick<PartnerEvent, 'process' | 'entry'>

type Made = (e: Source, c: C) => Caused

const unitOf = (c: C) => (c.unit === null ? {} : { unit: c.unit })
/** Products that use the partner lose it: their sale is held, whatever state their review is in. */
const partnerLost = (e: Source & { readonly facts: Open }, c: C) =>
  c.lostBy === e.entry
    ? (e.facts.openReviews ?? []).map(({ id }) => ({
        process: id,
        payload: { source: e.process, kind: 'partnerLost' },
      }))
    : []
const answerable = (cause: string) => (e: Source, c: C) => ({
  payload: { cause, source: e.process, ...unitOf(c) },
})
const risky = (kind: string) => (e: Source, c: C) => ({
  payload: { kind, source: e.process, ...unitOf(c) },
})
/** K60 and K61 are law; a year that house policy sets is none. */
const byLaw = (make: Made) => (e: Source, c: C) =>
  c.internetLoans || c.cooperation.includes('collection') ? make(e, c) : undefined
/** Contacts within the limits are no breach. */
const ofContacts = (make: Made) => (e: Source, c: C) =>
  c.work.breaches.some((b) => b.breach === e.entry) ? make(e, c) : undefined

const toReview = { to: 'M01', event: 'reportConcern', make: partnerLost } as const
const toAssessment = { to: 'M10', event: 'openAccountability' } as const
const toAudit = { to: 'M11', event: 'reportRisk' } as const
const dealing = answerable('offListDealing')
const dealingRisk = risky('offListDealing')
const breach = answerable('statutoryBreach')
const breachRisk = risky('statutoryBreach')

/** Whoever ends new business with a listed partner; see `lostBy`. */
const toReviews = [
  { on: 'suspendPartner', ...toReview },
  { on: 'lapseRemediation', ...toReview },
  { on: 'lapseEvaluation', ...toReview },
  { on: 'findOffListDealing', ...toReview },
  { on: 'terminate', ...toReview },
  { on: 'lapseContract', ...toReview },
  { on: 'findNotQualified', ...toReview },
  { on: 'orderExit', ...toReview },
  { on: 'decideBlacklisting', ...toReview },
] as const
const toAccountability = [
  { on: 'reportOffListDealing', ...toAssessment, make: dealing },
  { on: 'findOffListDealing', ...toAssessment, make: dealing },
  { on: 'reportFreezeOverdue', ...toAssessment, make: dealing },
  { on: 'reportEvaluationOverdue', ...toAssessment, make: byLaw(breach) },
  { on: 'reportFinalEvaluationMissing', ...toAssessment, make: breach },
  { on: 'recordContacts', ...toAssessment, make: ofContacts(breach) },
] as const
const toAuditUniverse = [
  { on: 'reportOffListDealing', ...toAudit, make: dealingRisk },
  { on: 'findOffListDealing', ...toAudit, make: dealingRisk },
  { on: 'reportFreezeOverdue', ...toAudit, make: dealingRisk },
  { on: 'reportEvaluationOverdue', ...toAudit, make: byLaw(breachRisk) },
  { on: 'reportFinalEvaluationMissing', ...toAudit, make: breachRisk },
  { on: 'recordContacts', ...toAudit, make: ofContacts(breachRisk) },
  { on: 'lapseRemediation', ...toAudit, make: risky('other') },
] as const

export const reactions = [...toAccountability, ...toAuditUniverse, ...toReviews] as const
