/**
 * Coverage: the table of mechanisms and phases for a product and for the institution, the rates behind
 * "100 %", and the launch gate that a release pipeline asks.
 */
import type { Prisma } from '../../schema/client/client.ts'
import { CELL_STATUSES, coverageTable, shareInPlace } from '../../engine/core/coverage.ts'
import type {
  Cell,
  Counted,
  CoverageOf,
  LaunchAsk,
  Rate,
  Standing,
} from '../../engine/core/coverage.ts'
import type { ProcessFact } from '../../engine/core/facts.ts'
import { PHASES } from '../../engine/core/mechanism.ts'
import type { Phase } from '../../engine/core/mechanism.ts'
import type { SubjectKey } from '../../engine/core/values.ts'
import type { Text } from '../../policies/law.ts'
import type { Context } from '../context.ts'
import { badUserInput } from '../errors.ts'
import type {
  Builder,
  CoverageSource,
  LaunchGateSource,
  LaunchPieceSource,
  RateSource,
} from './builder.ts'
import { checkText } from './filter.ts'
import type { Enums } from './law.ts'
import { readable } from './process-source.ts'
import type { Registry } from './registry.ts'

/** Products of the institution's table; beyond so many it is cut, and says so. */
export const PRODUCTS_MAX = 500
export const REVIEW = 'M01'
export const ON_MARKET = ['sale.open', 'sale.held', 'sale.stopped']
const INSTITUTION = 'organisation:self'
const PRODUCT = /^product:[A-Za-z0-9._~-]{1,100}$/
const CONTENT = /^[0-9a-f]{64}$/

function productOf(product: string): SubjectKey {
  if (!PRODUCT.test(checkText('product', product)))
    throw badUserInput('`product` is a subject key, `product:<id>`')
  return product as SubjectKey
}

const isPartner = (subject: string): boolean => subject.startsWith('partner:')

/** From where a table is taken: as things stand now, or as they stood at another time. */
export interface Looking {
  /** Where processes of reviews stand that may be of products on the market, oldest first. */
  readonly marketed: (
    only: string | undefined,
  ) => Promise<readonly { readonly subjects: readonly string[]; readonly unit: string | null }[]>
  readonly standing: (subjects: readonly string[]) => Promise<readonly Standing[]>
  readonly counted: (
    mechanism: string,
    what: Counted,
    product: string | undefined,
  ) => Promise<number>
}

interface Marketed {
  readonly product: string
  readonly unit: string | null
  readonly partners: readonly string[]
}
/** Products that are or were on sale and are not retired, each with the unit that carries it. */
async function marketed({ marketed: rowsOf }: Looking, only: string | undefined) {
  const rows = await rowsOf(only)
  const found = rows.flatMap(({ subjects, unit }): Marketed[] =>
    subjects
      .filter((s) => s.startsWith('product:'))
      .map((product) => ({ product, unit, partners: subjects.filter(isPartner) })),
  )
  if (only !== undefined)
    return [
      found.findLast((m) => m.product === only) ?? { product: only, unit: null, partners: [] },
    ]
  return [...new Map(found.map((m) => [m.product, m])).values()]
}

/** As things stand now. */
const lookingNow = ({ institution, reads, engine }: Context): Looking => ({
  marketed: (only) =>
    reads.process.findMany({
      where: {
        institution,
        mechanism: REVIEW,
        final: false,
        ...(only === undefined
          ? { paths: { hasSome: [...ON_MARKET] } }
          : { subjects: { has: only } }),
      },
      orderBy: { openedPosition: 'asc' },
      take: PRODUCTS_MAX + 1,
      select: { subjects: true, unit: true },
    }),
  standing: (subjects) => engine.standing(institution, subjects),
  counted: async (mechanism, what, product) => {
    const about = product === undefined ? {} : { subjects: { has: product } }
    if ('paths' in what)
      return reads.process.count({
        where: {
          institution,
          mechanism,
          chart: what.chart,
          paths: { hasSome: [...what.paths] },
          ...about,
        },
      })
    const where: Prisma.EntryWhereInput = {
      institution,
      mechanism,
      event: { in: [...what.events] },
      refusal: null,
      ...(product === undefined ? {} : { process: { is: about } }),
    }
    return reads.entry.count({ where })
  },
})

/** The tables of some products, from one question to the engine. */
async function tablesOf(products: readonly Marketed[], registry: Registry, looking: Looking) {
  const units = [
    ...new Set(products.flatMap(({ unit }) => (unit === null ? [] : [`unit:${unit}`]))),
  ]
  const partners = [...new Set(products.flatMap((p) => p.partners))]
  const subjects = [...products.map((p) => p.product), ...partners, ...units, INSTITUTION]
  const all = await looking.standing(subjects)
  const about = (subject: string | undefined, of: CoverageOf) =>
    all.filter((s) => s.subject === subject).map((s) => ({ ...s, of }))
  return products.map(({ product, unit, partners: own }) =>
    coverageTable(registry.mechanisms, PHASES, [
      ...about(product, 'product'),
      ...own.flatMap((partner) => about(partner, 'partner')),
      ...about(unit === null ? undefined : `unit:${unit}`, 'unit'),
      ...about(INSTITUTION, 'institution'),
    ]),
  )
}

/** Over all products, the worst stands for each field. */
const ORDER = ['LATE', 'MISSING', 'IN_PLACE', 'NOT_APPLICABLE'] as const
const together = (tables: readonly (readonly Cell[])[]): readonly Cell[] =>
  (tables[0] ?? []).map((first, i) => {
    const cells = tables.flatMap((table) => table[i] ?? [])
    return ORDER.flatMap((status) => cells.filter((c) => c.status === status))[0] ?? first
  })

async function rateOf(
  phase: Phase,
  registry: Registry,
  { product, looking }: { readonly product: string | undefined; readonly looking: Looking },
): Promise<RateSource> {
  const shares = registry.mechanisms.flatMap((m) =>
    m.shares.filter((s) => s.phase === phase).map((share) => ({ m, share })),
  )
  const counts = await Promise.all(
    shares.map(async ({ m, share }) => ({
      done: await looking.counted(m.id, share.done, product),
      due: await looking.counted(m.id, share.due, product),
    })),
  )
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
  return {
    phase,
    numerator: sum(counts.map((c) => c.done)),
    denominator: sum(counts.map((c) => c.due)),
    definition: shares.map(({ share }) => share.says),
  }
}

/** Null for who may not read everything: a part of the processes would make a false table. */
export async function coverageOf(
  asked: string | undefined,
  registry: Registry,
  { context, looking }: { readonly context: Context; readonly looking: Looking },
): Promise<CoverageSource | null> {
  const may = await readable(context)
  if (!may?.everything) return null
  const product = asked === undefined ? undefined : productOf(asked)
  const products = await marketed(looking, product)
  const tables = await tablesOf(
    product === undefined && products.length === 0
      ? [{ product: '', unit: null, partners: [] }]
      : products.slice(0, PRODUCTS_MAX),
    registry,
    looking,
  )
  const cells = together(tables)
  return {
    cells,
    inPlace: shareInPlace(tables.flat()),
    products: product === undefined ? products.length : 1,
    complete: products.length <= PRODUCTS_MAX,
    rates: () => Promise.all(PHASES.map((phase) => rateOf(phase, registry, { product, looking }))),
  }
}

/** Whether this content of a product may be launched now, with every piece that it needs. */
async function launchGateOf(
  { product, contentHash }: { readonly product: string; readonly contentHash: string },
  registry: Registry,
  context: Context,
): Promise<LaunchGateSource> {
  if (!CONTENT.test(contentHash)) throw badUserInput('`contentHash` is a SHA-256 in lower-case hex')
  const { engine, institution } = context
  const subject = productOf(product)
  const [found] = await engine.facts(institution, [
    { kind: 'latest', mechanism: REVIEW, subject, chart: 'review' },
  ])
  const ask: LaunchAsk = {
    product: subject,
    contentHash,
    review: (found ?? null) as ProcessFact | null,
  }
  const checks = registry.mechanisms.flatMap((m) => m.launch.map((check) => ({ m, check })))
  const values = await engine.facts(
    institution,
    checks.map(({ check }) => check.fact(ask)),
  )
  const pieces = checks.flatMap(({ m, check }, i): LaunchPieceSource[] => {
    const holds = check.holds((values[i] ?? null) as never, ask)
    return holds === undefined ? [] : [{ ...check, mechanism: m.id, met: holds }]
  })
  return { allowed: pieces.every((p) => p.met), pieces }
}

const percent = ({ numerator, denominator }: Rate): number | null =>
  denominator === 0 ? null : Math.round((numerator / denominator) * 10_000) / 100

export type CoverageType = ReturnType<typeof coverageType>

export function coverageTypes(b: Builder, enums: Enums, registry: Registry): CoverageType {
  const table = coverageType(b, enums)
  const gate = launchGateType(b, enums)
  b.queryFields((t) => ({
    coverage: t.field({
      type: table,
      nullable: true,
      description:
        '覆盖：某产品或本机构；无权查阅全部流程者为空 · Coverage of a product, or of the institution; null for who may not read every process',
      args: { product: t.arg.string() },
      resolve: (_root, { product }, context) =>
        coverageOf(product ?? undefined, registry, { context, looking: lookingNow(context) }),
    }),
    launchGate: t.field({
      type: gate,
      description:
        '上线闸门：该内容可否推出，及所缺各项 · May this content be launched now, and every piece that is missing',
      args: {
        product: t.arg.string({ required: true }),
        contentHash: t.arg.string({ required: true }),
      },
      resolve: (_root, args, context) => launchGateOf(args, registry, context),
    }),
  }))
  return table
}

function coverageType(b: Builder, enums: Enums) {
  const status = b.enumType('CoverageStatus', {
    description: '覆盖状态 · Whether a mechanism has done its part in a phase',
    values: CELL_STATUSES,
  })
  const cell = b.objectRef<Cell>('CoverageCell').implement({
    description: '机制与阶段 · One field of the table of mechanisms and phases',
    fields: (t) => ({
      mechanism: t.field({ type: enums.mechanismId, resolve: (c) => c.mechanism }),
      phase: t.field({ type: enums.phase, resolve: (c) => c.phase }),
      status: t.field({ type: status, resolve: (c) => c.status }),
      says: t.field({
        type: 'LocalizedText',
        description: '应有事项，或不适用的理由 · What is to be in place, or why nothing is',
        resolve: (c) => c.says,
      }),
    }),
  })
  const rateFields = b
    .objectRef<Rate & { readonly definition?: readonly Text[]; readonly phase?: Phase }>(
      'CoverageRate',
    )
    .implement({
      description:
        '比率；分母为零时无值 · A rate; without a value where nothing was counted, never 100 %',
      fields: (t) => ({
        phase: t.field({ type: enums.phase, nullable: true, resolve: (r) => r.phase ?? null }),
        numerator: t.exposeInt('numerator'),
        denominator: t.exposeInt('denominator'),
        percent: t.float({ nullable: true, resolve: percent }),
        definition: t.field({
          type: ['LocalizedText'],
          description: '定义 · What is counted',
          resolve: (r) => [...(r.definition ?? [])],
        }),
      }),
    })
  return b.objectRef<CoverageSource>('Coverage').implement({
    description: '覆盖 · The table of mechanisms and phases, and the rates',
    fields: (t) => ({
      cells: t.field({ type: [cell], resolve: (c) => [...c.cells] }),
      inPlace: t.field({
        type: rateFields,
        description: '适用事项中到位的比例 · Share of what applies that is in place',
        resolve: (c) => c.inPlace,
      }),
      rates: t.field({
        type: [rateFields],
        description:
          '事前、事中、事后覆盖率 · Coverage before, during and after, as the share of what was done among what was due',
        resolve: async (c) => [...(await c.rates())],
      }),
      products: t.exposeInt('products', {
        description: '计入的产品数：已推出者 · Products it was taken over: those on the market',
      }),
      complete: t.exposeBoolean('complete', {
        description: `未因超过${String(PRODUCTS_MAX)}个产品而截断，与是否到位无关 · False where it was cut at ${String(PRODUCTS_MAX)} products; it does not say that everything is in place`,
      }),
    }),
  })
}

function launchGateType(b: Builder, enums: Enums) {
  const piece = b.objectRef<LaunchPieceSource>('LaunchPiece').implement({
    description: '上线前提 · One thing without which content may not be launched',
    fields: (t) => ({
      mechanism: t.field({ type: enums.mechanismId, resolve: (p) => p.mechanism }),
      met: t.exposeBoolean('met'),
      says: t.field({ type: 'LocalizedText', resolve: (p) => p.says }),
      change: t.field({
        type: 'LocalizedText',
        description: '如何满足 · What would have to be done',
        resolve: (p) => p.change,
      }),
      article: t.field({ type: 'Citation', resolve: (p) => p.article }),
    }),
  })
  return b.objectRef<LaunchGateSource>('LaunchGate').implement({
    description: '上线闸门 · Whether content may be launched, piece by piece',
    fields: (t) => ({
      allowed: t.exposeBoolean('allowed'),
      pieces: t.field({ type: [piece], resolve: (g) => [...g.pieces] }),
      missing: t.field({
        type: [piece],
        description: '所缺 · Those that are not met',
        resolve: (g) => g.pieces.filter((p) => !p.met),
      }),
    }),
  })
}
