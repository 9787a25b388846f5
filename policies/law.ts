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
  /** Day from which it is in force; absent for house policy. */
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
