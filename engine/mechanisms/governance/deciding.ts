/**
 * How board, committee and supervisory body decide in the governance processes: by a resolution about the
 * very content at hand, and never by whoever brought it or decided it on a lower level.
 */
import type { Moment, Rule } from '../../core/mechanism.ts'
import type { Uuid } from '../../core/values.ts'
import { RESOLUTION_RULES, resolutionOf, resolutionsOf } from '../resolution.ts'
import type { Resolved } from '../resolution.ts'
import { dayOf, took } from '../seen.ts'
import { said } from './kit.ts'

export const resolution = resolutionOf('Governance')
export const resolves = resolutionsOf({
  endorsePolicy: 'endorsePolicy',
  adoptPolicy: 'adoptPolicy',
  revokePolicy: 'revokePolicy',
  endorseWorkReport: 'endorseReport',
  resolveWorkReport: 'approveReport',
  giveOpinion: 'issueOpinion',
  noteMatter: 'takeNote',
  instructOnMatter: 'instruct',
})

/** What is known of content that bodies deliberate on. */
interface Deliberated {
  /** What is under deliberation, or was decided last. */
  readonly contentHash: string | null
  /** Day on which it was brought. */
  readonly submittedOn: string | null
}
/** What goes through several levels. */
interface Levelled {
  /** Who decided on the way; none of them decides again. */
  readonly endorsedBy: readonly string[]
}
interface Told extends Moment<unknown> {
  readonly type: string
  readonly payload: object
}

const ON_CONTENT = [
  'endorsePolicy',
  'adoptPolicy',
  'revokePolicy',
  'endorseWorkReport',
  'resolveWorkReport',
  'noteMatter',
  'instructOnMatter',
] as const
const resolvedIn = (event: Told): Resolved | undefined => resolves.of(event as never)

type OnContent = Readonly<
  Record<'resolutionOnContent' | 'resolutionDated', Rule<Deliberated, Told>>
>
export const decidingRules: OnContent & typeof resolves.rules = {
  ...resolves.rules,
  resolutionOnContent: {
    ...said(
      ['决议所指内容与待决内容不一致', 'The resolution is about other content'],
      [
        '就待决内容的哈希值重新决议',
        'Have the body resolve on the hash of the content that stands here',
      ],
      '2022-9:8',
    ),
    of: ON_CONTENT,
    field: ['resolution'],
    holds: ({ context: c, event }) =>
      c.contentHash !== null && resolvedIn(event)?.contentHash === c.contentHash,
  },
  resolutionDated: {
    ...said(
      [
        '决议日期晚于今日或早于提交日',
        'The resolution is dated in the future, or before the matter was brought',
      ],
      ['载明作出决议的日期', 'Give the day on which it was passed'],
      '2022-9:8',
    ),
    of: ON_CONTENT,
    field: ['resolution'],
    holds: ({ context: c, event }) => {
      const date = resolvedIn(event)?.date ?? ''
      return date <= dayOf(event) && date >= (c.submittedOn ?? '')
    },
  },
}
export const levelRules: Readonly<
  Record<'notItsAuthor' | 'notDecidedBelow', Rule<Levelled, Told>>
> = {
  notItsAuthor: {
    ...said(
      ['不得审议本人起草或提交的内容', 'No one deliberates on what they drew up or submitted'],
      ['由其他人员审议', 'Another person must do it'],
      '2022-9:8',
    ),
    refuses: 'SEPARATION',
    holds: ({ event: { by, participants } }) =>
      !took(participants, by.person, ['submitter', 'author']),
  },
  notDecidedBelow: {
    ...said(
      [
        '在前一层级同意的人员不得再次决定',
        'Whoever endorsed it on one level does not decide on the next',
      ],
      ['由其他成员决定', 'Other members must decide'],
      '2022-9:8',
    ),
    refuses: 'SEPARATION',
    holds: ({ context: c, event: { by } }) => !c.endorsedBy.includes(by.person ?? ''),
  },
}
export const DECISION_RULES = [
  ...RESOLUTION_RULES,
  'resolutionOnContent',
  'resolutionDated',
] as const

export const endorsedBy = (c: Levelled, person: Uuid | undefined): string[] => [
  ...c.endorsedBy,
  ...(person === undefined ? [] : [person]),
]
