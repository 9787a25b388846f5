/** The personal-information officer (PIPL art. 52). */
import { duties } from './duty.ts'

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
  verifyDataReturn: {
    article: 'pipl:21',
    zh: '核实合作机构已返还或删除个人信息',
    en: 'Verify that a partner has returned or deleted personal information',
  },

  // M09
  trainInformation: {
    article: 'pipl:51',
    zh: '定期开展个人信息安全教育培训',
    en: 'Hold regular education in the security of personal information',
  },
  // M05
  propose: {
    article: 'pipl:55',
    zh: '提出本部门的个人信息处理活动',
    en: 'Propose processing of personal information of its own',
  },
  assess: {
    article: 'pipl:55',
    zh: '判断是否须开展个人信息保护影响评估并出具意见',
    en: 'Screen processing for the impact assessment and give the opinion on it',
  },
  supervise: {
    article: 'pipl:52',
    zh: '对个人信息处理活动和采取的保护措施进行监督',
    en: 'Supervise the processing of personal information and its protection',
  },
  answerRequest: {
    article: 'pipl:50',
    zh: '受理和处理个人行使权利的申请',
    en: 'Take and answer requests of individuals to exercise their rights',
  },
  handleIncident: {
    article: 'pipl:57',
    zh: '处置个人信息安全事件并通知',
    en: 'Handle incidents of personal information and notify',
  },
  keepRecords: {
    article: 'pipl:56',
    zh: '保存、更正和处置评估与处理记录',
    en: 'Keep, correct and dispose of records of assessment and processing',
  },
  proposeErasure: {
    article: 'pipl:47',
    zh: '提议删除个人信息',
    en: 'Propose that personal information be erased',
  },
  answerInquiry: {
    article: '2022-9:8',
    zh: '答复对个人信息保护工作的质询',
    en: 'Answer inquiries about the protection of personal information',
  },
  // G05
  entrust: {
    article: 'house:delegation',
    zh: '将本岗位的职责在规定范围和期限内委托他人，并可撤销',
    en: 'Delegate duties of the seat within a scope and for a time, and revoke that',
  },
})
