/** What a processing activity causes elsewhere; each is carried once, with its entry as the cause. */
import type { ProcessingEventOf } from './events.ts'
import type { ProcessingContext } from './terms.ts'
import { auditClock } from './changes.ts'

type C = ProcessingContext
const unitOf = (c: C) => (c.unit === null ? {} : { unit: c.unit })

/** Who withdraws consent asks that the processing of that one's information end (PIPL arts 15 and 47). */
const toRequest = ({ payload, process }: ProcessingEventOf<'withdrawConsent'>, c: C) => ({
  payload: {
    consumer: payload.consumer,
    kind: 'consentWithdrawal',
    requester: 'self',
    source: process,
    ...(c.activity === null ? {} : { activity: c.activity }),
    ...(c.product === null ? {} : { product: c.product }),
  },
})

type Violated = ProcessingEventOf<'reportViolation'> | ProcessingEventOf<'reportUnassessed'>
/** The sale of the product that was served is held until its review has looked at it. */
const toReview = ({ facts: { latestReview }, process }: Violated) =>
  latestReview === null
    ? undefined
    : {
        process: latestReview.id,
        payload: { source: process, kind: 'informationViolation' },
      }
const breachToAssessment = ({ process }: { readonly process: string }, c: C) => ({
  payload: { cause: 'statutoryBreach', source: process, ...unitOf(c) },
})
const breachToAudit = ({ process }: { readonly process: string }, c: C) => ({
  payload: { kind: 'statutoryBreach', source: process, ...unitOf(c) },
})
/** Where the law sets the rhythm of audits; a house period that is missed stays in the house. */
const auditToAssessment = (e: ProcessingEventOf<'flagAuditOverdue'>, c: C) =>
  auditClock(c) === 'K47' ? breachToAssessment(e, c) : undefined
const auditToRisk = (e: ProcessingEventOf<'flagAuditOverdue'>, c: C) =>
  auditClock(c) === 'K47' ? breachToAudit(e, c) : undefined
const findingToAssessment = ({ payload, process }: ProcessingEventOf<'recordAudit'>, c: C) =>
  payload.satisfactory
    ? undefined
    : { payload: { cause: 'auditFinding', source: process, ...unitOf(c) } }
const findingToRisk = ({ payload, process }: ProcessingEventOf<'recordAudit'>, c: C) =>
  payload.satisfactory
    ? undefined
    : { payload: { kind: 'auditFinding', source: process, ...unitOf(c) } }
/** A processor that fails an inspection is watched by the list of partners. */
const toList = ({ payload, facts: { listing }, process }: ProcessingEventOf<'recordInspection'>) =>
  payload.satisfactory || listing === null
    ? undefined
    : { process: listing.id, payload: { kind: 'dataEvent', source: process } }

export const reactions = [
  { on: 'withdrawConsent', to: 'M05', event: 'registerRequest', make: toRequest },
  { on: 'reportViolation', to: 'M10', event: 'openAccountability', make: breachToAssessment },
  { on: 'reportUnassessed', to: 'M10', event: 'openAccountability', make: breachToAssessment },
  { on: 'flagAuditOverdue', to: 'M10', event: 'openAccountability', make: auditToAssessment },
  { on: 'recordAudit', to: 'M10', event: 'openAccountability', make: findingToAssessment },
  { on: 'reportViolation', to: 'M11', event: 'reportRisk', make: breachToAudit },
  { on: 'reportUnassessed', to: 'M11', event: 'reportRisk', make: breachToAudit },
  { on: 'flagAuditOverdue', to: 'M11', event: 'reportRisk', make: auditToRisk },
  { on: 'recordAudit', to: 'M11', event: 'reportRisk', make: findingToRisk },
  { on: 'recordInspection', to: 'M06', event: 'reportSignal', make: toList },
  { on: 'reportViolation', to: 'M01', event: 'reportConcern', make: toReview },
  { on: 'reportUnassessed', to: 'M01', event: 'reportConcern', make: toReview },
] as const
