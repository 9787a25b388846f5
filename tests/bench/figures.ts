// From measurements to figures, and to the table that is printed.

import type { Contestant } from './options.ts'

/** One measurement of one contestant. */
export interface Sample {
  readonly contestant: Contestant
  readonly callers: number
  readonly tps: number
  readonly p50: number
  readonly p99: number
  /** Commands per batch of ours. */
  readonly batch: number
  /** Microseconds of CPU per command: of our server, of PostgreSQL, and of whoever sent. */
  readonly node: number
  readonly postgres: number
  readonly client: number
}

/** The medians of all rounds, with the slowest and the fastest. */
export interface Figure extends Sample {
  readonly least: number
  readonly most: number
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

export const percentile = (ascending: Float64Array, part: number): number =>
  ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * part))] ?? Number.NaN

/** Groups in the order in which their first sample came. */
function grouped(samples: readonly Sample[]): readonly (readonly Sample[])[] {
  const groups = new Map<string, Sample[]>()
  for (const sample of samples) {
    const key = `${sample.contestant} ${String(sample.callers)}`
    groups.set(key, [...(groups.get(key) ?? []), sample])
  }
  return [...groups.values()]
}

export const figuresOf = (samples: readonly Sample[]): readonly Figure[] =>
  grouped(samples).map((group): Figure => {
    const [{ contestant, callers }] = group as [Sample]
    const middle = (name: keyof Omit<Sample, 'contestant' | 'callers'>) =>
      median(group.map((s) => s[name]))
    const tps = group.map((s) => s.tps)
    return {
      contestant,
      callers,
      tps: middle('tps'),
      least: Math.min(...tps),
      most: Math.max(...tps),
      p50: middle('p50'),
      p99: middle('p99'),
      batch: middle('batch'),
      node: middle('node'),
      postgres: middle('postgres'),
      client: middle('client'),
    }
  })

export interface Ratio {
  readonly callers: number
  readonly ours: Contestant
  readonly to: Contestant
  /** Of the rounds, each against the run beside it: median, least and most. */
  readonly median: number
  readonly least: number
  readonly most: number
}

/** Ours against pgbench, round by round, for the machine is not the same from one minute to the next. */
export function ratiosOf(samples: readonly Sample[]): readonly Ratio[] {
  const pairs = (['lean', 'yoga'] as const).flatMap((ours) =>
    (['A', 'B'] as const).map((to) => ({ ours, to })),
  )
  const callers = [...new Set(samples.map((s) => s.callers))]
  return callers.flatMap((n) =>
    pairs.flatMap(({ ours, to }) => {
      const of = (c: Contestant) => samples.filter((s) => s.contestant === c && s.callers === n)
      const others = of(to)
      const each = of(ours).flatMap((s, i) => (others[i] ? [s.tps / others[i].tps] : []))
      if (each.length === 0) return []
      const [least, most] = [Math.min(...each), Math.max(...each)]
      return [{ callers: n, ours, to, median: median(each), least, most }]
    }),
  )
}

const NAMES: Readonly<Record<Contestant, string>> = {
  lean: 'ours',
  yoga: 'ours, by Yoga',
  A: 'pgbench A, by statements',
  B: 'pgbench B, one statement',
}
const HEAD = [
  '',
  'callers',
  'tps',
  'least-most',
  'p50 ms',
  'p99 ms',
  'x A',
  'x B',
  'batch',
  'node',
  'pg',
  'client',
]

/** The table as text, columns aligned; CPU in microseconds per command. */
export function tableOf(samples: readonly Sample[]): string {
  const ratios = ratiosOf(samples)
  const round = (n: number) => (Number.isFinite(n) ? n.toFixed(0) : '-')
  const rows = figuresOf(samples).map((f) => {
    const to = (other: Contestant) =>
      ratios.find((r) => r.ours === f.contestant && r.to === other && r.callers === f.callers)
    const times = (other: Contestant) => to(other)?.median.toFixed(2) ?? ''
    return [
      NAMES[f.contestant],
      String(f.callers),
      round(f.tps),
      `${round(f.least)}-${round(f.most)}`,
      f.p50.toFixed(2),
      f.p99.toFixed(2),
      times('A'),
      times('B'),
      Number.isFinite(f.batch) ? f.batch.toFixed(1) : '',
      round(f.node),
      round(f.postgres),
      round(f.client),
    ]
  })
  const all = [HEAD, ...rows]
  const widths = HEAD.map((_, i) => Math.max(...all.map((row) => row[i]?.length ?? 0)))
  return all
    .map((row) =>
      row
        .map((cell, i) => (i ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
        .join('  '),
    )
    .join('\n')
}
