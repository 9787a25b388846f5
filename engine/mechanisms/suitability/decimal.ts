/**
 * Exact arithmetic on amounts of money. An amount is decimal text with at most two places, so a ratio is
 * decided on whole cents and never on a rounded quotient.
 */
export interface Money {
  readonly amount: string
  readonly currency: string
}

const CENTS = 100n

export function centsOf({ amount }: Money): bigint {
  const [whole = '0', fraction = ''] = amount.split('.')
  return BigInt(whole) * CENTS + BigInt(fraction.padEnd(2, '0'))
}

/** A part of a hundred, or more of it than that. */
export type Percent = number

/** Is `part` more than so many percent of `whole`? */
export const exceeds = (part: Money, percent: Percent, whole: Money): boolean =>
  centsOf(part) * 100n > centsOf(whole) * BigInt(percent)
/** Is `part` at least so many percent of `whole`? */
export const reaches = (part: Money, percent: Percent, whole: Money): boolean =>
  centsOf(part) * 100n >= centsOf(whole) * BigInt(percent)

/** Amounts can be compared only in one currency. */
export const oneCurrency = (amounts: readonly (Money | undefined)[]): boolean =>
  new Set(amounts.filter((m) => m !== undefined).map((m) => m.currency)).size <= 1
