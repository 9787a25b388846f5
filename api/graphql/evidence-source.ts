/** What stands behind evidence in the API: references of entries, and how their files are found. */
import type { Prisma } from '../../schema/client/client.ts'
import { evidenceIn } from '../../engine/core/evidence.ts'
import type { EvidenceReference, EvidenceState } from '../../engine/core/evidence.ts'
import type { Leaf } from '../../engine/core/trail.ts'
import type { Uuid } from '../../engine/core/values.ts'
import type { KeptFile } from '../../engine/runtime/evidence.ts'
import type { Context, FileRow } from '../context.ts'
import { addressOf } from '../evidence-address.ts'
import type { Address } from '../evidence-address.ts'
import { notePersonal } from '../reading.ts'
import { emptyPage, pageOf } from './connection.ts'
import type { Page, PageArgs, Window } from './connection.ts'
import { entryOf, leafOf, readableEntries } from './entry-source.ts'
import type { EntryRow, EntrySource } from './entry-source.ts'

/** A hash that an entry refers to, with the entry. */
export interface ReferenceSource extends EvidenceReference {
  readonly entry: EntrySource
  /** Its number within the entry, from 0. */
  readonly n: number
}
/** What was uploaded. */
export interface KeptSource extends KeptFile {
  readonly accepted: true
}
/** Where to upload it. */
export interface SlotSource {
  readonly accepted: true
  readonly hash: string
  readonly address: Address
}

const referencesIn = (leaf: Leaf, entry: EntrySource): readonly ReferenceSource[] =>
  leaf.kind === 'refused' ? [] : evidenceIn(leaf).map((one, n) => ({ ...one, entry, n }))

/** What one entry refers to. A refused attempt stands on nothing. */
export const referencesOf = async (
  entry: EntrySource,
  context: Context,
): Promise<ReferenceSource[]> => [...referencesIn(await leafOf(entry, context), entry)]

type Key = readonly [position: number, n: number]
const keyOf = ({ entry, n }: ReferenceSource): Key => [Number(entry.position), n]
const parse = (key: unknown): Key | undefined =>
  Array.isArray(key) && key.length === 2 && key.every((part) => Number.isSafeInteger(part))
    ? (key as unknown as Key)
    : undefined
const isBefore = ([a, n]: Key, [b, m]: Key): boolean => a < b || (a === b && n < m)

/** A page of what the entries of a process refer to, as far as the viewer may read them. */
export async function evidenceOf(
  process: Uuid,
  args: PageArgs,
  context: Context,
): Promise<Page<ReferenceSource>> {
  const may = await readableEntries(context)
  if (!may) return emptyPage()
  const { institution } = context
  const where: Prisma.EntryWhereInput = {
    institution,
    processId: process,
    refusal: null,
    AND: [may],
  }
  const read = (window: Window<Key>) => readWindow(where, window, context)
  return pageOf<ReferenceSource, Key>({
    args,
    keyOf,
    parse,
    read,
    count: async (take) =>
      (await read({ after: undefined, before: undefined, take, backwards: false })).length,
  })
}

const ENTRIES_AT_ONCE = 200

/** Entries that refer to nothing fill no page, so entries are read until the page is full. */
async function readWindow(
  where: Prisma.EntryWhereInput,
  { after, before, take, backwards }: Window<Key>,
  { reads }: Context,
): Promise<readonly ReferenceSource[]> {
  const found: ReferenceSource[] = []
  let from = after?.[0]
  let to = before?.[0]
  for (let more = true; more && found.length < take;) {
    const rows: EntryRow[] = await reads.entry.findMany({
      where: {
        ...where,
        position: {
          ...(from === undefined ? {} : { gte: from }),
          ...(to === undefined ? {} : { lte: to }),
        },
      },
      orderBy: { position: backwards ? 'desc' : 'asc' },
      take: ENTRIES_AT_ONCE,
    })
    for (const row of rows) {
      const all = referencesIn(JSON.parse(row.leaf) as Leaf, entryOf(row)).filter(
        (one) =>
          (after === undefined || isBefore(after, keyOf(one))) &&
          (before === undefined || isBefore(keyOf(one), before)),
      )
      found.push(...(backwards ? all.toReversed() : all))
    }
    const last = rows.at(-1)
    more = rows.length === ENTRIES_AT_ONCE
    if (last && backwards) to = Number(last.position) - 1
    else if (last) from = Number(last.position) + 1
  }
  return found.slice(0, take)
}

/** The row of a file that was uploaded here. */
export const fileOf = async (
  { hash }: Pick<ReferenceSource, 'hash'>,
  context: Context,
): Promise<FileRow | undefined> => context.files.get(hash)

/** How the file is found. Reads it where it is not known to be what it was. */
export async function stateOf(
  reference: Pick<ReferenceSource, 'hash'>,
  context: Context,
): Promise<EvidenceState> {
  const file = await fileOf(reference, context)
  if (!file) return 'neverUploaded'
  const { institution, evidence } = context
  return evidence.examine({ institution, hash: file.hash }, Number(file.size))
}

/** Where the viewer may fetch it; null where there is nothing to fetch. */
export async function downloadOf(
  reference: ReferenceSource,
  context: Context,
): Promise<Address | null> {
  if ((await stateOf(reference, context)) !== 'present') return null
  const { institution, person, evidence } = context
  const { hash, entry } = reference
  await notePersonal(entry.id, context)
  const claims = { use: 'download', institution, person, hash, entry: entry.id } as const
  return addressOf(evidence, claims, context.now())
}
