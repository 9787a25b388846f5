/**
 * What the form of the supervising function means for those who supervise, in every process alike: nobody
 * acts for a body that the institution does not have, and where directors supervise as an audit committee,
 * none of them supervises what the consumer-protection committee did while he sits in it or took part in it.
 */
import type { Body, Duty } from '../../policies/duty.ts'
import { text } from '../../policies/law.ts'
import { SUPERVISION_FORMS } from '../../policies/supervision.ts'
import type { SupervisionForm } from '../../policies/supervision.ts'
import type { RuleText } from './mechanism.ts'
import type { Refusal } from './refusal.ts'
import { byRule } from './refusals.ts'
import type { Actor, Participants, Uuid } from './values.ts'

/** How the institution is supervised on the day that is judged, and who sits where. */
export interface Supervising {
  readonly form: SupervisionForm | undefined
  readonly sits: (person: Uuid) => readonly Body[]
}

/** Separation of every supervising act where the audit committee supervises. */
export const SUPERVISES_NOT_OWN = 'supervisesNotOwnCommittee'
const COMMITTEE = 'organisation:committee'

export const supervisesNotOwn: RuleText = {
  says: text(
    '由董事会审计委员会行使监督职能的，委员会成员不得监督其所在的消费者权益保护委员会的行为',
    'Where the audit committee supervises, a member of the consumer-protection committee does not supervise what that committee did',
  ),
  change: text(
    '由不在该委员会任职的审计委员会成员办理',
    'Let a member of the audit committee act who does not sit in that committee',
  ),
  article: 'company-law:121',
}
const noBody: RuleText = {
  says: text('本机构不设监督机构', 'This institution has no supervising body'),
  change: text(
    '章程另有规定的，由董事会登记监督职能的归属',
    'Where its articles of association say otherwise, let the board bind the supervising function',
  ),
  article: SUPERVISION_FORMS.none.article,
}

/** An act under a duty, over a process as it was before. */
export interface SupervisingAct {
  readonly duty: Duty
  readonly by: Actor
  readonly subjects: readonly string[]
  readonly participants: Participants
}

const supervises = ({ duty }: Pick<SupervisingAct, 'duty'>): boolean =>
  duty.body === 'supervisoryBody'

/** The separation rules that were looked at here. */
export const lookedAt = (act: Pick<SupervisingAct, 'duty'>, at: Supervising | undefined) =>
  supervises(act) && at?.form === 'auditCommittee' ? [SUPERVISES_NOT_OWN] : []

/** Why this supervisor may not; undefined where nothing bars him. */
export function barredFromSupervising(
  act: SupervisingAct,
  at: Supervising | undefined,
): Omit<Refusal, 'possible'> | undefined {
  if (!supervises(act) || at?.form === undefined) return undefined
  if (at.form === 'none')
    return {
      ...byRule({ name: 'noSupervisingBody', rule: noBody }, 'SEPARATION'),
      kind: 'NOT_YOUR_DUTY',
    }
  if (at.form !== 'auditCommittee') return undefined
  const { person } = act.by
  const acted = act.participants.committee ?? []
  const theirs = acted.length > 0 || act.subjects.includes(COMMITTEE)
  const own =
    person !== undefined &&
    (acted.includes(person) || at.sits(person).includes('consumerProtectionCommittee'))
  return theirs && own
    ? byRule({ name: SUPERVISES_NOT_OWN, rule: supervisesNotOwn }, 'SEPARATION')
    : undefined
}
