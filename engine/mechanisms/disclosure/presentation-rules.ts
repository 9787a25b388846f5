/** The rules of what one consumer is shown, acknowledges and signs, and of the records of it. */
import type { ProcessFact } from '../../core/facts.ts'
import { rulesFor } from '../../core/rules.ts'
import type { PresentationEvent, presentationFacts } from './presentation-events.ts'
import { SHORTEST_READING_S } from './presentation-terms.ts'
import type { PresentationContext } from './presentation-terms.ts'
import { said } from './said.ts'
import { dayOf, lacksItems, OWN_PAGE_IN_FORCE, owesCostSheet } from './terms.ts'
import type { ProductClass } from './terms.ts'

type C = PresentationContext
const rule = rulesFor<C, PresentationEvent, typeof presentationFacts>()

/** What of a package a consumer may be shown: nothing while it is not on display. */
interface OnDisplay {
  readonly copyHash: string
  readonly costSheetHash: string | null
  readonly productClass: ProductClass | null
  readonly partners: readonly string[]
  readonly unit: string | null
}
export function onDisplay(found: ProcessFact | null): OnDisplay | undefined {
  if (found === null || found.final) return undefined
  const { display, published, productClass, partners, unit } = found.context as {
    display?: string
    published?: { copyHash: string; costSheetHash: string | null } | null
    productClass?: ProductClass | null
    partners?: readonly string[]
    unit?: string | null
  }
  if (display !== 'on' || !published) return undefined
  return {
    copyHash: published.copyHash,
    costSheetHash: published.costSheetHash,
    productClass: productClass ?? null,
    partners: partners ?? [],
    unit: unit ?? null,
  }
}
const isListed = (found: ProcessFact | null): boolean => found?.context['listing'] === 'listed'
const signs = ['confirm', 'enterContract'] as const

export const showingRules = {
  packageOnDisplay: rule.ofEvent('show', {
    ...said(
      [
        '该产品的披露材料未在展示：尚未公布、已停止或因偏差暂停',
        'The package of this product is not on display: unpublished, taken off, or suspended by a deviation',
      ],
      [
        '公布材料，或纠正偏差后恢复展示',
        'Publish it, or have the deviation corrected and verified',
      ],
      '2022-9:10',
    ),
    field: ['product'],
    reads: ['shownPackage'],
    holds: ({ facts }) => onDisplay(facts.shownPackage) !== undefined,
  }),
  copyIsPublished: rule.ofEvent('show', {
    ...said(
      ['所展示的内容不是公布的内容', 'What is shown is not what was published'],
      ['展示公布的版本', 'Show the version that was published'],
      '2022-9:10',
    ),
    field: ['copyHash'],
    reads: ['shownPackage'],
    holds: ({ facts, payload }) => onDisplay(facts.shownPackage)?.copyHash === payload.copyHash,
  }),
  itemsTold: rule.ofEvent('show', {
    ...said(
      [
        '未告知全部关键信息：投资型产品六项，保险产品七项',
        'Not all key information is told: the six items of an investment, the seven of insurance',
      ],
      ['告知全部信息，包括适当性匹配意见', 'Tell all of it, the matching opinion included'],
      '2022-9:10',
    ),
    field: ['items'],
    reads: ['shownPackage'],
    holds: (e) =>
      !lacksItems(onDisplay(e.facts.shownPackage)?.productClass ?? null, dayOf(e), e.payload.items),
  }),
  partnerOfPackage: rule.ofEvent('show', {
    ...said(
      [
        '该合作机构不是材料所列的合作机构',
        'The partner is not one of those that the package names',
      ],
      ['由材料所列的合作机构展示', 'Let a partner of the package show it'],
      '2022-9:14',
    ),
    field: ['partner'],
    reads: ['shownPackage'],
    holds: ({ facts, payload, by }) =>
      payload.partner === undefined
        ? by.body !== 'partner'
        : (onDisplay(facts.shownPackage)?.partners.includes(payload.partner) ?? false),
  }),
  partnerListed: rule.ofEvent('show', {
    ...said(
      ['合作机构不在名单内', 'The partner is not on the list'],
      ['先将其列入名单', 'It must be listed first'],
      '2025-9:partner-list',
    ),
    field: ['partner'],
    reads: ['shownPartner'],
    holds: ({ facts, payload }) => payload.partner === undefined || isListed(facts.shownPartner),
  }),
  packageStillShown: rule.ofCase({
    ...said(
      ['披露材料当前未在展示', 'The package is not on display now'],
      ['待偏差纠正、复核后再展示', 'Wait until a deviation was corrected and verified'],
      '2022-9:10',
    ),
    reads: ['packageNow'],
    holds: (_, { facts }) => onDisplay(facts.packageNow) !== undefined,
  }),
  partnerStillListed: rule.ofCase({
    ...said(
      ['合作机构已不在名单内', 'The partner is no longer on the list'],
      ['由机构自行展示', 'Show it without this partner'],
      '2025-9:partner-list',
    ),
    reads: ['partnerNow'],
    holds: (c, { facts, by }) =>
      c.partner === null || by.body !== 'partner' || isListed(facts.partnerNow),
  }),
  copyIsCurrent: rule.ofEvent('showAgain', {
    ...said(
      ['所展示的内容不是公布的内容', 'What is shown is not what was published'],
      ['展示公布的版本', 'Show the version that was published'],
      '2022-9:10',
    ),
    field: ['copyHash'],
    reads: ['packageNow'],
    holds: ({ facts, payload }) => onDisplay(facts.packageNow)?.copyHash === payload.copyHash,
  }),
  itemsToldAgain: rule.ofEvent('showAgain', {
    ...said(
      ['未告知全部关键信息', 'Not all key information is told'],
      ['告知全部信息', 'Tell all of it'],
      '2022-9:10',
    ),
    field: ['items'],
    holds: (e, c) => !lacksItems(c.productClass, dayOf(e), e.payload.items),
  }),
} as const

export const signingRules = {
  /** Whoever signs has seen what is on display, not an earlier version. */
  copyStillPublished: rule.ofCase({
    ...said(
      ['消费者所见版本已不是展示的版本', 'What the consumer saw is no longer what is on display'],
      ['先再次展示', 'Show it again first'],
      '2022-9:10',
    ),
    reads: ['packageNow'],
    holds: (c, { facts }) => onDisplay(facts.packageNow)?.copyHash === c.copyHash,
  }),
  costSheetOnDisplay: rule.ofCase({
    ...said(
      [
        '个人贷款自2026年8月1日起须展示综合融资成本明示表，而公布的材料没有',
        'From 1 August 2026 a personal loan needs its all-in cost sheet, and none is published',
      ],
      ['修订材料并公布明示表', 'Revise the package and publish the sheet'],
      '2026-2:cost-sheet',
    ),
    holds: (c, moment) => !owesCostSheet(c.productClass, dayOf(moment)) || c.costSheetHash !== null,
  }),
  costSheetAcknowledged: rule.ofEvent('confirm', {
    ...said(
      [
        '个人贷款自2026年8月1日起须在现场签署明示表，或线上弹窗强制阅读',
        'From 1 August 2026 the borrower signs the cost sheet on site, or reads it in a forced pop-up online',
      ],
      [
        '现场签署；线上弹窗并设置强制阅读时间',
        'Have it signed on site, or forced to be read online',
      ],
      '2026-2:cost-sheet',
    ),
    field: ['acknowledgement'],
    holds: (e, c) => {
      if (!owesCostSheet(c.productClass, dayOf(e))) return true
      const given = e.payload.acknowledgement
      return c.means === 'onSite' ? 'signedSheet' in given : 'popUp' in given && given.popUp.forced
    },
  }),
  readLongEnough: rule.ofEvent('confirm', {
    ...said(
      ['强制阅读时间短于内部要求', 'The forced reading time is shorter than house policy asks'],
      ['至少十秒', 'At least ten seconds'],
      'house:disclosure-reading',
    ),
    field: ['acknowledgement'],
    holds: ({ payload: { acknowledgement: given } }) =>
      !('popUp' in given) || !given.popUp.forced || given.popUp.readingS >= SHORTEST_READING_S,
  }),
  sheetIsPublished: rule.ofEvent('confirm', {
    ...said(
      ['所确认的明示表不是公布的明示表', 'The sheet acknowledged is not the one published'],
      ['确认公布的明示表', 'Have the published sheet acknowledged'],
      '2026-2:cost-sheet',
    ),
    field: ['acknowledgement'],
    holds: ({ payload: { acknowledgement: given } }, c) => {
      if ('signedSheet' in given) return given.signedSheet.costSheetHash === c.costSheetHash
      return !('popUp' in given) || given.popUp.costSheetHash === c.costSheetHash
    },
  }),
  signedOnOwnPage: rule.ofEvent(signs, {
    ...said(
      [
        '自2026年9月30日起平台不得介入签约环节，须跳转至本机构自有页面',
        'From 30 September 2026 a platform takes no part in signing: it leads to the institution’s own page',
      ],
      ['在自有页面办理', 'Do it on the own page'],
      '2026-marketing:own-page',
    ),
    field: ['at'],
    holds: (e) => dayOf(e) < OWN_PAGE_IN_FORCE || e.payload.at !== 'partnerPage',
  }),
} as const

export const serviceRules = {
  someUndelivered: rule.ofCase({
    ...said(
      ['没有待送达的告知', 'No notice awaits its delivery'],
      ['先发出告知', 'Send one first'],
      '2022-9:10',
    ),
    holds: (c) => c.notices.some((n) => !n.delivered),
  }),
  noticeKnown: rule.ofEvent('recordServiceDelivery', {
    ...said(
      ['没有该项待送达的告知', 'There is no such notice that awaits its delivery'],
      ['指明待送达的告知', 'Name one that was sent and not delivered'],
      '2022-9:10',
    ),
    field: ['notice'],
    holds: ({ payload }, c) => c.notices.some((n) => n.notice === payload.notice && !n.delivered),
  }),
  deliveredMeanwhile: rule.ofEvent('recordServiceDelivery', {
    ...said(
      ['送达日早于发出日或晚于今日', 'The delivery is dated before the sending or in the future'],
      ['载明实际送达日', 'Give the day of delivery'],
      'house:disclosure',
    ),
    field: ['deliveredOn'],
    holds: (e, c) => {
      const sent = c.notices.find((n) => n.notice === e.payload.notice)
      return e.payload.deliveredOn <= dayOf(e) && e.payload.deliveredOn >= (sent?.on ?? '')
    },
  }),
} as const

export const archiveRules = {
  someHold: rule.ofCase({
    ...said(
      ['档案未被封存', 'The records are not held'],
      ['无需解除', 'There is nothing to release'],
      'house:disclosure-archive',
    ),
    holds: (c) => c.holds.length > 0,
  }),
  holdKnown: rule.ofEvent('releaseHold', {
    ...said(
      ['没有该项封存', 'There is no such hold'],
      ['指明有效的封存', 'Name a hold that stands'],
      'house:disclosure-archive',
    ),
    field: ['hold'],
    holds: ({ payload }, c) => c.holds.includes(payload.hold),
  }),
  notHeld: rule.ofCase({
    ...said(
      ['档案已被封存，不得销毁', 'The records are held and not disposed of'],
      ['封存解除后办理', 'The hold must be released first'],
      'house:disclosure-archive',
    ),
    holds: (c) => c.holds.length === 0,
  }),
  secondDisposer: rule.ofCase({
    ...said(
      ['提议销毁的人不得自行确认', 'Whoever proposed the disposal does not decide on it'],
      ['由第二人确认', 'A second person must decide'],
      'house:disclosure-archive',
    ),
    holds: (c, { by }) => c.disposalBy === null || c.disposalBy !== by.person,
  }),
} as const
export const separationOfPresentation = {
  confirmDisposal: ['secondDisposer'],
  refuseDisposal: ['secondDisposer'],
} as const
