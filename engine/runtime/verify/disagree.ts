/** In what a line that was played again differs from the one that is kept. */
import { notInForce } from '../../../policies/delegation.ts'
import type { FactKey } from '../../core/facts.ts'
import type { Leaf } from '../../core/trail.ts'
import type { Day } from '../../core/values.ts'
import { sourceOf, tokensOf } from '../ground.ts'
import { same, said, unlike } from './difference.ts'
import type { Said } from './difference.ts'
import { factKeys } from './ground.ts'
import type { Scene } from './ground.ts'
import { UNTOLD } from './house.ts'

type Words = readonly [zh: string, en: string]

/** What follows from a step. Members that are not listed come from the asker, or from a later version. */
const FOLLOWS: Readonly<Partial<Record<keyof Leaf, Words>>> = {
  kind: ['种类不符', 'The kind of entry is not what follows'],
  request: ['请求编号不符', 'The request id is not what follows'],
  actor: ['行为人不符', 'The actor is not what follows'],
  event: ['事项不符', 'The event is not what follows'],
  was: ['迁移前的版本不符', 'The edition before the move is not the one the process was under'],
  from: ['起始状态不符', 'The state before is not the one the process was in'],
  to: ['到达状态不符', 'The state after is not what follows'],
  effective: ['生效时间不符', 'The effective time is not what follows'],
  calendar: ['日历版本不符', 'The version of the calendar is not what follows'],
  notices: ['通知不符', 'The notices are not what follows'],
  reactions: ['引发事项不符', 'The reactions are not what follows'],
}

/** Members whose values a person's words could stand in: only that they differ is said. */
const HIDDEN: ReadonlySet<keyof Leaf> = new Set(['event', 'reactions'])

/** Every member of the kept line that is not what follows. */
export function disagreements(kept: Leaf, follows: Leaf): Said[] {
  const problems: Said[] = []
  const compare = (words: Words, expected: unknown, found: unknown): void => {
    if (!same(expected, found)) problems.push(unlike(words, expected, found))
  }
  for (const [name, words] of Object.entries(FOLLOWS) as [keyof Leaf, Words][]) {
    if (!HIDDEN.has(name)) compare(words, follows[name], kept[name])
    else if (!same(follows[name], kept[name])) problems.push(said(...words))
  }
  compareContexts(kept, follows, compare)
  compare(
    ['流程的版本或身份不符', 'The version or identity of the process is not what follows'],
    follows.process,
    kept.process,
  )
  compareDecisions(kept, follows, compare)
  compareTimers(kept, follows, compare)
  for (const name of new Set([
    ...Object.keys(follows.facts ?? {}),
    ...Object.keys(kept.facts ?? {}),
  ]))
    compare(
      [`事实“${name}”不符`, `Fact ${name} is not as it is read`],
      follows.facts?.[name],
      kept.facts?.[name],
    )
  return problems
}

type Compare = (words: Words, expected: unknown, found: unknown) => void

function compareContexts(kept: Leaf, follows: Leaf, compare: Compare): void {
  compare(
    ['起始案情的哈希不符', 'The hash of the context before is not that of the process'],
    follows.context?.from,
    kept.context?.from,
  )
  compare(
    ['到达案情的哈希不符', 'The hash of the context after is not what follows'],
    follows.context?.to,
    kept.context?.to,
  )
}

function compareDecisions(kept: Leaf, follows: Leaf, compare: Compare): void {
  compare(
    ['回避检查不符', 'The separation rules are not those that were checked'],
    follows.decision?.separation,
    kept.decision?.separation,
  )
  // Under other texts of duties nothing is known of the duty; the state follows all the same.
  if (follows.decision?.policies !== kept.decision?.policies) return
  for (const [name, zh] of [
    ['duty', '职责'],
    ['body', '机构'],
    ['article', '依据'],
  ] as const)
    compare(
      [`${zh}不符`, `The ${name} of the decision is not what follows`],
      follows.decision?.[name],
      kept.decision?.[name],
    )
}

function compareTimers(kept: Leaf, follows: Leaf, compare: Compare): void {
  for (const [name, zh] of [
    ['armed', '启动'],
    ['disarmed', '解除'],
  ] as const)
    compare(
      [`${zh}的时限不符`, `The timers ${name} are not those that follow`],
      follows.timers?.[name] ?? [],
      kept.timers?.[name] ?? [],
    )
}

/** Where the entry rests on records that are not what earlier entries make them: seat, facts, policy. */
export function recordProblems(scene: Scene, follows: Leaf | undefined): Said[] {
  if (scene.house.recordsLost) return []
  return [...seatProblems(scene), ...factProblems(scene), ...policyProblems(scene, follows)]
}

function seatProblems(scene: Scene): Said[] {
  const { house, leaf } = scene
  const { person, seat, body, unit, onBehalfOf } = leaf.actor
  if (person === undefined) return []
  if (house.mayBeOlder([`seat:${person}`], leaf)) return []
  const on = house.calendarOf(undefined).dayOf(leaf.recordedAt)
  if (onBehalfOf !== undefined) return delegationProblems(scene, on)
  const held = house.records.seatsOf(person, on)
  if (held.some((s) => s.id === seat && s.body === body && same(s.unit, unit))) return []
  return [
    unlike(
      ['行为人当日不在所称岗位', 'The actor did not hold the seat on that day'],
      held.map((s) => `${s.body} ${s.id}`),
      `${body ?? ''} ${seat ?? ''}`,
    ),
  ]
}

/** Whoever acts on behalf of another was given it by him, and it was in force. */
function delegationProblems({ house, leaf }: Scene, on: Day): Said[] {
  const { person = '', onBehalfOf = '', seat, delegation } = leaf.actor
  if (house.mayBeOlder([`seat:${onBehalfOf}`, `delegation:${person}`], leaf)) return []
  const given = house.records.givenTo(person)
  const found = given.find((g) => g.id === delegation)
  if (found?.delegator === onBehalfOf && found.seat.id === seat && !notInForce(found, on)) return []
  return [
    unlike(
      ['授权委托当日无效或不存在', 'The delegation was not in force on that day, or there is none'],
      given.filter((g) => !notInForce(g, on)).map((g) => `${g.id} ${g.delegator}`),
      `${delegation ?? ''} ${onBehalfOf}`,
    ),
  ]
}

function factProblems(scene: Scene): Said[] {
  const { house, leaf } = scene
  return factKeys(scene).flatMap(([name, key]): Said[] => {
    const value = house.fact(key, leaf.recordedAt)
    if (value === UNTOLD || house.mayBeOlder(tokensOf(key), leaf)) return []
    const kept = leaf.facts?.[name]
    const source = sourceOf(key, value)
    if (same(inOrder(key, value), inOrder(key, kept?.value)) && kept?.source === source) return []
    return [
      unlike(
        [`事实“${name}”与当时的记录不符`, `Fact ${name} is not what the records said at the time`],
        { source, ...(key.kind === 'process' || key.kind === 'latest' ? {} : { value }) },
        {
          source: kept?.source,
          ...(key.kind === 'process' || key.kind === 'latest' ? {} : { value: kept?.value }),
        },
      ),
    ]
  })
}

/** The order of interests is the database's; only which there are is a fact. */
const inOrder = (key: FactKey, value: unknown): unknown =>
  key.kind === 'interests' && Array.isArray(value)
    ? value.map((v) => JSON.stringify(v, ['kind', 'subject'])).sort()
    : value

function policyProblems({ house, leaf }: Scene, follows: Leaf | undefined): Said[] {
  return Object.entries(follows?.facts ?? {}).flatMap(([name, fact]): Said[] => {
    const kept = leaf.facts?.[name]
    if (!name.startsWith('policy:') || same(fact, kept)) return []
    if (house.mayBeOlder([name], leaf)) return []
    return [
      unlike(
        [`“${name}”不是当时有效的内部期限`, `${name} is not the house policy in force at the time`],
        fact,
        kept,
      ),
    ]
  })
}
