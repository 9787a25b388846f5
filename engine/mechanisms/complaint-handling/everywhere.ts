/**
 * What every state of a complaint takes: the work of the case, and what concerns only its clocks. All of
 * it stands on the case region, which leads; the clock region follows where an event names it.
 */
import { assign } from 'xstate'
import {
  breachExplained,
  breached,
  contacted,
  corrected,
  evidenced,
  inquired,
  inquiryAnswered,
  inquiryOverdue,
  materialAsked,
  materialReceived,
  ranked,
} from '../case-file.ts'
import { correctedBy } from './correct.ts'
import {
  assigned,
  attestedLate,
  expired,
  paused,
  performed,
  resumed,
  reviewExpired,
  steppedAside,
} from './effects.ts'
import type { Taken } from './kit.ts'

/** Art. 17: who may be appointed, whenever that is. */
export const appointable = {
  type: 'all',
  params: [
    'planActiveWhereMajor',
    'noInterest',
    'notConcerned',
    'notRecused',
    'handlerSeated',
    'handlerTrained',
  ],
} as const
export const appointedAgain = {
  type: 'all',
  params: ['wasAssigned', ...appointable.params],
} as const

export const caseWorkEverywhere = {
  reassign: {
    guard: appointedAgain,
    actions: assign(({ event: e }) => assigned(e.payload.handler)),
  },
  recuse: { guard: 'handlerActs', actions: assign(({ context: c }) => steppedAside(c)) },
  attachEvidence: { actions: assign(({ context: c }) => ({ work: evidenced(c.work) })) },
  recordContact: {
    guard: 'aboutParty',
    actions: assign(({ context: c, event: e }) => ({ work: contacted(c.work, e) })),
  },
  note: { guard: 'aboutParty' },
  askMaterial: {
    guard: 'materialNotHeld',
    actions: assign(({ context: c, event: e }) => ({ work: materialAsked(c.work, e) })),
  },
  receiveMaterial: {
    guard: { type: 'all', params: ['someMaterialOpen', 'materialOpen'] },
    actions: assign(({ context: c, event: e }) => ({ work: materialReceived(c.work, e) })),
  },
  setUrgency: { actions: assign(({ context: c, event: e }) => ({ work: ranked(c.work, e) })) },
  correctRecord: {
    guard: {
      type: 'all',
      params: ['aboutParty', 'wasRecorded', 'namesWhatStands', 'changesIt', 'correctionNotLater'],
    },
    actions: assign(({ context: c, event: e }) => ({
      ...correctedBy(c, e.payload.record),
      work: corrected(c.work),
    })),
  },
  explainBreach: {
    guard: { type: 'all', params: ['someBreachOpen', 'aboutParty', 'breachOpen'] },
    actions: assign(({ context: c, event: e }) => ({ work: breachExplained(c.work, e) })),
  },
  inquire: {
    guard: 'aboutParty',
    actions: assign(({ context: c, event: e }) => ({ work: inquired(c.work, e) })),
  },
  answerInquiry: {
    guard: { type: 'all', params: ['someInquiryOpen', 'aboutParty', 'inquiryOpen'] },
    actions: assign(({ context: c, event: e }) => ({ work: inquiryAnswered(c.work, e) })),
  },
  markInquiryOverdue: { actions: assign(({ context: c }) => ({ work: inquiryOverdue(c.work) })) },
  linkComplaint: {
    guard: 'linkIsOther',
    actions: assign(({ event: e }) => ({
      linked: { complaint: e.payload.complaint, relation: e.payload.relation },
    })),
  },
} as const satisfies Taken

export const clocksEverywhere = {
  acknowledge: {
    guard: 'toldNotLater',
    actions: assign(({ event: e }) => ({ acknowledgedOn: e.payload.told.on ?? e.on ?? null })),
  },
  remindAcknowledgement: {},
  callComplex: {
    guard: 'aboutParty',
    actions: assign(({ event: e }) => ({ complex: e.payload.complexity })),
  },
  askExtension: {
    guard: 'aboutParty',
    actions: assign(({ event: e }) => ({
      extension: {
        askedBy: e.by.person ?? null,
        askedOn: e.on ?? null,
        approvedBy: null,
        toldOn: null,
      },
    })),
  },
  approveExtension: {
    guard: { type: 'all', params: ['extensionUndecided', 'rightApprover'] },
    actions: assign(({ context: c, event: e }) => ({
      extension: c.extension && { ...c.extension, approvedBy: e.by.person ?? e.by.body },
    })),
  },
  refuseExtension: {
    guard: { type: 'all', params: ['extensionUndecided', 'rightApprover'] },
    actions: assign({ extension: null }),
  },
  tellExtension: {
    guard: { type: 'all', params: ['extensionApproved', 'toldNotLater'] },
    actions: assign(({ context: c, event: e }) => ({
      extension: c.extension && { ...c.extension, toldOn: e.payload.told.on ?? e.on ?? null },
    })),
  },
  pause: {
    guard: 'toldNotLater',
    actions: assign(({ context: c, event: e }) => paused(c, e)),
  },
  resume: {
    guard: 'mediationResumesItsOwn',
    actions: assign(({ context: c, event: e }) => resumed(c, e)),
  },
  remindPause: {},
  expire: { actions: assign(({ context: c, event: e }) => expired(c, e)) },
  expirePbocAnswer: {
    actions: assign(({ context: c, event: e }) => ({ work: breached(c.work, 'K13', e) })),
  },
  attestUntimely: {
    guard: 'attestedSource',
    actions: assign(({ context: c, event: e }) => attestedLate(c, e)),
  },
  recordPerformance: {
    guard: 'performanceProved',
    actions: assign(({ context: c, event: e }) => performed(c, e)),
  },
  markPerformanceOverdue: {
    actions: assign(({ context: c, event: e }) => ({
      work: breached(c.work, 'performance', e),
    })),
  },
  expireReview: { actions: assign(({ context: c, event: e }) => reviewExpired(c, e)) },
  escalateMajor: {},
  endStatutoryRetention: {},
  releaseRecord: {},
} as const satisfies Taken
