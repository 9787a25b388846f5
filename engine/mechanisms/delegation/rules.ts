/** What may be delegated, by whom, to whom and for how long. */
import { DUTIES } from '../../../policies/ability.ts'
import { undelegable, undelegableBody, undelegableTo } from '../../../policies/delegation.ts'
import type { Body } from '../../../policies/duty.ts'
import { text } from '../../../policies/law.ts'
import { addDays } from '../../core/calendar.ts'
import { rulesFor } from '../../core/rules.ts'
import type { C, E, facts } from './events.ts'

/** House policy: whoever delegates for longer gives up the seat instead. */
const LONGEST_DAYS = 366
const HOUSE = 'house:delegation'

const rule = rulesFor<C, E, typeof facts>()

/** Of the duties named, the first that is not to be delegated so. */
const wrongDuty = (duties: readonly string[], from: Body, to: Body): string | undefined =>
  duties.find((id) => {
    const duty = DUTIES.find((d) => d.id === id)
    return duty?.body !== from || undelegable(duty, to) !== undefined
  })
const REVOKERS: readonly Body[] = ['seniorManagement', 'humanResources']

export const rules = {
  ownSeat: rule.ofEvent('grantDelegation', {
    says: text('只能委托本人所任的岗位', 'Each delegates a seat that he holds himself'),
    change: text('指明本人现任的岗位', 'Name a seat of your own that has not ended'),
    article: HOUSE,
    refuses: 'SEPARATION',
    field: ['seat'],
    reads: ['seat'],
    holds: ({ facts: { seat }, by, on, payload }) =>
      seat !== null &&
      seat.person === by.person &&
      (seat.until === undefined ||
        (on !== undefined && seat.until > on && seat.until > payload.from)),
  }),
  seatIsDelegable: rule.ofEvent('grantDelegation', {
    says: text(
      '董事会、委员会和监督机构以决议行使职权，内部审计独立实施，外部主体依自身职权行事，均不得委托',
      'Board, committee and supervisors decide by resolution, internal audit is independent, and those outside act in their own right: none of this is delegated',
    ),
    change: text(
      '由该机构决议，或由其另行任命的人员办理',
      'Let the body resolve, or somebody act whom it appoints',
    ),
    article: '2022-9:8',
    refuses: 'SEPARATION',
    field: ['seat'],
    reads: ['seat'],
    holds: ({ facts: { seat } }) => seat === null || undelegableBody(seat.body) === undefined,
  }),
  notToOneself: rule.ofEvent('grantDelegation', {
    says: text('不得委托本人', 'Nobody delegates to himself'),
    change: text('委托其他人员', 'Delegate to another person'),
    article: HOUSE,
    refuses: 'SEPARATION',
    field: ['person'],
    holds: ({ by, payload }) => payload.person !== by.person,
  }),
  delegateSits: rule.ofEvent('grantDelegation', {
    says: text('受托人须现任所述岗位', 'The delegate holds the seat that is named'),
    change: text('核对受托人及其岗位', 'Check who it is, and which seat he holds'),
    article: HOUSE,
    field: ['personSeat'],
    reads: ['delegateSeat'],
    holds: ({ facts: { delegateSeat: own }, on, payload }) =>
      own !== null &&
      own.person === payload.person &&
      (own.until === undefined || (on !== undefined && own.until > on && own.until > payload.from)),
  }),
  delegateExecutes: rule.ofEvent('grantDelegation', {
    says: text(
      '行使监督、审计职能的人员、董事会和委员会成员以及外部人员不得受托执行',
      'Members of board and committee, those who supervise or audit, and those from outside do not execute on behalf of others',
    ),
    change: text('委托执行部门的人员', 'Delegate to somebody who executes'),
    article: '2022-9:8',
    refuses: 'SEPARATION',
    field: ['personSeat'],
    reads: ['delegateSeat'],
    holds: ({ facts: { delegateSeat: own } }) =>
      own === null || undelegableTo(own.body) === undefined,
  }),
  dutiesAreDelegable: rule.ofEvent('grantDelegation', {
    says: text(
      '所列职责不属于该岗位，或不得委托给该人员',
      'A duty that is named is not of the seat, or is not delegated to this person',
    ),
    change: text(
      '删去该职责，或委托同一机构的成员',
      'Leave it out, or delegate within the same body',
    ),
    article: HOUSE,
    refuses: 'SEPARATION',
    field: ['duties'],
    reads: ['seat', 'delegateSeat'],
    because: ({ facts: { seat, delegateSeat }, payload }) => {
      const wrong = wrongDuty(
        payload.duties ?? [],
        seat?.body ?? 'system',
        delegateSeat?.body ?? 'system',
      )
      return wrong === undefined ? undefined : { text: text(wrong, wrong) }
    },
    holds: ({ facts: { seat, delegateSeat }, payload: { duties } }) =>
      duties === undefined ||
      seat === null ||
      delegateSeat === null ||
      wrongDuty(duties, seat.body, delegateSeat.body) === undefined,
  }),
  termIsNamed: rule.ofEvent('grantDelegation', {
    says: text(
      '授权委托自今日或以后起，期限不超过366日',
      'A delegation begins today or later, and lasts at most 366 days',
    ),
    change: text('更正起止日期', 'Correct the days'),
    article: HOUSE,
    field: ['to'],
    holds: ({ on, payload: { from, to } }) =>
      on !== undefined && from >= on && to > from && to <= addDays(from, LONGEST_DAYS),
  }),
  revokesOwn: rule.ofCase({
    says: text(
      '授权委托由委托人撤销、受托人辞去，或由高级管理层、人力资源部门撤销',
      'It is revoked by who gave it, given back by who was given it, or revoked by senior management or human resources',
    ),
    change: text('由上述人员办理', 'Let one of them do it'),
    article: HOUSE,
    refuses: 'SEPARATION',
    holds: (c, { by }) =>
      by.person === c.delegator || by.person === c.delegate || REVOKERS.includes(by.body),
  }),
} as const
