/** Events of a person's training: enrolment, attendance, examination, restriction, certificate, leaving. */
import * as z from 'zod'
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { humanResources } from '../../../policies/human-resources.ts'
import { informationOfficer } from '../../../policies/information-officer.ts'
import { text } from '../../../policies/law.ts'
import { clock, courier } from '../../../policies/machinery.ts'
import type { FactTable } from '../../core/facts.ts'
import { chartTypes, type Asked, type EventTable, type Notice } from '../../core/mechanism.ts'
import { day, entry, hash, line, oneOf, person, processRef, unit } from '../../core/payload.ts'
import type { SubjectKey } from '../../core/values.ts'
import { shared } from './everyday.ts'
import { latestPlan, words } from './plan-events.ts'
import { group, requirement, topic, waiverGround } from './terms.ts'
import type { PersonContext } from './terms.ts'

/** The person's own department, human resources, and the officer for the security of information. */
const trains = [
  business.train,
  humanResources.runTraining,
  informationOfficer.trainInformation,
] as const
const departs = [business.train, humanResources.runTraining] as const
const toDepartment = (zh: string, en: string): readonly Notice[] => [
  { to: 'businessDepartment', about: text(zh, en) },
  { to: 'humanResources', about: text(zh, en) },
]
const restricted: readonly Notice[] = [
  ...toDepartment(
    '该人员不得从事销售和投诉处理',
    'This person does no sales and handles no complaints',
  ),
  {
    to: 'consumerProtection',
    about: text(
      '该人员不得从事销售和投诉处理',
      'This person does no sales and handles no complaints',
    ),
  },
  { to: 'seniorManagement', about: text('人员被限制上岗', 'A person was restricted') },
]

/** What may be corrected as a mistake of entry; everything else is changed by its own event. */
const record = oneOf('TrainingRecord', {
  dueOn: z.object({ was: day(), is: day() }).meta({ id: 'TrainingDueCorrection' }),
  group: z.object({ was: group, is: group }).meta({ id: 'TrainingGroupCorrection' }),
})
export type TrainingRecord = z.output<typeof record>

const enrolmentEvents = {
  enrol: {
    by: humanResources.runTraining,
    title: text('年度培训报名', 'Enrol for the year'),
    nature: 'record',
    opens: true,
    reads: ['openTraining', 'latestPlan'],
    notices: toDepartment('须参加年度培训', 'To take part in the training of the year'),
    payload: z.object({
      person: person(),
      unit: unit(),
      group,
      year: z.int().min(2020).max(2999),
      dueOn: day(),
    }),
  },
  requireTraining: {
    by: [courier.carry, consumerProtection.planTraining, humanResources.runTraining],
    title: text('要求专项培训', 'Require training after a finding'),
    nature: 'order',
    opens: true,
    reads: ['openTraining'],
    notices: toDepartment('须参加专项培训', 'To be trained after a finding'),
    payload: z.object({
      person: person(),
      unit: unit().optional(),
      topic: topic.optional(),
      cause: requirement.optional(),
      /** The case whose finding asks for it. */
      source: processRef().optional(),
      dueOn: day().optional(),
    }),
  },
  cancelEnrolment: {
    by: humanResources.runTraining,
    title: text('取消报名', 'Cancel the enrolment'),
    nature: 'record',
    notices: [{ to: 'consumerProtection', about: text('培训报名取消', 'Enrolment cancelled') }],
    payload: z.object({ reason: line() }),
  },
  recordTransfer: {
    by: humanResources.runTraining,
    title: text('记录调动', 'Record a transfer to another unit'),
    nature: 'record',
    payload: z.object({ unit: unit() }),
  },
  recordLeaving: {
    by: humanResources.runTraining,
    title: text('记录离职', 'Record that the person has left'),
    nature: 'record',
    payload: z.object({ leftOn: day() }),
  },
  proposeWaiver: {
    by: departs,
    title: text('申请暂缓培训', 'Propose a waiver'),
    nature: 'submission',
    capacity: 'proposer',
    payload: z.object({ ground: waiverGround, evidenceHash: hash() }),
  },
  approveWaiver: {
    by: [humanResources.runTraining, consumerProtection.planTraining],
    title: text('批准暂缓培训', 'Approve the waiver'),
    nature: 'decision',
    capacity: 'approver',
    notices: toDepartment('培训暂缓', 'The training is waived for a time'),
    payload: z.object({ grounds: words() }),
  },
  declineWaiver: {
    by: [humanResources.runTraining, consumerProtection.planTraining],
    title: text('不批准暂缓培训', 'Decline the waiver'),
    nature: 'decision',
    notices: toDepartment('暂缓申请未获批准', 'The waiver was declined'),
    payload: z.object({ grounds: words() }),
  },
  endWaiver: {
    by: clock.strike,
    title: text('暂缓期届满', 'The waiver has ended'),
    nature: 'record',
    notices: toDepartment('暂缓期届满，须参加培训', 'The waiver has ended'),
    payload: z.object({}),
  },
} as const satisfies EventTable

const courseEvents = {
  attendSession: {
    by: trains,
    title: text('记录出勤', 'Record attendance'),
    nature: 'record',
    appoints: { trainer: 'author' },
    payload: z.object({ topic, session: line(100), trainer: person(), evidenceHash: hash() }),
  },
  finishSession: {
    by: trains,
    title: text('完成培训', 'Record that the course was finished'),
    nature: 'record',
    payload: z.object({ hours: z.int().min(1).max(200), evidenceHash: hash() }),
  },
  gradeExam: {
    by: humanResources.examineTraining,
    title: text('考试评分', 'Grade the examination'),
    nature: 'finding',
    capacity: 'assessor',
    reads: ['openTraining'],
    notices: toDepartment('考试已评分', 'The examination was graded'),
    payload: z.object({ score: z.int().min(0).max(100), paperHash: hash() }),
  },
  assignRemedial: {
    by: humanResources.runTraining,
    title: text('指定补训', 'Assign a remedial course'),
    nature: 'order',
    notices: toDepartment('须参加补训', 'To take a remedial course'),
    payload: z.object({ course: line(100) }),
  },
  retakeExam: {
    by: departs,
    title: text('参加补考', 'Sit the examination again'),
    nature: 'record',
    /** Of the course that was made up. */
    payload: z.object({ evidenceHash: hash() }),
  },
  reportTrainingOverdue: {
    by: clock.strike,
    title: text('逾期未参加培训', 'Not trained in time'),
    nature: 'record',
    notices: toDepartment('逾期未参加培训', 'Not trained in time'),
    payload: z.object({}),
  },
  reportSessionStalled: {
    by: clock.strike,
    title: text('培训逾期未完成', 'The course was not finished in time'),
    nature: 'record',
    notices: toDepartment('培训逾期未完成', 'The course was not finished in time'),
    payload: z.object({}),
  },
  reportGradingOverdue: {
    by: clock.strike,
    title: text('评分逾期', 'The grading is overdue'),
    nature: 'record',
    notices: [
      { to: 'humanResources', about: text('考试评分逾期', 'The grading is overdue') },
      { to: 'consumerProtection', about: text('考试评分逾期', 'The grading is overdue') },
    ],
    payload: z.object({}),
  },
  restrictOverdue: {
    by: clock.strike,
    title: text('逾期未训，限制上岗', 'Restricted, for want of training'),
    nature: 'record',
    reads: ['latestTraining'],
    notices: restricted,
    payload: z.object({}),
  },
  restrictFailed: {
    by: clock.strike,
    title: text('补考逾期，限制上岗', 'Restricted, for want of a pass'),
    nature: 'record',
    reads: ['latestTraining'],
    notices: restricted,
    payload: z.object({}),
  },
  inheritRestriction: {
    by: courier.carry,
    title: text('承继限制上岗', 'Take over the restriction from an earlier case'),
    nature: 'record',
    notices: restricted,
    payload: z.object({}),
  },
  escalateRestriction: {
    by: clock.strike,
    title: text('限制上岗久未解除', 'The restriction lasts'),
    nature: 'record',
    notices: [
      ...toDepartment('限制上岗久未解除', 'The restriction lasts'),
      { to: 'seniorManagement', about: text('限制上岗久未解除', 'The restriction lasts') },
    ],
    payload: z.object({}),
  },
} as const satisfies EventTable

const certificateEvents = {
  reportExpiring: {
    by: clock.strike,
    title: text('合格证明即将到期', 'The certificate is about to expire'),
    nature: 'record',
    notices: toDepartment('合格证明即将到期', 'The certificate is about to expire'),
    payload: z.object({}),
  },
  enrolNextYear: {
    by: humanResources.runTraining,
    title: text('下一年度报名', 'Enrol for the next year'),
    nature: 'record',
    notices: toDepartment('须参加年度培训', 'To take part in the training of the year'),
    payload: z.object({ year: z.int().min(2020).max(2999), dueOn: day() }),
  },
  lapseCertificate: {
    by: clock.strike,
    title: text('合格证明到期', 'The certificate has expired'),
    nature: 'record',
    notices: toDepartment('合格证明已到期', 'The certificate has expired'),
    payload: z.object({}),
  },
  promptEffect: {
    by: clock.strike,
    title: text('提示评估培训成效', 'Ask for the effect to be measured'),
    nature: 'record',
    notices: [{ to: 'consumerProtection', about: text('请评估培训成效', 'Measure the effect') }],
    payload: z.object({}),
  },
  measureEffect: {
    by: consumerProtection.planTraining,
    title: text('评估培训成效', 'Measure the effect'),
    nature: 'finding',
    payload: z.object({
      complaintsBefore: z.int().min(0),
      complaintsAfter: z.int().min(0),
      /** Found by inspections. */
      defectsBefore: z.int().min(0),
      defectsAfter: z.int().min(0),
      reportHash: hash(),
    }),
  },
  closeYear: {
    by: consumerProtection.planTraining,
    title: text('年度归档', 'Archive the year'),
    nature: 'record',
    payload: z.object({}),
  },
  archiveUnclosed: {
    by: clock.strike,
    title: text('专项培训自动归档', 'Training after a finding is archived'),
    nature: 'record',
    payload: z.object({}),
  },
  correctRecord: {
    by: humanResources.runTraining,
    title: text('更正记录', 'Correct the record'),
    nature: 'record',
    afterEnd: true,
    payload: z.object({ entry: entry(), record, grounds: words(2000) }),
  },
} as const satisfies EventTable

export const personEvents = {
  ...enrolmentEvents,
  ...courseEvents,
  ...certificateEvents,
  ...shared,
} as const satisfies EventTable

/** The person, named when the case opens and known to it from then on. */
const trainee = (ask: {
  readonly payload: Readonly<Record<string, unknown>> | undefined
  readonly context: PersonContext
}): SubjectKey | undefined => {
  const id = ask.context.person ?? ask.payload?.['person']
  return typeof id === 'string' ? `person:${id}` : undefined
}

export const personFacts = {
  latestPlan,
  openTraining: {
    title: text('该人员未结的培训', 'Training of the person that has not ended'),
    kind: 'open',
    key: (ask) => {
      const subject = trainee(ask)
      return subject && { kind: 'open', mechanism: 'M09', chart: 'person', subject }
    },
  },
  latestTraining: {
    title: text('该人员最近的培训', 'The latest training of the person'),
    kind: 'latest',
    key: (ask) => {
      const subject = trainee(ask)
      return subject && { kind: 'latest', mechanism: 'M09', chart: 'person', subject }
    },
  },
} as const satisfies FactTable<PersonContext>

export type PersonEvent = Asked<typeof personEvents, typeof personFacts>
export type PersonEventOf<K extends PersonEvent['type']> = Extract<PersonEvent, { type: K }>
export const personTypes = chartTypes<PersonContext, PersonEvent>()
