/** What article 14 and the rules on partners demand, and by what the list holds the institution to it. */
import { text } from '../../../policies/law.ts'
import type { Obligation } from '../../core/obligation.ts'

const PATH = 'tests/journeys/partner.path.test.ts'
const ENTRY = 'tests/journeys/partner.rules-entry.ts'
const WATCH = 'tests/journeys/partner.rules-watch.ts'
const CLOCKS = 'tests/journeys/partner.clocks.test.ts'

const entry = [
  {
    id: 'M06-1',
    says: text(
      '对涉及消费者权益的合作事项建立合作机构名单管理机制',
      'Keep a partner list for whatever touches the rights of consumers',
    ),
    citation: '2022-9:14',
    certainty: 'recalled',
    bodies: ['consumerProtection', 'businessDepartment'],
    evidence: text('名单及其版本', 'The list and its versions'),
    enforcedBy: {
      events: ['proposePartner', 'publishList', 'publishUpdate'],
      rules: ['noOpenListing', 'versionIsNew'],
      clocks: ['listUpdate'],
    },
    test: {
      file: PATH,
      name: 'from the proposal through the seven aspects to the list, the evaluation and out',
    },
  },
  {
    id: 'M06-2',
    says: text('设定合作机构准入和退出标准', 'Set standards of entry and exit'),
    citation: '2022-9:14',
    certainty: 'recalled',
    bodies: ['seniorManagement'],
    evidence: text('标准及审议记录', 'The standard and the minutes that adopted it'),
    enforcedBy: {
      events: ['submitForApproval', 'planExit'],
      rules: ['standardIsAdopted', 'planCovers'],
    },
    test: { file: ENTRY, name: 'of the file for approval, once platforms stay out' },
  },
  {
    id: 'M06-3',
    says: text('加强对合作机构的持续管理', 'Manage partners continuously'),
    citation: '2022-9:14',
    certainty: 'recalled',
    bodies: ['businessDepartment', 'consumerProtection'],
    evidence: text('监测、整改和暂停记录', 'Log of signals, remediation and suspension'),
    enforcedBy: {
      events: ['reportSignal', 'confirmViolation', 'orderRemediation', 'suspendPartner'],
      rules: ['nothingOutstanding', 'remediationReported'],
      clocks: ['watch', 'remediation', 'suspension'],
    },
    test: { file: WATCH, name: 'of the watch' },
  },
  {
    id: 'M06-4',
    says: text(
      '在合作协议中明确双方的消费者权益保护责任和义务（七项）',
      'State the consumer-protection duties of both sides in the agreement, seven subjects',
    ),
    citation: '2022-9:14',
    certainty: 'recalled',
    bodies: ['legalCompliance'],
    evidence: text('逐项条款清单', 'Checklist with the place of each clause'),
    enforcedBy: { events: ['signAgreement', 'renewAgreement'], rules: ['sevenClausesNamed'] },
    test: { file: ENTRY, name: 'of the agreement' },
  },
  {
    id: 'M06-5',
    says: text(
      '合作机构须配合处理投诉，配合情况纳入准入退出评估',
      'Partners cooperate in complaints, and that counts in the review of entry and exit',
    ),
    citation: '2020-3:10',
    certainty: 'read',
    bodies: ['consumerProtection', 'partner'],
    evidence: text('协作记录和评估结论', 'Record of cooperation, and the evaluation'),
    enforcedBy: {
      events: ['recordCooperation', 'recordEvaluation', 'completeExit'],
      rules: ['cooperationIsAsRecorded', 'complaintsHandedOver'],
    },
    test: { file: PATH, name: 'its cooperation in complaints counts in the evaluation' },
  },
  {
    id: 'M06-6',
    says: text(
      '准入前从经营、管理、风控、技术、服务、合规、声誉七方面评估',
      'Evaluate before entry: operations, management, risk, technology, service, compliance, reputation',
    ),
    citation: '2020-9:partner-list',
    certainty: 'secondary',
    bodies: ['businessDepartment', 'legalCompliance', 'consumerProtection'],
    evidence: text('尽职调查报告', 'Report of due diligence'),
    enforcedBy: {
      events: ['recordDiligence', 'reportDueDiligence'],
      rules: ['aspectIsYours', 'diligenceDone', 'diligencePassed'],
    },
    test: { file: ENTRY, name: 'of due diligence' },
  },
  {
    id: 'M06-7',
    says: text(
      '签订书面协议，明确范围流程、收益风险、客户保护、保密、退出，并约定配合监督',
      'Agree in writing on scope, income and risk, customers, secrecy and exit, and on supervision',
    ),
    citation: '2020-9:agreement',
    certainty: 'secondary',
    bodies: ['legalCompliance'],
    evidence: text('协议', 'The agreement'),
    enforcedBy: {
      events: ['signAgreement'],
      rules: [
        'loanClausesNamed',
        'supervisionClauseNamed',
        'informationClauseNamed',
        'agreementRuns',
      ],
      clocks: ['contract'],
    },
    test: { file: ENTRY, name: 'of the agreement' },
  },
] as const satisfies readonly Obligation[]

const conduct = [
  {
    id: 'M06-8',
    says: text(
      '助贷业务由总部按名单管理并公布、更新，名单外不得合作',
      'Lending assistance: headquarters keeps, publishes and updates the list; no dealing off it',
    ),
    citation: '2025-9:list',
    certainty: 'secondary',
    from: '2025-10-01',
    bodies: ['headquarters', 'consumerProtection'],
    evidence: text('公布的名单', 'The published list'),
    enforcedBy: {
      events: ['approvePartner', 'publishList', 'reportOffListDealing', 'findOffListDealing'],
      rules: ['publicationIsOfficial', 'listShowsExit', 'nothingDealt'],
      clocks: ['publication', 'listUpdate', 'freeze'],
    },
    test: { file: ENTRY, name: 'of the publication' },
  },
  {
    id: 'M06-9',
    says: text(
      '增信费计入综合融资成本，平台不向借款人收取息费，不得变相收费',
      'Guarantee fees count in the all-in cost; platforms charge borrowers nothing, nor in disguise',
    ),
    citation: '2025-9:fees',
    certainty: 'secondary',
    from: '2025-10-01',
    bodies: ['businessDepartment'],
    evidence: text('价格材料', 'Price file'),
    enforcedBy: { events: ['submitForApproval', 'reportSignal'], rules: ['feesAreLawful'] },
    test: { file: ENTRY, name: 'of the file for approval, once platforms stay out' },
  },
  {
    id: 'M06-10',
    says: text(
      '管控合作机构的营销和催收行为，及时纠正违规',
      'Control marketing and collection by partners and correct violations promptly',
    ),
    citation: '2025-9:conduct',
    certainty: 'secondary',
    from: '2025-10-01',
    bodies: ['businessDepartment', 'consumerProtection'],
    evidence: text('发现和纠正记录', 'Findings and corrections'),
    enforcedBy: {
      events: ['recordContacts', 'reportSignal', 'orderRemediation', 'verifyRemediation'],
      rules: ['withinLimits', 'beyondLimits', 'daysInOrder'],
      clocks: ['remediation'],
    },
    test: { file: PATH, name: 'within the limits are recorded, however they are split up' },
  },
  {
    id: 'M06-11',
    says: text(
      '不得将授信审查、合同签订等核心环节外包',
      'Outsource neither core credit decisions nor the signing of contracts',
    ),
    citation: '2020-9:core',
    certainty: 'secondary',
    bodies: ['seniorManagement', 'businessDepartment'],
    evidence: text('业务流程图', 'Map of the process'),
    enforcedBy: { events: ['submitForApproval'], rules: ['coreStaysInside', 'platformStaysOut'] },
    test: { file: ENTRY, name: 'of the file for approval, once platforms stay out' },
  },
  {
    id: 'M06-12',
    says: text(
      '至少每年全面评估一次，不再符合条件的终止合作，严重违规的列入禁止名单',
      'Evaluate in full at least once a year; end what no longer qualifies; forbid who breaks the law gravely',
    ),
    citation: '2020-9:evaluation',
    certainty: 'recalled',
    bodies: ['headquarters', 'seniorManagement'],
    evidence: text('年度评估', 'Yearly evaluation'),
    enforcedBy: {
      events: ['recordEvaluation', 'findNotQualified', 'decideBlacklisting'],
      rules: ['stillQualified', 'finalEvaluationDone', 'notBlacklisted'],
      clocks: ['K60', 'K61', 'finalEvaluation', 'evaluationLapse'],
    },
    test: { file: CLOCKS, name: 'K60' },
  },
  {
    id: 'M06-13',
    says: text(
      '董事会、高级管理层参与合作机构制度的制定和监督，强制退出须公告',
      'Board and senior management take part in the system of partners; forced exits are announced',
    ),
    citation: '2025-partners:forced-exit',
    certainty: 'secondary',
    bodies: ['board', 'seniorManagement'],
    evidence: text('会议记录和公告', 'Minutes and notice'),
    enforcedBy: {
      events: ['submitForApproval', 'decideBlacklisting', 'publishUpdate'],
      rules: ['standardIsAdopted', 'forcedExitAnnounced', 'keyTierNeedsManagement'],
    },
    test: { file: WATCH, name: 'of a forced exit' },
  },
  {
    id: 'M06-14',
    says: text(
      '代理销售须确认代理机构资质并约定双方的适当性义务',
      'Agency sale: confirm the agent’s qualification and define the suitability duties of both',
    ),
    citation: '2025-7:21',
    certainty: 'read',
    from: '2026-02-01',
    bodies: ['businessDepartment', 'legalCompliance'],
    evidence: text('资质证明和协议', 'Proof of qualification, and the agreement'),
    enforcedBy: {
      events: ['reportDueDiligence', 'signAgreement'],
      rules: ['agentIsQualified', 'suitabilityClauseNamed'],
    },
    test: { file: ENTRY, name: 'of the agreement with an agent that sells' },
  },
] as const satisfies readonly Obligation[]

export const obligations: readonly Obligation[] = [...entry, ...conduct]
