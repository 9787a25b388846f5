/**
 * `GET /export/ocel` and `GET /export/csv`: a range of the trail as a file, streamed. The reader must hold
 * the duty to export, and gets what he may read; the export is itself recorded, and the file ends only
 * once that is done.
 */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { calendarOf } from '../engine/core/calendar.ts'
import type { Refusal } from '../engine/core/refusal.ts'
import { MECHANISMS } from '../engine/mechanisms/index.ts'
import { EXPORT_FORMATS } from '../engine/runtime/export/ask.ts'
import type { ExportFormat } from '../engine/runtime/export/ask.ts'
import type { Export, Exporter, Summary } from '../engine/runtime/export/hand-over.ts'
import type { Context } from './context.ts'
import { badUserInput, rateLimited, unavailable } from './errors.ts'
import { ExportQueryError, readQuery } from './export-query.ts'
import type { ExportQuery } from './export-query.ts'
import { readableEntries } from './graphql/entry-source.ts'

/** Each takes a share of the processor from everybody else. */
const AT_ONCE = 2

export interface ExportAsked {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}
export type ExportHandler = (asked: ExportAsked, admit: () => Promise<Context>) => Promise<void>

/** Answers what lies below `/export/`. What it throws before the first byte is an error of the door. */
export function exportHandler(exporter: Exporter): ExportHandler {
  let running = 0
  return async (asked, admit) => {
    const { request, response } = asked
    const query = parseUrl(request)
    const context = await admit()
    if (running >= AT_ONCE)
      throw unavailable('Others are exporting at this moment; send the same request again')
    running++
    try {
      const may = (await readableEntries(context)) ?? { position: { lt: 0 } }
      const answer = await exporter({
        institution: context.institution,
        asker: { person: context.person },
        via: 'api',
        request: `export:${randomUUID()}`,
        ask: await asking(query, context),
        reads: context.reads,
        may,
      })
      if (answer.kind === 'throttled') throw rateLimited(answer.retryAfterSeconds)
      if (answer.kind === 'refused') sendRefusal(response, answer.refusal)
      else await send(response, query.format, answer.export)
    } finally {
      running--
    }
  }
}

async function asking(query: ExportQuery, { institution, reads }: Context) {
  const house = await reads.institution.findFirst({ where: { institution } })
  try {
    return await readQuery(query, {
      institution,
      reads,
      calendar: calendarOf(house?.zone ?? 'Asia/Shanghai'),
      known: MECHANISMS.map((m) => m.id),
    })
  } catch (error) {
    if (error instanceof ExportQueryError) throw badUserInput(error.message, 400)
    throw error
  }
}

const ONCE = ['reason', 'from', 'to'] as const
const MANY = ['mechanism', 'process'] as const

function parseUrl({ url, method }: IncomingMessage): ExportQuery {
  const { pathname, searchParams } = new URL(url ?? '/', 'http://localhost')
  const format = EXPORT_FORMATS.find((f) => pathname === `/export/${f}`)
  if (!format) throw badUserInput('There is /export/ocel and /export/csv', 404)
  if (method !== 'GET') throw badUserInput('An export is asked for with GET', 405)
  for (const name of searchParams.keys())
    if (![...ONCE, ...MANY].some((known) => known === name))
      throw badUserInput(
        `An export has no parameter \`${name.slice(0, 40)}\`; it has ${[...ONCE, ...MANY].join(', ')}`,
        400,
      )
  const many = (name: string) =>
    searchParams.getAll(name).flatMap((value) => value.split(',').filter((v) => v !== ''))
  return {
    format,
    reason: searchParams.get('reason') ?? undefined,
    from: searchParams.get('from') ?? undefined,
    to: searchParams.get('to') ?? undefined,
    mechanisms: many('mechanism'),
    processes: many('process'),
  }
}

const STATUS: Readonly<Partial<Record<Refusal['kind'], number>>> = {
  MALFORMED: 400,
  NOT_YOUR_DUTY: 403,
  SEPARATION: 403,
  NOT_FOUND: 404,
}
const CONFLICT = 409

/** The same value that a command of GraphQL would answer with. */
function sendRefusal(response: ServerResponse, refusal: Refusal): void {
  const body = JSON.stringify({ refusal })
  response.writeHead(STATUS[refusal.kind] ?? CONFLICT, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  })
  response.end(body)
}

const FORMS: Readonly<Record<ExportFormat, { readonly type: string; readonly ending: string }>> = {
  ocel: { type: 'application/json; charset=utf-8', ending: 'ocel.json' },
  csv: { type: 'text/csv; charset=utf-8; header=present', ending: 'csv' },
}
const fileName = (format: ExportFormat, { from, to }: Pick<Export, 'from' | 'to'>): string =>
  `xiaobao-${String(from)}-${String(to)}.${FORMS[format].ending}`

async function send(
  response: ServerResponse,
  format: ExportFormat,
  { process, from, to, parts }: Export,
): Promise<void> {
  response.writeHead(200, {
    'Content-Type': FORMS[format].type,
    'Content-Disposition': `attachment; filename="${fileName(format, { from, to })}"`,
    // The process that records it; its digest stands there, and after the file (RFC 9530).
    'X-Export': process,
    Trailer: 'Repr-Digest',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  })
  response.flushHeaders()
  let summary: Summary | undefined
  async function* file(): AsyncGenerator<Buffer> {
    summary = yield* parts
    const digest = Buffer.from(summary.sha256, 'hex').toString('base64')
    response.addTrailers({ 'Repr-Digest': `sha-256=:${digest}:` })
  }
  try {
    await pipeline(Readable.from(file(), { objectMode: false }), response)
  } finally {
    // Where it broke off, that is recorded before another takes the place.
    await parts.return(undefined as never)
  }
}
