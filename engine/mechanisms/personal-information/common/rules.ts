/** Rules of what every chart shares, over any context that has the common part. */
import type { Moment, Rule } from '../../../core/mechanism.ts'
import type { RuleText } from '../../../core/mechanism.ts'
import type { Uuid } from '../../../core/values.ts'
import { said } from './said.ts'
import type { Common } from './terms.ts'

interface Told extends Moment<unknown> {
  readonly type: string
  readonly payload: object
}
type CommonRule = Rule<Common, Told>
type Says = Omit<RuleText, 'of'>

const ofCase = (says: Says, holds: (c: Common, e: Told) => boolean): CommonRule => ({
  ...says,
  holds: ({ context, event }) => holds(context, event),
})
const ofEvent = <P>(
  of: string,
  says: Says,
  holds: (payload: P, at: { readonly c: Common; readonly e: Told }) => boolean,
): CommonRule => ({
  ...says,
  of: [of],
  holds: ({ context: c, event: e }) => holds(e.payload as P, { c, e }),
})

const isAuthor = (c: Common, person: Uuid): boolean => c.authors.includes(person)

interface Named {
  readonly handler: string
}
const independence = '2019-38:independence'

/** Who may not do both; each is judged right after the duty. */
export const commonSeparation = {
  notProposer: ofCase(
    said(
      ['不得审批本人提出的事项', 'No one decides on what they proposed'],
      ['由其他人员办理', 'Another person must do it'],
      'pipl:52',
    ),
    (c, e) => e.by.person === undefined || !isAuthor(c, e.by.person),
  ),
  notRecused: ofCase(
    said(
      ['已回避的人员不得再参与', 'Whoever stepped aside takes no further part'],
      ['由其他人员办理', 'Another person must do it'],
      independence,
    ),
    (c, e) => e.by.person === undefined || !c.work.recused.includes(e.by.person),
  ),
  inCharge: ofCase(
    said(
      ['该事项由指定的承办人办理', 'The officer in charge decides'],
      ['改派，或由承办人办理', 'Reassign it, or let the officer in charge act'],
      'pipl:52',
    ),
    (c, e) =>
      c.handler === null || e.by.body !== 'personalInformationOfficer' || c.handler === e.by.person,
  ),
  disposalBySecond: ofCase(
    said(
      ['提议处置的人员不得自行确认', 'Whoever proposed the disposal does not confirm it'],
      ['由第二人确认', 'A second person must confirm'],
      'house:records',
    ),
    (c, e) => c.keeping.disposal === null || c.keeping.disposal.by !== e.by.person,
  ),
  handlerIsFree: ofEvent<Named>(
    'reassign',
    {
      ...said(
        [
          '提出事项或已回避的人员不得承办',
          'Whoever proposed the matter or stepped aside is not put in charge',
        ],
        ['指定其他人员', 'Name another officer'],
        independence,
      ),
      field: ['handler'],
    },
    ({ handler }, { c }) => !isAuthor(c, handler) && !c.work.recused.includes(handler),
  ),
  handlerHasNoInterest: ofEvent<Named>(
    'reassign',
    {
      ...said(
        ['承办人与该事项有利害关系', 'The officer has an interest in the matter'],
        ['指定其他人员', 'Name another officer'],
        independence,
      ),
      field: ['handler'],
      reads: ['interests'],
    },
    (_, { e }) =>
      ((e.facts as { interests: readonly unknown[] | null }).interests ?? []).length === 0,
  ),
} as const

export const commonRules = {
  handlerHoldsSeat: ofEvent<Named>(
    'reassign',
    {
      ...said(
        ['承办人不是个人信息保护负责人', 'The one named is no personal-information officer'],
        ['指定个人信息保护负责人', 'Name a personal-information officer'],
        'pipl:52',
      ),
      field: ['handler'],
      reads: ['handlerSeats'],
    },
    (_, { e }) =>
      ((e.facts as { handlerSeats: readonly { body: string }[] | null }).handlerSeats ?? []).some(
        (s) => s.body === 'personalInformationOfficer',
      ),
  ),
  notYetRecused: ofCase(
    said(
      ['已经回避', 'Has stepped aside already'],
      ['无需再次回避', 'Once is enough'],
      independence,
    ),
    (c, e) => e.by.person !== undefined && !c.work.recused.includes(e.by.person),
  ),
  recordIsAsStated: ofEvent<{
    readonly record: Readonly<Record<string, { readonly was: unknown }>>
  }>(
    'correctRecord',
    {
      ...said(
        ['现有记录与所述不符', 'The record is not as stated'],
        ['写明现有记录', 'State what stands in the record'],
        'house:records',
      ),
      field: ['record'],
    },
    ({ record }, { c }) =>
      Object.entries(record).every(
        ([field, { was }]) => (c as unknown as Readonly<Record<string, unknown>>)[field] === was,
      ),
  ),
  caseEnded: ofCase(
    said(
      ['流程尚未办结', 'The case has not ended'],
      ['办结后再处置档案', 'Dispose of the record after its end'],
      'house:records',
    ),
    (c) => c.endedOn !== null,
  ),
  recordReleasable: ofCase(
    said(
      ['档案保存期未满或已处置', 'The period of retention runs on, or the record is disposed of'],
      ['待保存期届满', 'Wait until the period has ended'],
      'pipl:56',
    ),
    (c) => c.keeping.standing === 'releasable',
  ),
  noHold: ofCase(
    said(
      ['档案被暂缓处置', 'The record is held back from disposal'],
      ['先解除暂缓处置', 'The hold must be released first'],
      'house:records',
    ),
    (c) => c.keeping.hold === null,
  ),
  someHold: ofCase(
    said(
      ['没有暂缓处置', 'Nothing is held back'],
      ['无需解除', 'There is nothing to release'],
      'house:records',
    ),
    (c) => c.keeping.hold !== null,
  ),
  notDisposed: ofCase(
    said(
      ['档案已处置', 'The record is disposed of'],
      ['无可暂缓', 'There is nothing left to hold'],
      'house:records',
    ),
    (c) => c.keeping.standing !== 'disposed',
  ),
  disposalProposed: ofCase(
    said(
      ['没有待确认的处置提议', 'Nobody has proposed the disposal'],
      ['先由一人提议', 'One person must have proposed it'],
      'house:records',
    ),
    (c) => c.keeping.disposal !== null,
  ),
} as const

/** By event; spread into the separation of every chart. */
export const commonSeparated = {
  reassign: ['handlerIsFree', 'handlerHasNoInterest'],
  confirmDisposal: ['disposalBySecond'],
} as const
