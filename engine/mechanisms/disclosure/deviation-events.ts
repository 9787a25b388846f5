/** Events of what deviates from the published package, and of its correction. */
import * as z from 'zod'
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { text } from '../../../policies/law.ts'
import { clock, courier } from '../../../policies/machinery.ts'
import { management } from '../../../policies/management.ts'
import { system } from '../../../policies/outsiders.ts'
import type { EventTable, Notice } from '../../core/mechanism.ts'
import { day, entry, hash, processRef, subject } from '../../core/payload.ts'
import { page } from './package-events.ts'
import { deviationCause, place, test } from './package-terms.ts'
import { words } from './terms.ts'

const found: readonly Notice[] = [
  { to: 'businessDepartment', about: text('发现披露偏差', 'A deviation of disclosure was found') },
  { to: 'consumerProtection', about: text('发现披露偏差', 'A deviation of disclosure was found') },
]
const named = { deviation: entry() }

export const deviationEvents = {
  reportMysteryShop: {
    by: consumerProtection.watchDisclosure,
    title: text('报告暗访发现', 'Report what shopping incognito found'),
    nature: 'finding',
    capacity: 'inspector',
    reads: ['latestReview'],
    notices: found,
    payload: z.object({
      failed: z.array(test).min(1).max(5),
      place,
      evidenceHash: hash(),
      found: words(),
    }),
  },
  reportDrift: {
    by: system.report,
    title: text('报告页面与公布内容不一致', 'Report that a page differs from what was published'),
    nature: 'finding',
    reads: ['latestReview', 'driftingPartner'],
    notices: found,
    payload: z.object({
      place,
      partner: subject('partner').optional(),
      foundHash: hash(),
      evidenceHash: hash(),
    }),
  },
  reportDeviation: {
    by: [courier.carry, consumerProtection.watchDisclosure, system.report],
    title: text('报告其他流程发现的披露偏差', 'Report a deviation that another process found'),
    nature: 'finding',
    afterEnd: true,
    reads: ['latestReview'],
    notices: found,
    payload: z.object({ source: processRef() }),
  },
  recordAffected: {
    by: business.disclose,
    title: text('列出受影响的消费者', 'List the consumers affected'),
    nature: 'record',
    payload: z.object({ ...named, listHash: hash(), count: z.int().min(0) }),
  },
  remedyAffected: {
    by: business.disclose,
    title: text('对受影响的消费者补救', 'Remedy the consumers affected'),
    nature: 'record',
    /** How many of the list have been remedied by now. */
    payload: z.object({ ...named, remedied: z.int().min(0), evidenceHash: hash() }),
  },
  correctDeviation: {
    by: business.disclose,
    title: text('纠正偏差', 'Correct the deviation'),
    nature: 'submission',
    capacity: 'submitter',
    notices: [
      {
        to: 'consumerProtection',
        about: text('披露偏差已纠正，待复核', 'A deviation was corrected and awaits verification'),
      },
    ],
    payload: z.object({ ...named, cause: deviationCause, evidenceHash: hash() }),
  },
  forceCorrection: {
    by: management.overseeDisclosure,
    title: text('责令纠正', 'Order the correction'),
    nature: 'order',
    capacity: 'decider',
    notices: found.map(({ to }) => ({
      to,
      about: text(
        '披露偏差被责令下架并补救',
        'What deviates was taken down; consumers are to be remedied',
      ),
    })),
    payload: z.object({
      cause: deviationCause,
      /** Proof that what deviates is no longer shown. */
      takenDownHash: hash(),
      /** Day by which the consumers affected are to be listed and remedied. */
      remedyBy: day(),
      grounds: words(),
    }),
  },
  rejectCorrection: {
    by: consumerProtection.watchDisclosure,
    title: text('复核不通过', 'Find the correction insufficient'),
    regions: ['deviation'],
    nature: 'finding',
    capacity: 'verifier',
    notices: [
      {
        to: 'businessDepartment',
        about: text('偏差纠正未通过复核', 'The correction was found insufficient'),
      },
    ],
    payload: z.object({ ...named, grounds: words() }),
  },
  republish: {
    by: consumerProtection.watchDisclosure,
    title: text('复核并恢复展示', 'Verify and put it back on display'),
    regions: ['deviation'],
    nature: 'decision',
    capacity: 'verifier',
    notices: [
      {
        to: 'businessDepartment',
        about: text('偏差已复核，恢复展示', 'The correction was verified; the display goes on'),
      },
    ],
    /** None where it is off display. */
    payload: z.object({ pages: z.array(page).max(50), grounds: words() }),
  },
  escalateDeviation: {
    by: clock.strike,
    title: text('偏差逾期未纠正', 'A deviation was not corrected in time'),
    nature: 'record',
    notices: [
      {
        to: 'seniorManagement',
        about: text('披露偏差逾期未纠正', 'A deviation was not corrected in time'),
      },
      {
        to: 'supervisoryBody',
        about: text('披露偏差逾期未纠正', 'A deviation was not corrected in time'),
      },
    ],
    payload: z.object({}),
  },
  reportVerificationOverdue: {
    by: clock.strike,
    title: text('偏差复核逾期', 'A correction was not verified in time'),
    nature: 'record',
    notices: [
      {
        to: 'seniorManagement',
        about: text('偏差纠正复核逾期', 'A correction was not verified in time'),
      },
    ],
    payload: z.object({}),
  },
  reportRemedyOverdue: {
    by: clock.strike,
    title: text('责令补救逾期', 'The remedy that was ordered is overdue'),
    nature: 'record',
    notices: [
      {
        to: 'seniorManagement',
        about: text('责令的补救逾期', 'The remedy that was ordered is overdue'),
      },
      {
        to: 'consumerProtectionCommittee',
        about: text('责令的补救逾期', 'The remedy that was ordered is overdue'),
      },
    ],
    payload: z.object({}),
  },
} as const satisfies EventTable
