/** The everyday work of both charts: made once, because parts share one event only if it is the same. */
import { board, committee } from '../../../policies/board.ts'
import { management } from '../../../policies/management.ts'
import { regulator } from '../../../policies/outsiders.ts'
import { audit, supervisors } from '../../../policies/supervisors.ts'
import { everydayEvents } from '../everyday.ts'

export const conveners = [board.convene, committee.convene, supervisors.convene]
export const members = [board.vote, committee.vote, supervisors.vote]
export const secretaries = [
  board.keepMinutes,
  committee.keepMinutes,
  supervisors.keepMinutes,
  management.keepMinutes,
]

export const shared = everydayEvents({
  note: secretaries,
  attachEvidence: secretaries,
  explainBreach: secretaries,
  inquire: [supervisors.inquire, audit.inquire, regulator.inquire],
  answerInquiry: secretaries,
})
