/**
 * The editions of every mechanism: which one is in force on a day, and which one a process stands under.
 *
 * An edition is named by its mechanism, its day and its revision. A process opens under the newest
 * revision of the edition in force on the day of its opening entry, and stays under it until it is moved.
 */
import type { Mechanism } from './mechanism.ts'
import { chartHash } from './trail.ts'
import type { ProcessState } from './process.ts'
import type { Day } from './values.ts'

/** As what a process names the edition that it stands under. */
export type Under = Pick<ProcessState, 'mechanism' | 'chart' | 'edition' | 'hash' | 'revision'>

/** Whether an edition is yet to come into force, is the one that processes open under, or is neither. */
export type EditionStanding = 'proposed' | 'inForce' | 'superseded'

const rank = ({ edition: { from, revision } }: Mechanism): string =>
  `${from} ${String(revision).padStart(6, '0')}`
const byRank = (a: Mechanism, b: Mechanism): number => (rank(a) < rank(b) ? -1 : 1)

/** `M07 2020-03-01 revision 1`. */
export const editionName = (m: Mechanism): string =>
  `${m.id} ${m.edition.from} revision ${String(m.edition.revision)}`

export class Editions {
  /** The newest of each mechanism, proposed or in force, in the order in which they were given. */
  readonly newest: readonly Mechanism[]
  /** Every edition of every mechanism. */
  readonly every: readonly Mechanism[]
  readonly #byId = new Map<string, readonly Mechanism[]>()

  /** Throws where two editions of one mechanism cannot stand beside each other. */
  constructor(mechanisms: readonly Mechanism[]) {
    for (const m of mechanisms)
      this.#byId.set(m.id, [...(this.#byId.get(m.id) ?? []), m].sort(byRank))
    for (const editions of this.#byId.values())
      for (const problem of problemsOf(editions)) throw new Error(problem)
    this.every = mechanisms
    this.newest = [...this.#byId.values()].flatMap((editions) => editions.at(-1) ?? [])
  }

  /** All of a mechanism, the oldest first; none where it is not known. */
  all(id: string): readonly Mechanism[] {
    return this.#byId.get(id) ?? NONE
  }

  newestOf(id: string): Mechanism | undefined {
    return this.all(id).at(-1)
  }

  /** The edition under which a process of the mechanism opens on a day; undefined before the first. */
  inForce(id: string, on: Day): Mechanism | undefined {
    return this.all(id).findLast((m) => m.edition.from <= on)
  }

  /** One edition by its name; its newest revision where none is given. */
  exactly(id: string, from: string, revision?: number): Mechanism | undefined {
    return this.all(id).findLast(
      ({ edition }) =>
        edition.from === from && (revision === undefined || edition.revision === revision),
    )
  }

  /** The edition under which a process stands; undefined where it is not kept. */
  of(state: Under): Mechanism | undefined {
    return this.all(state.mechanism).find(({ edition, charts }) => {
      if (edition.from !== state.edition || edition.revision !== state.revision) return false
      const machine = charts[state.chart]
      return machine !== undefined && chartHash(machine, edition.revision) === state.hash
    })
  }

  /** The editions that a process passes through on its way from one to another, that one included. */
  between(from: Mechanism, to: Mechanism): readonly Mechanism[] {
    return this.all(to.id).filter((m) => rank(m) > rank(from) && rank(m) <= rank(to))
  }

  standing(m: Mechanism, on: Day): EditionStanding {
    if (m.edition.from > on) return 'proposed'
    return this.inForce(m.id, on) === m ? 'inForce' : 'superseded'
  }

  /** The first day on which an edition is no longer in force; undefined while none follows. */
  endOf(m: Mechanism): string | undefined {
    return this.all(m.id).find((other) => other.edition.from > m.edition.from)?.edition.from
  }
}
const NONE: readonly Mechanism[] = []

const known = new WeakMap<readonly Mechanism[], Editions>()
/** The editions among mechanisms; worked out once for one list. */
export function editionsOf(mechanisms: readonly Mechanism[]): Editions {
  const found = known.get(mechanisms)
  if (found) return found
  const made = new Editions(mechanisms)
  known.set(mechanisms, made)
  return made
}

/** What keeps editions of one mechanism, in order, from standing beside each other. */
function* problemsOf(editions: readonly Mechanism[]): Generator<string> {
  for (const [n, m] of editions.entries()) {
    const before = editions[n - 1]
    if (!before) continue
    const at = `${editionName(m)}, after ${editionName(before)}`
    if (rank(m) === rank(before)) yield `${at}: two editions have one day and one revision`
    if (m.slug !== before.slug || m.kind !== before.kind)
      yield `${at}: editions of one mechanism have one slug and one kind`
    for (const [name, event] of Object.entries(m.events)) {
      const old = before.events[name]
      if (old && old.opens !== event.opens)
        yield `${at}: event ${name} opens a process in one of them only`
    }
  }
}
