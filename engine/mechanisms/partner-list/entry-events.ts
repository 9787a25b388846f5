/** Events of entry: proposal, due diligence, tier, approval, agreement and publication (事前). */
import * as z from 'zod'
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { legal } from '../../../policies/legal.ts'
import { text } from '../../../policies/law.ts'
import { clock } from '../../../policies/machinery.ts'
import { headquarters, management } from '../../../policies/management.ts'
import { system } from '../../../policies/outsiders.ts'
import { audit } from '../../../policies/supervisors.ts'
import type { EventTable, Notice } from '../../core/mechanism.ts'
import { day, hash, line, person, personal, subject, unit } from '../../core/payload.ts'
import {
  clause,
  cooperation,
  dealing,
  diligenceAspect,
  diligenceResult,
  failGround,
  publicChannel,
  step,
  weight,
} from './terms.ts'

/** Free text of those who work on the case; it may name people. */
export const words = (max = 5000) => personal(z.string().trim().min(1).max(max), 'actor')

const to = (body: Notice['to'], zh: string, en: string): Notice => ({
  to: body,
  about: text(zh, en),
})
/** Off-list dealing goes to every level at once (R: escalates to SM, BC and SB). */
export const toldOfDealing: readonly Notice[] = [
  to('seniorManagement', '发现名单外合作', 'Off-list dealing was found'),
  to('consumerProtectionCommittee', '发现名单外合作', 'Off-list dealing was found'),
  to('supervisoryBody', '发现名单外合作', 'Off-list dealing was found'),
  {
    ...to('board', '同一机构再次发现名单外合作', 'Off-list dealing with the same partner again'),
    when: { counts: 'offListTimes', atLeast: 2 },
  },
]
export const finding = {
  evidenceHash: hash(),
  dealing,
  found: words(),
}

/** Adopted on paper: standards of entry and exit are not yet processes of their own. */
const standard = z
  .object({
    version: line(40),
    hash: hash(),
    adoptedBy: z.enum(['board', 'seniorManagement']).meta({ id: 'PartnerStandardBody' }),
    minutes: z
      .object({ number: line(60), date: day(), hash: hash() })
      .meta({ id: 'PartnerStandardMinutes' }),
  })
  .meta({ id: 'PartnerStandard' })
const fees = z
  .object({
    priceHash: hash(),
    /** The borrower pays the partner interest or a fee. */
    borrowerPays: z.boolean(),
    /** A guarantee fee counts in the all-in cost. */
    guaranteeInAllInCost: z.boolean(),
    /** Consulting, membership or service fees beside the price. */
    consultingFee: z.boolean(),
  })
  .meta({ id: 'PartnerFees' })
const namedClause = z.object({ clause, place: line(60) }).meta({ id: 'PartnerNamedClause' })
/** An agreement, with the place of each clause in it. */
export const agreement = {
  agreementHash: hash(),
  clauses: z.array(namedClause).min(1).max(30),
  signedOn: day(),
  endsOn: day(),
}
export const publication = {
  version: z.int().min(1).max(1_000_000),
  listHash: hash(),
  publishedOn: day(),
  channels: z.array(publicChannel).min(1).max(4),
}

const proposalEvents = {
  proposePartner: {
    by: business.managePartners,
    title: text('提议合作机构', 'Propose a partner'),
    nature: 'submission',
    opens: true,
    capacity: 'author',
    reads: ['latestListing'],
    notices: [to('consumerProtection', '有合作机构待尽职调查', 'A partner awaits due diligence')],
    payload: z.object({
      partner: subject('partner'),
      label: line(100),
      cooperation: z.array(cooperation).min(1).max(8),
      internetLoans: z.boolean(),
      lendingAssistance: z.boolean(),
      handlesInformation: z.boolean(),
      /** What has changed since it was rejected. */
      changed: z
        .object({ hash: hash(), what: line(500) })
        .meta({ id: 'PartnerChange' })
        .optional(),
    }),
  },
  reportOffListDealing: {
    by: [consumerProtection.watchPartners, audit.report, system.report],
    title: text('报告与未列名机构的合作', 'Report dealing with whom no list names'),
    nature: 'finding',
    opens: true,
    reads: ['latestListing', 'unit'],
    notices: toldOfDealing,
    payload: z.object({
      partner: subject('partner'),
      label: line(100),
      /** The department that dealt. */
      unit: unit(),
      cooperation: z.array(cooperation).min(1).max(8),
      handlesInformation: z.boolean(),
      ...finding,
    }),
  },
  withdrawProposal: {
    by: business.managePartners,
    title: text('撤回提议', 'Withdraw the proposal'),
    nature: 'submission',
    payload: z.object({ reason: line() }),
  },
  beginDueDiligence: {
    by: consumerProtection.watchPartners,
    title: text('开始尽职调查并指定负责人', 'Begin due diligence and name who is in charge'),
    nature: 'decision',
    reads: ['interests', 'handlerSeats'],
    appoints: { handler: 'handler' },
    payload: z.object({ handler: person() }),
  },
  recordDiligence: {
    by: [business.managePartners, consumerProtection.watchPartners, legal.checkPartner],
    title: text('记录尽职调查结果', 'Record a result of due diligence'),
    nature: 'finding',
    capacity: 'assessor',
    payload: z.object({
      aspect: diligenceAspect,
      result: diligenceResult,
      evidenceHash: hash(),
      grounds: words(),
    }),
  },
  reportDueDiligence: {
    by: [business.managePartners, consumerProtection.watchPartners],
    title: text('提交尽职调查报告', 'Hand in the report of due diligence'),
    nature: 'submission',
    payload: z.object({
      reportHash: hash(),
      /** Licence of an agent that sells for the institution (2025 No. 7 art. 21). */
      qualificationHash: hash().optional(),
    }),
  },
  failDueDiligence: {
    by: [consumerProtection.watchPartners, legal.checkPartner],
    title: text('尽职调查不合格', 'Fail it in due diligence'),
    nature: 'decision',
    capacity: 'decider',
    notices: [to('businessDepartment', '合作机构未通过尽职调查', 'A partner failed')],
    payload: z.object({ ground: failGround, evidenceHash: hash(), grounds: words() }),
  },
} as const satisfies EventTable

const approvers = [headquarters.approvePartner, management.rulePartners]
const approvalEvents = {
  submitForApproval: {
    by: business.managePartners,
    title: text('报请总部审批', 'Submit for approval by headquarters'),
    nature: 'submission',
    capacity: 'submitter',
    notices: [to('headquarters', '合作机构待审批', 'A partner awaits approval')],
    payload: z.object({
      contentHash: hash(),
      content: weight,
      customerImpact: weight,
      instability: weight,
      /** What the partner does in the process. */
      steps: z.array(step).max(8),
      fees,
      standard,
    }),
  },
  approvePartner: {
    by: approvers,
    title: text('批准准入', 'Approve the entry'),
    nature: 'decision',
    capacity: 'approver',
    reads: ['ownInterests'],
    notices: [to('legalCompliance', '可签署合作协议', 'An agreement may be signed')],
    payload: z.object({ contentHash: hash(), grounds: words() }),
  },
  refusePartner: {
    by: approvers,
    title: text('不批准准入', 'Refuse the entry'),
    nature: 'decision',
    capacity: 'decider',
    notices: [to('businessDepartment', '合作机构未获批准', 'A partner was refused')],
    payload: z.object({ grounds: words() }),
  },
  returnToDiligence: {
    by: approvers,
    title: text('退回补充尽职调查', 'Return it to due diligence'),
    nature: 'decision',
    payload: z.object({
      aspects: z.array(diligenceAspect).min(1).max(7),
      grounds: words(),
    }),
  },
  signAgreement: {
    by: legal.checkPartner,
    title: text('核签合作协议', 'Check and sign the agreement'),
    nature: 'decision',
    notices: [to('consumerProtection', '合作机构待公布', 'A partner awaits publication')],
    payload: z.object(agreement),
  },
  failTerms: {
    by: legal.checkPartner,
    title: text('协议条款未达成', 'The clauses could not be agreed'),
    nature: 'decision',
    payload: z.object({ missing: z.array(clause).min(1).max(20), grounds: words() }),
  },
  publishList: {
    by: consumerProtection.listPartners,
    title: text('公布名单', 'Publish the list'),
    nature: 'record',
    notices: [to('businessDepartment', '合作机构已列入名单', 'A partner is on the list')],
    payload: z.object(publication),
  },
} as const satisfies EventTable

const overdue = (zh: string, en: string, bodies: readonly Notice['to'][]) =>
  ({
    by: clock.strike,
    title: text(zh, en),
    nature: 'record',
    notices: bodies.map((body) => to(body, zh, en)),
    payload: z.object({}),
  }) as const
const entryClockEvents = {
  reportProposalOverdue: overdue('提议逾期未受理', 'The proposal was not taken up in time', [
    'consumerProtection',
  ]),
  reportDiligenceOverdue: overdue('尽职调查逾期', 'Due diligence not finished in time', [
    'consumerProtection',
    'businessDepartment',
  ]),
  reportSubmissionOverdue: overdue('逾期未报审批', 'Not submitted for approval in time', [
    'businessDepartment',
  ]),
  reportApprovalOverdue: overdue('逾期未审批', 'No decision on the entry in time', [
    'seniorManagement',
    'consumerProtectionCommittee',
  ]),
  lapseApproval: overdue(
    '批准失效，须重新尽职调查',
    'The approval went stale before an agreement',
    ['businessDepartment', 'legalCompliance'],
  ),
  reportPublicationOverdue: overdue('逾期未公布名单', 'The list was not published in time', [
    'seniorManagement',
  ]),
} as const satisfies EventTable

export const entryEvents = { ...proposalEvents, ...approvalEvents, ...entryClockEvents } as const
