// A complaint from the telephone to the end of its retention.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkTrail } from '../support/checkTrail.ts'
import { complaintIn, yuan } from '../support/actors-complaint.ts'
import { endOf, instantOf, openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney()
})
afterAll(async () => {
  await journey?.close()
})

test('from the telephone to the archive and out of it', async () => {
  const { complaint, officer, handler, colleague, lawyer, customer, branch } = complaintIn(journey)

  journey.at('2026-03-02 09:30')
  await officer.registers({ channel: 'phone', matter: 'repayment charges' })
  expect(complaint.stands()).toBe('verifying')
  expect(await complaint.dueAt('K01')).toBe(endOf('2026-03-17'))
  expect(await complaint.dueAt('K11')).toBe(endOf('2026-03-03'))
  await officer.acknowledges()
  expect(complaint.stands('acknowledgement')).toBe('given')
  await officer.confirmsIdentity()
  await officer.assigns({ handler: handler.id })
  expect(complaint.stands()).toBe('assigned')
  await handler.declaresNoInterest()

  journey.at('2026-03-04 14:00')
  await handler.contacts()
  await handler.clarifiesFacts()
  await lawyer.agreesLegally()
  expect(complaint.stands()).toBe('handling.ready')

  journey.at('2026-03-10 10:00')
  await officer.decides({ outcome: 'upheld', relief: yuan('800.00', '2026-03-20') })
  await officer.tells()
  expect([complaint.stands(), complaint.stands('clock'), complaint.stands('remedy')]).toEqual([
    'notified',
    'stopped',
    'owed',
  ])
  expect(await complaint.dueAt('K01')).toBeUndefined()
  expect(await complaint.dueAt('performance')).toBe(endOf('2026-03-20'))

  journey.at('2026-03-16 10:00')
  await branch.performs({ on: '2026-03-15' })
  expect(complaint.stands('remedy')).toBe('performed')
  await customer.accepts()
  await branch.proposesCause({ kinds: ['staff'] })
  await officer.confirmsCause({ kinds: ['staff'] })
  expect(complaint.stands()).toBe('rectifying.acting')

  journey.at('2026-04-20 10:00')
  await branch.reportsRectification()
  await colleague.rejectsRectification()
  await branch.reportsRectification()
  await colleague.verifiesRectification()
  expect(complaint.stands()).toBe('concluded')
  await officer.archives()

  const archived = await complaint.reads()
  expect(archived).toMatchObject({
    state: { final: true },
    closedAt: instantOf('2026-04-20 10:00'),
    title: { zh: '投诉：repayment charges', en: 'Complaint: repayment charges' },
    facts: {
      closed: 'VERIFIED',
      owed: { performed: true, performedOn: '2026-03-15' },
      cause: { proposed: ['STAFF'], confirmed: ['STAFF'], noFault: false },
      sameCause: 1,
      work: { breaches: [] },
    },
    timers: [{ clock: 'K12', policy: 'complaint.retention', dueAt: endOf('2031-04-20') }],
  })

  await journey.passes('2031-04-21 08:00')
  expect((await complaint.strikes()).map(({ event, effective }) => [event, effective?.at])).toEqual(
    [['releaseRecord', endOf('2031-04-20')]],
  )
  await complaint.reads()
  expect(complaint.stands('record')).toBe('releasable')
  expect((await complaint.reads())['timers']).toEqual([])
})

test('all that is kept follows from the trail', async () => {
  await checkTrail(journey.world.pool, journey)
})
