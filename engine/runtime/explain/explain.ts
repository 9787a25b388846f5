/** Why an entry was decided as it was, and whether that still follows from what it recorded. Pure. */
import { text } from '../../../policies/law.ts'
import type { Text } from '../../../policies/law.ts'
import type { Explanation } from '../../core/explanation.ts'
import type { Leaf } from '../../core/trail.ts'
import type { Followed } from '../export/follow.ts'
import { same } from '../verify/difference.ts'
import { checksIn, nearestMissIn } from './checks.ts'
import { editionFor, judgeAgain } from './judge-again.ts'
import type { Bench, JudgedAgain } from './judge-again.ts'
import { HouseThen } from './past.ts'
import type { PastOptions, Then } from './past.ts'

/** What is known of an entry and of what was before it. */
export interface Past extends Then {
  /** Its process as the entries before it leave it. */
  readonly before: Followed
}

/** Never throws for what somebody wrote over an entry: what cannot be followed is said. */
export function explainEntry(options: PastOptions, past: Past): Explanation {
  const { leaf } = past.entry
  const house = new HouseThen(options, past)
  const on = house.calendarOf(undefined).dayOf(leaf.recordedAt)
  const { person } = leaf.actor
  const base = {
    entry: leaf.id,
    accepted: leaf.refusal === undefined,
    seats: person === undefined ? [] : house.records.seatsOf(person, on),
  }
  const not = (underived: Text): Explanation => ({
    ...base,
    duties: [],
    checks: [],
    differs: ['derivation'],
    sameTexts: true,
    underived,
  })
  const unknown = unfollowed(past)
  if (unknown) return not(unknown)
  const { editions } = options
  const bench: Bench = { house, editions, leaf, before: past.before.state }
  const mechanism = editionFor(bench)
  if (!mechanism) return not(NOT_KEPT)
  try {
    const again = judgeAgain(bench, mechanism)
    return again ? { ...base, ...toldOf(leaf, bench, again) } : not(NOTHING_FOLLOWS)
  } catch {
    return not(NOTHING_FOLLOWS)
  }
}

const NOT_KEPT = text(
  '本版程序未保存该流程当时所依的版本',
  'This release does not keep the edition under which the process stood',
)
const NOTHING_FOLLOWS = text(
  '依所记内容无法重新判断',
  'Nothing follows from what is recorded: it cannot be judged again',
)
const LOST = text(
  '该流程此前的条目不相衔接，无法重演至此',
  'The entries before it do not follow from each other, so its process cannot be told',
)
const UNRECORDED = text(
  '该事项依同组此前未被受理的事项判断，其内容未予记录',
  'It was judged on what earlier members of its group would have made, and those were not recorded',
)

/** Where the process before the entry is not known. */
function unfollowed({ entry: { leaf }, before }: Past): Text | undefined {
  if (before.lost) return LOST
  const { process, refusal, group } = leaf
  if (!process || !refusal) return undefined
  if (before.state?.version === process.version) return undefined
  return (group?.index ?? 0) > 0 ? UNRECORDED : LOST
}

function toldOf(leaf: Leaf, { before }: Bench, again: JudgedAgain) {
  const { outcome } = again
  const told = { leaf, before, again }
  const nearestMiss = nearestMissIn(told)
  const policies = leaf.decision?.policies
  return {
    ...checksIn(told),
    ...(nearestMiss ? { nearestMiss } : {}),
    ...(outcome.kind === 'refused' ? { refusal: outcome.refusal } : {}),
    differs: differing(leaf, outcome.line.leaf),
    sameTexts: policies === undefined || outcome.line.leaf.decision?.policies === policies,
  }
}

/** What a judgement decides; timers, notices and reactions are what comes of it, and `verify` looks at them. */
const DECIDED = [
  'kind',
  'actor',
  'process',
  'was',
  'from',
  'to',
  'context',
  'effective',
  'facts',
  'refusal',
] as const satisfies readonly (keyof Leaf)[]

function differing(kept: Leaf, follows: Leaf): string[] {
  const decided = ({ decision }: Leaf) => {
    const { policies: _, ...rest } = decision ?? {}
    return rest
  }
  return [
    ...DECIDED.filter((name) => !same(kept[name], follows[name])),
    ...(same(decided(kept), decided(follows)) ? [] : ['decision']),
  ]
}
