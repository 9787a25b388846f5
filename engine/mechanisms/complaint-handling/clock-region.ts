/**
 * The statutory period (2020 No. 3 art. 18). Lateness lives here only: a complaint whose period is over
 * is still handled where it stands, because it is owed an answer all the same.
 *
 * Deviations from the usual drawing of this chart:
 * - `expired` and `stopped` are not final. New facts restart the period (K05), and a telling after the
 *   end stops it, late. A final state could do neither.
 * - Telling, withdrawal, merger and declining stop it from every running or paused state; else a
 *   complaint told while paused would keep its clock open for ever.
 * - One `resume` instead of three: the way back stands in the context.
 * - Approval and telling of an extension are two events of two bodies. Until the complainant has been
 *   told, the thirty days go on, because the extension does not count before (art. 18).
 */
import { text } from '../../../policies/law.ts'
import { complaint } from './kit.ts'
import type { Part, Taken } from './kit.ts'

const stops = {
  tell: 'stopped',
  withdraw: 'stopped',
  merge: 'stopped',
  declineToHandle: 'stopped',
  referElsewhere: 'stopped',
} as const satisfies Taken
/** A source that attests lateness ends the period, whichever it was. */
const running = {
  ...stops,
  expire: 'expired',
  attestUntimely: 'expired',
  pause: 'paused',
} as const satisfies Taken

export const clockRegion = complaint.createStateConfig({
  meta: { title: text('法定期限', 'Statutory period'), phase: 'after' },
  initial: 'd15',
  states: {
    d15: {
      meta: { title: text('十五日内', 'Within 15 days') },
      on: { ...running, callComplex: 'd30' },
    },
    d30: {
      meta: { title: text('情况复杂，三十日内', 'Complex: within 30 days') },
      on: { ...running, askExtension: 'd60Pending' },
    },
    d60Pending: {
      meta: { title: text('已报请延长', 'Extension asked for') },
      on: {
        ...running,
        approveExtension: {},
        refuseExtension: 'd30',
        tellExtension: 'd60',
      },
    },
    d60: {
      meta: { title: text('已延长，六十日内', 'Extended: within 60 days') },
      on: running,
    },
    paused: {
      meta: { title: text('中止计时', 'Paused') },
      on: {
        ...stops,
        resume: [
          { target: 'd15', guard: 'backTo15' },
          { target: 'd30', guard: 'backTo30' },
          { target: 'd60Pending', guard: 'backToPending' },
          // It was paused from none of the others, so from the longest.
          { target: 'd60' },
        ],
      },
    },
    expired: {
      meta: { title: text('已超期', 'Expired') },
      on: { ...stops, attestUntimely: {}, newFacts: 'd15' },
    },
    stopped: {
      meta: { title: text('已停止', 'Stopped') },
      on: {
        newFacts: 'd15',
        reopen: [
          { target: 'd60', guard: 'goesOnExtended' },
          { target: 'd30', guard: 'goesOnComplex' },
          { target: 'd15' },
        ],
        unmerge: [
          { target: 'd60', guard: 'goesOnExtended' },
          { target: 'd30', guard: 'goesOnComplex' },
          { target: 'd15' },
        ],
      },
    },
  },
} satisfies Part)
