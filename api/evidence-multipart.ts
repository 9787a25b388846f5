/**
 * GraphQL multipart requests (https://github.com/jaydenseric/graphql-multipart-request-spec): the fields
 * `operations` and `map`, then the files. Files go from the connection to the disk as they come; they
 * reach a resolver as what was received, never as bytes.
 */
import type { IncomingMessage } from 'node:http'
import { Busboy } from '@fastify/busboy'
import type { BusboyFileStream, BusboyHeaders } from '@fastify/busboy'
import type { Evidence, Receiving } from '../engine/runtime/evidence.ts'
import { badUserInput } from './errors.ts'
import { paramsOf } from './lean.ts'
import type { Params } from './lean.ts'
import { BODY_MAX } from './limits.ts'

/** What stands in the place of a variable of type Upload. */
export class UploadedFile {
  readonly came: Receiving
  readonly name: string
  /** Media type of the part. */
  readonly media: string
  constructor(came: Receiving, { name, media }: { readonly name: string; readonly media: string }) {
    this.came = came
    this.name = name
    this.media = media
  }
}

export interface Multipart {
  /** The operation, with the files in the places of its variables. */
  readonly params: Params
  /** The operation as it was sent, for whoever says what is wrong with it. */
  readonly operations: string
  /** False where the operation was not accepted: no file was taken in, and the places are empty. */
  readonly complete: boolean
  /** Lets go of what no resolver has kept. */
  discard(): Promise<void>
}

const FILES_MAX = 10
/** Of `operations`, `map` and the lines between the parts. */
const BESIDE_MAX = 2 * BODY_MAX
/** Headers that a form of another site cannot send without asking first. */
const PREFLIGHT = ['apollo-require-preflight', 'x-graphql-yoga-csrf', 'graphql-require-preflight']

export const isMultipart = ({ headers }: IncomingMessage): boolean =>
  /^multipart\/form-data *(;|$)/i.test(headers['content-type'] ?? '')

/** Throws where the request could have been sent by a form of another site, or is too large. */
export function checkMultipart({ headers }: IncomingMessage, maxBytes: number): void {
  if (!PREFLIGHT.some((name) => headers[name] !== undefined))
    throw badUserInput(
      'Send a multipart request with the header GraphQL-Require-Preflight: 1; what a form can send could come from any site',
      415,
    )
  if (Number(headers['content-length'] ?? 0) > maxBytes + BESIDE_MAX) throw tooLarge(maxBytes)
}

const tooLarge = (maxBytes: number) =>
  badUserInput(`A request with files is at most ${maxBytes} bytes beside its operation`, 413)

export interface MultipartOptions {
  readonly evidence: Pick<Evidence, 'receive' | 'discard' | 'limits'>
  /** False for an operation that will not be executed, so that no file is taken in for it. */
  readonly accept: (params: Params) => boolean
}

/** Reads a whole multipart request. Throws for a bad shape; nothing that came in is left then. */
export async function readMultipart(
  request: IncomingMessage,
  options: MultipartOptions,
): Promise<Multipart> {
  const form = new Form(options)
  try {
    await form.read(request)
    return { ...(await form.complete()), discard: () => form.discard() }
  } catch (error) {
    await form.discard()
    throw error
  }
}

/** The operation with the places that wait for a file, by the name of its part. */
interface Operation {
  readonly operations: string
  readonly params: Params
  readonly places: ReadonlyMap<string, readonly Place[]>
}
type Place = (file: UploadedFile) => void

class Form {
  readonly #options: MultipartOptions
  #operations: string | undefined
  #operation: Operation | undefined
  #accepted = true
  readonly #open = new Set<BusboyFileStream>()
  readonly #files = new Map<string, Promise<UploadedFile>>()

  constructor(options: MultipartOptions) {
    this.#options = options
  }

  /** Reads the request to its end, or to the first thing that is wrong with it. */
  read(request: IncomingMessage): Promise<void> {
    const { maxBytes } = this.#options.evidence.limits
    return new Promise((resolve, reject) => {
      const parser = parserOf(request, maxBytes)
      const fail = (error: unknown) => {
        request.unpipe(parser)
        for (const stream of this.#open) stream.destroy(asError(error))
        reject(asError(error))
      }
      const trying = (work: () => void) => {
        try {
          work()
        } catch (error) {
          fail(error)
        }
      }
      let size = 0
      request.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > maxBytes + BESIDE_MAX) fail(tooLarge(maxBytes))
      })
      parser.on('field', (...[name, value, , cut]) =>
        trying(() => {
          this.#field(name, value, cut)
          if (this.#accepted) return
          request.unpipe(parser)
          request.resume()
          resolve()
        }),
      )
      parser.on('file', (...[name, stream, file, , media]) =>
        trying(() => this.#file({ name, stream, file, media }, fail)),
      )
      for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'])
        parser.on(limit, () => fail(badUserInput(`At most ${FILES_MAX} files in one request`, 400)))
      parser.on('error', () => fail(broken()))
      request.on('error', () => fail(broken()))
      request.on('close', () => {
        if (!request.complete) fail(broken())
      })
      parser.on('finish', resolve)
      request.pipe(parser)
    })
  }

  #field(name: string, value: string, cut: boolean): void {
    if (cut) throw badUserInput(`\`${name}\` is longer than ${BODY_MAX} bytes`, 413)
    if (name === 'operations' && this.#operations === undefined) this.#operations = value
    else if (name === 'map' && this.#operations !== undefined && !this.#operation) {
      this.#operation = operationOf(this.#operations, value)
      this.#accepted = this.#options.accept(this.#operation.params)
    } else
      throw badUserInput('A multipart request is `operations`, then `map`, then the files', 400)
  }

  #file({ name, stream, file, media }: Part, fail: (error: unknown) => void): void {
    // It breaks where the request does, whether somebody reads it by then or not.
    stream.on('error', () => undefined)
    if (!this.#operation?.places.has(name) || this.#files.has(name))
      throw badUserInput('A file comes after `map`, once, and is named there', 400)
    this.#open.add(stream)
    const { evidence } = this.#options
    const content = stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>
    const came = evidence.receive(content).then((receiving) => {
      this.#open.delete(stream)
      // What is beyond the limit is read and let go: the answer comes when the sender has ended.
      stream.resume()
      return new UploadedFile(receiving, { name: file ?? '', media })
    })
    this.#files.set(name, came)
    came.catch(fail)
  }

  /** The operation with every file in its place. */
  async complete(): Promise<Omit<Multipart, 'discard'>> {
    if (!this.#operation)
      throw badUserInput('A multipart request is `operations`, then `map`, then the files', 400)
    const { operations, params, places } = this.#operation
    if (!this.#accepted) return { operations, params, complete: false }
    for (const [name, put] of places) {
      const file = await this.#files.get(name)
      if (!file)
        throw badUserInput(`The file that \`map\` names ${JSON.stringify(name)} is missing`, 400)
      for (const one of put) one(file)
    }
    return { operations, params, complete: true }
  }

  async discard(): Promise<void> {
    for (const result of await Promise.allSettled(this.#files.values()))
      if (result.status === 'fulfilled' && 'received' in result.value.came)
        await this.#options.evidence.discard(result.value.came.received)
  }
}

interface Part {
  readonly name: string
  readonly stream: BusboyFileStream
  /** Absent where the part has none, whatever the types say. */
  readonly file: string | undefined
  readonly media: string
}

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error))
const broken = () =>
  badUserInput('The multipart request breaks off or is not well formed; nothing was kept', 400)

function parserOf(request: IncomingMessage, maxBytes: number) {
  try {
    return new Busboy({
      headers: request.headers as BusboyHeaders,
      limits: {
        fieldNameSize: 100,
        fieldSize: BODY_MAX,
        fields: 2,
        files: FILES_MAX,
        fileSize: maxBytes + 1,
        headerPairs: 20,
        headerSize: 8192,
      },
    })
  } catch {
    throw badUserInput('The multipart request names no boundary', 400)
  }
}

/** Reads `operations` and `map`. A place is a variable that is null, as the specification says. */
function operationOf(operations: string, map: string): Operation {
  const params = paramsOf(operations)
  const named = jsonOf(map)
  if (!params)
    throw badUserInput('`operations` is one operation as JSON, with `query` and `variables`', 400)
  if (!isRecord(named) || Object.keys(named).length > FILES_MAX)
    throw badUserInput('`map` is an object of lists of paths, as JSON', 400)
  // The variables are ours to write into: they were parsed just now.
  const variables = (params.variables ?? {}) as Record<string, unknown>
  const places = Object.entries(named).map(([name, paths]) => {
    if (!Array.isArray(paths) || paths.length === 0 || paths.length > FILES_MAX)
      throw badUserInput('`map` is an object of lists of paths, as JSON', 400)
    return [name, paths.map((path: unknown) => placeIn(variables, path))] as const
  })
  return { operations, params: { ...params, variables }, places: new Map(places) }
}

function placeIn(variables: Record<string, unknown>, path: unknown): Place {
  const [root, ...steps] = typeof path === 'string' ? path.split('.') : []
  const key = steps.pop()
  let at: unknown = variables
  for (const step of steps) at = isRecord(at) && Object.hasOwn(at, step) ? at[step] : undefined
  if (root !== 'variables' || key === undefined || !isRecord(at) || !Object.hasOwn(at, key))
    throw badUserInput('`map` names a path of `variables` that is not there', 400)
  if (at[key] !== null) throw badUserInput('A variable that waits for a file is null', 400)
  const parent = at
  return (file) => {
    parent[key] = file
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
