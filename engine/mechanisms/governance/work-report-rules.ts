/** The rules of the work report. */
import { rulesFor } from '../../core/rules.ts'
import { everydayRules } from '../everyday.ts'
import { dayOf } from '../seen.ts'
import { decidingRules, levelRules } from './deciding.ts'
import { said } from './kit.ts'
import type { WorkReportEvent, workReportFacts } from './work-report-events.ts'
import { periodEndOf } from './work-report-terms.ts'
import type { WorkReportContext } from './work-report-terms.ts'

type C = WorkReportContext
const rule = rulesFor<C, WorkReportEvent, typeof workReportFacts>()
const PUBLIC = ['case.disclosed', 'case.archived']

const ownRules = {
  periodNotPutDown: rule.ofEvent('openWorkReport', {
    ...said(
      ['该期间的工作报告已列入', 'The report of this period is put down already'],
      ['在该流程中办理', 'Go on in that process'],
      'house:governance',
    ),
    field: ['year'],
    reads: ['workReportOfPeriod'],
    holds: ({ facts: { workReportOfPeriod: found } }) =>
      found === null || found.paths.includes('case.reportVoided'),
  }),
  periodAhead: rule.ofCase({
    ...said(
      ['期间已终了，报告不得撤销', 'The period has ended: its report is not struck'],
      ['编制该报告', 'Compile it'],
      '2022-9:8',
    ),
    holds: (c, moment) => dayOf(moment) <= periodEndOf(c),
  }),
  isAnnual: rule.ofCase({
    ...said(
      ['年度报告须向公众披露', 'An annual report is disclosed to the public'],
      ['半年度报告留存备查', 'That of a half-year is kept'],
      '2022-9:10',
    ),
    holds: (c) => c.kind === 'annual',
  }),
  reportDiffers: rule.ofEvent('amendReport', {
    ...said(
      ['内容没有变更', 'The content is the same'],
      ['提交变更后的内容', 'Submit the changed content'],
      'house:governance',
    ),
    field: ['contentHash'],
    holds: ({ payload }, c) => payload.contentHash !== c.contentHash,
  }),
  disclosedToPublic: rule.ofEvent('recordDisclosure', {
    ...said(
      [
        '所引报告不是该年度已披露的报告',
        'What is named is not the report of this year that was disclosed',
      ],
      ['先按信息披露机制公开年度报告', 'Publish the annual report under disclosure (M02) first'],
      '2022-9:10',
    ),
    field: ['report'],
    reads: ['publicReport'],
    holds: ({ facts: { publicReport: found } }, c) =>
      found !== null &&
      found.context['year'] === c.year &&
      PUBLIC.some((path) => found.paths.includes(path)),
  }),
} as const
export const workReportRules = {
  ...ownRules,
  ...decidingRules,
  ...levelRules,
  ...everydayRules,
} as const

export const workReportSeparation = {
  presentReport: ['notItsAuthor'],
  endorseWorkReport: ['notItsAuthor', 'notDecidedBelow'],
  resolveWorkReport: ['notItsAuthor', 'notDecidedBelow'],
} as const
