/**
 * The chain of a process in both directions: what caused it, what it caused, on which processes its
 * decisions relied, which relied on it, and which it names or is named by.
 */
import type { Prisma } from '../../schema/client/client.ts'
import type { Leaf } from '../../engine/core/trail.ts'
import type { Uuid } from '../../engine/core/values.ts'
import type { Context } from '../context.ts'
import type { Builder, TraceLinkSource, TraceSource } from './builder.ts'
import { entryOf, readableEntries } from './entry-source.ts'
import type { EntryRow } from './entry-source.ts'
import { processByGlobalId } from './process.ts'
import type { Registry } from './registry.ts'

/** A chain longer than this is cut, and says so. */
const PROCESSES_MAX = 200
/** Entries of one level that are looked into. */
const ENTRIES_MAX = 2000

type LinkKind = TraceLinkSource['kind']

/** What binds a later process to an earlier one: an entry of the later. */
interface Link {
  readonly kind: LinkKind
  readonly earlier: Uuid
  readonly later: Uuid
  readonly entry: EntryRow
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const SOURCE_OF = /^process:([0-9a-f-]{36})@/

/** Every process that a decision read, from the sources of its facts; several where a fact has several. */
function reliedOn(leaf: Leaf): Uuid[] {
  return Object.values(leaf.facts ?? {}).flatMap(({ source, value }) => {
    const one = SOURCE_OF.exec(source)?.[1]
    if (one !== undefined) return [one]
    if (!source.startsWith('mechanism:') || !Array.isArray(value)) return []
    return (value as readonly ({ readonly id?: Uuid } | null)[]).flatMap((found) => found?.id ?? [])
  })
}
/** What may be the id of a process in what was sent; the database knows which are. */
const named = (leaf: Leaf): Uuid[] => JSON.stringify(leaf.event.payload).match(UUID) ?? []

/** Links that the entries of a level tell by themselves, towards what was there before them. */
function linksFrom(entries: readonly EntryRow[], causes: ReadonlyMap<Uuid, Uuid>): Link[] {
  return entries.flatMap((entry): Link[] => {
    const later = entry.processId
    if (later === null) return []
    const leaf = JSON.parse(entry.leaf) as Leaf
    const cause = entry.cause === null ? undefined : causes.get(entry.cause)
    const link = (kind: LinkKind, earlier: Uuid): Link => ({ kind, earlier, later, entry })
    return [
      ...(cause === undefined ? [] : [link('CAUSED', cause)]),
      ...reliedOn(leaf).map((id) => link('RELIED_ON', id)),
      ...named(leaf).map((id) => link('NAMED', id)),
    ].filter(({ earlier }) => earlier !== later)
  })
}

/** The entries of some processes, and those elsewhere that they caused or that speak of them. */
async function around(level: readonly Uuid[], context: Context, may: Prisma.EntryWhereInput) {
  const { institution, reads } = context
  const own = await reads.entry.findMany({
    where: { institution, processId: { in: [...level] }, refusal: null, AND: [may] },
    orderBy: { position: 'asc' },
    take: ENTRIES_MAX,
  })
  const where = { institution, refusal: null, AND: [may] }
  const caused = await reads.entry.findMany({
    where: { ...where, cause: { in: own.map((e) => e.id) } },
    orderBy: { position: 'asc' },
    take: ENTRIES_MAX,
  })
  const rows = await reads.process.findMany({
    where: { institution, id: { in: [...level] } },
    select: { id: true, subjects: true },
  })
  // Only among what is about the same subjects: the leaves of a whole trail are never searched.
  const speaking = await Promise.all(
    rows
      .filter(({ subjects }) => subjects.length > 0)
      .map(({ id, subjects }) =>
        reads.entry.findMany({
          where: {
            ...where,
            leaf: { contains: id },
            NOT: { processId: id },
            process: { is: { subjects: { hasSome: subjects } } },
          },
          orderBy: { position: 'asc' },
          take: PROCESSES_MAX,
        }),
      ),
  )
  return [...new Map([...own, ...caused, ...speaking.flat()].map((e) => [e.id, e])).values()]
}

/** By entry: the process of an entry that caused another. */
async function causesOf(entries: readonly EntryRow[], context: Context) {
  const ids = entries.flatMap(({ cause }) => cause ?? [])
  const { institution, reads } = context
  const rows = await reads.entry.findMany({
    where: { institution, id: { in: ids } },
    select: { id: true, processId: true },
  })
  return new Map(rows.flatMap(({ id, processId }) => (processId === null ? [] : [[id, processId]])))
}

const keyOf = ({ kind, earlier, later, entry }: Link) => [kind, earlier, later, entry.id].join(' ')

/** The whole chain of a process, as far as the viewer may read it. */
async function traceOf(start: Uuid, context: Context): Promise<TraceSource> {
  const may = (await readableEntries(context)) ?? { id: { in: [] } }
  const reached = new Set([start])
  const links = new Map<string, Link>()
  let cut = false
  for (let level: readonly Uuid[] = [start]; level.length > 0;) {
    const entries = await around(level, context, may)
    const found = linksFrom(entries, (await causesOf(entries, context)) as ReadonlyMap<Uuid, Uuid>)
    const ids = [...new Set(found.flatMap(({ earlier, later }) => [earlier, later]))]
    const known = new Set(
      (await Promise.all(ids.map((id) => context.processes.get(id)))).flatMap((p) => p?.id ?? []),
    )
    const sound = found.filter(({ earlier, later }) => known.has(earlier) && known.has(later))
    const next = [...known].filter((id) => !reached.has(id))
    const room = PROCESSES_MAX - reached.size
    cut ||= next.length > room
    level = next.slice(0, room)
    for (const id of level) reached.add(id)
    for (const link of sound)
      if (reached.has(link.earlier) && reached.has(link.later)) links.set(keyOf(link), link)
  }
  const processes = await Promise.all([...reached].map((id) => context.processes.get(id)))
  return {
    processes: processes.filter((p) => p !== undefined),
    links: [...links.values()].toSorted(inOrder).map((l) => ({ ...l, entry: entryOf(l.entry) })),
    complete: !cut,
  }
}
const inOrder = (a: Link, b: Link): number =>
  Number(a.entry.position - b.entry.position) || keyOf(a).localeCompare(keyOf(b))

export function traceQuery(b: Builder, registry: Registry): void {
  const kind = b.enumType('TraceLinkKind', {
    description: '关联方式 · How a later process hangs on an earlier one',
    values: {
      CAUSED: { description: '由其引发 · An entry of the earlier caused one of the later' },
      RELIED_ON: {
        description: '据其事实决定 · A decision of the later read the earlier as a fact',
      },
      NAMED: { description: '指明 · What was sent to the later names the earlier' },
    },
  })
  const link = b.objectRef<TraceLinkSource>('TraceLink').implement({
    description: '关联 · What binds two processes, shown by an entry of the later',
    fields: (t) => ({
      kind: t.field({ type: kind, resolve: (l) => l.kind }),
      earlier: t.field({
        type: 'Process',
        nullable: true,
        resolve: (l, _a, c) => at(l.earlier, c),
      }),
      later: t.field({ type: 'Process', nullable: true, resolve: (l, _a, c) => at(l.later, c) }),
      entry: t.field({ type: 'Entry', resolve: (l) => l.entry }),
    }),
  })
  const trace = b.objectRef<TraceSource>('Trace').implement({
    description: '来龙去脉 · The chain of a process in both directions',
    fields: (t) => ({
      processes: t.field({ type: ['Process'], resolve: (s) => [...s.processes] }),
      links: t.field({ type: [link], resolve: (s) => [...s.links] }),
      complete: t.exposeBoolean('complete', {
        description: `未因超过${PROCESSES_MAX}个流程而截断 · False where it was cut at ${PROCESSES_MAX} processes`,
      }),
    }),
  })
  b.queryField('trace', (t) =>
    t.field({
      type: trace,
      nullable: true,
      description:
        '一个流程的来龙去脉：引发、依据和指明的全部流程 · Everything that caused a process, that it caused, that it relied on and that relied on it, as far as the viewer may read',
      args: { process: t.arg.id({ required: true }) },
      resolve: async (_root, { process }, context) => {
        const found = await processByGlobalId(process, registry, context)
        return found && traceOf(found.id, context)
      },
    }),
  )
}

const at = async (id: Uuid, context: Context) => (await context.processes.get(id)) ?? null
