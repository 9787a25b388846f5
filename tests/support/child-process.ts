// Runs `child.ts` under plain Node.js, which does not read TypeScript: it is bundled first, with the
// packages left outside.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'vite'
import type { Orders, Printed } from './child.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

export interface Child {
  /** Runs a server to its end, which may be violent. */
  run(
    orders: Orders,
  ): Promise<{ readonly signal: string | null; readonly answers: readonly Printed[] }>
  remove(): void
}

export async function bundleChild(): Promise<Child> {
  const folder = mkdtempSync(path.join(tmpdir(), 'xiaobao-child-'))
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'junction')
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: path.join(ROOT, 'tests/support/child.ts'),
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'child.mjs' } },
    },
  })
  return {
    run: async (orders) => {
      const child = spawn(
        process.execPath,
        [path.join(folder, 'child.mjs'), JSON.stringify(orders)],
        {
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      )
      let out = ''
      let errors = ''
      child.stdout.on('data', (data: Buffer) => (out += data.toString()))
      child.stderr.on('data', (data: Buffer) => (errors += data.toString()))
      const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
      if (signal === null && code !== 0)
        throw new Error(`the child ended with ${String(code)}: ${errors}`)
      const answers = out
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Printed)
      return { signal, answers }
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
