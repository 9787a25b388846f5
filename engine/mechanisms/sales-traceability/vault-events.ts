/** Events of the keeping: holds, retrieval and return, the end of retention, and disposal by two. */
import * as z from 'zod'
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { legal } from '../../../policies/legal.ts'
import { text } from '../../../policies/law.ts'
import { clock, courier } from '../../../policies/machinery.ts'
import { channel as consumerChannel, regulator, system } from '../../../policies/outsiders.ts'
import { audit } from '../../../policies/supervisors.ts'
import type { EventTable, Notice } from '../../core/mechanism.ts'
import { day, entry, hash, line, processRef } from '../../core/payload.ts'
import { words } from './inspection-events.ts'
import { holdKind, purpose } from './terms.ts'

const toKeepers = (zh: string, en: string): readonly Notice[] => [
  { to: 'consumerProtection', about: text(zh, en) },
  { to: 'businessDepartment', about: text(zh, en) },
]

export const holdEvents = {
  placeHold: {
    by: [
      consumerChannel.declareOnRecording,
      consumerProtection.keepRecordings,
      legal.disposeRecordings,
      regulator.demandRecording,
      courier.carry,
    ],
    title: text('冻结可回溯资料', 'Hold the recording'),
    nature: 'order',
    notices: toKeepers('可回溯资料已冻结', 'The recording is held'),
    /** `matter`: the complaint, dispute or other case for which it is held. */
    payload: z.object({ kind: holdKind, matter: processRef().optional(), reason: line() }),
  },
  releaseHold: {
    by: [consumerProtection.keepRecordings, legal.disposeRecordings],
    title: text('解除冻结', 'Release the hold'),
    nature: 'decision',
    reads: ['matter'],
    notices: toKeepers('可回溯资料解除冻结', 'The hold on the recording was released'),
    /** `endedOn`: the day on which the dispute was finally resolved. */
    payload: z.object({ hold: entry(), endedOn: day(), grounds: words() }),
  },
  promptHoldReview: {
    by: clock.strike,
    title: text('提示复核冻结', 'Ask whether the hold is still needed'),
    nature: 'record',
    notices: [
      { to: 'legalCompliance', about: text('请复核冻结', 'Check whether the hold is needed') },
      { to: 'consumerProtection', about: text('请复核冻结', 'Check whether the hold is needed') },
    ],
    payload: z.object({}),
  },
} as const satisfies EventTable

export const custodyEvents = {
  retrieveRecording: {
    by: [consumerProtection.keepRecordings, audit.retrieveRecording, regulator.demandRecording],
    title: text('调阅', 'Retrieve the recording'),
    nature: 'record',
    regions: ['custody'],
    capacity: 'asker',
    payload: z.object({ purpose, reference: line(), explains: words().optional() }),
  },
  returnRecording: {
    by: [consumerProtection.keepRecordings, system.report],
    title: text('归还', 'Return the recording'),
    nature: 'record',
    regions: ['custody'],
    /** Of what came back; it must be what went out. */
    payload: z.object({ contentHash: hash() }),
  },
  reportReturnOverdue: {
    by: clock.strike,
    title: text('调阅逾期未归还', 'The recording was not returned in time'),
    nature: 'record',
    notices: [
      { to: 'consumerProtection', about: text('调阅逾期未归还', 'A recording was not returned') },
      { to: 'internalAudit', about: text('调阅逾期未归还', 'A recording was not returned') },
    ],
    payload: z.object({}),
  },
} as const satisfies EventTable

export const disposalEvents = {
  beginDisposalReview: {
    by: clock.strike,
    title: text('保存期届满，进入处置审查', 'Retention has ended: disposal is reviewed'),
    nature: 'record',
    notices: toKeepers('保存期届满，待处置审查', 'Retention has ended; review the disposal'),
    payload: z.object({}),
  },
  endLongerKeeping: {
    by: clock.strike,
    title: text('继续保存的期限届满', 'It was kept as long as was decided'),
    nature: 'record',
    notices: toKeepers('继续保存的期限届满，待处置审查', 'Review the disposal again'),
    payload: z.object({}),
  },
  proposeDisposal: {
    by: consumerProtection.keepRecordings,
    title: text('提议销毁', 'Propose disposal'),
    nature: 'submission',
    capacity: 'proposer',
    notices: [{ to: 'legalCompliance', about: text('待批准销毁', 'A disposal awaits approval') }],
    payload: z.object({ grounds: words() }),
  },
  approveDisposal: {
    by: legal.disposeRecordings,
    title: text('批准销毁', 'Approve disposal'),
    nature: 'decision',
    capacity: 'approver',
    notices: toKeepers('已批准销毁', 'Disposal was approved'),
    payload: z.object({ grounds: words() }),
  },
  declineDisposal: {
    by: [legal.disposeRecordings, consumerProtection.keepRecordings],
    title: text('决定继续保存', 'Decide to keep it longer'),
    nature: 'decision',
    notices: toKeepers('继续保存', 'It is kept longer'),
    payload: z.object({ keepUntil: day(), grounds: words() }),
  },
  recordDestruction: {
    by: [business.recordSale, system.report],
    title: text('记录销毁', 'Record the destruction'),
    nature: 'record',
    notices: [{ to: 'consumerProtection', about: text('资料已销毁', 'It was destroyed') }],
    payload: z.object({ certificateHash: hash() }),
  },
  reportDisposalOverdue: {
    by: clock.strike,
    title: text('处置审查逾期', 'The review of the disposal is overdue'),
    nature: 'record',
    notices: [
      { to: 'legalCompliance', about: text('处置审查逾期', 'A disposal review is overdue') },
      { to: 'seniorManagement', about: text('处置审查逾期', 'A disposal review is overdue') },
    ],
    payload: z.object({}),
  },
} as const satisfies EventTable
