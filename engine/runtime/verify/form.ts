/** The form of a leaf: canonical, complete, and of one kind. What is read here is safe to replay. */
import { MOVE } from '../../core/house-events.ts'
import { canonical, ENTRY_KINDS } from '../../core/trail.ts'
import type { Leaf } from '../../core/trail.ts'
import { said } from './difference.ts'
import type { Said } from './difference.ts'

type Test = (value: unknown) => boolean
type Fields = Readonly<Record<string, Test>>

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const DAY = /^\d{4}-\d\d-\d\d$/
const HASH = /^[0-9a-f]{64}$/

const matching =
  (pattern: RegExp): Test =>
  (v) =>
    typeof v === 'string' && pattern.test(v)
const oneOf =
  (values: readonly unknown[]): Test =>
  (v) =>
    values.includes(v)
const isRecord = (v: unknown): v is Readonly<Record<string, unknown>> =>
  typeof v === 'object' && v !== null && !Array.isArray(v)
const isText: Test = (v) => typeof v === 'string'
const isList: Test = (v) => Array.isArray(v)
const isCount: Test = (v) => Number.isSafeInteger(v)
const isUuid = matching(UUID)
const isInstant: Test = (v) =>
  typeof v === 'string' && INSTANT.test(v) && !Number.isNaN(Date.parse(v))
const isDay: Test = (v) => typeof v === 'string' && DAY.test(v) && !Number.isNaN(Date.parse(v))
const isHash = matching(HASH)
const optional =
  (test: Test): Test =>
  (v) =>
    v === undefined || test(v)
const shaped =
  (fields: Fields): Test =>
  (v) =>
    isRecord(v) && wrongField(v, fields) === undefined

function wrongField(value: Readonly<Record<string, unknown>>, fields: Fields): string | undefined {
  return Object.entries(fields).find(([name, test]) => !test(value[name]))?.[0]
}

const effective: Test = (v) =>
  shaped({ at: isInstant })(v) || shaped({ on: isDay })(v) || shaped({ unknown: oneOf([true]) })(v)
const actor: Test = (v) =>
  shaped({ via: oneOf(['api', 'cli', 'import', 'engine']) })(v) &&
  (shaped({ person: isUuid })(v) ||
    shaped({ system: oneOf(['clock', 'courier', 'founder', 'keeper', 'operator']) })(v))

const COMMON: Fields = {
  v: oneOf([1]),
  id: isUuid,
  institution: isUuid,
  kind: oneOf(ENTRY_KINDS),
  actor,
  event: shaped({ type: isText, payload: isRecord }),
  recordedAt: isInstant,
  request: optional(isText),
  effective: optional(effective),
  cause: optional(shaped({ entry: isUuid })),
  group: optional(shaped({ id: isUuid, index: isCount, of: isCount })),
  facts: optional(
    (v) => isRecord(v) && Object.values(v).every((fact) => shaped({ source: isText })(fact)),
  ),
  process: optional(
    shaped({
      id: isUuid,
      mechanism: isText,
      chart: isText,
      edition: isText,
      hash: isHash,
      revision: isCount,
      version: isCount,
    }),
  ),
}
const absent: Test = (v) => v === undefined
const timer = shaped({ clock: isText, id: isUuid, dueAt: isInstant, citation: isText })
const timers: Test = (v) => isList(v) && (v as readonly unknown[]).every(timer)
/** A refused attempt changed nothing, and says why. */
const REFUSED: Fields = {
  refusal: shaped({ kind: isText, message: shaped({ zh: isText, en: isText }), possible: isList }),
  to: absent,
  context: absent,
  decision: absent,
  timers: absent,
  reactions: absent,
  notices: absent,
  was: absent,
}
/** Everything else took a process from one state to the next. */
const TAKEN: Fields = {
  refusal: absent,
  process: isRecord,
  to: (v) => isText(v) || isRecord(v),
  context: shaped({ from: optional(isHash), to: isHash }),
  decision: shaped({
    duty: isText,
    body: isText,
    article: isText,
    separation: isList,
    policies: isHash,
  }),
  timers: optional(shaped({ armed: timers, disarmed: timers })),
  reactions: optional(
    (v) =>
      isList(v) &&
      (v as readonly unknown[]).every(
        shaped({ n: isCount, to: isText, event: isText, payload: isRecord }),
      ),
  ),
}

/** A move says in addition from which edition. */
const MOVED: Fields = {
  ...TAKEN,
  event: shaped({ type: oneOf([MOVE]), payload: isRecord }),
  was: shaped({ edition: isText, hash: isHash, revision: isCount }),
}
const formsOf = (kind: unknown): Fields => {
  if (kind === 'refused') return REFUSED
  return kind === 'moved' ? MOVED : { ...TAKEN, was: absent }
}

/** The leaf of an entry, undefined where it cannot be replayed, and what is wrong with its form. */
export function leafOf(form: string): {
  readonly leaf: Leaf | undefined
  readonly problems: readonly Said[]
} {
  const parsed = parse(form)
  if (!isRecord(parsed))
    return { leaf: undefined, problems: [said('叶不是JSON对象', 'The leaf is not a JSON object')] }
  const problems: Said[] = []
  if (!isCanonical(parsed, form))
    problems.push(said('叶不是规范形式', 'The leaf is not in its canonical form'))
  const wrong = wrongField(parsed, COMMON) ?? wrongField(parsed, formsOf(parsed['kind']))
  if (wrong !== undefined)
    problems.push(
      said(
        `叶的“${wrong}”缺失、多余或形式不符`,
        `The leaf's ${wrong} is missing, misplaced or malformed`,
      ),
    )
  return { leaf: wrong === undefined ? (parsed as unknown as Leaf) : undefined, problems }
}

function parse(form: string): unknown {
  try {
    return JSON.parse(form) as unknown
  } catch {
    return undefined
  }
}

/** Lone surrogates, which a database cannot hold but a parser may make, have no canonical form. */
function isCanonical(value: unknown, form: string): boolean {
  try {
    return canonical(value) === form
  } catch {
    return false
  }
}

/** Where a leaf stands for personal values: the commitments in its payload and its remark, by path. */
export function commitmentsIn(leaf: Leaf): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const walk = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return
    const { commitment, ...rest } = value as Readonly<Record<string, unknown>>
    if (isHash(commitment) && Object.keys(rest).length === 0) found.set(path, String(commitment))
    else for (const [key, member] of Object.entries(value)) walk(member, `${path}.${key}`)
  }
  walk(leaf.event.payload, 'payload')
  walk(leaf.event.remark, 'remark')
  return found
}
