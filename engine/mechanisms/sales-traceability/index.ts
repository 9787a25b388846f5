/**
 * M04 销售行为可回溯管理 — traceability of sales conduct: what is recorded of a sale, who inspects it, how
 * long it is kept and who may hear it (2022 No. 9 art. 12; 2017 No. 54 for insurance).
 *
 * Read `scope.ts` (which sales), `sampling.ts` (which recordings are inspected), `retention.ts` (how long
 * they are kept), then `chart.ts`, with what deviates from the law's own sketch and why.
 */
import { text } from '../../../policies/law.ts'
import { defineMechanism } from '../../core/mechanism.ts'
import { recordingChart } from './chart.ts'
import { clocks } from './clocks.ts'
import { events, facts, subjectsOf } from './events.ts'
import { obligations } from './obligations.ts'
import { coverage } from './phases.ts'
import { reactions } from './reactions.ts'
import { rules } from './rules.ts'
import { samples } from './samples.ts'
import { separation } from './separation.ts'
import { recordingContext } from './terms.ts'

export const salesTraceability = defineMechanism({
  id: 'M04',
  kind: 'mechanism',
  slug: 'sales-traceability',
  title: text('销售行为可回溯管理', 'Traceability of sales conduct'),
  edition: {
    from: '2023-03-01',
    revision: 1,
    basis: 'statute',
    articles: ['2022-9:12', '2017-54:5', '2017-54:6', '2017-54:10', '2020-13:33', '2017-110:zone'],
  },
  context: recordingContext,
  facts,
  events,
  rules,
  separation,
  charts: { recording: recordingChart },
  clocks,
  about: (c) => {
    const label = c.label ?? c.product ?? ''
    return {
      subjects: subjectsOf(c),
      title: text(`销售录制：${label}`, `Recording: ${label}`),
      ...(c.unit === null ? {} : { unit: c.unit }),
    }
  },
  holds: (c) => c.holds.some(({ endedOn }) => endedOn === null),
  reactions,
  coverage,
  obligations,
  samples,
})
