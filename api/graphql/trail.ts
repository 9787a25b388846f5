/** The trail as a list: what is asked of it, and its pages. */
import type { Prisma } from '../../schema/client/client.ts'
import type { Refusal } from '../../engine/core/refusal.ts'
import { queryTerms, term, termName } from '../../engine/core/terms.ts'
import type { TermName } from '../../engine/core/terms.ts'
import type { EntryKind } from '../../engine/core/trail.ts'
import type { Instant, Uuid } from '../../engine/core/values.ts'
import type { TrailAsk } from '../../engine/runtime/engine.ts'
import type { Body } from '../../policies/duty.ts'
import type { Context } from '../context.ts'
import { badUserInput, unavailable } from '../errors.ts'
import { noteSeen } from '../reading.ts'
import type { Builder } from './builder.ts'
import { emptyPage, pageOf } from './connection.ts'
import type { Page, PageArgs, Window } from './connection.ts'
import { entryOf, readableEntries } from './entry-source.ts'
import type { EntrySource } from './entry-source.ts'
import { checkText, filterId } from './filter.ts'
import type { Enums } from './law.ts'
import type { Registry } from './registry.ts'

type Maybe<T> = T | null | undefined

/** The input `TrailFilter`. */
export interface TrailFilter {
  readonly process?: Maybe<string>
  readonly mechanism?: Maybe<string>
  readonly event?: Maybe<string>
  readonly kind?: Maybe<EntryKind>
  readonly actor?: Maybe<string>
  readonly body?: Maybe<Body>
  readonly duty?: Maybe<string>
  readonly article?: Maybe<string>
  readonly subject?: Maybe<string>
  readonly refusalKind?: Maybe<Refusal['kind']>
  readonly rule?: Maybe<string>
  readonly cause?: Maybe<string>
  readonly opens?: Maybe<boolean>
  readonly from?: Maybe<Instant>
  readonly to?: Maybe<Instant>
  readonly effectiveFrom?: Maybe<Instant>
  readonly effectiveTo?: Maybe<Instant>
  readonly text?: Maybe<string>
  readonly upTo?: Maybe<number>
}

/** What a filter asks of the engine. Throws a GraphQL error for an id or a text that can be none. */
export function trailAskOf(filter: TrailFilter, registry: Registry): TrailAsk {
  const process = filterId('process', filter.process, registry.accepted('Process', undefined))
  return {
    ...(process === undefined ? {} : { process }),
    terms: termsIn(filter),
    ...textIn(filter),
    ...present({
      from: filter.from,
      to: filter.to,
      effectiveFrom: filter.effectiveFrom,
      effectiveTo: filter.effectiveTo,
      upTo: filter.upTo,
    }),
  }
}

function termsIn(filter: TrailFilter): string[] {
  const asked: Readonly<Partial<Record<TermName, Maybe<string>>>> = {
    mechanism: filter.mechanism,
    event: filter.event,
    kind: filter.kind,
    actor: filterId('actor', filter.actor, ['Person']),
    body: filter.body,
    duty: filter.duty,
    article: filter.article,
    subject: filter.subject,
    refusalKind: filter.refusalKind,
    rule: filter.rule,
    cause: filterId('cause', filter.cause, ['Entry']),
    opens: filter.opens ? '' : undefined,
  }
  return Object.entries(asked).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [term(name as TermName, checkText(name, value))],
  )
}

function textIn({ text }: TrailFilter): { text?: string } {
  if (text === null || text === undefined) return {}
  if (queryTerms(checkText('text', text)).length === 0)
    throw badUserInput('`text` holds no letter and no digit to look for')
  return { text }
}

const present = <T extends object>(given: T) =>
  Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== null && value !== undefined),
  ) as { [K in keyof T]?: NonNullable<T[K]> }

const positions = {
  keyOf: (entry: EntrySource) => Number(entry.position),
  parse: (key: unknown) => (typeof key === 'number' && Number.isSafeInteger(key) ? key : undefined),
}

/** A page of the trail, oldest first, of what the viewer may read. */
export async function trailOf(
  args: PageArgs,
  ask: TrailAsk,
  context: Context,
): Promise<Page<EntrySource>> {
  const { engine } = context
  const viewer = await context.viewer()
  return pageOf<EntrySource, number>({
    ...positions,
    args,
    read: async (window) => {
      const rows = await entriesAt(await answered(engine.trail(viewer, ask, window)), context)
      await notePage(rows, namesIn(ask), context)
      return rows
    },
    count: (most) => answered(engine.trailCount(viewer, ask, most)),
  })
}

/** What cannot be answered, or not now, as an error that says why; anything else stays what it is. */
export async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof Error && error.name === 'Indexing')
      throw unavailable(
        `The index by which the trail is filtered is being made; entries of one process can be read meanwhile (${error.message})`,
      )
    if (error instanceof Error && error.name === 'TooBroad')
      throw badUserInput(`Too much would have to be looked through; narrow it (${error.message})`)
    throw error
  }
}

/** Entries in the order of their positions; a viewer who lost the right meanwhile misses them. */
async function entriesAt(at: readonly number[], context: Context): Promise<readonly EntrySource[]> {
  const may = await readableEntries(context)
  if (!may || at.length === 0) return []
  const { institution, reads } = context
  const rows = await reads.entry.findMany({
    where: { institution, position: { in: at.map(BigInt) }, AND: [may] },
  })
  const known = new Map(rows.map((row) => [Number(row.position), entryOf(row)]))
  return at.flatMap((position) => known.get(position) ?? [])
}

/** By what it was asked; what was looked for is not told, for somebody may have typed a name. */
const namesIn = ({ terms, ...rest }: TrailAsk): string[] => [
  ...new Set([...terms.map(termName), ...Object.keys(rest)]),
]

/** Puts a page on record for who reads by part. */
async function notePage(
  rows: readonly EntrySource[],
  filters: readonly string[],
  context: Context,
): Promise<void> {
  const at = rows.map(({ position }) => Number(position))
  const [first, last] = [Math.min(...at), Math.max(...at)]
  if (at.length > 0)
    await noteSeen([{ what: 'page', first, last, entries: at.length, filters }], context)
}

/** The entries of one process, oldest first. */
export async function entriesOf(
  args: PageArgs,
  process: Uuid,
  context: Context,
): Promise<Page<EntrySource>> {
  const may = await readableEntries(context)
  if (!may) return emptyPage()
  const { institution, reads } = context
  const where: Prisma.EntryWhereInput = { institution, processId: process, AND: [may] }
  return pageOf<EntrySource, number>({
    ...positions,
    args,
    read: async (window) => {
      const rows = await reads.entry.findMany({
        where: { ...where, position: between(window) },
        orderBy: { position: window.backwards ? 'desc' : 'asc' },
        take: window.take,
      })
      const page = rows.map(entryOf)
      await notePage(page, ['process'], context)
      return page
    },
    count: (most) => reads.entry.count({ where, take: most }),
  })
}

const between = ({ after, before }: Window<number>): Prisma.BigIntFilter => ({
  ...(after === undefined ? {} : { gt: after }),
  ...(before === undefined ? {} : { lt: before }),
})

interface Parts {
  readonly enums: Enums
  readonly registry: Registry
}

/** The input type of a filter of the trail. */
function trailFilter(b: Builder, enums: Enums) {
  return b.inputType('TrailFilter', {
    description: '存证筛选，各条件同时满足 · Conditions on entries; all must hold',
    fields: (t) => ({
      process: t.id(),
      mechanism: t.field({ type: enums.mechanismId }),
      event: t.string(),
      kind: t.field({ type: enums.entryKind }),
      actor: t.id({ description: '人员 · A person' }),
      body: t.field({ type: enums.body }),
      duty: t.string({ description: '职责编号 · Id of a duty, `board.approvePlan`' }),
      article: t.string({
        description: '条文或法规 · An article, `2022-9:19`, or a law, `2022-9`',
      }),
      subject: t.string({
        description: '当时的主体键 · Subject key of the process then, `product:<id>`',
      }),
      refusalKind: t.field({ type: enums.refusalKind }),
      rule: t.string({
        description: '拒绝所依的规则 · The rule, duty or check by which it was refused',
      }),
      cause: t.id({ description: '起因条目 · The entry that caused it' }),
      opens: t.boolean({
        description: '仅开启流程的条目 · True: only entries that opened a process',
      }),
      from: t.field({
        type: 'DateTime',
        description: '入链不早于 · Entered the trail at or after',
      }),
      to: t.field({ type: 'DateTime', description: '入链早于 · Entered the trail before' }),
      effectiveFrom: t.field({
        type: 'DateTime',
        description:
          '生效不早于；被拒绝者从未生效 · Took effect at or after; what was refused took none',
      }),
      effectiveTo: t.field({ type: 'DateTime', description: '生效早于 · Took effect before' }),
      text: t.string({
        description:
          '全文检索，不含个人信息；每个词均须出现，中文须连续 · Words of titles, grounds and payloads that are not personal; each must stand there, and Chinese in one piece',
      }),
      upTo: t.field({
        type: 'Position',
        description: '截至该序位 · The trail as it stood at this position',
      }),
    }),
  })
}

export type TrailFilterType = ReturnType<typeof trailFilter>

/** `trail`; gives the type of its filter. */
export function trailQuery(b: Builder, { enums, registry }: Parts): TrailFilterType {
  const filter = trailFilter(b, enums)
  b.queryField('trail', (t) =>
    t.field({
      type: 'EntryConnection',
      description: '存证，自旧至新 · The trail, oldest first, as far as the viewer may read',
      args: { filter: t.arg({ type: filter }), ...t.arg.connectionArgs() },
      resolve: (_root, args, context) =>
        trailOf(args, trailAskOf(args.filter ?? {}, registry), context),
    }),
  )
  return filter
}
