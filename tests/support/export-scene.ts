// A small institution with a past, to be exported: a complaint and a review that went their way, words
// about persons, refused attempts, and somebody who was added.

import { roam } from './roam.ts'
import { createWorld, GOVERNANCE } from './world.ts'
import type { World } from './world.ts'

/** Stands in every personal value, and as the name by which somebody logs in. */
export const PERSONAL = 'canary-91e0'

export async function createExportScene(): Promise<World> {
  const world = await createWorld()
  const done = async (as: string, sent: Parameters<World['send']>[1]): Promise<string> => {
    const answer = await world.send(as, sent)
    if (answer.kind !== 'accepted') throw new Error(JSON.stringify(answer))
    return answer.process.id
  }
  const governance = { mechanism: 'G01', process: GOVERNANCE } as const
  const name = { issuer: 'https://login.invalid', subject: PERSONAL, name: PERSONAL }
  await done('hr-1', { ...governance, event: 'addPerson', payload: name })
  // Nobody is added twice: the refused attempt knows whom it is about.
  await world.send('hr-1', { ...governance, event: 'addPerson', payload: name })
  await done('protection-1', {
    mechanism: 'M07',
    event: 'register',
    payload: {
      channel: 'phone',
      matter: '=1+1, "charged" twice',
      complainant: 'consumer:sample',
      narrative: PERSONAL,
    },
    remark: PERSONAL,
  })
  await world.send('audit-1', {
    ...governance,
    event: 'setPolicy',
    payload: { key: 'complaint.pause', value: 1 },
  })
  await roam(world, { mechanism: 'M07', steps: 25, seed: 3 })
  await roam(world, { mechanism: 'M01', steps: 12, seed: 5 })
  return world
}
