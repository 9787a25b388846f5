/** A picture as a Mermaid state diagram. */
import type { Text } from '../../../policies/law.ts'
import type { Picture, PictureArrow, PictureState } from './model.ts'

const idOf = (path: string): string => path.replaceAll('.', '_')
/** Mermaid ends a statement at a semicolon and a label at a quote; neither belongs to a title. */
const plain = (words: string): string => words.replaceAll(/["';:#{}<>]/g, ' ')
const bilingual = ({ zh, en }: Text): string => plain(zh === en ? zh : `${zh} · ${en}`)

export function mermaidOf(picture: Picture, marked: ReadonlySet<string>): string {
  const lines = ['stateDiagram-v2', '  direction TB']
  for (const region of picture.regions) lines.push(...stateLines(region, '  '))
  for (const arrow of picture.arrows) lines.push(`  ${arrowLine(arrow)}`)
  if (marked.size > 0) {
    lines.push('  classDef present fill:#fde68a,stroke:#b45309,stroke-width:3px')
    for (const path of marked) lines.push(`  class ${idOf(path)} present`)
  }
  return `${lines.join('\n')}\n`
}

function stateLines(state: PictureState, indent: string): string[] {
  const id = idOf(state.path)
  const named = `${indent}state "${bilingual(state.title)}" as ${id}`
  if (state.states.length === 0) return state.final ? [named, `${indent}${id} --> [*]`] : [named]
  const lines = [`${named} {`]
  for (const [n, child] of state.states.entries()) {
    if (state.parallel && n > 0) lines.push(`${indent}  --`)
    lines.push(...stateLines(child, `${indent}  `))
  }
  if (state.initial !== undefined) lines.push(`${indent}  [*] --> ${idOf(state.initial)}`)
  return [...lines, `${indent}}`]
}

const arrowLine = ({ from, to, events }: PictureArrow): string =>
  `${idOf(from)} --> ${idOf(to)} : ${events.map((e) => `${e.byClock ? '⏰ ' : ''}${bilingual(e.title)}`).join(' / ')}`
