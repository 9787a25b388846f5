/**
 * Who holds the supervising function of an institution. Since the Company Law of 2023 that is no longer
 * always a board of supervisors: the articles of association may give it to an audit committee of directors,
 * to a single supervisor, or to nobody. Code names the function; labels follow what the institution has bound.
 */
import { BODIES } from './duty.ts'
import type { Body } from './duty.ts'
import { text } from './law.ts'
import type { Citation, Text } from './law.ts'

interface Form {
  readonly title: Text
  /** What allows the institution to have it so. */
  readonly article: Citation
}

export const SUPERVISION_FORMS = {
  boardOfSupervisors: {
    title: text('监事会', 'Board of supervisors'),
    article: 'company-law:76',
  },
  /** In a limited company art. 69, in one limited by shares art. 121, wholly state-owned art. 176. */
  auditCommittee: {
    title: text('董事会审计委员会', 'Audit committee of the board'),
    article: 'company-law:69',
  },
  singleSupervisor: { title: text('监事', 'Supervisor'), article: 'company-law:83' },
  /** A small limited company, by consent of all its shareholders. */
  none: { title: text('未设监督机构', 'No supervising body'), article: 'company-law:83' },
} as const satisfies Readonly<Record<string, Form>>

export type SupervisionForm = keyof typeof SUPERVISION_FORMS
export const FORMS = Object.keys(SUPERVISION_FORMS) as [SupervisionForm, ...SupervisionForm[]]

/** What a body is called here and now; without a binding the function is called by its own name. */
export const titleOf = (body: Body, form: SupervisionForm | undefined): Text =>
  body === 'supervisoryBody' && form !== undefined ? SUPERVISION_FORMS[form].title : BODIES[body]
