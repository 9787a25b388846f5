/**
 * From what came in to what the engine works on: clean, parsed by the event's own schema, and with every
 * personal value replaced by a commitment.
 */
import * as z from 'zod'
import { text } from '../../policies/law.ts'
import type { Text } from '../../policies/law.ts'
import type { EventRule } from './mechanism.ts'
import type { Refusal } from './refusal.ts'
import { commitmentTo } from './trail.ts'

/** A personal value that goes beside the leaf, with the salt that binds it to its commitment. */
export interface Private {
  /** Where it stood: `payload.narrative`, `remark`. */
  readonly path: string
  /** Whose data it is: a subject key, or `person:<id>`. */
  readonly subject: string
  /** Hex, 32 bytes. */
  readonly salt: string
  readonly value: string
}

const DEEPEST = 20

/** A path to what cannot be kept exactly, with the reason; undefined when all of it can. */
export function unclean(
  value: unknown,
  path: readonly string[] = [],
): { path: readonly string[]; why: Text } | undefined {
  const no = (zh: string, en: string) => ({ path, why: text(zh, en) })
  if (path.length > DEEPEST) return no('嵌套过深', 'Nested too deeply')
  if (typeof value === 'string') {
    if (value.includes('\u0000')) return no('文本含有空字符', 'The text contains a NUL character')
    return value.isWellFormed()
      ? undefined
      : no('文本含有不完整的字符', 'The text contains half a character (a lone surrogate)')
  }
  if (typeof value === 'number')
    return Number.isSafeInteger(value)
      ? undefined
      : no('数值须为安全整数', 'A number must be a safe integer')
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, member] of Object.entries(value)) {
    const found = unclean(key, [...path, key]) ?? unclean(member, [...path, key])
    if (found) return found
  }
  return undefined
}

/** Without null members: clients of GraphQL send null for what they leave out. */
function present(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(present)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([k, v]): [string, unknown][] =>
      v === null || v === undefined ? [] : [[k, present(v)]],
    ),
  )
}

const malformed = (field: readonly string[], message: Text): Refusal => ({
  kind: 'MALFORMED',
  rule: 'shape',
  message,
  field,
  possible: [],
})

/** What zod says of an issue, in both languages and without its internals. */
function saysOf(issue: z.core.$ZodIssue): Text {
  switch (issue.code) {
    case 'too_small':
      return text(
        `不得少于${String(issue.minimum)}`,
        `Must be at least ${String(issue.minimum)} (${issue.origin})`,
      )
    case 'too_big':
      return text(
        `不得超过${String(issue.maximum)}`,
        `Must be at most ${String(issue.maximum)} (${issue.origin})`,
      )
    case 'invalid_type':
      return text('缺少该字段或类型不符', `Missing, or not a ${issue.expected}`)
    case 'invalid_value':
      return text('不在允许的取值之内', `Must be one of: ${issue.values.map(String).join(', ')}`)
    case 'invalid_format':
      return text(
        '格式不符或日期不存在',
        `Not a valid ${issue.format === 'regex' ? 'format' : issue.format}`,
      )
    case 'unrecognized_keys':
      return text('含有未定义的字段', `Unknown field: ${issue.keys.join(', ')}`)
    case 'invalid_union':
      return text('须且仅须给出其中一项', 'Give exactly one of the alternatives')
    default:
      return text('格式不符', 'Not a valid value')
  }
}

/** Parses a payload by the event's own schema. */
export function parsePayload(
  event: EventRule,
  raw: unknown,
): { readonly payload: Readonly<Record<string, unknown>> } | { readonly refusal: Refusal } {
  const dirty = unclean(raw)
  if (dirty) return { refusal: malformed(dirty.path, dirty.why) }
  const parsed = event.payload.safeParse(present(raw ?? {}))
  if (parsed.success) return { payload: parsed.data }
  const [issue] = parsed.error.issues
  return issue
    ? { refusal: malformed(issue.path.map(String), saysOf(issue)) }
    : { refusal: malformed([], text('格式不符', 'Not a valid value')) }
}

type PathPart = string | typeof EACH
const EACH = Symbol('each')
interface PersonalPath {
  readonly parts: readonly PathPart[]
  readonly of: string
}
const personalPaths = new WeakMap<z.ZodType, readonly PersonalPath[]>()

/** Where a payload schema holds personal values, and whose they are. */
export function personalIn(schema: z.ZodType): readonly PersonalPath[] {
  const known = personalPaths.get(schema)
  if (known) return known
  const found: PersonalPath[] = []
  const walk = (s: z.ZodType, parts: readonly PathPart[]): void => {
    const of = s.meta()?.['personal']
    if (typeof of === 'string') found.push({ parts, of })
    else if (s instanceof z.ZodOptional || s instanceof z.ZodDefault)
      walk(s.unwrap() as z.ZodType, parts)
    else if (s instanceof z.ZodArray) walk(s.element as z.ZodType, [...parts, EACH])
    else if (s instanceof z.ZodUnion) for (const o of s.options) walk(o as z.ZodType, parts)
    else if (s instanceof z.ZodObject)
      for (const [key, member] of Object.entries(s.shape))
        walk(member as z.ZodType, [...parts, key])
  }
  walk(schema, [])
  personalPaths.set(schema, found)
  return found
}

/** Whose data: the subject that a payload field names, the person that this entry adds, or who asks. */
const ownerOf = (of: string, payload: Readonly<Record<string, unknown>>, by: Sealing): string => {
  if (of === 'self') return `person:${by.entry}`
  const named = of === 'actor' ? undefined : payload[of]
  return typeof named === 'string' ? named : `person:${by.actor}`
}
export interface Sealing {
  readonly actor: string
  readonly entry: string
  /** 32 random bytes for each value. */
  readonly salt: () => Uint8Array
}

/** Replaces every personal value of a parsed payload by its commitment. */
export function sealed(
  event: EventRule,
  payload: Readonly<Record<string, unknown>>,
  by: Sealing,
): { readonly payload: Readonly<Record<string, unknown>>; readonly privates: readonly Private[] } {
  const paths = personalIn(event.payload)
  if (paths.length === 0) return { payload, privates: [] }
  const privates: Private[] = []
  const replace = (
    value: unknown,
    parts: readonly PathPart[],
    at: { readonly path: string; readonly of: string },
  ): unknown => {
    const [head, ...rest] = parts
    if (head === undefined) {
      if (typeof value !== 'string') return value
      const bytes = by.salt()
      privates.push({
        path: at.path,
        subject: ownerOf(at.of, payload, by),
        salt: Buffer.from(bytes).toString('hex'),
        value,
      })
      return commitmentTo(value, bytes)
    }
    if (head === EACH)
      return Array.isArray(value)
        ? value.map((v, i) => replace(v, rest, { ...at, path: `${at.path}.${String(i)}` }))
        : value
    if (typeof value !== 'object' || value === null || !(head in value)) return value
    const within = value as Readonly<Record<string, unknown>>
    return { ...within, [head]: replace(within[head], rest, { ...at, path: `${at.path}.${head}` }) }
  }
  let next: unknown = payload
  for (const { parts, of } of paths) next = replace(next, parts, { path: 'payload', of })
  return { payload: next as Readonly<Record<string, unknown>>, privates }
}
