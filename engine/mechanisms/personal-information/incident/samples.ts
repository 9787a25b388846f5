/** A payload for each event of an incident that succeeds whenever the event is offered. */
import type { SampleAsk } from '../../../core/mechanism.ts'
import { commonSamples, EVIDENCE, withContext } from '../common/samples.ts'
import { NOTICE_ITEMS } from '../common/terms.ts'
import { beforeReport, LOWEST, REPORTS } from './terms.ts'
import type { IncidentContext, Report } from './terms.ts'

type Ask = SampleAsk<IncidentContext>
const classOf = ({ context: c }: Ask) => c.class ?? LOWEST
/** A report that is still to be made, the overdue ones first. */
const reportFor = ({ context: c }: Ask): Report =>
  REPORTS.find((r) => c.reports[r] === 'overdue') ??
  REPORTS.find((r) => c.reports[r] === 'due') ??
  'internet'

const own = {
  reportIncident: () => ({}),
  confirmIncident: (ask: Ask) => ({ class: { ...classOf(ask), people: 100 }, grounds: 'leaked' }),
  proposeFalseAlarm: () => ({ evidenceHash: EVIDENCE, grounds: 'a test of the alarm' }),
  confirmFalseAlarm: () => ({ grounds: 'agreed' }),
  raiseClass: (ask: Ask) => ({
    class: { ...classOf(ask), people: classOf(ask).people + 1 },
    grounds: 'more were found',
  }),
  proposeLowerClass: () => ({ class: LOWEST, grounds: 'less than was feared' }),
  confirmLowerClass: () => ({ grounds: 'agreed' }),
  containIncident: () => ({ evidenceHash: EVIDENCE, measures: 'access was closed' }),
  tellAuthority: (ask: Ask) => ({
    report: reportFor(ask),
    items: [...NOTICE_ITEMS],
    reportHash: EVIDENCE,
    policeTold: true,
    containmentHash: EVIDENCE,
  }),
  tellIndividuals: (ask: Ask) => ({
    people: Math.max(1, classOf(ask).people),
    means: ['app' as const],
    items: [...NOTICE_ITEMS],
    noticeHash: EVIDENCE,
  }),
  proposeExemption: () => ({ evidenceHash: EVIDENCE, grounds: 'the data were encrypted' }),
  confirmExemption: () => ({ grounds: 'agreed' }),
  orderNotification: () => ({ orderHash: EVIDENCE }),
  sealLogs: ({ on }: Ask) => ({ sealHash: EVIDENCE, from: on, to: on }),
  recordCause: () => ({
    kind: 'error' as const,
    reportHash: EVIDENCE,
    findings: 'an open interface',
  }),
  reportFix: () => ({ evidenceHash: EVIDENCE, measures: 'the interface is closed' }),
  verifyFix: () => ({ evidenceHash: EVIDENCE, verification: 'tested' }),
  rejectFix: () => ({ verification: 'still open' }),
  closeIncident: () => ({ lessons: 'interfaces are tested monthly', reason: 'all done' }),
}

export const samples = { ...withContext(beforeReport, own), ...commonSamples }
