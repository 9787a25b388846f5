/** Puts the keeping of evidence together: intake, type, store, rows, and the sweep. */
import { createHash, hkdfSync, randomBytes } from 'node:crypto'
import path from 'node:path'
import { Readable } from 'node:stream'
import type { Pool } from 'pg'
import { evidenceRefusal } from '../core/evidence.ts'
import type { EvidenceRule } from '../core/evidence.ts'
import { commitmentTo } from '../core/trail.ts'
import type { Instant, Uuid } from '../core/values.ts'
import { loopOf } from './clock.ts'
import type { Loop } from './clock.ts'
import type {
  Evidence,
  EvidenceKey,
  EvidenceLimits,
  Keeping,
  KeepingAnswer,
  ReceivedFile,
} from './evidence.ts'
import { Examiner } from './evidence-examine.ts'
import { gateOf } from './evidence-gate.ts'
import { Intake } from './evidence-intake.ts'
import { followTrail, nameOf, noteFile, underLock, waitingBytes } from './evidence-rows.ts'
import type { EvidenceStore } from './evidence-store.ts'
import { sweepOf } from './evidence-sweep.ts'
import { sniffed } from './evidence-type.ts'

const EVIDENCE_LIMITS: EvidenceLimits = { maxBytes: 50 * 1_048_576, keptDays: 7 }

export interface EvidenceOptions {
  /** Connections that run as xiaobao_app. */
  readonly pool: Pool
  readonly store: EvidenceStore
  /** The folder of evidence; what comes in lies below it until it is kept. */
  readonly folder: string
  /** What only the servers of an institution know; undefined until it is founded. */
  readonly secretOf: (institution: Uuid) => Promise<Uint8Array | undefined>
  readonly limits?: EvidenceLimits
  readonly now: () => Instant
  readonly log: { error(detail: object, message: string): void }
}

export interface EvidenceHouse extends Evidence {
  /** Sweeps what no entry refers to and what was left half-way. */
  readonly sweeper: Loop
  /** Starts the sweeper. */
  start(): void
  stop(): Promise<void>
}

const SWEEP_MS = 600_000
const DAY_MS = 86_400_000
/** Each holds a connection to the database while its file goes to the store. */
const PUTTING_MAX = 2
/** How many of the largest files a person may have waiting. */
const WAITING_FILES = 40
/** Addresses are signed by a key of their own, which does not say what the secret is. */
const ADDRESSES = 'xiaobao evidence addresses v1'

/** The evidence of all institutions. Nothing is swept by itself until `start()`. */
export function createEvidence(options: EvidenceOptions): EvidenceHouse {
  const { pool, store, now, log, limits = EVIDENCE_LIMITS } = options
  const intake = new Intake({
    folder: path.join(options.folder, 'incoming'),
    maxBytes: limits.maxBytes,
    nowMs: () => Date.parse(now()),
  })
  const examiner = new Examiner(store)
  const keys = new Map<Uuid, Uint8Array>()
  const gate = gateOf(PUTTING_MAX)
  const crowded = crowdedOf(pool, WAITING_FILES * limits.maxBytes)
  const sweeper = loopOf({
    intervalMs: SWEEP_MS,
    work: sweepOf({ pool, store, intake, now }),
    failed: (err) => log.error({ err }, 'a sweep of the evidence failed'),
    nowMs: () => Date.now(),
  })
  return {
    limits,
    receive: (content) => intake.receive(content),
    discard: (file) => intake.discard(file),
    keep: async (file, keeping) => {
      try {
        return await gate(() => keep(file, keeping, { pool, store, intake, now, limits }))
      } finally {
        await intake.discard(file)
      }
    },
    hindrance: async (institution, person) =>
      (await crowded(institution, person)) ? evidenceRefusal('crowded') : undefined,
    examine: (key, size) => examiner.examine(key, size),
    open: async (key) => {
      const content = await store.open(key)
      return content && checked(content, key)
    },
    isNamed: async (key, name) => {
      const kept = await nameOf(pool, key)
      return kept !== undefined && commitmentTo(name, kept.salt).commitment === kept.commitment
    },
    addressKey: async (institution) => {
      const known = keys.get(institution)
      if (known) return known
      const secret = await options.secretOf(institution)
      if (!secret) return undefined
      const key = new Uint8Array(hkdfSync('sha256', secret, institution, ADDRESSES, 32))
      keys.set(institution, key)
      return key
    },
    sweeper,
    start: () => sweeper.start(),
    stop: () => sweeper.stop(),
  }
}

type Parts = Pick<EvidenceOptions, 'pool' | 'store' | 'now'> & {
  readonly intake: Intake
  readonly limits: EvidenceLimits
}

async function keep(
  file: ReceivedFile,
  { institution, person, declared }: Keeping,
  { pool, store, intake, now, limits }: Parts,
): Promise<KeepingAnswer> {
  const no = (rule: EvidenceRule): KeepingAnswer => ({ refusal: evidenceRefusal(rule) })
  if (declared.size !== undefined && declared.size !== file.size) return no('size')
  if (declared.hash !== undefined && declared.hash !== file.hash) return no('hash')
  const type = await sniffed(file.path, declared.type)
  if (type === undefined) return no('type')
  if (declared.type !== undefined && declared.type !== type) return no('declared')
  const { hash, size } = file
  const key = { institution, hash }
  const salt = declared.name === undefined ? null : randomBytes(32)
  const commitment = salt && commitmentTo(declared.name, salt).commitment
  const at = now()
  const until = new Date(Date.parse(at) + limits.keptDays * DAY_MS).toISOString() as Instant
  const mark = await intake.mark(key)
  const keptUntil = await underLock(pool, key, async (client) => {
    await store.put(key, file)
    return noteFile(client, { ...key, size, type, person, commitment, salt, at, until })
  })
  await mark.remove()
  const name = salt && commitment ? { commitment, salt: salt.toString('hex') } : undefined
  return { kept: { hash, size, type, keptUntil, ...(name ? { name } : {}) } }
}

/** Whether a person has so much waiting that nothing more is taken. */
const crowdedOf =
  (pool: Pool, most: number) =>
  async (institution: Uuid, person: Uuid): Promise<boolean> => {
    if ((await waitingBytes(pool, institution, person)) < most) return false
    // Some of it may have been referred to meanwhile.
    await followTrail(pool, institution)
    return (await waitingBytes(pool, institution, person)) >= most
  }

/**
 * The bytes as they are read, with the last of them held back until all are known to be those of the
 * hash: who is handed a file that changed under the hand does not get it whole.
 */
function checked(content: Readable, { hash }: EvidenceKey): Readable {
  async function* bytes() {
    const digest = createHash('sha256')
    let held: Buffer | undefined
    for await (const chunk of content as AsyncIterable<Buffer>) {
      digest.update(chunk)
      if (held) yield held
      held = chunk
    }
    if (digest.digest('hex') !== hash) throw new Error('a file of evidence is not what it was')
    if (held) yield held
  }
  const out = Readable.from(bytes(), { objectMode: false })
  // Whoever lets go before the first byte was asked for lets go of the file too.
  return out.once('close', () => content.destroy())
}
