/** What disclosure owes in each phase, and what a launch needs of it. */
import { text } from '../../../policies/law.ts'
import type { CoverageRule, LaunchCheck } from '../../core/coverage.ts'
import type { ProcessFact } from '../../core/facts.ts'

const none = text('尚无销售', 'Nothing was sold yet')
export const coverage: readonly CoverageRule[] = [
  {
    phase: 'before',
    of: 'product',
    chart: 'package',
    says: text('披露材料已通过审核', 'The disclosure package has passed'),
    inPlace: ['case.approved', 'case.published', 'case.runOff'],
    late: ['deviation.escalated'],
  },
  {
    phase: 'during',
    of: 'product',
    chart: 'presentation',
    says: text('销售时已向消费者披露并经确认', 'Consumers were shown it and confirmed it'),
    inPlace: ['case.acknowledged', 'case.servicing', 'case.settled'],
    none,
  },
  {
    phase: 'after',
    of: 'product',
    chart: 'presentation',
    says: text('售后持续披露', 'Consumers are kept informed after the sale'),
    inPlace: ['case.servicing', 'case.settled'],
    none,
  },
  {
    phase: 'after',
    of: 'product',
    chart: 'notice',
    says: text('变更已在生效前告知', 'Changes are announced before they take effect'),
    inPlace: ['case.updatePending.due', 'case.notified', 'case.delivered', 'case.cancelled'],
    late: ['case.updatePending.late', 'case.updatePending.unannounced'],
    none: text('没有变更', 'Nothing has changed'),
  },
  {
    phase: 'after',
    of: 'institution',
    chart: 'report',
    says: text('年度消保工作已公开披露', 'The work of the year is disclosed to the public'),
    inPlace: ['case'],
    late: ['term.submissionOverdue', 'term.publicationOverdue'],
    none: text('尚无应披露的年度', 'No year is to be disclosed yet'),
  },
]

export const launch: readonly LaunchCheck[] = [
  {
    says: text('同一内容的披露材料已通过审核', 'The package of the same content has passed'),
    change: text('就同一内容通过披露材料审核', 'Have the package of the same content passed'),
    article: '2022-9:10',
    fact: ({ product }) => ({
      kind: 'latest',
      mechanism: 'M02',
      chart: 'package',
      subject: product,
    }),
    holds: (found: ProcessFact | null, { contentHash }) =>
      found?.final === false &&
      (found.context['passed'] as { contentHash?: string } | null)?.contentHash === contentHash,
  },
]
