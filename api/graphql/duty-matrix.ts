/** `dutyMatrix`: from the article over the duty to the body and its events, both ways, and when it was exercised. */
import { dutyMatrix } from '../../engine/core/duty-matrix.ts'
import type { DutyEvent, DutyRow } from '../../engine/core/duty-matrix.ts'
import type { Exercise } from '../../engine/runtime/engine.ts'
import { BODIES } from '../../policies/duty.ts'
import type { Body } from '../../policies/duty.ts'
import type { Citation } from '../../policies/law.ts'
import type { Context } from '../context.ts'
import type { Builder } from './builder.ts'
import { entryOf } from './entry-source.ts'
import { checkText } from './filter.ts'
import type { Enums } from './law.ts'
import { readable } from './process-source.ts'
import type { Registry } from './registry.ts'
import { answered } from './trail.ts'

/** Entries of one duty are counted no further. */
const COUNTED = 1000

type Maybe<T> = T | null | undefined
interface Filter {
  readonly article?: Maybe<string>
  readonly body?: Maybe<Body>
  readonly duty?: Maybe<string>
  readonly mechanism?: Maybe<string>
  readonly event?: Maybe<string>
  readonly exercised?: Maybe<boolean>
}
interface MatrixSource {
  readonly rows: readonly RowSource[]
}
interface RowSource extends DutyRow {
  /** Of all rows of one question together. */
  readonly exercise: () => Promise<Exercise | undefined>
}
interface Group<K> {
  readonly key: K
  readonly rows: readonly RowSource[]
}
interface Parts {
  readonly enums: Enums
  readonly registry: Registry
}

/** Null for who may not read everything: that a duty was never exercised could not be said. */
async function matrixOf(
  filter: Filter,
  registry: Registry,
  context: Context,
): Promise<MatrixSource | null> {
  if (!(await readable(context))?.everything) return null
  for (const name of ['article', 'duty', 'event'] as const)
    if (typeof filter[name] === 'string') checkText(name, filter[name])
  const rows = dutyMatrix(registry.mechanisms).filter((row) => meets(row, filter))
  let found: Promise<ReadonlyMap<string, Exercise>> | undefined
  const all = () =>
    (found ??= answered(
      context.engine.exercised(context.institution, {
        duties: rows.map((row) => row.duty.id),
        most: COUNTED + 1,
      }),
    ))
  const sources = rows.map((row) => ({
    ...row,
    exercise: async () => (await all()).get(row.duty.id),
  }))
  const { exercised } = filter
  if (exercised === null || exercised === undefined) return { rows: sources }
  const known = await all()
  return { rows: sources.filter((row) => known.has(row.duty.id) === exercised) }
}

const none = (value: unknown): value is null | undefined => value === null || value === undefined

function meets({ duty, events, everywhere }: DutyRow, filter: Filter): boolean {
  const { article, body, duty: id, mechanism, event } = filter
  const fits = (one: DutyEvent) =>
    (none(mechanism) || one.mechanism.id === mechanism) && (none(event) || one.event === event)
  const named = none(mechanism) && none(event)
  return (
    (none(article) || duty.article === article || duty.article.startsWith(`${article}:`)) &&
    (none(body) || duty.body === body) &&
    (none(id) || duty.id === id) &&
    (named || events.some(fits) || (none(mechanism) && everywhere.some((e) => e === event)))
  )
}

function groupedBy<K>(
  rows: readonly RowSource[],
  keysOf: (row: RowSource) => readonly K[],
  nameOf: (key: K) => string = String,
): readonly Group<K>[] {
  const groups = new Map<string, { key: K; rows: RowSource[] }>()
  for (const row of rows)
    for (const key of keysOf(row)) {
      const group = groups.get(nameOf(key)) ?? { key, rows: [] }
      group.rows.push(row)
      groups.set(nameOf(key), group)
    }
  return [...groups.values()]
}

export function dutyMatrixQuery(b: Builder, { enums, registry }: Parts): void {
  const matrix = matrixType(b, enums)
  const filter = b.inputType('DutyMatrixFilter', {
    description: '职责矩阵筛选，各条件同时满足 · Conditions on duties; all must hold',
    fields: (t) => ({
      article: t.string({
        description: '条文或法规 · An article, `2022-9:19`, or a law, `2022-9`',
      }),
      body: t.field({ type: enums.body }),
      duty: t.string({ description: '职责编号 · Id of a duty, `board.approvePlan`' }),
      mechanism: t.field({ type: enums.mechanismId }),
      event: t.string(),
      exercised: t.boolean({
        description: '履行过，或从未履行 · True: exercised at least once; false: never',
      }),
    }),
  })
  b.queryField('dutyMatrix', (t) =>
    t.field({
      type: matrix,
      nullable: true,
      description:
        '职责矩阵：条文、职责、主体、事项，及履行情况；无权查阅全部流程者为空 · Article, duty, body and events, both ways, and when each duty was exercised; null for who may not read every process',
      args: { filter: t.arg({ type: filter }) },
      resolve: (_root, args, context) => matrixOf(args.filter ?? {}, registry, context),
    }),
  )
}

function matrixType(b: Builder, enums: Enums) {
  const event = b.objectRef<DutyEvent>('DutyMatrixEvent').implement({
    description: '履行职责的事项 · An event by which a duty is exercised',
    fields: (t) => ({
      mechanism: t.field({ type: enums.mechanismId, resolve: (e) => e.mechanism.id }),
      event: t.exposeString('event'),
      title: t.field({
        type: 'LocalizedText',
        resolve: ({ mechanism, event: name }) =>
          mechanism.events[name]?.title ?? { zh: name, en: name },
      }),
    }),
  })
  const row = rowType(b, event)
  const article = b.objectRef<Group<Citation>>('DutyMatrixArticle').implement({
    description: '一条文下的职责 · The duties under an article',
    fields: (t) => ({
      article: t.field({ type: 'Citation', resolve: (g) => g.key }),
      duties: t.field({ type: [row], resolve: (g) => [...g.rows] }),
    }),
  })
  const body = b.objectRef<Group<Body>>('DutyMatrixBody').implement({
    description: '一主体的职责 · The duties of a body',
    fields: (t) => ({
      body: t.field({ type: enums.body, resolve: (g) => g.key }),
      title: t.field({ type: 'LocalizedText', resolve: (g) => BODIES[g.key] }),
      duties: t.field({ type: [row], resolve: (g) => [...g.rows] }),
    }),
  })
  const byEvent = b.objectRef<Group<DutyEvent>>('DutyMatrixEventDuties').implement({
    description: '一事项由哪些职责办理 · The duties by which an event may be sent',
    fields: (t) => ({
      event: t.field({ type: event, resolve: (g) => g.key }),
      duties: t.field({ type: [row], resolve: (g) => [...g.rows] }),
    }),
  })
  return b.objectRef<MatrixSource>('DutyMatrix').implement({
    description: '职责矩阵；未列者皆不受理 · Who may or must do what; what is not in it is refused',
    fields: (t) => ({
      duties: t.field({ type: [row], resolve: (m) => [...m.rows] }),
      byArticle: t.field({
        type: [article],
        resolve: ({ rows }) => [...groupedBy(rows, (r) => [r.duty.article])],
      }),
      byBody: t.field({
        type: [body],
        resolve: ({ rows }) => [...groupedBy(rows, (r) => [r.duty.body])],
      }),
      byEvent: t.field({
        type: [byEvent],
        resolve: ({ rows }) => [
          ...groupedBy(
            rows,
            (r) => r.events,
            (e) => `${e.mechanism.id} ${e.event}`,
          ),
        ],
      }),
    }),
  })
}

const rowType = (
  b: Builder,
  event: ReturnType<ReturnType<typeof b.objectRef<DutyEvent>>['implement']>,
) =>
  b.objectRef<RowSource>('DutyMatrixRow').implement({
    description: '一项职责 · One duty, where it is exercised, and when it was',
    fields: (t) => ({
      duty: t.field({ type: 'Duty', resolve: (r) => r.duty }),
      events: t.field({ type: [event], resolve: (r) => [...r.events] }),
      everywhere: t.stringList({
        description: '各流程皆有的事项 · Events of it that every process has',
        resolve: (r) => [...r.everywhere],
      }),
      exercised: t.int({
        description: '履行次数，至多计至 1000 · How often it was exercised, counted up to 1000',
        resolve: async (r) => Math.min((await r.exercise())?.count ?? 0, COUNTED),
      }),
      exercisedIsExact: t.boolean({
        resolve: async (r) => ((await r.exercise())?.count ?? 0) <= COUNTED,
      }),
      last: t.field({
        type: 'Entry',
        nullable: true,
        description: '最近一次履行；空为从未 · When it was exercised last; null: never',
        resolve: async (r, _args, context) => {
          const found = await r.exercise()
          if (!found) return null
          const { institution, reads } = context
          const last = await reads.entry.findFirst({
            where: { institution, position: BigInt(found.last) },
          })
          return last && entryOf(last)
        },
      }),
    }),
  })
