/** The rules that hold the gates; see `gates.ts`. */
import type { FactValues, ProcessFact } from '../../core/facts.ts'
import { rulesFor } from '../../core/rules.ts'
import type { facts, ReviewEvent } from './events.ts'
import { said } from './said.ts'
import type { ReviewContext } from './terms.ts'

const passedHash = (found: ProcessFact | null): unknown =>
  (found?.context['passed'] as { contentHash?: string } | null | undefined)?.contentHash
/** Where an activity is approved, and where it only ends; in any other state it waits for approval. */
const APPROVED = ['case.approved', 'case.consenting', 'case.active']
const ENDING = ['case.terminating', 'case.retained']
const standsIn = (one: FactValues['open'][number], states: readonly string[]): boolean =>
  states.some((state) => one.paths.includes(state))
const rule = rulesFor<ReviewContext, ReviewEvent, typeof facts>()

export const gateRules = {
  informationGateHolds: rule.ofCase({
    ...said(
      [
        '该产品有个人信息处理活动未经影响评估批准或简式批准',
        'Processing of personal information for this product is not approved, in full or in the short form',
      ],
      ['在个人信息保护机制中取得批准', 'Have it approved in the mechanism of personal information'],
      'pipl:55',
    ),
    reads: ['informationProcessing'],
    holds: (_, { facts: { informationProcessing: found } }) =>
      (found ?? []).some((one) => standsIn(one, APPROVED)) &&
      (found ?? []).every((one) => standsIn(one, [...APPROVED, ...ENDING])),
  }),
  partnerGateHolds: rule.ofCase({
    ...said(
      ['有合作机构不在名单内或已暂停', 'A partner is not on the list, or is suspended'],
      ['使其列入名单，或不再与其合作', 'Have it listed, or go without it'],
      '2022-9:14',
    ),
    reads: ['partnersListed'],
    holds: (c, { facts: { partnersListed: found } }) =>
      c.partners.length === 0 ||
      (found !== null && found.every((one) => one?.context['listing'] === 'listed')),
  }),
  disclosureGateHolds: rule.ofCase({
    ...said(
      ['该内容的披露材料未通过审核', 'The disclosure package of this very content has not passed'],
      ['就同一内容通过披露材料审核', 'Have the package of the same content passed'],
      '2022-9:10',
    ),
    reads: ['disclosurePackage'],
    holds: (c, { facts: { disclosurePackage: found } }) => {
      const passed = passedHash(found)
      return (
        passed !== undefined &&
        found?.final === false &&
        (passed === c.contentHash || (c.clearance?.covers.includes(passed as string) ?? false))
      )
    },
  }),
} as const
