/** What article 17 and the rules beside it demand, and by what the mechanism holds the institution to it. */
import { text } from '../../../policies/law.ts'
import type { Obligation } from '../../core/obligation.ts'

const CHART = 'tests/mechanisms/training.test.ts'
const PATH = 'tests/journeys/training.path.test.ts'
const RULES = 'tests/journeys/training.rules.test.ts'

export const obligations = [
  {
    id: 'M09-1',
    says: text(
      '建立内部培训机制，对从业人员开展培训，提升培训效能',
      'A training mechanism for staff; raise effect and awareness',
    ),
    citation: '2022-9:17',
    certainty: 'recalled',
    bodies: ['consumerProtection', 'humanResources'],
    evidence: text('计划、出勤、考试', 'Plan, attendance, examination'),
    enforcedBy: {
      events: ['submitPlan', 'approvePlan', 'gradeExam', 'measureEffect'],
      rules: ['everyInputConsidered', 'examPassed'],
      clocks: ['restriction', 'remedial'],
    },
    test: { file: PATH, name: 'restricted, sells nothing until the examination is passed' },
  },
  {
    id: 'M09-2',
    says: text(
      '每年至少一次专题培训，覆盖中高级管理人员、基层业务人员及新入职人员',
      'One special training a year, for all middle managers, front-line staff and new hires',
    ),
    citation: 'pboc-2020-5:training',
    certainty: 'secondary',
    bodies: ['humanResources', 'consumerProtection'],
    evidence: text('应训名单覆盖率', 'Coverage of the roster'),
    enforcedBy: {
      events: ['recordRoster', 'assessCoverage', 'noteShortfall'],
      rules: ['everyGroupCovered', 'coverageComplete'],
      clocks: ['yearEnd'],
    },
    test: {
      file: PATH,
      name: 'not everybody: management and committee are told, it is made up or deliberated',
    },
  },
  {
    id: 'M09-3',
    says: text('对销售人员持续开展产品培训', 'Continuous product training for sales staff'),
    citation: '2025-7:16',
    certainty: 'read',
    bodies: ['businessDepartment'],
    evidence: text('合格证明', 'Certificates'),
    enforcedBy: {
      events: ['requireTraining', 'attendSession', 'recordSession'],
      rules: ['everyTopicPlanned', 'trainedOnTopic'],
    },
    test: { file: CHART, name: 'not complete without a session on %s' },
    from: '2026-02-01',
  },
  {
    id: 'M09-4',
    says: text(
      '定期对从业人员进行个人信息安全教育和培训',
      'Regular education of staff in the security of personal information',
    ),
    citation: 'pipl:51',
    certainty: 'read',
    bodies: ['personalInformationOfficer'],
    evidence: text('培训记录', 'Records'),
    enforcedBy: {
      events: ['recordSession', 'attendSession'],
      rules: ['everyTopicPlanned', 'coverageComplete'],
    },
    test: {
      file: PATH,
      name: 'the officer for the security of information records the own courses',
    },
  },
  {
    id: 'M09-5',
    says: text(
      '对从业人员开展反电信网络诈骗宣传教育',
      'Educate staff against telecom and online fraud',
    ),
    citation: 'anti-fraud:30',
    certainty: 'read',
    bodies: ['businessDepartment'],
    evidence: text('培训记录', 'Records'),
    enforcedBy: { events: ['recordSession'], rules: ['everyTopicPlanned', 'coverageComplete'] },
    test: { file: RULES, name: 'of what is submitted' },
  },
] as const satisfies readonly Obligation[]
