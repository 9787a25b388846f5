// Exports as tests take them: through the door as a person, and held against the charts.

import { EDITIONS } from '../../engine/mechanisms/index.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import { deviationsOf } from '../../engine/runtime/conformance.ts'
import type { Conformance } from '../../engine/runtime/conformance.ts'
import { deviationLine } from '../../engine/runtime/conformance/deviation.ts'
import type { Deviation } from '../../engine/runtime/conformance/deviation.ts'
import type { Doors } from './client.ts'

export type Query = Readonly<Record<string, string>>

/** The answer of the door; `as` a person, or nobody. */
export async function fetchExport(
  doors: Doors,
  as: string | undefined,
  { format = 'ocel', ...query }: Query & { readonly format?: string },
): Promise<Response> {
  const parameters = new URLSearchParams({ reason: 'a test', ...query })
  const headers: Record<string, string> =
    as === undefined ? {} : { authorization: `Bearer ${await doors.token(as)}` }
  return fetch(`${doors.url}/export/${format}?${parameters.toString()}`, { headers })
}

/** The file; throws where there is none. */
export async function exported(
  doors: Doors,
  as: string,
  query: Query & { readonly format?: string } = {},
): Promise<string> {
  const response = await fetchExport(doors, as, query)
  const text = await response.text()
  if (response.status !== 200) throw new Error(`${String(response.status)}: ${text}`)
  return text
}

export interface Conformed extends Conformance {
  readonly deviations: readonly Deviation[]
  readonly lines: readonly string[]
}

/** Every deviation of a log, in order. The text comes in small pieces, as from a slow disk. */
export async function conformanceOf(
  text: string,
  mechanisms: readonly Mechanism[] = EDITIONS,
): Promise<Conformed> {
  const deviations: Deviation[] = []
  const reading = deviationsOf(() => pieces(text), { mechanisms })
  for (;;) {
    const next = await reading.next()
    if (next.done === true)
      return { ...next.value, deviations, lines: deviations.map(deviationLine) }
    deviations.push(next.value)
  }
}

const PIECE = 1000
async function* pieces(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += PIECE) yield text.slice(at, at + PIECE)
}
