/** Rules of continuous management, of evaluation and of exit. */
import { rulesFor } from '../../core/rules.ts'
import { withinLimits } from './collection.ts'
import type { facts, PartnerEvent } from './events.ts'
import { said } from './said.ts'
import { aspectOf, shownFor, WATCHED } from './terms.ts'
import type { PartnerContext, Watched } from './terms.ts'

type C = PartnerContext
const rule = rulesFor<C, PartnerEvent, typeof facts>()
const house = 'house:partner-list'
const aspects = ['reportSignal', 'dismissSignal', 'confirmViolation'] as const

const isOn = (aspect: Watched) =>
  rule.ofEvent(aspects, {
    ...said(
      ['属于其他方面', 'It is about another aspect'],
      ['指明该方面', 'Name this aspect'],
      house,
    ),
    holds: ({ payload }) =>
      ('aspect' in payload ? payload.aspect : aspectOf(payload.kind)) === aspect,
  })

/** Before it is listed nothing is remedied under an order; the proof of the change stands for it. */
function dismissable(c: C, aspect: Watched): boolean {
  const { standing } = c.aspects[aspect]
  return standing === 'signalled' || (standing === 'violated' && c.publication === null)
}

export const signalRules = {
  onConduct: isOn('conduct'),
  onComplaints: isOn('complaints'),
  onData: isOn('data'),
  onFees: isOn('fees'),
  someSignalled: rule.ofCase({
    ...said(
      ['没有待处理的风险信号', 'No signal is outstanding'],
      ['无需处理', 'There is nothing to do'],
      '2022-9:14',
    ),
    holds: (c) => WATCHED.some((a) => c.aspects[a].standing === 'signalled'),
  }),
  someDismissable: rule.ofCase({
    ...said(
      ['没有可以排除的信号', 'There is no signal that could be dismissed'],
      ['违规须整改验收', 'A violation is remedied and verified'],
      '2022-9:14',
    ),
    holds: (c) => WATCHED.some((a) => dismissable(c, a)),
  }),
  signalIsOpen: rule.ofEvent('confirmViolation', {
    ...said(
      ['该方面没有待核实的信号', 'No signal of this aspect awaits its assessment'],
      ['先报告信号', 'Report the signal first'],
      '2022-9:14',
    ),
    field: ['aspect'],
    holds: ({ payload }, c) => c.aspects[payload.aspect].standing === 'signalled',
  }),
  mayBeDismissed: rule.ofEvent('dismissSignal', {
    ...said(
      [
        '该方面没有信号，或已确认违规，须整改验收',
        'There is no signal of this aspect, or a violation of a listed partner was confirmed, which is remedied',
      ],
      ['指明有信号的方面，或责令整改', 'Name an aspect with a signal, or order remediation'],
      '2022-9:14',
    ),
    field: ['aspect'],
    holds: ({ payload }, c) => dismissable(c, payload.aspect),
  }),
  someViolated: rule.ofCase({
    ...said(
      ['没有确认的违规', 'No violation is confirmed'],
      ['先确认违规', 'Confirm the violation first'],
      '2022-9:14',
    ),
    holds: (c) => WATCHED.some((a) => c.aspects[a].standing === 'violated'),
  }),
  signalsAssessed: rule.ofCase({
    ...said(
      ['尚有信号待核实', 'A signal still awaits its assessment'],
      ['解除整改后继续关注', 'After the remediation the watch goes on'],
      house,
    ),
    holds: (c) => WATCHED.every((a) => c.aspects[a].standing !== 'signalled'),
  }),
  isCollectionAgent: rule.ofCase({
    ...said(
      ['该机构不从事催收', 'The partner does not collect debts'],
      ['仅催收机构报送联系记录', 'Only collection agents report contacts'],
      'collection-standard:contacts',
    ),
    holds: (c) => c.cooperation.includes('collection'),
  }),
  daysInOrder: rule.ofEvent('recordContacts', {
    ...said(
      [
        '报送日晚于今日，或早于已报送的日期',
        'The day lies in the future or before one reported already',
      ],
      ['按日期顺序报送', 'Report day by day'],
      'collection-standard:contacts',
    ),
    field: ['on'],
    holds: ({ payload, on, at }, c) =>
      payload.on <= (on ?? at.slice(0, 10)) && payload.on >= (c.collected?.on ?? ''),
  }),
  withinLimits: rule.ofEvent('recordContacts', {
    ...said(
      ['超出催收时段、次数或对象限制', 'Hours, calls or persons are beyond the limits'],
      ['按违规处理', 'It is a violation'],
      'collection-standard:contacts',
    ),
    holds: ({ payload }, c) => withinLimits(c.collected, payload),
  }),
  beyondLimits: rule.ofEvent('recordContacts', {
    ...said(
      ['未超出催收限制', 'Everything is within the limits'],
      ['不按违规处理', 'It is no violation'],
      'collection-standard:contacts',
    ),
    holds: ({ payload }, c) => !withinLimits(c.collected, payload),
  }),
} as const

export const remedyRules = {
  remediationReported: rule.ofCase({
    ...said(
      ['尚未提交整改证据', 'No evidence of the remediation has been handed in'],
      ['由合作机构或业务部门提交', 'The partner or the department hands it in'],
      '2022-9:14',
    ),
    holds: (c) => (c.remediation?.evidenceHash ?? null) !== null,
  }),
  repeatIsOne: rule.ofEvent('suspendPartner', {
    ...said(
      ['并非再次违规', 'It is not a repeated violation'],
      ['选择其他理由', 'Give another ground'],
      '2022-9:14',
    ),
    field: ['ground'],
    holds: ({ payload }, c) => payload.ground !== 'repeat' || c.violations >= 2,
  }),
  isLeaving: rule.ofCase({
    ...said(
      ['该机构未在退出', 'The partner is not leaving'],
      ['回到冻结前的安排', 'It goes back to where it was'],
      house,
    ),
    holds: (c) => c.exit !== null,
  }),
  wasPublished: rule.ofCase({
    ...said(
      ['该机构未曾公布于名单', 'The partner was never on the public list'],
      ['冻结后重新调查或退出', 'It is assessed anew or leaves'],
      house,
    ),
    holds: (c) => c.publication !== null,
  }),
  notForbidden: rule.ofCase({
    ...said(
      ['该机构在禁止合作名单上', 'The partner is on the forbidden list'],
      ['责令退出', 'Order the exit'],
      '2020-9:partner-list',
    ),
    holds: (c) => c.blacklist === null,
  }),
  isForbidden: rule.ofCase({
    ...said(
      ['该机构不在禁止合作名单上', 'The partner is not on the forbidden list'],
      ['无需移出', 'There is nothing to lift'],
      '2020-9:partner-list',
    ),
    holds: (c) => c.blacklist !== null,
  }),
} as const

export const evaluationRules = {
  cooperationIsAsRecorded: rule.ofEvent('recordEvaluation', {
    ...said(
      [
        '投诉协作评价与记录不符',
        'What is said of its cooperation in complaints is not what was recorded',
      ],
      ['按记录评价', 'Evaluate it as recorded'],
      '2020-3:10',
    ),
    field: ['cooperation'],
    holds: ({ payload: { cooperation } }, c) => {
      if (c.complaintsAsked === 0) return cooperation === 'notAsked'
      if (cooperation === 'full') return c.complaintsAnswered === c.complaintsAsked
      return cooperation !== 'notAsked'
    },
  }),
  stillQualified: rule.ofCase({
    ...said(
      ['最近一次评估有方面不合格', 'The last evaluation found an aspect unsatisfactory'],
      ['认定不再符合条件', 'Find it no longer qualified'],
      '2020-9:evaluation',
    ),
    holds: (c) => c.evaluation.qualified === true,
  }),
  businessGoesOn: rule.ofCase({
    ...said(
      ['暂停尚未解除，须先验收整改', 'It is suspended; the remediation is verified first'],
      ['先验收整改', 'Verify the remediation'],
      '2022-9:14',
    ),
    holds: (c) => c.listing === 'listed',
  }),
} as const

export const exitRules = {
  planCovers: rule.ofEvent('planExit', {
    ...said(
      [
        '退出方案须包括存量客户服务、数据返还和投诉处理',
        'A plan covers service, return of data and complaints',
      ],
      ['补齐方案', 'Complete the plan'],
      '2022-9:14',
    ),
    field: ['covers'],
    holds: ({ payload: { covers } }) =>
      (['service', 'dataReturn', 'complaints'] as const).every((t) => covers.includes(t)),
  }),
  endLiesAhead: rule.ofEvent(['planExit', 'extendRunoff'], {
    ...said(
      ['完成日须晚于今日', 'The day of completion lies ahead'],
      ['更正日期', 'Correct the day'],
      house,
    ),
    field: ['until'],
    holds: ({ payload, on, at }) => payload.until > (on ?? at.slice(0, 10)),
  }),
  dataReturnDeclared: rule.ofCase({
    ...said(
      ['尚未声明个人信息已返还或删除', 'Nobody has declared the data returned or deleted'],
      ['由合作机构或业务部门声明', 'The partner or the department must declare it'],
      'pipl:21',
    ),
    holds: (c) => c.dataReturn !== null,
  }),
  dataReturnVerified: rule.ofCase({
    ...said(
      [
        '个人信息返还或删除未经核实',
        'The return or deletion of personal information is not verified',
      ],
      ['由个人信息保护负责人核实', 'The personal-information officer must verify it'],
      'pipl:21',
    ),
    holds: (c) => !c.handlesInformation || c.dataReturn?.verified === true,
  }),
  finalEvaluationDone: rule.ofCase({
    ...said(
      [
        '催收机构在协议终止前须评估一次',
        'A collection agent is evaluated once before its agreement ends',
      ],
      ['先完成终止前评估', 'Record the evaluation for the end'],
      'collection-standard:evaluation',
    ),
    holds: (c) =>
      !c.cooperation.includes('collection') ||
      c.publication === null ||
      c.evaluation.finalOn !== null,
  }),
  listShowsExit: rule.ofCase({
    ...said(
      ['公布的名单仍载有该机构', 'The public list still names the partner'],
      ['先更新公布的名单', 'Publish the updated list'],
      '2025-9:list',
    ),
    holds: (c) => c.publication === null || c.publication.shows === 'removed',
  }),
  complaintsHandedOver: rule.ofEvent('completeExit', {
    ...said(
      ['仍有涉及该机构的未结投诉', 'Complaints about the partner are still open'],
      ['办结投诉，或附移交安排', 'Close them, or add who goes on with them'],
      '2020-3:10',
    ),
    field: ['handoverHash'],
    reads: ['openComplaints'],
    holds: ({ payload, facts: { openComplaints } }) =>
      payload.handoverHash !== undefined || (openComplaints ?? []).length === 0,
  }),
  listIsOutdated: rule.ofCase({
    ...said(
      ['公布的名单无须更新', 'The public list is up to date'],
      ['状态变化后再更新', 'It is updated after a change'],
      '2025-9:list',
    ),
    holds: (c) => c.outdatedSince !== null,
  }),
  showsWhatIs: rule.ofEvent('publishUpdate', {
    ...said(
      ['公布的状态与实际不符', 'What is shown is not what is the case'],
      ['按实际状态公布', 'Show the standing that it has'],
      '2025-9:list',
    ),
    field: ['shows'],
    holds: ({ payload }, c) => payload.shows === shownFor(c.listing),
  }),
  forcedExitAnnounced: rule.ofEvent('publishUpdate', {
    ...said(
      ['强制退出须公告', 'A forced exit is announced in public'],
      ['附公告', 'Add the notice'],
      '2025-partners:forced-exit',
    ),
    field: ['noticeHash'],
    holds: ({ payload }, c) => c.exit?.forced !== true || payload.noticeHash !== undefined,
  }),
  recordIsAsStated: rule.ofEvent('correctRecord', {
    ...said(
      ['原记录与所述不符', 'The record is not as stated'],
      ['按现有记录载明原值', 'State the value that is recorded now'],
      house,
    ),
    field: ['record'],
    holds: ({ payload: { record } }, c) =>
      'label' in record ? record.label.was === c.label : record.unit.was === c.unit,
  }),
  notYetRecused: rule.ofCase({
    ...said(
      ['已经回避', 'Has stepped aside already'],
      ['无需再次回避', 'Once is enough'],
      '2019-38:independence',
    ),
    holds: (c, { by }) => by.person !== undefined && !c.work.recused.includes(by.person),
  }),
} as const
