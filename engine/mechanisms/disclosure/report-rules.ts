/** The rules of the annual report: figures, what is resolved, and who may not do both. */
import { rulesFor } from '../../core/rules.ts'
import type { Participants, Uuid } from '../../core/values.ts'
import type { ReportEvent, reportFacts } from './report-events.ts'
import { countOf, FIGURE_OWNERS, FIGURES } from './report-terms.ts'
import type { ReportContext } from './report-terms.ts'
import { resolves } from './resolves.ts'
import { said } from './said.ts'
import { dayOf } from './terms.ts'

type C = ReportContext
const rule = rulesFor<C, ReportEvent, typeof reportFacts>()
const deciding = ['committeeEndorse', 'resolveReport', 'reissue'] as const

export const figureRules = {
  yearNotPutDown: rule.ofEvent('scheduleYear', {
    ...said(
      ['该年度报告已列入', 'The report of this year is put down already'],
      ['在该流程中办理', 'Go on in that process'],
      '2022-9:10',
    ),
    field: ['year'],
    reads: ['reportOfYear'],
    holds: ({ facts: { reportOfYear: found } }) =>
      found === null || found.paths.includes('case.voided'),
  }),
  yearAhead: rule.ofCase({
    ...said(
      ['当年及以前年度的报告不得撤销', 'The report of this or an earlier year is not struck'],
      ['编制并披露该年度报告', 'Prepare and disclose it'],
      '2022-9:10',
    ),
    holds: (c, moment) => (c.year ?? 0) > Number(dayOf(moment).slice(0, 4)),
  }),
  figuresAreYours: rule.ofEvent('signFigures', {
    ...said(
      ['该机制的数据由其他部门签认', 'Another body signs the figures of this mechanism'],
      ['仅签认本部门负责的数据', 'Sign your own figures'],
      '2022-9:10',
    ),
    field: ['of'],
    holds: ({ payload, by }) => FIGURE_OWNERS[payload.of] === by.body,
  }),
  everyFigureSigned: rule.ofCase({
    ...said(
      [
        '投诉、纠纷化解、培训、考核、审计的数据尚未全部签认',
        'Figures of complaints, disputes, training, assessment and audit are not all signed',
      ],
      ['由各部门分别签认', 'Each body must sign its own'],
      '2022-9:10',
    ),
    holds: (c) => FIGURES.every((of) => c.figures.some((f) => f.of === of)),
  }),
  complaintsReconciled: rule.ofEvent('lockData', {
    ...said(
      [
        '投诉数据与监管数据不符且差异未逐一说明',
        'Own complaints and those the regulator has differ, and the difference is not explained',
      ],
      ['核对并逐一说明差异', 'Reconcile them and explain each difference'],
      '2020-3:26',
    ),
    field: ['explained'],
    holds: ({ payload: p }, c) =>
      countOf(c, 'M07') === p.feedCount + p.explained &&
      (p.explained === 0 || p.explanationHash !== undefined),
  }),
} as const

export const deliberationRules = {
  submittedInTime: rule.ofCase({
    ...said(
      ['提交期限已过', 'The day of submission has passed'],
      ['说明原因并逾期补报', 'Submit it late, and explain why'],
      'house:disclosure.submission',
    ),
    holds: (c) => !c.late.submission,
  }),
  submissionIsLate: rule.ofCase({
    ...said(
      ['提交期限未过', 'The day of submission has not passed'],
      ['按期提交', 'Submit it in time'],
      'house:disclosure.submission',
    ),
    holds: (c) => c.late.submission,
  }),
  complaintSectionContained: rule.ofCase({
    ...said(
      [
        '报告未载明与锁定数据一致的全年投诉情况',
        'The report has no section on the year’s complaints that agrees with the locked figures',
      ],
      ['退回补充', 'Return it to be completed'],
      '2020-3:26',
    ),
    holds: (c) => c.complaintSection !== null && c.complaintSection.count === countOf(c, 'M07'),
  }),
  ...resolves.rules,
  resolutionOnThis: rule.ofEvent(deciding, {
    ...said(
      ['决议所指报告与待决报告不一致', 'The resolution is about another report'],
      ['决议须载明待决报告的哈希值', 'The resolution must name the hash of the report decided'],
      '2022-9:8',
    ),
    field: ['resolution'],
    holds: (e, c) => c.reportHash !== null && resolves.of(e)?.contentHash === c.reportHash,
  }),
  resolutionDated: rule.ofEvent(deciding, {
    ...said(
      [
        '决议日期晚于今日或早于数据锁定',
        'The resolution is dated in the future or before the lock',
      ],
      ['载明作出决议的日期', 'Give the day on which it was passed'],
      '2022-9:8',
    ),
    field: ['resolution'],
    holds: (e, c) => {
      const date = resolves.of(e)?.date ?? ''
      return date <= dayOf(e) && date >= (c.lock?.on ?? '')
    },
  }),
  publishedAsResolved: rule.ofEvent('publishReport', {
    ...said(
      ['公开的报告不是决议批准的报告', 'What is published is not what the board resolved'],
      ['公开决议批准的版本', 'Publish the version resolved'],
      '2022-9:10',
    ),
    field: ['reportHash'],
    holds: ({ payload }, c) => payload.reportHash === c.resolution?.contentHash,
  }),
  correctionDiffers: rule.ofEvent('prepareCorrection', {
    ...said(
      ['更正稿与原报告相同', 'The correction is what was disclosed'],
      ['更正错误', 'Correct the error'],
      '2022-9:10',
    ),
    field: ['reportHash'],
    holds: ({ payload }, c) => payload.reportHash !== c.resolution?.contentHash,
  }),
} as const

const took = (
  participants: Participants,
  person: Uuid | undefined,
  capacities: readonly (keyof Participants)[],
): boolean =>
  person !== undefined && capacities.some((k) => participants[k]?.includes(person) ?? false)

export const reportSeparation = {
  notReportWriter: rule.ofCase({
    ...said(
      ['不得审议本人提交的报告', 'No one deliberates on what they submitted'],
      ['由其他人员审议', 'Another person must do it'],
      '2022-9:8',
    ),
    holds: (_, { by, participants }) => !took(participants, by.person, ['submitter']),
  }),
  notEndorsedBefore: rule.ofCase({
    ...said(
      [
        '在前一层级同意的人员不得再次决定',
        'Whoever endorsed it on one level does not decide on the next',
      ],
      ['由其他成员决定', 'Other members must decide'],
      '2022-9:8',
    ),
    holds: (c, { by }) => !c.endorsedBy.includes(by.person ?? ''),
  }),
  notSigner: rule.ofCase({
    ...said(
      ['签认数据的人员不得锁定数据', 'Whoever signed figures does not lock them'],
      ['由第二人锁定', 'A second person must lock them'],
      '2022-9:10',
    ),
    holds: (c, { by }) => c.figures.every((f) => f.by !== by.person),
  }),
} as const
const decides = ['notReportWriter'] as const
const decidesNext = [...decides, 'notEndorsedBefore'] as const
export const separationOfReport = {
  lockData: ['notSigner'],
  managementEndorse: decides,
  managementReturn: decides,
  committeeEndorse: decidesNext,
  committeeReturn: decides,
  resolveReport: decidesNext,
  boardReturn: decides,
  reissue: decides,
  returnCorrection: decides,
} as const
