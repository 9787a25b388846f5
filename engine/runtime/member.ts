/** A command on its way: parsed, sealed, and with the ids it will have whatever happens. */
import type { Asker, Command } from '../core/command.ts'
import { MOVE, moveEdition } from '../core/house-events.ts'
import { parsePayload, sealed, unclean } from '../core/input.ts'
import type { Private } from '../core/input.ts'
import type { EventRule, Mechanism } from '../core/mechanism.ts'
import type { Refusal } from '../core/refusal.ts'
import { text } from '../../policies/law.ts'
import { eventsOf } from '../core/step.ts'
import { commitmentTo } from '../core/trail.ts'
import type { Commitment, Uuid } from '../core/values.ts'

/** Ids and randomness; arguments of everything below the runtime. */
export interface Ids {
  /** A UUIDv7, rising. */
  next(): Uuid
  /** 32 random bytes. */
  salt(): Uint8Array
}

export interface Member {
  readonly command: Command
  readonly mechanism: Mechanism
  readonly chart: string
  readonly event: EventRule
  /** Under whose name the request id counts. */
  readonly actor: string
  /** Id of the entry that will record it, accepted or refused. */
  readonly entry: Uuid
  /** The process it concerns; new when the event opens one. */
  readonly process: Uuid
  readonly payload: Readonly<Record<string, unknown>>
  readonly remark?: Commitment
  readonly privates: readonly Private[]
  /** What is compared when the request id comes again; absent: any content counts as the same. */
  readonly content?: object
  /** The same as another edition takes it; absent where the mechanism has one only. */
  readonly under?: (edition: Mechanism) => Taken
}
/** A command as one edition takes it, or why it does not. */
export type Taken = { readonly member: Member } | { readonly refusal: Refusal }

const REQUEST = /^[!-~]{1,128}$/
const REMARK_MAX = 2000
const EVIDENCE_MAX = 50
const HASH = /^[0-9a-f]{64}$/
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The name under which request ids count: imports apart from what the same person does by hand. */
export const actorOf = (asker: Asker, via: Command['via']): string => {
  if ('system' in asker) return asker.system
  return via === 'import' ? `import:${asker.person}` : asker.person
}

const malformed = (field: readonly string[], zh: string, en: string): Refusal => ({
  kind: 'MALFORMED',
  rule: 'shape',
  message: text(zh, en),
  field,
  possible: [],
})

export const NO_SUCH_EVENT = malformed(['event'], '没有这一事项', 'There is no such event')

/** What is wrong with a command before any process is looked at. */
function shapeOf(command: Command, event: EventRule | undefined): Refusal | undefined {
  if (!REQUEST.test(command.request))
    return malformed(
      ['requestId'],
      '请求编号须为1至128个可见ASCII字符',
      'A request id is 1 to 128 visible ASCII characters',
    )
  if (!event) return NO_SUCH_EVENT
  if (event.opens && command.process !== undefined)
    return malformed(
      ['process'],
      '开启流程的事项不得指定流程',
      'An event that opens a process names none',
    )
  if (!event.opens && command.process === undefined)
    return malformed(['process'], '须指定流程', 'Name the process')
  if (command.process !== undefined && !UUID.test(command.process))
    return malformed(['process'], '流程编号须为UUID', 'A process is named by its UUID')
  const { remark, evidence, expectedVersion } = command
  if (expectedVersion !== undefined && !Number.isSafeInteger(expectedVersion))
    return malformed(['expectedVersion'], '版本须为整数', 'A version is an integer')
  if (remark !== undefined) {
    const dirty = unclean(remark)
    if (dirty) return { ...malformed(['remark'], '', ''), message: dirty.why }
    if (remark.length > REMARK_MAX)
      return malformed(
        ['remark'],
        `备注不得超过${String(REMARK_MAX)}字`,
        `A remark has at most ${String(REMARK_MAX)} characters`,
      )
  }
  if (evidence && (evidence.length > EVIDENCE_MAX || !evidence.every((h) => HASH.test(h))))
    return malformed(
      ['evidence'],
      '证据须为SHA-256值',
      'Evidence is given as hex SHA-256, at most 50',
    )
  return undefined
}

const chartOf = (mechanism: Mechanism, event: string): string => {
  const found = Object.entries(mechanism.charts).find(([, m]) => eventsOf(m).has(event))
  if (!found) throw new Error(`${mechanism.id}: no chart takes ${event}`)
  return found[0]
}

/** What an edition makes of a command: its own event, payload and chart. */
type Form = Pick<Member, 'mechanism' | 'chart' | 'event' | 'payload' | 'privates'> & {
  /** The payload before it was sealed. */
  readonly parsed: Readonly<Record<string, unknown>>
}
interface Forming {
  readonly command: Command
  readonly actor: string
  readonly entry: Uuid
  readonly ids: Ids
}

const eventIn = (mechanism: Mechanism, name: string): EventRule | undefined => {
  if (name === MOVE) return moveEdition
  return Object.hasOwn(mechanism.events, name) ? mechanism.events[name] : undefined
}

function formOf(
  { command, actor, entry, ids }: Forming,
  mechanism: Mechanism,
): Form | { readonly refusal: Refusal } {
  const { event: name, asker } = command
  const event = eventIn(mechanism, name)
  if (!event) return { refusal: NO_SUCH_EVENT }
  const parsed = parsePayload(event, command.payload)
  if ('refusal' in parsed) return parsed
  const owner = 'person' in asker ? asker.person : actor
  const body = sealed(event, parsed.payload, { actor: owner, entry, salt: () => ids.salt() })
  const chart = name === MOVE ? '' : chartOf(mechanism, name)
  return { mechanism, chart, event, ...body, parsed: parsed.payload }
}

/**
 * Parses and seals a command by the newest edition that takes it; `editions` are those of its mechanism,
 * the oldest first. What it cannot be made of is MALFORMED: no entry, no id taken.
 */
export function memberOf(command: Command, editions: readonly Mechanism[], ids: Ids): Taken {
  const newest = editions.at(-1)
  if (!newest)
    return { refusal: malformed(['event'], '没有这一机制', 'There is no such mechanism') }
  const [latest = newest, ...older] =
    editions.length === 1
      ? editions
      : editions.filter((m) => eventIn(m, command.event) !== undefined).reverse()
  const wrong = shapeOf(command, eventIn(latest, command.event))
  if (wrong) return { refusal: wrong }
  const actor = actorOf(command.asker, command.via)
  const forming: Forming = { command, actor, entry: ids.next(), ids }
  const first = formOf(forming, latest)
  const form =
    'refusal' in first
      ? (older.map((m) => formOf(forming, m)).find((f) => !('refusal' in f)) ?? first)
      : first
  if ('refusal' in form) return form
  const member = memberWith(forming, form)
  if (editions.length === 1 || command.event === MOVE) return { member }
  const taken = new Map<Mechanism, Taken>([[form.mechanism, { member }]])
  const under = (edition: Mechanism): Taken => {
    const known = taken.get(edition)
    if (known) return known
    const other = formOf(forming, edition)
    const made = 'refusal' in other ? other : { member: withForm(member, other) }
    taken.set(edition, made)
    return made
  }
  return { member: { ...member, under } }
}

/** What two editions do not differ in stays: the ids, the remark, and what the request is known by. */
const withForm = (
  member: Member,
  { mechanism, chart, event, payload, privates }: Form,
): Member => ({
  ...member,
  mechanism,
  chart,
  event,
  payload,
  privates: [...privates, ...member.privates.filter((p) => p.path === 'remark')],
})

function memberWith({ command, actor, entry, ids }: Forming, form: Form): Member {
  const { mechanism, chart, event, payload, parsed } = form
  const owner = 'person' in command.asker ? command.asker.person : actor
  const remark = command.remark === undefined ? undefined : sealedRemark(command.remark, owner, ids)
  return {
    command,
    mechanism,
    chart,
    event,
    actor,
    entry,
    process: command.process ?? command.newProcess ?? ids.next(),
    payload,
    ...(remark ? { remark: remark.commitment } : {}),
    privates: remark ? [...form.privates, remark.private] : form.privates,
    content: contentOf(command, parsed),
  }
}

const contentOf = (
  {
    mechanism,
    event: type,
    process,
    expectedVersion,
    onBehalfOf,
    effective,
    cause,
    attested,
    evidence,
    remark,
  }: Command,
  payload: Readonly<Record<string, unknown>>,
): object =>
  JSON.parse(
    JSON.stringify({
      mechanism,
      type,
      payload,
      process,
      expectedVersion,
      onBehalfOf,
      effective,
      cause,
      attested,
      evidence,
      remark,
    }),
  ) as object

function sealedRemark(remark: string, owner: string, ids: Ids) {
  const salt = ids.salt()
  return {
    commitment: commitmentTo(remark, salt),
    private: {
      path: 'remark',
      subject: `person:${owner}`,
      salt: Buffer.from(salt).toString('hex'),
      value: remark,
    },
  }
}
