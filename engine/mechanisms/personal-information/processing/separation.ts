/** Who may not do both in a processing activity. */
import { rulesFor } from '../../../core/rules.ts'
import { commonSeparated } from '../common/rules.ts'
import { said } from '../common/said.ts'
import type { facts, ProcessingEvent } from './events.ts'
import type { ProcessingContext } from './terms.ts'

const rule = rulesFor<ProcessingContext, ProcessingEvent, typeof facts>()

export const separationRules = {
  auditorApart: rule.ofCase({
    ...said(
      ['参与过该活动的人员不得审计', 'Whoever took part in the activity does not audit it'],
      ['由其他审计人员审计', 'Another auditor must do it'],
      'pipl:54',
    ),
    holds: (c, { by, participants }) =>
      by.person === undefined ||
      (!c.authors.includes(by.person) &&
        !(['reviewer', 'approver', 'decider', 'verifier', 'author', 'submitter'] as const).some(
          (capacity) => participants[capacity]?.includes(by.person ?? '') ?? false,
        )),
  }),
} as const

const decides = ['notProposer', 'notRecused'] as const
const opines = [...decides, 'inCharge'] as const

export const separation = {
  ...commonSeparated,
  screenActivity: decides,
  requireAssessment: decides,
  returnActivity: decides,
  approveActivity: opines,
  rejectActivity: opines,
  confirmApproval: decides,
  declineApproval: decides,
  liftSuspension: decides,
  stopProcessing: ['notRecused'],
  confirmDeletion: decides,
  recordAudit: ['auditorApart'],
} as const
