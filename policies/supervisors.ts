/** Those who supervise and do not execute: supervisory body and internal audit. */
import { duties, sitting } from './duty.ts'

export const supervisors = duties('supervisoryBody', {
  read: {
    verb: 'read',
    article: '2022-9:8',
    zh: '对董事会、高级管理层履职情况进行监督，有权查阅全部流程',
    en: 'Supervise board and senior management and read every process',
  },
  appoint: {
    article: 'house:governance',
    zh: '记录监督职能成员的选任',
    en: 'Record the election of members of the supervisory body',
  },
  inquire: {
    article: 'company-law:80',
    zh: '就任何流程提出质询',
    en: 'Open an inquiry on any process',
  },

  // G02
  ...sitting(
    { of: 'organisation:supervisors', zh: '监督机构', en: 'supervisory body' },
    'company-law:81',
  ),

  // G04
  superviseDuties: {
    article: '2022-9:8',
    zh: '对董事会、高级管理层履职情况提出质询、出具意见并跟踪整改',
    en: 'Ask board and senior management about their duties, give opinions and follow up',
  },

  // M11
  endorseAuditPlan: {
    article: '2022-9:19',
    zh: '以审计委员会职能审阅审计计划',
    en: 'In the function of the audit committee, give an opinion on the audit plan',
  },
  exportTrail: {
    article: '2022-9:8',
    zh: '为监督目的导出存证',
    en: 'Export the trail in order to supervise',
  },
  drawSample: {
    article: '2022-9:8',
    zh: '为监督目的从存证抽样',
    en: 'Draw samples of the trail in order to supervise',
  },
  findReportError: {
    article: '2022-9:8',
    zh: '指出已披露年度报告的错误',
    en: 'Point out an error of the annual report',
  },
})

export const audit = duties('internalAudit', {
  read: {
    verb: 'read',
    article: '2022-9:19',
    zh: '内部审计有权查阅全部流程',
    en: 'Internal audit reads every process',
  },
  inquire: { article: '2022-9:19', zh: '就任何流程提出质询', en: 'Open an inquiry on any process' },
  report: { article: '2022-9:19', zh: '报告审计发现', en: 'Report what it finds' },
  // M04
  retrieveRecording: {
    article: '2017-54:14',
    zh: '为审计目的调阅可回溯资料',
    en: 'Retrieve recordings for an audit',
  },

  // M10
  verify: {
    article: '2022-9:19',
    zh: '核实整改',
    en: 'Verify that what was found has been rectified',
  },

  // M11
  plan: {
    article: '2022-9:19',
    zh: '编制审计计划，掌握五年全覆盖',
    en: 'Draw up the audit plan and keep the five-year cycle',
  },
  perform: {
    article: '2022-9:19',
    zh: '实施审计并出具报告',
    en: 'Perform audits and report on them',
  },
  followUp: {
    article: '2022-9:19',
    zh: '跟踪审计发现的整改',
    en: 'Follow up the rectification of findings',
  },
  judgeRisk: {
    article: '2022-9:19',
    zh: '将上报风险纳入审计，或说明理由不予纳入',
    en: 'Take reported risks into an audit, or dismiss them with reasons',
  },
  exportTrail: {
    article: '2022-9:19',
    zh: '为审计目的导出存证',
    en: 'Export the trail for an audit',
  },
  drawSample: {
    article: '2022-9:19',
    zh: '为审计目的从存证抽样',
    en: 'Draw samples of the trail for an audit',
  },
  signFigures: {
    article: '2022-9:10',
    zh: '签认内部审计数据供年度报告使用',
    en: 'Sign the figures of internal audit for the annual report',
  },
  // M05
  auditInformation: {
    article: 'pipl:54',
    zh: '对个人信息处理开展合规审计',
    en: 'Audit the processing of personal information for compliance',
  },
})
