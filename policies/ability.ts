/**
 * Duties as CASL rules. One ability per set of seats: single checks and list filters come from the same
 * rules, over the same flat columns, so a list never shows what a check would refuse.
 */
import { Ability } from '@casl/ability'
import type { RawRuleOf } from '@casl/ability'
import { rulesToCondition } from '@casl/ability/extra'
import { board, committee } from './board.ts'
import { business } from './business.ts'
import { consumerProtection } from './consumer-protection.ts'
import { undelegable } from './delegation.ts'
import { humanResources } from './human-resources.ts'
import { informationOfficer } from './information-officer.ts'
import { legal } from './legal.ts'
import type { Body, Duty } from './duty.ts'
import { text } from './law.ts'
import type { Text } from './law.ts'
import { clock, courier } from './machinery.ts'
import { headquarters, management } from './management.ts'
import { titleOf } from './supervision.ts'
import type { SupervisionForm } from './supervision.ts'
import { channel, court, mediator, partner, regulator, system } from './outsiders.ts'
import { audit, supervisors } from './supervisors.ts'

/** Every duty of every body, in reading order. */
export const DUTIES: readonly Duty[] = [
  board,
  committee,
  supervisors,
  audit,
  management,
  headquarters,
  consumerProtection,
  business,
  legal,
  informationOfficer,
  humanResources,
  channel,
  partner,
  mediator,
  court,
  regulator,
  system,
  clock,
  courier,
].flatMap((body): readonly Duty[] => Object.values(body))

/**
 * A part of the institution for which a seat was given, as to an auditor from outside: processes of these
 * mechanisms, about these subjects, of these units, and opened within a period, with the entries of that
 * period. What is absent bars nothing; what the holder opened himself is within.
 */
export interface SeatScope {
  readonly mechanisms?: readonly string[]
  readonly subjects?: readonly string[]
  readonly units?: readonly string[]
  /** Instants in UTC: from this one on. */
  readonly since?: string
  /** And before this one. */
  readonly until?: string
}

/** A seat held today. For an outside partner `unit` is the subject it acts for, `partner:<id>`. */
export interface SeatHeld {
  readonly id: string
  readonly person: string
  readonly body: Body
  readonly unit?: string
  /** Absent: the whole institution. */
  readonly scope?: SeatScope
  /** Of a seat that another person acts by on behalf of its holder: how far. */
  readonly mandate?: Mandate
}

/** The scope of a delegation; absent lists and unit bar nothing. */
export interface Mandate {
  /** The delegation. */
  readonly id: string
  /** Who acts by it, and where he sits himself. */
  readonly to: string
  readonly toBody: Body
  readonly mechanisms: readonly string[]
  readonly duties?: readonly string[]
  readonly events?: readonly string[]
  readonly unit?: string
}

/** The columns of a process that a duty may depend on. */
export interface Governed {
  readonly mechanism: string
  readonly unit: string | null
  readonly subjects: readonly string[]
  readonly openedBy: string | null
  /** Instant in UTC; absent: it is yet to be opened. */
  readonly openedAt?: string | undefined
}

/** Conditions on those columns: equality, or membership in a list. The same form as a Prisma filter. */
export type Conditions = {
  readonly mechanism?: string
  readonly unit?: string
  readonly openedBy?: string
  readonly subjects?: { readonly has: string }
  readonly openedAt?: { readonly gte?: string; readonly lt?: string }
}

type DutyAbility = Ability<[string, 'Process' | Governed], Conditions>

const isWithin = (
  { gte, lt }: NonNullable<Conditions['openedAt']>,
  at: string | undefined,
): boolean => at !== undefined && (gte === undefined || at >= gte) && (lt === undefined || at < lt)

const matches =
  (conditions: Conditions) =>
  (row: Governed): boolean =>
    (conditions.mechanism === undefined || row.mechanism === conditions.mechanism) &&
    (conditions.unit === undefined || row.unit === conditions.unit) &&
    (conditions.openedBy === undefined || row.openedBy === conditions.openedBy) &&
    (conditions.subjects === undefined || row.subjects.includes(conditions.subjects.has)) &&
    (conditions.openedAt === undefined || isWithin(conditions.openedAt, row.openedAt))

function conditionsOf(duty: Duty, seat: SeatHeld): Conditions | undefined {
  const reach = reachOf(duty, seat)
  const { mechanism, about } = duty
  if (mechanism === undefined && about === undefined) return reach
  return {
    ...reach,
    ...(mechanism === undefined ? {} : { mechanism }),
    ...(about === undefined ? {} : { subjects: { has: about } }),
  }
}

/**
 * Alternatives of which one must hold for a delegated seat: its duty, within the mechanisms and the unit that
 * were named. None: the duty is not delegated, or the scope leaves nothing of it.
 */
function mandated(duty: Duty, seat: SeatHeld, mandate: Mandate): readonly Conditions[] {
  const named = duty.verb === 'read' || (mandate.duties?.includes(duty.id) ?? true)
  if (!named || undelegable(duty, mandate.toBody)) return []
  const own = conditionsOf(duty, seat) ?? {}
  const { unit } = mandate
  if (unit !== undefined && own.unit !== undefined && own.unit !== unit) return []
  return mandate.mechanisms
    .filter((mechanism) => own.mechanism === undefined || own.mechanism === mechanism)
    .map((mechanism) => ({ ...own, mechanism, ...(unit === undefined ? {} : { unit }) }))
}

/** Alternatives of which one must hold for a seat that was given for a part, whatever its duties reach. */
function partsOf({ scope, person }: SeatHeld): readonly Conditions[] {
  if (!scope) return [{}]
  const { mechanisms, subjects, units, since, until } = scope
  const period =
    since === undefined && until === undefined
      ? {}
      : { openedAt: { ...(since ? { gte: since } : {}), ...(until ? { lt: until } : {}) } }
  const within = (mechanisms ?? [undefined]).flatMap((mechanism) =>
    (subjects ?? [undefined]).flatMap((subject) =>
      (units ?? [undefined]).map((unit) => ({
        ...(mechanism === undefined ? {} : { mechanism }),
        ...(subject === undefined ? {} : { subjects: { has: subject } }),
        ...(unit === undefined ? {} : { unit }),
        ...period,
      })),
    ),
  )
  return [...within, { openedBy: person }]
}

/** Both conditions at once; undefined where they can never hold together. */
function together(a: Conditions, b: Conditions): Conditions | undefined {
  const clash =
    differ(a.mechanism, b.mechanism) ||
    differ(a.openedBy, b.openedBy) ||
    differ(a.unit, b.unit) ||
    differ(a.subjects?.has, b.subjects?.has)
  return clash ? undefined : { ...a, ...b }
}
const differ = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a !== b

/** A seat without a unit holds a duty of unit scope nowhere: the empty text names no unit. */
function reachOf(duty: Duty, seat: SeatHeld): Conditions | undefined {
  switch (duty.scope) {
    case 'institution':
      return undefined
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

const dutiesByBody = new Map<Body, readonly Duty[]>()
for (const duty of DUTIES)
  dutiesByBody.set(duty.body, [...(dutiesByBody.get(duty.body) ?? []), duty])
/** The action that CASL checks: all reading is one action, each deed is the duty's own. */
const actionOf = (duty: Duty): string => (duty.verb === 'read' ? 'read' : duty.id)

/** Under which name a seat is found again: two delegations may be of one seat. */
const nameOf = ({ id, mandate }: SeatHeld): string => mandate?.id ?? id
const reachesOf = (duty: Duty, seat: SeatHeld): readonly (Conditions | undefined)[] => {
  const whole = seat.mandate ? mandated(duty, seat, seat.mandate) : [conditionsOf(duty, seat)]
  if (!seat.scope) return whole
  return whole.flatMap((one) => partsOf(seat).flatMap((part) => together(one ?? {}, part) ?? []))
}
const mandateKey = (mandate: Mandate | undefined): string =>
  mandate === undefined ? '' : JSON.stringify(mandate)

function build(seats: readonly SeatHeld[]): DutyAbility {
  const rules = seats.flatMap((seat) =>
    (dutiesByBody.get(seat.body) ?? []).flatMap((duty) =>
      reachesOf(duty, seat).map((conditions): RawRuleOf<DutyAbility> => ({
        action: actionOf(duty),
        subject: 'Process',
        reason: nameOf(seat),
        ...(conditions ? { conditions } : {}),
      })),
    ),
  )
  return new Ability<[string, 'Process' | Governed], Conditions>(rules, {
    conditionsMatcher: matches as never,
    detectSubjectType: () => 'Process',
  })
}

const CACHE_MAX = 2000
const abilities = new Map<string, DutyAbility>()
const scopeKey = (scope: SeatScope | undefined): string =>
  scope
    ? JSON.stringify([scope.mechanisms, scope.subjects, scope.units, scope.since, scope.until])
    : ''
/** The ability of a set of seats; cached by the seats themselves, never by the person. */
function abilityOf(seats: readonly SeatHeld[]): DutyAbility {
  const key = seats
    .map(
      (s) =>
        `${s.id}|${s.person}|${s.body}|${s.unit ?? ''}|${mandateKey(s.mandate)}|${scopeKey(s.scope)}`,
    )
    .join('\n')
  const known = abilities.get(key)
  if (known) return known
  if (abilities.size >= CACHE_MAX) abilities.clear()
  const ability = build(seats)
  abilities.set(key, ability)
  return ability
}

/** May whoever holds these seats read this process? */
export const mayRead = (seats: readonly SeatHeld[], row: Governed): boolean =>
  abilityOf(seats).can('read', row)

/**
 * The seat by which the first of the duties is held; undefined where none is. Without a row the process
 * is yet to be opened, and the scope is judged on what was opened.
 */
export function heldBy(
  seats: readonly SeatHeld[],
  duties: readonly Duty[],
  row: Governed | undefined,
): { readonly duty: Duty; readonly seat: SeatHeld } | undefined {
  const ability = abilityOf(seats)
  for (const duty of duties) {
    const rule = ability.relevantRuleFor(actionOf(duty), row ?? 'Process')
    const seat = rule && seats.find((s) => nameOf(s) === rule.reason)
    if (seat) return { duty, seat }
  }
  return undefined
}

/**
 * Why none of the duties is held, by the seat that comes nearest: a seat of the right body that does not
 * reach this process, else the bodies whose duty it is beside those of the seats. Ends a refusal.
 */
export function nearestMiss(
  seats: readonly SeatHeld[],
  duties: readonly Duty[],
  {
    row,
    form,
  }: { readonly row: Governed | undefined; readonly form?: SupervisionForm | undefined },
): Text {
  if (seats.length === 0) return text('您今日没有任何岗位', 'You hold no seat today')
  const near = duties
    .flatMap((duty) => seats.filter((s) => s.body === duty.body).map((seat) => ({ duty, seat })))
    .at(0)
  if (near) return outOfReach(near.duty, near.seat, row)
  const named = (bodies: readonly Body[], language: keyof Text, comma: string) =>
    [...new Set(bodies)].map((body) => titleOf(body, form)[language]).join(comma)
  const [theirs, yours] = [duties.map((d) => d.body), seats.map((s) => s.body)]
  return text(
    `该事项由${named(theirs, 'zh', '、')}办理，您任职于${named(yours, 'zh', '、')}`,
    `It is for ${named(theirs, 'en', ', ')}; you sit in ${named(yours, 'en', ', ')}`,
  )
}

function outOfReach(duty: Duty, seat: SeatHeld, row: Governed | undefined): Text {
  const none = { zh: '未定单位', en: 'no unit' }
  switch (duty.scope) {
    case 'unit':
      return text(
        `您的岗位在${seat.unit ?? none.zh}，该流程属于${row?.unit ?? none.zh}`,
        `Your seat is in ${seat.unit ?? none.en}; the process belongs to ${row?.unit ?? none.en}`,
      )
    case 'subject':
      return text(
        `您代表${seat.unit ?? none.zh}，该流程与其无关`,
        `You act for ${seat.unit ?? 'nobody'}, whom the process is not about`,
      )
    case 'submitted':
      return text('您只能办理自己提交的流程', 'You may do so only in what you submitted yourself')
    case 'self':
      return text('您只能办理关于本人的流程', 'You may do so only in what is about yourself')
    case 'institution':
      return text('您的岗位不及于该机制', 'Your seat does not reach this mechanism')
  }
}

/** What reading is limited to: null for nothing at all, else alternatives, of which `{}` is everything. */
export function readFilter(seats: readonly SeatHeld[]): readonly Conditions[] | null {
  return rulesToCondition<DutyAbility, Conditions, readonly Conditions[]>(
    abilityOf(seats).rulesFor('read', 'Process'),
    (rule) => rule.conditions ?? {},
    { and: (all) => all, or: (some) => some, empty: () => [{}] },
  )
}
