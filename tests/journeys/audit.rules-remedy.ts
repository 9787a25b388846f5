// What is refused of an audit engagement after its report: instruction, rectification, follow-up, order.

import {
  ALL_ROUND,
  PLAN,
  claimed,
  inField,
  instructed,
  minutes,
  scheduled,
  twofold,
} from '../support/actors-audit.ts'
import type { Engagement } from '../support/actors-audit.ts'
import type { Stand } from '../support/journey-rules.ts'

type C = Engagement
const TODAY = '2026-03-02'
const person = (c: C, subject: string) => ({ auditor: c.file.journey.person(subject) })

const instruction: Stand<C> = {
  where: 'of the instruction',
  way: async (c) => {
    await scheduled(c)
    for (const who of ['audit-1', 'audit-2', ALL_ROUND]) await c.auditor.appoints(person(c, who))
    await c.auditor.opensFieldwork()
    await c.auditor.finds({ legalBreach: true })
    await c.auditor.endsFieldwork()
    await c.auditor.sendsFindings()
    await c.manager.responds()
    await c.auditor.issuesReport()
    await c.otherDirector.recuses()
    await c.otherAuditor.recuses()
  },
  refusals: [
    ['notOfAuditTeam', 'instruct', (c) => c.of(ALL_ROUND).instructs()],
    ['notRecused', 'instruct', (c) => c.otherDirector.instructs()],
    ['notOfAuditTeam', 'closeWithoutFindings', (c) => c.of(ALL_ROUND).notesNothingFound()],
    ['notRecused', 'closeWithoutFindings', (c) => c.otherDirector.notesNothingFound()],
    ['noFindingStands', 'closeWithoutFindings', (c) => c.director.notesNothingFound()],
    ['everyFindingIsDue', 'instruct', (c) => c.committee.instructs()],
    [
      'dueDaysAreAhead',
      'instruct',
      (c) => c.committee.instructs({ items: [{ finding: 1, dueOn: TODAY }] }),
    ],
    [
      'resolutionIsOfReport',
      'instruct',
      (c) => c.committee.instructs({ resolution: minutes(PLAN, TODAY) }),
    ],
    ['notRecused', 'referFinding', (c) => c.otherAuditor.refers({ finding: 1 })],
    ['findingIsLegalBreach', 'referFinding', (c) => c.auditor.refers({ finding: 2 })],
    [
      'productIsReviewed',
      'referFinding',
      (c) => c.auditor.refers({ finding: 1, product: 'product:nobody-knows' }),
    ],
  ],
}
const nothing: Stand<C> = {
  where: 'of a report without findings',
  way: async (c) => {
    await inField(c)
    await c.auditor.endsFieldwork()
    await c.auditor.sendsFindings()
    await c.manager.responds()
    await c.auditor.issuesReport()
  },
  refusals: [
    ['someFindingStands', 'instruct', (c) => c.director.instructs()],
    ['someLegalBreach', 'referFinding', (c) => c.auditor.refers()],
  ],
}
const rectification: Stand<C> = {
  where: 'of rectification',
  way: async (c) => {
    await instructed(c)
    await c.otherManager.recuses()
    await c.file.journey.declaresInterest('loans-and-management', `unit:${c.unit}`)
  },
  refusals: [
    ['someClaimed', 'confirmFixed', (c) => c.auditor.confirms()],
    ['someAccepted', 'closeRisk', (c) => c.auditor.closesRisk()],
    ['findingIsOpen', 'acceptRisk', (c) => c.manager.acceptsRisk({ finding: 3 })],
    ['riskMayBeAccepted', 'acceptRisk', (c) => c.manager.acceptsRisk({ finding: 2 })],
    [
      'acceptanceIsBounded',
      'acceptRisk',
      (c) => c.manager.acceptsRisk({ until: '2027-03-03', rectifyBy: '2027-04-01' }),
    ],
    [
      'acceptanceIsBounded',
      'acceptRisk',
      (c) => c.manager.acceptsRisk({ rectifyBy: '2026-08-31' }),
    ],
    ['notRecused', 'acceptRisk', (c) => c.otherManager.acceptsRisk()],
    ['noInterestInAuditee', 'acceptRisk', (c) => c.of('loans-and-management').acceptsRisk()],
  ],
}
const followUp: Stand<C> = {
  where: 'of the follow-up',
  way: async (c) => {
    await instructed(c, true)
    await c.of(twofold(c.unit)).claims()
    await c.file.journey.declaresInterest('audit-2', `unit:${c.unit}`)
    await c.of(ALL_ROUND).recuses()
  },
  refusals: [
    ['claimOfAnother', 'confirmFixed', (c) => c.of(twofold(c.unit)).confirms()],
    ['claimOfAnother', 'rejectFix', (c) => c.of(twofold(c.unit)).rejects()],
    ['findingIsClaimed', 'confirmFixed', (c) => c.auditor.confirms({ finding: 2 })],
    ['noInterestInAuditee', 'confirmFixed', (c) => c.otherAuditor.confirms()],
    ['noInterestInAuditee', 'rejectFix', (c) => c.otherAuditor.rejects()],
    ['notRecused', 'confirmFixed', (c) => c.of(ALL_ROUND).confirms()],
    ['notRecused', 'rejectFix', (c) => c.of(ALL_ROUND).rejects()],
    ['someRiskMayBeAccepted', 'acceptRisk', (c) => c.manager.acceptsRisk()],
  ],
}
const acceptance: Stand<C> = {
  where: 'of an accepted risk',
  way: async (c) => {
    await instructed(c)
    await c.manager.acceptsRisk()
    await c.of(ALL_ROUND).recuses()
    await c.file.journey.declaresInterest('audit-2', `unit:${c.unit}`)
  },
  refusals: [
    ['findingIsAccepted', 'closeRisk', (c) => c.auditor.closesRisk({ finding: 2 })],
    ['noInterestInAuditee', 'closeRisk', (c) => c.otherAuditor.closesRisk()],
    ['notRecused', 'closeRisk', (c) => c.of(ALL_ROUND).closesRisk()],
  ],
}
const allClaimed: Stand<C> = {
  where: 'where every fix is claimed',
  way: async (c) => {
    await claimed(c)
    await c.of(`${c.unit}-worker`).claims({ finding: 2 })
  },
  refusals: [['someOpen', 'claimFixed', (c) => c.of(`${c.unit}-worker`).claims()]],
}
const order: Stand<C> = {
  where: 'of the order of the board',
  way: async (c) => {
    await scheduled(c)
    for (const who of ['audit-1', ALL_ROUND]) await c.auditor.appoints(person(c, who))
    await c.auditor.opensFieldwork()
    await c.auditor.finds()
    await c.auditor.endsFieldwork()
    await c.auditor.sendsFindings()
    await c.manager.responds()
    await c.auditor.issuesReport()
    await c.committee.instructs({ items: [{ finding: 1, dueOn: '2026-04-01' }] })
    await c.file.journey.passes('2026-05-02 09:00')
    await c.otherDirector.recuses()
  },
  refusals: [
    ['notOfAuditTeam', 'orderRectification', (c) => c.of(ALL_ROUND).orders()],
    ['notRecused', 'orderRectification', (c) => c.otherDirector.orders()],
    [
      'everyOverdueIsDue',
      'orderRectification',
      (c) => c.director.orders({ items: [{ finding: 2, dueOn: '2026-06-01' }] }),
    ],
    [
      'dueDaysAreAhead',
      'orderRectification',
      (c) => c.director.orders({ items: [{ finding: 1, dueOn: '2026-05-02' }] }),
    ],
    [
      'resolutionIsOfReport',
      'orderRectification',
      (c) => c.director.orders({ resolution: minutes(PLAN, '2026-05-02') }),
    ],
  ],
}

export const remedyStands: readonly Stand<C>[] = [
  instruction,
  nothing,
  rectification,
  followUp,
  acceptance,
  allClaimed,
  order,
]
