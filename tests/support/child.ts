// A server in a process of its own, that can be killed: sends the commands it is given and prints each
// answer as one line. Bundled by `child-process.ts`.

import { Pool } from 'pg'
import type { ClientConfig } from 'pg'
import type { Command } from '../../engine/core/command.ts'
import type { Instant, Uuid } from '../../engine/core/values.ts'
import { institution } from '../../engine/mechanisms/institution/index.ts'
import { createEngine } from '../../engine/runtime/create.ts'
import type { Store } from '../../engine/runtime/store.ts'
import { gates } from './gate-mechanism.ts'
import { MASTER } from './master.ts'

/** What a child is to do. */
export interface Orders {
  readonly database: ClientConfig
  readonly institution: Uuid
  readonly now: Instant
  /** Sent all at once. */
  readonly commands: readonly Command[]
  /** Dies by SIGKILL at the write that carries this request: before it, or once it is committed. */
  readonly dies?: { readonly at: 'before' | 'after'; readonly request: string }
  /** Rounds of the clock beside the commands. */
  readonly clock?: boolean
}
/** What it prints for each command; a failure is what the sender may answer by sending again. */
export interface Printed {
  readonly request: string
  readonly kind: string
  readonly entry?: Uuid
  readonly repeated?: boolean
  readonly error?: string
}

const orders = JSON.parse(process.argv[2] ?? '{}') as Orders

const die = (): Promise<never> => {
  process.kill(process.pid, 'SIGKILL')
  return new Promise(() => undefined)
}
function mortal(store: Store): Store {
  const { dies } = orders
  return {
    ...store,
    append: async (of, batch) => {
      const carries = (batch.entries as { request?: string }[]).some(
        (e) => e.request === dies?.request,
      )
      if (dies?.at === 'before' && carries) return die()
      const base = await store.append(of, batch)
      return dies?.at === 'after' && carries ? die() : base
    },
  }
}

const pool = new Pool({ ...orders.database, options: '-c role=xiaobao_app' })
const engine = createEngine({
  master: MASTER,
  pool,
  now: () => orders.now,
  mechanisms: [institution, gates],
  intervalMs: 1,
  log: {
    warn: () => undefined,
    error: (_, message) => void process.stderr.write(`${message}\n`),
  },
  ...(orders.dies ? { wrap: mortal } : {}),
})

const print = (printed: Printed) => process.stdout.write(`${JSON.stringify(printed)}\n`)
async function send(command: Command, tries = 100): Promise<void> {
  const { request } = command
  try {
    const [answer] = await engine.execute(orders.institution, [command])
    if (answer?.kind === 'throttled' || !answer) print({ request, kind: 'throttled' })
    else
      print({
        request,
        kind: answer.kind,
        repeated: answer.repeated,
        ...(answer.entry ? { entry: answer.entry.id } : {}),
      })
  } catch (error) {
    // As every client does: the same request once more.
    if (tries > 1) return send(command, tries - 1)
    print({ request, kind: 'failed', error: String(error) })
  }
}

if (orders.clock === true) engine.start()
await Promise.all(orders.commands.map((c) => send(c)))
await engine.stop()
await pool.end()
