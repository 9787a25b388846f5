// Diagrams: the same each time, complete, and with the present state marked.

import { describe, expect, test } from 'vitest'
import { diagramOf } from '../../api/graphql/diagram.ts'
import { nodesOf } from '../../engine/core/load.ts'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import { tiny } from '../support/tiny-mechanism.ts'

const charts = [...MECHANISMS, tiny].flatMap((mechanism) =>
  Object.keys(mechanism.charts).map((chart) => [mechanism.id, chart, mechanism] as const),
)
const PATHS = ['case', 'case.work', 'case.work.wet']

test('Mermaid', () => {
  expect(diagramOf(tiny, { chart: 'main', paths: PATHS, format: 'MERMAID' })).toBe(`stateDiagram-v2
  direction TB
  state "案件 · Case" as case {
    state "空白 · Blank" as case_blank
    state "施工 · Work" as case_work {
      state "未干 · Wet" as case_work_wet
      state "已干 · Dry" as case_work_dry
      [*] --> case_work_wet
    }
    state "完成 · Done" as case_done
    case_done --> [*]
    [*] --> case_blank
  }
  case_blank --> case_work : 开始 · Begin
  case_work --> case_work : 上色 · Paint
  case_work --> case_done : 完成 · Finish
  case_work_wet --> case_work_dry : ⏰ 晾干 · Dry
  classDef present fill:#fde68a,stroke:#b45309,stroke-width:3px
  class case_work_wet present
`)
})

describe.each(charts)('%s %s', (_id, chart, mechanism) => {
  test('is drawn the same each time, with every state and nothing from elsewhere', async () => {
    const draw = () => diagramOf(mechanism, { chart, paths: [], format: 'SVG' })
    const svg = await draw()
    expect(await draw()).toBe(svg)
    const nodes = nodesOf(mechanism.charts[chart]?.root as Parameters<typeof nodesOf>[0])
    for (const node of nodes.slice(1)) expect(svg).toContain(`data-state="${node.path.join('.')}"`)
    expect(svg).not.toMatch(/NaN|undefined|<script|href=|url\((?!#)/)
    expect(svg.match(/https?:\/\/[^"]+/g)).toEqual(['http://www.w3.org/2000/svg'])
    expect(svg).not.toContain('aria-current')
  })
})

test('marks where the process stands', async () => {
  const svg = await diagramOf(tiny, { chart: 'main', paths: PATHS, format: 'SVG' })
  expect(svg.match(/data-state="[^"]+" aria-current="step"/g)).toEqual([
    'data-state="case.work.wet" aria-current="step"',
  ])
})
