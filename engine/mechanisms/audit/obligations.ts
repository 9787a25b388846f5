/** What article 19 and the rules beside it demand, and by what the mechanism holds the institution to it. */
import { text } from '../../../policies/law.ts'
import type { Obligation } from '../../core/obligation.ts'

const ENGAGEMENT = 'tests/journeys/audit.rules-engagement.ts'
const REMEDY = 'tests/journeys/audit.rules-remedy.ts'

export const obligations = [
  {
    id: 'M11-1',
    says: text(
      '建立消费者权益保护内部审计机制，常态化、规范化开展审计',
      'A mechanism of regular, standardised audit',
    ),
    citation: '2022-9:19',
    certainty: 'recalled',
    bodies: ['internalAudit'],
    evidence: text('审计章程、审计档案', 'Charter, file of each audit'),
    enforcedBy: {
      events: [
        'appointAuditor',
        'confirmIndependence',
        'openFieldwork',
        'issueReport',
        'openPaper',
        'signPaper',
      ],
      rules: [
        'auditorIsIndependent',
        'coolingOffIsOver',
        'ofTheTeam',
        'notOfAuditTeam',
        'reviewerIsAnother',
      ],
    },
    test: { file: ENGAGEMENT, name: 'auditorIsIndependent' },
  },
  {
    id: 'M11-2',
    says: text(
      '制定消费者权益保护审计计划，经董事会批准',
      'A plan of audit of consumer protection, approved by the board',
    ),
    citation: '2022-9:19',
    certainty: 'recalled',
    bodies: ['internalAudit', 'board'],
    evidence: text('审计计划、决议', 'Plan, resolution'),
    enforcedBy: {
      events: ['submitPlan', 'endorsePlan', 'approvePlan'],
      rules: ['planIsEndorsed', 'notPlanAuthor', 'resolutionIsOfPlan'],
    },
    test: { file: ENGAGEMENT, name: 'planIsEndorsed' },
  },
  {
    id: 'M11-3',
    says: text('纳入年度审计范围', 'In the scope of the audit of every year'),
    citation: '2022-9:19',
    certainty: 'recalled',
    bodies: ['internalAudit'],
    evidence: text('年度计划条目', 'Line of the yearly plan'),
    enforcedBy: {
      events: ['scheduleEngagement', 'reportYearMissed', 'rescheduleByBoard'],
      rules: ['withinYear', 'yearWasMissed'],
      clocks: ['yearScope'],
    },
    test: { file: 'tests/journeys/audit.clocks.test.ts', name: 'yearScope' },
  },
  {
    id: 'M11-4',
    says: text(
      '每五年至少覆盖全部相关部门和一级分支机构一次',
      'Every relevant department and every first-level branch once in five years',
    ),
    citation: '2022-9:19',
    certainty: 'recalled',
    bodies: ['internalAudit', 'board'],
    evidence: text('覆盖矩阵', 'Matrix of coverage'),
    enforcedBy: {
      events: ['enterUniverse', 'recordCovered', 'warnCoverage', 'reportCoverageBreach'],
      rules: ['datesAreKnown', 'notYetInUniverse'],
      clocks: ['warning', 'cycle', 'uncovered'],
    },
    test: { file: 'tests/journeys/audit.clocks.test.ts', name: 'cycle' },
  },
  {
    id: 'M11-5',
    says: text(
      '通过内部审计纠正偏差，问题整改到位',
      'Audit corrects deviations, and what is found is rectified',
    ),
    citation: '2022-9:19',
    certainty: 'recalled',
    bodies: ['internalAudit', 'seniorManagement'],
    evidence: text('整改台账', 'Record of rectification'),
    enforcedBy: {
      events: ['instruct', 'claimFixed', 'confirmFixed', 'rejectFix', 'orderRectification'],
      rules: ['everyFindingIsDue', 'claimOfAnother', 'noInterestInAuditee'],
      clocks: ['rectification', 'escalation', 'followUp'],
    },
    test: { file: REMEDY, name: 'claimOfAnother' },
  },
  {
    id: 'M11-6',
    says: text(
      '处理超过一千万人个人信息的，至少每两年开展一次合规审计',
      'Who handles the information of over ten million people audits it at least every two years',
    ),
    citation: 'cac-2025-audit:coverage',
    certainty: 'secondary',
    bodies: ['internalAudit', 'personalInformationOfficer'],
    evidence: text('审计报告', 'Audit report'),
    enforcedBy: { mechanism: 'M05', events: ['recordAudit'], clocks: ['K47'] },
    test: { file: 'tests/journeys/information.clocks-activity.ts', name: 'K47' },
    from: '2025-05-01',
  },
] as const satisfies readonly Obligation[]
