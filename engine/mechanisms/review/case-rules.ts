/** Rules that look at the case alone: they decide what is offered before a payload exists. */
import { caseWorkSays } from '../case-work.ts'
import { openBreach, openInquiry } from '../case-file.ts'
import { rulesFor } from '../../core/rules.ts'
import type { facts, ReviewEvent } from './events.ts'
import { said } from './said.ts'
import { AREA_OWNERS, AREAS, DOSSIER_FILES } from './terms.ts'
import type { DisputedFrom, DossierItem, Objection, ReviewContext } from './terms.ts'

type C = ReviewContext
const rule = rulesFor<C, ReviewEvent, typeof facts>()

export const objectionTo = (c: C, contentHash: string | null): Objection | undefined =>
  c.objections.find((o) => o.contentHash === contentHash)
const standings = (c: C) => AREAS.map((a) => c.areas[a])

/** What a dossier needs: a campaign its copy and channels, a product everything. */
export const neededItems = (c: C): readonly DossierItem[] => [
  ...(c.campaign === null
    ? DOSSIER_FILES.filter((item) => item !== 'targetMarket')
    : (['copy'] as const)),
  'channels',
  'partners',
]
export const needsTargetMarket = (c: C): boolean =>
  c.campaign === null && (c.productClass === 'investment' || c.productClass === 'insurance')

const cameFrom = (from: DisputedFrom) =>
  rule.ofCase({
    ...said(
      ['争议不是由此状态提出', 'The dispute did not come from there'],
      ['接受意见后回到提出争议时的状态', 'Accepting the opinion leads back to where it came from'],
      'house:review',
    ),
    holds: (c) => c.dispute?.from === from,
  })

export const scopeRules = {
  nothingOnSale: rule.ofCase({
    ...said(
      ['该产品已有销售', 'The product is or was on sale'],
      ['已有销售的产品须恢复、整改或退市', 'What is on sale is resumed, reworked or retired'],
      '2022-9:9',
    ),
    holds: (c) => c.sale.standing === 'none',
  }),
  onSale: rule.ofCase({
    ...said(
      ['该产品尚未销售', 'The product was never on sale'],
      ['先经审查并推出', 'It must have been reviewed and launched'],
      '2022-9:9',
    ),
    holds: (c) => c.sale.standing !== 'none',
  }),
  saleInterrupted: rule.ofCase({
    ...said(
      ['销售未被暂停或停止', 'The sale is neither held nor stopped'],
      ['仅暂停或停止的销售可以恢复', 'Only an interrupted sale is resumed'],
      '2022-9:9',
    ),
    holds: (c) => c.sale.standing === 'held' || c.sale.standing === 'stopped',
  }),
  saleOpen: rule.ofCase({
    ...said(
      ['产品当前未在销售', 'The product is not being sold now'],
      ['先恢复销售', 'The sale must be open'],
      '2022-9:9',
    ),
    holds: (c) => c.sale.standing === 'open',
  }),
  saleHeld: rule.ofCase({
    ...said(
      ['销售已停止，不能撤回了事', 'The sale is stopped; a withdrawal does not settle that'],
      ['提交新材料或退市', 'Submit a new dossier or retire the product'],
      '2022-9:9',
    ),
    holds: (c) => c.sale.standing === 'held',
  }),
  clearanceStands: rule.ofCase({
    ...said(
      ['没有有效的审查结论', 'No clearance stands'],
      ['须经审查通过', 'A review must clear it'],
      '2022-9:9',
    ),
    holds: (c) => c.clearance !== null,
  }),
  nothingCleared: rule.ofCase({
    ...said(
      ['已有审查通过的内容', 'Cleared content exists'],
      ['变更与其比较', 'The change is measured against it'],
      '2022-9:9',
    ),
    holds: (c) => c.clearance === null,
  }),
  clearedContentWasSold: rule.ofCase({
    ...said(
      ['审查通过的内容不是已销售的内容', 'What was cleared is not what was sold'],
      ['仅在二者相同时退回', 'Only then is it returned'],
      '2022-9:9',
    ),
    holds: (c) =>
      c.sale.contentHash !== null && (c.clearance?.covers.includes(c.sale.contentHash) ?? false),
  }),
  scopeUndecided: rule.ofCase({
    ...said(
      ['该事项已确定应予审查', 'It has been found in scope'],
      ['已进入审查的事项须审查完毕', 'What has come to review is reviewed to its end'],
      '2022-9:9',
    ),
    holds: (c) => c.scope === 'undecided',
  }),
  scopeOutProposed: rule.ofCase({
    ...said(
      ['没有待确认的不予审查提议', 'Nobody has proposed that it is out of scope'],
      ['先由一人提议', 'One person must have proposed it'],
      '2022-9:9',
    ),
    holds: (c) => c.proposal?.kind === 'scopeOut',
  }),
  notMaterialProposed: rule.ofCase({
    ...said(
      ['没有待确认的非重大变更提议', 'Nobody has proposed that the change is not material'],
      ['先由一人提议', 'One person must have proposed it'],
      '2022-9:9',
    ),
    holds: (c) => c.proposal?.kind === 'notMaterial',
  }),
  proposalNotObjected: rule.ofCase({
    ...said(
      ['该内容已有未消除的审查意见', 'There is an objection to the content of the proposal'],
      ['须经审查通过', 'A review must clear it'],
      '2019-38:adoption',
    ),
    holds: (c) => objectionTo(c, c.proposal?.contentHash ?? null) === undefined,
  }),
  contentNotObjected: rule.ofCase({
    ...said(
      ['该内容已有未消除的审查意见', 'There is an objection to this content'],
      ['须经审查通过', 'A review must clear it'],
      '2019-38:adoption',
    ),
    holds: (c) => objectionTo(c, c.contentHash) === undefined,
  }),
  changeHeld: rule.ofCase({
    ...said(
      ['暂停的原因不是变更', 'The sale is not held for a change'],
      ['产品缺陷须重新审查', 'A defect needs a new review'],
      '2022-9:9',
    ),
    holds: (c) => c.hold?.cause === 'change' || c.hold?.cause === 'gate',
  }),
  dossierMissing: rule.ofCase({
    ...said(
      ['材料已齐全', 'The dossier is complete'],
      ['不得以材料不全退回', 'It cannot be returned as incomplete'],
      '2022-9:9',
    ),
    holds: (c) => c.dossier === null,
  }),
} as const

export const opinionRules = {
  dossierHeld: rule.ofCase({
    ...said(
      ['没有该内容的完整材料', 'There is no complete dossier of this content'],
      ['退回补齐材料', 'Return it to be completed'],
      '2022-9:9',
    ),
    holds: (c) =>
      [...neededItems(c), ...(needsTargetMarket(c) ? (['targetMarket'] as const) : [])].every(
        (item) => c.dossier?.includes(item) ?? false,
      ),
  }),
  areasDone: rule.ofCase({
    ...said(
      ['尚有分项未出具意见', 'A finding is still missing in some area'],
      ['各分项均须出具意见', 'Every area needs a finding'],
      '2022-9:9',
    ),
    holds: (c) => standings(c).every((s) => s !== 'open' && s !== 'notStarted'),
  }),
  areasClear: rule.ofCase({
    ...said(
      ['并非各分项均已通过', 'Not every area is cleared'],
      ['附条件或退回整改', 'Clear it on conditions or return it for rework'],
      '2022-9:9',
    ),
    holds: (c) => standings(c).every((s) => s === 'cleared' || s === 'notApplicable'),
  }),
  someFlagged: rule.ofCase({
    ...said(
      ['没有分项提出反对意见', 'No area is flagged'],
      [
        '意见须具体：先记录反对的分项意见',
        'An opinion is concrete: record the finding it rests on',
      ],
      '2019-38:adoption',
    ),
    holds: (c) => standings(c).includes('flagged'),
  }),
  noneFlagged: rule.ofCase({
    ...said(
      ['有分项提出反对意见', 'An area is flagged'],
      ['退回整改或出具否定意见', 'Return it for rework or give a negative opinion'],
      '2022-9:9',
    ),
    holds: (c) => !standings(c).includes('flagged'),
  }),
  noObjection: rule.ofCase({
    ...said(
      ['该内容已有未消除的审查意见', 'An earlier objection to this very content stands'],
      [
        '修改内容，或在提交时指明所替代的内容',
        'Change the content, or name it as superseded when submitting',
      ],
      '2019-38:adoption',
    ),
    holds: (c) => objectionTo(c, c.contentHash) === undefined || c.supersedes === c.contentHash,
  }),
  onlyConditions: rule.ofCase({
    ...said(
      ['该内容已有未消除的否定意见', 'An earlier negative opinion on this very content stands'],
      [
        '修改内容，或在提交时指明所替代的内容',
        'Change the content, or name it as superseded when submitting',
      ],
      '2019-38:adoption',
    ),
    holds: (c) =>
      (objectionTo(c, c.contentHash)?.kind ?? 'conditional') === 'conditional' ||
      c.supersedes === c.contentHash,
  }),
  conditionsEvidenced: rule.ofCase({
    ...said(
      ['尚有条件未提交落实证据', 'A condition has no evidence yet'],
      ['逐项提交落实证据', 'Hand in evidence for each condition'],
      '2022-9:9',
    ),
    holds: (c) => c.conditions.every((condition) => condition.evidenceHash !== null),
  }),
  disputeStands: rule.ofCase({
    ...said(
      ['没有对审查意见的争议', 'No opinion is disputed'],
      ['审查逾期的，恢复审查', 'A stalled review is resumed'],
      '2022-9:9',
    ),
    holds: (c) => c.dispute !== null,
  }),
  noDisputeStands: rule.ofCase({
    ...said(
      ['对已出具的意见有争议', 'An opinion was given and is disputed'],
      ['维持意见，或提交委员会', 'Uphold it, or refer it to the committee'],
      '2022-9:9',
    ),
    holds: (c) => c.dispute === null,
  }),
  lawWasHeard: rule.ofCase({
    ...said(
      [
        '法律合规部门和个人信息保护负责人尚未出具意见',
        'Legal and compliance and the personal-information officer have not both been heard',
      ],
      ['先记录其分项意见', 'Record their findings first'],
      '2022-9:9',
    ),
    holds: ({ areas: { legal, personalInformation } }) =>
      [legal, personalInformation].every((s) => s !== 'open' && s !== 'notStarted'),
  }),
  findingIsDue: rule.ofCase({
    ...said(
      ['争议期间没有待补充的意见', 'During a dispute no finding of this body is missing'],
      [
        '仅法律合规部门和个人信息保护负责人可更新意见',
        'Only legal and compliance and the personal-information officer may add to theirs',
      ],
      '2022-9:9',
    ),
    holds: (c, { by }) =>
      by.body !== 'consumerProtection' ||
      AREAS.some(
        (a) => c.areas[a] === 'open' && (AREA_OWNERS[a] as readonly string[]).includes(by.body),
      ),
  }),
  nothingForbidden: rule.ofCase({
    ...said(
      ['法律禁止的事项不得以决议接受', 'What the law forbids cannot be accepted by resolution'],
      ['维持审查意见', 'Uphold the opinion'],
      '2022-9:9',
    ),
    holds: (c) => !c.prohibitions.some((p) => p.contentHash === c.contentHash),
  }),
  cameFromReturned: cameFrom('returned'),
  cameFromConditional: cameFrom('conditional'),
  cameFromRejected: cameFrom('rejected'),
} as const

export const workRules = {
  someBreachOpen: rule.ofCase({
    ...caseWorkSays.someBreachOpen,
    holds: (c) => openBreach(c.work) !== undefined,
  }),
  someInquiryOpen: rule.ofCase({
    ...caseWorkSays.someInquiryOpen,
    holds: (c) => openInquiry(c.work) !== undefined,
  }),
  heldForGate: rule.ofCase({
    ...said(
      ['暂停的原因不是前置事项', 'The sale is not held for a gate'],
      ['变更和缺陷须重新审查', 'A change or a defect needs a new review'],
      '2022-9:9',
    ),
    holds: (c) => c.hold?.cause === 'gate',
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
