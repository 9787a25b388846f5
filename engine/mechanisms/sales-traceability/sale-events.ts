/** Events of the sale: scope, consent, recording, and what was sold. */
import * as z from 'zod'
import { business } from '../../../policies/business.ts'
import { text } from '../../../policies/law.ts'
import { clock, courier } from '../../../policies/machinery.ts'
import { channel as consumerChannel, system } from '../../../policies/outsiders.ts'
import type { EventTable, Notice } from '../../core/mechanism.ts'
import { day, hash, instant, line, person, subject, unit } from '../../core/payload.ts'
import { channel, contractEnd, insurance, interruption, link, productClass } from './terms.ts'

const records = [business.recordSale, consumerChannel.declareOnRecording, system.report] as const
/** The recording device or the platform, or the department where it has none. */
const observes = [business.recordSale, system.report] as const
const toBusiness = (zh: string, en: string): readonly Notice[] => [
  { to: 'businessDepartment', about: text(zh, en) },
]
const noSale = toBusiness(
  '未完成录制；依规须录制的销售不得继续',
  'Not recorded; a sale that must be recorded does not go on',
)

/** One continuous recording, as the device reports it. */
export const recorded = {
  /** When it began: with the first key link, after the consent or the last restart. */
  startedAt: instant(),
  seconds: z.int().min(1).max(86_400),
  /** Files of which it consists. More than one would be spliced. */
  segments: z.int().min(1).max(999),
  /** Of the recording, or of the bundle of pages and traces of a sale online. */
  contentHash: hash(),
  links: z.array(link).min(1).max(9),
}

export const scopingEvents = {
  openRecording: {
    by: records,
    title: text('发起销售并判定录制范围', 'Open a sale and decide whether it is recorded'),
    nature: 'submission',
    opens: true,
    capacity: 'submitter',
    appoints: { seller: 'seller' },
    reads: ['sellerTraining'],
    payload: z.object({
      product: subject('product'),
      consumer: subject('consumer'),
      label: line(100),
      channel,
      productClass,
      insurance: insurance.optional(),
      /** Whoever sells; nobody where the consumer buys online. */
      seller: person().optional(),
      partner: subject('partner').optional(),
      /** Of the sale, where it is not the one of whoever opens it. */
      unit: unit().optional(),
      /** The institution itself asks for a recording of such sales. */
      housePolicy: z.boolean().optional(),
      /** Of the page versions and the consent trail, where no recording is made. */
      traceHash: hash().optional(),
    }),
  },
  endTraceRetention: {
    by: clock.strike,
    title: text('轨迹保存期届满', 'The trace need no longer be kept'),
    nature: 'record',
    afterEnd: true,
    notices: toBusiness('页面轨迹保存期届满', 'The trace need no longer be kept'),
    payload: z.object({}),
  },
} as const satisfies EventTable

export const consentEvents = {
  agreeToRecording: {
    by: records,
    title: text('消费者同意录制', 'The consumer agrees to the recording'),
    nature: 'record',
    /** Of the declaration, whoever conveys it. */
    payload: z.object({ evidenceHash: hash() }),
  },
  refuseRecording: {
    by: records,
    title: text('消费者不同意录制', 'The consumer refuses the recording'),
    nature: 'record',
    notices: noSale,
    payload: z.object({ evidenceHash: hash() }),
  },
  lapseConsent: {
    by: clock.strike,
    title: text('逾期未表示同意', 'No consent in time'),
    nature: 'record',
    notices: noSale,
    payload: z.object({}),
  },
  abandonRecording: {
    by: records,
    title: text('消费者放弃重新录制', 'The consumer gives the recording up'),
    nature: 'record',
    notices: noSale,
    payload: z.object({ evidenceHash: hash() }),
  },
  cancelRecording: {
    by: business.recordSale,
    title: text('取消本次销售', 'Cancel the sale'),
    nature: 'record',
    payload: z.object({ reason: line() }),
  },
} as const satisfies EventTable

export const captureEvents = {
  reportInterruption: {
    by: observes,
    title: text('录制中断', 'Report that the recording was interrupted'),
    nature: 'record',
    payload: z.object({ cause: interruption }),
  },
  lapseRecording: {
    by: clock.strike,
    title: text('录制逾期未完成', 'The recording was not completed in time'),
    nature: 'record',
    notices: toBusiness('录制未完成', 'The recording was not completed'),
    payload: z.object({}),
  },
  restartRecording: {
    by: business.recordSale,
    title: text('从头重新录制', 'Record again from the beginning'),
    nature: 'record',
    capacity: 'submitter',
    payload: z.object({}),
  },
  lapseRestart: {
    by: clock.strike,
    title: text('逾期未重新录制', 'Not recorded again in time'),
    nature: 'record',
    notices: noSale,
    payload: z.object({}),
  },
  completeRecording: {
    by: records,
    title: text('完成录制并封存', 'Complete and seal the recording'),
    nature: 'record',
    payload: z.object(recorded),
  },
} as const satisfies EventTable

export const contractEvents = {
  concludeSale: {
    by: [business.recordSale, system.report, courier.carry],
    title: text('记录成交', 'Record that the contract was concluded'),
    nature: 'record',
    regions: ['contract', 'sample'],
    reads: ['drawnOfProduct', 'notDrawnOfProduct'],
    payload: z.object({
      soldOn: day(),
      /** Last day on which the consumer may withdraw (犹豫期). */
      coolingOffEndsOn: day().optional(),
    }),
  },
  reportNoSale: {
    by: records,
    title: text('记录未成交', 'Record that nothing was sold'),
    nature: 'record',
    payload: z.object({ reason: line() }),
  },
  lapseConclusion: {
    by: clock.strike,
    title: text('逾期未成交', 'No contract was concluded in time'),
    nature: 'record',
    payload: z.object({}),
  },
  recordContractEnd: {
    by: [business.recordSale, system.report, courier.carry],
    title: text('记录合同终止', 'Record the end of the contract'),
    nature: 'record',
    regions: ['contract'],
    payload: z.object({ endedOn: day(), cause: contractEnd }),
  },
  recordReinstatement: {
    by: [business.recordSale, system.report],
    title: text('记录合同复效', 'Record that the contract was reinstated'),
    nature: 'record',
    regions: ['contract'],
    payload: z.object({ evidenceHash: hash() }),
  },
  promptContractCheck: {
    by: clock.strike,
    title: text('提示核对合同是否存续', 'Ask whether the contract is still in force'),
    nature: 'record',
    notices: toBusiness('请核对合同是否存续', 'Check whether the contract is still in force'),
    payload: z.object({}),
  },
} as const satisfies EventTable
