/** What the committee decides of a review by resolution (2022 No. 9 art. 8). */
import { resolutionsOf } from '../resolution.ts'

export const resolves = resolutionsOf({
  committeeUphold: 'upholdOpinion',
  committeeAcceptRisk: 'acceptRisk',
})
