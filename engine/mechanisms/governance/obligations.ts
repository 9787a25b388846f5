/**
 * What articles 7 and 8 of 2022 No. 9, the opening of 2019 No. 38 and the Company Law demand of the governing
 * bodies, and by what they are held to it. What 2019 No. 38 says beyond its opening is recalled, not read.
 */
import { text } from '../../../policies/law.ts'
import type { Obligation } from '../../core/obligation.ts'

const RULES = 'tests/journeys/governance.rules.test.ts'
const INQUIRY = 'tests/journeys/governance.rules-inquiry.ts'
const CLOCKS = 'tests/journeys/governance.clocks.test.ts'
const PATH = 'tests/journeys/governance.path.test.ts'
const CHART = 'tests/mechanisms/governance.test.ts'

const ofBoard = [
  {
    id: 'G04-1',
    says: text(
      '董事会承担消费者权益保护工作的最终责任，进行总体规划和指导',
      'The board bears final responsibility, and plans and guides the work as a whole',
    ),
    citation: '2022-9:8',
    certainty: 'read',
    bodies: ['board', 'consumerProtectionCommittee'],
    evidence: text('政策、年度计划及其决议', 'Policy and annual plan with their resolutions'),
    enforcedBy: {
      events: ['endorsePolicy', 'adoptPolicy', 'revokePolicy'],
      rules: ['resolutionAdopted', 'resolutionOnContent', 'resolutionDated', 'notItsAuthor'],
      clocks: ['policyAdoption', 'policyRenewal'],
    },
    test: { file: PATH, name: 'a policy is adopted by the board about the very content' },
  },
  {
    id: 'G04-2',
    says: text(
      '董事会应当设立消费者权益保护委员会',
      'The board has a committee on consumer protection',
    ),
    citation: '2022-9:8',
    certainty: 'read',
    bodies: ['board', 'consumerProtectionCommittee'],
    evidence: text('委员会任命、审查意见', 'Appointments, and what the committee endorsed'),
    enforcedBy: {
      events: ['endorsePolicy', 'endorseWorkReport'],
      clocks: ['policyExamination', 'reportCommittee'],
    },
    test: { file: CHART, name: 'brings nothing before the board but through the committee' },
  },
  {
    id: 'G04-3',
    says: text(
      '董事会至少审议年度计划、工作开展情况、重大事项和信息披露，并形成决议',
      'The board deliberates at least on the annual plan, the work done, major matters and disclosure, and resolves',
    ),
    citation: '2019-38:board',
    certainty: 'read',
    bodies: ['board'],
    evidence: text('董事会决议', 'Resolutions of the board'),
    enforcedBy: {
      events: ['adoptPolicy', 'resolveWorkReport', 'noteMatter', 'instructOnMatter'],
      rules: ['resolutionAdopted', 'resolutionOnContent'],
    },
    test: { file: CHART, name: 'decides nothing but by a resolution about the very content' },
  },
  {
    id: 'G04-4',
    says: text(
      '将消费者权益保护纳入公司治理、企业文化建设和经营发展战略',
      'Consumer protection is part of governance, culture and strategy',
    ),
    citation: '2022-9:7',
    certainty: 'read',
    bodies: ['board', 'seniorManagement'],
    evidence: text('公司治理文件和战略', 'The documents of governance and strategy'),
    notEnforced: text(
      '政策和计划的通过可以约束，文化和战略是否因此改变，程序无从判断',
      'That policy and plan are adopted can be held to; whether culture and strategy change with them no program can tell',
    ),
  },
] as const satisfies readonly Obligation[]

const ofManagement = [
  {
    id: 'G04-5',
    says: text(
      '高级管理层确保消费者权益保护目标和政策得到有效执行',
      'Senior management sees that goals and policies are carried out effectively',
    ),
    citation: '2022-9:8',
    certainty: 'read',
    bodies: ['seniorManagement'],
    evidence: text('执行情况、年度执行总结', 'Reports of execution, and the account of the year'),
    enforcedBy: {
      events: ['reportExecution', 'concludePolicy'],
      rules: ['executesWhatWasAdopted', 'adoptionStands', 'policyYearIsOver'],
      clocks: ['policyAccount'],
    },
    test: { file: RULES, name: 'of a policy that is executed' },
  },
  {
    id: 'G04-6',
    says: text(
      '定期向委员会、董事会报告工作',
      'The work is reported regularly to the committee and the board',
    ),
    citation: '2019-38:committee',
    certainty: 'recalled',
    bodies: ['seniorManagement', 'consumerProtection', 'consumerProtectionCommittee'],
    evidence: text('半年度、年度工作报告', 'Half-yearly and annual work reports'),
    enforcedBy: {
      events: ['compileReport', 'presentReport', 'endorseWorkReport', 'resolveWorkReport'],
      rules: ['notItsAuthor', 'notDecidedBelow'],
      clocks: ['reportPeriod', 'reportPresentation', 'reportConsideration'],
    },
    test: { file: CLOCKS, name: 'reportConsideration' },
  },
  {
    id: 'G04-7',
    says: text(
      '定期通过年度报告披露消费者权益保护工作情况',
      'The work is disclosed regularly, by the annual report',
    ),
    citation: '2022-9:10',
    certainty: 'read',
    bodies: ['board', 'consumerProtection'],
    evidence: text('已公开的年度报告', 'The annual report as published'),
    enforcedBy: {
      events: ['recordDisclosure'],
      rules: ['disclosedToPublic'],
      clocks: ['reportDisclosure'],
    },
    test: { file: PATH, name: 'a work report of the year leads to the report to the public' },
  },
  {
    id: 'G04-8',
    says: text(
      '重大事项及时向董事会及其委员会报告',
      'Major matters are reported to the board and its committee in time',
    ),
    citation: '2019-38:management',
    certainty: 'recalled',
    bodies: ['seniorManagement', 'board'],
    evidence: text('重大事项报告及决议', 'Reports of major matters, with the resolutions'),
    enforcedBy: {
      events: ['reportMatter', 'assessMatter', 'informBoard', 'noteMatter', 'instructOnMatter'],
      rules: ['notMatterReporter', 'instructionPerformed', 'regulatorToldWhereDue'],
      clocks: ['matterAssessment', 'matterInforming', 'matterBoard', 'matterInstruction'],
    },
    test: { file: CLOCKS, name: 'matterInforming' },
  },
  {
    id: 'G04-9',
    says: text('重大投诉按重大事项处置', 'A major complaint is dealt with as a major matter'),
    citation: '2020-3:29',
    certainty: 'read',
    bodies: ['seniorManagement'],
    evidence: text('重大投诉的报告', 'Report of the major complaint'),
    enforcedBy: { events: ['reportMatter'], rules: ['majorByLaw'] },
    test: { file: INQUIRY, name: 'of a major complaint' },
  },
] as const satisfies readonly Obligation[]

const ofSupervisors = [
  {
    id: 'G04-10',
    says: text(
      '监事会对董事会、高级管理层履职情况进行监督',
      'The supervisors supervise how board and senior management perform their duties',
    ),
    citation: '2022-9:8',
    certainty: 'read',
    bodies: ['supervisoryBody'],
    evidence: text('质询、监督意见、整改跟踪', 'Inquiries, opinions and follow-up'),
    enforcedBy: {
      events: ['openInquiry', 'giveOpinion', 'confirmRectified', 'insistOnRectification'],
      rules: ['opinionAsResolved', 'maySupervise'],
      clocks: ['supervisionOpinion', 'supervisionRectification', 'supervisionFollowUp'],
    },
    test: { file: PATH, name: 'the supervisors ask, are answered, and follow up' },
  },
  {
    id: 'G04-11',
    says: text(
      '监事会可以要求董事、高级管理人员提交执行职务的报告；其应当如实提供情况',
      'The supervisors may ask directors and managers for reports, who answer truthfully',
    ),
    citation: 'company-law:80',
    certainty: 'read',
    bodies: ['board', 'seniorManagement'],
    evidence: text('对质询的答复', 'Answers to inquiries'),
    enforcedBy: {
      events: ['answerSupervisors', 'reportRectification'],
      rules: ['answersForItself', 'notAsker'],
      clocks: ['supervisionAnswer'],
    },
    test: { file: CLOCKS, name: 'supervisionAnswer' },
  },
  {
    // Follows from the independence of art. 121; the Company Law does not say it of this committee.
    id: 'G04-12',
    says: text(
      '审计委员会行使监督职能时，兼任委员会成员的董事回避对该委员会自身行为的监督',
      'Where the audit committee supervises, a director of the committee stands aside from supervising its acts',
    ),
    citation: 'house:supervision',
    certainty: 'house',
    bodies: ['supervisoryBody', 'consumerProtectionCommittee'],
    evidence: text('回避记录、表决记录', 'Who stood aside, and the votes'),
    enforcedBy: {
      events: ['openInquiry', 'giveOpinion'],
      rules: ['asksNotOfOwnCommittee', 'standsAsideForOwnCommittee', 'committeeStoodAside'],
    },
    test: { file: INQUIRY, name: 'of an answer of the committee' },
  },
] as const satisfies readonly Obligation[]

export const obligations: readonly Obligation[] = [...ofBoard, ...ofManagement, ...ofSupervisors]
