// Audits as they also go: of the department itself and of headquarters, with findings of every kind, dropped
// and accepted, overdue and ordered; units that go uncovered; risks that are taken in or dismissed.

import { addDays } from '../../engine/core/calendar.ts'
import type { EngagementContext } from '../../engine/mechanisms/audit/engagement/context.ts'
import { openFindings, standing } from '../../engine/mechanisms/audit/engagement/context.ts'
import {
  lookUpTeams,
  paperOf,
  recordMends,
  recordVariants,
  recordWays,
} from './walk-audit-records.ts'
import type { Ground } from './walk-ground.ts'
import { STOP } from './walk-payload.ts'
import type { Payload, Variant, VariantAsk, Varied } from './walk-payload.ts'
import { GOVERNANCE, INSTITUTION } from './world.ts'

const plus =
  (more: Payload | ((ask: VariantAsk) => Payload | undefined)): Variant =>
  (ask) => {
    const made = typeof more === 'function' ? more(ask) : more
    return made && { ...ask.sample, ...made }
  }
const auditOf = (ask: Pick<VariantAsk, 'context'>) => ask.context as unknown as EngagementContext
const hash = (n: number): string => n.toString(16).padStart(64, '0')
const known = (ask: VariantAsk): Payload => ({
  ...('source' in ask.sample ? { source: GOVERNANCE } : {}),
  ...paperOf(ask),
})
const opened = (more: Payload | ((ask: VariantAsk) => Payload) = {}): Variant =>
  plus((ask) => ({ ...known(ask), ...(typeof more === 'function' ? more(ask) : more) }))
const resolved = (more: (ask: VariantAsk) => Payload): Variant =>
  plus((ask) => {
    const { resolution } = ask.sample as { resolution?: { minutes: Payload } }
    return resolution && { resolution: { minutes: { ...resolution.minutes, ...more(ask) } } }
  })
const resolutions = {
  otherContent: resolved(() => ({ contentHash: hash(78) })),
  tomorrow: resolved((ask) => ({ date: addDays(ask.on, 1) })),
} satisfies Readonly<Record<string, Variant>>
/** Two findings fall due on different days. */
const staggered: Variant = plus((ask) => ({
  items: standing(auditOf(ask)).map((f) => ({
    finding: f.number,
    dueOn: addDays(ask.on, 10 * f.number),
  })),
}))
const instructions = {
  ...resolutions,
  staggered,
  past: plus((ask) => ({
    items: standing(auditOf(ask)).map((f) => ({ finding: f.number, dueOn: ask.on })),
  })),
  half: plus({ items: [{ finding: 99, dueOn: '2999-01-01' }] }),
} satisfies Readonly<Record<string, Variant>>
const nowhere = { nowhere: plus({ finding: 99 }) }
const ofOther = (n: number): Variant =>
  plus((ask) => (ask.others[n] === undefined ? undefined : { engagement: ask.others[n] }))

/** A product with an open review, to which a finding can be referred. */
async function reviewed(ground: Ground): Promise<void> {
  const viewer = ground.viewers.get('loans-1')
  await ground.engine.execute(INSTITUTION, [
    {
      asker: { person: viewer?.person ?? '' },
      via: 'api',
      request: ground.request(),
      mechanism: 'M01',
      event: 'openDraft',
      payload: {
        product: 'product:demo-loan',
        label: 'demo loan',
        matter: 'newProduct',
        productClass: 'loan',
      },
    },
  ])
}

/** The operator, who is nobody that could look, exports what there is. */
async function exported(ground: Ground): Promise<void> {
  await ground.engine.execute(INSTITUTION, [
    {
      asker: { system: 'operator' },
      via: 'cli',
      request: ground.request(),
      mechanism: 'M11',
      event: 'orderExport',
      payload: { format: 'csv', reason: 'a walk', from: 1, to: ground.written.length },
    },
  ])
}

const approved = ['submitPlan', 'endorsePlan', 'approvePlan']
const inField = [
  ...approved,
  'scheduleEngagement',
  'appointAuditor@internalAudit',
  'appointAuditor@internalAudit',
  'openFieldwork',
]
const answered = ['endFieldwork', 'sendFindings']
const found = [...inField, 'recordFinding', 'recordFinding:legal', ...answered]
const instructed = [...found, 'respond@businessDepartment', 'issueReport', 'instruct:staggered']
const overdue = [...instructed, 'reportFindingOverdue']
const claims = (body: string) => [
  ...found,
  `respond@${body}`,
  'issueReport',
  'instruct:staggered@board',
  `claimFixed@${body}`,
]

export const audits: Varied = {
  ways: {
    reported: ['enterUniverse:reported', 'correctRecord'],
    foundNothing: ['proposeEngagement:loans', ...inField, 'recordFinding', 'dropFinding'],
    dissolved: ['enterUniverse:hq', 'closeUnit'],
    planned: ['proposeEngagement:east', 'submitPlan', STOP],
    risk: ['reportRisk:east@internalAudit', 'takeRisk:first'],
    risk2: ['reportRisk:nobody@regulator', 'proposeRiskDismissal', 'confirmRiskDismissal'],
    risk3: ['reportRisk@consumerProtection', 'proposeRiskDismissal', 'rejectRiskDismissal'],
    risk4: [
      'reportRisk@consumerProtection',
      'proposeRiskDismissal',
      'lapseRiskDismissal',
      'escalateRisk',
    ],
    covered: ['enterUniverse:loans', STOP],
    fixed: [
      'proposeEngagement:loans',
      ...instructed,
      'claimFixed',
      'confirmFixed',
      'claimFixed',
      'confirmFixed',
    ],
    ordered: [
      'proposeEngagement:loans',
      ...overdue,
      'escalateOverdue',
      'orderRectification',
      'claimFixed',
      'rejectFix',
    ],
    orderedLate: ['proposeEngagement:loans', ...overdue, 'escalateOverdue', 'reportOrderOverdue'],
    accepted: [
      'proposeEngagement:loans',
      ...inField,
      'recordFinding',
      ...answered,
      'respond@seniorManagement',
      'issueReport',
      'instruct@consumerProtectionCommittee',
      'acceptRisk',
      'lapseRiskAcceptance',
      'acceptRisk',
      'closeRisk',
    ],
    department: ['proposeEngagement:cp', ...claims('consumerProtection'), 'reportFollowUpOverdue'],
    headquarters: ['proposeEngagement:hq', ...claims('headquarters')],
    nothing: [
      'proposeEngagement:activity',
      ...inField,
      ...answered,
      'noteNoResponse',
      'issueReport',
      'closeWithoutFindings',
    ],
    dropped: ['proposeEngagement:loans', 'submitPlan', 'returnPlan', ...approved, 'dropLine'],
    lapsed: [
      'proposeEngagement:loans',
      ...found,
      'respond',
      'lapseIndependence',
      'confirmIndependence',
      'issueReport',
      'referFinding:legal',
    ],
    missed: [
      'proposeEngagement:loans',
      ...approved,
      'reportYearMissed',
      'rescheduleByBoard',
      'appointAuditor',
      'openFieldwork',
      'recordFinding',
      'dropFinding',
    ],
    withdrawn: ['proposeEngagement', 'withdrawLine'],
    uncovered: ['enterUniverse:east', 'warnCoverage', 'reportCoverageBreach', 'remindUncovered'],
    exported: ['orderExport:some@internalAudit', 'recordExport@courier'],
    disconnected: ['orderExport@supervisoryBody', 'abandonExport@courier'],
    silent: ['orderExport@regulator', 'lapseExport'],
    ...recordWays,
  },
  opening: opened(),
  furnish: async (ground, event) => {
    if (event === 'proposeEngagement') await reviewed(ground)
    if (event === 'orderExport') await exported(ground)
    if (event === 'openPaper') lookUpTeams(ground)
  },
  hopeless: (rule, ask) => {
    const { team, work } = ask.context as unknown as EngagementContext
    if (rule === 'auditorIsNew')
      return ask.people('internalAudit').every((p) => team.includes(p) || work.recused.includes(p))
    return rule === 'engagementTakesRisk'
  },
  mends: {
    ofTheTeam: ['appointAuditor'],
    independenceStands: ['confirmIndependence'],
    someLegalBreach: ['recordFinding'],
    someFindingOfAnother: ['recordFinding'],
    planIsEndorsed: ['endorsePlan'],
    someClaimed: ['claimFixed'],
    ...recordMends,
  },
  variants: {
    proposeEngagement: {
      loans: opened({ unit: 'consumer-loans' }),
      east: opened({ unit: 'branch-east' }),
      cp: opened({ unit: 'cp' }),
      hq: opened({ unit: 'hq' }),
      activity: opened({
        kind: 'personalInformation',
        activity: 'activity:marketing',
        partner: 'partner:demo-partner',
      }),
      unknown: opened({ unit: 'nowhere' }),
      past: opened({ year: 2001 }),
    },
    approvePlan: resolutions,
    dropLine: resolutions,
    scheduleEngagement: {
      backwards: plus((ask) => ({ endBy: addDays(ask.on, -1) })),
      later: plus((ask) => ({ startBy: addDays(ask.on, 5), endBy: addDays(ask.on, 20) })),
      nextYear: plus((ask) => ({ startBy: addDays(ask.on, 366), endBy: addDays(ask.on, 380) })),
    },
    rescheduleByBoard: resolutions,
    appointAuditor: {
      outsider: plus((ask) => ({ auditor: ask.people('court')[0] })),
      recent: plus((ask) => ({ lastHandledOn: addDays(ask.on, -30) })),
      longAgo: plus((ask) => ({ lastHandledOn: addDays(ask.on, -3000) })),
      again: plus((ask) => {
        const [first] = auditOf(ask).team
        return first === undefined ? undefined : { auditor: first }
      }),
    },
    recordFinding: {
      legal: plus({ legalBreach: true, severity: 'high' }),
      critical: plus({ severity: 'critical' }),
    },
    dropFinding: nowhere,
    respond: {
      silent: plus({ actions: [] }),
      foreign: plus((ask) => ({
        actions: [{ finding: 99, action: 'none', dueOn: addDays(ask.on, 1) }],
      })),
    },
    instruct: instructions,
    closeWithoutFindings: resolutions,
    orderRectification: {
      ...resolutions,
      half: plus({ items: [{ finding: 99, dueOn: '2999-01-01' }] }),
      past: plus((ask) => ({
        items: openFindings(auditOf(ask))
          .filter((f) => f.overdue)
          .map((f) => ({ finding: f.number, dueOn: ask.on })),
      })),
    },
    claimFixed: {
      ...nowhere,
      last: plus((ask) => {
        const last = openFindings(auditOf(ask)).at(-1)
        return last && { finding: last.number }
      }),
    },
    confirmFixed: nowhere,
    rejectFix: nowhere,
    closeRisk: nowhere,
    acceptRisk: {
      ...nowhere,
      forbidden: plus((ask) => {
        const legal = openFindings(auditOf(ask)).find((f) => f.legalBreach)
        return legal && { finding: legal.number }
      }),
      endless: plus((ask) => ({ until: addDays(ask.on, 900), rectifyBy: addDays(ask.on, 930) })),
      short: plus((ask) => ({ until: addDays(ask.on, 2), rectifyBy: addDays(ask.on, 20) })),
    },
    referFinding: {
      unknown: plus({ product: 'product:nobody-knows' }),
      ...nowhere,
      legal: plus({}),
    },
    enterUniverse: {
      loans: opened((ask) => ({ unit: 'consumer-loans', openedOn: addDays(ask.on, -400) })),
      wealth: opened({ unit: 'wealth' }),
      east: opened((ask) => ({ unit: 'branch-east', openedOn: addDays(ask.on, -100) })),
      hq: opened({ unit: 'hq' }),
      reported: opened((ask) => ({
        unit: 'cp',
        openedOn: addDays(ask.on, -800),
        lastReportOn: addDays(ask.on, -300),
        reportHash: hash(5),
      })),
      unknown: opened({ unit: 'nowhere' }),
      ahead: opened((ask) => ({ openedOn: addDays(ask.on, 1) })),
    },
    closeUnit: { tomorrow: plus((ask) => ({ closedOn: addDays(ask.on, 1) })) },
    reportRisk: {
      unknown: plus({ source: '00000000-0000-7000-8000-00000000ffff' }),
      east: opened({ unit: 'branch-east' }),
      nobody: ({ sample: { unit: _unit, ...rest } }) => ({ ...rest, source: GOVERNANCE }),
    },
    orderExport: {
      some: plus({ mechanisms: ['M07'], since: '2026-01-01T00:00:00.000Z' }),
      nothing: plus({ from: 2, to: 1 }),
    },
    ...recordVariants,
    takeRisk: { first: ofOther(0), second: ofOther(1), third: ofOther(2), fourth: ofOther(3) },
    inquire: { soon: plus((ask) => ({ answerBy: addDays(ask.on, 3) })) },
    correctRecord: {
      mistaken: plus({ record: { label: { was: 'something else', is: 'label' } } }),
    },
  },
}
