/** What committee and board decide of the annual report by resolution (2022 No. 9 arts 8, 10). */
import { resolutionsOf } from '../resolution.ts'

export const resolves = resolutionsOf({
  committeeEndorse: 'endorseReport',
  resolveReport: 'approveReport',
  reissue: 'approveCorrection',
})
