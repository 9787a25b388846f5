/** The rules of a major matter. */
import { rulesFor } from '../../core/rules.ts'
import { everydayRules } from '../everyday.ts'
import { dayOf, took } from '../seen.ts'
import { decidingRules } from './deciding.ts'
import { said } from './kit.ts'
import type { MatterEvent, matterFacts } from './matter-events.ts'
import type { MatterContext } from './matter-terms.ts'

type C = MatterContext
const rule = rulesFor<C, MatterEvent, typeof matterFacts>()

const ownRules = {
  notMatterReporter: rule.ofCase({
    ...said(
      ['报告人不得研判本人报告的事项', 'Whoever reported it does not assess it'],
      ['由其他人员研判', 'Another person must assess it'],
      '2022-9:8',
    ),
    refuses: 'SEPARATION',
    holds: (_c, { by, participants }) => !took(participants, by.person, ['submitter']),
  }),
  majorByLaw: rule.ofEvent('assessMatter', {
    ...said(
      ['重大投诉不得认定为一般事项', 'A major complaint is no ordinary matter'],
      ['按重大事项报告', 'Report it as a major matter'],
      '2020-3:29',
    ),
    field: ['level'],
    holds: ({ payload }, c) => payload.level === 'major' || c.kind !== 'majorComplaint',
  }),
  isMajor: rule.ofEvent('assessMatter', {
    ...said(
      ['未认定为重大事项', 'It was not found major'],
      ['无需报告董事会', 'The board need not be told'],
      '2022-9:8',
    ),
    field: ['level'],
    holds: ({ payload }) => payload.level === 'major',
  }),
  tellsRegulator: rule.ofEvent('assessMatter', {
    ...said(
      ['无需报告监管机构', 'The regulator need not be told'],
      ['如需报告，在研判中载明', 'Say so in the assessment where it must'],
      'house:governance',
    ),
    field: ['regulator'],
    holds: ({ payload }) => payload.regulator && payload.level === 'major',
  }),
  performByAhead: rule.ofEvent('instructOnMatter', {
    ...said(
      ['落实期限须晚于今日', 'The day to perform by is ahead'],
      ['载明今日之后的日期', 'Give a later day'],
      'house:governance',
    ),
    field: ['performBy'],
    holds: (e) => e.payload.performBy > dayOf(e),
  }),
  developmentDiffers: rule.ofEvent('reportDevelopment', {
    ...said(
      ['内容没有变更', 'The content is the same'],
      ['提交变更后的内容', 'Submit the changed content'],
      'house:governance',
    ),
    field: ['contentHash'],
    holds: ({ payload }, c) => payload.contentHash !== c.contentHash,
  }),
  someInstruction: rule.ofCase({
    ...said(
      ['没有待落实的指示', 'No instruction is to be performed'],
      ['无需办理', 'Nothing is to be done'],
      'house:governance',
    ),
    holds: (c) => c.instruction?.performed === false,
  }),
  instructionPerformed: rule.ofCase({
    ...said(
      ['董事会指示尚未落实', 'The instruction of the board is not performed'],
      ['先落实指示并报告', 'Perform it and report that first'],
      '2022-9:8',
    ),
    holds: (c) => c.instruction?.performed !== false,
  }),
  regulatorToldWhereDue: rule.ofCase({
    ...said(
      ['应报告监管机构而尚未报告', 'The regulator is to be told and was not'],
      ['先报告监管机构', 'Report it to the regulator first'],
      'house:governance',
    ),
    holds: (c) => !c.regulator.due || c.regulator.toldOn !== null,
  }),
} as const
export const matterRules = { ...ownRules, ...decidingRules, ...everydayRules } as const

export const matterSeparation = { assessMatter: ['notMatterReporter'] } as const
