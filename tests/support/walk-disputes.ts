// Disputes as they also go: refused and overruled, on the fast track and by opinion, before a court, with
// delegations that do not reach so far, and performed late.

import { addDays } from '../../engine/core/calendar.ts'
import type { DisputeContext } from '../../engine/mechanisms/dispute-resolution/terms.ts'
import type { Ground } from './walk-ground.ts'
import { STOP } from './walk-payload.ts'
import type { Payload, Variant, VariantAsk, Varied } from './walk-payload.ts'
import { INSTITUTION } from './world.ts'

const caseOf = (ask: Pick<VariantAsk, 'context'>): DisputeContext =>
  ask.context as unknown as DisputeContext
const plus =
  (more: Payload | ((ask: VariantAsk) => Payload | undefined)): Variant =>
  (ask) => {
    const made = typeof more === 'function' ? more(ask) : more
    return made && { ...ask.sample, ...made }
  }
const hash = (n: number): string => n.toString(16).padStart(64, '0')
const later = (field: string, days: number): Variant =>
  plus((ask) => ({ [field]: addDays(ask.on, days) }))

/** The complaint from which some of the disputes come. */
const COMPLAINT = '00000000-0000-7000-9000-00000000c07a'
const furnished = new WeakSet<Ground>()
/** A complaint, and a dispute that it causes: a dispute may also be carried here. */
async function furnish(ground: Ground): Promise<void> {
  if (furnished.has(ground)) return
  furnished.add(ground)
  const base = { asker: { system: 'courier' }, via: 'engine' } as const
  const register = { channel: 'phone', matter: 'charges', complainant: 'consumer:sample' }
  const dispute = { consumer: 'consumer:sample', complaint: COMPLAINT, matter: 'charges' }
  const commands = [
    { mechanism: 'M07', event: 'register', newProcess: COMPLAINT, payload: register },
    { mechanism: 'M08', event: 'openDispute', payload: dispute },
  ]
  for (const command of commands) {
    const [answer] = await ground.engine.execute(INSTITUTION, [
      { ...base, ...command, request: ground.request() },
    ])
    if (answer?.kind !== 'accepted') throw new Error(JSON.stringify(answer))
  }
}

const begun = ['openDispute@consumerProtection', 'beginNegotiation']
const accepted = [...begun, 'requestMediation', 'acceptMediation']
const fast = [...accepted, 'delegate@seniorManagement', 'assignFast']
const agreed = [...fast, 'concludeAgreement@mediationBody']
const performed = [
  'recordPerformance@businessDepartment',
  'confirmPerformance@consumerProtection',
  STOP,
]
/** Opened by the channel, which reads only what it submitted. */
const channel = ['openDispute:loans@consumerChannel', 'beginNegotiation']
const periods = (procedure: string) => [
  ...accepted,
  `assignOrdinary:${procedure}`,
  'lapseMediation',
  STOP,
]

export const disputes: Varied = {
  furnish,
  ways: {
    late: [
      'openDispute@consumerProtection',
      'reportTakingOverdue',
      'beginNegotiation',
      'escalateNegotiation',
      'recordNegotiation',
      'proposeMediation',
      'lapseProposal',
      'requestMediation@mediationBody',
      'refuseMediation',
      'presumeUnjustified',
      'acceptMediation',
      'reportDelegationMissing',
      'escalateAssignment',
      'assignFast',
      'lapseFastTrack',
      'reportRemediesUntold',
      'tellRemedies',
      'lapseDispute',
      'endRetention',
      'proposeDisposal',
      'confirmDisposal',
      STOP,
    ],
    spoken: [
      ...channel,
      'recordNegotiation@businessDepartment',
      'offerSettlement@businessDepartment',
      'declineOffer@consumerChannel',
      'proposeMediation',
      'consentToMediation@consumerChannel',
      'acceptMediation',
      'delegate@legalCompliance',
      'assignFast:notJoined',
      'issueOpinion',
      'acceptOpinion@consumerChannel',
      'adoptOpinion',
      'askConfirmation@consumerChannel',
      'confirmAgreement',
      'reportDefault',
      'escalateDefault',
      'orderPerformance',
      'recordPerformance@businessDepartment',
      'contestPerformance@consumerChannel',
      'recordPerformance@consumerProtection',
      'reportVerificationOverdue',
      'confirmPerformance@consumerChannel',
      STOP,
    ],
    refusedByBusiness: [
      ...channel,
      'requestMediation@consumerChannel',
      'refuseMediation@businessDepartment',
      'justifyRefusal',
      'requestMediation',
      'refuseMediation@consumerProtection',
      'overruleRefusal',
      'leaveMediation@consumerChannel',
      'bringSuit@consumerChannel',
      'remindAdjudication',
      'recordJudgment@court',
      'reportDefault',
      'enforce@consumerChannel',
      'recordJudgment:nothing@legalCompliance',
      STOP,
    ],
    denied: [
      ...agreed,
      'askConfirmation@legalCompliance',
      'denyConfirmation',
      'bringSuit@legalCompliance',
      'endDispute',
      STOP,
    ],
    unconfirmed: [
      ...accepted,
      'delegate@legalCompliance',
      'assignOrdinary',
      'extendMediation',
      'reportAbsence',
      'concludeAgreement:late',
      'lapseConfirmation',
      ...performed,
    ],
    opined: [...fast, 'issueOpinion', 'acceptOpinion', STOP],
    unaccepted: [...fast, 'issueOpinion', 'lapseOpinion', STOP],
    rejected: [...fast, 'issueOpinion', 'rejectOpinion', STOP],
    declined: [
      ...accepted,
      'assignFast:notJoined',
      'issueOpinion',
      'acceptOpinion',
      'declineOpinion',
      STOP,
    ],
    moved: [
      ...accepted,
      'delegate:short',
      'assignFast',
      'moveToOrdinary',
      'lapseDelegation',
      'delegate',
      'revokeDelegation',
      'closeMediation',
      STOP,
    ],
    settled: [...begun, 'offerSettlement:nothing', 'acceptOffer', STOP],
    online: [...begun, 'requestMediation:online', 'lapseAcceptance', STOP],
    ofBusiness: [
      'openDispute@businessDepartment',
      'beginNegotiation',
      'requestMediation',
      'declineCase',
    ],
    beforeFiling: periods('sample'),
    summary: periods('summary'),
    ownRules: periods('ownRules'),
    given: [...channel, 'proposeMediation', 'declineMediation', 'endDispute@consumerChannel', STOP],
  },
  mends: {
    handlerActs: ['reassign'],
    negotiatedFirst: ['recordNegotiation'],
    offerStands: ['offerSettlement'],
    inMediation: ['requestMediation'],
    someDelegation: ['delegate'],
    performanceRecorded: ['recordPerformance'],
    consumerAccepted: ['acceptOpinion'],
  },
  hopeless: (rule, ask) =>
    (rule === 'handlerIsFree' &&
      ask.people('consumerProtection').every((p) => caseOf(ask).work.recused.includes(p))) ||
    // A mediator's own sample names the delegate; nobody else is one.
    (rule === 'representativeMay' && caseOf(ask).delegation === null),
  variants: {
    openDispute: {
      loans: plus({ product: 'product:demo-loan', unit: 'consumer-loans' }),
      nowhere: plus({ unit: 'nowhere' }),
      stranger: plus((ask) => (ask.others[0] ? { complaint: ask.others[0] } : undefined)),
      partner: plus({ partner: 'partner:demo-partner' }),
      complaint: plus({ complaint: COMPLAINT }),
    },
    beginNegotiation: { outsider: plus((ask) => ({ handler: ask.people('court')[0] })) },
    reassign: { outsider: plus((ask) => ({ handler: ask.people('court')[0] })) },
    recordNegotiation: { said: plus({ said: 'they talked' }) },
    offerSettlement: {
      nothing: ({ sample: { performBy: _performBy, ...rest } }) => rest,
      yesterday: later('performBy', -1),
    },
    proposeMediation: { few: plus({ remedies: ['mediation'] }) },
    tellRemedies: { few: plus({ remedies: ['litigation'] }) },
    requestMediation: { online: plus({ platform: 'courtOnline' }) },
    delegate: {
      oneself: plus((ask) => ({ representative: ask.by.person })),
      outsider: plus((ask) => ({ representative: ask.people('court')[0] })),
      limited: plus({ limit: { amount: '100', currency: 'CNY' } }),
      ended: later('until', 0),
      short: later('until', 5),
    },
    assignFast: {
      notJoined: plus((ask) => ({
        scheme: { ...(ask.sample['scheme'] as Payload), joined: false },
      })),
      large: plus({ claim: { amount: '9000.00', currency: 'CNY' } }),
      today: later('limit', 0),
    },
    assignOrdinary: {
      summary: plus({ procedure: 'filedSummary' }),
      filed: plus({ procedure: 'filedOrdinary' }),
      ownRules: plus({ procedure: 'ownRules' }),
      limited: plus((ask) => ({ procedure: 'ownRules', limit: addDays(ask.on, 20) })),
      longer: later('limit', 90),
      tomorrow: later('signedOn', 1),
    },
    moveToOrdinary: { tomorrow: later('signedOn', 1) },
    extendMediation: { today: later('until', 0) },
    concludeAgreement: {
      nothing: ({ sample: { performBy: _performBy, ...rest } }) => rest,
      late: later('performBy', 60),
      costly: plus({ amount: { amount: '900', currency: 'CNY' } }),
      stranger: plus((ask) => ({ representative: ask.people('court')[0] })),
    },
    issueOpinion: { closed: later('acceptBy', 0) },
    recordPerformance: { tomorrow: later('on', 1) },
    orderPerformance: { today: later('by', 0) },
    recordJudgment: {
      nothing: ({ sample: { performBy: _performBy, ...rest } }) => rest,
      yesterday: later('performBy', -1),
    },
    inquire: { soon: plus((ask) => ({ answerBy: addDays(ask.on, 3) })) },
    correctRecord: {
      product: plus((ask) => {
        const was = caseOf(ask).product
        return {
          record: { product: { ...(was === null ? {} : { was }), is: 'product:demo-fund' } },
        }
      }),
      mistaken: plus({ record: { matter: { was: 'something else', is: 'matter' } } }),
    },
    placeHold: { audit: plus({ ground: 'audit' }) },
    releaseHold: { other: plus({ hold: '00000000-0000-0000-0000-000000000000' }) },
    attachEvidence: { other: plus({ hash: hash(5) }) },
  },
}
