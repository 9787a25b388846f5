/** The regions beside the case of a package: its two checks, and what deviates from it. */
import { text } from '../../../policies/law.ts'
import type { Text } from '../../../policies/law.ts'
import type { StateOf } from '../../core/mechanism.ts'
import { chart } from './package-kit.ts'

/** One body's check of the five tests. It begins anew with every copy that is submitted. */
const checkOf = (title: Text, by: 'byProtection' | 'byLegal') =>
  chart.createStateConfig({
    meta: { title, phase: 'before' },
    initial: 'notStarted',
    states: {
      notStarted: { meta: { title: text('未开始', 'Not started') } },
      open: { meta: { title: text('待审核', 'Awaits its check') } },
      met: { meta: { title: text('五项均符合', 'All five tests met') } },
      notMet: { meta: { title: text('有不符合', 'A test is not met') } },
    },
    on: {
      submitCopy: '.open',
      recordCheck: [
        { target: '.met', guard: { type: 'all', params: [by, 'allTestsMet'] } },
        { target: '.notMet', guard: by },
      ],
      returnCopy: '.notStarted',
      withdrawCopy: '.notStarted',
      lapseDraft: '.notStarted',
      lapseApproval: '.notStarted',
    },
  } satisfies StateOf<typeof chart>)

export const protectionCheck = checkOf(
  text('消保部门审核', 'Check of the department'),
  'byProtection',
)
export const legalCheck = checkOf(text('法律合规审核', 'Check in law'), 'byLegal')

const reports = { reportMysteryShop: 'open', reportDrift: 'open' } as const
/** While something deviates, further findings join it and open nothing anew. */
const corrects = {
  correctDeviation: { target: 'corrected', guard: 'lastUncorrected' },
  forceCorrection: 'corrected',
} as const

/**
 * What deviates from the published package (披露偏差). It is a region, so that a deviation is taken wherever
 * the package stands, is corrected without losing that place, and ends in no republication of what was
 * taken off display. `escalated` says that the period of correction of at least one has run out.
 */
export const deviation = chart.createStateConfig({
  meta: { title: text('披露偏差', 'Deviation'), phase: 'after' },
  initial: 'none',
  states: {
    none: {
      meta: { title: text('无偏差', 'None') },
      on: { ...reports, reportDeviation: { target: 'open', guard: 'notEnded' } },
    },
    open: {
      meta: { title: text('待纠正', 'To be corrected') },
      on: { ...corrects, escalateDeviation: 'escalated' },
    },
    escalated: {
      meta: { title: text('逾期未纠正', 'Not corrected in time') },
      on: corrects,
    },
    corrected: {
      meta: { title: text('已纠正待复核', 'Corrected, to be verified') },
      on: { ...reports, reportDeviation: 'open', rejectCorrection: 'open', republish: 'none' },
    },
  },
} satisfies StateOf<typeof chart>)
