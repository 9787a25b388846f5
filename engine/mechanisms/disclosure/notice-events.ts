/** Events of the notice of a change, and the facts they read. */
import * as z from 'zod'
import { business } from '../../../policies/business.ts'
import { text } from '../../../policies/law.ts'
import { clock } from '../../../policies/machinery.ts'
import { system } from '../../../policies/outsiders.ts'
import type { FactTable } from '../../core/facts.ts'
import { chartTypes } from '../../core/mechanism.ts'
import type { Asked, EventTable, Notice } from '../../core/mechanism.ts'
import { day, hash, line, subject } from '../../core/payload.ts'
import type { SubjectKey } from '../../core/values.ts'
import { everyday } from './everyday.ts'
import { change, noticeMeans } from './notice-terms.ts'
import type { NoticeContext } from './notice-terms.ts'

type C = NoticeContext
const told = (to: Notice['to'], zh: string, en: string): Notice => ({ to, about: text(zh, en) })
const affected = z
  .object({ listHash: hash(), count: z.int().min(0) })
  .meta({ id: 'DisclosureAffected' })

export const noticeEvents = {
  announceChange: {
    by: business.disclose,
    title: text('申报变更', 'Announce a change'),
    nature: 'submission',
    opens: true,
    capacity: 'author',
    reads: ['changedPackage', 'consumersInService'],
    notices: [
      told('consumerProtection', '有变更须告知消费者', 'A change must be told to consumers'),
    ],
    payload: z.object({
      product: subject('product'),
      campaign: subject('campaign').optional(),
      label: line(100),
      changes: z.array(change).min(1).max(4),
      effectiveOn: day(),
      affected,
    }),
  },
  postponeChange: {
    by: business.disclose,
    title: text('推迟生效', 'Postpone the change'),
    nature: 'decision',
    payload: z.object({ effectiveOn: day(), reason: line() }),
  },
  cancelChange: {
    by: business.disclose,
    title: text('取消变更', 'Cancel the change'),
    nature: 'decision',
    payload: z.object({ reason: line() }),
  },
  notifyChange: {
    by: business.disclose,
    title: text('告知消费者', 'Tell the consumers'),
    nature: 'record',
    payload: z.object({
      noticeHash: hash(),
      means: z.array(noticeMeans).min(1).max(6),
      evidenceHash: hash(),
    }),
  },
  confirmDelivery: {
    by: [system.report, business.disclose],
    title: text('记录告知送达', 'Record the delivery'),
    nature: 'record',
    payload: z.object({
      delivered: z.int().min(0),
      undelivered: z.int().min(0),
      proofHash: hash(),
      /** Where some could not be reached: a public announcement. */
      announcementHash: hash().optional(),
    }),
  },
  reportNoticeOverdue: {
    by: clock.strike,
    title: text('变更告知逾期', 'The notice was not given in time'),
    nature: 'record',
    reads: ['packageOfNotice'],
    notices: [
      told('consumerProtection', '变更告知逾期', 'A notice was not given in time'),
      told('businessDepartment', '变更告知逾期', 'A notice was not given in time'),
    ],
    payload: z.object({}),
  },
  reportUnannounced: {
    by: clock.strike,
    title: text('变更生效前未告知', 'The change takes effect without a notice'),
    nature: 'record',
    reads: ['packageOfNotice'],
    notices: [
      told('consumerProtection', '变更生效前未告知', 'A change takes effect without a notice'),
      told('seniorManagement', '变更生效前未告知', 'A change takes effect without a notice'),
    ],
    payload: z.object({}),
  },
  reportUndelivered: {
    by: clock.strike,
    title: text('告知送达逾期', 'The delivery was not confirmed in time'),
    nature: 'record',
    notices: [told('businessDepartment', '告知送达逾期', 'A delivery is not confirmed')],
    payload: z.object({}),
  },
  ...everyday,
} as const satisfies EventTable

const key = (value: unknown): SubjectKey | undefined =>
  (value ?? undefined) as SubjectKey | undefined

export const noticeFacts = {
  changedPackage: {
    title: text('变更对象的披露材料', 'Package of what changes'),
    kind: 'latest',
    key: ({ payload }) => {
      const about = key(payload?.['campaign'] ?? payload?.['product'])
      return about && { kind: 'latest', mechanism: 'M02', chart: 'package', subject: about }
    },
  },
  packageOfNotice: {
    title: text('变更对象当前的披露材料', 'Package of what changes, as it stands now'),
    kind: 'latest',
    key: ({ context: c }) => {
      const about = key(c.campaign ?? c.product)
      return about && { kind: 'latest', mechanism: 'M02', chart: 'package', subject: about }
    },
  },
  consumersInService: {
    title: text('存续中的消费者数', 'Consumers in service'),
    kind: 'count',
    key: ({ payload }) => {
      const about = key(payload?.['campaign'] ?? payload?.['product'])
      return (
        about && {
          kind: 'count',
          mechanism: 'M02',
          chart: 'presentation',
          subject: about,
          paths: ['case.servicing'],
        }
      )
    },
  },
} as const satisfies FactTable<C>

export type NoticeEvent = Asked<typeof noticeEvents, typeof noticeFacts>
export type NoticeEventOf<K extends NoticeEvent['type']> = Extract<NoticeEvent, { type: K }>
export const noticeTypes = chartTypes<C, NoticeEvent>()
