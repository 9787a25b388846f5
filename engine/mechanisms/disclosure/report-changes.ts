/** How each event changes what the annual report knows. Pure; the chart says when. */
import { breached } from '../case-file.ts'
import type { Resolved } from '../resolution.ts'
import type { ReportEventOf } from './report-events.ts'
import type { ReportContext } from './report-terms.ts'
import { dayOf } from './terms.ts'

type C = ReportContext
type Change = Partial<ReportContext>
type Timed = Parameters<typeof breached>[2] & Parameters<typeof dayOf>[0]

export const signed = (c: C, e: ReportEventOf<'signFigures'>): Change => ({
  figures: [
    ...c.figures.filter((f) => f.of !== e.payload.of),
    {
      of: e.payload.of,
      body: e.by.body,
      by: e.by.person ?? null,
      hash: e.payload.figuresHash,
      count: e.payload.count,
      on: dayOf(e),
    },
  ],
})
export const locked = (e: ReportEventOf<'lockData'>): Change => ({
  lock: {
    on: dayOf(e),
    feedHash: e.payload.feedHash,
    feedCount: e.payload.feedCount,
    explained: e.payload.explained,
    explanationHash: e.payload.explanationHash ?? null,
  },
})
export const unlocked: Change = { lock: null }
export const submitted = (e: ReportEventOf<'submitReport' | 'recoverySubmit'>): Change => ({
  reportHash: e.payload.reportHash,
  complaintSection: e.payload.complaintSection ?? null,
  endorsedBy: [],
  endorsement: null,
})
export const endorsed = (c: C, person: string | undefined, resolution?: Resolved): Change => ({
  endorsedBy: person === undefined ? c.endorsedBy : [...c.endorsedBy, person],
  ...(resolution ? { endorsement: resolution } : {}),
})
export const resolvedBy = (resolution: Resolved): Change => ({ resolution })
export const reissued = (c: C, resolution: Resolved): Change => ({
  ...resolvedBy(resolution),
  errors: c.errors.map((one) => ({ ...one, corrected: true })),
  reissues: c.reissues + 1,
})
export const publishedNow = (e: ReportEventOf<'publishReport'>): Change => ({
  publication: { hash: e.payload.reportHash, on: dayOf(e), places: e.payload.places },
})
export const erred = (c: C, e: ReportEventOf<'reportError'>): Change => ({
  errors: [
    ...c.errors,
    {
      error: e.entry,
      by: e.by.body,
      source: e.payload.source ?? null,
      on: dayOf(e),
      corrected: false,
    },
  ],
})
export const correctionPrepared = (e: ReportEventOf<'prepareCorrection'>): Change => ({
  reportHash: e.payload.reportHash,
  complaintSection: e.payload.complaintSection,
})
export const late = (c: C, clock: string, e: Timed): Pick<C, 'work'> => ({
  work: breached(c.work, clock, e),
})
export const submissionLate = (c: C, e: Timed): Change => ({
  late: { ...c.late, submission: true },
  ...late(c, 'submission', e),
})
export const publicationLate = (c: C, e: Timed): Change => ({
  late: { ...c.late, publication: true },
  ...late(c, 'publication', e),
})
