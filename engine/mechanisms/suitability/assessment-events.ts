/** Events of the assessment of a consumer, and the facts they read. */
import * as z from 'zod'
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { text } from '../../../policies/law.ts'
import { clock, courier } from '../../../policies/machinery.ts'
import { channel, system } from '../../../policies/outsiders.ts'
import { audit } from '../../../policies/supervisors.ts'
import type { FactTable } from '../../core/facts.ts'
import { chartTypes } from '../../core/mechanism.ts'
import type { Asked, EventTable, Notice } from '../../core/mechanism.ts'
import { day, entry, hash, line, person, processRef, subject, unit } from '../../core/payload.ts'
import type { SubjectKey } from '../../core/values.ts'
import {
  assessmentWay,
  circumstance,
  professionalGround,
  tamperingKind,
} from './assessment-terms.ts'
import type { AssessmentContext } from './assessment-terms.ts'
import { everyday, levelCount, statement, words } from './common.ts'
import { recordEvents } from './record.ts'

const toldOfTampering: readonly Notice[] = [
  { to: 'seniorManagement', about: text('测评被员工干预', 'Staff tampered with an assessment') },
  { to: 'consumerProtection', about: text('测评被员工干预', 'Staff tampered with an assessment') },
  { to: 'supervisoryBody', about: text('测评被员工干预', 'Staff tampered with an assessment') },
]
/** What was done, by whom where it is known, and what shows it. */
const tampering = {
  kind: tamperingKind,
  staff: person().optional(),
  evidence: hash(),
  found: words().optional(),
}
const lapse = (zh: string, en: string) =>
  ({ by: clock.strike, title: text(zh, en), nature: 'record', payload: z.object({}) }) as const

const profileEvents = {
  openAssessment: {
    by: channel.beAssessed,
    title: text('申请风险承受能力评估', 'Ask to be assessed'),
    nature: 'submission',
    opens: true,
    reads: ['latestAssessment'],
    payload: z.object({ consumer: subject('consumer'), unit: unit() }),
  },
  declineInformation: {
    by: channel.beAssessed,
    title: text('拒绝提供信息', 'Decline to give information'),
    nature: 'submission',
    payload: z.object({ statement }),
  },
  proveProfessional: {
    by: channel.beAssessed,
    title: text('申请认定专业投资者', 'Ask to be taken as a professional investor'),
    nature: 'submission',
    payload: z.object({ ground: professionalGround, proof: hash() }),
  },
  acceptProfessional: {
    by: business.sellSuitably,
    title: text('认定专业投资者', 'Accept as a professional investor'),
    nature: 'decision',
    capacity: 'decider',
    payload: z.object({ examined: hash() }),
  },
  rejectProfessional: {
    by: business.sellSuitably,
    title: text('不予认定专业投资者', 'Reject as a professional investor'),
    nature: 'decision',
    payload: z.object({ reasons: words() }),
  },
  lapseProof: lapse('认定逾期，按普通投资者对待', 'Not examined in time: an ordinary investor'),
  giveUpProfessional: {
    by: channel.beAssessed,
    title: text('申请按普通投资者对待', 'Ask to be treated as an ordinary investor'),
    nature: 'submission',
    payload: z.object({ statement }),
  },
  lapseProfessional: lapse('专业投资者认定到期', 'The standing of a professional has lapsed'),
} as const satisfies EventTable

const answerEvents = {
  beginAssessment: {
    by: channel.beAssessed,
    title: text('开始评估', 'Begin an assessment'),
    nature: 'submission',
    appoints: { assistant: 'handler' },
    payload: z.object({
      version: hash(),
      levels: levelCount(),
      way: assessmentWay,
      /** Who helps the consumer at the counter. */
      assistant: person().optional(),
    }),
  },
  freeLimit: lapse('评估次数限制解除', 'Another assessment may begin'),
  submitAnswers: {
    by: channel.beAssessed,
    title: text('提交评估答卷', 'Hand in the answers'),
    nature: 'submission',
    payload: z.object({ answers: hash(), level: levelCount() }),
  },
  reconfirmLevel: {
    by: channel.beAssessed,
    title: text('确认变化的结果', 'Confirm the different result'),
    nature: 'submission',
    payload: z.object({ statement }),
  },
  redoAssessment: {
    by: channel.beAssessed,
    title: text('重新评估', 'Be assessed again'),
    nature: 'submission',
    payload: z.object({ statement }),
  },
  lapseAnswering: lapse('答卷逾期未提交', 'The answers were not handed in'),
  lapseVariance: lapse('变化的结果未确认', 'The different result was not confirmed'),
  lapseProfile: lapse('信息逾期未提供', 'The information was not given'),
  expireAssessment: {
    ...lapse('评估结果到期', 'The result has expired'),
    notices: [{ to: 'businessDepartment', about: text('评估结果到期', 'A result has expired') }],
  },
  changeCircumstances: {
    by: [channel.beAssessed, business.sellSuitably],
    title: text('情况发生变化', 'Circumstances have changed'),
    nature: 'submission',
    payload: z.object({ changed: z.array(circumstance).min(1).max(7), proof: hash() }),
  },
  renewAssessment: {
    by: channel.beAssessed,
    title: text('申请重新评估', 'Ask to be assessed anew'),
    nature: 'submission',
    payload: z.object({ statement }),
  },
} as const satisfies EventTable

const controlEvents = {
  reportTampering: {
    by: [system.report, consumerProtection.superviseSuitability, audit.report],
    title: text('报告测评被干预', 'Report that the assessment is tampered with'),
    nature: 'finding',
    capacity: 'inspector',
    notices: toldOfTampering,
    payload: z.object(tampering),
  },
  findTampering: {
    by: [consumerProtection.superviseSuitability, audit.report, courier.carry],
    title: text('回查发现测评被干预', 'Find in a lookback that it was tampered with'),
    nature: 'finding',
    capacity: 'inspector',
    notices: toldOfTampering,
    payload: z.object({ ...tampering, source: processRef().optional() }),
  },
  reopenAssessment: {
    by: consumerProtection.superviseSuitability,
    title: text('重新开放评估', 'Open the assessment again'),
    nature: 'decision',
    capacity: 'decider',
    payload: z.object({ safeguards: hash(), grounds: words() }),
  },
  reportReopeningOverdue: {
    ...lapse('作废后逾期未重新开放', 'Invalidated, and not opened again in time'),
    notices: [
      {
        to: 'seniorManagement',
        about: text('作废的评估未处置', 'An invalidated assessment waits'),
      },
    ],
  },
  endRelationship: {
    by: [system.sell, business.sellSuitably],
    title: text('客户关系终止', 'End the relationship'),
    nature: 'record',
    payload: z.object({ endedOn: day() }),
  },
  correctAssessment: {
    by: consumerProtection.superviseSuitability,
    title: text('更正评估记录', 'Correct the record of the assessment'),
    nature: 'record',
    afterEnd: true,
    payload: z.object({
      entry: entry(),
      was: unit(),
      is: unit(),
      reason: line(500),
    }),
  },
} as const satisfies EventTable

export const assessmentEvents = {
  ...profileEvents,
  ...answerEvents,
  ...controlEvents,
  ...everyday,
  ...recordEvents,
} as const satisfies EventTable

export const assessmentFacts = {
  latestAssessment: {
    title: text('该消费者最近一次评估', 'The latest assessment of the consumer'),
    kind: 'latest',
    key: ({ payload }) =>
      payload?.['consumer'] === undefined
        ? undefined
        : {
            kind: 'latest',
            mechanism: 'M03',
            chart: 'assessment',
            subject: payload['consumer'] as SubjectKey,
          },
  },
} as const satisfies FactTable<AssessmentContext>

export type AssessmentEvent = Asked<typeof assessmentEvents, typeof assessmentFacts>
export type AssessmentEventOf<K extends AssessmentEvent['type']> = Extract<
  AssessmentEvent,
  { type: K }
>
export const assessmentTypes = chartTypes<AssessmentContext, AssessmentEvent>()
