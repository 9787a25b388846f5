/**
 * G04 治理事项 — what board, supervisors and senior management owe beside the eleven mechanisms (2022 No. 9
 * arts 7–8; 2019 No. 38; Company Law art. 80).
 *
 * Four charts: the policy and the annual plan (`policyAdoption`), the half-yearly and annual work report
 * (`workReport`), the inquiry and opinion of the supervisory body (`supervisoryInquiry`), and the reporting of
 * major matters (`majorMatter`). Read `deciding.ts` first (how the bodies decide), then of each chart its
 * terms, its chart, its events, rules and clocks.
 */
import { text } from '../../../policies/law.ts'
import { joinParts } from '../../core/parts.ts'
import { inquiryPart } from './inquiry.ts'
import { matterPart } from './matter.ts'
import { obligations } from './obligations.ts'
import { policyPart } from './policy.ts'
import { workReportPart } from './work-report.ts'

export const governance = joinParts(
  {
    id: 'G04',
    kind: 'governance',
    slug: 'governance',
    title: text('治理事项', 'Governance processes'),
    edition: {
      from: '2023-03-01',
      revision: 1,
      basis: 'statute',
      articles: ['2022-9:7', '2022-9:8', '2022-9:10', '2019-38:board', 'company-law:80'],
    },
    obligations,
  },
  [policyPart, workReportPart, inquiryPart, matterPart],
)
