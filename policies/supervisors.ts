/** Those who supervise and do not execute: supervisory body and internal audit. */
import { duties } from './duty.ts'

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
})
