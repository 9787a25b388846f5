// A mechanism in three editions, for what happens when the law changes under running cases: states that
// are renamed, a period that becomes shorter, a payload that asks for more, a region that is added.

import { assign, setup } from 'xstate'
import * as z from 'zod'
import { span } from '../../engine/core/clocks.ts'
import { chartTypes, defineMechanism } from '../../engine/core/mechanism.ts'
import type {
  Asked,
  Context,
  Edition,
  EventTable,
  MachineOf,
  Mechanism,
} from '../../engine/core/mechanism.ts'
import { line, personal, subject } from '../../engine/core/payload.ts'
import { guardsOf, rulesFor } from '../../engine/core/rules.ts'
import { business } from '../../policies/business.ts'
import { consumerProtection } from '../../policies/consumer-protection.ts'
import { clock } from '../../policies/machinery.ts'
import { text } from '../../policies/law.ts'

export const CASES = 'T03'
/** Days from which the three are in force. */
export const [FIRST, SECOND, THIRD] = ['2026-01-01', '2026-06-01', '2027-01-01'] as const

const heading = {
  id: CASES,
  kind: 'mechanism',
  slug: 'edition-case',
  title: text('换版机制', 'Edition case'),
} as const
const none = z.object({})
const words = () => personal(z.string().trim().min(1).max(100), 'actor')
const stated = (zh: string, en: string) => ({ title: text(zh, en) })
const about = (c: Context) => ({
  subjects: c['product'] === null ? [] : [c['product'] as `product:${string}`],
  title: text('换版案件', 'Edition case'),
  unit: 'consumer-loans',
})
const said = (zh: string, en: string) => ({
  says: text(zh, en),
  change: text('先办理', 'Do it first'),
  article: 'house:editions' as const,
})
const struck = {
  answerLate: {
    by: clock.strike,
    title: text('答复逾期', 'Answer late'),
    nature: 'record',
    payload: none,
  },
  nudge: { by: clock.strike, title: text('催办', 'Nudge'), nature: 'record', payload: none },
} as const satisfies EventTable

// ---- the first edition: a case is checked, and answered within ten working days --------------------

const firstContext = z.object({
  product: z.string().nullable(),
  weight: z.enum(['light', 'heavy']).meta({ id: 'EditionWeight' }).nullable(),
  contested: z.boolean(),
  checks: z.int(),
  late: z.boolean(),
  /** Known by this edition only. */
  desk: z.string().nullable(),
})
const firstEvents = {
  file: {
    by: business.submitReview,
    title: text('提交', 'File'),
    nature: 'submission',
    opens: true,
    capacity: 'submitter',
    payload: z.object({ product: subject('product'), words: words().optional() }),
  },
  check: {
    by: consumerProtection.review,
    title: text('核对', 'Check'),
    nature: 'record',
    backdatable: true,
    payload: z.object({ desk: line(40) }),
  },
  contest: {
    by: consumerProtection.review,
    title: text('异议', 'Contest'),
    nature: 'record',
    payload: none,
  },
  close: {
    by: consumerProtection.review,
    title: text('结案', 'Close'),
    nature: 'decision',
    payload: none,
  },
  ...struck,
} as const satisfies EventTable
type C1 = z.output<typeof firstContext>
type E1 = Asked<typeof firstEvents>
const firstRules = {
  checkedOnce: rulesFor<C1, E1, Record<never, never>>().ofCase({
    ...said('尚未核对', 'It has not been checked'),
    holds: (c) => c.checks > 0,
  }),
}
const firstChart = setup({
  types: chartTypes<C1, E1>(),
  guards: guardsOf<C1, E1, typeof firstRules>(firstRules),
})
const firstMachine = firstChart.createMachine({
  id: 'T03',
  type: 'parallel',
  context: { product: null, weight: null, contested: false, checks: 0, late: false, desk: null },
  states: {
    case: {
      meta: { ...stated('案件', 'Case'), phase: 'before' },
      initial: 'absent',
      states: {
        absent: {
          meta: stated('未提交', 'Absent'),
          on: {
            file: {
              target: 'checking',
              actions: assign(({ event }) => ({ product: event.payload.product })),
            },
          },
        },
        checking: {
          meta: stated('核对中', 'Checking'),
          on: {
            check: {
              actions: assign(({ context: c, event }) => ({
                checks: c.checks + 1,
                weight: 'light' as const,
                desk: event.payload.desk,
              })),
            },
            contest: { actions: assign({ contested: true }) },
            close: { target: 'closed', guard: 'checkedOnce' },
            answerLate: { actions: assign({ late: true }) },
            nudge: {},
          },
        },
        closed: { type: 'final', meta: { ...stated('已结', 'Closed'), phase: 'after' } },
      },
    },
  },
} satisfies MachineOf<typeof firstChart>)

const firstEdition = (revision: number, move?: Edition['move']): Edition => ({
  from: FIRST,
  revision,
  basis: 'statute',
  articles: ['2022-9:9'],
  ...(move ? { move } : {}),
})
const firstText = {
  ...heading,
  context: firstContext,
  facts: {},
  events: firstEvents,
  rules: firstRules,
  separation: {},
  charts: { main: firstMachine },
  clocks: {
    answer: {
      title: text('答复期限', 'Answer'),
      kind: 'deadline',
      cite: '2022-9:9',
      span: span(10, 'workday'),
      runsIn: ['case.checking'],
      from: 'entered',
      fires: 'answerLate',
    },
    reminder: {
      title: text('催办期限', 'Reminder'),
      kind: 'validity',
      policy: 'editionCase.reminder',
      span: span(20, 'day'),
      bounds: [5, 60],
      runsIn: ['case.checking'],
      from: 'entered',
      fires: 'nudge',
    },
  },
  about,
  reactions: [],
  samples: {
    file: () => ({ product: 'product:sample' }),
    check: () => ({ desk: 'sample' }),
    contest: () => ({}),
    close: () => ({}),
  },
} as const
export const first: Mechanism = defineMechanism({ ...firstText, edition: firstEdition(1) })
/** A correction of the first edition: the same text, of which every case may go on. */
export const corrected: Mechanism = defineMechanism({
  ...firstText,
  edition: firstEdition(2, (value, context) => ({ value, context })),
})

// ---- the second: what was checked is examined, by somebody named, within five working days ----------

const secondContext = z.object({
  product: z.string().nullable(),
  weight: z.enum(['light', 'heavy', 'grave']).meta({ id: 'EditionWeight' }).nullable(),
  contested: z.boolean(),
  checks: z.int(),
  late: z.boolean(),
  channel: z.enum(['branch', 'telephone']).meta({ id: 'EditionChannel' }).nullable(),
})
const secondEvents = {
  file: {
    ...firstEvents.file,
    payload: z.object({
      product: subject('product'),
      channel: z.enum(['branch', 'telephone']).meta({ id: 'EditionChannel' }),
      words: words().optional(),
    }),
  },
  check: {
    ...firstEvents.check,
    payload: z.object({
      weight: z.enum(['light', 'heavy', 'grave']).meta({ id: 'EditionWeight' }),
      desk: line(40).optional(),
    }),
  },
  withdraw: {
    by: business.submitReview,
    title: text('撤回', 'Withdraw'),
    nature: 'submission',
    payload: none,
  },
  close: firstEvents.close,
  ...struck,
} as const satisfies EventTable
type C2 = z.output<typeof secondContext>
type E2 = Asked<typeof secondEvents>
const secondRules = {
  checkedTwice: rulesFor<C2, E2, Record<never, never>>().ofCase({
    ...said('须核对两次', 'It must be checked twice'),
    holds: (c) => c.checks > 1,
  }),
}
const secondChart = setup({
  types: chartTypes<C2, E2>(),
  guards: guardsOf<C2, E2, typeof secondRules>(secondRules),
})
const secondCase = secondChart.createStateConfig({
  meta: { ...stated('案件', 'Case'), phase: 'before' },
  initial: 'absent',
  states: {
    absent: {
      meta: stated('未提交', 'Absent'),
      on: {
        file: {
          target: 'examining',
          actions: assign(({ event }) => ({
            product: event.payload.product,
            channel: event.payload.channel,
          })),
        },
      },
    },
    examining: {
      meta: stated('审查中', 'Examining'),
      on: {
        check: {
          actions: assign(({ context: c, event }) => ({
            checks: c.checks + 1,
            weight: event.payload.weight,
          })),
        },
        withdraw: 'closed',
        close: { target: 'closed', guard: 'checkedTwice' },
        answerLate: { actions: assign({ late: true }) },
        nudge: {},
      },
    },
    closed: { type: 'final', meta: { ...stated('已结', 'Closed'), phase: 'after' } },
  },
})
const empty = {
  product: null,
  weight: null,
  contested: false,
  checks: 0,
  late: false,
  channel: null,
}
const secondMachine = secondChart.createMachine({
  id: 'T03',
  type: 'parallel',
  context: empty,
  states: { case: secondCase },
} satisfies MachineOf<typeof secondChart>)
const running = { runsIn: ['case.examining'], from: 'entered' } as const
const secondText = {
  ...heading,
  context: secondContext,
  facts: {},
  events: secondEvents,
  rules: secondRules,
  separation: {},
  clocks: {
    answer: {
      ...running,
      title: text('答复期限', 'Answer'),
      kind: 'deadline',
      cite: '2022-9:9',
      span: span(5, 'workday'),
      fires: 'answerLate',
    },
    prompting: {
      ...running,
      title: text('催办期限', 'Prompting'),
      kind: 'validity',
      policy: 'editionCase.reminder',
      span: span(20, 'day'),
      bounds: [5, 60],
      fires: 'nudge',
    },
  },
  about,
  reactions: [],
  samples: {
    file: () => ({ product: 'product:sample', channel: 'branch' as const }),
    check: () => ({ weight: 'light' as const }),
    withdraw: () => ({}),
    close: () => ({}),
  },
} as const

/** A contested case goes on with its checks or is checked anew; which, somebody must say. */
const fromFirst: NonNullable<Edition['move']> = (value, before, { choice }) => {
  const { desk, ...context } = before
  void desk
  const checks =
    { keepChecks: context['checks'], checkAnew: 0 }[String(choice)] ??
    (context['contested'] === true ? undefined : context['checks'])
  if (checks === undefined)
    return {
      needs: text(
        '有异议的案件须决定是否重新核对',
        'Whether a contested case is checked anew is to be decided',
      ),
      choices: {
        keepChecks: text('沿用已有核对', 'Keep its checks'),
        checkAnew: text('重新核对', 'Check it anew'),
      },
    }
  const { case: at } = value as { case: string }
  return {
    value: { case: at === 'checking' ? 'examining' : at },
    context: { ...context, checks, channel: null },
    clocks: { prompting: 'reminder' },
  }
}
export const second: Mechanism = defineMechanism({
  ...secondText,
  charts: { main: secondMachine },
  edition: { from: SECOND, revision: 1, basis: 'statute', articles: ['2022-9:9'], move: fromFirst },
})

// ---- the third, yet to come: the second with a region beside the case ------------------------------

const thirdMachine = secondChart.createMachine({
  id: 'T03',
  type: 'parallel',
  context: empty,
  states: {
    case: secondCase,
    watch: {
      meta: stated('督办', 'Watch'),
      initial: 'quiet',
      states: {
        quiet: { meta: stated('无', 'Quiet'), on: { answerLate: 'alarmed' } },
        alarmed: { meta: stated('已报警', 'Alarmed') },
      },
    },
  },
} satisfies MachineOf<typeof secondChart>)
export const third: Mechanism = defineMechanism({
  ...secondText,
  charts: { main: thirdMachine },
  edition: {
    from: THIRD,
    revision: 1,
    basis: 'statute',
    articles: ['2022-9:9', '2022-9:10'],
    move: (value, context) => ({
      value: {
        ...(value as { case: string }),
        watch: context['late'] === true ? 'alarmed' : 'quiet',
      },
      context,
    }),
  },
})
