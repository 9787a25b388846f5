/** Who fills which seat, and what the registers refuse. */
import type { Body } from '../../../policies/duty.ts'
import { text } from '../../../policies/law.ts'
import { isZone } from '../../core/calendar.ts'
import { rulesFor } from '../../core/rules.ts'
import type { facts } from './events.ts'
import type { C, E } from './events.ts'

/** Who fills which seats once the institution stands. */
const APPOINTERS: Readonly<Partial<Record<Body, readonly Body[]>>> = {
  // Shareholders elect board and supervisors; the body itself records the election.
  board: ['board'],
  supervisoryBody: ['supervisoryBody'],
  consumerProtectionCommittee: ['board'],
  seniorManagement: ['board'],
  internalAudit: ['board'],
}
export const appointersOf = (body: Body): readonly Body[] =>
  APPOINTERS[body] ?? ['seniorManagement', 'humanResources']

const rule = rulesFor<C, E, typeof facts>()
export const rules = {
  founderOnlyFounds: rule.ofCase({
    says: text(
      '建立完成后，建立者不再有任何权限',
      'The founder has no power once the founding is complete',
    ),
    change: text('由有权任命的机构办理', 'Ask the body that appoints'),
    article: 'house:governance',
    refuses: 'SEPARATION',
    holds: (c, { by }) => by.body !== 'system' || c.founding,
  }),
  appointedByItsAppointer: rule.ofEvent(['appoint', 'endAppointment'], {
    says: text('该岗位由另一机构任免', 'Another body appoints to this seat'),
    change: text('由有权任免的机构办理', 'Ask the body that appoints to it'),
    article: 'house:governance',
    refuses: 'SEPARATION',
    field: ['body'],
    holds: ({ by, payload }, c) =>
      (by.body === 'system' && c.founding) || appointersOf(payload.body).includes(by.body),
  }),
  zoneExists: rule.ofEvent('found', {
    says: text('时区须存在', 'The time zone must exist'),
    change: text('使用IANA时区名称，例如Asia/Shanghai', 'Use an IANA name such as Asia/Shanghai'),
    article: 'house:governance',
    field: ['zone'],
    holds: ({ payload }) => isZone(payload.zone),
  }),
  identityIsNew: rule.ofEvent('addPerson', {
    says: text('该身份尚未登记', 'The identity is not known yet'),
    change: text('使用已登记的人员', 'Use the person who is registered'),
    article: 'house:governance',
    field: ['subject'],
    holds: ({ facts: { identity } }) => identity === null,
  }),
  nobodyAppointsHimself: rule.ofEvent('appoint', {
    says: text('任何人不得任命自己', 'Nobody appoints himself'),
    change: text('由他人办理', 'Let somebody else appoint'),
    article: 'house:governance',
    refuses: 'SEPARATION',
    field: ['person'],
    holds: ({ by, payload }) => by.person !== payload.person,
  }),
  endsAfterItBegins: rule.ofEvent(['appoint', 'declareInterest'], {
    says: text('结束日须晚于开始日', 'The end must be after the beginning'),
    change: text('更正日期', 'Correct the dates'),
    article: 'house:governance',
    field: ['to'],
    holds: ({ payload }) => payload.to === undefined || payload.to > payload.from,
  }),
  endsASeatInForce: rule.ofEvent('endAppointment', {
    says: text(
      '该岗位须存在、属于所述机构且尚未结束',
      'The seat must exist, be of the body named, and not have ended',
    ),
    change: text('核对岗位', 'Check which seat it is'),
    article: 'house:governance',
    field: ['seat'],
    holds: ({ facts: { seat }, payload }) =>
      seat !== null &&
      seat.body === payload.body &&
      (seat.until === undefined || seat.until > payload.to),
  }),
  withinBounds: rule.ofEvent('setPolicy', {
    says: text('内部期限须在规定界限内', 'A house policy must stay within its bounds'),
    change: text('在界限内取值', 'Choose a value within the bounds'),
    article: 'house:governance',
    field: ['value'],
    holds: ({ facts: { bounds }, payload }) =>
      bounds !== null && payload.value >= bounds[0] && payload.value <= bounds[1],
  }),
}
