/** Events of the yearly evaluation, of the agreement's end, and of exit (事后). */
import * as z from 'zod'
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { informationOfficer } from '../../../policies/information-officer.ts'
import { legal } from '../../../policies/legal.ts'
import { text } from '../../../policies/law.ts'
import { clock } from '../../../policies/machinery.ts'
import { headquarters, management } from '../../../policies/management.ts'
import { partner } from '../../../policies/outsiders.ts'
import type { EventTable, Notice } from '../../core/mechanism.ts'
import { day, hash, line } from '../../core/payload.ts'
import { agreement, words } from './entry-events.ts'
import { blacklistGround, evaluationResults, shown } from './terms.ts'

const to = (body: Notice['to'], zh: string, en: string): Notice => ({
  to: body,
  about: text(zh, en),
})
const leaving: readonly Notice[] = [
  to('businessDepartment', '合作机构退出，须提交退出方案', 'A partner leaves: a plan is due'),
  to('consumerProtection', '合作机构退出', 'A partner leaves'),
]
/** A forced exit is told to the board (2025 notice on partners). */
const forced: readonly Notice[] = [
  ...leaving,
  to('board', '合作机构被强制退出', 'A partner was made to leave'),
]
const overdue = (zh: string, en: string, bodies: readonly Notice['to'][]) =>
  ({
    by: clock.strike,
    title: text(zh, en),
    nature: 'record',
    notices: bodies.map((body) => to(body, zh, en)),
    payload: z.object({}),
  }) as const

const evaluationEvents = {
  beginEvaluation: overdue('年度全面评估开始', 'The yearly evaluation begins', [
    'headquarters',
    'consumerProtection',
  ]),
  recordEvaluation: {
    by: [headquarters.evaluatePartners, consumerProtection.watchPartners],
    title: text('记录全面评估', 'Record a full evaluation'),
    nature: 'finding',
    regions: ['evaluation'],
    capacity: 'reviewer',
    notices: [to('seniorManagement', '合作机构评估待决定', 'An evaluation awaits a decision')],
    payload: z.object({
      results: evaluationResults,
      reportHash: hash(),
      /** How it cooperated in complaints (2020 No. 3 art. 10). */
      cooperation: z
        .enum(['full', 'partial', 'refused', 'notAsked'])
        .meta({ id: 'PartnerComplaintCooperation' }),
      /** Made for the end of the agreement (K61). */
      forEnd: z.boolean(),
      findings: words(),
    }),
  },
  retainPartner: {
    by: management.rulePartners,
    title: text('决定保留', 'Retain the partner'),
    nature: 'decision',
    regions: ['evaluation'],
    reads: ['ownInterests'],
    payload: z.object({ grounds: words() }),
  },
  retainWithConditions: {
    by: management.rulePartners,
    title: text('附条件保留', 'Retain the partner on conditions'),
    nature: 'decision',
    regions: ['evaluation'],
    reads: ['ownInterests'],
    notices: [to('consumerProtection', '合作机构须重点关注', 'A partner is to be watched')],
    payload: z.object({ conditions: z.array(line(300)).min(1).max(20), grounds: words() }),
  },
  findNotQualified: {
    by: management.rulePartners,
    title: text('认定不再符合条件', 'Find it no longer qualified'),
    nature: 'decision',
    regions: ['evaluation'],
    reads: ['openReviews'],
    notices: forced,
    payload: z.object({ grounds: words() }),
  },
  reportEvaluationOverdue: overdue('年度全面评估逾期', 'Not evaluated within the year', [
    'seniorManagement',
    'supervisoryBody',
  ]),
  reportDecisionOverdue: overdue('评估后逾期未决定', 'No decision on an evaluation in time', [
    'seniorManagement',
    'consumerProtectionCommittee',
  ]),
  lapseEvaluation: {
    ...overdue('逾期未评估，暂停新增业务', 'Still not evaluated: no new business', [
      'seniorManagement',
      'businessDepartment',
      'supervisoryBody',
    ]),
    reads: ['openReviews'],
  },
  reportFinalEvaluationMissing: overdue(
    '协议到期前未评估',
    'Not evaluated before the agreement ended',
    ['seniorManagement', 'supervisoryBody'],
  ),
} as const satisfies EventTable

const agreementEvents = {
  renewAgreement: {
    by: legal.checkPartner,
    title: text('续签合作协议', 'Renew the agreement'),
    nature: 'decision',
    payload: z.object(agreement),
  },
  terminate: {
    by: [business.managePartners, partner.terminate],
    title: text('终止合作', 'Terminate the cooperation'),
    nature: 'submission',
    reads: ['openReviews'],
    notices: leaving,
    payload: z.object({ noticeHash: hash(), reason: words() }),
  },
  lapseContract: {
    ...overdue('协议到期', 'The agreement has ended', ['businessDepartment', 'consumerProtection']),
    reads: ['openReviews'],
  },
  orderExit: {
    by: management.rulePartners,
    title: text('责令退出', 'Order the exit'),
    nature: 'decision',
    reads: ['openReviews'],
    notices: forced,
    payload: z.object({ grounds: words() }),
  },
} as const satisfies EventTable

const exitEvents = {
  planExit: {
    by: business.managePartners,
    title: text('提交退出方案', 'Hand in the plan of exit'),
    nature: 'submission',
    /** What becomes of the customers that exist. */
    payload: z.object({
      planHash: hash(),
      covers: z
        .array(
          z
            .enum(['service', 'dataReturn', 'complaints', 'notice'])
            .meta({ id: 'PartnerExitTopic' }),
        )
        .max(4),
      until: day(),
    }),
  },
  extendRunoff: {
    by: management.rulePartners,
    title: text('同意延长存量处置', 'Let the run-off take longer'),
    nature: 'decision',
    payload: z.object({ until: day(), grounds: words() }),
  },
  reportPlanOverdue: overdue('逾期未提交退出方案', 'No plan of exit in time', ['seniorManagement']),
  reportRunoffOverdue: overdue('存量处置逾期', 'The run-off is overdue', [
    'seniorManagement',
    'consumerProtectionCommittee',
  ]),
  declareDataReturned: {
    by: [partner.respond, business.managePartners],
    title: text('声明个人信息已返还或删除', 'Declare that the data was returned or deleted'),
    nature: 'submission',
    notices: [
      to(
        'personalInformationOfficer',
        '个人信息返还删除待核实',
        'A return of data awaits its check',
      ),
    ],
    payload: z.object({
      means: z.enum(['returned', 'deleted']).meta({ id: 'PartnerDataReturn' }),
      certificateHash: hash(),
    }),
  },
  verifyDataReturn: {
    by: informationOfficer.verifyDataReturn,
    title: text('核实个人信息已返还或删除', 'Verify that the data was returned or deleted'),
    nature: 'decision',
    capacity: 'verifier',
    payload: z.object({ evidenceHash: hash(), verification: words() }),
  },
  completeExit: {
    by: consumerProtection.listPartners,
    title: text('确认退出完成', 'Complete the exit'),
    nature: 'decision',
    reads: ['openComplaints', 'ownInterests'],
    notices: [
      to('seniorManagement', '合作机构退出完成', 'A partner has left'),
      to('businessDepartment', '合作机构退出完成', 'A partner has left'),
    ],
    /** `handoverHash`: who goes on with complaints that are still open. */
    payload: z.object({ handoverHash: hash().optional(), grounds: words() }),
  },
  decideBlacklisting: {
    by: management.rulePartners,
    title: text('列入禁止合作名单', 'Put it on the forbidden list'),
    nature: 'decision',
    reads: ['openReviews'],
    notices: [
      to('board', '合作机构列入禁止合作名单', 'A partner is on the forbidden list'),
      to('regulator', '合作机构列入禁止合作名单', 'A partner is on the forbidden list'),
      to('consumerProtection', '合作机构列入禁止合作名单', 'A partner is on the forbidden list'),
      to('partner', '列入禁止合作名单', 'It is on the forbidden list'),
    ],
    payload: z.object({
      ground: blacklistGround,
      evidenceHash: hash(),
      /** Of the public notice of the forced exit. */
      noticeHash: hash(),
      grounds: words(),
    }),
  },
  liftBlacklisting: {
    by: management.rulePartners,
    title: text('移出禁止合作名单', 'Take it off the forbidden list'),
    nature: 'decision',
    afterEnd: true,
    reads: ['ownInterests'],
    notices: [
      to('board', '合作机构移出禁止合作名单', 'A partner is off the forbidden list'),
      to('supervisoryBody', '合作机构移出禁止合作名单', 'A partner is off the forbidden list'),
    ],
    payload: z.object({ evidenceHash: hash(), grounds: words() }),
  },
} as const satisfies EventTable

const recordEvents = {
  endStatutoryRetention: {
    by: clock.strike,
    title: text(
      '个人信息提供记录法定保存期届满',
      'The record of handing on information has been kept by law',
    ),
    nature: 'record',
    afterEnd: true,
    payload: z.object({}),
  },
} as const satisfies EventTable

const listEvents = {
  publishUpdate: {
    by: consumerProtection.listPartners,
    title: text('更新公布的名单', 'Publish the updated list'),
    nature: 'record',
    payload: z.object({
      version: z.int().min(1).max(1_000_000),
      listHash: hash(),
      publishedOn: day(),
      shows: shown,
      /** Of the public notice, where the exit was forced. */
      noticeHash: hash().optional(),
    }),
  },
  reportListOutdated: overdue('名单逾期未更新', 'The public list was not updated in time', [
    'seniorManagement',
  ]),
} as const satisfies EventTable

export const afterEvents = {
  ...evaluationEvents,
  ...agreementEvents,
  ...exitEvents,
  ...listEvents,
  ...recordEvents,
} as const
