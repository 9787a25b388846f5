/**
 * The chart of a major matter (2022 No. 9 art. 8; 2019 No. 38): whoever comes upon it reports it, senior
 * management assesses it and reports it to committee, board and regulator, the board takes note or instructs.
 *
 * - Whoever reports does not assess, and the supervisory body is told of every assessment: nothing is laid
 *   aside unseen. A major complaint is major by law.
 * - Whether the regulator was told is a region of its own: it runs beside the deliberation of the board.
 * - The board resolves on the very account that stands here. A material development makes that outdated
 *   and brings the matter before the board again.
 * - It is concluded when what the board instructed is performed and the regulator was told where it must be.
 */
import { assign, setup } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { MachineOf, StateOf } from '../../core/mechanism.ts'
import { guardsOf } from '../../core/rules.ts'
import { everydayOn } from '../everyday.ts'
import { dayOf } from '../seen.ts'
import { DECISION_RULES, resolves } from './deciding.ts'
import { late } from './kit.ts'
import { matterTypes } from './matter-events.ts'
import type { MatterEvent, MatterEventOf } from './matter-events.ts'
import { matterRules } from './matter-rules.ts'
import { noMatter } from './matter-terms.ts'
import type { MatterContext } from './matter-terms.ts'

type C = MatterContext
type Change = Partial<C>
const chart = setup({
  types: matterTypes,
  guards: guardsOf<C, MatterEvent, typeof matterRules>(matterRules),
})

const reported = (e: MatterEventOf<'reportMatter'>): Change => ({
  kind: e.payload.kind,
  source: e.payload.source ?? null,
  unit: e.payload.unit ?? null,
  reportedOn: dayOf(e),
})
const assessed = (c: C, e: MatterEventOf<'assessMatter'>): Change => ({
  level: e.payload.level,
  contentHash: e.payload.contentHash,
  versions: c.versions + 1,
  submittedOn: dayOf(e),
  regulator: { due: e.payload.regulator && e.payload.level === 'major', toldOn: null },
})
const developed = (c: C, e: MatterEventOf<'reportDevelopment'>): Change => ({
  contentHash: e.payload.contentHash,
  versions: c.versions + 1,
  submittedOn: dayOf(e),
})
const instructed = (e: MatterEventOf<'instructOnMatter'>): Change => ({
  resolution: resolves.kept(e),
  instruction: { by: e.payload.performBy, performed: false },
  late: { instruction: false },
})

const telling = {
  tellRegulator: {
    actions: chart.assign(({ context: c, event: e }) => ({
      regulator: { ...c.regulator, toldOn: dayOf(e) },
    })),
  },
  reportRegulatorOverdue: {
    actions: chart.assign(({ context: c, event: e }) => late(c, 'matterRegulator', e as never)),
  },
} as const

const matterReported = chart.createStateConfig({
  meta: { title: text('待研判', 'To be assessed'), phase: 'during' },
  on: {
    assessMatter: [
      {
        target: 'toInform',
        guard: { type: 'all', params: ['majorByLaw', 'isMajor'] },
        actions: assign(({ context: c, event: e }) => assessed(c, e)),
      },
      {
        target: 'notMajor',
        guard: 'majorByLaw',
        actions: assign(({ context: c, event: e }) => assessed(c, e)),
      },
    ],
    reportAssessmentOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'matterAssessment', e)),
    },
  },
} satisfies StateOf<typeof chart>)

const toInform = chart.createStateConfig({
  meta: { title: text('待报告董事会', 'To be reported to the board'), phase: 'during' },
  on: {
    ...telling,
    informBoard: {
      target: 'matterBeforeBoard',
      actions: assign(({ event: e }) => ({ informedOn: dayOf(e) })),
    },
    escalateInforming: {
      actions: assign(({ context: c, event: e }) => late(c, 'matterInforming', e)),
    },
  },
} satisfies StateOf<typeof chart>)

const matterBeforeBoard = chart.createStateConfig({
  meta: { title: text('董事会审议', 'Before the board'), phase: 'during' },
  on: {
    ...telling,
    noteMatter: {
      target: 'handling',
      guard: { type: 'all', params: [...DECISION_RULES] },
      actions: assign(({ event: e }) => ({ resolution: resolves.kept(e) })),
    },
    instructOnMatter: {
      target: 'handling',
      guard: { type: 'all', params: [...DECISION_RULES, 'performByAhead'] },
      actions: assign(({ event: e }) => instructed(e)),
    },
    reportDevelopment: {
      guard: 'developmentDiffers',
      actions: assign(({ context: c, event: e }) => developed(c, e)),
    },
    escalateMatterBoard: {
      actions: assign(({ context: c, event: e }) => late(c, 'matterBoard', e)),
    },
  },
} satisfies StateOf<typeof chart>)

const handling = chart.createStateConfig({
  meta: { title: text('处置中', 'Being dealt with'), phase: 'after' },
  on: {
    ...telling,
    performInstruction: {
      guard: 'someInstruction',
      actions: assign(({ context: c }) => ({
        instruction: c.instruction && { ...c.instruction, performed: true },
      })),
    },
    reportDevelopment: {
      target: 'matterBeforeBoard',
      guard: 'developmentDiffers',
      actions: assign(({ context: c, event: e }) => developed(c, e)),
    },
    concludeMatter: {
      target: 'matterClosed',
      guard: { type: 'all', params: ['instructionPerformed', 'regulatorToldWhereDue'] },
    },
    reportInstructionOverdue: {
      actions: assign(({ context: c, event: e }) => ({
        ...late(c, 'matterInstruction', e),
        late: { instruction: true },
      })),
    },
    remindMatter: { actions: assign(({ context: c, event: e }) => late(c, 'matterHandling', e)) },
  },
} satisfies StateOf<typeof chart>)

const regulatorNotice = chart.createStateConfig({
  meta: { title: text('报告监管机构', 'Report to the regulator'), phase: 'during' },
  initial: 'notDue',
  states: {
    notDue: {
      meta: { title: text('无需报告', 'Not due') },
      on: { assessMatter: { target: 'due', guard: 'tellsRegulator' } },
    },
    due: {
      meta: { title: text('应报告', 'Due') },
      on: { tellRegulator: 'sent', reportRegulatorOverdue: 'overdue' },
    },
    overdue: {
      meta: { title: text('逾期未报告', 'Overdue') },
      on: { tellRegulator: 'sent' },
    },
    sent: { meta: { title: text('已报告', 'Told') } },
  },
} satisfies StateOf<typeof chart>)

const end = (zh: string, en: string) =>
  ({ type: 'final', meta: { title: text(zh, en), phase: 'after' } }) as const

export const matterChart = chart.createMachine({
  id: 'G04d',
  type: 'parallel',
  context: noMatter,
  states: {
    case: {
      meta: { title: text('重大事项', 'Major matter'), phase: 'during' },
      initial: 'notReported',
      on: everydayOn,
      states: {
        notReported: {
          meta: { title: text('未报告', 'Not reported'), phase: 'during' },
          on: {
            reportMatter: {
              target: 'matterReported',
              actions: assign(({ event: e }) => reported(e)),
            },
          },
        },
        matterReported,
        toInform,
        matterBeforeBoard,
        handling,
        notMajor: end('一般事项', 'Not major'),
        matterClosed: end('办结', 'Concluded'),
      },
    },
    regulatorNotice,
  },
} satisfies MachineOf<typeof chart>)
