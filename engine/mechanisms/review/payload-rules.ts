/** Rules that judge a payload: conditions of the offer, or, in a side region, the way that is taken. */
import { caseWorkSays } from '../case-work.ts'
import { rulesFor } from '../../core/rules.ts'
import { neededItems, needsTargetMarket, objectionTo } from './case-rules.ts'
import { itemsOf } from './changes.ts'
import type { facts, ReviewEvent } from './events.ts'
import { resolves } from './resolves.ts'
import { said } from './said.ts'
import { AREA_OWNERS, isOfAGate } from './terms.ts'
import type { Area, Finding, ReviewContext } from './terms.ts'

type C = ReviewContext
const rule = rulesFor<C, ReviewEvent, typeof facts>()
const opens = ['openDraft', 'reportUnreviewed'] as const
const submits = ['submit', 'resubmit', 'openReReview'] as const
const namesReviewer = ['acceptDossier', 'resumeReview', 'reassign'] as const
const sells = ['launch', 'resumeSale'] as const
const byCommittee = ['committeeUphold', 'committeeAcceptRisk'] as const

export const dossierRules = {
  noOpenReview: rule.ofEvent(opens, {
    ...said(
      ['该对象已有未结的审查', 'A review of this subject is open'],
      ['在该流程中办理', 'Go on in that process'],
      '2022-9:9',
    ),
    field: ['product'],
    reads: ['latestReview'],
    holds: (e) => e.facts.latestReview?.final ?? true,
  }),
  campaignFits: rule.ofEvent('openDraft', {
    ...said(
      [
        '单独审查的营销宣传须指明活动，其他事项不指明',
        'Marketing reviewed by itself names its campaign; nothing else does',
      ],
      ['使事项与活动一致', 'Let matter and campaign agree'],
      '2022-9:9',
    ),
    field: ['campaign'],
    holds: ({ payload }) => (payload.matter === 'marketing') === (payload.campaign !== undefined),
  }),
  dossierComplete: rule.ofEvent(submits, {
    ...said(
      [
        '材料不全：条款、价格、协议、宣传、渠道缺一不可',
        'The dossier lacks terms, price, agreement, copy or channels',
      ],
      ['补齐材料', 'Complete the dossier'],
      '2022-9:9',
    ),
    field: ['dossier'],
    holds: ({ payload }, c) => {
      const given = itemsOf(payload.dossier)
      return neededItems(c).every((item) => given.includes(item))
    },
  }),
  targetMarketStated: rule.ofEvent(submits, {
    ...said(
      [
        '投资型产品和保险产品须载明目标客群',
        'Investment and insurance products state their target market',
      ],
      ['附目标客群说明', 'Add the target-market statement'],
      '2025-7:8',
    ),
    field: ['dossier', 'targetMarket'],
    holds: ({ payload }, c) => !needsTargetMarket(c) || payload.dossier.targetMarket !== undefined,
  }),
  contentNotRejected: rule.ofEvent(submits, {
    ...said(
      [
        '该内容已有审查意见，不得原样再次提交',
        'There is an objection to this content; it is not brought again unchanged',
      ],
      ['修改内容，或指明所替代的内容并说明理由', 'Change it, or name it as superseded and say why'],
      '2019-38:adoption',
    ),
    field: ['supersedes'],
    holds: ({ payload }, c) =>
      objectionTo(c, payload.contentHash) === undefined ||
      payload.supersedes?.contentHash === payload.contentHash,
  }),
  scopeOutGrounded: rule.ofEvent('proposeScopeOut', {
    ...said(
      [
        '面向消费者的新产品或重大变更应予审查',
        'What faces consumers and is new, or changed materially, is reviewed',
      ],
      [
        '仅不面向消费者且无重大变更的可不予审查',
        'Only what does not face consumers and is no material change is out of scope',
      ],
      '2022-9:9',
    ),
    field: ['materialChange'],
    // A change of cleared content is out of scope if it is not material; new content, if no consumer meets it.
    holds: ({ payload }, c) =>
      !payload.materialChange && (!payload.consumerFacing || c.clearance !== null),
  }),
  reviewerHoldsSeat: rule.ofEvent(namesReviewer, {
    ...said(
      [
        '审查人不在消保部门任职',
        'The reviewer holds no seat in the consumer-protection department',
      ],
      ['指定消保部门人员', 'Name someone of the department'],
      '2022-9:8',
    ),
    field: ['handler'],
    reads: ['handlerSeats'],
    holds: ({ payload, facts: { handlerSeats } }) =>
      payload.handler === undefined ||
      (handlerSeats ?? []).some((s) => s.body === 'consumerProtection'),
  }),
} as const

const isOn = (area: Area) =>
  rule.ofEvent('recordFinding', {
    ...said(
      ['意见属于其他分项', 'The finding is on another area'],
      ['指明该分项', 'Name this area'],
      '2022-9:9',
    ),
    field: ['area'],
    holds: ({ payload }) => payload.area === area,
  })
const is = (result: Finding) =>
  rule.ofEvent('recordFinding', {
    ...said(
      ['意见是另一结论', 'The finding is another one'],
      ['指明该结论', 'Name this result'],
      '2022-9:9',
    ),
    field: ['result'],
    holds: ({ payload }) => payload.result === result,
  })

export const findingRules = {
  areaIsYours: rule.ofEvent('recordFinding', {
    ...said(
      ['该分项由其他部门出具意见', 'Another body gives the finding in this area'],
      ['仅就本部门负责的分项出具意见', 'Give findings in your own areas'],
      '2022-9:9',
    ),
    field: ['area'],
    holds: ({ payload, by }) => (AREA_OWNERS[payload.area] as readonly string[]).includes(by.body),
  }),
  prohibitionIsLegal: rule.ofEvent('recordFinding', {
    ...said(
      [
        '法律禁止由法律合规部门或个人信息保护负责人以反对意见指出',
        'A legal prohibition is flagged by legal and compliance or the personal-information officer',
      ],
      ['由其出具反对意见', 'They must flag it'],
      '2022-9:9',
    ),
    field: ['prohibition'],
    holds: ({ payload, by }) =>
      payload.prohibition !== true ||
      (payload.result === 'flagged' && by.body !== 'consumerProtection'),
  }),
  stillOutstanding: rule.ofEvent('recordFinding', {
    ...said(
      [
        '争议期间仅补充尚缺的意见，或由法律合规、个人信息保护负责人更新意见',
        'During a dispute only a missing finding, or one of law, is recorded',
      ],
      ['就尚缺的分项出具意见', 'Give the finding that is missing'],
      '2022-9:9',
    ),
    field: ['area'],
    holds: ({ payload, by }, c) =>
      c.areas[payload.area] === 'open' ||
      (payload.area === 'legal' && by.body === 'legalCompliance') ||
      payload.area === 'personalInformation',
  }),
  onDesign: isOn('design'),
  onPricing: isOn('pricing'),
  onAgreement: isOn('agreement'),
  onMarketing: isOn('marketing'),
  onLegal: isOn('legal'),
  onPersonalInformation: isOn('personalInformation'),
  clears: is('cleared'),
  demands: is('conditional'),
  flags: is('flagged'),
} as const

export const decisionRules = {
  ...resolves.rules,
  conditionsKnown: rule.ofEvent('fulfilConditions', {
    ...said(
      ['没有该项条件', 'There is no such condition'],
      ['按序号指明条件', 'Name the conditions by their number'],
      '2022-9:9',
    ),
    field: ['fulfilments'],
    holds: ({ payload }, c) => payload.fulfilments.every((f) => f.condition <= c.conditions.length),
  }),
  resolutionIsOfContent: rule.ofEvent(byCommittee, {
    ...said(
      ['决议所指内容与待决内容不一致', 'The resolution is about other content'],
      ['决议须载明待决内容的哈希值', 'The resolution must name the hash of the content decided'],
      '2022-9:8',
    ),
    field: ['resolution'],
    holds: (e, c) => resolves.of(e)?.contentHash === c.contentHash,
  }),
  resolutionIsTimely: rule.ofEvent(byCommittee, {
    ...said(
      ['决议日期早于争议或晚于今日', 'The resolution is dated before the dispute or in the future'],
      ['载明作出决议的日期', 'Give the day on which it was passed'],
      '2022-9:8',
    ),
    field: ['resolution'],
    holds: (e, c) => {
      const date = resolves.of(e)?.date ?? ''
      return date <= (e.on ?? e.at.slice(0, 10)) && date >= (c.dispute?.on ?? '')
    },
  }),
  contentIsCleared: rule.ofEvent(sells, {
    ...said(
      ['拟销售内容与审查通过的内容不一致', 'The content is not the content that was cleared'],
      ['仅推出审查通过的版本', 'Sell only the version that was cleared'],
      '2022-9:9',
    ),
    field: ['contentHash'],
    holds: ({ payload }, c) => c.clearance?.covers.includes(payload.contentHash) ?? false,
  }),
  concernsContent: rule.ofEvent('reportConcern', {
    ...said(
      ['问题在于前置事项，不在于内容', 'It lies in a gate and not in the content'],
      ['前置事项重新满足后恢复销售', 'The sale is resumed once the gate is met again'],
      '2022-9:9',
    ),
    field: ['kind'],
    holds: ({ payload }) => !isOfAGate(payload.kind),
  }),
  changeIsTheOneReported: rule.ofEvent('proposeNotMaterial', {
    ...said(
      ['与所报告的变更内容不一致', 'This is not the change that was reported'],
      ['指明所报告的变更内容', 'Name the content of the reported change'],
      '2022-9:9',
    ),
    field: ['contentHash'],
    holds: ({ payload }, c) =>
      c.hold === null || c.hold.contentHash === null || c.hold.contentHash === payload.contentHash,
  }),
  changeNotObjected: rule.ofEvent('proposeNotMaterial', {
    ...said(
      ['该内容已有未消除的审查意见', 'There is an objection to this content'],
      ['须重新审查', 'It needs a new review'],
      '2019-38:adoption',
    ),
    field: ['contentHash'],
    holds: ({ payload }, c) => objectionTo(c, payload.contentHash) === undefined,
  }),
  recordIsAsStated: rule.ofEvent('correctRecord', {
    ...said(
      ['原记录与所述不符', 'The record is not as stated'],
      ['按现有记录载明原值', 'State the value that is recorded now'],
      'house:review',
    ),
    field: ['record'],
    holds: ({ payload: { record } }, c) => {
      if ('label' in record) return record.label.was === c.label
      if ('launchOn' in record) return record.launchOn.was === c.launchOn
      return record.unit.was === c.unit
    },
  }),
  breachOpen: rule.ofEvent('explainBreach', {
    ...caseWorkSays.breachOpen,
    holds: ({ payload }, c) =>
      c.work.breaches.some((b) => b.breach === payload.breach && !b.explained),
  }),
  inquiryOpen: rule.ofEvent('answerInquiry', {
    ...caseWorkSays.inquiryOpen,
    holds: ({ payload }, c) =>
      c.work.inquiries.some((i) => i.inquiry === payload.inquiry && !i.answered),
  }),
} as const
