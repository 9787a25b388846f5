/**
 * Processes as they stand while an export passes over their entries. So many are remembered; one that was
 * let go is followed again from its first entry when it comes up once more.
 */
import type { KeptEntry } from '../../core/ocel.ts'
import type { Leaf } from '../../core/trail.ts'
import type { Uuid } from '../../core/values.ts'
import { NOTHING_FOLLOWED } from './follow.ts'
import type { Followed, Follower } from './follow.ts'
import type { EntrySource } from './source.ts'

/** Some kilobytes each. */
const REMEMBERED = 5000

export interface Standing {
  readonly followed: Followed
  /** An entry of it stands in the export already. */
  readonly begun: boolean
}

export interface StatesOptions {
  readonly source: EntrySource
  readonly follower: Follower
  /** First position of the export. */
  readonly from: number
  readonly remembered?: number
}

export class States {
  readonly #options: StatesOptions
  readonly #known = new Map<Uuid, Standing>()

  constructor(options: StatesOptions) {
    this.#options = options
  }

  /** Makes ready for a page: what it needs and is not remembered is followed up to the page. */
  async prepare(page: readonly KeptEntry[]): Promise<void> {
    const wanted = new Set<Uuid>()
    for (const { leaf } of page) if (leaf?.process) wanted.add(leaf.process.id)
    const missing: Uuid[] = []
    for (const id of wanted) {
      const known = this.#known.get(id)
      // Once more at the end of the order: the page needs it.
      if (known) this.#set(id, known)
      else if (!opensIn(page, id)) missing.push(id)
    }
    for (const [id] of this.#known) {
      if (this.#known.size <= (this.#options.remembered ?? REMEMBERED)) break
      if (!wanted.has(id)) this.#known.delete(id)
    }
    const first = page[0]?.position ?? 0
    if (missing.length > 0) await this.#follow(missing, first - 1)
  }

  async #follow(ids: readonly Uuid[], to: number): Promise<void> {
    const { source, follower, from } = this.#options
    for await (const { process, leaf, position } of source.histories(ids, to)) {
      // What cannot be read is passed over: the version after it tells that something is missing.
      if (!leaf) continue
      const before = this.at(process)
      const { followed } = follower.after(before.followed, { leaf, position })
      this.#set(process, { followed, begun: before.begun || position >= from })
    }
  }

  at(id: Uuid): Standing {
    return this.#known.get(id) ?? NOTHING
  }

  /** The process after one more entry of the page. */
  take(id: Uuid, entry: { readonly leaf: Leaf; readonly position: number }): Followed {
    const { followed } = this.#options.follower.after(this.at(id).followed, entry)
    this.#set(id, { followed, begun: true })
    return followed
  }

  #set(id: Uuid, standing: Standing): void {
    this.#known.delete(id)
    this.#known.set(id, standing)
  }
}

const NOTHING: Standing = { followed: NOTHING_FOLLOWED, begun: false }

/** The first entry of the process in the page opens it: there is nothing before. */
const opensIn = (page: readonly KeptEntry[], id: Uuid): boolean =>
  page.find(({ leaf }) => leaf?.process?.id === id)?.leaf?.process?.opens === true
