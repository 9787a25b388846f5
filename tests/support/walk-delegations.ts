// Delegations as they also go: of seats that are not to be delegated, to whom nothing is, and for too long.

import { addDays } from '../../engine/core/calendar.ts'
import type { Ground } from './walk-ground.ts'
import type { Payload, Variant, VariantAsk, Varied } from './walk-payload.ts'

const plus =
  (more: Payload | ((ask: VariantAsk) => Payload | undefined)): Variant =>
  (ask) => {
    const made = typeof more === 'function' ? more(ask) : more
    return made && { ...ask.sample, ...made }
  }

let known: Ground | undefined
/** To a colleague in the same body, by the seat that he holds there. */
const toColleague = plus((ask) => {
  const viewers = [...(known?.viewers.values() ?? [])]
  const person = ask.people(ask.by.body).find((p) => p !== ask.by.person)
  const seats = viewers.find((v) => v.person === person)?.seats ?? []
  return { person, personSeat: seats.find((s) => s.body === ask.by.body)?.id }
})

export const delegations: Varied = {
  furnish: (ground) => {
    known = ground
    return Promise.resolve()
  },
  opening: toColleague,
  ways: {
    given: ['grantDelegation'],
    ended: ['grantDelegation', 'lapseDelegation'],
    revoked: ['grantDelegation', 'revokeDelegation'],
  },
  variants: {
    grantDelegation: {
      colleague: toColleague,
      himself: plus((ask) => ({ person: ask.by.person, personSeat: ask.by.seat })),
      foreign: plus((ask) => ({ seat: ask.lastEntry })),
      nobody: plus((ask) => ({ personSeat: ask.lastEntry })),
      auditor: plus((ask) => ({ person: ask.people('internalAudit')[0] })),
      further: plus((ask) => ({ duties: [`${ask.by.body}.entrust`] })),
      tooLong: plus((ask) => ({ to: addDays(ask.on, 400) })),
    },
  },
}
