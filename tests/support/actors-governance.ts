// Who acts in the governance processes, and by which deeds.

import { encodeId } from '../../api/graphql/ids.ts'
import { screaming } from '../../api/graphql/names.ts'
import { governance } from '../../engine/mechanisms/governance/index.ts'
import type { inquiryEvents } from '../../engine/mechanisms/governance/inquiry-events.ts'
import type { matterEvents } from '../../engine/mechanisms/governance/matter-events.ts'
import type { policyEvents } from '../../engine/mechanisms/governance/policy-events.ts'
import type { workReportEvents } from '../../engine/mechanisms/governance/work-report-events.ts'
import type { Decision } from '../../engine/mechanisms/resolution.ts'
import { actorIn, byRule, deedsFor, isRefused } from './actors.ts'
import type { Actor, Deeds } from './actors.ts'
import { todayIn } from './actors-complaint.ts'
import { meetingIn } from './actors-resolution.ts'
import type { Json } from './client.ts'
import { Case } from './journey-case.ts'
import type { Done } from './journey-case.ts'
import type { Journey, Newcomer } from './journey.ts'
import { GOVERNANCE } from './world.ts'

const EVIDENCE = 'e5'.repeat(32)
/** The n-th version of a content. */
export const version = (n: number): string => (0xa0_00 + n).toString(16).padStart(64, '0')
/** Minutes on paper about a content. */
export const paper = (c: Pick<Case, 'journey'>, n = 1, plus = 0) => ({
  resolution: {
    minutes: {
      number: 'B-2026-7',
      date: todayIn(c, plus),
      quorum: 3,
      hash: EVIDENCE,
      contentHash: version(n),
    },
  },
})
/** Global id of a process that everybody knows. */
export const KNOWN = encodeId('Process', GOVERNANCE)

const policy = deedsFor<typeof policyEvents>()
const report = deedsFor<typeof workReportEvents>()
const inquiry = deedsFor<typeof inquiryEvents>()
const matter = deedsFor<typeof matterEvents>()
const grounds = { grounds: 'grounds' } as const

const policyDeeds = {
  putsDown: policy('openPolicy', (c) => ({ kind: 'policy', year: Number(c.about) })),
  submits: policy('submitPolicy', () => ({ contentHash: version(1), ...grounds })),
  withdraws: policy('withdrawPolicy', () => ({ reason: 'mistyped' })),
  endorses: policy('endorsePolicy', (c) => paper(c)),
  committeeReturns: policy('committeeReturnPolicy', () => grounds),
  adopts: policy('adoptPolicy', (c) => paper(c)),
  boardReturns: policy('boardReturnPolicy', () => grounds),
  revokes: policy('revokePolicy', (c) => paper(c)),
  executes: policy('reportExecution', () => ({
    contentHash: version(1),
    measure: 'a line for the elderly',
    evidenceHash: EVIDENCE,
  })),
  changes: policy('changePolicy', () => ({ contentHash: version(2), ...grounds })),
  concludes: policy('concludePolicy', () => ({ accountHash: EVIDENCE })),
  notes: policy('note', () => ({ text: 'sent to the archive' })),
  inquires: policy('inquire', () => ({ question: 'Why so late?' })),
  answersInquiry: policy('answerInquiry', (c) => ({
    inquiry: c.entryOf('inquire'),
    answer: 'It was prepared in time.',
  })),
  explainsBreach: policy('explainBreach', (c) => ({
    breach: c.entryOf('inquire'),
    ground: 'workload',
    explanation: 'the year was full',
  })),
} as const
const reportDeeds = {
  putsDown: report('openWorkReport', (c) => ({ kind: 'annual', year: Number(c.about) })),
  strikes: report('voidWorkReport', () => ({ reason: 'mistyped' })),
  starts: report('startCompiling', () => ({})),
  compiles: report('compileReport', () => ({ contentHash: version(1) })),
  presents: report('presentReport', () => grounds),
  returns: report('returnReport', () => grounds),
  endorses: report('endorseWorkReport', (c) => paper(c)),
  committeeReturns: report('returnWorkReport', () => grounds),
  resolves: report('resolveWorkReport', (c) => paper(c)),
  boardReturns: report('sendBackWorkReport', () => grounds),
  amends: report('amendReport', () => ({ contentHash: version(2), ...grounds })),
  recordsDisclosure: report('recordDisclosure', () => ({ report: KNOWN })),
} as const
const inquiryDeeds = {
  asks: inquiry('openInquiry', () => ({
    of: 'seniorManagement',
    process: KNOWN,
    question: 'What was done about it?',
  })),
  asksFurther: inquiry('askFurther', () => ({ question: 'And before?' })),
  withdraws: inquiry('withdrawInquiry', () => ({ reason: 'answered otherwise' })),
  answers: inquiry('answerSupervisors', () => ({ answerHash: EVIDENCE, answer: 'An answer.' })),
  opines: inquiry('giveOpinion', (c) => ({
    ...paper(c),
    contentHash: version(1),
    rectifyBy: todayIn(c, 30),
    opinion: 'It is to be rectified.',
  })),
  rectifies: inquiry('reportRectification', () => ({
    evidenceHash: EVIDENCE,
    measures: 'two more people',
  })),
  confirms: inquiry('confirmRectified', () => grounds),
  insists: inquiry('insistOnRectification', (c) => ({ rectifyBy: todayIn(c, 15), ...grounds })),
} as const
const matterDeeds = {
  reports: matter('reportMatter', () => ({ kind: 'productRisk' })),
  assesses: matter('assessMatter', () => ({
    level: 'major',
    contentHash: version(1),
    regulator: true,
    ...grounds,
  })),
  informs: matter('informBoard', () => grounds),
  tellsRegulator: matter('tellRegulator', () => ({ through: 'system', evidenceHash: EVIDENCE })),
  takesNote: matter('noteMatter', (c) => paper(c)),
  instructs: matter('instructOnMatter', (c) => ({
    ...paper(c),
    performBy: todayIn(c, 30),
    instruction: 'Compensate every consumer.',
  })),
  develops: matter('reportDevelopment', () => ({ contentHash: version(2), ...grounds })),
  performs: matter('performInstruction', () => ({ evidenceHash: EVIDENCE })),
  concludes: matter('concludeMatter', () => ({ outcomeHash: EVIDENCE, ...grounds })),
} as const

const ROLES = {
  director: 'board-1',
  director2: 'board-2',
  member: 'committee-1',
  supervisor: 'supervisor-1',
  supervisor2: 'supervisor-2',
  manager: 'management-1',
  manager2: 'management-2',
  officer: 'protection-1',
  officer2: 'protection-2',
  business: 'loans-1',
  lawyer: 'legal-1',
  auditor: 'audit-1',
} as const
type Cast<D extends Deeds> = { readonly [K in keyof typeof ROLES]: Actor<D> } & {
  readonly file: Case
  readonly of: (subject: string) => Actor<D>
  readonly refuses: (rule: string, event: string, deed: Promise<Done>) => Promise<void>
}
export type Policy = Cast<typeof policyDeeds>
export type WorkReport = Cast<typeof reportDeeds>
export type Inquiry = Cast<typeof inquiryDeeds>
export type Matter = Cast<typeof matterDeeds>

const WORK = 'work { breaches { clock explained } inquiries { overdue answered } }'
const RESOLVED = '{ basis contentHash process }'
const FACTS = {
  policyAdoption: `kind year contentHash versions endorsement ${RESOLVED} adoption ${RESOLVED}
    executions account renewed late { adoption account } ${WORK}`,
  workReport: `kind year contentHash resolution ${RESOLVED} disclosure
    late { presentation consideration } ${WORK}`,
  supervisoryInquiry: `of inquired form questions answers { by } opinion { contentHash } rectifyBy
    rectifications insisted outcome late { answer rectification } ${WORK}`,
  majorMatter: `kind source unit level contentHash resolution ${RESOLVED}
    instruction { by performed } regulator { due toldOn } ${WORK}`,
} as const

interface Cases<D extends Deeds> {
  readonly journey: Journey
  readonly chart: keyof typeof FACTS
  readonly deeds: D
  readonly about?: string
}
function castIn<D extends Deeds>({ journey, chart, deeds, about = chart }: Cases<D>): Cast<D> {
  const file = new Case({ journey, mechanism: governance, chart, facts: FACTS[chart], about })
  const roles = Object.fromEntries(
    Object.entries(ROLES).map(([role, subject]) => [role, actorIn(file, subject, deeds)]),
  ) as { readonly [K in keyof typeof ROLES]: Actor<D> }
  return {
    ...roles,
    file,
    of: (subject) => actorIn(file, subject, deeds),
    refuses: async (rule, event, done) => {
      await isRefused(done, byRule(governance, event, rule))
    },
  }
}
export const policyIn = (journey: Journey, year: number): Policy =>
  castIn({ journey, chart: 'policyAdoption', deeds: policyDeeds, about: String(year) })
export const workReportIn = (journey: Journey, year: number): WorkReport =>
  castIn({ journey, chart: 'workReport', deeds: reportDeeds, about: String(year) })
export const inquiryIn = (journey: Journey): Inquiry =>
  castIn({ journey, chart: 'supervisoryInquiry', deeds: inquiryDeeds })
export const matterIn = (journey: Journey): Matter =>
  castIn({ journey, chart: 'majorMatter', deeds: matterDeeds })

// ---- how far a case has come -------------------------------------------------------------------------
export async function submitted(p: Policy): Promise<void> {
  await p.manager.putsDown()
  await p.manager.submits()
}
export async function endorsed(p: Policy): Promise<void> {
  await submitted(p)
  await p.member.endorses()
}
export async function adopted(p: Policy): Promise<void> {
  await endorsed(p)
  await p.director.adopts()
}
export async function compiled(r: WorkReport): Promise<void> {
  await r.officer.putsDown()
  await r.officer.starts()
  await r.officer.compiles()
}
export async function presented(r: WorkReport): Promise<void> {
  await compiled(r)
  await r.manager.presents()
}
export async function brought(r: WorkReport): Promise<void> {
  await presented(r)
  await r.member.endorses()
}
export async function resolvedReport(r: WorkReport): Promise<void> {
  await brought(r)
  await r.director.resolves()
}
export async function answered(i: Inquiry): Promise<void> {
  await i.supervisor.asks()
  await i.manager.answers()
}
export async function opined(i: Inquiry): Promise<void> {
  await answered(i)
  await i.supervisor.opines()
}
export async function rectified(i: Inquiry): Promise<void> {
  await opined(i)
  await i.manager.rectifies()
}
export async function assessed(m: Matter): Promise<void> {
  await m.officer.reports()
  await m.manager.assesses()
}
export async function informed(m: Matter): Promise<void> {
  await assessed(m)
  await m.manager.informs()
}
export async function instructed(m: Matter): Promise<void> {
  await informed(m)
  await m.director.instructs()
}

// ---- people who sit in several bodies, and how bodies resolve ------------------------------------------
/** Who sits where they must not do both. */
export const SEATED: readonly Newcomer[] = [
  {
    subject: 'writer',
    seats: [
      ['hr-1', 'consumerProtection', 'cp'],
      ['board-1', 'seniorManagement'],
      ['board-1', 'consumerProtectionCommittee'],
      ['board-1', 'board'],
    ],
  },
  {
    subject: 'climber',
    seats: [
      ['board-1', 'seniorManagement'],
      ['board-1', 'consumerProtectionCommittee'],
      ['board-1', 'board'],
    ],
  },
  {
    subject: 'supervising-manager',
    seats: [
      ['supervisor-1', 'supervisoryBody'],
      ['board-1', 'seniorManagement'],
    ],
  },
  {
    subject: 'supervising-director',
    seats: [
      ['supervisor-1', 'supervisoryBody'],
      ['board-1', 'consumerProtectionCommittee'],
      ['board-1', 'board'],
    ],
  },
]
type Decided = {
  readonly decision: Decision
  readonly process: string
  readonly contentHash: string
}
type Ballot = { readonly body: 'board' | 'supervisor'; readonly others?: readonly string[] }
/** A body adopts one item in writing, with the votes of all who count. */
export async function bodyAdopts(
  journey: Journey,
  { body, others = [] }: Ballot,
  item: Decided,
): Promise<{ readonly resolution: { readonly process: string } }> {
  const m = meetingIn(journey)
  const [chair, second] = [m.of(`${body}-1`), m.of(`${body}-2`)]
  const written = { form: 'written', item } as const
  if (body === 'board') await second.convenesBoard(written)
  else await second.convenesSupervisors(written)
  await chair.opensVote()
  for (const subject of [1, 2, 3].map((n) => `${body}-${String(n)}`).concat(others))
    await m.of(subject).votesFor()
  await chair.closesVote()
  await m.secretary.draftsMinutes()
  await chair.signs()
  return { resolution: { process: m.file.id } }
}
/** The board records who supervises from today on. */
export async function binds(journey: Journey, form: string): Promise<Json> {
  const bindSupervision = {
    form: screaming(form),
    from: todayIn({ journey }),
    articlesHash: EVIDENCE,
  }
  const process = encodeId('Institution', GOVERNANCE)
  const input = { process, event: { bindSupervision } }
  return journey.doors.command('board-1', 'institutionCommand', input)
}
