/**
 * The closed set of shapes that a payload may have. Each has one form in canonical JSON, in GraphQL and
 * in the trail; anything else is refused when the mechanism is loaded.
 *
 * Allowed: `z.object`, `z.string` (min, max, regex), `z.int`, `z.boolean`, `z.enum`, `z.array` (with
 * max), `.optional()`, and the functions of this file. Every enum and nested object carries
 * `.meta({ id })`, which becomes its GraphQL name.
 */
import * as z from 'zod'
import type { Commitment, Day, Instant, SubjectKey, SubjectKind, Uuid } from './values.ts'

/** Text that a person writes about a matter without naming persons; 1 to `max` characters. */
export const line = (max = 200) => z.string().trim().min(1).max(max)

/** A calendar day that exists, from 1900 to 2999, `2026-11-23`. */
export const day = () =>
  z.iso.date().regex(COUNTED).meta({ scalar: 'Date' }) as unknown as z.ZodType<Day, string>
/** Years in which legal time can be counted. */
const COUNTED = /^(19|2\d)/

/** An instant in UTC with milliseconds, from 1900 to 2999. Any offset is refused: the API hands instants on in UTC. */
export const instant = () =>
  z.iso.datetime({ precision: 3 }).meta({ scalar: 'DateTime' }) as unknown as z.ZodType<
    Instant,
    string
  >

/** A person of the institution, by id. */
export const person = () =>
  z.uuid().meta({ scalar: 'ID', node: 'Person' }) as z.ZodType<Uuid, string>

/** An entry of the trail, by id. */
export const entry = () => z.uuid().meta({ scalar: 'ID', node: 'Entry' }) as z.ZodType<Uuid, string>

/** A process of a mechanism, by id. */
export const processRef = (mechanism?: string) =>
  z.uuid().meta({ scalar: 'ID', node: 'Process', mechanism }) as z.ZodType<Uuid, string>

/** A subject of one kind, `product:<id>`; the id is 1 to 100 characters without spaces. */
export const subject = <K extends SubjectKind>(kind: K) =>
  z
    .string()
    .regex(new RegExp(`^${kind}:[A-Za-z0-9._~-]{1,100}$`))
    .meta({ subject: kind }) as unknown as z.ZodType<SubjectKey & `${K}:${string}`, string>

/** A unit of the institution by its code. */
export const unit = () =>
  z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
    .meta({ unit: true }) as z.ZodType<string, string>

/** Hex SHA-256 of content that is kept elsewhere. */
export const hash = () =>
  z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .meta({ hash: true }) as z.ZodType<string, string>

/** An amount with a currency; decimal digits as text, because the canonical form knows no decimals. */
export const money = () =>
  z
    .object({
      amount: z.string().regex(/^(0|[1-9]\d{0,14})(\.\d{1,2})?$/),
      currency: z.string().regex(/^[A-Z]{3}$/),
    })
    .meta({ id: 'Money' })

/** Exactly one of the named shapes; a GraphQL `@oneOf` input. */
export const oneOf = <const S extends Readonly<Record<string, z.ZodType>>>(id: string, shapes: S) =>
  z
    .union(
      Object.entries(shapes).map(([key, shape]) => z.strictObject({ [key]: shape })) as unknown as [
        z.ZodType,
        z.ZodType,
      ],
    )
    .meta({ id, oneOf: true }) as unknown as z.ZodType<
    { [K in keyof S & string]: { readonly [P in K]: z.output<S[K]> } }[keyof S & string],
    { [K in keyof S & string]: { readonly [P in K]: z.input<S[K]> } }[keyof S & string]
  >

/**
 * Text that is about a person. It is replaced by a commitment before the machine, the trail, a title or
 * a log can see it, and can be erased. `of` names the payload field that holds the pseudonymous subject
 * (`consumer:<id>`) or the person whose data it is; `actor` is the one who asks, `self` the person that
 * this very entry adds.
 */
export const personal = (value: z.ZodString, of: string) =>
  value.meta({ personal: of }) as unknown as z.ZodType<Commitment, string>
