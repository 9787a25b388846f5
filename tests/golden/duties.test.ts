// Who may do what, printed both ways: from the article over the duty to the body and its events, and for
// each event and each state in which it is taken the bodies that may send it. What is not printed was tried,
// and refused.

import { expect, it } from 'vitest'
import { dutyMatrix } from '../../engine/core/duty-matrix.ts'
import { dutiesOf } from '../../engine/core/load.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import { DUTIES } from '../../policies/ability.ts'
import { BODIES } from '../../policies/duty.ts'
import type { Body, Duty } from '../../policies/duty.ts'
import { LAWS, cited } from '../../policies/law.ts'
import { tableOf } from '../support/duty-table.ts'
import type { TableRow } from '../support/duty-table.ts'

const MATRIX = new Map(dutyMatrix(MECHANISMS).map((row) => [row.duty.id, row]))

/** Where a duty is exercised: events by mechanism, as `M01 submit, resubmit; M07 register`. */
function exercisedBy(duty: Duty): string {
  if (duty.verb === 'read') return 'reading'
  const { events = [], everywhere = [] } = MATRIX.get(duty.id) ?? {}
  const byMechanism = new Map<string, string[]>()
  for (const { mechanism, event } of events)
    byMechanism.set(mechanism.id, [...(byMechanism.get(mechanism.id) ?? []), event])
  return [
    ...[...byMechanism].map(([id, names]) => `${id} ${names.join(', ')}`),
    ...(everywhere.length > 0 ? [`every process ${everywhere.join(', ')}`] : []),
  ].join('; ')
}
const reachOf = (duty: Duty): string =>
  duty.mechanism === undefined ? duty.scope : `${duty.scope}, ${duty.mechanism}`
const dutyLine = (duty: Duty): string =>
  `| ${duty.id} | ${BODIES[duty.body].zh} ${BODIES[duty.body].en} | ${duty.sentence.zh} | ${duty.sentence.en} | ${reachOf(duty)} | ${exercisedBy(duty)} |`

function byArticle(): string[] {
  const articles = [...new Set(DUTIES.map((d) => d.article))].toSorted()
  return articles.flatMap((article) => {
    const { law, article: number } = cited(article)
    return [
      `### ${article}`,
      '',
      `${LAWS[law].title.zh} ${LAWS[law].title.en}, ${number}`,
      '',
      '| duty | body | 中文 | English | reach | events |',
      '| --- | --- | --- | --- | --- | --- |',
      ...DUTIES.filter((d) => d.article === article).map(dutyLine),
      '',
    ]
  })
}
function byBody(): string[] {
  return Object.entries(BODIES).flatMap(([body, title]) => {
    const own = DUTIES.filter((d) => d.body === body)
    if (own.length === 0) return []
    return [
      `### ${title.zh} ${title.en}`,
      '',
      '| duty | article | events |',
      '| --- | --- | --- |',
      ...own.map((d) => `| ${d.id} | ${d.article} | ${exercisedBy(d)} |`),
      '',
    ]
  })
}

it('prints every duty by article and by body', async () => {
  const lines = ['# Duties', '', '## By article', '', ...byArticle(), '## By body', '', ...byBody()]
  await expect(lines.join('\n')).toMatchFileSnapshot('duties.md')
})

/** Judged once, printed and compared. */
const tables = new Map<string, readonly TableRow[]>()
function rowsOf(m: Mechanism): readonly TableRow[] {
  const rows = tables.get(m.id) ?? tableOf(m)
  tables.set(m.id, rows)
  return rows
}

const HEADING = '| event | in one of | and in one of each | bodies |\n| --- | --- | --- | --- |'

it.each(MECHANISMS)('prints who may send what of $id in which state', async (m) => {
  const lines = rowsOf(m).map(
    ({ event, ...row }) =>
      `| ${event} | ${row.states.join(', ')} | ${row.beside.map((states) => states.join(', ')).join('; ')} | ${row.bodies.join(', ')} |`,
  )
  const title = `# ${m.id} ${m.title.zh} ${m.title.en}`
  await expect([title, '', HEADING, ...lines, ''].join('\n')).toMatchFileSnapshot(
    `permissions/${m.id}.md`,
  )
})

it.each(MECHANISMS)('lets every body send of $id what is its duty, and nothing else', (m) => {
  const expected = Object.entries(m.events).map(([event, rule]) => {
    const own = new Set(dutiesOf(rule).map((d) => d.body))
    return { event, bodies: Object.keys(BODIES).filter((body) => own.has(body as Body)) }
  })
  const rows = rowsOf(m).map(({ event, bodies }) => ({ event, bodies }))
  expect(rows).toEqual(expected)
})
