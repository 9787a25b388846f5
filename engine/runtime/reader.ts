/**
 * Reads through Prisma: a client per institution over one shared pool, as the role `xiaobao_reader`.
 *
 * Row-level security decides what a connection sees by the setting `xiaobao.institution`. The setting is
 * queued before every statement, so nothing that happened on the connection before can matter, and a
 * client cannot see another institution even where a query forgot its own filter.
 */
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '../../schema/client/client.ts'
import type { Uuid } from '../core/values.ts'

/** What a resolver may ask: the models, without raw SQL, transactions and writes in mind. */
export type Reads = Pick<
  PrismaClient,
  | 'head'
  | 'entry'
  | 'process'
  | 'timer'
  | 'reaction'
  | 'institution'
  | 'unit'
  | 'person'
  | 'seat'
  | 'supervision'
  | 'delegation'
  | 'subject'
  | 'interest'
  | 'policyValue'
  | 'evidence'
>

export interface Readers {
  /** The tables as one institution sees them. */
  of(institution: Uuid): Reads
  /** True when the database answers. */
  ping(): Promise<boolean>
  end(): Promise<void>
}

export interface ReaderOptions {
  /** How `pg` connects; the role and the limits of a reader are added. */
  readonly connection: Omit<pg.PoolConfig, 'max' | 'options' | 'application_name'>
  readonly connectionsMax?: number
  /** Told of what breaks on an idle connection. */
  readonly onError?: (error: Error) => void
}

const CONNECTIONS_MAX = 10
/** A client costs some 80 kB; beyond this the one that was used longest ago is let go. */
const CLIENTS_MAX = 300
const ROLE = '-c role=xiaobao_reader -c default_transaction_read_only=on -c statement_timeout=5s'
const SET = {
  name: 'institution',
  text: "select set_config('xiaobao.institution', $1, false)",
}

export function createReaders(options: ReaderOptions): Readers {
  const pool = new pg.Pool({
    ...options.connection,
    max: options.connectionsMax ?? CONNECTIONS_MAX,
    options: ROLE,
    application_name: 'xiaobao reader',
  })
  pool.on('error', (error) => options.onError?.(error))
  const clients = new Map<Uuid, PrismaClient>()
  return {
    of(institution) {
      const known = clients.get(institution)
      const client = known ?? clientOf(pool, institution)
      clients.delete(institution)
      clients.set(institution, client)
      const [eldest] = clients.keys()
      if (clients.size > CLIENTS_MAX && eldest !== undefined) clients.delete(eldest)
      return client
    },
    async ping() {
      return (await pool.query('select 1')).rowCount === 1
    },
    async end() {
      await Promise.all([...clients.values()].map((client) => client.$disconnect()))
      await pool.end()
    },
  }
}

const clientOf = (shared: pg.Pool, institution: Uuid): PrismaClient =>
  new PrismaClient({
    adapter: new PrismaPg(new BoundPool(shared, institution), {
      // A name per text prepares each statement once per connection.
      statementNameGenerator: ({ sql }) => nameOf(sql),
    }),
  })

const names = new Map<string, string>()
const NAMES_MAX = 500
/** Texts of `in` lists differ by length without end; beyond the limit they are not prepared by name. */
function nameOf(sql: string): string {
  const known = names.get(sql)
  if (known !== undefined) return known
  if (names.size >= NAMES_MAX) return ''
  const name = `read${names.size}`
  names.set(sql, name)
  return name
}

/** The shared pool as one institution sees it. The adapter takes a pool only. */
class BoundPool extends pg.Pool {
  private readonly shared: pg.Pool
  private readonly institution: Uuid

  constructor(shared: pg.Pool, institution: Uuid) {
    super({ max: 0 })
    this.shared = shared
    this.institution = institution
  }

  override connect(): Promise<pg.PoolClient>
  override connect(): Promise<pg.PoolClient> {
    return Promise.reject(new Error('reads are single statements: no transaction through the API'))
  }

  override query(...args: unknown[]): never {
    return this.ask(args) as never
  }

  override end(): Promise<void>
  override end(): Promise<void> {
    return Promise.resolve()
  }

  /** Both statements are queued at once; the rows are handed out only when the setting succeeded. */
  private async ask(args: readonly unknown[]): Promise<unknown> {
    const client = await this.shared.connect()
    try {
      const ask = client.query.bind(client) as (...args: readonly unknown[]) => Promise<unknown>
      const [, rows] = await Promise.all([
        client.query({ ...SET, values: [this.institution] }),
        ask(...args),
      ])
      client.release()
      return rows
    } catch (error) {
      client.release(true)
      throw error
    }
  }
}
