/** What the governance processes cause elsewhere; each is carried once, with its entry as the cause. */
import type { ProcessFact } from '../../core/facts.ts'
import type { Caused } from '../../core/mechanism.ts'
import { resolves } from './deciding.ts'
import type { InquiryContext } from './inquiry-terms.ts'
import type { MatterContext } from './matter-terms.ts'
import type { PolicyContext } from './policy-terms.ts'
import type { WorkReportContext } from './work-report-terms.ts'

interface From {
  readonly process: string
}
/** Who is answerable for a lapse, and what it says of the risk. */
const lapse =
  (field: 'cause' | 'kind', value: string, unit?: string | null) =>
  ({ process }: From): Caused => ({
    payload: {
      [field]: value,
      source: process,
      ...(unit === undefined || unit === null ? {} : { unit }),
    },
  })
/** A duty of the governing bodies was neglected: accountability, and a risk for the audit. */
const neglected = <const K extends string>(on: K) =>
  [
    { on, to: 'M10', event: 'openAccountability', make: lapse('cause', 'other') },
    { on, to: 'M11', event: 'reportRisk', make: lapse('kind', 'other') },
  ] as const

type Beside<N extends string> = From & { readonly facts: Readonly<Record<N, ProcessFact | null>> }
const open = (found: ProcessFact | null, struck: string): boolean =>
  found !== null && !found.paths.includes(struck)

export const policyReactions = [
  resolves.told('endorsePolicy'),
  resolves.told('adoptPolicy'),
  resolves.told('revokePolicy'),
  {
    on: 'beginRenewal',
    to: 'G04',
    event: 'openPolicy',
    make: (e: Beside<'policyOfNextYear'>, c: PolicyContext): Caused | undefined =>
      c.year === null || open(e.facts.policyOfNextYear, 'case.policyWithdrawn')
        ? undefined
        : { payload: { kind: c.kind, year: c.year + 1 } },
  },
  ...neglected('reportAdoptionOverdue'),
] as const

const nextPeriod = (e: Beside<'nextWorkReport'>, c: WorkReportContext): Caused | undefined =>
  c.year === null || open(e.facts.nextWorkReport, 'case.reportVoided')
    ? undefined
    : {
        payload:
          c.kind === 'halfYear'
            ? { kind: 'annual', year: c.year }
            : { kind: 'halfYear', year: c.year + 1 },
      }
export const workReportReactions = [
  resolves.told('endorseWorkReport'),
  resolves.told('resolveWorkReport'),
  { on: 'beginPeriod', to: 'G04', event: 'openWorkReport', make: nextPeriod },
  { on: 'startCompiling', to: 'G04', event: 'openWorkReport', make: nextPeriod },
  {
    on: 'resolveWorkReport',
    to: 'M02',
    event: 'scheduleYear',
    /** The report of the year to the public, where nobody has put it down. */
    make: (e: Beside<'reportToPublic'>, c: WorkReportContext): Caused | undefined =>
      c.kind !== 'annual' || open(e.facts.reportToPublic, 'case.voided')
        ? undefined
        : { payload: { year: c.year } },
  },
  ...neglected('reportConsiderationMissed'),
] as const

export const inquiryReactions = [
  resolves.told('giveOpinion'),
  {
    on: 'reportRectificationOverdue',
    to: 'M11',
    event: 'reportRisk',
    make: (e: From, _c: InquiryContext): Caused => lapse('kind', 'other')(e),
  },
] as const

export const matterReactions = [
  resolves.told('noteMatter'),
  resolves.told('instructOnMatter'),
  {
    on: 'reportAssessmentOverdue',
    to: 'M11',
    event: 'reportRisk',
    make: (e: From, c: MatterContext): Caused => lapse('kind', 'other', c.unit)(e),
  },
  {
    on: 'reportRegulatorOverdue',
    to: 'M10',
    event: 'openAccountability',
    make: (e: From, c: MatterContext): Caused => lapse('cause', 'other', c.unit)(e),
  },
] as const
