/** The list of processes, with its filter. */
import type { Prisma } from '../../schema/client/client.ts'
import type { Phase } from '../../engine/core/mechanism.ts'
import type { Context } from '../context.ts'
import type { Builder } from './builder.ts'
import { emptyPage, pageOf } from './connection.ts'
import type { Page, PageArgs, Window } from './connection.ts'
import { checkText } from './filter.ts'
import { isUuid } from './ids.ts'
import type { Enums } from './law.ts'
import { SOURCE, noteProcesses, readable } from './process-source.ts'
import type { ProcessSource } from './process-source.ts'

type Maybe<T> = T | null | undefined
interface ProcessAsk {
  readonly mechanism?: Maybe<string>
  readonly open?: Maybe<boolean>
  readonly phase?: Maybe<Phase>
  readonly unit?: Maybe<string>
  readonly subject?: Maybe<string>
  readonly path?: Maybe<string>
  readonly reference?: Maybe<string>
  readonly dueBefore?: Maybe<string>
  readonly late?: Maybe<boolean>
  readonly openedByMe?: Maybe<boolean>
}
type Direction = 'asc' | 'desc'

/** A page of the processes that the viewer may read and that meet every condition. */
export async function processesOf(
  args: PageArgs & { readonly orderBy?: Maybe<Direction> },
  asked: Prisma.ProcessWhereInput,
  context: Context,
): Promise<Page<ProcessSource>> {
  const may = await readable(context)
  if (!may) return emptyPage()
  const { institution, reads } = context
  const where: Prisma.ProcessWhereInput = { institution, AND: [may.where, asked] }
  const order = args.orderBy ?? 'desc'
  return pageOf<ProcessSource, readonly [string, string]>({
    args,
    keyOf: ({ openedAt, id }) => [new Date(openedAt).toISOString(), id],
    parse: parseKey,
    read: async (window) => {
      const direction = window.backwards === (order === 'desc') ? 'asc' : 'desc'
      const rows = await reads.process.findMany({
        where: { AND: [where, ...between(window, order)] },
        orderBy: [{ openedAt: direction }, { id: direction }],
        take: window.take,
        select: SOURCE,
      })
      await noteProcesses(rows, context)
      return rows
    },
    count: (most) => reads.process.count({ where, take: most }),
  })
}

function parseKey(key: unknown): readonly [string, string] | undefined {
  if (!Array.isArray(key)) return undefined
  const [at, id] = key as unknown[]
  return typeof at === 'string' &&
    !Number.isNaN(Date.parse(at)) &&
    typeof id === 'string' &&
    isUuid(id)
    ? [at, id]
    : undefined
}

/** Rows beyond a key: opened later, or at the same instant with a larger id. */
const beyond = (
  [at, id]: readonly [string, string],
  side: 'gt' | 'lt',
): Prisma.ProcessWhereInput => ({
  // The first condition says nothing new, but is one that the index can start from.
  openedAt: side === 'gt' ? { gte: at } : { lte: at },
  OR: [{ openedAt: { [side]: at } }, { openedAt: at, id: { [side]: id } }],
})
const between = (
  { after, before }: Window<readonly [string, string]>,
  order: Direction,
): Prisma.ProcessWhereInput[] => [
  ...(after ? [beyond(after, order === 'asc' ? 'gt' : 'lt')] : []),
  ...(before ? [beyond(before, order === 'asc' ? 'lt' : 'gt')] : []),
]

/** What a filter asks of the row. */
function processWhere(ask: ProcessAsk, context: Context): Prisma.ProcessWhereInput {
  const given = <T>(value: Maybe<T>, where: (value: T) => Prisma.ProcessWhereInput) =>
    value === null || value === undefined ? [] : [where(value)]
  return {
    AND: [
      ...given(ask.mechanism, (mechanism) => ({ mechanism })),
      ...given(ask.open, (open) => ({ final: !open })),
      ...given(ask.phase, (phase) => ({ phase })),
      ...given(ask.unit, (unit) => ({ unit: checkText('unit', unit) })),
      ...given(ask.subject, (subject) => ({ subjects: { has: checkText('subject', subject) } })),
      ...given(ask.path, (path) => ({ paths: { has: checkText('path', path) } })),
      ...given(ask.reference, (reference) => ({ reference: checkText('reference', reference) })),
      ...given(ask.dueBefore, (dueBefore) => ({ timers: { some: { dueAt: { lt: dueBefore } } } })),
      ...given(ask.late, (late) => (late ? isLate(context) : { NOT: isLate(context) })),
      ...given(ask.openedByMe, (mine) =>
        mine ? { openedBy: context.person } : { NOT: { openedBy: context.person } },
      ),
    ],
  }
}

/** A deadline has struck, or has passed and is about to be recorded. */
export const isLate = (context: Context): Prisma.ProcessWhereInput => ({
  OR: [
    { late: { isEmpty: false } },
    { timers: { some: { kind: 'deadline', dueAt: { lte: context.now() } } } },
  ],
})

export function processList(b: Builder, enums: Enums): void {
  const filter = b.inputType('ProcessFilter', {
    description: '流程筛选，各条件同时满足 · Conditions on processes; all must hold',
    fields: (t) => ({
      mechanism: t.field({ type: enums.mechanismId }),
      open: t.boolean({ description: '未了结 · The case has not ended' }),
      phase: t.field({ type: enums.phase }),
      unit: t.string(),
      subject: t.string({ description: '主体键 · Subject key, `product:<id>`' }),
      path: t.string({ description: '处于该状态 · Stands in this state' }),
      reference: t.string(),
      dueBefore: t.field({
        type: 'DateTime',
        description: '有期限早于此时届满 · Some clock is due before',
      }),
      late: t.boolean({ description: '有期限逾期 · Some deadline has passed' }),
      openedByMe: t.boolean({ description: '由我开启 · Opened by the viewer' }),
    }),
  })
  const order = b.enumType('ProcessOrder', {
    description: '流程排序 · The order of processes; the default is OPENED_AT_DESC',
    values: {
      OPENED_AT_ASC: { value: 'asc' as const },
      OPENED_AT_DESC: { value: 'desc' as const },
    },
  })
  b.queryField('processes', (t) =>
    t.field({
      type: 'ProcessConnection',
      description: '可查阅的流程 · Processes that the viewer may read',
      args: {
        filter: t.arg({ type: filter }),
        orderBy: t.arg({ type: order }),
        ...t.arg.connectionArgs(),
      },
      resolve: (_root, args, context) =>
        processesOf(args, processWhere(args.filter ?? {}, context), context),
    }),
  )
}
