/**
 * Samples that anybody can draw again. A sample is a pure function of its population, in the order of the
 * trail, of the method and of the seed: no generator of random numbers is used, only SHA-256, so that every
 * spreadsheet and every language comes to the same.
 *
 * - The lot of a member is SHA-256(seed ‖ "\n" ‖ id of its entry), in hex. SIMPLE takes those with the smallest.
 * - SYSTEMATIC takes, of `size` members out of N, those at floor((start + i·N) / size), i from 0, where start is
 *   SHA-256(seed ‖ "\nstart") as a number modulo N, and the first member is at 0.
 * - STRATIFIED gives each stratum its share of the size by largest remainder, at least one where there is
 *   room for that, and draws simply within it.
 * - MONETARY draws units of money: of a total T in the smallest unit the ones at floor((start + i·T) / size),
 *   start modulo T. A member that holds several of them is drawn once, with so many hits.
 */
import { canonical, sha256 } from './trail.ts'
import type { Uuid } from './values.ts'

export const SAMPLE_METHODS = ['SIMPLE', 'SYSTEMATIC', 'STRATIFIED', 'MONETARY'] as const
export type SampleMethod = (typeof SAMPLE_METHODS)[number]

export interface Member {
  readonly position: number
  /** Of its entry. */
  readonly id: Uuid
  readonly process?: Uuid
  /** Of STRATIFIED: the stratum it belongs to. */
  readonly stratum?: string
  /** Of MONETARY: an amount in the smallest unit of its currency; absent or not positive: it cannot be drawn. */
  readonly amount?: bigint
}
export interface Draw {
  readonly method: SampleMethod
  readonly size: number
  readonly seed: string
}
export interface Drawn extends Member {
  /** Units of money of it that were drawn; one with every other method. */
  readonly hits: number
}
export interface Stratum {
  readonly name: string
  readonly size: number
  readonly drawn: number
}
export interface Sample {
  /** In the order of the trail. */
  readonly drawn: readonly Drawn[]
  readonly population: number
  /** Members without an amount, which MONETARY cannot draw. */
  readonly without: number
  readonly total?: bigint
  readonly strata: readonly Stratum[]
}

const lotOf = (seed: string, id: Uuid): string => sha256(`${seed}\n${id}`)
/** Where counting begins. Taken modulo a number that is far below 2^256, every place is as likely. */
const startOf = (seed: string, below: bigint): bigint =>
  BigInt(`0x${sha256(`${seed}\nstart`)}`) % below

const byPosition = (a: Member, b: Member): number => a.position - b.position
const once = (member: Member): Drawn => ({ ...member, hits: 1 })

/** Draws from a population in the order of the trail; all of it where it is no larger than the size. */
export function draw(population: readonly Member[], asked: Draw): Sample {
  const plain = { population: population.length, without: 0, strata: [] }
  switch (asked.method) {
    case 'SIMPLE':
      return { ...plain, drawn: simply(population, asked) }
    case 'SYSTEMATIC':
      return { ...plain, drawn: systematically(population, asked) }
    case 'STRATIFIED':
      return { ...plain, ...stratified(population, asked) }
    case 'MONETARY':
      return { ...plain, ...byMoney(population, asked) }
  }
}

function simply(population: readonly Member[], { seed, size }: Omit<Draw, 'method'>): Drawn[] {
  const lots = population.map((member) => ({ member, lot: lotOf(seed, member.id) }))
  return lots
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, size)
    .map(({ member }) => once(member))
    .sort(byPosition)
}

function systematically(population: readonly Member[], { seed, size }: Draw): Drawn[] {
  const of = BigInt(population.length)
  if (population.length <= size) return population.map(once)
  const start = startOf(seed, of)
  return Array.from({ length: size }, (_, i) =>
    once(population[Number((start + BigInt(i) * of) / BigInt(size))] as Member),
  )
}

function stratified(population: readonly Member[], { seed, size }: Draw) {
  const strata = new Map<string, Member[]>()
  for (const member of population) {
    const name = member.stratum ?? ''
    const known = strata.get(name)
    if (known) known.push(member)
    else strata.set(name, [member])
  }
  const names = [...strata.keys()].sort()
  const sizes = names.map((name) => strata.get(name)?.length ?? 0)
  const shares = sharesOf(sizes, Math.min(size, population.length))
  const drawn = names.flatMap((name, i) =>
    simply(strata.get(name) ?? [], { seed, size: shares[i] ?? 0 }),
  )
  return {
    drawn: drawn.sort(byPosition),
    strata: names.map((name, i) => ({ name, size: sizes[i] ?? 0, drawn: shares[i] ?? 0 })),
  }
}

/** Shares by largest remainder; of two alike the stratum that comes first by name has the first claim. */
export function sharesOf(sizes: readonly number[], size: number): number[] {
  const all = sizes.reduce((a, b) => a + b, 0)
  if (all === 0) return sizes.map(() => 0)
  // Where there is room, no stratum is left out.
  const least = size >= sizes.length ? 1 : 0
  const exact = sizes.map((n) => (n * size) / all)
  const shares = sizes.map((n, i) => Math.min(n, Math.max(least, Math.floor(exact[i] ?? 0))))
  const order = (grow: boolean) =>
    sizes
      .map((_, i) => ({ i, rest: (exact[i] ?? 0) - (shares[i] ?? 0) }))
      .filter(({ i }) => (grow ? (shares[i] ?? 0) < (sizes[i] ?? 0) : (shares[i] ?? 0) > least))
      .sort((a, b) => (grow ? b.rest - a.rest : a.rest - b.rest) || a.i - b.i)
  for (let sum = total(shares); sum !== size; sum = total(shares)) {
    const [next] = order(sum < size)
    if (!next) break
    shares[next.i] = (shares[next.i] ?? 0) + (sum < size ? 1 : -1)
  }
  return shares
}
const total = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)

function byMoney(population: readonly Member[], { seed, size }: Draw) {
  const held = population.filter(({ amount }) => amount !== undefined && amount > 0n)
  const without = population.length - held.length
  const sum = held.reduce((a, { amount = 0n }) => a + amount, 0n)
  if (sum === 0n) return { drawn: [], without, total: sum }
  const start = startOf(seed, sum)
  const pointOf = (i: number): bigint => (start + BigInt(i) * sum) / BigInt(size)
  const drawn: Drawn[] = []
  let [next, before] = [0, 0n]
  for (const member of held) {
    const end = before + (member.amount ?? 0n)
    let hits = 0
    for (; next < size && pointOf(next) < end; next++) hits++
    if (hits > 0) drawn.push({ ...member, hits })
    before = end
  }
  return { drawn, without, total: sum }
}

/** By what a sample is known: hex SHA-256 of the canonical JSON of what was asked and what was drawn. */
export const digestOf = (asked: object, { population, drawn }: Sample): string =>
  sha256(canonical({ asked, population, drawn: drawn.map(({ id, hits }) => ({ id, hits })) }))
