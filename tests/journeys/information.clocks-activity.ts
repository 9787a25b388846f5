// The clocks of a processing activity.

import {
  assessed,
  assessing,
  changed,
  consenting,
  ending,
  lite,
  liteApproved,
  liteLive,
  live,
  proposed,
  ruling,
  submitted,
  suspended,
} from '../support/actors-information.ts'
import type { Information } from '../support/actors-information.ts'
import type { Struck } from '../support/journey-clocks.ts'

type Row = Struck<Information>
const breach = (clock: string) => ({ work: { breaches: [{ clock, explained: false }] } })
const escalated = ['seniorManagement', 'supervisoryBody']
const toDelete = ['businessDepartment', 'personalInformationOfficer']

const proposal: readonly Row[] = [
  {
    clock: 'draft',
    way: proposed,
    lastDay: '2026-05-01',
    event: 'lapseDraft',
    told: [],
    stands: { case: 'dropped' },
    facts: { endedOn: '2026-05-02' },
  },
  {
    clock: 'screening',
    way: submitted,
    lastDay: '2026-03-09',
    event: 'presumeTriggered',
    told: ['businessDepartment'],
    stands: { case: 'assessment' },
    facts: { screening: { by: 'SILENCE' }, ...breach('screening') },
  },
  {
    clock: 'lite',
    way: lite,
    lastDay: '2026-03-09',
    event: 'escalateLite',
    told: ['seniorManagement'],
    stands: { case: 'lite' },
    facts: breach('lite'),
  },
  {
    clock: 'assessment',
    way: assessing,
    lastDay: '2026-04-01',
    event: 'lapseAssessment',
    told: toDelete,
    stands: { case: 'dropped' },
    facts: breach('assessment'),
  },
  {
    clock: 'opinion',
    way: assessed,
    lastDay: '2026-03-16',
    event: 'escalateOpinion',
    told: ['seniorManagement'],
    stands: { case: 'opinion' },
    facts: breach('opinion'),
  },
  {
    clock: 'ruling',
    way: ruling,
    lastDay: '2026-03-16',
    event: 'escalateApproval',
    told: ['consumerProtectionCommittee'],
    stands: { case: 'ruling' },
    facts: breach('ruling'),
  },
  {
    clock: 'approval',
    way: liteApproved,
    lastDay: '2026-08-29',
    event: 'lapseApproval',
    told: ['businessDepartment'],
    stands: { case: 'screening' },
    facts: { approval: null },
  },
]
const life: readonly Row[] = [
  {
    clock: 'consenting',
    way: consenting,
    lastDay: '2026-05-31',
    event: 'lapseConsenting',
    told: toDelete,
    stands: { case: 'terminating', use: 'ended' },
    facts: { approval: null },
  },
  {
    clock: 'changeHold',
    way: changed,
    lastDay: '2026-03-16',
    event: 'lapseHold',
    told: ['seniorManagement'],
    stands: { case: 'suspended.uncured', use: 'stopped' },
    facts: breach('changeHold'),
  },
  {
    clock: 'suspension',
    way: suspended,
    lastDay: '2026-04-01',
    event: 'escalateSuspension',
    told: escalated,
    stands: { case: 'suspended.overdue', use: 'stopped' },
    facts: breach('suspension'),
  },
  {
    clock: 'deletion',
    way: ending,
    lastDay: '2026-04-01',
    event: 'flagDeletionOverdue',
    told: escalated,
    stands: { case: 'terminating', use: 'ended' },
    facts: breach('deletion'),
  },
  {
    clock: 'inspection',
    way: live,
    lastDay: '2027-03-02',
    event: 'flagInspectionOverdue',
    told: ['personalInformationOfficer'],
    stands: { case: 'active', use: 'running' },
    facts: breach('inspection'),
  },
  {
    clock: 'K47',
    way: liteLive,
    lastDay: '2028-03-02',
    event: 'flagAuditOverdue',
    told: ['internalAudit', ...escalated],
    stands: { case: 'active', use: 'running' },
    facts: breach('K47'),
  },
  {
    clock: 'audit',
    way: async (c) => {
      await liteLive(c)
      await c.auditor.audits({ institutionPeople: 10_000_000 })
    },
    lastDay: '2029-03-02',
    event: 'flagAuditOverdue',
    told: ['internalAudit', ...escalated],
    stands: { case: 'active', use: 'running' },
    facts: breach('audit'),
  },
  {
    clock: 'K40',
    way: liteLive,
    lastDay: '2029-03-02',
    event: 'endAssessmentRetention',
    told: [],
    stands: { case: 'active', assessmentRecord: 'releasable' },
    facts: { processingKept: { standing: 'RELEASABLE' } },
  },
  {
    clock: 'K43',
    way: async (c) => {
      await live(c)
      await c.business.recordsProvision()
    },
    lastDay: '2029-03-02',
    event: 'endProvisionRetention',
    told: [],
    stands: { case: 'active', assessmentRecord: 'releasable' },
    facts: { processingKept: { standing: 'RELEASABLE' } },
  },
  {
    clock: 'legalRetention',
    way: async (c) => {
      await ending(c)
      await c.lawyer.retainsByLaw({ until: '2026-06-30' })
    },
    lastDay: '2026-06-30',
    event: 'endLegalRetention',
    told: toDelete,
    stands: { case: 'terminating' },
    facts: { retention: null },
  },
  {
    clock: 'purposeEnd',
    way: async (c) => {
      await proposed(c)
      await c.business.submitsActivity({ endsOn: '2026-04-30' })
      await c.colleague.screens()
      await c.colleague.approves()
      await c.business.goesLive()
    },
    lastDay: '2026-04-30',
    event: 'lapsePurpose',
    told: toDelete,
    stands: { case: 'terminating', use: 'ended' },
    facts: { approval: null },
  },
]

export const activityClocks: readonly Row[] = [...proposal, ...life]
