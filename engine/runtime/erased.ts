/**
 * After an erasure: what belongs to a matter that had begun before it takes no personal value of the
 * subject any more, for the ground on which it was kept is gone. A matter that begins anew has a ground of
 * its own (PIPL art. 13), and with it the subject gets a new key. One of the institution's own people is
 * erased only without a seat, and whoever holds one again was appointed since: that is the new ground.
 */
import { text } from '../../policies/law.ts'
import { possibleEvents } from '../core/judge.ts'
import type { Standing } from '../core/judge.ts'
import type { Refusal } from '../core/refusal.ts'
import type { Turn } from './play.ts'

const OF_STAFF = 'person:'

/** Whether the member brings a value that may not be kept. */
export function isGone({ ground, member, before }: Turn): boolean {
  return member.privates.some(({ subject }) => {
    const at = ground.erasedAt(subject)
    if (at === undefined) return false
    if (subject.startsWith(OF_STAFF))
      return !ground.seats.get(subject.slice(OF_STAFF.length))?.length
    return !member.event.opens && (before === undefined || before.openedAt < at)
  })
}

/** The same without payload and remark, and without what they could be guessed by. */
export function withoutContent(turn: Turn): Turn {
  const { remark: _remark, content: _content, ...member } = turn.member
  return { ...turn, member: { ...member, payload: {}, privates: [] } }
}

export const erasedBefore = (standing: Standing): Refusal => ({
  kind: 'NOT_NOW',
  rule: 'erased',
  article: 'pipl:47',
  message: text(
    '该个人的信息已删除，此前开始的事项不再接收其个人信息。如有新的事由，请另行立案',
    'The personal information of this individual was erased, and a matter from before takes none of it. ' +
      'Where there is a new ground, open a new matter',
  ),
  possible: possibleEvents(standing),
})
