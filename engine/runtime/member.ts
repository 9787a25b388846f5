/** A command on its way: parsed, sealed, and with the ids it will have whatever happens. */
import type { Asker, Command } from '../core/command.ts'
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
  /** What is compared when the request id comes again. */
  readonly content: object
}

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

/** What is wrong with a command before any process is looked at. */
function shapeOf(command: Command, event: EventRule | undefined): Refusal | undefined {
  if (!REQUEST.test(command.request))
    return malformed(
      ['requestId'],
      '请求编号须为1至128个可见ASCII字符',
      'A request id is 1 to 128 visible ASCII characters',
    )
  if (!event) return malformed(['event'], '没有这一事项', 'There is no such event')
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

/** Parses and seals a command. What it cannot be made of is MALFORMED: no entry, no id taken. */
export function memberOf(
  command: Command,
  mechanism: Mechanism | undefined,
  ids: Ids,
): { readonly member: Member } | { readonly refusal: Refusal } {
  const event =
    mechanism && Object.hasOwn(mechanism.events, command.event)
      ? mechanism.events[command.event]
      : undefined
  const wrong = shapeOf(command, event)
  if (wrong) return { refusal: wrong }
  if (!mechanism || !event)
    return { refusal: malformed(['event'], '没有这一机制', 'There is no such mechanism') }
  const parsed = parsePayload(event, command.payload)
  if ('refusal' in parsed) return parsed
  const actor = actorOf(command.asker, command.via)
  const entry = ids.next()
  const owner = 'person' in command.asker ? command.asker.person : actor
  const body = sealed(event, parsed.payload, { actor: owner, entry, salt: () => ids.salt() })
  const remark = command.remark === undefined ? undefined : sealedRemark(command.remark, owner, ids)
  const {
    event: type,
    process,
    expectedVersion,
    onBehalfOf,
    effective,
    cause,
    attested,
    evidence,
  } = command
  return {
    member: {
      command,
      mechanism,
      chart: chartOf(mechanism, type),
      event,
      actor,
      entry,
      process: process ?? command.newProcess ?? ids.next(),
      payload: body.payload,
      ...(remark ? { remark: remark.commitment } : {}),
      privates: remark ? [...body.privates, remark.private] : body.privates,
      content: JSON.parse(
        JSON.stringify({
          mechanism: mechanism.id,
          type,
          payload: parsed.payload,
          process,
          expectedVersion,
          onBehalfOf,
          effective,
          cause,
          attested,
          evidence,
          remark: command.remark,
        }),
      ) as object,
    },
  }
}

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
