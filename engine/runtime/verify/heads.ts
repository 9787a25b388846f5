/** The signed heads of a trail: by a key that was in force, and for the tree of the entries that are there. */
import { isSm2Key, parseCheckpoint, parseNote, verifiedBy } from '../../core/note.ts'
import type { Hash } from '../../core/merkle.ts'
import { nameOf, verifierOf } from '../signing.ts'
import { sm2Lines } from '../sm2-lines.ts'
import { said, unlike } from './difference.ts'
import type { Placed, Said } from './difference.ts'
import type { Tables } from './tables.ts'
import { hex } from './tree.ts'

/** A key of the trail, and the entry that put it in force. */
interface KeyEntered {
  readonly position: number
  readonly key: string
}

interface HeadRow {
  readonly size: number
  readonly root: Uint8Array
  readonly note: string
  readonly key: string
}

/** The keys that the trail put in force, the first first. What cannot be read is named elsewhere. */
export async function keysOf(tables: Tables): Promise<readonly KeyEntered[]> {
  const rows = await tables.rows<{ position: string; leaf: string }>(
    `select position, leaf from entry where institution = $1 and mechanism = 'G01'
      and event in ('enterSealKey', 'rotateSealKey') and refusal is null order by position`,
  )
  return rows.flatMap(({ position, leaf }) => {
    const key = keyIn(leaf)
    return key === undefined ? [] : [{ position: Number(position), key }]
  })
}

function keyIn(leaf: string): string | undefined {
  try {
    const { event } = JSON.parse(leaf) as { event?: { payload?: { key?: unknown } } }
    const key = event?.payload?.key
    return typeof key === 'string' ? key : undefined
  } catch {
    return undefined
  }
}

/** Heads of more than `after` entries and at most `upTo`, in order. */
export async function headsBetween(
  tables: Tables,
  after: number,
  upTo: number,
): Promise<readonly HeadRow[]> {
  const rows = await tables.rows<{ size: string; root: Buffer; note: string; key: string }>(
    `select size, root, note, key from checkpoint where institution = $1 and size > $2 and size <= $3
      order by size`,
    after,
    upTo,
  )
  return rows.map((r) => ({ ...r, size: Number(r.size) }))
}

/** What is wrong with a head, given the root of the entries that it is said to be of. */
export function* headProblems(
  head: HeadRow,
  root: Hash,
  keys: readonly KeyEntered[],
): Generator<Placed> {
  const place = { part: 'seal', position: head.size } as const
  const note = parseNote(head.note)
  const told = note && parseCheckpoint(note.text)
  if (!note || !told) {
    yield {
      ...said('检查点不是签名文本', 'The checkpoint is no signed note of a tree head'),
      ...place,
      kind: 'forgedSignature',
    }
    return
  }
  const signed = signatureProblem(note, head, keys)
  if (signed) yield { ...signed, ...place }
  if (told.size !== head.size || hex(told.root) !== hex(head.root))
    yield {
      ...unlike(
        ['检查点的列与其文本不符', 'The columns of the checkpoint are not what its text says'],
        `${String(told.size)} ${hex(told.root)}`,
        `${String(head.size)} ${hex(head.root)}`,
      ),
      ...place,
      kind: 'otherTree',
    }
  if (hex(told.root) !== hex(root))
    yield {
      ...unlike(
        [
          `前${String(head.size)}个条目不是签名时的条目`,
          `The first ${String(head.size)} entries are not those that were signed`,
        ],
        hex(told.root),
        hex(root),
      ),
      ...place,
      kind: 'otherTree',
    }
}

const enteredBy = ({ size }: HeadRow, keys: readonly KeyEntered[]): readonly string[] =>
  keys.filter(({ position }) => position <= size).map(({ key }) => key)

/** Whether a head is signed by SM2 too, and what is wrong with that. That it is not is as right. */
export function sm2Checked(
  head: HeadRow,
  keys: readonly KeyEntered[],
): { readonly signed: boolean; readonly problems: readonly Placed[] } {
  const note = parseNote(head.note)
  const entered = enteredBy(head, keys)
  const lines = note ? sm2Lines(note, entered) : []
  const place = { part: 'seal', position: head.size } as const
  const problems = lines.flatMap(({ line, verdict }): Placed[] => {
    if (verdict === 'holds') return []
    if (verdict === 'forged') return [{ ...FORGED_SM2, ...place, kind: 'forgedSignature' }]
    const problem = unlike(
      NOT_IN_FORCE_SM2,
      entered.findLast(isSm2Key),
      `${line.name} ${hex(line.hash)}`,
    )
    return [{ ...problem, ...place, kind: 'keyNotInForce' }]
  })
  return { signed: lines.length > 0 && problems.length === 0, problems }
}

const FORGED_SM2 = said(
  '检查点的SM2签名与其密钥不符',
  'The SM2 signature of the checkpoint is not that of the key that it names',
)
const NOT_IN_FORCE_SM2 = [
  '检查点的SM2签名所用密钥当时未生效',
  'The SM2 key that signed the checkpoint was not in force',
] as const

/** Signed by the key that was in force at that size; by the one before it too, where it still signs. */
function signatureProblem(
  note: NonNullable<ReturnType<typeof parseNote>>,
  head: HeadRow,
  keys: readonly KeyEntered[],
): (Said & Pick<Placed, 'kind'>) | undefined {
  const entered = enteredBy(head, keys).filter((k) => !isSm2Key(k))
  const [key, former] = [entered.at(-1), entered.at(-2)]
  const verifier = key === undefined ? undefined : verifierOf(key)
  const by = former === undefined ? undefined : verifierOf(former)
  if (key === undefined || !verifier || head.key !== key)
    return {
      ...unlike(
        ['检查点的密钥当时未生效', 'The key of the checkpoint was not in force'],
        key,
        head.key,
      ),
      kind: 'keyNotInForce',
    }
  const found = verifiedBy(note, [verifier, ...(by ? [by] : [])])
  if (!found)
    return {
      ...said(
        '检查点的签名与其密钥不符',
        'The signature of the checkpoint is not that of the key that it names',
      ),
      kind: 'forgedSignature',
    }
  if (!found.includes(verifier))
    return {
      ...unlike(
        ['检查点未由生效的密钥签名', 'The checkpoint is not signed by the key in force'],
        key,
        note.signatures.map(({ name, hash }) => `${name} ${hex(hash)}`),
      ),
      kind: 'keyNotInForce',
    }
  if (parseCheckpoint(note.text)?.origin !== nameOf(key))
    return {
      ...unlike(
        ['检查点属于另一记录', 'The checkpoint is that of another trail'],
        nameOf(key),
        parseCheckpoint(note.text)?.origin,
      ),
      kind: 'otherTree',
    }
  return undefined
}
