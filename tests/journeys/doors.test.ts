// What holds for every case at the doors: refusals, repetition, sight, offers, desks, the trail.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeId } from '../../api/graphql/ids.ts'
import { REFUSAL_KINDS } from '../../engine/core/refusal.ts'
import { complaintHandling } from '../../engine/mechanisms/complaint-handling/index.ts'
import {
  complaintIn,
  investigated,
  notified,
  ready,
  registered,
} from '../support/actors-complaint.ts'
import type { Complaint } from '../support/actors-complaint.ts'
import { isRefused } from '../support/actors.ts'
import { live, reviewIn } from '../support/actors-review.ts'
import { checkTrail } from '../support/checkTrail.ts'
import type { Json } from '../support/client.ts'
import { GATES } from '../support/gates.ts'
import { endOf, openJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney({ neighbours: GATES })
})
afterAll(async () => {
  await checkTrail(journey.world.pool, journey)
  await journey?.close()
})
const received = (): Complaint => {
  journey.at('2026-03-02 09:00')
  return complaintIn(journey)
}
const as = async (who: string, query: string, variables?: object): Promise<Json> =>
  journey.doors.ask(who, query, variables)

const nodesIn = (page: unknown) => (page as { nodes: readonly Json[] }).nodes

test('each kind of refusal speaks both languages, and the law where it is one', async () => {
  const c = received()
  await ready(c, { concerned: [c.colleague.id] })
  const { entry } = await c.officer.notes({}, { requestId: 'note-1' })
  const kinds = [
    await isRefused(c.loans.performs(), { kind: 'NOT_FOUND', rule: 'read' }),
    await isRefused(c.supervisor.decides(), {
      kind: 'NOT_YOUR_DUTY',
      rule: 'consumerProtection.decideComplaint',
      article: '2020-3:18',
    }),
    await isRefused(c.colleague.decides(), {
      kind: 'SEPARATION',
      rule: 'deciderUnconcerned',
      article: '2020-3:17',
    }),
    await isRefused(c.officer.decides({ grounds: undefined }), {
      kind: 'NOT_NOW',
      rule: 'reasoned',
      article: '2020-3:19',
      field: ['findings'],
    }),
    await isRefused(c.officer.decides({ about: 'no key' }), {
      kind: 'MALFORMED',
      rule: 'shape',
      field: ['about'],
    }),
    await isRefused(c.officer.decides({}, { expectedVersion: 3 }), {
      kind: 'STALE',
      rule: 'version',
      field: ['expectedVersion'],
    }),
    await isRefused(c.officer.notes({ text: 'something else' }, { requestId: 'note-1' }), {
      kind: 'REQUEST_REUSED',
      rule: 'request',
      field: ['requestId'],
    }),
  ]
  expect(kinds.map(({ kind }) => kind).toSorted()).toEqual([...REFUSAL_KINDS].toSorted())
  // Nothing of that changed the case; what was sent before is answered as before.
  const again = await c.officer.notes({}, { requestId: 'note-1' })
  expect(again).toMatchObject({ entry, repeated: true })
})

describe('a request', () => {
  test('with the version that was read is taken once, and stale for who comes second', async () => {
    const c = received()
    await ready(c)
    const seen = Number((await c.complaint.reads())['version'])
    await c.officer.decides({}, { expectedVersion: seen })
    await isRefused(c.officer.tells({}, { expectedVersion: seen }), {
      kind: 'STALE',
      rule: 'version',
    })
    await c.officer.tells({}, { expectedVersion: seen + 1 })
  })

  test('that is repeated opens no second complaint, also days later', async () => {
    const c = received()
    const { entry } = await c.officer.registers({}, { requestId: 'call-4711' })
    journey.at('2026-03-09 09:00')
    const again = await c.officer.registers({}, { requestId: 'call-4711' })
    expect(again).toMatchObject({ entry, repeated: true })
    const found = await as(
      'audit-1',
      'query ($s: String!) { processes(filter: { subject: $s }) { totalCount } }',
      { s: c.complaint.about },
    )
    expect(found['processes']?.['totalCount']).toBe(1)
  })

  test('of two people under one id are two deeds', async () => {
    const c = received()
    await c.officer.registers()
    const first = await c.officer.notes({}, { requestId: 'same' })
    const second = await c.colleague.notes({}, { requestId: 'same' })
    expect(second.entry).not.toBe(first.entry)
  })

  test('that was refused is refused again with the same reason, and recorded once', async () => {
    const c = received()
    await c.officer.registers()
    const deed = () => c.officer.merges({}, { requestId: 'too-early' })
    await isRefused(deed(), { kind: 'NOT_NOW', rule: 'state' })
    await c.officer.confirmsIdentity()
    await isRefused(deed(), { kind: 'NOT_NOW', rule: 'state' })
    const refused = (await c.complaint.entries()).filter(({ kind }) => kind === 'REFUSED')
    expect(refused).toMatchObject([{ event: 'merge', refusal: { kind: 'NOT_NOW', rule: 'state' } }])
  })
})

describe('sight', () => {
  test.each(['loans-1', 'wealth-1', 'channel-1', 'partner-1', 'mediation-1', 'hr-1', 'system-1'])(
    '%s sees nothing of a complaint of the branch',
    async (who) => {
      const c = received()
      const { entry } = await c.officer.registers({ partner: undefined })
      const { id } = c.complaint
      const data = await as(
        who,
        `query ($id: ID!, $entry: ID!, $s: String!) {
          node(id: $id) { id } process(id: $id) { id } entry: node(id: $entry) { id }
          processes(filter: { subject: $s }) { totalCount }
          trail(filter: { process: $id }) { totalCount nodes { id } } }`,
        { id, entry, s: c.complaint.about },
      )
      expect(data).toEqual({
        node: null,
        process: null,
        entry: null,
        processes: { totalCount: 0 },
        trail: { totalCount: 0, nodes: [] },
      })
    },
  )

  test('the branch, the department and whoever supervises see it', async () => {
    const c = received()
    await c.officer.registers()
    for (const who of [
      'east-1',
      'protection-3',
      'board-1',
      'committee-1',
      'supervisor-1',
      'audit-1',
      'regulator-1',
    ])
      expect(await c.complaint.readBy(who, 'id')).toEqual({ id: c.complaint.id })
  })
})

test('offers change with the state, and keep what they promise', async () => {
  const c = received()
  await registered(c)
  const before = await c.complaint.actionsOf('protection-1')
  const offer = (actions: readonly Json[], event: string) =>
    actions.find((a) => a['event'] === (event as unknown))
  expect(offer(before, 'assign')).toMatchObject({
    allowed: true,
    duty: { id: 'consumerProtection.assignComplaint' },
    refusal: null,
  })
  const depends = offer(before, 'assign')?.['dependsOn'] as unknown as { name: string }[]
  expect(depends.map(({ name }) => name).toSorted()).toEqual([
    'handlerSeated',
    'handlerTrained',
    'noInterest',
    'notConcerned',
    'notRecused',
  ])
  expect(offer(before, 'merge')).toMatchObject({
    allowed: false,
    refusal: { kind: 'NOT_NOW', rule: 'sameComplaint' },
  })
  expect(offer(before, 'decide')).toBeUndefined()
  expect(offer(await c.complaint.actionsOf('audit-1'), 'assign')).toMatchObject({
    allowed: false,
    refusal: { kind: 'NOT_YOUR_DUTY' },
  })
  await c.officer.assigns()
  expect(await c.complaint.offeredTo('protection-2')).toContain('startHandling')
  expect(offer(await c.complaint.actionsOf('protection-3'), 'startHandling')).toMatchObject({
    allowed: false,
    refusal: { kind: 'SEPARATION', rule: 'handlerActs' },
  })
  await c.handler.declaresNoInterest()
  await c.customer.withdraws()
  expect(await c.complaint.offeredTo('protection-1')).toEqual(
    expect.arrayContaining(['attachEvidence', 'note', 'correctRecord']),
  )
  expect(await c.complaint.offeredTo('protection-1')).not.toContain('assign')
  expect(await c.complaint.offeredTo('management-1')).toContain('reopen')
})

describe('a desk', () => {
  const DESK = `{ viewer { desk {
    waiting(first: 100) { nodes { id } } dueSoon(days: 20, first: 100) { clock dueAt process { id } }
    notices(first: 100) { to about { en } entry { event process { id } } } } } }`
  const desk = async (who: string) => (await as(who, DESK))['viewer']?.['desk'] as Json
  const waits = async (who: string, id: string) =>
    nodesIn((await desk(who))['waiting']).some((p) => p['id'] === (id as unknown))

  test('shows what waits for each, as the case goes from hand to hand', async () => {
    const c = received()
    await investigated(c)
    const { id } = c.complaint
    expect([await waits('protection-2', id), await waits('legal-1', id)]).toEqual([true, false])
    await c.handler.contacts()
    await c.handler.clarifiesFacts()
    expect(await waits('legal-1', id)).toBe(true)
    await c.lawyer.agreesLegally()
    expect([await waits('legal-1', id), await waits('protection-1', id)]).toEqual([false, true])
    expect(await waits('wealth-1', id)).toBe(false)
  })

  test('shows what falls due, and what its body is told of', async () => {
    const c = received()
    await registered(c)
    const { id } = c.complaint
    const due = (await desk('protection-1'))['dueSoon'] as readonly Json[]
    expect(due.filter((t) => t['process']?.['id'] === (id as unknown))).toEqual([
      { clock: 'K01', dueAt: endOf('2026-03-17'), process: { id } },
    ])
    await journey.passes('2026-03-18 09:00')
    const told = async (who: string) =>
      ((await desk(who))['notices'] as readonly Json[])
        .filter((n) => n['entry']?.['process']?.['id'] === (id as unknown))
        .map((n) => [n['to'], n['entry']?.['event']])
    expect(await told('management-1')).toEqual([['SENIOR_MANAGEMENT', 'expire']])
    expect(await told('supervisor-1')).toEqual([['SUPERVISORY_BODY', 'expire']])
    expect(await told('legal-1')).toEqual([])
  })
})

test('the trail is searched by case, event, kind, person, body, reason and time', async () => {
  const c = received()
  await notified(c)
  journey.at('2026-03-04 09:00')
  await isRefused(c.supervisor.decides(), { kind: 'NOT_NOW', rule: 'state' })
  await journey.passes('2026-04-02 09:00')
  const id = `process: "${c.complaint.id}"`
  const events = async (filter: string) => {
    const data = await as('audit-1', `{ trail(filter: { ${id}${filter} }) { nodes { event } } }`)
    return nodesIn(data['trail']).map((e) => e['event'])
  }
  const whole = await events('')
  expect(whole.slice(0, 3)).toEqual(['register', 'acknowledge', 'confirmIdentity'])
  expect(await events(', event: "decide"')).toEqual(['decide', 'decide'])
  expect(await events(', event: "decide", kind: REFUSED')).toEqual(['decide'])
  expect(await events(', kind: CLOCK')).toEqual(
    whole.filter((e) => ['lapse', 'markPerformanceOverdue'].includes(String(e))),
  )
  expect(await events(', body: LEGAL_COMPLIANCE')).toEqual(['agreeLegally'])
  expect(await events(', refusalKind: NOT_NOW')).toEqual(['decide'])
  const handler = journey.person('protection-2')
  expect(await events(`, actor: "${handler}"`)).toEqual([
    'startHandling',
    'recordContact',
    'clarifyFacts',
  ])
  const other = encodeId('ComplaintHandling', '0198c0de-0000-7000-8000-00000000dead')
  const none = await as('audit-1', `{ trail(filter: { process: "${other}" }) { totalCount } }`)
  expect(none['trail']?.['totalCount']).toBe(0)
})

describe('from a complaint to the review of its product', () => {
  const upheld = async (c: Complaint, product: string) => {
    await notified(c, { product })
    await c.customer.accepts()
    await c.branch.proposesCause({ kinds: ['product'] })
    return c.officer.confirmsCause({ kinds: ['product'] })
  }

  test('a confirmed cause in the product holds its sale, by the courier, with the complaint as its cause', async () => {
    const c = received()
    const product = reviewIn(journey)
    await live(product)
    const confirmed = await upheld(c, product.review.about)
    expect(product.review.stands('sale')).toBe('open')
    await journey.catchesUp()
    expect(await product.review.standsNow('sale')).toBe('held')
    const [carried] = (await product.review.entries()).slice(-1)
    expect(carried).toMatchObject({
      event: 'reportComplaintCause',
      kind: 'REACTION',
      actor: { body: 'COURIER', system: 'courier' },
      cause: { id: confirmed.entry, event: 'confirmCause', process: { id: c.complaint.id } },
    })
    expect(await product.review.facts()).toMatchObject({
      clearance: null,
      hold: { cause: 'COMPLAINT' },
    })
    // Carried once, however often the courier goes round.
    await journey.catchesUp()
    const entries = await product.review.entries()
    expect(entries.filter(({ event }) => event === 'reportComplaintCause')).toHaveLength(1)
  })

  test('a cause in the staff concerns no review', async () => {
    const c = received()
    const product = reviewIn(journey)
    await live(product)
    await notified(c, { product: product.review.about })
    await c.customer.accepts()
    await c.officer.confirmsCause({ kinds: ['staff'] })
    await journey.catchesUp()
    expect(await product.review.standsNow('sale')).toBe('open')
  })

  test('complaints from one cause are counted, and the third is reported as recurring', async () => {
    const product = 'product:recurring'
    const cases: Complaint[] = []
    for (let k = 0; k < 3; k++) {
      const c = received()
      await upheld(c, product)
      cases.push(c)
      if (k < 2)
        await c.refuses('causeRecurs', 'reportRepeatedCause', c.officer.reportsRepeatedCause())
    }
    await cases[2]?.officer.reportsRepeatedCause()
    const [last] = ((await cases[2]?.complaint.entries()) ?? []).slice(-1)
    expect(last?.['facts']).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: 'sameCause', value: 3 })]),
    )
  })
})

test('the mechanism describes itself as it acts', async () => {
  const data = await as('audit-1', '{ mechanism(id: M07) { events { name } clocks { name } } }')
  const names = (list: unknown) => (list as { name: string }[]).map((x) => x.name)
  expect(names(data['mechanism']?.['clocks'])).toEqual(Object.keys(complaintHandling.clocks))
  expect(names(data['mechanism']?.['events'])).toEqual(
    expect.arrayContaining(['register', 'decide', 'archive']),
  )
})
