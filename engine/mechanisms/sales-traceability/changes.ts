/** How each event changes what the case knows. Pure; the chart says when. */
import type { Actor, Day, Effective, Instant, Uuid } from '../../core/values.ts'
import { breached, recused } from '../case-file.ts'
import type { RecordingEventOf, TraceabilityRecord } from './events.ts'
import { drawn } from './sampling.ts'
import { barsSale, rowNamed, rowOf } from './scope.ts'
import type { RecordingContext } from './terms.ts'

type C = RecordingContext
type Change = Partial<RecordingContext>
/** What the functions below look at in an event. */
interface Seen<P = unknown> {
  readonly payload: P
  readonly at: Instant
  readonly effective: Effective
  readonly on: Day | undefined
  readonly by: Actor
  readonly entry: Uuid
}
const dayOf = (e: Seen): string => e.on ?? e.at.slice(0, 10)

export function opened(e: RecordingEventOf<'openRecording'>): Change {
  const { payload: p } = e
  const row = rowOf({
    channel: p.channel,
    productClass: p.productClass,
    insurance: p.insurance ?? null,
    housePolicy: p.housePolicy ?? false,
  })
  return {
    product: p.product,
    consumer: p.consumer,
    partner: p.partner ?? null,
    label: p.label,
    unit: p.unit ?? e.by.unit ?? null,
    seller: p.seller ?? null,
    channel: p.channel,
    productClass: p.productClass,
    insurance: p.insurance ?? null,
    rule: row?.rule ?? null,
    trace: p.traceHash === undefined ? null : { hash: p.traceHash, on: dayOf(e), kept: true },
  }
}
export const traceEnded = (c: C): Change => ({ trace: c.trace && { ...c.trace, kept: false } })

/** The recording that counts begins now; what was recorded before counts for nothing. */
export const begun = (e: Seen): Change => ({
  startedAt: 'at' in e.effective ? e.effective.at : e.at,
})
export const agreed = (e: Seen<{ evidenceHash: string }>): Change => ({
  ...begun(e),
  consent: { on: dayOf(e), evidenceHash: e.payload.evidenceHash },
})
export const unrecorded = (c: C, cause: 'refused' | 'abandoned' | 'lapsed'): Change => ({
  unrecorded: { cause, saleBarred: barsSale(c.rule) },
  startedAt: null,
})
export const interrupted = (c: C): Change => ({
  interruptions: c.interruptions + 1,
  startedAt: null,
})

interface Recorded {
  readonly contentHash: string
  readonly links: C['links']
}
const sealed = (c: C, e: Seen, of: Recorded & { readonly supplement: boolean }): Change => ({
  contentSealed: of.contentHash,
  links: of.links,
  integrity: 'intact',
  seals: [...c.seals, { seal: of.contentHash, on: dayOf(e), supplement: of.supplement }],
})
export const captured = (c: C, e: Seen<Recorded>): Change => ({
  ...sealed(c, e, { ...e.payload, supplement: false }),
  capturedOn: dayOf(e),
})

export const concluded = (c: C, e: RecordingEventOf<'concludeSale'>): Change => ({
  contract: {
    ...c.contract,
    standing: 'inForce',
    soldOn: e.payload.soldOn,
    coolingOffEndsOn: e.payload.coolingOffEndsOn ?? null,
    checkedOn: e.payload.soldOn,
  },
  sample: drawn({
    process: e.process,
    seed: e.entry,
    everyOne: rowNamed(c.rule)?.inspectsEvery ?? false,
    drawnBefore: e.facts.drawnOfProduct ?? 0,
    notDrawnBefore: e.facts.notDrawnOfProduct ?? 0,
  }),
})
export const contractEnded = (c: C, e: Seen<{ endedOn: string }>): Change => ({
  contract: { ...c.contract, standing: 'ended', endedOn: e.payload.endedOn },
})
export const reinstated = (c: C, e: Seen): Change => ({
  contract: { ...c.contract, standing: 'inForce', endedOn: null, checkedOn: dayOf(e) },
  disposal: null,
})
export const contractChecked = (c: C, e: Seen): Change => ({
  contract: { ...c.contract, checkedOn: dayOf(e) },
})
/** What is unwound ends the contract; where it had ended before, the earlier day stands. */
export const unwound = (c: C, e: Seen): Change => ({
  contract: {
    ...c.contract,
    standing: 'unwound',
    endedOn: c.contract.endedOn ?? dayOf(e),
  },
  inspection: { ...c.inspection, defectOn: null, orderedBy: null },
})

export const passed = (c: C): Change => ({
  inspection: {
    inspected: c.inspection.inspected + 1,
    defectOn: null,
    defect: null,
    orderedBy: null,
  },
})
/** Found again, a defect is still the one that was discovered first, and its period goes on. */
export const failed = (
  c: C,
  e: Seen<{ defect: NonNullable<C['inspection']['defect']> }>,
): Change => ({
  inspection: {
    ...c.inspection,
    inspected: c.inspection.inspected + 1,
    defectOn: c.inspection.defectOn ?? dayOf(e),
    defect: e.payload.defect,
  },
})
export const rectified = (c: C, e: Seen<{ supplement?: Recorded | undefined }>): Change =>
  e.payload.supplement === undefined
    ? {}
    : sealed(c, e, { ...e.payload.supplement, supplement: true })
export const insisted = (c: C, e: Seen<{ rectifyBy: string }>): Change => ({
  inspection: { ...c.inspection, orderedBy: e.payload.rectifyBy },
})
/** It counts no longer, wherever it is; whoever had retrieved it no longer has it. */
export const damaged = (
  e: Seen<{ damage: Exclude<C['integrity'], 'none' | 'intact'> }>,
): Change => ({ integrity: e.payload.damage, contentSealed: null, retrieval: null })
export const damagedInForce = (c: C, e: Parameters<typeof damaged>[0]): Change => ({
  ...damaged(e),
  inspection: {
    ...c.inspection,
    defectOn: c.inspection.defectOn ?? dayOf(e),
    defect: 'sealBroken',
  },
})

export const held = (
  c: C,
  e: Seen<{ kind: C['holds'][number]['kind']; matter?: Uuid | undefined }>,
): Change => ({
  holds: [
    ...c.holds,
    {
      hold: e.entry,
      kind: e.payload.kind,
      matter: e.payload.matter ?? null,
      by: e.by.person ?? null,
      endedOn: null,
    },
  ],
  disposal: null,
})
export const released = (c: C, e: Seen<{ hold: Uuid; endedOn: string }>): Change => ({
  holds: c.holds.map((h) => (h.hold === e.payload.hold ? { ...h, endedOn: e.payload.endedOn } : h)),
})
export const retrieved = (
  c: C,
  e: Seen<{ purpose: NonNullable<C['retrieval']>['purpose'] }>,
): Change => ({
  retrieval: { purpose: e.payload.purpose, by: e.by.person ?? null, on: dayOf(e) },
  retrievals: c.retrievals + 1,
})
export const keptLonger = (e: Seen<{ keepUntil: string }>): Change => ({
  keepUntil: e.payload.keepUntil,
  disposal: null,
})
export const destroyed = (): Change => ({ contentSealed: null, disposal: null })

export const late = (c: C, clock: string, e: Pick<Seen, 'entry' | 'on'>): Change => ({
  work: breached(c.work, clock, e),
})
export const steppedAside = (c: C, e: Seen): Change =>
  e.by.person === undefined ? {} : { work: recused(c.work, e.by.person) }

export function correctedRecord(c: C, record: TraceabilityRecord): Change {
  if ('label' in record) return { label: record.label.is }
  if ('coolingOffEndsOn' in record)
    return { contract: { ...c.contract, coolingOffEndsOn: record.coolingOffEndsOn.is } }
  return { contract: { ...c.contract, endedOn: record.contractEndedOn.is } }
}
