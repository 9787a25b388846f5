/** What keeps a trail beyond its entries, each in a loop of its own: seal, witnesses, heartbeat. */
import type { Pool } from 'pg'
import type { Uuid } from '../core/values.ts'
import { loopOf } from './clock.ts'
import type { Loop } from './clock.ts'
import type { Executor, Runtime } from './execute.ts'
import { beatAll } from './heartbeat.ts'
import type { KeyRing } from './keyring.ts'
import { sealAll, sealNow } from './seal.ts'
import type { WitnessAt } from './witness-client.ts'
import { witnessAll } from './witnesses.ts'

export interface KeeperOptions {
  /** Keys that sign the heads of the trails; without them nothing is sealed, witnessed or said. */
  readonly keys?: KeyRing
  /** Whether heads are signed by SM2 too; by default not. */
  readonly sealSm2?: boolean
  /** How often the head of a trail that has grown is signed. */
  readonly sealIntervalMs?: number
  /** Witnesses to which the heads are sent. */
  readonly witnesses?: readonly WitnessAt[]
}

export interface Keeper {
  readonly seal: Loop
  /** Sends heads to the witnesses. */
  readonly witness: Loop
  /** Says once a day that the trail is kept. */
  readonly beat: Loop
  readonly sealNow: (institution: Uuid) => Promise<boolean>
  start(): void
  stop(): Promise<void>
}

const SEAL_INTERVAL_MS = 1000
const WITNESS_INTERVAL_MS = 5000
const BEAT_INTERVAL_MS = 60_000

interface Parts {
  readonly pool: Pool
  readonly runtime: Runtime
  readonly executor: Executor
}

export function keeperOf({ pool, runtime, executor }: Parts, options: KeeperOptions): Keeper {
  const { keys, sealSm2: sm2 = false, witnesses = [] } = options
  const { sealIntervalMs = SEAL_INTERVAL_MS } = options
  const { log } = runtime
  const nowMs = () => Date.now()
  const loop = (name: string, intervalMs: number, work: (keys: KeyRing) => Promise<number>) =>
    loopOf({
      intervalMs,
      work: () => (keys ? work(keys) : Promise.resolve(0)),
      failed: (err) => log.error({ err }, `a round of the ${name} failed`),
      nowMs,
    })
  const seal = loop('seal', sealIntervalMs, (held) => sealAll({ pool, keys: held, sm2, log }))
  const witness = loop('witness', WITNESS_INTERVAL_MS, () =>
    witnessAll({ pool, witnesses, log, nowMs }),
  )
  const beat = loop('heartbeat', BEAT_INTERVAL_MS, () => beatAll({ pool, executor, runtime }))
  const loops = [seal, witness, beat]
  return {
    seal,
    witness,
    beat,
    sealNow: async (institution) =>
      keys ? sealNow({ pool, keys, sm2, log }, institution) : Promise.resolve(false),
    start: () => {
      for (const each of loops) each.start()
    },
    stop: async () => {
      await Promise.all(loops.map((each) => each.stop()))
    },
  }
}
