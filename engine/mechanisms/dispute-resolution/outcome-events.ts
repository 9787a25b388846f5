/** Events after an agreement or a judgment: confirmation, performance, default and adjudication. */
import * as z from 'zod'
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { legal } from '../../../policies/legal.ts'
import { text } from '../../../policies/law.ts'
import { management } from '../../../policies/management.ts'
import { court } from '../../../policies/outsiders.ts'
import type { EventTable } from '../../core/mechanism.ts'
import { day, hash } from '../../core/payload.ts'
import { consumer, statement, struck, toldTo, words } from './negotiation-events.ts'
import { judgmentKind } from './terms.ts'

const confirmationEvents = {
  askConfirmation: {
    by: [...consumer, legal.resolveDispute],
    title: text('共同申请司法确认', 'Ask jointly for judicial confirmation'),
    nature: 'submission',
    regions: ['confirmation'],
    payload: z.object({
      application: hash(),
      consents: z
        .object({ consumer: hash(), institution: hash() })
        .meta({ id: 'DisputeJointApplication' }),
    }),
  },
  confirmAgreement: {
    by: court.rule,
    title: text('裁定确认调解协议', 'Confirm the agreement'),
    nature: 'decision',
    regions: ['confirmation'],
    payload: z.object({ document: hash() }),
  },
  denyConfirmation: {
    by: court.rule,
    title: text('裁定驳回确认申请', 'Deny the confirmation'),
    nature: 'decision',
    regions: ['confirmation'],
    payload: z.object({ document: hash() }),
  },
  lapseConfirmation: struck('司法确认申请期届满', 'The period to ask for confirmation is over', []),
} as const satisfies EventTable

const performanceEvents = {
  recordPerformance: {
    by: [business.performAgreement, consumerProtection.resolveDispute],
    title: text('记录履行', 'Record the performance'),
    nature: 'record',
    payload: z.object({ on: day(), proof: hash() }),
  },
  confirmPerformance: {
    by: [...consumer, consumerProtection.resolveDispute],
    title: text('确认已履行', 'Confirm the performance'),
    nature: 'finding',
    capacity: 'verifier',
    payload: z.object({ proof: hash() }),
  },
  contestPerformance: {
    by: consumer,
    title: text('消费者称未履行', 'The consumer says that it was not performed'),
    nature: 'submission',
    notices: [
      toldTo('consumerProtection', '消费者称未履行', 'It is said not to have been performed'),
    ],
    payload: z.object({ statement }),
  },
  reportVerificationOverdue: struck('履行逾期未确认', 'The performance was not confirmed in time', [
    'consumerProtection',
    'seniorManagement',
  ]),
  reportDefault: struck('逾期未履行', 'Not performed on the agreed day', [
    'seniorManagement',
    'supervisoryBody',
  ]),
  orderPerformance: {
    by: management.ruleOnMediation,
    title: text('责令履行', 'Order the performance'),
    nature: 'order',
    notices: [toldTo('businessDepartment', '责令履行', 'Performance is ordered')],
    payload: z.object({ by: day(), grounds: words() }),
  },
  escalateDefault: struck('违约逾期未处置', 'A default was not dealt with in time', [
    'consumerProtectionCommittee',
    'supervisoryBody',
  ]),
  enforce: {
    by: consumer,
    title: text('消费者申请强制执行', 'The consumer has it enforced'),
    nature: 'submission',
    notices: [toldTo('legalCompliance', '消费者申请强制执行', 'Enforcement was applied for')],
    payload: z.object({ document: hash() }),
  },
} as const satisfies EventTable

const judgmentEvents = {
  recordJudgment: {
    by: [court.rule, legal.resolveDispute],
    title: text('记录裁判结果', 'Record the judgment'),
    nature: 'record',
    notices: [toldTo('consumerProtection', '裁判结果已记录', 'A judgment was recorded')],
    /** `performBy`: absent where nothing is owed by it. */
    payload: z.object({ kind: judgmentKind, document: hash(), performBy: day().optional() }),
  },
  remindAdjudication: struck('诉讼仲裁久未了结', 'A suit has been pending for long', [
    'legalCompliance',
  ]),
} as const satisfies EventTable

export const outcomeEvents = {
  ...confirmationEvents,
  ...performanceEvents,
  ...judgmentEvents,
} as const
