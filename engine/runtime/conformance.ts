/**
 * Holds an exported log (OCEL 2.0) against the charts of the editions that it names, without a database:
 * every event is checked against its leaf, every process is played again by the code that judged it, and
 * everything else in the file is derived from that anew. An honest export has no deviation.
 *
 * It cannot know of what was never in the log, nor of a log that was forged as a whole: its digest stands
 * in the trail, and the root of a whole log in the signed heads.
 */
import { isZone } from '../core/calendar.ts'
import type { LogHead } from './export/ocel-log.ts'
import type { Deviation } from './conformance/deviation.ts'
import { Events } from './conformance/events.ts'
import type { ConformanceOptions } from './conformance/events.ts'
import { jsonParts } from './conformance/json-parts.ts'
import { Objects } from './conformance/objects.ts'
import { asHead, parsed } from './conformance/shape.ts'

export interface Conformance {
  readonly head: LogHead
  readonly events: number
  readonly objects: number
  readonly processes: number
  /** Root of the tree over the trail, hex, where the log is the whole trail from its first entry on. */
  readonly root?: string
}

/** The file is no export of this kind. */
export class NoLog extends Error {
  override readonly name = 'NoLog'
}

/**
 * The deviations of a log one by one; ends with what was looked at. `open` gives its text from the
 * beginning, and is called three times. In memory is one state for each process of the log. Throws NoLog
 * and JsonError for a file that is no log, never for a deviation.
 */
export async function* deviationsOf(
  open: () => AsyncIterable<string>,
  options: ConformanceOptions,
): AsyncGenerator<Deviation, Conformance> {
  const head = await headIn(open())
  const events = new Events(head, options)
  for await (const { member, text, index } of jsonParts(open()))
    if (member === 'events' && index !== undefined) yield* events.read(text, index)
  yield* events.missing()
  const objects = new Objects(events)
  for await (const { member, text, index } of jsonParts(open()))
    if (member !== 'events') yield* objects.read(member, text, index)
  yield* objects.atEnd()
  const { root } = events
  return {
    head,
    events: events.count,
    objects: objects.count,
    processes: events.processes.size,
    ...(root === undefined ? {} : { root }),
  }
}

async function headIn(text: AsyncIterable<string>): Promise<LogHead> {
  for await (const part of jsonParts(text)) {
    if (part.member !== 'xiaobao') continue
    const head = asHead(parsed(part.text))
    if (head && isZone(head.zone)) return head
    throw new NoLog(
      'what the log says of itself under `xiaobao` is not of a form that is known here',
    )
  }
  throw new NoLog('it is no log that `xiaobao export --format ocel` has written')
}
