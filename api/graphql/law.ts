/** Types of the law: texts in two languages, citations, duties, rules, refusals. */
import { DUTIES } from '../../policies/ability.ts'
import { BODIES } from '../../policies/duty.ts'
import { titleOf } from '../../policies/supervision.ts'
import type { Body } from '../../policies/duty.ts'
import { LAWS, cited, isHousePolicy } from '../../policies/law.ts'
import type { Law } from '../../policies/law.ts'
import { PHASES } from '../../engine/core/mechanism.ts'
import { ENTRY_KINDS } from '../../engine/core/trail.ts'
import { REFUSAL_KINDS } from '../../engine/core/refusal.ts'
import type { HeldBy } from '../../engine/core/refusal.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import type { Builder } from './builder.ts'
import { screaming } from './names.ts'
import { processById } from './process-source.ts'

export type Enums = ReturnType<typeof enumsOf>

const valuesOf = <const V extends string>(values: readonly V[]) =>
  Object.fromEntries(values.map((value) => [screaming(value), { value }])) as Record<
    string,
    { value: V }
  >

/** Enums of the contract, whose values stand in code. */
export const enumsOf = (b: Builder, mechanisms: readonly Mechanism[]) => ({
  phase: b.enumType('Phase', {
    description: '事前、事中、事后 · Control before, during and after',
    values: valuesOf(PHASES),
  }),
  body: b.enumType('Body', {
    description:
      '机构、部门与外部主体 · Who may act: the bodies of the institution and those outside it',
    values: Object.fromEntries(
      Object.entries(BODIES).map(([body, title]) => [
        screaming(body),
        { value: body as Body, description: `${title.zh} · ${title.en}` },
      ]),
    ) as Record<string, { value: Body; description: string }>,
  }),
  refusalKind: b.enumType('RefusalKind', {
    description: '不受理的种类 · Why a command was not accepted',
    values: valuesOf(REFUSAL_KINDS),
  }),
  mechanismId: b.enumType('MechanismId', {
    description: '机制编号 · The mechanisms of the registry',
    values: Object.fromEntries(
      mechanisms.map((m) => [m.id, { value: m.id, description: `${m.title.zh} · ${m.title.en}` }]),
    ),
  }),
  diagramFormat: b.enumType('DiagramFormat', {
    description: '图的格式 · The form of a diagram',
    values: { MERMAID: { value: 'MERMAID' as const }, SVG: { value: 'SVG' as const } },
  }),
  entryKind: b.enumType('EntryKind', {
    description: '条目种类 · What an entry records',
    values: valuesOf(ENTRY_KINDS),
  }),
  basis: b.enumType('BindingBasis', {
    description: '法定、约定、自愿 · By statute, by contract, by choice',
    values: valuesOf(['statute', 'contract', 'voluntary'] as const),
  }),
  clockKind: b.enumType('ClockKind', {
    description: '期限种类 · What a clock is for',
    values: valuesOf(['deadline', 'validity', 'retention', 'coverage'] as const),
  }),
  verb: b.enumType('DutyVerb', { values: valuesOf(['act', 'read'] as const) }),
  scope: b.enumType('DutyScope', {
    description: '职责范围 · How far a duty reaches',
    values: valuesOf(['institution', 'unit', 'subject', 'submitted', 'self'] as const),
  }),
  certainty: b.enumType('LawCertainty', {
    description: '文本可靠程度 · How the text of the law was taken',
    values: valuesOf(['read', 'secondary', 'recalled', 'house'] as const),
  }),
})

export function lawTypes(b: Builder, enums: Enums): void {
  b.objectType('LocalizedText', {
    description: '中英文文本 · A text in Chinese and English',
    fields: (t) => ({ zh: t.exposeString('zh'), en: t.exposeString('en') }),
  })
  b.objectType('Law', {
    description: '法律法规 · A law or rule',
    fields: (t) => ({
      code: t.string({ resolve: (law) => law }),
      title: t.field({ type: 'LocalizedText', resolve: (law) => LAWS[law].title }),
      issuer: t.field({ type: 'LocalizedText', resolve: (law) => LAWS[law].issuer }),
      inForceFrom: t.field({
        type: 'Date',
        nullable: true,
        resolve: (law) => (LAWS[law] as Law).inForceFrom ?? null,
      }),
      certainty: t.field({ type: enums.certainty, resolve: (law) => LAWS[law].certainty }),
    }),
  })
  b.objectType('Citation', {
    description: '条文引用 · An article of a law, or house policy',
    fields: (t) => ({
      citation: t.string({
        description: '`<law>:<article>`',
        resolve: (citation) => citation,
      }),
      law: t.field({ type: 'Law', resolve: (citation) => cited(citation).law }),
      article: t.string({ resolve: (citation) => cited(citation).article }),
      isHousePolicy: t.boolean({
        description: '本机构内部规定，非法律 · Set by the institution, not by law',
        resolve: (citation) => isHousePolicy(citation),
      }),
    }),
  })
}

/** Duties, and the list of them. */
export function dutyType(b: Builder, enums: Enums): void {
  b.objectType('Duty', {
    description: '职责 · What a body may or must do, with its article',
    fields: (t) => ({
      id: t.exposeString('id'),
      body: t.field({ type: enums.body, resolve: (duty) => duty.body }),
      bodyTitle: t.field({
        type: 'LocalizedText',
        description:
          '机构名称，监督机构依本机构登记 · What the body is called; the supervising one as the institution has bound it',
        resolve: async ({ body }, _args, context) =>
          titleOf(body, body === 'supervisoryBody' ? await context.supervisionForm() : undefined),
      }),
      article: t.field({ type: 'Citation', resolve: (duty) => duty.article }),
      sentence: t.field({ type: 'LocalizedText', resolve: (duty) => duty.sentence }),
      verb: t.field({ type: enums.verb, resolve: (duty) => duty.verb }),
      scope: t.field({ type: enums.scope, resolve: (duty) => duty.scope }),
    }),
  })
  b.queryField('duties', (t) =>
    t.field({
      type: ['Duty'],
      description: '各主体的职责 · Duties, of one body or of all',
      args: { body: t.arg({ type: enums.body }) },
      resolve: (_root, { body }) => DUTIES.filter((duty) => !body || duty.body === body),
    }),
  )
}

/** Rules, and the refusals that name them. */
export function refusalTypes(b: Builder, enums: Enums): void {
  ruleType(b, enums)
  refusalType(b, enums)
}

function ruleType(b: Builder, enums: Enums): void {
  b.objectType('Rule', {
    description: '规则 · A named condition of a transition',
    fields: (t) => ({
      name: t.exposeString('name'),
      mechanism: t.field({ type: enums.mechanismId, resolve: (r) => r.mechanism.id }),
      says: t.field({
        type: 'LocalizedText',
        description: '不满足时的说明 · What it says when it does not hold',
        resolve: (r) => r.rule.says,
      }),
      change: t.field({
        type: 'LocalizedText',
        description: '需要改变什么 · What would have to change for it to hold',
        resolve: (r) => r.rule.change,
      }),
      article: t.field({ type: 'Citation', resolve: (r) => r.rule.article }),
      refuses: t.field({ type: enums.refusalKind, resolve: (r) => r.rule.refuses ?? 'NOT_NOW' }),
      judges: t.stringList({
        description:
          '依其内容判断的事项；空为仅看流程 · Events whose payload it judges; empty: the case alone decides',
        resolve: (r) => [...(r.rule.of ?? [])],
      }),
      field: t.stringList({
        nullable: true,
        resolve: (r) => (r.rule.field ? [...r.rule.field] : null),
      }),
    }),
  })
}

const heldByType = (b: Builder) =>
  b.objectRef<HeldBy>('HeldBy').implement({
    description: '阻碍的流程 · A process that stands in the way',
    fields: (t) => ({
      process: t.field({
        type: 'Process',
        nullable: true,
        description: '可查阅时 · Where the viewer may read it',
        resolve: (held, _args, context) => processById(held.process, context),
      }),
      reference: t.exposeString('reference'),
      until: t.field({
        type: 'Date',
        nullable: true,
        description:
          '自该日起不再阻碍；尚不能确定时为空 · First day on which it no longer does; null where that is not known yet',
        resolve: (held) => held.until ?? null,
      }),
    }),
  })

function refusalType(b: Builder, enums: Enums): void {
  const heldBy = heldByType(b)
  b.objectType('Refusal', {
    description: '不受理及其理由 · Why a command was not accepted, and what to do next',
    fields: (t) => ({
      kind: t.field({ type: enums.refusalKind, resolve: (r) => r.kind }),
      message: t.field({ type: 'LocalizedText', resolve: (r) => r.message }),
      rule: t.string({
        nullable: true,
        description: '作出判断的规则、职责或检查 · The rule, duty or check that refused',
        resolve: (r) => r.rule ?? null,
      }),
      article: t.field({ type: 'Citation', nullable: true, resolve: (r) => r.article ?? null }),
      heldBy: t.field({
        type: heldBy,
        nullable: true,
        description:
          '因何流程被拒绝 · The process on account of which it was refused, and until when',
        resolve: (r) => r.heldBy ?? null,
      }),
      field: t.stringList({
        nullable: true,
        description:
          '有误的输入项，自事项内容起 · The input at fault, from the payload of the event on',
        resolve: (r) => (r.field ? [...r.field] : null),
      }),
      possible: t.stringList({
        description: '流程当前受理的事项 · Events that the process takes now from somebody',
        resolve: (r) => [...r.possible],
      }),
    }),
  })
}
