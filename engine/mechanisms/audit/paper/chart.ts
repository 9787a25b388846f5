/**
 * The chart of a working paper (审计工作底稿): what an auditor looked at, on which entries of the trail that
 * rests, and what he concludes, reviewed by another.
 *
 * A citation is an entry with its position and leaf hash, so that it says the same to whoever holds the
 * trail or only a proof of it. The server holds what is submitted against the trail, and draws its sample
 * again, before it can be signed. What is signed stays; an error that is found later is put right by another
 * paper, which names the one in whose place it stands.
 */
import { assign } from 'xstate'
import { text } from '../../../../policies/law.ts'
import type { MachineOf } from '../../../core/mechanism.ts'
import { recused } from '../../case-file.ts'
import { everydayOn } from '../../everyday.ts'
import { checked, cited, dropped, late, openedPaper, returned, takenOver } from './changes.ts'
import { beforePaper } from './context.ts'
import { chart } from './rules.ts'

export const paperChart = chart.createMachine({
  id: 'paper',
  type: 'parallel',
  context: beforePaper,
  states: {
    case: {
      meta: { title: text('工作底稿', 'Working paper'), phase: 'after' },
      initial: 'openingPaper',
      on: {
        ...everydayOn,
        recuse: {
          guard: 'notAsideFromPaper',
          actions: assign(({ context: c, event: e }) => ({
            work: recused(c.work, e.by.person ?? ''),
          })),
        },
      },
      states: {
        openingPaper: {
          meta: { title: text('建立中', 'Being opened') },
          on: {
            openPaper: {
              target: 'writing',
              guard: {
                type: 'all',
                params: ['paperOfTeam', 'paperSampleIsDrawn', 'replacesSigned'],
              },
              actions: assign(({ event }) => openedPaper(event)),
            },
          },
        },
        writing: {
          meta: { title: text('编制中', 'Being written') },
          on: {
            citeEntries: {
              guard: { type: 'all', params: ['citesEachOnce', 'citesNotTooMuch'] },
              actions: assign(({ context, event }) => cited(context, event)),
            },
            dropCitation: {
              guard: { type: 'all', params: ['someCited', 'isCited'] },
              actions: assign(({ context, event }) => dropped(context, event)),
            },
            concludePaper: {
              actions: assign(({ event }) => ({ result: event.payload.result })),
            },
            takeOverPaper: {
              guard: 'takerOfTeam',
              actions: assign(({ context, event }) => takenOver(context, event)),
            },
            submitPaper: {
              target: 'inReview',
              guard: { type: 'all', params: ['someCited', 'isConcluded'] },
            },
            withdrawPaper: 'withdrawn',
            flagPaperStale: {
              actions: assign(({ context, event }) => late('paperDraft')(context, event)),
            },
          },
        },
        inReview: {
          meta: { title: text('复核中', 'Being reviewed') },
          on: {
            recordPaperCheck: { actions: assign(({ event }) => checked(event)) },
            returnPaper: {
              target: 'writing',
              actions: assign(({ context }) => returned(context)),
            },
            signPaper: {
              target: 'signed',
              guard: 'holdsAgainstTrail',
              actions: assign(({ event }) => ({ signedBy: event.by.person ?? null })),
            },
            flagReviewLate: {
              actions: assign(({ context, event }) => late('paperReview')(context, event)),
            },
          },
        },
        signed: { type: 'final', meta: { title: text('已签发', 'Signed off') } },
        withdrawn: { type: 'final', meta: { title: text('已撤回', 'Withdrawn') } },
      },
    },
  },
} satisfies MachineOf<typeof chart>)
