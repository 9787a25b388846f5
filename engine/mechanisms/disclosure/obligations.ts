/**
 * What article 10 of 2022 No. 9 and the rules beside it demand, and by what disclosure holds the institution
 * to it. Of the seven items of art. 37 of 2025 No. 7 only cooling-off, surrender loss, fees and the matching
 * opinion were read word for word.
 */
import { text } from '../../../policies/law.ts'
import type { Obligation } from '../../core/obligation.ts'

const PACKAGE = 'tests/journeys/disclosure.rules-package.ts'
const PRESENTATION = 'tests/journeys/disclosure.rules-presentation.ts'
const REPORT = 'tests/journeys/disclosure.rules-report.ts'
const PATH = 'tests/journeys/disclosure.path.test.ts'

const general = [
  {
    id: 'M02-1',
    says: text(
      '建立信息披露机制，信息真实、准确、完整、及时',
      'Keep a disclosure mechanism; information is true, accurate, complete and timely',
    ),
    citation: '2022-9:10',
    certainty: 'read',
    bodies: ['businessDepartment', 'consumerProtection', 'legalCompliance'],
    evidence: text('披露登记、两个部门的审核结果', 'The register of disclosure and both checks'),
    enforcedBy: {
      events: ['submitCopy', 'recordCheck', 'returnCopy', 'pass', 'confirmDisplay'],
      rules: ['bothChecksMet', 'otherChecker', 'sameVersionAsReview', 'pagesIdentical'],
      clocks: ['checking', 'recheck', 'correction'],
    },
    test: { file: PACKAGE, name: 'of a check' },
  },
  {
    id: 'M02-2',
    says: text('售前披露关键信息', 'Disclose key information before the sale'),
    citation: '2022-9:10',
    certainty: 'read',
    bodies: ['businessDepartment', 'partner'],
    evidence: text('页面快照', 'Snapshots of the pages'),
    enforcedBy: {
      events: ['publish', 'show', 'showAgain'],
      rules: ['packageOnDisplay', 'copyIsPublished', 'itemsTold', 'reviewCleared'],
    },
    test: { file: PRESENTATION, name: 'of showing what is not published' },
  },
  {
    id: 'M02-3',
    says: text('售中披露关键信息', 'Disclose key information during the sale'),
    citation: '2022-9:10',
    certainty: 'read',
    bodies: ['businessDepartment', 'consumerChannel'],
    evidence: text('消费者的确认', 'What the consumer acknowledged'),
    enforcedBy: {
      events: ['confirm', 'enterContract'],
      rules: ['copyStillPublished', 'signedOnOwnPage'],
      clocks: ['acknowledgement'],
    },
    test: { file: PRESENTATION, name: 'of a contract on what is no longer published' },
  },
  {
    id: 'M02-4',
    says: text('售后披露关键信息', 'Disclose key information after the sale'),
    citation: '2022-9:10',
    certainty: 'read',
    bodies: ['businessDepartment'],
    evidence: text('已发告知和送达证明', 'Notices sent and proof of delivery'),
    enforcedBy: {
      events: ['announceChange', 'notifyChange', 'confirmDelivery', 'sendServiceNotice'],
      rules: ['everybodyListed', 'everybodyAccounted', 'unreachedAnnounced'],
      clocks: ['notice', 'effect', 'delivery', 'serviceDelivery'],
    },
    test: {
      file: PATH,
      name: 'a change that takes effect unannounced is a deviation of the package, and is told late',
    },
  },
  {
    id: 'M02-5',
    says: text(
      '通过年报等适当方式定期向公众披露消费者权益保护工作',
      'Disclose consumer-protection work to the public regularly, by the annual report or otherwise',
    ),
    citation: '2022-9:10',
    certainty: 'read',
    bodies: ['board', 'consumerProtection', 'seniorManagement', 'consumerProtectionCommittee'],
    evidence: text('已公开的报告和决议', 'The published report and the resolution'),
    enforcedBy: {
      events: ['scheduleYear', 'resolveReport', 'publishReport', 'reissue'],
      rules: ['resolutionOnThis', 'publishedAsResolved'],
      clocks: ['yearEnd', 'submission', 'publication'],
    },
    test: { file: REPORT, name: 'of the publication of a report' },
  },
  {
    id: 'M02-6',
    says: text(
      '通过年报披露全年投诉情况',
      'Disclose the complaints of the year by the annual report',
    ),
    citation: '2020-3:26',
    certainty: 'secondary',
    bodies: ['board', 'consumerProtection'],
    evidence: text('报告中的投诉章节', 'The section of the report'),
    enforcedBy: {
      events: ['lockData', 'resolveReport'],
      rules: ['complaintsReconciled', 'complaintSectionContained'],
    },
    test: { file: REPORT, name: 'of a report without the complaints of the year' },
  },
  {
    id: 'M02-7',
    says: text(
      '在网站、移动客户端和营业场所公布投诉电话、地址和流程，合同载明投诉方式',
      'Publish telephone, address and process of complaints on site, app and premises, and name them in every contract',
    ),
    citation: '2020-3:8',
    certainty: 'secondary',
    bodies: ['businessDepartment', 'consumerProtection'],
    evidence: text('页面和合同扫描件', 'Scans of pages and contracts'),
    enforcedBy: {
      events: ['submitCopy', 'publish', 'enterContract'],
      rules: ['contactsPublished'],
    },
    test: { file: PACKAGE, name: 'of publication' },
  },
] as const satisfies readonly Obligation[]

const particular = [
  {
    id: 'M02-8',
    says: text(
      '个人贷款展示综合融资成本明示表，逐项列明息费和收取主体，现场签署或线上弹窗强制阅读',
      'Personal loans show the all-in cost sheet, itemised with who charges it; signed on site, or forced to be read online',
    ),
    citation: '2026-2:cost-sheet',
    certainty: 'secondary',
    from: '2026-08-01',
    bodies: ['businessDepartment', 'consumerChannel'],
    evidence: text('签署的明示表或弹窗日志', 'The signed sheet or the log of the pop-up'),
    enforcedBy: {
      events: ['submitCopy', 'publish', 'confirm'],
      rules: [
        'costSheetGiven',
        'partnerChargesShown',
        'costSheetPrepared',
        'costSheetOnDisplay',
        'costSheetAcknowledged',
        'sheetIsPublished',
      ],
    },
    test: { file: PRESENTATION, name: 'of a personal loan online, from 1 August 2026' },
  },
  {
    id: 'M02-9',
    says: text(
      '投资型产品售前告知普通投资者六项信息，存续期内持续披露',
      'Tell ordinary investors the six items before the sale, and keep them informed during its life',
    ),
    citation: '2025-7:31',
    certainty: 'read',
    from: '2026-02-01',
    bodies: ['businessDepartment'],
    evidence: text('披露日志', 'The log of disclosure'),
    enforcedBy: {
      events: ['submitCopy', 'show', 'informInvestors'],
      rules: ['itemsComplete', 'itemsTold'],
      clocks: ['periodic'],
    },
    test: { file: PRESENTATION, name: 'of showing an investment without the matching opinion' },
  },
  {
    id: 'M02-10',
    says: text(
      '保险产品告知七项信息，包括犹豫期权利、退保损失、费用和匹配意见',
      'Tell the seven items of insurance, among them cooling-off, surrender loss, fees and the matching opinion',
    ),
    citation: '2025-7:37',
    certainty: 'read',
    from: '2026-02-01',
    bodies: ['businessDepartment'],
    evidence: text('披露日志', 'The log of disclosure'),
    enforcedBy: { events: ['submitCopy', 'show'], rules: ['itemsComplete', 'itemsTold'] },
    test: {
      file: PACKAGE,
      name: 'of insurance whose loss on surrender is not told (2025 No. 7 art. 37)',
    },
  },
  {
    id: 'M02-11',
    says: text(
      '通过官方渠道公布并更新合作机构名单',
      'Publish and update the partner list through official channels',
    ),
    citation: '2025-9:partner-list',
    certainty: 'secondary',
    from: '2025-10-01',
    bodies: ['headquarters'],
    evidence: text('名单版本', 'Versions of the list'),
    enforcedBy: {
      events: ['recordListPublication', 'publish'],
      rules: ['partnerListPublished', 'partnerListed', 'partnerStillListed'],
    },
    test: { file: PACKAGE, name: 'of publication with a partner of a loan' },
  },
] as const satisfies readonly Obligation[]

export const obligations: readonly Obligation[] = [...general, ...particular]
