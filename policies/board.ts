/** The board of directors and its consumer-protection committee (2022 No. 9 art. 8). */
import { duties, sitting } from './duty.ts'

export const board = duties('board', {
  read: {
    verb: 'read',
    article: '2022-9:8',
    zh: '董事会对消费者权益保护工作承担最终责任，有权查阅全部流程',
    en: 'The board bears final responsibility and reads every process',
  },
  appoint: {
    article: '2022-9:8',
    zh: '任免消费者权益保护委员会和高级管理层成员',
    en: 'Appoint and dismiss members of the committee and of senior management',
  },

  // G02
  ...sitting({ of: 'organisation:board', zh: '董事会', en: 'board' }, '2022-9:8'),

  // G04
  adoptPolicy: {
    article: '2022-9:8',
    zh: '对消费者权益保护工作进行总体规划和指导，以决议通过政策和年度计划',
    en: 'Plan and guide the work as a whole, and adopt policy and annual plan by resolution',
  },
  considerWork: {
    article: '2019-38:board',
    zh: '审议工作开展情况和重大事项并形成决议',
    en: 'Deliberate on the work done and on major matters, and pass resolutions',
  },
  answerSupervision: {
    article: 'company-law:80',
    zh: '就履职情况答复监督机构并整改',
    en: 'Answer the supervisory body on the performance of its duties, and rectify',
  },
  bindSupervision: {
    article: 'company-law:69',
    zh: '按公司章程登记监督职能由谁行使',
    en: 'Record who holds the function of supervising under the articles of association',
  },

  // M10
  sanctionManagement: {
    article: '2022-9:8',
    zh: '对高级管理层、委员会成员问责',
    en: 'Hold members of senior management and of the committee accountable',
  },

  // M11
  directAudit: {
    article: '2022-9:19',
    zh: '批准审计计划，审议审计报告并责令整改',
    en: 'Approve the audit plan, consider reports and order rectification',
  },
  resolveReport: {
    article: '2022-9:10',
    zh: '以决议批准年度消费者权益保护工作报告向公众披露',
    en: 'Approve by resolution the annual report that is disclosed to the public',
  },
})

export const committee = duties('consumerProtectionCommittee', {
  read: {
    verb: 'read',
    article: '2022-9:8',
    zh: '委员会督促指导消费者权益保护工作，有权查阅全部流程',
    en: 'The committee guides and urges the work and reads every process',
  },
  ruleOnReview: {
    article: '2022-9:8',
    zh: '对提交的审查争议作出裁决或以决议接受风险',
    en: 'Rule on a referred review dispute, or accept the risk by resolution',
  },

  // G02
  ...sitting({ of: 'organisation:committee', zh: '委员会', en: 'committee' }, '2022-9:8'),

  // G04
  examinePolicy: {
    article: '2022-9:8',
    zh: '审查政策、年度计划和工作报告，提交董事会',
    en: 'Examine policy, annual plan and work report, and bring them before the board',
  },
  answerSupervision: {
    article: 'company-law:80',
    zh: '就委员会履职情况答复监督机构并整改',
    en: 'Answer the supervisory body on the performance of its duties, and rectify',
  },

  // M10
  approveScheme: {
    article: '2022-9:18',
    zh: '审议批准考核方案',
    en: 'Approve the assessment scheme by resolution',
  },
  ruleOnAppeal: {
    article: '2022-9:18',
    zh: '裁决高级管理层的考核申诉和逾期未裁决的申诉',
    en: 'Rule on appeals of senior management, and on those not ruled on in time',
  },
  sanctionManagement: {
    article: '2022-9:8',
    zh: '对高级管理层成员问责',
    en: 'Hold members of senior management accountable',
  },

  // M11
  instructAudit: {
    article: '2022-9:8',
    zh: '审阅审计报告，督促整改',
    en: 'Read audit reports and urge rectification',
  },

  // M09
  noteTraining: {
    article: '2022-9:8',
    zh: '审议培训覆盖缺口并作出决议',
    en: 'Deliberate on a shortfall of training and resolve on it',
  },
  endorseReport: {
    article: '2022-9:8',
    zh: '审议年度消费者权益保护工作报告并提交董事会',
    en: 'Deliberate on the annual report and bring it before the board',
  },
})
