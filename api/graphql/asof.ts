/**
 * What was so at another time, on two axes: what had been recorded by then, and what was in effect then as far
 * as it had been recorded.
 */
import { DUTIES } from '../../policies/ability.ts'
import type { Body } from '../../policies/duty.ts'
import { SUBJECT_KINDS } from '../../engine/core/values.ts'
import type { Instant } from '../../engine/core/values.ts'
import type { AsOfView, MomentAsk, PastSeat, PastState } from '../../engine/runtime/engine.ts'
import type { Context } from '../context.ts'
import { badUserInput } from '../errors.ts'
import { asOfProcess, asOfProcessType } from './asof-process.ts'
import type { AsOfProcess, ProcessAsOfType } from './asof-process.ts'
import type { Builder } from './builder.ts'
import { PAGE_MAX } from './connection.ts'
import { ON_MARKET, PRODUCTS_MAX, REVIEW, coverageOf } from './coverage.ts'
import type { CoverageType, Looking } from './coverage.ts'
import { checkText, filterId } from './filter.ts'
import { decodeId, encodeId } from './ids.ts'
import type { Enums } from './law.ts'
import type { FactsType } from './process.ts'
import { processesById, readable } from './process-source.ts'
import type { Registry } from './registry.ts'
import { answered } from './trail.ts'

interface Parts {
  readonly enums: Enums
  readonly registry: Registry
  readonly facts: FactsType
  readonly coverage: CoverageType
}
type Maybe<T> = T | null | undefined

interface SubjectAsOf {
  readonly view: AsOfView
  readonly key: string
  readonly name: string | undefined
  /** The processes that were about it and that the viewer may read, the one opened first comes first. */
  readonly processes: readonly AsOfProcess[]
}

interface Asked {
  readonly recorded?: Maybe<Instant>
  readonly position?: Maybe<number>
  readonly effective?: Maybe<Instant>
}

async function viewOf({ recorded, position, effective }: Asked, c: Context): Promise<AsOfView> {
  const known = recorded !== null && recorded !== undefined
  const placed = position !== null && position !== undefined
  if (known && placed) throw badUserInput('Ask by `recorded` or by `position`, not by both')
  if (known && recorded > c.now()) throw badUserInput('`recorded` has not come yet')
  const ask: MomentAsk = {
    ...(known ? { recorded } : {}),
    ...(placed ? { position } : {}),
    ...(effective === null || effective === undefined ? {} : { effective }),
  }
  try {
    return await answered(c.engine.asOf(c.institution, ask))
  } catch (error) {
    if (error instanceof RangeError)
      throw badUserInput(`\`position\` is beyond the trail: ${error.message}`)
    throw error
  }
}

/** One process then; null where it had not begun, and for what the viewer may not read. */
async function processAsOf(
  view: AsOfView,
  id: string,
  { context, registry }: { readonly context: Context; readonly registry: Registry },
): Promise<AsOfProcess | null> {
  const decoded = decodeId(id)
  if (!decoded || !registry.accepted('Process', undefined).includes(decoded.type)) return null
  const source = (await processesById([decoded.id], context)).get(decoded.id)
  if (!source) return null
  const found = await answered(view.states([decoded.id], { replayed: true }))
  const past = found.get(decoded.id)
  return past ? asOfProcess(view, source, past) : null
}

async function subjectAsOf(
  view: AsOfView,
  asked: string,
  context: Context,
): Promise<SubjectAsOf | null> {
  const key = checkText('key', asked)
  if (!(SUBJECT_KINDS as readonly string[]).includes(key.split(':')[0] ?? '')) return null
  const name = await answered(view.subjectName(key))
  const ids = await answered(view.about(key))
  const sources = await processesById(ids, context)
  const states = await answered(view.states(ids.filter((id) => sources.has(id))))
  const processes = ids.flatMap((id) => {
    const [source, past] = [sources.get(id), states.get(id)]
    return source && past ? [asOfProcess(view, source, past)] : []
  })
  return name === undefined && processes.length === 0 ? null : { view, key, name, processes }
}

/** Of the processes one after another, a page that begins behind one of them. */
function pageOf(
  { processes }: SubjectAsOf,
  args: {
    readonly open?: Maybe<boolean>
    readonly first?: Maybe<number>
    readonly after?: Maybe<string>
  },
  registry: Registry,
): AsOfProcess[] {
  const first = args.first ?? 20
  if (first < 0 || first > PAGE_MAX)
    throw badUserInput(`\`first\` is a number from 0 to ${PAGE_MAX}`)
  const after = filterId('after', args.after, registry.accepted('Process', undefined))
  const at = processes.findIndex((p) => p.source.id === after)
  if (after !== undefined && at < 0) throw badUserInput('`after` names none of these processes')
  const { open } = args
  return processes
    .slice(at + 1)
    .filter(({ past }) => open === null || open === undefined || past.state.final !== open)
    .slice(0, first)
}

/** By each chart that can bar it, what its latest process said. */
function barsOf({ key, processes }: SubjectAsOf, registry: Registry) {
  const latest = new Map(
    processes.map((p) => [`${p.past.state.mechanism} ${p.past.state.chart}`, p] as const),
  )
  return [...latest.values()].flatMap((process) => {
    const { state } = process.past
    return (registry.under(state)?.bars ?? [])
      .filter((bar) => bar.chart === state.chart && bar.subject === key.split(':')[0])
      .filter(({ paths }) => state.paths.some((path) => paths.includes(path)))
      .map(({ says }) => ({ says, process }))
  })
}

/** From where the table of coverage is taken at a moment. */
const lookingAt = (view: AsOfView, { institution, reads }: Context): Looking => ({
  marketed: async (only) => {
    const what = { mechanism: REVIEW, chart: 'review', paths: [...ON_MARKET] }
    if (only === undefined)
      return (await answered(view.open(what)))
        .slice(0, PRODUCTS_MAX + 1)
        .map(({ subjects, unit }) => ({ subjects, unit: unit ?? null }))
    const states = await answered(view.states(await answered(view.about(only))))
    return [...states.values()]
      .map(({ state }: PastState) => state)
      .filter(({ mechanism, final }) => mechanism === REVIEW && !final)
      .map(({ subjects, unit }) => ({ subjects, unit: unit ?? null }))
  },
  standing: (subjects) => answered(view.standing(subjects)),
  counted: (mechanism, what, product) =>
    'paths' in what
      ? answered(
          view.count({
            mechanism,
            ...what,
            ...(product === undefined ? {} : { subject: product }),
          }),
        )
      : reads.entry.count({
          where: {
            institution,
            mechanism,
            event: { in: [...what.events] },
            refusal: null,
            position: { lte: view.moment.position },
            OR: [{ effectiveAt: null }, { effectiveAt: { lte: view.moment.effective } }],
            ...(product === undefined ? {} : { process: { is: { subjects: { has: product } } } }),
          },
        }),
})

/** Appointments in force then; only one's own for who may not read every process. */
async function seatsIn(view: AsOfView, person: string | undefined, context: Context) {
  const may = await readable(context)
  const seats = await answered(view.seats())
  return seats
    .filter((seat) => may?.everything || seat.person === context.person)
    .filter((seat) => person === undefined || seat.person === person)
    .toSorted((a, b) => (`${a.body} ${a.id}` < `${b.body} ${b.id}` ? -1 : 1))
}

/** The appointment as it had been recorded. */
function seatType(b: Builder, enums: Enums) {
  return b.objectRef<PastSeat>('SeatAsOf').implement({
    description: '当时在任的岗位 · An appointment in force then, as it had been recorded',
    fields: (t) => ({
      id: t.id({ resolve: (seat) => encodeId('Seat', seat.id) }),
      person: t.field({ type: 'Person', resolve: (seat) => ({ id: seat.person }) }),
      body: t.field({ type: enums.body, resolve: (seat) => seat.body }),
      unit: t.string({ nullable: true, resolve: (seat) => seat.unit ?? null }),
      role: t.string({ nullable: true, resolve: (seat) => seat.role ?? null }),
      from: t.field({ type: 'Date', resolve: (seat) => seat.from }),
      to: t.field({
        type: 'Date',
        nullable: true,
        description: '自此日起不再在任 · First day on which it no longer counts',
        resolve: (seat) => seat.to ?? null,
      }),
      duties: t.field({
        type: ['Duty'],
        description: '该岗位的职责 · Its duties, as this release knows them',
        resolve: (seat) => DUTIES.filter(({ body }) => body === seat.body),
      }),
    }),
  })
}

function subjectType(b: Builder, process: ProcessAsOfType, registry: Registry) {
  const bar = b.objectRef<ReturnType<typeof barsOf>[number]>('BarAsOf').implement({
    description: '当时的限制 · Why a subject might not be sold, used or act then',
    fields: (t) => ({
      says: t.field({ type: 'LocalizedText', resolve: (one) => one.says }),
      process: t.field({ type: process, resolve: (one) => one.process }),
    }),
  })
  return b.objectRef<SubjectAsOf>('SubjectAsOf').implement({
    description: '当时的主体 · A subject with the processes that were about it then',
    fields: (t) => ({
      key: t.exposeString('key'),
      name: t.string({
        nullable: true,
        description: '当时登记的名称 · The name that had been registered',
        resolve: (subject) => subject.name ?? null,
      }),
      processes: t.field({
        type: [process],
        description:
          '当时涉及该主体的流程，自先开启者起 · Processes that were about it, the first opened first',
        args: { open: t.arg.boolean(), first: t.arg.int(), after: t.arg.id() },
        resolve: (subject, args) => pageOf(subject, args, registry),
      }),
      count: t.int({ resolve: (subject) => subject.processes.length }),
      bars: t.field({
        type: [bar],
        description: '当时的限制 · What barred it',
        resolve: (subject) => barsOf(subject, registry),
      }),
    }),
  })
}

/** `asOf`. */
export function asOfQuery(b: Builder, { enums, registry, facts, coverage }: Parts): void {
  const process = asOfProcessType(b, { enums, registry, facts })
  const subject = subjectType(b, process, registry)
  const seat = seatType(b, enums)
  const view = b.objectRef<AsOfView>('AsOf').implement({
    description: '某一时点 · What had been recorded, and was in effect, at another time',
    fields: (t) => ({
      position: t.field({
        type: 'Position',
        description: '已入链至该序位 · The last entry that had been recorded',
        resolve: ({ moment }) => moment.position,
      }),
      recorded: t.field({
        type: 'DateTime',
        description: '其时所知 · Until when no more was known',
        resolve: ({ moment }) => moment.until,
      }),
      effective: t.field({ type: 'DateTime', resolve: ({ moment }) => moment.effective }),
      process: t.field({
        type: process,
        nullable: true,
        args: { id: t.arg.id({ required: true }) },
        resolve: (at, { id }, context) => processAsOf(at, id, { context, registry }),
      }),
      subject: t.field({
        type: subject,
        nullable: true,
        args: { key: t.arg.string({ required: true }) },
        resolve: (at, { key }, context) => subjectAsOf(at, key, context),
      }),
      coverage: t.field({
        type: coverage,
        nullable: true,
        description: '当时的覆盖 · Coverage then; null for who may not read every process',
        args: { product: t.arg.string() },
        resolve: (at, { product }, context) =>
          coverageOf(product ?? undefined, registry, { context, looking: lookingAt(at, context) }),
      }),
      seats: t.field({
        type: [seat],
        description:
          '当时在任的岗位及其职责；无权查阅全部流程者仅见自己的 · Appointments in force then, with their duties; only one’s own for who may not read every process',
        args: { body: t.arg({ type: enums.body }), person: t.arg.id() },
        resolve: async (at, args, context) => {
          const { body } = args as { readonly body?: Maybe<Body> }
          const seats = await seatsIn(at, filterId('person', args.person, ['Person']), context)
          return seats.filter((one) => !body || one.body === body)
        },
      }),
    }),
  })
  b.queryField('asOf', (t) =>
    t.field({
      type: view,
      description:
        '某一时点的情况：`recorded` 或 `position` 为当时已入链者，`effective` 为其中当时已生效者 · What was so at another time: of what had been recorded by then (`recorded`, or `position`), what was in effect at `effective`',
      args: {
        recorded: t.arg({ type: 'DateTime' }),
        position: t.arg({ type: 'Position' }),
        effective: t.arg({ type: 'DateTime' }),
      },
      resolve: (_root, args, context) => viewOf(args, context),
    }),
  )
}
