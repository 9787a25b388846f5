/**
 * Keeps the index of the trail: follows the entries after their commit and notes by which terms each is
 * found. Whoever searches first lets it come up to the head, so nothing that was recorded is missed.
 */
import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import type { Pool } from 'pg'
import { editionsOf } from '../core/editions.ts'
import type { Editions } from '../core/editions.ts'
import { houseTitle } from '../core/house-events.ts'
import type { Mechanism } from '../core/mechanism.ts'
import { TERMS_FORM, termNumber, termsOf } from '../core/terms.ts'
import type { Indexed } from '../core/terms.ts'
import type { Leaf } from '../core/trail.ts'
import type { Uuid } from '../core/values.ts'
import { instantOf } from './rows.ts'
import { inSnapshot } from './snapshot.ts'
import type { Ask } from './snapshot.ts'

/** The index is so far behind that nobody can wait for it; it is made, and the question asked again. */
export class Indexing extends Error {
  override readonly name = 'Indexing'
  /** Entries that are indexed, and all of them. */
  readonly done: number
  readonly of: number
  constructor(done: number, of: number) {
    super(`the index of the trail is being made: ${String(done)} of ${String(of)} entries`)
    this.done = done
    this.of = of
  }
}

/** Small enough that commands beside it do not notice. */
const BATCH = 200
/** A question waits for so many. */
const WAITED_FOR = 20_000
const INSTITUTIONS = 50
/**
 * Of one round; the next follows when it has rested for so many times as long as it worked. Commands come
 * first: an index that is behind comes up when they pause, or when somebody asks it.
 */
const ROUND_MS = 100
const REST = 4
/** Where commands keep the server busy for more than this part of the time, it rests longer. */
const BUSY = 0.6
const REST_WHILE_BUSY = 20

/** A line of the trail as it is searched for. */
export interface EntryLine {
  readonly position: string
  readonly process: Uuid | null
  readonly actor: string
  readonly effective_at: Date | null
  readonly leaf: string
  readonly about: readonly string[]
}
/** What a refused attempt was about stands in the entry before it: by itself it touches nothing. */
export const ENTRY_LINES = `select e.position, e.process, e.actor, e.effective_at, e.leaf,
    coalesce(case when e.refusal is null then e.touches else (select b.touches from entry b
      where b.institution = e.institution and b.process = e.process and b.position < e.position
        and b.refusal is null order by b.position desc limit 1) end, '{}') as about
  from entry e`

const SUBJECT = 'subject:'

/** What a line says, with the title that its event has in the edition of its process. */
export function indexedOf(line: EntryLine, editions: Editions): Indexed {
  const leaf = JSON.parse(line.leaf) as Leaf
  const { process, event } = leaf
  const id = process?.mechanism ?? leaf.mechanism ?? ''
  const mechanism =
    (process && editions.exactly(id, process.edition, process.revision)) ?? editions.newestOf(id)
  const { type } = event
  const known =
    mechanism && Object.hasOwn(mechanism.events, type) ? mechanism.events[type] : undefined
  return {
    leaf,
    actor: line.actor,
    effectiveAt: line.effective_at === null ? null : instantOf(line.effective_at.toISOString()),
    subjects: line.about
      .filter((token) => token.startsWith(SUBJECT))
      .map((token) => token.slice(SUBJECT.length)),
    title: known?.title ?? houseTitle(type) ?? { zh: type, en: type },
  }
}

export interface TrailIndexOptions {
  readonly pool: Pool
  readonly mechanisms: readonly Mechanism[]
  readonly log: { warn(detail: object, message: string): void }
}

export class TrailIndex {
  readonly #pool: Pool
  readonly #editions: Editions
  readonly #log: TrailIndexOptions['log']
  /** One server indexes an institution once at a time; the others' work is noticed by the database. */
  readonly #running = new Map<Uuid, Promise<number>>()
  #load = performance.eventLoopUtilization()

  constructor({ pool, mechanisms, log }: TrailIndexOptions) {
    this.#pool = pool
    this.#editions = editionsOf(mechanisms)
    this.#log = log
  }

  /** One round over all institutions that are behind; resolves with the number of entries indexed. */
  async round(): Promise<number> {
    const { rows } = await this.#pool.query<{ institution: Uuid }>({
      text: 'select institution from trail_behind($1, $2)',
      values: [TERMS_FORM, INSTITUTIONS],
    })
    const begun = Date.now()
    let done = 0
    for (const { institution } of rows)
      for (let more = true; more && Date.now() - begun < ROUND_MS;) {
        const added = await this.#advance(institution)
        done += added
        more = added > 0
      }
    if (done >= BATCH) await delay((Date.now() - begun) * this.#rest())
    return done
  }

  /** For how many times the length of a round the next one waits. */
  #rest(): number {
    const before = this.#load
    this.#load = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(this.#load, before)
    return utilization > BUSY ? REST_WHILE_BUSY : REST
  }

  /** Lets the index come up to the head; gives its position. Throws Indexing where that takes too long. */
  async upToHead(institution: Uuid): Promise<number> {
    for (;;) {
      const { head, indexed } = await inSnapshot(this.#pool, institution, (ask) =>
        standing(ask, institution),
      )
      if (indexed >= head) return head
      if (head - indexed > WAITED_FOR) throw new Indexing(indexed, head)
      await this.#advance(institution)
    }
  }

  /** Indexes everything that is there, however long it takes. */
  async complete(institution: Uuid): Promise<void> {
    while ((await this.#advance(institution)) > 0);
  }

  #advance(institution: Uuid): Promise<number> {
    const known = this.#running.get(institution)
    if (known) return known
    const running = this.#batch(institution).finally(() => this.#running.delete(institution))
    this.#running.set(institution, running)
    return running
  }

  /** Indexes the next entries; gives their number, also where the index was only begun anew. */
  async #batch(institution: Uuid): Promise<number> {
    const { after, lines } = await inSnapshot(this.#pool, institution, async (ask) => {
      const { indexed } = await standing(ask, institution)
      return { after: indexed, lines: await linesAfter(ask, institution, indexed) }
    })
    if (lines.length === 0) return 0
    const rows = lines.map((line) => this.#row(institution, line))
    const done = await this.#pool.query<{ at: string }>({
      text: 'select index_trail($1, $2, $3, $4) as at',
      values: [institution, TERMS_FORM, after, JSON.stringify(rows)],
    })
    const at = Number(done.rows[0]?.at)
    if (at >= 0) return lines.length
    this.#log.warn({ institution }, 'a newer release keeps the index of the trail')
    throw new Indexing(0, after)
  }

  #row(institution: Uuid, line: EntryLine): object {
    const entry = indexedOf(line, this.#editions)
    return {
      position: line.position,
      process: line.process,
      effective_at: entry.leaf.refusal ? null : entry.effectiveAt,
      terms: [...new Set(termsOf(entry))].map((name) => termNumber(institution, name)),
    }
  }
}

const linesAfter = (ask: Ask, institution: Uuid, after: number): Promise<readonly EntryLine[]> =>
  ask<EntryLine>(
    `${ENTRY_LINES} where e.institution = $1 and e.position > $2 order by e.position limit $3`,
    [institution, after, BATCH],
  )

/** Position of the head, and up to which the index has come in its present form. */
async function standing(ask: Ask, institution: Uuid) {
  const [row] = await ask<{ head: string; indexed: string }>(
    `select h.position as head, coalesce(i.position, 0) as indexed from head h
      left join trail_indexed i on i.institution = h.institution and i.form = $2
      where h.institution = $1`,
    [institution, TERMS_FORM],
  )
  return { head: Number(row?.head ?? 0), indexed: Number(row?.indexed ?? 0) }
}
