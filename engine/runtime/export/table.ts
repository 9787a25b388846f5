/** A range of the trail as a flat table (CSV), written as it is read. */
import { tableHead, tableRow } from '../../core/event-table.ts'
import { eventOf } from '../../core/ocel.ts'
import type { Counts, Exporting } from './ocel-log.ts'
import { States } from './states.ts'

const PART = 65_536

/** The table in parts of some kilobytes; ends with how many rows it has. */
export async function* eventTable(exporting: Exporting): AsyncGenerator<string, Counts> {
  const { source, follower, ask, remembered } = exporting
  const states = new States({
    source,
    follower,
    from: ask.from,
    ...(remembered === undefined ? {} : { remembered }),
  })
  let part = tableHead
  let events = 0
  for await (const page of source.entries(ask)) {
    await states.prepare(page)
    for (const entry of page) {
      const { leaf, position } = entry
      const state = leaf?.process && states.take(leaf.process.id, { leaf, position }).state
      const scene = {
        mechanism: undefined,
        ...(leaf ? follower.editionsOf(leaf) : {}),
        state,
        previous: undefined,
        given: undefined,
      }
      part += tableRow(entry, eventOf(entry, scene), scene)
      events++
      if (part.length < PART) continue
      yield part
      part = ''
    }
  }
  yield part
  return { events, objects: 0 }
}
