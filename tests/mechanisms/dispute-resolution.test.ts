// M08 as a pure value: what must never be, looked for in every state that can be reached.

import { describe, expect, test } from 'vitest'
import { disputeResolution } from '../../engine/mechanisms/dispute-resolution/index.ts'
import {
  beforeOpening,
  periodOf,
  within,
} from '../../engine/mechanisms/dispute-resolution/terms.ts'
import type { DisputeContext, Period } from '../../engine/mechanisms/dispute-resolution/terms.ts'
import { reachable, strikesOf, tryEvent } from '../support/case-space.ts'
import type { Payload, SpaceAsk, Stood } from '../support/case-space.ts'

type Case = Stood<DisputeContext>
const unpromised = ({ performBy: _performBy, ...rest }: Payload): Payload => rest
const ask: SpaceAsk<DisputeContext> = {
  mechanism: disputeResolution,
  chart: 'dispute',
  without: [
    'note',
    'attachEvidence',
    'inquire',
    'answerInquiry',
    'markInquiryOverdue',
    'explainBreach',
    'correctRecord',
    'recuse',
    'placeHold',
    'releaseHold',
    'reportAbsence',
    'endRetention',
    'proposeDisposal',
    'confirmDisposal',
  ],
  facts: {
    handlerSeats: [{ body: 'consumerProtection' }],
    representativeSeats: [{ body: 'consumerProtection' }],
    interests: [],
  },
  variants: {
    offerSettlement: [unpromised],
    concludeAgreement: [unpromised],
    recordJudgment: [unpromised],
    requestMediation: [(s) => ({ ...s, platform: 'courtOnline' })],
    assignFast: [(s) => ({ ...s, scheme: { ...(s['scheme'] as object), joined: false } })],
    assignOrdinary: [
      (s) => ({ ...s, procedure: 'filedSummary' }),
      (s) => ({ ...s, procedure: 'ownRules' }),
    ],
  },
  key: (c) => [
    c.handler !== null,
    c.negotiations > 0,
    c.offer?.performBy,
    c.remediesToldOn !== null,
    c.mediation?.askedBy,
    c.mediation?.platform,
    c.mediation?.procedure,
    c.mediation?.schemeJoined,
    c.mediation?.overruled,
    c.mediation?.limit !== undefined && c.mediation.limit !== null,
    c.delegation !== null,
    c.opinion?.consumerAccepted,
    c.agreedOn !== null,
    c.owed?.basis,
    c.owed?.performedOn !== null,
    Math.min(c.defaults, 2),
    c.suit !== null,
  ],
  most: 5000,
}
const states = reachable(ask)
const caseOf = ({ paths }: Case) =>
  paths
    .filter((p) => p.startsWith('case.'))
    .at(-1)
    ?.slice(5) ?? ''
const never = (what: (s: Case) => boolean) =>
  states.filter(what).map((s) => `${caseOf(s)} by ${s.way.join(' ')}`)
const IN_MEDIATION = [
  'applied',
  'institutionRefused',
  'accepted',
  'fastTrack',
  'ordinaryTrack',
  'opinionIssued',
]

test('the walk has been everywhere', () => {
  const reached = new Set(states.map(caseOf))
  const all = Object.keys(disputeResolution.charts['dispute']?.states['case']?.states ?? {})
  expect(all.filter((name) => name !== 'opening' && !reached.has(name))).toEqual([])
})

describe('a mediation', () => {
  test('is not refused twice, nor where both applied', () => {
    const refusable = states.filter((s) => {
      const next = tryEvent(ask, s, { event: 'refuseMediation', body: 'consumerProtection' })
      return typeof next !== 'string'
    })
    expect(refusable.length).toBeGreaterThan(0)
    for (const s of refusable)
      expect([s.context.mediation?.askedBy, s.context.mediation?.overruled]).toEqual([
        'consumer',
        false,
      ])
  })
  test('that was refused goes on, or its refusal was found to have a reason by senior management', () => {
    const after = states.filter((s) => caseOf(s) === 'institutionRefused')
    const ways = new Set(
      after.flatMap((s) =>
        ['overruleRefusal', 'justifyRefusal'].flatMap((event) => {
          const next = tryEvent(ask, s, { event, body: 'seniorManagement' })
          return typeof next === 'string' ? [] : [`${event} ${caseOf(next)}`]
        }),
      ),
    )
    expect([...ways].toSorted()).toEqual(['justifyRefusal failed', 'overruleRefusal applied'])
    for (const s of after) {
      const silent = tryEvent(ask, s, { event: 'presumeUnjustified', body: 'clock' })
      expect(typeof silent === 'string' ? silent : caseOf(silent)).toBe('applied')
    }
  })
  test('has exactly one period, and is in the context as long as it lasts', () => {
    expect(
      never(
        (s) =>
          caseOf(s) === 'ordinaryTrack' &&
          strikesOf(ask, s).filter((e) => e === 'lapseMediation').length !== 1,
      ),
    ).toEqual([])
    expect(
      never((s) => IN_MEDIATION.includes(caseOf(s)) !== (s.context.mediation !== null)),
    ).toEqual([])
  })
  test('ends in an agreement only by whom a letter allows it', () => {
    const agreed = states.filter((s) => s.way.at(-1) === 'concludeAgreement')
    expect(agreed.length).toBeGreaterThan(0)
    for (const s of agreed) expect(s.way).toContain('delegate')
  })
  test('does not take from the consumer the way to court', () => {
    const barred = states.filter(
      (s) =>
        !s.final &&
        !['performing', 'defaulted', 'adjudicating'].includes(caseOf(s)) &&
        typeof tryEvent(ask, s, { event: 'bringSuit', body: 'consumerChannel' }) === 'string',
    )
    expect(barred.map(caseOf)).toEqual([])
  })
})

describe('what is owed', () => {
  test('is never settled before it is recorded and confirmed', () => {
    expect(
      never(
        (s) =>
          caseOf(s) === 'settled' &&
          s.context.owed !== null &&
          (s.context.owed.performedOn === null || !s.way.includes('confirmPerformance')),
      ),
    ).toEqual([])
  })
  test('has a day, and the day a clock', () => {
    expect(
      never(
        (s) =>
          caseOf(s) === 'performing' &&
          !strikesOf(ask, s).some(
            (e) => e === 'reportDefault' || e === 'reportVerificationOverdue',
          ),
      ),
    ).toEqual([])
  })
})

test('every state in which a dispute waits has a clock', () => {
  const waits = states.filter((s) => !s.final && strikesOf(ask, s).length === 0)
  // Where nobody has told the remedies yet, their clock runs; it is the only one that can be spent.
  expect(waits.map(caseOf)).toEqual([])
})

describe('routing', () => {
  const of = (more: Partial<NonNullable<DisputeContext['mediation']>>): Period =>
    periodOf({
      ...beforeOpening,
      mediation: {
        askedBy: 'consumer',
        body: 'body',
        platform: 'industry',
        caseNumber: null,
        track: 'ordinary',
        procedure: 'beforeFiling',
        signedOn: '2026-03-02',
        limit: null,
        schemeJoined: false,
        overruled: false,
        ...more,
      },
    })
  test.each([
    [{}, 'K70before'],
    [{ platform: 'courtAppointed' }, 'K70before'],
    [{ platform: 'courtOnline' }, 'K71period'],
    [{ procedure: 'filedOrdinary' }, 'K70ordinary'],
    [{ procedure: 'filedSummary', platform: 'courtOnline' }, 'K70summary'],
    [{ procedure: 'ownRules' }, 'mediation'],
    [{ limit: '2026-05-01' }, 'limit'],
  ] as const)('%o is governed by %s', (more, period) => {
    expect(of(more)).toBe(period)
  })
  test.each([
    ['5000', '5000', true],
    ['5000.01', '5000', false],
    ['900', '1000.00', true],
    ['9.5', '9.45', false],
    ['100000000000000.00', '99999999999999.99', false],
  ])('%s is within %s: %s', (amount, limit, holds) => {
    const yuan = (a: string) => ({ amount: a, currency: 'CNY' })
    expect(within(yuan(amount), yuan(limit))).toBe(holds)
    expect(within({ amount, currency: 'USD' }, yuan(limit))).toBe(false)
  })
})
