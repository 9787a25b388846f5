/**
 * An export from its order to its record. It is ordered before the first byte is read, and what was handed
 * over is recorded before the last part is: whoever holds a whole file can be named by the trail, and an
 * export that broke off says so.
 */
import { createHash } from 'node:crypto'
import type { Prisma } from '../../../schema/client/client.ts'
import type { Asker, Command, Via } from '../../core/command.ts'
import type { Mechanism } from '../../core/mechanism.ts'
import type { Refusal } from '../../core/refusal.ts'
import type { Instant, Uuid } from '../../core/values.ts'
import type { CalendarOf } from '../../core/calendar.ts'
import type { Engine } from '../engine.ts'
import { FIRST_ZONE } from '../ground.ts'
import type { Reads } from '../reader.ts'
import type { ExportAsk } from './ask.ts'
import { Follower } from './follow.ts'
import { ocelLog } from './ocel-log.ts'
import type { Counts, Exporting } from './ocel-log.ts'
import { entrySource } from './source.ts'
import { eventTable } from './table.ts'

export interface ExportOrder {
  readonly institution: Uuid
  readonly asker: Asker
  readonly via: Via
  readonly request: string
  readonly ask: Omit<ExportAsk, 'from' | 'to'>
  readonly reads: Reads
  /** What the asker may read of the entries. */
  readonly may: Prisma.EntryWhereInput
}

/** What was handed over. */
export interface Summary extends Counts {
  /** Hex, of the whole file. */
  readonly sha256: string
  readonly bytes: number
}

export interface Export {
  /** The process of audit that records it. */
  readonly process: Uuid
  readonly from: number
  readonly to: number
  /** The file. To leave it early is to break the export off, which is recorded. */
  readonly parts: AsyncGenerator<Buffer, Summary>
}
export type ExportAnswer =
  | { readonly kind: 'ordered'; readonly export: Export }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number }
export type Exporter = (order: ExportOrder) => Promise<ExportAnswer>

export interface ExporterParts {
  readonly engine: Pick<Engine, 'execute'>
  /** Every edition. */
  readonly mechanisms: readonly Mechanism[]
  readonly calendarOf?: CalendarOf
  /** Told of an export that broke off and could not be recorded so. */
  readonly failed: (error: unknown) => void
}

export function createExporter(parts: ExporterParts): Exporter {
  return async (order) => {
    const { ask, institution, reads } = order
    const { from, to } = await rangeOf(reads, institution, ask)
    const { format, reason, since, until, mechanisms, processes } = ask
    const [answer] = await parts.engine.execute(institution, [
      {
        asker: order.asker,
        via: order.via,
        request: order.request,
        mechanism: AUDIT,
        event: 'orderExport',
        payload: {
          format,
          reason,
          from,
          to,
          since,
          until,
          ...(mechanisms.length > 0 ? { mechanisms } : {}),
          ...(processes.length > 0 ? { processes } : {}),
        },
      },
    ])
    if (answer?.kind === 'throttled') return answer
    if (answer?.kind !== 'accepted')
      return { kind: 'refused', refusal: (answer as { refusal: Refusal }).refusal }
    const { id } = answer.process
    const zone = await reads.institution.findFirst({ where: { institution } })
    const exporting: Exporting = {
      institution,
      zone: zone?.zone ?? FIRST_ZONE,
      process: id,
      ask: { ...ask, from, to },
      source: entrySource(reads, institution, order.may),
      follower: new Follower({
        institution,
        zone: zone?.zone ?? FIRST_ZONE,
        mechanisms: parts.mechanisms,
        calendarOf: parts.calendarOf,
      }),
      everything: Object.keys(order.may).length === 0,
    }
    const file = handOver(parts, exporting)
    // Begun, so that whoever leaves it before the first part breaks it off as well.
    await file.next()
    return { kind: 'ordered', export: { process: id, from, to, parts: file } }
  }
}

const AUDIT = 'M11'
const NOTHING = Buffer.alloc(0)

async function* handOver(
  { engine, failed }: ExporterParts,
  exporting: Exporting,
): AsyncGenerator<Buffer, Summary> {
  const { institution, process, ask } = exporting
  const note = async (event: string, payload: object): Promise<void> => {
    const [answer] = await engine.execute(institution, [byCourier(process, event, payload)])
    if (answer?.kind !== 'accepted')
      throw new Error(`export ${process}: ${event} was not recorded: ${JSON.stringify(answer)}`)
  }
  const hash = createHash('sha256')
  let bytes = 0
  // While a part is with whoever reads it, what ends the export is that he went away.
  let cause: 'disconnected' | 'failed' | undefined = 'failed'
  try {
    cause = 'disconnected'
    yield NOTHING
    cause = 'failed'
    const log = ask.format === 'ocel' ? ocelLog(exporting) : eventTable(exporting)
    let held: Buffer | undefined
    for (;;) {
      const next = await log.next()
      if (next.done === true) {
        const sha256 = hash.digest('hex')
        await note('recordExport', { sha256, bytes: String(bytes), ...next.value })
        cause = undefined
        if (held) yield held
        return { ...next.value, sha256, bytes }
      }
      cause = 'disconnected'
      if (held) yield held
      cause = 'failed'
      held = Buffer.from(next.value, 'utf8')
      hash.update(held)
      bytes += held.length
    }
  } finally {
    // Where not even that can be recorded, its clock runs out.
    if (cause !== undefined) await note('abandonExport', { cause }).catch(failed)
  }
}

const byCourier = (process: Uuid, event: string, payload: object): Command => ({
  asker: { system: 'courier' },
  via: 'engine',
  request: `${event}:${process}`,
  mechanism: AUDIT,
  process,
  event,
  payload,
})

/** The positions between two times: recorded time rises with the position. */
async function rangeOf(
  reads: Reads,
  institution: Uuid,
  { since, until }: { readonly since?: Instant; readonly until?: Instant },
): Promise<{ readonly from: number; readonly to: number }> {
  const head = await reads.head.findFirst({ where: { institution } })
  const last = Number(head?.position ?? 0)
  const firstSince = (at: Instant) => firstAt(reads, { institution, last }, at)
  return {
    from: since === undefined ? 1 : await firstSince(since),
    to: until === undefined ? last : (await firstSince(until)) - 1,
  }
}

/** The first position that was recorded at an instant or after it; one beyond the last where there is none. */
async function firstAt(
  reads: Reads,
  { institution, last }: { readonly institution: Uuid; readonly last: number },
  at: Instant,
): Promise<number> {
  let [low, high] = [1, last + 1]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const row = await reads.entry.findFirst({
      where: { institution, position: { gte: middle } },
      orderBy: { position: 'asc' },
      select: { loggedAt: true },
    })
    if (row && row.loggedAt.toISOString() < at) low = middle + 1
    else high = middle
  }
  return low
}
