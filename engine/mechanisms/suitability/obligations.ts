/**
 * What article 11 of 2022 No. 9 demands and, of investment and insurance products from 1 February 2026, the
 * suitability measures of 2025 No. 7; and by what suitability holds the institution to it.
 */
import { text } from '../../../policies/law.ts'
import type { Obligation } from '../../core/obligation.ts'

const PATH = 'tests/journeys/suitability.path.test.ts'
const SALES = 'tests/journeys/suitability.sales.test.ts'
/** K25. */
const from = '2026-02-01'

const ofRatings = [
  {
    id: 'M03-1',
    says: text(
      '对产品风险进行评估，实施分级和动态管理',
      'Assess product risk, grade it, and manage it dynamically',
    ),
    citation: '2022-9:11',
    certainty: 'read',
    bodies: ['businessDepartment'],
    evidence: text('评级档案', 'The file of the rating'),
    enforcedBy: {
      events: ['startRating', 'rate', 'publishRating', 'beginRerating', 'rerate'],
      rules: ['factorsWeighed', 'ratingOnShelf'],
      clocks: ['yearlyRerating', 'rerating'],
    },
    test: { file: PATH, name: 'confirmed unchanged stays on the shelf, and its year begins anew' },
  },
  {
    id: 'M03-4',
    says: text(
      '产品风险至少五级；发行与销售评级不一致的以较高者为准并披露',
      'At least five levels; where issuer and seller disagree the higher prevails and is disclosed',
    ),
    citation: '2025-7:22',
    certainty: 'read',
    from,
    bodies: ['businessDepartment', 'partner'],
    evidence: text('两个评级及其披露', 'Both ratings and their disclosure'),
    enforcedBy: {
      events: ['rate', 'reconcile', 'confirmRerating'],
      rules: ['fiveProductLevels', 'issuerLevelGiven', 'disagreementDisclosed'],
    },
    test: {
      file: PATH,
      name: 'by the issuer and by the seller: the higher prevails, is disclosed, and is published by another',
    },
  },
  {
    id: 'M03-5',
    says: text(
      '等级调整须及时告知销售机构，披露、调整匹配意见并告知投资者',
      'A change of level is told to sellers, disclosed, taken into the opinions and told to investors',
    ),
    citation: '2025-7:22',
    certainty: 'read',
    from,
    bodies: ['businessDepartment', 'partner'],
    evidence: text('告知及其送达', 'Notices and their delivery'),
    enforcedBy: {
      events: ['reportIssuerLevel', 'notifyHolders', 'forceNotice', 'confirmDelivery'],
      rules: ['noticesComplete', 'undeliveredFollowed'],
      clocks: ['levelNotice', 'forcedNotice', 'delivery'],
    },
    test: {
      file: PATH,
      name: 'that rises holds the shelf until everybody was told, and goes on with the new level',
    },
  },
  {
    id: 'M03-6',
    says: text('由专门部门或团队评级', 'A dedicated department or team rates'),
    citation: '2025-7:24',
    certainty: 'read',
    from,
    bodies: ['businessDepartment'],
    evidence: text('团队授权', 'The mandate of the team'),
    enforcedBy: {
      events: ['startRating', 'returnGrading'],
      rules: ['raterDoesNotConfirm', 'raterHasNoInterest', 'raterNotRecused'],
    },
    test: {
      file: 'tests/journeys/suitability.rules-rating.ts',
      name: 'of a grading that awaits another person',
    },
  },
] as const satisfies readonly Obligation[]

const ofConsumers = [
  {
    id: 'M03-2',
    says: text(
      '开展消费者风险认知、风险偏好和风险承受能力测评',
      'Test the awareness, preference and tolerance of risk of the consumer',
    ),
    citation: '2022-9:11',
    certainty: 'read',
    bodies: ['businessDepartment', 'consumerChannel'],
    evidence: text('问卷和结果', 'Questionnaire and result'),
    enforcedBy: {
      events: ['openAssessment', 'beginAssessment', 'submitAnswers'],
      rules: ['levelOfQuestionnaire', 'askIsBlocked'],
    },
    test: {
      file: 'tests/journeys/suitability.rules-assessment.ts',
      name: 'of answers that somebody helped with',
    },
  },
  {
    id: 'M03-7',
    says: text(
      '客户至少五级；一日不超过两次、十二个月不超过八次；结果不一致的提示并确认',
      'At least five levels; two assessments a day, eight in 12 months; a different result is confirmed',
    ),
    citation: '2025-7:29',
    certainty: 'read',
    from,
    bodies: ['system', 'consumerChannel'],
    evidence: text('评估次数记录', 'The days of the attempts'),
    enforcedBy: {
      events: ['beginAssessment', 'reconfirmLevel', 'redoAssessment'],
      rules: ['fiveCustomerLevels', 'withinLimit', 'sameOrFirst'],
      clocks: ['dayLimit', 'windowLimit', 'variance'],
    },
    test: {
      file: PATH,
      name: 'nor a ninth time in twelve months, until the oldest is over; a later case counts them too',
    },
  },
  {
    id: 'M03-8',
    says: text(
      '评估结果十二个月有效；到期或情况变化的先重新评估再销售',
      'A result is valid for 12 months; expired or changed, it is renewed before anything is sold',
    ),
    citation: '2025-7:29',
    certainty: 'read',
    from,
    bodies: ['system', 'consumerChannel'],
    evidence: text('结果日期', 'The day of the result'),
    enforcedBy: {
      events: ['expireAssessment', 'changeCircumstances', 'renewAssessment', 'recheckSale'],
      rules: ['matchStands'],
      clocks: ['validity'],
    },
    test: {
      file: SALES,
      name: 'is executed only on a match that still stands, and may be checked again',
    },
  },
] as const satisfies readonly Obligation[]

const ofSales = [
  {
    id: 'M03-3',
    says: text('将合适的产品提供给合适的消费者', 'Supply suitable products to suitable consumers'),
    citation: '2022-9:11',
    certainty: 'read',
    bodies: ['businessDepartment'],
    evidence: text('匹配记录', 'The record of the match'),
    enforcedBy: {
      events: ['askSale', 'recheckSale', 'recordAffordability', 'executeSale'],
      rules: ['askIsBlocked', 'canBeBorne', 'matchStands'],
    },
    test: { file: SALES, name: 'that does not fit is blocked, and says why' },
  },
  {
    id: 'M03-9',
    says: text(
      '不得销售等级过高或资金明显不成比例的产品；保险先建议终止，坚持的须书面确认',
      'Sell nothing too high or plainly out of proportion; insurance: advise to stop, else in writing',
    ),
    citation: '2025-7:12',
    certainty: 'read',
    from,
    bodies: ['businessDepartment'],
    evidence: text('阻断记录或书面确认', 'The block, or the confirmation in writing'),
    enforcedBy: {
      events: ['askSale', 'acceptAdvice', 'insistInWriting'],
      rules: ['askIsBlocked', 'askNeedsAdvice', 'nowBlocked', 'nowNeedsAdvice'],
    },
    test: {
      file: SALES,
      name: 'of insurance that does not fit is advised against, and goes on only in writing',
    },
  },
  {
    id: 'M03-10',
    says: text(
      '不得代答、提示、先售后评、提供虚假信息、推介更高风险产品或操纵业绩',
      'No answering for the customer, hinting, selling first, false information, pushing of higher risk or manipulated performance',
    ),
    citation: '2025-7:13',
    certainty: 'read',
    from,
    bodies: ['businessDepartment', 'partner', 'consumerProtection'],
    evidence: text('回查结论', 'The findings of lookbacks'),
    enforcedBy: {
      events: ['reportTampering', 'findTampering', 'passLookback', 'failLookback', 'offerRemedy'],
      rules: ['inspectorDidNotSell', 'finderDidNotAssist', 'finderDoesNotReopen'],
      clocks: ['remedy', 'reopening'],
    },
    test: { file: SALES, name: 'of tampering invalidates the assessment it rested on' },
  },
  {
    id: 'M03-11',
    says: text(
      '六十五岁以上购买高风险产品的，履行特别注意义务并及时回访',
      'From 65 on and for high risk: own procedure, more information, stronger warning, more time, prompt call-back',
    ),
    citation: '2025-7:18',
    certainty: 'read',
    from,
    bodies: ['businessDepartment'],
    evidence: text('特别注意和回访记录', 'The record of the care and of the call-back'),
    enforcedBy: {
      events: ['completeCare', 'recordCallBack'],
      rules: ['askNeedsCare', 'nowNeedsCare', 'careIsDue', 'careWasGiven'],
      clocks: ['consideration', 'callBack'],
    },
    test: {
      file: SALES,
      name: 'to somebody of 65 of what is of high risk waits, is cared for and is called back by another',
    },
  },
  {
    id: 'M03-12',
    says: text(
      '系统识别、警示和限制不合规交易；线上销售嵌入适当性管理',
      'Systems identify, warn of and restrict trades that do not comply, online too',
    ),
    citation: '2025-7:14',
    certainty: 'read',
    from,
    bodies: ['system'],
    evidence: text('系统校验记录', 'The checks in the system'),
    enforcedBy: {
      events: ['executeSale', 'recheckSale'],
      rules: ['productStillOnSale', 'ratingStillOnShelf', 'matchStands', 'saleRecorded'],
    },
    test: {
      file: 'tests/journeys/suitability.rules-sale.ts',
      name: 'of the execution while the review holds the product',
    },
  },
  {
    id: 'M03-13',
    says: text(
      '销售人员具备资质并持续培训；不得仅以销量考核',
      'Sales staff are qualified and trained; volume is not their only target',
    ),
    citation: '2025-7:16',
    certainty: 'read',
    from,
    bodies: ['humanResources', 'businessDepartment'],
    evidence: text('资质证明和培训状态', 'Certificates and the standing of training'),
    enforcedBy: {
      events: ['executeSale', 'reassignSeller'],
      rules: ['sellerQualified', 'sellerHoldsSeat', 'sellerMaySell', 'sellerStillMaySell'],
    },
    test: {
      file: 'tests/journeys/suitability.rules-sale.ts',
      name: 'of the execution of a sale whose seller was restricted meanwhile',
    },
  },
  {
    id: 'M03-14',
    says: text(
      '保费比例较高的，承保前签署投保声明',
      'A declaration is signed before underwriting where the premium is high',
    ),
    citation: '2025-7:39',
    certainty: 'read',
    from,
    bodies: ['businessDepartment'],
    evidence: text('签署的声明', 'The signed declaration'),
    enforcedBy: {
      events: ['informConsumer', 'signDeclaration'],
      rules: ['declarationDue', 'amountsComparable', 'insuranceStated'],
    },
    test: {
      file: SALES,
      name: 'of insurance with a high premium is declared before it is confirmed; to the cent',
    },
  },
  {
    id: 'M03-15',
    says: text(
      '保存评级、评估、告知和录制资料，自合同关系终止起不少于五年',
      'Keep ratings, assessments, notices and recordings, five years from the end of the contract',
    ),
    citation: '2025-7:17',
    certainty: 'read',
    from,
    bodies: ['businessDepartment', 'consumerProtection', 'legalCompliance'],
    evidence: text('档案', 'The files'),
    enforcedBy: {
      events: ['recordLastContractEnd', 'endRelationship', 'endContract', 'approveDisposal'],
      rules: ['mayBeDisposed', 'notOnHold', 'disposalBySecondPerson'],
      clocks: ['ratingRetention', 'assessmentRetention', 'saleRetention'],
    },
    test: {
      file: PATH,
      name: 'ends with the product; its file is kept five years from the last contract and disposed of by two',
    },
  },
] as const satisfies readonly Obligation[]

const numberOf = ({ id }: Obligation): number => Number(id.slice(id.indexOf('-') + 1))
/** In the order of their numbers. */
export const obligations: readonly Obligation[] = [
  ...ofRatings,
  ...ofConsumers,
  ...ofSales,
].toSorted((a, b) => numberOf(a) - numberOf(b))
