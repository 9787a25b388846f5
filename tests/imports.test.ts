// The import table: who may refer to whom. A file is read from top to bottom of the house and never
// meets a forward reference, and what is pure cannot read a clock, a dice or the world.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../api/config.ts'
import { readSource } from './support/sources.ts'
import type { Reference } from './support/sources.ts'

const ROOT = packageRoot()
const ZONES = [
  'schema/client',
  'policies',
  'engine/core',
  'engine/mechanisms',
  'engine/runtime',
  'api',
] as const
type Zone = (typeof ZONES)[number]

interface Import {
  readonly from: string
  /** The file that is referred to, from the root. */
  readonly to: string
  readonly type: boolean
}

interface Rules {
  /** May run without a clock, randomness and I/O being handed to it. */
  readonly pure: boolean
  readonly zones: Readonly<Partial<Record<Zone, (reference: Import) => boolean>>>
  readonly packages: readonly string[]
  readonly builtins: (builtin: string, file: string) => boolean
}

const REGISTRY = 'engine/mechanisms/index.ts'
const always = (): boolean => true
const never = (): boolean => false
const only =
  (...files: readonly string[]) =>
  ({ to }: Import): boolean =>
    files.includes(to)

/** Doors see the engine and the reader; only where the house is put together is more of it known. */
const ASSEMBLY = [
  'api/main.ts',
  'api/commands.ts',
  'api/command-database.ts',
  'api/evidence-place.ts',
  'api/verify-house.ts',
  'api/witness.ts',
]
const DOORWAY = [
  'engine/runtime/alarms.ts',
  'engine/runtime/case-file/check.ts',
  'engine/runtime/case-file/finding.ts',
  'engine/runtime/case-file/replay.ts',
  'engine/runtime/engine.ts',
  'engine/runtime/evidence.ts',
  'engine/runtime/heartbeat.ts',
  'engine/runtime/export/ask.ts',
  'engine/runtime/export/hand-over.ts',
  'engine/runtime/keyring.ts',
  'engine/runtime/proofs.ts',
  'engine/runtime/reader.ts',
  'engine/runtime/sample-record.ts',
  'engine/runtime/signing.ts',
  'engine/runtime/witness-client.ts',
]
const theEngineOrAssembly = ({ from, to }: Import): boolean =>
  DOORWAY.includes(to) || ASSEMBLY.some((file) => from === file)

const TABLE: Readonly<Record<Exclude<Zone, 'schema/client'>, Rules>> = {
  policies: {
    pure: true,
    zones: { policies: always },
    packages: ['@casl/ability'],
    builtins: never,
  },
  'engine/core': {
    pure: true,
    zones: { policies: always, 'engine/core': always },
    packages: ['xstate', 'zod', 'canonicalize', 'chinese-days', 'temporal-polyfill', 'uuid'],
    builtins: (builtin, file) => builtin === 'node:crypto' && file === 'engine/core/trail.ts',
  },
  'engine/mechanisms': {
    pure: true,
    zones: { policies: always, 'engine/core': always, 'engine/mechanisms': notEachOther },
    packages: ['xstate', 'zod'],
    builtins: never,
  },
  'engine/runtime': {
    pure: false,
    zones: {
      'schema/client': always,
      policies: always,
      'engine/core': always,
      'engine/mechanisms': only(REGISTRY),
      'engine/runtime': always,
    },
    packages: [
      'pg',
      '@prisma/client',
      '@prisma/adapter-pg',
      'uuid',
      'file-type',
      'aws4fetch',
      'sm-crypto-v2',
    ],
    builtins: always,
  },
  api: {
    pure: false,
    zones: {
      'schema/client': always,
      // Both are pure: a door shows what they say and changes nothing by it.
      policies: always,
      'engine/core': always,
      'engine/mechanisms': only(REGISTRY),
      'engine/runtime': theEngineOrAssembly,
      api: always,
    },
    packages: [
      'graphql',
      'graphql-yoga',
      '@graphql-yoga/render-graphiql',
      '@fastify/busboy',
      '@pothos/core',
      '@pothos/plugin-relay',
      '@escape.tech/graphql-armor-cost-limit',
      '@escape.tech/graphql-armor-max-aliases',
      '@escape.tech/graphql-armor-max-depth',
      '@casl/ability',
      'commander',
      'csv-parse',
      'jose',
      'pino',
      'xstate',
      'elkjs',
      'zod',
    ],
    builtins: always,
  },
}

/** Pure by themselves; every other name of these packages makes its result of time or chance. */
const PURE_NAMES: Readonly<Record<string, readonly string[]>> = {
  uuid: ['v5', 'parse', 'stringify', 'validate'],
  'node:crypto': ['createHash', 'createHmac', 'hash', 'timingSafeEqual'],
}

/** Uses of globals that give the same result every time. All other uses of these are refused. */
const PURE_USES = /^(new Date\(…\)|Date\.(UTC|parse)|instanceof Date|Math\.(?!random$|\?$)\w+)$/
const IMPURE =
  /^(?:new |instanceof )?(Date|Math|process|performance|crypto|globalThis|global|fetch|console|setTimeout|setInterval|setImmediate|queueMicrotask|eval|Function|require|WebSocket)\b/

/**
 * A mechanism may share helpers, and its own folder with the folders of its charts; another mechanism is
 * none of its business.
 */
function notEachOther({ from, to }: Import): boolean {
  if (from === REGISTRY) return true
  if (to === REGISTRY) return false
  const [own, other] = [folderOf(from), folderOf(to)]
  if (own === other && own !== 'engine/mechanisms') return true
  return other === 'engine/mechanisms' && !isMechanism(to)
}

/** `engine/mechanisms/audit`, also of a file in a folder below it. */
const folderOf = (file: string): string => path.dirname(file).split('/').slice(0, 3).join('/')

function isMechanism(file: string): boolean {
  return /\bdefineMechanism\s*[<(]/.test(readFileSync(path.join(ROOT, file), 'utf8'))
}

/** What is wrong with a file, in words; `exists` tells which files there are. */
function complaints(file: string, text: string, exists = (to: string) => ours(to)): string[] {
  const zone = zoneOf(file)
  if (zone === undefined || zone === 'schema/client') return []
  const { references, uses, declared } = readSource(text)
  const found = references.flatMap((reference) => judge({ file, reference, zone, exists }))
  for (const use of uses) {
    const name = /^(?:new |instanceof )?([\w$]+)/.exec(use)?.[1] ?? ''
    if (TABLE[zone].pure) {
      if (use === 'Temporal.Now') found.push(use)
      if (!declared.has(name) && IMPURE.test(use) && !PURE_USES.test(use)) found.push(use)
    } else if (name === 'process' && !declared.has(name) && file !== 'api/config.ts') {
      if (use === 'process.env' || !use.startsWith('process.') || use === 'process.?')
        found.push(use)
    }
  }
  return found.map((what) => `${file}: ${what}`)
}

interface Question {
  readonly file: string
  readonly reference: Reference
  readonly zone: Exclude<Zone, 'schema/client'>
  readonly exists: (file: string) => boolean
}

function judge({ file, reference, zone, exists }: Question): string[] {
  const { specifier, type, names } = reference
  if (specifier === undefined) return ['a computed import']
  const rules = TABLE[zone]
  if (specifier.startsWith('.')) {
    const to = path.posix.join(path.posix.dirname(file), specifier)
    const target = zoneOf(to)
    if (!exists(to)) return [`${specifier}, which is not a file`]
    const allowed = target === undefined ? undefined : rules.zones[target]
    return allowed?.({ from: file, to, type }) === true ? [] : [specifier]
  }
  // With and without the prefix, `node:crypto` and `crypto` are one module.
  const builtin = isBuiltin(specifier) ? `node:${specifier.replace(/^node:/, '')}` : undefined
  if (builtin === 'node:process') return [`${specifier}: process is a global`]
  // It gives a `require`, whose imports nobody can see; one file finds a package's folder with it.
  if (builtin === 'node:module' && file !== 'engine/runtime/embedded/binaries.ts')
    return [specifier]
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
  const allowed =
    builtin === undefined ? rules.packages.includes(name) : rules.builtins(builtin, file)
  if (!allowed) return [specifier]
  const pure = rules.pure && !type ? PURE_NAMES[builtin ?? name] : undefined
  if (pure === undefined) return []
  if (names.length === 0) return [`all of ${specifier}`]
  return names.filter((one) => !pure.includes(one)).map((one) => `${one} of ${specifier}`)
}

function zoneOf(file: string): Zone | undefined {
  return ZONES.find((zone) => file.startsWith(`${zone}/`))
}

function ours(file: string): boolean {
  return existsSync(path.join(ROOT, file)) || file.startsWith('schema/client/')
}

function filesOf(zone: Zone): string[] {
  return readdirSync(path.join(ROOT, zone), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)))
}

const zones = ZONES.filter((zone) => zone !== 'schema/client')

describe.each(zones)('%s', (zone) => {
  test('imports and uses only what the table allows', () => {
    const files = filesOf(zone).filter((file) => file.endsWith('.ts'))
    expect(files.length).toBeGreaterThan(0)
    const found = files.flatMap((file) =>
      complaints(file, readFileSync(path.join(ROOT, file), 'utf8')),
    )
    expect(found).toEqual([])
  })

  test('has no code in a form that is not read here', () => {
    const scripts = ['api/bin.mjs', 'api/fresh.mjs', 'api/start.mjs']
    const code = filesOf(zone).filter((file) => /\.([cm]?js|[cm]ts|[jt]sx)$/.test(file))
    expect(code.filter((file) => !scripts.includes(file))).toEqual([])
  })
})

describe('the reader sees', () => {
  const core = 'engine/core/x.ts'
  const seen: readonly (readonly [file: string, text: string])[] = [
    [core, `import { a } from '../runtime/a.ts'`],
    [core, `import type { A } from '../runtime/a.ts'`],
    [core, `import { type A } from '../../schema/client/a.ts'`],
    [core, `export { a } from '../mechanisms/a.ts'`],
    [core, `export * from '../../api/a.ts'`],
    [core, `import '../runtime/a.ts'`],
    [core, `const a = await import('../runtime/a.ts')`],
    [core, `const a = await import(name)`],
    [core, `const a: import('../runtime/a.ts').A = 1`],
    [core, `import a = require('../runtime/a.ts')`],
    [core, `import { a } from '../../tests/a.ts'`],
    [core, `import { a } from './missing.ts'`],
    [core, `import pg from 'pg'`],
    [core, `import { readFileSync } from 'node:fs'`],
    [core, `import { readFileSync } from 'fs'`],
    [core, `import { createHash } from 'node:crypto'`],
    ['engine/core/trail.ts', `import { randomUUID } from 'node:crypto'`],
    ['engine/core/trail.ts', `import * as crypto from 'node:crypto'`],
    [core, `import { v4 as v5 } from 'uuid'`],
    [core, `const at = Date.now()`],
    [core, `const at = Date['now']()`],
    [core, `const at = new Date()`],
    [core, `const at = Date()`],
    [core, `const { now } = Date`],
    [core, `const n = Math.random()`],
    [core, `const { random } = Math`],
    [core, `const n = f(Math[name])`],
    [core, `const id = crypto.randomUUID()`],
    [core, `const at = performance.now()`],
    [core, `const at = globalThis.Date.now()`],
    [core, `const env = process.env`],
    [core, `console.log(1)`],
    [core, `import { Temporal } from 'temporal-polyfill'; const at = Temporal.Now.instant()`],
    ['policies/x.ts', `import { a } from '../engine/core/a.ts'`],
    ['policies/x.ts', `import * as z from 'zod'`],
    ['engine/mechanisms/x.ts', `import { a } from './index.ts'`],
    ['engine/mechanisms/x.ts', `import { a } from './other/chart.ts'`],
    ['engine/runtime/x.ts', `import { a } from '../mechanisms/a.ts'`],
    ['engine/runtime/x.ts', `import { a } from '../../api/a.ts'`],
    ['engine/runtime/x.ts', `const a = process.env['A']`],
    ['engine/runtime/x.ts', `const { env } = process`],
    ['engine/runtime/x.ts', `import { env } from 'node:process'`],
    ['engine/runtime/x.ts', `import { createRequire } from 'node:module'`],
    ['api/x.ts', `import { a } from '../engine/mechanisms/a.ts'`],
    ['api/x.ts', `import { a } from '../engine/runtime/store.ts'`],
    ['api/x.ts', `import type { A } from '../engine/runtime/a.ts'`],
    ['api/x.ts', `import pg from 'pg'`],
    ['api/x.ts', `const a = process.env['A']`],
  ]
  test.each(seen)('in %s: %s', (file, text) => {
    expect(complaints(file, text, (to) => !to.endsWith('missing.ts'))).toHaveLength(1)
  })

  const harmless: readonly (readonly [file: string, text: string])[] = [
    [core, `// import pg from 'pg'; Date.now()\nexport const a = "import 'pg'"`],
    [core, `const day = new Date(0).toISOString(); const n = Math.max(1, Date.UTC(1970))`],
    [core, `const a = step.process; const b = { process: a, console: 1 }; b.process`],
    [core, `function f(process: Date): Date { return process }`],
    [core, `const is = a instanceof Date`],
    [core, `import { v5 as name } from 'uuid'`],
    ['engine/core/trail.ts', `import { createHash } from 'node:crypto'`],
    ['engine/mechanisms/own/a.ts', `import { b } from './b.ts'`],
    ['engine/runtime/x.ts', `process.kill(process.pid)`],
    ['api/x.ts', `import type { A } from '../engine/core/a.ts'`],
    ['api/config.ts', `const a = process.env`],
  ]
  test.each(harmless)('nothing in %s: %s', (file, text) => {
    expect(complaints(file, text, always)).toEqual([])
  })
})
