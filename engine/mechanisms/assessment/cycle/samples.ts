/** A payload for each event of an assessment that succeeds whenever the event is offered. */
import { addDays } from '../../../core/calendar.ts'
import type { SampleAsk } from '../../../core/mechanism.ts'
import { workSamples } from '../work.ts'
import type { CycleContext } from './context.ts'

type Ask = SampleAsk<CycleContext>
const EVIDENCE = 'e5'.repeat(32)
const SCHEME = 'c1'.repeat(32)
const DRAFT = 'd2'.repeat(32)

const resolution = (contentHash: string | undefined, { on }: Ask) => ({
  resolution: {
    minutes: {
      number: 'BC-1',
      date: on,
      quorum: 3,
      hash: EVIDENCE,
      contentHash: contentHash ?? EVIDENCE,
    },
  },
})
const schemeSamples = {
  openCycle: ({ on }: Ask) => ({
    unit: 'consumer-loans',
    label: 'consumer loans',
    from: addDays(on, 30),
    to: addDays(on, 90),
    ofManagement: false,
  }),
  submitScheme: ({ context: c }: Ask) => ({
    contentHash: SCHEME,
    units: [c.unit ?? 'consumer-loans'],
    leftOut: [],
    weight: Math.max(10, c.orderedWeight ?? 0),
    passMark: 60,
    indicators: [
      { indicator: 'complaintHandling' as const, weight: 60 },
      { indicator: 'disclosure' as const, weight: 40 },
    ],
    sellerTargets: ['salesVolume' as const, 'complaints' as const],
  }),
  returnScheme: () => ({ reasons: 'the weight is too low' }),
  endorseScheme: () => ({}),
  returnSchemeByCommittee: () => ({ reasons: 'the weight is not reasonable' }),
  approveScheme: (ask: Ask) => resolution(ask.context.scheme?.contentHash, ask),
  orderWeight: () => ({ weight: 15, documentHash: EVIDENCE }),
  amendScheme: () => ({ reason: 'the unit took over another business' }),
  withdrawCycle: () => ({ reason: 'opened by mistake' }),
  closeUnit: ({ on }: Ask) => ({ closedOn: on, recordHash: EVIDENCE }),
}

const scoreSamples = {
  publishDraft: ({ context: c, lastEntry }: Ask) => ({
    contentHash: DRAFT,
    scores: (c.scheme?.indicators ?? []).map(({ indicator }) => ({
      indicator,
      score: 80,
      processes: [],
      entries: [lastEntry],
    })),
  }),
  appeal: () => ({ grounds: 'two complaints were counted twice' }),
  withdrawAppeal: () => ({ reason: 'explained' }),
  ruleOnAppeal: () => ({ adjustments: [], grounds: 'the draft is right' }),
  ruleByResolution: (ask: Ask) => ({
    ...resolution(ask.context.draft?.contentHash, ask),
    adjustments: [],
  }),
  linkToPay: () => ({
    effects: ['performancePay' as const, 'promotion' as const],
    evidenceHash: EVIDENCE,
  }),
  findWeaknesses: () => ({ weaknesses: ['answers come late'] }),
  findNoWeakness: () => ({ grounds: 'nothing to rectify' }),
  claimRectified: () => ({ evidenceHash: EVIDENCE, describes: 'two people were added' }),
  confirmRectified: () => ({ evidenceHash: EVIDENCE, verification: 'seen in the register' }),
  rejectRectified: () => ({ verification: 'answers still come late' }),
  reportSeriousEvent: () => ({ cause: 'misSale' as const, describes: 'sold to minors' }),
}

export const samples = {
  ...schemeSamples,
  ...scoreSamples,
  ...workSamples,
}
