/**
 * How board and committee decide (2022 No. 9 art. 8): by resolution. Until resolutions are processes of their
 * own, the minutes are attested on paper; they must name the very content that was decided.
 */
import * as z from 'zod'
import { day, hash, line, oneOf } from '../core/payload.ts'
import type { Day } from '../core/values.ts'

export interface Minutes {
  readonly number: string
  readonly date: Day
  readonly quorum: number
  readonly hash: string
  readonly contentHash: string
}

/** For the payload of a decision; the name is the mechanism's, because GraphQL knows each name once. */
export const resolutionOf = (mechanism: string) =>
  oneOf(`${mechanism}Resolution`, {
    minutes: z
      .object({
        number: line(60),
        date: day(),
        /** Members present who voted. */
        quorum: z.int().min(1).max(99),
        /** Of the signed minutes. */
        hash: hash(),
        contentHash: hash(),
      })
      .meta({ id: `${mechanism}Minutes` }),
  })

/** For the context: what was resolved, and that it was attested. */
export const resolved = z.object({
  number: z.string(),
  date: z.string(),
  quorum: z.int(),
  hash: z.string(),
  contentHash: z.string(),
  basis: z.literal('attestedOnPaper'),
})
export const attestedOnPaper = (minutes: Minutes): z.output<typeof resolved> => ({
  number: minutes.number,
  date: minutes.date,
  quorum: minutes.quorum,
  hash: minutes.hash,
  contentHash: minutes.contentHash,
  basis: 'attestedOnPaper',
})
