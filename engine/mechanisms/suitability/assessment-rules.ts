/** Rules of an assessment, and who may not do both. */
import { setup } from 'xstate'
import { guardsOf, rulesFor } from '../../core/rules.ts'
import { everydayRules } from '../everyday.ts'
import { assessmentTypes } from './assessment-events.ts'
import type { AssessmentEvent, assessmentFacts } from './assessment-events.ts'
import { limitOn } from './assessment-terms.ts'
import type { AssessmentContext } from './assessment-terms.ts'
import { binds, dayOf, LEVELS_MIN, said, took } from './common.ts'
import { recordRules, recordSeparation } from './record.ts'

type C = AssessmentContext
const rule = rulesFor<C, AssessmentEvent, typeof assessmentFacts>()
const finds = ['reportTampering', 'findTampering'] as const

const answerRules = {
  noOpenAssessment: rule.ofEvent('openAssessment', {
    ...said(
      ['同一消费者不得有未结的评估流程', 'No assessment of this consumer may be open'],
      ['在该流程中办理', 'Go on in that process'],
      '2022-9:11',
    ),
    field: ['consumer'],
    reads: ['latestAssessment'],
    holds: (e) => e.facts.latestAssessment?.final ?? true,
  }),
  fiveCustomerLevels: rule.ofEvent('beginAssessment', {
    ...said(
      ['客户风险承受能力至少划分为五级', 'Customers are graded in at least five levels'],
      ['使用五级以上的问卷', 'Use a questionnaire of five levels or more'],
      '2025-7:29',
    ),
    field: ['levels'],
    holds: (e) => !binds(dayOf(e)) || e.payload.levels >= LEVELS_MIN,
  }),
  assistantNamed: rule.ofEvent('beginAssessment', {
    ...said(
      ['由员工协助的须指明员工，自助的不指明', 'Whoever assists is named; nobody else is'],
      ['使方式与人员一致', 'Let the way and the person agree'],
      '2025-7:13',
    ),
    field: ['assistant'],
    holds: ({ payload: p }) => (p.way === 'assisted') === (p.assistant !== undefined),
  }),
  withinLimit: rule.ofCase({
    ...said(
      ['一日不超过两次、十二个月不超过八次', 'Two assessments a day and eight in twelve months'],
      ['待限制解除', 'Wait until the limit frees'],
      '2025-7:29',
    ),
    holds: (c, e) => !binds(dayOf(e)) || limitOn(c.attempts, dayOf(e)) === null,
  }),
  levelOfQuestionnaire: rule.ofEvent('submitAnswers', {
    ...said(
      ['结果须在问卷等级之内', 'The result must be a level of the questionnaire'],
      ['更正结果', 'Correct the result'],
      '2025-7:29',
    ),
    field: ['level'],
    holds: ({ payload }, c) => payload.level <= (c.questionnaire?.levels ?? 0),
  }),
  sameOrFirst: rule.ofEvent('submitAnswers', {
    ...said(
      ['结果须为首次或与前次一致', 'The result must be the first or the same as before'],
      ['不一致的须提示并由消费者确认', 'A different one is shown to the consumer and confirmed'],
      '2025-7:29',
    ),
    field: ['level'],
    // On another scale the same number is another level.
    holds: ({ payload }, c) =>
      c.level === null || (payload.level === c.level && c.questionnaire?.levels === c.levels),
  }),
  relationshipEndPast: rule.ofEvent('endRelationship', {
    ...said(
      ['终止日不得晚于今日', 'The relationship must have ended'],
      ['终止后再登记', 'Record it when it has ended'],
      '2025-7:17',
    ),
    field: ['endedOn'],
    holds: (e) => e.payload.endedOn <= dayOf(e),
  }),
  unitIsAsStated: rule.ofEvent('correctAssessment', {
    ...said(
      ['须按现有记录载明原值', 'The value that is recorded now must be stated'],
      ['更正所述原值', 'State what is recorded'],
      'house:suitability-records',
    ),
    field: ['was'],
    holds: ({ payload }, c) => payload.was === c.unit,
  }),
} as const

const separationRules = {
  finderDidNotAssist: rule.ofCase({
    ...said(
      ['协助测评的人员不得调查该测评', 'Whoever assisted does not look into the assessment'],
      ['由与该测评无关的人员办理', 'Someone who had no part in it must do it'],
      '2025-7:13',
    ),
    holds: (c, { by, participants }) =>
      !took(participants, by, ['handler']) && !c.assistants.includes(by.person ?? ''),
  }),
  finderDoesNotReopen: rule.ofCase({
    ...said(
      ['作废评估的人员不得重新开放', 'Whoever invalidated it does not open it again'],
      ['由第二人办理', 'A second person must do it'],
      'house:suitability-assessment',
    ),
    holds: (c, { by }) => c.invalidated === null || c.invalidated.by !== by.person,
  }),
  staffIsAnother: rule.ofEvent(finds, {
    ...said(
      ['不得报告本人的行为', 'Nobody reports on himself'],
      ['由他人报告', 'Someone else must report it'],
      '2025-7:13',
    ),
    field: ['staff'],
    holds: ({ payload, by }) => payload.staff === undefined || payload.staff !== by.person,
  }),
} as const

export const assessmentRules = {
  ...answerRules,
  ...separationRules,
  ...everydayRules,
  ...recordRules,
} as const

export const assessmentSeparation = {
  reportTampering: ['finderDidNotAssist', 'staffIsAnother'],
  findTampering: ['finderDidNotAssist', 'staffIsAnother'],
  reopenAssessment: ['finderDidNotAssist', 'finderDoesNotReopen'],
  acceptProfessional: ['finderDidNotAssist'],
  ...recordSeparation,
} as const

/** For the parts of the chart. */
export const assessmentChart = setup({
  types: assessmentTypes,
  guards: guardsOf<C, AssessmentEvent, typeof assessmentRules>(assessmentRules),
})
