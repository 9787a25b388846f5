/** Diagrams of charts, with the present states marked. */
import type { Mechanism } from '../../engine/core/mechanism.ts'
import { mermaidOf } from './diagram/mermaid.ts'
import { pictureOf } from './diagram/model.ts'
import { svgOf } from './diagram/svg.ts'

export interface DiagramAsk {
  readonly chart: string
  /** Active paths, ancestors included; empty where no process is meant. */
  readonly paths: readonly string[]
  readonly format: 'MERMAID' | 'SVG'
}

export function diagramOf(
  mechanism: Mechanism,
  { chart, paths, format }: DiagramAsk,
): string | Promise<string> {
  const machine = mechanism.charts[chart]
  if (!machine) throw new Error(`${mechanism.id} has no chart ${chart}`)
  const picture = pictureOf(mechanism, machine)
  // The innermost states say where the process stands; their ancestors are drawn around them anyway.
  const innermost = paths.filter((path) => !paths.some((other) => other.startsWith(`${path}.`)))
  const marked = new Set(innermost)
  return format === 'SVG' ? svgOf(picture, marked) : mermaidOf(picture, marked)
}
