/**
 * The periods of a request. PIPL arts 45 and 50 say "promptly" and no number, so fifteen days are house
 * policy (K42), never more than the thirty of GB/T 35273; the objection to a credit record has twenty days
 * by statute (K49).
 */
import { text } from '../../../../policies/law.ts'
import { span } from '../../../core/clocks.ts'
import type { Day, Effective } from '../../../core/values.ts'
import { isCredit } from './terms.ts'
import type { RequestContext } from './terms.ts'

type C = RequestContext
const deadline = { kind: 'deadline', from: 'entered' } as const
const since = (day: string | null): Effective | undefined =>
  day === null ? undefined : { on: day as Day }

export const clocks = {
  K49: {
    kind: 'deadline',
    title: text('征信异议：二十日书面答复', 'Objection to a credit record: 20 days, in writing'),
    cite: 'credit-reporting:25',
    span: span(20, 'day'),
    runsIn: ['answer.notStarted', 'answer.running', 'answer.paused'],
    from: (c: C) => since(c.receivedOn),
    unless: (c: C) => !isCredit(c),
    fires: 'expireAnswer',
  },
  K42: {
    kind: 'deadline',
    title: text('答复申请：十五日（内部要求）', 'Answer to a request: 15 days (house policy)'),
    policy: 'information.request',
    span: span(15, 'day'),
    bounds: [1, 30],
    runsIn: ['answer.running'],
    pausedIn: ['answer.paused'],
    from: (c: C) => since(c.startedOn),
    excluded: (c: C) => c.pauses.map(({ from, to }) => ({ from: from as Day, to: to as Day })),
    unless: isCredit,
    fires: 'expireAnswer',
  },
  verification: {
    ...deadline,
    title: text('核实身份期限（内部要求）', 'Verification of the identity (house policy)'),
    policy: 'information.verification',
    span: span(15, 'day'),
    bounds: [5, 30],
    runsIn: ['case.verifying'],
    fires: 'lapseVerification',
  },
  material: {
    ...deadline,
    title: text('补充材料期限（内部要求）', 'Supply of material (house policy)'),
    policy: 'information.material',
    span: span(15, 'day'),
    bounds: [5, 30],
    runsIn: ['case.waitingMore'],
    fires: 'lapseMore',
  },
  fulfilled: {
    ...deadline,
    kind: 'validity',
    title: text('办结期限（内部要求）', 'Closing of a fulfilled request (house policy)'),
    policy: 'information.fulfilled',
    span: span(7, 'day'),
    bounds: [3, 30],
    runsIn: ['case.fulfilled'],
    fires: 'closeFulfilled',
  },
  refused: {
    ...deadline,
    kind: 'validity',
    title: text('异议期（内部要求）', 'Period to contest (house policy)'),
    policy: 'information.refused',
    span: span(30, 'day'),
    bounds: [15, 90],
    runsIn: ['case.refused'],
    fires: 'closeRefused',
  },
  contest: {
    ...deadline,
    title: text('异议审理期限（内部要求）', 'Judgement of a contest (house policy)'),
    policy: 'information.contest',
    span: span(15, 'day'),
    bounds: [5, 60],
    runsIn: ['case.contested'],
    unless: (c: C) => c.contest?.route === 'court',
    fires: 'escalateContest',
  },
  requestArchive: {
    kind: 'retention',
    from: 'entered',
    title: text('申请档案保存期（内部要求）', 'Retention of the file of a request (house policy)'),
    policy: 'information.requestArchive',
    span: span(3, 'year'),
    bounds: [3, 10],
    runsIn: ['requestRecord.kept'],
    fires: 'endRequestRetention',
  },
} as const
