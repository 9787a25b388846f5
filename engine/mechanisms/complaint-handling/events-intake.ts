/** Receipt, identity, joinder and assignment: 2020 No. 3 arts 8–17 and 29. */
import * as z from 'zod'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { text } from '../../../policies/law.ts'
import { clock, courier } from '../../../policies/machinery.ts'
import { management } from '../../../policies/management.ts'
import { channel as consumers, partner, regulator } from '../../../policies/outsiders.ts'
import type { EventTable } from '../../core/mechanism.ts'
import { day, hash, line, personal, person, processRef, subject, unit } from '../../core/payload.ts'
import {
  authority,
  basis,
  channel,
  declineGround,
  identity,
  majorGround,
  relation,
  statement,
  told,
} from './shapes.ts'

/** Free text is about the complainant or a representative, and can be erased with them. */
export const party = { about: subject('consumer') }
export const words = (max = 10_000) => personal(z.string().trim().min(1).max(max), 'about')
/** A declaration of the complainant: by the channel itself, or relayed with its record. */
export const byComplainant = [consumers.complain, consumers.relay] as const

const { register, assignComplaint, handleComplaint, transcribe } = consumerProtection

export const intakeEvents = {
  register: {
    // A consumer's own channel registers too: art. 8 opens every channel that the institution publishes.
    by: [register, consumers.complain, partner.forward, regulator.forward, courier.carry],
    title: text('登记', 'Register'),
    nature: 'submission',
    opens: true,
    backdatable: true,
    transcribable: true,
    capacity: 'submitter',
    reads: ['unit', 'continued'],
    payload: z.object({
      channel,
      forwardedBy: authority.optional(),
      // Absent: received on the day on which the registration takes effect.
      receivedOn: day().optional(),
      madeOn: day().optional(),
      matter: line(),
      complainant: subject('consumer'),
      representatives: z.array(subject('consumer')).max(50).optional(),
      complainants: z.int().min(1).max(100_000).optional(),
      faceToFace: z.int().min(0).max(100_000).optional(),
      product: subject('product').optional(),
      partner: subject('partner').optional(),
      organisation: subject('organisation').optional(),
      concerned: z.array(person()).max(20).optional(),
      unit: unit().optional(),
      pbocBusiness: z.boolean().optional(),
      // Only a transcription: the complaint was not made under these rules.
      basis: basis.optional(),
      continues: processRef('M07').optional(),
      splitFrom: processRef('M07').optional(),
      narrative: personal(z.string().trim().min(1).max(20_000), 'complainant').optional(),
    }),
  },
  acknowledge: {
    by: register,
    title: text('告知已受理', 'Acknowledge receipt'),
    nature: 'record',
    regions: ['acknowledgement'],
    backdatable: true,
    transcribable: true,
    payload: z.object({ told }),
  },
  remindAcknowledgement: {
    by: clock.strike,
    title: text('受理告知逾期（内部要求）', 'Acknowledgement overdue (house policy)'),
    nature: 'record',
    regions: ['acknowledgement'],
    notices: [
      { to: 'consumerProtection', about: text('尚未告知已受理', 'Receipt not yet acknowledged') },
    ],
    payload: z.object({}),
  },
  confirmIdentity: {
    by: register,
    title: text('确认身份', 'Confirm identity'),
    nature: 'finding',
    transcribable: true,
    payload: z.object({ identity, authorisation: hash().optional() }),
  },
  declineToHandle: {
    by: register,
    title: text('不予处理并告知', 'Decline to handle, and tell'),
    nature: 'decision',
    regions: ['clock'],
    backdatable: true,
    payload: z.object({ ground: declineGround, told }),
  },
  referElsewhere: {
    by: register,
    title: text('告知向有权机构提出', 'Refer to whoever is competent'),
    nature: 'decision',
    regions: ['clock'],
    backdatable: true,
    payload: z.object({ to: line(), told }),
  },
  transfer: {
    by: assignComplaint,
    title: text('移交承办机构', 'Transfer to another unit'),
    nature: 'decision',
    reads: ['unit'],
    payload: z.object({ to: unit(), reason: line() }),
  },
  linkComplaint: {
    by: register,
    title: text('关联投诉', 'Link to another complaint'),
    nature: 'record',
    payload: z.object({ complaint: processRef('M07'), relation }),
  },
  merge: {
    by: register,
    title: text('并入同一投诉', 'Merge into the same complaint'),
    nature: 'decision',
    regions: ['clock'],
    reads: ['linked'],
    payload: z.object({ noNewFacts: z.boolean() }),
  },
  unmerge: {
    by: register,
    title: text('撤销并案', 'Undo the merger'),
    nature: 'decision',
    regions: ['clock'],
    afterEnd: true,
    payload: z.object({ reason: line() }),
  },
  split: {
    by: register,
    title: text('分案', 'Split off'),
    nature: 'decision',
    payload: z.object({
      matter: line(),
      product: subject('product').optional(),
      partner: subject('partner').optional(),
      organisation: subject('organisation').optional(),
    }),
  },
  declareMajor: {
    by: [handleComplaint, regulator.declareMajor],
    title: text('认定重大投诉', 'Declare a major complaint'),
    nature: 'finding',
    notices: [
      {
        to: 'seniorManagement',
        about: text('重大投诉，须启动应急预案', 'Major complaint: activate the plan'),
      },
      {
        to: 'consumerProtectionCommittee',
        about: text('发生重大投诉', 'A major complaint has arisen'),
      },
      { to: 'supervisoryBody', about: text('发生重大投诉', 'A major complaint has arisen') },
    ],
    payload: z.object({ ground: majorGround, faceToFace: z.int().min(0).max(100_000).optional() }),
  },
  activatePlan: {
    by: management.handleMajorComplaint,
    title: text('启动应急预案并报告监管', 'Activate the plan and report to the regulator'),
    nature: 'decision',
    backdatable: true,
    notices: [
      { to: 'regulator', about: text('重大投诉已启动预案', 'Plan active for a major complaint') },
    ],
    payload: z.object({ plan: hash(), regulatorTold: told }),
  },
  escalateMajor: {
    by: clock.strike,
    title: text('应急预案未及时启动（内部要求）', 'Plan not activated in time (house policy)'),
    nature: 'record',
    notices: [
      { to: 'seniorManagement', about: text('应急预案尚未启动', 'The plan is not yet active') },
      {
        to: 'consumerProtectionCommittee',
        about: text('应急预案尚未启动', 'The plan is not yet active'),
      },
    ],
    payload: z.object({}),
  },
  withdraw: {
    by: byComplainant,
    title: text('撤回投诉', 'Withdraw the complaint'),
    nature: 'submission',
    regions: ['clock'],
    backdatable: true,
    transcribable: true,
    payload: z.object({ ...party, statement: statement.optional(), reasons: words().optional() }),
  },
  assign: {
    by: assignComplaint,
    title: text('指派', 'Assign'),
    nature: 'decision',
    appoints: { handler: 'handler' },
    reads: ['interests', 'handlerSeats', 'handlerTraining'],
    payload: z.object({ handler: person() }),
  },
  startHandling: {
    by: handleComplaint,
    title: text('声明无利害关系并开始处理', 'Declare no interest and start'),
    nature: 'record',
    payload: z.object({ noInterest: z.boolean() }),
  },
  recordHandling: {
    by: transcribe,
    title: text('按原登记簿记载为已办理', 'Handled, as an earlier register records'),
    nature: 'record',
    transcribable: true,
    payload: z.object({}),
  },
} as const satisfies EventTable
