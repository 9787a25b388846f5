/** HTTP: limits, admission, the short way, and Yoga for the rest. */
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { GraphQLError, GraphQLSchema } from 'graphql'
import type { Logger } from 'pino'
import type { Mechanism } from '../engine/core/mechanism.ts'
import type { Evidence } from '../engine/runtime/evidence.ts'
import type { Exporter } from '../engine/runtime/export/hand-over.ts'
import type { Admission } from './auth.ts'
import { caseAnswer } from './case-file.ts'
import { createContext } from './context.ts'
import type { Context, House } from './context.ts'
import { badUserInput, httpOf, outward } from './errors.ts'
import { evidenceHandler } from './evidence.ts'
import { checkMultipart, isMultipart, readMultipart } from './evidence-multipart.ts'
import { exportHandler } from './export.ts'
import { createLean, paramsOf } from './lean.ts'
import type { LeanAnswer } from './lean.ts'
import { BODY_MAX } from './limits.ts'
import { parseTlogPath, tlogAnswer } from './tlog.ts'

export interface ServerOptions {
  readonly schema: GraphQLSchema
  readonly house: House
  /** Every edition of the registry. */
  readonly mechanisms: readonly Mechanism[]
  readonly admission: Admission
  readonly exporter: Exporter
  readonly log: Pick<Logger, 'error' | 'warn' | 'debug'>
  /** What is not ready yet, by name; empty when all is. */
  readonly unready: () => Promise<readonly string[]>
}

export interface RunningServer {
  /** Where it listens, `http://127.0.0.1:4000`. */
  readonly url: string
  /** Accepts nothing new, answers what it has, then ends. */
  stop(): Promise<void>
}

const DRAIN_MS = 10_000
/** A whole request; files of evidence are large and lines are slow. What is not a file has less. */
const REQUEST_MS = 600_000
const BODY_MS = 30_000
/** Content types that a form of another site cannot send without asking first. */
const POSTED = ['application/json', 'application/graphql', 'application/graphql+json']

/** Listens. Port 0 takes any free one. */
export async function serve(
  options: ServerOptions,
  at: { readonly host: string; readonly port: number },
): Promise<RunningServer> {
  const handle = handlerOf(options)
  const answering = new Set<ServerResponse>()
  const server = createServer(
    { requestTimeout: REQUEST_MS, headersTimeout: 10_000 },
    (request, response) => {
      answering.add(response)
      response.once('close', () => answering.delete(response))
      void handle(request, response)
    },
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(at.port, at.host, resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : at.port
  const host = at.host.includes(':') ? `[${at.host}]` : at.host
  return { url: `http://${host}:${port}`, stop: () => drain(server, answering) }
}

async function drain(server: Server, answering: ReadonlySet<ServerResponse>): Promise<void> {
  if (!server.listening) return
  // Whoever keeps a connection open would otherwise keep the server open.
  for (const response of answering) response.shouldKeepAlive = false
  const ended = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const late = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
  await ended
  clearTimeout(late)
}

/** One request with what is needed to answer it. */
interface Asked {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly requestId: string
  readonly mask: (error: unknown) => GraphQLError
  /** Content type of the body that is handed on, where it is another than that of the request. */
  readonly type?: string
}

function handlerOf(options: ServerOptions) {
  const graphql = graphqlHandler(options)
  const tlog = tlogHandler(options)
  const caseFile = caseFileHandler(options)
  const { evidence, ...house } = options.house
  const files = evidence && evidenceHandler({ house: { ...house, evidence }, log: options.log })
  const exports = exportHandler(options.exporter)
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const requestId = requestIdOf(request)
    const mask = (error: unknown) => outward(error, { requestId, log: options.log })
    response.setHeader('X-Request-Id', requestId)
    try {
      const path = request.url?.split('?', 1)[0]
      if (path === '/graphql') await graphql({ request, response, requestId, mask })
      else if (files && path?.startsWith('/evidence/'))
        await files({ request, response, requestId })
      else if (path === '/health')
        send(response, { status: 200, headers: {}, body: '{"status":"live"}' })
      else if (path === '/ready') await ready(options, response)
      else if (path?.startsWith('/tlog/')) await tlog({ request, response, requestId, mask }, path)
      else if (path?.startsWith('/case-file/'))
        await caseFile({ request, response, requestId, mask })
      else if (path?.startsWith('/export/'))
        await exports({ request, response }, () => contextOf(options, { request, requestId }))
      else if (path === '/')
        send(response, { status: 302, headers: { Location: '/graphql' }, body: '' })
      else send(response, { status: 404, headers: {}, body: '{"status":"not found"}' })
    } catch (error) {
      sendErrors({ request, response, requestId, mask }, [error])
    }
  }
}

async function ready(options: ServerOptions, response: ServerResponse): Promise<void> {
  const waiting = await options.unready().catch((error: unknown) => {
    options.log.warn({ err: error }, 'readiness cannot be told')
    return ['database']
  })
  const status = waiting.length === 0 ? 'ready' : 'not ready'
  const body = JSON.stringify({ status, ...(waiting.length > 0 ? { waiting } : {}) })
  send(response, { status: waiting.length === 0 ? 200 : 503, headers: {}, body })
}

/** Tiles and heads of the trail, for whoever holds a token of the institution in the path. */
function tlogHandler({ house, admission }: ServerOptions) {
  return async ({ request, response, requestId }: Asked, path: string): Promise<void> => {
    const at = parseTlogPath(path)
    const membership = await admission({
      authorization: request.headers.authorization,
      institution: at?.institution,
    })
    const answer = at && (await tlogAnswer(at.rest, createContext(house, membership, requestId)))
    response.writeHead(answer?.status ?? 404, {
      'Content-Type': answer?.type ?? 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    })
    response.end(answer?.body ?? 'not found\n')
  }
}

/** One process as a file, for whoever may read it. */
function caseFileHandler({ house, admission, mechanisms }: ServerOptions) {
  return async ({ request, response, requestId }: Asked): Promise<void> => {
    const institution = request.headers['x-institution']
    const membership = await admission({
      authorization: request.headers.authorization,
      institution: typeof institution === 'string' ? institution : undefined,
    })
    const context = createContext(house, membership, requestId)
    send(response, await caseAnswer(request, context, mechanisms))
  }
}

const REQUEST_ID = /^[A-Za-z0-9._~:-]{1,100}$/
function requestIdOf(request: IncomingMessage): string {
  const sent = request.headers['x-request-id']
  return typeof sent === 'string' && REQUEST_ID.test(sent) ? sent : randomUUID()
}

/** Yoga is four hundred files that the short way does not need: they are read once the server listens. */
const YOGA_AFTER_MS = 1000
function yogaLater(schema: GraphQLSchema) {
  const begin = async () => (await import('./yoga.ts')).yogaOf(schema)
  let made: ReturnType<typeof begin> | undefined
  const yoga = () => (made ??= begin())
  // Where it cannot be read, the first request that needs it says so.
  setTimeout(() => void yoga().catch(() => undefined), YOGA_AFTER_MS).unref()
  return yoga
}

/** Who comes in, with what a request may ask of the house. */
async function contextOf(
  { house, admission }: ServerOptions,
  { request, requestId }: Pick<Asked, 'request' | 'requestId'>,
): Promise<Context> {
  const institution = request.headers['x-institution']
  const membership = await admission({
    authorization: request.headers.authorization,
    institution: typeof institution === 'string' ? institution : undefined,
  })
  return createContext(house, membership, requestId)
}

function graphqlHandler(options: ServerOptions) {
  const { schema, house } = options
  const lean = createLean(schema)
  const yoga = yogaLater(schema)
  const admit = (asked: Asked) => contextOf(options, asked)
  const byYoga = async (
    asked: Asked,
    admitted: Context | undefined,
    body?: string,
  ): Promise<void> => {
    const { request, mask, type } = asked
    const built = await yoga()
    const answer = await built.fetch(
      new Request(`http://localhost${request.url ?? '/graphql'}`, {
        method: request.method ?? 'GET',
        headers: headersOf(request, type),
        ...(body === undefined ? {} : { body }),
      }),
      { admitted, mask },
    )
    await sendResponse(asked, answer)
  }
  const byMultipart = async (asked: Asked, evidence: Evidence): Promise<void> => {
    const { request, response, mask } = asked
    checkMultipart(request, evidence.limits.maxBytes)
    const admitted = await admit(asked)
    const form = await readMultipart(request, {
      evidence,
      accept: ({ query }) => lean.prepare(query) !== undefined,
    })
    try {
      const { params, operations, complete } = form
      const document = lean.prepare(params.query)
      const answer =
        complete && document && (await lean.run({ document, params, context: admitted, mask }))
      if (answer) send(response, answer)
      // Nothing was executed: Yoga says what is wrong with the operation as it was sent.
      else await byYoga({ ...asked, type: 'application/json' }, admitted, operations)
    } finally {
      await form.discard()
    }
  }
  return async (asked: Asked): Promise<void> => {
    const { request, response, mask } = asked
    if (request.method !== 'POST')
      return byYoga(asked, isPage(request) ? undefined : await admit(asked))
    if (house.evidence && isMultipart(request)) return byMultipart(asked, house.evidence)
    checkContentType(request)
    const admitted = await admit(asked)
    const body = await bodyOf(request)
    const type = leanType(request)
    const params = type === undefined ? undefined : paramsOf(body)
    const document = params && lean.prepare(params.query)
    const answer =
      params && document && (await lean.run({ document, params, context: admitted, mask }))
    if (!answer || type === undefined) return byYoga(asked, admitted, body)
    send(response, {
      ...answer,
      headers: { 'Content-Type': `${type}; charset=utf-8`, ...answer.headers },
    })
  }
}

/** The page of GraphiQL, which anybody may load: it shows nothing until it is given a token. */
const isPage = (request: IncomingMessage): boolean =>
  request.method === 'GET' &&
  /\btext\/html\b/.test(request.headers.accept ?? '') &&
  !new URLSearchParams(request.url?.split('?', 2)[1] ?? '').has('query')

/** Answers in one of the two JSON types and nothing else, as Yoga would choose; undefined leaves it to Yoga. */
function leanType(request: IncomingMessage): string | undefined {
  const { accept, 'content-type': type } = request.headers
  if (request.url !== '/graphql' || !/^application\/json *(;|$)/.test(type ?? '')) return undefined
  switch (accept) {
    case 'application/graphql-response+json':
    case 'application/graphql-response+json, application/json':
      return 'application/graphql-response+json'
    case undefined:
    case '*/*':
    case 'application/json':
      return 'application/json'
    default:
      return undefined
  }
}

function checkContentType(request: IncomingMessage): void {
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (!POSTED.includes(type))
    throw badUserInput('Send application/json: what a form can send could come from any site', 415)
}

/** The body as text, up to the limit. By events: an iterator over a stream costs more than the rest. */
function bodyOf(request: IncomingMessage): Promise<string> {
  const tooLarge = () => badUserInput(`A request body is at most ${BODY_MAX} bytes`, 413)
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > BODY_MAX) return reject(tooLarge())
    const late = setTimeout(() => {
      request.pause()
      reject(badUserInput(`A request body comes within ${BODY_MS / 1000} seconds`, 408))
    }, BODY_MS)
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > BODY_MAX) {
        request.pause()
        reject(tooLarge())
      } else chunks.push(chunk)
    })
    request.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
    request.once('error', reject)
    request.once('close', () => clearTimeout(late))
  })
}

const headersOf = (request: IncomingMessage, type?: string): [string, string][] =>
  Object.entries(request.headers).flatMap(([name, value]): [string, string][] => {
    // The body that is handed on has its own length.
    if (value === undefined || name === 'content-length' || name === 'transfer-encoding') return []
    if (name === 'content-type' && type !== undefined) return [[name, type]]
    return [[name, Array.isArray(value) ? value.join(', ') : value]]
  })

function send(response: ServerResponse, { status, headers, body }: LeanAnswer): void {
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  })
  response.end(body)
}

async function sendResponse({ response }: Asked, answer: Response): Promise<void> {
  response.writeHead(answer.status, {
    ...Object.fromEntries(answer.headers),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  })
  if (answer.body === null) response.end()
  else await pipeline(answer.body as unknown as AsyncIterable<Uint8Array>, response)
}

/** An answer without any execution: no token, too large, or a bug on the way. */
function sendErrors({ request, response, mask }: Asked, thrown: readonly unknown[]): void {
  const { http, errors } = httpOf(thrown.map(mask))
  if (response.headersSent) {
    // Half an answer cannot be taken back; a closed connection at least does not look whole.
    response.destroy()
    return
  }
  const accept = request.headers.accept ?? ''
  const type = accept.includes('graphql-response+json')
    ? 'application/graphql-response+json'
    : 'application/json'
  // What was not read of a body cannot be told from the next request.
  const close: Record<string, string> = request.complete ? {} : { Connection: 'close' }
  const headers = { 'Content-Type': `${type}; charset=utf-8`, ...close, ...http?.headers }
  send(response, { status: http?.status ?? 500, headers, body: JSON.stringify({ errors }) })
  if (!request.complete) request.resume()
}
