// Erasures as they go: of people without a seat, of whom nothing but the name is kept.

import { CANARY } from './walk-ground.ts'
import type { Ground } from './walk-ground.ts'
import type { Varied } from './walk-payload.ts'
import { GOVERNANCE, INSTITUTION, ISSUER } from './world.ts'

/** Whoever was added last: one that is erased has nothing left to erase. */
let newest = ''
async function furnish(ground: Ground): Promise<void> {
  const request = ground.request()
  const [answer] = await ground.engine.execute(INSTITUTION, [
    {
      asker: { person: ground.viewers.get('hr-1')?.person ?? '' },
      via: 'api',
      request,
      mechanism: 'G01',
      process: GOVERNANCE,
      event: 'addPerson',
      payload: { issuer: ISSUER, subject: request, name: CANARY },
    },
  ])
  if (answer?.kind !== 'accepted') throw new Error(JSON.stringify(answer))
  newest = `person:${answer.entry.id}`
}

export const erasures: Varied = {
  furnish,
  opening: ({ sample }) => ({ ...sample, subject: newest }),
  ways: { late: ['proposeErasure', 'lapseErasure'] },
  variants: {
    proposeErasure: {
      ofConsumer: ({ sample }) => sample,
    },
  },
}
