/** One payload for each event that succeeds whenever the event is offered to a body. */
import type { SampleAsk } from '../../core/mechanism.ts'
import type { Day } from '../../core/values.ts'
import { caseWorkSamples } from '../case-work.ts'
import type { Context } from './context.ts'

type Ask = SampleAsk<Context>
const HASH = 'c0'.repeat(32)
const about = ({ context }: Ask) => ({ about: context.complainant })
const told = { means: 'phone', proof: HASH } as const
const statement = { means: 'phone', proof: HASH } as const
const REMEDIES = ['review', 'mediation', 'arbitration', 'litigation'] as const
const EXAMINED = ['process', 'time', 'result'] as const
const paid = (by: Day) =>
  ({ kind: 'monetary', amount: { amount: '100.00', currency: 'CNY' }, by }) as const

/** Somebody who may be appointed: in the department, not concerned, not recused; the last of them. */
const handler = ({ context: c, people, lastEntry }: Ask): string =>
  people('consumerProtection').findLast(
    (p) => !c.concerned.includes(p) && !c.work.recused.includes(p),
  ) ?? lastEntry

const intake = {
  register: ({ by }: Ask) => {
    const base = { matter: 'charges', complainant: 'consumer:sample' }
    if (by.body === 'regulator')
      return { ...base, channel: 'forwarded' as const, forwardedBy: 'nfra' as const }
    if (by.body === 'partner')
      return { ...base, channel: 'partner' as const, partner: by.unit ?? 'partner:sample' }
    return { ...base, channel: 'phone' as const }
  },
  acknowledge: () => ({ told }),
  confirmIdentity: ({ context }: Ask) =>
    context.representatives.length > 0
      ? { identity: 'representatives' as const, authorisation: HASH }
      : { identity: 'self' as const },
  declineToHandle: () => ({ ground: 'notFromComplainant' as const, told }),
  referElsewhere: () => ({ to: 'insurer', told }),
  transfer: ({ context, by }: Ask) => ({
    to: context.unit ?? by.unit ?? 'headquarters',
    reason: 'competence',
  }),
  linkComplaint: ({ lastEntry }: Ask) => ({ complaint: lastEntry, relation: 'same' as const }),
  merge: () => ({ noNewFacts: true }),
  unmerge: () => ({ reason: 'another contract' }),
  split: () => ({ matter: 'another matter' }),
  declareMajor: () => ({ ground: 'regulatorSays' as const }),
  activatePlan: () => ({ plan: HASH, regulatorTold: told }),
  withdraw: (ask: Ask) => ({ ...about(ask), statement }),
  assign: (ask: Ask) => ({ handler: handler(ask) }),
  startHandling: () => ({ noInterest: true }),
}

const handling = {
  negotiate: (ask: Ask) => ({ ...about(ask), summary: 'summary' }),
  raiseQuestion: (ask: Ask) => ({ ...about(ask), question: 'question' }),
  clarifyFacts: (ask: Ask) => ({ ...about(ask), facts: 'facts' }),
  settle: (ask: Ask) => ({ ...about(ask), statement, terms: 'terms', relief: paid(ask.on) }),
  confirmSettlement: () => ({ agreement: HASH }),
  declineSettlement: (ask: Ask) => ({ ...about(ask), reasons: 'reasons' }),
  endNegotiation: (ask: Ask) => ({ ...about(ask), reasons: 'reasons' }),
  objectLegally: (ask: Ask) => ({ ...about(ask), reasons: 'reasons' }),
  callComplex: (ask: Ask) => ({
    ...about(ask),
    complexity: 'manyFacts' as const,
    reasons: 'reasons',
  }),
  askExtension: (ask: Ask) => ({
    ...about(ask),
    complexity: 'expertQuestion' as const,
    reasons: 'reasons',
  }),
  refuseExtension: () => ({ reason: 'not especially complex' }),
  tellExtension: () => ({ told }),
  pause: () => ({ ground: 'appraisal' as const, told }),
}

/** What was settled is decided as settled. */
const outcome = ({ context: { settlement }, on }: Ask) =>
  settlement === null
    ? { outcome: 'partlyUpheld' as const, relief: paid(on) }
    : {
        outcome: 'settled' as const,
        relief: {
          kind: settlement.kind,
          what: 'as settled',
          ...(settlement.amount === null ? {} : { amount: settlement.amount }),
          ...(settlement.by === null ? {} : { by: settlement.by as Day }),
        },
      }
const reasons = { findings: 'findings', grounds: 'grounds' }
const request = (ask: Ask) => ({
  ...about(ask),
  statement,
  writing: HASH,
  deliveredOn: ask.on,
  reasons: 'reasons',
})
const answer = {
  decide: (ask: Ask) => ({ ...about(ask), ...outcome(ask), ...reasons, remedies: [...REMEDIES] }),
  tell: () => ({ means: 'phone' as const, proof: HASH }),
  recordDelivery: ({ on }: Ask) => ({ deliveredOn: on, proof: HASH }),
  newFacts: (ask: Ask) => ({
    ...about(ask),
    novelty: 'newFacts' as const,
    statement,
    facts: 'facts',
  }),
  accept: (ask: Ask) => ({ ...about(ask), statement }),
  recordPerformance: ({ on }: Ask) => ({ on, proof: HASH }),
  askReview: request,
  askSecondLook: request,
  withdrawReview: (ask: Ask) => ({ ...about(ask), statement }),
  findInadmissible: (ask: Ask) => ({
    ...about(ask),
    ground: 'notBranch' as const,
    reasons: 'reasons',
  }),
  upholdDecision: (ask: Ask) => ({ ...about(ask), ...reasons, examined: [...EXAMINED] }),
  changeDecision: (ask: Ask) => ({
    ...about(ask),
    ...reasons,
    examined: [...EXAMINED],
    outcome: 'upheld' as const,
    relief: paid(ask.on),
    remedies: [...REMEDIES],
  }),
  tellReview: () => ({ told }),
}

const aftermath = {
  proposeCause: (ask: Ask) => ({ ...about(ask), kinds: ['staff' as const], analysis: 'analysis' }),
  confirmCause: (ask: Ask) => ({
    ...about(ask),
    kinds: ['staff' as const],
    analysis: 'analysis',
    ...(ask.context.unit === null ? { owner: ask.by.unit ?? 'headquarters' } : {}),
  }),
  findNoFault: (ask: Ask) => ({ ...about(ask), analysis: 'analysis' }),
  recordRectification: () => ({ measures: 'measures', proof: HASH }),
  rejectRectification: () => ({ reason: 'incomplete' }),
  verifyRectification: () => ({ proof: HASH }),
  reportRepeatedCause: (ask: Ask) => ({ ...about(ask), analysis: 'analysis' }),
  reopen: (ask: Ask) => ({ ...about(ask), ground: 'closedInError' as const, reasons: 'reasons' }),
}

const caseWork = caseWorkSamples({
  about,
  workOf: (c: Context) => c.work,
  handlers: 'consumerProtection',
})
export const samples = {
  ...intake,
  ...handling,
  ...answer,
  ...aftermath,
  ...caseWork,
  reassign: (ask: Ask) => ({ handler: handler(ask), reason: 'workload' }),
  correctRecord: (ask: Ask) => ({
    ...about(ask),
    entry: ask.lastEntry,
    record: {
      channel: {
        was: ask.context.channel,
        is: ask.context.channel === 'other' ? ('phone' as const) : ('other' as const),
      },
    },
    grounds: 'grounds',
  }),
}
