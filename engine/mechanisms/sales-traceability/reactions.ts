/** What follows in other mechanisms from an event of a recording. */
import type { Reaction } from '../../core/mechanism.ts'
import type { RecordingEvent, RecordingEventOf } from './events.ts'
import type { RecordingContext } from './terms.ts'

type C = RecordingContext
type Of<K extends RecordingEvent['type']> = Reaction<C, RecordingEventOf<K>>
type Some = { [K in RecordingEvent['type']]: Of<K> }[RecordingEvent['type']]

const unitOf = (c: C) => (c.unit === null ? {} : { unit: c.unit })
const personOf = (c: C) => (c.seller === null ? {} : { person: c.seller })

/** Not inspected in time (2017 No. 54 art. 10). */
const overdue: readonly Some[] = [
  {
    on: 'reportInspectionOverdue',
    to: 'M10',
    event: 'openAccountability',
    make: (e, c) => ({
      payload: { cause: 'qualityCheckOverdue', source: e.process, ...unitOf(c) },
    }),
  },
  {
    on: 'reportInspectionOverdue',
    to: 'M11',
    event: 'reportRisk',
    make: (e, c) => ({
      payload: { source: e.process, kind: 'qualityCheckOverdue', ...unitOf(c) },
    }),
  },
]
/** A defect not rectified within the period of the law. */
const unrectified: readonly Some[] = [
  {
    on: 'escalateRectification',
    to: 'M10',
    event: 'openAccountability',
    make: (e, c) => ({
      payload: { cause: 'statutoryBreach', source: e.process, ...unitOf(c) },
    }),
  },
  {
    on: 'escalateRectification',
    to: 'M11',
    event: 'reportRisk',
    make: (e, c) => ({ payload: { source: e.process, kind: 'statutoryBreach', ...unitOf(c) } }),
  },
  {
    on: 'unwindSale',
    to: 'M10',
    event: 'openAccountability',
    make: (e, c) => ({
      payload: { cause: 'misSale', source: e.process, ...unitOf(c), ...personOf(c) },
    }),
  },
]
/** Lost or edited: an incident of personal information, and a matter for internal audit. */
const incident: readonly Some[] = [
  {
    on: 'reportTampering',
    to: 'M05',
    event: 'reportIncident',
    make: (e, c) => ({
      payload: {
        source: e.process,
        evidenceHash: e.payload.evidenceHash,
        ...(c.product === null ? {} : { product: c.product }),
        ...(c.partner === null ? {} : { partner: c.partner }),
        ...unitOf(c),
      },
    }),
  },
]
const tampered: readonly Some[] = [
  {
    on: 'reportTampering',
    to: 'M10',
    event: 'openAccountability',
    make: (e, c) => ({ payload: { cause: 'tampering', source: e.process, ...unitOf(c) } }),
  },
  {
    on: 'reportTampering',
    to: 'M11',
    event: 'reportRisk',
    make: (e, c) => ({ payload: { source: e.process, kind: 'tampering', ...unitOf(c) } }),
  },
]
/** Whoever sold what failed the inspection is trained anew. */
const trained: readonly Some[] = [
  {
    on: 'failInspection',
    to: 'M09',
    event: 'requireTraining',
    make: (e, c) =>
      c.seller === null
        ? undefined
        : {
            payload: {
              person: c.seller,
              topic: 'product',
              cause: 'inspectionFinding',
              source: e.process,
              ...unitOf(c),
            },
          },
  },
]

export const reactions: readonly Some[] = [
  ...overdue,
  ...unrectified,
  ...tampered,
  ...trained,
  ...incident,
]
