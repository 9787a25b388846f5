/** Events of continuous management: signals, remediation, suspension and off-list dealing (事中). */
import * as z from 'zod'
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { text } from '../../../policies/law.ts'
import { clock, courier } from '../../../policies/machinery.ts'
import { management } from '../../../policies/management.ts'
import { partner, system } from '../../../policies/outsiders.ts'
import { audit } from '../../../policies/supervisors.ts'
import type { EventTable, Notice } from '../../core/mechanism.ts'
import { day, hash, processRef } from '../../core/payload.ts'
import { contact } from './collection.ts'
import { finding, toldOfDealing, words } from './entry-events.ts'
import { signalKind, suspensionGround, watched } from './terms.ts'

const to = (body: Notice['to'], zh: string, en: string): Notice => ({
  to: body,
  about: text(zh, en),
})
const suspended: readonly Notice[] = [
  to('seniorManagement', '合作机构已暂停', 'A partner was suspended'),
  to(
    'businessDepartment',
    '合作机构已暂停，停止新增业务',
    'A partner was suspended: no new business',
  ),
  to('supervisoryBody', '合作机构已暂停', 'A partner was suspended'),
]

const signalEvents = {
  reportSignal: {
    by: [consumerProtection.watchPartners, system.report, audit.report, courier.carry],
    title: text('报告风险信号', 'Report a signal'),
    nature: 'finding',
    afterEnd: true,
    notices: [
      to('consumerProtection', '合作机构出现风险信号', 'There is a signal about a partner'),
    ],
    /** `source`: the process of whatever mechanism in which it was found. */
    payload: z.object({
      kind: signalKind,
      source: processRef().optional(),
      evidenceHash: hash().optional(),
    }),
  },
  dismissSignal: {
    by: consumerProtection.watchPartners,
    title: text('排除风险信号', 'Dismiss a signal'),
    nature: 'decision',
    reads: ['ownInterests'],
    payload: z.object({ aspect: watched, evidenceHash: hash(), grounds: words() }),
  },
  confirmViolation: {
    by: consumerProtection.watchPartners,
    title: text('确认违规', 'Confirm a violation'),
    nature: 'finding',
    notices: [to('businessDepartment', '合作机构违规', 'A partner violated its duties')],
    payload: z.object({ aspect: watched, evidenceHash: hash(), findings: words() }),
  },
  recordCooperation: {
    by: consumerProtection.watchPartners,
    title: text('记录投诉协作情况', 'Record its cooperation in a complaint'),
    nature: 'record',
    payload: z.object({ complaint: processRef('M07').optional(), cooperated: z.boolean() }),
  },
  recordContacts: {
    by: [partner.report, system.report],
    title: text('报送催收联系记录', 'Report contacts of collection'),
    nature: 'submission',
    payload: z.object({
      on: day(),
      contacts: z.array(contact).min(1).max(500),
      /** Of the recordings and logs behind them. */
      recordsHash: hash(),
    }),
  },
  respond: {
    by: partner.respond,
    title: text('合作机构答复', 'The partner answers'),
    nature: 'submission',
    payload: z.object({ statement: words(), evidenceHash: hash().optional() }),
  },
} as const satisfies EventTable

const remedyEvents = {
  clearWatch: {
    by: consumerProtection.watchPartners,
    title: text('解除关注', 'End the watch'),
    nature: 'decision',
    capacity: 'verifier',
    reads: ['ownInterests'],
    payload: z.object({ grounds: words() }),
  },
  escalateWatch: {
    by: clock.strike,
    title: text('关注逾期未处理', 'The watch was not brought to an end in time'),
    nature: 'record',
    notices: [
      to('seniorManagement', '关注逾期未处理', 'A watch is overdue'),
      to('supervisoryBody', '关注逾期未处理', 'A watch is overdue'),
    ],
    payload: z.object({}),
  },
  orderRemediation: {
    by: consumerProtection.watchPartners,
    title: text('责令整改', 'Order remediation'),
    nature: 'order',
    notices: [
      to('businessDepartment', '合作机构须整改', 'A partner must remedy'),
      to('partner', '须整改', 'Remediation is ordered'),
    ],
    payload: z.object({ orderHash: hash(), measures: words() }),
  },
  reportRemediation: {
    by: [partner.respond, business.managePartners],
    title: text('提交整改证据', 'Hand in evidence of remediation'),
    nature: 'submission',
    payload: z.object({ evidenceHash: hash(), done: words() }),
  },
  verifyRemediation: {
    by: consumerProtection.watchPartners,
    title: text('验收整改', 'Verify the remediation'),
    nature: 'decision',
    capacity: 'verifier',
    reads: ['ownInterests'],
    payload: z.object({ evidenceHash: hash(), verification: words() }),
  },
  lapseRemediation: {
    by: clock.strike,
    title: text('整改逾期，暂停合作', 'Not remedied in time: suspended'),
    nature: 'record',
    reads: ['openReviews'],
    notices: suspended,
    payload: z.object({}),
  },
  suspendPartner: {
    by: [consumerProtection.watchPartners, management.rulePartners],
    title: text('暂停合作', 'Suspend the partner'),
    nature: 'order',
    reads: ['openReviews'],
    notices: suspended,
    payload: z.object({ ground: suspensionGround, evidenceHash: hash(), grounds: words() }),
  },
  acceptPlan: {
    by: management.rulePartners,
    title: text('同意整改方案', 'Accept a plan of remediation'),
    nature: 'decision',
    reads: ['ownInterests'],
    payload: z.object({ planHash: hash(), grounds: words() }),
  },
  reviewNow: {
    by: management.rulePartners,
    title: text('要求立即全面评估', 'Have it evaluated now'),
    nature: 'order',
    regions: ['evaluation'],
    notices: [to('headquarters', '须立即全面评估合作机构', 'A partner must be evaluated now')],
    payload: z.object({ reason: words() }),
  },
  escalateSuspension: {
    by: clock.strike,
    title: text('暂停后逾期未决定', 'No decision about a suspended partner in time'),
    nature: 'record',
    notices: [
      to('consumerProtectionCommittee', '暂停后逾期未决定', 'A suspension awaits its decision'),
      to('supervisoryBody', '暂停后逾期未决定', 'A suspension awaits its decision'),
    ],
    payload: z.object({}),
  },
} as const satisfies EventTable

const dealingEvents = {
  findOffListDealing: {
    by: [consumerProtection.watchPartners, audit.report, system.report],
    title: text('发现名单外合作', 'Find off-list dealing'),
    nature: 'finding',
    reads: ['openReviews'],
    notices: toldOfDealing,
    payload: z.object(finding),
  },
  freezeDealings: {
    by: [consumerProtection.watchPartners, management.rulePartners],
    title: text('冻结名单外业务', 'Freeze the dealings'),
    nature: 'order',
    notices: [
      to('consumerProtectionCommittee', '名单外业务已冻结', 'Off-list dealings were frozen'),
      to('supervisoryBody', '名单外业务已冻结', 'Off-list dealings were frozen'),
    ],
    /** Proof that nothing is dealt any more, and how many customers there are. */
    payload: z.object({
      stopEvidenceHash: hash(),
      customers: z.int().min(0).max(1_000_000_000),
      grounds: words(),
    }),
  },
  reportFreezeOverdue: {
    by: clock.strike,
    title: text('名单外业务逾期未冻结', 'Off-list dealings were not frozen in time'),
    nature: 'record',
    notices: [
      to('board', '名单外业务逾期未冻结', 'Off-list dealings are not frozen'),
      to('consumerProtectionCommittee', '名单外业务逾期未冻结', 'Off-list dealings are not frozen'),
      to('supervisoryBody', '名单外业务逾期未冻结', 'Off-list dealings are not frozen'),
    ],
    payload: z.object({}),
  },
  resumeOnboarding: {
    by: management.rulePartners,
    title: text('同意重新尽职调查', 'Let due diligence begin anew'),
    nature: 'decision',
    reads: ['ownInterests'],
    notices: [to('consumerProtection', '须重新尽职调查', 'Due diligence begins anew')],
    payload: z.object({ grounds: words() }),
  },
  escalateFrozen: {
    by: clock.strike,
    title: text('冻结后逾期未决定', 'No decision about frozen dealings in time'),
    nature: 'record',
    notices: [
      to('seniorManagement', '冻结后逾期未决定', 'Frozen dealings await their decision'),
      to('consumerProtectionCommittee', '冻结后逾期未决定', 'Frozen dealings await their decision'),
    ],
    payload: z.object({}),
  },
} as const satisfies EventTable

export const watchEvents = { ...signalEvents, ...remedyEvents, ...dealingEvents } as const
