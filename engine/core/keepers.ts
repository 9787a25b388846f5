/**
 * What keeps the personal values of a subject from being erased: a matter that goes on, a hold, or a
 * period of retention that has not ended (PIPL art. 47: other law that prescribes a period goes before
 * erasure). Pure, over the processes about the subject and those whose entries hold values of it.
 */
import type { Keeper, Keeping } from './facts.ts'
import type { Mechanism } from './mechanism.ts'
import type { ProcessState } from './process.ts'
import { clockStates } from './timers.ts'
import type { Day, Instant, SubjectKey, Uuid } from './values.ts'

export interface KeepersAsk {
  readonly subject: SubjectKey
  /** The process on account of which it is to be erased. */
  readonly except?: Uuid | undefined
  readonly at: Instant
  readonly dayOf: (at: Instant) => Day
  /** The edition a process stands under; undefined where it is not kept. */
  readonly mechanismOf: (state: ProcessState) => Mechanism | undefined
}

/** The later of two ends, an unknown one being the latest; of two alike the process opened first. */
interface Found {
  readonly keeper: Keeper
  readonly rank: string
}

const UNKNOWN_END = '9999-12-31'
const OF_STAFF = 'person:'

/** Looks at one process after the other, in any order. */
export class Keepers {
  readonly #ask: KeepersAsk
  #open: Found | undefined
  #held: Found | undefined
  #kept: Found | undefined

  constructor(ask: KeepersAsk) {
    this.#ask = ask
  }

  add(state: ProcessState): void {
    const { except, mechanismOf } = this.#ask
    const mechanism = mechanismOf(state)
    // The institution, and the erasures themselves, are no matters about anybody.
    if (state.id === except || (mechanism && mechanism.kind !== 'mechanism')) return
    if (!mechanism || (!state.final && this.#concerns(state)))
      this.#open = first(this.#open, { keeper: keeperOf(state), rank: state.openedAt })
    if (!mechanism) return
    if (mechanism.holds?.(state.context, state.chart))
      this.#held = first(this.#held, { keeper: keeperOf(state), rank: state.openedAt })
    for (const keeper of this.#retentions(mechanism, state))
      this.#kept = last(this.#kept, {
        keeper,
        rank: `${keeper.until ?? UNKNOWN_END} ${keeper.reference}`,
      })
  }

  get found(): Omit<Keeping, 'values'> {
    return {
      open: this.#open?.keeper ?? null,
      held: this.#held?.keeper ?? null,
      kept: this.#kept?.keeper ?? null,
    }
  }

  /**
   * A matter goes on about its own subjects. Whoever is only mentioned in it is kept by its holds and its
   * retention; but what the institution's people wrote are the grounds of the matter itself.
   */
  #concerns(state: ProcessState): boolean {
    const { subject } = this.#ask
    return subject.startsWith(OF_STAFF) || state.subjects.includes(subject)
  }

  #retentions(mechanism: Mechanism, state: ProcessState): readonly Keeper[] {
    const { at, dayOf } = this.#ask
    return clockStates(mechanism.clocks, state).flatMap(({ clock, state: standing, timer }) => {
      if (mechanism.clocks[clock]?.kind !== 'retention') return []
      if (timer)
        return timer.dueAt > at
          ? [{ ...keeperOf(state), clock, basis: timer.basis, until: dayOf(timer.dueAt) }]
          : []
      // Its period has not begun, as while a contract is in service, or stands still.
      return standing === 'UNKNOWN' || standing === 'PAUSED' ? [{ ...keeperOf(state), clock }] : []
    })
  }
}

const keeperOf = ({ id, mechanism, reference }: ProcessState): Keeper => ({
  process: id,
  mechanism,
  reference: reference ?? id,
})
const first = (known: Found | undefined, next: Found): Found =>
  known && `${known.rank} ${known.keeper.reference}` <= `${next.rank} ${next.keeper.reference}`
    ? known
    : next
const last = (known: Found | undefined, next: Found): Found =>
  known && known.rank >= next.rank ? known : next
