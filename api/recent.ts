/** A map that forgets what was used longest ago. */
export class Recent<K, V> {
  private readonly known = new Map<K, V>()
  private readonly most: number

  constructor(most: number) {
    this.most = most
  }

  get(key: K): V | undefined {
    const value = this.known.get(key)
    if (value !== undefined) {
      this.known.delete(key)
      this.known.set(key, value)
    }
    return value
  }

  set(key: K, value: V): void {
    this.known.delete(key)
    this.known.set(key, value)
    const [eldest] = this.known.keys()
    if (this.known.size > this.most && eldest !== undefined) this.known.delete(eldest)
  }

  clear(): void {
    this.known.clear()
  }
}
