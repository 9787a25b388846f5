/** Rules of the dispute, of negotiation, and of who may not do both. */
import { rulesFor } from '../../core/rules.ts'
import { keepingSeparation } from '../keeping.ts'
import type { DisputeEvent, facts } from './events.ts'
import { said } from './said.ts'
import { REMEDIES } from './terms.ts'
import type { DisputeContext } from './terms.ts'

const rule = rulesFor<DisputeContext, DisputeEvent, typeof facts>()
const names = ['beginNegotiation', 'reassign'] as const
const independence = '2019-38:independence'
const another = ['由其他人员办理', 'Another person must do it'] as const

export const openingRules = {
  complaintFits: rule.ofEvent('openDispute', {
    ...said(
      [
        '没有该投诉，或不是该消费者的投诉',
        'There is no such complaint, or it is another consumer’s',
      ],
      ['指明该消费者的投诉，或不指明投诉', 'Name a complaint of this consumer, or none'],
      '2022-9:16',
    ),
    field: ['complaint'],
    reads: ['complaint'],
    holds: ({ payload, facts: { complaint } }) =>
      payload.complaint === undefined || complaint?.context['complainant'] === payload.consumer,
  }),
  unitExists: rule.ofEvent('openDispute', {
    ...said(
      ['没有该部门', 'There is no such unit'],
      ['指明已登记的部门', 'Name a unit that is registered'],
      'house:governance',
    ),
    field: ['unit'],
    reads: ['unit'],
    holds: ({ payload, facts: { unit } }) => payload.unit === undefined || unit !== null,
  }),
  handlerHoldsSeat: rule.ofEvent(names, {
    ...said(
      ['经办人不在消保部门任职', 'The handler holds no seat in the department'],
      ['指定消保部门人员', 'Name someone of the department'],
      '2022-9:8',
    ),
    field: ['handler'],
    reads: ['handlerSeats'],
    holds: ({ facts: { handlerSeats } }) =>
      (handlerSeats ?? []).some((s) => s.body === 'consumerProtection'),
  }),
  notYetRecused: rule.ofCase({
    ...said(
      ['已经回避', 'Has stepped aside already'],
      ['无需再次回避', 'Once is enough'],
      independence,
    ),
    holds: (c, { by }) => by.person !== undefined && !c.work.recused.includes(by.person),
  }),
  recordIsAsStated: rule.ofEvent('correctRecord', {
    ...said(
      ['原记录与所述不符', 'The record is not as stated'],
      ['按现有记录载明原值', 'State the value that is recorded now'],
      'house:dispute',
    ),
    field: ['record'],
    holds: ({ payload: { record } }, c) =>
      'matter' in record
        ? record.matter.was === c.matter
        : (record.product.was ?? null) === c.product,
  }),
} as const

export const negotiationRules = {
  negotiatedFirst: rule.ofCase({
    ...said(
      ['尚无协商记录', 'No negotiation is recorded'],
      ['先积极与消费者协商并记录', 'Negotiate first, and record it'],
      '2022-9:16',
    ),
    holds: (c) => c.negotiations > 0,
  }),
  remediesAllTold: rule.ofEvent(['proposeMediation', 'tellRemedies'], {
    ...said(
      ['须一并告知调解、仲裁和诉讼途径', 'Mediation, arbitration and suit are all told'],
      ['补齐救济途径', 'Add what is missing'],
      '2022-9:16',
    ),
    field: ['remedies'],
    holds: ({ payload }) => REMEDIES.every((r) => payload.remedies.includes(r)),
  }),
  performedLater: rule.ofEvent(['offerSettlement', 'concludeAgreement', 'recordJudgment'], {
    ...said(
      ['履行日不得早于今日', 'The day of performance does not lie in the past'],
      ['更正履行日', 'Correct the day'],
      '2022-9:16',
    ),
    field: ['performBy'],
    holds: ({ payload, on, at }) =>
      payload.performBy === undefined || payload.performBy >= (on ?? at.slice(0, 10)),
  }),
  offerStands: rule.ofCase({
    ...said(
      ['没有待答复的和解方案', 'No offer awaits an answer'],
      ['先提出和解方案', 'Make an offer first'],
      '2022-9:16',
    ),
    holds: (c) => c.offer !== null,
  }),
  offerPromises: rule.ofCase({
    ...said(
      ['方案没有须履行的事项', 'The offer promises nothing that is to be performed'],
      ['接受后即了结', 'Once accepted, the dispute is settled'],
      'house:dispute',
    ),
    holds: (c) => c.offer !== null && c.offer.performBy !== null,
  }),
  offerPromisesNothing: rule.ofCase({
    ...said(
      ['方案有须履行的事项', 'The offer promises something'],
      ['接受后待履行', 'Once accepted, it is to be performed'],
      'house:dispute',
    ),
    holds: (c) => c.offer !== null && c.offer.performBy === null,
  }),
} as const

export const separationRules = {
  handlerActs: rule.ofCase({
    ...said(
      ['由指定的经办人办理', 'The handler in charge does it'],
      ['指定经办人，或由其办理', 'Name a handler, or let the handler do it'],
      '2022-9:16',
    ),
    holds: (c, { by }) => c.handler !== null && c.handler === by.person,
  }),
  handlerIsFree: rule.ofEvent(names, {
    ...said(
      [
        '已回避或有利害关系的人员不得经办',
        'Who stepped aside or has an interest is not the handler',
      ],
      ['指定其他人员', 'Name another person'],
      independence,
    ),
    field: ['handler'],
    reads: ['interests'],
    holds: ({ payload: { handler }, facts: { interests } }, c) =>
      !c.work.recused.includes(handler) && (interests ?? []).length === 0,
  }),
  notRefuser: rule.ofCase({
    ...said(
      ['拒绝调解的人员不得裁决', 'Whoever refused the mediation does not rule on it'],
      another,
      '2020-3:40',
    ),
    holds: (c, { by }) => c.refusal === null || c.refusal.by !== by.person,
  }),
  notPerformer: rule.ofCase({
    ...said(
      ['记录履行的人员不得确认', 'Whoever recorded the performance does not confirm it'],
      another,
      '2020-3:40',
    ),
    holds: (c, { by }) =>
      (c.owed?.performedBy ?? null) === null || c.owed?.performedBy !== by.person,
  }),
  notOneself: rule.ofEvent('delegate', {
    ...said(
      ['不得授权自己', 'Nobody delegates himself'],
      ['授权其他人员', 'Delegate another person'],
      '2020-3:24',
    ),
    field: ['representative'],
    holds: ({ payload, by }) => payload.representative !== by.person,
  }),
} as const

export const separation = {
  ...keepingSeparation,
  beginNegotiation: ['handlerIsFree'],
  reassign: ['handlerIsFree'],
  proposeMediation: ['handlerActs'],
  tellRemedies: ['handlerActs'],
  adoptOpinion: ['handlerActs'],
  declineOpinion: ['handlerActs'],
  overruleRefusal: ['notRefuser'],
  justifyRefusal: ['notRefuser'],
  delegate: ['notOneself'],
  confirmPerformance: ['notPerformer'],
} as const
