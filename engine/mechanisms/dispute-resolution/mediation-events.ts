/** Events of mediation: request, refusal, acceptance, delegation, tracks, opinion and agreement. */
import * as z from 'zod'
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { legal } from '../../../policies/legal.ts'
import { text } from '../../../policies/law.ts'
import { management } from '../../../policies/management.ts'
import { mediator } from '../../../policies/outsiders.ts'
import type { EventTable } from '../../core/mechanism.ts'
import { day, hash, line, money, person } from '../../core/payload.ts'
import { consumer, statement, struck, told, toldTo, words } from './negotiation-events.ts'
import { platform, procedure, refusalReason } from './terms.ts'

const requestEvents = {
  requestMediation: {
    by: [...consumer, mediator.mediate],
    title: text('消费者请求调解', 'The consumer asks for mediation'),
    nature: 'submission',
    notices: [
      toldTo('consumerProtection', '消费者请求调解', 'The consumer asks for mediation'),
      toldTo('mediationBody', '有调解申请', 'The consumer applies for mediation'),
    ],
    payload: z.object({ body: line(100), platform, application: hash() }),
  },
  refuseMediation: {
    by: [consumerProtection.resolveDispute, business.resolveDispute],
    title: text('不参加调解并说明理由', 'Refuse to take part, with reasons'),
    nature: 'submission',
    notices: [
      toldTo('seniorManagement', '拒绝调解待裁决', 'A refusal of mediation awaits a ruling'),
      toldTo('supervisoryBody', '拒绝调解待裁决', 'A refusal of mediation awaits a ruling'),
    ],
    payload: z.object({ reason: refusalReason, evidenceHash: hash(), grounds: words() }),
  },
  overruleRefusal: {
    by: management.ruleOnMediation,
    title: text('认定拒绝无正当理由', 'Find the refusal without good reason'),
    nature: 'decision',
    capacity: 'decider',
    notices: [toldTo('consumerProtection', '须参加调解', 'The institution takes part')],
    payload: z.object({ grounds: words() }),
  },
  justifyRefusal: {
    by: management.ruleOnMediation,
    title: text('认定拒绝有正当理由', 'Find that the refusal has a good reason'),
    nature: 'decision',
    capacity: 'decider',
    notices: [toldTo('consumerProtection', '须告知救济途径', 'The remedies must be told')],
    payload: z.object({ grounds: words() }),
  },
  presumeUnjustified: struck(
    '逾期未裁决，视为无正当理由',
    'No ruling in time: it counts as unjustified',
    ['seniorManagement', 'consumerProtectionCommittee', 'supervisoryBody'],
  ),
  acceptMediation: {
    by: mediator.mediate,
    title: text('受理调解', 'Accept the mediation'),
    nature: 'decision',
    notices: [
      toldTo('consumerProtection', '调解已受理', 'The mediation was accepted'),
      toldTo('legalCompliance', '调解已受理，须出具授权', 'A mediation was accepted: delegate'),
    ],
    /** `told`: how the parties were told; it pauses the period of the complaint. */
    payload: z.object({ caseNumber: line(60), told }),
  },
  declineCase: {
    by: mediator.mediate,
    title: text('不予受理', 'Decline the case'),
    nature: 'decision',
    payload: z.object({ document: hash() }),
  },
  lapseAcceptance: struck('逾期未受理', 'Not accepted in time', ['consumerProtection']),
  leaveMediation: {
    by: consumer,
    title: text('消费者退出调解', 'The consumer leaves the mediation'),
    nature: 'submission',
    payload: z.object({ statement }),
  },
} as const satisfies EventTable

const delegators = [management.delegate, legal.delegate]
const delegationEvents = {
  delegate: {
    by: delegators,
    title: text('授权代表和解', 'Delegate somebody who may settle'),
    nature: 'decision',
    capacity: 'approver',
    reads: ['representativeSeats'],
    /** `kind`: temporary, remote or fast authorisation (2020 No. 3 art. 24). */
    payload: z.object({
      kind: z
        .enum(['standing', 'temporary', 'remote', 'fast'])
        .meta({ id: 'DisputeDelegationKind' }),
      representative: person(),
      letter: hash(),
      until: day(),
      limit: money().optional(),
    }),
  },
  revokeDelegation: {
    by: delegators,
    title: text('撤销授权', 'Revoke the delegation'),
    nature: 'decision',
    payload: z.object({ reason: line() }),
  },
  lapseDelegation: struck('授权到期', 'The delegation has ended', [
    'legalCompliance',
    'consumerProtection',
  ]),
  reportDelegationMissing: struck('逾期未出具授权', 'Nobody was delegated in time', [
    'seniorManagement',
  ]),
} as const satisfies EventTable

const ordinary = { procedure, signedOn: day(), limit: day().optional() }
const scheme = z
  .object({
    name: line(100),
    limit: money(),
    /** The institution has joined it. */
    joined: z.boolean(),
    rules: hash(),
  })
  .meta({ id: 'DisputeScheme' })
const trackEvents = {
  assignFast: {
    by: mediator.mediate,
    title: text('小额速调', 'Take the fast track'),
    nature: 'decision',
    payload: z.object({ scheme, claim: money(), limit: day() }),
  },
  assignOrdinary: {
    by: mediator.mediate,
    title: text('普通或复杂调解', 'Take the ordinary track'),
    nature: 'decision',
    payload: z.object(ordinary),
  },
  escalateAssignment: struck('受理后逾期未确定调解方式', 'No track was set in time', [
    'consumerProtection',
  ]),
  moveToOrdinary: {
    by: mediator.mediate,
    title: text('转入普通调解', 'Move it to the ordinary track'),
    nature: 'decision',
    payload: z.object(ordinary),
  },
  extendMediation: {
    by: mediator.mediate,
    title: text('双方同意延长', 'Let it take longer, as both agree'),
    nature: 'decision',
    payload: z.object({
      until: day(),
      consents: z.object({ consumer: hash(), institution: hash() }).meta({ id: 'DisputeConsents' }),
    }),
  },
  reportAbsence: {
    by: mediator.mediate,
    title: text('机构无故缺席', 'The institution did not appear'),
    nature: 'finding',
    notices: [
      toldTo('seniorManagement', '机构缺席调解', 'The institution did not appear'),
      toldTo('supervisoryBody', '机构缺席调解', 'The institution did not appear'),
    ],
    payload: z.object({ on: day(), record: hash() }),
  },
  closeMediation: {
    by: mediator.mediate,
    title: text('调解不成', 'No agreement was reached'),
    nature: 'decision',
    notices: [
      toldTo('consumerProtection', '调解不成，须告知救济途径', 'It failed: tell the remedies'),
    ],
    payload: z.object({ document: hash() }),
  },
  lapseFastTrack: struck('速调逾期', 'The fast track took too long', ['consumerProtection']),
  lapseMediation: struck('调解期限届满', 'The period of mediation is over', ['consumerProtection']),
} as const satisfies EventTable

const agreementEvents = {
  concludeAgreement: {
    by: [mediator.mediate, ...consumer],
    title: text('达成调解协议', 'Conclude an agreement'),
    nature: 'record',
    notices: [
      toldTo('businessDepartment', '达成调解协议，须履行', 'An agreement must be performed'),
    ],
    payload: z.object({
      agreement: hash(),
      representative: person(),
      statement,
      amount: money().optional(),
      performBy: day().optional(),
    }),
  },
  issueOpinion: {
    by: mediator.mediate,
    title: text('出具调解意见', 'Give an opinion'),
    nature: 'decision',
    payload: z.object({ terms: hash(), performBy: day(), acceptBy: day() }),
  },
  acceptOpinion: {
    by: consumer,
    title: text('消费者接受调解意见', 'The consumer accepts the opinion'),
    nature: 'submission',
    notices: [
      toldTo('consumerProtection', '消费者接受调解意见', 'The consumer accepts the opinion'),
    ],
    payload: z.object({ statement }),
  },
  rejectOpinion: {
    by: consumer,
    title: text('消费者不接受调解意见', 'The consumer rejects the opinion'),
    nature: 'submission',
    payload: z.object({ statement }),
  },
  adoptOpinion: {
    by: consumerProtection.resolveDispute,
    title: text('机构接受调解意见', 'The institution adopts the opinion'),
    nature: 'decision',
    payload: z.object({ grounds: words() }),
  },
  declineOpinion: {
    by: consumerProtection.resolveDispute,
    title: text('机构不接受调解意见', 'The institution declines the opinion'),
    nature: 'decision',
    notices: [toldTo('seniorManagement', '机构不接受调解意见', 'An opinion was declined')],
    payload: z.object({ grounds: words() }),
  },
  lapseOpinion: struck('调解意见逾期未获接受', 'The opinion was not accepted in time', [
    'consumerProtection',
  ]),
} as const satisfies EventTable

export const mediationEvents = {
  ...requestEvents,
  ...delegationEvents,
  ...trackEvents,
  ...agreementEvents,
} as const
