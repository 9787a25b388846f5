/** Senior management and headquarters as the superior institution of branches. */
import { duties } from './duty.ts'

export const management = duties('seniorManagement', {
  read: {
    verb: 'read',
    article: '2022-9:8',
    zh: '高级管理层确保目标和政策有效执行，有权查阅全部流程',
    en: 'Senior management makes goals and policies effective and reads every process',
  },
  // G02
  keepMinutes: {
    mechanism: 'G02',
    article: 'company-law:265',
    zh: '担任会议秘书，制作会议记录',
    en: 'Be secretary of a meeting and keep its minutes',
  },
  // G04
  establishPolicy: {
    article: '2022-9:8',
    zh: '制定政策和年度计划，确保目标和政策得到有效执行',
    en: 'Draw up policy and annual plan, and make goals and policies effective',
  },
  reportWork: {
    article: '2022-9:8',
    zh: '向委员会、董事会报告工作',
    en: 'Report the work to committee and board',
  },
  answerSupervision: {
    article: 'company-law:80',
    zh: '就高级管理层和部门履职情况答复监督机构并整改',
    en: 'Answer the supervisory body for itself and for the departments, and rectify',
  },
  handleMatter: {
    article: '2019-38:management',
    zh: '研判重大事项，报告委员会、董事会和监管机构并处置',
    en: 'Assess major matters, report them to committee, board and regulator, and deal with them',
  },
  ruleOnReview: { article: '2022-9:9', zh: '裁决审查争议', en: 'Rule on a disputed review' },
  suspendSales: {
    article: '2022-9:9',
    zh: '暂停未经审查的产品销售',
    en: 'Stop the sale of an unreviewed product',
  },
  // M08
  ruleOnMediation: {
    article: '2020-3:40',
    zh: '裁决是否有正当理由拒绝调解，责令履行调解协议',
    en: 'Rule whether a refusal of mediation has a good reason, and order performance',
  },
  delegate: {
    article: '2020-3:24',
    zh: '授权代表参加调解并和解',
    en: 'Delegate representatives who may settle in mediation',
  },
  // M06
  rulePartners: {
    article: '2022-9:14',
    zh: '制定准入退出标准，决定合作机构的准入、去留和退出',
    en: 'Set the standards of entry and exit, and decide which partner enters, stays and leaves',
  },
  approveExtension: {
    article: '2020-3:18',
    zh: '批准投诉处理期限的延长',
    en: 'Approve the extension of a complaint period',
  },
  handleMajorComplaint: {
    article: '2020-3:29',
    zh: '启动重大投诉应急预案',
    en: 'Activate the plan for a major complaint',
  },
  overseeComplaints: {
    article: '2020-3:7',
    zh: '分管投诉处理：督办超期、重开和未整改事项',
    en: 'Be in charge of complaints: overdue, reopened and unrectified matters',
  },
  // M10
  endorseScheme: {
    article: '2022-9:18',
    zh: '审核考核方案',
    en: 'Endorse the assessment scheme',
  },
  ruleOnAppeal: {
    article: '2022-9:18',
    zh: '裁决考核申诉',
    en: 'Rule on appeals against a score',
  },
  answerAssessment: {
    article: '2022-9:18',
    zh: '就高级管理层自身的考核申诉并整改',
    en: 'Appeal against its own score and rectify',
  },
  reportViolation: {
    article: '2020-3:26',
    zh: '提起问责',
    en: 'Bring what calls for accountability',
  },
  sanction: {
    article: '2020-3:26',
    zh: '对直接责任人员和管理人员问责',
    en: 'Hold those directly responsible and their managers accountable',
  },
  giveStatement: {
    scope: 'self',
    article: '2020-3:26',
    zh: '当事人在问责中陈述、申辩',
    en: 'Be heard in a case of accountability that concerns oneself',
  },

  // M11
  answerAudit: {
    article: '2022-9:19',
    zh: '答复审计发现、督促整改，或在法律允许时接受风险',
    en: 'Answer audit findings, see to rectification, or accept a risk where the law allows',
  },
  closeUnit: {
    article: 'house:governance',
    zh: '登记机构单元的撤销',
    en: 'Record that a unit was closed',
  },

  keepTrail: {
    article: 'house:trail',
    zh: '保管并更换存证签名密钥',
    en: 'Keep the key that signs the trail, and rotate it',
  },
  setPolicy: {
    article: 'house:governance',
    zh: '在规定界限内设定内部期限',
    en: 'Set house-policy values within their bounds',
  },
  moveEdition: {
    article: 'house:editions',
    zh: '决定进行中的流程改按新版本办理',
    en: 'Decide that a running process goes on under a newer edition',
  },
  appoint: {
    article: 'house:governance',
    zh: '任免各部门岗位人员',
    en: 'Appoint and dismiss holders of department seats',
  },
  // M04
  overseeRectification: {
    article: '2017-54:10',
    zh: '督办逾期未整改的录制问题，或责令撤销该笔销售',
    en: 'Insist on overdue rectification of a recording, or unwind the sale',
  },
  // Suitability (M03)
  overseeSuitability: {
    article: '2022-9:11',
    zh: '督办适当性管理：责令通知和补救',
    en: 'Oversee suitability: order notices and remedies that are not given',
  },

  // M09
  approveTraining: {
    article: '2022-9:17',
    zh: '批准年度培训计划，责令补足覆盖',
    en: 'Approve the yearly training plan and order what is missing to be made up',
  },
  overseeDisclosure: {
    article: '2022-9:10',
    zh: '督办披露偏差，责令纠正',
    en: 'See to it that deviations of disclosure are corrected, and order it',
  },
  endorseReport: {
    article: '2022-9:10',
    zh: '审议年度消费者权益保护工作报告',
    en: 'Deliberate on the annual report on consumer protection',
  },
  // M05
  governInformation: {
    article: 'pipl:51',
    zh: '批准高风险处理，决定停止处理，督办逾期申请和事件',
    en: 'Approve processing of high risk, stop processing, and see to overdue requests and incidents',
  },
  // G05
  entrust: {
    article: 'house:delegation',
    zh: '将本岗位的职责在规定范围和期限内委托他人，并可撤销',
    en: 'Delegate duties of the seat within a scope and for a time, and revoke that',
  },
})

export const headquarters = duties('headquarters', {
  read: {
    verb: 'read',
    article: '2020-3:20',
    zh: '总部作为上级机构有权查阅全部流程',
    en: 'Headquarters, as superior institution, reads every process',
  },
  approveExtension: {
    article: '2020-3:18',
    zh: '作为上级机构批准投诉处理期限的延长',
    en: 'Approve, as superior institution, the extension of a complaint period',
  },
  review: {
    article: '2020-3:20',
    zh: '核查分支机构的处理决定',
    en: 'Review the decision of a branch',
  },

  // M10
  answerAssessment: {
    scope: 'unit',
    article: '2022-9:18',
    zh: '作为被考核单位申诉并整改',
    en: 'As the unit assessed: appeal and rectify',
  },

  // M11
  answerAudit: {
    scope: 'unit',
    article: '2022-9:19',
    zh: '答复审计发现并整改',
    en: 'Answer audit findings and rectify them',
  },

  // M06
  approvePartner: {
    article: '2025-9:list',
    zh: '由总部审批合作机构准入',
    en: 'Approve, as headquarters, the entry of a partner',
  },
  evaluatePartners: {
    article: '2020-9:evaluation',
    zh: '每年对合作机构开展全面评估',
    en: 'Evaluate every partner in full each year',
  },
  publishPartnerList: {
    article: '2025-9:partner-list',
    zh: '通过官方渠道公布并更新合作机构名单',
    en: 'Publish and update the partner list through official channels',
  },
  // G05
  entrust: {
    article: 'house:delegation',
    zh: '将本岗位的职责在规定范围和期限内委托他人，并可撤销',
    en: 'Delegate duties of the seat within a scope and for a time, and revoke that',
  },
})
