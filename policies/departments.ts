/** The departments that carry consumer protection out. */
import { duties } from './duty.ts'

export const consumerProtection = duties('consumerProtection', {
  read: {
    verb: 'read',
    article: '2022-9:8',
    zh: '牵头部门有权查阅全部流程',
    en: 'The leading department reads every process',
  },
  review: {
    article: '2022-9:9',
    zh: '开展消费者权益保护审查并出具意见',
    en: 'Review products and services and give the opinion',
  },
  watchSales: {
    article: '2022-9:9',
    zh: '监督在售产品，发现未经审查的销售或变更',
    en: 'Watch products on sale and report unreviewed sale or change',
  },
  register: { article: '2020-3:28', zh: '登记投诉', en: 'Register complaints' },
  assignComplaint: {
    article: '2020-3:17',
    zh: '指派与投诉事项无利害关系的人员核查',
    en: 'Assign complaints to persons without an interest in the matter',
  },
  handleComplaint: {
    article: '2020-3:17',
    zh: '核查、协商并处理投诉',
    en: 'Verify, negotiate and handle complaints',
  },
  keepPeriod: {
    article: '2020-3:18',
    zh: '掌握投诉处理期限：认定复杂、报请延长、中止和恢复',
    en: 'Keep the period of a complaint: complexity, extension, pause and resumption',
  },
  decideComplaint: {
    article: '2020-3:18',
    zh: '作出处理决定并告知投诉人',
    en: 'Decide complaints and tell the complainant',
  },
  traceCauses: {
    article: '2020-3:26',
    zh: '溯源整改',
    en: 'Trace causes and see to rectification',
  },
  performRelief: {
    article: '2022-9:15',
    zh: '履行处理决定和和解协议',
    en: 'Perform what was decided or settled',
  },
  archiveComplaint: {
    article: '2020-3:28',
    zh: '投诉归档和记录更正',
    en: 'Archive complaints and correct their record',
  },
  transcribe: {
    article: '2020-3:28',
    zh: '转录既有登记簿记载的投诉',
    en: 'Transcribe complaints recorded in an earlier register',
  },
  answerInquiry: { article: '2022-9:8', zh: '答复质询', en: 'Answer inquiries' },
  attestPartner: {
    article: '2022-9:14',
    zh: '证明合作机构已列入名单',
    en: 'Attest that a partner has been entered in the list',
  },
})

export const business = duties('businessDepartment', {
  readRegisters: {
    verb: 'read',
    mechanism: 'G01',
    article: 'house:governance',
    zh: '查阅机构、人员和对象登记',
    en: 'Read the registers of units, people and subjects',
  },
  read: {
    verb: 'read',
    scope: 'unit',
    article: '2022-9:7',
    zh: '业务部门查阅本部门流程',
    en: 'A business department reads the processes of its unit',
  },
  submitReview: {
    scope: 'unit',
    article: '2022-9:9',
    zh: '提交审查并采纳意见',
    en: 'Submit for review and adopt the opinion',
  },
  launch: {
    scope: 'unit',
    article: '2022-9:9',
    zh: '推出经审查的产品和服务',
    en: 'Launch what has been reviewed',
  },
  traceCauses: {
    scope: 'unit',
    article: '2020-3:26',
    zh: '提出投诉原因并整改',
    en: 'Propose the cause of a complaint and rectify it',
  },
  performRelief: {
    scope: 'unit',
    article: '2022-9:15',
    zh: '履行处理决定和和解协议',
    en: 'Perform what was decided or settled',
  },
})

export const legal = duties('legalCompliance', {
  read: {
    verb: 'read',
    article: '2022-9:9',
    zh: '法律合规部门查阅全部流程',
    en: 'Legal and compliance reads every process',
  },
  review: {
    article: '2022-9:9',
    zh: '对协议和法律风险出具审查意见',
    en: 'Give findings on agreements and legal risk',
  },
  checkDecision: {
    article: '2020-3:19',
    zh: '对投诉处理决定进行法律审核',
    en: 'Check complaint decisions in law',
  },
  attestDisclosure: {
    article: '2022-9:10',
    zh: '证明披露材料已通过审核',
    en: 'Attest that the disclosure package has passed',
  },
})

export const informationOfficer = duties('personalInformationOfficer', {
  read: {
    verb: 'read',
    article: '2022-9:13',
    zh: '个人信息保护负责人查阅全部流程',
    en: 'The personal-information officer reads every process',
  },
  review: {
    article: '2022-9:13',
    zh: '对个人信息处理出具审查意见',
    en: 'Give findings on the processing of personal information',
  },
  attestAssessment: {
    article: 'pipl:55',
    zh: '证明个人信息保护影响评估已批准',
    en: 'Attest that the impact assessment is approved',
  },
})

export const humanResources = duties('humanResources', {
  readRegisters: {
    verb: 'read',
    mechanism: 'G01',
    article: 'house:governance',
    zh: '查阅机构、人员和对象登记',
    en: 'Read the registers of units, people and subjects',
  },
  read: {
    verb: 'read',
    scope: 'unit',
    article: '2022-9:18',
    zh: '人力资源部门查阅本部门流程',
    en: 'Human resources reads the processes of its unit',
  },
  appoint: {
    article: 'house:governance',
    zh: '办理岗位任免登记',
    en: 'Record appointments to seats',
  },
})
