/** Turns at the database, which the institutions take together. */
import { availableParallelism } from 'node:os'

/**
 * More in flight would not be done sooner: they would only be smaller, and what a statement costs by itself
 * is several times what a command in it costs. One more than there are cores, for one waits for the disk;
 * and no more than there are connections.
 */
const ROUNDS = Math.min(8, availableParallelism() + 1)

/** What is done when the turn has come; undefined where there is nothing to do. */
export type Turn = () => Promise<void> | undefined

/**
 * Gives turns in rounds: whoever waits when one begins goes together, and so do their questions. Only so
 * many rounds are under way at a time. A batch is taken from its queue when its turn has come and not
 * before, so that whatever came meanwhile is in it. Nothing waits while a round may begin.
 */
export class Turns {
  #waiting: Turn[] = []
  #rounds = 0
  #scheduled = false

  ask(turn: Turn): void {
    this.#waiting.push(turn)
    this.#schedule()
  }

  #schedule(): void {
    if (this.#scheduled || this.#rounds >= ROUNDS || this.#waiting.length === 0) return
    this.#scheduled = true
    // What arrives in the same turn of the event loop goes together.
    setImmediate(() => {
      this.#scheduled = false
      this.#give()
    })
  }

  #give(): void {
    const turns = this.#waiting
    this.#waiting = []
    const begun = turns.flatMap((turn) => turn() ?? [])
    if (begun.length === 0) return this.#schedule()
    this.#rounds++
    void Promise.all(begun).finally(() => {
      this.#rounds--
      this.#schedule()
    })
    this.#schedule()
  }
}
