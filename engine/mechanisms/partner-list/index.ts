/**
 * M06 合作机构名单管理 — the list of partners with whom the institution deals where consumers are
 * concerned: entry, continuous management, evaluation and exit (2022 No. 9 art. 14).
 *
 * Read `terms.ts` (the words), `chart.ts` (the states, with what deviates from the law's own sketch and
 * why), the events by subject, then rules and clocks. `collection.ts` holds the limits of collection.
 */
import { text } from '../../../policies/law.ts'
import { defineMechanism } from '../../core/mechanism.ts'
import { isHeld } from '../keeping.ts'
import type { SubjectKey } from '../../core/values.ts'
import { partnerChart } from './chart.ts'
import { clocks } from './clocks.ts'
import { events, facts } from './events.ts'
import { obligations } from './obligations.ts'
import { bars, coverage, launch, shares } from './phases.ts'
import { reactions } from './reactions.ts'
import { rules } from './rules.ts'
import { samples } from './samples.ts'
import { separation } from './separation.ts'
import { partnerContext } from './terms.ts'

export const partnerList = defineMechanism({
  id: 'M06',
  kind: 'mechanism',
  slug: 'partner-list',
  title: text('合作机构名单管理', 'Partner-institution list management'),
  edition: {
    from: '2023-03-01',
    revision: 1,
    basis: 'statute',
    articles: [
      '2022-9:14',
      '2020-9:partner-list',
      '2020-9:evaluation',
      '2025-9:list',
      '2025-9:fees',
      'collection-standard:contacts',
      'collection-standard:evaluation',
      'pipl:21',
    ],
  },
  context: partnerContext,
  facts,
  events,
  rules,
  separation,
  charts: { partner: partnerChart },
  clocks,
  about: (c) => {
    const label = c.label ?? c.partner ?? ''
    return {
      subjects: c.partner === null ? [] : [c.partner as SubjectKey],
      title: text(`合作机构：${label}`, `Partner: ${label}`),
      ...(c.unit === null ? {} : { unit: c.unit }),
    }
  },
  holds: (c) => isHeld(c.keeping),
  reactions,
  coverage,
  bars,
  shares,
  launch,
  obligations,
  samples,
})
