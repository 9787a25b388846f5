// Verifies a database by threads, as a program of its own: `tests/runtime/verify-threads.test.ts` runs it.

import { Pool } from 'pg'
import { verifyByThreads } from '../../engine/runtime/verify.ts'

/** What it is to verify. */
export interface VerifyOrders {
  readonly config: object
  readonly institutions: readonly string[]
  readonly threads: number
  readonly large: number
  readonly keysDir: string
}

const { config, ...orders } = JSON.parse(process.argv[2] ?? '') as VerifyOrders
const pool = new Pool({ ...config, options: '-c role=xiaobao_app' })
let told = 0
const reports = await verifyByThreads(pool, {
  ...orders,
  progress: ({ entries }) => (told = Math.max(told, entries)),
})
await pool.end()
process.stdout.write(JSON.stringify({ reports, told }))
