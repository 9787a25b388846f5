/** Events of the discovery and of its triage: reported, confirmed or found a false alarm, classed. */
import * as z from 'zod'
import { business } from '../../../../policies/business.ts'
import { consumerProtection } from '../../../../policies/consumer-protection.ts'
import { informationOfficer } from '../../../../policies/information-officer.ts'
import { legal } from '../../../../policies/legal.ts'
import { text } from '../../../../policies/law.ts'
import { clock, courier } from '../../../../policies/machinery.ts'
import { channel, partner, regulator, system } from '../../../../policies/outsiders.ts'
import { audit } from '../../../../policies/supervisors.ts'
import type { EventTable, Notice } from '../../../core/mechanism.ts'
import { hash, instant, processRef, subject, unit } from '../../../core/payload.ts'
import { label, words } from '../common/terms.ts'
import { harmKind, incidentClass, severity } from './terms.ts'

const handles = informationOfficer.handleIncident
const tells = (to: Notice['to'], zh: string, en: string): Notice => ({ to, about: text(zh, en) })
/** Any confirmed incident goes to senior management at once; a large one to the committee as well. */
const toldOfIncident: readonly Notice[] = [
  tells('personalInformationOfficer', '事件已确认', 'An incident is confirmed'),
  tells('seniorManagement', '发生个人信息安全事件', 'An incident of personal information'),
  tells('supervisoryBody', '发生个人信息安全事件', 'An incident of personal information'),
  {
    ...tells('consumerProtectionCommittee', '发生较大个人信息安全事件', 'A large incident'),
    when: { counts: 'toCommittee', atLeast: 1 },
  },
]
/** Why the listing of a partner is read: what happens there is a signal to its list. */
const reads = ['partnerListing'] as const

export const triageEvents = {
  reportIncident: {
    by: [
      handles,
      business.reportIncident,
      channel.bringRequest,
      consumerProtection.watchInformation,
      audit.report,
      partner.reportIncident,
      regulator.orderInformation,
      system.report,
      courier.carry,
    ],
    title: text('报告疑似事件', 'Report a suspected incident'),
    nature: 'finding',
    opens: true,
    capacity: 'submitter',
    notices: [
      tells('personalInformationOfficer', '有疑似事件待研判', 'A suspected incident awaits triage'),
    ],
    /** Whoever finds it may know little: what is not stated counts as the graver case. */
    payload: z.object({
      source: processRef().optional(),
      kind: harmKind.optional(),
      /** Absent: discovered as it is reported. */
      discoveredAt: instant().optional(),
      label: label().optional(),
      activity: subject('activity').optional(),
      product: subject('product').optional(),
      partner: subject('partner').optional(),
      unit: unit().optional(),
      severity: severity.optional(),
      criticalInfrastructure: z.boolean().optional(),
      adverseEffect: z.boolean().optional(),
      dataSecurity: z.boolean().optional(),
      people: z.int().min(0).max(2_000_000_000).optional(),
      sensitive: z.boolean().optional(),
      evidenceHash: hash().optional(),
      found: words().optional(),
    }),
  },
  confirmIncident: {
    by: handles,
    title: text('确认事件并定级', 'Confirm the incident and class it'),
    nature: 'finding',
    capacity: 'handler',
    reads,
    notices: toldOfIncident,
    payload: z.object({ class: incidentClass, grounds: words() }),
  },
  presumeConfirmed: {
    by: clock.strike,
    title: text('逾期未研判视为确认', 'Silence: it counts as confirmed'),
    nature: 'record',
    reads,
    notices: toldOfIncident,
    payload: z.object({}),
  },
  proposeFalseAlarm: {
    by: handles,
    title: text('提议认定误报', 'Propose that it is a false alarm'),
    nature: 'submission',
    capacity: 'proposer',
    payload: z.object({ evidenceHash: hash(), grounds: words() }),
  },
  confirmFalseAlarm: {
    by: [handles, legal.checkNotification],
    title: text('确认误报', 'Confirm that it is a false alarm'),
    nature: 'decision',
    capacity: 'approver',
    payload: z.object({ grounds: words() }),
  },
  raiseClass: {
    by: [handles, regulator.orderInformation],
    title: text('提高等级', 'Raise the class'),
    nature: 'finding',
    notices: toldOfIncident,
    payload: z.object({ class: incidentClass, grounds: words() }),
  },
  proposeLowerClass: {
    by: handles,
    title: text('提议降低等级', 'Propose a lower class'),
    nature: 'submission',
    capacity: 'proposer',
    payload: z.object({ class: incidentClass, grounds: words() }),
  },
  confirmLowerClass: {
    by: [handles, legal.checkNotification],
    title: text('确认降低等级', 'Confirm the lower class'),
    nature: 'decision',
    capacity: 'approver',
    notices: [tells('seniorManagement', '事件降级', 'An incident was put into a lower class')],
    payload: z.object({ grounds: words() }),
  },
} as const satisfies EventTable
