// Every rule of the governance processes, refusing through GraphQL.

import { afterAll, beforeAll, describe } from 'vitest'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import {
  inquiryRules,
  inquirySeparation,
} from '../../engine/mechanisms/governance/inquiry-rules.ts'
import { governance } from '../../engine/mechanisms/governance/index.ts'
import { matterRules, matterSeparation } from '../../engine/mechanisms/governance/matter-rules.ts'
import { policyRules, policySeparation } from '../../engine/mechanisms/governance/policy-rules.ts'
import {
  workReportRules,
  workReportSeparation,
} from '../../engine/mechanisms/governance/work-report-rules.ts'
import {
  adopted,
  binds,
  bodyAdopts,
  inquiryIn,
  KNOWN,
  matterIn,
  paper,
  policyIn,
  resolvedReport,
  SEATED,
  version,
  workReportIn,
} from '../support/actors-governance.ts'
import type { Inquiry, Matter, Policy, WorkReport } from '../support/actors-governance.ts'
import { withoutPaper } from '../support/actors-resolution.ts'
import { inquiries, matters } from './governance.rules-inquiry.ts'
import { todayIn } from '../support/actors-complaint.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { everyRuleRefuses } from '../support/journey-rules.ts'
import type { Stand } from '../support/journey-rules.ts'
import { openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney({ newcomers: false, others: SEATED })
})
afterAll(async () => {
  await checkTrail(journey.world.pool)
  await journey?.close()
})
const minute = () => journey.world.at(new Date(Date.parse(journey.now()) + 60_000).toISOString())
const way = 'decides only which way is taken'
const only = (rules: object, separation: object): Mechanism => ({
  ...governance,
  rules: rules as Mechanism['rules'],
  separation: separation as Mechanism['separation'],
})
/** What another chart has shown already. */
const beside = (rules: object, shown: object, but: readonly string[] = []) =>
  Object.fromEntries(
    Object.entries(rules).filter(([name]) => !(name in shown) || but.includes(name)),
  )

/** Each case is of a year of its own. */
let year = 2025
const onPaper = (c: { readonly file: Policy['file'] }, n = 1, plus = 0) => paper(c.file, n, plus)

const policies: readonly Stand<Policy>[] = [
  {
    where: 'of a policy before the committee',
    way: async (p) => {
      await p.of('writer').putsDown()
      await p.of('writer').submits()
    },
    refusals: [
      ['policyNotPutDown', 'openPolicy', (p) => p.officer.putsDown()],
      ['notItsAuthor', 'endorsePolicy', (p) => p.of('writer').endorses()],
      ['notItsAuthor', 'committeeReturnPolicy', (p) => p.of('writer').committeeReturns()],
      ['resolutionOnContent', 'endorsePolicy', (p) => p.member.endorses(onPaper(p, 2))],
      ['resolutionDated', 'endorsePolicy', (p) => p.member.endorses(onPaper(p, 1, 1))],
      [
        'resolutionAdopted',
        'endorsePolicy',
        (p) => p.member.endorses({ resolution: { process: KNOWN } }),
      ],
      ['paperAccepted', 'endorsePolicy', (p) => withoutPaper(journey, () => p.member.endorses())],
    ],
  },
  {
    where: 'of a policy before the board',
    way: async (p) => {
      await p.of('writer').putsDown()
      await p.of('writer').submits()
      await p.of('climber').endorses()
    },
    refusals: [
      ['notItsAuthor', 'adoptPolicy', (p) => p.of('writer').adopts()],
      ['notItsAuthor', 'boardReturnPolicy', (p) => p.of('writer').boardReturns()],
      ['notDecidedBelow', 'adoptPolicy', (p) => p.of('climber').adopts()],
      ['resolutionOnContent', 'adoptPolicy', (p) => p.director.adopts(onPaper(p, 2))],
    ],
  },
  {
    where: 'of a policy that is executed',
    way: async (p) => {
      await p.manager.putsDown({ year: 2027 })
      await p.manager.submits()
      await p.member.endorses()
      await p.director.adopts()
    },
    refusals: [
      [
        'executesWhatWasAdopted',
        'reportExecution',
        (p) => p.manager.executes({ contentHash: version(2) }),
      ],
      ['changeDiffers', 'changePolicy', (p) => p.manager.changes({ contentHash: version(1) })],
      ['policyYearIsOver', 'concludePolicy', (p) => p.manager.concludes()],
      ['someInquiryOpen', 'answerInquiry', (p) => p.manager.answersInquiry()],
      ['someBreachOpen', 'explainBreach', (p) => p.manager.explainsBreach()],
    ],
  },
  {
    where: 'of a policy whose resolution was rescinded',
    way: async (p) => {
      await p.manager.putsDown()
      await p.manager.submits()
      await p.member.endorses()
      const others = ['writer', 'climber', 'supervising-director']
      const by = { body: 'board', others } as const
      const matter = { process: p.file.id, contentHash: version(1) }
      const found = await bodyAdopts(journey, by, { ...matter, decision: 'adoptPolicy' })
      await p.director.adopts(found)
      await journey.catchesUp()
      await bodyAdopts(journey, by, {
        decision: 'rescind',
        process: found.resolution.process,
        contentHash: version(1),
      })
      await journey.catchesUp()
    },
    refusals: [
      ['adoptionStands', 'reportExecution', (p) => p.manager.executes()],
      ['adoptionStands', 'concludePolicy', (p) => p.manager.concludes({})],
    ],
  },
  {
    where: 'of a policy that was adopted and changed',
    way: async (p) => {
      await adopted(p)
      await p.manager.changes()
      await p.member.committeeReturns()
      await p.auditor.inquires()
    },
    refusals: [
      ['notAdoptedNow', 'withdrawPolicy', (p) => p.manager.withdraws()],
      [
        'inquiryOpen',
        'answerInquiry',
        (p) => p.manager.answersInquiry({ inquiry: p.file.entryOf('adoptPolicy') }),
      ],
    ],
  },
  {
    where: 'of a policy that is late',
    way: async (p) => {
      await p.manager.putsDown()
      await journey.passes(`${todayIn(p.file, 62)} 09:00`)
      await p.auditor.inquires()
    },
    refusals: [['breachOpen', 'explainBreach', (p) => p.manager.explainsBreach()]],
  },
]
describe('policies and plans', () => {
  everyRuleRefuses<Policy>({
    mechanism: only(policyRules, policySeparation),
    stands: policies,
    never: {},
    open: () => {
      const c = policyIn(journey, year--)
      return { c, file: c.file }
    },
    minute,
  })
})

const reports: readonly Stand<WorkReport>[] = [
  {
    where: 'of a report whose period is over',
    way: (r) => r.officer.putsDown(),
    refusals: [
      ['periodNotPutDown', 'openWorkReport', (r) => r.officer.putsDown()],
      ['periodAhead', 'voidWorkReport', (r) => r.officer.strikes()],
    ],
  },
  {
    where: 'of a report before senior management',
    way: async (r) => {
      await r.of('writer').putsDown()
      await r.of('writer').starts()
      await r.of('writer').compiles()
    },
    refusals: [['notItsAuthor', 'presentReport', (r) => r.of('writer').presents()]],
  },
  {
    where: 'of a report before the committee',
    way: async (r) => {
      await r.of('writer').putsDown()
      await r.of('writer').starts()
      await r.of('writer').compiles()
      await r.of('climber').presents()
    },
    refusals: [
      ['notItsAuthor', 'endorseWorkReport', (r) => r.of('writer').endorses()],
      ['notDecidedBelow', 'endorseWorkReport', (r) => r.of('climber').endorses()],
    ],
  },
  {
    where: 'of a report before the board',
    way: async (r) => {
      await r.of('writer').putsDown()
      await r.of('writer').starts()
      await r.of('writer').compiles()
      await r.of('climber').presents()
      await r.member.endorses()
    },
    refusals: [
      ['notItsAuthor', 'resolveWorkReport', (r) => r.of('writer').resolves()],
      ['notDecidedBelow', 'resolveWorkReport', (r) => r.of('climber').resolves()],
    ],
  },
  {
    where: 'of a report that was resolved',
    way: resolvedReport,
    refusals: [
      ['reportDiffers', 'amendReport', (r) => r.officer.amends({ contentHash: version(1) })],
      ['disclosedToPublic', 'recordDisclosure', (r) => r.officer.recordsDisclosure()],
    ],
  },
]
describe('work reports', () => {
  everyRuleRefuses<WorkReport>({
    mechanism: only(
      beside(workReportRules, policyRules, ['notItsAuthor', 'notDecidedBelow']),
      workReportSeparation,
    ),
    stands: reports,
    never: { isAnnual: way },
    open: () => {
      const c = workReportIn(journey, year--)
      return { c, file: c.file }
    },
    minute,
  })
})

describe('inquiries of the supervisory body', () => {
  // Directors supervise: only then is there one who has to stand aside.
  beforeAll(async () => {
    await binds(journey, 'auditCommittee')
  })
  everyRuleRefuses<Inquiry>({
    mechanism: only(beside(inquiryRules, policyRules), inquirySeparation),
    stands: inquiries(() => journey),
    never: { callsForRectification: way },
    open: () => {
      const c = inquiryIn(journey)
      return { c, file: c.file }
    },
    minute,
  })
})

describe('major matters', () => {
  everyRuleRefuses<Matter>({
    mechanism: only(beside(matterRules, policyRules), matterSeparation),
    stands: matters,
    never: { isMajor: way, tellsRegulator: way },
    open: () => {
      const c = matterIn(journey)
      return { c, file: c.file }
    },
    minute,
  })
})
