/**
 * The chart of a complaint (投诉处理; 2022 No. 9 art. 15, 2020 No. 3).
 *
 * The case region says how far the complaint has come; beside it run the statutory period, the
 * acknowledgement, the clock of review, performance and the keeping of the record.
 *
 * Deviations from the usual drawing of this chart:
 * - A breach is not a state. A complaint whose period is over is investigated, checked and decided like
 *   any other; a breach that led straight to the decision would be the shortest way round the handler.
 * - Nor is a major incident: it is a fact of the case, declared at any time before the decision, and
 *   nobody is assigned and nothing is decided until senior management has activated the plan.
 * - New facts are heard until the file is closed. After that they open a new complaint that `continues`
 *   the old one, so that a closed file stays as it was.
 * - A request for review is taken until the file is closed, not only while the decision stands
 *   uncontested: the thirty days count from receipt of the decision, which a posted letter does not
 *   prove, and a period of house policy must not cut a statutory right short.
 * - `concluded` stands before the archive: what was promised must be performed and every inquiry
 *   answered before the file is closed. Rectification is verified, never archived by lapse of time.
 */
import { assign } from 'xstate'
import { text } from '../../../policies/law.ts'
import { clockRegion } from './clock-region.ts'
import { unregistered } from './context.ts'
import {
  assigned,
  causeConfirmed,
  causeProposed,
  major,
  registered,
  reopened,
  restarted,
  reviewAsked,
  steppedAside,
  told,
  transferred,
} from './effects.ts'
import { appointable, appointedAgain, caseWorkEverywhere, clocksEverywhere } from './everywhere.ts'
import { complaint } from './kit.ts'
import type { Taken } from './kit.ts'
import type { MachineOf } from '../../core/mechanism.ts'
import { reviewStates } from './review.ts'
import {
  acknowledgementRegion,
  recordRegion,
  remedyRegion,
  reviewClockRegion,
} from './side-regions.ts'
import { workStates } from './work.ts'

/** Arts 15, 29: until the decision is told, the complainant may withdraw; the procedure ends that day (K06). */
const withdrawal = {
  withdraw: {
    target: '#M07.case.withdrawn',
    guard: { type: 'all', params: ['aboutParty', 'statementKept'] },
    actions: assign({ closed: 'withdrawn' }),
  },
} as const satisfies Taken
const beforeDecision = {
  ...withdrawal,
  referElsewhere: {
    target: '#M07.case.notHandled',
    guard: 'toldNotLater',
    actions: assign({ closed: 'referred' }),
  },
  declareMajor: {
    guard: { type: 'all', params: ['notMajorYet', 'massVisitCounts'] },
    actions: assign(({ context: c, event: e }) => major(c, e)),
  },
  split: {},
} as const satisfies Taken
const transfer = {
  transfer: {
    target: '#M07.case.registered',
    guard: 'unitKnown',
    actions: assign(({ event: e }) => transferred(e)),
  },
} as const satisfies Taken
/** A new handler declares anew: the way back to `assigned` cannot be skipped. */
const rehandled = {
  reassign: {
    target: '#M07.case.assigned',
    guard: appointedAgain,
    actions: assign(({ event: e }) => assigned(e.payload.handler)),
  },
  recuse: {
    target: '#M07.case.registered',
    guard: 'handlerActs',
    actions: assign(({ context: c }) => steppedAside(c)),
  },
} as const satisfies Taken

const heard = ['aboutParty', 'statementKept', 'factsNamed'] as const
const newFacts = {
  newFacts: [
    {
      target: '#M07.case.handling.transcribed',
      guard: { type: 'all', params: [...heard, 'attestedSource'] },
      actions: assign(({ context: c, event: e }) => restarted(c, e)),
    },
    {
      target: '#M07.case.handling.investigating',
      guard: { type: 'all', params: [...heard, 'handlerStays'] },
      actions: assign(({ context: c, event: e }) => restarted(c, e)),
    },
    {
      target: '#M07.case.registered',
      guard: { type: 'all', params: heard },
      actions: assign(({ context: c, event: e }) => restarted(c, e)),
    },
  ],
} as const satisfies Taken
const contest = {
  ...newFacts,
  askReview: {
    target: '#M07.case.reviewOpen',
    guard: {
      type: 'all',
      params: ['branchDecision', 'notReviewedYet', 'aboutParty', 'askedInTime'],
    },
    actions: assign(({ context: c, event: e }) => reviewAsked('statutory', c, e)),
  },
  askSecondLook: {
    target: '#M07.case.reviewOpen',
    guard: {
      type: 'all',
      params: ['headquartersDecision', 'notReviewedYet', 'aboutParty', 'askedInTime'],
    },
    actions: assign(({ context: c, event: e }) => reviewAsked('secondLook', c, e)),
  },
} as const satisfies Taken
const reopenable = {
  reopen: [
    {
      target: '#M07.case.registered',
      guard: { type: 'all', params: ['aboutParty', 'identityKnown'] },
      actions: assign(({ context: c, event: e }) => reopened(c, e)),
    },
    {
      target: '#M07.case.verifying',
      guard: 'aboutParty',
      actions: assign(({ context: c, event: e }) => reopened(c, e)),
    },
  ],
} as const satisfies Taken
const recurring = {
  reportRepeatedCause: { guard: { type: 'all', params: ['causeRecurs', 'aboutParty'] } },
} as const satisfies Taken

export const machine = complaint.createMachine({
  id: 'M07',
  type: 'parallel',
  context: unregistered,
  states: {
    case: {
      meta: { title: text('投诉', 'Complaint'), phase: 'after' },
      initial: 'received',
      on: {
        ...caseWorkEverywhere,
        ...clocksEverywhere,
        activatePlan: {
          guard: { type: 'all', params: ['planNotActive', 'toldNotLater'] },
          actions: assign(({ context: c }) => ({
            major: c.major && { ...c.major, planActive: true },
          })),
        },
      },
      states: {
        received: {
          meta: { title: text('已收到', 'Received') },
          on: {
            register: {
              target: 'verifying',
              guard: {
                type: 'all',
                params: [
                  'forwarderNamed',
                  'receivedNotLater',
                  'unitKnown',
                  'basisOfSource',
                  'fiveRepresentatives',
                  'continuedIsClosed',
                ],
              },
              actions: assign(({ event: e }) => registered(e)),
            },
          },
        },
        verifying: {
          meta: { title: text('核实身份', 'Verifying identity') },
          on: {
            ...beforeDecision,
            transfer: { guard: 'unitKnown', actions: assign(({ event: e }) => transferred(e)) },
            confirmIdentity: {
              target: 'registered',
              guard: { type: 'all', params: ['identityProved', 'identityFits', 'authorised'] },
              actions: assign({ identity: ({ event: e }) => e.payload.identity }),
            },
            declineToHandle: {
              target: 'notHandled',
              guard: 'toldNotLater',
              actions: assign({ closed: 'declined' }),
            },
          },
        },
        registered: {
          meta: { title: text('已登记，待指派', 'Registered, to be assigned') },
          on: {
            ...beforeDecision,
            ...transfer,
            ...rehandled,
            merge: {
              target: 'merged',
              guard: { type: 'all', params: ['sameComplaint', 'noNewFacts'] },
              actions: assign(({ context: c }) => ({
                closed: 'merged',
                mergedInto: c.linked?.complaint ?? null,
              })),
            },
            assign: {
              target: 'assigned',
              guard: appointable,
              actions: assign(({ event: e }) => assigned(e.payload.handler)),
            },
            recordHandling: { target: 'handling.transcribed', guard: 'attestedSource' },
          },
        },
        assigned: {
          meta: { title: text('已指派', 'Assigned') },
          on: {
            ...beforeDecision,
            ...transfer,
            ...rehandled,
            startHandling: {
              target: 'handling',
              guard: 'declaresNoInterest',
              actions: assign({ declared: true }),
            },
          },
        },
        handling: {
          meta: { title: text('处理中', 'Handling') },
          initial: 'investigating',
          on: { ...beforeDecision, ...transfer, ...rehandled },
          states: workStates,
        },
        decided: {
          meta: { title: text('已决定，待告知', 'Decided, to be told') },
          on: {
            ...withdrawal,
            tell: {
              target: 'notified',
              guard: { type: 'all', params: ['tellNotLater', 'proofKept'] },
              actions: assign(({ context: c, event: e }) => told(c, e)),
            },
          },
        },
        notified: {
          meta: { title: text('已告知', 'Complainant told') },
          on: {
            ...contest,
            recordDelivery: {
              guard: { type: 'all', params: ['deliveryUnknown', 'deliveredAfterTold'] },
              actions: assign(({ context: c, event: e }) => ({
                told: c.told && { ...c.told, deliveredOn: e.payload.deliveredOn },
              })),
            },
            accept: {
              target: 'rootCause',
              guard: { type: 'all', params: ['aboutParty', 'statementKept'] },
            },
            lapse: 'rootCause',
            recordClosure: {
              target: 'archived',
              guard: 'attestedSource',
              actions: assign({ closed: 'asRecorded' }),
            },
          },
        },
        reviewOpen: {
          meta: { title: text('核查', 'Review') },
          initial: 'asked',
          on: {
            ...newFacts,
            withdrawReview: {
              target: 'rootCause',
              guard: 'aboutParty',
              actions: assign({ review: null }),
            },
          },
          states: reviewStates,
        },
        rootCause: {
          meta: { title: text('溯源', 'Tracing the cause') },
          on: {
            ...contest,
            proposeCause: {
              guard: 'aboutParty',
              actions: assign(({ event: e }) => causeProposed(e)),
            },
            // Only a unit rectifies: without one that exists the file could never be closed.
            confirmCause: {
              target: 'rectifying',
              guard: {
                type: 'all',
                params: ['aboutParty', 'causeObjectNamed', 'unitKnown', 'ownerNamed'],
              },
              actions: assign(({ context: c, event: e }) => causeConfirmed(c, e)),
            },
            findNoFault: {
              target: 'concluded',
              guard: { type: 'all', params: ['notUpheldOutright', 'aboutParty'] },
              actions: assign({
                cause: { proposedBy: null, proposed: [], confirmed: [], noFault: true },
              }),
            },
            escalateRootCause: {},
          },
        },
        rectifying: {
          meta: { title: text('整改', 'Rectifying') },
          initial: 'acting',
          on: { ...contest, ...recurring, escalateRectification: {} },
          states: {
            acting: {
              meta: { title: text('整改中', 'Being rectified') },
              on: {
                recordRectification: {
                  target: 'verifying',
                  actions: assign({ rectifiedBy: ({ event: e }) => e.by.person ?? null }),
                },
              },
            },
            verifying: {
              meta: { title: text('待验证', 'To be verified') },
              on: {
                rejectRectification: 'acting',
                verifyRectification: {
                  target: '#M07.case.concluded',
                  actions: assign({ verifiedBy: ({ event: e }) => e.by.person ?? null }),
                },
              },
            },
          },
        },
        concluded: {
          meta: { title: text('已办结，待归档', 'Concluded, to be archived') },
          on: {
            ...contest,
            ...recurring,
            archive: {
              target: 'archived',
              guard: { type: 'all', params: ['nothingOwed', 'noInquiryOpen'] },
              actions: assign(({ context: c, event: e }) => ({
                closed: c.cause?.noFault === true ? 'noFault' : 'verified',
                sameCause: e.facts.sameCause,
              })),
            },
          },
        },
        archived: {
          meta: { title: text('已归档', 'Archived') },
          type: 'final',
          on: reopenable,
        },
        withdrawn: {
          meta: { title: text('已撤回', 'Withdrawn') },
          type: 'final',
          on: reopenable,
        },
        merged: {
          meta: { title: text('已并案', 'Merged') },
          type: 'final',
          on: {
            unmerge: {
              target: 'registered',
              actions: assign(({ context: c, event: e }) => reopened(c, e)),
            },
          },
        },
        notHandled: {
          meta: { title: text('不予处理', 'Not handled') },
          type: 'final',
          on: reopenable,
        },
      },
    },
    clock: clockRegion,
    acknowledgement: acknowledgementRegion,
    reviewClock: reviewClockRegion,
    remedy: remedyRegion,
    record: recordRegion,
  },
} satisfies MachineOf<typeof complaint>)
