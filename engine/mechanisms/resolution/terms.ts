/** The words of a resolution, and what its case knows: plain JSON, persons by their ids alone. */
import * as z from 'zod'
import { personal } from '../../core/payload.ts'
import { caseWork, noCaseWork } from '../case-file.ts'
import { resolutionItem } from '../resolution.ts'
import { MAJORITIES } from './count.ts'
import type { Tally } from './count.ts'
import { DECIDING } from './house.ts'

/** Free text of the body about its own matters. */
export const words = (max = 5000) => personal(z.string().trim().min(1).max(max), 'actor')

export const form = z.enum(['meeting', 'written']).meta({ id: 'ResolutionForm' })
/** Board meetings of the calendar are announced ten days before; others as the body's rules say. */
export const occasion = z.enum(['regular', 'extraordinary']).meta({ id: 'ResolutionOccasion' })
export const vote = z.enum(['for', 'against', 'abstain']).meta({ id: 'ResolutionVote' })
export const interest = z
  .enum(['ownership', 'employment', 'family', 'tookPart', 'ownMatter', 'other'])
  .meta({ id: 'ResolutionInterest' })
/** Why another than the appointed chair presides (Company Law arts 72, 122). */
export const deputyGround = z
  .enum(['absent', 'recused', 'vacant'])
  .meta({ id: 'ResolutionDeputyGround' })

const bodyRule = z.object({
  quorum: z.int(),
  least: z.int(),
  majority: z.enum(MAJORITIES),
  casting: z.boolean(),
})

export const resolutionContext = z.object({
  body: z.enum(DECIDING).nullable(),
  form: z.enum(['meeting', 'written']),
  /** Day of the meeting; of a written resolution the last day for votes. */
  meetingOn: z.string().nullable(),
  convenedOn: z.string().nullable(),
  /** Days of notice that were due when it was convened. */
  noticeDays: z.int(),
  chair: z.string().nullable(),
  secretary: z.string().nullable(),
  /** The body's rule on the day it met; null until it did. */
  rule: bodyRule.nullable(),
  sessionOn: z.string().nullable(),
  present: z.array(z.string()),
  items: z.array(resolutionItem),
  minutes: z
    .object({
      number: z.string(),
      hash: z.string(),
      /** Who signed, the secretary first. */
      signed: z.array(z.string()),
      /** Signed off by secretary and chair on this day. */
      on: z.string().nullable(),
    })
    .nullable(),
  /** How often it did not come to a meeting that could decide. */
  failed: z.int(),
  work: caseWork,
})
export type ResolutionContext = z.output<typeof resolutionContext>
export type Item = ResolutionContext['items'][number]

export const beforeConvened: ResolutionContext = {
  body: null,
  form: 'meeting',
  meetingOn: null,
  convenedOn: null,
  noticeDays: 0,
  chair: null,
  secretary: null,
  rule: null,
  sessionOn: null,
  present: [],
  items: [],
  minutes: null,
  failed: 0,
  work: noCaseWork,
}

export const itemOf = (c: ResolutionContext, n: number): Item | undefined =>
  c.items.find((i) => i.n === n)
/** Who demanded so far that a member stand aside in an item. */
export const demandedBy = (item: Item | undefined, member: string): readonly string[] =>
  item?.demands.find((d) => d.member === member)?.by ?? []
export const openItems = (c: ResolutionContext): Item[] =>
  c.items.filter((i) => i.outcome === 'open')
/** Adopted, and not undone by a later resolution. */
export const standing = (c: ResolutionContext): Item[] =>
  c.items.filter((i) => i.outcome === 'adopted' && !i.rescinded)

/** Attended what was decided: present in the meeting, or with a vote in writing. */
export const attended = (c: ResolutionContext, person: string | undefined): boolean =>
  person !== undefined &&
  (c.present.includes(person) || c.items.some((i) => i.votes.some((v) => v.person === person)))

export const countsOf = (tally: Tally): NonNullable<Item['tally']> => ({
  entitled: tally.entitled,
  attending: tally.attending,
  for: tally.for,
  against: tally.against,
  abstain: tally.abstain,
  cast: tally.cast,
})
