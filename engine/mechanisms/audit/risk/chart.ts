/**
 * The chart of a risk reported to the audit universe (2022 No. 9 art. 19): taken into an engagement, or
 * dismissed with reasons by two auditors; silence escalates.
 *
 * The sketch has the universe as the first state of an engagement. It is a chart of its own, because risks
 * come from everywhere and at any time, most of them before there is an engagement that could take them in,
 * and none may be lost meanwhile.
 */
import { assign } from 'xstate'
import { text } from '../../../../policies/law.ts'
import type { MachineOf, StateOf } from '../../../core/mechanism.ts'
import { breached, recused } from '../../case-file.ts'
import { everydayOn } from '../../everyday.ts'
import { dayOf } from '../../seen.ts'
import type { Seen } from '../../seen.ts'
import { beforeRisk } from './context.ts'
import type { RiskContext } from './context.ts'
import { chart } from './rules.ts'

type C = RiskContext
const late = (c: C, clock: string, e: Seen): Pick<C, 'work'> => ({
  work: breached(c.work, clock, e),
})

const waiting = chart.createStateConfig({
  meta: { title: text('待判断', 'To be judged'), phase: 'before' },
  on: {
    takeRisk: {
      target: 'taken',
      guard: 'engagementTakesRisk',
      actions: assign(({ event: e }) => ({ engagement: e.payload.engagement })),
    },
    proposeRiskDismissal: {
      target: 'riskDismissalProposed',
      actions: assign(({ event: e }) => ({ proposedBy: e.by.person ?? null })),
    },
  },
} satisfies StateOf<typeof chart>)

const riskDismissalProposed = chart.createStateConfig({
  meta: { title: text('建议不予纳入', 'Dismissal proposed'), phase: 'before' },
  on: {
    confirmRiskDismissal: 'riskDismissed',
    rejectRiskDismissal: { target: 'waiting', actions: assign(() => ({ proposedBy: null })) },
    lapseRiskDismissal: {
      target: 'waiting',
      actions: assign(({ context: c, event: e }) => ({
        ...late(c, 'riskDismissal', e),
        proposedBy: null,
      })),
    },
  },
} satisfies StateOf<typeof chart>)

const end = (zh: string, en: string) =>
  ({ type: 'final', meta: { title: text(zh, en), phase: 'before' } }) as const

export const riskChart = chart.createMachine({
  id: 'risk',
  type: 'parallel',
  context: beforeRisk,
  states: {
    case: {
      meta: { title: text('上报风险', 'Reported risk'), phase: 'before' },
      initial: 'openingRisk',
      on: {
        ...everydayOn,
        recuse: {
          guard: 'notAside',
          actions: assign(({ context: c, event: e }) => ({
            work: recused(c.work, e.by.person ?? ''),
          })),
        },
        escalateRisk: { actions: assign(({ context: c, event: e }) => late(c, 'silence', e)) },
      },
      states: {
        openingRisk: {
          meta: { title: text('上报中', 'Being reported') },
          on: {
            reportRisk: {
              target: 'waiting',
              guard: 'riskSourceIsKnown',
              actions: assign(({ event: e }) => ({
                source: e.payload.source,
                kind: e.payload.kind,
                unit: e.payload.unit ?? null,
                reportedOn: dayOf(e),
              })),
            },
          },
        },
        waiting,
        riskDismissalProposed,
        taken: end('已纳入审计', 'Taken in'),
        riskDismissed: end('不予纳入', 'Dismissed'),
      },
    },
    silence: {
      meta: { title: text('处置期限', 'Silence'), phase: 'before' },
      initial: 'running',
      states: {
        running: {
          meta: { title: text('期限内', 'Within the period') },
          on: { escalateRisk: 'escalated' },
        },
        escalated: { meta: { title: text('已升级', 'Escalated') } },
      },
    },
  },
} satisfies MachineOf<typeof chart>)
