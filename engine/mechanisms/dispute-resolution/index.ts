/**
 * M08 矛盾纠纷多元化解 — disputes with consumers, negotiated first, then mediated, arbitrated or sued over
 * (2022 No. 9 art. 16, 2020 No. 3 arts 23, 24 and 40).
 *
 * Read `terms.ts` (the words), `chart.ts` (the states, with what deviates from the law's own sketch and
 * why), the events by subject, then rules and clocks.
 */
import { text } from '../../../policies/law.ts'
import { defineMechanism } from '../../core/mechanism.ts'
import { isHeld } from '../keeping.ts'
import { separation } from './case-rules.ts'
import { disputeChart } from './chart.ts'
import { clocks } from './clocks.ts'
import { events, facts, subjectsOf } from './events.ts'
import { obligations } from './obligations.ts'
import { coverage } from './phases.ts'
import { reactions } from './reactions.ts'
import { rules } from './rules.ts'
import { samples } from './samples.ts'
import { disputeContext } from './terms.ts'

export const disputeResolution = defineMechanism({
  id: 'M08',
  kind: 'mechanism',
  slug: 'dispute-resolution',
  title: text('矛盾纠纷多元化解', 'Diversified dispute resolution'),
  edition: {
    from: '2023-03-01',
    revision: 1,
    basis: 'statute',
    articles: [
      '2022-9:16',
      '2020-3:23',
      '2020-3:24',
      '2020-3:40',
      '2025-14:16',
      'court-mediation:27',
      'online-mediation:12',
      'people-mediation:33',
    ],
  },
  context: disputeContext,
  facts,
  events,
  rules,
  separation,
  charts: { dispute: disputeChart },
  clocks,
  about: (c) => ({
    subjects: subjectsOf(c),
    title: text(`纠纷：${c.matter}`, `Dispute: ${c.matter}`),
    ...(c.unit === null ? {} : { unit: c.unit }),
  }),
  holds: (c) => isHeld(c.keeping),
  reactions,
  coverage,
  obligations,
  samples,
})
