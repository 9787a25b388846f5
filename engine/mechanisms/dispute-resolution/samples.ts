/** A payload for each event that succeeds whenever the event is offered. */
import { addDays } from '../../core/calendar.ts'
import type { SampleAsk } from '../../core/mechanism.ts'
import type { Uuid } from '../../core/values.ts'
import { everydaySamples } from '../everyday.ts'
import { keepingSamples } from '../keeping.ts'
import { REMEDIES } from './terms.ts'
import type { DisputeContext } from './terms.ts'

type Ask = SampleAsk<DisputeContext>
const EVIDENCE = 'e5'.repeat(32)
const FILE = 'f6'.repeat(32)
const record = { means: 'app' as const, proof: EVIDENCE }
const yuan = (amount: string) => ({ amount, currency: 'CNY' })
const said = () => ({ statement: record })

/** Somebody of the department who did not step aside. */
const handlerFor = ({ context: c, people, lastEntry }: Ask): Uuid => {
  const all = people('consumerProtection')
  return all.find((p) => !c.work.recused.includes(p)) ?? all[0] ?? lastEntry
}
/** Somebody of the department other than who delegates. */
const representativeFor = ({ people, by, lastEntry }: Ask): Uuid =>
  people('consumerProtection').find((p) => p !== by.person) ?? lastEntry
const remedies = { remedies: [...REMEDIES], told: record }

const negotiationSamples = {
  openDispute: () => ({ consumer: 'consumer:sample' as const, matter: 'charges' }),
  beginNegotiation: (ask: Ask) => ({ handler: handlerFor(ask) }),
  recordNegotiation: () => ({ means: 'phone' as const, record: EVIDENCE }),
  offerSettlement: ({ on }: Ask) => ({
    terms: FILE,
    amount: yuan('300.00'),
    performBy: addDays(on, 10),
  }),
  acceptOffer: said,
  declineOffer: said,
  proposeMediation: () => ({
    body: 'mediation centre',
    platform: 'industry' as const,
    application: FILE,
    ...remedies,
  }),
  consentToMediation: () => ({ statement: record, application: FILE }),
  declineMediation: said,
  tellRemedies: () => remedies,
  bringSuit: () => ({ forum: 'court' as const, document: FILE }),
  endDispute: said,
}

const mediationSamples = {
  requestMediation: () => ({
    body: 'mediation centre',
    platform: 'industry' as const,
    application: FILE,
  }),
  refuseMediation: () => ({
    reason: 'alreadyAdjudicated' as const,
    evidenceHash: EVIDENCE,
    grounds: 'a court has judged it',
  }),
  overruleRefusal: () => ({ grounds: 'no reason' }),
  justifyRefusal: () => ({ grounds: 'a good reason' }),
  acceptMediation: () => ({ caseNumber: 'M-1', told: record }),
  declineCase: () => ({ document: FILE }),
  leaveMediation: said,
  delegate: (ask: Ask) => ({
    kind: 'fast' as const,
    representative: representativeFor(ask),
    letter: FILE,
    until: addDays(ask.on, 60),
  }),
  revokeDelegation: () => ({ reason: 'another one goes' }),
  assignFast: ({ on }: Ask) => ({
    scheme: { name: 'local scheme', limit: yuan('5000'), joined: true, rules: FILE },
    claim: yuan('1200.50'),
    limit: addDays(on, 10),
  }),
  assignOrdinary: ({ on }: Ask) => ({ procedure: 'beforeFiling' as const, signedOn: on }),
  moveToOrdinary: ({ on }: Ask) => ({ procedure: 'ownRules' as const, signedOn: on }),
  extendMediation: ({ on }: Ask) => ({
    until: addDays(on, 30),
    consents: { consumer: EVIDENCE, institution: FILE },
  }),
  reportAbsence: ({ on }: Ask) => ({ on, record: EVIDENCE }),
  closeMediation: () => ({ document: FILE }),
  concludeAgreement: ({ context: c, on, lastEntry }: Ask) => ({
    agreement: FILE,
    representative: c.delegation?.representative ?? lastEntry,
    statement: record,
    performBy: addDays(on, 15),
  }),
  issueOpinion: ({ on }: Ask) => ({
    terms: FILE,
    performBy: addDays(on, 30),
    acceptBy: addDays(on, 15),
  }),
  acceptOpinion: said,
  rejectOpinion: said,
  adoptOpinion: () => ({ grounds: 'it is fair' }),
  declineOpinion: () => ({ grounds: 'it is not' }),
}

const outcomeSamples = {
  askConfirmation: () => ({
    application: FILE,
    consents: { consumer: EVIDENCE, institution: FILE },
  }),
  confirmAgreement: () => ({ document: FILE }),
  denyConfirmation: () => ({ document: FILE }),
  recordPerformance: ({ on }: Ask) => ({ on, proof: EVIDENCE }),
  confirmPerformance: () => ({ proof: EVIDENCE }),
  contestPerformance: said,
  orderPerformance: ({ on }: Ask) => ({ by: addDays(on, 5), grounds: 'it is owed' }),
  enforce: () => ({ document: FILE }),
  recordJudgment: ({ on }: Ask) => ({
    kind: 'judgment' as const,
    document: FILE,
    performBy: addDays(on, 10),
  }),
}

export const samples = {
  ...negotiationSamples,
  ...mediationSamples,
  ...outcomeSamples,
  reassign: (ask: Ask) => ({ handler: handlerFor(ask), reason: 'workload' }),
  recuse: () => ({ ground: 'tookPart' as const }),
  correctRecord: ({ context, lastEntry }: Ask) => ({
    entry: lastEntry,
    record: { matter: { was: context.matter, is: 'corrected matter' } },
    grounds: 'mistake of entry',
  }),
  ...everydaySamples,
  ...keepingSamples,
}
