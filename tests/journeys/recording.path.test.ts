// The sale of a product from its consent to the destruction of its recording, and the ways beside.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { salesTraceability } from '../../engine/mechanisms/sales-traceability/index.ts'
import {
  captured,
  ended,
  escalated,
  failed,
  linked,
  queued,
  recording,
  recordingIn,
  rectifying,
  seal,
  underReview,
  vaulted,
  KEY_LINKS,
} from '../support/actors-recordings.ts'
import type { Recording } from '../support/actors-recordings.ts'
import { complaintIn } from '../support/actors-complaint.ts'
import { because, isRefused } from '../support/actors.ts'
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
const begun = (): Recording => {
  journey.at('2026-03-02 09:00')
  return recordingIn(journey)
}
const notNow = { kind: 'NOT_NOW', rule: 'state' } as const
/** How many processes of a mechanism there are, as internal audit counts them. */
const countOf = async (mechanism: string): Promise<number> => {
  const query = `{ processes(filter: { mechanism: ${mechanism} }) { totalCount } }`
  const data = await journey.doors.ask('audit-1', query, {})
  return Number(data['processes']?.['totalCount'])
}

test('from the consent over an interruption to the vault, and out of it after years', async () => {
  const c = begun()
  const { file, seller, system, inspector, lawyer } = c
  await seller.opens()
  expect(file.stands()).toBe('consentAsked')
  await isRefused(system.completes(), notNow)
  await seller.agrees()
  await system.interrupts()
  await isRefused(system.completes(), notNow)
  journey.at('2026-03-02 10:00')
  await seller.restarts()
  await c.refuses(
    'recordedFromStart',
    'completeRecording',
    system.completes({ startedAt: '2026-03-02T01:30:00.000Z' }),
  )
  await system.completes()
  expect(await file.facts()).toMatchObject({
    rule: 'SALES_ZONE',
    interruptions: 1,
    capturedOn: '2026-03-02',
    contentSealed: seal(1),
    seller: journey.world.person('wealth-1'),
  })
  await seller.concludes()
  expect([file.stands(), file.stands('sample'), file.stands('contract')]).toEqual([
    'qcQueued',
    'drawn',
    'inForce',
  ])
  expect((await file.facts())['sample']).toMatchObject({ drawnBefore: 0, notDrawnBefore: 0 })
  await isRefused(seller.destroys(), notNow)
  await inspector.passes()
  expect(file.stands()).toBe('vaulted')
  expect(await file.dueAt('suitability')).toBeUndefined()

  await seller.endsContract({ cause: 'redeemed' })
  // Of half a year, three years and five years the longest is kept.
  expect(await file.dueAt('suitability')).toBe(endOf('2031-03-02'))
  for (const other of ['salesZone', 'explanation']) expect(await file.dueAt(other)).toBeUndefined()
  await journey.passes('2031-03-03 09:00')
  expect(await file.standsNow()).toBe('disposalReview.pending')
  await inspector.proposesDisposal()
  await lawyer.approvesDisposal()
  await system.destroys()
  expect(await file.reads()).toMatchObject({
    title: { zh: '销售录制：wealth product', en: 'Recording: wealth product' },
    state: { final: true },
    facts: { contentSealed: null, work: { breaches: [] } },
    timers: [],
  })
})

describe('whether it is recorded', () => {
  test('a sale that no rule asks to record keeps its trace', async () => {
    const c = begun()
    await c.seller.opens({
      channel: 'faceToFace',
      productClass: 'loan',
      traceHash: 'e7'.repeat(32),
    })
    expect(c.file.stands()).toBe('notRequired')
    expect(await c.file.facts()).toMatchObject({ rule: null, trace: { kept: true } })
    expect(await c.file.dueAt('trace')).toBe(endOf('2029-03-02'))
  })
  test('who refuses buys nothing that must be recorded', async () => {
    const c = begun()
    await c.seller.opens()
    await c.seller.refuses()
    expect(c.file.stands()).toBe('consentRefused')
    expect((await c.file.facts())['unrecorded']).toEqual({ cause: 'REFUSED', saleBarred: true })
  })
  test('what house policy alone asks for does not bar the sale', async () => {
    const c = begun()
    await recording(c, { channel: 'faceToFace', productClass: 'loan', housePolicy: true })
    await c.seller.refuses()
    expect((await c.file.facts())['unrecorded']).toEqual({ cause: 'REFUSED', saleBarred: false })
  })
  test('given up after an interruption', async () => {
    const c = begun()
    await recording(c)
    await c.system.interrupts()
    await c.seller.givesUp()
    expect((await c.file.facts())['unrecorded']).toMatchObject({ cause: 'ABANDONED' })
  })
  test('cancelled before anything was recorded', async () => {
    const c = begun()
    await recording(c)
    await c.seller.cancels()
    expect((await c.file.reads())['state']).toMatchObject({ final: true })
  })
  test('a channel opens a sale online and reads it, and no other channel does', async () => {
    const c = begun()
    await c.channel.opens({
      channel: 'internet',
      productClass: 'loan',
      unit: 'consumer-loans',
      seller: undefined,
    })
    await c.channel.agrees()
    await c.refuses('keyLinksComplete', 'completeRecording', c.channel.completes())
    await c.channel.completes({ links: ['pageVersions', 'operationTrace'] })
    expect(await c.file.readBy('channel-1')).not.toBeNull()
    const other = begun()
    await captured(other)
    expect(await other.file.readBy('channel-1')).toBeNull()
  })
})

/** Seven of ten that need not be drawn are not: after so many only chance without a lot is left. */
const LOTS = 24

describe('the inspection', () => {
  test('is of those that are drawn; the others go to the vault as they are sold', async () => {
    const product = 'product:sold-often'
    const stood: string[][] = []
    while (stood.length < LOTS && stood.at(-1)?.[0] !== 'vaulted') {
      const c = begun()
      await queued(c, { product })
      stood.push([c.file.stands(), c.file.stands('sample')])
    }
    expect(stood[0]).toEqual(['qcQueued', 'drawn'])
    const lot = because(salesTraceability, 'drawnForInspection')
    expect(stood.at(-1), lot).toEqual(['vaulted', 'notDrawn'])
  })
  test('a defect is rectified by a supplement, and the original is kept', async () => {
    const c = begun()
    const trainings = await countOf('M09')
    await rectifying(c)
    await journey.catchesUp()
    expect(await countOf('M09')).toBe(trainings + 1)
    await c.seller.rectifies({
      supplement: {
        startedAt: journey.now(),
        seconds: 300,
        segments: 1,
        contentHash: seal(2),
        links: [...KEY_LINKS],
      },
    })
    expect(c.file.stands()).toBe('qcQueued')
    await c.otherInspector.passes()
    expect(await c.file.facts()).toMatchObject({
      contentSealed: seal(2),
      seals: [
        { seal: seal(1), supplement: false },
        { seal: seal(2), supplement: true },
      ],
      inspection: { inspected: 2, defectOn: null },
    })
  })
  test('found again, the defect is still due from its discovery', async () => {
    const c = begun()
    await rectifying(c)
    expect(await c.file.dueAt('rectification')).toBe(endOf('2026-03-23'))
    await journey.passes('2026-03-05 09:00')
    await c.seller.rectifies()
    await c.otherInspector.fails()
    expect(await c.file.dueAt('rectification')).toBe(endOf('2026-03-23'))
  })
  test('not inspected in time: accountability and the audit universe are told', async () => {
    const c = begun()
    const before = [await countOf('M10'), await countOf('M11')] as const
    await queued(c, linked())
    await journey.passes('2026-03-18 09:00')
    expect(await c.file.standsNow()).toBe('qcOverdue')
    expect([await countOf('M10'), await countOf('M11')]).toEqual([before[0] + 1, before[1] + 1])
    await c.inspector.passes()
    expect(c.file.stands()).toBe('vaulted')
    expect((await c.file.facts())['work']).toMatchObject({ breaches: [{ clock: 'inspection' }] })
  })
  test('what is not rectified is unwound, and its recording kept from that day', async () => {
    const c = begun()
    await escalated(c)
    expect(await c.file.standsNow()).toBe('escalated')
    await c.manager.unwinds()
    expect([c.file.stands(), c.file.stands('contract')]).toEqual(['vaulted', 'unwound'])
    expect(await c.file.dueAt('suitability')).toBe(endOf('2031-03-24'))
  })
})

describe('the keeping', () => {
  test('a dispute holds it in whatever state, and two years follow its end', async () => {
    const c = begun()
    const { complaint, officer } = complaintIn(journey)
    await officer.registers()
    await queued(c, linked({ termOverOneYear: false }))
    await c.inspector.holds({ kind: 'complaint', matter: complaint.id })
    expect([c.file.stands(), c.file.stands('hold')]).toEqual(['qcQueued', 'held'])
    await c.otherInspector.passes()
    await c.seller.endsContract()
    expect(await c.file.dueAt('insuranceShort')).toBeUndefined()
    await c.refuses('disputeEnded', 'releaseHold', c.lawyer.releases())
  })
  test('two holds: it is free when the last one is released', async () => {
    const c = begun()
    await ended(c, linked({ termOverOneYear: false }))
    await c.inspector.holds()
    const first = c.file.entryOf('placeHold')
    await c.regulator.holds({ kind: 'regulatorOrder' })
    await c.lawyer.releases({ hold: first })
    expect(c.file.stands('hold')).toBe('held')
    await c.lawyer.releases()
    expect(c.file.stands('hold')).toBe('free')
    expect(await c.file.dueAt('insuranceShort')).toBe(endOf('2031-03-02'))
  })
  test('a hold found in the review leads back to the vault', async () => {
    const c = begun()
    await underReview(c)
    await c.inspector.proposesDisposal()
    await c.otherInspector.holds({ kind: 'regulatorOrder' })
    expect(c.file.stands()).toBe('vaulted')
    await isRefused(c.lawyer.approvesDisposal(), notNow)
    await c.lawyer.releases()
    await journey.catchesUp()
    expect(await c.file.standsNow()).toBe('disposalReview.pending')
  })
  test('a contract that is reinstated ends retention before it has begun', async () => {
    const c = begun()
    await ended(c)
    expect(await c.file.dueAt('suitability')).toBeDefined()
    await c.seller.reinstates()
    expect(c.file.stands('contract')).toBe('inForce')
    expect(await c.file.dueAt('suitability')).toBeUndefined()
  })
  test('what comes back other than it went out is reported, and recorded anew', async () => {
    const c = begun()
    const told = ['M05', 'M10', 'M11'] as const
    const before = await Promise.all(told.map(countOf))
    await vaulted(c)
    await c.regulator.retrieves({ purpose: 'regulator', reference: 'letter 12' })
    await c.refuses(
      'sealUnbroken',
      'returnRecording',
      c.inspector.returns({ contentHash: 'f4'.repeat(32) }),
    )
    await c.inspector.reportsDamage()
    expect([c.file.stands(), c.file.stands('custody')]).toEqual(['qcFailed', 'kept'])
    expect(await c.file.facts()).toMatchObject({ contentSealed: null, integrity: 'EDITED' })
    await journey.catchesUp()
    expect(await Promise.all(told.map(countOf))).toEqual(before.map((n) => n + 1))
  })
  test('damaged after its contract has ended, it stays in the vault and is only reported', async () => {
    const c = begun()
    await ended(c)
    await c.inspector.reportsDamage()
    expect(c.file.stands(), because(salesTraceability, 'contractInForce')).toBe('vaulted')
    expect(await c.file.facts()).toMatchObject({ integrity: 'EDITED' })
  })
  test('lost before the sale, it is recorded again from the beginning', async () => {
    const c = begun()
    await captured(c)
    await c.system.reportsDamage({ damage: 'lost' })
    expect(c.file.stands()).toBe('interrupted')
    await c.seller.restarts()
    await c.system.completes({ contentHash: seal(2) })
    expect(await c.file.facts()).toMatchObject({ contentSealed: seal(2), integrity: 'INTACT' })
  })
})

test('a mistake of entry is corrected, a breach explained and an inquiry answered', async () => {
  const c = begun()
  await failed(c)
  await c.inspector.correctsRecord()
  await c.supervisor.inquires()
  await c.inspector.answersInquiry()
  await c.seller.notes()
  await c.seller.attachesEvidence()
  await journey.passes('2026-03-24 09:00')
  const struck = (await c.file.strikes()).at(-1)
  await c.inspector.explainsBreach({ breach: struck?.id ?? '' })
  expect(await c.file.facts()).toMatchObject({
    label: 'wealth product A',
    work: { breaches: [{ explained: true }], inquiries: [{ answered: true }] },
  })
})
