/**
 * The chart of an incident: the case region leads from triage to closing; every report, the individuals,
 * the logs and the file have regions of their own.
 *
 * Deviations from the usual drawing of this chart:
 * - reports to authorities do not wait for containment: two hours are over before most incidents are
 *   contained. Each authority has a region and a clock, and lateness is a state there, not of the case;
 * - the clocks of the reports begin with the confirmation but count from the discovery, so that one that
 *   has run out meanwhile strikes at its legal instant; a false alarm is late for nothing;
 * - silence confirms after one hour instead of two: two would be the whole of the shortest period;
 * - a lower class takes two people, a higher one takes effect at once;
 * - that no individual need be notified is proposed by the officer and confirmed by legal and compliance,
 *   and only of a contained incident; it is settled when no order has come for a time, instead of the
 *   officer's own word;
 * - the order of the authority is taken as long as the case is open, whatever its state;
 * - the mending is verified by somebody who did not do it, and may be sent back;
 * - the logs are sealed in the case (K48); logs that no incident touches are a matter of the systems.
 */
import { assign } from 'xstate'
import { text } from '../../../../policies/law.ts'
import type { MachineOf, StateOf } from '../../../core/mechanism.ts'
import { commonOn, releasable } from '../common/chart.ts'
import {
  authorityTold,
  causeFound,
  closed,
  confirmed,
  contained,
  exempted,
  fixed,
  individualsOverdue,
  late,
  logsSealed,
  lowered,
  notified,
  ordered,
  presumed,
  proposes,
  raised,
  reported,
  reportOverdue,
} from './changes.ts'
import { incidentRecord, individuals, logs, reportRegions } from './regions.ts'
import { chart } from './rules.ts'
import { beforeReport } from './terms.ts'

/** What is taken from the confirmation to the closing, whatever the state. */
const responding = chart.createStateConfig({
  on: {
    tellAuthority: {
      guard: {
        type: 'all',
        params: ['itemsComplete', 'policeAreTold', 'lateShowsContainment'],
      },
      actions: assign(({ context: c, event: e }) => authorityTold(c, e)),
    },
    reportInternetOverdue: {
      actions: assign(({ context: c, event: e }) => reportOverdue(c, 'internet', e)),
    },
    reportCentralBankOverdue: {
      actions: assign(({ context: c, event: e }) => reportOverdue(c, 'centralBank', e)),
    },
    reportFirstOverdue: {
      actions: assign(({ context: c, event: e }) => reportOverdue(c, 'supervisorFirst', e)),
    },
    reportWrittenOverdue: {
      actions: assign(({ context: c, event: e }) => reportOverdue(c, 'supervisorWritten', e)),
    },
    raiseClass: {
      guard: 'classIsRaised',
      actions: assign(({ context: c, event: e }) => raised(c, e)),
    },
    proposeLowerClass: {
      guard: { type: 'all', params: ['classCanFall', 'classIsLowered'] },
      actions: assign(({ event: e }) => proposes(e, 'lowerClass', e.payload.class)),
    },
    confirmLowerClass: {
      guard: 'lowerClassProposed',
      actions: assign(({ context: c }) => lowered(c)),
    },
    tellIndividuals: {
      guard: 'itemsComplete',
      actions: assign(({ event: e }) => notified(e)),
    },
    flagIndividualsOverdue: {
      actions: assign(({ context: c, event: e }) => individualsOverdue(c, e)),
    },
    proposeExemption: {
      guard: { type: 'all', params: ['harmContained', 'exemptionOpen'] },
      actions: assign(({ event: e }) => proposes(e, 'exemption')),
    },
    confirmExemption: {
      guard: { type: 'all', params: ['exemptionProposed', 'exemptionOpen'] },
      actions: assign(() => exempted()),
    },
    settleExemption: { actions: assign(() => ({ individuals: 'settled' as const })) },
    orderNotification: { actions: assign(() => ordered()) },
    sealLogs: { guard: 'logsInOrder', actions: assign(({ event: e }) => logsSealed(e)) },
  },
} satisfies Parameters<typeof chart.createStateConfig>[0])

/** Left by the event that opens the process and never stored. */
const openingIncident = chart.createStateConfig({
  meta: { title: text('未立案', 'Not opened'), phase: 'after' },
  on: {
    reportIncident: {
      target: 'triage',
      guard: 'discoveredBefore',
      actions: assign(({ event: e }) => reported(e)),
    },
  },
} satisfies StateOf<typeof chart>)

/** Fail-safe: silence confirms. A proposal to the contrary does not stop the clock. */
const triage = chart.createStateConfig({
  meta: { title: text('研判', 'Triage'), phase: 'after' },
  on: {
    confirmIncident: {
      target: 'confirmed',
      actions: assign(({ context: c, event: e }) => confirmed(c, e, 'officer')),
    },
    presumeConfirmed: {
      target: 'confirmed',
      actions: assign(({ context: c, event: e }) => presumed(c, e)),
    },
    proposeFalseAlarm: { actions: assign(({ event: e }) => proposes(e, 'falseAlarm')) },
    confirmFalseAlarm: {
      target: 'falseAlarm',
      guard: 'falseAlarmProposed',
      actions: assign(({ context: c, event: e }) => closed(c, e)),
    },
    sealLogs: { guard: 'logsInOrder', actions: assign(({ event: e }) => logsSealed(e)) },
  },
} satisfies StateOf<typeof chart>)

const confirmedState = chart.createStateConfig({
  meta: { title: text('已确认', 'Confirmed'), phase: 'after' },
  on: {
    ...responding.on,
    containIncident: {
      target: 'contained',
      actions: assign(({ event: e }) => contained(e)),
    },
    escalateContainment: {
      actions: assign(({ context: c, event: e }) => late(c, 'containment', e)),
    },
  },
} satisfies StateOf<typeof chart>)

const containedState = chart.createStateConfig({
  meta: { title: text('已控制', 'Contained'), phase: 'after' },
  on: {
    ...responding.on,
    recordCause: {
      target: 'rectifying',
      actions: assign(({ context: c, event: e }) => causeFound(c, e)),
    },
    escalateCause: { actions: assign(({ context: c, event: e }) => late(c, 'cause', e)) },
  },
} satisfies StateOf<typeof chart>)

const rectifying = chart.createStateConfig({
  meta: { title: text('整改中', 'Being mended'), phase: 'after' },
  on: {
    ...responding.on,
    reportFix: { target: 'verifyingFix', actions: assign(({ event: e }) => fixed(e)) },
    escalateFix: { actions: assign(({ context: c, event: e }) => late(c, 'fix', e)) },
  },
} satisfies StateOf<typeof chart>)

const verifyingFix = chart.createStateConfig({
  meta: { title: text('待验证', 'Awaiting verification'), phase: 'after' },
  on: {
    ...responding.on,
    verifyFix: 'remediated',
    rejectFix: { target: 'rectifying', actions: assign(() => ({ fix: null })) },
    escalateVerification: {
      actions: assign(({ context: c, event: e }) => late(c, 'fixVerification', e)),
    },
  },
} satisfies StateOf<typeof chart>)

const remediated = chart.createStateConfig({
  meta: { title: text('整改完成', 'Remediated'), phase: 'after' },
  on: {
    ...responding.on,
    closeIncident: {
      target: 'incidentClosed',
      guard: { type: 'all', params: ['reportsMade', 'individualsSettled'] },
      actions: assign(({ context: c, event: e }) => closed(c, e)),
    },
    escalateClosing: { actions: assign(({ context: c, event: e }) => late(c, 'closing', e)) },
  },
} satisfies StateOf<typeof chart>)

const end = (zh: string, en: string) =>
  ({ type: 'final', meta: { title: text(zh, en), phase: 'after' } }) as const

export const incidentChart = chart.createMachine({
  id: 'M05c',
  type: 'parallel',
  context: beforeReport,
  states: {
    case: {
      meta: { title: text('个人信息安全事件', 'Incident of personal information'), phase: 'after' },
      initial: 'openingIncident',
      on: {
        ...commonOn,
        endLogRetention: {},
        endIncidentRetention: { actions: assign(({ context: c }) => releasable(c)) },
      },
      states: {
        openingIncident,
        triage,
        falseAlarm: end('误报', 'False alarm'),
        confirmed: confirmedState,
        contained: containedState,
        rectifying,
        verifyingFix,
        remediated,
        incidentClosed: end('已结案', 'Closed'),
      },
    },
    ...reportRegions,
    individuals,
    logs,
    incidentRecord,
  },
} satisfies MachineOf<typeof chart>)
