/** A process moves to a later edition: whose duty it is, what keeps it back, and the line that records it. */
import { text } from '../../policies/law.ts'
import type { Text } from '../../policies/law.ts'
import type { Duty } from '../../policies/duty.ts'
import type { Advanced } from '../core/advance.ts'
import { editionName } from '../core/editions.ts'
import { MOVE, TAKES_NO_PART, moveEdition } from '../core/house-events.ts'
import type { MoveAsked } from '../core/house-events.ts'
import { possibleEvents } from '../core/judge.ts'
import { byRule, notYourDuty } from '../core/refusals.ts'
import type { Mechanism, NeedsDecision } from '../core/mechanism.ts'
import { moved } from '../core/move.ts'
import type { MoveVerdict } from '../core/move.ts'
import type { ProcessState } from '../core/process.ts'
import type { Refusal } from '../core/refusal.ts'
import type { Actor } from '../core/values.ts'
import { editionOf } from './bind.ts'
import { governedOf, holdsOf, nearOf } from './ground.ts'
import type { Ground } from './ground.ts'
import { factsOf, hashOf, identityOf, lineBase, policiesOf, timersOf, touchesOf } from './line.ts'
import type { Line, Origin } from './line.ts'
import type { Member } from './member.ts'

/** A move that was judged and is accepted. */
export interface MoveAccepted {
  readonly duty: Duty
  readonly by: Actor
  /** The edition that it moves to. */
  readonly edition: Mechanism
  readonly next: Advanced
}

/** Judges a move, in the order of every judgement: state, duty, separation, rules. */
export function moveOf(
  ground: Ground,
  member: Member,
  before: ProcessState,
): MoveAccepted | { readonly refusal: Refusal } {
  const refuse = (refusal: Omit<Refusal, 'possible'>) => ({
    refusal: { ...refusal, possible: possibleIn(ground, before) },
  })
  const { edition: from, revision, choice } = member.payload as MoveAsked
  const edition = ground.editions.exactly(before.mechanism, from, revision)
  const hindered = hindrance(ground, before, edition)
  if (hindered || !edition) return refuse(notNow('edition', hindered ?? NO_SUCH, ['edition']))
  const held = holdsOf(ground, member)([moveEdition.by], governedOf(before), MOVE)
  if (!held) {
    const near = nearOf(ground, member)([moveEdition.by], governedOf(before), MOVE)
    return refuse(notYourDuty(moveEdition, near))
  }
  const { person, onBehalfOf } = held.by
  if ([person, onBehalfOf].some((who) => who !== undefined && takesPart(before, who)))
    return refuse(byRule({ name: TAKES_NO_PART.name, rule: TAKES_NO_PART }, 'SEPARATION'))
  const verdict = movesTo(ground, before, { edition, choice })
  return verdict.moves
    ? { ...held, edition, next: verdict.next }
    : refuse(notNow('move', reasonOf(verdict), verdict.choices ? ['choice'] : undefined))
}

/** What a process would be under a later edition; nobody's duty is asked for. */
export const movesTo = (
  { editions, now, calendar, policies }: Ground,
  before: ProcessState,
  { edition, choice }: { readonly edition: Mechanism; readonly choice?: string | undefined },
): MoveVerdict =>
  moved({ editions, before, to: edition, choice, now, calendar, policy: (key) => policies[key] })

const possibleIn = ({ editions }: Ground, before: ProcessState): readonly string[] => {
  const mechanism = editions.of(before)
  return mechanism ? possibleEvents({ mechanism, chart: before.chart, state: before }) : []
}

const notNow = (
  rule: string,
  message: Text,
  field: readonly string[] | undefined,
): Omit<Refusal, 'possible'> => ({
  kind: 'NOT_NOW',
  rule,
  article: TAKES_NO_PART.article,
  message,
  ...(field ? { field } : {}),
})
const NO_SUCH = text('没有这一版本', 'There is no such edition')

/** Why no process at all, or not this one, moves to the edition. */
function hindrance(
  ground: Ground,
  before: ProcessState,
  edition: Mechanism | undefined,
): Text | undefined {
  if (!edition) return NO_SUCH
  const name = editionName(edition)
  if (edition.edition.from > ground.calendar.dayOf(ground.now))
    return text(`${name}尚未施行`, `${name} is not yet in force`)
  if (before.final)
    return text(
      '案件已了结，仍适用原版本',
      'The case has ended; it stays under the edition it ended under',
    )
  const between = ground.editions.between(editionOf(ground, before), edition)
  return between.includes(edition)
    ? undefined
    : text(`该流程已适用${name}或更新的版本`, `It stands under ${name} or a later edition already`)
}

const takesPart = ({ participants, openedBy }: ProcessState, person: string): boolean =>
  openedBy === person || Object.values(participants).some((ids) => ids.includes(person))

/** Why it does not move, with what may be chosen. */
export function reasonOf({ needs, choices }: NeedsDecision): Text {
  const named = Object.entries(choices ?? {})
  if (named.length === 0) return needs
  const list = (language: keyof Text) =>
    named.map(([name, says]) => `${name} (${says[language]})`).join(', ')
  return text(`${needs.zh}。可选：${list('zh')}`, `${needs.en}. Choose: ${list('en')}`)
}

/** The line of a move: both editions, both states, and the timers of the new one. */
export function movedLine(
  ground: Ground,
  origin: Origin,
  { before, duty, edition, next }: MoveAccepted & { readonly before: ProcessState },
): Line {
  const { edition: from, hash, revision } = before
  const { state } = next
  return {
    leaf: {
      ...origin.leaf,
      kind: 'moved',
      process: identityOf(state),
      was: { edition: from, hash, revision },
      from: before.value,
      to: state.value,
      context: { from: hashOf(before.context), to: hashOf(state.context) },
      ...factsOf({ values: {}, recorded: {}, tokens: [] }, next),
      decision: {
        duty: duty.id,
        body: duty.body,
        article: duty.article,
        separation: [TAKES_NO_PART.name],
        policies: policiesOf(edition),
      },
      ...timersOf(next, ground.calendar.version),
    },
    ...lineBase(origin),
    reads: [...next.read.map((r) => `policy:${r.policy}`), ...origin.duty],
    touches: touchesOf(state, [], before),
    projections: [],
  }
}
