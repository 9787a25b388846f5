/**
 * Evidence: files that entries refer to by their SHA-256. Which types may be kept, which hashes an entry
 * refers to, and the refusals of what comes in or is asked for. Pure.
 */
import { text } from '../../policies/law.ts'
import type { Text } from '../../policies/law.ts'
import type { Refusal, RefusalKind } from './refusal.ts'
import type { Leaf } from './trail.ts'

interface TypeRule {
  /** As which it is handed out. */
  readonly media: string
  readonly extension: string
  /** Other media types by which senders mean it. */
  readonly also?: readonly string[]
}

/** What may be kept as evidence. A ZIP archive is none: nobody sees what is in it. */
export const EVIDENCE_TYPES = {
  pdf: { media: 'application/pdf', extension: 'pdf' },
  png: { media: 'image/png', extension: 'png' },
  jpeg: { media: 'image/jpeg', extension: 'jpg', also: ['image/jpg', 'image/pjpeg'] },
  webp: { media: 'image/webp', extension: 'webp' },
  tiff: { media: 'image/tiff', extension: 'tif' },
  mp4: { media: 'video/mp4', extension: 'mp4' },
  m4a: { media: 'audio/mp4', extension: 'm4a', also: ['audio/x-m4a', 'audio/m4a'] },
  mp3: { media: 'audio/mpeg', extension: 'mp3', also: ['audio/mp3'] },
  wav: {
    media: 'audio/wav',
    extension: 'wav',
    also: ['audio/x-wav', 'audio/wave', 'audio/vnd.wave'],
  },
  text: { media: 'text/plain', extension: 'txt' },
  // Browsers beside an installed Excel send the second one for CSV.
  csv: {
    media: 'text/csv',
    extension: 'csv',
    also: ['application/csv', 'application/vnd.ms-excel'],
  },
  docx: {
    media: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extension: 'docx',
  },
  xlsx: {
    media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: 'xlsx',
  },
} as const satisfies Readonly<Record<string, TypeRule>>
export type EvidenceType = keyof typeof EVIDENCE_TYPES

const byMedia = new Map<string, EvidenceType>(
  (Object.entries(EVIDENCE_TYPES) as [EvidenceType, TypeRule][]).flatMap(([type, rule]) =>
    [rule.media, ...(rule.also ?? [])].map((media) => [media, type] as const),
  ),
)
/** The type that a media type means, with or without parameters; undefined for what is not kept. */
export const typeOfMedia = (media: string): EvidenceType | undefined =>
  byMedia.get(media.split(';', 1)[0]?.trim().toLowerCase() ?? '')

/** How a file that an entry refers to is found. */
export type EvidenceState = 'present' | 'missing' | 'altered' | 'neverUploaded'

const HASH = /^[0-9a-f]{64}$/
/** A SHA-256 in lower-case hex, which is also all that may become part of a path. */
export const isHash = (value: unknown): value is string =>
  typeof value === 'string' && HASH.test(value)

/** A hash that an entry refers to, and where in its event it stands. */
export interface EvidenceReference {
  readonly hash: string
  /** `['evidence', '0']`, or the path within the payload. */
  readonly field: readonly string[]
}

/**
 * What an entry refers to: its list of evidence, and every hash in its payload. A payload is looked
 * through by form and not by the schema of its event, so that an edition that is not kept any more hides
 * nothing. Commitments to personal values have the same form and are none.
 */
export function evidenceIn({ event }: Pick<Leaf, 'event'>): readonly EvidenceReference[] {
  const found: EvidenceReference[] = (event.evidence ?? []).map((hash, n) => ({
    hash,
    field: ['evidence', String(n)],
  }))
  collect(event.payload, [], found)
  return found
}

function collect(value: unknown, field: readonly string[], found: EvidenceReference[]): void {
  if (isHash(value)) found.push({ hash: value, field })
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value))
      if (key !== 'commitment') collect(inner, [...field, key], found)
}

interface Rule {
  readonly kind: RefusalKind
  readonly field?: readonly string[]
  readonly says: Text
}
const allowed = Object.values(EVIDENCE_TYPES)
  .map(({ extension }) => extension.toUpperCase())
  .join(', ')

/** Why a file is not taken, or not handed out; each with the next action. */
const RULES = {
  empty: {
    kind: 'MALFORMED',
    field: ['file'],
    says: text('文件为空，请检查后重新上传', 'The file is empty: check it and upload it again'),
  },
  tooLarge: {
    kind: 'MALFORMED',
    field: ['file'],
    says: text(
      '文件超过大小上限，请压缩或拆分后上传',
      'The file is larger than this house takes: make it smaller or divide it',
    ),
  },
  truncated: {
    kind: 'MALFORMED',
    field: ['file'],
    says: text(
      '上传中断，未保存任何内容，请重新上传',
      'The upload broke off and nothing was kept: upload it again',
    ),
  },
  size: {
    kind: 'MALFORMED',
    field: ['size'],
    says: text(
      '文件大小与申报不符，请按实际大小重新申报',
      'The size is not the one that was declared: declare the file as it is and upload it again',
    ),
  },
  hash: {
    kind: 'MALFORMED',
    field: ['hash'],
    says: text(
      '内容的 SHA-256 与申报不符，请重新计算并申报',
      'The SHA-256 of the content is not the one that was declared: compute it anew and declare that',
    ),
  },
  hashForm: {
    kind: 'MALFORMED',
    field: ['hash'],
    says: text(
      '须为小写十六进制的 SHA-256（64 位）',
      'A hash is the SHA-256 in 64 lower-case hexadecimal digits',
    ),
  },
  nameForm: {
    kind: 'MALFORMED',
    field: ['name'],
    says: text(
      '文件名须为 1 至 255 个字符',
      'A name has 1 to 255 characters and none that cannot be printed',
    ),
  },
  type: {
    kind: 'MALFORMED',
    field: ['file'],
    says: text(
      `不接受该类内容，请转换为以下格式之一：${allowed}`,
      `Content of this kind is not kept: convert it to one of ${allowed}`,
    ),
  },
  declared: {
    kind: 'MALFORMED',
    field: ['type'],
    says: text(
      '内容与申报的类型不符，请按实际类型申报',
      'The content is not of the type that was declared: declare what it is',
    ),
  },
  noSeat: {
    kind: 'NOT_YOUR_DUTY',
    says: text(
      '今日未任任何职务，不能上传；请由任职人员上传',
      'You hold no seat today: ask somebody who does to upload it',
    ),
  },
  crowded: {
    kind: 'NOT_NOW',
    says: text(
      '您上传后未被引用的文件过多，请先在事项中引用，或等待其被清除',
      'Too many of your files are referred to by no entry yet: refer to them, or wait until they are swept',
    ),
  },
  address: {
    kind: 'NOT_FOUND',
    says: text(
      '该地址无效；请重新申请上传或下载地址',
      'This address does not count: ask for a new one to upload or download by',
    ),
  },
  expired: {
    kind: 'NOT_NOW',
    says: text(
      '该地址已过期；请重新申请上传或下载地址',
      'This address has expired: ask for a new one to upload or download by',
    ),
  },
  unreadable: {
    kind: 'NOT_FOUND',
    says: text(
      '您不可查阅（或已不可查阅）引用该文件的条目',
      'You may not read, or not any more, the entry that refers to this file',
    ),
  },
  missing: {
    kind: 'NOT_FOUND',
    says: text(
      '该文件应在而不在，请告知内部审计；持有原件者可重新上传',
      'The file should be here and is not: tell internal audit; whoever has the original may upload it again',
    ),
  },
  altered: {
    kind: 'NOT_NOW',
    says: text(
      '该文件已非原内容，不予提供，请告知内部审计；持有原件者可重新上传',
      'The file is not what was uploaded and is not handed out: tell internal audit; whoever has the original may upload it again',
    ),
  },
} as const satisfies Readonly<Record<string, Rule>>
export type EvidenceRule = keyof typeof RULES

/** The refusal of a rule; named `evidence.<rule>`. */
export function evidenceRefusal(rule: EvidenceRule): Refusal {
  const { kind, says, ...more }: Rule = RULES[rule]
  return {
    kind,
    rule: `evidence.${rule}`,
    article: 'house:evidence',
    message: says,
    ...(more.field ? { field: more.field } : {}),
    possible: [],
  }
}
