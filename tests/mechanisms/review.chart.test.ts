// M01 as a pure value: the ways it goes.

import { describe, expect, test } from 'vitest'
import { noticesOf } from '../../engine/core/load.ts'
import type { Context } from '../../engine/core/mechanism.ts'
import { review } from '../../engine/mechanisms/review/index.ts'
import {
  after,
  ask,
  at,
  caseOf,
  EVIDENCE,
  everyFinding,
  find,
  concern,
  given,
  hash,
  minutes,
  person,
  PROCESS,
  refused,
  sold,
  walk,
} from '../support/review.ts'
import { because } from '../support/actors.ts'
import type { Review, Step } from '../support/review.ts'

const salesOf = (state: Review) => state.paths.find((p) => p.startsWith('sale.'))?.slice(5)
const postReviewOf = (state: Review) =>
  state.paths.find((p) => p.startsWith('postReview.'))?.slice(11)
const change: Step = ['bu1', 'reportMaterialChange', { contentHash: hash(2), change: 'fees' }]
const confirmOut: readonly Step[] = [
  ['cp1', 'proposeScopeOut'],
  ['cp2', 'confirmScopeOut'],
]
const reviewed: readonly Step[] = [['cp1', 'scopeIn'], ...everyFinding]
const accept: Step = ['cp1', 'acceptDossier', { handler: person('cp1') }]
const suspend = (n: number): Step => [
  'cp2',
  'suspendAndReReview',
  { contentHash: hash(n), stopEvidenceHash: EVIDENCE, grounds: 'sold without review' },
]
const complaint: Step = ['courier', 'reportComplaintCause', { complaint: PROCESS }]
const again = (n: number) =>
  given(n, { supersedes: { contentHash: hash(n), grounds: 'new facts' } })

describe('the ways of a review', () => {
  const ways: [string, Review, readonly Step[], string, string][] = [
    ['cleared and launched', at.ready, [['cp1', 'opineOk'], sold('launch', 1)], 'live', 'open'],
    [
      'cleared on conditions that are met',
      at.conditional,
      [['bu1', 'fulfilConditions'], ['cp1', 'meetConditions'], sold('launch', 1)],
      'live',
      'open',
    ],
    [
      'silence in triage means in scope',
      at.triage,
      [['clock', 'presumeInScope']],
      'inReview',
      'none',
    ],
    [
      'out of scope by two people',
      at.triage,
      [
        ['cp1', 'proposeScopeOut'],
        ['cp2', 'confirmScopeOut'],
      ],
      'outOfScope',
      'none',
    ],
    [
      'returned, changed and cleared',
      at.returned,
      [
        ['bu1', 'resubmit', given(2, { adopted: 'as advised' })],
        accept,
        ...reviewed,
        ['cp1', 'opineOk'],
        sold('launch', 2),
      ],
      'live',
      'open',
    ],
    [
      'returned and forgotten, never sold',
      at.returned,
      [['clock', 'lapseRework']],
      'withdrawn',
      'none',
    ],
    [
      'a rejection that is not contested',
      at.rejected,
      [['clock', 'closeRejection']],
      'rejected.settled',
      'none',
    ],
    [
      'a rejection that is accepted after a dispute',
      at.ruling,
      [['bu1', 'concede']],
      'rejected.settled',
      'none',
    ],
    [
      'an opinion upheld by senior management',
      at.ruling,
      [['sm1', 'smUpholdOpinion']],
      'returned',
      'none',
    ],
    [
      'an opinion upheld by the committee',
      at.referred,
      [['bc1', 'committeeUphold', minutes(1)]],
      'returned',
      'none',
    ],
    [
      'a risk accepted by the committee',
      at.referred,
      [['bc1', 'committeeAcceptRisk', { ...minutes(1), grounds: 'risk' }], sold('launch', 1)],
      'live',
      'open',
    ],
    [
      'a stalled review with another reviewer',
      at.stalled,
      [
        ['sm1', 'resumeReview'],
        ['cp2', 'opineOk'],
      ],
      'cleared',
      'none',
    ],
    [
      'no ruling in time',
      at.stalled,
      [
        ['clock', 'passToCommittee'],
        ['bc1', 'resumeReview'],
      ],
      'inReview',
      'none',
    ],
    [
      'no resolution in time',
      at.referred,
      [['clock', 'reportReferralOverdue']],
      'bcReferral.overdue',
      'none',
    ],
    ['a stale clearance', at.cleared, [['clock', 'lapseClearance']], 'triage', 'none'],
    ['a material change', at.live, [change], 'changeHold', 'held'],
    [
      'a change reviewed and sold',
      at.reReview,
      [...reviewed, ['cp1', 'opineOk'], sold('resumeSale', 2)],
      'live',
      'open',
    ],
    [
      'a change that is not material, by the department and law',
      at.changed,
      [['cp1', 'proposeNotMaterial'], ['lc1', 'confirmNotMaterial'], sold('resumeSale', 2)],
      'live',
      'open',
    ],
    ['a change out of scope stays held until resumed', at.reReview, confirmOut, 'live', 'held'],
    [
      'a change given up',
      at.reReview,
      [['bu1', 'withdraw'], sold('resumeSale', 1)],
      'live',
      'open',
    ],
    ['a hold that nobody ends', at.changed, [['clock', 'lapseHold']], 'stopped.settled', 'stopped'],
    [
      'rework of a change that does not come',
      at.reReview,
      [
        ['cp1', 'scopeIn'],
        find('cp1', 'design', 'flagged'),
        ['cp1', 'returnForRework'],
        ['clock', 'lapseRework'],
      ],
      'stopped.settled',
      'stopped',
    ],
    [
      'a dossier of a held sale that does not come',
      at.reReview,
      [
        ['cp1', 'returnIncomplete'],
        ['clock', 'lapseDossier'],
      ],
      'stopped.settled',
      'stopped',
    ],
    [
      'a negative opinion on what was sold',
      at.stopped,
      [
        ['bu1', 'contest'],
        ['cp1', 'escalate'],
      ],
      'smRuling',
      'stopped',
    ],
    ['a stopped product retired', at.stopped, [['bu1', 'retire']], 'closed', 'stopped'],
    ['a breach while on sale', at.live, [['ia1', 'reportBreach']], 'breach.pending', 'stopped'],
    [
      'a launch before the clearance',
      at.reviewing,
      [['sys', 'reportBreach']],
      'breach.pending',
      'stopped',
    ],
    [
      'a breach that nobody deals with',
      at.breach,
      [['clock', 'reportBreachOverdue']],
      'breach.overdue',
      'stopped',
    ],
    [
      'an unreviewed product that faces no consumer',
      at.unreviewed,
      [suspend(7), ['cp1', 'reassign'], ...confirmOut],
      'outOfScope',
      'stopped',
    ],
    [
      'a post-review that finds it effective',
      at.postReview,
      [['cp1', 'findEffective']],
      'live',
      'open',
    ],
    [
      'a post-review begun by complaints',
      at.live,
      [['sys', 'reportComplaintSpike']],
      'live',
      'open',
    ],
    [
      'a post-review that finds a defect',
      at.postReview,
      [['cp1', 'findDefect']],
      'changeHold',
      'held',
    ],
    ['an upheld complaint', at.live, [complaint], 'changeHold', 'held'],
    ['a gate that is lost', at.live, [concern('partnerLost')], 'changeHold', 'held'],
    [
      'a gate that is met again',
      at.live,
      [concern('partnerLost'), sold('resumeSale', 1)],
      'live',
      'open',
    ],
    ['sales that another mechanism finds bad', at.live, [concern('misSale')], 'changeHold', 'held'],
  ]
  test.each(ways)('%s', (...[, from, steps, state, sale]) => {
    const to = walk(from, ...steps)
    expect([caseOf(to), salesOf(to)]).toEqual([state, sale])
  })

  test('an interruption suspends a post-review and does not end it', () => {
    const held = walk(at.postReview, change)
    const resumed = walk(
      held,
      ['cp1', 'proposeNotMaterial'],
      ['cp2', 'confirmNotMaterial'],
      sold('resumeSale', 1),
    )
    expect([postReviewOf(held), postReviewOf(resumed)]).toEqual(['suspended', 'running'])
  })
  test('a complaint of what is cleared again sends it back', () => {
    const cleared = walk(at.breach, suspend(1), ...reviewed, ['cp1', 'opineOk'])
    expect(caseOf(walk(cleared, complaint))).toBe('returned')
    expect(caseOf(walk(at.cleared, complaint))).toBe('cleared')
    expect(caseOf(walk(cleared, concern('misSale')))).toBe('returned')
    const ofAGate = because(review, 'concernsContent')
    expect(caseOf(walk(cleared, concern('partnerLost'))), ofAGate).toBe('cleared')
  })
  test('a further case inherits breaches and objections, and its scope is not asked again', () => {
    const before = walk(at.breach, ['bu1', 'retire'])
    const latest = {
      id: PROCESS,
      version: 9,
      paths: before.paths,
      final: true,
      context: before.context as unknown as Context,
    }
    const second = ask(undefined, ['ia1', 'reportUnreviewed', undefined, { latest }])
    if (!second.ok) throw new Error(second.refusal.message.en)
    expect(after(undefined, second).context.unreviewed).toBe(2)
    const rejected = walk(at.rejected, ['bu1', 'concede'])
    const barred = { ...latest, context: rejected.context as unknown as Context }
    const drafted = walk(undefined, ['bu1', 'openDraft', undefined, { latest: barred }])
    expect(refused(drafted, 'bu1', 'submit', given(1))).toBe('contentNotRejected')
    const brought = walk(drafted, ['bu1', 'submit', again(1)], accept)
    expect(refused(brought, 'cp1', 'proposeScopeOut')).toBe('scopeUndecided')
  })
  test('senior management and supervisors are told of a breach, the board of the second', () => {
    const told = (unreviewed: number) =>
      noticesOf(review.events.reportBreach, { unreviewed }).map((n) => n.to)
    expect(told(1)).toEqual(['seniorManagement', 'supervisoryBody'])
    expect(told(2)).toEqual(['seniorManagement', 'supervisoryBody', 'board'])
    expect(walk(at.breach, ['ia1', 'reportBreach']).context.unreviewed).toBe(2)
  })
  test('it is about the product and its partners, and a campaign by itself about the campaign', () => {
    const about = (state: Review) => review.about(state.context as unknown as Context, 'review')
    expect(about(at.submitted)).toMatchObject({
      subjects: ['product:sample', 'partner:p1'],
      unit: 'retail',
    })
    const campaign = walk(undefined, [
      'bu1',
      'openDraft',
      {
        product: 'product:p',
        campaign: 'campaign:c',
        label: 'x',
        matter: 'marketing',
        productClass: 'loan',
        basis: 'voluntary',
      },
    ])
    expect(about(campaign)).toMatchObject({ subjects: ['campaign:c'], basis: 'voluntary' })
    const copy = { copy: EVIDENCE, channels: ['app'] }
    expect(refused(campaign, 'bu1', 'submit', { ...given(1), dossier: copy })).toBeUndefined()
  })
})
