/** The notice of a change (变更告知) and what its case knows: plain JSON, no personal value. */
import * as z from 'zod'
import { caseWork, noCaseWork } from '../case-file.ts'

/** What changes for consumers who are in service. */
export const change = z
  .enum(['fee', 'term', 'riskLevel', 'provider'])
  .meta({ id: 'DisclosureChange' })
export const noticeMeans = z
  .enum(['appMessage', 'sms', 'email', 'post', 'announcement', 'phone'])
  .meta({ id: 'DisclosureNoticeMeans' })

export const noticeContext = z.object({
  product: z.string().nullable(),
  campaign: z.string().nullable(),
  label: z.string().nullable(),
  unit: z.string().nullable(),
  changes: z.array(change),
  /** Day from which the change applies to consumers. */
  effectiveOn: z.string().nullable(),
  announcedOn: z.string().nullable(),
  affected: z.object({ listHash: z.string(), count: z.int() }).nullable(),
  notice: z
    .object({ hash: z.string(), means: z.array(noticeMeans), on: z.string(), late: z.boolean() })
    .nullable(),
  delivery: z
    .object({ delivered: z.int(), undelivered: z.int(), announcementHash: z.string().nullable() })
    .nullable(),
  work: caseWork,
})
export type NoticeContext = z.output<typeof noticeContext>

export const noNotice: NoticeContext = {
  product: null,
  campaign: null,
  label: null,
  unit: null,
  changes: [],
  effectiveOn: null,
  announcedOn: null,
  affected: null,
  notice: null,
  delivery: null,
  work: noCaseWork,
}
