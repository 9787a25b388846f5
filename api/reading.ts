/**
 * What is put on record before it is shown: personal values, to whoever reads because he supervises and not
 * because he handles the case; and to who holds a seat for a part only, every process and every page of the
 * trail as well.
 */
import type { Body } from '../policies/duty.ts'
import type { ReadItem, Viewer } from '../engine/runtime/engine.ts'
import type { Context } from './context.ts'
import { readingLimited, unavailable } from './errors.ts'

/** Whether all that a person may do is by seats for a part, as an auditor from outside has them. */
export const readsByPart = ({ seats }: Viewer): boolean =>
  seats.length > 0 && seats.every(({ scope }) => scope !== undefined)

/** Puts on record that something is shown. Throws where that cannot be; then it may not be shown. */
export async function noteRead(item: ReadItem, context: Context): Promise<void> {
  try {
    await context.engine.noteReading(await context.viewer(), item)
  } catch (error) {
    if (error instanceof Error && error.name === 'TooMuchRead') throw readingLimited()
    if (error instanceof Error && ['Busy', 'Conflict'].includes(error.name))
      throw unavailable('The reading could not be put on record, so nothing is shown; ask again')
    throw error
  }
}

const SUPERVISING: readonly Body[] = ['internalAudit', 'supervisoryBody', 'regulator']

/** Puts on record that the personal values of an entry are shown to somebody who supervises. */
export async function notePersonal(entry: string, context: Context): Promise<void> {
  const { seats } = await context.viewer()
  if (seats.some(({ body }) => SUPERVISING.includes(body)))
    await noteRead({ what: 'personal', id: entry }, context)
}

/** The same for those alone whose whole reading is recorded. */
export async function noteSeen(items: readonly ReadItem[], context: Context): Promise<void> {
  if (!readsByPart(await context.viewer())) return
  await Promise.all(items.map((item) => noteRead(item, context)))
}
