/** Words that the charts of the internal audit share (内部审计, 2022 No. 9 art. 19). */
import * as z from 'zod'
import { personal } from '../../core/payload.ts'
import { resolutionOf } from '../resolution.ts'

/** What is reported to the audit universe; the same words as where it calls for accountability. */
export const riskKind = z
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
    'complaints',
    'other',
  ])
  .meta({ id: 'AuditRiskKind' })

export const words = (max = 5000) => personal(z.string().trim().min(1).max(max), 'actor')
export const resolution = resolutionOf('Audit')
