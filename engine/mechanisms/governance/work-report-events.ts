/** Events of the work report: compiling, deliberation on three levels, disclosure. */
import * as z from 'zod'
import { board, committee } from '../../../policies/board.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { text } from '../../../policies/law.ts'
import { clock, courier } from '../../../policies/machinery.ts'
import { management } from '../../../policies/management.ts'
import type { FactTable } from '../../core/facts.ts'
import { chartTypes } from '../../core/mechanism.ts'
import type { Asked, EventTable } from '../../core/mechanism.ts'
import { hash, line, processRef } from '../../core/payload.ts'
import type { Uuid } from '../../core/values.ts'
import { RESOLUTION_FACTS, resolutionFacts } from '../resolution.ts'
import { resolution } from './deciding.ts'
import { everyday } from './everyday.ts'
import { told, toldAll, words } from './kit.ts'
import { workReportKind, workReportSubject } from './work-report-terms.ts'
import type { WorkReportContext } from './work-report-terms.ts'

type C = WorkReportContext
const returned = told('consumerProtection', '工作报告被退回', 'A work report was returned')

const compilingEvents = {
  openWorkReport: {
    by: [consumerProtection.draftGovernance, courier.carry],
    title: text('列入工作报告', 'Put a work report down'),
    nature: 'record',
    opens: true,
    reads: ['workReportOfPeriod'],
    payload: z.object({ kind: workReportKind, year: z.int().min(1900).max(2999) }),
  },
  beginPeriod: {
    by: clock.strike,
    title: text('期间终了，编制工作报告', 'The period has ended: its report is due'),
    nature: 'record',
    reads: ['nextWorkReport'],
    notices: [told('consumerProtection', '应编制工作报告', 'A work report is due')],
    payload: z.object({}),
  },
  startCompiling: {
    by: consumerProtection.draftGovernance,
    title: text('开始编制', 'Begin to compile it'),
    nature: 'record',
    reads: ['nextWorkReport'],
    payload: z.object({}),
  },
  voidWorkReport: {
    by: consumerProtection.draftGovernance,
    title: text('撤销误列报告', 'Strike a report put down by mistake'),
    nature: 'record',
    payload: z.object({ reason: line() }),
  },
  compileReport: {
    by: consumerProtection.draftGovernance,
    title: text('提交报告稿', 'Hand the draft to senior management'),
    nature: 'submission',
    capacity: 'author',
    notices: [told('seniorManagement', '工作报告待审核', 'A work report awaits senior management')],
    payload: z.object({ contentHash: hash(), grounds: words().optional() }),
  },
  remindCompiling: {
    by: clock.strike,
    title: text('编制逾期', 'Not compiled in time'),
    nature: 'record',
    notices: toldAll(
      text('工作报告编制逾期', 'A work report is not compiled in time'),
      'consumerProtection',
      'seniorManagement',
    ),
    payload: z.object({}),
  },
  reportPresentationOverdue: {
    by: clock.strike,
    title: text('工作报告未按期提交委员会', 'Not before the committee in time'),
    nature: 'record',
    notices: toldAll(
      text('工作报告未按期提交', 'A work report is not presented in time'),
      'seniorManagement',
      'consumerProtectionCommittee',
    ),
    payload: z.object({}),
  },
} as const satisfies EventTable

const deliberationEvents = {
  presentReport: {
    by: management.reportWork,
    title: text('高级管理层提交委员会', 'Senior management presents it'),
    nature: 'decision',
    capacity: 'approver',
    notices: [
      told('consumerProtectionCommittee', '工作报告待审议', 'A work report awaits the committee'),
    ],
    payload: z.object({ grounds: words() }),
  },
  returnReport: {
    by: management.reportWork,
    title: text('高级管理层退回', 'Senior management returns it'),
    nature: 'decision',
    notices: [returned],
    payload: z.object({ grounds: words() }),
  },
  endorseWorkReport: {
    by: committee.examinePolicy,
    title: text('委员会同意提交董事会', 'The committee endorses it'),
    nature: 'decision',
    capacity: 'approver',
    reads: RESOLUTION_FACTS,
    notices: [told('board', '工作报告待决议', 'A work report awaits a resolution')],
    payload: z.object({ resolution }),
  },
  returnWorkReport: {
    by: committee.examinePolicy,
    title: text('委员会退回', 'The committee returns it'),
    nature: 'decision',
    notices: [returned],
    payload: z.object({ grounds: words() }),
  },
  resolveWorkReport: {
    by: board.considerWork,
    title: text('董事会决议通过', 'The board resolves on it'),
    nature: 'decision',
    capacity: 'decider',
    reads: [...RESOLUTION_FACTS, 'reportToPublic'],
    notices: toldAll(
      text('工作报告已经董事会决议', 'The board has resolved on a work report'),
      'seniorManagement',
      'consumerProtection',
      'supervisoryBody',
    ),
    payload: z.object({ resolution }),
  },
  sendBackWorkReport: {
    by: board.considerWork,
    title: text('董事会退回', 'The board returns it'),
    nature: 'decision',
    notices: [returned],
    payload: z.object({ grounds: words() }),
  },
  escalateReportManagement: {
    by: clock.strike,
    title: text('高级管理层审核逾期', 'Senior management did not deliberate in time'),
    nature: 'record',
    notices: toldAll(
      text('工作报告审核逾期', 'A deliberation is overdue'),
      'consumerProtectionCommittee',
      'supervisoryBody',
    ),
    payload: z.object({}),
  },
  escalateReportCommittee: {
    by: clock.strike,
    title: text('委员会审议逾期', 'The committee did not deliberate in time'),
    nature: 'record',
    notices: toldAll(
      text('工作报告审议逾期', 'A deliberation is overdue'),
      'board',
      'supervisoryBody',
    ),
    payload: z.object({}),
  },
  escalateReportBoard: {
    by: clock.strike,
    title: text('董事会决议逾期', 'The board did not resolve in time'),
    nature: 'record',
    notices: [told('supervisoryBody', '工作报告决议逾期', 'A resolution is overdue')],
    payload: z.object({}),
  },
  reportConsiderationMissed: {
    by: clock.strike,
    title: text('工作报告漏报', 'The board has not considered the work of a period'),
    nature: 'record',
    notices: toldAll(
      text('工作报告未经董事会审议', 'The work of a period was not considered'),
      'board',
      'consumerProtectionCommittee',
      'supervisoryBody',
    ),
    payload: z.object({}),
  },
} as const satisfies EventTable

const disclosureEvents = {
  amendReport: {
    by: consumerProtection.draftGovernance,
    title: text('变更已决议的报告', 'Change what was resolved'),
    nature: 'submission',
    capacity: 'author',
    notices: toldAll(
      text('报告内容变更，原决议已过时', 'A change makes the resolution outdated'),
      'seniorManagement',
      'board',
    ),
    payload: z.object({ contentHash: hash(), grounds: words() }),
  },
  recordDisclosure: {
    by: consumerProtection.draftGovernance,
    title: text('登记已向公众披露', 'Record that it was disclosed'),
    nature: 'record',
    reads: ['publicReport'],
    payload: z.object({ report: processRef('M02') }),
  },
  reportDisclosureOverdue: {
    by: clock.strike,
    title: text('披露逾期', 'Not disclosed in time'),
    nature: 'record',
    notices: toldAll(
      text('年度工作报告披露逾期', 'The annual work report is not disclosed in time'),
      'seniorManagement',
      'board',
      'supervisoryBody',
    ),
    payload: z.object({}),
  },
} as const satisfies EventTable

export const workReportEvents = {
  ...compilingEvents,
  ...deliberationEvents,
  ...disclosureEvents,
  ...everyday,
} as const satisfies EventTable

const ofPeriod = (kind: unknown, year: unknown) =>
  ({
    kind: 'latest',
    mechanism: 'G04',
    chart: 'workReport',
    subject: workReportSubject(kind, year),
  }) as const
export const workReportFacts = {
  ...resolutionFacts,
  workReportOfPeriod: {
    title: text('该期间的工作报告', 'The work report of the period'),
    kind: 'latest',
    key: ({ payload }) =>
      payload?.['year'] === undefined ? undefined : ofPeriod(payload['kind'], payload['year']),
  },
  nextWorkReport: {
    title: text('下一期间的工作报告', 'The work report of the next period'),
    kind: 'latest',
    key: ({ context: { kind, year } }) => {
      if (year === null || year === undefined) return undefined
      return kind === 'halfYear' ? ofPeriod('annual', year) : ofPeriod('halfYear', year + 1)
    },
  },
  reportToPublic: {
    title: text('该年度对外披露的报告', 'The report of the year to the public'),
    kind: 'latest',
    key: ({ context: { year } }) =>
      year === null || year === undefined
        ? undefined
        : {
            kind: 'latest',
            mechanism: 'M02',
            chart: 'report',
            subject: `activity:annual-report-${String(year)}`,
          },
  },
  publicReport: {
    title: text('所引对外披露的报告', 'The report to the public that is named'),
    kind: 'process',
    key: ({ payload }) =>
      payload?.['report'] === undefined
        ? undefined
        : { kind: 'process', process: payload['report'] as Uuid },
  },
} as const satisfies FactTable<C>

export type WorkReportEvent = Asked<typeof workReportEvents, typeof workReportFacts>
export type WorkReportEventOf<K extends WorkReportEvent['type']> = Extract<
  WorkReportEvent,
  { type: K }
>
export const workReportTypes = chartTypes<C, WorkReportEvent>()
