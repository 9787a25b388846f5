// The keys of a store in memory: of each subject the one that is alive, and when it was erased.

import type { Instant, Uuid } from '../../engine/core/values.ts'
import type { KeyStore } from '../../engine/runtime/keystore.ts'
import type { Batch } from '../../engine/runtime/store.ts'
import type { MadeKey, SealedValue } from '../../engine/runtime/vault.ts'

interface Kept extends MadeKey {
  readonly erasedBy: Uuid | null
}
interface Erasure {
  readonly subject: string
  readonly entry: Uuid
  readonly erased_at: Instant
}
interface Looked {
  /** The process of an entry. */
  readonly processOf: (entry: Uuid) => Uuid | undefined
  readonly about: (subject: string) => readonly Uuid[]
}

export function memoryKeys({ processOf, about }: Looked): {
  readonly store: KeyStore
  readonly keep: (batch: Batch) => void
} {
  const keys = new Map<Uuid, Kept>()
  const privates: SealedValue[] = []
  const erasures: Erasure[] = []
  const aliveOf = (subject: string) =>
    [...keys.values()].find((k) => k.subject === subject && k.erasedBy === null)
  const lastErased = (subject: string) =>
    erasures.findLast((e) => e.subject === subject)?.erased_at ?? null
  const keep = ({ changes }: Batch): void => {
    for (const key of (changes.keys ?? []) as readonly MadeKey[])
      if (!aliveOf(key.subject)) keys.set(key.id, { ...key, erasedBy: null })
    for (const { table, row } of changes.projections as readonly {
      readonly table: string
      readonly row: unknown
    }[]) {
      if (table !== 'erasure') continue
      const erasure = row as Erasure
      erasures.push(erasure)
      const alive = aliveOf(erasure.subject)
      if (alive) keys.set(alive.id, { ...alive, wrapped: '', erasedBy: erasure.entry })
    }
    privates.push(...(changes.privates as readonly SealedValue[]))
  }
  const store: KeyStore = {
    requestKey: () => Promise.resolve(undefined),
    keepRequestKey: () => Promise.resolve(),
    keys: (_institution, subjects) =>
      Promise.resolve({
        master: null,
        subjects: subjects.map((subject) => {
          const alive = aliveOf(subject)
          return {
            subject,
            id: alive?.id ?? null,
            master: alive?.master ?? null,
            wrapped: alive ? Buffer.from(alive.wrapped, 'hex') : null,
            erasedAt: lastErased(subject),
          }
        }),
      }),
    privates: (_institution, entries) =>
      Promise.resolve(
        privates
          .filter((p) => entries.includes(p.entry))
          .map((p) => {
            const { erasedBy = null, master = null, wrapped = '' } = keys.get(p.key) ?? {}
            const at = erasures.find((e) => e.entry === erasedBy)?.erased_at ?? null
            return {
              ...p,
              master,
              wrapped: Buffer.from(wrapped, 'hex'),
              erasedBy,
              erasedAt: at,
              lastErasedAt: lastErased(p.subject),
            }
          }),
      ),
    processesOf: (_institution, subject) => {
      const holding = privates
        .filter((p) => p.subject === subject)
        .flatMap((p) => processOf(p.entry) ?? [])
      return Promise.resolve([...new Set([...about(subject), ...holding])].toSorted())
    },
  }
  return { store, keep }
}
