/** Those outside the institution, and service accounts. */
import { duties } from './duty.ts'

export const channel = duties('consumerChannel', {
  read: {
    verb: 'read',
    scope: 'submitted',
    article: '2020-3:15',
    zh: '消费者渠道查阅其提交的投诉',
    en: 'A consumer channel reads what it submitted',
  },
  complain: {
    scope: 'submitted',
    article: '2020-3:11',
    zh: '代消费者提出、补充、撤回投诉',
    en: 'Bring, supplement and withdraw complaints for the consumer',
  },
  relay: {
    article: '2020-3:11',
    zh: '凭记录转达投诉人在任何渠道作出的意思表示',
    en: 'Relay, with its record, what a complainant declared through any channel',
  },
  // M08
  dispute: {
    scope: 'submitted',
    article: '2022-9:16',
    zh: '代消费者提出纠纷、请求调解并表示意见',
    en: 'Bring disputes, ask for mediation and speak for the consumer',
  },
  relayInDispute: {
    article: '2022-9:16',
    zh: '凭记录转达消费者在纠纷中的意思表示',
    en: 'Relay, with its record, what a consumer declares in a dispute',
  },
  // M04
  declareOnRecording: {
    scope: 'submitted',
    article: '2017-54:6',
    zh: '转达消费者对销售过程录制的意思表示，并留存线上销售轨迹',
    en: 'Convey what a consumer declares about a recording, and keep the trace of an online sale',
  },
  // Suitability (M03)
  readSuitability: {
    verb: 'read',
    mechanism: 'M03',
    article: '2025-7:29',
    zh: '消费者渠道查阅适当性流程，因为消费者可经任一渠道继续办理',
    en: 'A consumer channel reads suitability, because a consumer goes on through any channel',
  },
  beAssessed: {
    article: '2025-7:29',
    zh: '代消费者办理风险承受能力评估',
    en: 'Take the assessment of risk tolerance for the consumer',
  },
  buy: {
    article: '2022-9:11',
    zh: '代消费者提出、确认或放弃购买',
    en: 'Ask for, confirm or give up a purchase for the consumer',
  },
  readDisclosure: {
    verb: 'read',
    mechanism: 'M02',
    article: '2022-9:10',
    zh: '消费者渠道查阅披露流程，以便展示内容并记录确认',
    en: 'A consumer channel reads disclosure, so that it can record what a consumer acknowledges',
  },
  acknowledge: {
    article: '2022-9:10',
    zh: '记录消费者对所示信息的确认或离开',
    en: 'Record that a consumer acknowledges what was shown, or leaves',
  },
  // M05
  bringRequest: {
    scope: 'submitted',
    article: 'pipl:50',
    zh: '代个人提出、补充、撤回行使权利的申请，报告事件',
    en: 'Bring, supplement and withdraw requests of individuals, and report incidents',
  },
  relayRequest: {
    article: 'pipl:50',
    zh: '凭记录转达个人在任何渠道作出的申请和同意',
    en: 'Relay, with its record, what an individual requests or consents to',
  },
})

export const partner = duties('partner', {
  read: {
    verb: 'read',
    scope: 'subject',
    article: '2020-3:10',
    zh: '合作机构查阅涉及自身的流程',
    en: 'A partner reads the processes about itself',
  },
  forward: {
    scope: 'subject',
    article: '2020-3:10',
    zh: '转送消费者投诉',
    en: 'Forward complaints of consumers',
  },
  // Suitability (M03)
  reportLevel: {
    scope: 'subject',
    article: '2025-7:22',
    zh: '产品发行机构告知风险等级调整',
    en: 'The issuer of a product tells of a change of its risk level',
  },
  respond: {
    scope: 'subject',
    article: '2022-9:14',
    zh: '答复检查监督、整改并返还个人信息',
    en: 'Answer those who supervise it, remedy, and return personal information',
  },
  report: {
    scope: 'subject',
    article: 'collection-standard:contacts',
    zh: '如实报送催收联系记录',
    en: 'Report the contacts of collection truthfully',
  },
  terminate: {
    scope: 'subject',
    article: '2022-9:14',
    zh: '按协议终止合作',
    en: 'Terminate the cooperation as agreed',
  },
  showDisclosure: {
    scope: 'subject',
    article: '2022-9:10',
    zh: '在自身页面展示机构审核通过的披露内容',
    en: 'Show on its own pages what the institution has published',
  },
  // M05
  forwardRequest: {
    scope: 'subject',
    article: 'pipl:50',
    zh: '转送个人行使权利的申请',
    en: 'Forward requests of individuals',
  },
  reportIncident: {
    scope: 'subject',
    article: 'pipl:57',
    zh: '报告涉及自身的个人信息安全事件',
    en: 'Report incidents of personal information that concern it',
  },
  confirmDeletion: {
    scope: 'subject',
    article: 'pipl:21',
    zh: '证明已返还或删除受托处理的个人信息',
    en: 'Confirm that entrusted information was returned or deleted',
  },
})

export const mediator = duties('mediationBody', {
  read: {
    verb: 'read',
    mechanism: 'M08',
    article: '2025-14:14',
    zh: '调解组织查阅纠纷流程',
    en: 'A mediation body reads disputes',
  },
  mediate: {
    article: '2025-14:14',
    zh: '受理、组织调解并出具意见',
    en: 'Accept mediations, conduct them and give opinions',
  },
})

export const court = duties('court', {
  read: {
    verb: 'read',
    mechanism: 'M08',
    article: 'civil-procedure:205',
    zh: '法院或仲裁机构查阅纠纷流程',
    en: 'A court or tribunal reads disputes',
  },
  rule: {
    article: 'civil-procedure:205',
    zh: '确认调解协议并裁判',
    en: 'Confirm agreements of mediation, and judge',
  },
  // M05
  readRequests: {
    verb: 'read',
    mechanism: 'M05',
    article: 'pipl:50',
    zh: '法院查阅涉诉的个人信息保护流程',
    en: 'A court reads the processes of information protection that are before it',
  },
  ruleOnRequest: {
    article: 'pipl:50',
    zh: '裁判个人信息处理者拒绝申请的争议',
    en: 'Rule on the refusal of a request of an individual',
  },
})

export const regulator = duties('regulator', {
  read: {
    verb: 'read',
    article: '2020-3:36',
    zh: '监管机构有权查阅全部流程',
    en: 'The regulator reads every process',
  },
  inquire: { article: '2020-3:36', zh: '就任何流程提出质询', en: 'Open an inquiry on any process' },
  forward: { article: '2020-3:33', zh: '转办消费者投诉', en: 'Forward complaints of consumers' },
  // M10
  orderWeight: {
    article: '2025-evaluation:internal-assessment',
    zh: '要求提高内部考核权重',
    en: 'Order a higher weight of consumer protection in the assessment',
  },
  // M10, M11
  referViolation: {
    article: '2020-3:36',
    zh: '移送问责线索和风险',
    en: 'Refer what calls for accountability or audit',
  },
  exportTrail: {
    article: '2020-3:36',
    zh: '依法调取存证',
    en: 'Take an export of the trail as the law provides',
  },
  drawSample: {
    article: '2020-3:36',
    zh: '依法从存证抽样',
    en: 'Draw samples of the trail as the law provides',
  },
  declareMajor: {
    article: '2020-3:29',
    zh: '认定重大投诉',
    en: 'Declare a complaint to be major',
  },
  // M04
  demandRecording: {
    article: '2017-54:14',
    zh: '依法调阅或责令冻结可回溯资料',
    en: 'Retrieve recordings, or order that they be held',
  },
  // Suitability (M03)
  findMisSale: {
    article: '2022-9:11',
    zh: '指出不适当销售',
    en: 'Point out an unsuitable sale',
  },
  findReportError: {
    article: '2020-3:36',
    zh: '指出已披露年度报告的错误',
    en: 'Point out an error of the annual report',
  },
  // M05
  orderInformation: {
    article: 'pipl:64',
    zh: '就个人信息处理的违规作出认定和责令通知',
    en: 'Find violations of information protection and order notification',
  },
})

export const system = duties('system', {
  read: {
    verb: 'read',
    scope: 'submitted',
    article: 'house:systems',
    zh: '系统查阅其提交的流程',
    en: 'A system reads what it submitted',
  },
  readReviews: {
    verb: 'read',
    mechanism: 'M01',
    article: 'house:systems',
    zh: '监测系统查阅审查流程，以便报告在售产品的变化',
    en: 'A monitoring system reads reviews, so that it can report on what is sold',
  },
  readPartners: {
    verb: 'read',
    mechanism: 'M06',
    article: 'house:systems',
    zh: '监测系统查阅合作机构名单，以便报告合作机构的行为',
    en: 'A monitoring system reads the list of partners, so that it can report on what they do',
  },
  report: {
    article: 'house:systems',
    zh: '报告系统监测到的事实',
    en: 'Report facts that systems observe',
  },
  found: {
    article: 'house:governance',
    zh: '建立机构记录',
    en: 'Found the records of an institution',
  },
  keepTrail: {
    article: 'house:trail',
    zh: '封存记录，登记首个签名密钥，并每日表明记录仍在保存',
    en: 'Seal the trail, enter its first key, and say every day that it is kept',
  },
  // M11
  exportTrail: {
    article: 'house:trail',
    zh: '运维人员在命令行凭理由导出存证',
    en: 'The operator exports the trail at the command line, for a recorded reason',
  },
  // M04
  readRecordings: {
    verb: 'read',
    mechanism: 'M04',
    article: 'house:systems',
    zh: '录制系统查阅录制流程，以便报告录制、中断和损毁',
    en: 'A recording system reads the cases whose recording it reports on',
  },
  // Suitability (M03)
  readSuitability: {
    verb: 'read',
    mechanism: 'M03',
    article: '2025-7:14',
    zh: '销售系统查阅适当性流程，以便识别、警示和限制不合规交易',
    en: 'Sales systems read suitability, so that they identify, warn of and restrict trades',
  },
  sell: {
    article: '2025-7:14',
    zh: '系统校验适当性并执行交易',
    en: 'Check suitability in the system and execute the trade',
  },
  readDisclosure: {
    verb: 'read',
    mechanism: 'M02',
    article: 'house:systems',
    zh: '系统查阅披露流程，以便比对页面并记录展示和送达',
    en: 'A system reads disclosure, so that it can compare pages and record what was shown and delivered',
  },
})
