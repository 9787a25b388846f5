/** What article 9 of 2022 No. 9 demands, and by what the review holds the institution to it. */
import { text } from '../../../policies/law.ts'
import type { Obligation } from '../../core/obligation.ts'

export const obligations = [
  {
    id: 'M01-1',
    says: text(
      '建立消费者权益保护审查机制和审查工作制度',
      'Have a review mechanism and a written review system',
    ),
    citation: '2022-9:9',
    certainty: 'read',
    bodies: ['seniorManagement', 'consumerProtection'],
    evidence: text('制度及版本记录', 'The system and its versions'),
    enforcedBy: {
      events: ['openDraft', 'acceptDossier', 'opineOk'],
      rules: ['reviewerGivesOpinion'],
    },
    test: {
      file: 'tests/journeys/review.path.test.ts',
      name: 'from the draft through every area to the market, the post-review and out',
    },
  },
  {
    id: 'M01-2',
    says: text('在设计开发环节审查', 'Review at design and development'),
    citation: '2022-9:9',
    certainty: 'read',
    bodies: ['consumerProtection', 'businessDepartment'],
    evidence: text('材料和意见', 'Dossier and opinion'),
    enforcedBy: { events: ['recordFinding'], rules: ['areasDone', 'dossierComplete'] },
    test: { file: 'tests/journeys/review.rules-opinion.ts', name: 'of findings' },
  },
  {
    id: 'M01-3',
    says: text('在定价管理环节审查', 'Review at pricing'),
    citation: '2022-9:9',
    certainty: 'read',
    bodies: ['consumerProtection'],
    evidence: text('费用表和意见', 'Fee table and opinion'),
    enforcedBy: { events: ['recordFinding'], rules: ['areasClear', 'dossierComplete'] },
    test: { file: 'tests/journeys/review.rules-opinion.ts', name: 'of findings' },
  },
  {
    id: 'M01-4',
    says: text('在协议制定环节审查', 'Review at drafting of agreements'),
    citation: '2022-9:9',
    certainty: 'read',
    bodies: ['consumerProtection', 'legalCompliance'],
    evidence: text('合同版本哈希和意见', 'Hash of the contract and opinion'),
    enforcedBy: { events: ['recordFinding'], rules: ['areaIsYours', 'contentIsCleared'] },
    test: { file: 'tests/journeys/review.rules-opinion.ts', name: 'of findings' },
  },
  {
    id: 'M01-5',
    says: text('在营销宣传环节审查', 'Review marketing and publicity'),
    citation: '2022-9:9',
    certainty: 'read',
    bodies: ['consumerProtection'],
    evidence: text('每件宣传材料及版本、意见', 'Each creative with its version, and opinion'),
    enforcedBy: { events: ['openDraft'], rules: ['campaignFits'] },
    test: { file: 'tests/journeys/review.rules-opinion.ts', name: 'when it is opened' },
  },
  {
    id: 'M01-6',
    says: text('推出新产品和服务前审查', 'Review before a new product or service is launched'),
    citation: '2022-9:9',
    certainty: 'read',
    bodies: ['businessDepartment'],
    evidence: text('提交时间早于推出时间', 'Submitted before launched'),
    enforcedBy: {
      events: ['launch', 'reportUnreviewed'],
      rules: ['contentIsCleared'],
      clocks: ['clearance', 'breach'],
    },
    test: { file: 'tests/journeys/review.rules-sale.ts', name: 'of a launch' },
  },
  {
    id: 'M01-7',
    says: text(
      '涉及消费者利益的条款发生重大变化时审查',
      'Review a material change of terms that concern consumers',
    ),
    citation: '2022-9:9',
    certainty: 'read',
    bodies: ['businessDepartment'],
    evidence: text('变更记录及重大性认定', 'The change, and who found it material or not'),
    enforcedBy: {
      events: ['reportMaterialChange', 'openReReview'],
      rules: ['clearanceStands', 'changeIsTheOneReported'],
      clocks: ['hold'],
    },
    test: {
      file: 'tests/journeys/review.path.test.ts',
      name: 'a material change holds the sale until its content is cleared and the sale resumed',
    },
  },
  {
    id: 'M01-8',
    says: text(
      '将审查纳入风险管理和内部控制',
      'Make the review part of risk management and internal control',
    ),
    citation: '2019-38:review',
    certainty: 'secondary',
    bodies: ['seniorManagement'],
    evidence: text('控制对应关系', 'Mapping of controls'),
    enforcedBy: {
      events: ['launch', 'resumeSale', 'reportBreach'],
      rules: ['informationGateHolds', 'partnerGateHolds', 'disclosureGateHolds'],
    },
    test: {
      file: 'tests/mechanisms/review.space.test.ts',
      name: 'of a sale follows a clearance: nothing negative is overcome but by rework or the committee',
    },
  },
  {
    id: 'M01-9',
    says: text(
      '投资型产品和保险产品在设计时审查并考虑目标客群',
      'Review investment and insurance products while designing, with their target customers',
    ),
    citation: '2025-7:8',
    certainty: 'read',
    bodies: ['businessDepartment'],
    evidence: text('目标客群说明', 'Target-market statement'),
    enforcedBy: { events: ['submit'], rules: ['targetMarketStated'] },
    test: { file: 'tests/journeys/review.rules-opinion.ts', name: 'of a draft' },
  },
  {
    id: 'M01-10',
    says: text(
      '提出具体意见；不采纳须说明理由',
      'Give concrete opinions; reasons where they are not adopted',
    ),
    citation: '2019-38:adoption',
    certainty: 'recalled',
    bodies: ['consumerProtection', 'businessDepartment'],
    evidence: text('采纳记录', 'Log of adoption'),
    enforcedBy: {
      events: ['notAdopt', 'contest', 'returnForRework'],
      rules: ['someFlagged', 'contentNotRejected'],
    },
    test: {
      file: 'tests/journeys/review.path.test.ts',
      name: 'the same content is not brought again, changed content is reviewed anew',
    },
  },
] as const satisfies readonly Obligation[]
