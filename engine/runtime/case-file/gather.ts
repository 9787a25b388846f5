/**
 * What a case file is made of: the entries of one process as they are hashed, with their proofs under one
 * signed head, and the entries that put the keys of the trail in force. Who may have it is the door's business.
 */
import type { Pool } from 'pg'
import { CASE_BYTES_MAX, CASE_ENTRIES_MAX } from '../../core/case-file.ts'
import type { CaseEntry, CaseFile, ProvenLeaf } from '../../core/case-file.ts'
import { inclusionProof } from '../../core/merkle.ts'
import type { Uuid } from '../../core/values.ts'
import { FIRST_ZONE } from '../ground.ts'
import type { Head, TrailProofs } from '../proofs.ts'
import { sealedRows, subtreesOfTrail } from '../tree.ts'
import type { Row } from '../tree.ts'

/** What a case file says before the words of the law are added. */
export type CaseRecord = Pick<
  CaseFile,
  'institution' | 'process' | 'checkpoint' | 'entries' | 'unsealed' | 'keys'
>
export type CaseAnswer =
  | { readonly kind: 'gathered'; readonly record: CaseRecord }
  /** No process of that id. */
  | { readonly kind: 'absent' }
  /** No head has any of its entries, and none can be signed here and now. */
  | { readonly kind: 'unsealed' }
  | { readonly kind: 'tooLarge'; readonly entries: number; readonly bytes: number }

/** A personal value of an entry, or that it was erased. */
export type Disclosure =
  | { readonly path: string; readonly salt: string; readonly value: unknown }
  | { readonly path: string; readonly erased: true }

export interface GatherOptions {
  readonly pool: Pool
  readonly proofs: TrailProofs
  readonly sealNow: (institution: Uuid) => Promise<boolean>
  /** The personal values of entries with their salts. */
  readonly disclosures: (
    institution: Uuid,
    entries: readonly Uuid[],
  ) => Promise<ReadonlyMap<Uuid, readonly Disclosure[]>>
}
export interface CaseAsk {
  readonly process: Uuid
  /** Whether personal values are in it. */
  readonly personal: boolean
}

/** Gathers one process. Seals first where its last entry is not under a head yet. */
export async function gatherCase(
  options: GatherOptions,
  institution: Uuid,
  ask: CaseAsk,
): Promise<CaseAnswer> {
  const { pool } = options
  const [row] = await sealedRows(pool, institution, { text: PROCESS, values: [ask.process] })
  if (!row) return { kind: 'absent' }
  const [entries, bytes] = [Number(row['entries']), Number(row['bytes'])]
  if (entries > CASE_ENTRIES_MAX || bytes > CASE_BYTES_MAX)
    return { kind: 'tooLarge', entries, bytes }
  const head = await headFor(options, institution, Number(row['last']))
  if (!head) return { kind: 'unsealed' }
  const own = await sealedRows(pool, institution, {
    text: 'select position, id, leaf from entry where institution = $1 and process = $2 order by position limit $3',
    values: [ask.process, CASE_ENTRIES_MAX],
  })
  const sealed = own.filter((e) => Number(e['position']) <= head.size)
  if (sealed.length === 0) return { kind: 'unsealed' }
  const keys = await sealedRows(pool, institution, { text: KEYS, values: [head.size] })
  const prove = prover(pool, institution, head.size)
  const told = ask.personal
    ? await options.disclosures(
        institution,
        sealed.map((e) => e['id'] as Uuid),
      )
    : new Map<Uuid, readonly Disclosure[]>()
  return {
    kind: 'gathered',
    record: {
      ...headingOf(institution, row),
      checkpoint: head.note,
      entries: await Promise.all(
        sealed.map(async (e) => withPersonal(await prove(e), told.get(e['id'] as Uuid) ?? [])),
      ),
      unsealed: own.length - sealed.length,
      keys: await Promise.all(keys.map(prove)),
    },
  }
}

const PROCESS = `select p.id, p.mechanism, p.chart, p.reference, p.title, i.name, i.zone,
    e.entries, e.bytes, e.last
  from process p left join institution i on i.institution = p.institution
  cross join lateral (select count(*) as entries, sum(octet_length(x.leaf)) as bytes, max(x.position) as last
    from entry x where x.institution = p.institution and x.process = p.id) e
  where p.institution = $1 and p.id = $2`

const KEYS = `select position, leaf from entry
  where institution = $1 and mechanism = 'G01' and event in ('enterSealKey', 'rotateSealKey')
    and refusal is null and position <= $2 order by position`

function headingOf(institution: Uuid, row: Row): Pick<CaseRecord, 'institution' | 'process'> {
  return {
    institution: {
      id: institution,
      name: (row['name'] as string | null) ?? '',
      zone: (row['zone'] as string | null) ?? FIRST_ZONE,
    },
    process: {
      id: row['id'] as Uuid,
      mechanism: row['mechanism'] as string,
      chart: row['chart'] as string,
      reference: row['reference'] as string,
      title: row['title'] as CaseRecord['process']['title'],
    },
  }
}

/** A head that has every entry, one that a witness cosigned before others; else the latest there is. */
async function headFor(
  { proofs, sealNow }: GatherOptions,
  institution: Uuid,
  last: number,
): Promise<Head | undefined> {
  const found = await proofs.inclusionOf(institution, last)
  if (found) return found.head
  await sealNow(institution)
  return (await proofs.inclusionOf(institution, last))?.head ?? proofs.head(institution)
}

function prover(pool: Pool, institution: Uuid, size: number) {
  const subtrees = subtreesOfTrail(pool, institution)
  return async (row: Row): Promise<ProvenLeaf> => {
    const position = Number(row['position'])
    const hashes = await inclusionProof(subtrees, position - 1, size)
    return {
      position,
      leaf: row['leaf'] as string,
      hashes: hashes.map((hash) => Buffer.from(hash).toString('base64')),
    }
  }
}

const withPersonal = (proven: ProvenLeaf, told: readonly Disclosure[]): CaseEntry => ({
  ...proven,
  disclosed: told.flatMap((d) => ('erased' in d ? [] : [d])),
  erased: told.flatMap((d) => ('erased' in d ? [d.path] : [])),
})
