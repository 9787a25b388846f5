/** Decision, telling, performance and review: 2020 No. 3 arts 18–21. */
import * as z from 'zod'
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { text } from '../../../policies/law.ts'
import { clock } from '../../../policies/machinery.ts'
import { headquarters, management } from '../../../policies/management.ts'
import type { EventTable } from '../../core/mechanism.ts'
import { day, hash } from '../../core/payload.ts'
import { contactMeans } from '../case-work.ts'
import { byComplainant, party, words } from './events-intake.ts'
import {
  examined,
  inadmissibility,
  novelty,
  outcome,
  relief,
  remedyKind,
  statement,
  told,
} from './shapes.ts'

const { decideComplaint } = consumerProtection
const reviewers = [headquarters.review, management.overseeComplaints] as const

export const answerEvents = {
  decide: {
    by: [decideComplaint, management.overseeComplaints],
    title: text('作出处理决定', 'Decide'),
    nature: 'decision',
    capacity: 'decider',
    transcribable: true,
    payload: z.object({
      ...party,
      outcome,
      relief,
      remedies: z.array(remedyKind).max(4),
      // Both are demanded of every decision that is taken here; an earlier register may state neither.
      findings: words(20_000).optional(),
      grounds: words(20_000).optional(),
    }),
  },
  tell: {
    by: decideComplaint,
    title: text('告知投诉人', 'Tell the complainant'),
    nature: 'record',
    regions: ['clock'],
    backdatable: true,
    transcribable: true,
    payload: z.object({
      means: contactMeans.optional(),
      // Where it lies before the day on which the record takes effect.
      on: day().optional(),
      proof: hash().optional(),
      deliveredOn: day().optional(),
    }),
  },
  recordDelivery: {
    by: decideComplaint,
    title: text('记录决定送达', 'Record that the decision was received'),
    nature: 'record',
    backdatable: true,
    payload: z.object({ deliveredOn: day(), proof: hash() }),
  },
  newFacts: {
    by: byComplainant,
    title: text('提出新的事实、理由', 'Bring new facts or reasons'),
    nature: 'submission',
    regions: ['clock'],
    backdatable: true,
    transcribable: true,
    payload: z.object({
      ...party,
      novelty,
      statement: statement.optional(),
      facts: words(20_000).optional(),
    }),
  },
  accept: {
    by: byComplainant,
    title: text('接受处理决定', 'Accept the decision'),
    nature: 'submission',
    backdatable: true,
    transcribable: true,
    payload: z.object({ ...party, statement: statement.optional() }),
  },
  lapse: {
    by: clock.strike,
    title: text('未在期限内提出异议', 'Not contested in time'),
    nature: 'record',
    payload: z.object({}),
  },
  recordPerformance: {
    by: [consumerProtection.performRelief, business.performRelief],
    title: text('记录履行', 'Record the performance'),
    nature: 'record',
    regions: ['remedy'],
    backdatable: true,
    transcribable: true,
    afterEnd: true,
    payload: z.object({ on: day().optional(), proof: hash().optional() }),
  },
  markPerformanceOverdue: {
    by: clock.strike,
    title: text('逾期未履行', 'Promise not performed in time'),
    nature: 'record',
    regions: ['remedy'],
    notices: [
      {
        to: 'seniorManagement',
        about: text('承诺逾期未履行', 'A promise was not performed in time'),
      },
    ],
    payload: z.object({}),
  },
} as const satisfies EventTable

const asked = {
  ...party,
  statement,
  writing: hash(),
  deliveredOn: day(),
  reasons: words(),
}
export const reviewEvents = {
  askReview: {
    by: byComplainant,
    title: text('书面申请核查', 'Ask in writing for review'),
    nature: 'submission',
    backdatable: true,
    notices: [{ to: 'headquarters', about: text('核查申请待处理', 'A request for review awaits') }],
    payload: z.object(asked),
  },
  askSecondLook: {
    by: byComplainant,
    title: text('申请复查（内部制度）', 'Ask for a second look (house policy)'),
    nature: 'submission',
    backdatable: true,
    notices: [{ to: 'headquarters', about: text('复查申请待处理', 'A second look is asked for') }],
    payload: z.object(asked),
  },
  withdrawReview: {
    by: byComplainant,
    title: text('撤回核查申请', 'Withdraw the request for review'),
    nature: 'submission',
    backdatable: true,
    payload: z.object({ ...party, statement }),
  },
  findInadmissible: {
    by: reviewers,
    title: text('核查申请不予受理', 'Find the request inadmissible'),
    nature: 'decision',
    payload: z.object({ ...party, ground: inadmissibility, reasons: words() }),
  },
  acceptReview: {
    by: reviewers,
    title: text('受理核查', 'Admit the request'),
    nature: 'decision',
    capacity: 'reviewer',
    payload: z.object({}),
  },
  upholdDecision: {
    by: reviewers,
    title: text('维持处理决定', 'Uphold the decision'),
    nature: 'decision',
    capacity: 'reviewer',
    payload: z.object({
      ...party,
      examined: z.array(examined).max(3),
      findings: words(20_000),
      grounds: words(20_000),
    }),
  },
  changeDecision: {
    by: reviewers,
    title: text('变更处理决定', 'Change the decision'),
    nature: 'decision',
    capacity: 'reviewer',
    payload: z.object({
      ...party,
      examined: z.array(examined).max(3),
      outcome,
      relief,
      remedies: z.array(remedyKind).max(4),
      findings: words(20_000),
      grounds: words(20_000),
    }),
  },
  tellReview: {
    by: [headquarters.review, decideComplaint],
    title: text('告知核查结果', 'Tell the result of the review'),
    nature: 'record',
    regions: ['reviewClock'],
    backdatable: true,
    payload: z.object({ told }),
  },
  expireReview: {
    by: clock.strike,
    title: text('核查期限届满', 'The period of review has ended without an answer'),
    nature: 'record',
    regions: ['reviewClock'],
    notices: [
      { to: 'headquarters', about: text('核查逾期', 'A review is overdue') },
      { to: 'seniorManagement', about: text('核查逾期', 'A review is overdue') },
    ],
    payload: z.object({}),
  },
} as const satisfies EventTable
