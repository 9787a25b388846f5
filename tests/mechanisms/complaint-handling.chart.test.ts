// M07: the chart of a complaint, walked without a database.

import { describe, expect, test } from 'vitest'
import { isClockEvent, nodesOf } from '../../engine/core/load.ts'
import type { EventRule } from '../../engine/core/mechanism.ts'
import {
  CAST,
  EVENTS,
  HASH,
  M07,
  OTHER,
  PROCESS,
  at,
  clocksOf,
  idOf,
  lastDay,
  leaf,
  offersTo,
  possible,
  refusal,
  sampleOf,
  seen,
  walk,
} from '../support/complaint-handling.ts'
import type { Case, Step } from '../support/complaint-handling.ts'
import {
  about,
  told,
  day,
  remedies,
  reasons,
  none,
  by,
  verifying,
  registered,
  assigned,
  investigating,
  reached,
  negotiating,
  settled,
  drafting,
  ready,
  decided,
  notified,
  notifiedNone,
  asked,
  reviewing,
  upheld,
  rootCause,
  rectifying,
  rectified,
  concluded,
  archived,
  merging,
  pending,
  everywhere,
  sourced,
} from '../support/complaint-cases.ts'

describe('a complaint goes its way', () => {
  test('from receipt to the archive', () => {
    expect(leaf(archived)).toBe('archived')
    expect(archived.final).toBe(true)
    expect(archived.context.closed).toBe('verified')
    expect(at(archived, 'clock')).toBe('stopped')
    expect(at(archived, 'remedy')).toBe('performed')
    expect(clocksOf(archived)).toEqual(['K12'])
    expect(archived.context.work.breaches).toEqual([])
  })
  test('settled: decided as it was settled, and only so', () => {
    const sure = walk(settled, ['cp2', 'confirmSettlement'])
    expect(leaf(sure)).toBe('handling.ready')
    const other = { about, outcome: 'upheld', relief: none, remedies, ...reasons }
    expect(refusal(sure, 'cp1', 'decide', other)).toBe('settlementKept')
    const late = walk(sure, by('cp1', 'decide', undefined, day('2026-03-09')), ['cp1', 'tell'])
    expect(late.context.decision?.outcome).toBe('settled')
    expect(lastDay(late, 'performance')).toBe('2026-03-02')
    expect(leaf(walk(settled, ['cp2', 'declineSettlement'], ['cp2', 'raiseQuestion']))).toBe(
      'handling.investigating',
    )
    expect(leaf(walk(negotiating, ['cp2', 'endNegotiation']))).toBe('handling.drafting')
  })
  test('legal and compliance may object; then it is investigated further', () => {
    const objected = walk(drafting, ['lc1', 'objectLegally'])
    expect(leaf(objected)).toBe('handling.investigating')
    expect(objected.context.legalCheck).toBe('objected')
  })
  test('no fault: concluded without rectification, unless the complaint was upheld outright', () => {
    const fault = walk(notifiedNone, ['cc1', 'accept'])
    expect(walk(fault, ['cp1', 'findNoFault'], ['cp1', 'archive']).context.closed).toBe('noFault')
    const right = walk(
      ready,
      by('cp1', 'decide', { about, outcome: 'upheld', relief: none, remedies, ...reasons }),
      ['cp1', 'tell'],
      ['clock', 'lapse'],
    )
    expect(refusal(right, 'cp1', 'findNoFault')).toBe('notUpheldOutright')
  })
})

describe('who may not', () => {
  const concerned = walk(
    undefined,
    by('cp1', 'register', {
      channel: 'web',
      matter: 'm',
      complainant: about,
      concerned: [idOf('cp3')],
    }),
    ['cp1', 'confirmIdentity'],
  )
  const handler = { handler: idOf('cp3') }
  test.each<[string, Case, Step]>([
    [
      'noInterest',
      registered,
      by('cp1', 'assign', handler, { interests: [{ subject: 'product:p1', kind: 'sale' }] }),
    ],
    ['notConcerned', concerned, by('cp1', 'assign', handler)],
    ['handlerSeated', registered, by('cp1', 'assign', { handler: idOf('bu1') })],
    [
      'notRecused',
      walk(investigating, ['cp2', 'recuse']),
      by('cp1', 'assign', { handler: idOf('cp2') }),
    ],
    ['handlerActs', assigned, by('cp1', 'startHandling')],
    ['declaresNoInterest', assigned, by('cp2', 'startHandling', { noInterest: false })],
    ['handlerActs', investigating, by('cp1', 'recuse')],
    [
      'deciderUnconcerned',
      { ...ready, context: { ...ready.context, concerned: [idOf('cp1')] } },
      by('cp1', 'decide'),
    ],
    ['managementOnlyWhenLate', ready, by('sm1', 'decide')],
    [
      'rightApprover',
      { ...pending, context: { ...pending.context, level: 'headquarters' } },
      by('ho1', 'approveExtension'),
    ],
    [
      'reviewerIsNew',
      { ...asked, participants: { handler: [idOf('ho1')] } },
      by('ho1', 'acceptReview'),
    ],
    ['managementOnlyWhenReviewLate', asked, by('sm1', 'acceptReview')],
    ['verifierIsNotHandler', rectified, by('cp2', 'verifyRectification')],
    [
      'confirmerIsNotProposer',
      { ...rootCause, participants: { proposer: [idOf('cp1')] } },
      by('cp1', 'confirmCause'),
    ],
    ['NOT_YOUR_DUTY', rootCause, by('bu1', 'confirmCause')],
    ['NOT_YOUR_DUTY', ready, by('rg1', 'decide')],
    ['NOT_YOUR_DUTY', ready, by('sb1', 'decide')],
    ['NOT_YOUR_DUTY', drafting, by('cp1', 'agreeLegally')],
  ])('%s', (rule, state, step) => {
    expect(refusal(state, ...step)).toBe(rule)
  })
  test('the asker of an extension does not approve it', () => {
    const own = { ...pending.context.extension, askedBy: idOf('ho1') } as never
    const state = { ...pending, context: { ...pending.context, extension: own } }
    expect(refusal(state, 'ho1', 'approveExtension')).toBe('approverIsNotAsker')
    expect(refusal(state, 'ho2', 'approveExtension')).toBeUndefined()
  })
  test('a new handler declares anew', () => {
    const other = walk(drafting, by('cp1', 'reassign', { handler: idOf('cp3'), reason: 'leave' }))
    expect(leaf(other)).toBe('assigned')
    expect(refusal(other, 'cp2', 'startHandling')).toBe('handlerActs')
    expect(leaf(walk(other, ['cp3', 'startHandling']))).toBe('handling.investigating')
    expect(refusal(registered, 'cp1', 'reassign')).toBe('wasAssigned')
  })
})

describe('what is refused', () => {
  const letter = { about, outcome: 'notUpheld', relief: none, remedies, ...reasons }
  const seven = Array.from({ length: 6 }, (_, n) => `consumer:r${n}`)
  const base = { channel: 'phone', matter: 'm', complainant: about }
  test.each<[string, Case | undefined, Step]>([
    ['forwarderNamed', undefined, by('rg1', 'register', { ...base, channel: 'forwarded' })],
    ['receivedNotLater', undefined, by('cp1', 'register', { ...base, receivedOn: '2026-03-03' })],
    ['unitKnown', undefined, by('cp1', 'register', { ...base, unit: 'nowhere' }, { unit: null })],
    ['basisOfSource', undefined, by('cp1', 'register', { ...base, basis: 'voluntary' })],
    ['fiveRepresentatives', undefined, by('cp1', 'register', { ...base, representatives: seven })],
    [
      'continuedIsClosed',
      undefined,
      by('cp1', 'register', { ...base, continues: OTHER }, { continued: { final: false } }),
    ],
    ['identityProved', verifying, by('cp1', 'confirmIdentity', { identity: 'attested' })],
    ['identityFits', verifying, by('cp1', 'confirmIdentity', { identity: 'representatives' })],
    ['authorised', verifying, by('cp1', 'confirmIdentity', { identity: 'heir' })],
    [
      'linkIsOther',
      registered,
      by('cp1', 'linkComplaint', { complaint: PROCESS, relation: 'same' }),
    ],
    ['sameComplaint', registered, by('cp1', 'merge')],
    [
      'noNewFacts',
      {
        ...registered,
        context: { ...registered.context, linked: { complaint: OTHER, relation: 'same' } },
      },
      by('cp1', 'merge', { noNewFacts: false }, merging),
    ],
    [
      'massVisitCounts',
      registered,
      by('cp1', 'declareMajor', { ground: 'massVisit', faceToFace: 19 }),
    ],
    ['planNotActive', registered, by('sm1', 'activatePlan')],
    ['statementKept', registered, by('cc1', 'withdraw', { about })],
    ['aboutParty', registered, by('cp1', 'note', { about: 'consumer:x', text: 't' })],
    [
      'toldNotLater',
      reached,
      by('cp1', 'pause', { ground: 'mediation', told: { ...told, on: '2026-03-03' } }),
    ],
    ['reached', investigating, by('cp2', 'negotiate')],
    ['contactedOrTried', investigating, by('cp2', 'clarifyFacts')],
    ['state', investigating, by('cp1', 'decide')],
    ['state', negotiating, by('cp1', 'tell')],
    ['reasoned', ready, by('cp1', 'decide', { ...letter, grounds: undefined })],
    ['outcomeStated', ready, by('cp1', 'decide', { ...letter, outcome: 'notStated' })],
    [
      'reliefComplete',
      ready,
      by('cp1', 'decide', { ...letter, relief: { kind: 'monetary', by: '2026-04-01' } }),
    ],
    ['remediesListed', ready, by('cp1', 'decide', { ...letter, remedies: ['litigation'] })],
    ['remediesListed', ready, by('cp1', 'decide', { ...letter, remedies: remedies.slice(1) })],
    [
      'handlerAppointed',
      { ...ready, context: { ...ready.context, handler: null } },
      by('cp1', 'decide'),
    ],
    ['proofKept', decided, by('cp1', 'tell', { means: 'post' })],
    ['tellNotLater', decided, by('cp1', 'tell', { ...told, on: '2026-03-03' })],
    ['deliveryUnknown', notified, by('cp1', 'recordDelivery')],
    [
      'factsNamed',
      notified,
      by('cc1', 'newFacts', { about, novelty: 'newFacts', statement: told }),
    ],
    [
      'askedInTime',
      walk(notified, by('cp1', 'note', undefined, day('2026-04-02'))),
      by('cc1', 'askReview', {
        about,
        statement: told,
        writing: HASH,
        deliveredOn: '2026-03-02',
        reasons: 'r',
      }),
    ],
    ['headquartersDecision', notified, by('cc1', 'askSecondLook')],
    ['notReviewedYet', walk(upheld, ['ho1', 'tellReview']), by('cc1', 'askReview')],
    [
      'allExamined',
      reviewing,
      by('ho1', 'upholdDecision', { about, examined: ['result'], ...reasons }),
    ],
    ['performanceProved', notified, by('bu1', 'recordPerformance', {})],
    [
      'causeObjectNamed',
      { ...rootCause, context: { ...rootCause.context, product: null } },
      by('cp1', 'confirmCause', { about, kinds: ['price'], analysis: 'a' }),
    ],
    ['causeRecurs', rectifying, by('cp1', 'reportRepeatedCause')],
    [
      'materialNotHeld',
      reached,
      by('cp2', 'askMaterial', { item: 'ID card', necessity: 'n', held: ['id CARD'] }),
    ],
    ['someMaterialOpen', reached, by('cp2', 'receiveMaterial')],
    ['someInquiryOpen', reached, by('cp2', 'answerInquiry')],
    ['someBreachOpen', reached, by('cp2', 'explainBreach')],
    ['attestedSource', registered, by('cp1', 'recordHandling')],
    ['attestedSource', notified, by('cp1', 'recordClosure')],
    ['attestedSource', reached, by('cp1', 'attestUntimely')],
    ['state', archived, by('cp1', 'setUrgency')],
    ['state', rectifying, by('cp1', 'archive')],
  ])('%s', (rule, state, step) => {
    expect(refusal(state, ...step)).toBe(rule)
  })
  test('no archive while something is owed or an inquiry is open', () => {
    const owing = walk(notified, ['cc1', 'accept'], ['cp1', 'findNoFault'])
    expect(refusal(owing, 'cp1', 'archive')).toBe('nothingOwed')
    const asking = walk(concluded, ['sb1', 'inquire'])
    expect(refusal(asking, 'cp1', 'archive')).toBe('noInquiryOpen')
    expect(refusal(walk(asking, ['cp1', 'answerInquiry']), 'cp1', 'archive')).toBeUndefined()
  })
  test('three failed attempts stand for the contact', () => {
    const missed = by('cp2', 'recordContact', { about, means: 'phone', reached: false })
    const twice = walk(investigating, missed, missed)
    expect(refusal(twice, 'cp2', 'clarifyFacts')).toBe('contactedOrTried')
    expect(refusal(walk(twice, missed), 'cp2', 'clarifyFacts')).toBeUndefined()
  })
})

/** One of each body that may act on a complaint, and the handler. */
const ACTING = CAST.filter((who) => !['cp3', 'ho2', 'ia1', 'bc1', 'clock', 'courier'].includes(who))

describe('the contract of the chart', () => {
  const rules: Readonly<Record<string, EventRule>> = M07.events
  test('every timer that runs fires an event that is taken', () => {
    for (const state of everywhere)
      for (const timer of state.timers) {
        const next = walk(state, ['clock', timer.fires])
        expect(next.version).toBe(state.version + 1)
      }
  })
  test('an offer is a promise: its sample is accepted; and every event is taken somewhere', () => {
    const taken = new Set(seen.map((s) => s.step[1]))
    for (const state of [...everywhere, ...sourced])
      for (const who of ACTING)
        for (const offer of offersTo(state, who)) {
          if (!offer.allowed) continue
          const why = refusal(state, who, offer.event, sampleOf(state, who, offer.event))
          expect([leaf(state), who, offer.event, why]).toEqual([
            leaf(state),
            who,
            offer.event,
            undefined,
          ])
          taken.add(offer.event)
        }
    // It waits for other complaints.
    const elsewhere = ['reportRepeatedCause']
    expect(EVENTS.filter((e) => !taken.has(e) && !isClockEvent(rules[e] as EventRule))).toEqual(
      elsewhere,
    )
  })
  test('every event is refused to a body without the duty', () => {
    const held = (event: string) =>
      [...everywhere, ...sourced].find((s) => possible(s).includes(event))
    for (const event of EVENTS.filter((e) => !isClockEvent(rules[e] as EventRule))) {
      const state = held(event)
      const why = refusal(state, 'bc1', event, sampleOf(state, 'cp1', event))
      expect([event, why]).toEqual([event, 'NOT_YOUR_DUTY'])
    }
  })
  test('every state but an end has a way out', () => {
    for (const state of everywhere.filter((s) => !s.final))
      expect([leaf(state), possible(state).length > 0]).toEqual([leaf(state), true])
  })
  test('clock events are never offered, and every body but the clock is refused them', () => {
    for (const event of EVENTS.filter((e) => isClockEvent(rules[e] as EventRule)))
      expect(possible(notified)).not.toContain(event)
    expect(refusal(reached, 'cp1', 'expire')).toBe('NOT_YOUR_DUTY')
  })
  test('every state of the case is stood in by a walk', () => {
    const paths = new Set([...everywhere, ...sourced].flatMap((s) => s.paths))
    const states = nodesOf(M07.charts['complaint']?.root as never)
      .map((n) => n.path.join('.'))
      .filter((p) => p.startsWith('case.') && p !== 'case.received')
    expect(states.filter((p) => !paths.has(p))).toEqual([])
  })
})
