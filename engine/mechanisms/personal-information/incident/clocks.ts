/**
 * The periods of an incident. Each report to an authority has the clock of its own law, counted from the
 * discovery; how sure the text of that law is stands beside the law itself. PIPL art. 57 says "at once" and
 * no number, so what is counted for individuals is house policy.
 */
import { text } from '../../../../policies/law.ts'
import { span } from '../../../core/clocks.ts'
import type { Day, Effective, Instant } from '../../../core/values.ts'
import type { IncidentContext } from './terms.ts'

type C = IncidentContext
const deadline = { kind: 'deadline', from: 'entered' } as const
const discovery = (c: C): Effective | undefined =>
  c.discoveredAt === null ? undefined : { at: c.discoveredAt as Instant }
const fromDiscovery = { kind: 'deadline', from: discovery } as const
const isCritical = (c: C): boolean => c.class?.criticalInfrastructure === true

const statutory = {
  /** The provincial cyberspace office, for an incident that is larger or graver. */
  K44: {
    ...fromDiscovery,
    title: text(
      '较大以上事件报告网信部门：四小时',
      'Larger incidents, to the cyberspace office: 4 hours',
    ),
    cite: 'cac-2025-incident:4',
    span: span(4, 'hour'),
    runsIn: ['internetReport.due'],
    unless: isCritical,
    fires: 'reportInternetOverdue',
  },
  K44critical: {
    ...fromDiscovery,
    title: text(
      '关键信息基础设施事件报告保护工作部门和公安机关：一小时',
      'Critical infrastructure, to its authority and the police: 1 hour',
    ),
    cite: 'cac-2025-incident:4',
    span: span(1, 'hour'),
    runsIn: ['internetReport.due'],
    unless: (c: C) => !isCritical(c),
    fires: 'reportInternetOverdue',
  },
  K45: {
    ...fromDiscovery,
    title: text(
      '有其他不利影响的报告人民银行：七十二小时',
      'Adverse effects, to the People’s Bank: 72 hours',
    ),
    cite: 'pboc-2020-5:incident',
    span: span(72, 'hour'),
    runsIn: ['centralBankReport.due'],
    fires: 'reportCentralBankOverdue',
  },
  K46first: {
    ...fromDiscovery,
    title: text('数据安全事件首次报告：二小时', 'Data-security incident, first report: 2 hours'),
    cite: '2024-24:first-report',
    span: span(2, 'hour'),
    runsIn: ['firstReport.due'],
    fires: 'reportFirstOverdue',
  },
  K46written: {
    ...fromDiscovery,
    title: text(
      '数据安全事件书面报告：二十四小时',
      'Data-security incident, written report: 24 hours',
    ),
    cite: '2024-24:written-report',
    span: span(24, 'hour'),
    runsIn: ['writtenReport.due'],
    fires: 'reportWrittenOverdue',
  },
  K48: {
    kind: 'retention',
    title: text('网络日志：六个月', 'Network logs: 6 months'),
    cite: 'cybersecurity:21',
    span: span(6, 'month'),
    runsIn: ['logs.kept'],
    from: (c: C) => (c.logs === null ? undefined : { on: c.logs.to as Day }),
    fires: 'endLogRetention',
  },
} as const

const house = {
  /** Fail-safe, shorter than the shortest statutory period of two hours. */
  triage: {
    ...fromDiscovery,
    title: text('研判期限（内部要求）', 'Triage (house policy)'),
    policy: 'information.triage',
    span: span(1, 'hour'),
    bounds: [1, 2],
    runsIn: ['case.triage'],
    fires: 'presumeConfirmed',
  },
  K41: {
    ...fromDiscovery,
    title: text(
      '通知个人：二十四小时（内部要求）',
      'Notifying individuals: 24 hours (house policy)',
    ),
    policy: 'information.individuals',
    span: span(24, 'hour'),
    bounds: [1, 72],
    runsIn: ['individuals.due'],
    fires: 'flagIndividualsOverdue',
  },
  ordered: {
    ...deadline,
    title: text('按责令通知个人（内部要求）', 'Notifying individuals as ordered (house policy)'),
    policy: 'information.ordered',
    span: span(24, 'hour'),
    bounds: [1, 72],
    runsIn: ['individuals.ordered'],
    fires: 'flagIndividualsOverdue',
  },
  containment: {
    ...fromDiscovery,
    title: text('控制事件期限（内部要求）', 'Containment (house policy)'),
    policy: 'information.containment',
    span: span(24, 'hour'),
    bounds: [1, 72],
    runsIn: ['case.confirmed'],
    fires: 'escalateContainment',
  },
  exemption: {
    ...deadline,
    kind: 'validity',
    title: text('不通知的等待期（内部要求）', 'Waiting for an order to notify (house policy)'),
    policy: 'information.exemption',
    span: span(15, 'day'),
    bounds: [5, 60],
    runsIn: ['individuals.exempt'],
    fires: 'settleExemption',
  },
  cause: {
    ...deadline,
    title: text('查明原因期限（内部要求）', 'Finding the cause (house policy)'),
    policy: 'information.cause',
    span: span(15, 'day'),
    bounds: [3, 60],
    runsIn: ['case.contained'],
    fires: 'escalateCause',
  },
  fix: {
    ...deadline,
    title: text('整改期限（内部要求）', 'Mending (house policy)'),
    policy: 'information.fix',
    span: span(30, 'day'),
    bounds: [5, 90],
    runsIn: ['case.rectifying'],
    fires: 'escalateFix',
  },
  fixVerification: {
    ...deadline,
    title: text('验证期限（内部要求）', 'Verification (house policy)'),
    policy: 'information.fixVerification',
    span: span(10, 'workday'),
    bounds: [2, 20],
    runsIn: ['case.verifyingFix'],
    fires: 'escalateVerification',
  },
  closing: {
    ...deadline,
    title: text('结案期限（内部要求）', 'Closing (house policy)'),
    policy: 'information.closing',
    span: span(30, 'day'),
    bounds: [5, 90],
    runsIn: ['case.remediated'],
    fires: 'escalateClosing',
  },
  incidentArchive: {
    kind: 'retention',
    from: 'entered',
    title: text(
      '事件档案保存期（内部要求）',
      'Retention of the file of an incident (house policy)',
    ),
    policy: 'information.incidentArchive',
    span: span(5, 'year'),
    bounds: [3, 15],
    runsIn: ['incidentRecord.kept'],
    fires: 'endIncidentRetention',
  },
} as const

export const clocks = { ...statutory, ...house } as const
