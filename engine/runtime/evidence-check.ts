/**
 * Verifies the files that entries refer to, beside the reading of the trail: each file that was uploaded
 * must be there, with the size and the hash it was uploaded with. A hash that was never uploaded is of
 * content kept elsewhere; it is counted and is no difference.
 */
import type { ClientBase } from 'pg'
import { evidenceIn } from '../core/evidence.ts'
import type { Leaf } from '../core/trail.ts'
import type { Uuid } from '../core/values.ts'
import { readThrough } from './evidence-examine.ts'
import type { EvidenceStore } from './evidence-store.ts'
import { said } from './verify/difference.ts'
import type { Difference, Kind, Said } from './verify/difference.ts'

export interface EvidenceChecking {
  readonly client: Pick<ClientBase, 'query'>
  readonly institution: Uuid
  /** Absent: the rows are read and the files are left alone. */
  readonly store?: EvidenceStore
}

/** Where an entry stands. */
type Place = Pick<Difference, 'position' | 'entry' | 'process'>

interface EvidenceCount {
  /** Files that were read and are what they were. */
  readonly present: number
  /** References to content that was never uploaded here, or was swept before an entry referred to it. */
  readonly elsewhere: number
}

export interface EvidenceCheck {
  /** Takes note of what an accepted entry refers to; reads nothing yet. */
  note(leaf: Leaf, place: Place): void
  /** Looks at what was noted since the last time; call it after every page of entries. */
  problems(): AsyncGenerator<Said & Place & { readonly kind: Kind }>
  readonly count: EvidenceCount
}

interface Noted extends Place {
  readonly hash: string
  readonly field: string
}
interface Row {
  readonly hash: string
  readonly size: string
}

/**
 * A hundred bytes for each hash that was looked at; beyond this the eldest are let go, and are looked at
 * again when another entry refers to them.
 */
const REMEMBERED_MAX = 200_000

export function checkEvidence({ client, institution, store }: EvidenceChecking): EvidenceCheck {
  let noted: Noted[] = []
  const looked = new Set<string>()
  const count = { present: 0, elsewhere: 0 }
  const rowsOf = async (hashes: readonly string[]): Promise<ReadonlyMap<string, number>> => {
    const { rows } = await client.query<Row>(
      'select hash, size from evidence where institution = $1 and hash = any ($2)',
      [institution, hashes],
    )
    return new Map(rows.map(({ hash, size }) => [hash, Number(size)]))
  }
  return {
    count,
    note(leaf, place) {
      if (leaf.kind === 'refused') return
      for (const { hash, field } of evidenceIn(leaf))
        if (!looked.has(hash)) {
          looked.add(hash)
          noted.push({ ...place, hash, field: field.join('.') })
        }
    },
    async *problems() {
      if (noted.length === 0) return
      const now = noted
      noted = []
      const rows = await rowsOf(now.map(({ hash }) => hash))
      for (const one of now) {
        const size = rows.get(one.hash)
        const problem = await problemOf(one, { institution, size, store, count })
        if (problem) yield problem
      }
      for (const hash of looked) {
        if (looked.size <= REMEMBERED_MAX) break
        looked.delete(hash)
      }
    },
  }
}

interface Known {
  readonly institution: Uuid
  /** Undefined where no upload is on record. */
  readonly size: number | undefined
  readonly store: EvidenceStore | undefined
  readonly count: { present: number; elsewhere: number }
}

async function problemOf(
  { hash, field, ...place }: Noted,
  { institution, size, store, count }: Known,
): Promise<(Said & Place & { readonly kind: Kind }) | undefined> {
  const key = { institution, hash }
  const named = (kind: Kind, zh: string, en: string): Said & Place & { readonly kind: Kind } => ({
    ...place,
    kind,
    ...said(`${field}所引证据${hash}${zh}`, `The evidence ${hash} referred to at ${field} ${en}`),
  })
  if (size === undefined) {
    if (!store || !(await store.look(key))) return void count.elsewhere++
    return named(
      'unrecordedFile',
      '存有文件而无上传记录',
      'lies in the store without a record of its upload',
    )
  }
  if (!store) return undefined
  switch (await readThrough(store, key, size)) {
    case 'present':
      return void count.present++
    case 'missing':
      return named('missingFile', '缺失', 'is missing')
    case 'altered':
      return named('alteredFile', '已被更改', 'has been altered')
  }
}
