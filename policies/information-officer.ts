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
  attestAssessment: {
    article: 'pipl:55',
    zh: '证明个人信息保护影响评估已批准',
    en: 'Attest that the impact assessment is approved',
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
})
