/**
 * M11 内部审计 — internal audit of consumer protection: every year in its scope, and every relevant
 * department and first-level branch once in five years (2022 No. 9 art. 19).
 *
 * Read `terms.ts` and `work.ts` (what all charts share), then each chart by its `chart.ts`, which says what
 * deviates from the law's own sketch and why: `engagement` for a line of the yearly plan, `coverage` for a
 * unit and its five years, `risk` for what is reported to the audit universe,
 * `export` for what is taken out of the trail, `sample` for what is drawn from it, `paper` for what an auditor
 * concludes, and `reading` for what a person read in a month.
 */
import { text } from '../../../policies/law.ts'
import { joinParts } from '../../core/parts.ts'
import { coverage } from './coverage/part.ts'
import { engagement } from './engagement/part.ts'
import { exporting } from './export/part.ts'
import { obligations } from './obligations.ts'
import { coverage as phases, shares } from './phases.ts'
import { paper } from './paper/part.ts'
import { reading } from './reading/part.ts'
import { risk } from './risk/part.ts'
import { sampling } from './sample/part.ts'

export const audit = joinParts(
  {
    id: 'M11',
    kind: 'mechanism',
    slug: 'audit',
    title: text('内部审计', 'Internal audit'),
    edition: {
      from: '2023-03-01',
      revision: 1,
      basis: 'statute',
      articles: ['2022-9:19', '2019-38:audit'],
    },
    coverage: phases,
    shares,
    obligations,
  },
  [engagement, coverage, risk, exporting, sampling, paper, reading],
)
