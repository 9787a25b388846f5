// M07: the clocks of a complaint, and what restarts, stops or continues it.

import { describe, expect, test } from 'vitest'
import type { AnyAsked, Caused } from '../../engine/core/mechanism.ts'
import {
  M07,
  OTHER,
  PROCESS,
  UNIT,
  at,
  clocksOf,
  lastDay,
  leaf,
  refusal,
  walk,
} from '../support/complaint-handling.ts'
import type { Case } from '../support/complaint-handling.ts'
import {
  about,
  told,
  day,
  by,
  verifying,
  registered,
  assigned,
  reached,
  decided,
  notified,
  performed,
  asked,
  rootCause,
  rectifying,
  concluded,
  archived,
  withdrawn,
  notHandled,
  merged,
  paused,
  expired,
  complex,
  pending,
  extended,
} from '../support/complaint-cases.ts'

// Received on Monday 2 March 2026.
describe('the statutory period', () => {
  test('fifteen, thirty and sixty days, all from receipt', () => {
    expect(lastDay(reached, 'K01')).toBe('2026-03-17')
    expect(lastDay(complex, 'K02')).toBe('2026-04-01')
    expect(lastDay(extended, 'K03')).toBe('2026-05-01')
    expect(clocksOf(extended)).not.toContain('K02')
  })
  test('an extension does not count before the complainant is told', () => {
    const approved = walk(pending, ['sm1', 'approveExtension'])
    expect(at(approved, 'clock')).toBe('d60Pending')
    expect(lastDay(approved, 'K02')).toBe('2026-04-01')
    expect(refusal(pending, 'cp1', 'tellExtension')).toBe('extensionApproved')
    expect(refusal(approved, 'sm1', 'refuseExtension')).toBe('extensionUndecided')
    expect(at(walk(pending, ['ho1', 'refuseExtension']), 'clock')).toBe('d30')
  })
  test.each([
    ['d15', reached, 'K01', '2026-03-22'],
    ['d30', complex, 'K02', '2026-04-06'],
    ['d60Pending', pending, 'K02', '2026-04-06'],
    ['d60', extended, 'K03', '2026-05-06'],
  ] as const)('a pause of five days in %s adds five days', (...[where, from, clock, last]) => {
    const still = walk(from, by('cp1', 'pause', undefined, day('2026-03-10')))
    expect(at(still, 'clock')).toBe('paused')
    expect(clocksOf(still)).not.toContain(clock)
    expect(lastDay(still, 'pause')).toBe('2026-04-09')
    const again = walk(still, by('cp1', 'resume', undefined, day('2026-03-15')))
    expect(at(again, 'clock')).toBe(where)
    expect(lastDay(again, clock)).toBe(last)
  })
  test('a reminder of a long pause leaves it as it is', () => {
    expect(at(walk(paused, ['clock', 'remindPause']), 'clock')).toBe('paused')
  })
  test('lateness is of the clock: the case goes on, and management may decide', () => {
    expect(leaf(expired)).toBe('handling.investigating')
    expect(at(expired, 'clock')).toBe('expired')
    expect(expired.context.work.breaches.map((b) => b.clock)).toEqual(['K01'])
    const late = walk(expired, ['cp2', 'clarifyFacts'], ['lc1', 'agreeLegally'], ['sm1', 'decide'])
    const answered = walk(late, ['cp1', 'tell'], ['cp2', 'explainBreach'])
    expect(at(answered, 'clock')).toBe('stopped')
    expect(answered.context.work.breaches).toMatchObject([{ clock: 'K01', explained: true }])
    expect(refusal(expired, 'cp1', 'callComplex')).toBe('state')
  })
  test.each([
    ['K01', reached],
    ['K02', complex],
    ['K02', pending],
    ['K03', extended],
  ] as const)('the breach names %s', (clock, from) => {
    const over = walk(from, ['clock', 'expire'])
    expect(over.context.work.breaches.map((b) => b.clock)).toEqual([clock])
  })
  test.each(['reached', 'complex', 'pending', 'extended', 'paused', 'expired'] as const)(
    'withdrawal stops it when %s, and the case ends the same day',
    (name) => {
      const from: Case = { reached, complex, pending, extended, paused, expired }[name]
      const over = walk(from, ['cc1', 'withdraw'])
      expect(at(over, 'clock')).toBe('stopped')
      expect(over.final).toBe(true)
      expect(clocksOf(over)).toEqual(['K12'])
    },
  )
  test('told while paused, it is stopped', () => {
    const still = walk(decided, ['cp1', 'pause'])
    expect(at(walk(still, ['cp1', 'tell']), 'clock')).toBe('stopped')
  })
  test('new facts start it anew, from the day on which they came', () => {
    const again = walk(
      extended,
      ['cp2', 'clarifyFacts'],
      ['lc1', 'agreeLegally'],
      ['cp1', 'decide'],
    )
    const facts = by('cc1', 'newFacts', undefined, day('2026-04-20'))
    const anew = walk(again, ['cp1', 'tell'], facts)
    expect(leaf(anew)).toBe('handling.investigating')
    expect(at(anew, 'clock')).toBe('d15')
    expect(lastDay(anew, 'K01')).toBe('2026-05-05')
    expect(anew.context).toMatchObject({ restarts: 1, decision: null, earlierDecisions: 1 })
    expect(at(anew, 'remedy')).toBe('owed')
    for (const from of [asked, rootCause, rectifying, concluded])
      expect(at(walk(from, ['cc1', 'newFacts']), 'reviewClock')).toBe('idle')
    const away = walk(notified, ['cp2', 'recuse'], ['cc1', 'newFacts'])
    expect(leaf(away)).toBe('registered')
  })
  test('a corrected day of receipt moves it; what was late stays recorded', () => {
    const wrong = { was: '2026-03-02', is: '2026-02-20' }
    const correct = (from: Case, receivedOn: object) =>
      walk(
        from,
        by('cp1', 'correctRecord', { about, entry: OTHER, grounds: 'g', record: { receivedOn } }),
      )
    expect(lastDay(correct(reached, wrong), 'K01')).toBe('2026-03-07')
    const late = correct(expired, { was: '2026-03-02', is: '2026-03-12' })
    expect(at(late, 'clock')).toBe('expired')
    expect(late.context.work.breaches).toHaveLength(1)
    const asking = (record: object) =>
      refusal(reached, 'cp1', 'correctRecord', { about, entry: OTHER, grounds: 'g', record })
    expect(asking({ receivedOn: { was: '2026-03-01', is: '2026-02-20' } })).toBe('namesWhatStands')
    expect(asking({ receivedOn: { was: '2026-03-02', is: '2026-03-02' } })).toBe('changesIt')
    expect(asking({ receivedOn: { was: '2026-03-02', is: '2026-03-09' } })).toBe(
      'correctionNotLater',
    )
    expect(asking({ toldOn: { is: '2026-03-02' } })).toBe('wasRecorded')
    expect(asking({})).toBe('MALFORMED')
  })
})

describe('the other clocks', () => {
  test('acknowledgement is house policy: one working day', () => {
    expect(lastDay(verifying, 'K11')).toBe('2026-03-03')
    const overdue = walk(verifying, ['clock', 'remindAcknowledgement'])
    expect(at(overdue, 'acknowledgement')).toBe('overdue')
    expect(at(walk(overdue, ['cp1', 'acknowledge']), 'acknowledgement')).toBe('given')
    expect(overdue.context.work.breaches).toEqual([])
  })
  test('asking for review lapses thirty days after the decision of a branch was received', () => {
    expect(lastDay(notified, 'K07')).toBe('2026-04-01')
    expect(clocksOf(notified)).not.toContain('lapse')
    expect(leaf(walk(notified, ['clock', 'lapse']))).toBe('rootCause')
    const posted = walk(decided, by('cp1', 'tell', { ...told, means: 'post' }))
    expect(clocksOf(posted)).toContain('lapse')
    expect(clocksOf(posted)).not.toContain('K07')
    const received = { deliveredOn: '2026-03-05', proof: told.proof }
    const delivered = walk(posted, by('cp1', 'recordDelivery', received, day('2026-03-06')))
    expect(lastDay(delivered, 'K07')).toBe('2026-04-04')
  })
  test('review is decided and told in thirty days; overdue, management may act', () => {
    expect(lastDay(asked, 'K08')).toBe('2026-04-01')
    const late = walk(asked, ['clock', 'expireReview'])
    expect(at(late, 'reviewClock')).toBe('overdue')
    expect(leaf(late)).toBe('reviewOpen.asked')
    const done = walk(
      late,
      ['sm1', 'acceptReview'],
      ['sm1', 'changeDecision'],
      ['ho1', 'tellReview'],
    )
    expect(leaf(done)).toBe('rootCause')
    expect(at(done, 'remedy')).toBe('owed')
    expect(done.context.decision?.outcome).toBe('upheld')
    expect(at(walk(asked, ['cc1', 'withdrawReview']), 'reviewClock')).toBe('idle')
  })
  test('an inadmissible request is told as well', () => {
    const late = walk(asked, ['ho1', 'findInadmissible'])
    expect(lastDay(late, 'K08')).toBe('2026-04-01')
    expect(clocksOf(walk(late, ['ho1', 'tellReview']))).not.toContain('K08')
  })
  test('headquarters has no superior: a second look by house policy', () => {
    const own = { ...performed, context: structuredClone(performed.context) }
    if (own.context.decision) own.context.decision.level = 'headquarters'
    const look = walk(own, ['cc1', 'askSecondLook'])
    expect(clocksOf(look)).toContain('secondLook')
    expect(clocksOf(look)).not.toContain('K08')
    expect(refusal(own, 'cc1', 'askReview')).toBe('branchDecision')
  })
  test('a promise is a clock of its own, and performance stops it', () => {
    expect(lastDay(notified, 'performance')).toBe('2026-03-02')
    const late = walk(notified, ['clock', 'markPerformanceOverdue'])
    expect(at(late, 'remedy')).toBe('overdue')
    expect(at(walk(late, ['bu1', 'recordPerformance']), 'remedy')).toBe('performed')
  })
  test('cause and rectification escalate and stay', () => {
    expect(lastDay(rootCause, 'rootCause')).toBe('2026-04-01')
    expect(lastDay(rectifying, 'rectification')).toBe('2026-05-31')
    const slow = walk(rectifying, ['clock', 'escalateRectification'])
    expect(leaf(slow)).toBe('rectifying.acting')
    expect(clocksOf(slow)).not.toContain('rectification')
    expect(leaf(walk(rootCause, ['clock', 'escalateRootCause']))).toBe('rootCause')
  })
  test('an inquiry with a day is a clock', () => {
    const asking = walk(
      reached,
      by('ia1', 'inquire', { about, question: 'q', answerBy: '2026-03-09' }),
    )
    expect(lastDay(asking, 'inquiry')).toBe('2026-03-09')
    const late = walk(asking, ['clock', 'markInquiryOverdue'])
    expect(late.context.work.inquiries).toMatchObject([{ overdue: true, answered: false }])
    expect(refusal(late, 'cp1', 'answerInquiry')).toBeUndefined()
  })
  test('the People’s Bank waits fifteen days, complex or not', () => {
    const forwarded = { channel: 'forwarded', forwardedBy: 'pboc', matter: 'm', complainant: about }
    const theirs = walk(undefined, by('rg1', 'register', forwarded), by('cp1', 'callComplex'))
    expect(lastDay(theirs, 'K13')).toBe('2026-03-17')
    const late = walk(theirs, ['clock', 'expirePbocAnswer'])
    expect(clocksOf(late)).not.toContain('K13')
    expect(late.context.work.breaches.map((b) => b.clock)).toEqual(['K13'])
    const kept = walk(late, ['cp1', 'declineToHandle'])
    expect([lastDay(kept, 'K14'), lastDay(kept, 'K12')]).toEqual(['2029-03-02', '2031-03-02'])
    const after = walk(kept, ['clock', 'endStatutoryRetention'], ['clock', 'releaseRecord'])
    expect(at(after, 'record')).toBe('releasable')
  })
})

describe('major, split, merged, reopened', () => {
  const twenty = { channel: 'branch', matter: 'm', complainant: about, faceToFace: 20 }
  test('twenty in person are major by law; nobody is assigned before the plan is active', () => {
    const crowd = walk(undefined, by('cp1', 'register', twenty), ['cp1', 'confirmIdentity'])
    expect(crowd.context.major).toMatchObject({ ground: 'massVisit', planActive: false })
    expect(refusal(crowd, 'cp1', 'assign')).toBe('planActiveWhereMajor')
    expect(lastDay(crowd, 'majorPlan')).toBe('2026-03-03')
    const slow = walk(crowd, ['clock', 'escalateMajor'], ['sm1', 'activatePlan'])
    expect(refusal(slow, 'cp1', 'assign')).toBeUndefined()
    expect(refusal(slow, 'rg1', 'declareMajor')).toBe('notMajorYet')
    expect(refusal(reached, 'rg1', 'declareMajor')).toBeUndefined()
  })
  test('what is split off opens a complaint received on the same day', () => {
    const reaction = M07.reactions.find((r) => r.on === 'split')
    const made = reaction?.make(
      { payload: { matter: 'other' }, process: PROCESS } as unknown as AnyAsked,
      registered.context as never,
    ) as Caused | undefined
    expect(made?.payload).toMatchObject({ receivedOn: '2026-03-02', splitFrom: PROCESS })
    expect(refusal(undefined, 'courier', 'register', made?.payload)).toBeUndefined()
    expect(leaf(walk(registered, ['cp1', 'split']))).toBe('registered')
  })
  test('a cause in product, price or copy is told to the review of the product', () => {
    const reaction = M07.reactions.find((r) => r.on === 'confirmCause')
    const make = (kinds: string[], final: boolean) =>
      reaction?.make(
        {
          payload: { kinds },
          process: PROCESS,
          facts: { latestReview: { id: OTHER, final } },
        } as never,
        {},
      )
    expect(make(['copy'], false)).toEqual({ process: OTHER, payload: { complaint: PROCESS } })
    expect(make(['staff'], false)).toBeUndefined()
    expect(make(['price'], true)).toBeUndefined()
  })
  test('a transfer asks for a new handler in the other unit', () => {
    const moved = walk(
      assigned,
      by('cp1', 'transfer', { to: 'hq', reason: 'r' }, { unit: 'headquarters' }),
    )
    expect(leaf(moved)).toBe('registered')
    expect(moved.context).toMatchObject({ unit: 'hq', level: 'headquarters', handler: null })
    expect(leaf(walk(assigned, ['cp1', 'referElsewhere']))).toBe('notHandled')
  })
  test('an undone merger goes on with its period as it stood', () => {
    const again = walk(merged, ['cp1', 'unmerge'])
    expect(leaf(again)).toBe('registered')
    expect(lastDay(again, 'K01')).toBe('2026-03-17')
    expect(at(again, 'record')).toBe('current')
  })
  test('an error of ours reopens: never told, as it stood; told, with a new period', () => {
    expect(leaf(walk(notHandled, ['sm1', 'reopen']))).toBe('verifying')
    expect(lastDay(walk(withdrawn, ['sm1', 'reopen']), 'K01')).toBe('2026-03-17')
    const complexly = walk(complex, ['cc1', 'withdraw'], ['sm1', 'reopen'])
    expect(at(complexly, 'clock')).toBe('d30')
    const anew = walk(archived, by('sm1', 'reopen', undefined, day('2026-06-01')))
    expect(lastDay(anew, 'K01')).toBe('2026-06-16')
    expect(anew.context).toMatchObject({ handler: null, decision: null, reopened: 1, closed: null })
  })
  test('a closed complaint is continued by another', () => {
    const again = { channel: 'web', matter: 'm', complainant: about, continues: OTHER, unit: UNIT }
    expect(
      refusal(undefined, 'cc1', 'register', again, { continued: { final: true } }),
    ).toBeUndefined()
    expect(refusal(archived, 'cc1', 'newFacts')).toBe('state')
  })
  test('the same cause three times is for the committee', () => {
    const thrice = { sameCause: 3 }
    expect(refusal(rectifying, 'cp1', 'reportRepeatedCause', undefined, thrice)).toBeUndefined()
    expect(
      refusal(rectifying, 'cp1', 'reportRepeatedCause', undefined, { ...thrice, limit: 5 }),
    ).toBe('causeRecurs')
    expect(walk(concluded, by('cp1', 'archive', {}, thrice)).context.sameCause).toBe(3)
  })
})
