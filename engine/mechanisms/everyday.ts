/**
 * Everyday work (日常事务): the part of the case work that is the same in every chart, ready to be spread
 * into it: notes, evidence, inquiries of those who supervise, and the explanation of what ran late.
 *
 * 1. events   `...everydayEvents({ by, of })`; `by` names the mechanism's own duties. In a mechanism of
 *             several charts make them once and spread the same objects into each.
 * 2. context  `work: caseWork`, starting from `noCaseWork` (`case-file.ts`).
 * 3. chart    `on: { ...everydayOn, … }` on the case region, so that every state takes them.
 * 4. rules, clocks, samples  `...everydayRules`, `...everydayClocks`, `...everydaySamples`.
 *
 * `reassign`, `recuse` and `correctRecord` mean something else in each mechanism: see `case-work.ts`.
 */
import { assign } from 'xstate'
import * as z from 'zod'
import type { Duty } from '../../policies/duty.ts'
import { text } from '../../policies/law.ts'
import type { Moment, Rule, SampleAsk } from '../core/mechanism.ts'
import type { Day, Uuid } from '../core/values.ts'
import {
  breachExplained,
  evidenced,
  inquired,
  inquiryAnswered,
  inquiryOverdue,
  nextInquiryDay,
  openBreach,
  openInquiry,
} from './case-file.ts'
import type { CaseWork } from './case-file.ts'
import { caseWorkEvents, caseWorkSamples, caseWorkSays } from './case-work.ts'

type By = Duty | readonly Duty[]
type EverydayEvent = 'note' | 'attachEvidence' | 'inquire' | 'answerInquiry' | 'explainBreach'

/**
 * The events. `of` names the payload field with the person whom free text is about; there is none in
 * these payloads, so it is `actor`.
 */
export function everydayEvents(by: Readonly<Record<EverydayEvent, By>>) {
  const nobody: readonly Duty[] = []
  const all = caseWorkEvents({
    by: {
      reassign: nobody,
      recuse: nobody,
      recordContact: nobody,
      askMaterial: nobody,
      receiveMaterial: nobody,
      setUrgency: nobody,
      correctRecord: nobody,
      ...by,
    },
    about: {},
    of: 'actor',
    record: z.string(),
  })
  const { note, attachEvidence, inquire, answerInquiry, markInquiryOverdue, explainBreach } = all
  return {
    note,
    attachEvidence,
    inquire,
    answerInquiry,
    markInquiryOverdue,
    explainBreach,
  } as const
}

interface Worked {
  readonly work: CaseWork
}
interface Told extends Moment<unknown> {
  readonly type: string
  readonly payload: object
}
interface Args<P> {
  readonly context: Worked
  readonly event: Told & { readonly payload: P }
}

/** XState types an action by the whole chart around it; these look at `work` alone and fit any chart. */
const onWork = <P extends object>(next: (args: Args<P>) => CaseWork) => ({
  actions: assign(((args: Args<P>) => ({ work: next(args) })) as never) as never,
})

/** What every state takes; targetless, so that nothing moves. */
export const everydayOn = {
  note: {},
  attachEvidence: onWork(({ context: c }) => evidenced(c.work)),
  inquire: onWork<{ answerBy?: Day }>(({ context: c, event: e }) => inquired(c.work, e)),
  answerInquiry: {
    guard: { type: 'all' as const, params: ['someInquiryOpen', 'inquiryOpen'] as never },
    ...onWork<{ inquiry: Uuid }>(({ context: c, event: e }) => inquiryAnswered(c.work, e)),
  },
  markInquiryOverdue: onWork(({ context: c }) => inquiryOverdue(c.work)),
  explainBreach: {
    guard: { type: 'all' as const, params: ['someBreachOpen', 'breachOpen'] as never },
    ...onWork<{ breach: Uuid }>(({ context: c, event: e }) => breachExplained(c.work, e)),
  },
}

/** The rules of the events above, over any context that has `work`. */
export const everydayRules: Readonly<
  Record<'someInquiryOpen' | 'inquiryOpen' | 'someBreachOpen' | 'breachOpen', Rule<Worked, Told>>
> = {
  someInquiryOpen: {
    ...caseWorkSays.someInquiryOpen,
    holds: ({ context: c }) => openInquiry(c.work) !== undefined,
  },
  inquiryOpen: {
    ...caseWorkSays.inquiryOpen,
    of: ['answerInquiry'],
    holds: ({ context: c, event: e }) =>
      c.work.inquiries.some(
        (i) => !i.answered && i.inquiry === (e.payload as { inquiry?: Uuid }).inquiry,
      ),
  },
  someBreachOpen: {
    ...caseWorkSays.someBreachOpen,
    holds: ({ context: c }) => openBreach(c.work) !== undefined,
  },
  breachOpen: {
    ...caseWorkSays.breachOpen,
    of: ['explainBreach'],
    holds: ({ context: c, event: e }) =>
      c.work.breaches.some(
        (b) => !b.explained && b.breach === (e.payload as { breach?: Uuid }).breach,
      ),
  },
}

export const everydayClocks = {
  inquiry: {
    kind: 'deadline',
    from: 'entered',
    title: text('质询答复期限', 'Answer to an inquiry'),
    agreed: (c: Worked) => nextInquiryDay(c.work),
    runsIn: ['case'],
    fires: 'markInquiryOverdue',
  },
} as const

const { note, attachEvidence, explainBreach, inquire, answerInquiry } = caseWorkSamples<Worked>({
  about: () => ({}),
  workOf: (c) => c.work,
  handlers: 'consumerProtection',
})
/** Payloads that succeed whenever the events are offered. */
export const everydaySamples: Readonly<Record<EverydayEvent, (ask: SampleAsk<Worked>) => never>> = {
  note,
  attachEvidence,
  explainBreach,
  inquire,
  answerInquiry,
} as never
