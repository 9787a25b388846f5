/**
 * The errors of the doors. Only this file knows GraphQL errors: the engine answers refusals as values,
 * and whatever it throws is a bug, which is logged here and shown to nobody.
 */
import { GraphQLError } from 'graphql'
import type { Logger } from 'pino'

export type ErrorCode =
  | 'BAD_USER_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'RATE_LIMITED'
  | 'UNAVAILABLE'
  | 'INTERNAL'
const CODES: ReadonlySet<unknown> = new Set<ErrorCode>([
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'RATE_LIMITED',
  'UNAVAILABLE',
  'INTERNAL',
])

interface Http {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
}

const error = (code: ErrorCode, message: string, http?: Http): GraphQLError =>
  new GraphQLError(message, { extensions: { code, ...(http ? { http } : {}) } })

/** The request has not the shape that the schema or the protocol asks for. */
export const badUserInput = (message: string, status?: number): GraphQLError =>
  error('BAD_USER_INPUT', message, status === undefined ? undefined : { status })

/** No token, or none that counts. Says nothing of why a forged one was refused. */
export const unauthenticated = (message: string): GraphQLError =>
  error('UNAUTHENTICATED', message, {
    status: 401,
    headers: { 'WWW-Authenticate': 'Bearer realm="xiaobao"' },
  })

/** Known to the identity provider and to no institution here. */
export const forbidden = (message: string): GraphQLError =>
  error('FORBIDDEN', message, { status: 403 })

export const notFound = (message: string): GraphQLError => error('NOT_FOUND', message)

export const rateLimited = (retryAfterSeconds: number): GraphQLError =>
  error('RATE_LIMITED', `Too many refused attempts; try again in ${retryAfterSeconds} seconds`, {
    status: 429,
    headers: { 'Retry-After': String(retryAfterSeconds) },
  })

/** Every reading of that kind is put on record, so many in a minute. */
export const readingLimited = (): GraphQLError =>
  error('RATE_LIMITED', 'More is read in this minute than is put on record; go on in a minute', {
    status: 429,
    headers: { 'Retry-After': '60' },
  })

/** What it needs does not answer; nothing was done, and the same request may be sent again. */
export const unavailable = (message: string): GraphQLError =>
  error('UNAVAILABLE', message, { status: 503, headers: { 'Retry-After': '1' } })

/** What an error looks like outside. `http` is read by the server and not shown. */
export interface Outward {
  readonly requestId: string
  readonly log: Pick<Logger, 'error'>
}

/**
 * The error as it may leave the house: ours and the protocol's with a code and without suggestions,
 * everything else as INTERNAL with the request id under which it was logged.
 */
export function outward(thrown: unknown, { requestId, log }: Outward): GraphQLError {
  const known = thrown instanceof GraphQLError ? thrown : undefined
  if (known && CODES.has(known.extensions['code'])) return known
  if (known && isOfTheRequest(known)) return asBadInput(known)
  if (BUSY.has(nameOf(known?.originalError ?? thrown)))
    return located(
      unavailable('Too many others write at this moment; send the same request again'),
      known,
    )
  if (nameOf(known?.originalError ?? thrown) === STORE) {
    log.error(
      { err: known?.originalError ?? thrown, requestId },
      'the store of evidence is out of reach',
    )
    return located(unavailable('The store of evidence does not answer; send it again later'), known)
  }
  log.error(
    { err: known?.originalError ?? thrown, requestId, path: known?.path },
    'unexpected error',
  )
  return located(
    new GraphQLError('Something went wrong on our side; the request id names it in our log', {
      extensions: { code: 'INTERNAL' satisfies ErrorCode, requestId },
    }),
    known,
  )
}

/** Names of the errors by which the engine says that others were faster, or the database out of reach. */
const BUSY: ReadonlySet<string> = new Set(['Busy', 'Conflict'])
/** Where the files of evidence lie elsewhere, and that place cannot be reached. */
const STORE = 'StoreUnreachable'
const nameOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.name : '')

/** The error at the place where another was thrown. */
const located = (made: GraphQLError, at: GraphQLError | undefined): GraphQLError =>
  new GraphQLError(made.message, {
    extensions: made.extensions,
    ...(at?.nodes ? { nodes: at.nodes } : {}),
    ...(at?.path ? { path: at.path } : {}),
  })

/** Thrown by the protocol, before any resolver ran: only those have no path and no error of ours beneath. */
const isOfTheRequest = ({ originalError, path }: GraphQLError): boolean =>
  originalError === undefined || (path === undefined && originalError instanceof GraphQLError)

const MESSAGE_MAX = 500
/** Suggestions print names of the schema, and coercion quotes what was sent, however long. */
const asBadInput = (known: GraphQLError): GraphQLError =>
  new GraphQLError(known.message.replaceAll(/ ?Did you mean [^?]*\?/g, '').slice(0, MESSAGE_MAX), {
    extensions: { ...known.extensions, code: 'BAD_USER_INPUT' satisfies ErrorCode },
    ...(known.nodes ? { nodes: known.nodes } : {}),
    ...(known.source ? { source: known.source } : {}),
    ...(known.positions ? { positions: known.positions } : {}),
    ...(known.path ? { path: known.path } : {}),
  })

/** The status and headers that an answer's errors ask for, and the errors without them. */
export function httpOf(errors: readonly GraphQLError[]): {
  readonly http: Http | undefined
  readonly errors: readonly object[]
} {
  const asked = errors
    .map((e) => e.extensions['http'] as Http | undefined)
    .filter((http) => http !== undefined)
  const http = asked.toSorted((a, b) => b.status - a.status)[0]
  return {
    http,
    errors: errors.map((e) => {
      const { http: _http, ...extensions } = e.extensions
      return { ...e.toJSON(), extensions }
    }),
  }
}
