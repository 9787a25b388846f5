/** The everyday work of every chart of disclosure: made once, so that the charts share the very events. */
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { legal } from '../../../policies/legal.ts'
import { management } from '../../../policies/management.ts'
import { regulator } from '../../../policies/outsiders.ts'
import { audit, supervisors } from '../../../policies/supervisors.ts'
import { everydayEvents } from '../everyday.ts'

export const everyday = everydayEvents({
  note: [consumerProtection.checkDisclosure, business.disclose, legal.checkDisclosure],
  attachEvidence: [consumerProtection.checkDisclosure, business.disclose, legal.checkDisclosure],
  explainBreach: [
    consumerProtection.checkDisclosure,
    business.disclose,
    management.overseeDisclosure,
  ],
  inquire: [supervisors.inquire, audit.inquire, regulator.inquire],
  answerInquiry: [consumerProtection.answerInquiry, management.overseeDisclosure],
})
