/** Events of a policy or annual plan: drafting, examination, adoption, execution, change and renewal. */
import * as z from 'zod'
import { board, committee } from '../../../policies/board.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { text } from '../../../policies/law.ts'
import { clock, courier } from '../../../policies/machinery.ts'
import { management } from '../../../policies/management.ts'
import type { FactTable } from '../../core/facts.ts'
import { chartTypes } from '../../core/mechanism.ts'
import type { Asked, EventTable } from '../../core/mechanism.ts'
import { hash, line } from '../../core/payload.ts'
import { RESOLUTION_FACTS, resolutionFacts } from '../resolution.ts'
import { resolution } from './deciding.ts'
import { everyday } from './everyday.ts'
import { told, toldAll, words } from './kit.ts'
import { policyKind, policySubject } from './policy-terms.ts'
import type { PolicyContext } from './policy-terms.ts'

type C = PolicyContext
const drafters = [management.establishPolicy, consumerProtection.draftGovernance]
const returned = told('seniorManagement', '政策或计划被退回', 'A policy or plan was returned')

const draftEvents = {
  openPolicy: {
    by: [...drafters, courier.carry],
    title: text('列入政策或年度计划', 'Put a policy or an annual plan down'),
    nature: 'record',
    opens: true,
    reads: ['policyOfYear'],
    notices: [told('seniorManagement', '应制定政策或计划', 'A policy or plan is to be drawn up')],
    payload: z.object({ kind: policyKind, year: z.int().min(1900).max(2999) }),
  },
  submitPolicy: {
    by: drafters,
    title: text('提交审查', 'Submit it to the committee'),
    nature: 'submission',
    capacity: 'submitter',
    notices: [
      told(
        'consumerProtectionCommittee',
        '政策或计划待审查',
        'A policy or plan awaits examination',
      ),
    ],
    payload: z.object({ contentHash: hash(), grounds: words() }),
  },
  withdrawPolicy: {
    by: management.establishPolicy,
    title: text('撤回误列事项', 'Withdraw what was put down by mistake'),
    nature: 'record',
    notices: [
      told('consumerProtectionCommittee', '政策或计划已撤回', 'A policy or plan was withdrawn'),
    ],
    payload: z.object({ reason: line() }),
  },
  remindDraft: {
    by: clock.strike,
    title: text('起草逾期', 'Not submitted in time'),
    nature: 'record',
    notices: toldAll(
      text('政策或计划起草逾期', 'A policy or plan is not submitted in time'),
      'seniorManagement',
      'consumerProtectionCommittee',
    ),
    payload: z.object({}),
  },
} as const satisfies EventTable

const deliberationEvents = {
  endorsePolicy: {
    by: committee.examinePolicy,
    title: text('委员会审查同意', 'The committee endorses it'),
    nature: 'decision',
    capacity: 'approver',
    reads: RESOLUTION_FACTS,
    notices: [told('board', '政策或计划待决议', 'A policy or plan awaits a resolution')],
    payload: z.object({ resolution }),
  },
  committeeReturnPolicy: {
    by: committee.examinePolicy,
    title: text('委员会退回', 'The committee returns it'),
    nature: 'decision',
    notices: [returned],
    payload: z.object({ grounds: words() }),
  },
  adoptPolicy: {
    by: board.adoptPolicy,
    title: text('董事会决议通过', 'The board adopts it'),
    nature: 'decision',
    capacity: 'decider',
    reads: RESOLUTION_FACTS,
    notices: toldAll(
      text('政策或计划已通过', 'A policy or plan was adopted'),
      'seniorManagement',
      'consumerProtection',
      'supervisoryBody',
    ),
    payload: z.object({ resolution }),
  },
  boardReturnPolicy: {
    by: board.adoptPolicy,
    title: text('董事会退回', 'The board returns it'),
    nature: 'decision',
    notices: [returned],
    payload: z.object({ grounds: words() }),
  },
  revokePolicy: {
    by: board.adoptPolicy,
    title: text('董事会决议撤销', 'The board revokes it'),
    nature: 'decision',
    capacity: 'decider',
    reads: RESOLUTION_FACTS,
    notices: toldAll(
      text('政策或计划已被撤销', 'A policy or plan was revoked'),
      'seniorManagement',
      'consumerProtection',
      'supervisoryBody',
    ),
    payload: z.object({ resolution }),
  },
  reportAdoptionOverdue: {
    by: clock.strike,
    title: text('未按期通过', 'Not adopted in time'),
    nature: 'record',
    notices: toldAll(
      text('政策或计划未按期通过', 'A policy or plan was not adopted in time'),
      'board',
      'supervisoryBody',
    ),
    payload: z.object({}),
  },
  escalatePolicyExamination: {
    by: clock.strike,
    title: text('委员会审查逾期', 'The committee did not examine it in time'),
    nature: 'record',
    notices: toldAll(
      text('政策或计划审查逾期', 'An examination is overdue'),
      'board',
      'supervisoryBody',
    ),
    payload: z.object({}),
  },
  escalatePolicyAdoption: {
    by: clock.strike,
    title: text('董事会决议逾期', 'The board did not resolve in time'),
    nature: 'record',
    notices: [told('supervisoryBody', '政策或计划决议逾期', 'A resolution is overdue')],
    payload: z.object({}),
  },
} as const satisfies EventTable

const executionEvents = {
  reportExecution: {
    by: management.establishPolicy,
    title: text('报告执行情况', 'Report how it is executed'),
    nature: 'record',
    reads: ['adoption'],
    payload: z.object({ contentHash: hash(), measure: line(), evidenceHash: hash() }),
  },
  changePolicy: {
    by: drafters,
    title: text('提出实质变更', 'Bring a change of content'),
    nature: 'submission',
    capacity: 'submitter',
    notices: toldAll(
      text('政策或计划内容变更，原决议已过时', 'A change makes what was adopted outdated'),
      'consumerProtectionCommittee',
      'board',
    ),
    payload: z.object({ contentHash: hash(), grounds: words() }),
  },
  beginRenewal: {
    by: clock.strike,
    title: text('启动下一年度', 'The next year is to be prepared'),
    nature: 'record',
    reads: ['policyOfNextYear'],
    notices: [told('seniorManagement', '应编制下一年度', 'The next year is to be prepared')],
    payload: z.object({}),
  },
  concludePolicy: {
    by: management.establishPolicy,
    title: text('年度执行总结', 'Render the account of the year'),
    nature: 'record',
    reads: ['adoption'],
    notices: toldAll(
      text('年度执行总结已提交', 'The account of the year was rendered'),
      'board',
      'consumerProtectionCommittee',
      'supervisoryBody',
    ),
    payload: z.object({ accountHash: hash() }),
  },
  remindAccount: {
    by: clock.strike,
    title: text('年度执行总结逾期', 'The account of the year is overdue'),
    nature: 'record',
    notices: toldAll(
      text('年度执行总结逾期', 'The account of the year is overdue'),
      'consumerProtectionCommittee',
      'board',
    ),
    payload: z.object({}),
  },
} as const satisfies EventTable

export const policyEvents = {
  ...draftEvents,
  ...deliberationEvents,
  ...executionEvents,
  ...everyday,
} as const satisfies EventTable

const ofYear = (kind: unknown, year: unknown) =>
  ({
    kind: 'latest',
    mechanism: 'G04',
    chart: 'policyAdoption',
    subject: policySubject(kind, year),
  }) as const
export const policyFacts = {
  ...resolutionFacts,
  policyOfYear: {
    title: text('同一年度的政策或计划', 'That of the same kind and year'),
    kind: 'latest',
    key: ({ payload }) =>
      payload?.['year'] === undefined ? undefined : ofYear(payload['kind'], payload['year']),
  },
  policyOfNextYear: {
    title: text('下一年度的政策或计划', 'That of the next year'),
    kind: 'latest',
    key: ({ context: c }) =>
      c.year === null || c.year === undefined ? undefined : ofYear(c.kind, c.year + 1),
  },
  adoption: {
    title: text('通过所依据的决议', 'The resolution by which it was adopted'),
    kind: 'process',
    key: ({ context: c }) => {
      const process = c.adoption?.process ?? null
      return process === null ? undefined : { kind: 'process', process }
    },
  },
} as const satisfies FactTable<C>

export type PolicyEvent = Asked<typeof policyEvents, typeof policyFacts>
export type PolicyEventOf<K extends PolicyEvent['type']> = Extract<PolicyEvent, { type: K }>
export const policyTypes = chartTypes<C, PolicyEvent>()
