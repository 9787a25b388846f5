/** Puts the engine together: store, queue, clock and courier. */
import type { Pool } from 'pg'
import type { Mechanism } from '../core/mechanism.ts'
import type { Instant, Uuid } from '../core/values.ts'
import type { CalendarOf } from '../core/calendar.ts'
import { EDITIONS } from '../mechanisms/index.ts'
import { gatherCase } from './case-file/gather.ts'
import { loopOf, recountRounds, strikeDue } from './clock.ts'
import type { Loop } from './clock.ts'
import { carryWaiting } from './courier.ts'
import { pastsOf } from './asof-view.ts'
import type { Engine } from './engine.ts'
import { exercisedIn } from './exercised.ts'
import { explainFrom } from './explain/gather.ts'
import { Executor } from './execute.ts'
import type { Runtime } from './execute.ts'
import { systemIds } from './ids.ts'
import type { KeyWrapper } from './keys.ts'
import { mandatesLoaded } from './mandates.ts'
import type { Ids } from './member.ts'
import { refusalMeter } from './meter.ts'
import { proofsOf } from './proofs.ts'
import { keeperOf } from './keeper.ts'
import type { Keeper, KeeperOptions } from './keeper.ts'
import { FIRST_ZONE } from './ground.ts'
import { Readings } from './reading.ts'
import { Samples } from './sample.ts'
import { standingOf } from './standing.ts'
import { storeOf } from './store.ts'
import type { Store } from './store.ts'
import { TrailIndex } from './trail-index.ts'
import { TrailSearch } from './trail-search.ts'
import { Vault } from './vault.ts'
import { movesOf, viewOf } from './view.ts'

export interface EngineOptions extends KeeperOptions {
  /** Connections that run as xiaobao_app. */
  readonly pool: Pool
  readonly log: Runtime['log']
  /** Every edition; absent: those of the registry. */
  readonly mechanisms?: readonly Mechanism[]
  /** Working days by another source than this release's own. */
  readonly calendarOf?: CalendarOf
  /** Time driven by hand. */
  readonly now?: () => Instant
  readonly ids?: Ids
  /** Wraps the keys of personal values. Whoever loses it loses them: the same for every server of a house. */
  readonly master: KeyWrapper
  /** Wraps the store, as a test does that lets a write fail. */
  readonly wrap?: (store: Store) => Store
  /** Refused attempts of one asker that are recorded singly in a minute. */
  readonly refusalsPerMinute?: number
  /** How often silent processes are looked at. */
  readonly intervalMs?: number
}

export interface RunningEngine extends Engine, Pick<Keeper, 'seal' | 'witness' | 'beat'> {
  readonly clock: Loop
  readonly courier: Loop
  /** Keeps the index by which the trail is searched. */
  readonly index: Loop & { start(): void }
  /** What only the servers of an institution know; undefined until it is founded. */
  secretOf(institution: Uuid): Promise<Uint8Array | undefined>
  /** Starts clock, courier, seal, witness, heartbeat and index. */
  start(): void
  /** Stops them after the round they are in; commands may still be executed. */
  stop(): Promise<void>
}

const INTERVAL_MS = 500

const systemNow = (): Instant => new Date().toISOString() as Instant

/** An engine over a database that has been migrated. Nothing runs by itself until `start()`. */
export function createEngine(options: EngineOptions): RunningEngine {
  const runtime = runtimeOf(options)
  const executor = new Executor(runtime)
  const loop = (name: string, work: () => Promise<number>) =>
    loopOf({
      intervalMs: options.intervalMs ?? INTERVAL_MS,
      work,
      failed: (err) => runtime.log.error({ err }, `a round of the ${name} failed`),
      nowMs: () => Date.now(),
    })
  const recountRound = recountRounds(runtime, executor)
  const clock = loop(
    'clock',
    async () => (await recountRound()) + (await strikeDue(runtime, executor)),
  )
  const courier = loop('courier', () => carryWaiting(runtime, executor))
  const { pool } = options
  const keeper = keeperOf({ pool, runtime, executor }, options)
  const { mechanisms, vault, log } = runtime
  const trailIndex = new TrailIndex({ pool, mechanisms, log })
  const index = loop('index of the trail', () => trailIndex.round())
  const loops = [clock, courier, keeper, index]
  return {
    execute: (institution, group) => executor.execute(institution, group),
    view: (viewer, processes) => viewOf(runtime, viewer, processes),
    moves: (viewer, to, processes) => movesOf(runtime, { viewer, to }, processes),
    memberships: (issuer, subject) => runtime.store.memberships(issuer, subject),
    viewer: async ({ institution, person }) => {
      const loaded = await runtime.store.load(institution, {
        at: runtime.now?.(),
        processes: [],
        requests: [],
        persons: [person],
      })
      const mandates = mandatesLoaded(loaded, person)
      const { seats } = loaded
      return { institution, person, seats, ...(mandates.length > 0 ? { mandates } : {}) }
    },
    facts: (institution, keys) => {
      const at = runtime.now?.() ?? systemNow()
      return keys.length === 0
        ? Promise.resolve([])
        : runtime.store.facts(institution, { at, keys })
    },
    privates: (institution, entries) => vault.reveal(institution, entries),
    standing: (institution, subjects) => standingOf(options.pool, institution, subjects),
    ...auditOf(pool, runtime, trailIndex),
    noteReading: readingOf(runtime, executor),
    ...provingOf({ pool, vault }, keeper),
    secretOf: (institution) => vault.requestKey(institution),
    clock,
    courier,
    seal: keeper.seal,
    witness: keeper.witness,
    beat: keeper.beat,
    index,
    start: () => {
      for (const each of loops) each.start()
    },
    stop: async () => {
      await Promise.all(loops.map((each) => each.stop()))
    },
  }
}

function runtimeOf(options: EngineOptions): Runtime {
  const { master: wrapper, log, ids = systemIds } = options
  const unwatched = storeOf(options.pool)
  const store = options.wrap?.(unwatched) ?? unwatched
  return {
    store,
    vault: new Vault({ store, wrapper, nextId: () => ids.next(), log }),
    mechanisms: options.mechanisms ?? EDITIONS,
    ids,
    meter: refusalMeter(options.refusalsPerMinute),
    log,
    ...(options.calendarOf ? { calendarOf: options.calendarOf } : {}),
    ...(options.now ? { now: options.now } : {}),
  }
}

/** What auditors ask: the trail by filters, the past, and why something was decided. */
function auditOf(
  pool: Pool,
  { mechanisms, calendarOf, now = systemNow }: Runtime,
  index: TrailIndex,
): Pick<Engine, 'trail' | 'trailCount' | 'sample' | 'asOf' | 'explain' | 'exercised'> {
  const search = new TrailSearch({ pool, mechanisms, index })
  const samples = new Samples(pool, search)
  return {
    sample: (viewer, ask) => samples.draw(viewer, ask),
    trail: (viewer, ask, window) => search.page(viewer, ask, window),
    trailCount: (viewer, ask, most) => search.count(viewer, ask, most),
    asOf: pastsOf({ pool, mechanisms, index, calendarOf, now }),
    exercised: (institution, ask) => exercisedIn({ pool, index }, institution, ask),
    explain: (institution, entry) =>
      explainFrom({ pool, mechanisms, calendarOf }, institution, entry),
  }
}

/** Puts on record what is shown. */
function readingOf(
  { store, ids, now = systemNow }: Runtime,
  executor: Executor,
): Engine['noteReading'] {
  const readings = new Readings({
    ids,
    now,
    send: async (institution, command) => {
      const [answer] = await executor.execute(institution, [command])
      return answer ?? { kind: 'none' }
    },
    zoneOf: async (institution) => {
      const ask = { at: now(), processes: [], requests: [], persons: [] }
      return (await store.load(institution, ask)).zone ?? FIRST_ZONE
    },
  })
  return (viewer, item) => readings.note(viewer, item)
}

/** What the tree proves, and what is handed over with its proofs. */
function provingOf(
  { pool, vault }: { readonly pool: Pool; readonly vault: Vault },
  { sealNow }: Keeper,
): Pick<Engine, 'proofs' | 'gatherCase' | 'sealNow'> {
  const proofs = proofsOf(pool)
  const gathering = { pool, proofs, sealNow, disclosures: vault.disclose.bind(vault) }
  return {
    proofs,
    gatherCase: (institution, ask) => gatherCase(gathering, institution, ask),
    sealNow,
  }
}
