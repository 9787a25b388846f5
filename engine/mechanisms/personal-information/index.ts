/**
 * M05 个人信息保护 — protection of consumers' personal information (2022 No. 9 art. 13 and the Personal
 * Information Protection Law).
 *
 * Three charts, each a part: `processing`, an activity from its proposal and impact assessment to the
 * deletion; `request`, what an individual asks for and the answer; `incident`, from the discovery to the
 * verified cure. `common` holds what they share. Read of each part `terms.ts` or `words.ts` (the words),
 * `chart.ts` (the states, with what deviates and why), then events, rules and clocks.
 */
import { text } from '../../../policies/law.ts'
import { joinParts } from '../../core/parts.ts'
import { obligations } from './obligations.ts'
import { bars, coverage, launch } from './phases.ts'
import { incident } from './incident/part.ts'
import { processing } from './processing/part.ts'
import { request } from './request/part.ts'

export const personalInformation = joinParts(
  {
    id: 'M05',
    kind: 'mechanism',
    slug: 'personal-information',
    title: text('个人信息保护', 'Protection of personal information'),
    edition: {
      from: '2023-03-01',
      revision: 1,
      basis: 'statute',
      articles: [
        '2022-9:13',
        'pipl:13',
        'pipl:21',
        'pipl:23',
        'pipl:24',
        'pipl:47',
        'pipl:50',
        'pipl:54',
        'pipl:55',
        'pipl:57',
        'data-regulation:12',
        'credit-reporting:25',
        'cac-2025-incident:4',
      ],
    },
    coverage,
    bars,
    launch,
    obligations,
  },
  [processing, request, incident],
)
