// The full table of a mechanism, body × event × state, by the judgement itself: in which states an event is
// taken, who may send it there, and that everybody else is refused. No region asks where another stands, so
// every innermost state of each is tried once, with the others where they let the event pass.

import type { StateValue } from 'xstate'
import { nodesOf } from '../../engine/core/load.ts'
import { judge } from '../../engine/core/judge.ts'
import type { Ask, Holds, Standing } from '../../engine/core/judge.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import type { ProcessState } from '../../engine/core/process.ts'
import { initial, positionOf } from '../../engine/core/step.ts'
import type { Instant } from '../../engine/core/values.ts'
import { holdsBySeats } from '../../engine/runtime/ground.ts'
import { DUTIES } from '../../policies/ability.ts'
import { BODIES, ENGINE_BODIES } from '../../policies/duty.ts'
import type { Body } from '../../policies/duty.ts'
import { chartMap, regionOf } from './walk-chart.ts'
import type { ChartMap } from './walk-chart.ts'

const PERSON = '0198c0de-0000-7000-8000-00000000000a'
const UNIT = 'unit-a'
const PARTNER = 'partner:a'
const bodies = Object.keys(BODIES) as Body[]
const engine: readonly Body[] = ENGINE_BODIES
/** Everything that the reach of a duty may ask of a process, so that only the body decides. */
const REACHED = {
  unit: UNIT,
  openedBy: PERSON,
  subjects: [
    PARTNER,
    `person:${PERSON}`,
    ...new Set(DUTIES.flatMap((d) => d.about ?? [])),
  ] as ProcessState['subjects'],
}

/** One seat of a body, or the body of the engine itself. */
const holdsOf = (body: Body): Holds =>
  engine.includes(body)
    ? (duties) => {
        const duty = duties.find((d) => d.body === body)
        return duty && { duty, by: { body } }
      }
    : holdsBySeats([
        { id: PERSON, person: PERSON, body, unit: body === 'partner' ? PARTNER : UNIT },
      ])
const HOLDS = bodies.map((body) => ({ body, holds: holdsOf(body) }))

const MOMENT: Ask['moment'] = {
  at: '2026-03-02T01:00:00.000Z' as Instant,
  effective: { at: '2026-03-02T01:00:00.000Z' as Instant },
  on: undefined,
  process: PERSON,
  entry: PERSON,
  facts: {},
}
const ASKED = new Error('the state takes it, and it is asked whose duty it is')
const HELD = new Error('the duty is held, and the rules are to be looked at')
const raise = (error: Error) => (): never => {
  throw error
}

/** How far an ask gets: refused by the state, up to the question of duty, refused for it, or beyond. */
type Verdict = 'state' | 'asked' | 'duty' | 'held'
function verdict(standing: Standing, event: string, holds: Holds): Verdict {
  try {
    // The facts are read as soon as the duty is found to be held, and what they say is another question.
    const ask = { event, payload: {}, moment: MOMENT, holds, facts: raise(HELD) }
    const judged = judge(standing, ask)
    if (judged.ok) throw new Error(`${event} was accepted without its facts`)
    const { kind, rule } = judged.refusal
    if (kind === 'NOT_YOUR_DUTY') return 'duty'
    if (kind === 'NOT_NOW' && rule === 'state') return 'state'
    throw new Error(`${event}: ${kind} by ${rule ?? 'no rule'}`)
  } catch (error) {
    if (error === ASKED) return 'asked'
    if (error === HELD) return 'held'
    throw error
  }
}

/** What refuses before it is asked whose duty it is refuses everybody. */
const isTaken = (standing: Standing, event: string): boolean =>
  verdict(standing, event, raise(ASKED)) === 'asked'
/** Each body asks by itself; one that holds no duty must be refused for that. */
function whoMay(standing: Standing, event: string): readonly Body[] {
  const verdicts = HOLDS.map(({ body, holds }) => ({ body, was: verdict(standing, event, holds) }))
  const astray = verdicts.find(({ was }) => was !== 'held' && was !== 'duty')
  if (astray) throw new Error(`${event} by ${astray.body}: ${astray.was}`)
  return verdicts.filter(({ was }) => was === 'held').map(({ body }) => body)
}

interface Chart {
  readonly mechanism: Mechanism
  readonly name: string
  readonly machine: Mechanism['charts'][string]
  readonly map: ChartMap
  readonly leaves: readonly string[]
}
function chartsOf(mechanism: Mechanism): readonly Chart[] {
  const map = chartMap(mechanism)
  return Object.entries(mechanism.charts).map(([name, machine]) => {
    const own = new Set(nodesOf(machine.root).map((node) => node.path.join('.')))
    const leaves = map.states.filter((s) => own.has(s) && map.reachable.has(s))
    return { mechanism, name, machine, map, leaves }
  })
}

/** A process of a chart that stands at these innermost states, and elsewhere at the first of the region. */
function standingAt(chart: Chart, leaves: readonly string[]): Standing {
  const { mechanism, machine, name } = chart
  if (leaves.some((leaf) => chart.map.before.has(leaf)))
    return { mechanism, chart: name, state: undefined }
  const start = initial(machine)
  const value = leaves.reduce(withLeaf, start.value as StateValue)
  const context = start.context as ProcessState['context']
  const { final } = positionOf(machine, value)
  return {
    mechanism,
    chart: name,
    state: { ...REACHED, value, context, participants: {}, final },
  }
}
/** A state value in which one region stands at an innermost state. */
function withLeaf(value: StateValue, path: string): StateValue {
  const [region = '', ...rest] = path.split('.')
  const last = rest.pop() ?? ''
  const inner = rest.reduceRight<StateValue>((deeper, key) => ({ [key]: deeper }), last)
  return { ...(typeof value === 'object' ? value : {}), [region]: inner }
}

export interface TableRow {
  readonly event: string
  /** Innermost states of the case in which it is taken. */
  readonly states: readonly string[]
  /** Of each further region that decides, those in which it is taken. */
  readonly beside: readonly (readonly string[])[]
  /** Who may send it there; all others were refused. */
  readonly bodies: readonly Body[]
}

/** In the order of the events, and of the states in which each is taken. */
export function tableOf(mechanism: Mechanism): readonly TableRow[] {
  const charts = chartsOf(mechanism)
  return Object.keys(mechanism.events).flatMap((event) => {
    const rows = new Map<string, TableRow>()
    for (const row of charts.flatMap((chart) => rowsOf(chart, event))) {
      const key = JSON.stringify([row.bodies, row.beside])
      const states = [...(rows.get(key)?.states ?? []), ...row.states]
      rows.set(key, { ...row, states })
    }
    return [...rows.values()]
  })
}

/** A row for each state of the case that takes the event. */
function rowsOf(chart: Chart, event: string): readonly TableRow[] {
  const { leaves, map, mechanism } = chart
  // Where the regions that the event needs let it pass, if anywhere.
  const passing = (mechanism.events[event]?.regions ?? []).flatMap(
    (region) => leaves.find((l) => regionOf(l) === region && map.to(event, l).length > 0) ?? [],
  )
  const taking = leaves
    .filter((leaf) => regionOf(leaf) === 'case')
    .map((leaf) => ({ leaf, standing: standingAt(chart, [...passing, leaf]) }))
    .filter(({ standing }) => isTaken(standing, event))
  const [first] = taking
  const beside = first?.standing.state ? besides(chart, event, [...passing, first.leaf]) : []
  return taking.map(({ leaf, standing }) => ({
    event,
    states: [leaf],
    beside,
    bodies: whoMay(standing, event),
  }))
}

/** Of the other regions the states in which an event is taken; nothing of a region where it is in each. */
function besides(chart: Chart, event: string, passing: readonly string[]): TableRow['beside'] {
  const others = chart.leaves.filter((leaf) => regionOf(leaf) !== 'case')
  return [...new Set(others.map(regionOf))].flatMap((region) => {
    const all = others.filter((leaf) => regionOf(leaf) === region)
    const taking = all.filter((leaf) => isTaken(standingAt(chart, [...passing, leaf]), event))
    return taking.length === all.length ? [] : [taking]
  })
}
