/**
 * Cosignatures of witnesses (C2SP tlog-cosignature): each is of a head that is there, by the witness that it
 * names. The key of a witness is the one that the operator names, else the one that is kept beside what it
 * has cosigned; one by a key that nobody knows any more is counted, for nobody here can say what it is.
 */
import { parseNote, verifiedBy } from '../../core/note.ts'
import { nameOf, verifierOf } from '../signing.ts'
import { said } from './difference.ts'
import type { Placed } from './difference.ts'
import type { Tables } from './tables.ts'
import type { TreeCheck } from './tree.ts'

/** What was looked at. */
export interface CosignatureTally {
  /** By the known key of a witness, over the head that is there. */
  cosignatures: number
  /** By a key that is not known. */
  cosignedByOthers: number
}

interface CosignatureRow {
  readonly size: string
  readonly witness: string
  readonly line: string
  readonly note: string | null
}
type After = Pick<CosignatureRow, 'size' | 'witness'>

/** So many are looked at at once. */
const PAGE = 1000

/** Looks at every cosignature; `witnesses` are verifier keys. */
export async function readCosignatures(
  { tables, emit }: TreeCheck,
  witnesses: readonly string[],
): Promise<CosignatureTally> {
  const keys = new Map(await keptKeys(tables))
  for (const vkey of witnesses) keys.set(nameOf(vkey), vkey)
  const tally = { cosignatures: 0, cosignedByOthers: 0 }
  let after: After = { size: '-1', witness: '' }
  for (;;) {
    const rows = await pageAfter(tables, after)
    for (const row of rows) {
      const found = lookedAt(row, keys.get(row.witness))
      if (found === 'known') tally.cosignatures++
      else if (found === 'unknown') tally.cosignedByOthers++
      else emit(found)
    }
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return tally
    after = last
  }
}

async function keptKeys(tables: Tables): Promise<readonly (readonly [string, string])[]> {
  const rows = await tables.rows<{ witness: string; key: string }>(
    'select witness, key from witnessing where institution = $1',
  )
  return rows.map(({ witness, key }) => [witness, key])
}

const pageAfter = (tables: Tables, { size, witness }: After): Promise<readonly CosignatureRow[]> =>
  tables.rows<CosignatureRow>(
    `select w.size, w.witness, w.line, c.note from cosignature w
      left join checkpoint c on c.institution = w.institution and c.size = w.size
      where w.institution = $1 and (w.size, w.witness) > ($2::bigint, $3::text)
      order by w.size, w.witness limit ${String(PAGE)}`,
    size,
    witness,
  )

function lookedAt(row: CosignatureRow, vkey: string | undefined): Placed | 'known' | 'unknown' {
  const { witness, line, note: head } = row
  const place = { part: 'seal', position: Number(row.size) } as const
  if (head === null)
    return {
      ...said(
        `见证人“${witness}”签署的检查点缺失`,
        `The head that the witness ${witness} has cosigned is missing`,
      ),
      ...place,
      kind: 'otherTree',
    }
  const note = parseNote(`${parseNote(head)?.text ?? ''}\n${line}`)
  const [signature, ...others] = note?.signatures ?? []
  const verifier = vkey === undefined ? undefined : verifierOf(vkey)
  const known = verifier && signature && Buffer.compare(verifier.hash, signature.hash) === 0
  if (note && signature?.name === witness && others.length === 0) {
    if (!known) return 'unknown'
    if (verifiedBy(note, [verifier])?.length === 1) return 'known'
  }
  return {
    ...said(
      `见证人“${witness}”的签署不真实`,
      `What is kept as cosigned by the witness ${witness} is not its signature of this head`,
    ),
    ...place,
    kind: 'forgedSignature',
  }
}
