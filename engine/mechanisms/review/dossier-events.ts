/** Events of the dossier and of scope: from the draft to the decision whether art. 9 applies. */
import * as z from 'zod'
import { audit } from '../../../policies/supervisors.ts'
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { text } from '../../../policies/law.ts'
import { clock } from '../../../policies/machinery.ts'
import { system } from '../../../policies/outsiders.ts'
import type { EventTable, Notice } from '../../core/mechanism.ts'
import { day, hash, line, person, personal, subject, unit } from '../../core/payload.ts'
import { basis, dossierItem, matter, productClass } from './terms.ts'

/** Free text of those who work on the case; it may name people. */
export const words = (max = 5000) => personal(z.string().trim().min(1).max(max), 'actor')

const partners = z.array(subject('partner')).max(20)
/** What is handed in for review: terms, price, agreement, copy, channels and partners (M01-2 to M01-5). */
const dossier = z
  .object({
    terms: hash().optional(),
    /** Fee table and cost basis. */
    price: hash().optional(),
    agreement: hash().optional(),
    copy: hash().optional(),
    channels: z.array(line(60)).max(30),
    /** Target-market statement (2025 No. 7 art. 8). */
    targetMarket: hash().optional(),
  })
  .meta({ id: 'ReviewDossier' })
const supersession = z
  .object({ contentHash: hash(), grounds: words() })
  .meta({ id: 'ReviewSupersession' })
/** A submission names the content by its hash; what is reviewed is what may be launched. */
export const submission = {
  contentHash: hash(),
  dossier,
  /** Empty where no partner is used. */
  partners,
  /** Names content that met an objection and is brought again unchanged, and says why. */
  supersedes: supersession.optional(),
}
export type Submission = z.output<z.ZodObject<typeof submission>>
export type DossierGiven = z.output<typeof dossier>

export const toldOfBreach: readonly Notice[] = [
  {
    to: 'seniorManagement',
    about: text('发现未经审查的销售或变更', 'Unreviewed sale or change was found'),
  },
  {
    to: 'supervisoryBody',
    about: text('发现未经审查的销售或变更', 'Unreviewed sale or change was found'),
  },
  {
    to: 'board',
    about: text(
      '同一产品再次发现未经审查的销售或变更',
      'Unreviewed sale or change of the same product was found again',
    ),
    when: { counts: 'unreviewed', atLeast: 2 },
  },
]

export const dossierEvents = {
  openDraft: {
    by: business.submitReview,
    title: text('起草审查材料', 'Open a draft'),
    nature: 'submission',
    opens: true,
    capacity: 'author',
    reads: ['latestReview'],
    payload: z.object({
      product: subject('product'),
      campaign: subject('campaign').optional(),
      label: line(100),
      matter,
      productClass,
      basis: basis.optional(),
      partners: partners.optional(),
      launchOn: day().optional(),
    }),
  },
  reportUnreviewed: {
    by: [consumerProtection.watchSales, audit.report, system.report],
    title: text('报告未经审查即销售', 'Report a sale without review'),
    nature: 'finding',
    opens: true,
    reads: ['latestReview'],
    notices: toldOfBreach,
    payload: z.object({
      product: subject('product'),
      campaign: subject('campaign').optional(),
      label: line(100),
      productClass,
      /** The department that sells it. */
      unit: unit(),
      contentHash: hash().optional(),
      evidenceHash: hash(),
      found: words(),
    }),
  },
  submit: {
    by: business.submitReview,
    title: text('提交审查', 'Submit for review'),
    nature: 'submission',
    capacity: 'submitter',
    notices: [
      { to: 'consumerProtection', about: text('有材料待受理', 'A dossier awaits acceptance') },
    ],
    payload: z.object(submission),
  },
  resubmit: {
    by: business.submitReview,
    title: text('采纳意见后重新提交', 'Adopt the opinion and resubmit'),
    nature: 'submission',
    capacity: 'submitter',
    notices: [
      { to: 'consumerProtection', about: text('有材料待受理', 'A dossier awaits acceptance') },
    ],
    /** `adopted`: how each opinion was adopted (M01-10). */
    payload: z.object({ ...submission, adopted: words() }),
  },
  withdraw: {
    by: business.submitReview,
    title: text('撤回', 'Withdraw'),
    nature: 'submission',
    payload: z.object({ reason: line() }),
  },
  returnIncomplete: {
    by: consumerProtection.review,
    title: text('材料不全退回', 'Return as incomplete'),
    nature: 'decision',
    payload: z.object({ missing: z.array(dossierItem).min(1).max(7), explains: words() }),
  },
  acceptDossier: {
    by: consumerProtection.review,
    title: text('受理并指定审查人', 'Accept the dossier and name the reviewer'),
    nature: 'decision',
    reads: ['interests', 'handlerSeats'],
    appoints: { handler: 'reviewer' },
    payload: z.object({ handler: person() }),
  },
  presumeComplete: {
    by: clock.strike,
    title: text('逾期未答复视为材料齐全', 'Silence: the dossier counts as complete'),
    nature: 'record',
    payload: z.object({}),
  },
  scopeIn: {
    by: consumerProtection.review,
    title: text('确认应予审查', 'Find it in scope'),
    nature: 'decision',
    payload: z.object({ grounds: words() }),
  },
  presumeInScope: {
    by: clock.strike,
    title: text('逾期未判断视为应予审查', 'Silence: it counts as in scope'),
    nature: 'record',
    payload: z.object({}),
  },
  proposeScopeOut: {
    by: consumerProtection.review,
    title: text('提议不予审查', 'Propose that it is out of scope'),
    nature: 'submission',
    capacity: 'proposer',
    payload: z.object({
      consumerFacing: z.boolean(),
      materialChange: z.boolean(),
      grounds: words(),
    }),
  },
  confirmScopeOut: {
    by: consumerProtection.review,
    title: text('确认不予审查', 'Confirm that it is out of scope'),
    nature: 'decision',
    capacity: 'approver',
    payload: z.object({ grounds: words() }),
  },
  lapseDossier: {
    by: clock.strike,
    title: text('停售期间未补齐材料', 'No dossier while the sale is interrupted'),
    nature: 'record',
    notices: [
      {
        to: 'seniorManagement',
        about: text('产品因未提交材料停售', 'A sale is stopped for want of a dossier'),
      },
    ],
    payload: z.object({}),
  },
  lapseRework: {
    by: clock.strike,
    title: text('退回后逾期未重新提交', 'Not resubmitted in time'),
    nature: 'record',
    notices: [
      { to: 'consumerProtection', about: text('退回事项逾期', 'A returned review lapsed') },
      { to: 'businessDepartment', about: text('退回事项逾期', 'A returned review lapsed') },
    ],
    payload: z.object({}),
  },
} as const satisfies EventTable
