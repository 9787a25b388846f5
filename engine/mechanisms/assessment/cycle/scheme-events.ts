/** Events of the scheme: what is assessed, with what weight, and who approves it. */
import * as z from 'zod'
import { committee } from '../../../../policies/board.ts'
import { consumerProtection } from '../../../../policies/consumer-protection.ts'
import { humanResources } from '../../../../policies/human-resources.ts'
import { text } from '../../../../policies/law.ts'
import { clock } from '../../../../policies/machinery.ts'
import { management } from '../../../../policies/management.ts'
import { regulator } from '../../../../policies/outsiders.ts'
import type { EventTable, Notice } from '../../../core/mechanism.ts'
import { day, hash, line, unit } from '../../../core/payload.ts'
import { RESOLUTION_FACTS } from '../../resolution.ts'
import { resolution, words } from '../terms.ts'
import { indicator, sellerTarget } from './context.ts'

const officers = [consumerProtection.assess, humanResources.assess]
const toOfficers = (zh: string, en: string): readonly Notice[] => [
  { to: 'consumerProtection', about: text(zh, en) },
  { to: 'humanResources', about: text(zh, en) },
]
const weighted = z
  .object({ indicator, weight: z.int().min(1).max(100) })
  .meta({ id: 'AssessmentWeightedIndicator' })
const leftOut = z.object({ unit: unit(), reason: line(200) }).meta({ id: 'AssessmentUnitLeftOut' })

export const schemeEvents = {
  openCycle: {
    by: officers,
    opens: true,
    title: text('建立考核', 'Open the assessment of a unit for a period'),
    nature: 'submission',
    reads: ['assessedUnit', 'priorCycle'],
    /** `ofManagement`: the score is that of senior management itself. */
    payload: z.object({
      unit: unit(),
      label: line(100),
      from: day(),
      to: day(),
      ofManagement: z.boolean(),
    }),
  },
  submitScheme: {
    by: officers,
    title: text('提交考核方案', 'Submit the scheme'),
    nature: 'submission',
    capacity: 'author',
    notices: [
      { to: 'seniorManagement', about: text('考核方案待审核', 'A scheme awaits endorsement') },
    ],
    payload: z.object({
      contentHash: hash(),
      /** Relevant departments and branches that the scheme covers, and those it does not, with reasons. */
      units: z.array(unit()).min(1).max(500),
      leftOut: z.array(leftOut).max(500),
      weight: z.int().min(1).max(100),
      passMark: z.int().min(1).max(100),
      indicators: z.array(weighted).min(1).max(20),
      /** None where the unit sells nothing. */
      sellerTargets: z.array(sellerTarget).max(8),
    }),
  },
  returnScheme: {
    by: management.endorseScheme,
    title: text('高级管理层退回方案', 'Senior management returns the scheme'),
    nature: 'decision',
    notices: toOfficers('考核方案被退回', 'The scheme was returned'),
    payload: z.object({ reasons: words(2000) }),
  },
  endorseScheme: {
    by: management.endorseScheme,
    title: text('高级管理层审核通过方案', 'Senior management endorses the scheme'),
    nature: 'decision',
    capacity: 'approver',
    notices: [
      {
        to: 'consumerProtectionCommittee',
        about: text('考核方案待审议', 'A scheme awaits approval'),
      },
    ],
    payload: z.object({ grounds: words(2000).optional() }),
  },
  returnSchemeByCommittee: {
    by: committee.approveScheme,
    title: text('委员会退回方案', 'The committee returns the scheme'),
    nature: 'decision',
    notices: [
      ...toOfficers('考核方案被委员会退回', 'The committee returned the scheme'),
      { to: 'seniorManagement', about: text('考核方案被委员会退回', 'The scheme was returned') },
    ],
    payload: z.object({ reasons: words(2000) }),
  },
  approveScheme: {
    by: committee.approveScheme,
    title: text('委员会决议批准方案', 'The committee approves the scheme by resolution'),
    nature: 'decision',
    capacity: 'decider',
    notices: [
      ...toOfficers('考核方案已批准', 'The scheme was approved'),
      { to: 'businessDepartment', about: text('考核方案已批准', 'The scheme was approved') },
    ],
    reads: RESOLUTION_FACTS,
    payload: z.object({ resolution }),
  },
  orderWeight: {
    by: regulator.orderWeight,
    title: text('监管要求提高权重', 'Order a higher weight'),
    nature: 'order',
    notices: [
      ...toOfficers('监管要求提高考核权重', 'The regulator ordered a higher weight'),
      {
        to: 'consumerProtectionCommittee',
        about: text('监管要求提高考核权重', 'The regulator ordered a higher weight'),
      },
    ],
    payload: z.object({ weight: z.int().min(1).max(100), documentHash: hash() }),
  },
  amendScheme: {
    by: officers,
    title: text('期中修订方案', 'Take the scheme back to amend it'),
    nature: 'submission',
    notices: [
      { to: 'seniorManagement', about: text('考核方案期中修订', 'A scheme is being amended') },
      {
        to: 'consumerProtectionCommittee',
        about: text('考核方案期中修订', 'A scheme is being amended'),
      },
    ],
    payload: z.object({ reason: line(500) }),
  },
  withdrawCycle: {
    by: officers,
    title: text('撤回考核', 'Withdraw the assessment'),
    nature: 'submission',
    notices: [
      { to: 'seniorManagement', about: text('一项考核被撤回', 'An assessment was withdrawn') },
    ],
    payload: z.object({ reason: line(500) }),
  },
  closeUnit: {
    by: humanResources.assess,
    title: text('登记被考核单位撤销', 'Record that the unit was closed'),
    nature: 'record',
    notices: [
      { to: 'consumerProtection', about: text('被考核单位已撤销', 'An assessed unit was closed') },
      { to: 'seniorManagement', about: text('被考核单位已撤销', 'An assessed unit was closed') },
    ],
    payload: z.object({ closedOn: day(), recordHash: hash() }),
  },
  reportSchemeLate: {
    by: clock.strike,
    title: text('考核期开始而方案未批准', 'The period begins without an approved scheme'),
    nature: 'record',
    notices: [
      { to: 'seniorManagement', about: text('考核方案逾期', 'A scheme is late') },
      { to: 'consumerProtectionCommittee', about: text('考核方案逾期', 'A scheme is late') },
    ],
    payload: z.object({}),
  },
  reportEndorsementOverdue: {
    by: clock.strike,
    title: text('高级管理层逾期未审核方案', 'The scheme was not endorsed in time'),
    nature: 'record',
    notices: [
      {
        to: 'consumerProtectionCommittee',
        about: text('考核方案逾期未审核', 'A scheme was not endorsed in time'),
      },
    ],
    payload: z.object({}),
  },
  reportApprovalOverdue: {
    by: clock.strike,
    title: text('委员会逾期未审议方案', 'The scheme was not approved in time'),
    nature: 'record',
    notices: [
      { to: 'board', about: text('考核方案逾期未审议', 'A scheme was not approved in time') },
      {
        to: 'supervisoryBody',
        about: text('考核方案逾期未审议', 'A scheme was not approved in time'),
      },
    ],
    payload: z.object({}),
  },
  startPeriod: {
    by: clock.strike,
    title: text('考核期开始', 'The period begins'),
    nature: 'record',
    payload: z.object({}),
  },
  endPeriod: {
    by: clock.strike,
    title: text('考核期结束', 'The period ends'),
    nature: 'record',
    notices: toOfficers('考核期结束，待评分', 'The period ended: scores are due'),
    payload: z.object({}),
  },
} as const satisfies EventTable
