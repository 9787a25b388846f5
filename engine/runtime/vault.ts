/**
 * Personal values at rest. Each data subject has a key of its own, and each value is encrypted together
 * with the salt of its commitment before it leaves the process: AES-256-GCM over 32 bytes of salt and the
 * canonical JSON of the value, bound to institution, entry, path and subject. To destroy the key of a
 * subject is to erase all values of it, in every copy that does not have the key.
 *
 * Keys of subjects are remembered, so that a known subject costs no question. That a remembered key still
 * counts is held by append(), which takes no value under a key that has gone, and by load_privates(),
 * which says with each value whether its key has.
 */
import { randomBytes } from 'node:crypto'
import { canonical } from '../core/trail.ts'
import type { Private } from '../core/input.ts'
import type { Instant, Uuid } from '../core/values.ts'
import { KEY_BYTES, decrypt, encrypt } from './aead.ts'
import type { Disclosure } from './case-file/gather.ts'
import type { Revealed } from './engine.ts'
import { KeyError } from './keys.ts'
import type { KeyUse, KeyWrapper } from './keys.ts'
import type { KeptPrivate, KeyStore, KeysLoaded } from './keystore.ts'

/** The key of a subject that is alive. */
export interface DataKey {
  readonly id: Uuid
  readonly bytes: Buffer
}
/** What is known of a subject: its key, and when it was last erased. */
export interface SubjectKeys {
  readonly alive?: DataKey
  readonly erasedAt?: Instant
}
/** By subject. */
export type KeysAtHand = ReadonlyMap<string, SubjectKeys>

/** A personal value of an entry, before it is encrypted. */
export interface OpenValue extends Private {
  readonly entry: Uuid
}
/** As append() takes it. */
export interface SealedValue {
  readonly entry: Uuid
  readonly path: string
  readonly subject: string
  readonly key: Uuid
  readonly sealed: Buffer
}
/** A key that was made with the batch that needs it first; `wrapped` in hex. */
export interface MadeKey {
  readonly id: Uuid
  readonly subject: string
  readonly master: string
  readonly wrapped: string
}
export interface SealedBatch {
  readonly privates: readonly SealedValue[]
  readonly keys: readonly MadeKey[]
  /** To be remembered once the batch is written. */
  readonly made: ReadonlyMap<string, DataKey>
}

const SALT_BYTES = 32
const SUBJECTS_MAX = 10_000
/** A key is remembered for one to two of these, used or not: then it is asked for again. */
const GENERATION_MS = 300_000

const useOf = (institution: Uuid, key: Uuid): KeyUse => ({ institution, use: `subject ${key}` })
const DIGESTS = 'request digests'

interface Place {
  readonly institution: Uuid
  readonly entry: Uuid
  readonly path: string
  readonly subject: string
}
const aboutOf = ({ institution, entry, path, subject }: Place): string =>
  `${institution}\n${entry}\n${path}\n${subject}`

/** Encrypts a value with its salt. */
export function sealValue(key: Uint8Array, place: Place, open: Pick<Private, 'salt' | 'value'>) {
  const value = canonical(open.value)
  const plain = Buffer.allocUnsafe(SALT_BYTES + Buffer.byteLength(value))
  plain.write(open.salt, 0, 'hex')
  plain.write(value, SALT_BYTES, 'utf8')
  return encrypt(key, aboutOf(place), plain)
}

/** The salt and the value; undefined where it does not open, so where anything of it was changed. */
export function openValue(key: Uint8Array, place: Place, sealed: Uint8Array) {
  const plain = decrypt(key, aboutOf(place), sealed)
  if (!plain || plain.length <= SALT_BYTES) return undefined
  return {
    salt: plain.subarray(0, SALT_BYTES),
    value: JSON.parse(plain.toString('utf8', SALT_BYTES)) as string,
  }
}

/** A value as it was opened, or by which entry it was erased. */
type Opened = { readonly entry: Uuid; readonly path: string } & (
  | { readonly value: string; readonly salt: Buffer }
  | { readonly erased: { readonly entry: Uuid; readonly at: Instant } }
)

/**
 * Keys of subjects that were asked for lately: two generations, so that the eldest go together and neither
 * their number nor their age grows.
 */
class Remembered {
  readonly #nowMs: () => number
  readonly #most: number
  #young = new Map<string, SubjectKeys>()
  #old = new Map<string, SubjectKeys>()
  #bornMs = Number.NEGATIVE_INFINITY

  constructor(nowMs: () => number, most: number) {
    this.#nowMs = nowMs
    this.#most = most
  }

  recall(name: string): SubjectKeys | undefined {
    this.#age()
    return this.#young.get(name) ?? this.#old.get(name)
  }
  remember(name: string, keys: SubjectKeys): void {
    this.#age()
    this.#young.set(name, keys)
  }
  forget(name: string): void {
    this.#young.delete(name)
    this.#old.delete(name)
  }

  #age(): void {
    const now = this.#nowMs()
    const full = this.#young.size >= this.#most / 2
    if (!full && now - this.#bornMs < GENERATION_MS) return
    this.#old =
      now - this.#bornMs < GENERATION_MS * 2 ? this.#young : new Map<string, SubjectKeys>()
    this.#young = new Map()
    this.#bornMs = now
  }
}

export interface VaultParts {
  readonly store: Pick<KeyStore, 'keys' | 'privates' | 'requestKey' | 'keepRequestKey'>
  readonly wrapper: KeyWrapper
  readonly nextId: () => Uuid
  readonly log: { error(detail: object, message: string): void }
  /** A clock of this process; it only decides what is asked for again. */
  readonly nowMs?: () => number
  /** Keys that are remembered. */
  readonly most?: number
}

export class Vault {
  readonly #parts: VaultParts
  readonly #known: Remembered
  /** By which master key each institution wraps. */
  readonly #masters = new Map<Uuid, string>()

  constructor(parts: VaultParts) {
    this.#parts = parts
    const { nowMs = () => performance.now(), most = SUBJECTS_MAX } = parts
    this.#known = new Remembered(nowMs, most)
  }

  /** What is remembered of some subjects, and those of which nothing is. */
  recall(institution: Uuid, subjects: Iterable<string>) {
    const known = new Map<string, SubjectKeys>()
    const missing: string[] = []
    for (const subject of new Set(subjects)) {
      const keys = this.#known.recall(nameOf(institution, subject))
      if (keys) known.set(subject, keys)
      else missing.push(subject)
    }
    return { known, missing }
  }

  /** Unwraps and remembers what was loaded. */
  async learn(institution: Uuid, loaded: KeysLoaded): Promise<Map<string, SubjectKeys>> {
    const learnt = new Map<string, SubjectKeys>()
    if (loaded.master !== null) this.#masters.set(institution, loaded.master)
    for (const one of loaded.subjects) {
      const keys = await this.#unwrapped(institution, one)
      learnt.set(one.subject, keys)
      if (keys.alive) this.#known.remember(nameOf(institution, one.subject), keys)
    }
    return learnt
  }

  /** What is known of some subjects; one question for all that are not remembered, none where all are. */
  async keysOf(institution: Uuid, subjects: Iterable<string>): Promise<Map<string, SubjectKeys>> {
    const { known, missing } = this.recall(institution, subjects)
    if (missing.length === 0) return known
    const loaded = await this.#parts.store.keys(institution, missing)
    return new Map([...known, ...(await this.learn(institution, loaded))])
  }

  /** Encrypts the values of a batch; a subject without a key is given one, written with the batch. */
  async seal(
    institution: Uuid,
    values: readonly OpenValue[],
    keys: KeysAtHand,
  ): Promise<SealedBatch> {
    const made = new Map<string, DataKey>()
    const rows: MadeKey[] = []
    const privates: SealedValue[] = []
    for (const { entry, path, subject, ...open } of values) {
      let key = keys.get(subject)?.alive ?? made.get(subject)
      if (!key) {
        key = { id: this.#parts.nextId(), bytes: randomBytes(KEY_BYTES) }
        made.set(subject, key)
        rows.push(await this.#wrapped(institution, subject, key))
      }
      const sealed = sealValue(key.bytes, { institution, entry, path, subject }, open)
      privates.push({ entry, path, subject, key: key.id, sealed })
    }
    return { privates, keys: rows, made }
  }

  /** Keys whose batch was written. */
  remember(institution: Uuid, made: ReadonlyMap<string, DataKey>, keys: KeysAtHand): void {
    for (const [subject, alive] of made)
      this.#known.remember(nameOf(institution, subject), { ...keys.get(subject), alive })
  }

  /** The next question about them goes to the database: a key has gone, or somebody was faster. */
  forget(institution: Uuid, subjects: Iterable<string>): void {
    for (const subject of subjects) this.#known.forget(nameOf(institution, subject))
    this.#masters.delete(institution)
  }

  /** The personal values of entries; one that does not open is left out, and logged without a value. */
  async reveal(
    institution: Uuid,
    entries: readonly Uuid[],
  ): Promise<ReadonlyMap<Uuid, readonly Revealed[]>> {
    const found = new Map<Uuid, Revealed[]>(entries.map((entry) => [entry, []]))
    for (const { entry, path, ...opened } of await this.#openAll(institution, entries))
      found
        .get(entry)
        ?.push('erased' in opened ? { path, erased: opened.erased } : { path, value: opened.value })
    return found
  }

  /** The same with the salts, by which whoever is given a value can hold it to its commitment. */
  async disclose(
    institution: Uuid,
    entries: readonly Uuid[],
  ): Promise<ReadonlyMap<Uuid, readonly Disclosure[]>> {
    const found = new Map<Uuid, Disclosure[]>(entries.map((entry) => [entry, []]))
    for (const { entry, path, ...opened } of await this.#openAll(institution, entries))
      found
        .get(entry)
        ?.push(
          'erased' in opened
            ? { path, erased: true }
            : { path, salt: opened.salt.toString('hex'), value: opened.value },
        )
    return found
  }

  async #openAll(institution: Uuid, entries: readonly Uuid[]): Promise<readonly Opened[]> {
    const opened: Opened[] = []
    for (const row of await this.#parts.store.privates(institution, entries)) {
      const one = await this.#opened(institution, row)
      if (one) opened.push(one)
    }
    return opened
  }

  async #opened(institution: Uuid, row: KeptPrivate): Promise<Opened | undefined> {
    const { entry, path, subject, erasedBy, erasedAt } = row
    if (erasedBy !== null) {
      this.forget(institution, [subject])
      return { entry, path, erased: { entry: erasedBy, at: erasedAt ?? ('' as Instant) } }
    }
    const key = await this.#keyOf(institution, row)
    const place = { institution, entry, path, subject }
    const opened = key && openValue(key.bytes, place, row.sealed)
    if (opened) return { entry, path, ...opened }
    this.#parts.log.error({ entry, path }, 'a personal value does not open')
    return undefined
  }

  /** The key of a value: the one that is remembered where it is the same, else it is unwrapped. */
  async #keyOf(institution: Uuid, row: KeptPrivate): Promise<DataKey | undefined> {
    const { subject, key: id, master, wrapped, lastErasedAt: erasedAt } = row
    const known = this.#known.recall(nameOf(institution, subject))?.alive
    if (known?.id === id) return known
    try {
      const keys = await this.#unwrapped(institution, { subject, id, master, wrapped, erasedAt })
      this.#known.remember(nameOf(institution, subject), keys)
      return keys.alive
    } catch (err) {
      if (!(err instanceof KeyError)) throw err
      this.#parts.log.error({ err }, 'the key of a personal value cannot be had')
      return undefined
    }
  }

  /**
   * The key of the request digests; undefined before the institution is founded. It is made here and kept
   * wrapped: who has the database alone cannot guess by a digest what was asked.
   */
  async requestKey(institution: Uuid): Promise<Uint8Array | undefined> {
    const { store, wrapper } = this.#parts
    const use = { institution, use: DIGESTS }
    const kept = await store.requestKey(institution)
    if (!kept) return undefined
    if (kept.bytes && kept.master !== null)
      return wrapper.unwrap({ master: kept.master, bytes: kept.bytes }, use)
    const open = kept.bytes ?? randomBytes(KEY_BYTES)
    const { master, bytes } = await wrapper.wrap(open, use, wrapper.newest)
    await store.keepRequestKey(institution, { was: kept.bytes, master, wrapped: bytes })
    // Another server may have been faster: what counts is what is kept now.
    return this.requestKey(institution)
  }

  async #wrapped(institution: Uuid, subject: string, { id, bytes }: DataKey): Promise<MadeKey> {
    const { wrapper } = this.#parts
    const by = this.#masters.get(institution) ?? wrapper.newest
    const { master, bytes: wrapped } = await wrapper.wrap(bytes, useOf(institution, id), by)
    return { id, subject, master, wrapped: Buffer.from(wrapped).toString('hex') }
  }

  async #unwrapped(
    institution: Uuid,
    { id, master, wrapped, erasedAt }: KeysLoaded['subjects'][number],
  ): Promise<SubjectKeys> {
    const erased = erasedAt === null ? {} : { erasedAt }
    if (id === null || master === null || wrapped === null) return erased
    const use = useOf(institution, id)
    const bytes = await this.#parts.wrapper.unwrap({ master, bytes: wrapped }, use)
    return { ...erased, alive: { id, bytes: Buffer.from(bytes) } }
  }
}

const nameOf = (institution: Uuid, subject: string): string => `${institution} ${subject}`
