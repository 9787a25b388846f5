/** Payloads that succeed whenever their event is offered. */
import type { SampleAsk } from '../../core/mechanism.ts'
import { caseWorkSamples } from '../case-work.ts'
import { everydaySamples } from '../everyday.ts'
import { addDays } from '../../core/calendar.ts'
import { rowNamed } from './scope.ts'
import { openHolds } from './terms.ts'
import type { RecordingContext } from './terms.ts'

type Ask = SampleAsk<RecordingContext>
const EVIDENCE = 'd4'.repeat(32)
const SEAL = 'a4'.repeat(32)
const hashOf = (n: number): string => n.toString(16).padStart(64, '0')
const proof = () => ({ evidenceHash: EVIDENCE })
/** A seal that was never given before. */
const freshSeal = (c: RecordingContext): string =>
  c.seals.length === 0 ? SEAL : hashOf(0xa40000 + c.seals.length)
const recorded = ({ context: c }: Ask) => ({
  startedAt: c.startedAt ?? '2026-03-02T01:00:00.000Z',
  seconds: 900,
  segments: 1,
  contentHash: freshSeal(c),
  links: [...(rowNamed(c.rule)?.links ?? ['identity' as const])],
})

const saleSamples = {
  openRecording: ({ by, people }: Ask) => ({
    product: 'product:sample' as const,
    consumer: 'consumer:sample' as const,
    label: 'sample sale',
    channel: 'salesZone' as const,
    productClass: 'wealth' as const,
    seller: people('businessDepartment')[0] ?? by.person ?? '',
    unit: by.unit ?? 'wealth',
  }),
  agreeToRecording: proof,
  refuseRecording: proof,
  abandonRecording: proof,
  cancelRecording: () => ({ reason: 'the consumer left' }),
  reportInterruption: () => ({ cause: 'deviceFault' as const }),
  restartRecording: () => ({}),
  completeRecording: recorded,
  concludeSale: ({ context: c, on }: Ask) => ({
    soldOn: on,
    ...(c.insurance?.termOverOneYear ? { coolingOffEndsOn: addDays(on, 15) } : {}),
  }),
  reportNoSale: () => ({ reason: 'thought better of it' }),
  recordContractEnd: ({ on }: Ask) => ({ endedOn: on, cause: 'expired' as const }),
  recordReinstatement: proof,
}

const inspectionSamples = {
  passInspection: () => ({ sheetHash: EVIDENCE }),
  failInspection: () => ({
    sheetHash: EVIDENCE,
    defect: 'missingLink' as const,
    findings: 'the answer cannot be heard',
  }),
  orderRectification: () => ({ demand: 'call the consumer back' }),
  reportRectified: (ask: Ask) => ({
    evidenceHash: EVIDENCE,
    ...(ask.context.contentSealed === null ? { supplement: recorded(ask) } : {}),
  }),
  insistOnRectification: ({ on }: Ask) => ({ rectifyBy: addDays(on, 10), grounds: 'overdue' }),
  unwindSale: () => ({ toldHash: EVIDENCE, grounds: 'it cannot be rectified' }),
  reportTampering: () => ({
    damage: 'edited' as const,
    evidenceHash: EVIDENCE,
    found: 'the seal does not match',
  }),
}

const vaultSamples = {
  placeHold: () => ({ kind: 'dispute' as const, reason: 'a dispute was brought' }),
  releaseHold: ({ context: c, on, by, lastEntry }: Ask) => {
    const open = openHolds(c)
    const others = open.filter((h) => h.by === null || h.by !== by.person)
    const one = others.find((h) => h.matter === null) ?? others[0] ?? open[0]
    return { hold: one?.hold ?? lastEntry, endedOn: on, grounds: 'finally resolved' }
  },
  retrieveRecording: () => ({ purpose: 'complaint' as const, reference: 'case 1' }),
  returnRecording: ({ context: c }: Ask) => ({ contentHash: c.contentSealed ?? SEAL }),
  proposeDisposal: () => ({ grounds: 'retention has ended' }),
  approveDisposal: () => ({ grounds: 'agreed' }),
  declineDisposal: ({ on }: Ask) => ({ keepUntil: addDays(on, 365), grounds: 'still needed' }),
  recordDestruction: () => ({ certificateHash: EVIDENCE }),
}

const work = caseWorkSamples<RecordingContext>({
  about: () => ({}),
  workOf: (c) => c.work,
  handlers: 'consumerProtection',
})

export const samples = {
  ...saleSamples,
  ...inspectionSamples,
  ...vaultSamples,
  ...everydaySamples,
  recuse: work.recuse,
  correctRecord: ({ context, lastEntry }: Ask) => ({
    entry: lastEntry,
    record: { label: { was: context.label ?? '', is: 'corrected label' } },
    grounds: 'mistake of entry',
  }),
}
