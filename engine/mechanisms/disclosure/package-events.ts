/** Events of a disclosure package until it is published, and while it is on display. */
import * as z from 'zod'
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { legal } from '../../../policies/legal.ts'
import { text } from '../../../policies/law.ts'
import { clock } from '../../../policies/machinery.ts'
import { headquarters } from '../../../policies/management.ts'
import { system } from '../../../policies/outsiders.ts'
import type { EventTable, Notice } from '../../core/mechanism.ts'
import { hash, line, money, subject } from '../../core/payload.ts'
import { place, testResult } from './package-terms.ts'
import { basis, item, productClass, words } from './terms.ts'

const partners = z.array(subject('partner')).max(20)
const told = (to: Notice['to'], zh: string, en: string): Notice => ({ to, about: text(zh, en) })

/** One interest or fee of the all-in financing cost, and who charges it (NFRA 2026 No. 2). */
const costLine = z
  .object({
    kind: z
      .enum(['interest', 'fee', 'guarantee', 'insurance', 'service', 'other'])
      .meta({ id: 'DisclosureCostKind' }),
    /** Absent: the institution itself charges it. */
    partner: subject('partner').optional(),
    /** What it comes to for the example that the sheet shows. */
    amount: money(),
  })
  .meta({ id: 'DisclosureCostLine' })
const costSheet = z
  .object({
    hash: hash(),
    lines: z.array(costLine).min(1).max(50),
    /** Partners that charge the borrower nothing. */
    chargeNothing: partners,
  })
  .meta({ id: 'DisclosureCostSheet' })
/** A page as it is shown, by its hash. */
export const page = z
  .object({ place, partner: subject('partner').optional(), hash: hash() })
  .meta({ id: 'DisclosurePage' })
const contact = z.object({ place, evidenceHash: hash() }).meta({ id: 'DisclosureContactPlace' })
const tests = z
  .object({
    truthful: testResult,
    accurate: testResult,
    complete: testResult,
    timely: testResult,
    /** Plain and prominent: jargon explained, key information not in small print. */
    plain: testResult,
  })
  .meta({ id: 'DisclosureTests' })

export const draftingEvents = {
  openPackage: {
    by: business.disclose,
    title: text('建立披露材料', 'Open a disclosure package'),
    nature: 'submission',
    opens: true,
    capacity: 'author',
    reads: ['latestPackageOf'],
    payload: z.object({
      product: subject('product'),
      campaign: subject('campaign').optional(),
      label: line(100),
      productClass,
      basis: basis.optional(),
      partners: partners.optional(),
    }),
  },
  submitCopy: {
    by: business.disclose,
    title: text('提交披露材料', 'Submit the copy'),
    nature: 'submission',
    capacity: 'submitter',
    notices: [told('consumerProtection', '有披露材料待审核', 'A copy awaits its check')],
    payload: z.object({
      /** The content of the product, the same under which it is reviewed. */
      contentHash: hash(),
      copyHash: hash(),
      items: z.array(item).max(20),
      partners: partners.optional(),
      costSheet: costSheet.optional(),
      /** 2020 No. 3 art. 8: the clause of the contract with the ways to complain. */
      contactClauseHash: hash(),
    }),
  },
  withdrawCopy: {
    by: business.disclose,
    title: text('撤回披露材料', 'Withdraw the copy'),
    nature: 'decision',
    payload: z.object({ reason: line() }),
  },
  lapseDraft: {
    by: clock.strike,
    title: text('材料逾期未提交', 'No copy was submitted in time'),
    nature: 'record',
    notices: [told('businessDepartment', '披露材料起草已失效', 'The draft has lapsed')],
    payload: z.object({}),
  },
  recordCheck: {
    by: [consumerProtection.checkDisclosure, legal.checkDisclosure],
    title: text('记录审核结果', 'Record a check'),
    nature: 'finding',
    capacity: 'reviewer',
    payload: z.object({ tests, grounds: words() }),
  },
  returnCopy: {
    by: [consumerProtection.checkDisclosure, legal.checkDisclosure],
    title: text('退回披露材料', 'Return the copy'),
    nature: 'decision',
    capacity: 'reviewer',
    notices: [told('businessDepartment', '披露材料被退回', 'The copy was returned')],
    payload: z.object({ grounds: words() }),
  },
  pass: {
    by: consumerProtection.checkDisclosure,
    title: text('审核通过', 'Pass the copy'),
    nature: 'decision',
    capacity: 'reviewer',
    reads: ['latestReview'],
    notices: [told('businessDepartment', '披露材料审核通过', 'The copy has passed')],
    payload: z.object({ grounds: words() }),
  },
  escalateCheck: {
    by: clock.strike,
    title: text('审核逾期', 'The check was not finished in time'),
    nature: 'record',
    notices: [told('seniorManagement', '披露材料审核逾期', 'A check of a copy is overdue')],
    payload: z.object({}),
  },
  lapseApproval: {
    by: clock.strike,
    title: text('审核结论失效', 'The approval has gone stale'),
    nature: 'record',
    notices: [told('businessDepartment', '披露材料审核结论失效', 'The approval has lapsed')],
    payload: z.object({}),
  },
  recordListPublication: {
    by: headquarters.publishPartnerList,
    title: text('记录合作机构名单的公布', 'Record the publication of the partner list'),
    nature: 'record',
    payload: z.object({ listHash: hash(), partners: partners.min(1), evidenceHash: hash() }),
  },
} as const satisfies EventTable

export const displayEvents = {
  publish: {
    by: business.disclose,
    title: text('公布', 'Publish'),
    nature: 'record',
    capacity: 'submitter',
    reads: ['latestReview', 'partnersListed'],
    payload: z.object({
      pages: z.array(page).min(1).max(50),
      /** Where the ways to complain are published, each with its proof. */
      contacts: z.array(contact).max(10),
      /** Places of art. 8 that the institution does not have. */
      without: z.array(place).max(3).optional(),
    }),
  },
  revise: {
    by: business.disclose,
    title: text('修订', 'Revise'),
    nature: 'submission',
    capacity: 'author',
    payload: z.object({ reason: line() }),
  },
  confirmDisplay: {
    by: consumerProtection.watchDisclosure,
    title: text('核对展示一致', 'Confirm what is shown'),
    nature: 'finding',
    payload: z.object({ pages: z.array(page).min(1).max(50), evidenceHash: hash() }),
  },
  flagRecheckDue: {
    by: clock.strike,
    title: text('到期未核对展示', 'What is shown was not compared in time'),
    nature: 'record',
    notices: [
      told('consumerProtection', '应核对披露展示', 'What is shown should be compared'),
      told('businessDepartment', '应核对披露展示', 'What is shown should be compared'),
    ],
    payload: z.object({}),
  },
  informInvestors: {
    by: business.disclose,
    title: text('存续期信息披露', 'Inform investors during the life of the product'),
    nature: 'record',
    payload: z.object({ informationHash: hash(), evidenceHash: hash() }),
  },
  reportInvestorsUninformed: {
    by: clock.strike,
    title: text('存续期信息披露逾期', 'Investors were not informed in time'),
    nature: 'record',
    notices: [
      told('consumerProtection', '存续期信息披露逾期', 'Investors were not informed in time'),
      told('seniorManagement', '存续期信息披露逾期', 'Investors were not informed in time'),
    ],
    payload: z.object({}),
  },
  retirePackage: {
    by: business.disclose,
    title: text('停止展示', 'Take it off display'),
    nature: 'decision',
    reads: ['inService'],
    payload: z.object({ reason: line(), evidenceHash: hash() }),
  },
  flagRunOff: {
    by: clock.strike,
    title: text('存续期提醒', 'Contracts are still in service'),
    nature: 'record',
    notices: [told('businessDepartment', '核对存续合同', 'Check which contracts are in service')],
    payload: z.object({}),
  },
  settlePackage: {
    by: [system.report, business.disclose],
    title: text('存续合同全部了结', 'The last contract has ended'),
    nature: 'record',
    reads: ['inService'],
    payload: z.object({ evidenceHash: hash() }),
  },
} as const satisfies EventTable
