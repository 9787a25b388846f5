/** Rules of mediation, of the agreement, and of its performance. */
import { rulesFor } from '../../core/rules.ts'
import type { DisputeEvent, facts } from './events.ts'
import { said } from './said.ts'
import { within } from './terms.ts'
import type { DisputeContext } from './terms.ts'

const rule = rulesFor<DisputeContext, DisputeEvent, typeof facts>()
const house = 'house:dispute'
const tracks = ['assignOrdinary', 'moveToOrdinary'] as const

export const mediationRules = {
  consumerAsked: rule.ofCase({
    ...said(
      ['双方共同申请的调解不得拒绝参加', 'A mediation for which both applied is not refused'],
      ['参加调解', 'Take part'],
      '2020-3:23',
    ),
    holds: (c) => c.mediation?.askedBy === 'consumer',
  }),
  notYetOverruled: rule.ofCase({
    ...said(
      [
        '拒绝已被认定无正当理由，不得再次拒绝',
        'A refusal was found unjustified; there is no second one',
      ],
      ['参加调解', 'Take part'],
      '2020-3:40',
    ),
    holds: (c) => c.mediation?.overruled !== true,
  }),
  inMediation: rule.ofCase({
    ...said(
      ['没有进行中的调解', 'There is no mediation'],
      ['申请调解后再授权', 'Delegate once mediation was asked for'],
      '2020-3:24',
    ),
    holds: (c) => c.mediation !== null,
  }),
  representativeIsOurs: rule.ofEvent('delegate', {
    ...said(
      ['受托人不在本机构任职', 'The representative holds no seat in the institution'],
      ['授权本机构人员', 'Delegate somebody of the institution'],
      '2020-3:24',
    ),
    field: ['representative'],
    reads: ['representativeSeats'],
    holds: ({ facts: { representativeSeats } }) =>
      (representativeSeats ?? []).some((s) =>
        ['consumerProtection', 'businessDepartment', 'legalCompliance'].includes(s.body),
      ),
  }),
  endLiesAhead: rule.ofEvent(['delegate', 'extendMediation'], {
    ...said(
      ['截止日须晚于今日', 'The last day lies ahead'],
      ['更正日期', 'Correct the day'],
      house,
    ),
    field: ['until'],
    holds: ({ payload, on, at }) => payload.until > (on ?? at.slice(0, 10)),
  }),
  someDelegation: rule.ofCase({
    ...said(
      ['没有有效的授权', 'No delegation is in force'],
      [
        '先出具授权；可使用临时、远程或快速授权',
        'Delegate somebody; temporarily, remotely or fast',
      ],
      '2020-3:24',
    ),
    holds: (c) => c.delegation !== null,
  }),
  representativeMay: rule.ofEvent('concludeAgreement', {
    ...said(
      [
        '代表未获授权，或协议超出授权限额',
        'The representative has no delegation, or it does not reach so far',
      ],
      [
        '由受托人在限额内签署，或另行授权',
        'Let the delegate settle within the limit, or delegate anew',
      ],
      '2020-3:24',
    ),
    field: ['representative'],
    holds: ({ payload: { representative, amount } }, { delegation }) =>
      delegation !== null &&
      delegation.representative === representative &&
      (delegation.limit === null || amount === undefined || within(amount, delegation.limit)),
  }),
  withinScheme: rule.ofEvent('assignFast', {
    ...said(
      ['争议金额超出速调机制的限额', 'The claim is beyond the limit of the scheme'],
      ['转入普通调解', 'Take the ordinary track'],
      '2025-14:16',
    ),
    field: ['claim'],
    holds: ({ payload: { claim, scheme } }) => within(claim, scheme.limit),
  }),
  limitIsSet: rule.ofEvent('assignFast', {
    ...said(
      ['速调须设定晚于今日的期限', 'The fast track has a limit, and it lies ahead'],
      ['设定期限', 'Set the limit'],
      '2025-14:16',
    ),
    field: ['limit'],
    holds: ({ payload, on, at }) => payload.limit > (on ?? at.slice(0, 10)),
  }),
  signedNotLater: rule.ofEvent(tracks, {
    ...said(
      ['签收材料日晚于今日', 'The mediator signs for the file in the future'],
      ['更正签收日', 'Correct the day'],
      'court-mediation:27',
    ),
    field: ['signedOn'],
    holds: ({ payload, on, at }) => payload.signedOn <= (on ?? at.slice(0, 10)),
  }),
  limitIsOfTheBody: rule.ofEvent(tracks, {
    ...said(
      [
        '法院委派、委托的调解期限由法律规定，其他期限须晚于今日',
        'The law limits what a court had mediated; another limit lies ahead',
      ],
      ['不另设期限，或设定晚于今日的期限', 'Set none, or one that lies ahead'],
      'court-mediation:27',
    ),
    field: ['limit'],
    holds: ({ payload: { procedure, limit }, on, at }) =>
      limit === undefined || (procedure === 'ownRules' && limit > (on ?? at.slice(0, 10))),
  }),
  opinionIsOpen: rule.ofEvent('issueOpinion', {
    ...said(
      [
        '接受期限须晚于今日，且不晚于履行日',
        'There is time to accept it, before it is to be performed',
      ],
      ['更正日期', 'Correct the days'],
      '2025-14:16',
    ),
    field: ['acceptBy'],
    holds: ({ payload: { acceptBy, performBy }, on, at }) =>
      acceptBy > (on ?? at.slice(0, 10)) && acceptBy <= performBy,
  }),
  schemeBinds: rule.ofCase({
    ...said(
      [
        '机构未加入该机制，须另行表示接受',
        'The institution has not joined; it must adopt the opinion itself',
      ],
      ['由机构接受', 'Let the institution adopt it'],
      '2025-14:16',
    ),
    holds: (c) => c.mediation?.schemeJoined === true,
  }),
  consumerHasNotAnswered: rule.ofCase({
    ...said(
      ['消费者已接受调解意见', 'The consumer has accepted the opinion'],
      ['等待机构答复', 'The institution’s answer is awaited'],
      '2025-14:16',
    ),
    holds: (c) => c.opinion?.consumerAccepted !== true,
  }),
  consumerAccepted: rule.ofCase({
    ...said(
      ['消费者尚未接受调解意见', 'The consumer has not accepted the opinion yet'],
      ['等待消费者答复', 'Wait for the consumer’s answer'],
      '2025-14:16',
    ),
    holds: (c) => c.opinion?.consumerAccepted === true,
  }),
} as const

export const outcomeRules = {
  owes: rule.ofEvent(['concludeAgreement', 'recordJudgment'], {
    ...said(
      ['没有须履行的事项', 'Nothing is to be performed'],
      ['即告了结', 'The dispute is settled by it'],
      house,
    ),
    holds: ({ payload }) => payload.performBy !== undefined,
  }),
  owesNothing: rule.ofEvent(['concludeAgreement', 'recordJudgment'], {
    ...said(
      ['有须履行的事项', 'Something is to be performed'],
      ['待履行', 'It is to be performed'],
      house,
    ),
    holds: ({ payload }) => payload.performBy === undefined,
  }),
  notYetPerformed: rule.ofCase({
    ...said(
      ['已记录履行', 'The performance is recorded already'],
      ['等待确认', 'It awaits its confirmation'],
      '2020-3:40',
    ),
    holds: (c) => c.owed !== null && c.owed.performedOn === null,
  }),
  performanceRecorded: rule.ofCase({
    ...said(
      ['尚未记录履行', 'No performance is recorded'],
      ['先记录履行并附证明', 'Record it first, with proof'],
      '2020-3:40',
    ),
    holds: (c) => (c.owed?.performedOn ?? null) !== null,
  }),
  performedNotLater: rule.ofEvent('recordPerformance', {
    ...said(
      ['履行日晚于今日', 'The day of performance lies in the future'],
      ['履行后再记录', 'Record it once it is performed'],
      '2020-3:40',
    ),
    field: ['on'],
    holds: ({ payload, on, at }) => payload.on <= (on ?? at.slice(0, 10)),
  }),
  dayHasPassed: rule.ofCase({
    ...said(
      ['约定的履行日尚未届满', 'The agreed day has not passed'],
      ['在约定日前履行', 'Perform it by that day'],
      house,
    ),
    holds: (c, { on, at }) => c.owed !== null && c.owed.by < (on ?? at.slice(0, 10)),
  }),
  orderedAhead: rule.ofEvent('orderPerformance', {
    ...said(
      ['责令履行的日期须晚于今日', 'The day that is ordered lies ahead'],
      ['更正日期', 'Correct the day'],
      '2020-3:40',
    ),
    field: ['by'],
    holds: ({ payload, on, at }) => payload.by > (on ?? at.slice(0, 10)),
  }),
} as const
