/** Rules of a package that look at the case alone: they decide what is offered before a payload exists. */
import type { ProcessFact } from '../../core/facts.ts'
import { rulesFor } from '../../core/rules.ts'
import type { PackageEvent, packageFacts } from './package-facts.ts'
import { isRemedied } from './package-terms.ts'
import type { PackageContext } from './package-terms.ts'
import { said } from './said.ts'
import { dayOf, isLoan, owesCostSheet } from './terms.ts'

type C = PackageContext
const rule = rulesFor<C, PackageEvent, typeof packageFacts>()

/** The content that a review is about, or that it has cleared. */
const reviewed = (review: ProcessFact | null): readonly unknown[] => {
  if (review === null) return []
  const { clearance, contentHash } = review.context as {
    clearance?: { covers?: readonly string[] } | null
    contentHash?: string | null
  }
  return [...(review.final ? [] : [contentHash]), ...(clearance?.covers ?? [])]
}
const cleared = (review: ProcessFact | null): readonly unknown[] =>
  review === null || review.final
    ? []
    : ((review.context['clearance'] as { covers?: readonly string[] } | null | undefined)?.covers ??
      [])
const ofBody = (c: C, body: string) =>
  body === 'legalCompliance' ? c.checks.legal : c.checks.protection

export const checkRules = {
  bothChecksMet: rule.ofCase({
    ...said(
      [
        '消保部门和法律合规部门尚未均认定五项均符合',
        'Consumer protection and legal have not both found all five tests met',
      ],
      ['由两个部门分别审核', 'Both must check it'],
      '2022-9:10',
    ),
    holds: (c) => c.checks.protection.verdict === 'met' && c.checks.legal.verdict === 'met',
  }),
  ownCheckFailed: rule.ofCase({
    ...said(
      ['本部门未认定有不符合的事项', 'This body has found no test that is not met'],
      ['退回须有依据：先记录审核结果', 'A return rests on a finding: record the check first'],
      '2022-9:10',
    ),
    holds: (c, { by }) => ofBody(c, by.body).verdict === 'notMet',
  }),
  sameVersionAsReview: rule.ofCase({
    ...said(
      [
        '披露材料所属的产品版本不是消保审查的版本',
        'The copy is not of the version that is under review or was cleared',
      ],
      [
        '就同一版本提交消保审查，或按审查版本修订材料',
        'Submit that version for review, or revise the copy to the version reviewed',
      ],
      '2022-9:9',
    ),
    reads: ['latestReview'],
    holds: (c, { facts }) =>
      c.contentHash !== null && reviewed(facts.latestReview).includes(c.contentHash),
  }),
  reviewCleared: rule.ofCase({
    ...said(
      ['该版本尚未通过消保审查', 'The review has not cleared this version'],
      ['审查通过后再公布', 'Publish it once the review has cleared it'],
      '2022-9:9',
    ),
    reads: ['latestReview'],
    holds: (c, { facts }) =>
      c.contentHash !== null && cleared(facts.latestReview).includes(c.contentHash),
  }),
  /** NFRA 2025 No. 9: headquarters publishes the list; the list itself may prove it. */
  partnerListPublished: rule.ofCase({
    ...said(
      [
        '合作机构尚未列入已公布的名单',
        'A partner is not on the partner list as headquarters published it',
      ],
      [
        '由总部公布名单并记录，或使其在名单中',
        'Headquarters must publish the list and record it, or the partner must be listed',
      ],
      '2025-9:partner-list',
    ),
    reads: ['partnersListed'],
    holds: (c, { facts: { partnersListed } }) =>
      c.partners.length === 0 ||
      !isLoan(c.productClass) ||
      c.partners.every((p) => c.partnerList?.partners.includes(p) ?? false) ||
      (partnersListed !== null &&
        partnersListed.length === c.partners.length &&
        partnersListed.every((one) => one?.context['listing'] === 'listed')),
  }),
  costSheetPrepared: rule.ofCase({
    ...said(
      [
        '个人贷款自2026年8月1日起须有综合融资成本明示表',
        'From 1 August 2026 a personal loan is not published without its all-in cost sheet',
      ],
      ['修订材料并附明示表', 'Revise the copy and add the sheet'],
      '2026-2:cost-sheet',
    ),
    holds: (c, moment) => !owesCostSheet(c.productClass, dayOf(moment)) || c.costSheetHash !== null,
  }),
} as const

export const displayRules = {
  nothingPublished: rule.ofCase({
    ...said(
      ['已有公布的版本', 'A version has been published'],
      ['已公布的材料须停止展示而非撤回', 'What was published is taken off display'],
      '2022-9:10',
    ),
    holds: (c) => c.published === null,
  }),
  somethingPublished: rule.ofCase({
    ...said(
      ['尚无公布的版本', 'No version has been published'],
      ['先公布', 'Publish one first'],
      '2022-9:10',
    ),
    holds: (c) => c.published !== null,
  }),
  isInvestment: rule.ofCase({
    ...said(
      ['存续期信息披露适用于投资型产品', 'Only of investment products investors are kept informed'],
      ['对其他产品以变更告知等方式披露', 'Of others, tell consumers by notices'],
      '2025-7:31',
    ),
    holds: (c) => c.productClass === 'investment',
  }),
  nobodyInService: rule.ofCase({
    ...said(
      ['仍有存续合同', 'Contracts are still in service'],
      ['待全部合同了结', 'Wait until the last of them has ended'],
      '2022-9:10',
    ),
    reads: ['inService'],
    holds: (_, { facts: { inService } }) => (inService ?? 0) === 0,
  }),
  noDeviationOpen: rule.ofCase({
    ...said(
      ['尚有未了结的披露偏差', 'A deviation is not settled'],
      ['先纠正、补救并复核', 'It must be corrected, remedied and verified first'],
      '2022-9:10',
    ),
    holds: (c) => c.deviations.length === 0,
  }),
  onDisplay: rule.ofCase({
    ...said(
      ['材料当前未在展示', 'It is not on display now'],
      ['偏差经纠正并复核后恢复展示', 'A deviation is corrected and verified first'],
      '2022-9:10',
    ),
    holds: (c) => c.display === 'on',
  }),
  notEnded: rule.ofCase({
    ...said(
      ['该流程已结束', 'The case has ended'],
      ['结束后仅记录', 'After the end it is only recorded'],
      'house:disclosure',
    ),
    holds: (c) => !c.ended,
  }),
} as const

export const deviationRules = {
  someDeviation: rule.ofCase({
    ...said(
      ['没有未了结的偏差', 'No deviation is open'],
      ['先报告偏差', 'It must have been reported first'],
      '2022-9:10',
    ),
    holds: (c) => c.deviations.length > 0,
  }),
  someUncorrected: rule.ofCase({
    ...said(
      ['偏差均已纠正', 'Every deviation is corrected'],
      ['由消保部门复核', 'The department verifies it'],
      '2022-9:10',
    ),
    holds: (c) => c.deviations.some((d) => !d.corrected),
  }),
  someCorrectable: rule.ofCase({
    ...said(
      ['受影响的消费者尚未列明并补救', 'The consumers affected have not been listed and remedied'],
      ['先列明并补救', 'List and remedy them first'],
      '2022-9:10',
    ),
    holds: (c) => c.deviations.some((d) => !d.corrected && isRemedied(d)),
  }),
  everybodyRemedied: rule.ofCase({
    ...said(
      ['有偏差影响的消费者尚未全部补救', 'Consumers affected by a deviation are not all remedied'],
      ['全部补救后恢复展示', 'Remedy all of them first'],
      '2022-9:10',
    ),
    holds: (c) => c.deviations.every(isRemedied),
  }),
  faultyCopyReplaced: rule.ofCase({
    ...said(
      [
        '偏差在于材料本身，而公布的仍是同一材料',
        'The fault lies in the copy, and the same copy is still the one published',
      ],
      ['修订并公布新版本', 'Revise it and publish another version'],
      '2022-9:10',
    ),
    holds: (c) =>
      c.deviations.every((d) => d.cause !== 'copy' || d.copyHash !== c.published?.copyHash),
  }),
  someAffectedListed: rule.ofCase({
    ...said(
      ['尚未列明受影响的消费者', 'No consumers affected have been listed'],
      ['先列明', 'List them first'],
      '2022-9:10',
    ),
    holds: (c) => c.deviations.some((d) => d.affected !== null),
  }),
} as const

export const checkerRules = {
  notYetRecused: rule.ofCase({
    ...said(
      ['已经回避', 'Has stepped aside already'],
      ['无需再次回避', 'Once is enough'],
      '2019-38:independence',
    ),
    holds: (c, { by }) => by.person !== undefined && !c.work.recused.includes(by.person),
  }),
} as const
