// An institution with a past: cases that went their ways, clocks that struck, people who came and went.

import { expect } from 'vitest'
import type { Answer, Command } from '../../engine/core/command.ts'
import { pass, roam } from './roam.ts'
import { createWorld, GOVERNANCE, INSTITUTION } from './world.ts'
import type { Sent, World } from './world.ts'

/** A personal value that must never be seen outside its own table. */
export const SECRET = 'canary-7f3a'

const governance = (event: string, payload: object): Sent => ({
  mechanism: 'G01',
  process: GOVERNANCE,
  event,
  payload,
})

/** The world in its present state; whoever asks for it closes it. */
export async function createScene(): Promise<World> {
  const world = await createWorld()
  const done = async (as: string, command: Sent) => accepted(await world.send(as, command))
  await done('hr-1', governance('addPerson', { issuer: 'x', subject: SECRET, name: SECRET }))
  await done(
    'hr-1',
    governance('addUnit', { unit: 'west', kind: 'branch', superior: 'hq', name: 'West' }),
  )
  await done(
    'management-1',
    governance('setPolicy', { key: 'complaint.acknowledgement', value: 2 }),
  )
  await done(
    'protection-3',
    governance('declareInterest', {
      subject: 'product:demo-loan',
      kind: 'ownership',
      from: '2026-01-01',
    }),
  )
  const seat = await done(
    'hr-1',
    governance('appoint', {
      person: world.person('loans-2'),
      body: 'legalCompliance',
      from: '2026-01-01',
    }),
  )
  await done(
    'management-1',
    governance('endAppointment', {
      seat: seat.entry.id,
      body: 'legalCompliance',
      to: '2026-03-01',
    }),
  )
  await together(world, 'hr-1', [
    governance('registerSubject', { subject: 'product:a', name: 'A' }),
    governance('registerSubject', { subject: 'product:b', name: 'B' }),
  ])
  expect(
    await world.send(
      'hr-1',
      governance('endAppointment', {
        seat: seat.entry.id,
        body: 'legalCompliance',
        to: '2026-03-05',
      }),
    ),
  ).toMatchObject({ kind: 'refused' })
  expect(
    await world.send('audit-1', governance('setPolicy', { key: 'complaint.pause', value: 1 })),
  ).toMatchObject({ kind: 'refused' })
  for (const seed of [3, 5, 12]) {
    await roam(world, { mechanism: 'M07', steps: 40, seed })
    const opening = { product: `product:roam-${String(seed)}` }
    await roam(world, { mechanism: 'M01', steps: 40, seed, opening })
  }
  // A complaint that is split: the courier opens the other.
  const whole = await register(world)
  await done('protection-1', {
    mechanism: 'M07',
    process: whole,
    event: 'split',
    payload: { matter: 'another matter' },
  })
  await world.engine.courier.round()
  await register(world)
  await pass(world, 4)
  await register(world)
  return world
}

async function register(world: World): Promise<string> {
  const answer = accepted(
    await world.send('protection-1', {
      mechanism: 'M07',
      event: 'register',
      payload: { channel: 'phone', matter: 'charges', complainant: 'consumer:sample' },
      remark: SECRET,
    }),
  )
  return answer.process.id
}

async function together(world: World, as: string, sent: readonly Sent[]): Promise<void> {
  const commands = sent.map((s, n): Command => ({
    payload: {},
    ...s,
    request: `together-${String(n)}`,
    asker: { person: world.person(as) },
    via: 'api',
  }))
  for (const answer of await world.engine.execute(INSTITUTION, commands)) accepted(answer)
}

function accepted(answer: Answer | undefined): Extract<Answer, { kind: 'accepted' }> {
  if (answer?.kind !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(answer)}`)
  return answer
}
