/**
 * Imports a complaint register: reads it as a stream, looks which rows are there already, and sends the
 * others through the engine, many at a time and each row whole or not at all. Stopped or killed at any
 * point it goes on where it was, because a row is the same complaint however often it comes.
 */
import path from 'node:path'
import type { Answer } from '../../engine/core/command.ts'
import type { ProcessState } from '../../engine/core/process.ts'
import type { Day, Instant, Uuid } from '../../engine/core/values.ts'
import type { Engine, Viewer } from '../../engine/runtime/engine.ts'
import { commandsOf } from './commands.ts'
import { fingerprintOf, recordsOf } from './csv.ts'
import { identityOf, Occurrences } from './identity.ts'
import type { Identity } from './identity.ts'
import { headerOf, rowOf } from './row.ts'
import type { Reading, Row } from './row.ts'
import { Tally } from './tally.ts'
import type { Counts, Fate, Rejected, Stated } from './tally.ts'

/** Where to: the engine of the house, and the person who imports. */
interface Destination {
  readonly engine: Pick<Engine, 'execute' | 'view'>
  readonly viewer: Viewer
}

export interface ImportOptions {
  readonly file: string
  /** Absent: nothing is sent, rows are only read and counted. */
  readonly into?: Destination
  /** Only rows of this company; its name as the file has it, but for case. */
  readonly company?: string
  readonly now: () => Instant
  /** Asked to stop: the rows in flight are finished, and no further one is begun. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ImportProgress) => void
  readonly onRejected?: (rejected: Rejected) => void
}

export interface ImportProgress {
  readonly counts: Readonly<Counts>
  readonly line: number
}

export interface Summary extends Readonly<Counts>, Readonly<Stated> {
  readonly file: string
  readonly sha256: string
  /** Columns that this version does not read. */
  readonly unknownColumns: readonly string[]
  readonly rejectedRows: readonly Rejected[]
  /** Absent: the file was read to its end. */
  readonly stopped?: { readonly beforeLine: number; readonly because: string }
}

/** Rows that are looked up together, and rows in flight; the engine batches what is in flight. */
const CHUNK = 128
const IN_FLIGHT_MAX = 128
/** A row is refused again and again only where somebody imports again and again. */
const TRIES_MAX = 20

/** Why an import stopped that was told to. */
export const ASKED_TO_STOP = 'asked to stop'

/** Throws where the file cannot be read or is no such register; never for a row. */
export async function importComplaints(options: ImportOptions): Promise<Summary> {
  const { file } = options
  const print = await fingerprintOf(file)
  const source = `${path.basename(file)} sha256:${print.sha256.slice(0, 16)}`
  const run = new Run(options, source)
  const records = recordsOf(file)
  const first = await records.next()
  if (first.done || !('cells' in first.value))
    throw new Error('The file has no line of column names.')
  const header = headerOf(first.value.cells)
  const today = options.now().slice(0, 10) as Day
  await run.all(records, { header, today, utf8: print.utf8 })
  return {
    file: path.basename(file),
    sha256: print.sha256,
    unknownColumns: header.unknown,
    ...run.tally.counts,
    ...run.tally.stated,
    rejectedRows: run.tally.rejected.toSorted((a, b) => a.line - b.line),
    ...(run.stopped ? { stopped: run.stopped } : {}),
  }
}

interface Named {
  readonly row: Row
  readonly identity: Identity
  /** The file has listed its id before. */
  readonly again: boolean
}

class Run {
  readonly tally = new Tally()
  stopped: Summary['stopped']
  readonly #options: ImportOptions
  readonly #source: string
  readonly #occurrences = new Occurrences()
  readonly #inFlight = new Map<Uuid, Promise<void>>()
  #chunk: Named[] = []
  #failed: { readonly error: unknown; readonly line: number } | undefined

  constructor(options: ImportOptions, source: string) {
    this.#options = options
    this.#source = source
  }

  async all(records: ReturnType<typeof recordsOf>, reading: Reading): Promise<void> {
    for await (const record of records) {
      if (this.#isStopped(record.line)) break
      const row = 'cells' in record ? rowOf(record, reading) : record
      if ('problem' in row) this.#reject({ line: record.line, reason: row.problem })
      else await this.#take(row)
      this.#options.onProgress?.({ counts: this.tally.counts, line: record.line })
    }
    await this.#send()
    await Promise.all(this.#inFlight.values())
    const failed = this.#failed
    if (failed) {
      const { error, line } = failed
      const because = error instanceof Error ? error.message : String(error)
      this.stopped = { beforeLine: Math.min(line, this.stopped?.beforeLine ?? line), because }
    }
  }

  #isStopped(line: number): boolean {
    if (!this.#options.signal?.aborted && !this.#failed) return false
    this.#stopBefore(this.#chunk[0]?.row.line ?? line)
    return true
  }

  #stopBefore(line: number): void {
    this.stopped ??= { beforeLine: line, because: ASKED_TO_STOP }
    this.#chunk = []
  }

  #reject(rejected: Rejected): void {
    this.tally.reject(rejected)
    this.#options.onRejected?.(rejected)
  }

  async #take(row: Row): Promise<void> {
    const { company, into } = this.#options
    const institution = into?.viewer.institution ?? NOWHERE
    const before = this.#occurrences.of(row)
    const identity = identityOf(row, before, institution)
    const again = before > 0 && row.complaintId !== undefined
    if (company !== undefined && !sameName(row.company, company)) return this.tally.leaveOut()
    if (!into) return this.tally.take(row, { kind: again ? 'listedBefore' : 'readable' })
    // The id comes a second time in this file: the first must have settled before this one is looked up.
    if (this.#isUnderWay(identity.process)) await this.#settled()
    this.#chunk.push({ row, identity, again })
    if (this.#chunk.length >= CHUNK) await this.#send()
  }

  #isUnderWay(process: Uuid): boolean {
    return this.#inFlight.has(process) || this.#chunk.some((c) => c.identity.process === process)
  }

  async #settled(): Promise<void> {
    await this.#send()
    await Promise.all(this.#inFlight.values())
  }

  /** Sends the rows of the chunk that are not there yet. */
  async #send(): Promise<void> {
    const { into, signal } = this.#options
    const chunk = this.#chunk
    const [begin] = chunk
    this.#chunk = []
    if (!into || !begin) return
    const there = await into.engine
      .view(
        into.viewer,
        chunk.map((c) => c.identity.process),
      )
      .catch((error: unknown) => this.#fail(error, begin.row.line))
    if (!there) return
    for (const named of chunk) {
      const view = there.get(named.identity.process)
      if (view) this.#found(named, view.state)
      else if (signal?.aborted || this.#failed) return this.#stopBefore(named.row.line)
      else await this.#launch(into, named)
    }
  }

  #fail(error: unknown, line: number): undefined {
    if (!this.#failed || line < this.#failed.line) this.#failed = { error, line }
  }

  /** Begins a row, once there is room for one more in flight. */
  async #launch(into: Destination, named: Named): Promise<void> {
    const { process } = named.identity
    while (this.#inFlight.size >= IN_FLIGHT_MAX) await Promise.race(this.#inFlight.values())
    const done = this.#execute(into, named)
      .catch((error: unknown) => this.#fail(error, named.row.line))
      .finally(() => this.#inFlight.delete(process))
    this.#inFlight.set(process, done)
  }

  async #execute({ engine, viewer }: Destination, named: Named): Promise<void> {
    const { row, identity } = named
    const { institution, person } = viewer
    for (let refused = 0; refused < TRIES_MAX; refused++) {
      const by = { person, source: this.#source, refused }
      const commands = commandsOf(row, identity, by)
      const answers = await engine.execute(institution, commands)
      const last = answers.at(-1)
      if (last?.kind === 'accepted') return this.#taken(named, last, commands.length)
      // Another import may have been faster with the same row.
      const there = (await engine.view(viewer, [identity.process])).get(identity.process)
      if (there) return this.#found(named, there.state)
      const reason = reasonOf(answers, commands)
      if (!wasRefusedBefore(answers)) return this.#reject({ line: row.line, reason })
    }
    this.#reject({ line: row.line, reason: 'it was refused too often; somebody must look into it' })
  }

  #taken({ row }: Named, { process, repeated }: AcceptedAnswer, commands: number): void {
    const sinceFile = process.timers.some(
      (t) => t.kind === 'deadline' && t.dueAt <= this.#options.now(),
    )
    const fate: Fate = repeated
      ? { kind: 'alreadyThere', sinceFile }
      : { kind: 'imported', commands, sinceFile }
    this.tally.take(row, fate)
  }

  #found({ row, identity, again }: Named, state: ProcessState): void {
    if (state.context['complainant'] === identity.complainant)
      return this.tally.take(
        row,
        again
          ? { kind: 'listedBefore' }
          : { kind: 'alreadyThere', sinceFile: state.late.length > 0 },
      )
    this.#reject({
      line: row.line,
      reason:
        `complaint ${row.complaintId ?? ''} is there already as ${state.reference ?? state.id}, ` +
        'and this row says something else; what is there was left as it is',
    })
  }
}

/** Namespace of a dry run, which has no institution. */
const NOWHERE = '00000000-0000-0000-0000-000000000000'

const sameName = (a: string, b: string): boolean =>
  a.normalize('NFC').toLowerCase() === b.trim().normalize('NFC').toLowerCase()

type AcceptedAnswer = Extract<Answer, { kind: 'accepted' }>

/** The refusal is that of an earlier import; what stood against it then may be settled now. */
const wasRefusedBefore = (answers: readonly Answer[]): boolean =>
  answers.some((a) => a.kind === 'refused' && a.repeated)

/** Why a row was not taken, from the member of its group that was refused. */
function reasonOf(answers: readonly Answer[], commands: readonly { event: string }[]): string {
  for (const [n, answer] of answers.entries()) {
    const event = commands[n]?.event ?? ''
    if (answer.kind === 'throttled')
      return `${event} was refused, like too many others in this minute; import the file again later`
    if (answer.kind === 'refused' && answer.refusal.rule !== 'group') {
      const { kind, rule, message, field } = answer.refusal
      const where = field ? ` (${field.join('.')})` : ''
      return `${event} was refused: ${message.en}${where} [${kind} ${rule ?? ''}]`
    }
  }
  return 'it was refused together with another row'
}
