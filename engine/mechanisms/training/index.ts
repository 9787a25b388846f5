/**
 * M09 内部培训 — internal training: the plan of the institution's year and the training of its people, with
 * the restriction of whoever is not trained (2022 No. 9 art. 17; PBOC 2020 No. 5).
 *
 * Read `terms.ts` (the words), `plan-chart.ts` and `person-chart.ts` (the states, with what deviates from
 * the law's own sketch and why), `coverage.ts` (how a year is counted), then events, rules and clocks.
 */
import { text } from '../../../policies/law.ts'
import type { SubjectKey } from '../../core/values.ts'
import { definePart, joinParts } from '../../core/parts.ts'
import { obligations } from './obligations.ts'
import { personClocks, planClocks } from './clocks.ts'
import { personChart } from './person-chart.ts'
import { personEvents, personFacts } from './person-events.ts'
import { personRules, personSeparation } from './person-rules.ts'
import { planChart } from './plan-chart.ts'
import { INSTITUTION, planEvents, planFacts } from './plan-events.ts'
import { planRules, planSeparation } from './plan-rules.ts'
import { personReactions, planReactions } from './reactions.ts'
import { personSamples, planSamples } from './samples.ts'
import { cohort, personContext, planContext } from './terms.ts'
import { bars, coverage } from './phases.ts'

const plan = definePart({
  context: planContext,
  facts: planFacts,
  events: planEvents,
  rules: planRules,
  separation: planSeparation,
  charts: { plan: planChart },
  clocks: planClocks,
  about: (c) => ({
    subjects: [INSTITUTION],
    title: text(`培训计划：${String(c.year ?? '')}年`, `Training plan of ${String(c.year ?? '')}`),
  }),
  reactions: planReactions,
  samples: planSamples,
})

const person = definePart({
  context: personContext,
  facts: personFacts,
  events: personEvents,
  rules: personRules,
  separation: personSeparation,
  charts: { person: personChart },
  clocks: personClocks,
  /** The year of a certificate is a subject for good, so that a year can be counted when it is over. */
  about: (c) => ({
    subjects: [
      ...(c.person === null ? [] : [`person:${c.person}` as SubjectKey]),
      ...(c.unit === null ? [] : [`unit:${c.unit}` as SubjectKey]),
      ...c.certifications.map((of) => cohort(of.year, of.group)),
    ],
    title:
      c.purpose === 'required'
        ? text('专项培训', 'Training after a finding')
        : text(`年度培训：${String(c.year ?? '')}年`, `Training of ${String(c.year ?? '')}`),
    ...(c.unit === null ? {} : { unit: c.unit }),
  }),
  reactions: personReactions,
  samples: personSamples,
})

export const training = joinParts(
  {
    id: 'M09',
    kind: 'mechanism',
    slug: 'training',
    title: text('内部培训', 'Internal training'),
    edition: {
      from: '2023-03-01',
      revision: 1,
      basis: 'statute',
      articles: ['2022-9:17', 'pboc-2020-5:training', '2025-7:16', 'pipl:51', 'anti-fraud:30'],
    },
    coverage,
    bars,
    obligations,
  },
  [plan, person],
)
