/**
 * Reading that is recorded: before the answer, in one entry for all that a turn asks for, and once for what
 * the same person is shown again within a quarter of an hour.
 */
import { v5 } from 'uuid'
import type { Command } from '../core/command.ts'
import { calendarOf } from '../core/calendar.ts'
import type { Instant, Uuid } from '../core/values.ts'
import type { ReadItem, Viewer } from './engine.ts'
import type { Ids } from './member.ts'

/** Somebody reads faster than anybody can: what cannot be recorded is not shown. */
export class TooMuchRead extends Error {
  override readonly name = 'TooMuchRead'
}

const AUDIT = 'M11'
/** Of the processes that record reading: the same for every server. */
const NAMESPACE = '5f1d0a52-7a86-4f52-9f0b-2a5f8a3f7c11'
const AGAIN_MS = 15 * 60_000
const MINUTE_MS = 60_000
/** Entries in a minute of one person who holds a seat for a part, and of one who supervises. */
const ENTRIES_MAX = { part: 60, whole: 600 }
/** Things in one entry. */
const THINGS_MAX = 100
const REMEMBERED_MAX = 200_000
/** Of one person and month. */
const RECORDS_MAX = 100

/** What came of a command. */
interface Sent {
  readonly kind: string
  readonly refusal?: { readonly kind: string; readonly rule?: string }
}
export interface ReadingsOptions {
  readonly send: (institution: Uuid, command: Command) => Promise<Sent>
  readonly zoneOf: (institution: Uuid) => Promise<string>
  readonly now: () => Instant
  readonly ids: Pick<Ids, 'next'>
}

interface Waiting {
  readonly viewer: Viewer
  readonly items: ReadItem[]
  readonly done: Promise<void>
}

const nameOf = (item: ReadItem): string =>
  item.what === 'page'
    ? `page ${String(item.first)} ${String(item.last)} ${item.filters.join(' ')}`
    : `${item.what} ${item.id}`

export class Readings {
  readonly #options: ReadingsOptions
  readonly #shown = new Map<string, number>()
  readonly #opened = new Set<Uuid>()
  /** Which record of a person and month is being kept. */
  readonly #current = new Map<string, number>()
  readonly #entries = new Map<string, number[]>()
  readonly #waiting = new Map<string, Waiting>()

  constructor(options: ReadingsOptions) {
    this.#options = options
  }

  /** Resolves when the reading is on record. Rejects with TooMuchRead, or where it could not be recorded. */
  note(viewer: Viewer, item: ReadItem): Promise<void> {
    const person = `${viewer.institution} ${viewer.person}`
    const until = this.#shown.get(`${person} ${nameOf(item)}`)
    if (until !== undefined && until > this.#nowMs) return Promise.resolve()
    const known = this.#waiting.get(person)
    if (known) {
      known.items.push(item)
      return known.done
    }
    const items = [item]
    // After the promises of this turn: a page asks for its rows one after the other.
    const done = new Promise<void>((go) => setImmediate(go)).then(() => {
      this.#waiting.delete(person)
      return this.#record(viewer, items)
    })
    this.#waiting.set(person, { viewer, items, done })
    return done
  }

  get #nowMs(): number {
    return Date.parse(this.#options.now())
  }

  async #record(viewer: Viewer, items: readonly ReadItem[]): Promise<void> {
    const person = `${viewer.institution} ${viewer.person}`
    const all = [...new Map(items.map((item) => [nameOf(item), item])).values()]
    for (let i = 0; i < all.length; i += THINGS_MAX) {
      const some = all.slice(i, i + THINGS_MAX)
      this.#count(person, viewer)
      await this.#send(viewer, some)
      // Only what is on record need not be recorded again.
      const until = this.#nowMs + AGAIN_MS
      if (this.#shown.size > REMEMBERED_MAX) this.#shown.clear()
      for (const item of some) this.#shown.set(`${person} ${nameOf(item)}`, until)
    }
  }

  /** Throws where the person has read enough in this minute. */
  #count(person: string, { seats }: Viewer): void {
    const most = seats.every(({ scope }) => scope !== undefined)
      ? ENTRIES_MAX.part
      : ENTRIES_MAX.whole
    const now = this.#nowMs
    const lately = (this.#entries.get(person) ?? []).filter((at) => at > now - MINUTE_MS)
    if (lately.length >= most)
      throw new TooMuchRead(`more than ${String(most)} records of reading in a minute`)
    this.#entries.set(person, [...lately, now])
  }

  async #send(viewer: Viewer, items: readonly ReadItem[]): Promise<void> {
    const { institution, person, seats } = viewer
    const today = calendarOf(await this.#options.zoneOf(institution)).dayOf(this.#options.now())
    const month = `${today.slice(0, 7)}-01`
    // The appointment by which it is read.
    const cause = seats[0]?.id
    const common = {
      asker: { system: 'courier' },
      via: 'engine',
      mechanism: AUDIT,
      ...(cause === undefined ? {} : { cause }),
    } as const
    const key = `${institution} ${person} ${month}`
    for (let n = this.#current.get(key) ?? 0; n < RECORDS_MAX; n++) {
      const process = v5(`${key} ${String(n)}`, NAMESPACE)
      await this.#open(
        { ...common, newProcess: process, payload: { reader: person, month } },
        institution,
      )
      const answer = await this.#options.send(institution, {
        ...common,
        request: `read:${this.#options.ids.next()}`,
        process,
        event: 'recordReading',
        payload: payloadOf(items),
      })
      this.#current.set(key, n)
      if (answer.kind === 'accepted') return
      // The record has ended, which a clock that was put right may bring about: there is a next one.
      if (answer.refusal?.rule !== 'state') throw new Error(refusedWith(answer))
    }
    throw new Error(`the records of ${month} have all ended`)
  }

  /** Whoever was first, here or on another server, has opened it. */
  async #open(
    { newProcess, ...rest }: Omit<Command, 'request' | 'event'> & { readonly newProcess: Uuid },
    institution: Uuid,
  ): Promise<void> {
    if (this.#opened.has(newProcess)) return
    const request = `reading:${newProcess}`
    const command = { ...rest, newProcess, request, event: 'openReading' }
    const answer = await this.#options.send(institution, command)
    if (answer.kind !== 'accepted') throw new Error(refusedWith(answer))
    this.#opened.add(newProcess)
  }
}

const refusedWith = ({ kind, refusal }: Sent): string =>
  `reading could not be recorded: ${kind} ${refusal?.kind ?? ''} ${refusal?.rule ?? ''}`

function payloadOf(items: readonly ReadItem[]): object {
  const ids = (what: 'process' | 'file' | 'personal') =>
    items.flatMap((item) => (item.what === what ? [item.id] : []))
  const pages = items.flatMap((item) => {
    if (item.what !== 'page') return []
    const { first, last, entries, filters } = item
    return [{ first, last, entries, filters }]
  })
  const [processes, files, personal] = [ids('process'), ids('file'), ids('personal')]
  return {
    ...(processes.length > 0 ? { processes } : {}),
    ...(files.length > 0 ? { files } : {}),
    ...(personal.length > 0 ? { personal } : {}),
    ...(pages.length > 0 ? { pages } : {}),
  }
}
