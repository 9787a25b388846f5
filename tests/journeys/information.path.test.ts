// Personal information from the proposal of its processing to its deletion.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  approved,
  changed,
  deleted,
  informationIn,
  lite,
  live,
  liteLive,
  ruling,
  sensitiveSubmitted,
  submitted,
  suspended,
  titlesIn,
} from '../support/actors-information.ts'
import type { Information } from '../support/actors-information.ts'
import { content, NO_TRIGGER, RECIPIENT, SENSITIVE_TRIGGERS } from '../support/information-deeds.ts'
import { isRefused } from '../support/actors.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { endOf, openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney()
})
afterAll(async () => {
  await checkTrail(journey.world.pool)
  await journey?.close()
})
const begun = (): Information => {
  journey.at('2026-03-02 09:00')
  return informationIn(journey)
}
const notNow = { kind: 'NOT_NOW', rule: 'state' }

describe('a processing activity', () => {
  test('is screened, assessed, approved, consented to, changed, ended and deleted, and its record kept', async () => {
    const c = begun()
    const { file, business, officer, colleague, telephone, partner } = c
    await sensitiveSubmitted(c)
    expect(file.stands()).toBe('screening')
    await c.refusedBy('answersFit', 'screenActivity', colleague.screens())
    await colleague.screens({ triggers: SENSITIVE_TRIGGERS })
    expect(file.stands()).toBe('assessment')
    await business.finishesAssessment()
    await colleague.returnsActivity()
    await business.reworksAssessment()
    await business.finishesAssessment()
    await colleague.approves()
    expect(await file.facts()).toMatchObject({
      approval: { kind: 'FULL', on: '2026-03-02', contentHash: content(1) },
      processingKept: { standing: 'KEPT' },
    })
    expect(await file.dueAt('K40')).toBe(endOf('2029-03-02'))

    await business.goesLive()
    expect([file.stands(), file.stands('use')]).toEqual(['consenting', 'none'])
    await c.refusedBy('consentCovers', 'recordConsent', telephone.recordsConsent({ separate: [] }))
    await telephone.recordsConsent()
    expect([file.stands(), file.stands('use')]).toEqual(['active', 'running'])

    journey.at('2026-04-01 09:00')
    await business.recordsProvision()
    expect(await file.dueAt('K43')).toBe(endOf('2029-04-01'))
    expect(await file.dueAt('K40')).toBeUndefined()
    await business.inspects()

    await business.reportsChange()
    expect([file.stands(), file.stands('use')]).toEqual(['changeHold', 'held'])
    expect((await file.facts())['approval']).toBeNull()
    await business.submitsActivity({ contentHash: content(2) })
    await colleague.screens()
    await colleague.rejects()
    expect([file.stands(), file.stands('use')]).toEqual(['active', 'running'])
    expect(await file.facts()).toMatchObject({
      approval: { contentHash: content(1) },
      rejected: [content(2)],
    })

    await business.endsPurpose()
    expect([file.stands(), file.stands('use')]).toEqual(['terminating', 'ended'])
    await business.provesDeletion()
    await partner.confirmsReturn()
    await c.refusedBy('recipientsConfirmed', 'confirmDeletion', colleague.confirmsDeletion())
    await business.confirmsReturn({ partner: RECIPIENT })
    await colleague.confirmsDeletion()
    expect(await file.reads()).toMatchObject({ state: { final: true } })
    expect(file.stands()).toBe('deleted')

    await isRefused(officer.recordsProvision(), notNow)
    await c.refusedBy('recordReleasable', 'proposeDisposal', officer.proposesDisposal())
    await journey.passes('2029-04-03 09:00')
    await officer.proposesDisposal()
    await c.lawyer.holds()
    await c.refusedBy('noHold', 'proposeDisposal', officer.proposesDisposal())
    await c.lawyer.releasesHold()
    await officer.proposesDisposal()
    await c.refusedBy('disposalBySecond', 'confirmDisposal', officer.confirmsDisposal())
    await colleague.confirmsDisposal()
    expect(file.stands('assessmentRecord')).toBe('disposed')
  })

  test('without a trigger takes the short form, and begins at once where no consent is needed', async () => {
    const c = begun()
    await liteLive(c)
    expect([c.file.stands(), c.file.stands('use')]).toEqual(['active', 'running'])
    expect((await c.file.facts())['approval']).toMatchObject({ kind: 'LITE' })
  })

  test('of high risk is approved by senior management as well, or declined', async () => {
    const c = begun()
    await ruling(c)
    expect([c.file.stands(), (await c.file.facts())['approval']]).toEqual(['ruling', null])
    await c.manager.declinesApproval()
    await c.business.reworksAssessment()
    await c.business.finishesAssessment({ risk: 'high' })
    await c.colleague.approves()
    await c.manager.confirmsApproval()
    expect((await c.file.facts())['approval']).toMatchObject({ kind: 'FULL' })
  })

  test('in violation is stopped, and lifted on evidence by somebody who did not hand it in', async () => {
    const c = begun()
    await suspended(c)
    expect([c.file.stands(), c.file.stands('use')]).toEqual(['suspended.uncured', 'stopped'])
    await c.refusedBy('cureEvidenced', 'liftSuspension', c.officer.lifts())
    await c.officer.cures()
    await c.refusedBy('notProposer', 'liftSuspension', c.officer.lifts())
    await c.colleague.lifts()
    expect(c.file.stands('use')).toBe('running')
    await c.regulator.reportsViolation()
    await c.manager.stopsProcessing()
    await c.lawyer.retainsByLaw()
    expect(c.file.stands()).toBe('retained')
    expect(await c.file.facts()).toMatchObject({ violations: 2 })
  })

  test('found without an assessment has a case, suspended, and no way but to be assessed or stopped', async () => {
    const c = begun()
    await c.auditor.reportsUnassessed()
    await c.business.cures()
    await c.refusedBy('approvedBefore', 'liftSuspension', c.officer.lifts())
    await c.business.submitsActivity()
    await c.officer.screens()
    await c.officer.approves()
    await c.business.goesLive()
    expect(c.file.stands('use')).toBe('running')
  })

  test('that serves a product waits for the review of that product', async () => {
    const c = begun()
    await c.business.proposesActivity({ product: 'product:new-loan' })
    await c.business.submitsActivity()
    await c.officer.screens()
    await c.officer.approves()
    await c.refusedBy('reviewGateHolds', 'goLive', c.business.goesLive())
  })

  test('rejected, it is not brought again unchanged', async () => {
    const c = begun()
    await lite(c)
    await c.colleague.rejects()
    expect(c.file.stands()).toBe('rejected')
    await c.business.proposesActivity()
    await c.refusedBy('contentNotRejected', 'submitActivity', c.business.submitsActivity())
    await c.business.submitsActivity({ contentHash: content(2) })
  })

  test('goes on when one of many withdraws consent, whose request is opened; it ends with the last', async () => {
    const c = begun()
    await live(c)
    await c.telephone.recordsConsent({ consumer: 'consumer:c2' })
    await c.telephone.withdrawsConsent()
    await journey.catchesUp()
    expect(c.file.stands('use')).toBe('running')
    expect(await titlesIn(journey, 'M05')).toContain('Request about information: consentWithdrawal')
    await c.telephone.withdrawsConsent({ consumer: 'consumer:c2' })
    expect([c.file.stands(), c.file.stands('use')]).toEqual(['terminating', 'ended'])
  })

  test('a change given up leaves what was approved before', async () => {
    const c = begun()
    await changed(c)
    await c.business.withdrawsActivity()
    expect(await c.file.facts()).toMatchObject({
      use: 'RUNNING',
      approval: { contentHash: content(1) },
      setAside: null,
    })
  })

  test('silence is no way around the assessment', async () => {
    const c = begun()
    await submitted(c)
    await journey.passes('2026-03-10 09:00')
    expect(await c.file.standsNow()).toBe('assessment')
    expect((await c.file.facts())['screening']).toMatchObject({ by: 'SILENCE' })
  })

  test('dropped before it begins, it ends; an approval that is not used goes stale', async () => {
    const c = begun()
    await submitted(c)
    await c.business.withdrawsActivity()
    expect(c.file.stands()).toBe('dropped')
    const stale = begun()
    await approved(stale)
    await journey.passes('2026-08-30 09:00')
    expect(await stale.file.standsNow()).toBe('screening')
    await stale.colleague.screens({ triggers: { ...NO_TRIGGER, ...SENSITIVE_TRIGGERS } })
  })

  test('a deleted one keeps its record three years from its end, whatever was assessed before', async () => {
    const c = begun()
    await deleted(c)
    expect(await c.file.dueAt('K40')).toBe(endOf('2029-03-02'))
  })
})

test('inquired of, corrected, annotated and explained as any case is', async () => {
  const c = begun()
  await submitted(c)
  await c.supervisor.inquires({ answerBy: '2026-03-05' })
  await c.officer.corrects()
  await c.officer.notes()
  await c.lawyer.attachesEvidence()
  await journey.passes('2026-03-10 09:00')
  await c.officer.answersInquiry()
  const late = (await c.file.strikes()).find(({ event }) => event === 'presumeTriggered')
  await c.manager.explains({ breach: late?.id })
  expect((await c.file.facts())['work']).toMatchObject({
    inquiries: [{ overdue: true, answered: true }],
    breaches: [{ clock: 'screening', explained: true }],
  })
})
