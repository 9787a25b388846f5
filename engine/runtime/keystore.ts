/** The keys of personal values in the database, each of them wrapped, and the values under them. */
import type { Pool } from 'pg'
import type { Instant, Uuid } from '../core/values.ts'
import { tried, within } from './conflict.ts'
import { instantOf } from './rows.ts'

/** What is known of the keys of some subjects. */
export interface KeysLoaded {
  /** By which master key the institution wraps; null until it has wrapped. */
  readonly master: string | null
  readonly subjects: readonly {
    readonly subject: string
    /** The key that is alive; null where there is none. */
    readonly id: Uuid | null
    readonly master: string | null
    readonly wrapped: Uint8Array | null
    /** When the subject was last erased. */
    readonly erasedAt: Instant | null
  }[]
}

/** A personal value as it is kept, with its wrapped key or the entry that destroyed it. */
export interface KeptPrivate {
  readonly entry: Uuid
  readonly path: string
  readonly subject: string
  readonly key: Uuid
  readonly sealed: Uint8Array
  readonly master: string | null
  readonly wrapped: Uint8Array | null
  readonly erasedBy: Uuid | null
  readonly erasedAt: Instant | null
  /** When the subject was last erased, whatever key this is. */
  readonly lastErasedAt: Instant | null
}

/** The key of the request digests. Bytes null: there is none yet; master null: it is in the open. */
interface KeptRequestKey {
  readonly bytes: Uint8Array | null
  readonly master: string | null
}

export interface KeyStore {
  /** Undefined until the institution is founded. */
  requestKey(institution: Uuid): Promise<KeptRequestKey | undefined>
  /** Keeps it wrapped, where it is still kept as it was. */
  keepRequestKey(
    institution: Uuid,
    key: { readonly was: Uint8Array | null; readonly master: string; readonly wrapped: Uint8Array },
  ): Promise<void>
  keys(institution: Uuid, subjects: readonly string[]): Promise<KeysLoaded>
  /** Personal values of some entries. */
  privates(institution: Uuid, entries: readonly Uuid[]): Promise<readonly KeptPrivate[]>
  /** Processes about a subject, or whose entries hold a personal value of it. */
  processesOf(institution: Uuid, subject: string): Promise<readonly Uuid[]>
}

/** What load_keys() gives. */
export interface KeysRow {
  readonly master: string | null
  readonly subjects:
    | readonly {
        readonly subject: string
        readonly id: Uuid | null
        readonly master: string | null
        readonly wrapped: string | null
        readonly erasedAt: string | null
      }[]
    | null
}
interface PrivateRow {
  readonly entry: Uuid
  readonly path: string
  readonly subject: string
  readonly key: Uuid
  readonly sealed: Buffer
  readonly master: string | null
  readonly wrapped: Buffer | null
  readonly erased_by: Uuid | null
  readonly erased_at: Date | null
  readonly last_erased_at: Date | null
}

const KEYS = { name: 'keys', text: 'select load_keys($1, $2) as found' }
const PRIVATES = { name: 'privates', text: 'select * from load_privates($1, $2)' }
const PROCESSES = { name: 'processes-of', text: 'select processes_of($1, $2) as found' }
const KEEP_REQUEST_KEY = 'select keep_request_key($1, $2, $3, $4)'
/** No row where there is no institution. */
const REQUEST_KEY = `select s.request_key, s.master from institution i
  left join institution_secret s on s.institution = i.institution`

const atOf = (at: Date | null): Instant | null => at && (at.toISOString() as Instant)

export function keysLoaded({ master = null, subjects }: Partial<KeysRow> = {}): KeysLoaded {
  return {
    master,
    subjects: (subjects ?? []).map(({ wrapped, erasedAt, ...row }) => ({
      ...row,
      wrapped: wrapped === null ? null : Buffer.from(wrapped, 'hex'),
      erasedAt: erasedAt === null ? null : instantOf(erasedAt),
    })),
  }
}

/** Over a pool whose connections run as xiaobao_app. */
export function keyStoreOf(pool: Pool): KeyStore {
  return {
    requestKey: (institution) =>
      tried(() =>
        within(pool, institution, async (c) => {
          const { rows } = await c.query<{ request_key: Buffer | null; master: string | null }>(
            REQUEST_KEY,
          )
          const [row] = rows
          return row && { bytes: row.request_key, master: row.master }
        }),
      ),
    keepRequestKey: async (institution, { was, master, wrapped }) => {
      await tried(() => pool.query(KEEP_REQUEST_KEY, [institution, was, master, wrapped]))
    },
    keys: async (institution, subjects) => {
      const values = [institution, subjects]
      const { rows } = await tried(() => pool.query<{ found: KeysRow }>({ ...KEYS, values }))
      return keysLoaded(rows[0]?.found)
    },
    privates: async (institution, entries) => {
      const values = [institution, entries]
      const { rows } = await tried(() => pool.query<PrivateRow>({ ...PRIVATES, values }))
      return rows.map(({ erased_by: erasedBy, erased_at, last_erased_at, ...row }) => ({
        ...row,
        erasedBy,
        erasedAt: atOf(erased_at),
        lastErasedAt: atOf(last_erased_at),
      }))
    },
    processesOf: async (institution, subject) => {
      const values = [institution, subject]
      const { rows } = await tried(() => pool.query<{ found: Uuid[] }>({ ...PROCESSES, values }))
      return rows[0]?.found ?? []
    },
  }
}
