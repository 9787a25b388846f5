/** Rules of the period, the decision, its telling, review and what follows: 2020 No. 3 arts 17–21, 23 and 26. */
import { text } from '../../../policies/law.ts'
import { addDays } from '../../core/calendar.ts'
import type { Day } from '../../core/values.ts'
import type { Context } from './context.ts'
import { fromSource, rule } from './rules-intake.ts'

/** Art. 17 asks for contact: so many failed attempts stand for it. */
const ATTEMPTS = 3
/** Art. 20: the complainant may ask for review so many days after receiving the decision (K07). */
const REVIEW_DAYS = 30
/** House policy: how many complaints from one cause make it recurring, where nothing else is set. */
const RECURRING = 3

const samePaid = (a: { amount: string; currency: string } | null, b: typeof a): boolean =>
  a?.amount === b?.amount && a?.currency === b?.currency
const asked = ['askReview', 'askSecondLook'] as const
const decisions = ['decide', 'changeDecision'] as const

export const handlingRules = {
  reached: rule.ofCase({
    says: text('须已联系到投诉人', 'The complainant has been reached'),
    article: '2020-3:17',
    change: text('先联系投诉人并记录', 'Contact the complainant and record it'),
    holds: (c) => c.work.reached,
  }),
  contactedOrTried: rule.ofCase({
    says: text(
      '须已联系投诉人，或至少三次联系未果',
      'The complainant was contacted, or three attempts failed',
    ),
    article: '2020-3:17',
    change: text('先联系投诉人并记录', 'Contact the complainant and record it'),
    holds: (c) => c.work.reached || c.work.contacts >= ATTEMPTS,
  }),
  handlerAppointed: rule.ofCase({
    says: text('须有经办人', 'A handler is appointed'),
    article: '2020-3:17',
    change: text('先指派经办人', 'Assign a handler first'),
    holds: (c) => c.handler !== null,
  }),
  deciderUnconcerned: rule.ofCase({
    says: text(
      '被投诉人员和已回避人员不得参与决定',
      'Nobody decides whom it concerns or who stepped aside',
    ),
    article: '2020-3:17',
    change: text('由其他人员决定', 'Let somebody else decide'),
    refuses: 'SEPARATION',
    holds: (c, { by }) =>
      by.person === undefined ||
      !(c.concerned.includes(by.person) || c.work.recused.includes(by.person)),
  }),
  managementOnlyWhenLate: rule.ofCase({
    says: text('超期后高级管理层方可代为决定', 'Senior management decides only what is overdue'),
    article: '2020-3:18',
    change: text('由消保部门决定', 'Let the consumer-protection department decide'),
    holds: (c, { by }) => by.body !== 'seniorManagement' || c.late,
  }),
  reliefComplete: rule.ofEvent(['settle', ...decisions], {
    says: text(
      '须写明给予什么、金额和承诺日期',
      'It states what is given, its amount and the day promised',
    ),
    article: '2020-3:19',
    change: text('补全处理措施', 'Complete the relief'),
    field: ['relief'],
    holds: ({ type, payload: { relief: r }, attested, on }, c) => {
      if (r.kind === 'none')
        return r.amount === undefined && r.what === undefined && r.by === undefined
      if (fromSource(attested, c)) return true
      const given = r.kind === 'monetary' ? r.amount !== undefined : r.what !== undefined
      // A day that was agreed stays as agreed, even where the decision comes after it.
      const agreed = type === 'decide' && c.settlement !== null
      return given && r.by !== undefined && (agreed || on === undefined || r.by >= on)
    },
  }),
  settlementKept: rule.ofEvent('decide', {
    says: text('和解结案须与和解内容一致', 'What was settled is decided as settled'),
    article: '2020-3:17',
    change: text('按和解内容填写结果和措施', 'State outcome and relief as settled'),
    field: ['relief'],
    holds: ({ payload: { outcome, relief } }, c) =>
      (outcome === 'settled') === (c.settlement !== null) &&
      (c.settlement === null ||
        (relief.kind === c.settlement.kind &&
          samePaid(relief.amount ?? null, c.settlement.amount) &&
          (relief.by ?? null) === c.settlement.by)),
  }),
  reasoned: rule.ofEvent('decide', {
    says: text('决定须载明核查结论和依据', 'A decision states its findings and grounds'),
    article: '2020-3:19',
    change: text('填写核查结论和依据', 'State findings and grounds'),
    field: ['findings'],
    holds: ({ payload, attested }, c) =>
      fromSource(attested, c) || (payload.findings !== undefined && payload.grounds !== undefined),
  }),
  outcomeStated: rule.ofEvent(decisions, {
    says: text('决定须写明投诉是否成立', 'A decision says whether the complaint is upheld'),
    article: '2020-3:19',
    change: text('选择处理结果', 'State the outcome'),
    field: ['outcome'],
    holds: ({ payload, attested }, c) => fromSource(attested, c) || payload.outcome !== 'notStated',
  }),
  remediesListed: rule.ofEvent(decisions, {
    says: text(
      '须告知调解、仲裁、诉讼途径，分支机构的决定还须告知核查途径',
      'Mediation, arbitration and litigation are named, and review where a branch decides',
    ),
    article: '2020-3:19',
    change: text('列明全部救济途径', 'List every remedy'),
    field: ['remedies'],
    holds: ({ type, payload: { remedies: r }, attested }, c) =>
      fromSource(attested, c) ||
      (r.includes('mediation') &&
        r.includes('arbitration') &&
        r.includes('litigation') &&
        (type === 'changeDecision' || c.level !== 'branch' || r.includes('review'))),
  }),
  statementKept: rule.ofEvent(['withdraw', 'newFacts', 'accept'], {
    says: text('投诉人的意思表示须留存记录', 'What the complainant declared is kept on record'),
    article: '2020-3:28',
    change: text('附意思表示的记录', 'Attach the record of the declaration'),
    field: ['statement'],
    holds: ({ payload, attested }, c) => fromSource(attested, c) || payload.statement !== undefined,
  }),
} as const

export const periodRules = {
  approverIsNotAsker: rule.ofCase({
    says: text('延长的申请人不得审批', 'Who asked for the extension does not approve it'),
    article: '2020-3:18',
    change: text('由其他有权人审批', 'Let somebody else decide'),
    refuses: 'SEPARATION',
    holds: (c, { by }) => by.person === undefined || by.person !== c.extension?.askedBy,
  }),
  rightApprover: rule.ofCase({
    says: text(
      '延长由上级机构或总部高级管理人员审批',
      'A superior institution, or senior management of the headquarters, approves',
    ),
    article: '2020-3:18',
    change: text('总部的投诉由高级管理人员审批', 'For headquarters: senior management'),
    holds: (c, { by }) => c.level === 'branch' || by.body === 'seniorManagement',
  }),
  extensionUndecided: rule.ofCase({
    says: text('延长申请尚未审批', 'The extension is not decided'),
    article: '2020-3:18',
    change: text('已批准，应告知投诉人', 'It is approved; tell the complainant'),
    holds: (c) => c.extension !== null && c.extension.approvedBy === null,
  }),
  extensionApproved: rule.ofCase({
    says: text('延长须已批准', 'The extension is approved'),
    article: '2020-3:18',
    change: text('先报批', 'Have it approved first'),
    holds: (c) => c.extension !== null && c.extension.approvedBy !== null,
  }),
  backTo15: rule.ofCase(backTo('d15')),
  backTo30: rule.ofCase(backTo('d30')),
  backToPending: rule.ofCase(backTo('d60Pending')),
  goesOnExtended: rule.ofCase({
    says: text('原期限已延长', 'The period had been extended'),
    article: '2020-3:18',
    change: text('按原期限继续计算', 'It goes on as it stood'),
    holds: (c) => c.told === null && c.extension !== null && c.extension.toldOn !== null,
  }),
  goesOnComplex: rule.ofCase({
    says: text('原已认定复杂', 'It had been called complex'),
    article: '2020-3:18',
    change: text('按原期限继续计算', 'It goes on as it stood'),
    holds: (c) => c.told === null && c.complex !== null,
  }),
} as const

/** Routes only: the way back from a pause stands in the context, never in a history state. */
function backTo(from: NonNullable<Context['pause']>['from']) {
  return {
    says: text('恢复到中止前的期限', 'It resumes where it was'),
    article: '2020-3:18',
    change: text('按中止前的期限继续', 'It goes on as it stood'),
    holds: (c: Context) => c.pause?.from === from,
  } as const
}

export const answerRules = {
  proofKept: rule.ofEvent('tell', {
    says: text('告知须留存方式和证明', 'How the complainant was told is proved'),
    article: '2020-3:21',
    change: text('填写方式并附寄出、发送或拨打的证明', 'State the means and attach its proof'),
    field: ['proof'],
    holds: ({ payload, attested }, c) =>
      fromSource(attested, c) || (payload.means !== undefined && payload.proof !== undefined),
  }),
  tellNotLater: rule.ofEvent('tell', {
    says: text('告知日不得晚于记录生效日', 'Nobody was told on a day that is still to come'),
    article: '2020-3:21',
    change: text('更正告知日', 'Correct the day of telling'),
    field: ['on'],
    holds: ({ payload, on }) =>
      [payload.on, payload.deliveredOn].every(
        (d) => d === undefined || (on !== undefined && d <= on),
      ),
  }),
  deliveryUnknown: rule.ofCase({
    says: text('送达日尚未记录', 'The day of receipt by the complainant is not yet recorded'),
    article: '2020-3:20',
    change: text('已记录；有误的，更正记录', 'It is recorded; correct the record if it is wrong'),
    holds: (c) => c.told !== null && c.told.deliveredOn === null,
  }),
  deliveredAfterTold: rule.ofEvent('recordDelivery', {
    says: text(
      '送达日不早于告知日，不晚于今日',
      'It was received after it was sent and before now',
    ),
    article: '2020-3:20',
    change: text('更正送达日', 'Correct the day'),
    field: ['deliveredOn'],
    holds: ({ payload, on }, c) =>
      on !== undefined &&
      payload.deliveredOn <= on &&
      payload.deliveredOn >= (c.told?.on ?? payload.deliveredOn),
  }),
  factsNamed: rule.ofEvent('newFacts', {
    says: text('须说明新的事实、理由', 'The new facts or reasons are stated'),
    article: '2020-3:18',
    change: text('填写新的事实、理由', 'State them'),
    field: ['facts'],
    holds: ({ payload, attested }, c) =>
      fromSource(attested, c) || (payload.facts !== undefined && payload.novelty !== 'disputed'),
  }),
  handlerStays: rule.ofCase({
    says: text('原经办人继续办理', 'The handler goes on'),
    article: '2020-3:17',
    change: text('没有经办人的，重新指派', 'Without one, assign anew'),
    holds: (c) => c.handler !== null && c.declared,
  }),
  branchDecision: rule.ofCase({
    says: text('核查针对分支机构的决定', 'Review is of the decision of a branch'),
    article: '2020-3:20',
    change: text(
      '总部的决定可申请复查、调解、仲裁或诉讼',
      'Of headquarters: second look, mediation, arbitration or suit',
    ),
    holds: (c) => c.decision?.level === 'branch',
  }),
  headquartersDecision: rule.ofCase({
    says: text('复查针对总部的决定', 'A second look is at the decision of headquarters'),
    article: 'house:complaint.secondLook',
    change: text('分支机构的决定应申请核查', 'Of a branch: ask for review'),
    holds: (c) => c.decision?.level === 'headquarters',
  }),
  notReviewedYet: rule.ofCase({
    says: text('同一决定核查一次', 'A decision is reviewed once'),
    article: '2020-3:20',
    change: text('可申请调解、仲裁或诉讼', 'Mediation, arbitration or suit remain'),
    holds: (c) => c.review === null,
  }),
  askedInTime: rule.ofEvent(asked, {
    says: text(
      '自收到决定之日起三十日内提出',
      'It is asked within thirty days of receiving the decision',
    ),
    article: '2020-3:20',
    change: text('可申请调解、仲裁或诉讼', 'Mediation, arbitration or suit remain'),
    field: ['deliveredOn'],
    holds: ({ payload: { deliveredOn }, on }) =>
      on !== undefined && deliveredOn <= on && on <= addDays(deliveredOn as Day, REVIEW_DAYS),
  }),
  reviewerIsNew: rule.ofCase({
    says: text('核查人不得是原经办人或决定人', 'The reviewer neither handled nor decided it'),
    article: '2020-3:20',
    change: text('由其他人员核查', 'Let somebody else review'),
    refuses: 'SEPARATION',
    holds: (c, { by, participants: p }) =>
      by.person === undefined ||
      ![...(p.handler ?? []), ...(p.decider ?? []), ...c.concerned].includes(by.person),
  }),
  managementOnlyWhenReviewLate: rule.ofCase({
    says: text(
      '核查逾期后高级管理层方可代为处理',
      'Senior management acts only on an overdue review',
    ),
    article: '2020-3:20',
    change: text('由上级机构核查', 'Let the superior institution review'),
    holds: (c, { by }) => by.body !== 'seniorManagement' || c.review?.overdue === true,
  }),
  allExamined: rule.ofEvent(['upholdDecision', 'changeDecision'], {
    says: text('须核查程序、时限和结果', 'Process, time and result are examined'),
    article: '2020-3:20',
    change: text('逐项核查', 'Examine each'),
    field: ['examined'],
    holds: ({ payload: { examined: e } }) =>
      e.includes('process') && e.includes('time') && e.includes('result'),
  }),
  reliefPromised: rule.ofCase({
    says: text('决定给予处理措施', 'The decision gives relief'),
    article: '2022-9:15',
    change: text('无须履行', 'Nothing is to be performed'),
    holds: (c) => c.decision !== null && c.decision.relief.kind !== 'none',
  }),
  reviewReliefPromised: rule.ofCase({
    says: text('核查决定给予处理措施', 'The review gives relief'),
    article: '2022-9:15',
    change: text('无须履行', 'Nothing is to be performed'),
    holds: (c) => (c.review?.relief ?? null) !== null && c.review?.relief?.kind !== 'none',
  }),
  performanceProved: rule.ofEvent('recordPerformance', {
    says: text('履行须有证明，且日期不在将来', 'Performance is proved and lies in the past'),
    article: '2022-9:15',
    change: text('附履行证明', 'Attach its proof'),
    field: ['proof'],
    holds: ({ payload, attested, on }, c) =>
      (fromSource(attested, c) || payload.proof !== undefined) &&
      (payload.on === undefined || (on !== undefined && payload.on <= on)),
  }),
} as const

export const causeRules = {
  confirmerIsNotProposer: rule.ofCase({
    says: text('提出原因的人不得认定', 'Who proposed the cause does not confirm it'),
    article: '2020-3:26',
    change: text('由其他人员认定', 'Let somebody else confirm'),
    refuses: 'SEPARATION',
    holds: (_, { by, participants: p }) =>
      by.person === undefined || !(p.proposer ?? []).includes(by.person),
  }),
  causeObjectNamed: rule.ofEvent('confirmCause', {
    says: text('须指明所涉产品或合作机构', 'The product or partner that caused it is named'),
    article: '2020-3:26',
    change: text('填写产品或合作机构', 'Name the product or the partner'),
    field: ['kinds'],
    holds: ({ payload: p }, c) =>
      (!p.kinds.some((k) => k === 'product' || k === 'price' || k === 'copy') ||
        (p.product ?? c.product) !== null) &&
      (!p.kinds.includes('partner') || (p.partner ?? c.partner) !== null),
  }),
  ownerNamed: rule.ofEvent('confirmCause', {
    says: text('须指明整改单位', 'The unit that is to rectify is named'),
    article: '2020-3:26',
    change: text('填写整改单位', 'Name the unit'),
    field: ['owner'],
    holds: ({ payload }, c) => (payload.owner ?? c.owner ?? c.unit) !== null,
  }),
  notUpheldOutright: rule.ofCase({
    says: text('投诉成立的，须查明原因', 'An upheld complaint has a cause'),
    article: '2020-3:26',
    change: text('认定原因并整改', 'Confirm the cause and rectify it'),
    holds: (c) => c.decision?.outcome !== 'upheld',
  }),
  verifierIsNotHandler: rule.ofCase({
    says: text('验证人不得是经办人', 'The verifier did not handle the complaint'),
    article: '2020-3:26',
    change: text('由其他人员验证', 'Let somebody else verify'),
    refuses: 'SEPARATION',
    holds: (_, { by, participants: p }) =>
      by.person === undefined || !(p.handler ?? []).includes(by.person),
  }),
  verifierIsNotAuthor: rule.ofCase({
    says: text('整改人不得验证', 'Who rectified does not verify'),
    article: '2020-3:26',
    change: text('由其他人员验证', 'Let somebody else verify'),
    refuses: 'SEPARATION',
    holds: (c, { by }) => by.person === undefined || by.person !== c.rectifiedBy,
  }),
  causeRecurs: rule.ofCase({
    says: text(
      '同一原因投诉达到规定次数',
      'Complaints from this cause have reached the number set',
    ),
    article: 'house:complaint.repeatedCause',
    change: text('尚未达到', 'They have not'),
    reads: ['sameCause', 'repeatedCauseLimit'],
    holds: (_, { facts }) => (facts.sameCause ?? 0) >= (facts.repeatedCauseLimit ?? RECURRING),
  }),
  nothingOwed: rule.ofCase({
    says: text('承诺的措施须已履行', 'What was promised is performed'),
    article: '2022-9:15',
    change: text('先履行并记录', 'Perform it and record it'),
    holds: (c) => c.owed === null || c.owed.performed,
  }),
  noInquiryOpen: rule.ofCase({
    says: text('质询须已答复', 'Every inquiry is answered'),
    article: '2022-9:8',
    change: text('先答复质询', 'Answer it first'),
    holds: (c) => c.work.inquiries.every((i) => i.answered),
  }),
  pbocBusiness: rule.ofCase({
    says: text('属人民银行管理的业务', 'It is business under the People’s Bank'),
    article: 'pboc-2020-5:complaint-records',
    change: text('按内部保存期', 'House retention applies'),
    holds: (c) => c.pbocBusiness || c.forwardedBy === 'pboc',
  }),
  identityKnown: rule.ofCase({
    says: text('身份已核实', 'Identity is confirmed'),
    article: '2020-3:22',
    change: text('先核实身份', 'Confirm it first'),
    holds: (c) => c.identity !== null,
  }),
} as const
