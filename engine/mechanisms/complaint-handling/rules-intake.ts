/** Rules of receipt, identity, joinder and assignment: 2020 No. 3 arts 12–17, 29 and 33. */
import { text } from '../../../policies/law.ts'
import { rulesFor } from '../../core/rules.ts'
import { caseWorkSays } from '../case-work.ts'
import { asksForWhatIsHeld, openBreach, openInquiry, openMaterial } from '../case-file.ts'
import type { Context } from './context.ts'
import { MASS_VISIT, changesIt, namesWhatStands, notInFuture, wasRecorded } from './correct.ts'
import type { Event, Facts } from './events.ts'

export const rule = rulesFor<Context, Event, Facts>()
/** Art. 12. */
const REPRESENTATIVES = 5

/**
 * Recorded from an earlier register, in a complaint that came from it and that nobody has taken up here.
 * Only then may a statement be missing: a decision that is taken here is never excused by a register.
 */
export const fromSource = (attested: Event['attested'], c: Context): boolean =>
  attested !== undefined && c.source !== null && c.handler === null

const inSeries = [
  'withdraw',
  'negotiate',
  'raiseQuestion',
  'clarifyFacts',
  'settle',
  'declineSettlement',
  'endNegotiation',
  'objectLegally',
  'callComplex',
  'askExtension',
  'decide',
  'newFacts',
  'accept',
  'askReview',
  'askSecondLook',
  'withdrawReview',
  'findInadmissible',
  'upholdDecision',
  'changeDecision',
  'proposeCause',
  'confirmCause',
  'findNoFault',
  'reportRepeatedCause',
  'reopen',
  'recordContact',
  'note',
  'correctRecord',
  'explainBreach',
  'inquire',
  'answerInquiry',
] as const
const tellings = [
  'acknowledge',
  'declineToHandle',
  'referElsewhere',
  'tellExtension',
  'pause',
  'tellReview',
  'activatePlan',
] as const
type Telling = { readonly told: { readonly on?: string | undefined } }
const tellingOf = (payload: Telling | { readonly regulatorTold: Telling['told'] }) =>
  'told' in payload ? payload.told : payload.regulatorTold

/** The unit that an event names, by whichever field. */
type NamesUnit = { readonly [K in 'unit' | 'to' | 'owner']?: string | undefined }
const unitIn = ({ unit, to, owner }: NamesUnit): string | undefined => unit ?? to ?? owner

export const intakeRules = {
  aboutParty: rule.ofEvent(inSeries, {
    says: text(
      '所述之人须为投诉人或其代表',
      'The text is about the complainant or a representative',
    ),
    article: '2020-3:22',
    change: text(
      '填写本投诉的投诉人或代表',
      'Name the complainant or a representative of this case',
    ),
    field: ['about'],
    holds: ({ payload }, c) =>
      payload.about === c.complainant || c.representatives.includes(payload.about),
  }),
  toldNotLater: rule.ofEvent(tellings, {
    says: text('告知日不得晚于记录生效日', 'Nobody was told on a day that is still to come'),
    article: '2020-3:21',
    change: text('更正告知日', 'Correct the day of telling'),
    field: ['told', 'on'],
    holds: ({ payload, on }) => {
      const day = tellingOf(payload).on
      return day === undefined || (on !== undefined && day <= on)
    },
  }),
  forwarderNamed: rule.ofEvent('register', {
    says: text('转办、转送的投诉须注明来自何处', 'A forwarded complaint names who forwarded it'),
    article: '2020-3:33',
    change: text('注明转办机构或合作机构', 'Name the authority or the partner'),
    field: ['forwardedBy'],
    holds: ({ payload: p }) =>
      (p.channel !== 'forwarded' || p.forwardedBy !== undefined) &&
      (p.channel !== 'partner' || p.partner !== undefined),
  }),
  receivedNotLater: rule.ofEvent('register', {
    says: text('收到日不得晚于登记生效日', 'Receipt is not later than the registration'),
    article: '2020-3:18',
    change: text('更正收到日', 'Correct the day of receipt'),
    field: ['receivedOn'],
    holds: ({ payload, on }) =>
      payload.receivedOn === undefined || on === undefined || payload.receivedOn <= on,
  }),
  unitKnown: rule.ofEvent(['register', 'transfer', 'confirmCause'], {
    says: text('承办机构须为本机构的机构', 'The unit in charge is a unit of the institution'),
    article: '2020-3:4',
    change: text('填写已登记的机构代码', 'Name a unit that is on record'),
    holds: ({ payload, facts }) =>
      unitIn(payload) === undefined || (facts.unit !== null && facts.unit.kind !== 'outside'),
  }),
  basisOfSource: rule.ofEvent('register', {
    says: text('仅转录的投诉可另定适用依据', 'Only a transcribed complaint is bound otherwise'),
    article: '2020-3:2',
    change: text('不填适用依据', 'Leave the basis out'),
    field: ['basis'],
    holds: ({ payload, attested }) => payload.basis === undefined || attested !== undefined,
  }),
  fiveRepresentatives: rule.ofEvent('register', {
    says: text('共同投诉的代表不超过五人', 'A joint complaint has at most five representatives'),
    article: '2020-3:12',
    change: text('由投诉人推选不超过五名代表', 'Let the complainants choose at most five'),
    field: ['representatives'],
    holds: ({ payload }) => (payload.representatives?.length ?? 0) <= REPRESENTATIVES,
  }),
  continuedIsClosed: rule.ofEvent('register', {
    says: text('仅可延续已归档的投诉', 'Only a closed complaint is continued by another'),
    article: '2020-3:18',
    change: text(
      '未归档的，在原投诉中提出新的事实、理由',
      'Bring new facts in the complaint that is still open',
    ),
    field: ['continues'],
    holds: ({ payload, facts }) =>
      payload.continues === undefined || facts.continued?.final === true,
  }),
  identityFits: rule.ofEvent('confirmIdentity', {
    says: text('共同投诉由代表提出', 'A joint complaint is brought by representatives'),
    article: '2020-3:12',
    change: text('按投诉人数核对身份', 'Check the identity against the number of complainants'),
    field: ['identity'],
    holds: ({ payload }, c) =>
      payload.identity === 'attested' ||
      (payload.identity === 'representatives') === c.representatives.length > 0,
  }),
  authorised: rule.ofEvent('confirmIdentity', {
    says: text(
      '代理人、继承人、代表须有授权或证明',
      'A proxy, heir or representative shows an authorisation',
    ),
    article: '2020-3:14',
    change: text('附授权或证明材料', 'Attach the authorisation'),
    field: ['authorisation'],
    holds: ({ payload }) =>
      payload.identity === 'self' ||
      payload.identity === 'attested' ||
      payload.authorisation !== undefined,
  }),
  identityProved: rule.ofEvent('confirmIdentity', {
    says: text('身份须经本机构核实', 'The institution itself verifies identity'),
    article: '2020-3:22',
    change: text(
      '核实身份；仅转录可用“原登记簿载明”',
      'Verify it; only a transcription may rely on its source',
    ),
    field: ['identity'],
    holds: ({ payload, attested }, c) => payload.identity !== 'attested' || fromSource(attested, c),
  }),
  linkIsOther: rule.ofEvent('linkComplaint', {
    says: text('不得与自身关联', 'A complaint is not linked to itself'),
    article: '2020-3:18',
    change: text('指明另一投诉', 'Name another complaint'),
    field: ['complaint'],
    holds: ({ payload, process }) => payload.complaint !== process,
  }),
  sameComplaint: rule.ofCase({
    says: text(
      '须已关联为同一投诉人的同一投诉',
      'It is linked as the same complaint of the same complainant',
    ),
    article: '2020-3:18',
    change: text('先关联为“同一投诉”', 'Link it as the same complaint first'),
    reads: ['linked'],
    holds: (c, { facts, process }) =>
      c.linked?.relation === 'same' &&
      facts.linked !== null &&
      facts.linked.id !== process &&
      facts.linked.context['complainant'] === c.complainant,
  }),
  noNewFacts: rule.ofEvent('merge', {
    says: text(
      '没有新的事实、理由方可并案',
      'Only a complaint without new facts or reasons is merged',
    ),
    article: '2020-3:18',
    change: text('有新的事实、理由的，单独办理', 'Handle new facts as a complaint of their own'),
    field: ['noNewFacts'],
    holds: ({ payload }) => payload.noNewFacts,
  }),
  notMajorYet: rule.ofCase({
    says: text('尚未认定为重大投诉', 'It is not major already'),
    article: '2020-3:29',
    change: text('已认定，等待启动预案', 'It has been declared'),
    holds: (c) => c.major === null,
  }),
  massVisitCounts: rule.ofEvent('declareMajor', {
    says: text('集体来访指二十人以上', 'A mass visit is of twenty persons or more'),
    article: '2020-3:29',
    change: text('填写来访人数或选择其他情形', 'State the number of visitors or another ground'),
    field: ['faceToFace'],
    holds: ({ payload }, c) =>
      payload.ground !== 'massVisit' || (payload.faceToFace ?? c.faceToFace) >= MASS_VISIT,
  }),
  planNotActive: rule.ofCase({
    says: text('须为预案尚未启动的重大投诉', 'It is major and its plan is not active'),
    article: '2020-3:29',
    change: text('先认定重大投诉', 'It must have been declared major'),
    holds: (c) => c.major?.planActive === false,
  }),
  planActiveWhereMajor: rule.ofCase({
    says: text('重大投诉须先启动应急预案', 'The plan of a major complaint is active'),
    article: '2020-3:29',
    change: text('由高级管理层启动预案并报告监管', 'Senior management activates it and reports'),
    holds: (c) => c.major === null || c.major.planActive,
  }),
  attestedSource: rule.ofCase({
    says: text('仅可据既有登记簿转录', 'Only an earlier register can say so'),
    article: '2020-3:28',
    change: text('按程序办理', 'Take the steps of the procedure'),
    holds: (c, { attested }) => fromSource(attested, c),
  }),
} as const

export const handlerRules = {
  noInterest: rule.ofEvent(['assign', 'reassign'], {
    says: text(
      '核查人员须与投诉事项无直接利益关系',
      'The handler has no direct interest in the matter',
    ),
    article: '2020-3:17',
    change: text('指派其他人员', 'Assign somebody else'),
    field: ['handler'],
    refuses: 'SEPARATION',
    holds: ({ facts }) => (facts.interests ?? []).length === 0,
  }),
  notConcerned: rule.ofEvent(['assign', 'reassign'], {
    says: text('被投诉人员不得核查', 'A person whom the complaint concerns does not handle it'),
    article: '2020-3:17',
    change: text('指派其他人员', 'Assign somebody else'),
    field: ['handler'],
    refuses: 'SEPARATION',
    holds: ({ payload }, c) => !c.concerned.includes(payload.handler),
  }),
  notRecused: rule.ofEvent(['assign', 'reassign'], {
    says: text('已回避的人员不得再被指派', 'A person who stepped aside is not assigned again'),
    article: '2020-3:17',
    change: text('指派其他人员', 'Assign somebody else'),
    field: ['handler'],
    refuses: 'SEPARATION',
    holds: ({ payload }, c) => !c.work.recused.includes(payload.handler),
  }),
  handlerSeated: rule.ofEvent(['assign', 'reassign'], {
    says: text(
      '经办人须在消保部门任职',
      'The handler holds a seat in the consumer-protection department',
    ),
    article: '2020-3:7',
    change: text('指派消保部门在岗人员', 'Assign somebody who holds such a seat'),
    field: ['handler'],
    holds: ({ facts }) => (facts.handlerSeats ?? []).some((s) => s.body === 'consumerProtection'),
  }),
  handlerTrained: rule.ofEvent(['assign', 'reassign'], {
    says: text(
      '因培训不合格被限制的人员不得处理投诉',
      'A person restricted for want of training does not handle complaints',
    ),
    article: '2022-9:17',
    change: text('指派其他人员，或先完成培训', 'Assign somebody else, or let them pass first'),
    field: ['handler'],
    reads: ['handlerTraining'],
    holds: ({ facts }) =>
      !(facts.handlerTraining ?? []).some((t) => t.paths.includes('case.restricted')),
  }),
  /** Art. 23: the end of a mediation resumes what that mediation paused, and nothing else. */
  mediationResumesItsOwn: rule.ofCase({
    says: text('中止的原因不是调解', 'The period is not paused for a mediation'),
    article: '2020-3:23',
    change: text('由掌握期限的人员恢复计时', 'Whoever keeps the period resumes it'),
    holds: (c, { by }) => by.body !== 'courier' || c.pause?.ground === 'mediation',
  }),
  handlerActs: rule.ofCase({
    says: text('由经办人本人办理', 'The handler acts in person'),
    article: '2020-3:17',
    change: text('由经办人操作，或先改派', 'Let the handler act, or reassign'),
    refuses: 'SEPARATION',
    holds: (c, { by }) => c.handler !== null && c.handler === by.person,
  }),
  wasAssigned: rule.ofCase({
    says: text('须已指派过经办人', 'A handler has been assigned before'),
    article: '2020-3:17',
    change: text('先指派', 'Assign first'),
    holds: (_, { participants }) => (participants.handler ?? []).length > 0,
  }),
  declaresNoInterest: rule.ofEvent('startHandling', {
    says: text('经办人须声明与投诉事项无直接利益关系', 'The handler declares to have no interest'),
    article: '2020-3:17',
    change: text('有利害关系的，应当回避', 'With an interest: recuse yourself'),
    field: ['noInterest'],
    holds: ({ payload }) => payload.noInterest,
  }),
} as const

export const workRules = {
  someInquiryOpen: rule.ofCase({
    ...caseWorkSays.someInquiryOpen,
    holds: (c) => openInquiry(c.work) !== undefined,
  }),
  inquiryOpen: rule.ofEvent('answerInquiry', {
    ...caseWorkSays.inquiryOpen,
    holds: ({ payload }, c) =>
      c.work.inquiries.some((i) => i.inquiry === payload.inquiry && !i.answered),
  }),
  someMaterialOpen: rule.ofCase({
    ...caseWorkSays.someMaterialOpen,
    holds: (c) => openMaterial(c.work) !== undefined,
  }),
  materialOpen: rule.ofEvent('receiveMaterial', {
    ...caseWorkSays.materialOpen,
    holds: ({ payload }, c) =>
      c.work.materials.some((m) => m.request === payload.request && !m.received),
  }),
  materialNotHeld: rule.ofEvent('askMaterial', {
    ...caseWorkSays.materialNotHeld,
    holds: ({ payload }) => !asksForWhatIsHeld(payload.item, payload.held),
  }),
  someBreachOpen: rule.ofCase({
    ...caseWorkSays.someBreachOpen,
    holds: (c) => openBreach(c.work) !== undefined,
  }),
  breachOpen: rule.ofEvent('explainBreach', {
    ...caseWorkSays.breachOpen,
    holds: ({ payload }, c) =>
      c.work.breaches.some((b) => b.breach === payload.breach && !b.explained),
  }),
  wasRecorded: rule.ofEvent('correctRecord', {
    says: text('仅可更正已记录的事项', 'Only what was recorded is corrected'),
    article: '2020-3:28',
    change: text('先记录该事项', 'Record it first'),
    field: ['record'],
    holds: ({ payload }, c) => wasRecorded(c, payload.record),
  }),
  namesWhatStands: rule.ofEvent('correctRecord', {
    says: text('更正须写明现有记载', 'A correction names what stands'),
    article: '2020-3:28',
    change: text('按现有记载填写', 'Read what stands and state it'),
    field: ['record'],
    holds: ({ payload }, c) => namesWhatStands(c, payload.record),
  }),
  changesIt: rule.ofEvent('correctRecord', {
    says: text('更正后的内容须与现有记载不同', 'A correction changes what stands'),
    article: '2020-3:28',
    change: text('填写更正后的内容', 'State what it should be'),
    field: ['record'],
    holds: ({ payload }) => changesIt(payload.record),
  }),
  correctionNotLater: rule.ofEvent('correctRecord', {
    says: text('更正的日期不得晚于更正之日', 'A corrected day is not later than the correction'),
    article: '2020-3:28',
    change: text('更正日期', 'State the day as it was'),
    field: ['record'],
    holds: ({ payload, on }) => notInFuture(payload.record, on),
  }),
} as const
