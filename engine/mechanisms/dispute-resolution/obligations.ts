/** What article 16 and the rules beside it demand, and by what a dispute holds the institution to it. */
import { text } from '../../../policies/law.ts'
import type { Obligation } from '../../core/obligation.ts'

const PATH = 'tests/journeys/dispute.path.test.ts'
const RULES = 'tests/journeys/dispute.rules.test.ts'
const CLOCKS = 'tests/journeys/dispute.clocks.test.ts'

export const obligations = [
  {
    id: 'M08-1',
    says: text('积极主动与消费者协商解决', 'Negotiate actively first'),
    citation: '2022-9:16',
    certainty: 'recalled',
    bodies: ['consumerProtection', 'businessDepartment'],
    evidence: text('协商记录', 'Record of negotiation'),
    enforcedBy: {
      events: ['beginNegotiation', 'recordNegotiation', 'offerSettlement'],
      rules: ['negotiatedFirst'],
      clocks: ['taking', 'negotiation'],
    },
    test: { file: RULES, name: 'of negotiation' },
  },
  {
    id: 'M08-2',
    says: text(
      '协商不成的，通过调解、仲裁、诉讼等方式促进化解',
      'If that fails, promote mediation, arbitration and suit',
    ),
    citation: '2022-9:16',
    certainty: 'recalled',
    bodies: ['consumerProtection', 'legalCompliance'],
    evidence: text('告知记录', 'Record of what was told'),
    enforcedBy: {
      events: ['proposeMediation', 'tellRemedies', 'bringSuit'],
      rules: ['remediesAllTold'],
      clocks: ['remedies'],
    },
    test: { file: RULES, name: 'of the proposal of mediation' },
  },
  {
    id: 'M08-3',
    says: text(
      '可以提议调解，经同意双方共同申请，调解时间不计入投诉处理期限',
      'May propose mediation; on consent both apply, and its time does not count for the complaint',
    ),
    citation: '2020-3:23',
    certainty: 'read',
    bodies: ['consumerProtection'],
    evidence: text('共同申请', 'Joint application'),
    enforcedBy: {
      events: ['proposeMediation', 'consentToMediation', 'acceptMediation'],
      rules: ['consumerAsked', 'complaintFits'],
    },
    test: {
      file: PATH,
      name: 'an accepted mediation pauses the period of its complaint, and its end lets it go on',
    },
  },
  {
    id: 'M08-4',
    says: text(
      '采用临时、远程、快速授权，使代表能够和解',
      'Use temporary, remote and fast authorisation, so that the representative can settle',
    ),
    citation: '2020-3:24',
    certainty: 'read',
    bodies: ['seniorManagement', 'legalCompliance'],
    evidence: text('授权书', 'Letters of delegation'),
    enforcedBy: {
      events: ['delegate', 'concludeAgreement'],
      rules: ['someDelegation', 'representativeMay', 'notOneself'],
      clocks: ['delegation', 'delegationEnds'],
    },
    test: { file: PATH, name: 'nobody settles without a letter, or beyond it' },
  },
  {
    id: 'M08-5',
    says: text(
      '无正当理由不得拒绝调解，履行调解协议',
      'Refuse no mediation without good reason, and perform what was agreed',
    ),
    citation: '2020-3:40',
    certainty: 'read',
    bodies: ['consumerProtection', 'businessDepartment', 'seniorManagement'],
    evidence: text(
      '拒绝理由、裁决和履行证明',
      'Reasons of a refusal, the ruling, and proof of performance',
    ),
    enforcedBy: {
      events: ['refuseMediation', 'overruleRefusal', 'recordPerformance', 'orderPerformance'],
      rules: ['notYetOverruled', 'notRefuser', 'performanceRecorded', 'notPerformer'],
      clocks: ['ruling', 'performance', 'default'],
    },
    test: { file: PATH, name: 'is not refused without good reason, and not twice' },
  },
  {
    id: 'M08-6',
    says: text(
      '双方可自协议生效之日起三十日内共同申请司法确认',
      'Judicial confirmation may be sought jointly within 30 days',
    ),
    citation: 'people-mediation:33',
    certainty: 'read',
    bodies: ['legalCompliance'],
    evidence: text('确认申请', 'The application'),
    enforcedBy: { events: ['askConfirmation', 'confirmAgreement'], clocks: ['K72'] },
    test: { file: CLOCKS, name: 'K72' },
  },
  {
    id: 'M08-7',
    says: text(
      '支持小额速调、简单普通复杂分流和在线调解',
      'Support the fast track of small disputes, the other tracks, and mediation online',
    ),
    citation: '2025-14:16',
    certainty: 'read',
    bodies: ['consumerProtection', 'mediationBody'],
    evidence: text('分流记录', 'Record of the track'),
    enforcedBy: {
      events: ['assignFast', 'assignOrdinary', 'moveToOrdinary', 'issueOpinion'],
      rules: ['withinScheme', 'limitIsSet', 'limitIsOfTheBody'],
      clocks: ['fastTrack', 'K70before', 'K70ordinary', 'K70summary', 'K71', 'K71period'],
    },
    test: { file: RULES, name: 'of delegation and of the track' },
  },
] as const satisfies readonly Obligation[]
