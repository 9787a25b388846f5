/** The rules of a policy or annual plan. */
import * as z from 'zod'
import type { ProcessFact } from '../../core/facts.ts'
import { rulesFor } from '../../core/rules.ts'
import { everydayRules } from '../everyday.ts'
import { resolutionItem } from '../resolution.ts'
import { dayOf } from '../seen.ts'
import { decidingRules, levelRules } from './deciding.ts'
import { said } from './kit.ts'
import type { PolicyEvent, policyFacts } from './policy-events.ts'
import { dayIn } from './policy-terms.ts'
import type { PolicyContext } from './policy-terms.ts'

type C = PolicyContext
const rule = rulesFor<C, PolicyEvent, typeof policyFacts>()

const decided = z.object({ items: z.array(resolutionItem) })
/** Nothing later has undone what the resolution decided of this process. */
function stands(found: ProcessFact | null, process: string): boolean {
  const known = decided.safeParse(found?.context)
  return (
    known.success &&
    known.data.items.some(
      (i) => i.process === process && i.decision === 'adoptPolicy' && !i.rescinded,
    )
  )
}

const ownRules = {
  policyNotPutDown: rule.ofEvent('openPolicy', {
    ...said(
      ['该年度的政策或计划已列入', 'That of this kind and year is put down already'],
      ['在该流程中办理', 'Go on in that process'],
      'house:governance',
    ),
    field: ['year'],
    reads: ['policyOfYear'],
    holds: ({ facts: { policyOfYear: found } }) =>
      found === null || found.paths.includes('case.policyWithdrawn'),
  }),
  notAdoptedNow: rule.ofCase({
    ...said(
      ['董事会已通过，不得撤回', 'The board has adopted it: it is not withdrawn'],
      ['由董事会以决议撤销', 'Let the board revoke it by resolution'],
      '2022-9:8',
    ),
    holds: (c) => c.adoption === null,
  }),
  executesWhatWasAdopted: rule.ofEvent('reportExecution', {
    ...said(
      ['执行的内容不是董事会通过的内容', 'What is executed is not what the board adopted'],
      ['按通过的内容执行，或就变更重新决议', 'Execute what was adopted, or bring the change'],
      '2022-9:8',
    ),
    field: ['contentHash'],
    holds: ({ payload }, c) => payload.contentHash === c.adoption?.contentHash,
  }),
  adoptionStands: rule.ofCase({
    ...said(
      ['通过所依据的决议已被撤销', 'The resolution by which it was adopted is rescinded'],
      ['重新提交并由董事会决议', 'Bring it again and have the board resolve anew'],
      '2022-9:8',
    ),
    reads: ['adoption'],
    holds: (c, { facts, process }) =>
      c.adoption?.process === null || stands(facts.adoption, process),
  }),
  changeDiffers: rule.ofEvent('changePolicy', {
    ...said(
      ['内容没有变更', 'The content is the same'],
      ['提交变更后的内容', 'Submit the changed content'],
      'house:governance',
    ),
    field: ['contentHash'],
    holds: ({ payload }, c) => payload.contentHash !== c.contentHash,
  }),
  policyYearIsOver: rule.ofCase({
    ...said(
      ['年度尚未终了', 'The year is not over'],
      ['年度终了后总结', 'Render the account when it is'],
      'house:governance',
    ),
    holds: (c, moment) => dayOf(moment) > dayIn(c.year, '12-31'),
  }),
} as const
export const policyRules = {
  ...ownRules,
  ...decidingRules,
  ...levelRules,
  ...everydayRules,
} as const

export const policySeparation = {
  endorsePolicy: ['notItsAuthor'],
  committeeReturnPolicy: ['notItsAuthor'],
  adoptPolicy: ['notItsAuthor', 'notDecidedBelow'],
  boardReturnPolicy: ['notItsAuthor'],
} as const
