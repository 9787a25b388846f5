/**
 * Entries as an export reads them: through the reader, in pages by key, so that neither the trail nor the
 * history of one process is ever in memory. Only what lies up to the last position of the export is read,
 * and that never changes: every page sees the same trail without a transaction around them.
 */
import type { Prisma } from '../../../schema/client/client.ts'
import type { KeptEntry } from '../../core/ocel.ts'
import { canonical } from '../../core/trail.ts'
import type { Leaf } from '../../core/trail.ts'
import type { Instant, Uuid } from '../../core/values.ts'
import { shownLeaf } from '../../core/withheld.ts'
import type { Reads } from '../reader.ts'
import { leafOf } from '../verify/form.ts'
import type { ExportAsk } from './ask.ts'

/** Rows of one page: a few hundred kilobytes. */
const PAGE = 200
/** Positions that one question looks over, however few of them meet the filter. */
const WINDOW = 20_000

type Row = Prisma.EntryGetPayload<Record<never, never>>

export interface EntrySource {
  /** Entries that meet the filter, in the order of positions. */
  entries(ask: ExportAsk): AsyncGenerator<readonly KeptEntry[]>
  /** All entries of some processes up to a position, process by process and each in order. */
  histories(
    processes: readonly Uuid[],
    to: number,
  ): AsyncGenerator<KeptEntry & { readonly process: Uuid }>
}

/** What one viewer may read of the entries of an institution. */
export function entrySource(
  reads: Reads,
  institution: Uuid,
  may: Prisma.EntryWhereInput,
): EntrySource {
  return {
    entries: (ask) => pages(reads, { institution, AND: [may, filterOf(ask)] }, ask),
    histories: (processes, to) =>
      histories(reads, { institution, processId: { in: [...processes] }, AND: [may] }, to),
  }
}

const filterOf = ({ mechanisms, processes }: ExportAsk): Prisma.EntryWhereInput => ({
  ...(mechanisms.length > 0 ? { mechanism: { in: [...mechanisms] } } : {}),
  ...(processes.length > 0 ? { processId: { in: [...processes] } } : {}),
})

async function* pages(
  reads: Reads,
  where: Prisma.EntryWhereInput,
  { from, to }: ExportAsk,
): AsyncGenerator<readonly KeptEntry[]> {
  let last = from - 1
  while (last < to) {
    const end = Math.min(last + WINDOW, to)
    const rows = await reads.entry.findMany({
      where: { ...where, position: { gt: last, lte: end } },
      orderBy: { position: 'asc' },
      take: PAGE,
    })
    const final = rows.length < PAGE ? end : Number(rows.at(-1)?.position ?? end)
    if (rows.length > 0) yield rows.map(keptOf)
    last = final
  }
}

async function* histories(
  reads: Reads,
  where: Prisma.EntryWhereInput,
  to: number,
): AsyncGenerator<KeptEntry & { readonly process: Uuid }> {
  let after: Prisma.EntryWhereInput = {}
  for (;;) {
    const rows: readonly Row[] = await reads.entry.findMany({
      where: { AND: [where, { position: { lte: to } }, after] },
      orderBy: [{ processId: 'asc' }, { position: 'asc' }],
      take: PAGE,
    })
    for (const row of rows) yield { ...keptOf(row), process: row.processId ?? '' }
    const end = rows.at(-1)
    if (!end || rows.length < PAGE) return
    const process = end.processId ?? ''
    after = {
      processId: { gte: process },
      OR: [{ processId: { gt: process } }, { processId: process, position: { gt: end.position } }],
    }
  }
}

function keptOf(row: Row): KeptEntry {
  const { leaf } = leafOf(row.leaf)
  const shown = leaf && shownLeaf(leaf)
  return {
    id: row.id,
    position: Number(row.position),
    text: textOf(row.leaf, { leaf, shown }),
    hash: Buffer.from(row.leafHash).toString('hex'),
    loggedAt: row.loggedAt.toISOString() as Instant,
    leaf: shown,
  }
}

/** Nothing goes out of what cannot be read: whoever wrote over it may have written anything. */
function textOf(
  text: string,
  { leaf, shown }: { readonly leaf: Leaf | undefined; readonly shown: Leaf | undefined },
): string {
  if (!shown) return ''
  return shown === leaf ? text : canonical(shown)
}
