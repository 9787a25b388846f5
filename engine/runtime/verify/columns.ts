/** The columns of an entry are copies for queries; what counts is the leaf. */
import type { Calendar } from '../../core/calendar.ts'
import { startedAt } from '../../core/calendar.ts'
import { leafHash } from '../../core/trail.ts'
import type { Leaf } from '../../core/trail.ts'
import type { Uuid } from '../../core/values.ts'
import { actorOf } from '../member.ts'
import { askerOf } from './asker.ts'
import { same, unlike } from './difference.ts'
import type { Said } from './difference.ts'

/** A row of the table of entries; instants as text in UTC. */
export interface EntryRow {
  readonly position: string
  readonly id: Uuid
  readonly kind: string
  readonly leaf: string
  readonly leaf_hash: string
  readonly recorded_at: string
  readonly logged_at: string
  readonly effective_at: string | null
  readonly process: Uuid | null
  readonly version: number | null
  readonly mechanism: string | null
  readonly event: string
  readonly actor: string
  readonly body: string | null
  readonly duty: string | null
  readonly article: string | null
  readonly refusal: string | null
  readonly cause: Uuid | null
  readonly request: string | null
  readonly touches: readonly string[]
}

const column = (name: string, expected: unknown, found: unknown): Said =>
  unlike([`列“${name}”与叶不符`, `Column ${name} is not what the leaf says`], expected, found)

/** The hash of the leaf, which holds also where the leaf cannot be read. */
export function* hashProblems(row: EntryRow): Generator<Said> {
  const hash = leafHash(row.leaf)
  if (hash !== row.leaf_hash)
    yield unlike(
      ['叶的哈希不符：叶或哈希被改动', 'The hash is not that of the leaf: one of them was changed'],
      hash,
      row.leaf_hash,
    )
}

/** Every column that does not say what the leaf says. */
export function* columnProblems(
  row: EntryRow,
  leaf: Leaf,
  at: { readonly calendar: Calendar; readonly loggedAt: string | undefined },
): Generator<Said> {
  const effective = leaf.effective ? startedAt(at.calendar, leaf.effective) : leaf.recordedAt
  const { loggedAt = '' } = at
  const expected: Partial<Readonly<Record<keyof EntryRow, unknown>>> = {
    id: leaf.id,
    kind: leaf.kind,
    recorded_at: leaf.recordedAt,
    effective_at: effective,
    process: leaf.process?.id,
    version: leaf.process?.version,
    mechanism: leaf.process?.mechanism ?? leaf.mechanism,
    event: leaf.event.type,
    actor: actorOf(askerOf(leaf), leaf.actor.via as 'api'),
    body: leaf.actor.body,
    duty: leaf.decision?.duty,
    article: leaf.decision?.article ?? leaf.refusal?.article,
    refusal: leaf.refusal?.kind,
    cause: leaf.cause?.entry,
    request: leaf.request,
    // The later of the two: recorded time as it may be read in the order of positions.
    logged_at: leaf.recordedAt > loggedAt ? leaf.recordedAt : loggedAt,
  }
  for (const [name, value] of Object.entries(expected)) {
    const found = row[name as keyof EntryRow]
    if (!same(value, found)) yield column(name, value, found)
  }
  if (leaf.kind === 'refused' && row.touches.length > 0) yield column('touches', [], row.touches)
}
