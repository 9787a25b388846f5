// M01 as a pure value: every refusal, each by its own rule.

import { describe, expect, test } from 'vitest'
import { review } from '../../engine/mechanisms/review/index.ts'
import {
  at,
  EVIDENCE,
  everyFinding,
  find,
  concern,
  given,
  hash,
  minutes,
  person,
  PROCESS,
  prohibited,
  refused,
  walk,
} from '../support/review.ts'
import type { Around, Review, Step } from '../support/review.ts'

const change: Step = ['bu1', 'reportMaterialChange', { contentHash: hash(2), change: 'fees' }]
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

describe('refusals', () => {
  const { terms, price, agreement } = given(1).dossier
  const noCopy = { terms, price, agreement, channels: ['app'] }
  const found = walk(at.reviewing, ...everyFinding)
  const sameAgain = walk(
    at.returned,
    ['ia1', 'reportBreach', { contentHash: hash(1), evidenceHash: EVIDENCE, found: 'x' }],
    suspend(1),
    ...reviewed,
  )
  const noDossier = walk(at.unreviewed, suspend(7), ['cp1', 'reassign'], ...reviewed)
  const changeBack = walk(
    at.reReview,
    ['cp1', 'scopeIn'],
    find('cp1', 'design', 'flagged'),
    ['cp1', 'returnForRework'],
    ['bu1', 'withdraw'],
    change,
  )
  const clearedNotSold = walk(
    at.reReview,
    ...reviewed,
    ['cp1', 'opineOk'],
    ['bu1', 'withdraw'],
    ['sys', 'reportMaterialChange'],
  )
  const proposedOld = walk(
    clearedNotSold,
    ['cp1', 'proposeNotMaterial', { contentHash: hash(1), grounds: 'back' }],
    complaint,
  )
  const refer: readonly Step[] = [
    ['bu1', 'contest'],
    ['cp1', 'escalate'],
    ['sm1', 'referToCommittee'],
  ]
  const unheard = walk(at.reviewing, find('cp1', 'design', 'flagged'), ['cp1', 'opineNo'], ...refer)
  const forbidden = walk(at.ready, prohibited, ['cp1', 'opineNo'], ...refer)
  const insurance = walk(undefined, [
    'bu1',
    'openDraft',
    { product: 'product:i', label: 'i', matter: 'newProduct', productClass: 'insurance' },
  ])
  const recused = walk(at.triage, ['cp2', 'recuse'])
  const latest = { id: PROCESS, version: 1, paths: [], final: false, context: {} }
  const also = (body: NonNullable<Around['also']>): Around => ({ also: body })
  const risk = { ...minutes(1), grounds: 'risk' }

  const table: [string, Review | undefined, ...Step][] = [
    [
      'notSubmitter',
      at.submitted,
      'bu1',
      'acceptDossier',
      { handler: person('cp1') },
      also('consumerProtection'),
    ],
    ['notOwnOpinion', at.ruling, 'cp1', 'smUpholdOpinion', undefined, also('seniorManagement')],
    [
      'notReferrer',
      at.referred,
      'sm1',
      'committeeUphold',
      minutes(1),
      also('consumerProtectionCommittee'),
    ],
    ['secondPerson', walk(at.triage, ['cp1', 'proposeScopeOut']), 'cp1', 'confirmScopeOut'],
    ['secondPerson', walk(at.changed, ['cp1', 'proposeNotMaterial']), 'cp1', 'confirmNotMaterial'],
    ['notRecused', recused, 'cp2', 'scopeIn'],
    ['notYetRecused', recused, 'cp2', 'recuse'],
    ['reviewerGivesOpinion', at.ready, 'cp2', 'opineOk'],
    ['reviewerIsNotAuthor', at.submitted, 'cp1', 'acceptDossier', { handler: person('bu1') }],
    ['reviewerIsNew', at.stalled, 'sm1', 'resumeReview', { handler: person('cp1'), grounds: 'x' }],
    [
      'reviewerHasNoInterest',
      at.submitted,
      'cp1',
      'acceptDossier',
      undefined,
      { interests: [{ subject: 'product:sample', kind: 'holder' }] },
    ],
    ['reviewerHoldsSeat', at.submitted, 'cp1', 'acceptDossier', { handler: person('sm1') }],
    [
      'nothingOnSale',
      walk(at.stopped, ['bu1', 'resubmit', given(3, { adopted: 'x' })]),
      'bu1',
      'withdraw',
    ],
    ['onSale', at.drafted, 'bu1', 'retire'],
    ['saleInterrupted', at.live, 'bu1', 'resumeSale', { contentHash: hash(1) }],
    ['saleOpen', walk(at.changed, ['bu1', 'withdraw']), 'sys', 'reportComplaintSpike'],
    [
      'clearanceStands',
      walk(at.changed, complaint),
      'cp1',
      'proposeNotMaterial',
      { contentHash: hash(2), grounds: 'x' },
    ],
    [
      'scopeUndecided',
      walk(at.returned, ['bu1', 'resubmit', given(2, { adopted: 'x' })], accept),
      'cp1',
      'proposeScopeOut',
    ],
    ['scopeOutProposed', at.triage, 'cp2', 'confirmScopeOut'],
    ['notMaterialProposed', at.changed, 'lc1', 'confirmNotMaterial'],
    ['proposalNotObjected', proposedOld, 'lc1', 'confirmNotMaterial'],
    [
      'contentNotObjected',
      walk(changeBack, ['bu1', 'openReReview', again(2)]),
      'cp1',
      'proposeScopeOut',
    ],
    [
      'changeHeld',
      at.defective,
      'cp1',
      'proposeNotMaterial',
      { contentHash: hash(2), grounds: 'x' },
    ],
    [
      'changeIsTheOneReported',
      at.changed,
      'cp1',
      'proposeNotMaterial',
      { contentHash: hash(3), grounds: 'x' },
    ],
    [
      'changeNotObjected',
      changeBack,
      'cp1',
      'proposeNotMaterial',
      { contentHash: hash(2), grounds: 'x' },
    ],
    ['dossierMissing', at.reviewing, 'cp1', 'returnIncomplete'],
    ['dossierHeld', noDossier, 'cp1', 'opineOk'],
    ['areasDone', at.reviewing, 'cp1', 'opineConditional'],
    ['areasClear', at.reviewing, 'cp1', 'opineOk'],
    ['someFlagged', at.ready, 'cp1', 'returnForRework'],
    ['someFlagged', at.ready, 'cp1', 'opineNo'],
    ['noneFlagged', at.flagged, 'cp1', 'opineConditional'],
    ['informationGateHolds', found, 'cp1', 'opineOk', undefined, { unmet: ['M05'] }],
    ['partnerGateHolds', found, 'cp1', 'opineOk', undefined, { unmet: ['M06'] }],
    ['disclosureGateHolds', found, 'cp1', 'opineOk', undefined, { unmet: ['M02'] }],
    [
      'disclosureGateHolds',
      at.cleared,
      'bu1',
      'launch',
      { contentHash: hash(1) },
      { unmet: ['M02'] },
    ],
    ['heldForGate', at.changed, 'bu1', 'resumeSale', { contentHash: hash(1) }],
    [
      'partnerGateHolds',
      walk(at.live, concern('partnerLost')),
      'bu1',
      'resumeSale',
      { contentHash: hash(1) },
      { unmet: ['M06'] },
    ],
    ['noObjection', sameAgain, 'cp1', 'opineOk'],
    ['onlyConditions', sameAgain, 'cp1', 'opineConditional'],
    ['conditionsEvidenced', at.conditional, 'cp1', 'meetConditions'],
    [
      'conditionsKnown',
      at.conditional,
      'bu1',
      'fulfilConditions',
      { fulfilments: [{ condition: 9, evidenceHash: EVIDENCE }] },
    ],
    ['disputeStands', at.stalled, 'sm1', 'smUpholdOpinion'],
    ['disputeStands', at.stalled, 'bu1', 'concede'],
    ['noDisputeStands', at.ruling, 'sm1', 'resumeReview'],
    ['lawWasHeard', unheard, 'bc1', 'committeeAcceptRisk', risk],
    ['nothingForbidden', forbidden, 'bc1', 'committeeAcceptRisk', risk],
    [
      'resolutionAdopted',
      at.referred,
      'bc1',
      'committeeUphold',
      { resolution: { process: '00000000-0000-7000-8000-000000000009' } },
    ],
    ['paperAccepted', at.referred, 'bc1', 'committeeUphold', minutes(1), { policy: 0 }],
    ['resolutionIsOfContent', at.referred, 'bc1', 'committeeUphold', minutes(2)],
    [
      'resolutionIsTimely',
      at.referred,
      'bc1',
      'committeeUphold',
      minutes(1, { date: '2026-03-03' }),
    ],
    [
      'resolutionIsTimely',
      at.referred,
      'bc1',
      'committeeAcceptRisk',
      { ...minutes(1, { date: '2026-03-01' }), grounds: 'x' },
    ],
    ['noOpenReview', undefined, 'bu1', 'openDraft', undefined, { latest }],
    ['noOpenReview', undefined, 'ia1', 'reportUnreviewed', undefined, { latest }],
    [
      'campaignFits',
      undefined,
      'bu1',
      'openDraft',
      { product: 'product:p', label: 'x', matter: 'marketing', productClass: 'loan' },
    ],
    ['dossierComplete', at.drafted, 'bu1', 'submit', { ...given(1), dossier: noCopy }],
    ['targetMarketStated', insurance, 'bu1', 'submit', given(1)],
    ['contentNotRejected', at.returned, 'bu1', 'resubmit', given(1, { adopted: 'x' })],
    [
      'scopeOutGrounded',
      at.triage,
      'cp1',
      'proposeScopeOut',
      { consumerFacing: true, materialChange: false, grounds: 'x' },
    ],
    [
      'areaIsYours',
      at.reviewing,
      'lc1',
      'recordFinding',
      { area: 'design', result: 'cleared', grounds: 'x' },
    ],
    [
      'prohibitionIsLegal',
      at.reviewing,
      'cp1',
      'recordFinding',
      { area: 'design', result: 'flagged', grounds: 'x', prohibition: true },
    ],
    [
      'stillOutstanding',
      at.disputed,
      'lc1',
      'recordFinding',
      { area: 'agreement', result: 'cleared', grounds: 'x' },
    ],
    ['findingIsDue', at.disputed, 'cp1', 'recordFinding'],
    ['contentIsCleared', at.cleared, 'bu1', 'launch', { contentHash: hash(2) }],
    [
      'contentIsCleared',
      walk(at.changed, ['bu1', 'withdraw']),
      'bu1',
      'resumeSale',
      { contentHash: hash(2) },
    ],
    [
      'recordIsAsStated',
      at.drafted,
      'cp1',
      'correctRecord',
      { entry: PROCESS, record: { unit: { was: 'other', is: 'retail' } }, grounds: 'x' },
    ],
    ['someBreachOpen', at.drafted, 'cp1', 'explainBreach'],
    [
      'breachOpen',
      at.stalled,
      'cp1',
      'explainBreach',
      { breach: PROCESS, ground: 'workload', explanation: 'x' },
    ],
    ['someInquiryOpen', at.drafted, 'cp1', 'answerInquiry'],
    [
      'inquiryOpen',
      walk(at.drafted, ['sb1', 'inquire']),
      'cp1',
      'answerInquiry',
      { inquiry: PROCESS, answer: 'x' },
    ],
    ['state', at.live, 'bu1', 'launch', { contentHash: hash(1) }],
    ['state', at.live, 'cp1', 'findDefect'],
    ['state', at.rejected, 'bu1', 'withdraw'],
    ['NOT_YOUR_DUTY', at.ready, 'bu1', 'opineOk'],
    ['NOT_YOUR_DUTY', at.ready, 'sb1', 'opineOk'],
    ['NOT_YOUR_DUTY', { ...at.drafted, unit: 'corporate' }, 'bu1', 'submit'],
    ['MALFORMED', at.drafted, 'bu1', 'submit', { contentHash: 'zz' }],
  ]
  test.each(table)('%s', (rule, state, ...step) => {
    expect(refused(state, ...step)).toBe(rule)
  })
  test('every rule has refused, but those that only choose a way', () => {
    const ways =
      /^(on[A-Z]|cameFrom)|^(clears|demands|flags|concernsContent|saleHeld|nothingCleared|clearedContentWasSold|onSale)$/
    const seen = new Set(table.map(([rule]) => rule))
    const unseen = Object.keys(review.rules).filter(
      (r) => !seen.has(r) && (!ways.test(r) || r === 'onlyConditions'),
    )
    expect(unseen).toEqual([])
  })
})
