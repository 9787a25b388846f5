/** All events of a request: registration, identity, the answer, and the contest of it (PIPL arts 45 to 50). */
import * as z from 'zod'
import { business } from '../../../../policies/business.ts'
import { consumerProtection } from '../../../../policies/consumer-protection.ts'
import { informationOfficer } from '../../../../policies/information-officer.ts'
import { text } from '../../../../policies/law.ts'
import { clock, courier } from '../../../../policies/machinery.ts'
import { management } from '../../../../policies/management.ts'
import { channel, court, partner } from '../../../../policies/outsiders.ts'
import { chartTypes, type Asked, type EventTable, type Notice } from '../../../core/mechanism.ts'
import { day, hash, line, processRef, subject, unit } from '../../../core/payload.ts'
import { commonEvents } from '../common/events.ts'
import { commonFacts } from '../common/facts.ts'
import { label, statement, told, words, wordsOf } from '../common/terms.ts'
import type { RequestContext } from './terms.ts'
import {
  contestRoute,
  identityMethod,
  outcome,
  refusalGround,
  requester,
  requestKind,
} from './words.ts'

const answers = informationOfficer.answerRequest
/** A declaration of the individual: by the channel itself, or relayed with its record. */
const byIndividual = [channel.bringRequest, channel.relayRequest, answers] as const
const about = { about: subject('consumer') }
const toOfficer = (zh: string, en: string): Notice => ({
  to: 'personalInformationOfficer',
  about: text(zh, en),
})

const intakeEvents = {
  registerRequest: {
    by: [
      answers,
      channel.bringRequest,
      consumerProtection.watchInformation,
      business.forwardRequest,
      partner.forwardRequest,
      courier.carry,
    ],
    title: text('登记行使权利的申请', 'Register a request of an individual'),
    nature: 'submission',
    opens: true,
    backdatable: true,
    notices: [toOfficer('有申请待处理', 'A request awaits an answer')],
    payload: z.object({
      consumer: subject('consumer'),
      kind: requestKind,
      requester,
      /** Absent: received on the day on which the registration takes effect. */
      receivedOn: day().optional(),
      label: label().optional(),
      activity: subject('activity').optional(),
      product: subject('product').optional(),
      partner: subject('partner').optional(),
      unit: unit().optional(),
      source: processRef().optional(),
      details: wordsOf('consumer').optional(),
    }),
  },
  confirmIdentity: {
    by: answers,
    title: text('确认申请人身份', 'Confirm the identity'),
    nature: 'finding',
    capacity: 'handler',
    payload: z.object({
      method: identityMethod,
      /** The power of an agent, or the proof of guardianship or kinship. */
      authorisationHash: hash().optional(),
    }),
  },
  rejectIdentity: {
    by: answers,
    title: text('身份无法核实并告知', 'Reject the identity, and tell how to try again'),
    nature: 'decision',
    capacity: 'handler',
    payload: z.object({ reason: line(), told }),
  },
  lapseVerification: {
    by: clock.strike,
    title: text('逾期未能核实身份', 'The identity was not shown in time'),
    nature: 'record',
    notices: [toOfficer('应告知申请人如何重新申请', 'Tell the individual how to try again')],
    payload: z.object({}),
  },
  withdrawRequest: {
    by: byIndividual,
    title: text('撤回申请', 'Withdraw the request'),
    nature: 'submission',
    payload: z.object({ ...about, statement }),
  },
} as const satisfies EventTable

const answerEvents = {
  askMore: {
    by: answers,
    title: text('要求补充材料', 'Ask for more material'),
    nature: 'record',
    capacity: 'handler',
    payload: z.object({ item: line(), necessity: line(), told }),
  },
  answerMore: {
    by: byIndividual,
    title: text('补充材料', 'Supply the material'),
    nature: 'submission',
    payload: z.object({ ...about, statement, said: wordsOf('about').optional() }),
  },
  lapseMore: {
    by: clock.strike,
    title: text('逾期未补充材料', 'The material was not supplied in time'),
    nature: 'record',
    notices: [toOfficer('应告知申请人理由', 'Tell the individual the reasons')],
    payload: z.object({}),
  },
  markDisputed: {
    by: answers,
    title: text('标注信用信息存在异议', 'Mark the credit record as disputed'),
    nature: 'record',
    payload: z.object({ proofHash: hash() }),
  },
  fulfilRequest: {
    by: answers,
    title: text('办理并答复申请', 'Fulfil the request and answer it'),
    nature: 'decision',
    capacity: 'decider',
    regions: ['answer'],
    payload: z.object({
      ...about,
      outcome,
      proofHash: hash(),
      told,
      inWriting: z.boolean(),
    }),
  },
  refuseRequest: {
    by: [answers, management.governInformation],
    title: text('拒绝申请并说明理由', 'Refuse the request, with reasons'),
    nature: 'decision',
    capacity: 'decider',
    regions: ['answer'],
    payload: z.object({
      ...about,
      ground: refusalGround,
      /** Art. 50: a refusal states its reasons, and that one may sue. */
      reasons: wordsOf('about'),
      remedyTold: z.boolean(),
      told,
      inWriting: z.boolean(),
    }),
  },
  expireAnswer: {
    by: clock.strike,
    title: text('逾期未答复', 'Not answered in time'),
    nature: 'record',
    regions: ['answer'],
    notices: [
      toOfficer('申请逾期未答复', 'A request was not answered in time'),
      {
        to: 'seniorManagement',
        about: text('申请逾期未答复', 'A request was not answered in time'),
      },
    ],
    payload: z.object({}),
  },
  closeFulfilled: {
    by: clock.strike,
    title: text('无异议办结', 'Not contested: it is closed'),
    nature: 'record',
    payload: z.object({}),
  },
  closeRefused: {
    by: clock.strike,
    title: text('异议期届满', 'The period to contest has ended'),
    nature: 'record',
    payload: z.object({}),
  },
} as const satisfies EventTable

const contestEvents = {
  contestAnswer: {
    by: byIndividual,
    title: text('对答复提出异议', 'Contest the answer'),
    nature: 'submission',
    notices: [
      { to: 'consumerProtection', about: text('有异议待审理', 'A contest awaits judgement') },
    ],
    /** To the institution, as a complaint, or before a court (art. 50). */
    payload: z.object({ ...about, route: contestRoute, statement, reasons: wordsOf('about') }),
  },
  upholdContest: {
    by: [consumerProtection.judgeContest, court.ruleOnRequest],
    title: text('支持异议', 'Uphold the contest'),
    nature: 'decision',
    capacity: 'verifier',
    notices: [toOfficer('须重新答复申请', 'The request is to be answered anew')],
    payload: z.object({ grounds: words(), documentHash: hash() }),
  },
  dismissContest: {
    by: [consumerProtection.judgeContest, court.ruleOnRequest],
    title: text('驳回异议', 'Dismiss the contest'),
    nature: 'decision',
    capacity: 'verifier',
    payload: z.object({ grounds: words(), documentHash: hash() }),
  },
  escalateContest: {
    by: clock.strike,
    title: text('异议逾期未审理', 'The contest was not judged in time'),
    nature: 'record',
    notices: [{ to: 'seniorManagement', about: text('异议逾期未审理', 'A contest is overdue') }],
    payload: z.object({}),
  },
  endRequestRetention: {
    by: clock.strike,
    title: text('申请档案保存期届满', 'The file of the request has been kept for its period'),
    nature: 'record',
    afterEnd: true,
    payload: z.object({}),
  },
} as const satisfies EventTable

export const events = {
  ...intakeEvents,
  ...answerEvents,
  ...contestEvents,
  ...commonEvents,
} as const satisfies EventTable
export const facts = {
  interests: commonFacts.interests,
  handlerSeats: commonFacts.handlerSeats,
} as const

export type RequestEvent = Asked<typeof events, typeof facts>
export type RequestEventOf<K extends RequestEvent['type']> = Extract<RequestEvent, { type: K }>
export const requestTypes = chartTypes<RequestContext, RequestEvent>()
