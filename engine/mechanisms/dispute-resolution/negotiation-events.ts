/** Events before mediation: the dispute, negotiation, offers, and what the consumer is told. */
import * as z from 'zod'
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { legal } from '../../../policies/legal.ts'
import { text } from '../../../policies/law.ts'
import { clock, courier } from '../../../policies/machinery.ts'
import { channel } from '../../../policies/outsiders.ts'
import type { EventTable, Notice } from '../../core/mechanism.ts'
import {
  day,
  hash,
  line,
  money,
  person,
  personal,
  processRef,
  subject,
  unit,
} from '../../core/payload.ts'
import { contactMeans } from '../case-work.ts'
import { forum, platform, remedy } from './terms.ts'

/** Free text of those who work on the case; it may name people. */
export const words = (max = 5000) => personal(z.string().trim().min(1).max(max), 'actor')
/** What the consumer declared, and the record of it: a letter, a recording, a log of the app. */
export const statement = z
  .object({ means: contactMeans, proof: hash() })
  .meta({ id: 'DisputeStatement' })
/** How somebody was told, and the proof. */
export const told = z.object({ means: contactMeans, proof: hash() }).meta({ id: 'DisputeTold' })

/** The consumer speaks through a channel, or to somebody who relays it with its record. */
export const consumer = [channel.dispute, channel.relayInDispute]
export const toldTo = (body: Notice['to'], zh: string, en: string): Notice => ({
  to: body,
  about: text(zh, en),
})
export const struck = (zh: string, en: string, bodies: readonly Notice['to'][]) =>
  ({
    by: clock.strike,
    title: text(zh, en),
    nature: 'record',
    notices: bodies.map((body) => toldTo(body, zh, en)),
    payload: z.object({}),
  }) as const

const openingEvents = {
  openDispute: {
    by: [
      consumerProtection.resolveDispute,
      business.resolveDispute,
      channel.dispute,
      courier.carry,
    ],
    title: text('登记纠纷', 'Open a dispute'),
    nature: 'submission',
    opens: true,
    reads: ['complaint', 'unit'],
    notices: [toldTo('consumerProtection', '有纠纷待协商', 'A dispute awaits negotiation')],
    payload: z.object({
      consumer: subject('consumer'),
      complaint: processRef('M07').optional(),
      product: subject('product').optional(),
      partner: subject('partner').optional(),
      unit: unit().optional(),
      matter: line(200),
    }),
  },
  beginNegotiation: {
    by: consumerProtection.resolveDispute,
    title: text('开始协商并指定经办人', 'Begin to negotiate and name the handler'),
    nature: 'decision',
    reads: ['interests', 'handlerSeats'],
    appoints: { handler: 'handler' },
    payload: z.object({ handler: person() }),
  },
  reportTakingOverdue: struck('纠纷逾期未协商', 'Nobody began to negotiate in time', [
    'consumerProtection',
    'seniorManagement',
  ]),
} as const satisfies EventTable

const offerEvents = {
  recordNegotiation: {
    by: [consumerProtection.resolveDispute, business.resolveDispute],
    title: text('记录协商', 'Record a negotiation'),
    nature: 'record',
    payload: z.object({ means: contactMeans, record: hash(), said: words().optional() }),
  },
  offerSettlement: {
    by: [consumerProtection.resolveDispute, business.resolveDispute],
    title: text('提出和解方案', 'Offer a settlement'),
    nature: 'submission',
    capacity: 'proposer',
    /** `performBy`: the day by which what is promised is performed; absent where nothing is. */
    payload: z.object({
      terms: hash(),
      amount: money().optional(),
      performBy: day().optional(),
    }),
  },
  acceptOffer: {
    by: consumer,
    title: text('消费者接受方案', 'The consumer accepts the offer'),
    nature: 'submission',
    payload: z.object({ statement }),
  },
  declineOffer: {
    by: consumer,
    title: text('消费者不接受方案', 'The consumer declines the offer'),
    nature: 'submission',
    payload: z.object({ statement }),
  },
  escalateNegotiation: struck('协商逾期未果', 'Negotiation has led nowhere in time', [
    'consumerProtection',
    'seniorManagement',
  ]),
} as const satisfies EventTable

const remedyEvents = {
  proposeMediation: {
    by: consumerProtection.resolveDispute,
    title: text('提议调解', 'Propose mediation'),
    nature: 'submission',
    /** `application`: ours, so that on consent both apply (2020 No. 3 art. 23). */
    payload: z.object({
      body: line(100),
      platform,
      application: hash(),
      remedies: z.array(remedy).max(3),
      told,
    }),
  },
  consentToMediation: {
    by: consumer,
    title: text('消费者同意调解', 'The consumer consents to mediation'),
    nature: 'submission',
    notices: [toldTo('mediationBody', '有调解申请', 'Both apply for mediation')],
    payload: z.object({ statement, application: hash() }),
  },
  declineMediation: {
    by: consumer,
    title: text('消费者不同意调解', 'The consumer declines mediation'),
    nature: 'submission',
    payload: z.object({ statement }),
  },
  lapseProposal: struck('调解提议逾期未答复', 'No answer to the proposal in time', [
    'consumerProtection',
  ]),
  tellRemedies: {
    by: consumerProtection.resolveDispute,
    title: text('告知救济途径', 'Tell of the remedies'),
    nature: 'record',
    payload: z.object({ remedies: z.array(remedy).max(3), told }),
  },
  reportRemediesUntold: struck('逾期未告知救济途径', 'The remedies were not told in time', [
    'consumerProtection',
    'seniorManagement',
  ]),
  bringSuit: {
    by: [...consumer, legal.resolveDispute],
    title: text('起诉或申请仲裁', 'Sue, or go to arbitration'),
    nature: 'submission',
    notices: [toldTo('legalCompliance', '纠纷进入诉讼或仲裁', 'A dispute went to court')],
    payload: z.object({ forum, document: hash() }),
  },
  endDispute: {
    by: consumer,
    title: text('消费者不再主张', 'The consumer pursues it no further'),
    nature: 'submission',
    payload: z.object({ statement }),
  },
  lapseDispute: struck('长期未再主张，纠纷终结', 'Nothing was pursued for long: it ends', [
    'consumerProtection',
  ]),
} as const satisfies EventTable

export const negotiationEvents = { ...openingEvents, ...offerEvents, ...remedyEvents } as const
