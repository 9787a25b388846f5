/** The viewer: who asks, by which seats, and what waits on the desk. */
import type { Prisma } from '../../schema/client/client.ts'
import { dutiesOf } from '../../engine/core/load.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import type { Instant } from '../../engine/core/values.ts'
import type { SeatHeld, SeatScope } from '../../policies/ability.ts'
import type { Body, Duty } from '../../policies/duty.ts'
import { titleOf } from '../../policies/supervision.ts'
import type { Context } from '../context.ts'
import { badUserInput } from '../errors.ts'
import type { Builder, NoticeSource, PersonSource, SeatSource, TimerSource } from './builder.ts'
import { PAGE_MAX } from './connection.ts'
import { entryOf, readableEntries } from './entry-source.ts'
import { encodeId } from './ids.ts'
import type { Enums } from './law.ts'
import { processesOf } from './lists.ts'
import { revealed } from './personal.ts'
import { SOURCE, readable, viewOf } from './process-source.ts'
import { askable, leadsFrom } from './registry.ts'
import type { Registry } from './registry.ts'

interface Parts {
  readonly enums: Enums
  readonly registry: Registry
}

/** States from which somebody with a duty must lead on, by duty id and edition. */
type WaitingTable = ReadonlyMap<string, ReadonlyMap<Mechanism, readonly string[]>>

function waitingTable({ editions }: Registry): WaitingTable {
  const table = new Map<string, Map<Mechanism, string[]>>()
  for (const mechanism of editions.every) {
    const paths = leadsFrom(mechanism)
    for (const [name, event] of askable(mechanism))
      for (const duty of dutiesOf(event)) {
        const byEdition = table.get(duty.id) ?? new Map<Mechanism, string[]>()
        table.set(duty.id, byEdition)
        const known = byEdition.get(mechanism) ?? []
        byEdition.set(mechanism, [...new Set([...known, ...(paths.get(name) ?? [])])])
      }
  }
  return table
}

/** The processes of an edition; where there is no other, those of the mechanism. */
const ofEdition = ({ id, edition }: Mechanism, { editions }: Registry): Prisma.ProcessWhereInput =>
  editions.all(id).length === 1
    ? { mechanism: id }
    : { mechanism: id, edition: edition.from, revision: edition.revision }

/** How far a seat's duty reaches, as columns; the same conditions as CASL's. */
function reach(duty: Duty, seat: SeatHeld): Prisma.ProcessWhereInput {
  switch (duty.scope) {
    case 'institution':
      return {}
    case 'unit':
      return { unit: seat.unit ?? '' }
    case 'subject':
      return { subjects: { has: seat.unit ?? '' } }
    case 'submitted':
      return { openedBy: seat.person }
    case 'self':
      return { subjects: { has: `person:${seat.person}` } }
  }
}

/** Open processes whose state takes an event of one of the seats' duties. */
function waitingFor(
  seats: readonly SeatHeld[],
  duties: readonly Duty[],
  { table, registry }: { readonly table: WaitingTable; readonly registry: Registry },
): Prisma.ProcessWhereInput {
  const alternatives = seats.flatMap((seat) =>
    duties
      .filter((duty) => duty.body === seat.body)
      .flatMap((duty) =>
        [...(table.get(duty.id) ?? [])]
          .filter(([{ id }, paths]) => paths.length > 0 && (duty.mechanism ?? id) === id)
          .map(([mechanism, paths]): Prisma.ProcessWhereInput => ({
            AND: [
              {
                ...ofEdition(mechanism, registry),
                final: false,
                paths: { hasSome: [...paths] },
              },
              reach(duty, seat),
            ],
          })),
      ),
  )
  return { OR: alternatives }
}

const DUE_SOON_DAYS = 7
const DAY_MS = 86_400_000

function mostOf(first: number | null | undefined): number {
  const most = first ?? 20
  if (most < 0 || most > PAGE_MAX) throw badUserInput(`\`first\` is a number from 0 to ${PAGE_MAX}`)
  return most
}

/** Timers of readable processes that fall due within the days, the earliest first. */
async function dueSoon(
  {
    days,
    first,
  }: { readonly days?: number | null | undefined; readonly first?: number | null | undefined },
  context: Context,
  registry: Registry,
): Promise<TimerSource[]> {
  const may = await readable(context)
  if (!may) return []
  const { institution, reads } = context
  const until = new Date(Date.parse(context.now()) + (days ?? DUE_SOON_DAYS) * DAY_MS)
  const rows = await reads.timer.findMany({
    where: { institution, dueAt: { lt: until }, process: may.where },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    take: mostOf(first),
    select: { clock: true, process: { select: SOURCE } },
  })
  const found = await Promise.all(
    rows.map(async ({ clock, process }) => {
      const view = await viewOf(process, context)
      const running = view.clocks.find((c) => c.clock === clock)
      return running ? [{ process, mechanism: registry.under(view.state), view: running }] : []
    }),
  )
  return found.flat()
}

/** Which events tell a body: mechanism, event and what about. */
interface Telling {
  readonly mechanism: string
  readonly event: string
  readonly to: Body
}
const tellings = (registry: Registry): Telling[] =>
  registry.editions.every.flatMap((mechanism) =>
    Object.entries(mechanism.events).flatMap(([event, rule]) =>
      (rule.notices ?? []).map(({ to }) => ({ mechanism: mechanism.id, event, to })),
    ),
  )

async function noticesOf(
  first: number | null | undefined,
  told: readonly Telling[],
  context: Context,
): Promise<NoticeSource[]> {
  const { seats } = await context.viewer()
  const bodies = new Set(seats.map((seat) => seat.body))
  const mine = told.filter(({ to }) => bodies.has(to))
  const may = await readableEntries(context)
  if (!may || mine.length === 0) return []
  const { institution, reads } = context
  const rows = await reads.entry.findMany({
    where: {
      institution,
      AND: [may, { OR: mine.map(({ mechanism, event }) => ({ mechanism, event })) }],
      refusal: null,
    },
    orderBy: { position: 'desc' },
    take: mostOf(first),
  })
  return rows.flatMap((row) => {
    const { notices = [] } = JSON.parse(row.leaf) as {
      notices?: { to: Body; about: NoticeSource['about'] }[]
    }
    return notices
      .filter(({ to }) => bodies.has(to))
      .map(({ to, about }) => ({ entry: entryOf(row), to, about }))
  })
}

export function viewerTypes(b: Builder, { enums, registry }: Parts, duties: readonly Duty[]): void {
  const table = waitingTable(registry)
  const told = tellings(registry)
  b.objectType('Notice', {
    description: '告知 · An entry that the viewer’s body is told of',
    fields: (t) => ({
      entry: t.expose('entry', { type: 'Entry' }),
      to: t.field({ type: enums.body, resolve: (notice) => notice.to as Body }),
      about: t.field({ type: 'LocalizedText', resolve: (notice) => notice.about }),
    }),
  })
  b.objectType('Desk', {
    description: '待办 · What waits for the viewer',
    fields: (t) => ({
      waiting: t.field({
        type: 'ProcessConnection',
        description:
          '当前状态受理查看人某项职责的未了结流程 · Open processes whose state takes an event of one of the viewer’s duties',
        args: t.arg.connectionArgs(),
        resolve: async (_desk, args, context) =>
          processesOf(
            { ...args, orderBy: 'asc' },
            waitingFor((await context.viewer()).seats, duties, { table, registry }),
            context,
          ),
      }),
      dueSoon: t.field({
        type: ['Timer'],
        description:
          '即将届满的期限，默认七日内 · Clocks that fall due soon, by default within seven days',
        args: { days: t.arg.int(), first: t.arg.int() },
        resolve: (_desk, args, context) => dueSoon(args, context, registry),
      }),
      notices: t.field({
        type: ['Notice'],
        description: '告知，自新至旧 · Notices to the viewer’s bodies, newest first',
        args: { first: t.arg.int() },
        resolve: (_desk, { first }, context) => noticesOf(first, told, context),
      }),
    }),
  })
  b.objectType('Viewer', {
    description: '查看人 · Who asks',
    fields: (t) => ({
      person: t.field({ type: 'Person', resolve: (viewer) => viewer.person }),
      institution: t.string({ resolve: institutionName }),
      seats: t.field({
        type: ['Seat'],
        description: '今日所任岗位 · Seats held today',
        resolve: (viewer) => [...viewer.seats],
      }),
      duties: t.field({
        type: ['Duty'],
        description: '今日所负职责 · Duties held today',
        resolve: (viewer) => {
          const bodies = new Set(viewer.seats.map((seat) => seat.body))
          return duties.filter((duty) => bodies.has(duty.body))
        },
      }),
      desk: t.field({ type: 'Desk', resolve: () => ({}) }),
    }),
  })
  seatsQuery(b, enums)
  b.queryField('viewer', (t) =>
    t.field({ type: 'Viewer', resolve: (_root, _args, context) => viewerOf(context) }),
  )
}

/** Seats held today, for those who may read every process; others see their own. */
function seatsQuery(b: Builder, enums: Enums): void {
  b.queryField('seats', (t) =>
    t.field({
      type: ['Seat'],
      description:
        '今日在任岗位，供选择人员 · Seats held today, to choose persons from; only one’s own for who may not read every process',
      args: { body: t.arg({ type: enums.body }) },
      resolve: async (_root, { body }, context) => {
        const may = await readable(context)
        const { institution, reads } = context
        const today = await todayIn(context)
        return reads.seat.findMany({
          where: {
            institution,
            ...(body ? { body } : {}),
            ...(may?.everything ? {} : { person: context.person }),
            fromOn: { lte: today },
            OR: [{ toOn: null }, { toOn: { gt: today } }],
          },
          orderBy: [{ body: 'asc' }, { id: 'asc' }],
          take: SEATS_MAX,
          select: { id: true, person: true, body: true, unit: true, scope: true },
        })
      },
    }),
  )
}
const SEATS_MAX = 1000

/** Today in the zone of the institution, as the column of a day holds it. */
async function todayIn(context: Context): Promise<Date> {
  const { institution } = context
  const row = await context.reads.institution.findFirst({ where: { institution } })
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: row?.zone ?? 'Asia/Shanghai' })
  return new Date(`${day.format(new Date(context.now()))}T00:00:00Z`)
}

async function viewerOf(context: Context) {
  const { seats } = await context.viewer()
  return { person: { id: context.person }, seats: seats.map((seat) => seatSource(seat)) }
}

const seatSource = (seat: SeatHeld): SeatSource => ({ ...seat, unit: seat.unit ?? null })

async function institutionName(
  _viewer: unknown,
  _args: unknown,
  context: Context,
): Promise<string> {
  const { institution } = context
  const row = await context.reads.institution.findFirst({ where: { institution } })
  return row?.name ?? institution
}

/** Persons and seats. */
export function personTypes(b: Builder, { enums }: Parts): void {
  b.objectType('Person', {
    description: '人员 · A person of the institution',
    interfaces: [b.nodeInterfaceRef()],
    fields: (t) => ({
      id: t.id({ resolve: (person) => encodeId('Person', person.id) }),
      name: t.string({
        nullable: true,
        description:
          '姓名（个人信息），供本人及可查阅全部流程者；删除后为空 · Name; personal: for oneself and for who may read every process; null once it is erased',
        resolve: nameOf,
      }),
    }),
  })
  const scope = seatPart(b)
  b.objectType('Seat', {
    description: '岗位 · A seat held in a body',
    interfaces: [b.nodeInterfaceRef()],
    fields: (t) => ({
      id: t.id({ resolve: (seat) => encodeId('Seat', seat.id) }),
      person: t.field({ type: 'Person', resolve: (seat) => ({ id: seat.person }) }),
      body: t.field({ type: enums.body, resolve: (seat) => seat.body as Body }),
      title: t.field({
        type: 'LocalizedText',
        description: '所在机构的名称 · What the body is called here',
        resolve: async ({ body }, _args, context) =>
          titleOf(
            body as Body,
            body === 'supervisoryBody' ? await context.supervisionForm() : undefined,
          ),
      }),
      unit: t.string({ nullable: true, resolve: (seat) => seat.unit }),
      scope: t.field({
        type: scope,
        nullable: true,
        description: '限定的范围；空为全部 · The part for which it was given; null: the whole',
        resolve: (seat) => (seat.scope ?? null) as SeatScope | null,
      }),
    }),
  })
}

function seatPart(b: Builder) {
  return b.objectRef<SeatScope>('SeatPart').implement({
    description: '岗位的范围 · The part of the institution for which a seat was given',
    fields: (t) => ({
      mechanisms: t.field({
        type: ['String'],
        nullable: true,
        resolve: (part) => (part.mechanisms ? [...part.mechanisms] : null),
      }),
      subjects: t.field({
        type: ['String'],
        nullable: true,
        resolve: (part) => (part.subjects ? [...part.subjects] : null),
      }),
      units: t.field({
        type: ['String'],
        nullable: true,
        resolve: (part) => (part.units ? [...part.units] : null),
      }),
      since: t.field({
        type: 'DateTime',
        nullable: true,
        description: '自该时刻起 · What was opened and recorded from then on',
        resolve: (part) => (part.since ?? null) as Instant | null,
      }),
      until: t.field({
        type: 'DateTime',
        nullable: true,
        description: '至该时刻前 · And before then',
        resolve: (part) => (part.until ?? null) as Instant | null,
      }),
    }),
  })
}

/** The name stands in `entry_private`, under the entry that added the person. */
async function nameOf(
  person: PersonSource,
  _args: unknown,
  context: Context,
): Promise<string | null> {
  const may = await readable(context)
  if (!may?.everything && person.id !== context.person) return null
  const row = await context.persons.get(person.id)
  if (!row) return null
  const name = await revealed(
    { commitment: '' },
    { entry: row.entry, path: 'payload.name', ownName: true },
    context,
  )
  return typeof name === 'string' ? name : null
}
