/**
 * The chart of the assessment of a consumer (M03b; 2025 No. 7 arts 26–29).
 *
 * It follows the usual drawing with these deviations:
 * - one case accompanies the consumer for as long as the relationship lasts, for only so can the limits
 *   of art. 29 be counted; so `refused` and `professional` are no ends, and `closed` is one;
 * - that the limit is reached is not an event to choose: the days in the case decide where the beginning
 *   leads, and the clock of the window leads back;
 * - what was scored is judged in the same step: the first and the same result are valid, a different one
 *   waits until the consumer has confirmed it, and lapses otherwise;
 * - a professional investor is accepted by the institution, not by the proof that was handed in; silence
 *   means an ordinary investor, who is protected more;
 * - a result may be invalidated wherever it is relied on, and whoever found the tampering does not open
 *   the assessment again.
 */
import { assign } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { MachineOf, StateOf } from '../../core/mechanism.ts'
import { corrected } from '../case-file.ts'
import { everydayOn } from '../everyday.ts'
import {
  accepted,
  begun,
  dropped,
  ended,
  invalidated,
  late,
  limited,
  opened,
  ordinary,
  proved,
  reconfirmed,
  scored,
  varied,
} from './assessment-changes.ts'
import { assessmentChart as chart } from './assessment-rules.ts'
import { unassessedContext } from './assessment-terms.ts'
import { recordOn, recordRegion } from './record.ts'

type State = StateOf<typeof chart>

const begins = ['fiveCustomerLevels', 'assistantNamed'] as const
const profiles = {
  none: chart.createStateConfig({
    meta: { title: text('未评估', 'Not assessed'), phase: 'before' },
    on: {
      openAssessment: {
        target: 'profiling',
        guard: 'noOpenAssessment',
        actions: assign(({ event: e }) => opened(e)),
      },
    },
  } satisfies State),
  profiling: chart.createStateConfig({
    meta: { title: text('了解客户', 'Profiling'), phase: 'before' },
    on: {
      declineInformation: 'refused',
      proveProfessional: { target: 'proving', actions: assign(({ event: e }) => proved(e)) },
      beginAssessment: [
        {
          target: 'answering',
          guard: { type: 'all', params: [...begins, 'withinLimit'] },
          actions: assign(({ context: c, event: e }) => begun(c, e)),
        },
        {
          target: 'limitBlocked',
          guard: { type: 'all', params: begins },
          actions: assign(({ context: c, event: e }) => limited(c, e)),
        },
      ],
      lapseProfile: 'expired',
    },
  } satisfies State),
  /** The institution may decline to sell to whoever gives no information; a sale is blocked. */
  refused: chart.createStateConfig({
    meta: { title: text('拒绝提供信息', 'Information declined'), phase: 'before' },
    on: { renewAssessment: 'profiling' },
  } satisfies State),
  proving: chart.createStateConfig({
    meta: { title: text('专业投资者认定中', 'Professional standing examined'), phase: 'before' },
    on: {
      acceptProfessional: {
        target: 'professional',
        actions: assign(({ context: c, event: e }) => accepted(c, e)),
      },
      rejectProfessional: { target: 'profiling', actions: assign(() => ordinary) },
      lapseProof: {
        target: 'profiling',
        actions: assign(({ context: c, event: e }) => ({ ...ordinary, ...late(c, 'proof', e) })),
      },
    },
  } satisfies State),
  professional: chart.createStateConfig({
    meta: { title: text('专业投资者', 'Professional investor'), phase: 'before' },
    on: {
      giveUpProfessional: { target: 'profiling', actions: assign(() => ordinary) },
      lapseProfessional: { target: 'profiling', actions: assign(() => ordinary) },
    },
  } satisfies State),
}

const tampered = {
  reportTampering: {
    target: '#M03b.case.invalidated',
    actions: chart.assign(({ context: c, event: e }) =>
      e.type === 'reportTampering' ? invalidated(c, e) : {},
    ),
  },
} as const
const foundTampered = {
  findTampering: {
    target: '#M03b.case.invalidated',
    actions: chart.assign(({ context: c, event: e }) =>
      e.type === 'findTampering' ? invalidated(c, e) : {},
    ),
  },
} as const

const answers = {
  limitBlocked: chart.createStateConfig({
    meta: { title: text('评估次数已满', 'Limit reached'), phase: 'before' },
    on: { freeLimit: { target: 'profiling', actions: assign(() => ({ limit: null })) } },
  } satisfies State),
  answering: chart.createStateConfig({
    meta: { title: text('答卷中', 'Answering'), phase: 'before' },
    on: {
      submitAnswers: [
        {
          target: 'valid',
          guard: { type: 'all', params: ['levelOfQuestionnaire', 'sameOrFirst'] },
          actions: assign(({ context: c, event: e }) => scored(c, e)),
        },
        {
          target: 'variance',
          guard: 'levelOfQuestionnaire',
          actions: assign(({ context: c, event: e }) => varied(c, e)),
        },
      ],
      lapseAnswering: { target: 'profiling', actions: assign(() => dropped) },
      ...tampered,
    },
  } satisfies State),
  variance: chart.createStateConfig({
    meta: { title: text('结果变化待确认', 'A different result'), phase: 'before' },
    on: {
      reconfirmLevel: { target: 'valid', actions: assign(({ context: c }) => reconfirmed(c)) },
      redoAssessment: { target: 'profiling', actions: assign(() => dropped) },
      lapseVariance: { target: 'expired', actions: assign(() => dropped) },
      ...tampered,
    },
  } satisfies State),
  valid: chart.createStateConfig({
    meta: { title: text('有效', 'Valid'), phase: 'during' },
    on: {
      expireAssessment: 'expired',
      changeCircumstances: 'expired',
      ...foundTampered,
    },
  } satisfies State),
  expired: chart.createStateConfig({
    meta: { title: text('无有效结果', 'No valid result'), phase: 'during' },
    on: { renewAssessment: 'profiling', ...foundTampered },
  } satisfies State),
  invalidated: chart.createStateConfig({
    meta: { title: text('已作废', 'Invalidated'), phase: 'after' },
    on: {
      reopenAssessment: 'profiling',
      reportReopeningOverdue: {
        actions: assign(({ context: c, event: e }) => late(c, 'reopening', e)),
      },
    },
  } satisfies State),
}

export const assessmentMachine = chart.createMachine({
  id: 'M03b',
  type: 'parallel',
  context: unassessedContext,
  states: {
    case: {
      meta: { title: text('风险承受能力评估', 'Assessment of risk tolerance'), phase: 'before' },
      initial: 'none',
      on: {
        ...everydayOn,
        ...recordOn,
        endRelationship: {
          target: '#M03b.case.closed',
          guard: 'relationshipEndPast',
          actions: assign(({ event: e }) => ended(e)),
        },
        correctAssessment: {
          guard: 'unitIsAsStated',
          actions: assign(({ context: c, event: e }) => ({
            unit: e.payload.is,
            work: corrected(c.work),
          })),
        },
      },
      states: {
        ...profiles,
        ...answers,
        closed: { type: 'final', meta: { title: text('关系已终止', 'Closed'), phase: 'after' } },
      },
    },
    assessmentRecord: chart.createStateConfig(
      recordRegion(text('评估档案', 'File of the assessment')) satisfies State,
    ),
  },
} satisfies MachineOf<typeof chart>)
