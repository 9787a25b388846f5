// What an auditor leaves behind: samples that anybody draws again, working papers that are reviewed by
// another, and the record of what was read.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Command } from '../../engine/core/command.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import { audit } from '../../engine/mechanisms/audit/index.ts'
import { paper } from '../../engine/mechanisms/audit/paper/part.ts'
import { reading } from '../../engine/mechanisms/audit/reading/part.ts'
import { sampling } from '../../engine/mechanisms/audit/sample/part.ts'
import {
  inReview,
  paperStands,
  readIn,
  readingStands,
  sampleStands,
} from './audit.records-rules.ts'
import { engagementIn, teamed } from '../support/actors-audit.ts'
import {
  checks,
  citations,
  draws,
  drawsAgain,
  paperIn,
  readingIn,
  sampleIn,
} from '../support/actors-audit-records.ts'
import type { Cited, Paper, Reading, Sample } from '../support/actors-audit-records.ts'
import { because, isRefused } from '../support/actors.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { everyClockStrikes } from '../support/journey-clocks.ts'
import { toldOf } from '../support/journey-found.ts'
import { everyRuleRefuses } from '../support/journey-rules.ts'
import { openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'
import { INSTITUTION } from '../support/world.ts'

let journey: Journey
let engagement: string
let cited: readonly Cited[]
const NOBODY_YET = ['audit-3', 'board-1', 'internalAudit'] as const
beforeAll(async () => {
  const [subject, appointer, body] = NOBODY_YET
  journey = await openJourney({
    newcomers: false,
    others: [{ subject, seats: [[appointer, body]] }],
  })
  journey.at('2026-03-02 09:00')
  const c = engagementIn(journey)
  await teamed(c)
  engagement = c.file.id
  cited = await citations(journey, 8)
})
afterAll(async () => {
  await checkTrail(journey.world.pool)
  await journey.close()
})
const monday = () => journey.at('2026-03-02 09:00')
const minute = () => journey.world.at(new Date(Date.parse(journey.now()) + 60_000).toISOString())
const own = (part: Pick<Mechanism, 'rules' | 'separation' | 'clocks'>): Mechanism => ({
  ...audit,
  rules: part.rules,
  separation: part.separation,
  clocks: part.clocks,
})

// ---- samples -----------------------------------------------------------------------------------------
const openSample = () => {
  monday()
  const c = sampleIn(journey)
  return { c, file: c.file }
}
const sample = async (ask: object = {}): Promise<Sample> => {
  const { c } = openSample()
  await c.auditor.asks(ask)
  await draws(c)
  return c
}

describe('a sample', () => {
  test('is on record with population, method and seed, and anybody draws it again', async () => {
    const { c, file } = openSample()
    await c.auditor.asks({ engagement })
    expect(file.stands()).toBe('drawing')
    const drawn = await draws(c)
    const positions = (drawn['drawn'] as unknown as { position: number }[]).map((d) => d.position)
    expect(positions).toHaveLength(3)
    const facts = await file.facts()
    expect(facts).toMatchObject({
      method: 'SIMPLE',
      seed: '2026',
      filter: [{ by: 'mechanism', is: 'G01' }],
      upTo: 30,
      by: expect.any(String),
      population: drawn['population'],
      digest: drawn['digest'],
      part: null,
      drawn: positions.map((position) => ({ position, hits: 1 })),
    })
    // Under a signed head that holds the whole population, where a key signs.
    const head = facts['headSize'] as unknown as number | null
    expect(head === null || head >= 30).toBe(true)
    for (const who of ['audit-2', 'supervisor-1', 'regulator-1'])
      expect(await drawsAgain(c, who)).toEqual({ matches: true, sample: drawn })
    // It was drawn, and is not drawn once more.
    expect(await draws(c)).toBe(null)
    expect(await drawsAgain(c, 'loans-1')).toBe(null)
  })

  test('is drawn by whoever asked for it, of what the trail has', async () => {
    const { c, file } = openSample()
    await c.supervisor.asks()
    expect(await draws(c, 'audit-1')).toBe(null)
    expect(file.stands()).toBe('drawing')
    expect(await draws(c, 'supervisor-1')).toMatchObject({ upTo: 30 })
    const ahead = openSample()
    await ahead.c.auditor.asks({ upTo: 9_000_000 })
    await expect(draws(ahead.c)).rejects.toThrow('has no entry 9000000 yet')
    const unknown = openSample()
    await unknown.c.auditor.asks({ filter: [{ by: 'colour', is: 'red' }] })
    await expect(draws(unknown.c)).rejects.toThrow('is not asked by `colour`')
  })

  test('of processes by strata, and by money, is drawn again as well', async () => {
    const strata = await sample({
      of: 'processes',
      method: 'stratified',
      stratum: 'month',
      filter: [],
    })
    expect(await drawsAgain(strata)).toMatchObject({ matches: true })
    const money = await sample({ method: 'monetary', amount: 'claim', currency: 'CNY', filter: [] })
    expect(await drawsAgain(money)).toMatchObject({ matches: true })
  })

  test('says nothing of what was drawn but by the server', async () => {
    const { c } = openSample()
    await c.auditor.asks()
    const notTheirs = { kind: 'NOT_YOUR_DUTY', rule: 'courier.drawSample', article: 'house:trail' }
    await isRefused(c.auditor.records(), notTheirs)
  })
})

const WORK_NEVER = {
  breachOpen: 'no clock of it is a deadline, so there is no breach to explain',
}
everyRuleRefuses<Sample>({
  mechanism: own(sampling),
  stands: sampleStands({ journey: () => journey, cited: () => cited }),
  never: WORK_NEVER,
  open: openSample,
  minute,
})

// ---- papers ------------------------------------------------------------------------------------------
const openPaper = () => {
  monday()
  const c = paperIn(journey, engagement)
  return { c, file: c.file }
}

describe('a working paper', () => {
  test('names its engagement, sample, entries and conclusion, and is signed off by another', async () => {
    const drawn = await sample()
    const { c, file } = openPaper()
    await c.auditor.opens({ sample: drawn.file.id })
    await c.auditor.cites({ entries: cited.slice(2, 4) })
    await c.auditor.cites({ entries: cited.slice(0, 1) })
    await c.auditor.concludes()
    await c.auditor.submits()
    expect(toldOf(await file.entries(), 'submitPaper')).toEqual(['internalAudit'])
    await c.refuses('holdsAgainstTrail', 'signPaper', c.other.signs())
    expect(await checks(c)).toEqual({ cited: 3, differing: [], sampleAgain: true })
    await c.other.signs({ remarks: 'seen' })
    expect(file.stands()).toBe('signed')
    expect(await file.facts()).toMatchObject({
      result: 'AS_IT_SHOULD_BE',
      entries: [1, 3, 4].map((position) => ({ position })),
      check: { cited: 3, differing: [], sampleAgain: true },
      signedBy: expect.any(String),
    })
    const later = openPaper()
    await later.c.auditor.opens({ replaces: file.id })
    expect(await later.file.facts()).toMatchObject({ replaces: expect.any(String) })
  })

  test('that cites what the trail does not hold is never signed', async () => {
    const { c, file } = openPaper()
    await c.auditor.opens()
    const [first, second] = cited as readonly [Cited, Cited]
    await c.auditor.cites({
      entries: [
        { ...first, leafHash: 'ab'.repeat(32) },
        { ...second, position: 7 },
      ],
    })
    await c.auditor.concludes({ result: 'deficient' })
    await c.auditor.submits()
    expect(await checks(c)).toEqual({ cited: 2, differing: [1, 7], sampleAgain: null })
    await c.refuses('holdsAgainstTrail', 'signPaper', c.other.signs())
    await c.other.returns()
    expect(await file.facts()).toMatchObject({ check: null, returned: 1 })
    await c.auditor.drops({ position: 1 })
    await c.auditor.drops({ position: 7 })
    await c.auditor.cites({ entries: cited.slice(0, 2) })
    await c.auditor.submits()
    await checks(c)
    await c.other.signs()
    expect(file.stands()).toBe('signed')
  })

  test('goes to another of the team, who may not review it then', async () => {
    const { c, file } = openPaper()
    await c.auditor.opens()
    await c.other.takesOver()
    await c.refuses('authorWrites', 'concludePaper', c.auditor.concludes())
    await c.other.withdraws()
    expect(file.stands()).toBe('withdrawn')
  })

  test('is not there for who is of no supervising body', async () => {
    const { c } = openPaper()
    await c.auditor.opens()
    expect(await c.file.readBy('loans-1')).toBe(null)
    expect(await checks(c, 'audit-1')).toMatchObject({ cited: 0 })
    const query = 'mutation ($id: ID!) { checkPaper(process: $id) { cited } }'
    const data = await journey.doors.ask('loans-1', query, { id: c.file.id })
    expect(data['checkPaper']).toBe(null)
  })
})

everyRuleRefuses<Paper>({
  mechanism: own(paper),
  stands: paperStands({ journey: () => journey, cited: () => cited }),
  never: {},
  open: openPaper,
  minute,
})

everyClockStrikes<Sample>({
  mechanism: own(sampling),
  clocks: [
    {
      clock: 'drawing',
      way: (c) => c.auditor.asks(),
      lastDay: '2026-03-03',
      event: 'lapseSample',
      told: [],
      stands: { case: 'notDrawn' },
      facts: { digest: null },
    },
    {
      clock: 'inquiry',
      way: async (c) => {
        await journey.setsPolicy('audit.sample', 7)
        await c.auditor.asks()
        await c.supervisor.inquires({ answerBy: '2026-03-04' })
        await journey.setsPolicy('audit.sample', 1)
      },
      lastDay: '2026-03-04',
      event: 'markInquiryOverdue',
      told: ['seniorManagement'],
      stands: { case: 'drawing' },
      facts: { work: { inquiries: [{ overdue: true }] } },
    },
  ],
  journey: () => journey,
  open: openSample,
})
everyClockStrikes<Paper>({
  mechanism: own(paper),
  clocks: [
    {
      clock: 'paperDraft',
      way: (c) => c.auditor.opens(),
      lastDay: '2026-05-01',
      event: 'flagPaperStale',
      told: ['internalAudit'],
      stands: { case: 'writing' },
      facts: { work: { breaches: [{ clock: 'paperDraft' }] } },
    },
    {
      clock: 'paperReview',
      way: (c) => inReview(c, cited),
      lastDay: '2026-03-16',
      event: 'flagReviewLate',
      told: ['internalAudit'],
      stands: { case: 'inReview' },
      facts: { work: { breaches: [{ clock: 'paperReview' }] } },
    },
    {
      clock: 'inquiry',
      way: async (c) => {
        await c.auditor.opens()
        await c.supervisor.inquires({ answerBy: '2026-03-04' })
      },
      lastDay: '2026-03-04',
      event: 'markInquiryOverdue',
      told: ['seniorManagement'],
      stands: { case: 'writing' },
      facts: { work: { inquiries: [{ overdue: true }] } },
    },
  ],
  journey: () => journey,
  open: openPaper,
})

// ---- the record of reading -----------------------------------------------------------------------------
const openReading = () => {
  monday()
  const c = readingIn(journey)
  return { c, file: c.file }
}

test('nothing that was read is no record of reading', async () => {
  monday()
  const { world } = journey
  const process = '0198c0de-0000-7000-9000-00000000ead1'
  const carry = async (
    event: string,
    more: Pick<Command, 'payload' | 'process' | 'newProcess'>,
  ) => {
    const by = { asker: { system: 'courier' }, via: 'engine', mechanism: 'M11' } as const
    const [answer] = await world.engine.execute(INSTITUTION, [
      { ...by, request: event, event, ...more },
    ])
    return answer
  }
  const ofMonth = { reader: world.person('audit-1'), month: '2029-01-01' }
  await carry('openReading', { newProcess: process, payload: ofMonth })
  const nothing = await carry('recordReading', { process, payload: { personal: [] } })
  expect(nothing, because(audit, 'somethingWasRead')).toMatchObject({
    kind: 'refused',
    refusal: { rule: 'somethingWasRead', kind: 'NOT_NOW' },
  })
})
everyRuleRefuses<Reading>({
  mechanism: own(reading),
  stands: readingStands({ journey: () => journey, cited: () => cited }),
  never: {
    somethingWasRead: 'the server alone records a reading, and does so only where there is one',
  },
  open: openReading,
  minute,
})
everyClockStrikes<Reading>({
  mechanism: own(reading),
  clocks: [
    {
      clock: 'readingMonth',
      way: (c) => readIn(c, '2028-01'),
      lastDay: '2028-02-02',
      event: 'endMonth',
      told: ['internalAudit'],
      stands: { case: 'toExamine' },
      facts: { justified: null },
    },
    {
      clock: 'readingExamination',
      way: async (c) => {
        await readIn(c, '2028-03')
        await journey.passes('2028-04-05 09:00')
      },
      lastDay: '2028-07-02',
      event: 'flagUnexamined',
      told: ['supervisoryBody'],
      stands: { case: 'toExamine' },
      facts: { work: { breaches: [{ clock: 'readingExamination' }] } },
    },
    {
      clock: 'inquiry',
      way: async (c) => {
        await readIn(c, '2028-09')
        await c.supervisor.inquires({ answerBy: '2028-09-05' })
      },
      lastDay: '2028-09-05',
      event: 'markInquiryOverdue',
      told: ['seniorManagement'],
      stands: { case: 'recording' },
      facts: { work: { inquiries: [{ overdue: true }] } },
    },
  ],
  journey: () => journey,
  open: openReading,
})
