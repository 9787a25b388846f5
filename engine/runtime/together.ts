/**
 * Questions of several institutions that are asked in the same turn of the event loop go to the database as
 * one statement: what a statement costs by itself is several times what one more institution in it costs.
 */
import { isLost } from './conflict.ts'

interface Asked<A, B> {
  readonly ask: A
  readonly done: (answer: B) => void
  readonly failed: (error: unknown) => void
}

export interface TogetherOptions<A, B> {
  /** Answers in the order of the asks; all of them or none. */
  readonly send: (asks: readonly A[]) => Promise<readonly B[]>
  /** The order in which they are sent, the same for whoever sends: so nobody waits in a circle. */
  readonly order: (a: A, b: A) => number
}

/** One statement holds its locks until the last of it is done. */
const MOST = 16

export class Together<A, B> {
  readonly #options: TogetherOptions<A, B>
  #waiting: Asked<A, B>[] = []

  constructor(options: TogetherOptions<A, B>) {
    this.#options = options
  }

  ask(ask: A): Promise<B> {
    return new Promise((done, failed) => {
      this.#waiting.push({ ask, done, failed })
      if (this.#waiting.length === 1) process.nextTick(() => this.#flush())
    })
  }

  #flush(): void {
    const { order } = this.#options
    const all = this.#waiting.toSorted((a, b) => order(a.ask, b.ask))
    this.#waiting = []
    for (let n = 0; n < all.length; n += MOST) void this.#send(all.slice(n, n + MOST))
  }

  async #send(asked: readonly Asked<A, B>[]): Promise<void> {
    try {
      const answers = await this.#options.send(asked.map(({ ask }) => ask))
      for (const [n, { done }] of asked.entries()) done(answers[n] as B)
    } catch (error) {
      // The trouble of one is not that of the others: nothing was written, so each goes by itself. Where
      // the connection broke it may have been; whoever asked finds that out.
      if (asked.length > 1 && !isLost(error)) for (const one of asked) void this.#send([one])
      else for (const { failed } of asked) failed(error)
    }
  }
}
