// Times the import of a complaint register into an institution with nothing in it.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { packageRoot } from '../../api/config.ts'
import { createEngine } from '../../engine/runtime/create.ts'
import { openDatabase } from '../../engine/runtime/database.ts'
import { openMasterKey } from '../../engine/runtime/keys.ts'
import { INSTITUTIONS, ask, found, institutionId } from './house.ts'
import type { House } from './house.ts'

export interface Imported {
  readonly file: string
  readonly seconds: number
  readonly rows: number
  readonly commands: number
  readonly rowsPerSecond: number
  readonly commandsPerSecond: number
}

/** Runs the built `xiaobao import-complaints`, start of the program included. Undefined where there is none. */
export async function timeImport(house: House, file: string): Promise<Imported | undefined> {
  if (!existsSync(path.join(packageRoot(), 'dist/api/import'))) return undefined
  const institution = institutionId(INSTITUTIONS + 1)
  await foundFresh(house)
  const begin = performance.now()
  const cli = path.join(packageRoot(), 'dist/api/cli.js')
  const args = [
    cli,
    'import-complaints',
    path.resolve(file),
    '--json',
    '--institution',
    institution,
  ]
  const child = spawn(process.execPath, args, {
    env: { DATA_DIR: house.folder, DATABASE_URL: house.postgres.url, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'ignore', 'ignore'],
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  const seconds = (performance.now() - begin) / 1000
  const [counted] = await ask<{ rows: string; commands: string }>(
    house,
    `select count(*) as commands, count(distinct process) as rows from entry
      where institution = '${institution}' and mechanism = 'M07' and kind <> 'clock'`,
  )
  const [rows, commands] = [Number(counted?.rows), Number(counted?.commands)]
  // 1 says that some rows were rejected, which the importer's own tests look at.
  if ((code !== 0 && code !== 1) || rows === 0)
    throw new Error(`the import ended with ${String(code)}`)
  return {
    file: path.basename(file),
    seconds,
    rows,
    commands,
    rowsPerSecond: rows / seconds,
    commandsPerSecond: commands / seconds,
  }
}

async function foundFresh(house: House): Promise<void> {
  const database = await openDatabase({
    url: house.postgres.url,
    dataDir: house.folder,
    root: packageRoot(),
    log: () => undefined,
    onError: () => undefined,
  })
  const log = { warn: () => undefined, error: () => undefined }
  const master = await openMasterKey(path.join(house.folder, 'keys'))
  const engine = createEngine({ pool: database.app, log, master })
  try {
    await found(engine, INSTITUTIONS + 1)
  } finally {
    await engine.stop()
    await database.close()
  }
}
