/** Subjects: a product, a partner, a consumer, … with everything that goes on about it. */
import type { Prisma } from '../../schema/client/client.ts'
import { SUBJECT_KINDS } from '../../engine/core/values.ts'
import type { Context } from '../context.ts'
import type { BarSource, Builder } from './builder.ts'
import { checkText } from './filter.ts'
import { isLate, processesOf } from './lists.ts'
import { SOURCE, readable } from './process-source.ts'
import type { Registry } from './registry.ts'

interface SubjectSource {
  readonly key: string
  readonly kind: string
  readonly name: string | undefined
}

/** The subject by its key: one that is registered, or that a process the viewer may read is about. */
async function subjectBy(key: string, context: Context): Promise<SubjectSource | null> {
  const kind = checkText('key', key).split(':')[0] ?? ''
  if (!(SUBJECT_KINDS as readonly string[]).includes(kind)) return null
  const known = await context.subjects.get(key)
  if (!known && !(await context.reads.process.findFirst({ where: await about(key, context) })))
    return null
  return { key, kind, name: known?.name }
}

/** Processes about a subject that the viewer may read. */
async function about(key: string, context: Context): Promise<Prisma.ProcessWhereInput> {
  const may = await readable(context)
  const { institution } = context
  return { institution, subjects: { has: key }, AND: [may?.where ?? { id: { in: [] } }] }
}

/** What bars it now: by each chart that can, the state of its latest process. */
async function barsOf(
  { key, kind }: SubjectSource,
  registry: Registry,
  context: Context,
): Promise<BarSource[]> {
  const where = await about(key, context)
  const barring = registry.editions.every.flatMap(({ id: mechanism, bars: all }) =>
    all.filter((bar) => bar.subject === kind).map(({ chart }) => ({ mechanism, chart })),
  )
  const charts = new Map(barring.map((one) => [`${one.mechanism} ${one.chart}`, one]))
  const found = await Promise.all(
    [...charts.values()].map(async ({ mechanism, chart }) => {
      const latest = await context.reads.process.findFirst({
        where: { AND: [where, { mechanism, chart }] },
        orderBy: { openedPosition: 'desc' },
        select: { ...SOURCE, paths: true },
      })
      if (!latest) return []
      // What bars is said by the edition that the process stands under.
      return (registry.under(latest) ?? registry.of(mechanism)).bars
        .filter((bar) => bar.subject === kind && bar.chart === chart)
        .filter(({ paths }) => latest.paths.some((path) => paths.includes(path)))
        .map(({ says }) => ({ process: latest, says }))
    }),
  )
  return found.flat()
}

export function subjectTypes(b: Builder, registry: Registry): void {
  const bar = b.objectRef<BarSource>('Bar').implement({
    description: '限制 · Why a subject may not be sold, used or act now',
    fields: (t) => ({
      says: t.field({ type: 'LocalizedText', resolve: (one) => one.says }),
      process: t.field({ type: 'Process', resolve: (one) => one.process }),
    }),
  })
  b.objectFields('Subject', (t) => ({
    processes: t.field({
      type: 'ProcessConnection',
      description: '涉及该主体的全部流程 · All processes about it',
      args: t.arg.connectionArgs(),
      resolve: ({ key }, args, c) => processesOf(args, { subjects: { has: key } }, c),
    }),
    open: t.field({
      type: 'ProcessConnection',
      description: '未了结的流程 · Those that have not ended',
      args: t.arg.connectionArgs(),
      resolve: ({ key }, args, c) => processesOf(args, { subjects: { has: key }, final: false }, c),
    }),
    late: t.field({
      type: 'ProcessConnection',
      description: '有期限逾期的流程 · Those in which a deadline has passed',
      args: t.arg.connectionArgs(),
      resolve: ({ key }, args, c) =>
        processesOf(args, { AND: [{ subjects: { has: key } }, isLate(c)] }, c),
    }),
    bars: t.field({
      type: [bar],
      description: '现行限制 · What bars it now',
      resolve: (subject, _args, c) => barsOf(subject, registry, c),
    }),
  }))
  b.queryField('subject', (t) =>
    t.field({
      type: 'Subject',
      nullable: true,
      description:
        '按键取一主体，`product:<id>`；未登记且无可查阅流程者为空 · One subject by its key, or null where it is not registered and no readable process is about it',
      args: { key: t.arg.string({ required: true }) },
      resolve: (_root, { key }, context) => subjectBy(key, context),
    }),
  )
}
