import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { rmSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { packageRoot } from '../../api/config.ts'

// A clone in small: our scripts, with a compiler and a generator that only leave a trace.
let root: string

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'xiaobao-start-'))
  for (const script of ['bin.mjs', 'fresh.mjs', 'start.mjs'])
    cpSync(path.join(packageRoot(), 'api', script), path.join(root, 'api', script))
  for (const folder of ['policies', 'engine']) mkdirSync(path.join(root, folder))
  write('schema/schema.prisma', 'model A {}')
  write('api/main.ts', `console.log('serving')`)
  write('package.json', '{ "name": "small", "type": "module" }')
  const packages = {
    '': {},
    'node_modules/prisma': { version: '1.0.0', dev: true },
    'node_modules/typescript': { version: '1.0.0', dev: true },
    'node_modules/elsewhere': { version: '1.0.0', optional: true },
  }
  write('package-lock.json', JSON.stringify({ packages }))
  const installed = { ...packages, 'node_modules/elsewhere': undefined }
  write('node_modules/.package-lock.json', JSON.stringify({ packages: installed }))
  tool('prisma', `fs.mkdirSync('schema/client', { recursive: true })`)
  tool(
    'typescript',
    `if (fs.readFileSync('api/main.ts', 'utf8').includes('wrong')) {
       console.log('main.ts is wrong'); process.exit(2)
     }
     const out = process.argv.at(-1)
     fs.cpSync('api/main.ts', out + '/api/main.js')
     fs.writeFileSync(out + '/api/cli.js', "console.log('cli')")`,
  )
})

afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  writeFileSync(path.join(root, file), text)
}

function tool(name: string, script: string): void {
  write(`node_modules/${name}/package.json`, `{ "bin": "run.mjs", "type": "module" }`)
  write(
    `node_modules/${name}/run.mjs`,
    `import fs from 'node:fs'\nfs.appendFileSync('trace', '${name}\\n')\n${script}`,
  )
}

/** Starts it; tells what it printed and which tools ran, an npm that is not there included. */
function start(script = 'api/start.mjs') {
  rmSync(path.join(root, 'trace'), { force: true })
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, script)], {
    encoding: 'utf8',
    env: { PATH: '/nonexistent' },
  })
  const trace = path.join(root, 'trace')
  const ran = existsSync(trace) ? readFileSync(trace, 'utf8').trimEnd().split('\n') : []
  return { status, stdout, stderr, ran }
}

describe('npm start', () => {
  test('builds at the first start and not at the second', () => {
    expect(start()).toMatchObject({ status: 0, ran: ['prisma', 'typescript'] })
    expect(start()).toMatchObject({ status: 0, ran: [], stdout: 'serving\n', stderr: '' })
  })

  test('builds again when a source changes, and generates when the schema does', () => {
    start()
    write('policies/new.ts', '')
    expect(start().ran).toEqual(['typescript'])
    write('schema/schema.prisma', 'model B {}')
    expect(start().ran).toEqual(['prisma', 'typescript'])
    write('schema/client/generated.ts', '')
    write('policies/README.md', '')
    expect(start().ran).toEqual([])
  })

  test('a build that fails shows why and leaves the last one', () => {
    start()
    write('api/main.ts', 'wrong')
    expect(start()).toMatchObject({ status: 1, stderr: expect.stringMatching(/main.ts is wrong/) })
    expect(readFileSync(path.join(root, 'dist/api/main.js'), 'utf8')).toContain('serving')
    write('api/main.ts', `console.log('right')`)
    expect(start()).toMatchObject({ status: 0, stdout: expect.stringMatching(/right\n$/) })
  })

  test('installs when a package is missing or has another version', () => {
    const lock = path.join(root, 'package-lock.json')
    const before = readFileSync(lock, 'utf8')
    const missing = /npm cannot be run.*npm ci/
    writeFileSync(lock, before.replace('1.0.0', '1.0.1'))
    expect(start()).toMatchObject({ status: 1, stderr: expect.stringMatching(missing) })
    writeFileSync(lock, before)
    rmSync(path.join(root, 'node_modules'), { recursive: true })
    expect(start()).toMatchObject({ status: 1, stderr: expect.stringMatching(missing) })
  })

  test('does not need development packages when it is built', () => {
    start()
    rmSync(path.join(root, 'node_modules'), { recursive: true })
    write('node_modules/.package-lock.json', '{ "packages": {} }')
    expect(start()).toMatchObject({ status: 0, stdout: 'serving\n' })
  })

  test('signals reach the server', async () => {
    write(
      'api/main.ts',
      `process.on('SIGTERM', () => { console.log('drained'); process.exit(0) })
       setInterval(() => {}, 1000)
       console.log('serving')`,
    )
    const child = spawn(process.execPath, [path.join(root, 'api/start.mjs')])
    let output = ''
    const serving = new Promise<void>((resolve) => {
      child.stdout.on('data', (data: Buffer) => {
        output += data.toString()
        if (output.endsWith('serving\n')) resolve()
      })
    })
    await serving
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
    expect(output).toMatch(/drained\n$/)
  })

  test.runIf(process.getuid?.() !== 0)('says so when it may not write', () => {
    chmodSync(root, 0o555)
    const refused = start()
    chmodSync(root, 0o755)
    expect(refused).toMatchObject({ status: 1, stderr: expect.stringMatching(/right to write/) })
  })
})

test('the command line tool says what to do before the first build, and runs after it', () => {
  expect(start('api/bin.mjs')).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/npm start.*npm run build/),
  })
  start()
  expect(start('api/bin.mjs')).toMatchObject({ status: 0, stdout: 'cli\n' })
})
