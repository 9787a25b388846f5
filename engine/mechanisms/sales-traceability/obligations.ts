/** What article 12 and the rules of recording demand, and by what the mechanism holds the institution to it. */
import { text } from '../../../policies/law.ts'
import type { Obligation } from '../../core/obligation.ts'

const PATH = 'tests/journeys/recording.path.test.ts'
const CHART = 'tests/mechanisms/sales-traceability.test.ts'
const RULES = 'tests/journeys/recording.rules.test.ts'
const CLOCKS = 'tests/journeys/recording.clocks.test.ts'

export const obligations = [
  {
    id: 'M04-1',
    says: text(
      '按规定对产品和服务销售过程进行记录和保存',
      'Record and keep the selling of products and services as the rules require',
    ),
    citation: '2022-9:12',
    certainty: 'read',
    bodies: ['businessDepartment'],
    evidence: text('录制资料、日志', 'Recordings, logs'),
    enforcedBy: {
      events: ['openRecording', 'completeRecording', 'concludeSale'],
      rules: ['inScope', 'recordingIntact'],
    },
    test: {
      file: PATH,
      name: 'from the consent over an interruption to the vault, and out of it after years',
    },
  },
  {
    id: 'M04-2',
    says: text(
      '关键环节可回溯、重要信息可查询、问题责任可确认',
      'Key links replayable, key information searchable, responsibility ascertainable',
    ),
    citation: '2017-54:2',
    certainty: 'read',
    bodies: ['businessDepartment', 'system'],
    evidence: text('索引、封存哈希值', 'Index, seal'),
    enforcedBy: {
      events: ['completeRecording', 'retrieveRecording'],
      rules: ['sellerNamed', 'keyLinksComplete', 'sealUnbroken'],
    },
    test: { file: RULES, name: 'of the opening of a sale' },
  },
  {
    id: 'M04-3',
    says: text('电话销售保险全程录音', 'Insurance by telephone: the whole call is recorded'),
    citation: '2017-54:5',
    certainty: 'read',
    bodies: ['businessDepartment'],
    evidence: text('录音', 'Audio'),
    enforcedBy: { rules: ['inScope', 'keyLinksComplete'] },
    test: { file: CHART, name: 'insurance by telephone' },
  },
  {
    id: 'M04-4',
    says: text(
      '面对面销售特定保险，经投保人同意对关键环节录音录像',
      'Certain insurance face to face: key links on video, with the consent of the applicant',
    ),
    citation: '2017-54:6',
    certainty: 'read',
    bodies: ['businessDepartment'],
    evidence: text('录像、同意证据', 'Video, consent'),
    enforcedBy: { events: ['agreeToRecording', 'refuseRecording'], rules: ['inScope'] },
    test: {
      file: CHART,
      name: 'nothing is captured without consent, nor without a whole recording',
    },
  },
  {
    id: 'M04-5',
    says: text(
      '记录五个关键环节，连续完整、清晰可辨，不得编辑',
      'The five key links, continuous and recognisable, without editing',
    ),
    citation: '2017-54:7',
    certainty: 'read',
    bodies: ['businessDepartment'],
    evidence: text('录像及元数据', 'Video and metadata'),
    enforcedBy: { rules: ['oneSegment', 'recordedFromStart', 'keyLinksComplete'] },
    test: { file: RULES, name: 'of what was recorded before an interruption' },
  },
  {
    id: 'M04-6',
    says: text(
      '由独立于销售的人员质检：犹豫期内不低于成交件的30%，第六条第二项全部质检',
      'Inspection apart from sales, within the cooling-off period: 30 % of what was sold, all of art. 6 (2)',
    ),
    citation: '2017-54:10',
    certainty: 'read',
    bodies: ['consumerProtection'],
    evidence: text('质检单', 'Sheets of inspection'),
    enforcedBy: {
      events: ['passInspection', 'failInspection', 'reportInspectionOverdue'],
      rules: ['drawnForInspection', 'notOwnSale', 'inspectorNotInSales'],
      clocks: ['coolingOff'],
    },
    test: { file: CHART, name: 'at no time fewer than 30 of 100, and not many more' },
  },
  {
    id: 'M04-7',
    says: text(
      '质检发现问题后15个工作日内整改',
      'A defect is rectified within 15 working days of its discovery',
    ),
    citation: '2017-54:10',
    certainty: 'read',
    bodies: ['businessDepartment'],
    evidence: text('整改证据', 'Proof of rectification'),
    enforcedBy: {
      events: ['reportRectified', 'escalateRectification', 'unwindSale'],
      clocks: ['rectification'],
    },
    test: { file: PATH, name: 'found again, the defect is still due from its discovery' },
  },
  {
    id: 'M04-8',
    says: text(
      '互联网保险保存销售页面、操作轨迹和服务记录，防止篡改，全程可回溯',
      'Internet insurance: pages, operation traces and service records are kept, tamper-proof',
    ),
    citation: '2020-13:33',
    certainty: 'read',
    bodies: ['businessDepartment', 'system'],
    evidence: text('页面版本、操作轨迹', 'Page versions, click trail'),
    enforcedBy: {
      events: ['completeRecording', 'reportTampering'],
      rules: ['inScope', 'keyLinksComplete'],
      clocks: ['internetShort', 'internetLong'],
    },
    test: {
      file: PATH,
      name: 'a channel opens a sale online and reads it, and no other channel does',
    },
  },
  {
    id: 'M04-9',
    says: text(
      '保密，不得外泄或作其他商业用途，受控调阅',
      'Confidential; no copying, no other commercial use; controlled retrieval',
    ),
    citation: '2017-54:14',
    certainty: 'read',
    bodies: ['consumerProtection', 'system'],
    evidence: text('调阅记录', 'Log of retrievals'),
    enforcedBy: {
      events: ['retrieveRecording', 'returnRecording'],
      rules: ['notOwnSale', 'sealUnbroken'],
      clocks: ['retrieval'],
    },
    test: { file: CLOCKS, name: 'retrieval' },
  },
  {
    id: 'M04-10',
    says: text(
      '银行销售专区录制自有理财产品和代销产品的销售',
      'Bank sales zone: own wealth products and agency sales are recorded',
    ),
    citation: '2017-110:zone',
    certainty: 'secondary',
    bodies: ['businessDepartment'],
    evidence: text('录音录像', 'Recordings'),
    enforcedBy: { rules: ['inScope'], clocks: ['salesZone'] },
    test: { file: CHART, name: 'own wealth products in the zone' },
  },
] as const satisfies readonly Obligation[]
