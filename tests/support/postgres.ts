// One PostgreSQL for the whole test run, in a temporary folder. Vitest calls `setup` once.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
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
  return async () => {
    // Not server.stop(), which would spare it for the sake of a session that a test left open.
    process.kill(server.pid, 'SIGINT')
    while (isAlive(server.pid)) await delay(10)
    rmSync(dataDir, { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
