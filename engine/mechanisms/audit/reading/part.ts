/**
 * The record of what one person read in one month: every page of the trail and every process that an auditor
 * with a seat for a part was shown, and all personal values that anybody was shown (PIPL arts 51 and 54).
 * The server records it before it answers. When the month is over, an auditor who is not the reader examines
 * it; no clock ends a case of internal audit.
 */
import { assign, setup } from 'xstate'
import { text } from '../../../../policies/law.ts'
import { span } from '../../../core/clocks.ts'
import type { MachineOf, SampleAsk } from '../../../core/mechanism.ts'
import { definePart } from '../../../core/parts.ts'
import { guardsOf, rulesFor } from '../../../core/rules.ts'
import type { Day } from '../../../core/values.ts'
import { breached, recused } from '../../case-file.ts'
import { everydayClocks, everydayOn, everydayRules } from '../../everyday.ts'
import { said } from '../said.ts'
import { workSamples } from '../work.ts'
import { beforeReading, events, readingContext, readingTypes } from './events.ts'
import type { ReadingContext, ReadingEvent } from './events.ts'

type C = ReadingContext
const facts = {} as const
const rule = rulesFor<C, ReadingEvent, typeof facts>()

const rules = {
  somethingWasRead: rule.ofEvent('recordReading', {
    ...said(
      ['未写明调阅了什么', 'It does not say what was read'],
      ['写明流程、条目或页', 'Name processes, entries or pages'],
      'pipl:54',
    ),
    holds: ({ payload: { processes = [], files = [], personal = [], pages = [] } }) =>
      processes.length + files.length + personal.length + pages.length > 0,
  }),
  notOnesOwnReading: rule.ofCase({
    ...said(
      ['不得审阅自己的调阅记录', 'Nobody examines the record of his own reading'],
      ['由另一名审计人员审阅', 'Another auditor must examine it'],
      '2019-38:independence',
    ),
    holds: (c, { by }) => by.person === undefined || c.reader !== by.person,
  }),
  notAsideHere: rule.ofCase({
    ...said(
      ['已经回避', 'Has stepped aside already'],
      ['由其他审计人员办理', 'Another auditor must do it'],
      '2019-38:independence',
    ),
    holds: (c, { by }) => by.person === undefined || !c.work.recused.includes(by.person),
  }),
  ...everydayRules,
} as const

const chart = setup({
  types: readingTypes,
  guards: guardsOf<C, ReadingEvent, typeof rules>(rules),
})
const machine = chart.createMachine({
  id: 'reading',
  type: 'parallel',
  context: beforeReading,
  states: {
    case: {
      meta: { title: text('调阅记录', 'Record of reading'), phase: 'after' },
      initial: 'openingRecord',
      on: {
        ...everydayOn,
        recuse: {
          guard: 'notAsideHere',
          actions: assign(({ context: c, event: e }) => ({
            work: recused(c.work, e.by.person ?? ''),
          })),
        },
      },
      states: {
        openingRecord: {
          meta: { title: text('建立中', 'Being begun') },
          on: {
            openReading: {
              target: 'recording',
              actions: assign(({ event: e }) => ({
                reader: e.payload.reader,
                month: e.payload.month,
              })),
            },
          },
        },
        recording: {
          meta: { title: text('记录中', 'Being kept') },
          on: {
            recordReading: {
              guard: 'somethingWasRead',
              actions: assign(({ context: c, event: { payload } }) => ({
                records: c.records + 1,
                processes: c.processes + (payload.processes?.length ?? 0),
                files: c.files + (payload.files?.length ?? 0),
                personal: c.personal + (payload.personal?.length ?? 0),
                pages: c.pages + (payload.pages?.length ?? 0),
              })),
            },
            endMonth: 'toExamine',
          },
        },
        toExamine: {
          meta: { title: text('待审阅', 'To be examined') },
          on: {
            examineReading: {
              target: 'examined',
              actions: assign(({ event: e }) => ({ justified: e.payload.justified })),
            },
            flagUnexamined: {
              actions: assign(({ context: c, event: e }) => ({
                work: breached(c.work, 'readingExamination', e),
              })),
            },
          },
        },
        examined: { type: 'final', meta: { title: text('已审阅', 'Examined') } },
      },
    },
  },
} satisfies MachineOf<typeof chart>)

export const reading = definePart({
  context: readingContext,
  facts,
  events,
  rules,
  separation: { examineReading: ['notOnesOwnReading', 'notAsideHere'] },
  charts: { reading: machine },
  clocks: {
    ...everydayClocks,
    /** Longer than a month: nothing of the month comes after it. */
    readingMonth: {
      kind: 'validity',
      from: (c: C) => (c.month === null ? undefined : { on: c.month as Day }),
      title: text('调阅记录的月份', 'Month of a record of reading'),
      policy: 'audit.readingMonth',
      span: span(32, 'day'),
      bounds: [32, 62],
      runsIn: ['case.recording'],
      fires: 'endMonth',
    },
    readingExamination: {
      kind: 'deadline',
      from: 'entered',
      title: text('调阅记录审阅期限', 'Examination of a record of reading'),
      policy: 'audit.readingExamination',
      span: span(90, 'day'),
      bounds: [30, 180],
      runsIn: ['case.toExamine'],
      fires: 'flagUnexamined',
    },
  },
  about: (c) => ({
    subjects: c.reader === null ? [] : [`person:${c.reader}` as const],
    title: text(
      `调阅记录：${c.month?.slice(0, 7) ?? ''}`,
      `Record of reading: ${c.month?.slice(0, 7) ?? ''}`,
    ),
  }),
  reactions: [],
  samples: {
    ...workSamples,
    openReading: ({ on, people }: SampleAsk<C>) => ({
      reader: people('internalAudit')[0] ?? '',
      month: on,
    }),
    recordReading: ({ lastEntry }: SampleAsk<C>) => ({ personal: [lastEntry] }),
    examineReading: () => ({ justified: true, grounds: 'all of it belonged to the engagement' }),
  },
})
