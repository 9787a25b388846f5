/** Events around the decision: its period, its return, and the verification of the remedy. */
import * as z from 'zod'
import { committee } from '../../../../policies/board.ts'
import { consumerProtection } from '../../../../policies/consumer-protection.ts'
import { text } from '../../../../policies/law.ts'
import { clock } from '../../../../policies/machinery.ts'
import { management } from '../../../../policies/management.ts'
import { audit } from '../../../../policies/supervisors.ts'
import type { EventTable } from '../../../core/mechanism.ts'
import { hash } from '../../../core/payload.ts'
import { words } from '../terms.ts'

const deciders = [management.sanction, committee.sanctionManagement]

export const decisionEvents = {
  returnForFacts: {
    by: deciders,
    title: text('退回补充查明', 'Return it for more facts'),
    nature: 'decision',
    notices: [{ to: 'consumerProtection', about: text('问责退回补充', 'A case was returned') }],
    payload: z.object({ reasons: words(2000) }),
  },
  reopenFacts: {
    by: deciders,
    title: text('发现新事实，重新查明', 'Reopen the facts'),
    nature: 'decision',
    notices: [
      { to: 'consumerProtection', about: text('问责重新查明', 'A case was reopened') },
      { to: 'humanResources', about: text('问责重新查明', 'A case was reopened') },
    ],
    payload: z.object({ reasons: words(2000) }),
  },
  reportDecisionOverdue: {
    by: clock.strike,
    title: text('逾期未作出问责决定', 'No decision in time'),
    nature: 'record',
    notices: [
      {
        to: 'consumerProtectionCommittee',
        about: text('问责逾期未决定', 'No decision on accountability in time'),
      },
      {
        to: 'supervisoryBody',
        about: text('问责逾期未决定', 'No decision on accountability in time'),
      },
    ],
    payload: z.object({}),
  },
  confirmRemedied: {
    by: [consumerProtection.assess, audit.verify],
    title: text('核实问题已整改', 'Confirm the remedy'),
    nature: 'finding',
    capacity: 'verifier',
    payload: z.object({ evidenceHash: hash(), verification: words() }),
  },
  rejectRemedied: {
    by: [consumerProtection.assess, audit.verify],
    title: text('整改未通过核实', 'Find that the remedy does not hold'),
    nature: 'finding',
    capacity: 'verifier',
    notices: [{ to: 'businessDepartment', about: text('整改未通过', 'A remedy does not hold') }],
    payload: z.object({ verification: words() }),
  },
  reportRemedyOverdue: {
    by: clock.strike,
    title: text('问责整改逾期', 'The remedy is overdue'),
    nature: 'record',
    notices: [
      { to: 'seniorManagement', about: text('问责整改逾期', 'A remedy is overdue') },
      { to: 'supervisoryBody', about: text('问责整改逾期', 'A remedy is overdue') },
    ],
    payload: z.object({}),
  },
  reportRemedyUnverified: {
    by: clock.strike,
    title: text('逾期未核实整改', 'The remedy was not verified in time'),
    nature: 'record',
    notices: [
      { to: 'seniorManagement', about: text('整改逾期未核实', 'A remedy was not verified') },
    ],
    payload: z.object({}),
  },
} as const satisfies EventTable
