/** Legal and compliance. */
import { duties } from './duty.ts'

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
  // G04
  reportMatter: {
    article: '2019-38:department',
    zh: '报告重大事项',
    en: 'Report major matters',
  },
  // M08
  resolveDispute: {
    article: '2022-9:16',
    zh: '办理司法确认、诉讼和仲裁',
    en: 'See to judicial confirmation, suits and arbitration',
  },
  delegate: {
    article: '2020-3:24',
    zh: '出具调解授权',
    en: 'Issue letters of delegation for mediation',
  },
  // M04
  disposeRecordings: {
    article: '2017-54:13',
    zh: '冻结和解除冻结可回溯资料，批准或否决到期处置',
    en: 'Hold and release recordings, and approve or decline their disposal',
  },

  // M10
  investigate: {
    article: '2020-3:26',
    zh: '查明问责事实并提出建议',
    en: 'Establish the facts of a case of accountability and propose what follows',
  },
  // Suitability (M03)
  keepSuitabilityRecords: {
    article: '2025-7:17',
    zh: '管理适当性档案的保存、暂停销毁和销毁',
    en: 'See to the keeping, holding and disposal of suitability records',
  },

  // M06
  checkPartner: {
    article: '2022-9:14',
    zh: '调查合作机构合规情况，核签合作协议',
    en: 'Assess the compliance of partners and check their agreements',
  },
  checkDisclosure: {
    article: '2022-9:10',
    zh: '从法律合规角度审核披露材料',
    en: 'Check in law what is to be disclosed',
  },
  holdDisclosure: {
    article: 'house:disclosure-archive',
    zh: '因争议、诉讼或检查封存披露档案',
    en: 'Hold records of disclosure for a dispute, a suit or an inspection',
  },
  // M05
  decideRetention: {
    article: 'pipl:47',
    zh: '认定依法应继续保存的个人信息',
    en: 'Find which information other law keeps',
  },
  checkNotification: {
    article: 'pipl:57',
    zh: '核对是否可以不通知个人以及事件的降级',
    en: 'Check whether individuals need not be notified, and whether an incident is of a lower class',
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
