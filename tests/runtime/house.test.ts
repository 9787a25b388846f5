// The registers of the institution: who may fill them, and what they refuse.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { createWorld, GOVERNANCE, ISSUER } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const send = (as: string, event: string, payload: object) =>
  world.send(as, { mechanism: 'G01', process: GOVERNANCE, event, payload })

it('knows an identity once', async () => {
  const again = { issuer: ISSUER, subject: 'hr-1', name: 'CANARY' }
  expect(await send('hr-1', 'addPerson', again)).toMatchObject({
    kind: 'refused',
    refusal: { kind: 'NOT_NOW', rule: 'identityIsNew', field: ['subject'] },
  })
  const elsewhere = { ...again, issuer: 'https://other.invalid' }
  expect(await send('hr-1', 'addPerson', elsewhere)).toMatchObject({ kind: 'accepted' })
})
it('lets each body fill only the seats that are its to fill', async () => {
  const appoint = (as: string, body: string, person = 'loans-2') =>
    send(as, 'appoint', { person: world.person(person), body, from: '2026-01-01' })
  expect(await appoint('hr-1', 'seniorManagement')).toMatchObject({
    refusal: { kind: 'SEPARATION', rule: 'appointedByItsAppointer' },
  })
  expect(await appoint('board-1', 'seniorManagement')).toMatchObject({ kind: 'accepted' })
  expect(await appoint('hr-1', 'legalCompliance')).toMatchObject({ kind: 'accepted' })
  expect(await appoint('hr-1', 'legalCompliance', 'hr-1')).toMatchObject({
    refusal: { rule: 'nobodyAppointsHimself' },
  })
  expect(await appoint('audit-1', 'legalCompliance')).toMatchObject({
    refusal: { kind: 'NOT_YOUR_DUTY' },
  })
})
it('keeps house policy within its bounds, and the law out of it', async () => {
  const set = (key: string, value: number) => send('management-1', 'setPolicy', { key, value })
  expect(await set('complaint.retention', 6)).toMatchObject({ kind: 'accepted' })
  expect(await set('complaint.retention', 2)).toMatchObject({ refusal: { rule: 'withinBounds' } })
  expect(await set('K01', 20)).toMatchObject({ kind: 'refused', refusal: { kind: 'MALFORMED' } })
  expect(await set('complaint.unheardOf', 5)).toMatchObject({ refusal: { rule: 'withinBounds' } })
  expect(
    await send('board-1', 'setPolicy', { key: 'complaint.retention', value: 7 }),
  ).toMatchObject({
    refusal: { kind: 'NOT_YOUR_DUTY' },
  })
})
it('leaves the founder nothing once the founding is complete', async () => {
  const [answer] = await world.engine.execute('0198c0de-0000-7000-8000-000000000001', [
    {
      asker: { system: 'founder' },
      via: 'engine',
      request: 'late',
      mechanism: 'G01',
      process: GOVERNANCE,
      event: 'appoint',
      payload: { person: world.person('hr-1'), body: 'board', from: '2026-01-01' },
    },
  ])
  expect(answer).toMatchObject({ refusal: { kind: 'SEPARATION', rule: 'founderOnlyFounds' } })
})
