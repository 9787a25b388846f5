/** The everyday work of every governance process: made once, so that the charts share the very events. */
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { management } from '../../../policies/management.ts'
import { regulator } from '../../../policies/outsiders.ts'
import { audit, supervisors } from '../../../policies/supervisors.ts'
import { everydayEvents } from '../everyday.ts'

const clerks = [consumerProtection.draftGovernance, management.reportWork]
export const everyday = everydayEvents({
  note: clerks,
  attachEvidence: clerks,
  explainBreach: clerks,
  inquire: [supervisors.inquire, audit.inquire, regulator.inquire],
  answerInquiry: [consumerProtection.answerInquiry, management.reportWork],
})
