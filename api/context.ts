/** What resolvers know of the request they answer. */
import { calendarOf } from '../engine/core/calendar.ts'
import type { Day, Instant, Uuid } from '../engine/core/values.ts'
import type { Engine, Membership, Revealed, View, Viewer } from '../engine/runtime/engine.ts'
import type { Evidence } from '../engine/runtime/evidence.ts'
import type { Reads } from '../engine/runtime/reader.ts'
import type { SupervisionForm } from '../policies/supervision.ts'
import { Batch } from './batch.ts'
import { unavailable } from './errors.ts'
import type { EntryRow } from './graphql/entry-source.ts'
import { formToday } from './graphql/supervision.ts'
import { processesById } from './graphql/process-source.ts'
import type { ProcessSource } from './graphql/process-source.ts'

export interface Context extends Membership {
  readonly requestId: string
  readonly engine: Engine
  readonly evidence: Evidence
  /** The tables as this institution sees them. */
  readonly reads: Reads
  readonly now: () => Instant
  /** The day where the institution is. */
  readonly today: () => Promise<Day>
  /** Who supervises today, for labels; read once per request. */
  readonly supervisionForm: () => Promise<SupervisionForm | undefined>
  /** The person with the seats held today; read once per request, never kept longer. */
  readonly viewer: () => Promise<Viewer>
  /** Processes as they stand now; a page of them is one question to the engine. */
  readonly views: Batch<Uuid, View>
  /** Processes that the viewer may read. */
  readonly processes: Batch<Uuid, ProcessSource>
  readonly entries: Batch<Uuid, EntryRow>
  /** Files of evidence by their hash: those that were uploaded. */
  readonly files: Batch<string, FileRow>
  /** Personal values of entries that the viewer may read. */
  readonly privates: Batch<Uuid, readonly Revealed[]>
  readonly persons: Batch<Uuid, PersonRow>
  readonly units: Batch<string, UnitRow>
  readonly subjects: Batch<string, { readonly name: string }>
}

export interface FileRow {
  readonly hash: string
  readonly size: bigint
  readonly type: string
  readonly nameCommitment: string | null
  readonly uploadedBy: Uuid
  readonly uploadedAt: Date
}
export interface PersonRow {
  readonly id: Uuid
  readonly entry: Uuid
}
export interface UnitRow {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly superior: string | null
}

/** Of an institution that is about to be founded. */
const FIRST_ZONE = 'Asia/Shanghai'

/** What is the same for all requests. */
export interface House {
  readonly engine: Engine
  /** Absent where nobody uploads or downloads: at the command line. */
  readonly evidence?: Evidence
  readonly readsOf: (institution: Uuid) => Reads
  readonly now: () => Instant
}

export function createContext(house: House, membership: Membership, requestId: string): Context {
  const { engine, now } = house
  const { institution, person } = membership
  const reads = house.readsOf(institution)
  let found: Promise<Viewer> | undefined
  const viewer = () => (found ??= engine.viewer(membership))
  let form: Promise<SupervisionForm | undefined> | undefined
  const context: Context = {
    institution,
    person,
    requestId,
    engine,
    get evidence() {
      if (!house.evidence) throw unavailable('Files of evidence are not kept here')
      return house.evidence
    },
    reads,
    now,
    today: async () => {
      const found = await reads.institution.findFirst({ where: { institution } })
      return calendarOf(found?.zone ?? FIRST_ZONE).dayOf(now())
    },
    supervisionForm: () => (form ??= formToday(context)),
    viewer,
    views: new Batch(async (ids) => engine.view(await viewer(), ids)),
    processes: new Batch((ids) => processesById(ids, context)),
    privates: new Batch((ids) => engine.privates(institution, ids)),
    ...batchesOf(reads, institution),
  }
  return context
}

type Batches = Pick<Context, 'entries' | 'files' | 'persons' | 'units' | 'subjects'>

/** Rows by key, one statement for all that a turn asks for. */
function batchesOf(reads: Reads, institution: Uuid): Batches {
  return {
    entries: new Batch(async (ids) => {
      const rows = await reads.entry.findMany({ where: { institution, id: { in: [...ids] } } })
      return new Map(rows.map((row) => [row.id, row]))
    }),
    files: new Batch(async (hashes) => {
      const rows = await reads.evidence.findMany({
        where: { institution, hash: { in: [...hashes] } },
      })
      return new Map(rows.map((row) => [row.hash, row]))
    }),
    persons: new Batch(async (ids) => {
      const rows = await reads.person.findMany({
        where: { institution, id: { in: [...ids] } },
        select: { id: true, entry: true },
      })
      return new Map(rows.map((row) => [row.id, row]))
    }),
    units: new Batch(async (ids) => {
      const rows = await reads.unit.findMany({ where: { institution, id: { in: [...ids] } } })
      return new Map(rows.map((row) => [row.id, row]))
    }),
    subjects: new Batch(async (keys) => {
      const rows = await reads.subject.findMany({ where: { institution, key: { in: [...keys] } } })
      return new Map(rows.map((row) => [row.key, row]))
    }),
  }
}
