/**
 * The rules of the bodies that decide: what the law fixes, and what the institution sets for itself within
 * its bounds. Where the Company Law draws the line, no house policy goes below it.
 */
import type { Body } from '../../../policies/duty.ts'
import { text } from '../../../policies/law.ts'
import type { Citation } from '../../../policies/law.ts'
import type { FactTable } from '../../core/facts.ts'
import type { HousePolicy } from '../../core/house-policy.ts'
import type { SubjectKey } from '../../core/values.ts'
import { ATTESTED_ALLOWED } from '../resolution.ts'
import { MAJORITIES } from './count.ts'
import type { BodyRule } from './count.ts'

export const DECIDING = ['board', 'consumerProtectionCommittee', 'supervisoryBody'] as const
export type Deciding = (typeof DECIDING)[number]
export const isDeciding = (body: Body | null): body is Deciding =>
  (DECIDING as readonly (Body | null)[]).includes(body)

/** The body as a subject: its meetings and its calendar are found by it. */
export const SUBJECT_OF = {
  board: 'organisation:board',
  consumerProtectionCommittee: 'organisation:committee',
  supervisoryBody: 'organisation:supervisors',
} as const satisfies Readonly<Record<Deciding, SubjectKey>>

const SHORT = {
  board: 'board',
  consumerProtectionCommittee: 'committee',
  supervisoryBody: 'supervisors',
} as const satisfies Readonly<Record<Deciding, string>>
export const NAME = {
  board: text('董事会', 'board'),
  consumerProtectionCommittee: text('委员会', 'committee'),
  supervisoryBody: text('监督机构', 'supervisory body'),
} as const

const SETTINGS = ['Notice', 'Quorum', 'Least', 'Majority', 'Casting', 'Written'] as const
type Setting = (typeof SETTINGS)[number]
const key = (body: Deciding, setting: Setting) => `resolution.${SHORT[body]}${setting}`

interface Set {
  readonly value: number
  readonly bounds: readonly [number, number]
  readonly cite?: Citation
}
/**
 * Majority: 0 of those present, 1 of all members, 2 two thirds of all members. Board and supervisory body
 * decide by more than half of all members, each with one vote (Company Law arts 73, 81, 121, 124, 132), so
 * that there a lower majority and a casting vote are not to be had; the committee's are house policy.
 */
const SET: Readonly<Record<Deciding, Readonly<Record<Setting, Set>>>> = {
  board: {
    Notice: { value: 3, bounds: [0, 30] },
    Quorum: { value: 50, bounds: [50, 100], cite: 'company-law:73' },
    Least: { value: 2, bounds: [1, 9] },
    Majority: { value: 1, bounds: [1, 2], cite: 'company-law:73' },
    Casting: { value: 0, bounds: [0, 0], cite: 'company-law:73' },
    Written: { value: 1, bounds: [0, 1] },
  },
  consumerProtectionCommittee: {
    Notice: { value: 3, bounds: [0, 30] },
    Quorum: { value: 50, bounds: [50, 100] },
    Least: { value: 2, bounds: [1, 9] },
    Majority: { value: 1, bounds: [0, 2] },
    Casting: { value: 0, bounds: [0, 1] },
    Written: { value: 1, bounds: [0, 1] },
  },
  supervisoryBody: {
    Notice: { value: 3, bounds: [0, 30] },
    Quorum: { value: 50, bounds: [50, 100] },
    /** A single supervisor decides alone (Company Law art. 83). */
    Least: { value: 1, bounds: [1, 9] },
    Majority: { value: 1, bounds: [1, 2], cite: 'company-law:121' },
    Casting: { value: 0, bounds: [0, 0], cite: 'company-law:121' },
    Written: { value: 1, bounds: [0, 1] },
  },
}
const TITLE: Readonly<Record<Setting, readonly [string, string]>> = {
  Notice: ['会议通知天数', 'days of notice'],
  Quorum: ['出席法定比例', 'per cent of members that must be exceeded by those present'],
  Least: ['最少出席人数', 'least number of members present'],
  Majority: [
    '表决通过规则（0出席过半、1全体过半、2全体三分之二）',
    'majority (0 of those present, 1 of all, 2 two thirds of all)',
  ],
  Casting: ['主席决定票', 'casting vote of the chair'],
  Written: ['允许书面决议', 'written resolutions allowed'],
}

/**
 * All of it but the bounds with a citation is house policy. Paper is accepted by default, because an
 * institution that starts has decisions of before and bodies that still sign on paper.
 */
export const policies: Readonly<Record<string, HousePolicy>> = {
  [ATTESTED_ALLOWED]: {
    title: text('接受纸质会议记录证明的决议', 'Minutes attested on paper are accepted'),
    value: 1,
    bounds: [0, 1],
  },
  ...Object.fromEntries(
    DECIDING.flatMap((body) =>
      SETTINGS.map((setting): [string, HousePolicy] => [
        key(body, setting),
        {
          title: text(
            `${NAME[body].zh}：${TITLE[setting][0]}`,
            `${NAME[body].en}: ${TITLE[setting][1]}`,
          ),
          ...SET[body][setting],
        },
      ]),
    ),
  ),
}

type WithBody = { readonly body: Deciding | null }
/** Of whom the meeting is: as the case says, or while it is being opened whoever opens it. */
export const bodyOf = (context: WithBody, by: { readonly body: Body }): Deciding | undefined => {
  const body = context.body ?? by.body
  return isDeciding(body) ? body : undefined
}
const policyFact = (setting: Setting) =>
  ({
    title: text(...TITLE[setting]),
    kind: 'policy',
    key: ({ context, by }: { context: WithBody; by: { body: Body } }) => {
      const body = bodyOf(context, by)
      return body && { kind: 'policy' as const, key: key(body, setting) }
    },
  }) as const

export const policyFacts = {
  notice: policyFact('Notice'),
  quorum: policyFact('Quorum'),
  least: policyFact('Least'),
  majority: policyFact('Majority'),
  casting: policyFact('Casting'),
  written: policyFact('Written'),
} as const satisfies FactTable<WithBody>

/** The value set, else the default; a value outside its bounds counts as the bound next to it. */
export function valueOf(body: Deciding, setting: Setting, set: number | null | undefined): number {
  const { value, bounds } = SET[body][setting]
  return Math.min(bounds[1], Math.max(bounds[0], set ?? value))
}

type RuleFacts = Readonly<Record<'quorum' | 'least' | 'majority' | 'casting', number | null>>
export const ruleOf = (body: Deciding, set: RuleFacts): BodyRule => ({
  quorum: valueOf(body, 'Quorum', set.quorum),
  least: valueOf(body, 'Least', set.least),
  majority: MAJORITIES[valueOf(body, 'Majority', set.majority)] ?? 'ofAll',
  casting: valueOf(body, 'Casting', set.casting) === 1,
})
