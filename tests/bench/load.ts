// The load: callers that each send the next command as soon as the last is answered, over connections
// that stay open. It takes its CPU from the two it measures, so it speaks HTTP/1.1 by hand: the client of
// Node takes more for a command than pgbench takes for its whole transaction, and would be measured too.

import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { performance } from 'node:perf_hooks'

/** One command as it goes over the wire. */
export interface Message {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Load {
  readonly url: string
  readonly callers: number
  readonly seconds: number
  /** The next message of a caller. */
  readonly next: () => Message
}

export interface Measured {
  /** Answered as wanted. */
  readonly done: number
  readonly seconds: number
  /** Milliseconds each, ascending. */
  readonly latencies: Float64Array
  /** CPU seconds that the load itself took. */
  readonly cpu: number
}

/** Throws where any answer is not an accepted command: a refusal is quicker, and counts for nothing. */
export async function run({ url, callers, seconds, next }: Load): Promise<Measured> {
  const at = new URL(url)
  const lines = await Promise.all(Array.from({ length: callers }, () => Line.to(at)))
  const latencies: number[] = []
  const cpu = process.cpuUsage()
  const begin = performance.now()
  let end = begin + seconds * 1000
  const caller = async (line: Line) => {
    try {
      while (performance.now() < end) {
        const message = next()
        const begun = performance.now()
        const answer = await line.ask(message)
        latencies.push(performance.now() - begun)
        if (!answer.startsWith('HTTP/1.1 200 ') || !answer.includes('"Accepted"'))
          throw new Error(`${answer} for ${message.body}`)
      }
    } catch (error) {
      end = 0
      throw error
    }
  }
  const ended = await Promise.allSettled(lines.map(caller))
  for (const line of lines) line.close()
  for (const each of ended) if (each.status === 'rejected') throw each.reason
  const took = (performance.now() - begin) / 1000
  const { user, system } = process.cpuUsage(cpu)
  return {
    done: latencies.length,
    seconds: took,
    latencies: Float64Array.from(latencies).sort(),
    cpu: (user + system) / 1e6,
  }
}

/** One connection that stays open, with one request under way at a time. */
class Line {
  readonly #socket: Socket
  readonly #head: string
  #text = ''
  #answered: ((text: string) => void) | undefined
  #failed: ((error: Error) => void) | undefined

  private constructor(socket: Socket, { pathname, host }: URL) {
    this.#socket = socket
    this.#head = `POST ${pathname} HTTP/1.1\r\nhost: ${host}\r\n`
    socket.setNoDelay(true)
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => {
      this.#text = this.#text === '' ? text : this.#text + text
      if (isWhole(this.#text)) this.#answered?.(this.#text)
    })
    const gone = (error?: Error) => this.#failed?.(error ?? new Error('the server hung up'))
    socket.on('error', gone)
    socket.on('close', () => gone())
  }

  static to(url: URL): Promise<Line> {
    return new Promise((resolve, reject) => {
      const socket = connect(Number(url.port), url.hostname)
      socket.once('error', reject)
      socket.once('connect', () => {
        socket.off('error', reject)
        resolve(new Line(socket, url))
      })
    })
  }

  /** The whole answer, head and body. */
  ask({ headers, body }: Message): Promise<string> {
    let head = this.#head
    for (const name in headers) head += `${name}: ${headers[name] ?? ''}\r\n`
    return new Promise((resolve, reject) => {
      this.#text = ''
      this.#answered = resolve
      this.#failed = reject
      this.#socket.write(`${head}\r\n${body}`)
    })
  }

  close(): void {
    this.#failed = undefined
    this.#socket.destroy()
  }
}

/** Has the answer arrived to its end, by its length in bytes or by its last chunk (RFC 9112 §6.3)? */
function isWhole(text: string): boolean {
  const ends = text.indexOf('\r\n\r\n')
  if (ends < 0) return false
  const length = /\r\ncontent-length: *(\d+)/i.exec(text.slice(0, ends + 2))?.[1]
  if (length === undefined) return text.endsWith('\r\n0\r\n\r\n')
  return Buffer.byteLength(text) >= Buffer.byteLength(text.slice(0, ends + 4)) + Number(length)
}
