/** What does not follow from the trail, in words that name the place and never a personal value. */
import { text } from '../../../policies/law.ts'
import type { Text } from '../../../policies/law.ts'
import { canonical } from '../../core/trail.ts'
import type { Uuid } from '../../core/values.ts'

/** Every kind of difference, with what it means. */
export const KINDS = {
  changedRow: text(
    '条目被改动，或不由此前的条目得出',
    'An entry was changed, or does not follow from the entries before it',
  ),
  missingRow: text('条目缺失', 'An entry is missing'),
  addedRow: text('条目为后来插入', 'An entry was put in'),
  reorderedRows: text('条目次序被调换', 'Entries were put in another order'),
  changedSnapshot: text(
    '流程、时限或登记的现状不由条目得出',
    'The state of a process, a timer or a record is not what the entries amount to',
  ),
  changedValue: text(
    '个人信息不是所承诺的值',
    'A personal value is not the one that was committed to',
  ),
  missingValue: text(
    '个人信息缺失，且没有条目删除它',
    'A personal value is missing, and no entry has erased it',
  ),
  falseErasure: text(
    '个人信息的密钥与删除记录不符',
    'A key of personal values is not as the erasures have left it',
  ),
  missingFile: text(
    '条目引用的证据文件缺失',
    'A file of evidence that an entry refers to is missing',
  ),
  alteredFile: text(
    '条目引用的证据文件已被更改',
    'A file of evidence that an entry refers to was altered',
  ),
  unrecordedFile: text(
    '条目引用的证据文件没有上传记录',
    'A file of evidence that an entry refers to has no record of its upload',
  ),
  changedTile: text('哈希树被改动', 'The stored hash tree was changed'),
  otherTree: text(
    '检查点所签的不是这些条目',
    'A checkpoint was signed for other entries than these',
  ),
  lostTail: text('已封存的尾部条目缺失', 'Sealed entries are missing from the end of the trail'),
  forgedSignature: text(
    '检查点的签名不真实',
    'The signature of a checkpoint is not that of its key',
  ),
  keyNotInForce: text(
    '检查点由当时未生效的密钥签名',
    'A checkpoint is signed by a key that was not in force',
  ),
} as const satisfies Readonly<Record<string, Text>>
export type Kind = keyof typeof KINDS

/** One place where what is kept is not what follows from the entries. */
export interface Difference {
  readonly kind: Kind
  readonly institution: Uuid
  /** Absent where no line of the trail can be named, as for a row that no entry made. */
  readonly position?: number
  readonly entry?: Uuid
  readonly process?: Uuid
  readonly what: Text
  /** What follows from the entries. */
  readonly expected?: string
  /** What is kept. */
  readonly found?: string
}

/** A difference before its place is known. */
export interface Said extends Pick<Difference, 'what' | 'expected' | 'found'> {
  readonly kind?: Kind
}

/** A difference without its institution, and in which part of the report it stands. */
export interface Placed extends Said, Pick<Difference, 'kind' | 'position' | 'entry' | 'process'> {
  readonly kind: Kind
  readonly part: Part
}

/** The parts of a report, in its order. */
export const PARTS = ['trail', 'seal', 'process', 'record', 'end'] as const
export type Part = (typeof PARTS)[number]

const SHOWN_MAX = 200

/** A value as it is shown: canonical JSON, cut where it is long. */
function shown(value: unknown): string {
  if (value === undefined || value === null) return '–'
  const form = typeof value === 'string' ? value : canonical(value)
  return form.length > SHOWN_MAX ? `${form.slice(0, SHOWN_MAX)}…` : form
}

/** Something that is not as it must be, without the two values. */
export const said = (zh: string, en: string): Said => ({ what: text(zh, en) })

/** Two values that should be one. */
export const unlike = (
  [zh, en]: readonly [zh: string, en: string],
  expected: unknown,
  found: unknown,
): Said => ({ what: text(zh, en), expected: shown(expected), found: shown(found) })

/** Equal as canonical JSON; null and absent are the same, as a row has no absent column. */
export const same = (a: unknown, b: unknown): boolean => {
  if (a === undefined || a === null || b === undefined || b === null)
    return (a ?? undefined) === (b ?? undefined)
  return a === b || canonical(a) === canonical(b)
}

/** One line for a terminal: kind, where, what, and the two values. */
export function reportLine(difference: Difference): string {
  const { kind, institution, position, entry, process, what, expected, found } = difference
  const place = [
    `institution ${institution}`,
    ...(position === undefined ? [] : [`position ${String(position)}`]),
    ...(entry === undefined ? [] : [`entry ${entry}`]),
    ...(process === undefined ? [] : [`process ${process}`]),
  ].join(', ')
  const values =
    expected === undefined ? '' : ` (follows: ${expected}; kept: ${found ?? shown(found)})`
  return `${kind}: ${place}: ${what.en} · ${what.zh}${values}`
}
