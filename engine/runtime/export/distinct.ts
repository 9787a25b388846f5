/**
 * Lines without repetition and in order, in bounded memory: beyond so many they are sorted into a file of
 * their own, and the files are merged when they are read.
 */
import { createReadStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

const IN_MEMORY = 50_000

export class Distinct {
  readonly #most: number
  #lines = new Set<string>()
  #folder: string | undefined
  readonly #files: string[] = []

  constructor(most = IN_MEMORY) {
    this.#most = most
  }

  /** Adds a line that has no line break. */
  async add(line: string): Promise<void> {
    this.#lines.add(line)
    if (this.#lines.size < this.#most) return
    this.#folder ??= await mkdtemp(path.join(tmpdir(), 'xiaobao-export-'))
    const file = path.join(this.#folder, String(this.#files.length))
    await writeFile(file, `${[...this.#lines].sort().join('\n')}\n`, { mode: 0o600 })
    this.#files.push(file)
    this.#lines = new Set()
  }

  /** All lines, each once. */
  async *sorted(): AsyncGenerator<string> {
    const inputs = this.#files.map((file) => createReadStream(file))
    try {
      yield* merged([
        ...inputs.map((input) => createInterface({ input })[Symbol.asyncIterator]()),
        [...this.#lines].sort()[Symbol.iterator](),
      ])
    } finally {
      for (const input of inputs) input.destroy()
    }
  }

  /** Removes what was written. */
  async close(): Promise<void> {
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true })
  }
}

type Run = AsyncIterator<string, unknown> | Iterator<string, unknown>

async function* merged(runs: readonly Run[]): AsyncGenerator<string> {
  const heads = await Promise.all(runs.map(async (run) => run.next()))
  let last: string | undefined
  for (;;) {
    let least: { readonly n: number; readonly value: string } | undefined
    for (const [n, head] of heads.entries())
      if (head.done !== true && (least === undefined || head.value < least.value))
        least = { n, value: head.value }
    if (!least) return
    if (least.value !== last) yield (last = least.value)
    heads[least.n] = (await runs[least.n]?.next()) ?? { done: true, value: undefined }
  }
}
