/**
 * The chart of accountability for one matter (问责): facts, hearing, sanction, remedy, verification.
 *
 * It is a chart of its own although the statechart of article 18 has it as a state of the assessment: one
 * unit's score must not wait for a case against a person, a person has rights in it that a unit has not,
 * most cases come from other mechanisms and not from an assessment, and the colleagues of whoever is
 * concerned do not read it before it is decided. It deviates from the sketch as follows:
 * - whoever is concerned reads the case, states their case, and is heard before anything is decided; the
 *   facts name those directly responsible and their managers, or say why no manager is (2020 No. 3 art. 26);
 * - nobody decides on themselves, on what they established, or on a colleague of management: on those the
 *   committee or the board resolves, on the very proposal;
 * - a case is dismissed by two people, the second of management; silence dismisses nothing;
 * - many mechanisms report: cases on one matter may be merged, and the other case knows what it took in;
 * - the ninety days count twice: from the opening to the last decision, and from that to the remedy. Where
 *   they run out it is told, the remedy is a risk to audit, and the case goes on;
 * - new facts reopen it; then everybody is heard and decided on anew.
 */
import { assign } from 'xstate'
import { text } from '../../../../policies/law.ts'
import type { MachineOf, StateOf } from '../../../core/mechanism.ts'
import { everydayOn } from '../../everyday.ts'
import { RESOLUTION_RULES } from '../../resolution.ts'
import {
  absorbed,
  allDecided,
  backToFacts,
  claimed,
  concernedNamed,
  correctedRecord,
  decided,
  dismissalProposed as proposedDismissal,
  established,
  heard,
  late,
  merged,
  opened,
  proposed,
  remedyLate,
  stated,
  steppedAside,
} from './changes.ts'
import { beforeAccountability } from './context.ts'
import { chart } from './rules.ts'

const anywhere = chart.createStateConfig({
  on: {
    ...everydayOn,
    recuse: {
      guard: 'notYetAside',
      actions: assign(({ context: c, event: e }) => steppedAside(c, e)),
    },
    correctRecord: {
      guard: { type: 'all', params: ['unitIsKnown', 'unitIsAsStated'] },
      actions: assign(({ context: c, event: e }) => correctedRecord(c, e)),
    },
    absorbCase: { actions: assign(({ context: c, event: e }) => absorbed(c, e)) },
    reportDecisionOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'decision', e)),
    },
  },
} satisfies Parameters<typeof chart.createStateConfig>[0])

const factFinding = chart.createStateConfig({
  meta: { title: text('查明事实', 'Facts being established'), phase: 'after' },
  on: {
    nameConcerned: {
      guard: 'notNamedYet',
      actions: assign(({ context: c, event: e }) => concernedNamed(c, e)),
    },
    establishFacts: {
      target: 'hearing',
      guard: {
        type: 'all',
        params: ['directPersonNamed', 'managerConsidered', 'unitIsNamed'],
      },
      actions: assign(({ context: c, event: e }) => established(c, e)),
    },
    proposeDismissal: {
      target: 'dismissalProposed',
      actions: assign(({ event: e }) => proposedDismissal(e)),
    },
    mergeCase: {
      target: 'mergedAway',
      guard: 'mergeTargetOpen',
      actions: assign(({ event: e }) => merged(e)),
    },
    reportFactFindingOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'factFinding', e)),
    },
  },
} satisfies StateOf<typeof chart>)

const dismissalProposed = chart.createStateConfig({
  meta: { title: text('建议不予问责', 'Dismissal proposed'), phase: 'after' },
  on: {
    confirmDismissal: { target: 'dismissed', guard: 'dismissalIsYours' },
    refuseDismissal: {
      target: 'factFinding',
      guard: 'dismissalIsYours',
      actions: assign(() => ({ proposal: null })),
    },
    lapseDismissal: {
      target: 'factFinding',
      actions: assign(({ context: c, event: e }) => ({
        ...late(c, 'dismissal', e),
        proposal: null,
      })),
    },
  },
} satisfies StateOf<typeof chart>)

const hearing = chart.createStateConfig({
  meta: { title: text('听取陈述', 'Hearing'), phase: 'after' },
  on: {
    nameConcerned: {
      guard: 'notNamedYet',
      actions: assign(({ context: c, event: e }) => concernedNamed(c, e)),
    },
    giveStatement: { actions: assign(({ context: c, event: e }) => stated(c, e)) },
    recordHearing: {
      guard: 'personIsConcerned',
      actions: assign(({ context: c, event: e }) => heard(c, e)),
    },
    submitForDecision: {
      target: 'deciding',
      guard: 'everyoneHeard',
      actions: assign(({ event: e }) => proposed(e)),
    },
    reportHearingOverdue: {
      actions: assign(({ context: c, event: e }) => late(c, 'hearing', e)),
    },
  },
} satisfies StateOf<typeof chart>)

const bySeniorManagement = [
  'somebodyIsNot',
  'personIsConcerned',
  'colleagueOfNobody',
  'personUndecided',
] as const
const byResolution = [
  'managementIsConcerned',
  'personIsConcerned',
  'personIsOfManagement',
  'personUndecided',
  ...RESOLUTION_RULES,
  'resolutionIsOfProposal',
  'resolutionIsNotAhead',
] as const

const deciding = chart.createStateConfig({
  meta: { title: text('待决定', 'Awaits a decision'), phase: 'after' },
  on: {
    giveStatement: { actions: assign(({ context: c, event: e }) => stated(c, e)) },
    decideSanction: [
      {
        target: 'remedying',
        guard: { type: 'all', params: [...bySeniorManagement, 'lastToDecide'] },
        actions: assign(({ context: c, event: e }) => allDecided(c, e)),
      },
      {
        guard: { type: 'all', params: bySeniorManagement },
        actions: assign(({ context: c, event: e }) => decided(c, e)),
      },
    ],
    resolveSanction: [
      {
        target: 'remedying',
        guard: { type: 'all', params: [...byResolution, 'lastToDecide'] },
        actions: assign(({ context: c, event: e }) => allDecided(c, e)),
      },
      {
        guard: { type: 'all', params: byResolution },
        actions: assign(({ context: c, event: e }) => decided(c, e)),
      },
    ],
    returnForFacts: {
      target: 'factFinding',
      guard: 'dismissalIsYours',
      actions: assign(({ context: c }) => backToFacts(c)),
    },
  },
} satisfies StateOf<typeof chart>)

const remedying = chart.createStateConfig({
  meta: { title: text('整改中', 'Being remedied'), phase: 'after' },
  initial: 'inTime',
  states: {
    inTime: {
      meta: { title: text('整改期内', 'Within its period') },
      on: {
        reportRemedyOverdue: {
          target: 'late',
          actions: assign(({ context: c, event: e }) => remedyLate(c, e)),
        },
      },
    },
    late: { meta: { title: text('整改逾期', 'Overdue') } },
  },
  on: {
    claimRemedied: {
      target: 'remedyClaimed',
      actions: assign(({ context: c, event: e }) => claimed(c, e)),
    },
    reopenFacts: {
      target: 'factFinding',
      guard: 'dismissalIsYours',
      actions: assign(({ context: c }) => backToFacts(c)),
    },
  },
} satisfies StateOf<typeof chart>)

const remedyClaimed = chart.createStateConfig({
  meta: { title: text('整改待核实', 'Remedy claimed'), phase: 'after' },
  on: {
    confirmRemedied: 'concluded',
    rejectRemedied: [
      { target: 'remedying.late', guard: 'remedyIsLate' },
      { target: 'remedying.inTime' },
    ],
    reportRemedyUnverified: {
      actions: assign(({ context: c, event: e }) => late(c, 'remedyVerification', e)),
    },
    reopenFacts: {
      target: 'factFinding',
      guard: 'dismissalIsYours',
      actions: assign(({ context: c }) => backToFacts(c)),
    },
  },
} satisfies StateOf<typeof chart>)

const end = (zh: string, en: string) =>
  ({ type: 'final', meta: { title: text(zh, en), phase: 'after' } }) as const

export const accountabilityChart = chart.createMachine({
  id: 'accountability',
  type: 'parallel',
  context: beforeAccountability,
  states: {
    case: {
      meta: { title: text('问责', 'Accountability'), phase: 'after' },
      initial: 'openingAccountability',
      on: anywhere.on,
      states: {
        openingAccountability: {
          meta: { title: text('提起中', 'Being opened') },
          on: {
            openAccountability: {
              target: 'factFinding',
              guard: 'sourceIsKnown',
              actions: assign(({ event: e }) => opened(e)),
            },
          },
        },
        factFinding,
        dismissalProposed,
        hearing,
        deciding,
        remedying,
        remedyClaimed,
        concluded: end('已办结', 'Concluded'),
        dismissed: end('不予问责', 'Dismissed'),
        mergedAway: end('已并案', 'Merged'),
      },
    },
  },
} satisfies MachineOf<typeof chart>)
