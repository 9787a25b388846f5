/**
 * The law that duties, rules and clocks cite.
 *
 * A citation is `<law>:<article>`, for example `2020-3:18` for article 18 of 2020 No. 3. Whatever an
 * institution sets for itself is cited as `house:<key>`, so that house policy is never taken for law.
 */

/** One sentence in the two languages of the product. */
export interface Text {
  readonly zh: string
  readonly en: string
}

export const text = (zh: string, en: string): Text => ({ zh, en })

/** How sure the text of a law is: read in full, read in a secondary source, or recalled. */
export type Certainty = 'read' | 'secondary' | 'recalled' | 'house'

export interface Law {
  readonly title: Text
  readonly issuer: Text
  /** Day from which it is in force; absent for house policy, and where no text with the day was found. */
  readonly inForceFrom?: string
  readonly certainty: Certainty
}

export const LAWS = {
  '2022-9': {
    title: text(
      '银行保险机构消费者权益保护管理办法',
      'Measures for Consumer Protection of Banking and Insurance Institutions',
    ),
    issuer: text('中国银保监会令2022年第9号', 'CBIRC Decree 2022 No. 9'),
    inForceFrom: '2023-03-01',
    certainty: 'read',
  },
  '2020-3': {
    title: text(
      '银行业保险业消费投诉处理管理办法',
      'Measures for Handling Consumer Complaints in Banking and Insurance',
    ),
    issuer: text('中国银保监会令2020年第3号', 'CBIRC Decree 2020 No. 3'),
    inForceFrom: '2020-03-01',
    certainty: 'read',
  },
  '2019-38': {
    title: text(
      '关于银行保险机构加强消费者权益保护工作体制机制建设的指导意见',
      'Guiding Opinions on Consumer-Protection Structures and Mechanisms',
    ),
    issuer: text('银保监发〔2019〕38号', 'CBIRC 2019 No. 38'),
    inForceFrom: '2019-11-12',
    certainty: 'secondary',
  },
  '2025-7': {
    title: text(
      '金融机构产品适当性管理办法',
      'Measures for Product Suitability Management of Financial Institutions',
    ),
    issuer: text('国家金融监督管理总局令2025年第7号', 'NFRA Decree 2025 No. 7'),
    inForceFrom: '2026-02-01',
    certainty: 'read',
  },
  'pboc-2020-5': {
    title: text(
      '中国人民银行金融消费者权益保护实施办法',
      'PBOC Implementation Measures for Financial Consumer Protection',
    ),
    issuer: text('中国人民银行令〔2020〕第5号', 'PBOC Decree 2020 No. 5'),
    inForceFrom: '2020-11-01',
    certainty: 'secondary',
  },
  pipl: {
    title: text('中华人民共和国个人信息保护法', 'Personal Information Protection Law'),
    issuer: text(
      '全国人民代表大会常务委员会',
      'Standing Committee of the National People’s Congress',
    ),
    inForceFrom: '2021-11-01',
    certainty: 'read',
  },
  'company-law': {
    title: text('中华人民共和国公司法', 'Company Law'),
    issuer: text(
      '全国人民代表大会常务委员会',
      'Standing Committee of the National People’s Congress',
    ),
    inForceFrom: '2024-07-01',
    certainty: 'read',
  },
  'civil-code': {
    title: text('中华人民共和国民法典', 'Civil Code'),
    issuer: text('全国人民代表大会', 'National People’s Congress'),
    inForceFrom: '2021-01-01',
    certainty: 'read',
  },
  '2017-54': {
    title: text(
      '保险销售行为可回溯管理暂行办法',
      'Interim Measures for Traceability of Insurance Sales Conduct',
    ),
    issuer: text('保监发〔2017〕54号', 'CIRC 2017 No. 54'),
    inForceFrom: '2017-11-01',
    certainty: 'read',
  },
  '2017-110': {
    title: text(
      '银行业金融机构销售专区录音录像管理暂行规定',
      'Interim Provisions on Audio and Video Recording in Bank Sales Zones',
    ),
    issuer: text('银监办发〔2017〕110号', 'CBRC General Office 2017 No. 110'),
    certainty: 'secondary',
  },
  '2020-13': {
    title: text('互联网保险业务监管办法', 'Measures for Supervision of Internet Insurance'),
    issuer: text('中国银保监会令2020年第13号', 'CBIRC Decree 2020 No. 13'),
    inForceFrom: '2021-02-01',
    certainty: 'read',
  },
  '2020-26': {
    title: text(
      '关于规范互联网保险销售行为可回溯管理的通知',
      'Notice on Traceability of Internet Insurance Sales',
    ),
    issuer: text('银保监发〔2020〕26号', 'CBIRC 2020 No. 26'),
    inForceFrom: '2020-10-01',
    certainty: 'recalled',
  },
  '2020-9': {
    title: text(
      '商业银行互联网贷款管理暂行办法',
      'Interim Measures for Internet Loans of Commercial Banks',
    ),
    issuer: text('中国银保监会令2020年第9号', 'CBIRC Decree 2020 No. 9'),
    inForceFrom: '2020-07-12',
    certainty: 'secondary',
  },
  '2025-9': {
    title: text(
      '关于加强商业银行互联网助贷业务管理提升金融服务质效的通知',
      'Notice on Lending Assistance of Commercial Banks',
    ),
    issuer: text('金规〔2025〕9号', 'NFRA 2025 No. 9'),
    inForceFrom: '2025-10-01',
    certainty: 'secondary',
  },
  '2025-partners': {
    title: text(
      '关于规范三类银行合作机构管理的通知',
      'Notice on Partner Institutions of Joint-stock, City and Private Banks',
    ),
    issuer: text('国家金融监督管理总局2025年8月', 'NFRA, August 2025'),
    certainty: 'secondary',
  },
  '2026-2': {
    title: text(
      '个人贷款业务明示综合融资成本规定',
      'Provisions on Showing the All-in Financing Cost of Personal Loans',
    ),
    issuer: text('金规〔2026〕2号', 'NFRA 2026 No. 2'),
    inForceFrom: '2026-08-01',
    certainty: 'secondary',
  },
  '2026-marketing': {
    title: text('金融产品网络营销管理办法', 'Measures for Online Marketing of Financial Products'),
    issuer: text('八部门2026年4月', 'Eight ministries, April 2026'),
    inForceFrom: '2026-09-30',
    certainty: 'secondary',
  },
  '2025-evaluation': {
    title: text(
      '金融机构消费者权益保护监管评价办法',
      'Measures for Regulatory Evaluation of Consumer Protection',
    ),
    issuer: text('国家金融监督管理总局2025年9月', 'NFRA, September 2025'),
    certainty: 'secondary',
  },
  '2021-24': {
    title: text(
      '银行保险机构消费者权益保护监管评价办法',
      'Measures for Regulatory Evaluation of Consumer Protection (2021)',
    ),
    issuer: text('银保监发〔2021〕24号', 'CBIRC 2021 No. 24'),
    certainty: 'secondary',
  },
  '2024-24': {
    title: text(
      '银行保险机构数据安全管理办法',
      'Measures for Data Security of Banking and Insurance Institutions',
    ),
    issuer: text('金规〔2024〕24号', 'NFRA 2024 No. 24'),
    certainty: 'recalled',
  },
  '2025-14': {
    title: text('关于推进金融纠纷多元化解的意见', 'Opinions on Mediation of Financial Disputes'),
    issuer: text('金发〔2025〕14号', 'NFRA 2025 No. 14'),
    certainty: 'read',
  },
  'cac-2025-audit': {
    title: text(
      '个人信息保护合规审计管理办法',
      'Measures for Compliance Audits of Personal-Information Protection',
    ),
    issuer: text('国家互联网信息办公室2025年', 'CAC, 2025'),
    inForceFrom: '2025-05-01',
    certainty: 'secondary',
  },
  'cac-2025-incident': {
    title: text(
      '国家网络安全事件报告管理办法',
      'Measures for Reporting National Cybersecurity Incidents',
    ),
    issuer: text('国家互联网信息办公室2025年', 'CAC, 2025'),
    inForceFrom: '2025-11-01',
    certainty: 'read',
  },
  'anti-fraud': {
    title: text('中华人民共和国反电信网络诈骗法', 'Law against Telecom and Online Fraud'),
    issuer: text(
      '全国人民代表大会常务委员会',
      'Standing Committee of the National People’s Congress',
    ),
    inForceFrom: '2022-12-01',
    certainty: 'read',
  },
  'data-regulation': {
    title: text('网络数据安全管理条例', 'Regulation on Network Data Security'),
    issuer: text('国务院', 'State Council'),
    inForceFrom: '2025-01-01',
    certainty: 'read',
  },
  cybersecurity: {
    title: text('中华人民共和国网络安全法', 'Cybersecurity Law'),
    issuer: text(
      '全国人民代表大会常务委员会',
      'Standing Committee of the National People’s Congress',
    ),
    inForceFrom: '2017-06-01',
    certainty: 'read',
  },
  'credit-reporting': {
    title: text('征信业管理条例', 'Regulation on Credit Reporting'),
    issuer: text('国务院', 'State Council'),
    inForceFrom: '2013-03-15',
    certainty: 'read',
  },
  'people-mediation': {
    title: text('中华人民共和国人民调解法', 'People’s Mediation Law'),
    issuer: text(
      '全国人民代表大会常务委员会',
      'Standing Committee of the National People’s Congress',
    ),
    inForceFrom: '2011-01-01',
    certainty: 'read',
  },
  'civil-procedure': {
    title: text('中华人民共和国民事诉讼法', 'Civil Procedure Law'),
    issuer: text(
      '全国人民代表大会常务委员会',
      'Standing Committee of the National People’s Congress',
    ),
    inForceFrom: '2024-01-01',
    certainty: 'read',
  },
  'court-mediation': {
    title: text('最高人民法院关于人民法院特邀调解的规定', 'Provisions on Court-Invited Mediation'),
    issuer: text('最高人民法院', 'Supreme People’s Court'),
    inForceFrom: '2016-07-01',
    certainty: 'read',
  },
  'online-mediation': {
    title: text('人民法院在线调解规则', 'Rules on Online Mediation of People’s Courts'),
    issuer: text('最高人民法院', 'Supreme People’s Court'),
    inForceFrom: '2022-01-01',
    certainty: 'read',
  },
  'collection-standard': {
    title: text(
      '互联网金融 个人网络消费信贷 贷后催收风控指引',
      'National Standard on Risk Control of Post-loan Collection',
    ),
    issuer: text('国家标准2025年', 'National standard, 2025'),
    certainty: 'secondary',
  },
  'gbt-35273': {
    title: text(
      '信息安全技术 个人信息安全规范',
      'Personal Information Security Specification (GB/T 35273)',
    ),
    issuer: text('国家标准', 'National standard'),
    inForceFrom: '2020-10-01',
    certainty: 'recalled',
  },
  house: {
    title: text('机构内部制度', 'House policy of the institution'),
    issuer: text('本机构', 'The institution'),
    certainty: 'house',
  },
} as const satisfies Readonly<Record<string, Law>>

export type LawId = keyof typeof LAWS
export type Citation = `${LawId}:${string}`

/** Splits a citation into its law and its article. */
export function cited(citation: Citation): { readonly law: LawId; readonly article: string } {
  const at = citation.indexOf(':')
  return { law: citation.slice(0, at) as LawId, article: citation.slice(at + 1) }
}

/** House policy binds nobody outside the institution and may be configured by it. */
export const isHousePolicy = (citation: Citation): boolean => citation.startsWith('house:')
