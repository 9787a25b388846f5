// Processes that others have opened, as internal audit finds them.

import type { Journey } from './journey.ts'

export interface Found {
  readonly id: string
  readonly reference: string
  readonly paths: readonly string[]
  /** Of the entry that opened it. */
  readonly event: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly by: string
}

/** The processes of a mechanism about a subject, the latest first. */
export async function foundIn(
  journey: Journey,
  filter: { readonly mechanism: string; readonly subject?: string; readonly path?: string },
): Promise<readonly Found[]> {
  const query = `query ($filter: ProcessFilter) { processes(filter: $filter, first: 100) { nodes {
    id reference state { paths } entries(first: 1) { nodes { event payload actor { body } } } } } }`
  const found = await journey.doors.ask('audit-1', query, { filter })
  const nodes = found['processes']?.['nodes'] as unknown as readonly {
    readonly id: string
    readonly reference: string
    readonly state: { readonly paths: readonly string[] }
    readonly entries: {
      readonly nodes: readonly {
        readonly event: string
        readonly payload: Readonly<Record<string, unknown>>
        readonly actor: { readonly body: string }
      }[]
    }
  }[]
  return nodes.map(({ id, reference, state, entries }) => {
    const [first] = entries.nodes
    return {
      id,
      reference,
      paths: state.paths,
      event: first?.event ?? '',
      payload: first?.payload ?? {},
      by: first?.actor.body ?? '',
    }
  })
}

/** Bodies that were told of the latest entry of an event. */
export function toldOf(
  entries: readonly { readonly event: string; readonly leaf: string }[],
  event: string,
): readonly string[] {
  const leaf = entries.findLast((e) => e.event === event)?.leaf ?? '{}'
  const { notices = [] } = JSON.parse(leaf) as { readonly notices?: readonly { to: string }[] }
  return notices.map(({ to }) => to)
}
