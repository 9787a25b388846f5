/** Gathers what is asked for in one turn and asks for it once. */

export class Batch<K, V> {
  private readonly load: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>
  private readonly known = new Map<K, Promise<V | undefined>>()
  private waiting: { keys: K[]; answer: Promise<ReadonlyMap<K, V>> } | undefined

  constructor(load: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>) {
    this.load = load
  }

  /** The value of a key; undefined where there is none. Asked for once until it is forgotten. */
  get(key: K): Promise<V | undefined> {
    const known = this.known.get(key)
    if (known) return known
    const { keys, answer } = (this.waiting ??= this.gather())
    keys.push(key)
    const value = answer.then((found) => found.get(key))
    this.known.set(key, value)
    return value
  }

  /** What was read may have changed: the next question is asked anew. */
  forget(): void {
    this.known.clear()
  }

  private gather(): { keys: K[]; answer: Promise<ReadonlyMap<K, V>> } {
    const keys: K[] = []
    // After the promises of this turn: resolvers of one list ask one after the other through awaits.
    const answer = new Promise<void>((resolve) => {
      void Promise.resolve().then(() => process.nextTick(resolve))
    }).then(() => {
      this.waiting = undefined
      return this.load(keys)
    })
    return { keys, answer }
  }
}
