/**
 * Delegation: one holder of a seat lets one holder of another act in his stead, within a scope and for a
 * time. What the law gives to a body that decides by resolution, and what must be done in person, is not
 * delegated; what the law gives to a level or to an independent department stays within it.
 *
 * The rules without an article of their own are house policy, after the model of agency by mandate in the
 * Civil Code (arts 161, 165, 168, 169, 173): matter, scope and term are named, nobody acts for himself on
 * another's behalf, a delegate does not delegate, and a mandate ends with its term or by revocation.
 */
import type { SeatHeld } from './ability.ts'
import type { Body, Duty } from './duty.ts'
import { text } from './law.ts'
import type { Citation, Text } from './law.ts'

/** Why something is not delegated, and who does it instead. */
export interface Undelegable {
  readonly says: Text
  readonly article: Citation
}
const HOUSE = 'house:delegation'

const byResolution = (article: Citation): Undelegable => ({
  article,
  says: text(
    '该机构以决议行使职权，成员不得委托他人；由该机构决议',
    'That body decides by resolution, and no member delegates his part in it. Let the body resolve',
  ),
})
const outside: Undelegable = {
  article: HOUSE,
  says: text(
    '外部主体和服务账户依自身职权行事，不得委托；由其任命的人员办理',
    'Those outside the institution, and service accounts, act in their own right. Let whoever is appointed for them act',
  ),
}

/** Bodies whose seats are not delegated at all. */
const NEVER: Readonly<Partial<Record<Body, Undelegable>>> = {
  board: byResolution('2022-9:8'),
  consumerProtectionCommittee: byResolution('2022-9:8'),
  supervisoryBody: byResolution('company-law:81'),
  internalAudit: {
    article: '2022-9:19',
    says: text(
      '内部审计独立实施，不得委托；由其他审计人员办理',
      'Internal audit is independent and is not delegated. Let another auditor act',
    ),
  },
  partner: outside,
  consumerChannel: outside,
  regulator: outside,
  mediationBody: outside,
  court: outside,
  police: outside,
  system: outside,
  clock: outside,
  courier: outside,
}

const withinBody = (article: Citation): Undelegable => ({
  article,
  says: text(
    '该职责属于特定层级或独立部门，只能委托同一机构的成员；由该机构其他成员办理',
    'The duty belongs to a level or to an independent department, and goes only to another member of it. Let such a member act',
  ),
})
/** Bodies that delegate only among their own members. */
const WITHIN: Readonly<Partial<Record<Body, Undelegable>>> = {
  consumerProtection: withinBody('2019-38:independence'),
  legalCompliance: withinBody(HOUSE),
  personalInformationOfficer: withinBody('pipl:52'),
  headquarters: withinBody('2020-3:20'),
}
/** What senior management decides over the others, and who sits where: only among its own members. */
const WITHIN_DUTIES: readonly string[] = [
  'seniorManagement.ruleOnReview',
  'seniorManagement.ruleOnMediation',
  'seniorManagement.rulePartners',
  'seniorManagement.approveExtension',
  'seniorManagement.handleMajorComplaint',
  'seniorManagement.endorseScheme',
  'seniorManagement.ruleOnAppeal',
  'seniorManagement.sanction',
  'seniorManagement.approveTraining',
  'seniorManagement.endorseReport',
  'seniorManagement.governInformation',
  'seniorManagement.setPolicy',
  'seniorManagement.keepTrail',
  'seniorManagement.moveEdition',
  'seniorManagement.appoint',
  'humanResources.appoint',
]

const inPerson: Undelegable = {
  article: HOUSE,
  says: text(
    '该事项须由本人亲自办理，不得委托',
    'This is done in person and is not delegated. Let the person himself act',
  ),
}
const noFurther: Undelegable = {
  article: HOUSE,
  says: text(
    '受托人不得转委托；由岗位本人委托',
    'A delegate does not delegate. Let the holder of the seat do so',
  ),
}
const apartFromSales: Undelegable = {
  article: '2022-9:9',
  says: text(
    '业务部门不得受托行使其他部门的职责；委托业务部门以外的人员',
    'A business department does not act for another body. Delegate to somebody outside the business departments',
  ),
}
const supervisesNot: Undelegable = {
  article: '2022-9:8',
  says: text(
    '行使监督、审计职能的人员和外部人员不得受托执行；委托执行部门的人员',
    'Whoever supervises, audits or comes from outside does not execute on behalf of others. Delegate to somebody who executes',
  ),
}

/** Whoever has a seat there executes nothing for others. */
const SUPERVISE: readonly Body[] = ['supervisoryBody', 'internalAudit', 'regulator']

/** Duties by which a seat is delegated; each is named `entrust`. */
export const isEntrusting = (duty: Duty): boolean => duty.id === `${duty.body}.entrust`

/** Why seats of a body are not delegated at all. */
export const undelegableBody = (body: Body): Undelegable | undefined => NEVER[body]
/** Why nobody who sits there receives a delegation. */
export const undelegableTo = (body: Body): Undelegable | undefined => NEVER[body] && supervisesNot

/** Why a duty is not delegated to somebody of a body; undefined where it may be. */
export function undelegable(duty: Duty, to: Body): Undelegable | undefined {
  const body = NEVER[duty.body] ?? undelegableTo(to)
  if (body) return body
  if (isEntrusting(duty)) return noFurther
  if (duty.scope === 'self' || duty.scope === 'submitted') return inPerson
  if (to === duty.body) return undefined
  if (WITHIN_DUTIES.includes(duty.id)) return withinBody(duty.article)
  return WITHIN[duty.body] ?? (to === 'businessDepartment' ? apartFromSales : undefined)
}

/** A seat with the days on which it is held; `to` is the first day on which it is not. */
export interface SeatSpan {
  readonly id: string
  readonly body: Body
  readonly unit: string | null
  readonly from: string
  readonly to: string | null
}

/** A delegation as it was given, with both seats as they are now. */
export interface Given {
  readonly id: string
  readonly delegator: string
  readonly delegate: string
  /** The seat that is delegated. */
  readonly seat: SeatSpan
  /** The seat of the delegate, with which it ends. */
  readonly own: SeatSpan
  readonly mechanisms: readonly string[]
  readonly duties: readonly string[] | null
  readonly events: readonly string[] | null
  readonly unit: string | null
  readonly from: string
  readonly to: string
  /** When it was revoked, given back, or lapsed. */
  readonly ended: string | null
}

const held = ({ from, to }: SeatSpan, today: string): boolean =>
  from <= today && (to === null || to > today)

/** Why a delegation is not in force today; undefined where it is. */
export function notInForce(given: Given, today: string): Text | undefined {
  if (given.from > today)
    return text(`授权委托自${given.from}起生效`, `The delegation begins on ${given.from}`)
  if (given.to <= today)
    return text(`授权委托已于${given.to}届满`, `The delegation ended on ${given.to}`)
  if (given.ended !== null)
    return text(
      `授权委托已于${given.ended.slice(0, 10)}终止`,
      `The delegation was ended on ${given.ended.slice(0, 10)}`,
    )
  if (!held(given.seat, today))
    return text(
      '委托人已不任该岗位，授权委托随之终止',
      'The delegation ended with the seat of who gave it',
    )
  return held(given.own, today)
    ? undefined
    : text(
        '受托人已不任其岗位，授权委托随之终止',
        'The delegation ended with the seat of who was given it',
      )
}

/** The seat as the delegate holds it: what it may do and read is limited by the mandate. */
export const asSeat = ({ seat, ...given }: Given): SeatHeld => ({
  id: seat.id,
  person: given.delegator,
  body: seat.body,
  ...(seat.unit === null ? {} : { unit: seat.unit }),
  mandate: {
    id: given.id,
    to: given.delegate,
    toBody: given.own.body,
    mechanisms: given.mechanisms,
    ...(given.duties ? { duties: given.duties } : {}),
    ...(given.events ? { events: given.events } : {}),
    ...(given.unit === null ? {} : { unit: given.unit }),
  },
})

/**
 * The delegated seats that a person acts and reads by today. Whoever has come to supervise meanwhile
 * executes nothing, so he has none.
 */
export const mandatesOf = (
  given: readonly Given[],
  { today, bodies }: { readonly today: string; readonly bodies: readonly Body[] },
): readonly SeatHeld[] =>
  bodies.some((body) => SUPERVISE.includes(body))
    ? []
    : given.filter((g) => notInForce(g, today) === undefined).map(asSeat)

/** Why a delegation that is in force does not carry an event. */
export function outOfScope(
  { mechanisms, duties, events, unit, own }: Given,
  asked: {
    readonly duties: readonly Duty[]
    readonly event: string
    readonly mechanism: string
    readonly unit: string | null | undefined
  },
): Undelegable {
  const [duty] = asked.duties
  const barred = asked.duties.map((d) => undelegable(d, own.body))
  const [first] = barred
  if (duty && first && barred.every((b) => b !== undefined)) return first
  const none = { zh: '不限', en: 'every one' }
  const list = (of: readonly string[] | null, language: keyof Text) =>
    of === null ? none[language] : of.join(', ')
  const scope = (zh: string, en: string): Undelegable => ({
    article: HOUSE,
    says: text(
      `授权委托${zh}；由委托人本人办理，或另行委托`,
      `The delegation ${en}. Let the person himself act, or delegate anew`,
    ),
  })
  if (!mechanisms.includes(asked.mechanism))
    return scope(
      `不及于${asked.mechanism}（范围：${mechanisms.join('、')}）`,
      `does not reach ${asked.mechanism} (its scope: ${mechanisms.join(', ')})`,
    )
  if (events && !events.includes(asked.event))
    return scope(
      `不及于该事项（范围：${list(events, 'zh')}）`,
      `does not reach this event (its scope: ${list(events, 'en')})`,
    )
  if (duties && !asked.duties.some((d) => duties.includes(d.id)))
    return scope(
      `不及于该职责（范围：${list(duties, 'zh')}）`,
      `does not reach this duty (its scope: ${list(duties, 'en')})`,
    )
  if (unit !== null && asked.unit !== unit)
    return scope(`仅及于单位${unit}`, `reaches only the unit ${unit}`)
  return scope(
    '所涉岗位不承担该职责或不及于该流程',
    'is of a seat that does not have this duty, or does not reach this process',
  )
}
