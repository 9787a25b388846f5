// What one step of each chart costs, without a database: parse the stored state, restore it, judge and
// step, work out its timers, and write it as text again. The steps are those of random walks.
//
// `npm run bench:steps` prints the median and the 99th percentile of each chart; exit code 1 where a
// median is above the limit.

import { advance } from '../../engine/core/advance.ts'
import { calendarOf, startedAt } from '../../engine/core/calendar.ts'
import { judge } from '../../engine/core/judge.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import type { ProcessState } from '../../engine/core/process.ts'
import type { Leaf } from '../../engine/core/trail.ts'
import type { Actor } from '../../engine/core/values.ts'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import { DUTIES } from '../../policies/ability.ts'
import { registryOf, variedOf } from '../support/walk-all.ts'
import { chartMap } from '../support/walk-chart.ts'
import { memoryGround } from '../support/walk-ground.ts'
import type { Opened } from '../support/walk-payload.ts'
import { chooser, nothingSeen } from '../support/walk-seen.ts'
import { walkOnce } from '../support/walk.ts'

const LIMIT_US = 150
const WALKS = 6
const STEPS = 40
const ROUNDS = 30
const SEED = 20260303
const calendar = calendarOf('Asia/Shanghai')

/** A step as it was recorded, with the state before it as text. */
interface Recorded {
  readonly mechanism: Mechanism
  readonly leaf: Leaf
  readonly before: string | undefined
}

/** Plays one step from text to text. */
function played({ mechanism, leaf, before }: Recorded): string {
  const state = before === undefined ? undefined : (JSON.parse(before) as ProcessState)
  const { process, actor, decision } = leaf
  const duty = DUTIES.find((d) => d.id === decision?.duty)
  if (!process || !duty) throw new Error(`an entry without process or duty: ${leaf.id}`)
  const effective = leaf.effective ?? { at: leaf.recordedAt }
  const begins = startedAt(calendar, effective)
  const facts = Object.entries(leaf.facts ?? {})
    .filter(([name]) => !name.startsWith('policy:'))
    .map(([name, { value }]) => [name, value ?? null])
  const judged = judge(
    { mechanism, chart: process.chart, state },
    {
      event: leaf.event.type,
      payload: leaf.event.payload,
      moment: {
        at: leaf.recordedAt,
        effective,
        on: begins === undefined ? undefined : calendar.dayOf(begins),
        process: process.id,
        entry: leaf.id,
        facts: {},
        ...(leaf.attested ? { attested: leaf.attested } : {}),
      },
      holds: () => ({ duty, by: actor as Actor }),
      facts: () => Object.fromEntries(facts) as never,
    },
  )
  if (!judged.ok) throw new Error(`${leaf.event.type}: ${judged.refusal.message.en}`)
  const struck = state?.timers.find((t) => t.id === leaf.request)
  const { state: after } = advance({
    mechanism,
    chart: process.chart,
    process: process.id,
    before: state,
    judged,
    now: leaf.recordedAt,
    calendar,
    policy: () => undefined,
    struck: leaf.kind === 'clock' ? struck : undefined,
  })
  return JSON.stringify(after)
}

/** The steps of some walks through a mechanism, in order. */
async function recorded(mechanism: Mechanism): Promise<Recorded[]> {
  const ground = await memoryGround(registryOf(mechanism))
  const seen = nothingSeen()
  const map = chartMap(mechanism)
  const varied = variedOf(mechanism)
  const opened: Opened[] = []
  for (let n = 0; n < WALKS * Object.keys(mechanism.charts).length; n++) {
    await varied.around?.(ground, opened.length + 1)
    const walk = {
      ground,
      mechanism,
      varied,
      opened,
      seen,
      choose: chooser(SEED + n),
      way: [],
    }
    await walkOnce({ walk, map, steps: STEPS, lookers: 1, pauseMs: 60_000 })
  }
  await ground.close()
  const states = new Map<string, string>()
  return ground.written.flatMap(({ leaf }) => {
    const { process } = leaf
    if (process?.mechanism !== mechanism.id || leaf.refusal) return []
    const step = { mechanism, leaf, before: states.get(process.id) }
    states.set(process.id, played(step))
    return [step]
  })
}

const percentile = (sorted: readonly number[], p: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? 0

/** Microseconds of each step of a chart, over all rounds. */
function timed(steps: readonly Recorded[]): number[] {
  const us: number[] = []
  for (let round = 0; round < ROUNDS; round++)
    for (const step of steps) {
      const at = performance.now()
      played(step)
      // The first rounds warm the code up.
      if (round >= ROUNDS / 3) us.push((performance.now() - at) * 1000)
    }
  return us.toSorted((a, b) => a - b)
}

/** Prints a line for each chart; false where a median is above the limit. */
export async function main(print: (line: string) => void): Promise<boolean> {
  let within = true
  print('| chart | steps | median us | p99 us |')
  print('| --- | --- | --- | --- |')
  for (const mechanism of MECHANISMS) {
    const steps = await recorded(mechanism)
    for (const chart of Object.keys(mechanism.charts)) {
      const own = steps.filter((s) => s.leaf.process?.chart === chart)
      const us = timed(own)
      const median = percentile(us, 0.5)
      within &&= median <= LIMIT_US
      print(
        `| ${mechanism.id} ${chart} | ${String(own.length)} | ${median.toFixed(0)} | ${percentile(us, 0.99).toFixed(0)} |`,
      )
    }
  }
  print(`limit: median of ${String(LIMIT_US)} us: ${within ? 'kept' : 'MISSED'}`)
  return within
}
