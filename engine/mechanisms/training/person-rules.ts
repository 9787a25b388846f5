/** Rules of a person's training, and who may not do both. */
import { setup } from 'xstate'
import { guardsOf, rulesFor } from '../../core/rules.ts'
import { everydayRules } from '../everyday.ts'
import { personTypes } from './person-events.ts'
import type { PersonEvent, personFacts } from './person-events.ts'
import { said } from './said.ts'
import { yearOf } from './terms.ts'
import type { PersonContext } from './terms.ts'

type C = PersonContext
const rule = rulesFor<C, PersonEvent, typeof personFacts>()
const today = ({ on, at }: Pick<PersonEvent, 'on' | 'at'>): string => on ?? at.slice(0, 10)
const RESTRICTED = 'case.restricted'
const opens = ['enrol', 'requireTraining'] as const
const setsDay = ['enrol', 'requireTraining', 'enrolNextYear'] as const

const enrolmentRules = {
  noOpenYear: rule.ofEvent('enrol', {
    ...said(
      ['该人员已有未结的年度培训', 'The training of a year is open for this person'],
      ['在该流程中续报', 'Enrol for the next year in that case'],
      '2022-9:17',
    ),
    field: ['person'],
    reads: ['openTraining'],
    holds: ({ facts }) =>
      !(facts.openTraining ?? []).some((p) => p.paths.includes('purpose.yearly')),
  }),
  planIsApproved: rule.ofEvent('enrol', {
    ...said(
      ['该年度培训计划尚未批准', 'The plan of this year has not been approved'],
      ['先批准计划；新入职人员可先行报名', 'Have it approved; only new hires are enrolled before'],
      '2022-9:17',
    ),
    field: ['year'],
    reads: ['latestPlan'],
    holds: ({ payload, facts }) =>
      payload.group === 'newHire' ||
      (Number(facts.latestPlan?.context['year'] ?? 0) === payload.year &&
        (facts.latestPlan?.context['approved'] ?? null) !== null),
  }),
  dueAhead: rule.ofEvent(setsDay, {
    ...said(
      ['培训期限已过', 'The day until which to be trained has passed'],
      ['设定将来的日期', 'Set a day that is to come'],
      '2022-9:17',
    ),
    field: ['dueOn'],
    holds: (e) => e.payload.dueOn === undefined || e.payload.dueOn >= today(e),
  }),
  dueInYear: rule.ofEvent(['enrol', 'enrolNextYear'], {
    ...said(
      ['培训期限须在该年度内', 'The training of a year is due in that year'],
      ['设定该年度内的日期', 'Set a day of that year'],
      'pboc-2020-5:training',
    ),
    field: ['dueOn'],
    holds: ({ payload }) => yearOf(payload.dueOn) === payload.year,
  }),
  yearIsThis: rule.ofEvent('enrolNextYear', {
    ...said(
      ['只能续报当年', 'Only the year that has begun'],
      ['指明当年', 'Name this year'],
      'pboc-2020-5:training',
    ),
    field: ['year'],
    holds: (e) => e.payload.year === yearOf(today(e)),
  }),
  restrictedBefore: rule.ofEvent(opens, {
    ...said(
      ['该人员未被限制上岗', 'The person is not restricted'],
      ['限制上岗由后续培训承继', 'Only a restriction goes over to later training'],
      '2022-9:17',
    ),
    reads: ['openTraining'],
    holds: ({ facts }) => (facts.openTraining ?? []).some((p) => p.paths.includes(RESTRICTED)),
  }),
  notAfterFinding: rule.ofCase({
    ...said(
      ['因问题要求的培训不得取消', 'Training after a finding is not cancelled'],
      ['完成培训', 'It must be done'],
      '2022-9:17',
    ),
    holds: (c) => c.purpose === 'yearly',
  }),
  leftInOrder: rule.ofEvent('recordLeaving', {
    ...said(
      ['离职日期不得晚于今日', 'The person leaves after today'],
      ['载明离职的日期', 'Give the day of leaving'],
      '2022-9:17',
    ),
    field: ['leftOn'],
    holds: (e) => e.payload.leftOn <= today(e),
  }),
} as const

const courseRules = {
  trainedOnTopic: rule.ofEvent('attendSession', {
    ...said(
      ['培训内容与所要求的不一致', 'The session was about another topic'],
      ['参加所要求内容的培训', 'Attend a session on the topic that is asked for'],
      '2022-9:17',
    ),
    field: ['topic'],
    holds: ({ payload }, c) => payload.topic === c.topic,
  }),
  examPassed: rule.ofEvent('gradeExam', {
    ...said(
      ['成绩未达合格线', 'The score is below the pass mark'],
      ['补训后补考', 'Train again and sit it again'],
      '2022-9:17',
    ),
    field: ['score'],
    holds: ({ payload }, c) => payload.score >= c.passMark,
  }),
  examFailed: rule.ofEvent('gradeExam', {
    ...said(
      ['成绩已达合格线', 'The score has reached the pass mark'],
      ['合格的解除限制', 'Who passes is no longer restricted'],
      '2022-9:17',
    ),
    field: ['score'],
    holds: ({ payload }, c) => payload.score < c.passMark,
  }),
  noOlderRestriction: rule.ofEvent('gradeExam', {
    ...said(
      ['此前的限制上岗尚未解除', 'An earlier restriction of this person stands'],
      ['先在该流程中通过考试', 'Pass the examination in that case first'],
      '2022-9:17',
    ),
    reads: ['openTraining'],
    holds: ({ facts, process }) => {
      const open = facts.openTraining ?? []
      const here = open.findIndex((p) => p.id === process)
      return !open.slice(0, Math.max(here, 0)).some((p) => p.paths.includes(RESTRICTED))
    },
  }),
  waiverProposed: rule.ofCase({
    ...said(
      ['没有待批的暂缓申请', 'No waiver was proposed'],
      ['先提出申请', 'Propose it first'],
      '2022-9:17',
    ),
    holds: (c) => c.waiver !== null && c.waiver.grantedOn === null,
  }),
  noWaiverProposed: rule.ofCase({
    ...said(
      ['已有待批的暂缓申请', 'A waiver awaits its decision'],
      ['等待审批', 'Wait for the decision'],
      '2022-9:17',
    ),
    holds: (c) => c.waiver === null || c.waiver.grantedOn !== null,
  }),
  yearOver: rule.ofCase({
    ...said(
      ['年度尚未结束', 'The year is not over'],
      ['年度结束后归档', 'Archive it when the year is over'],
      'pboc-2020-5:training',
    ),
    holds: (c, moment) => c.purpose === 'required' || yearOf(today(moment)) > (c.year ?? 0),
  }),
  recordIsAsStated: rule.ofEvent('correctRecord', {
    ...said(
      ['原记录与所述不符', 'The record is not as stated'],
      ['按现有记录载明原值', 'State the value that is recorded now'],
      'house:training',
    ),
    field: ['record'],
    holds: ({ payload: { record } }, c) =>
      'dueOn' in record ? record.dueOn.was === c.dueOn : record.group.was === c.group,
  }),
} as const

const another = ['由其他人员办理', 'Another person must do it'] as const
const separationRules = {
  notTrainee: rule.ofCase({
    ...said(
      [
        '受训人不得办理本人的培训、考试或豁免',
        'Nobody records, grades or waives one’s own training',
      ],
      another,
      '2022-9:17',
    ),
    holds: (c, { by }) => by.person === undefined || c.person !== by.person,
  }),
  trainerNotTrainee: rule.ofEvent('attendSession', {
    ...said(
      ['培训师不得是受训人本人', 'The trainer is not the trainee'],
      ['指明其他培训师', 'Name another trainer'],
      '2022-9:17',
    ),
    field: ['trainer'],
    holds: ({ payload }, c) => payload.trainer !== c.person,
  }),
  notTrainer: rule.ofCase({
    ...said(
      ['培训师不得为其学员评分', 'The trainer does not grade the own trainee'],
      another,
      '2022-9:17',
    ),
    holds: (c, { by }) => c.trainer === null || c.trainer !== by.person,
  }),
  secondPerson: rule.ofCase({
    ...said(
      ['申请人不得自行批准', 'Whoever proposed the waiver does not decide on it'],
      another,
      '2022-9:17',
    ),
    holds: (c, { by }) => c.waiver === null || c.waiver.by !== by.person,
  }),
} as const

export const personRules = {
  ...separationRules,
  ...enrolmentRules,
  ...courseRules,
  ...everydayRules,
} as const

export const personSeparation = {
  attendSession: ['notTrainee', 'trainerNotTrainee'],
  finishSession: ['notTrainee'],
  gradeExam: ['notTrainee', 'notTrainer'],
  assignRemedial: ['notTrainee'],
  retakeExam: ['notTrainee'],
  approveWaiver: ['notTrainee', 'secondPerson'],
  declineWaiver: ['notTrainee', 'secondPerson'],
  cancelEnrolment: ['notTrainee'],
  measureEffect: ['notTrainee'],
  correctRecord: ['notTrainee'],
} as const

export const personKit = setup({
  types: personTypes,
  guards: guardsOf<PersonContext, PersonEvent, typeof personRules>(personRules),
})
