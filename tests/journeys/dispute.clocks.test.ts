// Every clock of a dispute, struck at its legal instant, whenever somebody looks.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { disputeResolution } from '../../engine/mechanisms/dispute-resolution/index.ts'
import {
  accepted,
  applied,
  defaulted,
  disputeIn,
  failed,
  fastTracked,
  mediated,
  negotiating,
  opined,
  performing,
  proposed,
  refusedByUs,
  suing,
} from '../support/actors-dispute.ts'
import type { Dispute } from '../support/actors-dispute.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { everyClockStrikes } from '../support/journey-clocks.ts'
import type { Struck } from '../support/journey-clocks.ts'
import { openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney()
})
afterAll(async () => {
  await checkTrail(journey.world.pool)
  await journey?.close()
})
/** On Monday, 2 March 2026. */
const begun = (): Dispute => {
  journey.at('2026-03-02 09:00')
  return disputeIn(journey)
}

const breach = (clock: string) => ({ work: { breaches: [{ clock, explained: false }] } })
const department = ['consumerProtection']
const both = ['consumerProtection', 'seniorManagement']

const negotiation: readonly Struck<Dispute>[] = [
  {
    clock: 'taking',
    way: (c) => c.officer.opensDispute(),
    lastDay: '2026-03-05',
    event: 'reportTakingOverdue',
    told: both,
    stands: { case: 'identified' },
    facts: breach('taking'),
  },
  {
    clock: 'negotiation',
    way: negotiating,
    lastDay: '2026-04-01',
    event: 'escalateNegotiation',
    told: both,
    stands: { case: 'negotiating' },
    facts: breach('negotiation'),
  },
  {
    clock: 'proposal',
    way: proposed,
    lastDay: '2026-03-17',
    event: 'lapseProposal',
    told: department,
    stands: { case: 'consumerDeclined' },
    facts: { proposed: null },
  },
  {
    clock: 'remedies',
    way: failed,
    lastDay: '2026-03-09',
    event: 'reportRemediesUntold',
    told: both,
    stands: { case: 'failed' },
    facts: breach('remedies'),
  },
  {
    clock: 'dispute',
    way: async (c) => {
      await proposed(c)
      await c.relay.declinesMediation()
    },
    lastDay: '2026-05-31',
    event: 'lapseDispute',
    told: department,
    stands: { case: 'unresolved', record: 'kept' },
    facts: {},
  },
]
const acceptance: readonly Struck<Dispute>[] = [
  {
    clock: 'ruling',
    way: refusedByUs,
    lastDay: '2026-03-09',
    event: 'presumeUnjustified',
    told: ['seniorManagement', 'consumerProtectionCommittee', 'supervisoryBody'],
    stands: { case: 'applied' },
    facts: { unjustified: 1, mediation: { overruled: true }, ...breach('ruling') },
  },
  {
    clock: 'K71',
    way: async (c) => {
      await negotiating(c)
      await c.relay.asksForMediation({ platform: 'courtOnline' })
    },
    lastDay: '2026-03-05',
    event: 'lapseAcceptance',
    told: department,
    stands: { case: 'failed' },
    facts: { mediation: null },
  },
  {
    clock: 'acceptance',
    way: applied,
    lastDay: '2026-03-16',
    event: 'lapseAcceptance',
    told: department,
    stands: { case: 'failed' },
    facts: { mediation: null },
  },
  {
    clock: 'track',
    way: accepted,
    lastDay: '2026-03-16',
    event: 'escalateAssignment',
    told: department,
    stands: { case: 'accepted' },
    facts: {},
  },
  {
    clock: 'delegation',
    way: accepted,
    lastDay: '2026-03-05',
    event: 'reportDelegationMissing',
    told: ['seniorManagement'],
    stands: { case: 'accepted' },
    facts: breach('delegation'),
  },
  {
    clock: 'delegationEnds',
    way: async (c) => {
      await accepted(c)
      await c.manager.delegates({ until: '2026-03-10' })
    },
    lastDay: '2026-03-10',
    event: 'lapseDelegation',
    told: ['legalCompliance', 'consumerProtection'],
    stands: { case: 'accepted' },
    facts: { delegation: null },
  },
]
const lapsed = { event: 'lapseMediation', told: department, stands: { case: 'failed' } } as const
const mediation: readonly Struck<Dispute>[] = [
  {
    clock: 'fastTrack',
    way: fastTracked,
    lastDay: '2026-03-12',
    event: 'lapseFastTrack',
    told: department,
    stands: { case: 'failed' },
    facts: { mediation: null },
  },
  { ...lapsed, clock: 'K70before', way: mediated(), lastDay: '2026-04-01', facts: {} },
  {
    ...lapsed,
    clock: 'K70ordinary',
    way: mediated({ procedure: 'filedOrdinary' }),
    lastDay: '2026-03-17',
    facts: {},
  },
  {
    ...lapsed,
    clock: 'K70summary',
    way: mediated({ procedure: 'filedSummary' }),
    lastDay: '2026-03-09',
    facts: {},
  },
  {
    ...lapsed,
    clock: 'K71period',
    way: async (c) => {
      await negotiating(c)
      await c.relay.asksForMediation({ platform: 'courtOnline' })
      await c.mediator.acceptsCase()
      await c.mediator.takesOrdinaryTrack()
    },
    lastDay: '2026-04-01',
    facts: {},
  },
  {
    ...lapsed,
    clock: 'mediation',
    way: mediated({ procedure: 'ownRules' }),
    lastDay: '2026-05-01',
    facts: {},
  },
  {
    ...lapsed,
    clock: 'limit',
    way: async (c) => {
      await mediated()(c)
      await c.mediator.extends({ until: '2026-04-20' })
    },
    lastDay: '2026-04-20',
    facts: {},
  },
  {
    clock: 'opinion',
    way: opined,
    lastDay: '2026-03-17',
    event: 'lapseOpinion',
    told: department,
    stands: { case: 'failed' },
    facts: { opinion: null },
  },
]
const outcome: readonly Struck<Dispute>[] = [
  {
    clock: 'K72',
    way: async (c) => {
      await mediated()(c)
      await c.mediator.concludes({ performBy: '2026-05-31' })
    },
    lastDay: '2026-04-01',
    event: 'lapseConfirmation',
    told: [],
    stands: { case: 'performing', confirmation: 'lapsed' },
    facts: {},
  },
  {
    clock: 'performance',
    way: performing,
    lastDay: '2026-03-17',
    event: 'reportDefault',
    told: ['seniorManagement', 'supervisoryBody'],
    stands: { case: 'defaulted' },
    facts: { defaults: 1, ...breach('performance') },
  },
  {
    clock: 'verification',
    way: async (c) => {
      await performing(c)
      await c.business.performs()
    },
    lastDay: '2026-03-16',
    event: 'reportVerificationOverdue',
    told: both,
    stands: { case: 'performing' },
    facts: breach('verification'),
  },
  {
    clock: 'default',
    way: defaulted,
    // Five working days from the default itself, the first instant of 18 March.
    lastDay: '2026-03-25',
    event: 'escalateDefault',
    told: ['consumerProtectionCommittee', 'supervisoryBody'],
    stands: { case: 'defaulted' },
    facts: { defaults: 1 },
  },
  {
    clock: 'adjudication',
    way: suing,
    lastDay: '2026-08-29',
    event: 'remindAdjudication',
    told: ['legalCompliance'],
    stands: { case: 'adjudicating' },
    facts: {},
  },
  {
    clock: 'retention',
    way: async (c) => {
      await negotiating(c)
      await c.relay.givesUp()
    },
    lastDay: '2031-03-02',
    event: 'endRetention',
    told: [],
    stands: { case: 'unresolved', record: 'disposable' },
    facts: {},
  },
  {
    clock: 'inquiry',
    way: async (c) => {
      await negotiating(c)
      await c.supervisor.inquires({ answerBy: '2026-03-10' })
    },
    lastDay: '2026-03-10',
    event: 'markInquiryOverdue',
    told: ['seniorManagement'],
    stands: { case: 'negotiating' },
    facts: { work: { inquiries: [{ overdue: true, answered: false }] } },
  },
]

everyClockStrikes({
  mechanism: disputeResolution,
  clocks: [...negotiation, ...acceptance, ...mediation, ...outcome],
  journey: () => journey,
  open: () => {
    const c = begun()
    return { c, file: c.file }
  },
})

test.each([
  ['before filing', {}, 'K70before', 'court-mediation:27'],
  ['after filing, ordinary', { procedure: 'filedOrdinary' }, 'K70ordinary', 'court-mediation:27'],
  ['after filing, summary', { procedure: 'filedSummary' }, 'K70summary', 'court-mediation:27'],
] as const)('of the periods of mediation one runs, under its citation: %s', async (...row) => {
  const [, more, clock, citation] = row
  const c = begun()
  await mediated(more)(c)
  const timers = (await c.file.reads())['timers'] as unknown as readonly {
    clock: string
    citation: { citation: string } | null
  }[]
  const periods = timers.filter((t) => /^(K70|K71|mediation$|limit$)/.test(t.clock))
  expect(periods).toMatchObject([{ clock, citation: { citation } }])
})
