// Who acts in the plan of a year and in the training of a person, and by which deeds.

import { encodeId } from '../../api/graphql/ids.ts'
import { training } from '../../engine/mechanisms/training/index.ts'
import type { personEvents } from '../../engine/mechanisms/training/person-events.ts'
import type { planEvents } from '../../engine/mechanisms/training/plan-events.ts'
import { actorIn, byRule, deedsFor, isRefused } from './actors.ts'
import type { Actor } from './actors.ts'
import { todayIn } from './actors-complaint.ts'
import { Case } from './journey-case.ts'
import type { Done } from './journey-case.ts'
import type { Journey } from './journey.ts'

export const EVIDENCE = 'e9'.repeat(32)
const deed = deedsFor<typeof planEvents>()
const personDeed = deedsFor<typeof personEvents>()
const yearIn = (c: Pick<Case, 'journey'>): number => Number(todayIn(c).slice(0, 4))

const work = {
  notes: deed('note', () => ({ text: 'the room is booked' })),
  attachesEvidence: deed('attachEvidence', () => ({
    kind: 'document',
    hash: EVIDENCE,
    describes: 'list of attendance',
  })),
  explainsBreach: deed('explainBreach', (c) => ({
    breach: c.entryOf('openPlan'),
    ground: 'workload',
    explanation: 'the trainer was ill',
  })),
  inquires: deed('inquire', () => ({ question: 'Who was not trained?' })),
  answersInquiry: deed('answerInquiry', (c) => ({
    inquiry: c.entryOf('inquire'),
    answer: 'Two people on leave.',
  })),
} as const

const submission = () =>
  ({
    planHash: EVIDENCE,
    considered: ['complaintCauses', 'newRules', 'auditFindings', 'newHires'],
    groups: ['middleManager', 'frontLine', 'newHire'],
    topics: ['consumerProtection', 'product', 'informationSecurity', 'antiFraud'],
    passMark: 70,
  }) as const
const sent = () => ({ ...submission(), considered: [...submission().considered] })
const planning = {
  opensPlan: deed('openPlan', (c) => ({ year: yearIn(c) })),
  recordsNeed: deed('recordNeed', () => ({
    source: 'complaintCauses',
    topic: 'complaintHandling',
    summary: 'answers come late',
  })),
  submits: deed('submitPlan', () => ({
    ...sent(),
    groups: [...submission().groups],
    topics: [...submission().topics],
  })),
  amends: deed('amendPlan', () => ({
    ...sent(),
    groups: [...submission().groups],
    topics: [...submission().topics],
  })),
  withdraws: deed('withdrawPlan', () => ({ reason: 'a topic is missing' })),
  approves: deed('approvePlan', () => ({ grounds: 'complete' })),
  returns: deed('returnPlan', () => ({ grounds: 'too few hours' })),
  recordsRoster: deed('recordRoster', () => ({
    middleManager: 0,
    frontLine: 1,
    newHire: 0,
    rosterHash: EVIDENCE,
  })),
  recordsSession: deed('recordSession', (c) => ({
    topic: 'consumerProtection',
    heldOn: todayIn(c),
    attendees: 30,
    evidenceHash: EVIDENCE,
  })),
  ordersCatchUp: deed('orderCatchUp', (c) => ({ by: todayIn(c, 30), grounds: 'law' })),
  notesShortfall: deed('noteShortfall', (c) => ({
    resolution: {
      minutes: {
        number: 'BC-2027-1',
        date: todayIn(c),
        quorum: 3,
        hash: EVIDENCE,
        contentHash: EVIDENCE,
      },
    },
  })),
  closes: deed('closePlan', () => ({ reportHash: EVIDENCE, summary: 'all were trained' })),
  ...work,
} as const
const course = {
  enrols: personDeed('enrol', (c) => ({
    person: c.about,
    unit: 'consumer-loans',
    group: 'newHire',
    year: yearIn(c),
    dueOn: todayIn(c, 28),
  })),
  requires: personDeed('requireTraining', (c) => ({
    person: c.about,
    unit: 'consumer-loans',
    topic: 'product',
    cause: 'inspectionFinding',
  })),
  cancels: personDeed('cancelEnrolment', () => ({ reason: 'enrolled by mistake' })),
  transfers: personDeed('recordTransfer', () => ({ unit: 'wealth' })),
  recordsLeaving: personDeed('recordLeaving', (c) => ({ leftOn: todayIn(c) })),
  proposesWaiver: personDeed('proposeWaiver', () => ({
    ground: 'sickLeave',
    evidenceHash: EVIDENCE,
  })),
  approvesWaiver: personDeed('approveWaiver', () => ({ grounds: 'ill until May' })),
  declinesWaiver: personDeed('declineWaiver', () => ({ grounds: 'not ill any more' })),
  records: personDeed('attendSession', (c) => ({
    topic: 'consumerProtection',
    session: 'spring course',
    trainer: c.journey.person('protection-3'),
    evidenceHash: EVIDENCE,
  })),
  finishes: personDeed('finishSession', () => ({ hours: 8, evidenceHash: EVIDENCE })),
  grades: personDeed('gradeExam', () => ({ score: 92, paperHash: EVIDENCE })),
  fails: personDeed('gradeExam', () => ({ score: 20, paperHash: EVIDENCE })),
  assignsRemedial: personDeed('assignRemedial', () => ({ course: 'evening course' })),
  retakes: personDeed('retakeExam', () => ({ evidenceHash: EVIDENCE })),
  enrolsAgain: personDeed('enrolNextYear', (c) => ({ year: yearIn(c), dueOn: todayIn(c, 28) })),
  measures: personDeed('measureEffect', () => ({
    complaintsBefore: 4,
    complaintsAfter: 1,
    defectsBefore: 2,
    defectsAfter: 0,
    reportHash: EVIDENCE,
  })),
  closesYear: personDeed('closeYear', () => ({})),
  corrects: personDeed('correctRecord', (c) => ({
    entry: c.entryOf('enrol'),
    record: { group: { was: 'newHire', is: 'frontLine' } },
    grounds: 'mistyped',
  })),
  ...work,
} as const

const ROLES = {
  planner: 'protection-1',
  otherPlanner: 'protection-2',
  trainer: 'protection-3',
  hr: 'hr-1',
  otherHr: 'hr-2',
  privacy: 'privacy-1',
  department: 'loans-1',
  colleague: 'loans-2',
  manager: 'management-1',
  committee: 'committee-1',
  lawyer: 'legal-1',
  supervisor: 'supervisor-1',
  auditor: 'audit-1',
  /** Of those who plan, with a seat in senior management. */
  plannerInManagement: 'protection-and-management',
} as const
type Roles<D extends Parameters<typeof actorIn>[2]> = {
  readonly [K in keyof typeof ROLES]: Actor<D>
}
interface Refusing {
  readonly file: Case
  readonly refuses: (rule: string, event: string, deed: Promise<Done>) => Promise<void>
}
export type Plan = Roles<typeof planning> & Refusing
export type Training = Roles<typeof course> & Refusing

const castIn = <D extends Parameters<typeof actorIn>[2]>(file: Case, deeds: D) => ({
  ...(Object.fromEntries(
    Object.entries(ROLES).map(([role, subject]) => [role, actorIn(file, subject, deeds)]),
  ) as Roles<D>),
  file,
  refuses: async (rule: string, event: string, done: Promise<Done>): Promise<void> => {
    await isRefused(done, byRule(training, event, rule))
  },
})

const WORK = 'work { breaches { breach clock on explained } inquiries { by overdue answered } }'
const PLAN = `
  year needs { source topic } draft { planHash } approved { planHash passMark topics on } sessions
  topicsHeld roster { middleManager frontLine newHire }
  coverage { on frontLine { certified roster } topicsMissing complete hash } catchUpBy
  resolution { number basis } reportHash ${WORK}`
const PERSON = `
  person unit group purpose year topic requirement source dueOn passMark trainer finishedOn attempts score
  failedOn overdueSince restrictedSince waiver { ground grantedOn } certifiedOn
  effect { complaintsAfter } certifications { year group } ${WORK}`

/** The plan of a year, not yet opened. */
export const planIn = (journey: Journey): Plan =>
  castIn(
    new Case({ journey, mechanism: training, chart: 'plan', facts: PLAN, about: 'self' }),
    planning,
  )
let people = 0
const somebody = (): string => {
  people += 1
  return encodeId('Person', `00000000-0000-4000-9000-${String(people).padStart(12, '0')}`)
}
/** The training of somebody, not yet opened: of one of the actors by name, or of somebody else. */
export const trainingIn = (journey: Journey, who?: string): Training =>
  castIn(
    new Case({
      journey,
      mechanism: training,
      chart: 'person',
      facts: PERSON,
      about: who === undefined ? somebody() : journey.person(who),
    }),
    course,
  )

// ---- how far it has come ----------------------------------------------------------------------------
type PlanWay = (p: Plan) => Promise<Plan>
export const submitted: PlanWay = async (p) => {
  await p.planner.opensPlan()
  await p.planner.submits()
  return p
}
export const approved: PlanWay = async (p) => {
  await submitted(p)
  await p.manager.approves()
  return p
}

type Way = (t: Training) => Promise<Training>
export const enrolled: Way = async (t) => {
  await t.hr.enrols()
  return t
}
export const inSession: Way = async (t) => {
  await enrolled(t)
  await t.department.records()
  return t
}
export const examined: Way = async (t) => {
  await inSession(t)
  await t.department.finishes()
  return t
}
export const certified: Way = async (t) => {
  await examined(t)
  await t.hr.grades()
  return t
}
export const failed: Way = async (t) => {
  await examined(t)
  await t.hr.fails()
  return t
}
