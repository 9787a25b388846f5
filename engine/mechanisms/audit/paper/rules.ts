/** Rules of a working paper. */
import { setup } from 'xstate'
import type { ProcessFact } from '../../../core/facts.ts'
import { guardsOf, rulesFor } from '../../../core/rules.ts'
import { everydayRules } from '../../everyday.ts'
import { said } from '../said.ts'
import type { PaperContext } from './context.ts'
import { CITED_MAX, paperTypes } from './events.ts'
import type { PaperEvent, facts } from './events.ts'

const rule = rulesFor<PaperContext, PaperEvent, typeof facts>()
const audit = '2022-9:19'
const trail = 'house:trail'

const teamOf = (engagement: ProcessFact | null): readonly unknown[] => {
  const team = engagement?.context['team']
  return Array.isArray(team) ? team : []
}

const opening = {
  paperOfTeam: rule.ofEvent('openPaper', {
    ...said(
      [
        '底稿由该审计项目的组员编制',
        'A paper is written by somebody of the team of its engagement',
      ],
      ['指明本人参与的审计项目', 'Name an engagement of which the author is'],
      audit,
    ),
    field: ['engagement'],
    reads: ['paperEngagement'],
    holds: ({ by, facts: { paperEngagement } }) =>
      by.person !== undefined && teamOf(paperEngagement).includes(by.person),
  }),
  paperSampleIsDrawn: rule.ofEvent('openPaper', {
    ...said(
      ['没有所述的、已抽取的样本', 'There is no such sample that has been drawn'],
      ['指明已抽取的样本，或不指明', 'Name a sample that has been drawn, or none'],
      audit,
    ),
    field: ['sample'],
    reads: ['paperSample'],
    holds: ({ payload, facts: { paperSample } }) =>
      payload.sample === undefined || typeof paperSample?.context['digest'] === 'string',
  }),
  replacesSigned: rule.ofEvent('openPaper', {
    ...said(
      [
        '只能取代同一审计项目已签发的底稿',
        'Only a signed paper of the same engagement is replaced',
      ],
      ['指明此类底稿，或不指明', 'Name such a paper, or none'],
      audit,
    ),
    field: ['replaces'],
    reads: ['replacedPaper'],
    holds: ({ payload, facts: { replacedPaper } }) =>
      payload.replaces === undefined ||
      (typeof replacedPaper?.context['signedBy'] === 'string' &&
        replacedPaper.context['engagement'] === payload.engagement),
  }),
  takerOfTeam: rule.ofCase({
    ...said(
      ['接手人须为该审计项目的组员', 'Whoever takes it over is of the team of its engagement'],
      ['由组员接手，或先指派', 'Let the team do it, or appoint somebody'],
      audit,
    ),
    reads: ['engagementNow'],
    holds: (_, { by, facts: { engagementNow } }) =>
      by.person !== undefined && teamOf(engagementNow).includes(by.person),
  }),
} as const

const writing = {
  citesEachOnce: rule.ofEvent('citeEntries', {
    ...said(
      ['同一条目只引用一次', 'An entry is cited once'],
      ['去掉已引用的条目', 'Leave out what is cited already'],
      trail,
    ),
    field: ['entries'],
    holds: ({ payload: { entries } }, c) => {
      const all = [...c.entries, ...entries]
      return (
        new Set(all.map((one) => one.position)).size === all.length &&
        new Set(all.map((one) => one.entry)).size === all.length
      )
    },
  }),
  citesNotTooMuch: rule.ofEvent('citeEntries', {
    ...said(
      [
        `一份底稿最多引用${String(CITED_MAX)}条`,
        `A paper cites ${String(CITED_MAX)} entries at most`,
      ],
      ['另立底稿', 'Open another paper'],
      trail,
    ),
    field: ['entries'],
    holds: ({ payload: { entries } }, c) => c.entries.length + entries.length <= CITED_MAX,
  }),
  someCited: rule.ofCase({
    ...said(
      ['尚未引用任何条目', 'It cites no entry'],
      ['先引用所依据的条目', 'Cite the entries on which it rests'],
      trail,
    ),
    holds: (c) => c.entries.length > 0,
  }),
  isCited: rule.ofEvent('dropCitation', {
    ...said(
      ['没有引用该条目', 'It does not cite this entry'],
      ['指明所引用的序位', 'Give the position of one that it cites'],
      trail,
    ),
    field: ['position'],
    holds: ({ payload }, c) => c.entries.some(({ position }) => position === payload.position),
  }),
  isConcluded: rule.ofCase({
    ...said(
      ['尚未写明结论', 'It has no conclusion'],
      ['先写明结论', 'Write the conclusion first'],
      audit,
    ),
    holds: (c) => c.result !== null,
  }),
  /** A citation is worth what the trail holds: nothing is signed that was not held against it. */
  holdsAgainstTrail: rule.ofCase({
    ...said(
      [
        '底稿尚未与存证核对，或核对不一致',
        'It has not been held against the trail, or does not agree with it',
      ],
      ['先核对；不一致的，退回修改', 'Check it first; return it where something differs'],
      trail,
    ),
    holds: ({ check, entries, sample }) =>
      check !== null &&
      check.cited === entries.length &&
      check.differing.length === 0 &&
      (sample === null || check.sampleAgain === true),
  }),
} as const

export const rules = {
  ...opening,
  ...writing,
  authorWrites: rule.ofCase({
    ...said(
      ['底稿由其编制人修改', 'A paper is changed by its author alone'],
      ['由编制人办理，或先接手', 'Let the author do it, or take it over first'],
      audit,
    ),
    holds: (c, { by }) => c.authors.at(-1) === by.person,
  }),
  takenFromAnother: rule.ofCase({
    ...said(
      ['本人已是编制人', 'This is the author already'],
      ['无需接手', 'There is nothing to take over'],
      audit,
    ),
    holds: (c, { by }) => c.authors.at(-1) !== by.person,
  }),
  reviewerIsAnother: rule.ofCase({
    ...said(
      ['编制过底稿的人员不得复核', 'Nobody reviews a paper that he wrote'],
      ['由另一名审计人员复核', 'Another auditor must review it'],
      audit,
    ),
    holds: (c, { by }) => by.person !== undefined && !c.authors.includes(by.person),
  }),
  notAsideFromPaper: rule.ofCase({
    ...said(
      ['已回避的人员不得参与该底稿', 'Whoever stepped aside takes no part in the paper'],
      ['由其他审计人员办理', 'Another auditor must do it'],
      '2019-38:independence',
    ),
    holds: (c, { by }) => by.person === undefined || !c.work.recused.includes(by.person),
  }),
  ...everydayRules,
} as const

export const chart = setup({
  types: paperTypes,
  guards: guardsOf<PaperContext, PaperEvent, typeof rules>(rules),
})
