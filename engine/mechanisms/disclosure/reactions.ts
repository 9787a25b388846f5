/** What disclosure causes elsewhere; each is carried once, with its entry as the cause. */
import type { ProcessFact } from '../../core/facts.ts'
import type { Caused } from '../../core/mechanism.ts'
import type { NoticeContext } from './notice-terms.ts'
import type { PackageContext } from './package-terms.ts'
import type { ReportContext } from './report-terms.ts'
import { resolves } from './resolves.ts'

interface From {
  readonly process: string
}
type Kind = 'uncorrectedDisclosure' | 'statutoryBreach'
/** Who is answerable, and what it says of the risk. */
const lapse =
  (field: 'cause' | 'kind', value: Kind) =>
  ({ process }: From, c: { readonly unit?: string | null }): Caused => ({
    payload: {
      [field]: value,
      source: process,
      ...(typeof c.unit === 'string' ? { unit: c.unit } : {}),
    },
  })

/** What consumers are shown is not what was reviewed: the review holds the sale. */
const toReview = ({
  process,
  facts,
}: From & { readonly facts: { readonly latestReview: ProcessFact | null } }): Caused | undefined =>
  facts.latestReview === null || facts.latestReview.final
    ? undefined
    : {
        process: facts.latestReview.id,
        payload: { source: process, kind: 'disclosureDeviation' },
      }

/** A page of a partner differs from what was published: the watch over that partner is told. */
const toPartner = ({
  process,
  facts,
}: From & { readonly facts: { readonly driftingPartner: ProcessFact | null } }):
  | Caused
  | undefined =>
  facts.driftingPartner === null || facts.driftingPartner.final
    ? undefined
    : {
        process: facts.driftingPartner.id,
        payload: { source: process, kind: 'disclosureDeviation' },
      }

const FOUND = ['reportMysteryShop', 'reportDrift', 'reportDeviation'] as const
export const packageReactions = [
  ...FOUND.map((on) => ({ on, to: 'M01', event: 'reportConcern', make: toReview }) as const),
  { on: 'reportDrift', to: 'M06', event: 'reportSignal', make: toPartner },
  {
    on: 'escalateDeviation',
    to: 'M10',
    event: 'openAccountability',
    make: (e: From, c: PackageContext) => lapse('cause', 'uncorrectedDisclosure')(e, c),
  },
  {
    on: 'escalateDeviation',
    to: 'M11',
    event: 'reportRisk',
    make: (e: From, c: PackageContext) => lapse('kind', 'uncorrectedDisclosure')(e, c),
  },
] as const
/** A change of which consumers were not told in time is a deviation of the package. */
const toPackage = (process: string, found1: ProcessFact | null): Caused | undefined =>
  found1 === null ? undefined : { process: found1.id, payload: { source: process } }
type NoticeStruck = From & { readonly facts: { readonly packageOfNotice: ProcessFact | null } }
const struck = (e: NoticeStruck) => toPackage(e.process, e.facts.packageOfNotice)
export const noticeReactions = [
  { on: 'reportNoticeOverdue', to: 'M02', event: 'reportDeviation', make: struck },
  { on: 'reportUnannounced', to: 'M02', event: 'reportDeviation', make: struck },
  {
    on: 'announceChange',
    to: 'M02',
    event: 'reportDeviation',
    /** Announced only after it took effect. */
    make: (
      e: From & { readonly facts: { readonly changedPackage: ProcessFact | null } },
      c: NoticeContext,
    ) => (c.work.breaches.length === 0 ? undefined : toPackage(e.process, e.facts.changedPackage)),
  },
] as const

/** When the report of a year is begun, that of the next is put down: no year is forgotten. */
const nextYear = (_: From, c: ReportContext): Caused | undefined =>
  c.year === null ? undefined : { payload: { year: c.year + 1 } }
export const reportReactions = [
  resolves.told('committeeEndorse'),
  resolves.told('resolveReport'),
  resolves.told('reissue'),
  { on: 'openYear', to: 'M02', event: 'scheduleYear', make: nextYear },
  { on: 'beginYear', to: 'M02', event: 'scheduleYear', make: nextYear },
  {
    on: 'reportPublicationOverdue',
    to: 'M10',
    event: 'openAccountability',
    make: (e: From) => lapse('cause', 'statutoryBreach')(e, {}),
  },
  {
    on: 'reportPublicationOverdue',
    to: 'M11',
    event: 'reportRisk',
    make: (e: From) => lapse('kind', 'statutoryBreach')(e, {}),
  },
] as const
