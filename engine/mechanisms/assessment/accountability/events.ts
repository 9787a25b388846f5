/** All events of a case of accountability, and the facts they read. */
import * as z from 'zod'
import { board, committee } from '../../../../policies/board.ts'
import { business } from '../../../../policies/business.ts'
import { consumerProtection } from '../../../../policies/consumer-protection.ts'
import { humanResources } from '../../../../policies/human-resources.ts'
import { legal } from '../../../../policies/legal.ts'
import { text } from '../../../../policies/law.ts'
import { clock, courier } from '../../../../policies/machinery.ts'
import { headquarters, management } from '../../../../policies/management.ts'
import { regulator } from '../../../../policies/outsiders.ts'
import { audit } from '../../../../policies/supervisors.ts'
import type { FactTable } from '../../../core/facts.ts'
import { chartTypes, type Asked, type EventTable } from '../../../core/mechanism.ts'
import { hash, line, person, processRef, unit } from '../../../core/payload.ts'
import { RESOLUTION_FACTS, resolutionFacts } from '../../resolution.ts'
import { workEvents } from '../work.ts'
import { cause, resolution, words } from '../terms.ts'
import { hearing, involvement, sanction } from './context.ts'
import type { AccountabilityContext } from './context.ts'
import { decisionEvents } from './decision-events.ts'

const investigators = [consumerProtection.investigate, legal.investigate]

const factFinding = {
  openAccountability: {
    by: [
      courier.carry,
      consumerProtection.reportViolation,
      audit.report,
      management.reportViolation,
      regulator.referViolation,
    ],
    opens: true,
    title: text('提起问责', 'Open a case of accountability'),
    nature: 'submission',
    reads: ['source', 'concernedSeats'],
    notices: [
      { to: 'consumerProtection', about: text('有问责事项待查明', 'Facts are to be established') },
      { to: 'seniorManagement', about: text('问责事项已提起', 'A case of accountability opened') },
    ],
    payload: z.object({
      cause,
      source: processRef(),
      unit: unit().optional(),
      person: person().optional(),
    }),
  },
  nameConcerned: {
    by: [...investigators, humanResources.hear],
    title: text('列明责任人员', 'Name somebody concerned'),
    nature: 'record',
    reads: ['concernedSeats'],
    payload: z.object({ person: person(), involvement }),
  },
  establishFacts: {
    by: investigators,
    title: text('查明事实', 'Establish the facts'),
    nature: 'finding',
    capacity: 'inspector',
    notices: [{ to: 'humanResources', about: text('当事人待听取陈述', 'Persons are to be heard') }],
    payload: z.object({
      evidenceHash: hash(),
      findings: words(),
      unit: unit().optional(),
      /** Where no manager is named: why none is responsible. */
      noManager: line(500).optional(),
    }),
  },
  reportFactFindingOverdue: {
    by: clock.strike,
    title: text('逾期未查明事实', 'Facts were not established in time'),
    nature: 'record',
    notices: [{ to: 'seniorManagement', about: text('问责事实逾期未查明', 'Facts are overdue') }],
    payload: z.object({}),
  },
  proposeDismissal: {
    by: investigators,
    title: text('建议不予问责', 'Propose to dismiss the case'),
    nature: 'submission',
    capacity: 'proposer',
    notices: [{ to: 'seniorManagement', about: text('不予问责待确认', 'A dismissal is proposed') }],
    payload: z.object({ grounds: words() }),
  },
  confirmDismissal: {
    by: [management.sanction, committee.sanctionManagement],
    title: text('确认不予问责', 'Confirm the dismissal'),
    nature: 'decision',
    capacity: 'decider',
    payload: z.object({ grounds: words() }),
  },
  refuseDismissal: {
    by: [management.sanction, committee.sanctionManagement],
    title: text('不同意不予问责', 'Refuse to dismiss'),
    nature: 'decision',
    notices: [{ to: 'consumerProtection', about: text('须继续查明事实', 'Facts are to be found') }],
    payload: z.object({ grounds: words() }),
  },
  lapseDismissal: {
    by: clock.strike,
    title: text('不予问责逾期未确认，继续查明', 'Not confirmed in time: the case goes on'),
    nature: 'record',
    notices: [{ to: 'consumerProtection', about: text('须继续查明事实', 'Facts are to be found') }],
    payload: z.object({}),
  },
  mergeCase: {
    by: investigators,
    title: text('并案', 'Merge into another case'),
    nature: 'record',
    reads: ['mergeTarget'],
    notices: [{ to: 'seniorManagement', about: text('问责事项并案', 'A case was merged') }],
    payload: z.object({ into: processRef('M10'), reason: line(500) }),
  },
  absorbCase: {
    by: courier.carry,
    title: text('并入另一问责事项', 'Take in another case'),
    nature: 'record',
    afterEnd: true,
    payload: z.object({ case: processRef('M10') }),
  },
} as const satisfies EventTable

const hearings = {
  giveStatement: {
    by: [business.giveStatement, consumerProtection.giveStatement, management.giveStatement],
    title: text('陈述申辩', 'State one’s case'),
    nature: 'submission',
    payload: z.object({ statement: words(20_000), evidenceHash: hash().optional() }),
  },
  recordHearing: {
    by: [humanResources.hear, ...investigators],
    title: text('记录听取陈述', 'Record a hearing'),
    nature: 'record',
    /** The evidence is the signed minutes, or the proof of the invitation. */
    payload: z.object({ person: person(), outcome: hearing, evidenceHash: hash() }),
  },
  reportHearingOverdue: {
    by: clock.strike,
    title: text('逾期未听取陈述', 'Persons were not heard in time'),
    nature: 'record',
    notices: [{ to: 'seniorManagement', about: text('听取陈述逾期', 'A hearing is overdue') }],
    payload: z.object({}),
  },
  submitForDecision: {
    by: investigators,
    title: text('提交问责建议', 'Submit what is proposed'),
    nature: 'submission',
    capacity: 'proposer',
    notices: [
      { to: 'seniorManagement', about: text('问责待决定', 'A sanction awaits a decision') },
      {
        to: 'consumerProtectionCommittee',
        about: text('涉及管理层的问责待决定', 'Where management is concerned, it is decided here'),
      },
    ],
    payload: z.object({ contentHash: hash(), proposal: words() }),
  },
} as const satisfies EventTable

const decided = {
  decideSanction: {
    by: management.sanction,
    title: text('作出问责决定', 'Decide on a person'),
    nature: 'decision',
    capacity: 'decider',
    reads: ['deciderInterests'],
    notices: [
      { to: 'humanResources', about: text('问责决定待执行', 'A sanction is to be applied') },
    ],
    payload: z.object({ person: person(), sanction, training: z.boolean(), grounds: words() }),
  },
  resolveSanction: {
    by: [committee.sanctionManagement, board.sanctionManagement],
    title: text('决议对管理层成员问责', 'Resolve on somebody of management'),
    nature: 'decision',
    capacity: 'decider',
    notices: [
      { to: 'humanResources', about: text('问责决定待执行', 'A sanction is to be applied') },
      { to: 'supervisoryBody', about: text('管理层成员被问责', 'A manager was sanctioned') },
    ],
    reads: RESOLUTION_FACTS,
    payload: z.object({
      person: person(),
      sanction,
      training: z.boolean(),
      resolution,
      grounds: words().optional(),
    }),
  },
  claimRemedied: {
    by: [
      business.answerAssessment,
      consumerProtection.answerAssessment,
      headquarters.answerAssessment,
    ],
    title: text('报告问题已整改', 'Report that the cause has been remedied'),
    nature: 'submission',
    notices: [{ to: 'consumerProtection', about: text('整改待核实', 'A remedy is claimed') }],
    payload: z.object({ evidenceHash: hash(), describes: words() }),
  },
} as const satisfies EventTable

export const events = {
  ...factFinding,
  ...hearings,
  ...decided,
  ...decisionEvents,
  ...workEvents,
} as const satisfies EventTable

export const facts = {
  ...resolutionFacts,
  source: {
    title: text('问责来源流程', 'The process in which it was found'),
    kind: 'process',
    key: ({ payload }) =>
      payload?.['source'] === undefined
        ? undefined
        : { kind: 'process', process: payload['source'] as string },
  },
  concernedSeats: {
    title: text('当事人的岗位', 'Seats of the person concerned'),
    kind: 'seats',
    key: ({ payload }) =>
      payload?.['person'] === undefined
        ? undefined
        : { kind: 'seats', person: payload['person'] as string },
  },
  mergeTarget: {
    title: text('并入的问责事项', 'The case that takes this one in'),
    kind: 'process',
    key: ({ payload }) =>
      payload?.['into'] === undefined
        ? undefined
        : { kind: 'process', process: payload['into'] as string },
  },
  deciderInterests: {
    title: text('决定人与该单位的利害关系', 'Interests of the one who decides in the unit'),
    kind: 'interests',
    key: ({ context, by }) =>
      context.unit === null || by.person === undefined
        ? undefined
        : { kind: 'interests', person: by.person, subjects: [`unit:${context.unit}`] },
  },
} as const satisfies FactTable<AccountabilityContext>

export type AccountabilityEvent = Asked<typeof events, typeof facts>
export type AccountabilityEventOf<K extends AccountabilityEvent['type']> = Extract<
  AccountabilityEvent,
  { type: K }
>
export const accountabilityTypes = chartTypes<AccountabilityContext, AccountabilityEvent>()
