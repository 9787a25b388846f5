// M06 as a pure value: what must never be, looked for in every state that can be reached.

import { describe, expect, test } from 'vitest'
import { callsOf, withinLimits } from '../../engine/mechanisms/partner-list/collection.ts'
import { partnerList } from '../../engine/mechanisms/partner-list/index.ts'
import {
  aspectOf,
  signalKind,
  tierOf,
  WATCHED,
} from '../../engine/mechanisms/partner-list/terms.ts'
import type { PartnerContext } from '../../engine/mechanisms/partner-list/terms.ts'
import { ON, reachable, tryEvent } from '../support/case-space.ts'
import type { SpaceAsk, Stood } from '../support/case-space.ts'

type Case = Stood<PartnerContext>
/** What moves nothing that is looked for here. */
const STILL = [
  'note',
  'attachEvidence',
  'inquire',
  'answerInquiry',
  'markInquiryOverdue',
  'explainBreach',
  'correctRecord',
  'recuse',
  'reassign',
  'respond',
  'recordCooperation',
  'placeHold',
  'releaseHold',
  'renewAgreement',
  'extendRunoff',
  'endRetention',
  'endStatutoryRetention',
  'proposeDisposal',
  'confirmDisposal',
  'dismissSignal',
]
const ask: SpaceAsk<PartnerContext> = {
  mechanism: partnerList,
  chart: 'partner',
  without: STILL,
  facts: {
    handlerSeats: [{ body: 'consumerProtection' }],
    unit: { kind: 'department' },
    interests: [],
    ownInterests: [],
    openReviews: [],
    openComplaints: [],
  },
  variants: {
    recordEvaluation: [
      (s) => ({ ...s, results: { ...(s['results'] as object), risk: 'unsatisfactory' } }),
    ],
  },
  key: (c) => [
    c.listing,
    c.dealt,
    c.exit !== null,
    c.blacklist !== null,
    c.publication?.shows,
    c.aspects.complaints.standing,
    c.dataReturn?.verified,
    c.remediation?.evidenceHash,
    c.evaluation.qualified,
    // Of the seven only how many are missing, so that the space stays small.
    Object.values(c.diligence).filter((r) => r === 'open').length,
  ],
  most: 20_000,
}
const states = reachable(ask)
const caseOf = ({ paths }: Case) =>
  paths
    .filter((p) => p.startsWith('case.'))
    .at(-1)
    ?.slice(5) ?? ''
const open = ({ paths }: Case) => paths.includes('newBusiness.open')
const never = (what: (s: Case) => boolean) =>
  states.filter(what).map((s) => `${caseOf(s)} by ${s.way.join(' ')}`)
const SERVED = ['active', 'watch', 'remediation']

test('the walk has been everywhere', () => {
  const reached = new Set(states.flatMap((s) => s.paths))
  const all = [
    'rejected',
    'withdrawn',
    'delisted',
    'blacklisted',
    'frozen',
    'runoff',
    'offListDetected',
  ]
  expect(all.filter((name) => !reached.has(`case.${name}`))).toEqual([])
  expect(states.length).toBeGreaterThan(1000)
})

describe('new business', () => {
  test('is open only with a partner that was approved, agreed with and shown in public', () => {
    expect(
      never(
        (s) =>
          open(s) &&
          (s.context.approval === null ||
            s.context.agreement === null ||
            s.context.publication === null),
      ),
    ).toEqual([])
  })
  test('is open exactly where others read that the partner is listed', () => {
    expect(never((s) => open(s) !== (s.context.listing === 'listed'))).toEqual([])
    expect(never((s) => open(s) && !SERVED.includes(caseOf(s)))).toEqual([])
  })
  test('is opened by nothing but publication, verified remediation and a decision to retain', () => {
    const openers = new Set(states.filter(open).map((s) => lastOpening(s)))
    expect([...openers].toSorted()).toEqual([
      'publishList',
      'retainPartner',
      'retainWithConditions',
      'verifyRemediation',
    ])
  })
  test('is closed by the finding of off-list dealing, before any freeze', () => {
    expect(never((s) => caseOf(s) === 'offListDetected' && open(s))).toEqual([])
  })
})

/** The event of the way by which new business was opened last. */
function lastOpening({ way }: Case): string {
  const opening = ['publishList', 'verifyRemediation', 'retainPartner', 'retainWithConditions']
  const closing = [
    'suspendPartner',
    'lapseRemediation',
    'lapseEvaluation',
    'findOffListDealing',
    'acceptPlan',
  ]
  let by = ''
  let closed = true
  for (const event of way) {
    if (opening.includes(event) && closed) {
      by = event
      closed = false
    }
    if (closing.includes(event)) closed = true
  }
  return by
}

describe('dealing off the list', () => {
  test('is found in every state but an end', () => {
    const deaf = states.filter(
      (s) =>
        !s.final &&
        typeof tryEvent(ask, s, { event: 'findOffListDealing', body: 'internalAudit' }) ===
          'string',
    )
    expect(deaf.map(caseOf)).toEqual([])
  })
  test('never ends a case before its customers are run off', () => {
    expect(never((s) => s.context.dealt && ['rejected', 'withdrawn'].includes(caseOf(s)))).toEqual(
      [],
    )
  })
  test('is no short way onto the list', () => {
    const after = states.filter((s) => s.way[0] === 'reportOffListDealing' && open(s))
    for (const { way } of after)
      expect(way).toEqual(
        expect.arrayContaining([
          'freezeDealings',
          'approvePartner',
          'signAgreement',
          'publishList',
        ]),
      )
  })
})

describe('a partner on the forbidden list', () => {
  test('is forbidden whatever else happens, and gets no new business', () => {
    expect(
      never((s) => s.context.blacklist !== null && s.context.listing !== 'blacklisted'),
    ).toEqual([])
    expect(never((s) => s.context.blacklist !== null && open(s))).toEqual([])
  })
  test('ends there and nowhere else', () => {
    expect(never((s) => caseOf(s) === 'delisted' && s.context.blacklist !== null)).toEqual([])
  })
})

test('a case ends only when its data is returned and the public list says so', () => {
  expect(
    never(
      (s) =>
        ['delisted', 'blacklisted'].includes(caseOf(s)) &&
        (s.context.dataReturn?.verified !== true ||
          (s.context.publication !== null && s.context.publication.shows !== 'removed')),
    ),
  ).toEqual([])
})
test('what is watched stands in the context as in its region', () => {
  for (const aspect of WATCHED)
    expect(
      never((s) => !s.paths.includes(`${aspect}.${s.context.aspects[aspect].standing}`)),
    ).toEqual([])
})

describe('routing', () => {
  test.each([
    ['low', 'low', 'low', 'general'],
    ['medium', 'low', 'low', 'general'],
    ['medium', 'medium', 'low', 'important'],
    ['high', 'low', 'low', 'important'],
    ['low', 'low', 'high', 'important'],
    ['high', 'medium', 'medium', 'key'],
    ['low', 'high', 'low', 'key'],
  ] as const)('of content %s, impact %s, instability %s: %s', (...row) => {
    const [content, customerImpact, instability, tier] = row
    expect(tierOf({ content, customerImpact, instability })).toBe(tier)
  })
  test('each kind of signal belongs to one aspect', () => {
    expect(signalKind.options.filter((kind) => !WATCHED.includes(aspectOf(kind)))).toEqual([])
  })
  test('calls are counted by debtor and day, over all reports of the day', () => {
    const contacts = [1, 2, 3].map(() => ({
      debtor: 'consumer:a' as const,
      time: '09:00',
      voice: true,
      effective: true,
      party: 'debtor' as const,
    }))
    const known = { on: ON, calls: callsOf(null, { on: ON, contacts }) }
    expect(withinLimits(null, { on: ON, contacts })).toBe(true)
    expect(withinLimits(known, { on: ON, contacts: contacts.slice(0, 1) })).toBe(false)
    expect(withinLimits(known, { on: '2026-10-13', contacts })).toBe(true)
  })
})
