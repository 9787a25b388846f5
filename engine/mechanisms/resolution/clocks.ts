/** The periods of a resolution: the day agreed for the meeting, and house policy. */
import { text } from '../../../policies/law.ts'
import { span } from '../../core/clocks.ts'
import type { Day } from '../../core/values.ts'
import { everydayClocks } from '../everyday.ts'
import { attended } from './terms.ts'
import type { ResolutionContext } from './terms.ts'

type C = ResolutionContext
const deadline = { kind: 'deadline', from: 'entered' } as const
const everybodySigned = (c: C): boolean => {
  const signed = c.minutes?.signed ?? []
  const voters = c.items.flatMap((i) => i.votes.map((v) => v.person))
  return [...c.present, ...voters].every((p) => !attended(c, p) || signed.includes(p))
}

export const resolutionClocks = {
  meetingDay: {
    ...deadline,
    title: text('会议日期', 'Day of the meeting'),
    agreed: (c: C) => (c.meetingOn ?? undefined) as Day | undefined,
    runsIn: ['case.convened'],
    fires: 'markNotHeld',
  },
  reconvening: {
    ...deadline,
    title: text('再次召集期限', 'Convening it again'),
    policy: 'resolution.reconvening',
    span: span(10, 'workday'),
    bounds: [1, 30],
    runsIn: ['case.adjourned'],
    fires: 'lapseMeeting',
  },
  /** Of a written resolution it runs from the last day for votes. */
  session: {
    kind: 'deadline',
    from: (c: C) => {
      const on = c.form === 'written' ? c.meetingOn : c.sessionOn
      return on === null ? undefined : { on: on as Day }
    },
    title: text('表决期限', 'Voting'),
    policy: 'resolution.session',
    span: span(5, 'workday'),
    bounds: [1, 30],
    runsIn: ['case.session'],
    fires: 'lapseSession',
  },
  minutes: {
    ...deadline,
    title: text('会议记录期限', 'Minutes drawn up and signed'),
    policy: 'resolution.minutes',
    span: span(10, 'workday'),
    bounds: [1, 20],
    runsIn: ['case.minuting'],
    fires: 'reportMinutesOverdue',
  },
  /** Those who attended sign the minutes (Company Law arts 73, 81); by when, the law does not say. */
  signatures: {
    ...deadline,
    title: text('出席成员签署期限', 'Signatures of those who attended'),
    policy: 'resolution.signatures',
    span: span(20, 'workday'),
    bounds: [5, 60],
    runsIn: ['case.inForce'],
    unless: everybodySigned,
    fires: 'reportUnsigned',
  },
  ...everydayClocks,
} as const
