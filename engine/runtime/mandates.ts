/** Who acts on whose behalf, as the batch found it: what a delegation carries, and why it does not. */
import { heldBy, mayRead } from '../../policies/ability.ts'
import type { Governed, SeatHeld } from '../../policies/ability.ts'
import { mandatesOf, notInForce, outOfScope, undelegable } from '../../policies/delegation.ts'
import type { Given, Undelegable } from '../../policies/delegation.ts'
import { text } from '../../policies/law.ts'
import type { Text } from '../../policies/law.ts'
import { calendarOf } from '../core/calendar.ts'
import type { DutySubject, Holds, Near } from '../core/judge.ts'
import type { Missed } from '../core/refusals.ts'
import type { Actor, Instant, Uuid } from '../core/values.ts'
import type { Ground } from './ground.ts'

/** Whoever acts, with the seats that he holds himself and the delegations that he was ever given. */
export interface Delegate {
  readonly person: Uuid
  readonly seats: readonly SeatHeld[]
  readonly given: readonly Given[]
  readonly today: string
}

/** Delegations by who was given them. */
export function byDelegate(given: readonly Given[] = []): ReadonlyMap<Uuid, readonly Given[]> {
  if (given.length === 0) return NO_DELEGATIONS
  const made = new Map<Uuid, Given[]>()
  for (const g of given) made.set(g.delegate, [...(made.get(g.delegate) ?? []), g])
  return made
}
const NO_DELEGATIONS: ReadonlyMap<Uuid, readonly Given[]> = new Map()

/** A person with what he was given; asked only where somebody was given something. */
export const delegateIn = (ground: Ground, person: Uuid): Delegate => ({
  person,
  seats: ground.seats.get(person) ?? [],
  given: ground.delegations.get(person) ?? [],
  today: ground.calendar.dayOf(ground.now),
})

/** The seats by which a person may act and read on behalf of others today. */
export const mandatesToday = ({ seats, given, today }: Delegate): readonly SeatHeld[] =>
  given.length === 0 ? [] : mandatesOf(given, { today, bodies: seats.map((s) => s.body) })

/** The same from what a load gave; before an institution is founded nobody was given anything. */
export function mandatesLoaded(
  loaded: {
    readonly zone: string | null
    readonly now: Instant
    readonly seats: readonly SeatHeld[]
    readonly delegations?: readonly Given[]
  },
  person: Uuid,
): readonly SeatHeld[] {
  const given = loaded.delegations?.filter((g) => g.delegate === person) ?? []
  if (loaded.zone === null || given.length === 0) return []
  const seats = loaded.seats.filter((s) => s.person === person)
  return mandatesToday({
    person,
    seats,
    given,
    today: calendarOf(loaded.zone).dayOf(loaded.now),
  })
}

/** May a person read this process on behalf of somebody? */
export const readsFor = (delegate: Delegate, row: Governed): boolean => {
  const mandates = mandatesToday(delegate)
  return mandates.length > 0 && mayRead(mandates, row)
}

/** The delegate in the seat of another. */
const actorFor = (delegate: Uuid, seat: SeatHeld): Actor => ({
  person: delegate,
  body: seat.body,
  seat: seat.id,
  ...(seat.unit === undefined ? {} : { unit: seat.unit }),
  onBehalfOf: seat.person,
  ...(seat.mandate ? { delegation: seat.mandate.id } : {}),
})

/** The seats of one delegator, as they are held by a delegate over processes of one mechanism. */
export const holdsByMandates =
  (
    mandates: readonly SeatHeld[],
    { person, mechanism }: { person: Uuid; mechanism: string },
  ): Holds =>
  (duties, over, event) => {
    for (const seat of mandates) {
      const { mandate } = seat
      if (!mandate?.mechanisms.includes(mechanism)) continue
      if (mandate.events && !mandate.events.includes(event)) continue
      const may = duties.filter(
        (d) => (mandate.duties?.includes(d.id) ?? true) && !undelegable(d, mandate.toBody),
      )
      const held = heldBy([seat], may, over)
      if (held) return { duty: held.duty, by: actorFor(person, held.seat) }
    }
    return undefined
  }

const missed = ({ says, article }: Undelegable): Missed => ({
  ...says,
  rule: 'delegation',
  article,
  field: ['onBehalfOf'],
})
const house = (says: Text): Missed => missed({ says, article: 'house:delegation' })
/** The same for whom nobody knows, for another institution's, and for who gave this person nothing. */
const NOTHING_GIVEN = house(
  text(
    '没有此人给您的授权委托；请其在G05作出授权委托，或由其本人办理',
    'That person has delegated nothing to you. Let him delegate it (G05), or act himself',
  ),
)
const ONESELF = house(
  text(
    '不得以本人名义代理本人；请不要填写 onBehalfOf',
    'Nobody acts on his own behalf by delegation. Leave onBehalfOf out',
  ),
)
const SUPERVISES = house(
  text(
    '行使监督、审计职能或监管职责的人员不代他人执行；由委托人本人办理',
    'Whoever supervises, audits or regulates executes nothing on behalf of others. Let the person himself act',
  ),
)

/** Why no delegation carries what is asked on behalf of somebody. */
export const nearByMandates =
  (delegate: Delegate, { whom, mechanism }: { whom: Uuid; mechanism: string }): Near =>
  (duties, over, event) => {
    const { person, given, today } = delegate
    if (whom === person) return ONESELF
    const theirs = given.filter((g) => g.delegator === whom)
    const last = theirs.at(-1)
    if (!last) return NOTHING_GIVEN
    const inForce = theirs.filter((g) => notInForce(g, today) === undefined)
    const [first] = inForce
    if (!first) {
      const why = notInForce(last, today) ?? text('', '')
      return house(
        text(
          `${why.zh}；请委托人重新授权，或由其本人办理`,
          `${why.en}. Let the person delegate anew, or act himself`,
        ),
      )
    }
    if (mandatesToday(delegate).length === 0) return SUPERVISES
    return missed(outOfScope(first, { duties, event, mechanism, unit: unitOf(over) }))
  }

const unitOf = (over: DutySubject | undefined) => over?.unit
