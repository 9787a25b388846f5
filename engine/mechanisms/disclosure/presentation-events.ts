/** Events of what is shown to one consumer, from the first page to the disposal of the records. */
import * as z from 'zod'
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { legal } from '../../../policies/legal.ts'
import { text } from '../../../policies/law.ts'
import { clock } from '../../../policies/machinery.ts'
import { channel, partner, system } from '../../../policies/outsiders.ts'
import type { FactTable } from '../../core/facts.ts'
import { chartTypes } from '../../core/mechanism.ts'
import type { Asked, EventTable } from '../../core/mechanism.ts'
import { day, entry, hash, line, oneOf, subject } from '../../core/payload.ts'
import type { SubjectKey } from '../../core/values.ts'
import { everyday } from './everyday.ts'
import { means, serviceNotice, spot } from './presentation-terms.ts'
import type { PresentationContext } from './presentation-terms.ts'
import { item, words } from './terms.ts'

type C = PresentationContext

/** What was shown: the copy by its hash, and a snapshot of how it stood before the consumer. */
const shown = {
  at: spot,
  copyHash: hash(),
  items: z.array(item).max(20),
  snapshotHash: hash(),
}
const acknowledgement = oneOf('DisclosureAcknowledgement', {
  /** On the premises the borrower signs the cost sheet. */
  signedSheet: z
    .object({ hash: hash(), costSheetHash: hash() })
    .meta({ id: 'DisclosureSignedSheet' }),
  /** Online a window that cannot be closed before its reading time has passed. */
  popUp: z
    .object({
      logHash: hash(),
      costSheetHash: hash(),
      forced: z.boolean(),
      readingS: z.int().min(0).max(3600),
    })
    .meta({ id: 'DisclosurePopUp' }),
  confirmation: z.object({ hash: hash() }).meta({ id: 'DisclosureConfirmation' }),
})
export type Acknowledgement = z.output<typeof acknowledgement>

const sellingEvents = {
  show: {
    by: [system.report, partner.showDisclosure, business.disclose],
    title: text('展示', 'Show'),
    nature: 'record',
    opens: true,
    reads: ['shownPackage', 'shownPartner'],
    payload: z.object({
      product: subject('product'),
      campaign: subject('campaign').optional(),
      consumer: subject('consumer'),
      partner: subject('partner').optional(),
      means,
      ...shown,
    }),
  },
  showAgain: {
    by: [system.report, partner.showDisclosure, business.disclose],
    title: text('再次展示', 'Show again'),
    nature: 'record',
    reads: ['packageNow', 'partnerNow'],
    payload: z.object(shown),
  },
  confirm: {
    by: channel.acknowledge,
    title: text('确认知悉', 'Acknowledge'),
    nature: 'record',
    reads: ['packageNow'],
    payload: z.object({ at: spot, acknowledgement }),
  },
  leave: {
    by: channel.acknowledge,
    title: text('放弃', 'Leave'),
    nature: 'record',
    payload: z.object({ reason: line().optional() }),
  },
  enterContract: {
    by: [system.report, business.disclose],
    title: text('签约', 'Enter into the contract'),
    nature: 'record',
    reads: ['packageNow'],
    payload: z.object({
      at: spot,
      contractHash: hash(),
      /** 2020 No. 3 art. 8: the contract names the ways to complain. */
      contactClauseHash: hash(),
    }),
  },
  lapsePresentation: {
    by: clock.strike,
    title: text('展示后未确认', 'Not acknowledged in time'),
    nature: 'record',
    payload: z.object({}),
  },
  lapseAcknowledgement: {
    by: clock.strike,
    title: text('确认失效', 'The acknowledgement has gone stale'),
    nature: 'record',
    payload: z.object({}),
  },
} as const satisfies EventTable

const serviceEvents = {
  sendServiceNotice: {
    by: [system.report, business.disclose],
    title: text('发出售后告知', 'Send a notice during the service'),
    nature: 'record',
    payload: z.object({ kind: serviceNotice, noticeHash: hash() }),
  },
  recordServiceDelivery: {
    by: [system.report, business.disclose],
    title: text('记录售后告知送达', 'Record the delivery of a notice'),
    nature: 'record',
    payload: z.object({ notice: entry(), proofHash: hash(), deliveredOn: day() }),
  },
  reportServiceUndelivered: {
    by: clock.strike,
    title: text('售后告知未送达', 'A notice was not delivered in time'),
    nature: 'record',
    notices: [
      {
        to: 'businessDepartment',
        about: text(
          '售后告知未送达，须以其他方式告知',
          'A notice was not delivered: use other means',
        ),
      },
    ],
    payload: z.object({}),
  },
  settle: {
    by: [system.report, business.disclose],
    title: text('合同了结', 'The contract ends'),
    nature: 'record',
    payload: z.object({ evidenceHash: hash() }),
  },
} as const satisfies EventTable

const archiveEvents = {
  endRetention: {
    by: clock.strike,
    title: text('保存期届满', 'The period of keeping has ended'),
    nature: 'record',
    afterEnd: true,
    payload: z.object({}),
  },
  placeHold: {
    by: [consumerProtection.disposeDisclosure, legal.holdDisclosure],
    title: text('封存档案', 'Hold the records'),
    nature: 'order',
    afterEnd: true,
    payload: z.object({ matter: line(), grounds: words() }),
  },
  releaseHold: {
    by: [consumerProtection.disposeDisclosure, legal.holdDisclosure],
    title: text('解除封存', 'Release the hold'),
    nature: 'decision',
    afterEnd: true,
    payload: z.object({ hold: entry(), grounds: words() }),
  },
  proposeDisposal: {
    by: consumerProtection.disposeDisclosure,
    title: text('提议销毁档案', 'Propose the disposal of the records'),
    nature: 'submission',
    afterEnd: true,
    regions: ['archive'],
    payload: z.object({ grounds: words() }),
  },
  confirmDisposal: {
    by: consumerProtection.disposeDisclosure,
    title: text('确认销毁档案', 'Confirm the disposal of the records'),
    nature: 'decision',
    afterEnd: true,
    regions: ['archive'],
    payload: z.object({ protocolHash: hash() }),
  },
  refuseDisposal: {
    by: consumerProtection.disposeDisclosure,
    title: text('不同意销毁档案', 'Refuse the disposal of the records'),
    nature: 'decision',
    afterEnd: true,
    regions: ['archive'],
    payload: z.object({ grounds: words() }),
  },
} as const satisfies EventTable

export const presentationEvents = {
  ...sellingEvents,
  ...serviceEvents,
  ...archiveEvents,
  ...everyday,
} as const satisfies EventTable

const ofPackage = (subject: SubjectKey) =>
  ({ kind: 'latest', mechanism: 'M02', chart: 'package', subject }) as const
const ofPartner = (subject: SubjectKey) =>
  ({ kind: 'latest', mechanism: 'M06', chart: 'partner', subject }) as const
const key = (value: unknown): SubjectKey | undefined =>
  (value ?? undefined) as SubjectKey | undefined

export const presentationFacts = {
  shownPackage: {
    title: text('展示对象的披露材料', 'Package of what is shown'),
    kind: 'latest',
    key: ({ payload }) => {
      const about = key(payload?.['campaign'] ?? payload?.['product'])
      return about && ofPackage(about)
    },
  },
  shownPartner: {
    title: text('展示方在名单中的地位', 'Standing of the partner in the list'),
    kind: 'latest',
    key: ({ payload }) => {
      const about = key(payload?.['partner'])
      return about && ofPartner(about)
    },
  },
  packageNow: {
    title: text('该对象当前的披露材料', 'Package as it stands now'),
    kind: 'latest',
    key: ({ context: c }) => {
      const about = key(c.campaign ?? c.product)
      return about && ofPackage(about)
    },
  },
  partnerNow: {
    title: text('展示方当前在名单中的地位', 'Standing of the partner as it is now'),
    kind: 'latest',
    key: ({ context: c }) => {
      const about = key(c.partner)
      return about && ofPartner(about)
    },
  },
} as const satisfies FactTable<C>

export type PresentationEvent = Asked<typeof presentationEvents, typeof presentationFacts>
export type PresentationEventOf<K extends PresentationEvent['type']> = Extract<
  PresentationEvent,
  { type: K }
>
export const presentationTypes = chartTypes<C, PresentationEvent>()
