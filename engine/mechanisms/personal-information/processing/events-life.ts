/** Events of the activity while it goes on: consent, changes, violations, control of those entrusted. */
import * as z from 'zod'
import { consumerProtection } from '../../../../policies/consumer-protection.ts'
import { informationOfficer } from '../../../../policies/information-officer.ts'
import { text } from '../../../../policies/law.ts'
import { clock } from '../../../../policies/machinery.ts'
import { management } from '../../../../policies/management.ts'
import { channel, regulator, system } from '../../../../policies/outsiders.ts'
import { audit } from '../../../../policies/supervisors.ts'
import type { EventTable, Notice } from '../../../core/mechanism.ts'
import { hash, line, subject } from '../../../core/payload.ts'
import { statement, words } from '../common/terms.ts'
import { proposers, toldOfViolation } from './events-proposal.ts'
import { changeKind, recipientItem, separateMatter } from './terms.ts'

const told = (to: Notice['to'], zh: string, en: string): Notice => ({ to, about: text(zh, en) })
const terminated: readonly Notice[] = [
  told('businessDepartment', '应删除个人信息', 'The information is to be deleted'),
  told('personalInformationOfficer', '应删除个人信息', 'The information is to be deleted'),
]

export const consentEvents = {
  goLive: {
    by: proposers,
    title: text('开始处理', 'Begin to process'),
    nature: 'record',
    reads: ['latestReview'],
    /** Art. 17: what individuals were told beforehand; and the text to which they consent. */
    payload: z.object({ noticeHash: hash(), consentTextHash: hash().optional() }),
  },
  lapseApproval: {
    by: clock.strike,
    title: text('同意意见失效', 'The approval has gone stale'),
    nature: 'record',
    notices: [told('businessDepartment', '同意意见失效', 'The approval has gone stale')],
    payload: z.object({}),
  },
  recordConsent: {
    by: [channel.relayRequest, ...proposers],
    title: text('记录同意', 'Record a consent'),
    nature: 'record',
    payload: z.object({
      consumer: subject('consumer'),
      statement,
      /** The version of the text that was consented to. */
      textHash: hash(),
      general: z.boolean(),
      separate: z.array(separateMatter).max(4),
      recipientTold: z.array(recipientItem).max(5).optional(),
    }),
  },
  withdrawConsent: {
    by: [channel.relayRequest, ...proposers],
    title: text('个人撤回同意', 'An individual withdraws consent'),
    nature: 'submission',
    notices: [
      told('personalInformationOfficer', '个人撤回同意', 'An individual has withdrawn consent'),
    ],
    payload: z.object({ consumer: subject('consumer'), statement }),
  },
  dropForRefusal: {
    by: proposers,
    title: text('因无人同意放弃', 'Drop it: nobody consents'),
    nature: 'record',
    notices: terminated,
    payload: z.object({ reason: line() }),
  },
  lapseConsenting: {
    by: clock.strike,
    title: text('逾期未取得同意', 'No consent was obtained in time'),
    nature: 'record',
    notices: terminated,
    payload: z.object({}),
  },
} as const satisfies EventTable

export const changeEvents = {
  reportChange: {
    by: [...proposers, system.report],
    title: text(
      '报告目的、方式、种类或接收方变更',
      'Report a change of purpose, method, kinds or recipient',
    ),
    nature: 'submission',
    notices: [told('personalInformationOfficer', '处理活动发生变更', 'An activity has changed')],
    payload: z.object({ kind: changeKind, change: words() }),
  },
  lapseHold: {
    by: clock.strike,
    title: text('变更后逾期未提交', 'Changed, and not submitted in time'),
    nature: 'record',
    notices: [told('seniorManagement', '处理活动被停止', 'An activity is stopped')],
    payload: z.object({}),
  },
  reportViolation: {
    by: [
      informationOfficer.supervise,
      audit.report,
      regulator.orderInformation,
      consumerProtection.watchInformation,
    ],
    title: text('报告违规处理', 'Report unlawful processing'),
    nature: 'finding',
    reads: ['latestReview'],
    notices: toldOfViolation,
    payload: z.object({ evidenceHash: hash(), found: words() }),
  },
  submitCure: {
    by: proposers,
    title: text('提交整改证据', 'Hand in evidence that it is cured'),
    nature: 'submission',
    capacity: 'submitter',
    payload: z.object({ evidenceHash: hash(), measures: words() }),
  },
  liftSuspension: {
    by: informationOfficer.supervise,
    title: text('解除暂停', 'Lift the suspension'),
    nature: 'decision',
    capacity: 'verifier',
    notices: [told('businessDepartment', '处理活动恢复', 'The activity may go on')],
    payload: z.object({ verification: words() }),
  },
  escalateSuspension: {
    by: clock.strike,
    title: text('暂停逾期未整改', 'Suspended, and not cured in time'),
    nature: 'record',
    notices: [
      told('seniorManagement', '暂停的处理活动未整改', 'A suspended activity is not cured'),
      told('supervisoryBody', '暂停的处理活动未整改', 'A suspended activity is not cured'),
    ],
    payload: z.object({}),
  },
  stopProcessing: {
    by: management.governInformation,
    title: text('决定停止处理', 'Stop the processing for good'),
    nature: 'decision',
    capacity: 'decider',
    notices: terminated,
    payload: z.object({ grounds: words() }),
  },
} as const satisfies EventTable

export const controlEvents = {
  recordProvision: {
    by: [...proposers, system.report],
    title: text('记录提供或委托处理', 'Record that information was provided or entrusted'),
    nature: 'record',
    payload: z.object({
      partner: subject('partner'),
      people: z.int().min(1).max(2_000_000_000),
      dataHash: hash(),
    }),
  },
  recordInspection: {
    by: proposers,
    title: text('检查受托人', 'Inspect a processor'),
    nature: 'finding',
    reads: ['listing'],
    payload: z.object({
      partner: subject('partner'),
      satisfactory: z.boolean(),
      reportHash: hash(),
    }),
  },
  flagInspectionOverdue: {
    by: clock.strike,
    title: text('对受托人的检查逾期', 'The inspection of a processor is overdue'),
    nature: 'record',
    notices: [told('personalInformationOfficer', '检查逾期', 'An inspection is overdue')],
    payload: z.object({}),
  },
  recordAudit: {
    by: audit.auditInformation,
    title: text('记录合规审计', 'Record a compliance audit'),
    nature: 'finding',
    capacity: 'auditor',
    notices: [told('seniorManagement', '合规审计完成', 'A compliance audit was done')],
    payload: z.object({
      reportHash: hash(),
      satisfactory: z.boolean(),
      institutionPeople: z.int().min(0).max(2_000_000_000),
    }),
  },
  flagAuditOverdue: {
    by: clock.strike,
    title: text('合规审计逾期', 'The compliance audit is overdue'),
    nature: 'record',
    notices: [
      told('internalAudit', '合规审计逾期', 'A compliance audit is overdue'),
      told('seniorManagement', '合规审计逾期', 'A compliance audit is overdue'),
      told('supervisoryBody', '合规审计逾期', 'A compliance audit is overdue'),
    ],
    payload: z.object({}),
  },
} as const satisfies EventTable
