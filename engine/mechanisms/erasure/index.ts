/**
 * G03 删除个人信息 — erasure of what is personal about an individual (PIPL art. 47).
 *
 * The personal-information officer proposes it, consumer protection or legal confirms it, each another
 * person. With the confirmation, in the same transaction, the key of the subject is destroyed: no value of
 * it can be read again, and the leaves of the trail stay as they are, for they hold commitments alone.
 *
 * It is no mechanism of 2022 No. 9 and nobody's matter: it neither keeps a file nor stands in the way of
 * another erasure. The file of the individual's own request (M05) does not either, where it is named.
 */
import { text } from '../../../policies/law.ts'
import { span } from '../../core/clocks.ts'
import { defineMechanism } from '../../core/mechanism.ts'
import type { SubjectKey } from '../../core/values.ts'
import { erasureChart } from './chart.ts'
import { context, events, facts } from './events.ts'
import { rules, separation } from './rules.ts'

export const erasure = defineMechanism({
  id: 'G03',
  kind: 'programme',
  slug: 'erasure',
  title: text('删除个人信息', 'Erasure of personal information'),
  edition: { from: '2021-11-01', revision: 1, basis: 'statute', articles: ['pipl:47'] },
  context,
  facts,
  events,
  rules,
  separation,
  charts: { erasure: erasureChart },
  clocks: {
    /** Art. 47 names no number; a proposal that nobody decides does not stand for ever. */
    decision: {
      kind: 'validity',
      title: text('删除提议有效期', 'Validity of the proposal'),
      policy: 'erasure.decision',
      span: span(15, 'day'),
      bounds: [1, 30],
      runsIn: ['case.proposed'],
      from: 'entered',
      fires: 'lapseErasure',
    },
  },
  about: ({ subject }) => ({
    subjects: subject === null ? [] : [subject as SubjectKey],
    title: text(
      `删除个人信息：${subject ?? ''}`,
      `Erasure of personal information: ${subject ?? ''}`,
    ),
  }),
  reactions: [],
  projects: (event, { subject }) =>
    event.type === 'confirmErasure'
      ? [{ table: 'erasure', row: { subject, entry: event.entry, erased_at: event.at } }]
      : [],
  samples: {
    proposeErasure: () => ({
      subject: 'consumer:sample',
      ground: 'purposeEnded' as const,
      reason: 'the contract has ended',
    }),
    declineErasure: () => ({ reason: 'the account is still in use' }),
    withdrawErasure: () => ({ reason: 'proposed by mistake' }),
  },
})
