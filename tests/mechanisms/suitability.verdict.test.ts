// M03 as pure values: where a sale may go, and what follows from amounts of money.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  centsOf,
  exceeds,
  oneCurrency,
  reaches,
} from '../../engine/mechanisms/suitability/decimal.ts'
import {
  affordable,
  declarationsFor,
  verdictOn,
} from '../../engine/mechanisms/suitability/sale-verdict.ts'
import type { Judged } from '../../engine/mechanisms/suitability/sale-verdict.ts'
import { assessed, professional, rated, yuan } from '../support/suitability.ts'

const buyer = {
  capacity: 'full',
  guardianConsents: false,
  elderly: false,
  privatePlacement: false,
  qualified: false,
  proportionate: true,
  needsMet: true,
  declarations: [],
} as const satisfies Judged['buyer']
const judgedOf = (more: Partial<Judged> = {}): Judged => ({
  kind: 'investment',
  buyer,
  rating: rated(3),
  assessment: assessed(3),
  on: '2026-03-02',
  ...more,
})
const insured = { kind: 'insurance', rating: rated(3, { productClass: 'insurance' }) } as const

describe('the verdict on a sale', () => {
  test.each([
    ['fits', {}, 'matched', []],
    ['is above the consumer', { rating: rated(4) }, 'blocked', ['levelTooHigh']],
    ['is of another scale', { rating: rated(1, { levels: 6 }) }, 'blocked', ['levelTooHigh']],
    [
      'takes more than there is',
      { buyer: { ...buyer, proportionate: false } },
      'blocked',
      ['outOfProportion'],
    ],
    ['is to nobody who is assessed', { assessment: null }, 'blocked', ['notAssessed']],
    [
      'is to somebody without capacity',
      { buyer: { ...buyer, capacity: 'none' as const } },
      'blocked',
      ['noCapacity'],
    ],
    [
      'is to somebody of limited capacity',
      { buyer: { ...buyer, capacity: 'limited' as const, guardianConsents: true } },
      'blocked',
      ['guardianOrLowRisk'],
    ],
    [
      'is of low risk, with the guardian’s consent',
      {
        rating: rated(2),
        buyer: { ...buyer, capacity: 'limited' as const, guardianConsents: true },
      },
      'matched',
      [],
    ],
    [
      'is of low risk, without it',
      { rating: rated(2), buyer: { ...buyer, capacity: 'limited' as const } },
      'blocked',
      ['guardianOrLowRisk'],
    ],
    [
      'is a private placement for whoever is not qualified',
      { buyer: { ...buyer, privatePlacement: true } },
      'blocked',
      ['notQualified'],
    ],
    [
      'is one for a professional, whatever the level',
      { buyer: { ...buyer, privatePlacement: true }, rating: rated(5), assessment: professional },
      'matched',
      [],
    ],
    [
      'is of high risk to the elderly',
      { buyer: { ...buyer, elderly: true }, rating: rated(4), assessment: assessed(5) },
      'care',
      [],
    ],
    ['is not of high risk to them', { buyer: { ...buyer, elderly: true } }, 'matched', []],
    ['is insurance that fits', insured, 'matched', []],
    [
      'is insurance that does not',
      { ...insured, assessment: assessed(2) },
      'adviseStop',
      ['levelTooHigh'],
    ],
    [
      'is insurance that meets no need',
      { ...insured, buyer: { ...buyer, needsMet: false } },
      'adviseStop',
      ['needsNotMet'],
    ],
    [
      'is insurance that does not fit, before 2025 No. 7 binds',
      { ...insured, assessment: assessed(2), on: '2026-01-31' },
      'blocked',
      ['levelTooHigh'],
    ],
    [
      'is of high risk to the elderly, before it binds',
      {
        buyer: { ...buyer, elderly: true },
        rating: rated(4),
        assessment: assessed(5),
        on: '2026-01-31',
      },
      'matched',
      [],
    ],
    ['is a loan', { kind: 'loan', rating: null, assessment: null }, 'affordability', []],
    [
      'is a loan to somebody without capacity',
      { kind: 'loan', rating: null, buyer: { ...buyer, capacity: 'none' as const } },
      'blocked',
      ['noCapacity'],
    ],
  ] satisfies readonly [string, Partial<Judged>, string, readonly string[]][])(
    'that %s',
    (...[, more, to, why]) => {
      expect(verdictOn(judgedOf(more))).toEqual({ to, why })
    },
  )
  test('is never better for a riskier product, nor for a consumer who can bear less', () => {
    const rank = { matched: 0, care: 1, adviseStop: 2, blocked: 3, affordability: 3 }
    const level = fc.integer({ min: 1, max: 5 })
    fc.assert(
      fc.property(fc.tuple(level, level, level, fc.boolean()), ([a, b, own, elderly]) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        const of = (product: number, consumer: number) =>
          rank[
            verdictOn(
              judgedOf({
                buyer: { ...buyer, elderly },
                rating: rated(product),
                assessment: assessed(consumer),
              }),
            ).to
          ]
        expect(of(low, own)).toBeLessThanOrEqual(of(high, own))
        if (!elderly) expect(of(own, high)).toBeLessThanOrEqual(of(own, low))
      }),
    )
  })
})

describe('ratios of amounts', () => {
  test('are decided on cents', () => {
    expect(centsOf(yuan('0.1'))).toBe(10n)
    expect(centsOf(yuan('999999999999999.99'))).toBe(99_999_999_999_999_999n)
    expect(exceeds(yuan('0.3'), 300, yuan('0.1'))).toBe(false)
    expect(exceeds(yuan('0.31'), 300, yuan('0.1'))).toBe(true)
    expect(reaches(yuan('0.15'), 150, yuan('0.10'))).toBe(true)
  })
  test('hold at any size as they do in whole numbers', () => {
    const cents = fc.bigInt({ min: 0n, max: 10n ** 17n - 1n })
    const text = (n: bigint) => `${String(n / 100n)}.${String(n % 100n).padStart(2, '0')}`
    fc.assert(
      fc.property(cents, cents, fc.integer({ min: 1, max: 500 }), (a, b, percent) => {
        expect(exceeds(yuan(text(a)), percent, yuan(text(b)))).toBe(a * 100n > b * BigInt(percent))
        expect(reaches(yuan(text(a)), percent, yuan(text(b)))).toBe(a * 100n >= b * BigInt(percent))
      }),
    )
  })
  test('are not made between currencies', () => {
    expect(oneCurrency([yuan('1'), undefined, yuan('2')])).toBe(true)
    expect(oneCurrency([yuan('1'), { amount: '1', currency: 'USD' }])).toBe(false)
  })
  const income = { payYears: 5, familyYearlyIncome: yuan('100000.00') }
  test.each([
    ['a single premium of four incomes', { singlePremium: yuan('400000.00') }, 40, []],
    ['of a cent more', { singlePremium: yuan('400000.01') }, 40, ['singlePremium']],
    ['a yearly premium of a fifth', { yearlyPremium: yuan('20000.00') }, 40, []],
    ['of a cent more', { yearlyPremium: yuan('20000.01') }, 40, ['yearlyPremium']],
    ['paid until 74', { yearlyPremium: yuan('1.00') }, 69, []],
    ['paid until 75', { yearlyPremium: yuan('1.00') }, 70, ['ageAtLastPremium']],
    [
      'below one and a half of the budget',
      { yearlyPremium: yuan('149.99'), budget: yuan('100') },
      40,
      [],
    ],
    [
      'of one and a half of it',
      { yearlyPremium: yuan('150.00'), budget: yuan('100') },
      40,
      ['budget'],
    ],
  ] as const)('decide whether a declaration is due: %s', (...[, premium, age, due]) => {
    expect(declarationsFor({ ...income, ...premium }, age)).toEqual(due)
  })
  test('decide whether a loan can be borne', () => {
    const loan = {
      monthlyIncome: yuan('8000.00'),
      monthlyDebtService: yuan('4000.00'),
      ageAtMaturity: 70,
      purpose: 'consumption',
    }
    expect(affordable(loan)).toBe(true)
    expect(affordable({ ...loan, monthlyDebtService: yuan('4000.01') })).toBe(false)
    expect(affordable({ ...loan, ageAtMaturity: 71 })).toBe(false)
    expect(affordable({ ...loan, purpose: 'investment' })).toBe(false)
  })
})
