/** Payloads that succeed whenever their event is offered. */
import { addDays } from '../../core/calendar.ts'
import type { SampleAsk } from '../../core/mechanism.ts'
import { everydaySamples } from '../everyday.ts'
import { DEMANDED_TOPICS, GROUPS, INPUTS, yearOf } from './terms.ts'
import type { PersonContext, PlanContext } from './terms.ts'

const EVIDENCE = 'd9'.repeat(32)
const words = () => ({ grounds: 'grounds' })

type PlanAsk = SampleAsk<PlanContext>
const submission = () => ({
  planHash: EVIDENCE,
  considered: [...INPUTS],
  groups: [...GROUPS],
  topics: [...DEMANDED_TOPICS],
  passMark: 80,
})
export const planSamples = {
  openPlan: ({ on }: PlanAsk) => ({ year: yearOf(on) }),
  recordNeed: () => ({ source: 'complaintCauses' as const, topic: 'complaintHandling' as const }),
  submitPlan: submission,
  amendPlan: submission,
  withdrawPlan: () => ({ reason: 'to be completed' }),
  approvePlan: words,
  returnPlan: words,
  recordRoster: () => ({ middleManager: 0, frontLine: 0, newHire: 0, rosterHash: EVIDENCE }),
  recordSession: ({ context: c, on }: PlanAsk) => {
    const held: readonly string[] | undefined = c.topicsHeld
    return {
      topic: DEMANDED_TOPICS.find((t) => !held?.includes(t)) ?? ('product' as const),
      heldOn: on,
      attendees: 20,
      evidenceHash: EVIDENCE,
    }
  },
  orderCatchUp: ({ on }: PlanAsk) => ({ by: addDays(on, 60), grounds: 'not everybody' }),
  noteShortfall: ({ context: c, on }: PlanAsk) => ({
    resolution: {
      minutes: {
        number: 'BC-9',
        date: on,
        quorum: 3,
        hash: EVIDENCE,
        contentHash: c.coverage?.hash ?? EVIDENCE,
      },
    },
  }),
  closePlan: () => ({ reportHash: EVIDENCE, summary: 'the year in short' }),
  ...everydaySamples,
}

type PersonAsk = SampleAsk<PersonContext>
const evidence = () => ({ evidenceHash: EVIDENCE })
/** Somebody who is not the trainee. */
const trainer = ({ people, context: c, lastEntry }: PersonAsk) =>
  people('legalCompliance').find((p) => p !== c.person) ?? lastEntry
export const personSamples = {
  enrol: ({ on, people, by }: PersonAsk) => ({
    person: people('businessDepartment')[0] ?? by.person ?? '',
    unit: 'consumer-loans',
    group: 'newHire' as const,
    year: yearOf(on),
    dueOn: `${String(yearOf(on))}-12-31`,
  }),
  requireTraining: ({ people, by }: PersonAsk) => ({
    person: people('businessDepartment')[0] ?? by.person ?? '',
    unit: 'consumer-loans',
    topic: 'product' as const,
    cause: 'complaintCause' as const,
  }),
  cancelEnrolment: () => ({ reason: 'enrolled by mistake' }),
  recordTransfer: () => ({ unit: 'consumer-loans' }),
  recordLeaving: ({ on }: PersonAsk) => ({ leftOn: on }),
  proposeWaiver: () => ({ ground: 'sickLeave' as const, evidenceHash: EVIDENCE }),
  approveWaiver: words,
  declineWaiver: words,
  attendSession: (ask: PersonAsk) => ({
    topic: ask.context.topic ?? ('consumerProtection' as const),
    session: 'session 1',
    trainer: trainer(ask),
    evidenceHash: EVIDENCE,
  }),
  finishSession: () => ({ hours: 8, evidenceHash: EVIDENCE }),
  gradeExam: () => ({ score: 100, paperHash: EVIDENCE }),
  assignRemedial: () => ({ course: 'remedial course' }),
  retakeExam: evidence,
  enrolNextYear: ({ on }: PersonAsk) => ({
    year: yearOf(on),
    dueOn: `${String(yearOf(on))}-12-31`,
  }),
  measureEffect: () => ({
    complaintsBefore: 3,
    complaintsAfter: 1,
    defectsBefore: 2,
    defectsAfter: 0,
    reportHash: EVIDENCE,
  }),
  correctRecord: ({ context: c, lastEntry }: PersonAsk) => ({
    entry: lastEntry,
    record: { group: { was: c.group ?? ('other' as const), is: c.group ?? ('other' as const) } },
    grounds: 'mistake of entry',
  }),
  ...everydaySamples,
}
