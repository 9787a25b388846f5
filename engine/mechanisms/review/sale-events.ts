/** Events of the product on sale: launch, change, breach, post-review, retirement. */
import * as z from 'zod'
import { audit } from '../../../policies/supervisors.ts'
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { legal } from '../../../policies/legal.ts'
import { text } from '../../../policies/law.ts'
import { clock, courier } from '../../../policies/machinery.ts'
import { management } from '../../../policies/management.ts'
import { system } from '../../../policies/outsiders.ts'
import type { EventTable, Notice } from '../../core/mechanism.ts'
import { hash, line, processRef } from '../../core/payload.ts'
import { toldOfBreach, words, submission } from './dossier-events.ts'
import { GATE_FACTS } from './gates.ts'
import { concern } from './terms.ts'

const held: readonly Notice[] = [
  { to: 'businessDepartment', about: text('产品暂停销售', 'The sale is held') },
  { to: 'consumerProtection', about: text('产品暂停销售', 'The sale is held') },
]

export const saleEvents = {
  launch: {
    by: business.launch,
    title: text('推出', 'Launch'),
    nature: 'record',
    reads: GATE_FACTS,
    payload: z.object({ contentHash: hash() }),
  },
  lapseClearance: {
    by: clock.strike,
    title: text('审查结论失效', 'The clearance has gone stale'),
    nature: 'record',
    notices: [
      { to: 'businessDepartment', about: text('审查结论失效', 'The clearance has gone stale') },
      { to: 'consumerProtection', about: text('审查结论失效', 'The clearance has gone stale') },
    ],
    payload: z.object({}),
  },
  reportMaterialChange: {
    by: [business.submitReview, system.report],
    title: text('报告重大变更', 'Report a material change'),
    nature: 'submission',
    notices: held,
    /** `contentHash`: the changed content, where it is known already. */
    payload: z.object({ contentHash: hash().optional(), change: words() }),
  },
  openReReview: {
    by: business.submitReview,
    title: text('提交变更审查', 'Submit the change for review'),
    nature: 'submission',
    capacity: 'submitter',
    notices: [{ to: 'consumerProtection', about: text('有变更待审查', 'A change awaits review') }],
    payload: z.object(submission),
  },
  proposeNotMaterial: {
    by: consumerProtection.review,
    title: text('提议认定非重大变更', 'Propose that the change is not material'),
    nature: 'submission',
    capacity: 'proposer',
    payload: z.object({ contentHash: hash(), grounds: words() }),
  },
  confirmNotMaterial: {
    by: [consumerProtection.review, legal.review],
    title: text('确认非重大变更', 'Confirm that the change is not material'),
    nature: 'decision',
    capacity: 'approver',
    payload: z.object({ grounds: words() }),
  },
  lapseHold: {
    by: clock.strike,
    title: text('暂停后逾期未提交审查', 'Held, and no review was asked for in time'),
    nature: 'record',
    notices: [
      { to: 'seniorManagement', about: text('产品停止销售', 'The sale is stopped') },
      { to: 'businessDepartment', about: text('产品停止销售', 'The sale is stopped') },
    ],
    payload: z.object({}),
  },
  resumeSale: {
    by: business.launch,
    title: text('恢复销售', 'Resume the sale'),
    nature: 'record',
    reads: GATE_FACTS,
    payload: z.object({ contentHash: hash() }),
  },
  reportBreach: {
    by: [consumerProtection.watchSales, audit.report, system.report],
    title: text('报告未经审查的销售或变更', 'Report an unreviewed sale or change'),
    nature: 'finding',
    notices: toldOfBreach,
    payload: z.object({ contentHash: hash().optional(), evidenceHash: hash(), found: words() }),
  },
  suspendAndReReview: {
    by: [consumerProtection.review, management.suspendSales],
    title: text('停售并重新审查', 'Suspend the sale and review'),
    nature: 'order',
    notices: [
      { to: 'businessDepartment', about: text('停售并重新审查', 'Suspended for review') },
      { to: 'seniorManagement', about: text('停售并重新审查', 'Suspended for review') },
      { to: 'supervisoryBody', about: text('停售并重新审查', 'Suspended for review') },
    ],
    /** The content that was found on sale, and the proof that it is no longer sold. */
    payload: z.object({ contentHash: hash(), stopEvidenceHash: hash(), grounds: words() }),
  },
  reportBreachOverdue: {
    by: clock.strike,
    title: text('违规销售逾期未处置', 'The breach was not dealt with in time'),
    nature: 'record',
    notices: [
      {
        to: 'consumerProtectionCommittee',
        about: text('违规销售逾期未处置', 'A breach was not dealt with in time'),
      },
      {
        to: 'supervisoryBody',
        about: text('违规销售逾期未处置', 'A breach was not dealt with in time'),
      },
    ],
    payload: z.object({}),
  },
  retire: {
    by: business.launch,
    title: text('退市', 'Retire'),
    nature: 'decision',
    payload: z.object({ reason: line() }),
  },
} as const satisfies EventTable

export const postReviewEvents = {
  beginPostReview: {
    by: clock.strike,
    title: text('后评价开始', 'The post-review begins'),
    nature: 'record',
    notices: [{ to: 'consumerProtection', about: text('应开展后评价', 'A post-review is due') }],
    payload: z.object({}),
  },
  reportComplaintSpike: {
    by: [system.report, consumerProtection.watchSales],
    title: text('报告投诉激增', 'Report a spike of complaints'),
    nature: 'finding',
    payload: z.object({ evidenceHash: hash(), summary: words() }),
  },
  reportComplaintCause: {
    by: [courier.carry, consumerProtection.watchSales],
    title: text('报告属实投诉的产品原因', 'Report an upheld cause that lies in the product'),
    nature: 'finding',
    afterEnd: true,
    notices: [
      {
        to: 'businessDepartment',
        about: text('投诉原因在于产品', 'The cause of a complaint lies in the product'),
      },
      {
        to: 'consumerProtection',
        about: text('投诉原因在于产品', 'The cause of a complaint lies in the product'),
      },
    ],
    payload: z.object({ complaint: processRef('M07') }),
  },
  reportConcern: {
    by: [courier.carry, consumerProtection.watchSales],
    title: text('报告其他机制发现的问题', 'Report what another mechanism found'),
    nature: 'finding',
    afterEnd: true,
    notices: held,
    payload: z.object({ source: processRef(), kind: concern }),
  },
  findEffective: {
    by: consumerProtection.review,
    title: text('后评价有效', 'Find it effective'),
    nature: 'finding',
    regions: ['postReview'],
    payload: z.object({ evidenceHash: hash(), findings: words() }),
  },
  findDefect: {
    by: consumerProtection.review,
    title: text('后评价发现缺陷', 'Find a defect'),
    nature: 'finding',
    regions: ['postReview'],
    notices: held,
    payload: z.object({ evidenceHash: hash(), findings: words() }),
  },
  flagPostReviewOverdue: {
    by: clock.strike,
    title: text('后评价逾期', 'The post-review is overdue'),
    nature: 'record',
    notices: [
      { to: 'seniorManagement', about: text('后评价逾期', 'A post-review is overdue') },
      { to: 'supervisoryBody', about: text('后评价逾期', 'A post-review is overdue') },
    ],
    payload: z.object({}),
  },
} as const satisfies EventTable
