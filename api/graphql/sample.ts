/** Samples of the trail that anybody can draw again. */
import { SAMPLE_METHODS } from '../../engine/core/sample.ts'
import type { Drawn, SampleMethod, Stratum } from '../../engine/core/sample.ts'
import type { SampleAnswer, SampleAsk } from '../../engine/runtime/engine.ts'
import type { Context } from '../context.ts'
import { badUserInput } from '../errors.ts'
import { noteSeen, readsByPart } from '../reading.ts'
import type { Builder } from './builder.ts'
import { checkText } from './filter.ts'
import type { Enums } from './law.ts'
import { readable } from './process-source.ts'
import type { Registry } from './registry.ts'
import { answered, trailAskOf } from './trail.ts'
import type { TrailFilter, TrailFilterType } from './trail.ts'

type Maybe<T> = T | null | undefined
interface Asked {
  readonly filter?: Maybe<TrailFilter>
  readonly of?: Maybe<SampleAsk['of']>
  readonly method: SampleMethod
  readonly size: number
  readonly seed: string
  readonly by?: Maybe<NonNullable<SampleAsk['stratum']>>
  readonly amount?: Maybe<string>
  readonly currency?: Maybe<string>
}
export interface SampleSource {
  readonly ask: SampleAsk
  readonly answer: SampleAnswer
}

const SIZE_MAX = 500
const SEED_MAX = 100
const PATH = /^[A-Za-z][A-Za-z0-9]{0,60}(\.[A-Za-z][A-Za-z0-9]{0,60}){0,4}$/
const CURRENCY = /^[A-Z]{3}$/

/** Throws a GraphQL error for what is no sample. */
function askOf(asked: Asked, registry: Registry): SampleAsk {
  const { method, size, seed, by, amount } = asked
  const currency = asked.currency ?? 'CNY'
  if (size < 1 || size > SIZE_MAX) throw badUserInput(`\`size\` is a number from 1 to ${SIZE_MAX}`)
  if (seed.length < 1 || checkText('seed', seed).length > SEED_MAX)
    throw badUserInput(`\`seed\` has 1 to ${SEED_MAX} characters`)
  if ((method === 'STRATIFIED') !== (by !== null && by !== undefined))
    throw badUserInput('`by` says what strata are made by, for STRATIFIED and for no other method')
  if ((method === 'MONETARY') !== (amount !== null && amount !== undefined))
    throw badUserInput('`amount` says where amounts stand, for MONETARY and for no other method')
  if (amount && !PATH.test(amount))
    throw badUserInput('`amount` is a path in the payload, as `claim` or `relief.amount`')
  if (!CURRENCY.test(currency)) throw badUserInput('`currency` is a code of three letters')
  return {
    filter: trailAskOf(asked.filter ?? {}, registry),
    of: asked.of ?? 'ENTRIES',
    method,
    size,
    seed,
    ...(by ? { stratum: by } : {}),
    ...(amount ? { amount: { path: amount, currency } } : {}),
  }
}

/**
 * Null for who reads what changes from day to day: the population would not stay the same. An auditor with a
 * seat for a part draws from that part, which the digest names.
 */
async function sampleOf(
  asked: Asked,
  registry: Registry,
  context: Context,
): Promise<SampleSource | null> {
  const ask = askOf(asked, registry)
  const viewer = await context.viewer()
  const may = await readable(context)
  if (!may?.everything && !readsByPart(viewer)) return null
  const answer = await answered(context.engine.sample(viewer, ask))
  await noteSample(answer, context)
  return { ask, answer }
}

/** Puts what was drawn on record for who reads by part. */
export const noteSample = ({ drawn }: SampleAnswer, context: Context): Promise<void> =>
  noteSeen(
    drawn.map(({ position }) => ({
      what: 'page',
      first: position,
      last: position,
      entries: 1,
      filters: ['sample'],
    })),
    context,
  )

const decimalOf = (minor: bigint): string =>
  `${String(minor / 100n)}.${String(minor % 100n).padStart(2, '0')}`

function drawnType(b: Builder) {
  return b.objectRef<Drawn>('SampleDrawn').implement({
    description: '抽中者 · A member that was drawn',
    fields: (t) => ({
      position: t.field({ type: 'Position', resolve: (d) => d.position }),
      entry: t.field({ type: 'Entry', resolve: ({ id, position }) => ({ id, position }) }),
      process: t.field({
        type: 'Process',
        nullable: true,
        resolve: async ({ process }, _args, context) =>
          process === undefined ? null : ((await context.processes.get(process)) ?? null),
      }),
      stratum: t.string({ nullable: true, resolve: (d) => d.stratum ?? null }),
      amount: t.string({
        nullable: true,
        resolve: (d) => (d.amount === undefined ? null : decimalOf(d.amount)),
      }),
      hits: t.int({
        description: '抽中的货币单位数 · Units of money of it that were drawn; else one',
        resolve: (d) => d.hits,
      }),
    }),
  })
}

function sampleType(b: Builder, method: ReturnType<typeof methodOf>) {
  const stratum = b.objectRef<Stratum>('SampleStratumDrawn').implement({
    description: '层 · A stratum, how large it is and how many were drawn of it',
    fields: (t) => ({
      name: t.exposeString('name'),
      size: t.exposeInt('size'),
      drawn: t.exposeInt('drawn'),
    }),
  })
  const drawn = drawnType(b)
  return b.objectRef<SampleSource>('Sample').implement({
    description: '样本 · A sample with its population, method and seed',
    fields: (t) => ({
      population: t.int({ resolve: ({ answer }) => answer.population }),
      upTo: t.field({
        type: 'Position',
        description:
          '总体截至该序位；给出同一序位即得同一样本 · The population ends here; given as `upTo` it gives the same sample for ever',
        resolve: ({ answer }) => answer.upTo,
      }),
      method: t.field({ type: method, resolve: ({ ask }) => ask.method }),
      seed: t.string({ resolve: ({ ask }) => ask.seed }),
      size: t.int({ resolve: ({ ask }) => ask.size }),
      without: t.int({
        description: '无金额而无法抽取者 · Members without an amount, which MONETARY cannot draw',
        resolve: ({ answer }) => answer.without,
      }),
      total: t.string({
        nullable: true,
        description: '总体金额 · The money of the population',
        resolve: ({ answer }) => (answer.total === undefined ? null : decimalOf(answer.total)),
      }),
      strata: t.field({ type: [stratum], resolve: ({ answer }) => [...answer.strata] }),
      drawn: t.field({ type: [drawn], resolve: ({ answer }) => [...answer.drawn] }),
      digest: t.string({
        description: '所问与所抽的 SHA-256 · SHA-256 of what was asked and what was drawn',
        resolve: ({ answer }) => answer.digest,
      }),
    }),
  })
}

const methodOf = (b: Builder) =>
  b.enumType('SampleMethod', {
    description: '抽样方法 · How a sample is drawn',
    values: {
      SIMPLE: { value: SAMPLE_METHODS[0], description: '简单随机 · Every member as likely' },
      SYSTEMATIC: { value: SAMPLE_METHODS[1], description: '等距 · At equal distances' },
      STRATIFIED: { value: SAMPLE_METHODS[2], description: '分层 · From each stratum its share' },
      MONETARY: { value: SAMPLE_METHODS[3], description: '货币单位 · In proportion to an amount' },
    },
  })

export type SampleType = ReturnType<typeof sampleType>

/** `sample`; gives the type of its answer. */
export function sampleQuery(
  b: Builder,
  { registry }: { readonly enums: Enums; readonly registry: Registry },
  filter: TrailFilterType,
): SampleType {
  const method = methodOf(b)
  const type = sampleType(b, method)
  const of = b.enumType('SampleOf', {
    description: '抽样单位 · What is drawn',
    values: {
      ENTRIES: { value: 'ENTRIES' as const },
      PROCESSES: {
        value: 'PROCESSES' as const,
        description: '流程，以其开启条目计 · Processes, each by the entry that opened it',
      },
    },
  })
  const by = b.enumType('SampleStratum', {
    description: '分层依据 · By what strata are made',
    values: {
      MECHANISM: { value: 'mechanism' as const },
      EVENT: { value: 'event' as const },
      BODY: { value: 'body' as const },
      DUTY: { value: 'duty' as const },
      KIND: { value: 'kind' as const },
      MONTH: { value: 'month' as const, description: '入链月份 · Month of entering the trail' },
    },
  })
  b.queryField('sample', (t) =>
    t.field({
      type,
      nullable: true,
      description:
        '可重现的样本：同一种子、同一总体（`filter.upTo`）永远得到同一样本；无权查阅全部流程者为空 · A sample that anybody can draw again: the same seed and population (`filter.upTo`) give the same for ever; null for who may not read every process',
      args: {
        filter: t.arg({ type: filter }),
        of: t.arg({ type: of }),
        method: t.arg({ type: method, required: true }),
        size: t.arg.int({ required: true }),
        seed: t.arg.string({ required: true }),
        by: t.arg({ type: by }),
        amount: t.arg.string({ description: '金额在事项内容中的路径 · Path of the amount' }),
        currency: t.arg.string({ description: '币种，默认 CNY · Currency; CNY when not given' }),
      },
      resolve: (_root, args, context) => sampleOf(args, registry, context),
    }),
  )
  return type
}
