/** The database of the house: the embedded one or another, migrated, with a pool for each role. */
import path from 'node:path'
import pg from 'pg'
import type { Uuid } from '../core/values.ts'
import { startEmbedded } from './embedded.ts'
import type { Embedded } from './embedded.ts'
import { migrate } from './migrate.ts'
import { createReaders } from './reader.ts'
import type { Readers } from './reader.ts'

export interface DatabaseOptions {
  /** Undefined: the embedded database in the data folder. */
  readonly url: string | undefined
  readonly dataDir: string
  /** Folder of the package; its migrations are applied. */
  readonly root: string
  readonly log: (line: string) => void
  readonly onError: (error: Error) => void
}

export interface Database {
  /** Runs as xiaobao_app; for the engine alone. */
  readonly app: pg.Pool
  readonly readers: Readers
  /** Migrations that were applied now. */
  readonly applied: readonly string[]
  /** Every institution that has a person. */
  institutions(): Promise<readonly Uuid[]>
  /** True when nobody is known to any institution yet. */
  isEmpty(): Promise<boolean>
  /** Writes tables anew, so that their files hold no row that was changed or deleted. Locks them meanwhile. */
  rewrite(tables: readonly string[]): Promise<void>
  close(): Promise<void>
}

const APP_CONNECTIONS_MAX = 8
/**
 * Plans are made once, by index: the engine asks the same few questions all day, a plan for the values at
 * hand costs more than it saves, and one made while a table is small must do when it has grown.
 */
const PLANS = '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off'
const APP = `-c role=xiaobao_app -c lock_timeout=2s -c statement_timeout=10s ${PLANS}`

/** Opens and migrates the database. Throws with the reason and the next action. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { url, dataDir, log, onError } = options
  const embedded = url === undefined ? await startEmbedded({ dataDir, log }) : undefined
  const connection = embedded ? { ...embedded.connection } : { connectionString: url }
  try {
    const applied = await asOwner(connection, (client) =>
      migrate(client, path.join(options.root, 'schema/migrations')),
    )
    const app = new pg.Pool({
      ...connection,
      max: APP_CONNECTIONS_MAX,
      options: APP,
      application_name: 'xiaobao engine',
    })
    app.on('error', onError)
    const readers = createReaders({ connection, onError })
    const institutions = () => institutionsOf(connection)
    return {
      app,
      readers,
      applied,
      institutions,
      isEmpty: async () => (await institutions()).length === 0,
      rewrite: (tables) =>
        asOwner(connection, async (client) => {
          for (const table of tables)
            await client.query(`vacuum (full) ${client.escapeIdentifier(table)}`)
        }),
      close: () => close(app, readers, embedded),
    }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

async function close(
  app: pg.Pool,
  readers: Readers,
  embedded: Embedded | undefined,
): Promise<void> {
  await Promise.all([app.end(), readers.end()])
  await embedded?.stop()
}

/** Persons are what the owner may see of all institutions. */
const institutionsOf = (connection: pg.ClientConfig): Promise<readonly Uuid[]> =>
  asOwner(connection, async (client) => {
    const { rows } = await client.query<{ institution: Uuid }>(
      'select distinct institution from person order by institution',
    )
    return rows.map(({ institution }) => institution)
  })

async function asOwner<T>(
  connection: pg.ClientConfig,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ ...connection, application_name: 'xiaobao owner' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
