/** The regions beside the case: each report with its own standing, the individuals, the logs, the file. */
import { text } from '../../../../policies/law.ts'
import type { Text } from '../../../../policies/law.ts'
import type { StateOf } from '../../../core/mechanism.ts'
import { chart } from './rules.ts'

type Due = 'internetDue' | 'centralBankDue' | 'firstDue' | 'writtenDue'
type NotDue = 'internetNotDue' | 'centralBankNotDue' | 'firstNotDue' | 'writtenNotDue'
type Is = 'isInternet' | 'isCentralBank' | 'isFirst' | 'isWritten'
type Strike =
  | 'reportInternetOverdue'
  | 'reportCentralBankOverdue'
  | 'reportFirstOverdue'
  | 'reportWrittenOverdue'
interface Ways {
  readonly due: Due
  readonly notDue: NotDue
  readonly is: Is
  readonly strike: Strike
}

/**
 * One report. Whether it is due follows from the class of the incident; a class that is raised makes it
 * due later on, a lower one excuses it only while it is not yet overdue.
 */
const reportOf = (title: Text, { due, notDue, is, strike }: Ways) =>
  chart.createStateConfig({
    meta: { title, phase: 'after' },
    initial: 'idle',
    states: {
      idle: {
        meta: { title: text('待研判', 'Awaits the triage') },
        on: {
          confirmIncident: [{ target: 'due', guard: due }, { target: 'notRequired' }],
          presumeConfirmed: [{ target: 'due', guard: due }, { target: 'notRequired' }],
        },
      },
      notRequired: {
        meta: { title: text('无须报告', 'Not required') },
        on: { raiseClass: { target: 'due', guard: due } },
      },
      due: {
        meta: { title: text('应报告', 'Due') },
        on: {
          tellAuthority: { target: 'told', guard: is },
          confirmLowerClass: { target: 'notRequired', guard: notDue },
          [strike]: 'overdue',
        },
      },
      overdue: {
        meta: { title: text('逾期未报告', 'Overdue') },
        on: { tellAuthority: { target: 'told', guard: is } },
      },
      told: { meta: { title: text('已报告', 'Told') } },
    },
  } satisfies StateOf<typeof chart>)

export const reportRegions = {
  internetReport: reportOf(text('报告网信部门', 'Report to the cyberspace office'), {
    due: 'internetDue',
    notDue: 'internetNotDue',
    is: 'isInternet',
    strike: 'reportInternetOverdue',
  }),
  centralBankReport: reportOf(text('报告人民银行', 'Report to the People’s Bank'), {
    due: 'centralBankDue',
    notDue: 'centralBankNotDue',
    is: 'isCentralBank',
    strike: 'reportCentralBankOverdue',
  }),
  firstReport: reportOf(text('首次报告监管机构', 'First report to the supervisor'), {
    due: 'firstDue',
    notDue: 'firstNotDue',
    is: 'isFirst',
    strike: 'reportFirstOverdue',
  }),
  writtenReport: reportOf(text('书面报告监管机构', 'Written report to the supervisor'), {
    due: 'writtenDue',
    notDue: 'writtenNotDue',
    is: 'isWritten',
    strike: 'reportWrittenOverdue',
  }),
}

/** The individuals (art. 57): notified, or exempt while the harm is avoided and no order has come. */
export const individuals = chart.createStateConfig({
  meta: { title: text('通知个人', 'Notification of individuals'), phase: 'after' },
  initial: 'idle',
  states: {
    idle: {
      meta: { title: text('待研判', 'Awaits the triage') },
      on: { confirmIncident: 'due', presumeConfirmed: 'due' },
    },
    due: {
      meta: { title: text('应通知', 'Due') },
      on: {
        tellIndividuals: 'told',
        confirmExemption: 'exempt',
        flagIndividualsOverdue: 'overdue',
      },
    },
    overdue: {
      meta: { title: text('逾期未通知', 'Overdue') },
      on: { tellIndividuals: 'told', confirmExemption: 'exempt' },
    },
    exempt: {
      meta: { title: text('不通知', 'Exempt') },
      on: {
        settleExemption: 'settled',
        orderNotification: 'ordered',
        tellIndividuals: 'told',
      },
    },
    settled: {
      meta: { title: text('不通知已确定', 'Exempt, no order has come') },
      on: { orderNotification: 'ordered', tellIndividuals: 'told' },
    },
    ordered: {
      meta: { title: text('被责令通知', 'Ordered') },
      on: { tellIndividuals: 'told', flagIndividualsOverdue: 'overdue' },
    },
    told: {
      meta: { title: text('已通知', 'Notified') },
      on: { tellIndividuals: {} },
    },
  },
} satisfies StateOf<typeof chart>)

/** Network logs of the incident, sealed (K48): not to be deleted before the period of the law is over. */
export const logs = chart.createStateConfig({
  meta: { title: text('网络日志', 'Network logs'), phase: 'after' },
  initial: 'none',
  states: {
    none: { meta: { title: text('未封存', 'None sealed') }, on: { sealLogs: 'kept' } },
    kept: {
      meta: { title: text('留存中', 'Kept') },
      on: { endLogRetention: 'free' },
    },
    free: { meta: { title: text('留存期满', 'May be deleted') }, on: { sealLogs: 'kept' } },
  },
} satisfies StateOf<typeof chart>)

/** The file of the incident is kept from its end; house policy, for the law names no period. */
export const incidentRecord = chart.createStateConfig({
  meta: { title: text('事件档案', 'File of the incident'), phase: 'after' },
  initial: 'none',
  states: {
    none: {
      meta: { title: text('办理中', 'Not yet closed') },
      on: { confirmFalseAlarm: 'kept', closeIncident: 'kept' },
    },
    kept: {
      meta: { title: text('保存中', 'Kept') },
      on: { endIncidentRetention: 'releasable' },
    },
    releasable: {
      meta: { title: text('保存期满', 'May be disposed of') },
      on: { confirmDisposal: 'disposed' },
    },
    disposed: { meta: { title: text('已处置', 'Disposed of') } },
  },
} satisfies StateOf<typeof chart>)
