/** Words that both charts of the internal assessment share (内部考核, 2022 No. 9 art. 18). */
import * as z from 'zod'
import { personal } from '../../core/payload.ts'
import { resolutionOf, resolutionsOf } from '../resolution.ts'

/** What calls for accountability; the same words wherever it is reported. */
export const cause = z
  .enum([
    'statutoryBreach',
    'unreviewedSale',
    'tampering',
    'misSale',
    'qualityCheckOverdue',
    'incident',
    'offListDealing',
    'refusedMediation',
    'defaultOnSettlement',
    'auditFinding',
    'uncorrectedDisclosure',
    'other',
  ])
  .meta({ id: 'AssessmentCause' })

/** Text that people write here is about themselves or their colleagues: it is kept beside the trail. */
export const words = (max = 5000) => personal(z.string().trim().min(1).max(max), 'actor')

export const resolution = resolutionOf('Assessment')
/** What the committee or the board decides by resolution (2022 No. 9 arts 8, 18). */
export const resolves = resolutionsOf({
  approveScheme: 'approveScheme',
  ruleByResolution: 'ruleOnAppeal',
  resolveSanction: 'sanction',
})
