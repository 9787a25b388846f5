/** Entries of the trail: who did what, when, by which duty, on which facts, from which state to which. */
import type { EntryKind, Leaf } from '../../engine/core/trail.ts'
import { DUTIES } from '../../policies/ability.ts'
import { text } from '../../policies/law.ts'
import type { Context } from '../context.ts'
import type { Builder, StateSource } from './builder.ts'
import { entryOf, leafOf, readableEntries, rowOf } from './entry-source.ts'
import type { EntrySource } from './entry-source.ts'
import { encodeId } from './ids.ts'
import type { Enums } from './law.ts'
import { revealed } from './personal.ts'
import { processById } from './process-source.ts'
import { eventTitle, stateSource } from './registry.ts'
import type { Registry } from './registry.ts'

interface Parts {
  readonly enums: Enums
  readonly registry: Registry
}

/** The editions that an entry names. */
function editionFields(b: Builder): void {
  const edition = b
    .objectRef<{ readonly edition: string; readonly revision: number }>('EditionName')
    .implement({
      description: '版本名称 · The name of an edition: its day and its revision',
      fields: (t) => ({
        from: t.field({ type: 'Date', resolve: (e) => e.edition }),
        revision: t.exposeInt('revision'),
      }),
    })
  b.objectFields('Entry', (t) => ({
    edition: t.field({
      type: edition,
      nullable: true,
      description:
        '流程所依版本；迁移后为新版本 · The edition of the process; of a move the one after',
      resolve: async (e, _a, c) => (await leafOf(e, c)).process ?? null,
    }),
    editionBefore: t.field({
      type: edition,
      nullable: true,
      description: '迁移前的版本 · Of a move: the edition before',
      resolve: async (e, _a, c) => (await leafOf(e, c)).was ?? null,
    }),
  }))
}

export function entryTypes(b: Builder, parts: Parts): void {
  const { enums, registry } = parts
  b.objectType('Entry', {
    description: '存证条目，只增不改 · A line of the trail, never changed',
    interfaces: [b.nodeInterfaceRef()],
    fields: (t) => ({
      id: t.id({ resolve: (e) => encodeId('Entry', e.id) }),
      position: t.field({ type: 'Position', resolve: (e) => e.position }),
      kind: t.field({
        type: enums.entryKind,
        resolve: async (e, _a, c) => (await rowOf(e, c)).kind as EntryKind,
      }),
      recordedAt: t.field({
        type: 'DateTime',
        description: '记录时刻 · When it was recorded, as the leaf says',
        resolve: async (e, _a, c) => (await rowOf(e, c)).recordedAt,
      }),
      loggedAt: t.field({
        type: 'DateTime',
        description: '入链时刻，随序位递增 · When it entered the trail; rises with the position',
        resolve: async (e, _a, c) => (await rowOf(e, c)).loggedAt,
      }),
      effective: t.field({
        type: 'Effective',
        nullable: true,
        description:
          '生效时间，与记录时刻不同时 · When it took effect, where that is not when it was recorded',
        resolve: async (e, _a, c) => (await leafOf(e, c)).effective ?? null,
      }),
      actor: t.field({
        type: 'EntryActor',
        resolve: async (e, _a, c) => (await leafOf(e, c)).actor,
      }),
      mechanism: t.field({
        type: enums.mechanismId,
        nullable: true,
        resolve: async (e, _a, c) => registry.find((await rowOf(e, c)).mechanism)?.id ?? null,
      }),
      event: t.string({ resolve: async (e, _a, c) => (await rowOf(e, c)).event }),
      title: t.field({
        type: 'LocalizedText',
        resolve: async (e, _a, c) => {
          const row = await rowOf(e, c)
          const { process } = await leafOf(e, c)
          return eventTitle(registry.under(process) ?? registry.find(row.mechanism), row.event)
        },
      }),
      process: t.field({ type: 'Process', nullable: true, resolve: processOf }),
      version: t.int({ nullable: true, resolve: async (e, _a, c) => (await rowOf(e, c)).version }),
      cause: t.field({ type: 'Entry', nullable: true, resolve: causeOf }),
      request: t.string({
        nullable: true,
        description: '请求编号 · Request id, as sent',
        resolve: async (e, _a, c) => (await rowOf(e, c)).request,
      }),
    }),
  })
  editionFields(b)
  contentFields(b, parts)
  decisionFields(b, parts)
}

/** What was asked and decided. */
function contentFields(b: Builder, { registry }: Parts): void {
  b.objectFields('Entry', (t) => ({
    payload: t.field({
      type: 'JSON',
      description:
        '事项内容；个人信息仅对可查阅者显示，删除后显示删除它的条目 · What was asked; personal values show for who may read the process, and once erased say by which entry: { erased: { entry, at } }',
      resolve: async (e, _a, c) =>
        revealed((await leafOf(e, c)).event.payload, { entry: e.id, path: 'payload' }, c),
    }),
    remark: t.field({
      type: 'JSON',
      nullable: true,
      description: '备注（个人信息） · Remark beside the payload; personal',
      resolve: async (e, _a, c) =>
        revealed((await leafOf(e, c)).event.remark ?? null, { entry: e.id, path: 'remark' }, c),
    }),
    evidence: t.stringList({
      description: '证据的 SHA-256 · SHA-256 of evidence kept elsewhere',
      resolve: async (e, _a, c) => [...((await leafOf(e, c)).event.evidence ?? [])],
    }),
    facts: t.field({
      type: ['EntryFact'],
      description: '据以判断的事实 · The facts that the decision stood on',
      resolve: async (e, _a, c) => {
        const leaf = await leafOf(e, c)
        const known = registry.under(leaf.process)?.facts
        return Object.entries(leaf.facts ?? {}).map(([name, fact]) => ({
          ...fact,
          name,
          title: known?.[name]?.title,
        }))
      },
    }),
    leaf: t.string({
      description: '规范 JSON（RFC 8785） · The canonical JSON (RFC 8785) that is hashed',
      resolve: async (e, _a, c) => (await rowOf(e, c)).leaf,
    }),
    leafHash: t.string({
      description: '叶哈希（RFC 6962），十六进制 · Leaf hash of RFC 6962, hex',
      resolve: async (e, _a, c) => Buffer.from((await rowOf(e, c)).leafHash).toString('hex'),
    }),
  }))
}

/** What was decided, and what came of it. */
function decisionFields(b: Builder, { registry }: Parts): void {
  b.objectFields('Entry', (t) => ({
    decision: t.field({
      type: 'EntryDecision',
      nullable: true,
      resolve: async (e, _a, c) => (await leafOf(e, c)).decision ?? null,
    }),
    from: t.field({
      type: 'State',
      nullable: true,
      resolve: (e, _a, c) => positionIn(e, 'from', c),
    }),
    to: t.field({ type: 'State', nullable: true, resolve: (e, _a, c) => positionIn(e, 'to', c) }),
    refusal: t.field({
      type: 'Refusal',
      nullable: true,
      resolve: async (e, _a, c) => (await leafOf(e, c)).refusal ?? null,
    }),
    attested: t.field({
      type: 'Attestation',
      nullable: true,
      resolve: async (e, _a, c) => (await leafOf(e, c)).attested ?? null,
    }),
  }))
  const positionIn = async (
    e: EntrySource,
    which: 'from' | 'to',
    c: Context,
  ): Promise<StateSource | null> => {
    const leaf = await leafOf(e, c)
    const value = leaf[which]
    const { process, was } = leaf
    if (value === undefined || !process) return null
    const named = which === 'from' ? { ...process, ...was } : process
    return stateSource({ chart: process.chart, value }, registry.under(named))
  }
}

async function processOf(entry: EntrySource, _args: unknown, context: Context) {
  const { processId } = await rowOf(entry, context)
  return processId === null ? null : processById(processId, context)
}

/** Hidden from who may not read the process that caused it. */
async function causeOf(
  entry: EntrySource,
  _args: unknown,
  context: Context,
): Promise<EntrySource | null> {
  const { cause } = await rowOf(entry, context)
  const may = await readableEntries(context)
  if (cause === null || !may) return null
  const { institution } = context
  const row = await context.reads.entry.findFirst({ where: { institution, id: cause, AND: [may] } })
  return row && entryOf(row)
}

/** Parts of an entry. */
export function entryParts(b: Builder, { enums }: Parts): void {
  b.objectType('EntryActor', {
    description: '行为人 · Who acted: a person in a seat, or a body of the engine',
    fields: (t) => ({
      person: t.field({
        type: 'Person',
        nullable: true,
        resolve: ({ person }: Leaf['actor']) => (person ? { id: person } : null),
      }),
      body: t.field({ type: enums.body, nullable: true, resolve: (a) => a.body ?? null }),
      seat: t.id({ nullable: true, resolve: (a) => (a.seat ? encodeId('Seat', a.seat) : null) }),
      unit: t.string({ nullable: true, resolve: (a) => a.unit ?? null }),
      onBehalfOf: t.field({
        type: 'Person',
        nullable: true,
        resolve: (a) => (a.onBehalfOf ? { id: a.onBehalfOf } : null),
      }),
      delegation: t.id({
        nullable: true,
        description: '所依授权委托（G05） · The delegation (G05) under which he acted',
        resolve: (a) => (a.delegation ? encodeId('Delegation', a.delegation) : null),
      }),
      system: t.string({ nullable: true, resolve: (a) => a.system ?? null }),
      via: t.string({ resolve: (a) => a.via }),
    }),
  })
  b.objectType('EntryDecision', {
    description: '依据 · By which duty it was accepted',
    fields: (t) => ({
      duty: t.field({
        type: 'Duty',
        nullable: true,
        description: '已不在册的职责为空 · Null for a duty that is no longer in force',
        resolve: (d) => DUTIES.find((duty) => duty.id === d.duty) ?? null,
      }),
      dutyId: t.string({ resolve: (d) => d.duty }),
      article: t.field({ type: 'Citation', resolve: (d) => d.article }),
      separation: t.stringList({
        description: '已检查的分离规则 · Separation rules that were checked',
        resolve: (d) => [...d.separation],
      }),
    }),
  })
  b.objectType('EntryFact', {
    description: '事实 · A value that the decision stood on, and where it was read',
    fields: (t) => ({
      name: t.exposeString('name'),
      title: t.field({ type: 'LocalizedText', resolve: (f) => f.title ?? text(f.name, f.name) }),
      value: t.field({ type: 'JSON', nullable: true, resolve: (f) => f.value ?? null }),
      source: t.exposeString('source'),
    }),
  })
  b.objectType('Effective', {
    description:
      '生效时间 · When something took effect: at an instant, on a day, or not stated by the source',
    fields: (t) => ({
      at: t.field({ type: 'DateTime', nullable: true, resolve: (e) => ('at' in e ? e.at : null) }),
      on: t.field({ type: 'Date', nullable: true, resolve: (e) => ('on' in e ? e.on : null) }),
      unknown: t.boolean({ resolve: (e) => 'unknown' in e }),
      attested: t.string({
        nullable: true,
        resolve: (e) => ('unknown' in e ? (e.attested ?? null) : null),
      }),
    }),
  })
  b.objectType('Attestation', {
    description: '转录来源 · The earlier register that attests it',
    fields: (t) => ({ source: t.exposeString('source'), line: t.exposeInt('line') }),
  })
}
