/** Business departments, which carry consumer protection out in what they sell. */
import { duties } from './duty.ts'

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
  // G04
  reportMatter: {
    scope: 'unit',
    article: '2022-9:7',
    zh: '报告本部门发生的重大事项',
    en: 'Report the major matters of the department',
  },
  // M08
  resolveDispute: {
    scope: 'unit',
    article: '2022-9:16',
    zh: '积极主动与消费者协商解决本部门的纠纷',
    en: 'Negotiate the disputes of the department actively with consumers',
  },
  performAgreement: {
    scope: 'unit',
    article: '2020-3:40',
    zh: '履行和解、调解协议和裁判',
    en: 'Perform settlements, agreements of mediation and judgments',
  },
  // M06
  managePartners: {
    scope: 'unit',
    article: '2022-9:14',
    zh: '提议、管理本部门的合作机构并办理其退出',
    en: 'Propose and manage the partners of the department, and see to their exit',
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
  // M04
  recordSale: {
    scope: 'unit',
    article: '2022-9:12',
    zh: '记录并保存产品和服务的销售过程',
    en: 'Record the selling of products and services, and keep the record',
  },
  rectifyRecording: {
    scope: 'unit',
    article: '2017-54:10',
    zh: '整改质检发现的问题',
    en: 'Rectify the defects that an inspection found',
  },

  // M10
  answerAssessment: {
    scope: 'unit',
    article: '2022-9:18',
    zh: '被考核单位申诉并整改',
    en: 'Appeal against the score of the unit and rectify what it shows',
  },
  readOwnCase: {
    verb: 'read',
    scope: 'self',
    mechanism: 'M10',
    article: '2020-3:26',
    zh: '当事人查阅涉及本人的问责流程',
    en: 'Whoever a case of accountability concerns reads it',
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
  // Suitability (M03)
  rateProduct: {
    scope: 'unit',
    article: '2025-7:24',
    zh: '由专门部门或团队评定产品风险等级',
    en: 'Rate the risk of products by a dedicated department or team',
  },
  sellSuitably: {
    scope: 'unit',
    article: '2022-9:11',
    zh: '将合适的产品提供给合适的消费者',
    en: 'Supply suitable products to suitable consumers',
  },

  // M09
  train: {
    scope: 'unit',
    article: '2025-7:16',
    zh: '组织本部门人员参加培训、补训和补考',
    en: 'Have the people of its unit trained, trained again and examined again',
  },
  disclose: {
    scope: 'unit',
    article: '2022-9:10',
    zh: '在售前、售中、售后全流程披露产品和服务关键信息并纠正偏差',
    en: 'Disclose the key information before, during and after the sale, and correct deviations',
  },
  // M05
  processInformation: {
    scope: 'unit',
    article: 'pipl:55',
    zh: '提出个人信息处理活动，按批准的内容处理并落实措施',
    en: 'Propose the processing of personal information, process as approved and carry out the measures',
  },
  forwardRequest: {
    scope: 'unit',
    article: 'pipl:50',
    zh: '转送个人行使权利的申请',
    en: 'Forward requests of individuals',
  },
  reportIncident: {
    scope: 'unit',
    article: 'pipl:57',
    zh: '报告个人信息安全事件并整改',
    en: 'Report incidents of personal information and mend their cause',
  },
  // G05
  entrust: {
    article: 'house:delegation',
    zh: '将本岗位的职责在规定范围和期限内委托他人，并可撤销',
    en: 'Delegate duties of the seat within a scope and for a time, and revoke that',
  },
  readDelegations: {
    verb: 'read',
    scope: 'self',
    mechanism: 'G05',
    article: 'house:delegation',
    zh: '查阅本人作出或受托的授权委托',
    en: 'Read the delegations that one gave or was given',
  },
})
