/** The periods of what one consumer is shown, and of the records of it. */
import { text } from '../../../policies/law.ts'
import { span } from '../../core/clocks.ts'
import { governing, nextDelivery } from './presentation-terms.ts'
import type { PresentationContext, Retention } from './presentation-terms.ts'
import { since } from './terms.ts'

type C = PresentationContext
const kept = (by: Retention) =>
  ({
    kind: 'retention',
    runsIn: ['archive.keeping'],
    // Nothing is disposed of while a contract is in service.
    unless: (c: C) => c.endedOn === null || governing(c) !== by,
    fires: 'endRetention',
  }) as const

export const presentationClocks = {
  presentation: {
    kind: 'validity',
    from: 'entered',
    title: text('展示后确认期限', 'Acknowledgement after it was shown'),
    policy: 'disclosure.presentation',
    span: span(30, 'day'),
    bounds: [1, 90],
    runsIn: ['case.presented'],
    fires: 'lapsePresentation',
  },
  acknowledgement: {
    kind: 'validity',
    from: 'entered',
    title: text('确认有效期', 'Validity of an acknowledgement'),
    policy: 'disclosure.acknowledgement',
    span: span(30, 'day'),
    bounds: [1, 90],
    runsIn: ['case.acknowledged'],
    fires: 'lapseAcknowledgement',
  },
  serviceDelivery: {
    kind: 'deadline',
    from: (c: C) => since(nextDelivery(c)?.on),
    title: text('售后告知送达期限', 'Delivery of a notice in service'),
    policy: 'disclosure.serviceDelivery',
    span: span(10, 'workday'),
    bounds: [1, 20],
    runsIn: ['case.servicing'],
    unless: (c: C) => nextDelivery(c) === undefined,
    fires: 'reportServiceUndelivered',
  },
  /** Evidence of key content and risks explained: three years from the start of the relationship. */
  relationEvidence: {
    ...kept('relationEvidence'),
    title: text('关键内容说明和风险提示证据保存期', 'Evidence of explanation and risk disclosure'),
    cite: 'pboc-2020-5:disclosure-evidence',
    span: span(3, 'year'),
    from: (c: C) => since(c.contract?.on),
  },
  /** Suitability records: five years from the end of the relationship. */
  suitabilityRecords: {
    ...kept('suitabilityRecords'),
    title: text('适当性资料保存期', 'Suitability records'),
    cite: '2025-7:17',
    span: span(5, 'year'),
    from: (c: C) => since(c.endedOn),
  },
  presentationEvidence: {
    ...kept('presentationEvidence'),
    title: text('未成交展示记录保存期', 'Records of what led to no contract'),
    policy: 'disclosure.presentationEvidence',
    span: span(1, 'year'),
    bounds: [1, 10],
    from: (c: C) => since(c.endedOn),
  },
} as const
