/**
 * One institution read by one thread, a job at a time: the entries that make its records, the processes of
 * a range, what is left at the end. Whoever divides the work gives the jobs in that order.
 */
import type { ClientBase } from 'pg'
import type { CalendarOf } from '../../core/calendar.ts'
import { editionsOf } from '../../core/editions.ts'
import type { Mechanism } from '../../core/mechanism.ts'
import type { Uuid } from '../../core/values.ts'
import type { KeyWrapper } from '../keys.ts'
import { checkEvidence } from '../evidence-check.ts'
import { storeAt } from '../evidence-place.ts'
import type { EvidencePlace } from '../evidence-place.ts'
import { Claims } from './claims.ts'
import { Collected } from './collect.ts'
import type { Totals } from './collect.ts'
import type { Placed } from './difference.ts'
import { claimProblems, recordProblems } from './ends.ts'
import type { Tally } from './following.ts'
import { House } from './house.ts'
import { Privates } from './privates.ts'
import { readGoverning, readOrphans, readRange } from './reading.ts'
import type { Reader } from './reading.ts'
import { Tables } from './tables.ts'
import type { Range } from './tables.ts'
import { Timeline } from './timeline.ts'
import type { Segment } from './timeline.ts'

/** By which law and which working days the trail is read. */
export interface Texts {
  /** Every edition under which a process may stand, superseded ones included. */
  readonly mechanisms: readonly Mechanism[]
  /** Absent: the calendar of this release. */
  readonly calendarOf?: CalendarOf
  /** Opens personal values; absent: they are only counted. */
  readonly master?: KeyWrapper | undefined
}

/** What is the same for all threads. */
export interface Ground {
  readonly institution: Uuid
  readonly governing: readonly Uuid[]
  /** Of this run: what is kept of states is hashed under it. */
  readonly secret: string
  /** As many differences are kept. */
  readonly most: number
  /** Where the files of evidence lie; absent: they are not looked at. */
  readonly evidence?: EvidencePlace | undefined
  /** Where threads find the master key; absent: personal values are only counted. */
  readonly keysDir?: string | undefined
  /** Verifier keys of the witnesses that the operator trusts. */
  readonly witnesses: readonly string[]
}

/** What a thread found and saw. */
export interface Part {
  readonly tally: Tally
  readonly kept: readonly Placed[]
  readonly totals: Totals
  readonly beside: { readonly privates: number; readonly reactions: number }
  /** How many values were erased by which entry. */
  readonly erased: ReadonlyMap<Uuid, number>
}

export const emptyTally = (institution: Uuid): Tally => ({
  institution,
  entries: 0,
  processes: 0,
  timers: 0,
  erased: 0,
  closed: 0,
  otherCalendar: 0,
  otherPolicies: 0,
  lost: 0,
})

export class HouseRun {
  readonly #ground: Ground
  readonly #reader: Reader
  readonly #collected: Collected
  readonly #claims = new Claims()
  #silent = false

  constructor(
    client: ClientBase,
    {
      ground,
      texts,
      progress,
    }: { ground: Ground; texts: Texts; progress?: (() => void) | undefined },
  ) {
    this.#ground = ground
    this.#collected = new Collected(ground.most)
    const tables = new Tables(client, ground.institution)
    const tally = emptyTally(ground.institution)
    this.#reader = {
      tables,
      privates: new Privates(tables, texts.master, tally),
      house: new House(ground.institution, ground.secret, texts.calendarOf),
      editions: editionsOf(texts.mechanisms),
      claims: this.#claims,
      tally,
      beside: { privates: 0, reactions: 0 },
      evidence:
        ground.evidence &&
        checkEvidence({
          client,
          institution: ground.institution,
          store: storeAt(ground.evidence),
        }),
      emit: (placed) => {
        if (!this.#silent) this.#collected.add(placed)
      },
      progress,
    }
  }

  /** Entries read so far. */
  get entries(): number {
    return this.#reader.tally.entries
  }

  /** The entries that make the records. Every thread needs them; one says what is wrong with them. */
  async records(says: boolean): Promise<readonly Segment[]> {
    const { tally, beside, privates } = this.#reader
    this.#silent = !says
    const segments = await readGoverning(this.#reader, this.#ground.governing)
    if (says) {
      await readOrphans(this.#reader)
      await recordProblems(this.#reader)
    } else {
      Object.assign(tally, emptyTally(this.#ground.institution))
      Object.assign(beside, { privates: 0, reactions: 0 })
      privates.forget()
      this.#claims.close()
    }
    this.#silent = false
    return says ? segments : []
  }

  /** All other processes of a range. */
  range = (range: Range): Promise<Segment> =>
    readRange(this.#reader, range, new Set(this.#ground.governing))

  /** What was said of other processes, once all threads have read theirs. */
  async claims(segments: readonly Segment[]): Promise<Part> {
    const { tally, beside, privates } = this.#reader
    try {
      await claimProblems(this.#reader, this.#claims, new Timeline(segments))
    } finally {
      this.#claims.close()
    }
    const { kept, totals } = this.#collected
    return { tally, kept, totals, beside, erased: privates.erased }
  }

  /** Removes what it kept, where it is left before the end. */
  close(): void {
    this.#claims.close()
  }
}
