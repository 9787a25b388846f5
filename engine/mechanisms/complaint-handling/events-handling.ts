/** The work on a complaint and its period: 2020 No. 3 arts 17, 18, 19 and 23. */
import * as z from 'zod'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { legal } from '../../../policies/legal.ts'
import { text } from '../../../policies/law.ts'
import { clock, courier } from '../../../policies/machinery.ts'
import { headquarters, management } from '../../../policies/management.ts'
import type { EventTable } from '../../core/mechanism.ts'
import { hash, line } from '../../core/payload.ts'
import { byComplainant, party, words } from './events-intake.ts'
import { complexity, pauseGround, relief, statement, told } from './shapes.ts'

const { decideComplaint, handleComplaint, keepPeriod, transcribe } = consumerProtection

export const workEvents = {
  negotiate: {
    by: handleComplaint,
    title: text('联系投诉人并协商', 'Contact the complainant and negotiate'),
    nature: 'record',
    payload: z.object({ ...party, summary: words() }),
  },
  raiseQuestion: {
    by: handleComplaint,
    title: text('发现新问题，继续核查', 'New question: investigate further'),
    nature: 'record',
    payload: z.object({ ...party, question: words() }),
  },
  clarifyFacts: {
    by: handleComplaint,
    title: text('事实已查清', 'Facts are clear'),
    nature: 'finding',
    payload: z.object({ ...party, facts: words() }),
  },
  settle: {
    by: byComplainant,
    title: text('同意和解', 'Agree to a settlement'),
    nature: 'submission',
    backdatable: true,
    payload: z.object({ ...party, statement, terms: words(), relief }),
  },
  confirmSettlement: {
    by: handleComplaint,
    title: text('确认和解', 'Confirm the settlement'),
    nature: 'decision',
    payload: z.object({ agreement: hash() }),
  },
  declineSettlement: {
    by: handleComplaint,
    title: text('不确认和解，继续协商', 'Not confirm; negotiate further'),
    nature: 'decision',
    payload: z.object({ ...party, reasons: words() }),
  },
  endNegotiation: {
    by: handleComplaint,
    title: text('协商未果', 'No agreement'),
    nature: 'record',
    payload: z.object({ ...party, reasons: words() }),
  },
  agreeLegally: {
    by: legal.checkDecision,
    title: text('法律审核通过', 'Agree in law'),
    nature: 'finding',
    payload: z.object({ opinion: hash().optional() }),
  },
  objectLegally: {
    by: legal.checkDecision,
    title: text('法律审核异议', 'Object in law'),
    nature: 'finding',
    payload: z.object({ ...party, reasons: words() }),
  },
} as const satisfies EventTable

export const periodEvents = {
  callComplex: {
    by: keepPeriod,
    title: text('认定情况复杂', 'Call it complex'),
    nature: 'decision',
    regions: ['clock'],
    backdatable: true,
    transcribable: true,
    payload: z.object({ ...party, complexity, reasons: words() }),
  },
  askExtension: {
    by: keepPeriod,
    title: text('报请延长', 'Ask for an extension'),
    nature: 'submission',
    regions: ['clock'],
    capacity: 'asker',
    notices: [
      { to: 'headquarters', about: text('延长申请待审批', 'An extension awaits approval') },
      { to: 'seniorManagement', about: text('延长申请待审批', 'An extension awaits approval') },
    ],
    payload: z.object({ ...party, complexity, reasons: words() }),
  },
  approveExtension: {
    by: [headquarters.approveExtension, management.approveExtension],
    title: text('批准延长', 'Approve the extension'),
    nature: 'decision',
    regions: ['clock'],
    capacity: 'approver',
    payload: z.object({}),
  },
  refuseExtension: {
    by: [headquarters.approveExtension, management.approveExtension],
    title: text('不批准延长', 'Refuse the extension'),
    nature: 'decision',
    regions: ['clock'],
    payload: z.object({ reason: line() }),
  },
  tellExtension: {
    by: decideComplaint,
    title: text('告知投诉人延长', 'Tell the complainant of the extension'),
    nature: 'record',
    regions: ['clock'],
    backdatable: true,
    payload: z.object({ told }),
  },
  pause: {
    by: [keepPeriod, courier.carry],
    title: text(
      '鉴定、检测、评估或调解，中止计时',
      'Pause for appraisal, testing, assessment or mediation',
    ),
    nature: 'decision',
    regions: ['clock'],
    backdatable: true,
    payload: z.object({ ground: pauseGround, told }),
  },
  resume: {
    by: [keepPeriod, courier.carry],
    title: text('恢复计时', 'Resume'),
    nature: 'decision',
    regions: ['clock'],
    backdatable: true,
    payload: z.object({ result: hash().optional() }),
  },
  remindPause: {
    by: clock.strike,
    title: text('中止过久提醒（内部要求）', 'Long pause (house policy)'),
    nature: 'record',
    notices: [
      {
        to: 'consumerProtection',
        about: text('投诉处理中止过久', 'A complaint has been paused for long'),
      },
      {
        to: 'seniorManagement',
        about: text('投诉处理中止过久', 'A complaint has been paused for long'),
      },
    ],
    payload: z.object({}),
  },
  expire: {
    by: clock.strike,
    title: text('处理期限届满', 'The period has ended without an answer'),
    nature: 'record',
    regions: ['clock'],
    notices: [
      {
        to: 'seniorManagement',
        about: text('投诉超过法定期限', 'A complaint is past its statutory period'),
      },
      {
        to: 'supervisoryBody',
        about: text('投诉超过法定期限', 'A complaint is past its statutory period'),
      },
    ],
    payload: z.object({}),
  },
  expirePbocAnswer: {
    by: clock.strike,
    title: text('人民银行转办投诉答复期限届满', 'The People’s Bank awaited an answer'),
    nature: 'record',
    notices: [
      {
        to: 'seniorManagement',
        about: text('人民银行转办投诉逾期', 'Overdue to the People’s Bank'),
      },
    ],
    payload: z.object({}),
  },
  attestUntimely: {
    by: transcribe,
    title: text(
      '按原登记簿记载为逾期且无答复',
      'Late and unanswered, as an earlier register records',
    ),
    nature: 'record',
    regions: ['clock'],
    transcribable: true,
    payload: z.object({}),
  },
} as const satisfies EventTable
