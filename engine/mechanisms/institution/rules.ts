/** Who fills which seat, and what the registers refuse. */
import type { Body } from '../../../policies/duty.ts'
import { text } from '../../../policies/law.ts'
import { isZone } from '../../core/calendar.ts'
import { isSm2Key } from '../../core/note.ts'
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

/** The name in a verifier key, which is the origin of the trail. */
export const keyName = (vkey: string): string => vkey.slice(0, vkey.indexOf('+'))

/** The same day of the next year. */
const yearAfter = (day: string): string =>
  `${String(Number(day.slice(0, 4)) + 1).padStart(4, '0')}${day.slice(4)}`

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
  scopeIsOfAuditor: rule.ofEvent('appoint', {
    says: text(
      '仅内部审计的岗位可以限定范围，且范围须有内容',
      'Only a seat of internal audit is given for a part, and the part holds something',
    ),
    change: text(
      '列明机制、主体、单位或期间，或不限定范围',
      'Name mechanisms, subjects, units or a period, or appoint without a part',
    ),
    article: 'house:governance',
    field: ['scope'],
    holds: ({ payload: { scope, body } }) =>
      scope === undefined ||
      (body === 'internalAudit' &&
        Object.keys(scope).length > 0 &&
        [scope.mechanisms, scope.subjects, scope.units].every((list) => list?.length !== 0) &&
        (scope.since === undefined || scope.until === undefined || scope.since < scope.until)),
  }),
  scopedSeatEnds: rule.ofEvent('appoint', {
    says: text(
      '限定范围的岗位须有结束日，且不超过一年',
      'A seat for a part ends, within a year of its beginning',
    ),
    change: text('写明一年以内的结束日', 'Give an end within a year'),
    article: 'house:governance',
    field: ['to'],
    holds: ({ payload: { scope, from, to } }) =>
      scope === undefined || (to !== undefined && to <= yearAfter(from)),
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
  onlyTheServer: rule.ofCase({
    says: text('仅由服务器自身记录', 'Only the server itself records this'),
    change: text('无需办理：服务器会自行记录', 'Nothing is to be done: the server records it'),
    article: 'house:trail',
    refuses: 'SEPARATION',
    holds: (_c, { by }) => by.person === undefined,
  }),
  beatsOnceADay: rule.ofEvent('beat', {
    says: text('每日一次，按日期先后', 'Once a day, in the order of the days'),
    change: text('次日再记录', 'The next day has its own'),
    article: 'house:trail',
    field: ['on'],
    holds: ({ payload }, c) => c.lastBeatOn === null || payload.on > c.lastBeatOn,
  }),
  // One of Ed25519, and one of SM2 beside it.
  noSealKeyYet: rule.ofEvent('enterSealKey', {
    says: text('已登记过存证签名密钥', 'A key that signs the trail is entered already'),
    change: text('由高级管理层更换密钥', 'Senior management rotates it'),
    article: 'house:trail',
    field: ['key'],
    holds: ({ payload }, c) => !c.sealKeys.some((key) => isSm2Key(key) === isSm2Key(payload.key)),
  }),
  someSealKey: rule.ofCase({
    says: text('尚未登记存证签名密钥', 'No key signs the trail yet'),
    change: text('启动服务器以登记首个密钥', 'The first is entered when the server starts'),
    article: 'house:trail',
    holds: (c) => c.sealKeys.length > 0,
  }),
  sealKeyIsNew: rule.ofEvent('rotateSealKey', {
    says: text('该密钥已使用过', 'This key was in force before'),
    change: text('生成新的密钥', 'Make a new key'),
    article: 'house:trail',
    field: ['key'],
    holds: ({ payload }, c) => !c.sealKeys.includes(payload.key),
  }),
  sealKeyKeepsItsName: rule.ofEvent('rotateSealKey', {
    says: text(
      '新密钥须沿用原名称，记录的名称不变',
      'The new key must have the name of the one before: the trail keeps its name',
    ),
    change: text('以相同名称生成密钥', 'Make the key under that name'),
    article: 'house:trail',
    field: ['key'],
    holds: ({ payload }, c) => keyName(payload.key) === keyName(c.sealKeys.at(-1) ?? ''),
  }),
  bindsForward: rule.ofEvent('bindSupervision', {
    says: text(
      '监督职能的变更不得早于前一次登记的起始日',
      'A binding does not begin before the one that was recorded last',
    ),
    change: text('载明章程规定的起始日', 'Give the day from which the articles say so'),
    article: 'company-law:69',
    field: ['from'],
    holds: ({ payload }, c) => payload.from >= (c.supervision.at(-1)?.from ?? ''),
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
