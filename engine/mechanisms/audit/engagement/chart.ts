/**
 * The chart of an audit engagement, one line of the yearly plan (2022 No. 9 art. 19).
 *
 * It follows the statechart of that article with these deviations:
 * - the plan is approved by resolution of the board on its very content, after the function of the audit
 *   committee has given its opinion; nobody approves what they submitted or gave the opinion on;
 * - a line that was not executed in its year (the statutory clock) is told to board, committee and
 *   supervisors and stays where it is; from then on the board alone reschedules it. `yearScope` is a region,
 *   so that a delay ends no engagement;
 * - the team is named person by person, each independent of the auditee by seats, declared interests and a
 *   look-back; its declaration lapses and is confirmed anew before a report is issued;
 * - rectification goes finding by finding, each with its own day; as a whole it stands as its worst finding
 *   does. A claim does not start a period anew, and what is escalated can still be fixed;
 * - a finding is dropped by a second auditor; one that is a breach of the law is never accepted as a risk,
 *   and the report of it opens accountability; an accepted risk says by when it is rectified after it lapses;
 * - reported risks are taken in wherever the engagement stands;
 * - every waiting state has a clock; where it runs out those above the one who waits are told.
 */
import { assign } from 'xstate'
import { text } from '../../../../policies/law.ts'
import type { MachineOf, StateOf } from '../../../core/mechanism.ts'
import { everydayOn } from '../../everyday.ts'
import {
  correctedRecord,
  independent,
  opened,
  referred,
  riskAbsorbed,
  steppedAside,
  yearMissed,
} from './changes.ts'
import {
  auditeeResponse,
  draftFindings,
  fieldwork,
  planApproved,
  planDraft,
  planReview,
  reporting,
  scheduled,
} from './chart-plan.ts'
import { boardReview, remediation } from './chart-remedy.ts'
import { beforeEngagement } from './context.ts'
import { chart } from './rules.ts'

const anywhere = chart.createStateConfig({
  on: {
    ...everydayOn,
    recuse: {
      guard: 'notYetRecused',
      actions: assign(({ context: c, event: e }) => steppedAside(c, e)),
    },
    correctRecord: {
      guard: 'labelIsAsStated',
      actions: assign(({ context: c, event: e }) => correctedRecord(c, e)),
    },
    absorbRisk: { actions: assign(({ context: c, event: e }) => riskAbsorbed(c, e)) },
    confirmIndependence: { actions: assign(({ event: e }) => independent(e)) },
    lapseIndependence: { actions: assign(() => ({ independentOn: null })) },
    referFinding: {
      guard: {
        type: 'all',
        params: ['reportIsIssued', 'someLegalBreach', 'findingIsLegalBreach', 'productIsReviewed'],
      },
      actions: assign(({ context: c, event: e }) => referred(c, e)),
    },
    reportYearMissed: { actions: assign(({ context: c, event: e }) => yearMissed(c, e)) },
  },
} satisfies Parameters<typeof chart.createStateConfig>[0])

/** Whether fieldwork was opened in the year of the plan. */
const yearScope = chart.createStateConfig({
  meta: { title: text('年度覆盖', 'The year'), phase: 'after' },
  initial: 'due',
  states: {
    due: {
      meta: { title: text('待实施', 'Due') },
      on: { openFieldwork: 'executed', reportYearMissed: 'missed' },
    },
    executed: { meta: { title: text('已实施', 'Executed') } },
    missed: {
      meta: { title: text('年度内未实施', 'Missed') },
      on: { openFieldwork: 'executedLate' },
    },
    executedLate: { meta: { title: text('逾期实施', 'Executed late') } },
  },
} satisfies StateOf<typeof chart>)

const end = (zh: string, en: string, phase: 'before' | 'after') =>
  ({ type: 'final', meta: { title: text(zh, en), phase } }) as const

export const engagementChart = chart.createMachine({
  id: 'engagement',
  type: 'parallel',
  context: beforeEngagement,
  states: {
    case: {
      meta: { title: text('审计项目', 'Audit engagement'), phase: 'before' },
      initial: 'openingEngagement',
      on: anywhere.on,
      states: {
        openingEngagement: {
          meta: { title: text('立项中', 'Being opened') },
          on: {
            proposeEngagement: {
              target: 'planDraft',
              guard: { type: 'all', params: ['unitIsAudited', 'yearIsNotOver'] },
              actions: assign(({ event: e }) => opened(e)),
            },
          },
        },
        planDraft,
        planReview,
        planApproved,
        scheduled,
        fieldwork,
        draftFindings,
        auditeeResponse,
        reporting,
        boardReview,
        remediation,
        closed: end('已办结', 'Closed', 'after'),
        lineWithdrawn: end('已撤回', 'Withdrawn', 'before'),
        lineDropped: end('已取消', 'Dropped', 'before'),
      },
    },
    yearScope,
  },
} satisfies MachineOf<typeof chart>)
