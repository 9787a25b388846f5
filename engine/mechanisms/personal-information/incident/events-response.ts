/** Events of the response: containment, reports, individuals, cause and cure, closing. */
import * as z from 'zod'
import { business } from '../../../../policies/business.ts'
import { informationOfficer } from '../../../../policies/information-officer.ts'
import { legal } from '../../../../policies/legal.ts'
import { text } from '../../../../policies/law.ts'
import { clock } from '../../../../policies/machinery.ts'
import { management } from '../../../../policies/management.ts'
import { regulator, system } from '../../../../policies/outsiders.ts'
import { audit } from '../../../../policies/supervisors.ts'
import type { EventTable, Notice } from '../../../core/mechanism.ts'
import { day, hash, line, unit } from '../../../core/payload.ts'
import { means, noticeItem, words } from '../common/terms.ts'
import { causeKind, report } from './terms.ts'

const handles = informationOfficer.handleIncident
const tells = (to: Notice['to'], zh: string, en: string): Notice => ({ to, about: text(zh, en) })
const escalated = (zh: string, en: string): readonly Notice[] => [
  tells('seniorManagement', zh, en),
  tells('supervisoryBody', zh, en),
]
const overdue = (titleZh: string, titleEn: string) =>
  ({
    by: clock.strike,
    title: text(titleZh, titleEn),
    nature: 'record',
    notices: escalated('事件逾期未报告', 'An incident was not reported in time'),
    payload: z.object({}),
  }) as const

export const reportEvents = {
  containIncident: {
    by: handles,
    title: text('完成处置、控制影响', 'Contain the incident'),
    nature: 'record',
    capacity: 'handler',
    payload: z.object({ evidenceHash: hash(), measures: words() }),
  },
  escalateContainment: {
    by: clock.strike,
    title: text('逾期未控制', 'Not contained in time'),
    nature: 'record',
    notices: [
      ...escalated('事件尚未控制', 'The incident is not contained'),
      tells('consumerProtectionCommittee', '事件尚未控制', 'The incident is not contained'),
    ],
    payload: z.object({}),
  },
  tellAuthority: {
    by: [handles, management.governInformation],
    title: text('报告主管部门', 'Report to an authority'),
    nature: 'record',
    payload: z.object({
      report,
      /** Art. 57: the kinds, the cause, the possible harm; the measures; whom to contact. */
      items: z.array(noticeItem).max(5),
      reportHash: hash(),
      /** The police as well, where critical infrastructure is concerned. */
      policeTold: z.boolean(),
      /** A late report shows that the incident is contained. */
      containmentHash: hash().optional(),
    }),
  },
  reportInternetOverdue: overdue(
    '逾期未报告网信部门',
    'Not reported to the cyberspace office in time',
  ),
  reportCentralBankOverdue: overdue(
    '逾期未报告人民银行',
    'Not reported to the People’s Bank in time',
  ),
  reportFirstOverdue: overdue('逾期未作首次报告', 'The first report to the supervisor is overdue'),
  reportWrittenOverdue: overdue(
    '逾期未书面报告',
    'The written report to the supervisor is overdue',
  ),
} as const satisfies EventTable

export const individualEvents = {
  tellIndividuals: {
    by: handles,
    title: text('通知个人', 'Notify the individuals'),
    nature: 'record',
    regions: ['individuals'],
    payload: z.object({
      people: z.int().min(1).max(2_000_000_000),
      means: z.array(means).min(1).max(9),
      items: z.array(noticeItem).max(5),
      noticeHash: hash(),
    }),
  },
  flagIndividualsOverdue: {
    by: clock.strike,
    title: text('逾期未通知个人', 'The individuals were not notified in time'),
    nature: 'record',
    notices: escalated('逾期未通知个人', 'The individuals were not notified in time'),
    payload: z.object({}),
  },
  proposeExemption: {
    by: handles,
    title: text('提议不通知个人', 'Propose not to notify the individuals'),
    nature: 'submission',
    capacity: 'proposer',
    payload: z.object({ evidenceHash: hash(), grounds: words() }),
  },
  confirmExemption: {
    by: legal.checkNotification,
    title: text('确认已有效避免危害', 'Confirm that the harm is effectively avoided'),
    nature: 'decision',
    regions: ['individuals'],
    capacity: 'approver',
    payload: z.object({ grounds: words() }),
  },
  settleExemption: {
    by: clock.strike,
    title: text('未被责令通知', 'No order to notify has come'),
    nature: 'record',
    payload: z.object({}),
  },
  orderNotification: {
    by: regulator.orderInformation,
    title: text('责令通知个人', 'Order that individuals be notified'),
    nature: 'order',
    regions: ['individuals'],
    notices: [
      tells('personalInformationOfficer', '监管责令通知个人', 'The regulator orders notification'),
      ...escalated('监管责令通知个人', 'The regulator orders notification'),
    ],
    payload: z.object({ orderHash: hash() }),
  },
} as const satisfies EventTable

export const cureEvents = {
  sealLogs: {
    by: [handles, business.reportIncident, system.report],
    title: text('封存网络日志', 'Seal the network logs'),
    nature: 'record',
    payload: z.object({ sealHash: hash(), from: day(), to: day() }),
  },
  endLogRetention: {
    by: clock.strike,
    title: text('网络日志留存期届满', 'The logs have been kept for their period'),
    nature: 'record',
    afterEnd: true,
    payload: z.object({}),
  },
  recordCause: {
    by: [handles, audit.report],
    title: text('查明原因', 'Record the root cause'),
    nature: 'finding',
    notices: [tells('businessDepartment', '应整改', 'The cause is to be mended')],
    /** `unit`: the department that is to mend it, where that was not known yet. */
    payload: z.object({
      kind: causeKind,
      reportHash: hash(),
      findings: words(),
      unit: unit().optional(),
    }),
  },
  escalateCause: {
    by: clock.strike,
    title: text('逾期未查明原因', 'The cause was not found in time'),
    nature: 'record',
    notices: escalated('逾期未查明原因', 'The cause was not found in time'),
    payload: z.object({}),
  },
  reportFix: {
    by: [business.reportIncident, handles],
    title: text('报告整改完成', 'Report that it is mended'),
    nature: 'submission',
    payload: z.object({ evidenceHash: hash(), measures: words() }),
  },
  escalateFix: {
    by: clock.strike,
    title: text('逾期未整改', 'Not mended in time'),
    nature: 'record',
    notices: escalated('逾期未整改', 'Not mended in time'),
    payload: z.object({}),
  },
  verifyFix: {
    by: [handles, audit.report],
    title: text('验证整改有效', 'Verify the mending'),
    nature: 'finding',
    capacity: 'verifier',
    payload: z.object({ evidenceHash: hash(), verification: words() }),
  },
  rejectFix: {
    by: [handles, audit.report],
    title: text('整改无效退回', 'Find that it is not mended'),
    nature: 'finding',
    capacity: 'verifier',
    payload: z.object({ verification: words() }),
  },
  escalateVerification: {
    by: clock.strike,
    title: text('逾期未验证', 'Not verified in time'),
    nature: 'record',
    notices: [tells('seniorManagement', '逾期未验证整改', 'The mending was not verified in time')],
    payload: z.object({}),
  },
  closeIncident: {
    by: management.governInformation,
    title: text('结案', 'Close the incident'),
    nature: 'decision',
    capacity: 'decider',
    payload: z.object({ lessons: words(), reason: line() }),
  },
  escalateClosing: {
    by: clock.strike,
    title: text('逾期未结案', 'Not closed in time'),
    nature: 'record',
    notices: [tells('consumerProtectionCommittee', '事件逾期未结案', 'An incident is not closed')],
    payload: z.object({}),
  },
  endIncidentRetention: {
    by: clock.strike,
    title: text('事件档案保存期届满', 'The file of the incident has been kept for its period'),
    nature: 'record',
    afterEnd: true,
    payload: z.object({}),
  },
} as const satisfies EventTable
