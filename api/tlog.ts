/**
 * The trail in the layout of C2SP tlog-tiles, below `/tlog/<institution>/`: `checkpoint`, `tile/<level>/…`
 * and `tile/entries/…`, so that verifiers written by others can read it.
 *
 * Heads and hashes tell nothing of their content and are shown to every member; entries to those who may
 * read every process.
 */
import { parseTilePath } from '../engine/core/tiles.ts'
import type { Context } from './context.ts'
import { readable } from './graphql/process-source.ts'

export interface TlogAnswer {
  readonly status: number
  readonly type: string
  readonly body: Uint8Array | string
}

const PATH = /^\/tlog\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/(checkpoint|tile\/.+)$/
/** The institution and the rest of a path below `/tlog/`; undefined where it is another path. */
export function parseTlogPath(
  path: string,
): { readonly institution: string; readonly rest: string } | undefined {
  const [, institution, rest] = PATH.exec(path) ?? []
  return institution !== undefined && rest !== undefined ? { institution, rest } : undefined
}

const MISSING: TlogAnswer = { status: 404, type: 'text/plain; charset=utf-8', body: 'not found\n' }
const BYTES = 'application/octet-stream'
/** A bundle tells the length of each entry in two bytes. */
const ENTRY_MAX = 65_535

export async function tlogAnswer(rest: string, context: Context): Promise<TlogAnswer> {
  const { proofs } = context.engine
  if (rest === 'checkpoint') {
    const head = await proofs.head(context.institution)
    return head ? { ...MISSING, status: 200, body: head.note } : MISSING
  }
  const at = parseTilePath(rest)
  if (!at) return MISSING
  if (at.level === undefined) return bundle(at, context)
  const tile = await proofs.tile(context.institution, { ...at, level: at.level })
  return tile ? { status: 200, type: BYTES, body: tile } : MISSING
}

async function bundle(
  at: { readonly index: number; readonly width: number },
  context: Context,
): Promise<TlogAnswer> {
  if (!(await readable(context))?.everything) return MISSING
  const entries = await context.engine.proofs.bundle(context.institution, at)
  const bytes = entries?.map((entry) => Buffer.from(entry, 'utf8'))
  // The layout has no form for a longer entry; it is proven through GraphQL all the same.
  if (!bytes || bytes.some((b) => b.length > ENTRY_MAX)) return MISSING
  const framed = bytes.flatMap((b) => [Buffer.from([b.length >> 8, b.length & 0xff]), b])
  return { status: 200, type: BYTES, body: Buffer.concat(framed) }
}
