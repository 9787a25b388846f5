/** Bodies and their duties: who may or must act, under which article. */
import type { Citation, Text } from './law.ts'

/**
 * The bodies of an institution, those outside it that may act, and the three of the engine itself.
 * `supervisoryBody` names the function: a board of supervisors, an audit committee or a single
 * supervisor holds it, as the institution's articles of association say (Company Law arts 69, 121).
 */
export const BODIES = {
  board: { zh: '董事会', en: 'Board of directors' },
  consumerProtectionCommittee: {
    zh: '消费者权益保护委员会',
    en: 'Consumer-protection committee of the board',
  },
  supervisoryBody: { zh: '监事会（监督职能）', en: 'Supervisory body' },
  seniorManagement: { zh: '高级管理层', en: 'Senior management' },
  headquarters: { zh: '总部（上级机构）', en: 'Headquarters (superior institution)' },
  consumerProtection: { zh: '消费者权益保护部门', en: 'Consumer-protection department' },
  businessDepartment: { zh: '业务部门', en: 'Business department' },
  legalCompliance: { zh: '法律合规部门', en: 'Legal and compliance' },
  personalInformationOfficer: { zh: '个人信息保护负责人', en: 'Personal-information officer' },
  humanResources: { zh: '人力资源部门', en: 'Human resources' },
  internalAudit: { zh: '内部审计部门', en: 'Internal audit' },
  partner: { zh: '合作机构', en: 'Partner institution' },
  consumerChannel: { zh: '消费者渠道', en: 'Consumer channel' },
  regulator: { zh: '监管机构', en: 'Regulator' },
  mediationBody: { zh: '调解组织', en: 'Mediation body' },
  court: { zh: '法院或仲裁机构', en: 'Court or arbitral tribunal' },
  police: { zh: '公安机关', en: 'Police' },
  system: { zh: '系统服务账户', en: 'System (service account)' },
  clock: { zh: '时钟', en: 'Clock' },
  courier: { zh: '信使', en: 'Courier' },
} as const satisfies Readonly<Record<string, Text>>

export type Body = keyof typeof BODIES

/** Bodies of the engine: nobody is appointed to them. */
export const ENGINE_BODIES = ['clock', 'courier'] as const satisfies readonly Body[]
export type EngineBody = (typeof ENGINE_BODIES)[number]

/**
 * How far a duty reaches: the whole institution, the processes of the holder's unit, those about the
 * holder's own subject (a partner), those the holder opened, or those about the holder himself.
 */
export type Scope = 'institution' | 'unit' | 'subject' | 'submitted' | 'self'

export interface Duty {
  /** `<body>.<name>`, unique. */
  readonly id: string
  readonly body: Body
  readonly article: Citation
  readonly sentence: Text
  readonly verb: 'act' | 'read'
  readonly scope: Scope
  /** Only over processes of this mechanism. */
  readonly mechanism?: string
  /** Only over processes about this subject: what is a body's own, for whoever sits in several. */
  readonly about?: string
}

interface DutyText {
  readonly article: Citation
  readonly zh: string
  readonly en: string
  readonly verb?: 'read'
  readonly scope?: Scope
  readonly mechanism?: string
  readonly about?: string
}

/** What every body that decides by resolution does as a body, over its own meetings alone. */
export const sitting = (
  body: { readonly of: string; readonly zh: string; readonly en: string },
  article: Citation,
) => {
  const own = { article, mechanism: 'G02', about: body.of } as const
  return {
    convene: {
      ...own,
      zh: `召集${body.zh}会议，安排议程`,
      en: `Convene the ${body.en} and keep its agenda`,
    },
    vote: {
      ...own,
      zh: `以${body.zh}成员身份出席、披露利害关系、表决并签署会议记录`,
      en: `Attend as a member of the ${body.en}, disclose interests, vote and sign the minutes`,
    },
    keepMinutes: {
      ...own,
      zh: `制作${body.zh}会议记录`,
      en: `Keep the minutes of the ${body.en}`,
    },
  } as const
}

/** The duties of one body, each under its name: `duties('board', { approvePlan: { … } }).approvePlan`. */
export function duties<const T extends Readonly<Record<string, DutyText>>>(
  body: Body,
  table: T,
): { readonly [K in keyof T]: Duty } {
  const entries = Object.entries(table).map(([name, d]): [string, Duty] => [
    name,
    Object.freeze({
      id: `${body}.${name}`,
      body,
      article: d.article,
      sentence: { zh: d.zh, en: d.en },
      verb: d.verb ?? 'act',
      scope: d.scope ?? 'institution',
      ...(d.mechanism === undefined ? {} : { mechanism: d.mechanism }),
      ...(d.about === undefined ? {} : { about: d.about }),
    }),
  ])
  return Object.freeze(Object.fromEntries(entries)) as { readonly [K in keyof T]: Duty }
}
