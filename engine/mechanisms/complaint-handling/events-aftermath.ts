/** Cause, rectification, archive and retention: 2020 No. 3 arts 26 and 28. */
import * as z from 'zod'
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { text } from '../../../policies/law.ts'
import { clock } from '../../../policies/machinery.ts'
import { management } from '../../../policies/management.ts'
import type { EventTable } from '../../core/mechanism.ts'
import { hash, line, subject, unit } from '../../core/payload.ts'
import { party, words } from './events-intake.ts'
import { causeKind, reopenGround } from './shapes.ts'

const { traceCauses, archiveComplaint, transcribe } = consumerProtection

export const causeEvents = {
  proposeCause: {
    by: business.traceCauses,
    title: text('提出投诉原因', 'Propose the cause'),
    nature: 'submission',
    capacity: 'proposer',
    payload: z.object({ ...party, kinds: z.array(causeKind).min(1).max(6), analysis: words() }),
  },
  confirmCause: {
    by: traceCauses,
    title: text('认定投诉原因', 'Confirm the cause'),
    nature: 'finding',
    reads: ['latestReview', 'latestPackage', 'listedPartner', 'unit'],
    notices: [{ to: 'businessDepartment', about: text('须整改', 'To be rectified') }],
    payload: z.object({
      ...party,
      kinds: z.array(causeKind).min(1).max(6),
      product: subject('product').optional(),
      partner: subject('partner').optional(),
      owner: unit().optional(),
      analysis: words(),
    }),
  },
  findNoFault: {
    by: traceCauses,
    title: text('认定无过错', 'Find no fault'),
    nature: 'finding',
    payload: z.object({ ...party, analysis: words() }),
  },
  recordRectification: {
    by: business.traceCauses,
    title: text('报告已整改', 'Report the rectification'),
    nature: 'submission',
    capacity: 'author',
    payload: z.object({ measures: line(2000), proof: hash() }),
  },
  rejectRectification: {
    by: traceCauses,
    title: text('整改不到位', 'Rectification insufficient'),
    nature: 'finding',
    payload: z.object({ reason: line(2000) }),
  },
  verifyRectification: {
    by: traceCauses,
    title: text('验证整改', 'Verify the rectification'),
    nature: 'finding',
    capacity: 'verifier',
    payload: z.object({ proof: hash() }),
  },
  escalateRootCause: {
    by: clock.strike,
    title: text('原因未及时查明（内部要求）', 'Cause not found in time (house policy)'),
    nature: 'record',
    notices: [
      {
        to: 'seniorManagement',
        about: text('投诉原因未及时查明', 'A cause was not found in time'),
      },
    ],
    payload: z.object({}),
  },
  escalateRectification: {
    by: clock.strike,
    title: text('整改逾期（内部要求）', 'Rectification overdue (house policy)'),
    nature: 'record',
    notices: [
      { to: 'seniorManagement', about: text('投诉整改逾期', 'A rectification is overdue') },
      { to: 'internalAudit', about: text('投诉整改逾期', 'A rectification is overdue') },
    ],
    payload: z.object({}),
  },
  reportRepeatedCause: {
    by: traceCauses,
    title: text('报告同一原因反复出现', 'Report a cause that recurs'),
    nature: 'finding',
    reads: ['sameCause', 'repeatedCauseLimit'],
    notices: [
      {
        to: 'consumerProtectionCommittee',
        about: text('同一原因投诉反复出现', 'Complaints recur from one cause'),
      },
      {
        to: 'seniorManagement',
        about: text('同一原因投诉反复出现', 'Complaints recur from one cause'),
      },
    ],
    payload: z.object({ ...party, analysis: words() }),
  },
} as const satisfies EventTable

export const recordEvents = {
  archive: {
    by: archiveComplaint,
    title: text('归档', 'Archive'),
    nature: 'record',
    reads: ['sameCause'],
    payload: z.object({}),
  },
  recordClosure: {
    by: transcribe,
    title: text('按原登记簿记载归档', 'Archive, as an earlier register records'),
    nature: 'record',
    transcribable: true,
    payload: z.object({}),
  },
  reopen: {
    by: management.overseeComplaints,
    title: text('因本机构错误重开', 'Reopen for an error of ours'),
    nature: 'order',
    regions: ['clock'],
    afterEnd: true,
    notices: [{ to: 'consumerProtection', about: text('投诉已重开', 'A complaint was reopened') }],
    payload: z.object({ ...party, ground: reopenGround, reasons: words() }),
  },
  endStatutoryRetention: {
    by: clock.strike,
    title: text('法定保存期满', 'Statutory retention has ended'),
    nature: 'record',
    regions: ['record'],
    afterEnd: true,
    payload: z.object({}),
  },
  releaseRecord: {
    by: clock.strike,
    title: text('保存期满', 'Retention has ended'),
    nature: 'record',
    regions: ['record'],
    afterEnd: true,
    payload: z.object({}),
  },
} as const satisfies EventTable
