/** The everyday work of both charts: made once, because parts share one event only if it is the same. */
import { committee } from '../../../policies/board.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { humanResources } from '../../../policies/human-resources.ts'
import { management } from '../../../policies/management.ts'
import { regulator } from '../../../policies/outsiders.ts'
import { audit, supervisors } from '../../../policies/supervisors.ts'
import { everydayEvents } from '../everyday.ts'

const everybody = [
  consumerProtection.planTraining,
  humanResources.runTraining,
  management.approveTraining,
  committee.noteTraining,
]

export const shared = everydayEvents({
  note: everybody,
  attachEvidence: everybody,
  explainBreach: [
    consumerProtection.planTraining,
    humanResources.runTraining,
    management.approveTraining,
  ],
  inquire: [supervisors.inquire, audit.inquire, regulator.inquire],
  answerInquiry: [consumerProtection.answerInquiry, management.approveTraining],
})
