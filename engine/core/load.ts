/** What types cannot see: checks that run once when a mechanism is loaded. */
import type { AnyStateNode } from 'xstate'
import type { Duty } from '../../policies/duty.ts'
import type { Context, EventRule, Mechanism, Notice, StateMeta } from './mechanism.ts'
import { ruleNames } from './rules.ts'

export const nodesOf = (node: AnyStateNode): AnyStateNode[] => [
  node,
  ...Object.values(node.states).flatMap(nodesOf),
]
/** The duties by which an event may be sent. */
export const dutiesOf = (event: EventRule): readonly Duty[] => [event.by].flat()
/** Events of the clock are never inputs. */
export const isClockEvent = (event: EventRule): boolean => dutiesOf(event).every((d) => d.body === 'clock')
/** Who is told of an event, given the context after it; plain data, as the entry records it. */
export const noticesOf = (event: EventRule, context: Context): readonly Omit<Notice, 'when'>[] =>
  (event.notices ?? [])
    .filter(({ when }) => when === undefined || Number(context[when.counts] ?? 0) >= when.atLeast)
    .map(({ to, about }) => ({ to, about }))

/** Every rule that the mechanism breaks, each in one sentence that names the place. */
export function* problemsOf(m: Mechanism): Generator<string> {
  const used = new Map<string, string>()
  for (const [name, machine] of Object.entries(m.charts)) yield* chartProblems(m, name, machine.root, used)
  for (const [name, event] of Object.entries(m.events)) yield* eventProblems(m, name, event, used)
  for (const [event, names] of Object.entries(m.separation))
    for (const name of names ?? []) yield* ruleProblems(m, `separation of ${event}`, event, name)
  yield* clockProblems(m)
  if (!Object.values(m.events).some((e) => e.opens)) yield 'no event opens a process'
}

function* chartProblems(
  m: Mechanism,
  chart: string,
  root: AnyStateNode,
  used: Map<string, string>,
): Generator<string> {
  if (root.type !== 'parallel' || Object.keys(root.states)[0] !== 'case')
    yield `chart ${chart}: the root is parallel and its first region is named case`
  for (const node of nodesOf(root)) {
    const at = `chart ${chart}, state ${node.path.join('.') || '(root)'}`
    if (node.path.length > 0 && (node.meta as StateMeta | undefined)?.title === undefined) yield `${at}: no title`
    if (node.invoke.length > 0) yield `${at}: invoke; the engine runs no actors`
    if (node.after.length > 0) yield `${at}: after; legal time belongs to clocks`
    if (node.type === 'history') yield `${at}: a history state; keep the way back in the context`
    if (node.type === 'final' && node.path[0] !== 'case') yield `${at}: a final state in a side region`
    if (node.entry.length + node.exit.length > 0) yield `${at}: entry or exit actions; assign on the event`
    for (const t of [...node.transitions.values()].flat()) {
      if (t.eventType === '') yield `${at}: an eventless transition`
      if (t.eventType.startsWith('xstate.')) continue
      const other = used.get(t.eventType)
      if (other !== undefined && other !== chart) yield `${at}: event ${t.eventType} is also in chart ${other}`
      used.set(t.eventType, chart)
      if (!(t.eventType in m.events)) yield `${at}: event ${t.eventType} is not in the table`
      for (const name of ruleNames(t.guard)) yield* ruleProblems(m, at, t.eventType, name)
      for (const action of t.actions)
        if (typeof action !== 'function' || (action as { type?: string }).type !== 'xstate.assign')
          yield `${at}: an action other than assign on ${t.eventType}`
    }
  }
}

function* ruleProblems(m: Mechanism, at: string, event: string, name: string): Generator<string> {
  const rule = m.rules[name]
  if (rule === undefined) return yield `${at}: guard ${name} on ${event} is not a named rule`
  if (rule.of && !rule.of.includes(event))
    yield `${at}: rule ${name} judges the payload of ${rule.of.join()}, but stands at ${event}`
  for (const fact of rule.reads ?? [])
    if (!(m.events[event]?.reads ?? []).includes(fact))
      yield `${at}: rule ${name} reads the fact ${fact}, which ${event} does not read`
}

function* eventProblems(
  m: Mechanism,
  name: string,
  event: EventRule,
  used: Map<string, string>,
): Generator<string> {
  if (!/^[a-z][A-Za-z0-9]*$/.test(name)) yield `event ${name}: a name is a camelCase imperative`
  if (!used.has(name)) yield `event ${name} is in the table but in no chart`
  if (dutiesOf(event).length === 0) yield `event ${name} has no duty`
  for (const fact of event.reads ?? []) if (!(fact in m.facts)) yield `event ${name} reads the undeclared fact ${fact}`
  for (const field of Object.keys(event.appoints ?? {}))
    if (!(field in event.payload.shape)) yield `event ${name} appoints by ${field}, which its payload lacks`
  const known = new Set(Object.values(m.charts).flatMap((c) => Object.keys(c.root.states)))
  for (const region of event.regions ?? []) if (!known.has(region)) yield `event ${name}: no region ${region}`
}

function* clockProblems(m: Mechanism): Generator<string> {
  const paths = new Set(
    Object.values(m.charts).flatMap((c) => nodesOf(c.root).map((n) => n.path.join('.'))),
  )
  for (const [name, clock] of Object.entries(m.clocks)) {
    for (const path of [...clock.runsIn, ...(clock.pausedIn ?? [])])
      if (!paths.has(path)) yield `clock ${name}: no state ${path}`
    const event = m.events[clock.fires]
    if (event === undefined || !isClockEvent(event)) yield `clock ${name}: ${clock.fires} is no event of the clock`
    if ('bounds' in clock && (clock.span.n < clock.bounds[0] || clock.span.n > clock.bounds[1]))
      yield `clock ${name}: its default is out of its bounds`
  }
}
