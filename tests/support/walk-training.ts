// Training as it also goes: plans of this year and the next, people who fail, are late, waived, restricted
// and trained again, one after another so that nobody is in two walks.

import { addDays } from '../../engine/core/calendar.ts'
import { yearOf } from '../../engine/mechanisms/training/terms.ts'
import type { PersonContext } from '../../engine/mechanisms/training/terms.ts'
import { STOP } from './walk-payload.ts'
import type { Payload, Variant, VariantAsk, Varied } from './walk-payload.ts'

const plus =
  (more: Payload | ((ask: VariantAsk) => Payload | undefined)): Variant =>
  (ask) => {
    const made = typeof more === 'function' ? more(ask) : more
    return made && { ...ask.sample, ...made }
  }
const somebody = (n: number): string => `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`
/** Somebody else with every case, because a person has one year open. */
const fresh = (ask: VariantAsk): Payload =>
  'person' in ask.sample ? { person: somebody(ask.number) } : {}

const examined = ['attendSession', 'finishSession']
const certified = ['enrol', ...examined, 'gradeExam']
const required = ['requireTraining', ...examined, 'gradeExam']
const approved = ['openPlan', 'submitPlan', 'approvePlan']
const uncovered = [...approved, 'assessCoverage']
const minutes = (more: (ask: VariantAsk) => Payload): Variant =>
  plus((ask) => {
    const { resolution } = ask.sample as { resolution?: { minutes: Payload } }
    return resolution && { resolution: { minutes: { ...resolution.minutes, ...more(ask) } } }
  })
const submissions = {
  inattentive: plus({ considered: ['newRules'] }),
  partial: plus({ groups: ['other'] }),
  narrow: plus({ topics: ['product'] }),
} satisfies Readonly<Record<string, Variant>>

export const trainings: Varied = {
  ways: {
    noted: [
      'openPlan',
      'recordNeed@courier',
      'inquire:soon',
      'markInquiryOverdue',
      ...uncovered.slice(1),
      'noteShortfall',
      'reportClosingOverdue',
      'closePlan',
      STOP,
    ],
    covered: [
      ...approved,
      'recordRoster',
      ...Array<string>(4).fill('recordSession'),
      'assessCoverage',
      'closePlan',
      STOP,
    ],
    informed: ['requireTraining@courier', 'attendSession@personalInformationOfficer'],
    asked: ['requireTraining@humanResources', STOP],
    restricted: ['requireTraining@consumerProtection', 'reportTrainingOverdue', 'restrictOverdue'],
    made: [
      'openPlan',
      'reportPlanningOverdue',
      'submitPlan',
      'approvePlan',
      'recordRoster',
      'recordSession@personalInformationOfficer',
      ...Array<string>(3).fill('recordSession'),
      'amendPlan',
      'returnPlan',
    ],
    planLate: [...approved, 'reportFirstSessionMissing', 'amendPlan', 'withdrawPlan'],
    caughtUp: [...uncovered, 'orderCatchUp', 'assessCatchUp', 'reportShortfallOverdue', STOP],
    planReturned: [
      'openPlan',
      'submitPlan',
      'reportApprovalOverdue',
      'returnPlan',
      'assessCoverage',
    ],
    archived: [...required, 'promptEffect', 'measureEffect', 'archiveUnclosed'],
    nextYear: [...certified, 'measureEffect', 'reportExpiring', 'enrolNextYear'],
    lapsed: [...certified, 'reportExpiring', 'lapseCertificate'],
    failed: [
      'enrol',
      ...examined,
      'reportGradingOverdue',
      'gradeExam:failed',
      'assignRemedial',
      'retakeExam',
      'gradeExam:failed',
      'restrictFailed',
      'escalateRestriction',
      'retakeExam',
      'gradeExam:failed',
      'retakeExam',
      'gradeExam',
    ],
    again: ['requireTraining:again'],
    waived: ['enrol', 'proposeWaiver', 'approveWaiver', 'endWaiver', STOP],
    stalled: ['enrol', 'attendSession', 'reportSessionStalled'],
    declined: ['enrol', 'proposeWaiver', 'declineWaiver', 'cancelEnrolment'],
    closed: [...certified, 'measureEffect', 'closeYear'],
    leaving: ['enrol', 'recordLeaving'],
  },
  opening: plus(fresh),
  mends: {
    yearOver: ['reportExpiring'],
    waiverProposed: ['proposeWaiver'],
    noWaiverProposed: ['declineWaiver'],
    wasApproved: ['approvePlan'],
    planYearBegun: ['reportFirstSessionMissing'],
  },
  // An earlier case of the same person must be passed first.
  hopeless: (rule) => rule === 'noOlderRestriction',
  variants: {
    openPlan: { next: plus((ask) => ({ year: yearOf(ask.on) + 1 })) },
    submitPlan: submissions,
    amendPlan: submissions,
    recordRoster: { some: plus({ frontLine: 2 }) },
    recordSession: {
      tomorrow: plus((ask) => ({ heldOn: addDays(ask.on, 1) })),
      longAgo: plus({ heldOn: '2020-05-04' }),
      unplanned: plus({ topic: 'ruleChange' }),
    },
    orderCatchUp: { late: plus((ask) => ({ by: addDays(ask.on, -1) })) },
    noteShortfall: {
      otherFigures: minutes(() => ({ contentHash: 'f9'.repeat(32) })),
      tomorrow: minutes((ask) => ({ date: addDays(ask.on, 1) })),
    },
    enrol: {
      planned: plus((ask) => ({ ...fresh(ask), group: 'frontLine' })),
      again: plus((ask) => ({ person: somebody(ask.number - 1) })),
      late: plus((ask) => ({ ...fresh(ask), dueOn: addDays(ask.on, -1) })),
      otherYear: plus((ask) => ({ ...fresh(ask), year: yearOf(ask.on) + 2 })),
    },
    requireTraining: {
      again: plus((ask) => ({ person: somebody(ask.number - 1) })),
      bare: (ask) => ({ person: somebody(ask.number), unit: 'consumer-loans' }),
      information: plus((ask) => ({ ...fresh(ask), topic: 'informationSecurity' })),
      late: plus((ask) => ({ ...fresh(ask), dueOn: addDays(ask.on, -1) })),
    },
    attendSession: {
      other: plus({ topic: 'ruleChange' }),
      himself: plus((ask) => ({ trainer: (ask.context as unknown as PersonContext).person })),
    },
    gradeExam: { failed: plus({ score: 10 }) },
    recordLeaving: { tomorrow: plus((ask) => ({ leftOn: addDays(ask.on, 1) })) },
    enrolNextYear: {
      otherYear: plus((ask) => ({ year: yearOf(ask.on) + 1 })),
      late: plus((ask) => ({ dueOn: addDays(ask.on, -1) })),
    },
    inquire: { soon: plus((ask) => ({ answerBy: addDays(ask.on, 3) })) },
    correctRecord: {
      dueOn: plus((ask) => {
        const was = (ask.context as unknown as PersonContext).dueOn
        return was === null ? undefined : { record: { dueOn: { was, is: addDays(ask.on, 30) } } }
      }),
      mistaken: plus({ record: { dueOn: { was: '2020-01-01', is: '2020-01-02' } } }),
    },
  },
}
