/** What types cannot see: checks that run once when a mechanism is loaded. */
import type { AnyStateNode } from 'xstate'
import type { Duty } from '../../policies/duty.ts'
import type { Context, EventRule, Mechanism, Notice, StateMeta } from './mechanism.ts'
import { HOUSE_EVENTS } from './house-events.ts'
import { ruleNames } from './rules.ts'

export const nodesOf = (node: AnyStateNode): AnyStateNode[] => [
  node,
  ...Object.values(node.states).flatMap(nodesOf),
]
/** The duties by which an event may be sent. */
export const dutiesOf = ({ by }: EventRule): readonly Duty[] => ('id' in by ? [by] : by)
/** Events of the clock are never inputs. */
export const isClockEvent = (event: EventRule): boolean =>
  dutiesOf(event).every((d) => d.body === 'clock')
/** Who is told of an event, given the context after it; plain data, as the entry records it. */
export const noticesOf = (event: EventRule, context: Context): readonly Omit<Notice, 'when'>[] =>
  (event.notices ?? [])
    .filter(({ when }) => when === undefined || Number(context[when.counts] ?? 0) >= when.atLeast)
    .map(({ to, about }) => ({ to, about }))

/** Every rule that the mechanism breaks, each in one sentence that names the place. */
export function* problemsOf(m: Mechanism): Generator<string> {
  const used: Used = { events: new Map(), states: new Map() }
  for (const chart of Object.keys(m.charts)) yield* chartProblems(m, chart, used)
  for (const name of Object.keys(m.events)) yield* eventProblems(m, name, used.events)
  for (const [event, names] of Object.entries(m.separation))
    for (const rule of names ?? [])
      yield* ruleProblems(m, { at: `separation of ${event}`, event, rule })
  yield* clockProblems(m)
  yield* policyProblems(m)
  yield* coverageProblems(m)
  if (!Object.values(m.events).some((e) => e.opens)) yield 'no event opens a process'
}

/** The chart in which an event or a state path was met first. */
interface Used {
  readonly events: Map<string, string>
  readonly states: Map<string, string>
}

/**
 * An opening event tells the chart of its process, so it belongs to one; and clocks and facts name states
 * by their paths, so no two charts share one below the case region.
 */
function* chartProblems(m: Mechanism, chart: string, used: Used): Generator<string> {
  const root = m.charts[chart]?.root
  if (root?.type !== 'parallel' || Object.keys(root.states)[0] !== 'case')
    return void (yield `chart ${chart}: the root is parallel and its first region is named case`)
  for (const node of nodesOf(root)) {
    yield* nodeProblems(chart, node)
    const at = placeOf(chart, node)
    const path = node.path.join('.')
    if (path !== '' && path !== 'case') {
      const first = used.states.get(path)
      if (first !== undefined) yield `${at}: chart ${first} has a state of this path too`
      used.states.set(path, chart)
    }
    for (const [event, transitions] of node.transitions as Map<string, readonly Transition[]>) {
      if (event === '') yield `${at}: an eventless transition`
      if (event.startsWith('xstate.')) continue
      const other = used.events.get(event)
      if (other !== undefined && other !== chart && m.events[event]?.opens)
        yield `${at}: event ${event} opens a process of chart ${other} already`
      used.events.set(event, chart)
      if (!(event in m.events)) yield `${at}: event ${event} is not in the table`
      for (const { guard, actions } of transitions) {
        for (const rule of ruleNames(guard)) yield* ruleProblems(m, { at, event, rule })
        if (!actions.every(isAssign)) yield `${at}: an action other than assign on ${event}`
      }
    }
  }
}
interface Transition {
  readonly guard?: unknown
  readonly actions: readonly unknown[]
}
const isAssign = (action: unknown): boolean =>
  typeof action === 'function' && (action as { type?: string }).type === 'xstate.assign'
const placeOf = (chart: string, node: AnyStateNode): string =>
  `chart ${chart}, state ${node.path.join('.') || '(root)'}`

function* nodeProblems(chart: string, node: AnyStateNode): Generator<string> {
  const at = placeOf(chart, node)
  const titled = (node.meta as StateMeta | undefined)?.title !== undefined
  if (node.path.length > 0 && !titled) yield `${at}: no title`
  if (node.invoke.length > 0) yield `${at}: invoke; the engine runs no actors`
  if (node.after.length > 0) yield `${at}: after; legal time belongs to clocks`
  if (node.type === 'history') yield `${at}: a history state; keep the way back in the context`
  if (node.type === 'final' && node.path[0] !== 'case')
    yield `${at}: a final state in a side region`
  if (node.entry.length + node.exit.length > 0)
    yield `${at}: entry or exit actions; assign on the event`
}

function* ruleProblems(
  m: Mechanism,
  { at, event, rule }: { readonly at: string; readonly event: string; readonly rule: string },
): Generator<string> {
  const known = m.rules[rule]
  if (known === undefined)
    return void (yield `${at}: guard ${rule} on ${event} is not a named rule`)
  if (known.of && !known.of.includes(event))
    yield `${at}: rule ${rule} judges the payload of ${known.of.join()}, but stands at ${event}`
  for (const fact of known.reads ?? [])
    if (!(m.events[event]?.reads ?? []).includes(fact))
      yield `${at}: rule ${rule} reads the fact ${fact}, which ${event} does not read`
}

function* eventProblems(
  m: Mechanism,
  name: string,
  used: ReadonlyMap<string, string>,
): Generator<string> {
  const event = m.events[name]
  if (!event) return
  if (!/^[a-z][A-Za-z0-9]*$/.test(name)) yield `event ${name}: a name is a camelCase imperative`
  if (Object.hasOwn(HOUSE_EVENTS, name)) yield `event ${name}: every process has one of this name`
  if (!used.has(name)) yield `event ${name} is in the table but in no chart`
  if (dutiesOf(event).length === 0) yield `event ${name} has no duty`
  for (const fact of event.reads ?? [])
    if (!(fact in m.facts)) yield `event ${name} reads the undeclared fact ${fact}`
  for (const field of Object.keys(event.appoints ?? {}))
    if (!(field in event.payload.shape))
      yield `event ${name} appoints by ${field}, which its payload lacks`
  const known = new Set(Object.values(m.charts).flatMap((c) => Object.keys(c.root.states)))
  for (const region of event.regions ?? [])
    if (!known.has(region)) yield `event ${name}: no region ${region}`
}

function* clockProblems(m: Mechanism): Generator<string> {
  const paths = new Set(
    Object.values(m.charts).flatMap((c) => nodesOf(c.root).map((n) => n.path.join('.'))),
  )
  for (const [name, clock] of Object.entries(m.clocks)) {
    for (const path of [...clock.runsIn, ...(clock.pausedIn ?? [])])
      if (!paths.has(path)) yield `clock ${name}: no state ${path}`
    const event = m.events[clock.fires]
    if (event === undefined || !isClockEvent(event))
      yield `clock ${name}: ${clock.fires} is no event of the clock`
    if ('bounds' in clock && (clock.span.n < clock.bounds[0] || clock.span.n > clock.bounds[1]))
      yield `clock ${name}: its default is out of its bounds`
  }
}

function* policyProblems({ policies }: Mechanism): Generator<string> {
  for (const [key, { value, bounds }] of Object.entries(policies))
    if (value < bounds[0] || value > bounds[1])
      yield `policy ${key}: its default is out of its bounds`
}

/** States and names that coverage, bars and obligations speak of must exist. */
function* coverageProblems(m: Mechanism): Generator<string> {
  const statesIn = (chart: string): ReadonlySet<string> => {
    const machine = m.charts[chart]
    return new Set(machine ? nodesOf(machine.root).map((n) => n.path.join('.')) : [])
  }
  const told = [
    ...m.coverage.map((r) => ({
      ...r,
      at: 'coverage',
      paths: [...r.inPlace, ...(r.late ?? []), ...(r.notDue?.paths ?? [])],
    })),
    ...m.bars.map((r) => ({ ...r, at: 'bars' })),
    ...m.shares
      .flatMap(({ done, due }) => [done, due])
      .flatMap((counted) => ('paths' in counted ? [{ ...counted, at: 'shares' }] : [])),
  ]
  for (const { chart, at, paths } of told) {
    const known = statesIn(chart)
    for (const path of paths)
      if (!known.has(path)) yield `${at}: chart ${chart} has no state ${path}`
  }
  for (const { done, due } of m.shares)
    for (const counted of [done, due])
      for (const name of 'events' in counted ? counted.events : [])
        if (!(name in m.events)) yield `shares: no event ${name}`
  for (const one of m.obligations) {
    if (!('enforcedBy' in one)) continue
    const { mechanism = m.id, events = [], rules = [], clocks = [] } = one.enforcedBy
    if (mechanism !== m.id) continue
    for (const name of events) if (!(name in m.events)) yield `${one.id}: no event ${name}`
    for (const name of rules) if (!(name in m.rules)) yield `${one.id}: no rule ${name}`
    for (const name of clocks) if (!(name in m.clocks)) yield `${one.id}: no clock ${name}`
  }
}
