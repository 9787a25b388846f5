/**
 * The two doors beside GraphQL: `PUT` a file to a signed address, and `GET` one from a signed address.
 * Who asks is in the address; what the person may do is asked of the engine each time.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { Logger } from 'pino'
import { EVIDENCE_TYPES, evidenceRefusal, typeOfMedia } from '../engine/core/evidence.ts'
import type { EvidenceRule, EvidenceType } from '../engine/core/evidence.ts'
import type { Refusal } from '../engine/core/refusal.ts'
import type { Evidence, KeptFile } from '../engine/runtime/evidence.ts'
import { createContext } from './context.ts'
import type { House } from './context.ts'
import { redeemed } from './evidence-address.ts'
import type { DownloadClaims, UploadClaims } from './evidence-address.ts'
import { fileName, isOpen } from './evidence-name.ts'
import { entryById } from './graphql/entry-source.ts'

export interface EvidenceAsked {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly requestId: string
}
/** A house that keeps files. */
type HouseWithEvidence = House & { readonly evidence: Evidence }
interface Doors {
  readonly house: HouseWithEvidence
  readonly log: Pick<Logger, 'warn'>
}

const STATUS: Readonly<Partial<Record<EvidenceRule, number>>> = {
  tooLarge: 413,
  type: 415,
  declared: 415,
  size: 422,
  hash: 422,
  noSeat: 403,
  crowded: 429,
  address: 403,
  expired: 403,
  unreadable: 403,
  missing: 404,
  altered: 409,
}

/** Whatever lies below `/evidence/`. Throws only for a bug, or where something does not answer. */
export function evidenceHandler({ house, log }: Doors) {
  return async (asked: EvidenceAsked): Promise<void> => {
    const { method } = asked.request
    if (method === 'PUT') return upload(asked, house)
    if (method === 'GET' || method === 'HEAD') return download(asked, house, log)
    asked.response.setHeader('Allow', 'GET, HEAD, PUT')
    sendJson(asked, 405, { status: 'method not allowed' })
  }
}

async function upload(asked: EvidenceAsked, house: HouseWithEvidence): Promise<void> {
  const { evidence, now } = house
  const url = asked.request.url ?? ''
  const claims = await redeemed(evidence, { use: 'upload', url, now: now() })
  if ('refusal' in claims) return refuse(asked, claims.refusal)
  const wrong = wrongBefore(asked.request, claims, evidence.limits.maxBytes)
  const name = fileName(headerName(asked.request))
  const refusal =
    wrong ??
    (name === null ? evidenceRefusal('nameForm') : undefined) ??
    (await mayNotUpload(claims, house))
  if (refusal) return refuse(asked, refusal)
  const came = await evidence.receive(contentOf(asked.request))
  if ('refusal' in came) return refuse(asked, came.refusal)
  const { institution, person, hash, size, type } = claims
  const declared = { hash, size, type, ...(typeof name === 'string' ? { name } : {}) }
  const answer = await evidence.keep(came.received, { institution, person, declared })
  if ('refusal' in answer) return refuse(asked, answer.refusal)
  sendJson(asked, 201, { kept: outwardOf(answer.kept) })
}

const outwardOf = ({ type, ...kept }: KeptFile) => ({ ...kept, type: type.toUpperCase() })

/** What the headers already say; nothing has been read of the content then. */
function wrongBefore(
  { headers }: IncomingMessage,
  claims: UploadClaims,
  maxBytes: number,
): Refusal | undefined {
  const length = headers['content-length']
  if (length === '0') return evidenceRefusal('empty')
  if (length !== undefined && Number(length) > maxBytes) return evidenceRefusal('tooLarge')
  if (length !== undefined && Number(length) !== claims.size) return evidenceRefusal('size')
  const media = headers['content-type']
  if (!isOpen(media) && typeOfMedia(media ?? '') !== claims.type) return evidenceRefusal('declared')
  return undefined
}

function headerName({ headers }: IncomingMessage): string | undefined {
  const sent = headers['evidence-name']
  if (typeof sent !== 'string') return undefined
  try {
    return decodeURIComponent(sent)
  } catch {
    return ''
  }
}

/** Whoever was given the address may have lost every seat since. */
async function mayNotUpload(
  { institution, person }: Pick<UploadClaims, 'institution' | 'person'>,
  { engine, evidence }: HouseWithEvidence,
): Promise<Refusal | undefined> {
  const { seats } = await engine.viewer({ institution, person })
  if (seats.length === 0) return evidenceRefusal('noSeat')
  return evidence.hindrance(institution, person)
}

/** The body in chunks; whoever stops early leaves the connection open for an answer. */
const contentOf = (request: IncomingMessage): AsyncIterable<Uint8Array> =>
  request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>

async function download(
  asked: EvidenceAsked,
  house: HouseWithEvidence,
  log: Doors['log'],
): Promise<void> {
  const { evidence, now } = house
  const url = asked.request.url ?? ''
  const claims = await redeemed(evidence, { use: 'download', url, now: now() })
  if ('refusal' in claims) return refuse(asked, claims.refusal)
  const found = await readableFile(claims, house, asked.requestId)
  if (!found) return refuse(asked, evidenceRefusal('unreadable'))
  const key = { institution: claims.institution, hash: claims.hash }
  const state = await evidence.examine(key, found.size)
  if (state !== 'present') {
    log.warn({ ...key, requestId: asked.requestId }, `a file of evidence is ${state}`)
    return refuse(asked, evidenceRefusal(state))
  }
  const head = asked.request.method === 'HEAD'
  const content = head ? undefined : await evidence.open(key)
  if (!content && !head) return refuse(asked, evidenceRefusal('missing'))
  const { media, extension } = EVIDENCE_TYPES[found.type]
  asked.response.writeHead(200, {
    'Content-Type': media,
    'Content-Length': found.size,
    'Content-Disposition': `attachment; filename="${claims.hash.slice(0, 16)}.${extension}"`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    ...ALWAYS,
  })
  if (content) await pipeline(content, asked.response)
  else asked.response.end()
}

/** The row of a file whose entry the person may read at this moment. */
async function readableFile(
  { institution, person, entry, hash }: DownloadClaims,
  house: House,
  requestId: string,
): Promise<{ readonly size: number; readonly type: EvidenceType } | undefined> {
  const context = createContext(house, { institution, person }, requestId)
  const [readable, file] = await Promise.all([entryById(entry, context), context.files.get(hash)])
  return readable && file ? { size: Number(file.size), type: file.type as EvidenceType } : undefined
}

const ALWAYS = {
  'Cache-Control': 'no-store, private',
  'X-Content-Type-Options': 'nosniff',
} as const

function refuse(asked: EvidenceAsked, refusal: Refusal): void {
  const rule = refusal.rule?.replace('evidence.', '') as EvidenceRule
  sendJson(asked, STATUS[rule] ?? 400, { refusal })
}

function sendJson({ request, response }: EvidenceAsked, status: number, answer: object): void {
  const body = JSON.stringify(answer)
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    ...ALWAYS,
    // What was not read of a body cannot be told from the next request.
    ...(request.complete ? {} : { Connection: 'close' }),
  })
  response.end(body)
  if (!request.complete) request.resume()
}
