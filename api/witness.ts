/** `xiaobao witness`: a small server of its own that cosigns the growth of trails (C2SP tlog-witness). */
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import path from 'node:path'
import type { Command } from 'commander'
import { InvalidArgumentError } from 'commander'
import type { Logger } from 'pino'
import { isKeyName } from '../engine/core/note.ts'
import { logsIn, openWitnessKey } from '../engine/runtime/witness-key.ts'
import { openWitnessState } from '../engine/runtime/witness-state.ts'
import { witnessOf } from '../engine/runtime/witness.ts'
import type { Witness } from '../engine/runtime/witness.ts'

export interface WitnessServerOptions {
  /** Name of the witness, like a host name. */
  readonly name: string
  /** Folder of what it remembers, and of its key. */
  readonly state: string
  /** File with the verifier keys of the logs that it watches, one a line. */
  readonly logs: string
  readonly host: string
  /** 0 means any free port. */
  readonly port: number
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>
  /** Time driven by hand, for tests. */
  readonly nowMs?: () => number
}

export interface RunningWitness {
  readonly url: string
  /** Verifier key of its cosignatures. */
  readonly vkey: string
  stop(): Promise<void>
}

/** Starts a witness and listens. Throws where its folder, key or logs cannot be trusted. */
export async function startWitness(options: WitnessServerOptions): Promise<RunningWitness> {
  const { name, log, nowMs = () => Date.now() } = options
  const folder = path.resolve(options.state)
  const logs = logsIn(path.resolve(options.logs))
  await logs()
  const state = await openWitnessState(folder, () => new Date(nowMs()).toISOString())
  try {
    const seconds = () => Math.floor(nowMs() / 1000)
    const cosigner = await openWitnessKey({ folder, name, seconds })
    const witness = witnessOf({ state, cosigner, logs })
    const server = createServer(
      { requestTimeout: 30_000, headersTimeout: 10_000 },
      (request, response) => void answer({ witness, log, vkey: cosigner.vkey }, request, response),
    )
    const url = await listen(server, options)
    return {
      url,
      vkey: cosigner.vkey,
      stop: async () => {
        await close(server)
        await state.close()
      },
    }
  } catch (error) {
    await state.close()
    throw error
  }
}

async function listen(
  server: Server,
  { host, port }: Pick<WitnessServerOptions, 'host' | 'port'>,
): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  const bound = typeof address === 'object' && address ? address.port : port
  return `http://${host.includes(':') ? `[${host}]` : host}:${String(bound)}`
}

async function close(server: Server): Promise<void> {
  const ended = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  await ended
}

interface Parts {
  readonly witness: Witness
  readonly log: WitnessServerOptions['log']
  readonly vkey: string
}

const BODY_MAX = 262_144
const TEXT = 'text/plain; charset=utf-8'

async function answer(
  parts: Parts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const send = (status: number, body: string, type = TEXT) => {
    response.writeHead(status, { 'Content-Type': type, 'X-Content-Type-Options': 'nosniff' })
    response.end(body)
  }
  try {
    const at = request.url?.split('?', 1)[0] ?? ''
    if (at === '/add-checkpoint') return await add(parts, request, send)
    if (request.method !== 'GET') return send(405, 'only add-checkpoint is posted to\n')
    if (at === '/health') return send(200, 'live\n')
    if (at === '/') return send(200, `${parts.vkey}\n`)
    const [, hash] = /^\/([0-9a-f]{64})\/checkpoint$/.exec(at) ?? []
    const note = hash === undefined ? undefined : await parts.witness.latest(hash)
    return note === undefined ? send(404, 'not found\n') : send(200, note)
  } catch (err) {
    parts.log.error({ err }, 'a request could not be answered')
    if (response.headersSent) response.destroy()
    else send(500, 'the witness cannot answer; its log says why\n')
  }
}

async function add(
  { witness, log }: Parts,
  request: IncomingMessage,
  send: (status: number, body: string, type?: string) => void,
): Promise<void> {
  if (request.method !== 'POST') return send(405, 'heads are posted\n')
  const body = await bodyOf(request)
  if (body === undefined) return send(413, `a request is at most ${String(BODY_MAX)} bytes\n`)
  const { status, body: said, refusal } = await witness.add(body)
  // How a log asks which head was cosigned last.
  if (refusal?.kind === 'OTHER_SIZE') log.info(refusal, 'another size was cosigned last')
  else if (refusal) log.warn(refusal, `refused: ${refusal.kind}`)
  send(status, said, status === 409 ? 'text/x.tlog.size' : TEXT)
}

/** The body as text; undefined where it is too large. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size > BODY_MAX) return undefined
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString('utf8')
}

interface Options {
  readonly name: string
  readonly state: string
  readonly logs: string
  readonly host: string
  readonly port: number
}

/** Adds the command to the program. */
export function registerWitness(
  program: Command,
  { log, print }: { readonly log: () => Logger; readonly print: (line: string) => void },
): void {
  program
    .command('witness')
    .description(
      'run a witness: a server apart from the house that cosigns only heads which grow from those it saw',
    )
    .requiredOption('--name <name>', 'its name, like a host name; fixed with its key', keyName)
    .requiredOption('--logs <file>', 'the verifier keys of the trails that it watches, one a line')
    .option('--state <folder>', 'what it remembers, and its key', 'witness')
    .option('--host <host>', 'where to listen', '127.0.0.1')
    .option('--port <port>', 'where to listen', port, 4100)
    .action(async (options: Options) => {
      const running = await startWitness({ ...options, log: log() })
      print(`Witness ${options.name} listens at ${running.url}`)
      print(`Its verifier key, for WITNESSES: ${running.vkey}`)
      const leave = () => void running.stop().then(() => process.exit(0))
      process.once('SIGTERM', leave)
      process.once('SIGINT', leave)
    })
}

function keyName(value: string): string {
  if (!isKeyName(value)) throw new InvalidArgumentError('a name without spaces and plus signs')
  return value
}

function port(value: string): number {
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535)
    throw new InvalidArgumentError('from 0 to 65535')
  return Number(value)
}
