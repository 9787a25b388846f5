/** A payload for each event of an engagement that succeeds whenever the event is offered. */
import { addDays } from '../../../core/calendar.ts'
import type { SampleAsk } from '../../../core/mechanism.ts'
import type { Day, Uuid } from '../../../core/values.ts'
import { workSamples } from '../work.ts'
import { openFindings, standing } from './context.ts'
import type { EngagementContext, Finding } from './context.ts'

type Ask = SampleAsk<EngagementContext>
type C = EngagementContext
const EVIDENCE = 'e5'.repeat(32)
const PLAN = 'a1'.repeat(32)
const REPORT = 'f4'.repeat(32)
const yearOf = (on: string): number => Number(on.slice(0, 4))

const resolution = (contentHash: string | undefined, { on }: Ask) => ({
  minutes: {
    number: 'BD-1',
    date: on,
    quorum: 5,
    hash: EVIDENCE,
    contentHash: contentHash ?? EVIDENCE,
  },
})
const numberOf = (f: Finding | undefined): number => f?.number ?? 1
const withStatus = (c: C, status: Finding['status']): number =>
  numberOf(c.findings.find((f) => f.status === status))
/** The last day of the year of the plan, or of the present one where that is over. */
const dates = ({ on }: Ask) => ({ startBy: on, endBy: addDays(on, 30) })
/** An auditor who is neither in the team nor has stepped aside. */
const auditorFor = ({ context: c, people, lastEntry }: Ask): Uuid =>
  people('internalAudit').find((p) => !c.team.includes(p) && !c.work.recused.includes(p)) ??
  people('internalAudit')[0] ??
  lastEntry

const planSamples = {
  proposeEngagement: ({ on }: Ask) => ({
    unit: 'consumer-loans',
    label: 'consumer loans',
    year: yearOf(on),
    kind: 'consumerProtection' as const,
    rank: 1,
  }),
  submitPlan: () => ({ contentHash: PLAN }),
  endorsePlan: () => ({ opinion: 'the risks are covered' }),
  returnPlan: () => ({ reasons: 'a branch is missing' }),
  approvePlan: (ask: Ask) => ({ resolution: resolution(ask.context.plan?.contentHash, ask) }),
  withdrawLine: () => ({ reason: 'merged with another line' }),
  dropLine: (ask: Ask) => ({
    resolution: resolution(ask.context.plan?.contentHash, ask),
    grounds: 'the business was sold',
  }),
  scheduleEngagement: dates,
  rescheduleByBoard: (ask: Ask) => ({
    resolution: resolution(ask.context.plan?.contentHash, ask),
    ...dates(ask),
  }),
  appointAuditor: (ask: Ask) => ({ auditor: auditorFor(ask) }),
  confirmIndependence: () => ({ declarationHash: EVIDENCE }),
  absorbRisk: ({ lastEntry }: Ask) => ({ risk: lastEntry, kind: 'misSale' as const }),
}

const items = (findings: readonly Finding[], on: Day) =>
  findings.map((f) => ({ finding: f.number, dueOn: addDays(on, 60) }))
/** An order needs findings; where none is left, the sample is refused for what it decides on. */
const atLeastOne = (given: ReturnType<typeof items>, on: Day) =>
  given.length > 0 ? given : [{ finding: 1, dueOn: addDays(on, 60) }]

const reportSamples = {
  openFieldwork: () => ({ noticeHash: EVIDENCE }),
  recordFinding: () => ({
    severity: 'medium' as const,
    legalBreach: false,
    demand: 'answer complaints in time',
    evidenceHash: EVIDENCE,
    describes: 'three of twenty answers were late',
  }),
  dropFinding: ({ context: c, by }: Ask) => ({
    finding: numberOf(standing(c).find((f) => f.by !== by.person) ?? standing(c)[0]),
    reason: 'the evidence was misread',
  }),
  sendFindings: () => ({ contentHash: EVIDENCE }),
  respond: ({ context: c, on }: Ask) => ({
    answer: 'agreed',
    actions: standing(c).map((f) => ({
      finding: f.number,
      action: 'add two people',
      dueOn: addDays(on, 60),
    })),
  }),
  issueReport: () => ({ contentHash: REPORT }),
  instruct: (ask: Ask) => ({
    resolution: resolution(ask.context.report?.contentHash, ask),
    items: atLeastOne(items(standing(ask.context), ask.on), ask.on),
  }),
  closeWithoutFindings: (ask: Ask) => ({
    resolution: resolution(ask.context.report?.contentHash, ask),
  }),
  referFinding: ({ context: c }: Ask) => ({
    finding: numberOf(standing(c).find((f) => f.legalBreach)),
    product: 'product:demo-loan' as const,
  }),
}

const remedySamples = {
  claimFixed: ({ context: c }: Ask) => ({
    finding: withStatus(c, 'open'),
    evidenceHash: EVIDENCE,
    describes: 'two people were added',
  }),
  confirmFixed: ({ context: c }: Ask) => ({
    finding: withStatus(c, 'claimed'),
    evidenceHash: EVIDENCE,
    verification: 'twenty answers were in time',
  }),
  rejectFix: ({ context: c }: Ask) => ({
    finding: withStatus(c, 'claimed'),
    verification: 'answers are still late',
  }),
  acceptRisk: ({ context: c, on }: Ask) => ({
    finding: numberOf(openFindings(c).find((f) => !f.legalBreach)),
    until: addDays(on, 180),
    rectifyBy: addDays(on, 240),
    reason: 'the system is replaced this year',
  }),
  closeRisk: ({ context: c }: Ask) => ({
    finding: withStatus(c, 'accepted'),
    evidenceHash: EVIDENCE,
    verification: 'the system was replaced',
  }),
  orderRectification: (ask: Ask) => ({
    resolution: resolution(ask.context.report?.contentHash, ask),
    items: atLeastOne(
      items(
        openFindings(ask.context).filter((f) => f.overdue),
        ask.on,
      ),
      ask.on,
    ),
  }),
}

export const samples = { ...planSamples, ...reportSamples, ...remedySamples, ...workSamples }
