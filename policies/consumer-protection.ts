/** The consumer-protection department, which leads the work (2022 No. 9 art. 8). */
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
  // G04
  draftGovernance: {
    article: '2022-9:8',
    zh: '牵头起草政策、年度计划和工作报告',
    en: 'Lead the drafting of policy, annual plan and work report',
  },
  reportMatter: {
    article: '2019-38:department',
    zh: '报告重大事项',
    en: 'Report major matters',
  },
  // M10
  assess: {
    article: '2022-9:18',
    zh: '组织消费者权益保护内部考核',
    en: 'Organise the internal assessment of consumer protection',
  },
  answerAssessment: {
    scope: 'unit',
    article: '2022-9:18',
    zh: '作为被考核单位申诉并整改',
    en: 'As the unit assessed: appeal and rectify',
  },
  reportViolation: {
    article: '2020-3:26',
    zh: '提起问责、报告风险',
    en: 'Bring what calls for accountability, and report risks to audit',
  },
  investigate: {
    article: '2020-3:26',
    zh: '查明问责事实并提出建议',
    en: 'Establish the facts of a case of accountability and propose what follows',
  },
  giveStatement: {
    scope: 'self',
    article: '2020-3:26',
    zh: '当事人在问责中陈述、申辩',
    en: 'Be heard in a case of accountability that concerns oneself',
  },

  // M11
  answerAudit: {
    scope: 'unit',
    article: '2022-9:19',
    zh: '答复审计发现并整改',
    en: 'Answer audit findings and rectify them',
  },

  answerInquiry: { article: '2022-9:8', zh: '答复质询', en: 'Answer inquiries' },
  // M08
  resolveDispute: {
    article: '2022-9:16',
    zh: '牵头协商、提议调解并告知救济途径',
    en: 'Lead negotiation, propose mediation and tell of the remedies',
  },
  // M04
  inspectRecordings: {
    article: '2017-54:10',
    zh: '独立于销售开展录制质检并责令整改',
    en: 'Inspect recordings, apart from sales, and order rectification',
  },
  keepRecordings: {
    article: '2017-54:13',
    zh: '保管可回溯资料：冻结、受控调阅、收回和到期处置',
    en: 'Keep recordings: holds, controlled retrieval, return and disposal',
  },
  // Suitability (M03)
  superviseSuitability: {
    article: '2022-9:11',
    zh: '监督适当性管理，回查销售并处理违规测评',
    en: 'Supervise suitability, look back at sales, and deal with tampered assessments',
  },

  // M06
  watchPartners: {
    article: '2022-9:14',
    zh: '对合作机构开展尽职调查和持续管理',
    en: 'Assess partners and manage them continuously',
  },
  listPartners: {
    article: '2025-9:list',
    zh: '公布、更新合作机构名单并确认退出',
    en: 'Publish and update the list of partners and confirm that one has left',
  },

  // M09
  planTraining: {
    article: '2022-9:17',
    zh: '牵头制定培训计划、提出培训要求并评估成效',
    en: 'Lead the training plan, demand training and measure its effect',
  },
  checkDisclosure: {
    article: '2022-9:10',
    zh: '审核披露材料是否真实、准确、完整、及时且醒目易懂',
    en: 'Check that what is disclosed is true, accurate, complete, timely, plain and prominent',
  },
  watchDisclosure: {
    article: '2022-9:10',
    zh: '监督披露执行情况，开展暗访并复核偏差纠正',
    en: 'Watch disclosure, shop incognito and verify that deviations were corrected',
  },
  reportToPublic: {
    article: '2022-9:10',
    zh: '编制并公开年度消费者权益保护工作报告',
    en: 'Prepare and publish the annual report on consumer protection',
  },
  disposeDisclosure: {
    article: 'house:disclosure-archive',
    zh: '管理披露档案的保存、封存和销毁',
    en: 'Keep, hold and dispose of the records of disclosure',
  },
  // M05
  watchInformation: {
    article: '2022-9:13',
    zh: '监督消费者个人信息保护，登记申请、报告违规和事件',
    en: 'Watch the protection of consumer information: register requests, report violations and incidents',
  },
  judgeContest: {
    article: 'pipl:50',
    zh: '审理个人对拒绝申请的异议',
    en: 'Judge what an individual contests of an answer',
  },
  decideErasure: {
    article: 'pipl:47',
    zh: '确认或不予删除个人信息',
    en: 'Confirm or decline that personal information be erased',
  },
  holdInformation: {
    article: 'house:records',
    zh: '暂缓处置个人信息保护档案',
    en: 'Hold back the disposal of records of information protection',
  },
  // G05
  entrust: {
    article: 'house:delegation',
    zh: '将本岗位的职责在规定范围和期限内委托他人，并可撤销',
    en: 'Delegate duties of the seat within a scope and for a time, and revoke that',
  },
})
