/** What is shown to one consumer (售前、售中、售后) and what its case knows: no personal value. */
import * as z from 'zod'
import { addMonths } from '../../core/calendar.ts'
import type { Day } from '../../core/values.ts'
import { caseWork, noCaseWork } from '../case-file.ts'
import { item, productClass } from './terms.ts'

export const means = z.enum(['online', 'onSite', 'phone']).meta({ id: 'DisclosureMeans' })
/** Where it is shown and acknowledged: a partner's page is not the institution's own. */
export const spot = z
  .enum(['ownPage', 'partnerPage', 'premises', 'call'])
  .meta({ id: 'DisclosureSpot' })
export const serviceNotice = z
  .enum(['statement', 'operation', 'riskEvent', 'termsChange', 'riskLevelChange', 'other'])
  .meta({ id: 'DisclosureServiceNotice' })

/** House policy: a forced reading time shorter than this is none. */
export const SHORTEST_READING_S = 10

export const presentationContext = z.object({
  product: z.string().nullable(),
  campaign: z.string().nullable(),
  consumer: z.string().nullable(),
  partner: z.string().nullable(),
  unit: z.string().nullable(),
  productClass: productClass.nullable(),
  means: means.nullable(),
  /** The copy that the consumer saw last, and the cost sheet published with it. */
  copyHash: z.string().nullable(),
  costSheetHash: z.string().nullable(),
  items: z.array(item),
  shownOn: z.string().nullable(),
  timesShown: z.int(),
  acknowledgement: z
    .object({
      kind: z.enum(['signedSheet', 'popUp', 'confirmation']),
      hash: z.string(),
      copyHash: z.string(),
      on: z.string(),
    })
    .nullable(),
  contract: z.object({ hash: z.string(), on: z.string() }).nullable(),
  /** Notices that the consumer was sent while the contract was in service. */
  notices: z.array(
    z.object({
      notice: z.string(),
      kind: serviceNotice,
      on: z.string(),
      delivered: z.boolean(),
      late: z.boolean(),
    }),
  ),
  endedOn: z.string().nullable(),
  /** Why the records must not be disposed of, by the entry that said so. */
  holds: z.array(z.string()),
  disposalBy: z.string().nullable(),
  work: caseWork,
})
export type PresentationContext = z.output<typeof presentationContext>

export const nothingShown: PresentationContext = {
  product: null,
  campaign: null,
  consumer: null,
  partner: null,
  unit: null,
  productClass: null,
  means: null,
  copyHash: null,
  costSheetHash: null,
  items: [],
  shownOn: null,
  timesShown: 0,
  acknowledgement: null,
  contract: null,
  notices: [],
  endedOn: null,
  holds: [],
  disposalBy: null,
  work: noCaseWork,
}

/** The notice whose delivery is waited for longest and has not been found late. */
export const nextDelivery = (c: PresentationContext) =>
  c.notices.filter((n) => !n.delivered && !n.late).toSorted((a, b) => (a.on < b.on ? -1 : 1))[0]

export const RETENTIONS = [
  'suitabilityRecords',
  'relationEvidence',
  'presentationEvidence',
] as const
export type Retention = (typeof RETENTIONS)[number]

/**
 * The one rule that keeps the records longest: evidence of risk disclosure for three years from the start
 * of the relationship (PBOC 2020 No. 5), suitability records for five years from its end (2025 No. 7
 * art. 17), and, where no contract came about, what the institution set for itself.
 */
export function governing(c: PresentationContext): Retention {
  if (c.contract === null || c.endedOn === null) return 'presentationEvidence'
  const until: Readonly<Partial<Record<Retention, Day>>> = {
    relationEvidence: addMonths(c.contract.on as Day, 36),
    ...(c.productClass === 'investment' || c.productClass === 'insurance'
      ? { suitabilityRecords: addMonths(c.endedOn as Day, 60) }
      : {}),
  }
  return (until.suitabilityRecords ?? '') > (until.relationEvidence ?? '')
    ? 'suitabilityRecords'
    : 'relationEvidence'
}
