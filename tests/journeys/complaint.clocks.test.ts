// Every clock of a complaint, struck at its legal instant, whenever somebody looks.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { complaintHandling } from '../../engine/mechanisms/complaint-handling/index.ts'
import { createEngine } from '../../engine/runtime/create.ts'
import {
  complaintIn,
  complex,
  decided,
  extensionAsked,
  investigated,
  notified,
  notifiedOfNothing,
  rectifying,
  registered,
  tracing,
  underReview,
} from '../support/actors-complaint.ts'
import type { Complaint } from '../support/actors-complaint.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { everyClockStrikes } from '../support/journey-clocks.ts'
import type { Struck } from '../support/journey-clocks.ts'
import { endOf, instantOf, openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'
import { appPool } from '../support/world.ts'
import { MASTER } from '../support/master.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney()
})
afterAll(async () => {
  await checkTrail(journey.world.pool, journey)
  await journey?.close()
})
/** On Monday, 2 March 2026. */
const received = (): Complaint => {
  journey.at('2026-03-02 09:00')
  return complaintIn(journey)
}

const breach = (clock: string) => ({ work: { breaches: [{ clock, explained: false }] } })
const managementAndSupervisors = ['seniorManagement', 'supervisoryBody']
const clocks: readonly Struck<Complaint>[] = [
  {
    clock: 'K01',
    way: registered,
    lastDay: '2026-03-17',
    event: 'expire',
    told: managementAndSupervisors,
    stands: { case: 'registered', clock: 'expired' },
    facts: { late: true, ...breach('K01') },
  },
  {
    clock: 'K02',
    way: complex,
    lastDay: '2026-04-01',
    event: 'expire',
    told: managementAndSupervisors,
    stands: { clock: 'expired' },
    facts: { late: true, ...breach('K02') },
  },
  {
    clock: 'K03',
    way: async (c) => {
      await extensionAsked(c)
      await c.superior.approvesExtension()
      await c.officer.tellsOfExtension()
    },
    lastDay: '2026-05-01',
    event: 'expire',
    told: managementAndSupervisors,
    stands: { clock: 'expired' },
    facts: { late: true, ...breach('K03') },
  },
  {
    clock: 'K07',
    way: notifiedOfNothing,
    lastDay: '2026-04-01',
    event: 'lapse',
    told: [],
    stands: { case: 'rootCause' },
    facts: {},
  },
  {
    clock: 'K08',
    way: async (c) => {
      await notifiedOfNothing(c)
      await c.customer.asksReview()
    },
    lastDay: '2026-04-01',
    event: 'expireReview',
    told: ['headquarters', 'seniorManagement'],
    stands: { case: 'reviewOpen.asked', reviewClock: 'overdue' },
    facts: { review: { overdue: true }, ...breach('K08') },
  },
  {
    clock: 'K13',
    way: async (c) => {
      await registered(c, { channel: 'forwarded', forwardedBy: 'pboc' })
      await c.officer.callsComplex()
    },
    lastDay: '2026-03-17',
    event: 'expirePbocAnswer',
    told: ['seniorManagement'],
    stands: { clock: 'd30' },
    facts: { late: false, ...breach('K13') },
  },
  {
    clock: 'K14',
    way: async (c) => {
      await registered(c, { pbocBusiness: true })
      await c.customer.withdraws()
    },
    lastDay: '2029-03-02',
    event: 'endStatutoryRetention',
    told: [],
    stands: { case: 'withdrawn', record: 'keptByPolicy' },
    facts: {},
  },
  {
    clock: 'K12',
    way: async (c) => {
      await registered(c)
      await c.customer.withdraws()
    },
    lastDay: '2031-03-02',
    event: 'releaseRecord',
    told: [],
    stands: { record: 'releasable' },
    facts: {},
  },
  {
    clock: 'K11',
    way: (c) => c.officer.registers(),
    lastDay: '2026-03-03',
    event: 'remindAcknowledgement',
    told: ['consumerProtection'],
    stands: { case: 'verifying', acknowledgement: 'overdue' },
    facts: { acknowledgedOn: null },
  },
  {
    clock: 'majorPlan',
    way: (c) => registered(c, { faceToFace: 25 }),
    lastDay: '2026-03-03',
    event: 'escalateMajor',
    told: ['seniorManagement', 'consumerProtectionCommittee'],
    stands: { case: 'registered' },
    facts: { major: { planActive: false } },
  },
  {
    clock: 'pause',
    way: async (c) => {
      await investigated(c)
      await c.officer.pauses()
    },
    lastDay: '2026-04-01',
    event: 'remindPause',
    told: ['consumerProtection', 'seniorManagement'],
    stands: { clock: 'paused' },
    facts: { pause: { from: 'D15' } },
  },
  {
    clock: 'lapse',
    way: async (c) => {
      await decided(c)
      await c.officer.tells({ means: 'post' })
    },
    lastDay: '2026-04-01',
    event: 'lapse',
    told: [],
    stands: { case: 'rootCause' },
    facts: {},
  },
  {
    clock: 'secondLook',
    way: async (c) => {
      await notified(c, { unit: 'hq' })
      await c.customer.asksSecondLook()
    },
    lastDay: '2026-04-01',
    event: 'expireReview',
    told: ['headquarters', 'seniorManagement'],
    stands: { reviewClock: 'overdue' },
    facts: { review: { overdue: true } },
  },
  {
    clock: 'rootCause',
    way: tracing,
    lastDay: '2026-04-01',
    event: 'escalateRootCause',
    told: ['seniorManagement'],
    stands: { case: 'rootCause' },
    facts: {},
  },
  {
    clock: 'rectification',
    way: rectifying,
    lastDay: '2026-05-31',
    event: 'escalateRectification',
    told: ['seniorManagement', 'internalAudit'],
    stands: { case: 'rectifying.acting' },
    facts: {},
  },
  {
    clock: 'performance',
    way: underReview,
    lastDay: '2026-04-01',
    event: 'markPerformanceOverdue',
    told: ['seniorManagement'],
    stands: { remedy: 'overdue' },
    facts: { owed: { performed: false } },
  },
  {
    clock: 'inquiry',
    way: async (c) => {
      await registered(c)
      await c.auditor.inquires({ answerBy: '2026-03-12' })
    },
    lastDay: '2026-03-12',
    event: 'markInquiryOverdue',
    told: ['seniorManagement'],
    stands: { case: 'registered' },
    facts: { work: { inquiries: [{ overdue: true, answered: false }] } },
  },
]

everyClockStrikes({
  mechanism: complaintHandling,
  clocks,
  journey: () => journey,
  open: () => {
    const c = received()
    return { c, file: c.complaint }
  },
})

describe('after downtime', () => {
  /** Not acknowledged, major, inquired of, and nobody does anything. */
  const neglected = async (): Promise<Complaint> => {
    const c = received()
    await c.officer.registers({ faceToFace: 30 })
    await c.auditor.inquires({ answerBy: '2026-03-10' })
    return c
  }
  const order = async (c: Complaint) =>
    (await c.complaint.strikes()).map(({ event, effective, recordedAt }) => [
      event,
      effective?.at,
      recordedAt,
    ])
  const expected = (recordedAt: string) => [
    ['remindAcknowledgement', endOf('2026-03-03'), recordedAt],
    ['escalateMajor', endOf('2026-03-03'), recordedAt],
    ['markInquiryOverdue', endOf('2026-03-10'), recordedAt],
    ['expire', endOf('2026-03-17'), recordedAt],
  ]
  const inOrder = (entries: readonly (readonly unknown[])[]) =>
    entries.map((e) => e.join()).toSorted((a, b) => a.localeCompare(b))

  test('over several deadlines each is recorded once, in legal order, with its own instant', async () => {
    const c = await neglected()
    await journey.passes('2026-06-01 08:00')
    await journey.catchesUp()
    const struck = await order(c)
    expect(inOrder(struck)).toEqual(inOrder(expected(instantOf('2026-06-01 08:00'))))
    const instants = struck.map(([, at]) => String(at))
    expect(instants).toEqual(instants.toSorted())
  })

  test('a command plays first what was due before it', async () => {
    const c = await neglected()
    journey.at('2026-04-01 08:00')
    await c.officer.confirmsIdentity()
    const trail = (await c.complaint.entries()).map(({ event }) => event)
    expect(trail.at(-1)).toBe('confirmIdentity')
    expect((await order(c)).length).toBe(4)
    expect(trail.slice(2, 6)).toContain('expire')
  })

  test('who reads before the clock has come round sees what is due already, and records nothing', async () => {
    const c = await neglected()
    journey.at('2026-04-01 08:00')
    expect(await c.complaint.facts()).toMatchObject({ late: true })
    expect(await c.complaint.standsNow('clock')).toBe('expired')
    expect(await order(c)).toEqual([])
  })

  test('another server that wakes up records it, and the first one nothing more', async () => {
    const c = await neglected()
    journey.at('2026-06-02 08:00')
    const pool = appPool(journey.world.database)
    const log = { warn: () => undefined, error: () => undefined }
    const other = createEngine({ master: MASTER, pool, log, now: () => journey.now() })
    while ((await other.clock.round()) > 0);
    const struck = await order(c)
    expect(inOrder(struck)).toEqual(inOrder(expected(instantOf('2026-06-02 08:00'))))
    await journey.catchesUp()
    expect(await order(c)).toEqual(struck)
    await other.stop()
    await pool.end()
  })
})
