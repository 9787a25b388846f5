/**
 * The chart of the assessment of one unit for one period: the case, and the result beside it.
 *
 * It follows the statechart of article 18 with these deviations:
 * - a case against a person is a chart of its own: a score, a pay link and a rectification do not wait for
 *   hearings and sanctions, and a unit's colleagues do not read them. Whatever calls for accountability is
 *   referred (`reportSeriousEvent`, overdue rectification) and the assessment goes on;
 * - the scheme is decided by resolution of the committee on its very content; nobody approves what they
 *   proposed or endorsed, and an order of the regulator on the weight binds this and later periods;
 * - beginning and end of the period are days that were agreed in the case; a scheme that is not approved by
 *   then is late and told, and measuring begins as soon as it is approved. It may be amended in the period,
 *   and is then approved anew;
 * - the result of an appeal that concerns senior management itself, or that it does not rule on in time, is
 *   the committee's; an appeal may be withdrawn;
 * - every waiting state has a clock. Where it runs out the case goes on; scoring and rectification stand
 *   overdue as the sketch has it;
 * - `result` is a region, so that earlier periods below the mark can be counted whatever became of them;
 * - a unit may be closed, and an assessment withdrawn before its scheme is in force.
 */
import { assign } from 'xstate'
import { text } from '../../../../policies/law.ts'
import type { MachineOf, StateOf } from '../../../core/mechanism.ts'
import { everydayOn } from '../../everyday.ts'
import { correctedRecord, late, opened, seriousEvent, steppedAside } from './changes.ts'
import { beforeCycle } from './context.ts'
import { bcReview, inForce, measuring, schemeDraft, smReview } from './chart-scheme.ts'
import {
  appealed,
  claimed,
  finalised,
  linkedToPay,
  provisional,
  rectifying,
  scoring,
} from './chart-score.ts'
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
    orderWeight: { actions: assign(({ event: e }) => ({ orderedWeight: e.payload.weight })) },
    closeUnit: { target: '#cycle.case.unitClosed', guard: 'closedByNow' },
    reportSchemeLate: { actions: assign(({ context: c, event: e }) => late(c, 'scheme', e)) },
    reportSeriousEvent: {
      guard: 'schemeInForce',
      actions: assign(({ context: c }) => seriousEvent(c)),
    },
  },
} satisfies Parameters<typeof chart.createStateConfig>[0])

/** Whether the unit reached the mark. */
const result = chart.createStateConfig({
  meta: { title: text('考核结果', 'Result'), phase: 'after' },
  initial: 'notScored',
  states: {
    notScored: {
      meta: { title: text('未确定', 'Not final') },
      on: {
        finaliseUnappealed: [{ target: 'below', guard: 'draftIsBelow' }, { target: 'passed' }],
        withdrawAppeal: [{ target: 'below', guard: 'draftIsBelow' }, { target: 'passed' }],
        ruleOnAppeal: [{ target: 'below', guard: 'rulingIsBelow' }, { target: 'passed' }],
        ruleByResolution: [{ target: 'below', guard: 'rulingIsBelow' }, { target: 'passed' }],
      },
    },
    passed: { meta: { title: text('合格', 'Passed') } },
    below: { meta: { title: text('低于合格线', 'Below the mark') } },
  },
} satisfies StateOf<typeof chart>)

export const cycleChart = chart.createMachine({
  id: 'cycle',
  type: 'parallel',
  context: beforeCycle,
  states: {
    case: {
      meta: { title: text('内部考核', 'Internal assessment'), phase: 'before' },
      initial: 'openingCycle',
      on: anywhere.on,
      states: {
        openingCycle: {
          meta: { title: text('建立中', 'Being opened') },
          on: {
            openCycle: {
              target: 'schemeDraft',
              guard: {
                type: 'all',
                params: ['unitIsAssessed', 'periodIsSound', 'periodNotCovered'],
              },
              actions: assign(({ event: e }) => opened(e)),
            },
          },
        },
        schemeDraft,
        smReview,
        bcReview,
        inForce,
        measuring,
        scoring,
        provisional,
        appealed,
        finalised,
        linkedToPay,
        rectifying,
        claimed,
        closed: { type: 'final', meta: { title: text('已办结', 'Closed'), phase: 'after' } },
        withdrawn: { type: 'final', meta: { title: text('已撤回', 'Withdrawn'), phase: 'before' } },
        unitClosed: {
          type: 'final',
          meta: { title: text('单位已撤销', 'Unit closed'), phase: 'after' },
        },
      },
    },
    result,
  },
} satisfies MachineOf<typeof chart>)
