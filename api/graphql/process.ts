/** Process and what belongs to it: state, actions, timers, subjects; and the lists of processes. */
import { brandWithType } from '@pothos/core'
import { dutiesOf } from '../../engine/core/load.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import type { ProcessState } from '../../engine/core/process.ts'
import type { Context } from '../context.ts'
import type { ActionSource, Builder } from './builder.ts'
import { decodeId, encodeId } from './ids.ts'
import type { Derivation } from './derive.ts'
import { diagramOf } from './diagram.ts'
import type { Enums } from './law.ts'
import { enumerated, factsNames, factsShape } from './merge.ts'
import { processType } from './names.ts'
import { processById, stateOf, viewOf } from './process-source.ts'
import type { ProcessSource } from './process-source.ts'
import { eventTitle, stateSource } from './registry.ts'
import type { Registry } from './registry.ts'
import { timersOf } from './timer.ts'
import { entriesOf } from './trail.ts'

interface Parts {
  readonly enums: Enums
  readonly registry: Registry
  readonly derivation: Derivation
}
type Facts = Readonly<Record<string, unknown>>

/** The types of the facts of a mechanism, one for each chart; all share the union `Facts`. */
function factsOf({ id, title }: Mechanism, { registry, derivation }: Parts) {
  const editions = registry.editions.all(id).toReversed()
  const { charts, nameOf } = factsNames(editions)
  const enums = enumerated(editions, nameOf)
  const says = `${title.zh}的事实，不含个人信息 · What is known of a process of ${title.en}; never personal`
  return charts.map((chart) =>
    derivation.output(nameOf(chart), factsShape(editions, chart, { nameOf, enums }), {
      path: `${id} context`,
      says,
    }),
  )
}

/** The union of all facts, and the facts of a state as a member of it. */
export interface FactsType {
  readonly union: ReturnType<typeof unionOf>
  readonly of: (state: Pick<ProcessState, 'mechanism' | 'chart' | 'context'>) => Facts
}
const unionOf = (b: Builder, types: readonly OutputRef[]) =>
  b.unionType('Facts', {
    description: '流程的事实 · What is known of a process, by mechanism',
    types: [...types],
  })
type OutputRef = ReturnType<typeof factsOf>[number]

export function processTypes(b: Builder, parts: Parts): FactsType {
  const { enums, registry } = parts
  const { mechanisms } = registry
  const facts = new Map(mechanisms.map((m) => [m.id, factsOf(m, parts)]))
  const factNames = new Map(
    mechanisms.map((m) => [m.id, factsNames(registry.editions.all(m.id)).nameOf]),
  )
  const union = unionOf(b, [...facts.values()].flat())
  const factsIn: FactsType['of'] = ({ mechanism, chart, context }) => {
    // A copy: two processes in their first state share one context object.
    const value = { ...context }
    // Contexts are plain JSON and do not say themselves which member of the union they are.
    brandWithType(value, factNames.get(mechanism)?.(chart) as never)
    return value
  }
  const contextOf = async (source: ProcessSource, context: Context): Promise<Facts> =>
    factsIn(await stateOf(source, context))
  b.interfaceType('Process', {
    description: '流程 · One running case of a mechanism',
    interfaces: [b.nodeInterfaceRef()],
    resolveType: (source) => registry.typeOf(source.mechanism),
    fields: (t) => ({
      id: t.id({ resolve: (p) => encodeId(registry.typeOf(p.mechanism), p.id) }),
      mechanism: t.field({ type: enums.mechanismId, resolve: (p) => p.mechanism }),
      edition: t.exposeString('edition', {
        description: '所依版本的施行日 · Day from which its edition is in force',
      }),
      revision: t.exposeInt('revision', {
        description: '所依版本的修订号 · Revision of its edition',
      }),
      reference: t.exposeString('reference', { description: '编号 · Number for people' }),
      title: t.field({
        type: 'LocalizedText',
        resolve: async (p, _a, c) => (await stateOf(p, c)).title,
      }),
      state: t.field({
        type: 'State',
        resolve: async (p, _a, c) => {
          const state = await stateOf(p, c)
          return stateSource(state, registry.under(state))
        },
      }),
      facts: t.field({ type: union, resolve: (p, _a, c) => contextOf(p, c) }),
      version: t.int({
        description: '版本，随每一受理事项加一 · Raised by one with every accepted event',
        resolve: async (p, _a, c) => (await stateOf(p, c)).version,
      }),
      openedAt: t.expose('openedAt', { type: 'DateTime' }),
      closedAt: t.field({
        type: 'DateTime',
        nullable: true,
        resolve: async (p, _a, c) => (await stateOf(p, c)).closedAt ?? null,
      }),
      basis: t.field({
        type: enums.basis,
        description: '约束依据 · What binds the institution in this case',
        resolve: async (p, _a, c) => (await stateOf(p, c)).basis,
      }),
    }),
  })
  standingFields(b, { enums, registry })
  for (const mechanism of mechanisms)
    mechanismType(b, mechanism, { facts: factsField(facts.get(mechanism.id), union), contextOf })
  return { union, of: factsIn }
}

/** Exactly the one type where a mechanism has one chart; a union cannot be narrowed to fewer members. */
const factsField = <T, U>(types: readonly T[] | undefined, union: U): T | U =>
  types?.length === 1 && types[0] !== undefined ? types[0] : union

/** Where it stands: what it is about, what may be done, what runs, what happened. */
function standingFields(b: Builder, { enums, registry }: Omit<Parts, 'derivation'>): void {
  b.interfaceFields('Process', (t) => ({
    unit: t.field({ type: 'Unit', nullable: true, resolve: unitOf }),
    subjects: t.field({ type: ['Subject'], resolve: subjectsOf }),
    actions: t.field({
      type: ['Action'],
      description:
        '本状态受理的全部事项，及查看人可否提出 · Every event that the state takes, and whether the viewer may send it',
      resolve: (p, _a, c) => actionsOf(p, c, registry),
    }),
    timers: t.field({ type: ['Timer'], resolve: (p, _a, c) => timersOf(p, c, registry) }),
    entries: t.field({
      type: 'EntryConnection',
      args: t.arg.connectionArgs(),
      resolve: (p, args, c) => entriesOf(args, p.id, c),
    }),
    diagram: t.string({
      description: '标出当前状态的状态图 · The chart with the present state marked',
      args: { format: t.arg({ type: enums.diagramFormat, required: true }) },
      resolve: async (p, { format }, c) => {
        const state = await stateOf(p, c)
        const { chart, paths } = state
        const mechanism = registry.under(state) ?? registry.of(p.mechanism)
        return diagramOf(mechanism, { chart, paths, format })
      },
    }),
  }))
}

function mechanismType(
  b: Builder,
  mechanism: Mechanism,
  parts: {
    readonly facts: unknown
    readonly contextOf: (source: ProcessSource, context: Context) => Promise<Facts>
  },
): void {
  b.objectRef<ProcessSource>(processType(mechanism)).implement({
    description: `${mechanism.title.zh} · ${mechanism.title.en} (${mechanism.edition.articles.join(', ')})`,
    interfaces: ['Process', b.nodeInterfaceRef()],
    fields: (t) => ({
      // Both interfaces have it, and Node's own does not know how to answer.
      id: t.id({ resolve: (p) => encodeId(processType(mechanism), p.id) }),
      // Narrower than the interface says, which GraphQL allows and Pothos cannot express.
      facts: t.field({
        type: parts.facts as never,
        resolve: ((source: ProcessSource, _args: unknown, context: Context) =>
          parts.contextOf(source, context)) as never,
      }),
    }),
  })
}

async function unitOf(source: ProcessSource, _args: unknown, context: Context) {
  const { unit } = await stateOf(source, context)
  if (unit === undefined) return null
  return (
    (await context.units.get(unit)) ?? { id: unit, name: unit, kind: 'unknown', superior: null }
  )
}

async function subjectsOf(source: ProcessSource, _args: unknown, context: Context) {
  const { subjects } = await stateOf(source, context)
  return Promise.all(
    subjects.map(async (key) => ({
      key,
      kind: key.slice(0, key.indexOf(':')),
      name: (await context.subjects.get(key))?.name,
    })),
  )
}

async function actionsOf(
  source: ProcessSource,
  context: Context,
  registry: Registry,
): Promise<ActionSource[]> {
  // The asker of an answered command may have handed the case to those who alone read it now.
  const view = source.answered ? await context.views.get(source.id) : await viewOf(source, context)
  const mechanism = registry.under(view?.state) ?? registry.of(source.mechanism)
  const own = (view?.offers ?? []).map((offer) => ({ ...offer, mechanism, refusal: offer.refusal }))
  const onBehalf = (view?.onBehalf ?? []).map((offer) => ({
    ...offer,
    mechanism,
    refusal: offer.refusal,
  }))
  return [...own, ...onBehalf]
}

/** State, Action, Unit, Subject: plain parts of a process. */
export function processParts(b: Builder, { enums }: Pick<Parts, 'enums'>): void {
  b.objectType('State', {
    description: '状态 · Where a process stands',
    fields: (t) => ({
      paths: t.stringList({
        description:
          '全部活动状态 · Every active state, ancestors included, in the order of the chart',
        resolve: (s) => [...s.paths],
      }),
      titles: t.field({
        type: ['LocalizedText'],
        description: '最内层活动状态的名称 · Titles of the innermost active states',
        resolve: (s) => [...s.titles],
      }),
      phase: t.field({ type: enums.phase, resolve: (s) => s.phase }),
      final: t.exposeBoolean('final', { description: '案件已了结 · The case has ended' }),
    }),
  })
  actionType(b)
  b.objectType('Unit', {
    description: '机构与部门 · A unit of the institution',
    fields: (t) => ({
      code: t.string({ resolve: (unit) => unit.id }),
      name: t.exposeString('name'),
      kind: t.exposeString('kind'),
      superior: t.exposeString('superior', { nullable: true }),
    }),
  })
  b.objectType('Subject', {
    description: '流程所涉主体 · What a process is about',
    fields: (t) => ({
      key: t.exposeString('key'),
      kind: t.exposeString('kind'),
      name: t.string({ nullable: true, resolve: (subject) => subject.name ?? null }),
    }),
  })
}

function actionType(b: Builder): void {
  b.objectType('Action', {
    description: '可提出的事项 · An event that the state takes, with the verdict for the viewer',
    fields: (t) => ({
      event: t.exposeString('event'),
      title: t.field({ type: 'LocalizedText', resolve: (a) => eventTitle(a.mechanism, a.event) }),
      duty: t.expose('duty', {
        type: 'Duty',
        description: '据以提出的职责 · The duty by which it is sent',
      }),
      duties: t.field({
        type: ['Duty'],
        description: '任一职责即可 · The duties of which one is needed',
        resolve: (a) => {
          const event = a.mechanism.events[a.event]
          return event ? [...dutiesOf(event)] : []
        },
      }),
      onBehalfOf: t.field({
        type: 'Person',
        nullable: true,
        description:
          '受托代理的人员；提出时填入 onBehalfOf · Whose delegation carries it; sent with onBehalfOf. Null: in one’s own right',
        resolve: (a) => (a.onBehalfOf === undefined ? null : { id: a.onBehalfOf }),
      }),
      allowed: t.exposeBoolean('allowed', {
        description:
          '满足 dependsOn 的内容即获受理 · True: it succeeds with a payload that meets dependsOn',
      }),
      refusal: t.field({ type: 'Refusal', nullable: true, resolve: (a) => a.refusal ?? null }),
      dependsOn: t.field({
        type: ['Rule'],
        description: '取决于内容的规则 · Rules that only the payload can decide',
        resolve: (a) =>
          a.dependsOn.flatMap((name) => {
            const rule = a.mechanism.rules[name]
            return rule ? [{ mechanism: a.mechanism, name, rule }] : []
          }),
      }),
    }),
  })
}

/** `process(id)`. */
export function processQuery(b: Builder, registry: Registry): void {
  b.queryField('process', (t) =>
    t.field({
      type: 'Process',
      nullable: true,
      description:
        '按编号取一流程；不存在、他机构、无权查阅皆为空 · One process, or null: absent, foreign and hidden are the same',
      args: { id: t.arg.id({ required: true }) },
      resolve: (_root, { id }, context) => processByGlobalId(id, registry, context),
    }),
  )
}

/** A process by its global id; the type in the id must be its own. */
export async function processByGlobalId(
  id: string,
  registry: Registry,
  context: Context,
): Promise<ProcessSource | null> {
  const decoded = decodeId(id)
  if (!decoded || !registry.accepted('Process', undefined).includes(decoded.type)) return null
  const found = await processById(decoded.id, context)
  if (!found) return null
  return decoded.type === 'Process' || decoded.type === registry.typeOf(found.mechanism)
    ? found
    : null
}
