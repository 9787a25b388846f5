/**
 * The case file (案卷): what a chart of any mechanism knows of its case work, and how each event of
 * `case-work.ts` changes it. Pure, and free of personal values.
 */
import * as z from 'zod'
import type { Actor, Day, Uuid } from '../core/values.ts'

export const urgency = z.enum(['normal', 'urgent', 'critical']).meta({ id: 'CaseUrgency' })

/** What a chart knows of the case work: no personal value, and no more than its rules and clocks need. */
export const caseWork = z.object({
  urgency,
  /** Attempts to reach the person concerned, and whether one of them succeeded. */
  contacts: z.int(),
  reached: z.boolean(),
  evidence: z.int(),
  materials: z.array(z.object({ request: z.string(), item: z.string(), received: z.boolean() })),
  inquiries: z.array(
    z.object({
      inquiry: z.string(),
      by: z.string(),
      answerBy: z.string().nullable(),
      overdue: z.boolean(),
      answered: z.boolean(),
    }),
  ),
  /** Persons who stepped aside; they may not be appointed to this case again. */
  recused: z.array(z.string()),
  /** Clocks that ran out; a breach is explained, never removed. */
  breaches: z.array(
    z.object({
      breach: z.string(),
      clock: z.string(),
      on: z.string().nullable(),
      attested: z.boolean(),
      explained: z.boolean(),
      /** Later periods of a recurring clock that ran out as well before this breach was explained. */
      again: z.int(),
    }),
  ),
  corrections: z.int(),
})
export type CaseWork = z.output<typeof caseWork>
export const noCaseWork: CaseWork = {
  urgency: 'normal',
  contacts: 0,
  reached: false,
  evidence: 0,
  materials: [],
  inquiries: [],
  recused: [],
  breaches: [],
  corrections: 0,
}

/** What the functions below look at in an event. */
interface Seen<P> {
  readonly payload: P
  readonly on: Day | undefined
  readonly by: Actor
  readonly entry: Uuid
}

export const contacted = (work: CaseWork, e: Seen<{ reached: boolean }>): CaseWork => ({
  ...work,
  contacts: work.contacts + 1,
  reached: work.reached || e.payload.reached,
})
export const evidenced = (work: CaseWork): CaseWork => ({ ...work, evidence: work.evidence + 1 })
export const ranked = (work: CaseWork, e: Seen<{ urgency: CaseWork['urgency'] }>): CaseWork => ({
  ...work,
  urgency: e.payload.urgency,
})
export const materialAsked = (work: CaseWork, e: Seen<{ item: string }>): CaseWork => ({
  ...work,
  materials: [...work.materials, { request: e.entry, item: e.payload.item, received: false }],
})
export const materialReceived = (work: CaseWork, e: Seen<{ request: Uuid }>): CaseWork => ({
  ...work,
  materials: work.materials.map((m) =>
    m.request === e.payload.request ? { ...m, received: true } : m,
  ),
})
export const inquired = (work: CaseWork, e: Seen<{ answerBy?: Day | undefined }>): CaseWork => ({
  ...work,
  inquiries: [
    ...work.inquiries,
    {
      inquiry: e.entry,
      by: e.by.body,
      answerBy: e.payload.answerBy ?? null,
      overdue: false,
      answered: false,
    },
  ],
})
export const inquiryAnswered = (work: CaseWork, e: Seen<{ inquiry: Uuid }>): CaseWork => ({
  ...work,
  inquiries: work.inquiries.map((i) =>
    i.inquiry === e.payload.inquiry ? { ...i, answered: true } : i,
  ),
})
/** Marks the inquiry whose day has passed: the earliest that was still being waited for. */
export const inquiryOverdue = (work: CaseWork): CaseWork => {
  const due = nextInquiryDay(work)
  return {
    ...work,
    inquiries: work.inquiries.map((i) =>
      !i.answered && i.answerBy === due ? { ...i, overdue: true } : i,
    ),
  }
}
export const recused = (work: CaseWork, who: Uuid): CaseWork => ({
  ...work,
  recused: [...work.recused, who],
})
type Marked = Pick<Seen<unknown>, 'entry' | 'on'>
const marked =
  (attested: boolean) =>
  (work: CaseWork, name: string, e: Marked): CaseWork => ({
    ...work,
    breaches: [
      ...work.breaches,
      {
        breach: e.entry,
        clock: name,
        on: e.on ?? null,
        attested,
        explained: false,
        again: 0,
      },
    ],
  })
/** A clock ran out. */
export const breached = marked(false)
/**
 * A clock that counts period after period ran out. While its last breach stands unexplained, the next
 * period adds to that one: a duty neglected for years is one breach to explain, not one for each period.
 */
export const breachedAgain = (work: CaseWork, name: string, e: Marked): CaseWork =>
  work.breaches.some((b) => b.clock === name && !b.explained)
    ? {
        ...work,
        breaches: work.breaches.map((b) =>
          b.clock === name && !b.explained ? { ...b, again: b.again + 1 } : b,
        ),
      }
    : breached(work, name, e)
/** An earlier register says that a clock ran out; when, it does not say. */
export const breachAttested = marked(true)
export const breachExplained = (work: CaseWork, e: Seen<{ breach: Uuid }>): CaseWork => ({
  ...work,
  breaches: work.breaches.map((b) =>
    b.breach === e.payload.breach ? { ...b, explained: true } : b,
  ),
})
export const corrected = (work: CaseWork): CaseWork => ({
  ...work,
  corrections: work.corrections + 1,
})

/** The earliest day by which an open inquiry was to be answered; for an agreed clock. */
export const nextInquiryDay = (work: CaseWork): Day | undefined =>
  work.inquiries
    .filter((i) => !i.answered && !i.overdue && i.answerBy !== null)
    .map((i) => i.answerBy as Day)
    .toSorted()[0]
export const openInquiry = (work: CaseWork) => work.inquiries.find((i) => !i.answered)
export const openMaterial = (work: CaseWork) => work.materials.find((m) => !m.received)
export const openBreach = (work: CaseWork) => work.breaches.find((b) => !b.explained)

/** Art. 13: compared without regard to case and spaces, so that a synonymous spelling is not a way round. */
export const asksForWhatIsHeld = (item: string, held: readonly string[]): boolean => {
  const plain = (s: string) => s.toLowerCase().replaceAll(/\s+/g, '')
  return held.some((h) => plain(h) === plain(item))
}
