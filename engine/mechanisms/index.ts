/** The registry: every mechanism that is in force. Adding one takes its file and one line here. */
import type { Mechanism } from '../core/mechanism.ts'
import { assessment } from './assessment/index.ts'
import { audit } from './audit/index.ts'
import { complaintHandling } from './complaint-handling/index.ts'
import { disclosure } from './disclosure/index.ts'
import { institution } from './institution/index.ts'
import { partnerList } from './partner-list/index.ts'
import { review } from './review/index.ts'
import { salesTraceability } from './sales-traceability/index.ts'
import { suitability } from './suitability/index.ts'
import { training } from './training/index.ts'

export const MECHANISMS: readonly Mechanism[] = [
  review,
  disclosure,
  suitability,
  salesTraceability,
  partnerList,
  complaintHandling,
  training,
  assessment,
  audit,
  institution,
]
