/** Who asked and under which name, read back from a leaf. */
import type { Asker } from '../../core/command.ts'
import type { Leaf } from '../../core/trail.ts'
import type { Actor } from '../../core/values.ts'

/** The asker of a leaf whose form has been checked. */
export const askerOf = ({ actor: { system, person } }: Leaf): Asker =>
  system === undefined
    ? { person: person ?? '' }
    : { system: system as Extract<Asker, { system: string }>['system'] }

/** As whom the asker was judged: one who transcribes acts for somebody whom nobody names. */
export function actedBy({ actor, kind }: Leaf): Actor {
  const { body, seat, unit, person, onBehalfOf, delegation } = actor
  return {
    ...(person === undefined || kind === 'transcribed' ? {} : { person }),
    body: body ?? 'system',
    ...(seat === undefined ? {} : { seat }),
    ...(unit === undefined ? {} : { unit }),
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    ...(delegation === undefined ? {} : { delegation }),
  }
}
