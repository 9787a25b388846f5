/** What each event of a working paper changes. */
import { breached } from '../../case-file.ts'
import type { PaperContext } from './context.ts'
import type { PaperEventOf } from './events.ts'

type Change = Partial<PaperContext>

export const openedPaper = ({ payload, by }: PaperEventOf<'openPaper'>): Change => ({
  engagement: payload.engagement,
  label: payload.label,
  sample: payload.sample ?? null,
  replaces: payload.replaces ?? null,
  authors: by.person === undefined ? [] : [by.person],
})

export const cited = (c: PaperContext, { payload }: PaperEventOf<'citeEntries'>): Change => ({
  entries: [...c.entries, ...payload.entries].toSorted((a, b) => a.position - b.position),
})

export const dropped = (c: PaperContext, { payload }: PaperEventOf<'dropCitation'>): Change => ({
  entries: c.entries.filter(({ position }) => position !== payload.position),
})

/** Whoever wrote it once has written it: an earlier author does not review it either. */
export const takenOver = (c: PaperContext, { by }: PaperEventOf<'takeOverPaper'>): Change => ({
  authors: [...c.authors.filter((author) => author !== by.person), by.person ?? ''],
})

export const checked = ({ payload }: PaperEventOf<'recordPaperCheck'>): Change => ({
  check: {
    cited: payload.cited,
    differing: payload.differing,
    sampleAgain: payload.sampleAgain ?? null,
  },
})

export const returned = (c: PaperContext): Change => ({ check: null, returned: c.returned + 1 })

export const late =
  (clock: string) =>
  (c: PaperContext, e: PaperEventOf<'flagPaperStale' | 'flagReviewLate'>): Change => ({
    work: breached(c.work, clock, e),
  })
