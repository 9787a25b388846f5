/** What article 18 and the rules beside it demand, and by what the mechanism holds the institution to it. */
import { text } from '../../../policies/law.ts'
import type { Obligation } from '../../core/obligation.ts'

const CYCLE = 'tests/journeys/assessment.rules-cycle.ts'
const ACCOUNTABILITY = 'tests/journeys/assessment.rules-accountability.ts'

export const obligations = [
  {
    id: 'M10-1',
    says: text(
      '建立消费者权益保护内部考核机制，对相关部门和分支机构开展考核',
      'A mechanism that assesses consumer protection in departments and branches',
    ),
    citation: '2022-9:18',
    certainty: 'recalled',
    bodies: ['consumerProtection', 'seniorManagement'],
    evidence: text('考核方案、结果', 'Scheme, results'),
    enforcedBy: {
      events: ['openCycle', 'submitScheme', 'approveScheme', 'publishDraft'],
      rules: ['schemeCoversUnit', 'notAuthor', 'scoresAreWhole', 'notOwnUnit'],
      clocks: ['scheme', 'approval', 'scoring'],
    },
    test: { file: CYCLE, name: 'scoresAreWhole' },
  },
  {
    id: 'M10-2',
    says: text(
      '纳入综合绩效考核，权重合理',
      'Part of overall performance, with a reasonable weight',
    ),
    citation: '2022-9:18',
    certainty: 'recalled',
    bodies: ['humanResources'],
    evidence: text('权重表', 'Table of weights'),
    enforcedBy: {
      events: ['orderWeight', 'submitScheme', 'endorseScheme'],
      rules: ['indicatorsAreWhole', 'weightAsOrdered', 'weightStillAsOrdered'],
    },
    test: { file: CYCLE, name: 'weightAsOrdered' },
  },
  {
    id: 'M10-3',
    says: text('纳入人力资源管理', 'Part of the management of human resources'),
    citation: '2022-9:18',
    certainty: 'recalled',
    bodies: ['humanResources'],
    evidence: text('晋升、薪酬记录', 'Records of promotion and pay'),
    enforcedBy: { events: ['linkToPay'], rules: ['linkIsWhole'], clocks: ['payLink'] },
    test: { file: CYCLE, name: 'linkIsWhole' },
  },
  {
    id: 'M10-4',
    says: text('纳入问责体系', 'Part of accountability'),
    citation: '2022-9:18',
    certainty: 'recalled',
    bodies: ['seniorManagement', 'consumerProtection'],
    evidence: text('问责记录', 'Records of accountability'),
    enforcedBy: {
      events: ['reportSeriousEvent', 'reportRectificationOverdue', 'openAccountability'],
      rules: ['sourceIsKnown', 'everyoneHeard'],
      clocks: ['factFinding', 'decision'],
    },
    test: { file: ACCOUNTABILITY, name: 'everyoneHeard' },
  },
  {
    id: 'M10-5',
    says: text(
      '将投诉处理情况纳入考核、薪酬和晋升',
      'The handling of complaints counts in performance, pay and promotion',
    ),
    citation: '2020-3:27',
    certainty: 'read',
    bodies: ['humanResources'],
    evidence: text('考核表', 'Assessment sheet'),
    enforcedBy: {
      events: ['submitScheme', 'linkToPay'],
      rules: ['complaintsAreAssessed', 'linkIsWhole'],
    },
    test: { file: CYCLE, name: 'complaintsAreAssessed' },
  },
  {
    id: 'M10-6',
    says: text(
      '不得将销售业绩作为销售人员考核的唯一指标',
      'The volume sold must not be the only measure of who sells',
    ),
    citation: '2025-7:16',
    certainty: 'read',
    bodies: ['humanResources'],
    evidence: text('考核表', 'Assessment sheet'),
    enforcedBy: { events: ['submitScheme'], rules: ['volumeIsNotAlone'] },
    test: { file: CYCLE, name: 'volumeIsNotAlone' },
    from: '2026-02-01',
  },
  {
    id: 'M10-7',
    says: text(
      '对投诉中发现的违规行为，追究直接责任人和管理人员的责任',
      'Who broke the rules, and who managed them, answer for what complaints bring to light',
    ),
    citation: '2020-3:26',
    certainty: 'read',
    bodies: ['seniorManagement'],
    evidence: text('问责决定', 'Decision of accountability'),
    enforcedBy: {
      events: ['openAccountability', 'establishFacts', 'decideSanction', 'resolveSanction'],
      rules: ['directPersonNamed', 'managerConsidered', 'personUndecided'],
      clocks: ['hearing', 'decision'],
    },
    test: { file: ACCOUNTABILITY, name: 'managerConsidered' },
  },
] as const satisfies readonly Obligation[]
