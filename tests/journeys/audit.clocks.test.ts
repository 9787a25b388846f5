// Every clock of audits, coverage and risks, struck at its legal instant, whenever somebody looks.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import { coverage } from '../../engine/mechanisms/audit/coverage/part.ts'
import { engagement } from '../../engine/mechanisms/audit/engagement/part.ts'
import { audit } from '../../engine/mechanisms/audit/index.ts'
import { risk } from '../../engine/mechanisms/audit/risk/part.ts'
import {
  answered,
  approved,
  claimed,
  coverageIn,
  engagementIn,
  escalated,
  found,
  furnished,
  inField,
  instructed,
  proposed,
  reported,
  riskIn,
  scheduled,
  sent,
  submitted,
  worker,
} from '../support/actors-audit.ts'
import type { Coverage, Engagement, Risk } from '../support/actors-audit.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { everyClockStrikes } from '../support/journey-clocks.ts'
import type { Struck } from '../support/journey-clocks.ts'
import { endOf, openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney()
})
afterAll(async () => {
  await checkTrail(journey.world.pool)
  await journey?.close()
})
/** On Monday, 2 March 2026. */
const monday = () => journey.at('2026-03-02 09:00')

const breach = (...clocks: string[]) => ({
  work: { breaches: clocks.map((clock) => ({ clock, explained: false })) },
})
interface Inquired {
  readonly supervisor: { readonly inquires: (p: { answerBy: string }) => Promise<unknown> }
}
const inquiry = <C extends Inquired>(
  way: (c: C) => Promise<unknown>,
  stands: string,
): Struck<C> => ({
  clock: 'inquiry',
  way: async (c) => {
    await way(c)
    await c.supervisor.inquires({ answerBy: '2026-03-12' })
  },
  lastDay: '2026-03-12',
  event: 'markInquiryOverdue',
  told: ['seniorManagement'],
  stands: { case: stands },
  facts: { work: { inquiries: [{ overdue: true, answered: false }] } },
})
const supervisors = ['supervisoryBody']
const boardToo = ['board', 'supervisoryBody']

const engagementClocks: readonly Struck<Engagement>[] = [
  inquiry((c) => proposed(c), 'planDraft'),
  {
    clock: 'yearScope',
    way: (c) => proposed(c),
    lastDay: '2026-12-31',
    event: 'reportYearMissed',
    told: [...boardToo, 'consumerProtectionCommittee'],
    stands: { case: 'planDraft', yearScope: 'missed' },
    facts: { yearMissed: true, ...breach('yearScope') },
  },
  {
    clock: 'planReview',
    way: (c) => submitted(c),
    lastDay: '2026-04-01',
    event: 'reportPlanReviewOverdue',
    told: boardToo,
    stands: { case: 'planReview' },
    facts: breach('planReview'),
  },
  {
    clock: 'scheduling',
    way: (c) => approved(c),
    lastDay: '2026-05-01',
    event: 'reportSchedulingOverdue',
    told: supervisors,
    stands: { case: 'planApproved' },
    facts: breach('scheduling'),
  },
  {
    clock: 'start',
    way: (c) => scheduled(c),
    lastDay: '2026-03-09',
    event: 'reportStartOverdue',
    told: supervisors,
    stands: { case: 'scheduled' },
    facts: breach('start'),
  },
  {
    clock: 'fieldwork',
    way: (c) => inField(c),
    lastDay: '2026-04-30',
    event: 'reportFieldworkOverdue',
    told: supervisors,
    stands: { case: 'fieldwork', yearScope: 'executed' },
    facts: breach('fieldwork'),
  },
  {
    clock: 'independence',
    way: (c) => answered(c),
    lastDay: '2028-03-02',
    event: 'lapseIndependence',
    told: ['internalAudit'],
    stands: { case: 'reporting' },
    facts: { independentOn: null, ...breach('report') },
  },
  {
    clock: 'draft',
    way: (c) => found(c),
    lastDay: '2026-03-30',
    event: 'reportDraftOverdue',
    told: supervisors,
    stands: { case: 'draftFindings' },
    facts: breach('draft'),
  },
  {
    clock: 'response',
    way: (c) => sent(c),
    lastDay: '2026-03-16',
    event: 'noteNoResponse',
    told: ['internalAudit', 'seniorManagement'],
    stands: { case: 'reporting' },
    facts: { answered: false, ...breach('response') },
  },
  {
    clock: 'report',
    way: (c) => answered(c),
    lastDay: '2026-03-30',
    event: 'reportIssueOverdue',
    told: supervisors,
    stands: { case: 'reporting' },
    facts: breach('report'),
  },
  {
    clock: 'instruction',
    way: (c) => reported(c),
    lastDay: '2026-04-01',
    event: 'reportInstructionOverdue',
    told: supervisors,
    stands: { case: 'boardReview' },
    facts: breach('instruction'),
  },
  {
    clock: 'rectification',
    way: (c) => instructed(c),
    lastDay: '2026-04-01',
    event: 'reportFindingOverdue',
    told: ['seniorManagement', 'internalAudit'],
    stands: { case: 'remediation.overdue' },
    facts: { findings: [{ overdue: true }, { overdue: false }], ...breach('rectification') },
  },
  {
    clock: 'escalation',
    way: async (c) => {
      await instructed(c)
      await journey.passes('2026-04-02 09:00')
    },
    lastDay: '2026-05-01',
    event: 'escalateOverdue',
    told: boardToo,
    stands: { case: 'remediation.escalated' },
    facts: { escalatedOn: '2026-05-02', ...breach('rectification', 'escalation') },
  },
  {
    clock: 'order',
    way: (c) => escalated(c),
    lastDay: '2026-06-01',
    event: 'reportOrderOverdue',
    told: supervisors,
    stands: { case: 'remediation.escalated' },
    facts: breach('rectification', 'escalation', 'order'),
  },
  {
    clock: 'followUp',
    way: (c) => claimed(c),
    lastDay: '2026-03-30',
    event: 'reportFollowUpOverdue',
    told: supervisors,
    stands: { case: 'remediation.onTime' },
    facts: { findings: [{ followUpLate: true }, { followUpLate: false }], ...breach('followUp') },
  },
  {
    clock: 'riskAcceptance',
    way: async (c) => {
      await instructed(c)
      await c.manager.acceptsRisk()
    },
    lastDay: '2026-08-31',
    event: 'lapseRiskAcceptance',
    told: ['seniorManagement', 'businessDepartment'],
    stands: { case: 'remediation.onTime' },
    facts: { findings: [{ status: 'OPEN', dueOn: '2026-10-31' }, { status: 'OPEN' }] },
  },
]
const riskClocks: readonly Struck<Risk>[] = [
  inquiry((c) => c.officer.reportsRisk(), 'waiting'),
  {
    clock: 'silence',
    way: (c) => c.officer.reportsRisk(),
    lastDay: '2026-04-01',
    event: 'escalateRisk',
    told: boardToo,
    stands: { case: 'waiting', silence: 'escalated' },
    facts: breach('silence'),
  },
  {
    clock: 'riskDismissal',
    way: async (c) => {
      await c.officer.reportsRisk()
      await c.auditor.proposesDismissal()
    },
    lastDay: '2026-03-16',
    event: 'lapseRiskDismissal',
    told: ['internalAudit'],
    stands: { case: 'waiting', silence: 'running' },
    facts: { proposedBy: null, ...breach('riskDismissal') },
  },
]
const entered = async (c: Coverage) => {
  await furnished(journey, c.unit)
  await c.auditor.enters()
}
const coverageClocks: readonly Struck<Coverage>[] = [
  inquiry(entered, 'unplanned'),
  {
    clock: 'warning',
    way: entered,
    lastDay: '2030-03-02',
    event: 'warnCoverage',
    told: ['internalAudit', 'supervisoryBody'],
    stands: { case: 'unplanned', window: 'atRisk' },
    facts: breach('warning'),
  },
  {
    clock: 'cycle',
    way: entered,
    lastDay: '2031-03-02',
    event: 'reportCoverageBreach',
    told: [...boardToo, 'consumerProtectionCommittee'],
    stands: { case: 'unplanned', window: 'uncovered' },
    facts: breach('warning', 'cycle'),
  },
  {
    clock: 'uncovered',
    way: async (c) => {
      await entered(c)
      await journey.passes('2031-03-03 09:00')
    },
    lastDay: '2031-06-01',
    event: 'remindUncovered',
    told: boardToo,
    stands: { window: 'uncovered' },
    facts: breach('warning', 'cycle', 'uncovered'),
  },
]

/** The clocks of one chart. */
const only = ({ clocks }: Pick<Mechanism, 'clocks'>): Mechanism => ({ ...audit, clocks })

describe('of an engagement', () => {
  everyClockStrikes({
    mechanism: only(engagement),
    clocks: engagementClocks,
    journey: () => journey,
    open: () => {
      monday()
      const c = engagementIn(journey)
      return { c, file: c.file }
    },
  })
  test('each finding is due on its own day, and a fix that is not confirmed after it is late at once', async () => {
    monday()
    const c = engagementIn(journey)
    await claimed(c)
    expect(await c.file.dueAt('rectification')).toBe(endOf('2026-12-01'))
    await journey.passes('2026-04-15 09:00')
    await c.auditor.rejects()
    expect(await c.file.facts()).toMatchObject({
      findings: [{ overdue: true }, { overdue: false }],
    })
    expect(c.file.stands()).toBe('remediation.overdue')
    expect(await c.file.dueAt('escalation')).toBe(endOf('2026-05-01'))
    await c.of(worker(c.unit)).claims()
    expect(c.file.stands()).toBe('remediation.onTime')
  })
  test('the look-back of independence is as long as the house has set', async () => {
    monday()
    await journey.setsPolicy('audit.independence', 36)
    const c = engagementIn(journey)
    await scheduled(c)
    const handled = { lastHandledOn: '2023-03-02' }
    await c.refuses('coolingOffIsOver', 'appointAuditor', c.auditor.appoints(handled))
    await c.auditor.appoints({ lastHandledOn: '2023-03-01' })
    await journey.setsPolicy('audit.independence', 24)
  })
})
describe('of a risk', () => {
  everyClockStrikes({
    mechanism: only(risk),
    clocks: riskClocks,
    journey: () => journey,
    open: () => {
      monday()
      const c = riskIn(journey)
      return { c, file: c.file }
    },
  })
  test('a proposal to dismiss it does not stop the silence', async () => {
    monday()
    const c = riskIn(journey)
    await c.officer.reportsRisk()
    await journey.passes('2026-03-31 09:00')
    await c.auditor.proposesDismissal()
    expect(await c.file.dueAt('silence')).toBe(endOf('2026-04-01'))
  })
})
describe('of the coverage of a unit', () => {
  everyClockStrikes({
    mechanism: only(coverage),
    clocks: coverageClocks,
    journey: () => journey,
    open: () => {
      monday()
      const c = coverageIn(journey)
      return { c, file: c.file }
    },
  })
  test('counts from the last report, and from the true opening of the unit', async () => {
    monday()
    const c = coverageIn(journey)
    await entered(c)
    await c.auditor.correctsOpening()
    expect(await c.file.dueAt('cycle')).toBe(endOf('2030-09-01'))
    const audited = coverageIn(journey)
    await furnished(journey, audited.unit)
    await audited.auditor.enters({
      openedOn: '2015-01-01',
      lastReportOn: '2024-05-20',
      reportHash: 'e5'.repeat(32),
    })
    expect(await audited.file.dueAt('cycle')).toBe(endOf('2029-05-20'))
  })
})
