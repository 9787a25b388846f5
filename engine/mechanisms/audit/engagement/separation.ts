/** Independence: who plans does not approve, who audits has no part in the auditee, who claims does not verify. */
import { rulesFor } from '../../../core/rules.ts'
import { took } from '../../seen.ts'
import { said } from '../said.ts'
import { standing } from './context.ts'
import type { EngagementContext } from './context.ts'
import type { EngagementEvent, facts } from './events.ts'

const rule = rulesFor<EngagementContext, EngagementEvent, typeof facts>()
const audit = '2022-9:19'
const somebodyElse = ['由其他人员办理', 'Another person must do it'] as const

export const separationRules = {
  notPlanAuthor: rule.ofCase({
    ...said(
      [
        '不得审阅、批准本人提交的计划',
        'No one gives an opinion on, or approves, a plan they submitted',
      ],
      somebodyElse,
      audit,
    ),
    holds: (c, { by }) => c.plan === null || c.plan.submittedBy !== by.person,
  }),
  notPlanEndorser: rule.ofCase({
    ...said(
      ['出具意见的人员不参与批准', 'Whoever gave the opinion does not approve the plan'],
      ['由其他董事决议', 'Other directors must resolve'],
      audit,
    ),
    holds: (c, { by }) => c.plan === null || c.plan.endorsedBy !== by.person,
  }),
  ofTheTeam: rule.ofCase({
    ...said(
      ['审计由指派的审计人员实施', 'The audit is performed by its team alone'],
      ['由组员办理，或先指派', 'Let the team do it, or appoint somebody'],
      audit,
    ),
    holds: (c, { by }) => by.person !== undefined && c.team.includes(by.person),
  }),
  findingOfAnother: rule.ofEvent('dropFinding', {
    ...said(
      ['记录人不得撤销自己记录的发现', 'Whoever recorded a finding does not drop it'],
      ['由另一名审计人员撤销', 'Another auditor must do it'],
      audit,
    ),
    refuses: 'SEPARATION',
    field: ['finding'],
    holds: ({ payload, by }, c) =>
      c.findings.find((f) => f.number === payload.finding)?.by !== by.person,
  }),
  someFindingOfAnother: rule.ofCase({
    ...said(
      ['存续的发现都由本人记录', 'Every finding that stands was recorded by this auditor'],
      ['由另一名审计人员撤销', 'Another auditor must drop it'],
      audit,
    ),
    refuses: 'SEPARATION',
    holds: (c, { by }) => standing(c).length === 0 || standing(c).some((f) => f.by !== by.person),
  }),
  notOfAuditTeam: rule.ofCase({
    ...said(
      ['审计人员不得审议自己的报告', 'Whoever audited does not instruct on the report'],
      somebodyElse,
      audit,
    ),
    holds: (_, { by, participants }) => !took(participants, by.person, ['auditor']),
  }),
  claimOfAnother: rule.ofEvent(['confirmFixed', 'rejectFix'], {
    ...said(
      ['报告整改的人员不得核实', 'Whoever claims a fix does not verify it'],
      somebodyElse,
      audit,
    ),
    refuses: 'SEPARATION',
    field: ['finding'],
    holds: ({ payload, by }, c) =>
      c.findings.find((f) => f.number === payload.finding)?.claimedBy !== by.person,
  }),
  noInterestInAuditee: rule.ofCase({
    ...said(
      ['办理人与被审计单位或事项有利害关系', 'Whoever acts has an interest in the auditee'],
      somebodyElse,
      audit,
    ),
    reads: ['ownInterests'],
    holds: (_, { facts: { ownInterests } }) => (ownInterests ?? []).length === 0,
  }),
  notRecused: rule.ofCase({
    ...said(
      ['已回避的人员不得再参与', 'Whoever stepped aside takes no further part'],
      somebodyElse,
      '2019-38:independence',
    ),
    holds: (c, { by }) => by.person === undefined || !c.work.recused.includes(by.person),
  }),
  notYetRecused: rule.ofCase({
    ...said(
      ['已经回避', 'Has stepped aside already'],
      ['无需再次回避', 'Once is enough'],
      '2019-38:independence',
    ),
    refuses: 'NOT_NOW',
    holds: (c, { by }) => by.person === undefined || !c.work.recused.includes(by.person),
  }),
} as const

const performs = ['notRecused', 'ofTheTeam'] as const
const resolves = ['notOfAuditTeam', 'notRecused'] as const
const followsUp = ['noInterestInAuditee', 'notRecused'] as const

export const separation = {
  endorsePlan: ['notPlanAuthor'],
  returnPlan: ['notPlanAuthor', 'notRecused'],
  approvePlan: ['notPlanAuthor', 'notPlanEndorser', 'notRecused'],
  dropLine: resolves,
  rescheduleByBoard: ['notRecused'],
  openFieldwork: performs,
  confirmIndependence: performs,
  recordFinding: performs,
  dropFinding: performs,
  endFieldwork: performs,
  sendFindings: performs,
  issueReport: performs,
  referFinding: ['notRecused'],
  instruct: resolves,
  closeWithoutFindings: resolves,
  confirmFixed: followsUp,
  rejectFix: followsUp,
  acceptRisk: followsUp,
  closeRisk: followsUp,
  orderRectification: resolves,
} as const
