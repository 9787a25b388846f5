/** The registry describes itself: charts, states, events, duties, rules, clocks, diagrams. */
import * as z from 'zod'
import type { AnyStateMachine, AnyStateNode } from 'xstate'
import type { Clock } from '../../engine/core/clocks.ts'
import { dutiesOf, isClockEvent, nodesOf } from '../../engine/core/load.ts'
import { personalIn } from '../../engine/core/input.ts'
import { ruleNames } from '../../engine/core/rules.ts'
import type {
  Context,
  EventRule,
  Mechanism,
  Notice,
  Phase,
  StateMeta,
} from '../../engine/core/mechanism.ts'
import type { Duty } from '../../policies/duty.ts'
import { text } from '../../policies/law.ts'
import type { Builder } from './builder.ts'
import { diagramOf } from './diagram.ts'
import { housePolicyType } from './house-policy.ts'
import type { Enums } from './law.ts'
import { commandField, processType, screaming } from './names.ts'
import type { Registry } from './registry.ts'
import { askable, takenIn } from './registry.ts'

interface ChartSource {
  readonly mechanism: Mechanism
  readonly name: string
  readonly machine: AnyStateMachine
}
interface NodeSource {
  readonly node: AnyStateNode
  readonly phase: Phase | undefined
}
interface EventSource {
  readonly mechanism: Mechanism
  readonly name: string
  readonly event: EventRule
}
interface ClockSource {
  readonly name: string
  readonly clock: Clock<Context>
}

const dutiesIn = (mechanism: Mechanism): Duty[] => [
  ...new Set(Object.values(mechanism.events).flatMap((event) => dutiesOf(event))),
]

/** The states of a chart with the phase that each has or inherits. */
function statesOf({ machine }: ChartSource): NodeSource[] {
  const walk = (node: AnyStateNode, inherited: Phase | undefined): NodeSource[] => {
    const phase = (node.meta as StateMeta | undefined)?.phase ?? inherited
    const children = Object.values(node.states).flatMap((child) => walk(child, phase))
    return node.path.length === 0 ? children : [{ node, phase }, ...children]
  }
  return walk(machine.root, undefined)
}

const allStates = (mechanism: Mechanism): NodeSource[] =>
  Object.entries(mechanism.charts).flatMap(([name, machine]) =>
    statesOf({ mechanism, name, machine }),
  )

/** JSON Schema of what is sent. Ids of nested shapes are names of the API and no part of it. */
const jsonSchema = (schema: z.ZodType): unknown =>
  z.toJSONSchema(schema, { io: 'input', metadata: z.registry<Record<string, never>>() })

/** Those of the law in the order of their articles, and those of the house (G) after them. */
const byNumber = (a: Mechanism, b: Mechanism): number =>
  Number(a.id.startsWith('G')) - Number(b.id.startsWith('G')) || (a.id < b.id ? -1 : 1)

export function mechanismTypes(b: Builder, enums: Enums, registry: Registry): void {
  const chart = chartType(b, enums)
  const event = eventType(b)
  const clock = clockType(b, enums)
  const edition = editionType(b, { enums, chart, registry })
  const policy = housePolicyType(b)
  const mechanism = mechanismType(b, enums, { chart, event, clock, policy, edition, registry })
  b.queryFields((t) => ({
    mechanisms: t.field({
      type: [mechanism],
      description:
        '全部机制的自我描述 · Every mechanism of the registry, described by itself: those of the law by their numbers, then those of the house',
      resolve: () => registry.mechanisms.toSorted(byNumber),
    }),
    mechanism: t.field({
      type: mechanism,
      args: { id: t.arg({ type: enums.mechanismId, required: true }) },
      resolve: (_root, { id }) => registry.of(id),
    }),
  }))
}

interface Described {
  readonly chart: ReturnType<typeof chartType>
  readonly event: ReturnType<typeof eventType>
  readonly clock: ReturnType<typeof clockType>
  readonly policy: ReturnType<typeof housePolicyType>
  readonly edition: ReturnType<typeof editionType>
  readonly registry: Registry
}
const mechanismType = (b: Builder, enums: Enums, described: Described) => {
  const { chart, event, clock, policy, edition, registry } = described
  return b.objectRef<Mechanism>('Mechanism').implement({
    description: '机制 · A rule of conduct that the law requires, as this house carries it out',
    fields: (t) => ({
      id: t.field({ type: enums.mechanismId, resolve: (m) => m.id }),
      kind: t.string({ resolve: (m) => m.kind }),
      slug: t.exposeString('slug'),
      title: t.field({ type: 'LocalizedText', resolve: (m) => m.title }),
      commandField: t.string({
        description: '变更项名称 · Name of its command',
        resolve: commandField,
      }),
      processType: t.string({
        description: '流程类型名称 · Type of its processes',
        resolve: processType,
      }),
      edition: t.field({
        type: edition,
        description:
          '最新版本，即此处所述及所受理输入的版本 · The newest, which is described here and whose inputs are taken',
        resolve: (m) => m,
      }),
      editions: t.field({
        type: [edition],
        description: '全部版本，自旧至新 · Every edition, the oldest first',
        resolve: (m) => [...registry.editions.all(m.id)],
      }),
      articles: t.field({ type: ['Citation'], resolve: (m) => [...m.edition.articles] }),
      charts: t.field({
        type: [chart],
        resolve: chartsOf,
      }),
      states: t.field({ type: [stateType(b, enums)], resolve: allStates }),
      events: t.field({
        type: [event],
        resolve: (m) =>
          Object.entries(m.events).map(([name, rule]) => ({ mechanism: m, name, event: rule })),
      }),
      duties: t.field({ type: ['Duty'], resolve: dutiesIn }),
      rules: t.field({
        type: ['Rule'],
        resolve: (m) =>
          Object.entries(m.rules).map(([name, rule]) => ({ mechanism: m, name, rule })),
      }),
      clocks: t.field({
        type: [clock],
        resolve: (m) => Object.entries(m.clocks).map(([name, rule]) => ({ name, clock: rule })),
      }),
      policies: t.field({
        type: [policy],
        description: '期限以外的内部规定 · House policy that is no length of a clock',
        resolve: (m) => Object.entries(m.policies).map(([key, one]) => ({ key, policy: one })),
      }),
      diagram: t.string({
        description: '第一张状态图 · Its first chart',
        args: { format: t.arg({ type: enums.diagramFormat, required: true }) },
        resolve: (m, { format }) =>
          diagramOf(m, { chart: Object.keys(m.charts)[0] ?? '', paths: [], format }),
      }),
    }),
  })
}

interface EditionParts {
  readonly enums: Enums
  readonly chart: ReturnType<typeof chartType>
  readonly registry: Registry
}
function editionType(b: Builder, { enums, chart, registry: { editions } }: EditionParts) {
  const standing = b.enumType('EditionStanding', {
    description: '版本状态 · Whether an edition is in force today',
    values: {
      PROPOSED: { value: 'proposed' as const, description: '尚未施行 · Its day is yet to come' },
      IN_FORCE: {
        value: 'inForce' as const,
        description: '现行，新流程依此开启 · Processes open under it',
      },
      SUPERSEDED: {
        value: 'superseded' as const,
        description: '已被取代，仅存续流程依此进行 · Only processes that began under it go on so',
      },
    },
  })
  return b.objectRef<Mechanism>('Edition').implement({
    description: '版本 · The text in force from a day',
    fields: (t) => ({
      from: t.string({ resolve: ({ edition }) => edition.from }),
      until: t.field({
        type: 'Date',
        nullable: true,
        description: '自此日起不再施行 · The first day on which it is no longer in force',
        resolve: (m) => editions.endOf(m) ?? null,
      }),
      revision: t.int({ resolve: ({ edition }) => edition.revision }),
      standing: t.field({
        type: standing,
        resolve: async (m, _args, c) => editions.standing(m, await c.today()),
      }),
      basis: t.field({ type: enums.basis, resolve: ({ edition }) => edition.basis }),
      articles: t.field({ type: ['Citation'], resolve: ({ edition }) => [...edition.articles] }),
      charts: t.field({ type: [chart], resolve: chartsOf }),
    }),
  })
}

const chartsOf = (mechanism: Mechanism): ChartSource[] =>
  Object.entries(mechanism.charts).map(([name, machine]) => ({ mechanism, name, machine }))

const states = new WeakMap<Builder, ReturnType<typeof makeStateType>>()
const stateType = (b: Builder, enums: Enums): ReturnType<typeof makeStateType> => {
  const known = states.get(b) ?? makeStateType(b, enums)
  states.set(b, known)
  return known
}
const makeStateType = (b: Builder, enums: Enums) =>
  b.objectRef<NodeSource>('ChartState').implement({
    description: '状态图中的状态 · A state of a chart',
    fields: (t) => ({
      path: t.string({ resolve: ({ node }) => node.path.join('.') }),
      title: t.field({
        type: 'LocalizedText',
        resolve: ({ node }) =>
          (node.meta as StateMeta | undefined)?.title ?? text(node.key, node.key),
      }),
      phase: t.field({ type: enums.phase, nullable: true, resolve: (s) => s.phase ?? null }),
      initial: t.boolean({
        resolve: ({ node }) =>
          node.parent?.type === 'parallel' || node.parent?.initial.target?.includes(node) === true,
      }),
      final: t.boolean({ resolve: ({ node }) => node.type === 'final' }),
      parallel: t.boolean({ resolve: ({ node }) => node.type === 'parallel' }),
      takes: t.stringList({
        description: '本状态受理的事项 · Events that lead on from here',
        resolve: ({ node }) =>
          [...node.transitions.keys()].filter((name) => !name.startsWith('xstate.')),
      }),
    }),
  })

const chartType = (b: Builder, enums: Enums) =>
  b.objectRef<ChartSource>('Chart').implement({
    description: '状态图 · A chart of a mechanism',
    fields: (t) => ({
      name: t.exposeString('name'),
      states: t.field({ type: [stateType(b, enums)], resolve: statesOf }),
      events: t.stringList({
        resolve: ({ machine }) => [
          ...new Set(
            nodesOf(machine.root)
              .flatMap((node) => [...node.transitions.keys()])
              .filter((name) => !name.startsWith('xstate.')),
          ),
        ],
      }),
      diagram: t.string({
        args: { format: t.arg({ type: enums.diagramFormat, required: true }) },
        resolve: ({ mechanism, name }, { format }) =>
          diagramOf(mechanism, { chart: name, paths: [], format }),
      }),
    }),
  })

/** Rules that may stand in the way of an event, in its charts and among its separations. */
function rulesAt({ mechanism, name }: EventSource): string[] {
  const guards = Object.values(mechanism.charts)
    .flatMap((machine) => nodesOf(machine.root))
    .flatMap((node) => node.transitions.get(name) ?? [])
    .flatMap((transition) => ruleNames(transition.guard))
  return [...new Set([...(mechanism.separation[name] ?? []), ...guards])]
}

function eventType(b: Builder) {
  const notice = b.objectRef<Notice>('EventNotice').implement({
    description: '告知 · Who is told of an event',
    fields: (t) => ({
      to: t.string({ resolve: (n) => screaming(n.to) }),
      about: t.field({ type: 'LocalizedText', resolve: (n) => n.about }),
    }),
  })
  return b.objectRef<EventSource>('EventType').implement({
    description: '事项 · An event of a mechanism',
    fields: (t) => ({
      name: t.exposeString('name'),
      title: t.field({ type: 'LocalizedText', resolve: ({ event }) => event.title }),
      nature: t.string({
        description: 'submission, decision, finding, record, order',
        resolve: ({ event }) => event.nature,
      }),
      duties: t.field({ type: ['Duty'], resolve: ({ event }) => [...dutiesOf(event)] }),
      opens: t.boolean({
        description: '开启流程 · Opens a process',
        resolve: ({ event }) => event.opens ?? false,
      }),
      byClock: t.boolean({
        description: '由时钟提出 · Fired by a clock, never sent',
        resolve: ({ event }) => isClockEvent(event),
      }),
      field: t.string({
        nullable: true,
        description: '输入项名称 · Field of the event input',
        resolve: ({ mechanism, name }) =>
          askable(mechanism).some(([known]) => known === name) ? name : null,
      }),
      payload: t.field({
        type: 'JSON',
        description: '内容的 JSON Schema · JSON Schema of the payload',
        resolve: ({ event }) => jsonSchema(event.payload),
      }),
      personal: t.stringList({
        description: '个人信息项 · Personal fields: kept outside the leaf, can be erased',
        resolve: ({ event }) =>
          personalIn(event.payload).map(({ parts }) =>
            parts.map((part) => (typeof part === 'symbol' ? '*' : part)).join('.'),
          ),
      }),
      from: t.stringList({
        description:
          '受理该事项的状态；空为全部 · States of the case that take it; empty: every state does',
        resolve: ({ mechanism, name }) => [...(takenIn(mechanism).get(name) ?? [])],
      }),
      rules: t.field({
        type: ['Rule'],
        resolve: (source) =>
          rulesAt(source).flatMap((name) => {
            const rule = source.mechanism.rules[name]
            return rule ? [{ mechanism: source.mechanism, name, rule }] : []
          }),
      }),
      notices: t.field({ type: [notice], resolve: ({ event }) => [...(event.notices ?? [])] }),
      backdatable: t.boolean({ resolve: ({ event }) => event.backdatable ?? false }),
      afterEnd: t.boolean({ resolve: ({ event }) => event.afterEnd ?? false }),
      transcribable: t.boolean({ resolve: ({ event }) => event.transcribable ?? false }),
    }),
  })
}

const clockType = (b: Builder, enums: Enums) =>
  b.objectRef<ClockSource>('Clock').implement({
    description: '期限规则 · A rule about time',
    fields: (t) => ({
      name: t.exposeString('name'),
      title: t.field({ type: 'LocalizedText', resolve: ({ clock }) => clock.title }),
      kind: t.field({ type: enums.clockKind, resolve: ({ clock }) => clock.kind }),
      citation: t.field({
        type: 'Citation',
        nullable: true,
        description: '法定期限的条文 · The article of a statutory clock',
        resolve: ({ clock }) => ('cite' in clock ? clock.cite : null),
      }),
      policy: t.string({
        nullable: true,
        description: '内部规定参数 · Key of the house policy that sets its length',
        resolve: ({ clock }) => ('policy' in clock ? clock.policy : null),
      }),
      bounds: t.intList({
        nullable: true,
        description: '内部规定的上下限 · Smallest and largest value that the institution may set',
        resolve: ({ clock }) => ('bounds' in clock ? [...clock.bounds] : null),
      }),
      length: t.int({
        nullable: true,
        description:
          '期限长度，约定期限为空 · Its length; null where the day is agreed in the case',
        resolve: ({ clock }) => lengthOf(clock)?.n ?? null,
      }),
      unit: t.string({ nullable: true, resolve: ({ clock }) => lengthOf(clock)?.unit ?? null }),
      runsIn: t.stringList({ resolve: ({ clock }) => [...clock.runsIn] }),
      pausedIn: t.stringList({ resolve: ({ clock }) => [...(clock.pausedIn ?? [])] }),
      fires: t.string({
        description: '届满时记录的事项 · The event it fires',
        resolve: ({ clock }) => clock.fires,
      }),
    }),
  })

const lengthOf = (clock: Clock<Context>) => ('span' in clock ? clock.span : undefined)
