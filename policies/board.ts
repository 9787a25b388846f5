/** The board of directors and its consumer-protection committee (2022 No. 9 art. 8). */
import { duties } from './duty.ts'

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
})
