/** What to export, as it is asked for at a door: names and days become ids and instants. */
import type { Calendar } from '../engine/core/calendar.ts'
import type { Day, Instant, Uuid } from '../engine/core/values.ts'
import type { ExportAsk, ExportFormat } from '../engine/runtime/export/ask.ts'
import type { Reads } from '../engine/runtime/reader.ts'
import { decodeId, isUuid } from './graphql/ids.ts'

/** As it came in. */
export interface ExportQuery {
  readonly format: ExportFormat
  readonly reason: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly mechanisms: readonly string[]
  readonly processes: readonly string[]
}

/** Something in it cannot be understood; the message says what, and what it may be. */
export class ExportQueryError extends Error {
  override readonly name = 'ExportQueryError'
}

export interface QueryGround {
  readonly institution: Uuid
  readonly calendar: Calendar
  readonly reads: Reads
  /** Ids of the mechanisms there are. */
  readonly known: readonly string[]
}

/** Throws ExportQueryError. */
export async function readQuery(
  query: ExportQuery,
  ground: QueryGround,
): Promise<Omit<ExportAsk, 'from' | 'to'>> {
  const { format, reason, from, to, mechanisms, processes } = query
  if (reason === undefined || reason.trim() === '')
    throw new ExportQueryError(
      'Say why you export with `reason`: it is recorded · 请以reason说明导出理由，该理由将被记录',
    )
  const stranger = mechanisms.find((id) => !ground.known.includes(id))
  if (stranger !== undefined)
    throw new ExportQueryError(
      `There is no mechanism ${stranger.slice(0, 20)}; there are ${ground.known.join(', ')}`,
    )
  const since = instantOf('from', from, ground.calendar)
  const until = instantOf('to', to, ground.calendar)
  return {
    format,
    reason,
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    mechanisms: [...new Set(mechanisms)],
    processes: await Promise.all([...new Set(processes)].map((name) => processOf(name, ground))),
  }
}

const DAY = /^\d{4}-\d\d-\d\d$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/

/** A day begins where the institution is. */
function instantOf(
  name: string,
  text: string | undefined,
  calendar: Calendar,
): Instant | undefined {
  if (text === undefined) return undefined
  const at = DAY.test(text) || INSTANT.test(text) ? new Date(text) : new Date(Number.NaN)
  if (Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1900)
    throw new ExportQueryError(
      `\`${name}\` is a day like 2026-03-01, or an instant like 2026-03-01T09:00:00+08:00`,
    )
  return DAY.test(text) ? calendar.startOf(text as Day) : (at.toISOString() as Instant)
}

const REFERENCE = /^[A-Z]\d{2}-\d{4}-\d{1,12}$/

/** A process by its uuid, its id in the API, or its reference. */
async function processOf(
  name: string,
  { institution, reads }: Pick<QueryGround, 'institution' | 'reads'>,
): Promise<Uuid> {
  if (isUuid(name)) return name
  const decoded = decodeId(name)
  if (decoded && isUuid(decoded.id)) return decoded.id
  const found = REFERENCE.test(name)
    ? await reads.process.findFirst({
        where: { institution, reference: name },
        select: { id: true },
      })
    : null
  if (!found)
    throw new ExportQueryError(
      `There is no process ${name.slice(0, 40)}; name it by its id or its reference, M07-2026-000123`,
    )
  return found.id
}
