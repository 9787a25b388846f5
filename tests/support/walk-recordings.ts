// Recordings as they also go: by telephone and online, spliced and without a link, held and retrieved,
// lost before and after the sale.

import { addDays } from '../../engine/core/calendar.ts'
import type { Day } from '../../engine/core/values.ts'
import { openHolds } from '../../engine/mechanisms/sales-traceability/terms.ts'
import type { RecordingContext } from '../../engine/mechanisms/sales-traceability/terms.ts'
import { STOP } from './walk-payload.ts'
import type { Payload, Variant, VariantAsk, Varied } from './walk-payload.ts'

const caseOf = (ask: Pick<VariantAsk, 'context'>): RecordingContext =>
  ask.context as unknown as RecordingContext
const plus =
  (more: Payload | ((ask: VariantAsk) => Payload | undefined)): Variant =>
  (ask) => {
    const made = typeof more === 'function' ? more(ask) : more
    return made && { ...ask.sample, ...made }
  }
/** Another seller with every sale: whoever sold what fails an inspection is soon restricted. */
const fresh = (ask: VariantAsk): Payload => ({
  consumer: `consumer:walk-${String(ask.number)}`,
  seller: `00000000-0000-4000-a000-${String(ask.number).padStart(12, '0')}`,
})
const insured = (more: Payload): Payload => ({
  productClass: 'insurance',
  insurance: {
    termOverOneYear: true,
    investmentLinked: false,
    atLeast60: false,
    throughPartTimeAgency: true,
    ...more,
  },
})
const opened = (more: Payload): Variant => plus((ask) => ({ ...fresh(ask), ...more }))
const online: Payload = { channel: 'internet', productClass: 'loan', seller: undefined }

const recorded = ['agreeToRecording', 'completeRecording']
/** Every recording of art. 6 (2) is inspected. */
const queued = ['openRecording:special', ...recorded, 'concludeSale']
const escalated = [...queued, 'failInspection', 'orderRectification', 'escalateRectification']
const vaulted = [...queued, 'passInspection']
const review = ['openRecording', ...recorded, 'reportNoSale', 'beginDisposalReview']

export const recordings: Varied = {
  ways: {
    heldOnline: [
      'openRecording:online@consumerChannel',
      'agreeToRecording@consumerChannel',
      'completeRecording@consumerChannel',
      'placeHold@consumerChannel',
    ],
    lapsed: [
      'openRecording',
      'agreeToRecording',
      'lapseRecording',
      'restartRecording',
      'reportInterruption',
      'lapseRestart',
    ],
    givenUp: [
      'openRecording:online@consumerChannel',
      'agreeToRecording@consumerChannel',
      'reportInterruption',
      'abandonRecording@consumerChannel',
    ],
    late: ['openRecording:telephone', ...recorded, 'lapseConclusion', STOP],
    unanswered: ['openRecording', 'lapseConsent'],
    refused: ['openRecording', 'agreeToRecording', 'refuseRecording'],
    cancelled: ['openRecording', 'cancelRecording'],
    traced: ['openRecording:traced', 'endTraceRetention'],
    destroyed: [...review, 'proposeDisposal', 'approveDisposal', 'recordDestruction'],
    kept: [...review, 'reportDisposalOverdue', 'declineDisposal', 'endLongerKeeping'],
    captured: ['openRecording', ...recorded, 'concludeSale@courier'],
    sold: ['openRecording:house', ...recorded, 'concludeSale', 'recordContractEnd'],
    overdue: [...queued, 'reportInspectionOverdue', 'escalateInspection', 'passInspection'],
    unwound: [...escalated, 'reportEscalationOverdue', 'unwindSale'],
    insisted: [...escalated, 'insistOnRectification', 'reportOrderMissed'],
    reinspected: [...escalated, 'insistOnRectification', 'reportRectified', 'passInspection'],
    retrieved: [...vaulted, 'retrieveRecording', 'reportReturnOverdue'],
    held: [...vaulted, 'placeHold', 'promptHoldReview', 'releaseHold'],
    damaged: [...vaulted, 'reportTampering', 'orderRectification', 'reportRectified'],
    ended: [...vaulted, 'recordContractEnd', 'recordReinstatement', 'promptContractCheck'],
  },
  opening: plus(fresh),
  mends: {
    recordingIntact: ['reportRectified'],
    somethingRecorded: ['completeRecording'],
    someHoldOpen: ['placeHold'],
    notRetrieved: ['returnRecording'],
    someInquiryOpen: ['inquire'],
    someBreachOpen: ['reportInspectionOverdue'],
  },
  // Whoever placed the only hold does not release it; nor does anybody while its matter goes on.
  hopeless: (rule, ask) => {
    const free = openHolds(caseOf(ask as VariantAsk)).filter((h) => h.by !== ask.by.person)
    if (rule === 'notOwnHold') return free.length === 0
    return rule === 'disputeEnded' && free.every((h) => h.matter !== null)
  },
  variants: {
    openRecording: {
      special: opened(insured({ investmentLinked: true, throughPartTimeAgency: false })),
      agency: opened(insured({})),
      telephone: opened({ ...insured({ termOverOneYear: false }), channel: 'telephone' }),
      online: opened(online),
      traced: opened({ channel: 'faceToFace', productClass: 'loan', traceHash: 'e7'.repeat(32) }),
      untraced: opened({ channel: 'faceToFace', productClass: 'loan' }),
      house: opened({ channel: 'faceToFace', productClass: 'loan', housePolicy: true }),
      nobody: opened({ seller: undefined }),
      uninsured: opened({ productClass: 'insurance' }),
      unitless: opened({ unit: undefined }),
    },
    completeRecording: {
      spliced: plus({ segments: 2 }),
      begunBefore: plus({ startedAt: '2020-01-01T00:00:00.000Z' }),
      incomplete: plus({ links: ['identity'] }),
    },
    concludeSale: {
      tomorrow: plus((ask) => ({ soldOn: addDays(ask.on, 1) })),
      noCoolingOff: (ask) => ({ soldOn: ask.on }),
      coolingOff: plus((ask) => ({ coolingOffEndsOn: addDays(ask.on, 15) })),
    },
    recordContractEnd: { tomorrow: plus((ask) => ({ endedOn: addDays(ask.on, 1) })) },
    reportRectified: {
      same: plus((ask) => {
        const [seal] = caseOf(ask).seals
        return seal && { supplement: supplement(ask, { contentHash: seal.seal }) }
      }),
      spliced: plus((ask) => ({ supplement: supplement(ask, { segments: 3 }) })),
      incomplete: plus((ask) => ({ supplement: supplement(ask, { links: ['documents'] }) })),
      bare: () => ({ evidenceHash: 'e8'.repeat(32) }),
    },
    insistOnRectification: { late: plus((ask) => ({ rectifyBy: addDays(ask.on, -1) })) },
    placeHold: {
      matter: plus((ask) => (ask.others[0] ? { matter: ask.others[0] } : undefined)),
      order: plus({ kind: 'regulatorOrder' }),
    },
    releaseHold: {
      unknown: plus((ask) => ({ hold: ask.lastEntry })),
      tomorrow: plus((ask) => ({ endedOn: addDays(ask.on, 1) })),
    },
    reportTampering: { lost: plus({ damage: 'lost' }) },
    returnRecording: { other: plus({ contentHash: 'f0'.repeat(32) }) },
    declineDisposal: { late: plus((ask) => ({ keepUntil: addDays(ask.on, -1) })) },
    inquire: { soon: plus((ask) => ({ answerBy: addDays(ask.on, 3) })) },
    correctRecord: {
      coolingOff: plus((ask) => {
        const was = caseOf(ask).contract.coolingOffEndsOn
        return was === null
          ? undefined
          : { record: { coolingOffEndsOn: { was, is: addDays(was as Day, 5) } } }
      }),
      contractEnd: plus((ask) => {
        const was = caseOf(ask).contract.endedOn
        return was === null ? undefined : { record: { contractEndedOn: { was, is: was } } }
      }),
      contractEndEarlier: plus((ask) => {
        const was = caseOf(ask).contract.endedOn
        return was === null ? undefined : { record: { contractEndedOn: { was, is: '2020-01-01' } } }
      }),
      mistaken: plus({ record: { label: { was: 'something else', is: 'label' } } }),
    },
  },
}

const supplement = (ask: VariantAsk, more: Payload): Payload => ({
  startedAt: '2026-03-02T01:00:00.000Z',
  seconds: 300,
  segments: 1,
  contentHash: (0xb40000 + caseOf(ask).seals.length).toString(16).padStart(64, '0'),
  links: ['identity', 'documents', 'explanation', 'clearAnswer', 'signature'],
  ...more,
})
