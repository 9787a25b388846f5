// The load: callers that each send the next command as soon as the last is answered, over connections
// that stay open. It does as little as it can, for it takes its CPU from the two it measures.

import { Agent, request } from 'node:http'
import type { IncomingMessage } from 'node:http'
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
  const agent = new Agent({ keepAlive: true, maxSockets: callers })
  const { hostname, port, pathname: path } = new URL(url)
  const latencies: number[] = []
  const cpu = process.cpuUsage()
  const begin = performance.now()
  let end = begin + seconds * 1000
  const call = ({ headers, body }: Message) =>
    new Promise<void>((resolve, reject) => {
      const begun = performance.now()
      const asked = request({ agent, hostname, port, path, method: 'POST', headers }, (answer) => {
        read(answer, (text) => {
          latencies.push(performance.now() - begun)
          if (answer.statusCode === 200 && text.includes('"Accepted"')) resolve()
          else reject(new Error(`${String(answer.statusCode)} ${text} for ${body}`))
        })
      })
      asked.on('error', reject)
      asked.end(body)
    })
  const caller = async () => {
    try {
      while (performance.now() < end) await call(next())
    } catch (error) {
      end = 0
      throw error
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: callers }, caller))
  for (const each of ended) if (each.status === 'rejected') throw each.reason
  const took = (performance.now() - begin) / 1000
  const { user, system } = process.cpuUsage(cpu)
  agent.destroy()
  return {
    done: latencies.length,
    seconds: took,
    latencies: Float64Array.from(latencies).sort(),
    cpu: (user + system) / 1e6,
  }
}

function read(answer: IncomingMessage, done: (text: string) => void): void {
  let text = ''
  answer.setEncoding('utf8')
  answer.on('data', (chunk: string) => (text += chunk))
  answer.on('end', () => done(text))
}
