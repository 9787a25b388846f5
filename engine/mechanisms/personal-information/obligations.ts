/** What the law demands for personal information, and by what the three charts hold the institution to it. */
import { text } from '../../../policies/law.ts'
import type { Obligation } from '../../core/obligation.ts'

const journeys = 'tests/journeys'
const path = `${journeys}/information.path.test.ts`
const answers = `${journeys}/information.answers.test.ts`
const ofActivity = `${journeys}/information.rules-activity.ts`

const governance = [
  {
    id: 'M05-1',
    says: text(
      '建立消费者个人信息保护机制、内部管理制度、分级授权审批和内部控制',
      'Have a mechanism, internal rules, tiered approval and internal control',
    ),
    citation: '2022-9:13',
    certainty: 'secondary',
    bodies: ['seniorManagement', 'personalInformationOfficer'],
    evidence: text('制度和授权审批记录', 'Rules and the record of approvals'),
    enforcedBy: {
      events: ['approveActivity', 'confirmApproval', 'declineApproval'],
      rules: ['tierIsHigh', 'notProposer'],
      clocks: ['opinion', 'ruling'],
    },
    test: {
      file: path,
      name: 'of high risk is approved by senior management as well, or declined',
    },
  },
  {
    id: 'M05-2',
    says: text(
      '对消费者个人信息实施全流程分级分类管控',
      'Classify and grade personal information and control it through the whole process',
    ),
    citation: '2022-9:13',
    certainty: 'recalled',
    bodies: ['personalInformationOfficer', 'businessDepartment'],
    evidence: text(
      '信息种类和逐项判断记录',
      'Kinds of information and the answers of the screening',
    ),
    enforcedBy: { events: ['submitActivity', 'screenActivity'], rules: ['answersFit'] },
    test: { file: ofActivity, name: 'of a description whose kinds are sensitive' },
  },
  {
    id: 'M05-3',
    says: text(
      '处理敏感信息、自动化决策、委托、提供、公开、出境及其他有重大影响的处理，事前进行影响评估并记录处理情况',
      'Assess the impact before sensitive, automated, entrusted, provided, published, cross-border or otherwise major processing, and record it',
    ),
    citation: 'pipl:55',
    certainty: 'read',
    bodies: ['businessDepartment', 'personalInformationOfficer'],
    evidence: text('影响评估报告和处理情况记录', 'Assessment report and processing record'),
    enforcedBy: {
      events: ['screenActivity', 'finishAssessment', 'approveActivity', 'reportUnassessed'],
      rules: ['answersFit', 'assessmentOfContent', 'approvedBefore'],
      clocks: ['screening', 'K40', 'K43'],
    },
    test: { file: path, name: 'silence is no way around the assessment' },
  },
] as const satisfies readonly Obligation[]

const individuals = [
  {
    id: 'M05-4',
    says: text(
      '处理敏感个人信息、向其他处理者提供个人信息，取得个人的单独同意并告知接收方事项',
      'Obtain a separate consent for sensitive information and for giving it to another handler, and tell who that is',
    ),
    citation: 'pipl:29',
    certainty: 'read',
    bodies: ['businessDepartment'],
    evidence: text('同意记录及文本版本', 'Log of consents with the version of the text'),
    enforcedBy: {
      events: ['recordConsent', 'withdrawConsent'],
      rules: ['consentTextShown', 'consentIsOfText', 'consentCovers', 'recipientTold'],
    },
    test: { file: ofActivity, name: 'of a consent' },
  },
  {
    id: 'M05-5',
    says: text(
      '自动化决策透明、公平，提供关闭个性化营销的选项，对重大决定予以说明并可拒绝',
      'Keep automated decisions transparent and fair, offer a way out of personalised marketing, explain major decisions and allow refusal',
    ),
    citation: 'pipl:24',
    certainty: 'read',
    bodies: ['businessDepartment'],
    evidence: text('模型说明、公平性说明', 'Model card and proof of fairness'),
    enforcedBy: { events: ['finishAssessment'], rules: ['automationSafeguarded'] },
    test: { file: ofActivity, name: 'of the assessment' },
  },
  {
    id: 'M05-6',
    says: text(
      '建立便捷的申请受理和处理机制，及时办理，拒绝的说明理由',
      'Keep an easy way for requests of individuals, answer them promptly, and refuse only with reasons',
    ),
    citation: 'pipl:50',
    certainty: 'read',
    bodies: ['personalInformationOfficer'],
    evidence: text('申请登记和答复', 'Register of requests and the answers'),
    enforcedBy: {
      events: ['registerRequest', 'fulfilRequest', 'refuseRequest', 'contestAnswer'],
      rules: ['outcomeFits', 'remedyTold', 'judgeIsNew'],
      clocks: ['K42', 'K49', 'verification'],
    },
    test: {
      file: answers,
      name: 'is verified, supplemented, refused with reasons, contested, upheld and fulfilled',
    },
  },
  {
    id: 'M05-7',
    says: text(
      '处理目的实现、停止服务、保存期届满或撤回同意的，删除；依法不能删除的，仅存储并保护',
      'Delete when the purpose ends, the service stops, the period is over or consent is withdrawn; else only store and protect',
    ),
    citation: 'pipl:47',
    certainty: 'read',
    bodies: ['personalInformationOfficer', 'businessDepartment', 'legalCompliance'],
    evidence: text('删除证明', 'Proof of deletion'),
    enforcedBy: {
      events: ['endPurpose', 'withdrawConsent', 'confirmDeletion', 'retainByLaw'],
      rules: ['deletionProved', 'recipientsConfirmed', 'retentionAhead'],
      clocks: ['purposeEnd', 'deletion', 'legalRetention'],
    },
    test: {
      file: path,
      name: 'is screened, assessed, approved, consented to, changed, ended and deleted, and its record kept',
    },
  },
  {
    id: 'M05-8',
    says: text(
      '发生或可能发生泄露、篡改、丢失的，立即补救并通知主管部门和个人；有效避免危害的可以不通知个人，但被责令的除外',
      'On an actual or possible leak, alteration or loss act at once and notify authorities and individuals; individuals need not be told where harm is avoided, unless it is ordered',
    ),
    citation: 'pipl:57',
    certainty: 'read',
    bodies: ['personalInformationOfficer', 'seniorManagement'],
    evidence: text('事件档案', 'File of the incident'),
    enforcedBy: {
      events: ['containIncident', 'tellAuthority', 'tellIndividuals', 'orderNotification'],
      rules: ['itemsComplete', 'harmContained', 'reportsMade', 'individualsSettled'],
      clocks: [
        'triage',
        'containment',
        'K41',
        'K44',
        'K44critical',
        'K45',
        'K46first',
        'K46written',
      ],
    },
    test: {
      file: answers,
      name: 'nobody looks at confirms itself after an hour, and every report that is late strikes at its own instant',
    },
  },
] as const satisfies readonly Obligation[]

const control = [
  {
    id: 'M05-9',
    says: text('定期进行合规审计', 'Audit compliance regularly'),
    citation: 'pipl:54',
    certainty: 'read',
    bodies: ['internalAudit', 'personalInformationOfficer'],
    evidence: text('审计报告', 'Audit report'),
    enforcedBy: { events: ['recordAudit'], rules: ['auditorApart'], clocks: ['K47', 'audit'] },
    test: { file: ofActivity, name: 'of an audit by whoever proposed it' },
  },
  {
    id: 'M05-10',
    says: text(
      '与受托人约定目的、期限、方式、种类和保护措施并监督，未经同意不得转委托，终止时返还或删除',
      'Agree purpose, term, method, kinds and protection with a processor and supervise it; no sub-entrusting without consent; return or deletion at the end',
    ),
    citation: 'pipl:21',
    certainty: 'read',
    bodies: ['businessDepartment', 'partner'],
    evidence: text('合同和检查记录', 'Contract and inspections'),
    enforcedBy: {
      events: ['finishAssessment', 'recordInspection', 'confirmProcessorDeletion'],
      rules: ['processorsBound', 'recipientsConfirmed', 'confirmsForItself'],
      clocks: ['inspection'],
    },
    test: { file: ofActivity, name: 'of a deletion' },
  },
  {
    id: 'M05-11',
    says: text(
      '对从业人员进行安全教育和培训，制定并组织实施安全事件应急预案',
      'Train staff in security, and have and carry out an emergency plan',
    ),
    citation: 'pipl:51',
    certainty: 'read',
    bodies: ['personalInformationOfficer', 'humanResources'],
    evidence: text('培训记录', 'Records of training'),
    /** The plan of the year has the security of information among its topics; the response to an incident is M05-8. */
    enforcedBy: {
      mechanism: 'M09',
      events: ['submitPlan', 'recordSession'],
      rules: ['everyTopicPlanned'],
    },
    test: { file: 'tests/journeys/training.rules.test.ts', name: 'of what is submitted' },
  },
] as const satisfies readonly Obligation[]

export const obligations = [...governance, ...individuals, ...control]
