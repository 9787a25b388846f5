// A product from its draft to its retirement, and the ways on which it may be held up.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { review } from '../../engine/mechanisms/review/index.ts'
import {
  changeCleared,
  changed,
  cleared,
  conditional,
  content,
  everyArea,
  everyGate,
  found,
  inReview,
  live,
  minutes,
  referred,
  rejected,
  returned,
  reviewIn,
  ruled,
  submitted,
  triaged,
} from '../support/actors-review.ts'
import type { Review } from '../support/actors-review.ts'
import { because, isRefused } from '../support/actors.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { GATES, loseGate, meetGates } from '../support/gates.ts'
import { endOf, openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney({ neighbours: GATES })
})
afterAll(async () => {
  await checkTrail(journey.world.pool, journey)
  await journey?.close()
})
const begun = (): Review => {
  journey.at('2026-03-02 09:00')
  return reviewIn(journey)
}
const state = 'NOT_NOW' as const
const notNow = { kind: state, rule: 'state' }

test('from the draft through every area to the market, the post-review and out', async () => {
  const c = begun()
  const { review, business, officer, reviewer, lawyer, privacy } = c
  await business.opensDraft({ label: 'instalment loan', launchOn: '2026-04-01' })
  await business.submits()
  expect(review.stands()).toBe('submitted')
  await officer.acceptsDossier({ handler: reviewer.id })
  expect(review.stands()).toBe('triage')
  await reviewer.findsInScope()
  for (const area of ['design', 'pricing', 'agreement', 'marketing'] as const)
    await reviewer.finds({ area })
  await c.refuses('areasClear', 'opineOk', reviewer.clears())
  await lawyer.finds({ area: 'legal' })
  await privacy.finds({ area: 'personalInformation' })
  await everyGate(c)
  await reviewer.clears()
  expect([review.stands(), review.stands('sale')]).toEqual(['cleared', 'none'])

  await c.refuses('contentIsCleared', 'launch', business.launches({ contentHash: content(2) }))
  journey.at('2026-04-01 09:00')
  await business.launches()
  expect([review.stands(), review.stands('sale'), review.stands('postReview')]).toEqual([
    'live',
    'open',
    'scheduled',
  ])
  expect(await review.dueAt('postReviewDue')).toBe(endOf('2026-06-30'))

  await journey.passes('2026-07-01 09:00')
  expect(await review.standsNow('postReview')).toBe('running')
  await officer.findsEffective()
  expect(await review.dueAt('postReviewDue')).toBe(endOf('2026-09-29'))
  await business.retires()
  expect(await review.reads()).toMatchObject({
    title: { zh: '消保审查：instalment loan', en: 'Review: instalment loan' },
    state: { final: true },
    facts: { clearance: { by: 'OPINION', on: '2026-03-02' }, sale: { standing: 'STOPPED' } },
    // That the first post-review fell due stays to be seen.
    timers: [{ clock: 'postReviewDue', state: 'STOPPED' }],
  })
  expect(review.stands()).toBe('closed')
})

test('returned as incomplete, it is completed and submitted again', async () => {
  const c = begun()
  await submitted(c)
  await c.officer.returnsAsIncomplete()
  expect(c.review.stands()).toBe('draft')
  await c.business.submits()
  await c.officer.acceptsDossier()
  expect(c.review.stands()).toBe('triage')
})

test('cleared on conditions, each with its evidence and its verification', async () => {
  const c = begun()
  await conditional(c)
  await c.refuses('conditionsEvidenced', 'meetConditions', c.officer.confirmsConditions())
  await isRefused(c.business.launches(), notNow)
  await c.business.fulfilsConditions()
  await c.officer.confirmsConditions()
  expect((await c.review.facts())['clearance']).toMatchObject({ by: 'CONDITIONS' })
  await c.business.launches()
  expect(c.review.stands('sale')).toBe('open')
})

describe('returned for rework', () => {
  test('the same content is not brought again, changed content is reviewed anew', async () => {
    const c = begun()
    await returned(c)
    const same = { contentHash: content(1) }
    await c.refuses('contentNotRejected', 'resubmit', c.business.resubmits(same))
    await c.business.resubmits()
    await c.officer.acceptsDossier()
    await c.refuses('scopeUndecided', 'proposeScopeOut', c.officer.proposesOutOfScope())
    await c.reviewer.findsInScope()
    await everyGate(c)
    await everyArea(c)
    await c.reviewer.clears()
    await c.business.launches({ contentHash: content(2) })
    expect((await c.review.facts())['sale']).toMatchObject({ contentHash: content(2) })
  })

  test('nor in a later case about the same product, once it was rejected to the end', async () => {
    const c = begun()
    await rejected(c)
    await c.business.concedes()
    const later = reviewIn(journey, c.review.about)
    await later.business.opensDraft()
    const same = { contentHash: content(1) }
    await later.refuses('contentNotRejected', 'submit', later.business.submits(same))
    await later.business.submits({ contentHash: content(2) })
    await later.officer.acceptsDossier()
    await later.refuses('scopeUndecided', 'proposeScopeOut', later.officer.proposesOutOfScope())
  })

  test('unless it is named as brought again, with reasons', async () => {
    const c = begun()
    await returned(c)
    const supersedes = { contentHash: content(1), grounds: 'the law has changed' }
    await c.business.resubmits({ contentHash: content(1), supersedes })
    expect(c.review.stands()).toBe('submitted')
  })
})

describe('a disputed opinion', () => {
  test('goes from the department to senior management to the committee, which accepts the risk by minuted resolution of that very content', async () => {
    const c = begun()
    await rejected(c)
    await c.business.contests()
    await c.officer.escalates()
    expect(c.review.stands()).toBe('smRuling')
    await c.manager.refersToCommittee()
    expect(c.review.stands()).toBe('bcReferral.pending')
    await c.refuses(
      'resolutionIsOfContent',
      'committeeAcceptRisk',
      c.committee.acceptsRisk({ resolution: minutes(2, '2026-03-02') }),
    )
    await c.committee.acceptsRisk()
    expect(c.review.stands()).toBe('cleared')
    expect(await c.review.facts()).toMatchObject({
      resolution: { outcome: 'RISK_ACCEPTED', contentHash: content(1), basis: 'ATTESTED_ON_PAPER' },
      clearance: { by: 'COMMITTEE' },
    })
    await c.business.launches()
  })

  test('that what the law forbids stays forbidden, whoever resolves', async () => {
    const c = begun()
    await found(c)
    await c.lawyer.finds({ area: 'legal', result: 'flagged', prohibition: true })
    await c.reviewer.rejects()
    await c.business.contests()
    await c.officer.escalates()
    await c.manager.refersToCommittee()
    await c.refuses('nothingForbidden', 'committeeAcceptRisk', c.committee.acceptsRisk())
    await c.committee.upholdsByResolution()
    expect(c.review.stands()).toBe('returned')
  })

  test('upheld by senior management goes back for rework', async () => {
    const c = begun()
    await ruled(c)
    await c.manager.upholdsOpinion()
    expect(c.review.stands()).toBe('returned')
  })

  test('conceded on the way leads back to where it came from', async () => {
    const c = begun()
    await referred(c)
    await c.business.concedes()
    expect(await c.review.reads()).toMatchObject({ state: { final: true } })
    expect(c.review.stands()).toBe('rejected.settled')
    const conditions = begun()
    await conditional(conditions)
    await conditions.business.declinesConditions()
    await conditions.business.concedes()
    expect(conditions.review.stands()).toBe('conditional')
    const sold = begun()
    await changed(sold)
    await sold.business.submitsChange()
    await sold.reviewer.findsInScope()
    await sold.reviewer.finds({ area: 'pricing', result: 'flagged' })
    await sold.reviewer.rejects()
    await sold.business.contests()
    await sold.business.concedes()
    expect(sold.review.stands(), because(review, 'cameFromRejected')).toBe('stopped.settled')
  })

  test('a review that stalled is resumed by somebody else', async () => {
    const c = begun()
    await inReview(c)
    await journey.passes('2026-03-17 09:00')
    expect(await c.review.standsNow()).toBe('smRuling')
    const same = { handler: c.reviewer.id }
    await c.refuses('reviewerIsNew', 'resumeReview', c.manager.resumesReview(same))
    await c.manager.resumesReview({ handler: c.colleague.id })
    expect(c.review.stands()).toBe('inReview')
    await c.refuses('reviewerGivesOpinion', 'opineOk', c.reviewer.clears())
    expect((await c.review.facts())['work']).toMatchObject({ breaches: [{ clock: 'stalled' }] })
  })
})

describe('scope', () => {
  test('is denied by two people, never by one', async () => {
    const c = begun()
    await triaged(c)
    await c.officer.proposesOutOfScope()
    await c.refuses('secondPerson', 'confirmScopeOut', c.officer.confirmsOutOfScope())
    await c.colleague.confirmsOutOfScope()
    expect(await c.review.reads()).toMatchObject({
      state: { final: true },
      facts: { scope: 'OUT' },
    })
    expect(c.review.stands()).toBe('outOfScope')
  })
})

describe('on sale', () => {
  test('a material change holds the sale until its content is cleared and the sale resumed', async () => {
    const c = begun()
    await changed(c)
    expect([c.review.stands(), c.review.stands('sale')]).toEqual(['changeHold', 'held'])
    await isRefused(c.business.launches(), notNow)
    await changeCleared(c)
    expect(c.review.stands('sale')).toBe('held')
    await c.refuses('contentIsCleared', 'resumeSale', c.business.resumesSale())
    await c.business.resumesSale({ contentHash: content(2) })
    expect([c.review.stands(), c.review.stands('sale')]).toEqual(['live', 'open'])
  })

  test('a change that is rejected stops it; reworked, it comes back', async () => {
    const c = begun()
    await changed(c)
    await c.business.submitsChange()
    await c.reviewer.findsInScope()
    await c.reviewer.finds({ area: 'pricing', result: 'flagged' })
    await c.reviewer.rejects()
    expect([c.review.stands(), c.review.stands('sale')]).toEqual(['stopped.contestable', 'stopped'])
    await c.business.resubmits({ contentHash: content(3) })
    await c.officer.acceptsDossier()
    await c.reviewer.findsInScope()
    await everyGate(c)
    await everyArea(c)
    await c.reviewer.clears()
    await c.business.resumesSale({ contentHash: content(3) })
    expect(c.review.stands('sale')).toBe('open')
  })

  test('a change that two people find not material goes on sale without a new review', async () => {
    const c = begun()
    await changed(c)
    await c.officer.proposesNotMaterial()
    await c.refuses('secondPerson', 'confirmNotMaterial', c.officer.confirmsNotMaterial())
    await c.lawyer.confirmsNotMaterial()
    await c.business.resumesSale({ contentHash: content(2) })
    expect((await c.review.facts())['clearance']).toMatchObject({
      covers: [content(1), content(2)],
    })
  })

  test('a gate that is lost holds it', async () => {
    const c = begun()
    await live(c)
    await loseGate(c.review, 'M06')
    await c.officer.reportsConcern({ source: c.review.id })
    expect([c.review.stands(), c.review.stands('sale')]).toEqual(['changeHold', 'held'])
    expect((await c.review.facts())['hold']).toMatchObject({ cause: 'GATE' })
    await c.refuses('partnerGateHolds', 'resumeSale', c.business.resumesSale())
    await meetGates(c.review)
    await c.business.resumesSale()
    expect([c.review.stands(), c.review.stands('sale')]).toEqual(['live', 'open'])
  })

  test('a defect found in the post-review ends the clearance', async () => {
    const c = begun()
    await live(c)
    await c.officer.reportsSpike()
    expect(c.review.stands('postReview')).toBe('running')
    await c.officer.findsDefect()
    expect(await c.review.facts()).toMatchObject({
      clearance: null,
      hold: { cause: 'DEFECT' },
      objections: [{ contentHash: content(1), kind: 'DEFECT' }],
    })
    await c.refuses('changeHeld', 'proposeNotMaterial', c.officer.proposesNotMaterial())
  })

  test('a clearance that is not used in time goes stale', async () => {
    const c = begun()
    await cleared(c)
    expect(await c.review.dueAt('clearance')).toBe(endOf('2026-08-29'))
    await journey.passes('2026-08-30 09:00')
    expect((await c.review.strikes()).map(({ event }) => event)).toContain('lapseClearance')
    await isRefused(c.business.launches(), notNow)
  })
})

describe('sold without review', () => {
  test('is a breach as it is found; suspended by senior management it is reviewed, or told to the committee', async () => {
    const c = begun()
    await c.auditor.reportsUnreviewedSale()
    expect([c.review.stands(), c.review.stands('sale')]).toEqual(['breach.pending', 'stopped'])
    await journey.passes('2026-03-06 09:00')
    expect(await c.review.standsNow()).toBe('breach.overdue')
    await c.manager.suspendsSale()
    expect(c.review.stands()).toBe('triage')
    await c.officer.returnsAsIncomplete()
    await c.business.submits({ contentHash: content(7) })
    await c.officer.acceptsDossier()
    await c.reviewer.findsInScope()
    await everyGate(c)
    await everyArea(c)
    await c.reviewer.clears()
    await c.business.resumesSale({ contentHash: content(7) })
    expect(await c.review.facts()).toMatchObject({ unreviewed: 1, sale: { standing: 'OPEN' } })
  })

  test('found again, the board is told', async () => {
    const c = begun()
    await c.system.reportsUnreviewedSale()
    await c.auditor.reportsBreach()
    const [again] = (await c.review.entries()).slice(-1)
    const { notices } = JSON.parse(again?.leaf ?? '') as { notices: { to: string }[] }
    expect(notices.map(({ to }) => to)).toEqual(['seniorManagement', 'supervisoryBody', 'board'])
  })

  test('another version of what is live is a breach too', async () => {
    const c = begun()
    await live(c)
    await c.officer.reportsBreach()
    expect([c.review.stands(), c.review.stands('sale')]).toEqual(['breach.pending', 'stopped'])
  })
})

test('inquired of, corrected, annotated and explained as any case is', async () => {
  const c = begun()
  await submitted(c)
  await c.supervisor.inquires({ answerBy: '2026-03-05' })
  await c.officer.correctsRecord()
  await c.officer.notes()
  await c.lawyer.attachesEvidence()
  await journey.passes('2026-03-10 09:00')
  await c.officer.answersInquiry()
  const late = (await c.review.strikes()).find(({ event }) => event === 'presumeComplete')
  await c.business.explainsBreach({ breach: late?.id })
  expect(await c.review.facts()).toMatchObject({
    label: 'instalment credit',
    work: {
      inquiries: [{ overdue: true, answered: true }],
      breaches: [{ clock: 'completeness', on: '2026-03-10', explained: true }],
    },
  })
})
