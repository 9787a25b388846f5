/**
 * The chart of a dispute: one case region that leads, judicial confirmation, and the record.
 *
 * It follows the statechart of article 16 with these deviations, each explained where it stands:
 * - confirmation is a region: an agreement is performed on its day whether or not a court is asked, so the
 *   states agreed, confirming and performing are one, and a default may still be confirmed and enforced;
 * - a settlement or a judgment that promises something is performed and confirmed like an agreement; one
 *   that promises nothing ends the case;
 * - whoever records the performance does not confirm it, and the consumer may contest it;
 * - a refusal that was found justified leads to `failed`, not to a court: nobody has sued yet; silence of
 *   senior management counts as unjustified, and there is no second refusal of the same mediation;
 * - a track may be taken without a letter of delegation, because the lack of one would be a refusal by
 *   stealth; without it nobody can settle, and its absence is escalated;
 * - an opinion where the institution has not joined the scheme needs its adoption too;
 * - after a decline or a failure another mediation may be asked for; the consumer may sue at any time;
 * - performing late ends a default; the ladder goes on from senior management to the committee;
 * - every waiting state has a clock.
 */
import { assign } from 'xstate'
import { text } from '../../../policies/law.ts'
import type { MachineOf } from '../../core/mechanism.ts'
import { corrected } from '../case-file.ts'
import { everydayOn } from '../everyday.ts'
import { keepingOn } from '../keeping.ts'
import { correctedRecord, delegated, steppedAside } from './changes.ts'
import {
  acceptedState,
  applied,
  fastTrack,
  institutionRefused,
  opinionIssued,
  ordinaryTrack,
} from './chart-mediation.ts'
import {
  consumerDeclined,
  failed,
  identified,
  negotiating,
  opening,
  proposedState,
} from './chart-negotiation.ts'
import {
  adjudicated,
  adjudicating,
  defaultedState,
  performing,
  settled,
  unresolved,
} from './chart-outcome.ts'
import { confirmation, record } from './regions.ts'
import { chart } from './rules.ts'
import { beforeOpening } from './terms.ts'

/** What every state takes; a state that says otherwise for the same event goes first. */
const anywhere = chart.createStateConfig({
  on: {
    delegate: {
      guard: { type: 'all', params: ['inMediation', 'representativeIsOurs', 'endLiesAhead'] },
      actions: assign(({ event: e }) => delegated(e)),
    },
    revokeDelegation: { guard: 'someDelegation', actions: assign(() => ({ delegation: null })) },
    lapseDelegation: { actions: assign(() => ({ delegation: null })) },
    reassign: {
      guard: 'handlerHoldsSeat',
      actions: assign(({ event: e }) => ({ handler: e.payload.handler })),
    },
    recuse: {
      guard: 'notYetRecused',
      actions: assign(({ context: c, event: e }) => steppedAside(c, e)),
    },
    correctRecord: {
      guard: 'recordIsAsStated',
      actions: assign(({ context: c, event: e }) => ({
        ...correctedRecord(e.payload.record),
        work: corrected(c.work),
      })),
    },
    lapseConfirmation: {},
  },
} satisfies Parameters<typeof chart.createStateConfig>[0])

export const disputeChart = chart.createMachine({
  id: 'M08',
  type: 'parallel',
  context: beforeOpening,
  states: {
    case: {
      meta: { title: text('矛盾纠纷化解', 'Dispute resolution'), phase: 'after' },
      initial: 'opening',
      on: { ...everydayOn, ...keepingOn, ...anywhere.on },
      states: {
        opening,
        identified,
        negotiating,
        proposed: proposedState,
        consumerDeclined,
        applied,
        institutionRefused,
        accepted: acceptedState,
        fastTrack,
        ordinaryTrack,
        opinionIssued,
        performing,
        defaulted: defaultedState,
        failed,
        adjudicating,
        settled,
        adjudicated,
        unresolved,
      },
    },
    confirmation,
    record,
  },
} satisfies MachineOf<typeof chart>)
