// Installs and builds what is missing or out of date, and nothing else. Needs no package.
//
// `node api/fresh.mjs build` does the same by hand and always builds.

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
const dist = path.join(root, 'dist')
const client = path.join(root, 'schema/client')
const SOURCES = ['schema', 'policies', 'engine', 'api']
const SETTINGS = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'prisma.config.ts']

/** Something is missing on this machine. The message says what to do. */
export class NotReady extends Error {}

/** Makes the installation and the build current. Takes a fifth of a second when they are. */
export function prepare() {
  checkNode()
  if (isBuilt()) {
    // The compiler is not needed, so an installation without development packages is enough.
    if (!isInstalled({ dev: false })) install()
    return
  }
  if (!isInstalled({ dev: true })) install()
  build()
}

/** Installs all packages when one is missing or has another version than the lock file says. */
export function ensureInstalled() {
  checkNode()
  if (!isInstalled({ dev: true })) install()
}

/** Generates the database client and compiles, into a folder that replaces dist when complete. */
export function build() {
  generate()
  console.log('xiaobao: building')
  const stamp = hashOfSources()
  const fresh = `${dist}.new-${process.pid}`
  try {
    // First of all, because the compiler would complain of every file that it cannot write.
    mkdirSync(fresh)
    runTool('typescript', ['-p', 'tsconfig.build.json', '--outDir', fresh])
    writeFileSync(path.join(fresh, '.stamp'), stamp)
    rmSync(dist, { recursive: true, force: true })
    renameSync(fresh, dist)
  } catch (error) {
    throw explained(error, 'built')
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

/** Generates schema/client when the schema changed. */
export function generate() {
  const schema = readFileSync(path.join(root, 'schema/schema.prisma'))
  const lock = readFileSync(path.join(root, 'package-lock.json'))
  const stamp = createHash('sha256').update(schema).update(lock).digest('hex')
  const file = path.join(client, '.stamp')
  if (existsSync(file) && readFileSync(file, 'utf8') === stamp) return
  console.log('xiaobao: generating the database client')
  try {
    runTool('prisma', ['generate', '--no-hints'])
    mkdirSync(client, { recursive: true })
    writeFileSync(file, stamp)
  } catch (error) {
    throw explained(error, 'generated')
  }
}

/**
 * Runs the program of an installed package; its output is shown only when it fails.
 *
 * @param {string} name
 * @param {readonly string[]} args
 */
function runTool(name, args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [programOf(name), ...args], {
    cwd: root,
    encoding: 'utf8',
  })
  if (status !== 0) throw new NotReady(`${name} ${args.join(' ')} failed:\n${stdout}${stderr}`)
}

/**
 * The script that a package installs as its command, without the shell's search for it.
 *
 * @param {string} name
 * @returns {string}
 */
export function programOf(name) {
  const folder = path.join(root, 'node_modules', name)
  const { bin } = /** @type {{ bin: string | Record<string, string> }} */ (
    readJson(path.join(folder, 'package.json'))
  )
  const file = typeof bin === 'string' ? bin : Object.values(bin)[0]
  return path.join(folder, file ?? '')
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    throw new NotReady(
      `Node.js ${process.versions.node} is too old: install 20.19 or newer from your system's ` +
        'packages or https://nodejs.org, and start again.',
    )
}

/**
 * Compares npm's record of what it installed with the lock file, so that a `npm ci` by hand counts.
 *
 * @param {{ dev: boolean }} wanted
 */
function isInstalled({ dev }) {
  const record = path.join(root, 'node_modules/.package-lock.json')
  if (!existsSync(record)) return false
  /** @typedef {{ version?: string, dev?: boolean, optional?: boolean, devOptional?: boolean }} Entry */
  /** @typedef {{ packages: Record<string, Entry> }} Lock */
  const { packages } = /** @type {Lock} */ (readJson(record))
  const lock = /** @type {Lock} */ (readJson(path.join(root, 'package-lock.json')))
  return Object.entries(lock.packages).every(([name, entry]) => {
    const installed = packages[name]
    if (name === '' || installed?.version === entry.version) return true
    if (installed !== undefined) return false
    // Optional packages are for other platforms; development packages may be left out.
    return entry.optional === true || (!dev && (entry.dev === true || entry.devOptional === true))
  })
}

function install() {
  try {
    accessSync(root, constants.W_OK)
  } catch (error) {
    throw explained(error, 'installed')
  }
  console.log('xiaobao: installing packages, this takes a minute the first time')
  // Under `npm start` this is npm's own script, also where no npm is on the PATH.
  const script = process.env['npm_execpath']
  const own = script !== undefined && path.basename(script) === 'npm-cli.js'
  // Without install scripts: the only one of use makes links, which the start makes as well, and
  // another would try to download a program that nothing here runs.
  const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit']
  args.push('--no-fund', '--no-update-notifier', '--loglevel=error')
  const { error, status, signal } = spawnSync(
    own ? process.execPath : 'npm',
    own ? [script, ...args] : args,
    { cwd: root, stdio: 'inherit', shell: !own && process.platform === 'win32' },
  )
  if (error !== undefined)
    throw new NotReady(
      `npm cannot be run (${error.message}). Install npm 10 or newer, or run \`npm ci\` yourself ` +
        `in ${root}, and start again.`,
    )
  if (signal !== null) process.exit(130)
  if (status !== 0)
    throw new NotReady(
      `npm could not install the packages. Its messages are above; it needs the registry and ` +
        `the right to write in ${root}. Correct that and start again.`,
    )
}

function isBuilt() {
  const stamp = path.join(dist, '.stamp')
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOfSources()
}

function hashOfSources() {
  const hash = createHash('sha256').update(process.version.split('.')[0] ?? '')
  const files = SETTINGS.concat(...SOURCES.map(sourcesIn)).filter((file) =>
    existsSync(path.join(root, file)),
  )
  for (const file of files) hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)))
  return hash.digest('hex')
}

/**
 * The files below a folder that the build reads, in a fixed order.
 *
 * @param {string} folder
 * @returns {string[]}
 */
function sourcesIn(folder) {
  return readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|prisma)$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith(path.join('schema', 'client')))
    .toSorted()
}

/**
 * @param {string} file
 * @returns {unknown}
 */
export function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'))
}

/**
 * @param {unknown} error
 * @param {string} what
 * @returns {unknown}
 */
function explained(error, what) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code !== 'EACCES' && code !== 'EPERM' && code !== 'EROFS' && code !== 'ENOSPC') return error
  return new NotReady(
    `Xiaobao cannot be ${what} (${String(error)}). Give yourself the right to write in ${root} ` +
      'and free space, or run `npm run build` once as the owner of the folder, and start again.',
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    ensureInstalled()
    build()
  } catch (error) {
    if (!(error instanceof NotReady)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
