/**
 * Events that no chart takes, because they are about every process: it moves to another edition, or its
 * timers are counted again. Their entries change the process like those of any event.
 */
import * as z from 'zod'
import { text } from '../../policies/law.ts'
import type { Text } from '../../policies/law.ts'
import { clock } from '../../policies/machinery.ts'
import { management } from '../../policies/management.ts'
import type { EventRule } from './mechanism.ts'
import { day } from './payload.ts'

/** A person moves a process to a later edition of its mechanism. */
export const MOVE = 'moveEdition'
/** The clock counts the working days of a process again, by a calendar that knows more years. */
export const RECOUNT = 'updateCalendar'

const CHOICE = /^[a-z][A-Za-z0-9]{0,60}$/
export const moveEdition = {
  by: management.moveEdition,
  title: text('迁移至新版本', 'Move to another edition'),
  nature: 'decision',
  payload: z.object({
    edition: day(),
    revision: z.int().min(1),
    choice: z.string().regex(CHOICE).optional(),
  }),
} as const satisfies EventRule
export type MoveAsked = z.output<(typeof moveEdition)['payload']>

export const updateCalendar = {
  by: clock.recount,
  title: text('按新日历重新计算期限', 'Count again by a newer calendar'),
  nature: 'record',
  payload: z.object({}),
} as const satisfies EventRule

/** By name; no mechanism may have an event of such a name. */
export const HOUSE_EVENTS: Readonly<Record<string, EventRule>> = {
  [MOVE]: moveEdition,
  [RECOUNT]: updateCalendar,
}

/** Who has a part in a case does not choose the text by which it goes on. */
export const TAKES_NO_PART = {
  name: 'moverTakesNoPart',
  says: text(
    '参与过该案的人员不得决定其适用版本',
    'Whoever took part in a case does not choose the edition it goes on under',
  ),
  change: text('由未参与该案的人员迁移', 'Let somebody who took no part in it move it'),
  article: 'house:editions',
} as const

/** Title of an event that every process has. */
export const houseTitle = (event: string): Text | undefined =>
  Object.hasOwn(HOUSE_EVENTS, event) ? HOUSE_EVENTS[event]?.title : undefined
