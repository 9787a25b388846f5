/** What follows in other mechanisms; each is carried once, with its entry as the cause. */
import type { Caused } from '../../core/mechanism.ts'
import type { DisputeEvent, DisputeEventOf } from './events.ts'
import type { DisputeContext } from './terms.ts'

type C = DisputeContext
type Source = Pick<DisputeEvent, 'process'>

const unitOf = (c: C) => (c.unit === null ? {} : { unit: c.unit })
const answerable = (cause: string) => ({
  to: 'M10',
  event: 'openAccountability',
  make: (e: Source, c: C) => ({ payload: { cause, source: e.process, ...unitOf(c) } }),
})
const risky = (kind: string) => ({
  to: 'M11',
  event: 'reportRisk',
  make: (e: Source, c: C) => ({ payload: { kind, source: e.process, ...unitOf(c) } }),
})
const refusal = answerable('refusedMediation')
const refusalRisk = risky('refusedMediation')
const breach = answerable('defaultOnSettlement')
const breachRisk = risky('defaultOnSettlement')

/** A contested performance is a default only once its day has passed. */
const inDefault =
  (make: (e: Source, c: C) => Caused) => (e: Source & Pick<DisputeEvent, 'entry'>, c: C) =>
    c.defaultedBy === e.entry ? make(e, c) : undefined

/** While it is mediated, the period of the complaint does not run (2020 No. 3 art. 23). */
const pauses = (e: DisputeEventOf<'acceptMediation'>, c: C) =>
  c.complaint === null
    ? undefined
    : { process: c.complaint, payload: { ground: 'mediation', told: e.payload.told } }
const resumes = (e: Source & Pick<DisputeEvent, 'entry'>, c: C) =>
  c.complaint === null || c.mediatedBy !== e.entry
    ? undefined
    : { process: c.complaint, payload: {} }
const toComplaint = { to: 'M07', event: 'resume', make: resumes } as const

export const reactions = [
  { on: 'overruleRefusal', ...refusal },
  { on: 'overruleRefusal', ...refusalRisk },
  { on: 'presumeUnjustified', ...refusal },
  { on: 'presumeUnjustified', ...refusalRisk },
  { on: 'reportAbsence', ...refusal },
  { on: 'reportAbsence', ...refusalRisk },
  { on: 'reportDefault', ...breach },
  { on: 'reportDefault', ...breachRisk },
  { on: 'contestPerformance', ...breach, make: inDefault(breach.make) },
  { on: 'contestPerformance', ...breachRisk, make: inDefault(breachRisk.make) },
  { on: 'acceptMediation', to: 'M07', event: 'pause', make: pauses },
  { on: 'concludeAgreement', ...toComplaint },
  { on: 'adoptOpinion', ...toComplaint },
  { on: 'acceptOpinion', ...toComplaint },
  { on: 'declineOpinion', ...toComplaint },
  { on: 'rejectOpinion', ...toComplaint },
  { on: 'lapseOpinion', ...toComplaint },
  { on: 'closeMediation', ...toComplaint },
  { on: 'leaveMediation', ...toComplaint },
  { on: 'lapseFastTrack', ...toComplaint },
  { on: 'lapseMediation', ...toComplaint },
  { on: 'bringSuit', ...toComplaint },
  { on: 'endDispute', ...toComplaint },
] as const
