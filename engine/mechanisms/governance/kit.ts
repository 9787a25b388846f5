/** The words and small tools that the governance processes share. */
import * as z from 'zod'
import { text } from '../../../policies/law.ts'
import type { Citation, Text } from '../../../policies/law.ts'
import type { Notice, SampleAsk } from '../../core/mechanism.ts'
import { personal } from '../../core/payload.ts'
import type { Day, Effective } from '../../core/values.ts'
import { breached } from '../case-file.ts'
import type { CaseWork } from '../case-file.ts'
import type { Seen } from '../seen.ts'

/** Free text of those who act; it may name people. */
export const words = (max = 5000) => personal(z.string().trim().min(1).max(max), 'actor')

type Pair = readonly [zh: string, en: string]
/** What a rule says when it refuses, and what would have to change. */
export const said = (says: Pair, change: Pair, article: Citation) => ({
  says: text(...says),
  change: text(...change),
  article,
})
export const told = (to: Notice['to'], zh: string, en: string): Notice => ({
  to,
  about: text(zh, en),
})
/** The same about several bodies. */
export const toldAll = (about: Text, ...to: readonly Notice['to'][]): readonly Notice[] =>
  to.map((body) => ({ to: body, about }))

/** A clock ran out: it is marked in place, and the case goes on where it was. */
export const late = (c: { readonly work: CaseWork }, clock: string, e: Seen) => ({
  work: breached(c.work, clock, e),
})
const since = (on: string | null | undefined): Effective | undefined =>
  on === null || on === undefined ? undefined : { on: on as Day }
/** What runs from a day of the calendar runs from the opening where that was later. */
export const notBefore = (on: string, opened: string | null): Effective | undefined =>
  opened === null ? undefined : since(on > opened ? on : opened)

/**
 * Samples that stand on the context of their own chart, also where one is made for a process of another:
 * an event that the chart of a process does not take is refused by its state, not for its payload.
 */
export const samplesOver = <
  C extends object,
  const S extends Readonly<Record<string, (ask: SampleAsk<C>) => unknown>>,
>(
  initial: C,
  samples: S,
): S =>
  Object.fromEntries(
    Object.entries(samples).map(([event, make]) => [
      event,
      (ask: SampleAsk<C>) => make({ ...ask, context: { ...initial, ...ask.context } }),
    ]),
  ) as unknown as S

export const EVIDENCE = 'e7'.repeat(32)
/** The n-th content of a sample. */
export const hashOf = (n: number): string => n.toString(16).padStart(64, '0')
/** A resolution on paper about the content at hand. */
export const onPaper = ({
  context: c,
  on,
}: SampleAsk<{ readonly contentHash: string | null }>) => ({
  resolution: {
    minutes: {
      number: 'G-1',
      date: on,
      quorum: 3,
      hash: EVIDENCE,
      contentHash: c.contentHash ?? EVIDENCE,
    },
  },
})
