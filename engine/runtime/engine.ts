/** The engine as the doors see it. */
import type { Conditions, SeatHeld } from '../../policies/ability.ts'
import type { Body } from '../../policies/duty.ts'
import type { Answer, Command } from '../core/command.ts'
import type { Timer } from '../core/clocks.ts'
import type { Standing } from '../core/coverage.ts'
import type { Explanation } from '../core/explanation.ts'
import type { FactKey } from '../core/facts.ts'
import type { Offer } from '../core/judge.ts'
import type { MoveVerdict } from '../core/move.ts'
import type { ProcessState } from '../core/process.ts'
import type { Draw, Sample } from '../core/sample.ts'
import type { ClockState } from '../core/timers.ts'
import type { Day, Instant, Uuid } from '../core/values.ts'
import type { CaseAnswer, CaseAsk } from './case-file/gather.ts'
import type { Exercise } from './exercised.ts'
import type { TrailProofs } from './proofs.ts'

export type { Exercise } from './exercised.ts'

/** A person of one institution, found by what the identity provider says. */
export interface Membership {
  readonly institution: Uuid
  readonly person: Uuid
}

/** A process as it stands now for one viewer: due timers have been played in memory. */
export interface View {
  readonly state: ProcessState
  readonly offers: readonly Offer[]
  /** What the viewer may send on behalf of others, each with whom; those that a delegation carries. */
  readonly onBehalf: readonly OfferOnBehalf[]
  readonly clocks: readonly ClockView[]
}
export interface OfferOnBehalf extends Offer {
  readonly onBehalfOf: Uuid
}
export interface ClockView {
  readonly clock: string
  readonly state: ClockState['state']
  readonly timer?: Timer
}

/** An edition to move to. */
export interface MoveTarget {
  readonly edition: string
  readonly revision: number
}
/** A process as it stands now, and what it would be under another edition. */
export interface MoveView {
  readonly state: ProcessState
  readonly verdict: MoveVerdict
}

/** A personal value of an entry by its path (`payload.narrative`), or the entry that erased it. */
export type Revealed =
  | { readonly path: string; readonly value: string }
  | { readonly path: string; readonly erased: { readonly entry: Uuid; readonly at: Instant } }

export interface Viewer extends Membership {
  readonly seats: readonly SeatHeld[]
  /** Seats of others by which this person may act on their behalf today; absent where none. */
  readonly mandates?: readonly SeatHeld[]
}

/** All by which a viewer may read. */
export const readingSeats = ({ seats, mandates }: Viewer): readonly SeatHeld[] =>
  mandates?.length ? [...seats, ...mandates] : seats

/** What is asked of the trail; all of it must hold. */
export interface TrailAsk {
  readonly process?: Uuid
  /** Terms that an entry has; see `core/terms.ts`. */
  readonly terms: readonly string[]
  /** Words that stand in its public text. */
  readonly text?: string
  /** When it entered the trail; `to` excluded. */
  readonly from?: Instant
  readonly to?: Instant
  /** When it took effect; `effectiveTo` excluded. What was refused took none. */
  readonly effectiveFrom?: Instant
  readonly effectiveTo?: Instant
  /** The trail as it stood at this position. */
  readonly upTo?: number
}
/** Which part of the answer: between two positions, from one end. */
export interface TrailWindow {
  readonly after?: number | undefined
  readonly before?: number | undefined
  readonly take: number
  readonly backwards: boolean
}

/** Something that was shown and is to be on record before it is. */
export type ReadItem =
  /** A process, one that is handed over as a file, or an entry whose personal values are shown. */
  | { readonly what: 'process' | 'file' | 'personal'; readonly id: Uuid }
  /** A page of the trail, and the names of the filters by which it was asked for. */
  | {
      readonly what: 'page'
      readonly first: number
      readonly last: number
      readonly entries: number
      readonly filters: readonly string[]
    }

/** What a sample is drawn of, and how. */
export interface SampleAsk extends Draw {
  readonly filter: TrailAsk
  readonly of: 'ENTRIES' | 'PROCESSES'
  /** Of STRATIFIED: by what. */
  readonly stratum?: 'mechanism' | 'event' | 'body' | 'duty' | 'kind' | 'month'
  /** Of MONETARY: where in the payload an amount stands, `claim.amount`, and in which currency. */
  readonly amount?: { readonly path: string; readonly currency: string }
}
export interface SampleAnswer extends Sample {
  /** The population ends with this position. */
  readonly upTo: number
  /** Hex SHA-256 of what was asked and drawn. */
  readonly digest: string
  /** The part that was drawn from; absent: the whole trail. */
  readonly part?: readonly Conditions[]
}
/** Whoever reads a part, by its conditions instead of by seats. */
export interface PartReader {
  readonly institution: Uuid
  /** Undefined: everything. */
  readonly part: readonly Conditions[] | undefined
}

/** The time that a question of the past means; absent: now. One of `recorded` and `position` at most. */
export interface MomentAsk {
  /** What had been recorded by this instant, that instant included. */
  readonly recorded?: Instant
  /** What had been recorded up to this position. */
  readonly position?: number
  /** What was in effect then, as far as it had been recorded; absent: when it was known. */
  readonly effective?: Instant
}
/** A moment on two axes. */
export interface Moment {
  /** The last entry that had been recorded. */
  readonly position: number
  /** Until when no more was known. */
  readonly until: Instant
  readonly effective: Instant
}
/** A process as it stood at a moment. */
export interface PastState {
  readonly state: ProcessState
  /** Position of the last of its entries that counted. */
  readonly last: number
  /** False: played again, the entries do not come to what they say. */
  readonly follows: boolean
  /** Deadlines that had passed by then and were recorded later, or not yet. */
  readonly struck: number
}
/** An appointment as it had been recorded. */
export interface PastSeat {
  readonly id: Uuid
  readonly person: Uuid
  readonly body: Body
  readonly unit?: string
  readonly role?: string
  readonly from: Day
  /** The first day on which it no longer counts. */
  readonly to?: Day
}
/** Processes counted at a moment: in one of the paths of a chart, about a subject where one is named. */
export interface PastCount {
  readonly mechanism: string
  readonly chart: string
  readonly paths: readonly string[]
  readonly subject?: string
}

/** What was so at a moment. Everything rejects with TooBroad where too much has gone on since then. */
export interface AsOfView {
  readonly moment: Moment
  /** The processes then; those that had not begun are left out. `replayed`: none is taken as it stands now. */
  states(
    processes: readonly Uuid[],
    how?: { readonly replayed: boolean },
  ): Promise<ReadonlyMap<Uuid, PastState>>
  /** Processes that were about a subject, the one opened first comes first. */
  about(subject: string): Promise<readonly Uuid[]>
  standing(subjects: readonly string[]): Promise<readonly Standing[]>
  count(what: PastCount): Promise<number>
  /** Processes of a chart that stood in one of the paths and had not ended. */
  open(what: Omit<PastCount, 'subject'>): Promise<readonly ProcessState[]>
  /** Appointments in force on the day of effect. */
  seats(): Promise<readonly PastSeat[]>
  /** Name under which a subject had been registered. */
  subjectName(key: string): Promise<string | undefined>
}

export interface Engine {
  /**
   * Executes commands that stand or fall together, and answers each. The only way to change anything.
   * Rejects only for a bug or a lost database, never for a refusal.
   */
  execute(institution: Uuid, group: readonly Command[]): Promise<readonly Answer[]>
  /** The processes as they stand now, with what the viewer may do; those not found or not readable are left out. */
  view(viewer: Viewer, processes: readonly Uuid[]): Promise<ReadonlyMap<Uuid, View>>
  /** What processes would be under a later edition, without moving them; as `view()` otherwise. */
  moves(
    viewer: Viewer,
    to: MoveTarget,
    processes: readonly Uuid[],
  ): Promise<ReadonlyMap<Uuid, MoveView>>
  /** In which institutions an identity is a person; empty for a stranger. */
  memberships(issuer: string, subject: string): Promise<readonly Membership[]>
  /** Facts as they are now, in the order of the keys; for answers that change nothing. */
  facts(institution: Uuid, keys: readonly FactKey[]): Promise<readonly unknown[]>
  /** The personal values of entries, for who may read the entries; erased ones say by which entry. */
  privates(
    institution: Uuid,
    entries: readonly Uuid[],
  ): Promise<ReadonlyMap<Uuid, readonly Revealed[]>>
  /** Where all processes about some subjects stand, by subject, mechanism and chart. */
  standing(institution: Uuid, subjects: readonly string[]): Promise<readonly Standing[]>
  /**
   * Positions of the entries that are asked for and that the viewer may read, in the order of reading.
   * Everything that was recorded before the call is found. Rejects with Indexing while the index is made
   * for the first time, and with TooBroad.
   */
  trail(viewer: Viewer, ask: TrailAsk, window: TrailWindow): Promise<readonly number[]>
  /** How many entries are asked for and may be read, counted no further than `most`; rejects as `trail`. */
  trailCount(viewer: Viewer, ask: TrailAsk, most: number): Promise<number>
  /**
   * When duties were exercised last and how often, counted no further than `most`; one that never was is
   * not in it. Whoever is told must be one who may read every process. Rejects as `trail`.
   */
  exercised(
    institution: Uuid,
    ask: { readonly duties: readonly string[]; readonly most: number },
  ): Promise<ReadonlyMap<string, Exercise>>
  /**
   * Why an entry was decided as it was, from what it recorded; undefined where there is none of that id.
   * Whoever is told must be one who may read it. Rejects with TooBroad.
   */
  explain(institution: Uuid, entry: Uuid): Promise<Explanation | undefined>
  /** What the tree over the trail proves. */
  readonly proofs: TrailProofs
  /** One process with the proofs of its entries; whoever is handed it must be one who may read it. */
  gatherCase(institution: Uuid, ask: CaseAsk): Promise<CaseAnswer>
  /** Seals what is committed now, instead of at the next interval. False where no key here may sign. */
  sealNow(institution: Uuid): Promise<boolean>
  /**
   * Records that something is shown to somebody; resolves once that is on record. What the same person was
   * shown a short time ago is not recorded again. Rejects with TooMuchRead, and then nothing may be shown.
   */
  noteReading(viewer: Viewer, item: ReadItem): Promise<void>
  /**
   * Draws a sample of what the viewer may read: the same question of the same positions has the same answer
   * for ever. Rejects as `trail`.
   */
  sample(viewer: Viewer | PartReader, ask: SampleAsk): Promise<SampleAnswer>
  /** What was so at another time. Rejects with RangeError where more is asked than the trail has. */
  asOf(institution: Uuid, ask: MomentAsk): Promise<AsOfView>
  /** The person with the seats held today. */
  viewer(membership: Membership): Promise<Viewer>
}
