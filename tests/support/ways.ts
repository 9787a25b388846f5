// The charts of a mechanism as a lawyer reads them: in which state an event is taken, which rules must
// hold there, with their articles, and where it leads.

import type { AnyStateNode } from 'xstate'
import { nodesOf } from '../../engine/core/load.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import { ruleNames } from '../../engine/core/rules.ts'

interface Way {
  readonly event: string
  readonly state: string
  readonly rules: readonly string[]
  readonly target: string
}

const pathOf = (node: AnyStateNode): string => node.path.join('.') || '(every state)'

function waysFrom(node: AnyStateNode): readonly Way[] {
  return [...node.transitions.values()].flat().map((t) => ({
    event: String(t.eventType),
    state: pathOf(node),
    rules: ruleNames(t.guard),
    target: (t.target ?? []).map(pathOf).join(', ') || 'stays',
  }))
}

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const table = (head: readonly string[], rows: readonly string[]): readonly string[] =>
  rows.length === 0 ? ['None.', ''] : [row(...head), row(...head.map(() => '---')), ...rows, '']

/** The table of a mechanism, as Markdown. */
export function waysOf(m: Mechanism): string {
  const order = new Map(Object.keys(m.events).map((name, n) => [name, n]))
  const ways = Object.entries(m.charts).flatMap(([chart, { root }]) => {
    const own = nodesOf(root)
      .flatMap(waysFrom)
      .toSorted((a, b) => (order.get(a.event) ?? 0) - (order.get(b.event) ?? 0))
    const rows = own.map((w) => row(w.event, w.state, w.rules.join(', '), w.target))
    return [`## Chart ${chart}`, '', ...table(['event', 'in', 'if', 'leads to'], rows)]
  })
  const separations = Object.entries(m.separation).map(([event, rules = []]) =>
    row(event, rules.join(', ')),
  )
  const rules = Object.entries(m.rules).map(([name, { article, says }]) =>
    row(name, article, says.zh, says.en),
  )
  return [
    `# ${m.id} ${m.title.zh} ${m.title.en}`,
    '',
    'Of several ways of one event in one state the first is taken whose rules hold.',
    '',
    ...ways,
    '## Who is kept apart',
    '',
    ...table(['event', 'rules'], separations),
    '## Rules',
    '',
    ...table(['rule', 'article', '中文', 'English'], rules),
  ].join('\n')
}
