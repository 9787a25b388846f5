/** What a recorded sample was asked for by, and the question that it is asked again by. */
import { term } from '../core/terms.ts'
import type { TermName } from '../core/terms.ts'
import type { Instant } from '../core/values.ts'
import type { SampleAsk, TrailAsk } from './engine.ts'

/** The context of a recorded sample, as far as it is the question. */
export interface RecordedSample {
  readonly of: 'entries' | 'processes' | null
  readonly method: 'simple' | 'systematic' | 'stratified' | 'monetary' | null
  readonly size: number
  readonly seed: string | null
  readonly stratum: NonNullable<SampleAsk['stratum']> | null
  readonly amount: string | null
  readonly currency: string | null
  readonly filter: readonly { readonly by: string; readonly is: string }[]
  readonly upTo: number
}

/** A condition that is none. */
export class NoCondition extends Error {
  override readonly name = 'NoCondition'
}

const TERMS: readonly TermName[] = [
  'mechanism',
  'event',
  'kind',
  'actor',
  'body',
  'duty',
  'article',
  'subject',
  'refusalKind',
  'rule',
  'cause',
]
const TIMES = ['from', 'to', 'effectiveFrom', 'effectiveTo'] as const
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Throws NoCondition for a condition that the trail does not know. */
export function askOf(recorded: RecordedSample): SampleAsk {
  const { of, method, size, seed, stratum, amount, currency, upTo } = recorded
  if (of === null || method === null || seed === null) throw new NoCondition('nothing is asked for')
  const filter = { ...filterOf(recorded.filter), upTo }
  return {
    filter,
    of: of === 'entries' ? 'ENTRIES' : 'PROCESSES',
    method: method.toUpperCase() as SampleAsk['method'],
    size,
    seed,
    ...(stratum === null ? {} : { stratum }),
    ...(amount === null ? {} : { amount: { path: amount, currency: currency ?? 'CNY' } }),
  }
}

function filterOf(conditions: RecordedSample['filter']): TrailAsk {
  const names = conditions.map(({ by }) => by)
  if (new Set(names).size !== names.length) throw new NoCondition('a condition is given twice')
  const named = new Map(conditions.map(({ by, is }) => [by, is]))
  const unknown = names.find(
    (name) => ![...TERMS, ...TIMES, 'process'].some((known) => known === name),
  )
  if (unknown !== undefined) throw new NoCondition(`the trail is not asked by \`${unknown}\``)
  const process = named.get('process')
  if (process !== undefined && !UUID.test(process))
    throw new NoCondition('`process` is the id of a process')
  return {
    terms: TERMS.flatMap((name) => {
      const value = named.get(name)
      return value === undefined ? [] : [term(name, value)]
    }),
    ...(process === undefined ? {} : { process }),
    ...timesOf(named),
  }
}

function timesOf(named: ReadonlyMap<string, string>): Partial<TrailAsk> {
  const found = TIMES.flatMap((name) => {
    const value = named.get(name)
    if (value === undefined) return []
    if (!INSTANT.test(value) || Number.isNaN(Date.parse(value)))
      throw new NoCondition(`\`${name}\` is an instant, as 2026-03-01T00:00:00.000Z`)
    return [[name, value as Instant] as const]
  })
  return Object.fromEntries(found)
}
