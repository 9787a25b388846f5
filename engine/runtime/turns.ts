/** Turns at the database, which all institutions take from one queue. */
import { availableParallelism } from 'node:os'

/**
 * More batches in flight would not be done sooner: they would only be smaller, and what a batch costs by
 * itself is several times what a command in it costs. One more than there are cores, for one waits for the
 * disk; and no more than there are connections.
 */
const TURNS = Math.min(8, availableParallelism() + 1)

/** What is done when the turn has come; undefined where there is nothing to do. */
export type Turn = () => Promise<void> | undefined

/**
 * Gives so many turns at a time, in the order in which they were asked for. A batch is taken from its
 * queue when its turn has come and not before, so that whatever came meanwhile is in it. Nothing waits
 * while a turn is free.
 */
export class Turns {
  readonly #waiting: Turn[] = []
  #taken = 0
  #scheduled = false

  ask(turn: Turn): void {
    this.#waiting.push(turn)
    this.#schedule()
  }

  #schedule(): void {
    if (this.#scheduled || this.#taken >= TURNS || this.#waiting.length === 0) return
    this.#scheduled = true
    // What arrives in the same turn of the event loop goes together.
    setImmediate(() => {
      this.#scheduled = false
      this.#give()
    })
  }

  #give(): void {
    while (this.#taken < TURNS) {
      const turn = this.#waiting.shift()
      if (!turn) return
      const done = turn()
      if (!done) continue
      this.#taken++
      void done.finally(() => {
        this.#taken--
        this.#schedule()
      })
    }
  }
}
