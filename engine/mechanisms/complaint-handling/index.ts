/**
 * M07 Complaint handling (投诉处理): 2022 No. 9 art. 15 and 2020 No. 3, the Measures for Handling Consumer
 * Complaints in Banking and Insurance.
 *
 * Reading order: shapes, context, events (-intake, -handling, -answer, -aftermath), rules (-intake,
 * -answer), effects, then the chart with its parts: work, review, clock-region, side-regions, everywhere;
 * clocks and samples last.
 */
import { text } from '../../../policies/law.ts'
import { defineMechanism } from '../../core/mechanism.ts'
import { machine } from './chart.ts'
import { clocks } from './clocks.ts'
import { context } from './context.ts'
import type { Context } from './context.ts'
import { coverage } from './coverage.ts'
import { causeKey, events, facts, subjectsOf } from './events.ts'
import { rules } from './kit.ts'
import { obligations } from './obligations.ts'
import { reactions } from './reactions.ts'
import { samples } from './samples.ts'

/** Art. 17: nobody handles, reviews, confirms or verifies where they have an interest or a part. */
const appointing = ['notConcerned', 'notRecused', 'noInterest'] as const
const reviewing = ['reviewerIsNew'] as const
const separation = {
  assign: appointing,
  reassign: appointing,
  startHandling: ['handlerActs'],
  recuse: ['handlerActs'],
  decide: ['deciderUnconcerned'],
  approveExtension: ['approverIsNotAsker'],
  refuseExtension: ['approverIsNotAsker'],
  findInadmissible: reviewing,
  acceptReview: reviewing,
  upholdDecision: reviewing,
  changeDecision: reviewing,
  confirmCause: ['confirmerIsNotProposer'],
  verifyRectification: ['verifierIsNotHandler', 'verifierIsNotAuthor'],
} as const

const about = (c: Context) => {
  const cause = causeKey(c)
  const unit = c.owner ?? c.unit
  return {
    subjects: cause === undefined ? subjectsOf(c) : [...subjectsOf(c), cause],
    title: text(`投诉：${c.matter}`, `Complaint: ${c.matter}`),
    ...(unit === null ? {} : { unit }),
    ...(c.basis === null ? {} : { basis: c.basis }),
  }
}

export const complaintHandling = defineMechanism({
  id: 'M07',
  kind: 'mechanism',
  slug: 'complaint-handling',
  title: text('投诉处理', 'Complaint handling'),
  edition: {
    from: '2020-03-01',
    revision: 1,
    basis: 'statute',
    articles: [
      '2022-9:15',
      '2020-3:17',
      '2020-3:18',
      '2020-3:19',
      '2020-3:20',
      '2020-3:26',
      '2020-3:28',
    ],
  },
  context,
  facts,
  events,
  rules,
  separation,
  charts: { complaint: machine },
  clocks,
  about,
  reactions,
  coverage,
  obligations,
  samples,
})
