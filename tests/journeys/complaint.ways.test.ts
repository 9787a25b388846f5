// Ways that a complaint may take: settlement, major incident, joinder, recusal, material, inquiry.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  HASH,
  complaintIn,
  concluded,
  investigated,
  notifiedOfNothing,
  registered,
  told,
  yuan,
} from '../support/actors-complaint.ts'
import type { Complaint } from '../support/actors-complaint.ts'
import { isRefused } from '../support/actors.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { endOf, openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney()
})
afterAll(async () => {
  await checkTrail(journey.world.pool, journey)
  await journey?.close()
})
const received = (who?: string): Complaint => {
  journey.at('2026-03-02 09:00')
  return complaintIn(journey, who)
}
const uuidIn = (id: string) => Buffer.from(id, 'base64url').toString().split(':')[1]

test('settled after a question and a first attempt that was not confirmed', async () => {
  const c = received()
  await investigated(c)
  await c.handler.contacts()
  await c.handler.negotiates()
  await c.handler.raisesQuestion()
  await c.handler.negotiates()
  await c.customer.agreesToSettle({ relief: yuan('300.00', '2026-03-10') })
  await c.handler.declinesSettlement()
  await c.customer.agreesToSettle({ relief: yuan('400.00', '2026-03-12') })
  await c.handler.confirmsSettlement()
  expect(c.complaint.stands()).toBe('handling.ready')
  await c.refuses('settlementKept', 'decide', c.officer.decides())
  const settled = { outcome: 'settled', relief: yuan('400.00', '2026-03-12') } as const
  await c.officer.decides(settled)
  await c.officer.tells()
  await isRefused(c.loans.performs(), { kind: 'NOT_FOUND', rule: 'read' })
  await c.branch.performs()
  await c.customer.accepts()
  await c.officer.findsNoFault()
  await c.officer.archives()
  expect(await c.complaint.facts()).toMatchObject({
    closed: 'NO_FAULT',
    settlement: { amount: { amount: '400.00' }, by: '2026-03-12' },
    decision: { outcome: 'SETTLED' },
    owed: { performed: true },
  })
})

test('negotiated without agreement, it is drafted', async () => {
  const c = received()
  await investigated(c)
  await c.handler.contacts()
  await c.handler.negotiates()
  await c.handler.endsNegotiation()
  expect(c.complaint.stands()).toBe('handling.drafting')
})

test('three attempts to reach the complainant stand for a contact', async () => {
  const c = received()
  await investigated(c)
  await c.handler.contacts({ reached: false })
  await c.handler.contacts({ reached: false, means: 'email' })
  await c.refuses('contactedOrTried', 'clarifyFacts', c.handler.clarifiesFacts())
  await c.handler.contacts({ reached: false, means: 'post' })
  await c.handler.clarifiesFacts()
  expect(c.complaint.stands()).toBe('handling.drafting')
})

describe('a major incident', () => {
  test('twenty persons in person are one by law, and wait for the plan', async () => {
    const c = received()
    await registered(c, { faceToFace: 20, complainants: 20, channel: 'branch' })
    expect((await c.complaint.facts())['major']).toMatchObject({
      ground: 'MASS_VISIT',
      planActive: false,
    })
    await c.refuses('planActiveWhereMajor', 'assign', c.officer.assigns())
    await c.refuses('notMajorYet', 'declareMajor', c.regulator.declaresMajor())
    await c.manager.activatesPlan()
    await c.officer.assigns()
    expect(c.complaint.stands()).toBe('assigned')
  })

  test('declared by the regulator during the handling, nothing is decided before the plan is active', async () => {
    const c = received()
    await investigated(c)
    await c.handler.contacts()
    await c.handler.clarifiesFacts()
    await c.lawyer.agreesLegally()
    await c.regulator.declaresMajor({ ground: 'publicHealth' })
    await c.refuses('planActiveWhereMajor', 'decide', c.officer.decides())
    await journey.passes('2026-03-04 08:00')
    const [strike] = await c.complaint.strikes()
    expect(strike).toMatchObject({
      event: 'escalateMajor',
      effective: { at: endOf('2026-03-03') },
    })
    const { notices } = JSON.parse(strike?.leaf ?? '') as { notices: { to: string }[] }
    expect(notices.map(({ to }) => to)).toEqual(['seniorManagement', 'consumerProtectionCommittee'])
    await c.manager.activatesPlan({ plan: HASH, regulatorTold: { ...told, on: '2026-03-03' } })
    await c.officer.decides()
    expect(c.complaint.stands()).toBe('decided')
  })
})

describe('joinder', () => {
  test('the same complaint is merged, and unmerged goes on in its own period', async () => {
    const first = received()
    await registered(first)
    const second = received(first.complaint.about)
    await registered(second)
    await second.refuses('sameComplaint', 'merge', second.officer.merges())
    await second.officer.links({ complaint: first.complaint.id, relation: 'same' })
    await second.officer.merges()
    expect(await second.complaint.reads()).toMatchObject({
      state: { final: true },
      facts: { closed: 'MERGED', mergedInto: uuidIn(first.complaint.id) },
    })
    expect(second.complaint.stands('clock')).toBe('stopped')
    journey.at('2026-03-09 09:00')
    await second.officer.unmerges()
    expect([second.complaint.stands(), await second.complaint.dueAt('K01')]).toEqual([
      'registered',
      endOf('2026-03-17'),
    ])
    expect((await second.complaint.facts())['mergedInto']).toBeNull()
  })

  test('a complex one that was merged by mistake goes on as complex', async () => {
    const first = received()
    await registered(first)
    const second = received(first.complaint.about)
    await registered(second)
    await second.officer.callsComplex()
    await second.officer.links({ complaint: first.complaint.id })
    await second.officer.merges()
    await second.officer.unmerges()
    expect(second.complaint.stands('clock')).toBe('d30')
  })

  test('a part is split off as a complaint of its own, received when the whole was', async () => {
    const c = received()
    await investigated(c)
    journey.at('2026-03-05 09:00')
    const split = await c.officer.splits({ matter: 'insurance sold with the loan' })
    await journey.catchesUp()
    const { processes } = (await journey.doors.ask(
      'audit-1',
      `query ($subject: String!) { processes(filter: { subject: $subject }) { nodes {
        id title { en } entries { nodes { event kind cause { id } } }
        facts { ... on ComplaintHandlingFacts { splitFrom receivedOn matter } } } } }`,
      { subject: c.complaint.about },
    )) as unknown as {
      processes: { nodes: { id: string; facts: object; entries: { nodes: object[] } }[] }
    }
    const part = processes.nodes.find(({ id }) => id !== c.complaint.id)
    expect(part).toMatchObject({
      facts: {
        splitFrom: uuidIn(c.complaint.id),
        receivedOn: '2026-03-02',
        matter: 'insurance sold with the loan',
      },
      entries: { nodes: [{ event: 'register', kind: 'REACTION', cause: { id: split.entry } }] },
    })
  })

  test('five representatives bring it for many, with their authority', async () => {
    const c = received()
    const representatives = [1, 2, 3, 4, 5].map((n) => `consumer:rep-${String(n)}`)
    await c.officer.registers({ representatives, complainants: 120 })
    await c.refuses('identityFits', 'confirmIdentity', c.officer.confirmsIdentity())
    await c.officer.confirmsIdentity({ identity: 'representatives', authorisation: HASH })
    await c.officer.assigns()
    await c.handler.declaresNoInterest()
    await c.handler.contacts({ about: representatives[2] ?? '' })
    expect(await c.complaint.facts()).toMatchObject({ complainants: 120, representatives })
  })
})

describe('who handles it', () => {
  test('a handler who steps aside is replaced, and not assigned again', async () => {
    const c = received()
    await investigated(c)
    await c.refuses('handlerActs', 'recuse', c.colleague.recuses())
    await c.handler.recuses({ ground: 'kinship' })
    expect(c.complaint.stands()).toBe('registered')
    await c.refuses('notRecused', 'assign', c.officer.assigns({ handler: c.handler.id }))
    await c.officer.assigns({ handler: c.colleague.id })
    await c.refuses('handlerActs', 'startHandling', c.handler.declaresNoInterest())
    await c.colleague.declaresNoInterest()
    expect(c.complaint.stands()).toBe('handling.investigating')
  })

  test('reassigned, the new one declares anew', async () => {
    const c = received()
    await investigated(c)
    await c.officer.reassigns({ handler: c.colleague.id })
    expect(c.complaint.stands()).toBe('assigned')
    expect(await c.complaint.facts()).toMatchObject({ declared: false })
    await c.colleague.declaresNoInterest()
  })

  test('moved to another unit, it is assigned there, and reviewed by nobody if that is headquarters', async () => {
    const c = received()
    await investigated(c)
    await c.officer.transfers({ to: 'hq', reason: 'headquarters set the price' })
    expect(c.complaint.stands()).toBe('registered')
    expect(await c.complaint.facts()).toMatchObject({ unit: 'hq', level: 'HEADQUARTERS' })
  })

  test('referred elsewhere, it ends with the complainant told', async () => {
    const c = received()
    await registered(c)
    await c.officer.refersElsewhere({ to: 'the insurer' })
    expect(await c.complaint.reads()).toMatchObject({
      state: { final: true },
      facts: { closed: 'REFERRED' },
    })
  })
})

test('only material that is needed and not held is asked for', async () => {
  const c = received()
  await investigated(c)
  const held = ['Loan  Contract', 'receipt']
  await c.refuses(
    'materialNotHeld',
    'askMaterial',
    c.handler.asksForMaterial({ item: 'loan contract', held }),
  )
  await c.handler.asksForMaterial({ item: 'power of attorney', held })
  await c.handler.receivesMaterial()
  expect((await c.complaint.facts())['work']?.['materials']).toMatchObject([
    { item: 'power of attorney', received: true },
  ])
  await c.refuses('someMaterialOpen', 'receiveMaterial', c.handler.receivesMaterial())
})

describe('an inquiry', () => {
  test.each([
    ['supervisor', 'supervisoryBody'],
    ['auditor', 'internalAudit'],
    ['regulator', 'regulator'],
  ] as const)('of the %s is answered before the file is closed', async (who, body) => {
    const c = received()
    await concluded(c)
    await c.branch.performs()
    await c[who].inquires({ answerBy: '2026-03-06' })
    await c.refuses('noInquiryOpen', 'archive', c.officer.archives())
    await journey.passes('2026-03-07 00:00')
    expect((await c.complaint.strikes()).map(({ event }) => event)).toEqual(['markInquiryOverdue'])
    await c.officer.answersInquiry()
    await c.officer.archives()
    expect((await c.complaint.facts())['work']?.['inquiries']).toMatchObject([
      { by: body, overdue: true, answered: true },
    ])
  })

  test('after the end is taken and answered too; who supervises decides nothing', async () => {
    const c = received()
    await registered(c)
    await c.customer.withdraws()
    await c.supervisor.inquires()
    await c.manager.answersInquiry()
    await isRefused(c.supervisor.reopens(), {
      kind: 'NOT_YOUR_DUTY',
      rule: 'seniorManagement.overseeComplaints',
      article: '2020-3:7',
    })
  })
})

describe('through other doors', () => {
  test('the app brings it, adds to it and withdraws it; nobody relays for it', async () => {
    const c = received()
    await c.app.registers({ channel: 'app', unit: undefined })
    await c.officer.confirmsIdentity()
    await c.app.withdraws()
    expect((await c.complaint.facts())['closed']).toBe('WITHDRAWN')
  })

  test('a partner forwards what concerns it and reads it', async () => {
    const c = received()
    await isRefused(c.partner.registers({ channel: 'partner', partner: 'partner:somebody-else' }), {
      kind: 'NOT_YOUR_DUTY',
      rule: 'consumerProtection.register',
      article: '2020-3:28',
    })
    await c.partner.registers({ channel: 'partner', partner: 'partner:demo-partner' })
    expect(await c.complaint.readBy('partner-1', 'id')).toEqual({ id: c.complaint.id })
  })

  test('the regulator forwards it, and the period counts from our own receipt', async () => {
    const c = received()
    await c.regulator.registers({
      channel: 'forwarded',
      forwardedBy: 'nfra',
      madeOn: '2026-02-20',
    })
    expect(await c.complaint.dueAt('K01')).toBe(endOf('2026-03-17'))
  })
})

test('found without fault, it is concluded without rectification', async () => {
  const c = received()
  await notifiedOfNothing(c)
  await c.customer.accepts()
  await c.officer.findsNoFault()
  await c.officer.archives()
  expect(await c.complaint.facts()).toMatchObject({ closed: 'NO_FAULT', cause: { noFault: true } })
})
