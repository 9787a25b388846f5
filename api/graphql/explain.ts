/** `explainDecision(entry)`: why an entry was decided as it was, judged again from what it recorded. */
import { CHECK_KINDS } from '../../engine/core/explanation.ts'
import type { ExplainedCheck, ExplainedDuty, Explanation } from '../../engine/core/explanation.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import type { Context } from '../context.ts'
import { badUserInput } from '../errors.ts'
import type { Builder } from './builder.ts'
import { entryById, leafOf } from './entry-source.ts'
import type { EntrySource } from './entry-source.ts'
import { decodeId, encodeId } from './ids.ts'
import { screaming } from './names.ts'
import type { Registry } from './registry.ts'

interface ExplanationSource {
  readonly entry: EntrySource
  readonly told: Explanation
  readonly mechanism: Mechanism | undefined
}
interface CheckSource {
  readonly check: ExplainedCheck
  readonly mechanism: Mechanism | undefined
}

export function explainQuery(b: Builder, registry: Registry): void {
  const explanation = explanationType(b)
  b.queryField('explainDecision', (t) =>
    t.field({
      type: explanation,
      nullable: true,
      description:
        '为何如此决定：依条目所记重新判断；不存在、他机构、无权查阅皆为空 · Why an entry was decided as it was, judged again from what it recorded; null where it is absent, foreign or hidden',
      args: { entry: t.arg.id({ required: true }) },
      resolve: (_root, { entry }, context) => explained(entry, registry, context),
    }),
  )
}

async function explained(
  id: string,
  registry: Registry,
  context: Context,
): Promise<ExplanationSource | null> {
  const decoded = decodeId(id)
  const entry = decoded?.type === 'Entry' ? await entryById(decoded.id, context) : null
  if (!entry) return null
  const told = await context.engine.explain(context.institution, entry.id).catch(tooLong)
  if (!told) return null
  const { process, mechanism } = await leafOf(entry, context)
  return { entry, told, mechanism: registry.under(process) ?? registry.find(mechanism) }
}

function tooLong(error: unknown): never {
  if (error instanceof Error && error.name === 'TooBroad')
    throw badUserInput('The process has too many entries before this one to be judged again')
  throw error
}

function explanationType(b: Builder) {
  const [duty, check] = [dutyType(b), checkType(b)]
  return b.objectRef<ExplanationSource>('Explanation').implement({
    description: '决定的说明 · Why an entry was decided as it was',
    fields: (t) => ({
      entry: t.field({ type: 'Entry', resolve: (e) => e.entry }),
      accepted: t.boolean({ resolve: (e) => e.told.accepted }),
      seats: t.field({
        type: ['Seat'],
        description:
          '提出者在记录时的岗位，与今日无关 · Seats of whoever asked, as they were when it was recorded',
        resolve: (e) => e.told.seats.map((seat) => ({ ...seat, unit: seat.unit ?? null })),
      }),
      carriedBy: t.field({
        type: 'Duty',
        nullable: true,
        description: '据以受理的职责 · The duty that carried it',
        resolve: (e) => e.told.duties.find((d) => d.held)?.duty ?? null,
      }),
      duties: t.field({
        type: [duty],
        description:
          '依次审视的职责，及不合之处 · The duties that were looked at, in order, and why each did not fit',
        resolve: (e) => [...e.told.duties],
      }),
      nearestMiss: t.field({
        type: 'LocalizedText',
        nullable: true,
        description: '最接近者及其不足 · Of a refusal for want of a duty: what came nearest',
        resolve: (e) => e.told.nearestMiss ?? null,
      }),
      checks: t.field({
        type: [check],
        description:
          '依次所作的判断，至拒绝之处为止 · What was judged, in order, up to what refused',
        resolve: ({ told, mechanism }) => told.checks.map((one) => ({ check: one, mechanism })),
      }),
      refusal: t.field({
        type: 'Refusal',
        nullable: true,
        description: '重新判断所得的拒绝 · The refusal as it follows',
        resolve: (e) => e.told.refusal ?? null,
      }),
      agrees: t.boolean({
        description:
          '重新判断与所记一致 · What follows is what the entry recorded: duty, rules, facts, state, refusal',
        resolve: (e) => e.told.differs.length === 0,
      }),
      differs: t.stringList({
        description: '与所记不符的部分 · Members of the entry that are not what follows',
        resolve: (e) => [...e.told.differs],
      }),
      sameTexts: t.boolean({
        description:
          '所依职责与规则的文本与本版一致 · It was decided under the texts of duties and rules that this release has',
        resolve: (e) => e.told.sameTexts,
      }),
      underived: t.field({
        type: 'LocalizedText',
        nullable: true,
        description: '无法重新判断的原因 · Why it could not be judged again',
        resolve: (e) => e.told.underived ?? null,
      }),
    }),
  })
}

const dutyType = (b: Builder) =>
  b.objectRef<ExplainedDuty>('ExplainedDuty').implement({
    description: '所审视的职责 · A duty that was looked at',
    fields: (t) => ({
      duty: t.field({ type: 'Duty', resolve: (d) => d.duty }),
      held: t.exposeBoolean('held'),
      seat: t.id({
        nullable: true,
        description: '据以担负的岗位 · The seat by which it was held',
        resolve: (d) => (d.seat === undefined ? null : encodeId('Seat', d.seat)),
      }),
      why: t.field({
        type: 'LocalizedText',
        nullable: true,
        description: '不合之处 · Why it did not fit',
        resolve: (d) => d.why ?? null,
      }),
    }),
  })

function checkType(b: Builder) {
  const kind = b.enumType('ExplainedCheckKind', {
    description: '判断的种类，按先后 · What is looked at, in the order of the judgement',
    values: Object.fromEntries(CHECK_KINDS.map((k) => [screaming(k), { value: k }])),
  })
  return b.objectRef<CheckSource>('ExplainedCheck').implement({
    description: '一项判断 · One thing that was judged',
    fields: (t) => ({
      kind: t.field({ type: kind, resolve: ({ check }) => check.kind }),
      name: t.string({
        description: '规则或职责的编号 · Id of the rule or duty, else the name of the check',
        resolve: ({ check }) => check.name,
      }),
      held: t.boolean({ resolve: ({ check }) => check.held }),
      decisive: t.boolean({
        description:
          '即拒绝之处；未满足而非此者，另有途径 · It refused; what did not hold without it left another way open',
        resolve: ({ check }) => check.decisive,
      }),
      says: t.field({ type: 'LocalizedText', resolve: ({ check }) => check.says }),
      change: t.field({
        type: 'LocalizedText',
        nullable: true,
        description: '需要改变什么 · What would have to change for it to hold',
        resolve: ({ check }) => check.change ?? null,
      }),
      article: t.field({
        type: 'Citation',
        nullable: true,
        resolve: ({ check }) => check.article ?? null,
      }),
      facts: t.field({
        type: ['EntryFact'],
        description: '所读事实，如条目所记 · The facts that it read, as the entry recorded them',
        resolve: ({ check, mechanism }) =>
          Object.entries(check.facts).map(([name, fact]) => ({
            ...fact,
            name,
            title: mechanism?.facts[name]?.title,
          })),
      }),
    }),
  })
}
