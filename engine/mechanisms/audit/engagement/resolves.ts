/** What the board, or its committee, decides of an audit by resolution (2022 No. 9 arts 8, 19). */
import { resolutionsOf } from '../../resolution.ts'

export const resolves = resolutionsOf({
  approvePlan: 'approvePlan',
  dropLine: 'dropLine',
  rescheduleByBoard: 'reschedule',
  instruct: 'instruct',
  closeWithoutFindings: 'takeNote',
  orderRectification: 'orderRectification',
})
