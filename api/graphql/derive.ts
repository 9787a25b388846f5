/** Shapes → GraphQL types. One derivation per schema; a name stands for one shape only. */
import type { ArgumentRef, EnumRef, InputFieldRef, InputRef, ObjectRef } from '@pothos/core'
import { PHASES } from '../../engine/core/mechanism.ts'
import { BODIES } from '../../policies/duty.ts'
import type { Builder, BuilderTypes } from './builder.ts'
import { encodeId } from './ids.ts'
import type { Enums } from './law.ts'
import { pascal, screaming } from './names.ts'
import { ShapeError } from './shape.ts'
import type { EnumShape, ObjectShape, Shape, Slot } from './shape.ts'

type InputFields = PothosSchemaTypes.InputFieldBuilder<BuilderTypes, 'InputObject'>
type OutputFields = PothosSchemaTypes.ObjectFieldBuilder<BuilderTypes, FactsSource>
type AnyInput = InputRef<unknown>
/** Names are computed, so Pothos cannot know their types: what stands behind them is any JSON object. */
export type FactsSource = Readonly<Record<string, unknown>>
type AnyOutput = ObjectRef<BuilderTypes, FactsSource>

export interface Described {
  /** Where it stands, for the message of a clash. */
  readonly path: string
  readonly says?: string
}

interface Known<T> {
  readonly ref: T
  readonly print: string
  readonly path: string
}

/** Every type that follows from a shape, made once. */
export class Derivation {
  private readonly b: Builder
  private readonly enums: Enums
  private readonly typeOf: (mechanism: string) => string
  private readonly known = new Map<string, Known<unknown>>()

  /** `typeOf` gives the type of the processes of a mechanism. */
  constructor(b: Builder, enums: Enums, typeOf: (mechanism: string) => string) {
    this.b = b
    this.enums = enums
    this.typeOf = typeOf
  }

  /** An enum whose values stand in code: `{ SCREAMING: value }`. */
  enumOf(shape: EnumShape, at: Described): EnumRef<BuilderTypes, string> {
    const values = shape.values.map((value) => [screaming(value), { value }] as const)
    return (
      contractEnum(this.enums, shape) ??
      this.once(shape.id, shape, {
        path: at.path,
        make: () =>
          this.b.enumType(shape.id, {
            ...described(at.says),
            values: Object.fromEntries(values),
          }) as EnumRef<BuilderTypes, string>,
      })
    )
  }

  /** The input type of a shape under a name. */
  input(name: string, shape: ObjectShape, at: Described): AnyInput {
    return this.once(name, shape, {
      path: at.path,
      make: () =>
        this.b.inputType(name, {
          ...described(at.says),
          isOneOf: shape.is === 'oneOf',
          fields: (t: InputFields) =>
            mapped(shape, (slot, key) => this.inputField(t, slot, `${at.path}.${key}`)),
        }) as unknown as AnyInput,
    })
  }

  /** The object type of a shape under a name. */
  output(name: string, shape: ObjectShape, at: Described): AnyOutput {
    return this.once(name, shape, {
      path: at.path,
      make: () => {
        const ref = this.b.objectRef<FactsSource>(name)
        ref.implement({
          ...described(at.says),
          fields: (t) =>
            mapped(shape, (slot, key) =>
              this.outputField(t, slot, { path: `${at.path}.${key}`, key }),
            ) as never,
        })
        return ref
      },
    })
  }

  private inputField(t: InputFields, slot: Slot, path: string) {
    return t.field({
      type: this.inputType(slot.shape, path) as 'String',
      required: !slot.optional,
      ...described(slotSays(slot)),
    }) as InputFieldRef<BuilderTypes, unknown> & ArgumentRef<BuilderTypes, unknown>
  }

  private inputType(shape: Shape, path: string): unknown {
    if (shape.is === 'list') return [this.inputType(shape.of.shape, path)]
    if (shape.is === 'enum') return this.enumOf(shape, { path })
    if (shape.is === 'object' || shape.is === 'oneOf')
      return this.input(`${shape.id}Input`, shape, { path })
    return shape.is
  }

  private outputField(t: OutputFields, slot: Slot, at: { path: string; key: string }) {
    return t.field({
      type: this.outputType(slot.shape, at.path) as 'String',
      nullable: slot.optional,
      ...described(slotSays(slot)),
      resolve: (source) => asOutput(source[at.key], slot.shape, this.typeOf) as string,
    })
  }

  private outputType(shape: Shape, path: string): unknown {
    if (shape.is === 'list') return [this.outputType(shape.of.shape, path)]
    if (shape.is === 'enum') return this.enumOf(shape, { path })
    if (shape.is === 'object' || shape.is === 'oneOf') return this.output(shape.id, shape, { path })
    return shape.is
  }

  /** The type of that name, made once; two shapes of one name stop the start. */
  private once<T>(
    name: string,
    shape: Shape,
    at: { readonly path: string; readonly make: () => T },
  ): T {
    const print = JSON.stringify(shape)
    const before = this.known.get(name)
    if (before && before.print !== print)
      throw new ShapeError(
        at.path,
        `${name} is already the name of another shape, at ${before.path}`,
      )
    if (before) return before.ref as T
    const ref = named(at.path, name, at.make)
    this.known.set(name, { ref, print, path: at.path })
    return ref
  }
}

/** A payload may use `Body` or `Phase` of the contract, or some of their values; the engine refuses others. */
function contractEnum(enums: Enums, shape: EnumShape): EnumRef<BuilderTypes, string> | undefined {
  const values: Readonly<Record<string, readonly string[]>> = {
    Body: Object.keys(BODIES),
    Phase: PHASES,
  }
  if (!shape.values.every((value) => values[shape.id]?.includes(value))) return undefined
  return (shape.id === 'Body' ? enums.body : enums.phase) as unknown as EnumRef<
    BuilderTypes,
    string
  >
}

const described = (says: string | undefined) => (says === undefined ? {} : { description: says })

const mapped = <T>(shape: ObjectShape, field: (slot: Slot, key: string) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(shape.fields).map(([key, slot]) => [key, field(slot, key)]))

/** Pothos says which name is taken; the author needs to know where it was asked for. */
function named<T>(path: string, name: string, make: () => T): T {
  try {
    return make()
  } catch (error) {
    throw new ShapeError(path, `${name} cannot be the name of a type: ${String(error)}`)
  }
}

/** Uuids go out as global ids; a process whose mechanism is not known in advance as `Process:…`. */
function asOutput(
  value: unknown,
  shape: Shape,
  processTypeOf: (mechanism: string) => string,
): unknown {
  if (value === undefined || value === null) return null
  if (shape.is === 'list' && Array.isArray(value))
    return value.map((item) => asOutput(item, shape.of.shape, processTypeOf))
  if (shape.is !== 'ID' || typeof value !== 'string') return value
  const known = shape.node === 'Process' && shape.mechanism !== undefined
  return encodeId(known ? processTypeOf(shape.mechanism ?? '') : shape.node, value)
}

const NODES: Readonly<Record<string, string>> = {
  Person: '本机构人员 · A person of the institution',
  Entry: '存证条目 · An entry of the trail',
  Process: '流程 · A process',
}
function slotSays({ shape, personal, subject, says }: Slot): string | undefined {
  const parts = [
    says,
    shape.is === 'ID' ? (NODES[shape.node] ?? shape.node) : undefined,
    subject === undefined ? undefined : `主体键 · Subject key \`${subject}:<id>\``,
    personal
      ? '个人信息：不入存证叶，可删除 · Personal: kept outside the leaf of the trail, can be erased'
      : undefined,
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? undefined : parts.join('\n')
}

/** Name of the input of an event: `ComplaintHandlingRegisterInput`. */
export const eventInput = (processType: string, event: string): string =>
  `${processType}${pascal(event)}Input`
