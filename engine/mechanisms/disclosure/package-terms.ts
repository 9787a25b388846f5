/** The words of a disclosure package (披露材料) and what its case knows: plain JSON, no personal value. */
import * as z from 'zod'
import { caseWork, noCaseWork } from '../case-file.ts'
import { basis, item, productClass } from './terms.ts'

/** The five tests of art. 10: true, accurate, complete, timely, and plain and prominent. */
export const TESTS = ['truthful', 'accurate', 'complete', 'timely', 'plain'] as const
export const testResult = z.enum(['met', 'notMet']).meta({ id: 'DisclosureTestResult' })
export type TestResult = z.output<typeof testResult>
export const test = z.enum(TESTS).meta({ id: 'DisclosureTest' })

/** Where something is shown. */
export const place = z
  .enum(['site', 'app', 'premises', 'contract', 'partnerPage', 'other'])
  .meta({ id: 'DisclosurePlace' })
export type Place = z.output<typeof place>
/** 2020 No. 3 art. 8: where the ways to complain are published, and the contract that repeats them. */
export const CONTACT_PLACES = [
  'site',
  'app',
  'premises',
  'contract',
] as const satisfies readonly Place[]

/** How a deviation became known; each has its own event. */
const deviationKind = z.enum(['mysteryShop', 'drift', 'reported'])
/** Where its cause lies: in the copy itself, in what was shown, in the sale, or in a notice. */
export const deviationCause = z
  .enum(['copy', 'display', 'sale', 'notice'])
  .meta({ id: 'DisclosureDeviationCause' })

const deviation = z.object({
  /** The entry that recorded it. */
  deviation: z.string(),
  kind: deviationKind,
  /** The process in which it came to light. */
  source: z.string().nullable(),
  /** What was published when it was found. */
  copyHash: z.string().nullable(),
  on: z.string(),
  cause: deviationCause.nullable(),
  /** The consumers it affected, by the hash of their list. */
  affected: z.object({ listHash: z.string(), count: z.int() }).nullable(),
  remedied: z.int(),
  corrected: z.boolean(),
  /** Senior management took it down and set a day by which consumers are to be remedied. */
  forcedUntil: z.string().nullable(),
  remedyLate: z.boolean(),
  escalated: z.boolean(),
})
export type Deviation = z.output<typeof deviation>

const verdict = z.enum(['notStarted', 'open', 'met', 'notMet'])
const check = z.object({
  verdict,
  by: z.string().nullable(),
  failed: z.array(test),
})
export type Check = z.output<typeof check>
export const noCheck: Check = { verdict: 'notStarted', by: null, failed: [] }
export const openCheck: Check = { verdict: 'open', by: null, failed: [] }

export const packageContext = z.object({
  product: z.string().nullable(),
  /** The campaign that is disclosed by itself; then it is the subject of the case. */
  campaign: z.string().nullable(),
  label: z.string().nullable(),
  unit: z.string().nullable(),
  productClass: productClass.nullable(),
  basis: basis.nullable(),
  partners: z.array(z.string()),
  /** Persons who drafted or submitted; none of them checks or verifies. */
  authors: z.array(z.string()),

  /** The version under check or last checked, counted from 1. */
  version: z.int(),
  /** The content of the product whose review this version belongs to. */
  contentHash: z.string().nullable(),
  /** What consumers are shown. */
  copyHash: z.string().nullable(),
  costSheetHash: z.string().nullable(),
  items: z.array(item),
  /** Copies that were returned; none is brought again unchanged. */
  returned: z.array(z.string()),
  /** Who checks for the department, where one was named. */
  checker: z.string().nullable(),
  /** Mirror of the two regions of the checks. */
  checks: z.object({ protection: check, legal: check }),

  /**
   * What passed both checks, for those who ask: gone as soon as another version is submitted, and while a
   * deviation from it is open.
   */
  passed: z.object({ contentHash: z.string(), copyHash: z.string(), on: z.string() }).nullable(),
  published: z
    .object({
      contentHash: z.string(),
      copyHash: z.string(),
      costSheetHash: z.string().nullable(),
      version: z.int(),
      on: z.string(),
    })
    .nullable(),
  /** Whether consumers may be shown it now. */
  display: z.enum(['none', 'on', 'suspended', 'off']),
  /** The partner list as headquarters published it. */
  partnerList: z
    .object({ listHash: z.string(), on: z.string(), partners: z.array(z.string()) })
    .nullable(),
  /** Deviations that are not yet settled, oldest first. */
  deviations: z.array(deviation),
  settledDeviations: z.int(),
  /** What was found after the case had ended, by the process in which it came to light. */
  foundAfterEnd: z.array(z.string()),
  ended: z.boolean(),
  /** Day from which the next comparison of what is shown counts. */
  recheckFrom: z.string().nullable(),
  /** Day from which the next information of investors counts. */
  informFrom: z.string().nullable(),
  work: caseWork,
})
export type PackageContext = z.output<typeof packageContext>

export const noPackage: PackageContext = {
  product: null,
  campaign: null,
  label: null,
  unit: null,
  productClass: null,
  basis: null,
  partners: [],
  authors: [],
  version: 0,
  contentHash: null,
  copyHash: null,
  costSheetHash: null,
  items: [],
  returned: [],
  checker: null,
  checks: { protection: noCheck, legal: noCheck },
  passed: null,
  published: null,
  display: 'none',
  partnerList: null,
  deviations: [],
  settledDeviations: 0,
  foundAfterEnd: [],
  ended: false,
  recheckFrom: null,
  informFrom: null,
  work: noCaseWork,
}

/** The deviation whose period of correction runs out next: neither corrected nor escalated yet. */
export const nextToEscalate = (c: PackageContext): Deviation | undefined =>
  c.deviations
    .filter((d) => !d.corrected && !d.escalated)
    .toSorted((a, b) => (a.on < b.on ? -1 : 1))[0]
export const isRemedied = (d: Deviation): boolean =>
  d.affected !== null && d.remedied >= d.affected.count
/** The deviation for whose consumers senior management set the earliest day that has not struck. */
export const nextRemedy = (c: PackageContext): Deviation | undefined =>
  c.deviations
    .filter((d) => d.forcedUntil !== null && !d.remedyLate && !isRemedied(d))
    .toSorted((a, b) => ((a.forcedUntil ?? '') < (b.forcedUntil ?? '') ? -1 : 1))[0]
