/** Rules of a package that judge a payload: conditions of the offer, or the way that a region takes. */
import { rulesFor } from '../../core/rules.ts'
import type { PackageEvent, packageFacts } from './package-facts.ts'
import { CONTACT_PLACES, isRemedied, TESTS } from './package-terms.ts'
import type { Deviation, PackageContext, Place } from './package-terms.ts'
import { said } from './said.ts'
import { dayOf, lacksItems, owesCostSheet } from './terms.ts'

type C = PackageContext
const rule = rulesFor<C, PackageEvent, typeof packageFacts>()
const shows = ['publish', 'republish', 'confirmDisplay'] as const
const ownPage: readonly Place[] = ['site', 'app', 'premises', 'contract', 'other']
const partnersAfter = (c: C, given: readonly string[] | undefined): readonly string[] =>
  given ?? c.partners

export const copyRules = {
  noOpenPackage: rule.ofEvent('openPackage', {
    ...said(
      ['该对象已有未结的披露材料', 'A package of this subject is open'],
      ['在该流程中办理', 'Go on in that process'],
      '2022-9:10',
    ),
    field: ['product'],
    reads: ['latestPackageOf'],
    holds: (e) => e.facts.latestPackageOf?.final ?? true,
  }),
  itemsComplete: rule.ofEvent('submitCopy', {
    ...said(
      [
        '关键信息不全：一般产品五项，投资型产品另须六项，保险产品另须七项',
        'Key information is missing: five items of any product, the six of an investment, the seven of insurance',
      ],
      ['补齐应当告知的信息', 'Add what has to be told'],
      '2022-9:10',
    ),
    field: ['items'],
    holds: (e, c) => !lacksItems(c.productClass, dayOf(e), e.payload.items),
  }),
  costSheetGiven: rule.ofEvent('submitCopy', {
    ...said(
      [
        '个人贷款自2026年8月1日起须附综合融资成本明示表',
        'From 1 August 2026 a personal loan shows its all-in cost sheet',
      ],
      ['逐项列明息费和收取主体', 'Itemise each interest and fee and who charges it'],
      '2026-2:cost-sheet',
    ),
    field: ['costSheet'],
    holds: (e, c) => !owesCostSheet(c.productClass, dayOf(e)) || e.payload.costSheet !== undefined,
  }),
  partnerChargesShown: rule.ofEvent('submitCopy', {
    ...said(
      [
        '明示表未载明某合作机构是否收费',
        'The sheet does not say of every partner what it charges, or that it charges nothing',
      ],
      ['列明合作机构收取的费用', 'Itemise what partners charge'],
      '2026-2:cost-sheet',
    ),
    field: ['costSheet', 'chargeNothing'],
    holds: ({ payload: { costSheet, partners } }, c) =>
      costSheet === undefined ||
      partnersAfter(c, partners).every(
        (p) =>
          costSheet.lines.some((l) => l.partner === p) !==
          costSheet.chargeNothing.includes(p as never),
      ),
  }),
  copyNotReturned: rule.ofEvent('submitCopy', {
    ...said(
      [
        '该材料曾被退回，不得原样再次提交',
        'This copy was returned and is not brought again unchanged',
      ],
      ['修改后提交', 'Change it first'],
      '2022-9:10',
    ),
    field: ['copyHash'],
    holds: ({ payload }, c) => !c.returned.includes(payload.copyHash),
  }),
  checkerHoldsSeat: rule.ofEvent('reassign', {
    ...said(
      ['审核人不在消保部门任职', 'The checker holds no seat in the department'],
      ['指定消保部门人员', 'Name someone of the department'],
      '2022-9:8',
    ),
    field: ['handler'],
    reads: ['handlerSeats'],
    holds: ({ facts: { handlerSeats } }) =>
      (handlerSeats ?? []).some((s) => s.body === 'consumerProtection'),
  }),
  recordIsAsStated: rule.ofEvent('correctRecord', {
    ...said(
      ['原记录与所述不符', 'The record is not as stated'],
      ['按现有记录载明原值', 'State the value that is recorded now'],
      'house:disclosure',
    ),
    field: ['record'],
    holds: ({ payload: { record } }, c) =>
      'label' in record ? record.label.was === c.label : record.unit.was === c.unit,
  }),
} as const

export const pageRules = {
  pagesIdentical: rule.ofEvent(shows, {
    ...said(
      ['有页面与应展示的材料不一致', 'A page is not identical with what has to be shown'],
      ['使自有和合作机构页面与材料一致', 'Make own and partner pages identical with the copy'],
      '2022-9:10',
    ),
    field: ['pages'],
    holds: ({ type, payload }, c) => {
      const copy = type === 'publish' ? c.copyHash : c.published?.copyHash
      return payload.pages.every((p) => p.hash === copy)
    },
  }),
  everyPlaceShown: rule.ofEvent(shows, {
    ...said(
      [
        '缺少自有页面或某合作机构的页面',
        'A page of the institution, or of one of the partners, is missing',
      ],
      ['列明自有和每个合作机构的页面', 'Give own pages and those of every partner'],
      '2022-9:10',
    ),
    field: ['pages'],
    holds: ({ type, payload: { pages } }, c) => {
      // What is off display is shown nowhere.
      if (type === 'republish' && c.display === 'off') return pages.length === 0
      return (
        pages.some((p) => ownPage.includes(p.place) && p.partner === undefined) &&
        c.partners.every((partner) =>
          pages.some((p) => p.place === 'partnerPage' && p.partner === partner),
        )
      )
    },
  }),
  contactsPublished: rule.ofEvent('publish', {
    ...said(
      [
        '网站、移动客户端、营业场所和合同须公布投诉电话、地址和流程',
        'Site, app, premises and contract must show the telephone, address and process of complaints',
      ],
      [
        '补充公布；本机构没有的场所另行说明，合同不得缺少',
        'Publish them there; name a place that does not exist, but never the contract',
      ],
      '2020-3:8',
    ),
    field: ['contacts'],
    holds: ({ payload: { contacts, without = [] } }) =>
      CONTACT_PLACES.every(
        (p) => contacts.some((one) => one.place === p) || (p !== 'contract' && without.includes(p)),
      ),
  }),
} as const

const named = (c: C, id: string): Deviation | undefined =>
  c.deviations.find((d) => d.deviation === id)
const names = ['recordAffected', 'remedyAffected', 'correctDeviation', 'rejectCorrection'] as const

export const namedRules = {
  deviationKnown: rule.ofEvent(names, {
    ...said(
      ['没有该项未了结的偏差', 'There is no such deviation that is not settled'],
      ['指明未了结的偏差', 'Name a deviation that is not settled'],
      '2022-9:10',
    ),
    field: ['deviation'],
    holds: ({ payload }, c) => named(c, payload.deviation) !== undefined,
  }),
  remedyWithinList: rule.ofEvent('remedyAffected', {
    ...said(
      ['补救人数超出名单或名单尚未列明', 'More were remedied than are listed, or none are listed'],
      ['按名单逐一补救', 'Remedy those on the list'],
      '2022-9:10',
    ),
    field: ['remedied'],
    holds: ({ payload }, c) => {
      const of = named(c, payload.deviation)
      return of?.affected ? payload.remedied <= of.affected.count : of === undefined
    },
  }),
  listNotShortened: rule.ofEvent('recordAffected', {
    ...said(
      ['受影响人数少于已补救人数', 'Fewer are listed than were remedied already'],
      ['列明全部受影响的消费者', 'List everybody who was affected'],
      '2022-9:10',
    ),
    field: ['count'],
    holds: ({ payload }, c) => payload.count >= (named(c, payload.deviation)?.remedied ?? 0),
  }),
  affectedRemedied: rule.ofEvent('correctDeviation', {
    ...said(
      [
        '该偏差影响的消费者尚未列明或尚未全部补救',
        'The consumers affected by it are not listed, or not all remedied',
      ],
      ['先列明并补救', 'List and remedy them first'],
      '2022-9:10',
    ),
    field: ['deviation'],
    holds: ({ payload }, c) => {
      const of = named(c, payload.deviation)
      return of === undefined || isRemedied(of)
    },
  }),
  notYetCorrected: rule.ofEvent('correctDeviation', {
    ...said(
      ['该偏差已经纠正', 'It is corrected already'],
      ['指明尚未纠正的偏差', 'Name one that is not corrected'],
      '2022-9:10',
    ),
    field: ['deviation'],
    holds: ({ payload }, c) => named(c, payload.deviation)?.corrected !== true,
  }),
  lastUncorrected: rule.ofEvent('correctDeviation', {
    ...said(
      ['尚有其他偏差未纠正', 'Another deviation is not corrected'],
      ['全部纠正后复核', 'It is verified when all are corrected'],
      '2022-9:10',
    ),
    field: ['deviation'],
    holds: ({ payload }, c) =>
      c.deviations.every((d) => d.corrected || d.deviation === payload.deviation),
  }),
  remedyDayAhead: rule.ofEvent('forceCorrection', {
    ...said(
      ['补救期限不得早于今日', 'The day set for the remedy has passed'],
      ['设定今日或以后的日期', 'Set today or a later day'],
      'house:disclosure',
    ),
    field: ['remedyBy'],
    holds: (e) => e.payload.remedyBy >= dayOf(e),
  }),
  driftIsReal: rule.ofEvent('reportDrift', {
    ...said(
      ['所见内容与公布内容一致', 'What was found is what was published'],
      ['仅报告不一致的页面', 'Report pages that differ'],
      '2022-9:10',
    ),
    field: ['foundHash'],
    holds: ({ payload }, c) => payload.foundHash !== c.published?.copyHash,
  }),
} as const

/** The regions of the two checks follow a finding by who gave it and how it went. */
const follows = (
  says: readonly [string, string],
  holds: Parameters<typeof rule.ofEvent<'recordCheck'>>[1]['holds'],
) =>
  rule.ofEvent('recordCheck', {
    ...said(says, ['按审核部门和结果记录', 'It follows who checked and the result'], '2022-9:10'),
    holds,
  })
export const routeRules = {
  byProtection: follows(
    ['由法律合规部门审核', 'Legal and compliance checked it'],
    ({ by }) => by.body === 'consumerProtection',
  ),
  byLegal: follows(
    ['由消保部门审核', 'The department checked it'],
    ({ by }) => by.body === 'legalCompliance',
  ),
  allTestsMet: follows(['有不符合的事项', 'A test is not met'], ({ payload: { tests } }) =>
    TESTS.every((t) => tests[t] === 'met'),
  ),
} as const
