// What is refused at receipt, in the check of identity, at the assignment and in the everyday work.

import { restrict } from '../support/gates.ts'
import {
  HASH,
  complaintIn,
  investigated,
  registered,
  told,
  todayIn,
} from '../support/actors-complaint.ts'
import type { Complaint } from '../support/actors-complaint.ts'
import type { Stand } from '../support/journey-rules.ts'

const stranger = { about: 'consumer:stranger' }
const tomorrow = (c: Complaint) => ({ told: { ...told, on: todayIn(c.complaint, 1) } })
const corrected = (c: Complaint, record: Parameters<typeof c.officer.correctsRecord>[0]) =>
  c.officer.correctsRecord(record)
/** A complaint of the same consumer, still open. */
let open: Complaint

const receipt: Stand<Complaint> = {
  where: 'at receipt',
  way: async ({ complaint: { journey, about } }) => {
    open = complaintIn(journey, about)
    await open.officer.registers()
  },
  refusals: [
    ['forwarderNamed', 'register', (c) => c.officer.registers({ channel: 'forwarded' })],
    ['forwarderNamed', 'register', (c) => c.officer.registers({ channel: 'partner' })],
    ['receivedNotLater', 'register', (c) => c.officer.registers({ receivedOn: '2026-03-03' })],
    ['unitKnown', 'register', (c) => c.officer.registers({ unit: 'branch-nowhere' })],
    ['basisOfSource', 'register', (c) => c.officer.registers({ basis: 'voluntary' })],
    [
      'fiveRepresentatives',
      'register',
      (c) =>
        c.officer.registers({
          representatives: [1, 2, 3, 4, 5, 6].map((n) => `consumer:r${String(n)}`),
        }),
    ],
    ['continuedIsClosed', 'register', (c) => c.officer.registers({ continues: open.complaint.id })],
  ],
}

const identity: Stand<Complaint> = {
  where: 'while identity is verified',
  way: (c) => c.officer.registers(),
  refusals: [
    ['unitKnown', 'transfer', (c) => c.officer.transfers({ to: 'branch-nowhere' })],
    [
      'identityProved',
      'confirmIdentity',
      (c) => c.officer.confirmsIdentity({ identity: 'attested' }),
    ],
    [
      'identityFits',
      'confirmIdentity',
      (c) => c.officer.confirmsIdentity({ identity: 'representatives', authorisation: HASH }),
    ],
    ['authorised', 'confirmIdentity', (c) => c.officer.confirmsIdentity({ identity: 'proxy' })],
    ['toldNotLater', 'acknowledge', (c) => c.officer.acknowledges(tomorrow(c))],
    ['toldNotLater', 'declineToHandle', (c) => c.officer.declinesToHandle(tomorrow(c))],
    ['toldNotLater', 'referElsewhere', (c) => c.officer.refersElsewhere(tomorrow(c))],
    ['toldNotLater', 'pause', (c) => c.officer.pauses(tomorrow(c))],
    ['aboutParty', 'withdraw', (c) => c.customer.withdraws(stranger)],
    ['aboutParty', 'recordContact', (c) => c.handler.contacts(stranger)],
    ['aboutParty', 'note', (c) => c.handler.notes(stranger)],
    ['aboutParty', 'callComplex', (c) => c.officer.callsComplex(stranger)],
    ['aboutParty', 'inquire', (c) => c.auditor.inquires(stranger)],
    ['statementKept', 'withdraw', (c) => c.customer.withdraws({ statement: undefined })],
    ['linkIsOther', 'linkComplaint', (c) => c.officer.links()],
    ['massVisitCounts', 'declareMajor', (c) => c.handler.declaresMajor({ ground: 'massVisit' })],
    ['planNotActive', 'activatePlan', (c) => c.manager.activatesPlan()],
    ['attestedSource', 'attestUntimely', (c) => c.officer.transcribesLateness()],
    [
      'someInquiryOpen',
      'answerInquiry',
      (c) => c.officer.answersInquiry({ inquiry: c.complaint.entryOf('register') }),
    ],
    [
      'someMaterialOpen',
      'receiveMaterial',
      (c) => c.handler.receivesMaterial({ request: c.complaint.entryOf('register') }),
    ],
    ['someBreachOpen', 'explainBreach', (c) => c.officer.explainsBreach()],
  ],
}

const correction: Stand<Complaint> = {
  where: 'when the record is corrected',
  way: (c) => c.officer.registers(),
  refusals: [
    ['aboutParty', 'correctRecord', (c) => corrected(c, stranger)],
    [
      'wasRecorded',
      'correctRecord',
      (c) => corrected(c, { record: { toldOn: { is: '2026-03-02' } } }),
    ],
    [
      'wasRecorded',
      'correctRecord',
      (c) => corrected(c, { record: { promisedBy: { is: '2026-03-02' } } }),
    ],
    [
      'namesWhatStands',
      'correctRecord',
      (c) => corrected(c, { record: { channel: { was: 'post', is: 'web' } } }),
    ],
    [
      'changesIt',
      'correctRecord',
      (c) => corrected(c, { record: { channel: { was: 'phone', is: 'phone' } } }),
    ],
    [
      'correctionNotLater',
      'correctRecord',
      (c) => corrected(c, { record: { receivedOn: { was: '2026-03-02', is: '2026-03-03' } } }),
    ],
  ],
}

/** Holds a seat in the department, and is restricted for want of training. */
const untrained = (c: Complaint): string => c.complaint.journey.person('protection-and-management')

const assignment: Stand<Complaint> = {
  where: 'when somebody is assigned',
  way: async (c) => {
    await registered(c, { concerned: [c.colleague.id] })
    await c.complaint.journey.declaresInterest(c.handler.subject, c.complaint.about)
    await restrict(c.complaint, untrained(c))
  },
  refusals: [
    ['handlerTrained', 'assign', (c) => c.officer.assigns({ handler: untrained(c) })],
    ['noInterest', 'assign', (c) => c.officer.assigns({ handler: c.handler.id })],
    ['notConcerned', 'assign', (c) => c.officer.assigns({ handler: c.colleague.id })],
    ['handlerSeated', 'assign', (c) => c.officer.assigns({ handler: c.lawyer.id })],
    ['wasAssigned', 'reassign', (c) => c.officer.reassigns({ handler: c.officer.id })],
    ['handlerActs', 'recuse', (c) => c.handler.recuses()],
    ['sameComplaint', 'merge', (c) => c.officer.merges()],
    ['attestedSource', 'recordHandling', (c) => c.officer.transcribesHandling()],
  ],
}

const joinder: Stand<Complaint> = {
  where: 'when it is merged',
  way: async (c) => {
    const other = complaintIn(c.complaint.journey, c.complaint.about)
    await other.officer.registers()
    await registered(c)
    await c.officer.links({ complaint: other.complaint.id })
  },
  refusals: [['noNewFacts', 'merge', (c) => c.officer.merges({ noNewFacts: false })]],
}

const major: Stand<Complaint> = {
  where: 'when it is a major incident',
  way: (c) => registered(c, { faceToFace: 20 }),
  refusals: [
    ['notMajorYet', 'declareMajor', (c) => c.regulator.declaresMajor()],
    ['planActiveWhereMajor', 'assign', (c) => c.officer.assigns()],
    [
      'toldNotLater',
      'activatePlan',
      (c) => c.manager.activatesPlan({ regulatorTold: { ...told, on: todayIn(c.complaint, 1) } }),
    ],
  ],
}

const assigned: Stand<Complaint> = {
  where: 'when the handler begins',
  way: async (c) => {
    await registered(c)
    await c.officer.assigns()
  },
  refusals: [
    [
      'declaresNoInterest',
      'startHandling',
      (c) => c.handler.declaresNoInterest({ noInterest: false }),
    ],
    ['handlerActs', 'startHandling', (c) => c.colleague.declaresNoInterest()],
  ],
}

const replacement: Stand<Complaint> = {
  where: 'when the handler is replaced',
  way: async (c) => {
    await registered(c, { concerned: [c.colleague.id] })
    await c.officer.assigns({ handler: c.handler.id })
    await c.handler.recuses()
    await c.officer.assigns({ handler: c.officer.id })
    await c.complaint.journey.declaresInterest(c.officerAtHeadquarters.subject, c.complaint.about)
  },
  refusals: [
    ['notRecused', 'reassign', (c) => c.officer.reassigns({ handler: c.handler.id })],
    ['notConcerned', 'reassign', (c) => c.officer.reassigns({ handler: c.colleague.id })],
    ['noInterest', 'reassign', (c) => c.officer.reassigns({ handler: c.officerAtHeadquarters.id })],
    ['handlerSeated', 'reassign', (c) => c.officer.reassigns({ handler: c.lawyer.id })],
  ],
}
const recused: Stand<Complaint> = {
  where: 'when who stepped aside is to come back',
  way: async (c) => {
    await registered(c)
    await c.officer.assigns({ handler: c.handler.id })
    await c.handler.recuses()
  },
  refusals: [['notRecused', 'assign', (c) => c.officer.assigns({ handler: c.handler.id })]],
}

const investigation: Stand<Complaint> = {
  where: 'while it is investigated',
  way: async (c) => {
    await investigated(c)
    await c.handler.asksForMaterial()
    await c.supervisor.inquires()
  },
  refusals: [
    ['reached', 'negotiate', (c) => c.handler.negotiates()],
    ['contactedOrTried', 'clarifyFacts', (c) => c.handler.clarifiesFacts()],
    ['materialNotHeld', 'askMaterial', (c) => c.handler.asksForMaterial({ item: 'Loan contract' })],
    [
      'materialOpen',
      'receiveMaterial',
      (c) => c.handler.receivesMaterial({ request: c.complaint.entryOf('register') }),
    ],
    [
      'inquiryOpen',
      'answerInquiry',
      (c) => c.officer.answersInquiry({ inquiry: c.complaint.entryOf('register') }),
    ],
    ['aboutParty', 'answerInquiry', (c) => c.officer.answersInquiry(stranger)],
  ],
}

export const intakeStands: readonly Stand<Complaint>[] = [
  receipt,
  identity,
  correction,
  assignment,
  joinder,
  major,
  assigned,
  replacement,
  recused,
  investigation,
]
