/** Events of the annual report: figures, deliberation, resolution, publication, correction. */
import * as z from 'zod'
import { board, committee } from '../../../policies/board.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { humanResources } from '../../../policies/human-resources.ts'
import { text } from '../../../policies/law.ts'
import { clock, courier } from '../../../policies/machinery.ts'
import { management } from '../../../policies/management.ts'
import { regulator } from '../../../policies/outsiders.ts'
import { audit, supervisors } from '../../../policies/supervisors.ts'
import type { FactTable } from '../../core/facts.ts'
import { chartTypes } from '../../core/mechanism.ts'
import type { Asked, EventTable, Notice } from '../../core/mechanism.ts'
import { hash, line, processRef } from '../../core/payload.ts'
import type { SubjectKey } from '../../core/values.ts'
import { RESOLUTION_FACTS, resolutionFacts, resolutionOf } from '../resolution.ts'
import { everyday } from './everyday.ts'
import { figureOf, publicPlace } from './report-terms.ts'
import type { ReportContext } from './report-terms.ts'
import { words } from './terms.ts'

type C = ReportContext
const resolution = resolutionOf('Disclosure')
const told = (to: Notice['to'], zh: string, en: string): Notice => ({ to, about: text(zh, en) })
const missed: readonly Notice[] = [
  told('board', '年度报告逾期', 'The annual report is late'),
  told('supervisoryBody', '年度报告逾期', 'The annual report is late'),
]

/** The section of the year's complaints, and how many it states. */
const complaintSection = z
  .object({ hash: hash(), count: z.int().min(0) })
  .meta({ id: 'DisclosureComplaintSection' })
const draft = { reportHash: hash(), complaintSection: complaintSection.optional() }

const figuresEvents = {
  scheduleYear: {
    by: [consumerProtection.reportToPublic, courier.carry],
    title: text('列入年度', 'Put a year down'),
    nature: 'record',
    opens: true,
    reads: ['reportOfYear'],
    payload: z.object({ year: z.int().min(1900).max(2999) }),
  },
  openYear: {
    by: consumerProtection.reportToPublic,
    title: text('启动年度报告', 'Begin the report of the year'),
    nature: 'record',
    payload: z.object({}),
  },
  voidYear: {
    by: consumerProtection.reportToPublic,
    title: text('撤销误列年度', 'Strike a year put down by mistake'),
    nature: 'record',
    payload: z.object({ reason: line() }),
  },
  beginYear: {
    by: clock.strike,
    title: text('年度终了，启动年度报告', 'The year has ended: its report begins'),
    nature: 'record',
    notices: [told('consumerProtection', '应编制年度报告', 'The annual report is due')],
    payload: z.object({}),
  },
  signFigures: {
    by: [consumerProtection.reportToPublic, humanResources.signFigures, audit.signFigures],
    title: text('签认数据', 'Sign figures'),
    nature: 'record',
    capacity: 'author',
    payload: z.object({ of: figureOf, figuresHash: hash(), count: z.int().min(0) }),
  },
  lockData: {
    by: consumerProtection.reportToPublic,
    title: text('锁定数据', 'Lock the data'),
    nature: 'record',
    payload: z.object({
      /** What the regulator received of the year's complaints. */
      feedHash: hash(),
      feedCount: z.int().min(0),
      /** Own complaints that the feed does not have, less those it has beside them; explained one by one. */
      explained: z.int().min(-1_000_000).max(1_000_000),
      explanationHash: hash().optional(),
    }),
  },
  unlockData: {
    by: consumerProtection.reportToPublic,
    title: text('重开数据', 'Reopen the data'),
    nature: 'record',
    payload: z.object({ reason: line() }),
  },
} as const satisfies EventTable

const deliberationEvents = {
  submitReport: {
    by: consumerProtection.reportToPublic,
    title: text('提交年度报告', 'Submit the report'),
    nature: 'submission',
    capacity: 'submitter',
    notices: [told('seniorManagement', '年度报告待审议', 'The annual report awaits deliberation')],
    payload: z.object(draft),
  },
  recoverySubmit: {
    by: consumerProtection.reportToPublic,
    title: text('逾期补报年度报告', 'Submit the report after its day'),
    nature: 'submission',
    capacity: 'submitter',
    notices: [
      told('seniorManagement', '年度报告逾期补报', 'The annual report was submitted late'),
      told('board', '年度报告逾期补报', 'The annual report was submitted late'),
      told('supervisoryBody', '年度报告逾期补报', 'The annual report was submitted late'),
    ],
    payload: z.object({ ...draft, explanation: words() }),
  },
  managementEndorse: {
    by: management.endorseReport,
    title: text('高级管理层同意提交', 'Senior management endorses it'),
    nature: 'decision',
    capacity: 'approver',
    notices: [told('consumerProtectionCommittee', '年度报告待审议', 'The annual report awaits')],
    payload: z.object({ grounds: words() }),
  },
  managementReturn: {
    by: management.endorseReport,
    title: text('高级管理层退回', 'Senior management returns it'),
    nature: 'decision',
    notices: [told('consumerProtection', '年度报告被退回', 'The report was returned')],
    payload: z.object({ grounds: words() }),
  },
  committeeEndorse: {
    by: committee.endorseReport,
    title: text('委员会同意提交董事会', 'The committee endorses it'),
    nature: 'decision',
    capacity: 'approver',
    notices: [told('board', '年度报告待决议', 'The annual report awaits a resolution')],
    reads: RESOLUTION_FACTS,
    payload: z.object({ resolution }),
  },
  committeeReturn: {
    by: committee.endorseReport,
    title: text('委员会退回', 'The committee returns it'),
    nature: 'decision',
    notices: [told('consumerProtection', '年度报告被退回', 'The report was returned')],
    payload: z.object({ grounds: words() }),
  },
  resolveReport: {
    by: board.resolveReport,
    title: text('董事会决议披露', 'The board resolves on its disclosure'),
    nature: 'decision',
    capacity: 'decider',
    notices: [told('consumerProtection', '年度报告可以公开', 'The report may be published')],
    reads: RESOLUTION_FACTS,
    payload: z.object({ resolution }),
  },
  boardReturn: {
    by: board.resolveReport,
    title: text('董事会退回', 'The board returns it'),
    nature: 'decision',
    notices: [told('consumerProtection', '年度报告被退回', 'The report was returned')],
    payload: z.object({ grounds: words() }),
  },
  escalateManagement: {
    by: clock.strike,
    title: text('高级管理层审议逾期', 'Senior management did not deliberate in time'),
    nature: 'record',
    notices: [
      told('consumerProtectionCommittee', '年度报告审议逾期', 'A deliberation is overdue'),
      told('supervisoryBody', '年度报告审议逾期', 'A deliberation is overdue'),
    ],
    payload: z.object({}),
  },
  escalateCommittee: {
    by: clock.strike,
    title: text('委员会审议逾期', 'The committee did not deliberate in time'),
    nature: 'record',
    notices: [
      told('board', '年度报告审议逾期', 'A deliberation is overdue'),
      told('supervisoryBody', '年度报告审议逾期', 'A deliberation is overdue'),
    ],
    payload: z.object({}),
  },
  escalateBoard: {
    by: clock.strike,
    title: text('董事会决议逾期', 'The board did not resolve in time'),
    nature: 'record',
    notices: [told('supervisoryBody', '年度报告决议逾期', 'A resolution is overdue')],
    payload: z.object({}),
  },
} as const satisfies EventTable

const publicEvents = {
  publishReport: {
    by: consumerProtection.reportToPublic,
    title: text('向公众披露', 'Disclose it to the public'),
    nature: 'record',
    payload: z.object({
      reportHash: hash(),
      places: z.array(publicPlace).min(1).max(5),
      evidenceHash: hash(),
    }),
  },
  reportSubmissionOverdue: {
    by: clock.strike,
    title: text('年度报告未按期提交', 'The report was not submitted in time'),
    nature: 'record',
    notices: missed,
    payload: z.object({}),
  },
  reportPublicationOverdue: {
    by: clock.strike,
    title: text('年度报告未按期披露', 'The report was not disclosed in time'),
    nature: 'record',
    notices: missed,
    payload: z.object({}),
  },
  remindPublication: {
    by: clock.strike,
    title: text('决议后未公开', 'Resolved, and not published in time'),
    nature: 'record',
    notices: [
      told('seniorManagement', '年度报告决议后未公开', 'The report resolved is not published'),
    ],
    payload: z.object({}),
  },
  reportError: {
    by: [
      supervisors.findReportError,
      regulator.findReportError,
      audit.report,
      consumerProtection.reportToPublic,
    ],
    title: text('指出报告错误', 'Point out an error'),
    nature: 'finding',
    afterEnd: true,
    notices: [
      told('consumerProtection', '年度报告有错误', 'The annual report has an error'),
      told('board', '年度报告有错误', 'The annual report has an error'),
    ],
    payload: z.object({ source: processRef().optional(), found: words().optional() }),
  },
  prepareCorrection: {
    by: consumerProtection.reportToPublic,
    title: text('提交更正稿', 'Submit the correction'),
    nature: 'submission',
    capacity: 'submitter',
    notices: [told('board', '年度报告更正待决议', 'A correction awaits a resolution')],
    payload: z.object({ reportHash: hash(), complaintSection, grounds: words() }),
  },
  reissue: {
    by: board.resolveReport,
    title: text('董事会决议重新披露', 'The board resolves on the corrected report'),
    nature: 'decision',
    capacity: 'decider',
    reads: RESOLUTION_FACTS,
    payload: z.object({ resolution }),
  },
  returnCorrection: {
    by: board.resolveReport,
    title: text('董事会退回更正稿', 'The board returns the correction'),
    nature: 'decision',
    notices: [told('consumerProtection', '更正稿被退回', 'The correction was returned')],
    payload: z.object({ grounds: words() }),
  },
  reportCorrectionOverdue: {
    by: clock.strike,
    title: text('报告更正逾期', 'The report was not corrected in time'),
    nature: 'record',
    notices: [
      told('board', '年度报告更正逾期', 'A correction of the report is overdue'),
      told('supervisoryBody', '年度报告更正逾期', 'A correction of the report is overdue'),
    ],
    payload: z.object({}),
  },
  archiveReport: {
    by: clock.strike,
    title: text('报告归档', 'The report is archived'),
    nature: 'record',
    payload: z.object({}),
  },
} as const satisfies EventTable

export const reportEvents = {
  ...figuresEvents,
  ...deliberationEvents,
  ...publicEvents,
  ...everyday,
} as const satisfies EventTable

/** One report a year, found by its own subject beside the institution's. */
export const yearSubject = (year: unknown): SubjectKey => `activity:annual-report-${String(year)}`

export const reportFacts = {
  ...resolutionFacts,
  reportOfYear: {
    title: text('该年度的报告', 'The report of the year'),
    kind: 'latest',
    key: ({ payload }) =>
      payload?.['year'] === undefined
        ? undefined
        : {
            kind: 'latest',
            mechanism: 'M02',
            chart: 'report',
            subject: yearSubject(payload['year']),
          },
  },
} as const satisfies FactTable<C>

export type ReportEvent = Asked<typeof reportEvents, typeof reportFacts>
export type ReportEventOf<K extends ReportEvent['type']> = Extract<ReportEvent, { type: K }>
export const reportTypes = chartTypes<C, ReportEvent>()
