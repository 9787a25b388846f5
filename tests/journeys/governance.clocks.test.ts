// Every clock of the governance processes, struck at its legal instant, whenever somebody looks.

import { describe, expect, test } from 'vitest'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import { governance } from '../../engine/mechanisms/governance/index.ts'
import {
  adopted,
  answered,
  assessed,
  brought,
  compiled,
  endorsed,
  informed,
  inquiryIn,
  instructed,
  matterIn,
  opined,
  policyIn,
  presented,
  rectified,
  resolvedReport,
  submitted,
  workReportIn,
} from '../support/actors-governance.ts'
import type { Inquiry, Matter, Policy, WorkReport } from '../support/actors-governance.ts'
import { everyClockStrikes } from '../support/journey-clocks.ts'
import type { Struck } from '../support/journey-clocks.ts'
import { foundIn } from '../support/journey-found.ts'
import { journeyOfFile } from '../support/journey-of-file.ts'
import type { Journey } from '../support/journey.ts'

let journey: Journey
journeyOfFile({ newcomers: false }, (opened) => (journey = opened))
const breach = (clock: string) => ({ work: { breaches: [{ clock, explained: false }] } })
const on =
  <C>(day: string, way: (c: C) => Promise<unknown>) =>
  async (c: C): Promise<void> => {
    journey.at(`${day} 09:00`)
    await way(c)
  }
const only = (names: readonly string[]): Mechanism => ({
  ...governance,
  clocks: Object.fromEntries(
    Object.entries(governance.clocks).filter(([name]) => names.includes(name)),
  ),
})
interface Opened<C> {
  readonly clocks: readonly Struck<C>[]
  readonly open: () => C
}
const striking = <C extends { readonly file: Policy['file'] }>({ clocks, open }: Opened<C>) =>
  everyClockStrikes<C>({
    mechanism: only(clocks.map((c) => c.clock)),
    clocks,
    journey: () => journey,
    open: () => {
      const c = open()
      return { c, file: c.file }
    },
  })

const inquiries: readonly Struck<Inquiry>[] = [
  {
    clock: 'supervisionAnswer',
    way: on('2026-03-02', (i: Inquiry) => i.supervisor.asks()),
    lastDay: '2026-03-16',
    event: 'reportAnswerOverdue',
    told: ['board', 'supervisoryBody'],
    stands: { case: 'asked' },
    facts: { late: { answer: true }, ...breach('supervisionAnswer') },
  },
  {
    clock: 'supervisionOpinion',
    way: on('2026-03-17', answered),
    lastDay: '2026-04-16',
    event: 'remindOpinion',
    told: ['supervisoryBody'],
    stands: { case: 'answered' },
    facts: breach('supervisionOpinion'),
  },
  {
    clock: 'supervisionRectification',
    way: on('2026-04-20', opined),
    lastDay: '2026-05-20',
    event: 'reportRectificationOverdue',
    told: ['board', 'supervisoryBody'],
    stands: { case: 'rectifying' },
    facts: { late: { rectification: true }, ...breach('supervisionRectification') },
  },
  {
    clock: 'supervisionFollowUp',
    way: on('2026-05-25', rectified),
    lastDay: '2026-06-23',
    event: 'remindFollowUp',
    told: ['supervisoryBody'],
    stands: { case: 'followUp' },
    facts: breach('supervisionFollowUp'),
  },
]
const matters: readonly Struck<Matter>[] = [
  {
    clock: 'matterAssessment',
    way: on('2026-06-24', (m: Matter) => m.officer.reports()),
    lastDay: '2026-06-25',
    event: 'reportAssessmentOverdue',
    told: ['consumerProtectionCommittee', 'supervisoryBody'],
    stands: { case: 'matterReported' },
    facts: breach('matterAssessment'),
  },
  {
    clock: 'matterInforming',
    way: on('2026-06-29', assessed),
    lastDay: '2026-07-02',
    event: 'escalateInforming',
    told: ['consumerProtectionCommittee', 'board', 'supervisoryBody'],
    stands: { case: 'toInform' },
    facts: { work: { breaches: [{ clock: 'matterRegulator' }, { clock: 'matterInforming' }] } },
  },
  {
    clock: 'matterRegulator',
    // Twenty-four hours from midnight.
    way: async (m) => {
      journey.at('2026-07-06 00:00')
      await assessed(m)
    },
    lastDay: '2026-07-06',
    event: 'reportRegulatorOverdue',
    told: ['board', 'supervisoryBody'],
    stands: { case: 'toInform', regulatorNotice: 'overdue' },
    facts: breach('matterRegulator'),
  },
  {
    clock: 'matterBoard',
    way: on('2026-07-08', async (m: Matter) => {
      await informed(m)
      await m.manager.tellsRegulator()
    }),
    lastDay: '2026-08-07',
    event: 'escalateMatterBoard',
    told: ['supervisoryBody'],
    stands: { case: 'matterBeforeBoard', regulatorNotice: 'sent' },
    facts: breach('matterBoard'),
  },
]
const performances: readonly Struck<Matter>[] = [
  {
    clock: 'matterInstruction',
    way: on('2027-08-16', async (m: Matter) => {
      await instructed(m)
      await m.manager.tellsRegulator()
    }),
    lastDay: '2027-09-15',
    event: 'reportInstructionOverdue',
    told: ['board', 'supervisoryBody'],
    stands: { case: 'handling' },
    facts: { instruction: { performed: false }, ...breach('matterInstruction') },
  },
  {
    clock: 'matterHandling',
    way: on('2027-09-20', async (m: Matter) => {
      await instructed(m)
      await m.manager.tellsRegulator()
      await m.manager.performs()
    }),
    lastDay: '2027-11-19',
    event: 'remindMatter',
    told: ['consumerProtectionCommittee', 'board'],
    stands: { case: 'handling' },
    facts: breach('matterHandling'),
  },
]
const examination: readonly Struck<Policy>[] = [
  {
    clock: 'policyExamination',
    way: on('2026-08-10', submitted),
    lastDay: '2026-08-31',
    event: 'escalatePolicyExamination',
    told: ['board', 'supervisoryBody'],
    stands: { case: 'beforeCommittee', force: 'notAdopted' },
    facts: breach('policyExamination'),
  },
]
const begun = async (r: WorkReport): Promise<void> => {
  await r.officer.putsDown()
  await r.officer.starts()
}
const reports: readonly Struck<WorkReport>[] = [
  {
    clock: 'reportManagement',
    way: on('2026-09-01', compiled),
    lastDay: '2026-09-15',
    event: 'escalateReportManagement',
    told: ['consumerProtectionCommittee', 'supervisoryBody'],
    stands: { case: 'beforeManagement' },
    facts: breach('reportManagement'),
  },
  {
    clock: 'reportCommittee',
    way: on('2026-10-19', presented),
    lastDay: '2026-11-09',
    event: 'escalateReportCommittee',
    told: ['board', 'supervisoryBody'],
    stands: { case: 'reportBeforeCommittee' },
    facts: breach('reportCommittee'),
  },
  {
    clock: 'reportBoard',
    way: on('2026-11-10', brought),
    lastDay: '2026-12-10',
    event: 'escalateReportBoard',
    told: ['supervisoryBody'],
    stands: { case: 'reportBeforeBoard' },
    facts: breach('reportBoard'),
  },
  {
    clock: 'reportDisclosure',
    way: on('2026-12-14', resolvedReport),
    lastDay: '2027-01-13',
    event: 'reportDisclosureOverdue',
    told: ['seniorManagement', 'board', 'supervisoryBody'],
    stands: { case: 'toDisclose' },
    facts: breach('reportDisclosure'),
  },
  {
    clock: 'reportCompiling',
    way: on('2027-01-14', begun),
    lastDay: '2027-02-23',
    event: 'remindCompiling',
    told: ['consumerProtection', 'seniorManagement'],
    stands: { case: 'compiling' },
    facts: breach('reportCompiling'),
  },
  {
    clock: 'reportPresentation',
    way: on('2027-02-24', begun),
    lastDay: '2027-04-24',
    event: 'reportPresentationOverdue',
    told: ['seniorManagement', 'consumerProtectionCommittee'],
    stands: { case: 'compiling' },
    facts: { late: { presentation: true, consideration: false } },
  },
  {
    clock: 'reportConsideration',
    way: on('2027-04-12', begun),
    lastDay: '2027-08-12',
    event: 'reportConsiderationMissed',
    told: ['board', 'consumerProtectionCommittee', 'supervisoryBody'],
    stands: { case: 'compiling' },
    facts: { late: { presentation: true, consideration: true } },
  },
]
const policies: readonly Struck<Policy>[] = [
  {
    clock: 'policyDraft',
    way: on('2027-11-22', (p: Policy) => p.manager.putsDown()),
    lastDay: '2028-01-21',
    event: 'remindDraft',
    told: ['seniorManagement', 'consumerProtectionCommittee'],
    stands: { case: 'preparing', force: 'notAdopted' },
    facts: breach('policyDraft'),
  },
  {
    clock: 'policyResolution',
    way: on('2028-01-24', endorsed),
    lastDay: '2028-02-23',
    event: 'escalatePolicyAdoption',
    told: ['supervisoryBody'],
    stands: { case: 'beforeBoard' },
    facts: breach('policyResolution'),
  },
  {
    clock: 'policyAdoption',
    // Put down ahead: what is owed in a year runs from the last day of the year before.
    way: on('2028-03-01', (p: Policy) => p.manager.putsDown({ year: 2029 })),
    lastDay: '2029-03-31',
    event: 'reportAdoptionOverdue',
    told: ['board', 'supervisoryBody'],
    stands: { case: 'preparing' },
    facts: { late: { adoption: true } },
  },
  {
    clock: 'policyRenewal',
    way: on('2029-04-02', (p: Policy) => p.manager.putsDown({ year: 2031 })),
    lastDay: '2031-10-31',
    event: 'beginRenewal',
    told: ['seniorManagement'],
    stands: { case: 'preparing' },
    facts: { renewed: true },
  },
  {
    clock: 'policyAccount',
    way: on('2031-11-03', adopted),
    lastDay: '2032-01-03',
    event: 'remindAccount',
    told: ['consumerProtectionCommittee', 'board'],
    stands: { case: 'executing', force: 'inForce' },
    facts: { late: { account: true } },
  },
  {
    clock: 'inquiry',
    way: on('2032-02-02', async (p: Policy) => {
      await adopted(p)
      await p.auditor.inquires({ answerBy: '2032-02-05' })
    }),
    lastDay: '2032-02-05',
    event: 'markInquiryOverdue',
    told: ['seniorManagement'],
    stands: { case: 'executing' },
    facts: { work: { inquiries: [{ overdue: true, answered: false }] } },
  },
]
const period: readonly Struck<WorkReport>[] = [
  {
    clock: 'reportPeriod',
    way: on('2032-02-09', (r: WorkReport) => r.officer.putsDown({ year: 2033 })),
    lastDay: '2033-12-31',
    event: 'beginPeriod',
    told: ['consumerProtection'],
    stands: { case: 'compiling' },
    facts: { kind: 'ANNUAL', year: 2033 },
  },
]

/** Each case is of a year of its own. */
let year = 2025
describe('of inquiries', () => {
  striking<Inquiry>({ clocks: inquiries, open: () => inquiryIn(journey) })
})
describe('of major matters', () => {
  striking<Matter>({ clocks: matters, open: () => matterIn(journey) })
})
describe('of an examination', () => {
  striking<Policy>({ clocks: examination, open: () => policyIn(journey, year--) })
})
describe('of work reports', () => {
  striking<WorkReport>({ clocks: reports, open: () => workReportIn(journey, year--) })
  test('a report that was missed is a matter of accountability and a risk', async () => {
    for (const mechanism of ['M10', 'M11'])
      expect((await foundIn(journey, { mechanism })).length).toBeGreaterThan(0)
  })
})
describe('of what the board instructed', () => {
  striking<Matter>({ clocks: performances, open: () => matterIn(journey) })
})
describe('of policies and plans', () => {
  striking<Policy>({ clocks: policies, open: () => policyIn(journey, year--) })
  test('the next year was put down by itself, once', async () => {
    const subject = 'activity:policy-2032'
    const found = await foundIn(journey, { mechanism: 'G04', subject })
    expect(found).toMatchObject([{ event: 'openPolicy', by: 'COURIER' }])
  })
})
describe('of a period', () => {
  striking<WorkReport>({ clocks: period, open: () => workReportIn(journey, year--) })
})
test('every clock of the governance processes is here', () => {
  const all = [inquiries, matters, examination, reports, performances, policies, period]
  expect(all.flatMap((table) => table.map((t) => t.clock)).toSorted()).toEqual(
    Object.keys(governance.clocks).toSorted(),
  )
})
