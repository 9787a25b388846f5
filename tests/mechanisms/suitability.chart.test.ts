// M03 as pure values: what its charts promise.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toDirectedGraph } from 'xstate/graph'
import type { DirectedGraphNode } from 'xstate/graph'
import { addMonths } from '../../engine/core/calendar.ts'
import type { Day } from '../../engine/core/values.ts'
import { limitOn } from '../../engine/mechanisms/suitability/assessment-terms.ts'
import { suitability } from '../../engine/mechanisms/suitability/index.ts'
import { higherOf } from '../../engine/mechanisms/suitability/rating-changes.ts'
import { saleReactions } from '../../engine/mechanisms/suitability/reactions.ts'
import { governing } from '../../engine/mechanisms/suitability/sale-clocks.ts'
import { beforeSale, misSaleKey } from '../../engine/mechanisms/suitability/sale-terms.ts'
import type { SaleContext } from '../../engine/mechanisms/suitability/sale-terms.ts'
import {
  PROCESS,
  assessed,
  caseOf,
  person,
  professional,
  rated,
  recorded,
  regionOf,
  restricted,
  reviewedAs,
  ruleOf,
  walk,
  yuan,
} from '../support/suitability.ts'
import type { Around, Standing, Step } from '../support/suitability.ts'

const PROOF = 'ab'.repeat(32)
const said = { statement: { means: 'app', proof: PROOF } }

/** Every way from one innermost state to another, by event, guards open; side regions left out. */
function edgesOf(chart: string): readonly { from: string; event: string; to: string }[] {
  const machine = suitability.charts[chart]
  if (!machine) throw new Error(`no chart ${chart}`)
  const all = (n: DirectedGraphNode): DirectedGraphNode['edges'][number][] => [
    ...n.edges,
    ...n.children.flatMap(all),
  ]
  return all(toDirectedGraph(machine.root)).flatMap(({ source, transition }) =>
    (transition.target ?? []).map((to) => ({
      from: source.path.join('.'),
      event: String(transition.eventType),
      to: to.path.join('.'),
    })),
  )
}

describe('the hard controls', () => {
  test('what is executed was confirmed by the consumer, and a system executed it', () => {
    const into = edgesOf('sale').filter(({ to }) => to === 'case.executed')
    expect(into).toEqual([{ from: 'case.confirmed', event: 'executeSale', to: 'case.executed' }])
    expect([suitability.events['executeSale']?.by].flat().map((d) => d?.id)).toEqual([
      'system.sell',
    ])
    const confirmed = edgesOf('sale').filter(({ to }) => to === 'case.confirmed')
    expect(confirmed.map(({ from }) => from).toSorted()).toEqual([
      'case.declaring',
      'case.informed',
    ])
  })
  test('nothing leads out of a block, and nothing but the consumer’s own insisting out of advice', () => {
    expect(edgesOf('sale').filter(({ from }) => from === 'case.blocked')).toEqual([])
    const out = edgesOf('sale').filter(({ from }) => from === 'case.adviseStop')
    const forward = out.filter(({ to }) => ['case.matched', 'case.elderCare'].includes(to))
    expect(new Set(forward.map(({ event }) => event))).toEqual(
      new Set(['insistInWriting', 'recheckSale']),
    )
  })
  test('special care is left for `matched` only by completing it, and that only after the clock', () => {
    const ways = edgesOf('sale').filter(
      ({ from, to, event }) =>
        from.startsWith('case.elderCare') && to === 'case.matched' && event !== 'recheckSale',
    )
    expect(ways).toEqual([
      { from: 'case.elderCare.ready', event: 'completeCare', to: 'case.matched' },
    ])
    expect(edgesOf('sale').filter(({ to }) => to === 'case.elderCare.ready')).toMatchObject([
      { event: 'endConsideration' },
    ])
  })
  test('a result is valid only as handed in or as confirmed, and a product on the shelf only by a second person', () => {
    const valid = edgesOf('assessment').filter(({ to }) => to === 'case.valid')
    expect(valid.map(({ event }) => event).toSorted()).toEqual(['reconfirmLevel', 'submitAnswers'])
    const shelf = edgesOf('rating').filter(({ to }) => to === 'case.onShelf')
    expect(shelf.map(({ event }) => event).toSorted()).toEqual([
      'confirmDelivery',
      'confirmRerating',
      'publishRating',
    ])
    for (const event of ['publishRating', 'confirmRerating', 'reconcile', 'returnGrading'])
      expect(suitability.separation[event]).toContain('raterDoesNotConfirm')
  })
  test('a product is not delisted over the heads of holders who were not told', () => {
    const delisted = edgesOf('rating').filter(({ event }) => event === 'delist')
    expect(delisted.map(({ from }) => from).toSorted()).toEqual(['case.onShelf', 'case.rerating'])
  })
})

describe('the limit of art. 29', () => {
  const day = fc
    .integer({ min: 0, max: 900 })
    .map((n) => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000).toISOString().slice(0, 10))
  test('lets no more than two a day and eight in twelve months through, whatever is asked for', () => {
    fc.assert(
      fc.property(fc.array(day, { maxLength: 60 }), (days) => {
        const taken: string[] = []
        for (const on of days.toSorted()) if (limitOn(taken, on) === null) taken.push(on)
        for (const on of taken) {
          expect(taken.filter((d) => d === on).length).toBeLessThanOrEqual(2)
          const window = taken.filter((d) => d <= on && on <= addMonths(d as Day, 12))
          expect(window.length).toBeLessThanOrEqual(8)
        }
      }),
    )
  })
  test('frees on the day after the clock says', () => {
    const taken = ['2026-03-02', '2026-03-02']
    expect(limitOn(taken, '2026-03-02')).toEqual({ kind: 'day', from: '2026-03-02' })
    expect(limitOn(taken, '2026-03-03')).toBeNull()
    const eight = Array.from({ length: 8 }, (_, n) => `2026-0${String(n + 1)}-10`)
    expect(limitOn(eight, '2027-01-10')).toEqual({ kind: 'months', from: '2026-01-10' })
    expect(limitOn(eight, '2027-01-11')).toBeNull()
  })
  test('does not bind before its day', () => {
    const opened = walk('assessment', undefined, {
      event: 'openAssessment',
      payload: { consumer: 'consumer:c', unit: 'wealth' },
      on: '2026-01-30',
    })
    const again = (on: string): readonly Step[] => [
      { event: 'beginAssessment', payload: { version: PROOF, levels: 5, way: 'self' }, on },
      { event: 'submitAnswers', payload: { answers: PROOF, level: 3 }, on },
      { event: 'changeCircumstances', payload: { changed: ['income'], proof: PROOF }, on },
      { event: 'renewAssessment', payload: said, on },
    ]
    const before = walk('assessment', opened, ...[1, 2, 3].flatMap(() => again('2026-01-31')))
    expect(caseOf(before)).toBe('profiling')
    const after = walk('assessment', before, ...[1, 2].flatMap(() => again('2026-02-01')))
    const [begin] = again('2026-02-01')
    expect(caseOf(walk('assessment', after, begin as Step))).toBe('limitBlocked')
  })
})

describe('a rating', () => {
  test('takes the higher of issuer and seller', () => {
    expect([higherOf(2, 4), higherOf(4, 2), higherOf(3, null)]).toEqual([4, 4, 3])
  })
  const scale = { lowRiskTo: 1, highRiskFrom: 3, mandate: PROOF }
  const start = (levels: number, on: string): Step => ({
    event: 'startRating',
    payload: { product: 'product:p', label: 'p', productClass: 'investment', levels, ...scale },
    on,
  })
  test('has five levels at least, from the day on which that binds', () => {
    expect(ruleOf(undefined, 'rating', start(4, '2026-02-01'))).toBe('fiveProductLevels')
    expect(ruleOf(undefined, 'rating', start(4, '2026-01-31'))).toBe('accepted')
    expect(ruleOf(undefined, 'rating', start(5, '2026-02-01'))).toBe('accepted')
  })
})

const around: Around = {
  rating: rated(3),
  assessment: assessed(3),
  review: reviewedAs('investment'),
  recording: recorded(),
}
const ask = (payload: object = {}, more: Partial<Step> = {}): Step => ({
  event: 'askSale',
  payload: {
    product: 'product:p',
    consumer: 'consumer:c',
    unit: 'wealth',
    kind: 'investment',
    way: 'counter',
    seller: person(1),
    amount: yuan('1000.00'),
    buyer: { age: 40, capacity: 'full', means: yuan('5000.00') },
    ...payload,
  },
  around,
  ...more,
})
const informed: Step = {
  event: 'informConsumer',
  payload: {
    items: ['basics', 'riskLevel', 'risks', 'fees', 'matchingOpinion', 'otherMatters'],
    proof: PROOF,
  },
}
const execute = (more: Partial<Step> = {}): Step => ({
  event: 'executeSale',
  payload: {
    contract: PROOF,
    recording: PROCESS,
    certificate: { hash: PROOF, validUntil: '2026-12-31' },
  },
  around,
  ...more,
})
const confirmed = (): Standing =>
  walk('sale', undefined, ask(), informed, { event: 'confirmPurchase', payload: said })
const executed = () => walk('sale', confirmed(), execute())
const finding = (more: object = {}, misSales = 0): Step => ({
  event: 'failLookback',
  payload: {
    practices: ['notInformed'],
    foundOn: '2026-03-02',
    evidence: PROOF,
    found: 'fees were hidden',
    ...more,
  },
  around: { ...around, misSales },
})

describe('the execution of a sale', () => {
  test.each([
    ['as it was matched', {}, 'accepted'],
    ['rated higher since', { rating: rated(4) }, 'matchStands'],
    ['rated lower since', { rating: rated(2) }, 'matchStands'],
    ['off the shelf', { rating: rated(3, { shelf: 'held' }) }, 'matchStands'],
    ['assessed otherwise since', { assessment: assessed(5) }, 'matchStands'],
    ['no longer assessed', { assessment: null }, 'matchStands'],
    ['now a professional', { assessment: professional }, 'matchStands'],
    ['held by its review', { review: reviewedAs('investment', 'held') }, 'productStillOnSale'],
    ['sold by somebody restricted', { training: restricted }, 'sellerStillMaySell'],
    ['without a recording', { recording: null }, 'saleRecorded'],
    [
      'with one that is not sealed',
      { recording: recorded({ contentSealed: null }) },
      'saleRecorded',
    ],
    [
      'with one of somebody else',
      { recording: recorded({ consumer: 'consumer:d' }) },
      'saleRecorded',
    ],
    ['with one by somebody else', { recording: recorded({ seller: person(2) }) }, 'saleRecorded'],
    [
      'with one from before the match',
      { recording: recorded({ capturedOn: '2026-03-01' }) },
      'saleRecorded',
    ],
  ] satisfies readonly [string, Around, string][])('%s', (_, more, rule) => {
    const step = execute({ around: { ...around, ...more } })
    expect(ruleOf(confirmed(), 'sale', step)).toBe(rule)
  })
  test('needs a qualification that is valid today', () => {
    const expired = { contract: PROOF, recording: PROCESS }
    const certificate = { hash: PROOF, validUntil: '2026-03-01' }
    const step = execute({ payload: { ...expired, certificate } })
    expect(ruleOf(confirmed(), 'sale', step)).toBe('sellerQualified')
  })
  test('of what was matched before 2025 No. 7 binds is matched again after', () => {
    const early = walk(
      'sale',
      undefined,
      ask({}, { on: '2026-01-31' }),
      { ...informed, on: '2026-01-31' },
      { event: 'confirmPurchase', payload: said, on: '2026-01-31' },
    )
    expect(ruleOf(early, 'sale', execute({ on: '2026-02-01' }))).toBe('matchStands')
  })
  test('by somebody who is restricted does not even begin', () => {
    const step = ask({}, { around: { ...around, training: restricted } })
    expect(ruleOf(undefined, 'sale', step)).toBe('sellerMaySell')
  })
})

describe('what is kept of a sale', () => {
  test('no amount and no age', () => {
    const { context } = walk('sale', undefined, ask({ amount: yuan('1234.56') }))
    expect(JSON.stringify(context)).not.toMatch(/1234\.56|5000\.00|"age"/)
  })
  const c = (more: Partial<SaleContext>): SaleContext => ({ ...beforeSale, ...more })
  test.each([
    ['what was never sold', c({}), 'refusedRetention'],
    ['a loan', c({ kind: 'loan', executedOn: '2026-03-02' }), 'contractRetention'],
    ['an investment', c({ kind: 'investment', executedOn: '2026-03-02' }), 'saleRetention'],
    [
      'one that ended before 2025 No. 7 bound',
      c({ kind: 'investment', executedOn: '2025-03-02', keptFrom: '2026-01-31' }),
      'contractRetention',
    ],
    [
      'one that ended after',
      c({ kind: 'insurance', executedOn: '2025-03-02', keptFrom: '2026-02-01' }),
      'saleRetention',
    ],
  ] as const)('is kept by one rule: %s', (_, context, rule) => {
    expect(governing(context)).toBe(rule)
    const running = ['saleRetention', 'contractRetention', 'refusedRetention'].filter(
      (name) => suitability.clocks[name]?.unless?.(context as never) === false,
    )
    expect(running).toEqual([rule])
  })
})

describe('a mis-sale', () => {
  test('may be found after the contract has ended, and is archived only settled', () => {
    const ended = walk('sale', executed(), {
      event: 'endContract',
      payload: { endedOn: '2026-03-02' },
    })
    expect([caseOf(ended), ended.final]).toEqual(['archived', true])
    const found = walk('sale', ended, finding())
    expect([caseOf(found), found.final]).toEqual(['breachFound.pending', false])
    const archived = edgesOf('sale').filter(({ to }) => to === 'case.archived')
    expect(archived.filter(({ from }) => from.startsWith('case.breachFound'))).toEqual([])
  })
  test('stays late when it was late, and time remedies nothing', () => {
    const late = walk('sale', executed(), finding(), { event: 'escalateRemedy' })
    expect(caseOf(late)).toBe('breachFound.escalated')
    expect(late.context).toMatchObject({ work: { breaches: [{ clock: 'remedy' }] } })
    const clocks = Object.values(suitability.clocks).map(({ fires }) => fires)
    const settles = edgesOf('sale').filter(({ to }) => to === 'case.remedied.settled')
    expect(settles.filter(({ event }) => clocks.includes(event))).toEqual([])
  })
  test('is counted by product and quarter, and a pattern holds the product', () => {
    expect(misSaleKey('product:p', '2026-03-31')).toBe('activity:mis-sale.p.2026-q1')
    expect(misSaleKey('product:p', '2026-04-01')).toBe('activity:mis-sale.p.2026-q2')
    const react = saleReactions.find(({ to }) => to === 'M01')
    const made = (before: number) => {
      const { context } = walk('sale', executed(), finding({}, before))
      const event = { facts: { review: reviewedAs('investment') }, process: PROCESS }
      return react?.make(event as never, context as never)
    }
    expect(made(1)).toBeUndefined()
    expect(made(2)).toEqual({ process: PROCESS, payload: { source: PROCESS, kind: 'misSale' } })
  })
  test('leaves the call-back region alone, which only special care opens', () => {
    expect(regionOf(executed(), 'callBack')).toBe('notDue')
    const rating = rated(4)
    const elder = { ...around, rating, assessment: assessed(5) }
    const careful = walk(
      'sale',
      undefined,
      ask({ buyer: { age: 65, capacity: 'full', means: yuan('5000.00') } }, { around: elder }),
      { event: 'endConsideration' },
      {
        event: 'completeCare',
        payload: { procedure: PROOF, moreInformation: PROOF, strongerWarning: PROOF },
      },
      informed,
      { event: 'confirmPurchase', payload: said },
      execute({ around: elder }),
    )
    expect(regionOf(careful, 'callBack')).toBe('due')
  })
})
