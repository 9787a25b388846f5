// The rules by which a finding moves one area of a review and no other.

import { review } from '../../engine/mechanisms/review/index.ts'
import type { Area } from '../../engine/mechanisms/review/terms.ts'
import { because } from './actors.ts'

const ON_AREA = {
  design: 'onDesign',
  pricing: 'onPricing',
  agreement: 'onAgreement',
  marketing: 'onMarketing',
  legal: 'onLegal',
  personalInformation: 'onPersonalInformation',
} as const satisfies Record<Area, string>

/** The rule of an area, by its name and article. */
export const onArea = (area: Area): string => because(review, ON_AREA[area])
