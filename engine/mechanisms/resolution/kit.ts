/** The rules of a resolution, and the chart's kit over them. */
import { setup } from 'xstate'
import { guardsOf } from '../../core/rules.ts'
import { everydayRules } from '../everyday.ts'
import { agendaRules } from './agenda-rules.ts'
import { resolutionTypes } from './events.ts'
import type { ResolutionEvent } from './events.ts'
import type { ResolutionContext } from './terms.ts'
import { minutesRules, voteRules } from './vote-rules.ts'

export const resolutionRules = {
  ...agendaRules,
  ...voteRules,
  ...minutesRules,
  ...everydayRules,
} as const

/** Judged right after the duty: who presides, who keeps the minutes, and who stands aside. */
export const resolutionSeparation = {
  openSession: ['onlyChair'],
  recordAttendance: ['mayRecordPresence'],
  closeVote: ['onlyChair'],
  adjournSession: ['onlyChair'],
  discloseInterest: ['mayStillVote', 'notRecused'],
  castVote: ['mayStillVote', 'notRecused'],
  draftMinutes: ['onlySecretary'],
  returnMinutes: ['onlyChair'],
  signMinutes: ['onlyChair', 'secondPerson'],
} as const

export const resolutionKit = setup({
  types: resolutionTypes,
  guards: guardsOf<ResolutionContext, ResolutionEvent, typeof resolutionRules>(resolutionRules),
})
