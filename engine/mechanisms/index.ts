/**
 * The registry: the newest edition of every mechanism. Adding one takes its file and one line here.
 *
 * An edition may be registered before its day; until then processes open under the one before it, which
 * has moved to `past/` and stands in SUPERSEDED. `past/README.md` says how.
 */
import type { Mechanism } from '../core/mechanism.ts'
import { assessment } from './assessment/index.ts'
import { audit } from './audit/index.ts'
import { complaintHandling } from './complaint-handling/index.ts'
import { delegation } from './delegation/index.ts'
import { disclosure } from './disclosure/index.ts'
import { disputeResolution } from './dispute-resolution/index.ts'
import { erasure } from './erasure/index.ts'
import { governance } from './governance/index.ts'
import { institution } from './institution/index.ts'
import { partnerList } from './partner-list/index.ts'
import { personalInformation } from './personal-information/index.ts'
import { resolution } from './resolution/index.ts'
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
  disputeResolution,
  assessment,
  audit,
  personalInformation,
  erasure,
  institution,
  resolution,
  delegation,
  governance,
]

/** Editions that a newer one supersedes from its day on, kept for the processes that stand under them. */
const SUPERSEDED: readonly Mechanism[] = []

/** Every edition under which a process may stand or open. */
export const EDITIONS: readonly Mechanism[] = [...MECHANISMS, ...SUPERSEDED]
