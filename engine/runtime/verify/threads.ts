/**
 * Threads of the verifier. Each has a connection of its own and reads the processes of some ranges; all of
 * one institution look at one snapshot.
 */
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ClientConfig } from 'pg'
import type { Ground, Part } from './house-run.ts'
import type { Range } from './tables.ts'
import type { Segment } from './timeline.ts'
import type { Whole } from './whole.ts'

/** What a thread can be asked, in this order but for `whole`. */
export type Job =
  | { readonly kind: 'whole'; readonly ground: Ground }
  | {
      readonly kind: 'open'
      readonly ground: Ground
      readonly snapshot: string
      /** Says what is wrong with the records; one thread does. */
      readonly says: boolean
    }
  | { readonly kind: 'range'; readonly range: Range }
  | { readonly kind: 'claims'; readonly segments: readonly Segment[] }
  /** Which mechanisms of this release write records of the house; at any time. */
  | { readonly kind: 'projecting' }
/** By the kind of job. */
interface Results {
  readonly whole: Whole
  readonly open: readonly Segment[]
  readonly range: Segment
  readonly claims: Part
  readonly projecting: readonly string[]
}
export type JobResult = Results[keyof Results]

interface Answer {
  readonly progress?: number
  readonly result?: JobResult
  readonly error?: string
}

/** Young objects of a thread, in MB: they are many and die at once, and more room would only be kept. */
const YOUNG_MB = 16

class Thread {
  readonly #worker: Worker
  #settle: ((answer: Answer) => void) | undefined
  entries = 0

  constructor(connection: ClientConfig, progress: () => void) {
    // The same file as source and as built.
    const file = new URL(`./worker${extname(import.meta.url)}`, import.meta.url)
    this.#worker = new Worker(file, {
      workerData: connection,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    })
    this.#worker.on('message', (answer: Answer) => {
      if (answer.progress === undefined) this.#settle?.(answer)
      else {
        this.entries = answer.progress
        progress()
      }
    })
    this.#worker.on('error', (error) => this.#settle?.({ error: error.stack ?? error.message }))
    this.#worker.on('exit', (code) =>
      this.#settle?.({ error: `a thread ended with ${String(code)}` }),
    )
  }

  async ask<K extends Job['kind']>(job: Extract<Job, { kind: K }>): Promise<Results[K]> {
    const { error, result } = await new Promise<Answer>((settle) => {
      this.#settle = settle
      this.#worker.postMessage(job)
    })
    this.#settle = undefined
    if (error !== undefined) throw new Error(error)
    return result as Results[K]
  }

  async end(): Promise<void> {
    await this.#worker.terminate()
  }
}

export class Threads {
  readonly #threads: readonly Thread[]
  /** Told of entries read, of all threads together. */
  progress: ((entries: number) => void) | undefined

  constructor(count: number, connection: ClientConfig) {
    this.#threads = Array.from(
      { length: count },
      () =>
        new Thread(connection, () =>
          this.progress?.(this.#threads.reduce((sum, t) => sum + t.entries, 0)),
        ),
    )
  }

  /** Which mechanisms write records of the house. */
  async projecting(): Promise<readonly string[]> {
    const [first] = this.#threads
    return first ? first.ask({ kind: 'projecting' }) : []
  }

  get count(): number {
    return this.#threads.length
  }

  /** Whole institutions, each by the next thread that is free; in the order of the grounds. */
  async wholes(grounds: readonly Ground[]): Promise<readonly Whole[]> {
    const done: Whole[] = []
    let next = 0
    await Promise.all(
      this.#threads.map(async (thread) => {
        for (let n = next++; n < grounds.length; n = next++)
          done[n] = await thread.ask({ kind: 'whole', ground: grounds[n] as Ground })
      }),
    )
    return done
  }

  /** One institution by all threads: ranges as they come free, then what was said of other processes. */
  async parts(
    ground: Ground,
    { snapshot, ranges }: { readonly snapshot: string; readonly ranges: readonly Range[] },
  ): Promise<readonly Part[]> {
    const segments: Segment[] = []
    let next = 0
    await Promise.all(
      this.#threads.map(async (thread, n) => {
        segments.push(...(await thread.ask({ kind: 'open', ground, snapshot, says: n === 0 })))
        for (let at = next++; at < ranges.length; at = next++)
          segments.push(await thread.ask({ kind: 'range', range: ranges[at] as Range }))
      }),
    )
    return Promise.all(this.#threads.map((thread) => thread.ask({ kind: 'claims', segments })))
  }

  async end(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.end()))
  }
}
