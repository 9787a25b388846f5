// One PostgreSQL for the whole test run, in a temporary folder. Vitest calls `setup` once.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../engine/runtime/embedded.ts'
import type { EmbeddedConnection } from '../../engine/runtime/embedded.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** How to reach the run's PostgreSQL. */
    postgres: EmbeddedConnection
  }
}

/** Starts the server; what it returns stops it and removes its folder. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'xiaobao-test-'))
  const server = await startEmbedded({
    dataDir,
    log: () => undefined,
    // The data is thrown away: a power cut may lose it.
    settings: { fsync: 'off', max_connections: '200' },
  })
  project.provide('postgres', server.connection)
  const guard = spawn(process.execPath, ['-e', GUARD, String(server.pid), dataDir], {
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  return async () => {
    const ended = once(guard, 'exit')
    guard.stdin.end()
    await ended
  }
}

/**
 * Waits until the test run lets go of its input, which it also does when it is killed; then ends
 * the server, without sparing it for the sake of a session that a test left open.
 */
const GUARD = `
  const [, pid, folder] = process.argv
  process.stdin.resume().on('close', () => {
    process.kill(Number(pid), 'SIGINT')
    const wait = setInterval(() => {
      if (require('node:fs').existsSync(folder + '/postgres/postmaster.pid')) return
      clearInterval(wait)
      require('node:fs').rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
    }, 10)
  })`
