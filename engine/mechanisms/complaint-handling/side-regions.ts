/**
 * What goes on beside the case: acknowledgement, the clock of review, performance of what was promised,
 * and the keeping of the record. None of them has a final state, and none of them decides.
 */
import { text } from '../../../policies/law.ts'
import { complaint } from './kit.ts'
import type { Part, Taken } from './kit.ts'

/** No law asks for an acknowledgement (K11): house policy, and telling the decision is more than one. */
export const acknowledgementRegion = complaint.createStateConfig({
  meta: { title: text('受理告知（内部要求）', 'Acknowledgement (house policy)'), phase: 'after' },
  initial: 'awaited',
  states: {
    awaited: {
      meta: { title: text('待告知受理', 'Awaited') },
      on: { acknowledge: 'given', tell: 'given', remindAcknowledgement: 'overdue' },
    },
    overdue: {
      meta: { title: text('告知受理逾期', 'Overdue') },
      on: { acknowledge: 'given', tell: 'given' },
    },
    given: { meta: { title: text('已告知受理', 'Given') } },
  },
} satisfies Part)

/** Art. 20 (K08). It stops when the complainant has been told, not when the review is decided. */
export const reviewClockRegion = complaint.createStateConfig({
  meta: { title: text('核查期限', 'Period of review'), phase: 'after' },
  initial: 'idle',
  states: {
    idle: {
      meta: { title: text('无核查', 'No review') },
      on: { askReview: 'running', askSecondLook: 'running' },
    },
    running: {
      meta: { title: text('三十日内', 'Within 30 days') },
      on: { tellReview: 'idle', withdrawReview: 'idle', newFacts: 'idle', expireReview: 'overdue' },
    },
    overdue: {
      meta: { title: text('核查逾期', 'Overdue') },
      on: { tellReview: 'idle', withdrawReview: 'idle', newFacts: 'idle' },
    },
  },
} satisfies Part)

const promised = {
  tell: { target: 'owed', guard: 'reliefPromised' },
  tellReview: { target: 'owed', guard: 'reviewReliefPromised' },
} as const satisfies Taken

/** Performance runs beside the search for the cause: neither has to wait for the other. */
export const remedyRegion = complaint.createStateConfig({
  meta: { title: text('措施履行', 'Performance'), phase: 'after' },
  initial: 'none',
  states: {
    none: { meta: { title: text('无须履行', 'Nothing owed') }, on: promised },
    owed: {
      meta: { title: text('待履行', 'Owed') },
      on: { ...promised, recordPerformance: 'performed', markPerformanceOverdue: 'overdue' },
    },
    overdue: {
      meta: { title: text('逾期未履行', 'Overdue') },
      on: { ...promised, recordPerformance: 'performed' },
    },
    performed: { meta: { title: text('已履行', 'Performed') }, on: promised },
  },
} satisfies Part)

const kept = [{ target: 'keptByLaw', guard: 'pbocBusiness' }, { target: 'keptByPolicy' }] as const

/** Art. 28: keeping the record starts when the case ends (K12, K14) and is undone when it reopens. */
export const recordRegion = complaint.createStateConfig({
  meta: { title: text('档案', 'Record'), phase: 'after' },
  initial: 'current',
  states: {
    current: {
      meta: { title: text('办理中', 'In current use') },
      on: {
        archive: kept,
        recordClosure: kept,
        withdraw: kept,
        merge: kept,
        declineToHandle: kept,
        referElsewhere: kept,
      },
    },
    keptByLaw: {
      meta: { title: text('法定保存期内', 'Kept by law') },
      on: {
        endStatutoryRetention: 'keptByPolicy',
        releaseRecord: 'releasable',
        reopen: 'current',
        unmerge: 'current',
      },
    },
    keptByPolicy: {
      meta: { title: text('内部保存期内', 'Kept by house policy') },
      on: { releaseRecord: 'releasable', reopen: 'current', unmerge: 'current' },
    },
    releasable: {
      meta: { title: text('可以处置', 'May be disposed of') },
      on: { reopen: 'current', unmerge: 'current' },
    },
  },
} satisfies Part)
