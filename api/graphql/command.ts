/** One command field per mechanism: the union of its events as a `@oneOf` input, and the two answers. */
import { dutiesOf } from '../../engine/core/load.ts'
import type { Command } from '../../engine/core/command.ts'
import type { EventRule, Mechanism } from '../../engine/core/mechanism.ts'
import type { Effective } from '../../engine/core/values.ts'
import { text } from '../../policies/law.ts'
import type { Context } from '../context.ts'
import { rateLimited } from '../errors.ts'
import type { AcceptedSource, Builder, RefusedSource } from './builder.ts'
import { WrongId, decodePayload, uuidOf } from './decode.ts'
import { eventInput } from './derive.ts'
import type { Derivation } from './derive.ts'
import { enumerated, factsNames, withEnums } from './merge.ts'
import type { Enumerated } from './merge.ts'
import { isName, commandField, processType } from './names.ts'
import { sourceOf } from './process-source.ts'
import { askableOfAll } from './registry.ts'
import type { Registry } from './registry.ts'
import { ShapeError, payloadShape } from './shape.ts'
import type { ObjectShape, Slot } from './shape.ts'

type Plain = Record<string, unknown>
type Result = AcceptedSource | RefusedSource

export interface CommandInput {
  readonly requestId: string
  readonly process?: string | null
  readonly expectedVersion?: number | null
  readonly onBehalfOf?: string | null
  /** Exactly one of the events, each with its payload and what is common to all. */
  readonly event: Readonly<Record<string, Plain | null | undefined>>
}

interface Parts {
  readonly registry: Registry
  readonly derivation: Derivation
}

const slot = (shape: Slot['shape'], says: string, personal = false): Slot => ({
  shape,
  optional: true,
  personal,
  subject: undefined,
  says,
})
/** What every event may carry beside its payload. An input without any field could not exist. */
const COMMON: Readonly<Record<string, Slot>> = {
  remark: slot({ is: 'String' }, '备注 · A remark', true),
  evidence: slot(
    { is: 'list', of: { ...slot({ is: 'String' }, ''), optional: false } },
    '证据的 SHA-256 · SHA-256 of evidence kept elsewhere, in hex',
  ),
}
const EFFECTIVE: ObjectShape = {
  is: 'oneOf',
  id: 'Effective',
  fields: {
    at: slot({ is: 'DateTime' }, '时刻 · At an instant'),
    on: slot({ is: 'Date' }, '某日 · On a day'),
  },
}
const BACKDATED: Readonly<Record<string, Slot>> = {
  effective: slot(EFFECTIVE, '早于现在的生效时间 · When it took effect, where that was before now'),
}

/** An event as an input: its payload, and beside it what is common to all. */
interface EventShape {
  readonly event: EventRule
  readonly input: ObjectShape
  /** Names of the common fields; a payload that has such a field of its own keeps it. */
  readonly beside: ReadonlySet<string>
}

interface EventSource {
  readonly name: string
  readonly event: EventRule
  readonly enums: Enumerated
}
function eventShape(mechanism: Mechanism, { name, event, enums }: EventSource): EventShape {
  const payload = withEnums(payloadShape(event.payload, `${mechanism.id} ${name}`), enums)
  const common = { ...COMMON, ...(event.backdatable ? BACKDATED : {}) }
  const beside = Object.entries(common).filter(([key]) => !(key in payload.fields))
  return {
    event,
    input: { ...payload, fields: { ...payload.fields, ...Object.fromEntries(beside) } },
    beside: new Set(beside.map(([key]) => key)),
  }
}

const results = new WeakMap<Builder, ReturnType<typeof makeResult>>()
/** The answer to every command. */
export const commandResult = (b: Builder): ReturnType<typeof makeResult> => {
  const known = results.get(b) ?? makeResult(b)
  results.set(b, known)
  return known
}
const makeResult = (b: Builder) =>
  b.unionType('CommandResult', {
    description: '受理或不受理 · A command is accepted or refused; a refusal is no error',
    types: ['Accepted', 'Refused'],
    resolveType: (answer) => (answer.accepted ? 'Accepted' : 'Refused'),
  })

export function commands(b: Builder, parts: Parts): void {
  const result = commandResult(b)
  b.mutationType({
    description:
      '一切变更：每一机制一项，另有版本迁移 · Every change: one field per mechanism, and the move to another edition',
  })
  for (const mechanism of parts.registry.mechanisms) {
    const editions = parts.registry.editions.all(mechanism.id).toReversed()
    const enums = enumerated(editions, factsNames(editions).nameOf)
    const events = askableOfAll(parts.registry, mechanism.id)
    const shapes = new Map(
      events.map(([name, event]) => [name, eventShape(mechanism, { name, event, enums })]),
    )
    const input = commandInput(b, mechanism, { shapes, derivation: parts.derivation })
    b.mutationField(commandField(mechanism), (t) =>
      t.field({
        type: result,
        description: `${mechanism.title.zh} · ${mechanism.title.en}`,
        args: { input: t.arg({ type: input, required: true }) },
        resolve: (_root, args, context) =>
          execute(
            args.input as CommandInput,
            { mechanism, shapes, registry: parts.registry },
            context,
          ),
      }),
    )
  }
}

function commandInput(
  b: Builder,
  mechanism: Mechanism,
  {
    shapes,
    derivation,
  }: { readonly shapes: ReadonlyMap<string, EventShape>; readonly derivation: Derivation },
) {
  const type = processType(mechanism)
  const events = [...shapes].map(([name, { input, event }]) => {
    if (!isName(name))
      throw new ShapeError(`${mechanism.id} ${name}`, 'is not a name that GraphQL knows')
    const at = { path: `${mechanism.id} ${name}`, says: eventSays(event) }
    return [
      name,
      { says: at.says, input: derivation.input(eventInput(type, name), input, at) },
    ] as const
  })
  const event = b.inputType(`${type}Event`, {
    isOneOf: true,
    description: `${mechanism.title.zh}的事项，须且仅须一项 · Exactly one event of ${mechanism.title.en}`,
    fields: (t) =>
      Object.fromEntries(
        events.map(([name, { says, input }]) => [
          name,
          t.field({ type: input, description: says }),
        ]),
      ),
  })
  return b.inputType(`${type}CommandInput`, {
    fields: (t) => ({
      requestId: t.string({
        required: true,
        description:
          '同一请求编号只办理一次，1 至 128 个可见 ASCII 字符 · One deed per person and id; 1 to 128 visible ASCII characters',
      }),
      process: t.id({
        description:
          '开启流程的事项不填，其余必填 · Absent for an event that opens a process, else needed',
      }),
      expectedVersion: t.int({
        description:
          '流程版本不同则不受理 · Refused as STALE where the process has another version',
      }),
      onBehalfOf: t.id({ description: '受托代理的人员 · The person whose delegation is used' }),
      event: t.field({ type: event, required: true }),
    }),
  })
}

/** `登记 · Register`, with its articles and duties. */
function eventSays(event: EventRule): string {
  const duties = dutiesOf(event)
  const articles = [...new Set(duties.map((duty) => duty.article))].join(', ')
  const opens = event.opens ? '\n开启流程 · Opens a process' : ''
  return `${event.title.zh} · ${event.title.en} (${articles})\n${duties.map((d) => d.id).join(', ')}${opens}`
}

export function answerTypes(b: Builder): void {
  b.objectType('Accepted', {
    description: '已受理 · Accepted, recorded and done',
    fields: (t) => ({
      process: t.expose('process', { type: 'Process' }),
      entry: t.expose('entry', { type: 'Entry' }),
      repeated: t.exposeBoolean('repeated', {
        description:
          '同一请求此前已受理 · The same request had been accepted before; nothing was done again',
      }),
    }),
  })
  b.objectType('Refused', {
    description: '不受理 · Refused; nothing was changed',
    fields: (t) => ({
      refusal: t.expose('refusal', { type: 'Refusal' }),
      current: t.field({
        type: 'Process',
        nullable: true,
        description: '可查阅时为流程现状 · The process as it stands, where the asker may read it',
        resolve: (answer) => answer.current ?? null,
      }),
    }),
  })
}

interface Executing {
  readonly mechanism: Mechanism
  readonly shapes: ReadonlyMap<string, EventShape>
  readonly registry: Registry
}

async function execute(input: CommandInput, parts: Executing, context: Context): Promise<Result> {
  let command: Command
  try {
    command = commandOf(input, parts, context)
  } catch (error) {
    if (error instanceof WrongId) return malformed(error)
    throw error
  }
  return answered(context, command)
}

/** Executes a command and says what came of it. */
export async function answered(context: Context, command: Command): Promise<Result> {
  const [answer] = await context.engine.execute(context.institution, [command])
  if (!answer) throw new Error('the engine gave no answer')
  // A later field of the same operation must not see what was read before this command.
  context.views.forget()
  context.processes.forget()
  switch (answer.kind) {
    case 'accepted':
      return {
        accepted: true,
        process: sourceOf(answer.process),
        entry: answer.entry,
        repeated: answer.repeated,
      }
    case 'refused':
      return {
        accepted: false,
        refusal: answer.refusal,
        current: answer.current && sourceOf(answer.current),
      }
    case 'throttled':
      throw rateLimited(answer.retryAfterSeconds)
  }
}

/** The command as the engine takes it. Throws WrongId for an id that is not of the type asked for. */
function commandOf(
  input: CommandInput,
  { mechanism, shapes, registry }: Executing,
  context: Context,
): Command {
  const asked = Object.entries(input.event).filter(
    ([, given]) => given !== null && given !== undefined,
  )
  const [name, given] = asked[0] ?? []
  const shape = shapes.get(name ?? '')
  // Whatever coerced the variables, it is counted here that exactly one event was given.
  if (asked.length !== 1 || name === undefined || !given || !shape)
    throw new WrongId(['event'], 'event')
  const decoded = Object.entries(decodePayload(given, shape.input, registry.accepted))
  const payload = Object.fromEntries(decoded.filter(([key]) => !shape.beside.has(key)))
  const { remark, evidence, effective } = Object.fromEntries(
    decoded.filter(([key]) => shape.beside.has(key)),
  )
  return {
    asker: { person: context.person },
    via: 'api',
    request: input.requestId,
    mechanism: mechanism.id,
    event: name,
    payload,
    ...optional('process', input.process, (id) =>
      uuidOf(id, registry.accepted('Process', mechanism.id), ['process']),
    ),
    ...optional('expectedVersion', input.expectedVersion, (version) => version),
    ...optional('onBehalfOf', input.onBehalfOf, (id) => uuidOf(id, ['Person'], ['onBehalfOf'])),
    ...optional('remark', remark as string | undefined, (value) => value),
    ...optional('evidence', evidence as readonly string[] | undefined, (value) => value),
    ...optional('effective', effective as Effective | undefined, (value) => value),
  }
}

const optional = <K extends string, T, U>(
  key: K,
  value: T | null | undefined,
  map: (value: T) => U,
): { readonly [P in K]?: U } =>
  (value === null || value === undefined ? {} : { [key]: map(value) }) as { readonly [P in K]?: U }

const malformed = ({ field, wanted }: WrongId): RefusedSource => ({
  accepted: false,
  current: undefined,
  refusal: {
    kind: 'MALFORMED',
    rule: 'shape',
    message:
      wanted === 'event'
        ? text('须且仅须给出一个事项', 'Give exactly one event')
        : text(`须为${wanted}的编号`, `Give the id of a ${wanted}, as this API printed it`),
    field,
    possible: [],
  },
})
