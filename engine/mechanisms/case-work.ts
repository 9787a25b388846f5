/**
 * Case work (办案事务): what an officer does on any case, whatever mechanism it belongs to.
 *
 * A mechanism takes it in four places, and each stays plain data:
 *
 * 1. events   `...caseWorkEvents({ by, about, of, record })` in its event table. `by` names its own duty
 *             for each event; `about` is `{ about: subject('consumer') }` where free text may be about a
 *             consumer (then `of: 'about'`), or `{}` (then `of: 'actor'`); `record` is a `oneOf(…)` of
 *             what may be corrected, each `{ was, is }`.
 * 2. context  `work: caseWork` in its context, starting from `noCaseWork` (`case-file.ts`).
 * 3. chart    targetless transitions on the root state of its case region, so that every state takes
 *             them: `on: { note: {}, inquire: { actions: assign(({ context: c, event: e }) =>
 *             ({ work: inquired(c.work, e) })) }, … }`. `reassign`, `recuse` and `correctRecord` mean
 *             something else in each mechanism, so their assignments are its own.
 * 4. rules    the texts in `caseWorkSays` with the predicates of `case-file.ts`, and
 *             `...caseWorkSamples(…)` among its samples.
 *
 * `reassign` reads the facts `interests` and `handlerSeats`, which the mechanism declares. The way of a
 * breach: a clock event calls `breached`, and `explainBreach` explains it; nothing removes it.
 */
import * as z from 'zod'
import type { Body, Duty } from '../../policies/duty.ts'
import { clock } from '../../policies/machinery.ts'
import { text } from '../../policies/law.ts'
import type { RuleText, SampleAsk } from '../core/mechanism.ts'
import { day, entry, hash, line, person, personal } from '../core/payload.ts'
import { openBreach, openInquiry, openMaterial, urgency } from './case-file.ts'
import type { CaseWork } from './case-file.ts'

const evidenceKind = z
  .enum(['document', 'recording', 'image', 'systemRecord', 'correspondence', 'other'])
  .meta({ id: 'CaseEvidenceKind' })
export const contactMeans = z
  .enum(['phone', 'sms', 'email', 'post', 'inPerson', 'app', 'other'])
  .meta({ id: 'CaseContactMeans' })
const recusalGround = z
  .enum(['kinship', 'ownInterest', 'tookPart', 'other'])
  .meta({ id: 'CaseRecusalGround' })
const breachGround = z
  .enum(['awaitedComplainant', 'awaitedThirdParty', 'workload', 'systemFault', 'error', 'other'])
  .meta({ id: 'CaseBreachGround' })

type By = Duty | readonly Duty[]
/** The events whose duty differs between mechanisms. */
export type CaseWorkDuty =
  | 'reassign'
  | 'recuse'
  | 'attachEvidence'
  | 'recordContact'
  | 'note'
  | 'askMaterial'
  | 'receiveMaterial'
  | 'setUrgency'
  | 'correctRecord'
  | 'explainBreach'
  | 'inquire'
  | 'answerInquiry'
interface CaseWorkParts<A extends z.ZodRawShape, R extends z.ZodType> {
  readonly by: Readonly<Record<CaseWorkDuty, By>>
  readonly about: A
  readonly of: string
  readonly record: R
}

const words = (of: string, max = 5000) => personal(z.string().trim().min(1).max(max), of)

/** Events of the work itself: who works on it, with what, and whom it asked. */
const handlingEvents = <A extends z.ZodRawShape>({
  by,
  about,
  of,
}: Omit<CaseWorkParts<A, z.ZodType>, 'record'>) =>
  ({
    reassign: {
      by: by.reassign,
      title: text('改派', 'Reassign'),
      nature: 'decision',
      reads: ['interests', 'handlerSeats'],
      appoints: { handler: 'handler' },
      payload: z.object({ handler: person(), reason: line() }),
    },
    recuse: {
      by: by.recuse,
      title: text('回避', 'Recuse oneself'),
      nature: 'record',
      payload: z.object({ ground: recusalGround }),
    },
    attachEvidence: {
      by: by.attachEvidence,
      title: text('附证据', 'Attach evidence'),
      nature: 'record',
      afterEnd: true,
      transcribable: true,
      payload: z.object({ kind: evidenceKind, hash: hash(), describes: line() }),
    },
    recordContact: {
      by: by.recordContact,
      title: text('记录联系', 'Record a contact'),
      nature: 'record',
      backdatable: true,
      transcribable: true,
      payload: z.object({
        ...about,
        means: contactMeans,
        reached: z.boolean(),
        said: words(of).optional(),
      }),
    },
    note: {
      by: by.note,
      title: text('备注', 'Note'),
      nature: 'record',
      afterEnd: true,
      transcribable: true,
      payload: z.object({ ...about, text: words(of) }),
    },
  }) as const

/** Events of the material of a case (2020 No. 3 art. 13) and of its order of precedence. */
const materialEvents = ({ by }: Pick<CaseWorkParts<z.ZodRawShape, z.ZodType>, 'by'>) =>
  ({
    askMaterial: {
      by: by.askMaterial,
      title: text('要求补充材料', 'Ask for material'),
      nature: 'record',
      payload: z.object({
        item: line(),
        necessity: line(),
        held: z.array(line()).max(20),
      }),
    },
    receiveMaterial: {
      by: by.receiveMaterial,
      title: text('收到材料', 'Receive material'),
      nature: 'record',
      backdatable: true,
      payload: z.object({ request: entry(), hash: hash() }),
    },
    setUrgency: {
      by: by.setUrgency,
      title: text('设定紧急程度', 'Set urgency'),
      nature: 'record',
      payload: z.object({ urgency, reason: line() }),
    },
  }) as const

/** Events of control: correction of the record, breaches, and inquiries of those who supervise. */
const controlEvents = <A extends z.ZodRawShape, R extends z.ZodType>({
  by,
  about,
  of,
  record,
}: CaseWorkParts<A, R>) =>
  ({
    correctRecord: {
      by: by.correctRecord,
      title: text('更正记录', 'Correct the record'),
      nature: 'record',
      afterEnd: true,
      payload: z.object({ ...about, entry: entry(), record, grounds: words(of, 2000) }),
    },
    explainBreach: {
      by: by.explainBreach,
      title: text('说明超期', 'Explain a breach'),
      nature: 'record',
      afterEnd: true,
      payload: z.object({
        ...about,
        breach: entry(),
        ground: breachGround,
        explanation: words(of),
      }),
    },
    inquire: {
      by: by.inquire,
      title: text('质询', 'Inquire'),
      nature: 'submission',
      afterEnd: true,
      notices: [
        { to: 'consumerProtection', about: text('有质询待答复', 'An inquiry awaits an answer') },
        { to: 'seniorManagement', about: text('收到质询', 'An inquiry was made') },
      ],
      payload: z.object({ ...about, question: words(of), answerBy: day().optional() }),
    },
    answerInquiry: {
      by: by.answerInquiry,
      title: text('答复质询', 'Answer an inquiry'),
      nature: 'record',
      afterEnd: true,
      payload: z.object({ ...about, inquiry: entry(), answer: words(of) }),
    },
    markInquiryOverdue: {
      by: clock.strike,
      title: text('质询逾期未答复', 'Inquiry not answered in time'),
      nature: 'record',
      notices: [
        {
          to: 'seniorManagement',
          about: text('质询逾期未答复', 'An inquiry was not answered in time'),
        },
      ],
      payload: z.object({}),
    },
  }) as const

export const caseWorkEvents = <A extends z.ZodRawShape, R extends z.ZodType>(
  parts: CaseWorkParts<A, R>,
) => ({ ...handlingEvents(parts), ...materialEvents(parts), ...controlEvents(parts) })

const says = <const T extends Readonly<Record<string, Omit<RuleText, 'of' | 'reads'>>>>(table: T) =>
  table
/** Texts of the rules that go with the predicates; a mechanism makes its rules of them. */
export const caseWorkSays = says({
  someInquiryOpen: {
    says: text('须有待答复的质询', 'An inquiry awaits an answer'),
    article: '2022-9:8',
    change: text('目前没有质询', 'Nothing has been inquired'),
  },
  inquiryOpen: {
    says: text('须答复尚未答复的质询', 'The inquiry named is open'),
    article: '2022-9:8',
    change: text('指明待答复的质询', 'Name an inquiry that awaits an answer'),
    field: ['inquiry'],
  },
  someMaterialOpen: {
    says: text('须有待补充的材料', 'Material has been asked for'),
    article: '2020-3:13',
    change: text('先要求补充材料', 'Ask for it first'),
  },
  materialOpen: {
    says: text('须为尚未收到的材料', 'The request for material named is open'),
    article: '2020-3:13',
    change: text('指明待收到的材料要求', 'Name a request that is still open'),
    field: ['request'],
  },
  materialNotHeld: {
    says: text(
      '不得要求提供本机构已掌握的材料',
      'Material that the institution already holds must not be asked for',
    ),
    article: '2020-3:13',
    change: text('只要求必要且尚未掌握的材料', 'Ask only for what is needed and not yet held'),
    field: ['item'],
  },
  someBreachOpen: {
    says: text('须有待说明的超期', 'A breach awaits an explanation'),
    article: 'house:breach',
    change: text('目前没有未说明的超期', 'Every breach is explained'),
  },
  breachOpen: {
    says: text('须为尚未说明的超期', 'The breach named is unexplained'),
    article: 'house:breach',
    change: text('指明尚未说明的超期', 'Name a breach that is not yet explained'),
    field: ['breach'],
  },
})
interface CaseWorkSampleParts<C, A extends Readonly<Record<string, string>>> {
  /** The field `about` where the mechanism has one, else `{}`. */
  readonly about: (ask: SampleAsk<C>) => A
  readonly workOf: (context: C) => CaseWork
  readonly handlers: Body
}
const SAMPLE_HASH = 'c0'.repeat(32)
/** Samples for all its events but `correctRecord`, whose shape is the mechanism's. */
export const caseWorkSamples = <
  C,
  A extends Readonly<Record<string, string>> = Readonly<Record<string, string>>,
>({
  about,
  workOf,
  handlers,
}: CaseWorkSampleParts<C, A>) => ({
  reassign: (ask: SampleAsk<C>) => ({
    handler: ask.people(handlers).at(-1) ?? ask.lastEntry,
    reason: 'workload',
  }),
  recuse: () => ({ ground: 'tookPart' as const }),
  attachEvidence: () => ({ kind: 'document' as const, hash: SAMPLE_HASH, describes: 'statement' }),
  recordContact: (ask: SampleAsk<C>) => ({ ...about(ask), means: 'phone' as const, reached: true }),
  note: (ask: SampleAsk<C>) => ({ ...about(ask), text: 'note' }),
  askMaterial: () => ({ item: 'receipt', necessity: 'shows the amount', held: ['contract'] }),
  receiveMaterial: ({ context, lastEntry }: SampleAsk<C>) => ({
    request: openMaterial(workOf(context))?.request ?? lastEntry,
    hash: SAMPLE_HASH,
  }),
  setUrgency: () => ({ urgency: 'urgent' as const, reason: 'hardship' }),
  explainBreach: (ask: SampleAsk<C>) => ({
    ...about(ask),
    breach: openBreach(workOf(ask.context))?.breach ?? ask.lastEntry,
    ground: 'workload' as const,
    explanation: 'explanation',
  }),
  inquire: (ask: SampleAsk<C>) => ({ ...about(ask), question: 'question' }),
  answerInquiry: (ask: SampleAsk<C>) => ({
    ...about(ask),
    inquiry: openInquiry(workOf(ask.context))?.inquiry ?? ask.lastEntry,
    answer: 'answer',
  }),
})
