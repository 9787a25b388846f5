/** The rules of the notice of a change. */
import { rulesFor } from '../../core/rules.ts'
import type { NoticeEvent, noticeFacts } from './notice-events.ts'
import type { NoticeContext } from './notice-terms.ts'
import { said } from './said.ts'
import { dayOf } from './terms.ts'

const rule = rulesFor<NoticeContext, NoticeEvent, typeof noticeFacts>()

export const ownNoticeRules = {
  packageInForce: rule.ofEvent('announceChange', {
    ...said(
      ['该产品没有公布过的披露材料', 'No package of this product has been published'],
      ['变更针对已公布的产品', 'A change is one of what was published'],
      '2022-9:10',
    ),
    field: ['product'],
    reads: ['changedPackage'],
    holds: ({ facts: { changedPackage: found } }) =>
      found !== null && !found.final && (found.context['published'] ?? null) !== null,
  }),
  everybodyListed: rule.ofEvent('announceChange', {
    ...said(
      [
        '受影响名单少于存续中的消费者',
        'The list of those affected is shorter than the consumers in service',
      ],
      ['列明全部存续消费者', 'List every consumer in service'],
      '2022-9:10',
    ),
    field: ['affected', 'count'],
    reads: ['consumersInService'],
    holds: ({ payload, facts: { consumersInService } }) =>
      payload.affected.count >= (consumersInService ?? 0),
  }),
  takesEffectLater: rule.ofEvent('announceChange', {
    ...said(
      ['变更已经生效', 'The change has taken effect already'],
      ['已生效而未告知的，立即告知', 'Tell consumers at once'],
      '2022-9:10',
    ),
    field: ['effectiveOn'],
    holds: (e) => e.payload.effectiveOn > dayOf(e),
  }),
  postponedAhead: rule.ofEvent('postponeChange', {
    ...said(
      ['新的生效日不晚于原生效日', 'The new day is not later than the one announced'],
      ['变更只能推迟', 'A change is only postponed'],
      '2022-9:10',
    ),
    field: ['effectiveOn'],
    holds: ({ payload }, c) => payload.effectiveOn > (c.effectiveOn ?? ''),
  }),
  everybodyAccounted: rule.ofEvent('confirmDelivery', {
    ...said(
      ['送达与未送达人数之和与名单不符', 'Delivered and undelivered do not come to the list'],
      ['逐一核对名单', 'Account for everybody on the list'],
      '2022-9:10',
    ),
    field: ['delivered'],
    holds: ({ payload }, c) => payload.delivered + payload.undelivered === (c.affected?.count ?? 0),
  }),
  unreachedAnnounced: rule.ofEvent('confirmDelivery', {
    ...said(
      [
        '未送达的消费者没有以公告方式告知',
        'Those who were not reached were not told by announcement',
      ],
      ['附公告', 'Add the announcement'],
      '2022-9:10',
    ),
    field: ['announcementHash'],
    holds: ({ payload }) => payload.undelivered === 0 || payload.announcementHash !== undefined,
  }),
} as const
