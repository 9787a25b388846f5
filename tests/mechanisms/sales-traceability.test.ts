// What the chart of a recording promises: who is recorded, who is inspected, how long it is kept, and
// which ways do not exist.

import { v5 as uuidv5 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { isClockEvent } from '../../engine/core/load.ts'
import { salesTraceability } from '../../engine/mechanisms/sales-traceability/index.ts'
import { governing, keepings } from '../../engine/mechanisms/sales-traceability/retention.ts'
import { LEAST_SHARE, drawn, lotOf } from '../../engine/mechanisms/sales-traceability/sampling.ts'
import type { Drawing } from '../../engine/mechanisms/sales-traceability/sampling.ts'
import { SCOPE, barsSale, rowOf } from '../../engine/mechanisms/sales-traceability/scope.ts'
import type { Sale } from '../../engine/mechanisms/sales-traceability/scope.ts'
import { beforeOpening } from '../../engine/mechanisms/sales-traceability/terms.ts'
import type { RecordingContext } from '../../engine/mechanisms/sales-traceability/terms.ts'
import { chartMap } from '../support/walk-chart.ts'

const policy = { termOverOneYear: false, investmentLinked: false, atLeast60: false }
const insured = (channel: Sale['channel'], of: Partial<NonNullable<Sale['insurance']>>): Sale => ({
  channel,
  productClass: 'insurance',
  insurance: { ...policy, throughPartTimeAgency: false, ...of },
  housePolicy: false,
})
const sold = (channel: Sale['channel'], productClass: Sale['productClass']): Sale => ({
  channel,
  productClass,
  insurance: null,
  housePolicy: false,
})

describe('which sales are recorded', () => {
  const table: readonly (readonly [string, Sale, string | undefined])[] = [
    ['insurance by telephone', insured('telephone', {}), 'insurancePhone'],
    [
      'investment-linked',
      insured('faceToFace', { investmentLinked: true }),
      'insuranceVideoSpecial',
    ],
    [
      'at 60 and of more than a year',
      insured('faceToFace', { atLeast60: true, termOverOneYear: true }),
      'insuranceVideoSpecial',
    ],
    ['at 60 and of a year', insured('faceToFace', { atLeast60: true }), undefined],
    [
      'through an agency and of more than a year',
      insured('faceToFace', { throughPartTimeAgency: true, termOverOneYear: true }),
      'insuranceVideoAgency',
    ],
    [
      'through an agency and of a year',
      insured('faceToFace', { throughPartTimeAgency: true }),
      undefined,
    ],
    [
      'both cases of art. 6: the stricter',
      insured('faceToFace', {
        throughPartTimeAgency: true,
        termOverOneYear: true,
        investmentLinked: true,
      }),
      'insuranceVideoSpecial',
    ],
    ['insurance in the zone of a bank', insured('salesZone', {}), 'salesZone'],
    ['insurance online', insured('internet', {}), 'internetInsurance'],
    ['own wealth products in the zone', sold('salesZone', 'wealth'), 'salesZone'],
    ['agency sales in the zone', sold('salesZone', 'agency'), 'salesZone'],
    ['a deposit in the zone', sold('salesZone', 'deposit'), undefined],
    ['a loan online', sold('internet', 'loan'), 'internet'],
    ['a loan at the counter', sold('faceToFace', 'loan'), undefined],
    [
      'a loan at the counter, by house policy',
      { ...sold('faceToFace', 'loan'), housePolicy: true },
      'housePolicy',
    ],
  ]
  test.each(table)('%s', (_what, sale, rule) => {
    expect(rowOf(sale)?.rule).toBe(rule)
  })
  test('only house policy does not bar a sale without a recording', () => {
    expect(SCOPE.filter((row) => !barsSale(row.rule)).map((row) => row.rule)).toEqual([
      'housePolicy',
    ])
  })
  test('every recording of art. 6 (2) is inspected, and a share of the others', () => {
    expect(SCOPE.filter((row) => row.inspectsEvery).map((row) => row.rule)).toEqual([
      'insuranceVideoSpecial',
    ])
  })
})

describe('which recordings are inspected', () => {
  const NAMESPACE = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'
  const idOf = (what: string, n: number) => uuidv5(`${what} ${String(n)}`, NAMESPACE)
  const MANY = 5000
  /** One recording after another of one product. */
  const drawMany = () => {
    let drawnBefore = 0
    let notDrawnBefore = 0
    return Array.from({ length: MANY }, (_, n) => {
      const drawing: Drawing = {
        process: idOf('process', n),
        seed: idOf('entry', n),
        everyOne: false,
        drawnBefore,
        notDrawnBefore,
      }
      const sample = drawn(drawing)
      if (sample.by === 'notDrawn') notDrawnBefore++
      else drawnBefore++
      return { drawing, sample, share: (100 * drawnBefore) / (drawnBefore + notDrawnBefore) }
    })
  }
  test('at no time fewer than 30 of 100, and not many more', () => {
    const all = drawMany()
    expect(Math.min(...all.map((d) => d.share))).toBeGreaterThanOrEqual(LEAST_SHARE)
    expect(all.at(-1)?.share).toBeLessThan(LEAST_SHARE + 2)
  })
  test('from what is kept with the case anybody draws the same again', () => {
    for (const { drawing, sample } of drawMany()) {
      const { seed, drawnBefore, notDrawnBefore } = sample
      const again = drawn({
        process: drawing.process,
        seed,
        everyOne: sample.by === 'everyOne',
        drawnBefore,
        notDrawnBefore,
      })
      expect(again).toEqual(sample)
    }
  })
  test('the lot is even, and another seed is another lot', () => {
    const lots = Array.from({ length: MANY }, (_, n) => lotOf(idOf('process', n), idOf('entry', n)))
    const below = lots.filter((lot) => lot < LEAST_SHARE).length / MANY
    expect(below).toBeGreaterThan(0.28)
    expect(below).toBeLessThan(0.32)
    const other = lots.filter((lot, n) => lotOf(idOf('process', n), idOf('other', n)) === lot)
    expect(other.length / MANY).toBeLessThan(0.05)
    // Fixed, so that what was drawn once can be drawn again with any other program.
    expect(
      lotOf('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'),
    ).toBe(
      Number.parseInt(
        // SHA-256 of `<process>|<seed>`, its first 48 bits
        LOT_VECTOR,
        16,
      ) % 100,
    )
  })
  test('all of art. 6 (2), whatever the shares', () => {
    for (let n = 0; n < 100; n++)
      expect(
        drawn({
          process: idOf('process', n),
          seed: idOf('entry', n),
          everyOne: true,
          drawnBefore: 1000,
          notDrawnBefore: 0,
        }).by,
      ).toBe('everyOne')
  })
})
const LOT_VECTOR = 'e6d2212955f5'

describe('how long it is kept', () => {
  const kept = (of: {
    readonly productClass: NonNullable<RecordingContext['productClass']>
    readonly channel: NonNullable<RecordingContext['channel']>
    readonly long?: boolean
    readonly soldOn?: string | null
    readonly endedOn?: string | null
    readonly holds?: RecordingContext['holds']
    readonly keepUntil?: string
  }): RecordingContext => ({
    ...beforeOpening,
    productClass: of.productClass,
    channel: of.channel,
    insurance:
      of.productClass === 'insurance'
        ? { ...policy, termOverOneYear: of.long ?? false, throughPartTimeAgency: true }
        : null,
    capturedOn: '2026-03-02',
    contract: {
      ...beforeOpening.contract,
      soldOn: of.soldOn === undefined ? '2026-03-02' : of.soldOn,
      endedOn: of.endedOn === undefined ? '2027-03-02' : of.endedOn,
    },
    holds: of.holds ?? [],
    keepUntil: of.keepUntil ?? null,
  })
  const dispute = (endedOn: string | null, kind: 'dispute' | 'regulatorOrder' = 'dispute') => [
    { hold: 'h', kind, matter: null, by: null, endedOn },
  ]
  const table: readonly (readonly [string, RecordingContext, string | null])[] = [
    [
      'insurance of a year: 5 years from its end',
      kept({ productClass: 'insurance', channel: 'faceToFace' }),
      'insuranceShort',
    ],
    [
      'insurance of more: 10 years',
      kept({ productClass: 'insurance', channel: 'faceToFace', long: true }),
      'insuranceLong',
    ],
    [
      'online: as long, under its own rule',
      kept({ productClass: 'insurance', channel: 'internet' }),
      'internetShort',
    ],
    [
      'online, of more than a year',
      kept({ productClass: 'insurance', channel: 'internet', long: true }),
      'internetLong',
    ],
    [
      'the contract goes on',
      kept({ productClass: 'insurance', channel: 'faceToFace', endedOn: null }),
      null,
    ],
    [
      'a dispute is open',
      kept({ productClass: 'insurance', channel: 'faceToFace', holds: dispute(null) }),
      null,
    ],
    [
      'a dispute ended late',
      kept({ productClass: 'insurance', channel: 'faceToFace', holds: dispute('2031-01-01') }),
      'dispute',
    ],
    [
      'a dispute ended early',
      kept({ productClass: 'insurance', channel: 'faceToFace', holds: dispute('2028-01-01') }),
      'insuranceShort',
    ],
    [
      'an order ended late',
      kept({
        productClass: 'insurance',
        channel: 'faceToFace',
        holds: dispute('2031-01-01', 'regulatorOrder'),
      }),
      'insuranceShort',
    ],
    [
      'wealth in the zone: suitability outlasts half a year',
      kept({ productClass: 'wealth', channel: 'salesZone' }),
      'suitability',
    ],
    [
      'sold before suitability was in force',
      kept({
        productClass: 'wealth',
        channel: 'salesZone',
        soldOn: '2026-01-31',
        endedOn: '2030-03-02',
      }),
      'salesZone',
    ],
    [
      'sold before, ended soon: evidence of explanation',
      kept({ productClass: 'wealth', channel: 'salesZone', soldOn: '2026-01-31' }),
      'explanation',
    ],
    [
      'a loan online: 3 years from its beginning',
      kept({ productClass: 'loan', channel: 'internet', endedOn: null }),
      'explanation',
    ],
    [
      'nothing was sold',
      kept({ productClass: 'wealth', channel: 'salesZone', soldOn: null, endedOn: null }),
      'unsold',
    ],
    [
      'kept longer by decision',
      kept({ productClass: 'loan', channel: 'internet', keepUntil: '2040-01-01' }),
      'agreed',
    ],
    [
      'kept less long by decision',
      kept({ productClass: 'loan', channel: 'internet', keepUntil: '2027-01-01' }),
      'explanation',
    ],
  ]
  test.each(table)('%s', (_what, context, name) => {
    expect(governing(context)).toBe(name)
  })
  test('it is never kept less long than any rule that applies', () => {
    for (const [, context, name] of table) {
      const all = keepings(context)
      const until = all.find((k) => k.name === name)?.until
      if (name !== null && name !== 'agreed')
        for (const one of all) expect((one.until ?? '') <= (until ?? '')).toBe(true)
    }
  })
  test('exactly the governing clock runs in the vault, under its own citation', () => {
    const clocks = Object.entries(salesTraceability.clocks).filter(
      ([, clock]) => clock.kind === 'retention' && clock.runsIn.includes('case.vaulted'),
    )
    for (const [, context, name] of table) {
      const running = clocks.filter(([, clock]) => !clock.unless?.(context as never))
      expect(running.map(([clock]) => clock)).toEqual(
        name === null ? [] : [name === 'agreed' ? 'keptLonger' : name],
      )
    }
  })
})

describe('ways that do not exist', () => {
  const map = chartMap(salesTraceability)
  const events = Object.keys(salesTraceability.events)
  const leaves = map.states.filter(
    (s) => s.startsWith('case.') && !map.states.some((t) => t.startsWith(`${s}.`)),
  )
  /** The states of the case that are reached from one without some of the events. */
  const reached = (from: string, without: readonly string[]): ReadonlySet<string> => {
    const seen = new Set([from])
    for (const leaf of seen)
      for (const event of events.filter((e) => !without.includes(e)))
        for (const to of map.to(event, leaf)) if (to.startsWith('case.')) seen.add(to)
    return seen
  }
  const start = 'case.opening'
  test('nothing is captured without consent, nor without a whole recording', () => {
    for (const event of ['agreeToRecording', 'completeRecording'])
      expect(reached(start, [event]).has('case.captured')).toBe(false)
  })
  test('after an interruption nothing is captured without a new beginning', () => {
    const without = reached('case.interrupted', ['restartRecording'])
    expect([...without].toSorted()).toEqual([
      'case.cancelled',
      'case.consentRefused',
      'case.interrupted',
    ])
  })
  test('nothing is destroyed without the end of retention, a proposal and a second person', () => {
    const retentionEnds = ['beginDisposalReview', 'endLongerKeeping']
    expect(reached(start, retentionEnds).has('case.destroyed')).toBe(false)
    for (const event of ['proposeDisposal', 'approveDisposal', 'recordDestruction'])
      expect(reached(start, [event]).has('case.destroyed')).toBe(false)
  })
  test('what is drawn reaches the vault only by an inspection or by being unwound', () => {
    const ways = ['passInspection', 'unwindSale']
    for (const from of ['case.qcQueued', 'case.qcOverdue', 'case.qcFailed'])
      expect(reached(from, ways).has('case.vaulted')).toBe(false)
  })
  test('no clock destroys, passes or refuses a consent that was given', () => {
    const clocks = events.filter((e) => {
      const rule = salesTraceability.events[e]
      return rule !== undefined && isClockEvent(rule)
    })
    const led = leaves.flatMap((leaf) => clocks.flatMap((e) => map.to(e, leaf)))
    expect(led).not.toContain('case.destroyed')
    expect(clocks.flatMap((e) => map.to(e, 'case.qcQueued'))).not.toContain('case.vaulted')
    expect(clocks.flatMap((e) => map.to(e, 'case.recording'))).not.toContain('case.consentRefused')
  })
  test('the ends are these alone', () => {
    expect([...map.ends].toSorted()).toEqual([
      'case.cancelled',
      'case.consentRefused',
      'case.destroyed',
      'case.notRequired',
    ])
  })
})
