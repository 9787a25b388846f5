/** Rules of entry: who may be proposed, what due diligence and the agreement must contain. */
import { rulesFor } from '../../core/rules.ts'
import type { facts, PartnerEvent } from './events.ts'
import { said } from './said.ts'
import {
  ASPECT_OWNERS,
  CLAUSES_OF_LAW,
  CLAUSES_OF_LOANS,
  DILIGENCE,
  inheritance,
  WATCHED,
} from './terms.ts'
import type { Clause, PartnerContext } from './terms.ts'

type C = PartnerContext
const rule = rulesFor<C, PartnerEvent, typeof facts>()
const opens = ['proposePartner', 'reportOffListDealing'] as const
const agrees = ['signAgreement', 'renewAgreement'] as const
const publishes = ['publishList', 'publishUpdate'] as const
/** Days from which younger law binds. */
const LIST_FROM = '2025-10-01'
const MARKETING_FROM = '2026-09-30'

const left = (context: Readonly<Record<string, unknown>> | undefined) => {
  const known = inheritance.safeParse(context)
  return known.success ? known.data : undefined
}

export const proposalRules = {
  noOpenListing: rule.ofEvent(opens, {
    ...said(
      ['该机构已有未结的名单管理流程', 'A case of this partner is open'],
      ['在该流程中办理', 'Go on in that process'],
      '2022-9:14',
    ),
    field: ['partner'],
    reads: ['latestListing'],
    holds: (e) => e.facts.latestListing?.final ?? true,
  }),
  notBlacklisted: rule.ofEvent('proposePartner', {
    ...said(
      ['该机构在禁止合作名单上', 'The partner is on the forbidden list'],
      [
        '不得合作；名单有误的，由高级管理层移出',
        'It is not dealt with; where the list is mistaken, senior management takes it off',
      ],
      '2020-9:partner-list',
    ),
    field: ['partner'],
    reads: ['latestListing'],
    holds: (e) => (left(e.facts.latestListing?.context)?.blacklist ?? null) === null,
  }),
  rejectionAnswered: rule.ofEvent('proposePartner', {
    ...said(
      [
        '该机构曾被否决，须说明此后的变化并附证据',
        'The partner was rejected before; say what has changed since, with evidence',
      ],
      ['说明变化', 'State the change'],
      '2022-9:14',
    ),
    field: ['changed'],
    reads: ['latestListing'],
    holds: (e) =>
      e.payload.changed !== undefined ||
      (left(e.facts.latestListing?.context)?.rejection ?? null) === null,
  }),
  unitExists: rule.ofEvent(['reportOffListDealing', 'correctRecord'], {
    ...said(
      ['没有该部门', 'There is no such unit'],
      ['指明已登记的部门', 'Name a unit that is registered'],
      'house:governance',
    ),
    field: ['unit'],
    reads: ['unit'],
    holds: ({ payload, facts }) =>
      facts.unit !== null || ('record' in payload && !('unit' in payload.record)),
  }),
  nothingDealt: rule.ofCase({
    ...said(
      ['已发生名单外业务，须妥善退出', 'There was business off the list; it must be run off'],
      ['由高级管理层责令退出', 'Senior management must order the exit'],
      '2025-9:list',
    ),
    holds: (c) => !c.dealt,
  }),
  overseerHoldsSeat: rule.ofEvent(['beginDueDiligence', 'reassign'], {
    ...said(
      ['负责人不在消保部门任职', 'Who is to be in charge holds no seat in the department'],
      ['指定消保部门人员', 'Name someone of the department'],
      '2022-9:8',
    ),
    field: ['handler'],
    reads: ['handlerSeats'],
    holds: ({ facts: { handlerSeats } }) =>
      (handlerSeats ?? []).some((s) => s.body === 'consumerProtection'),
  }),
} as const

export const diligenceRules = {
  aspectIsYours: rule.ofEvent('recordDiligence', {
    ...said(
      ['该方面由其他部门调查', 'Another body assesses this aspect'],
      ['仅调查本部门负责的方面', 'Assess the aspects of your own body'],
      '2020-9:partner-list',
    ),
    field: ['aspect'],
    holds: ({ payload, by }) =>
      (ASPECT_OWNERS[payload.aspect] as readonly string[]).includes(by.body),
  }),
  diligenceDone: rule.ofCase({
    ...said(
      ['七个方面尚未全部调查', 'Not all seven aspects are assessed'],
      ['补齐尚缺的方面', 'Assess what is missing'],
      '2020-9:partner-list',
    ),
    holds: (c) => DILIGENCE.every((a) => c.diligence[a] !== 'open'),
  }),
  diligencePassed: rule.ofCase({
    ...said(
      ['有方面不合格', 'An aspect is unsatisfactory'],
      ['判定不合格，或在改进后重新调查', 'Fail it, or assess it again once it has improved'],
      '2020-9:partner-list',
    ),
    holds: (c) => DILIGENCE.every((a) => c.diligence[a] !== 'unsatisfactory'),
  }),
  agentIsQualified: rule.ofEvent('reportDueDiligence', {
    ...said(
      [
        '代理销售须确认代理机构的资质',
        'The qualification of an agent that sells must be confirmed',
      ],
      ['附资质证明', 'Add the proof of its qualification'],
      '2025-7:21',
    ),
    field: ['qualificationHash'],
    holds: ({ payload }, c) =>
      !c.cooperation.includes('agencySale') || payload.qualificationHash !== undefined,
  }),
  coreStaysInside: rule.ofEvent('submitForApproval', {
    ...said(
      [
        '授信审批、合同签订等核心环节不得外包',
        'Credit decisions and the signing of contracts are not outsourced',
      ],
      ['由本机构办理', 'The institution does it itself'],
      '2020-9:core',
    ),
    field: ['steps'],
    holds: ({ payload: { steps } }) =>
      !steps.includes('creditDecision') && !steps.includes('contractSigning'),
  }),
  platformStaysOut: rule.ofEvent('submitForApproval', {
    ...said(
      [
        '网络平台不得介入资金划转、适当性测评',
        'A platform takes no part in transfers of funds and suitability tests',
      ],
      ['跳转至本机构自有页面办理', 'Lead consumers to the institution’s own page'],
      '2026-marketing:platforms',
    ),
    field: ['steps'],
    holds: ({ payload: { steps }, on, at }, c) =>
      (on ?? at.slice(0, 10)) < MARKETING_FROM ||
      !c.cooperation.includes('customerAcquisition') ||
      (!steps.includes('fundTransfer') && !steps.includes('suitabilityTest')),
  }),
  feesAreLawful: rule.ofEvent('submitForApproval', {
    ...said(
      [
        '平台不得向借款人收取息费，增信费须计入综合融资成本，不得变相收取咨询费',
        'A platform charges borrowers nothing, guarantee fees count in the all-in cost, and no consulting fee hides a price',
      ],
      ['改正收费安排', 'Mend the fees'],
      '2025-9:fees',
    ),
    field: ['fees'],
    holds: ({ payload: { fees } }, c) =>
      !fees.consultingFee &&
      !(
        c.lendingAssistance &&
        c.cooperation.includes('customerAcquisition') &&
        fees.borrowerPays
      ) &&
      (!c.cooperation.includes('guarantee') || fees.guaranteeInAllInCost),
  }),
  standardIsAdopted: rule.ofEvent('submitForApproval', {
    ...said(
      ['准入退出标准尚未审议通过', 'The standard of entry and exit is not adopted yet'],
      ['载明标准审议通过的日期', 'Give the day on which it was adopted'],
      '2022-9:14',
    ),
    field: ['standard', 'minutes', 'date'],
    holds: ({ payload, on, at }) => payload.standard.minutes.date <= (on ?? at.slice(0, 10)),
  }),
} as const

const named = (clauses: readonly { readonly clause: Clause }[], wanted: readonly Clause[]) =>
  wanted.every((w) => clauses.some((c) => c.clause === w))

export const approvalRules = {
  nothingOutstanding: rule.ofCase({
    ...said(
      ['有未处理的风险信号或违规', 'A signal or a violation is outstanding'],
      ['先排除信号或完成整改', 'Dismiss the signals or see to remediation'],
      '2022-9:14',
    ),
    holds: (c) => WATCHED.every((a) => c.aspects[a].standing === 'clear'),
  }),
  keyTierNeedsManagement: rule.ofCase({
    ...said(
      ['重要合作机构须由高级管理层批准', 'A key partner is approved by senior management'],
      ['报请高级管理层', 'Bring it before senior management'],
      '2022-9:14',
    ),
    holds: (c, { by }) => c.tier !== 'key' || by.body === 'seniorManagement',
  }),
  approvalIsOfFile: rule.ofEvent('approvePartner', {
    ...said(
      ['批准的材料与报批的材料不一致', 'What is approved is not what was submitted'],
      ['载明报批材料的哈希值', 'Name the hash of the file that was submitted'],
      '2022-9:14',
    ),
    field: ['contentHash'],
    holds: ({ payload }, c) => payload.contentHash === c.contentHash,
  }),
  sevenClausesNamed: rule.ofEvent(agrees, {
    ...said(
      [
        '协议须逐项明确信息安全管控、服务价格管理、服务连续性、信息披露、纠纷解决机制、违约责任承担和应急处置',
        'The agreement names information security, price, continuity, disclosure, dispute resolution, liability for breach and emergencies, each',
      ],
      ['补齐条款', 'Add the clauses that are missing'],
      '2022-9:14',
    ),
    field: ['clauses'],
    holds: ({ payload }) => named(payload.clauses, CLAUSES_OF_LAW),
  }),
  supervisionClauseNamed: rule.ofEvent(agrees, {
    ...said(
      ['协议须约定合作机构配合监督检查', 'By the agreement the partner accepts supervision'],
      ['补充该条款', 'Add that clause'],
      '2020-9:partner-list',
    ),
    field: ['clauses'],
    holds: ({ payload }) => named(payload.clauses, ['supervisionCooperation']),
  }),
  informationClauseNamed: rule.ofEvent(agrees, {
    ...said(
      ['委托处理个人信息须在协议中约定', 'The handling of personal information is agreed upon'],
      ['补充个人信息条款', 'Add a clause on personal information'],
      'pipl:21',
    ),
    field: ['clauses'],
    holds: ({ payload }, c) =>
      !c.handlesInformation || named(payload.clauses, ['personalInformation']),
  }),
  loanClausesNamed: rule.ofEvent(agrees, {
    ...said(
      [
        '互联网贷款合作协议须明确合作范围流程、收益风险分担、客户权益保护、数据保密和退出过渡安排',
        'An agreement on internet loans names scope, sharing of income and risk, customer protection, secrecy and the transition of exit',
      ],
      ['补齐条款', 'Add the clauses that are missing'],
      '2020-9:agreement',
    ),
    field: ['clauses'],
    holds: ({ payload }, c) => !c.internetLoans || named(payload.clauses, CLAUSES_OF_LOANS),
  }),
  suitabilityClauseNamed: rule.ofEvent(agrees, {
    ...said(
      [
        '代理销售协议须明确双方的适当性义务',
        'An agency agreement names the suitability duties of both',
      ],
      ['补充该条款', 'Add that clause'],
      '2025-7:21',
    ),
    field: ['clauses'],
    holds: ({ payload }, c) =>
      !c.cooperation.includes('agencySale') || named(payload.clauses, ['suitabilityDuties']),
  }),
  agreementRuns: rule.ofEvent(agrees, {
    ...said(
      ['协议须已签署且尚未到期', 'The agreement must be signed and run on'],
      ['更正签署日或到期日', 'Correct the days'],
      '2022-9:14',
    ),
    field: ['endsOn'],
    holds: ({ payload, on, at }) => {
      const today = on ?? at.slice(0, 10)
      return payload.signedOn <= today && payload.endsOn > today
    },
  }),
  publicationIsOfficial: rule.ofEvent('publishList', {
    ...said(
      [
        '助贷合作机构名单须在官方网站和应用程序公布',
        'The list is published on the official site and in the app',
      ],
      ['在两个渠道公布', 'Publish it in both'],
      '2025-9:list',
    ),
    field: ['channels'],
    holds: ({ payload }, c) =>
      !c.lendingAssistance ||
      payload.publishedOn < LIST_FROM ||
      (payload.channels.includes('website') && payload.channels.includes('app')),
  }),
  publishedNotLater: rule.ofEvent(publishes, {
    ...said(
      ['公布日晚于今日', 'The day of publication lies in the future'],
      ['公布之后再记录', 'Record it once it is published'],
      '2025-9:list',
    ),
    field: ['publishedOn'],
    holds: ({ payload, on, at }) => payload.publishedOn <= (on ?? at.slice(0, 10)),
  }),
  versionIsNew: rule.ofEvent(publishes, {
    ...said(
      ['名单版本不高于已公布的版本', 'The version of the list is not newer than the one published'],
      ['使用新的版本号', 'Use a new version'],
      '2025-9:list',
    ),
    field: ['version'],
    holds: ({ payload }, c) => c.publication === null || payload.version > c.publication.version,
  }),
} as const
