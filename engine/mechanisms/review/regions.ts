/** The regions beside the case: the findings by area, the sale, and the post-review. */
import { text } from '../../../policies/law.ts'
import type { Text } from '../../../policies/law.ts'
import type { StateOf } from '../../core/mechanism.ts'
import { chart } from './rules.ts'

type OnArea =
  | 'onDesign'
  | 'onPricing'
  | 'onAgreement'
  | 'onMarketing'
  | 'onLegal'
  | 'onPersonalInformation'

/**
 * One area of the review. It is opened with the review, moved by its findings, and starts again with
 * every new round of content. The case region decides whether a finding is taken; this one follows.
 */
const areaOf = (title: Text, here: OnArea) =>
  chart.createStateConfig({
    meta: { title, phase: 'before' },
    initial: 'notStarted',
    states: {
      notStarted: { meta: { title: text('未开始', 'Not started') } },
      open: { meta: { title: text('待出具意见', 'Awaits a finding') } },
      cleared: { meta: { title: text('通过', 'Cleared') } },
      conditional: { meta: { title: text('附条件', 'On conditions') } },
      flagged: { meta: { title: text('反对', 'Flagged') } },
      notApplicable: { meta: { title: text('不适用', 'Not applicable') } },
    },
    on: {
      scopeIn: '.open',
      presumeInScope: '.open',
      recordFinding: [
        { target: '.cleared', guard: { type: 'all', params: [here, 'clears'] } },
        { target: '.conditional', guard: { type: 'all', params: [here, 'demands'] } },
        { target: '.flagged', guard: { type: 'all', params: [here, 'flags'] } },
        // The one result that is left: the area does not apply.
        { target: '.notApplicable', guard: here },
      ],
      submit: '.notStarted',
      resubmit: '.notStarted',
      openReReview: '.notStarted',
      suspendAndReReview: '.notStarted',
      returnIncomplete: '.notStarted',
      confirmNotMaterial: '.notStarted',
      lapseClearance: '.notStarted',
      lapseDossier: '.notStarted',
      lapseHold: '.notStarted',
      reportBreach: '.notStarted',
      // A case that ends keeps its findings as they were.
      confirmScopeOut: { target: '.notStarted', guard: 'clearanceStands' },
      withdraw: { target: '.notStarted', guard: 'saleHeld' },
      lapseRework: { target: '.notStarted', guard: 'onSale' },
    },
  } satisfies StateOf<typeof chart>)

/** Design, pricing, agreement and marketing (art. 9), and the two in which other bodies are heard. */
export const areaRegions = {
  design: areaOf(text('设计开发', 'Design and development'), 'onDesign'),
  pricing: areaOf(text('定价管理', 'Pricing'), 'onPricing'),
  agreement: areaOf(text('协议制定', 'Agreement'), 'onAgreement'),
  marketing: areaOf(text('营销宣传', 'Marketing'), 'onMarketing'),
  legal: areaOf(text('法律合规', 'Legal and compliance'), 'onLegal'),
  personalInformation: areaOf(
    text('个人信息保护', 'Personal information'),
    'onPersonalInformation',
  ),
}

/**
 * Whether the product may be sold: the hard control. Only `launch` and `resumeSale` open it, and the case
 * region takes them only with a clearance of the same content. Whatever casts doubt on the product holds
 * or stops it at once.
 */
export const sale = chart.createStateConfig({
  meta: { title: text('销售', 'Sale'), phase: 'during' },
  initial: 'none',
  states: {
    none: {
      meta: { title: text('未销售', 'Never sold') },
      on: { launch: 'open', reportUnreviewed: 'stopped', reportBreach: 'stopped' },
    },
    open: {
      meta: { title: text('在售', 'Open') },
      on: {
        reportMaterialChange: 'held',
        reportComplaintCause: 'held',
        findDefect: 'held',
        reportConcern: 'held',
        reportBreach: 'stopped',
        retire: 'stopped',
      },
    },
    held: {
      meta: { title: text('暂停', 'Held') },
      on: {
        resumeSale: 'open',
        opineNo: 'stopped',
        lapseDossier: 'stopped',
        lapseRework: 'stopped',
        lapseHold: 'stopped',
        reportBreach: 'stopped',
        retire: 'stopped',
      },
    },
    stopped: { meta: { title: text('停止', 'Stopped') }, on: { resumeSale: 'open' } },
  },
} satisfies StateOf<typeof chart>)

/**
 * Post-review (后评价) while the sale goes on. An interruption of the sale suspends one that has begun and
 * does not end it, so that reporting a change is no way to escape it; and its period counts from the
 * launch or the last result, not anew from every resumption.
 */
export const postReview = chart.createStateConfig({
  meta: { title: text('后评价', 'Post-review'), phase: 'after' },
  initial: 'off',
  states: {
    off: {
      meta: { title: text('未安排', 'Not scheduled') },
      on: { launch: 'scheduled', resumeSale: 'scheduled' },
    },
    scheduled: {
      meta: { title: text('待到期', 'Scheduled') },
      on: {
        beginPostReview: 'running',
        reportComplaintSpike: 'running',
        reportMaterialChange: 'off',
        reportComplaintCause: 'off',
        reportConcern: 'off',
        reportBreach: 'off',
        retire: 'off',
      },
    },
    running: {
      meta: { title: text('进行中', 'Running') },
      on: {
        flagPostReviewOverdue: 'overdue',
        findEffective: 'scheduled',
        findDefect: 'off',
        reportMaterialChange: 'suspended',
        reportComplaintCause: 'suspended',
        reportConcern: 'suspended',
        reportBreach: 'suspended',
        retire: 'off',
      },
    },
    overdue: {
      meta: { title: text('逾期', 'Overdue') },
      on: {
        findEffective: 'scheduled',
        findDefect: 'off',
        reportMaterialChange: 'suspended',
        reportComplaintCause: 'suspended',
        reportConcern: 'suspended',
        reportBreach: 'suspended',
        retire: 'off',
      },
    },
    suspended: {
      meta: { title: text('随销售中止', 'Suspended with the sale') },
      on: { resumeSale: 'running', retire: 'off' },
    },
  },
} satisfies StateOf<typeof chart>)
