/** What a working paper knows: plain JSON, no personal value. */
import * as z from 'zod'
import { caseWork, noCaseWork } from '../../case-file.ts'

export const paperResult = z
  .enum(['asItShouldBe', 'deficient', 'inconclusive'])
  .meta({ id: 'AuditPaperResult' })

const citation = z.object({ entry: z.string(), position: z.int(), leafHash: z.string() })

export const paperContext = z.object({
  engagement: z.string().nullable(),
  label: z.string().nullable(),
  /** The recorded sample that it examines. */
  sample: z.string().nullable(),
  /** The signed paper in whose place it stands. */
  replaces: z.string().nullable(),
  /** Everybody who has written it, the present author last. */
  authors: z.array(z.string()),
  /** The entries on which it rests. */
  entries: z.array(citation),
  result: paperResult.nullable(),
  /**
   * What holding it against the trail came to: how many entries were looked at, which positions hold
   * something else, and whether the sample is drawn again; null until that is done.
   */
  check: z
    .object({
      cited: z.int(),
      differing: z.array(z.int()),
      sampleAgain: z.boolean().nullable(),
    })
    .nullable(),
  returned: z.int(),
  signedBy: z.string().nullable(),
  work: caseWork,
})
export type PaperContext = z.output<typeof paperContext>

export const beforePaper: PaperContext = {
  engagement: null,
  label: null,
  sample: null,
  replaces: null,
  authors: [],
  entries: [],
  result: null,
  check: null,
  returned: 0,
  signedBy: null,
  work: noCaseWork,
}
