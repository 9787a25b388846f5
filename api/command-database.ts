/** The database for one command of `xiaobao`. */
import pino from 'pino'
import type { Logger } from 'pino'
import { openDatabase } from '../engine/runtime/database.ts'
import type { Database } from '../engine/runtime/database.ts'
import { packageRoot, readConfig } from './config.ts'
import type { Config } from './config.ts'

export interface Opened {
  readonly config: Config
  readonly log: Logger
  readonly database: Database
}

/** The database for one command, migrated; a server may be using it at the same time. */
export async function withDatabase<T>(work: (opened: Opened) => Promise<T>): Promise<T> {
  const config = readConfig()
  const level = config.logLevel === 'info' ? 'warn' : config.logLevel
  const log = pino({ level }, pino.destination(2))
  const database = await openDatabase({
    url: config.databaseUrl,
    dataDir: config.dataDir,
    root: packageRoot(),
    log: (line) => log.info(line),
    onError: (err) => log.error({ err }, 'a connection to the database broke'),
  })
  try {
    return await work({ config, log, database })
  } finally {
    await database.close()
  }
}
