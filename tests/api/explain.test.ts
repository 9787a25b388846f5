// Why an entry was decided as it was, asked of the API long after: whoever acted has another seat by then,
// and the process another edition. What they could do then counts.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeId } from '../../api/graphql/ids.ts'
import type { Explanation } from '../../engine/core/explanation.ts'
import type { Answer } from '../../engine/core/command.ts'
import { openDoors } from '../support/client.ts'
import type { Doors, Json } from '../support/client.ts'
import { SECOND, THIRD } from '../support/edition-mechanism.ts'
import { accepted, openEditions, rowsOf } from '../support/edition-world.ts'
import { pass, roam } from '../support/roam.ts'
import { createWorld, GOVERNANCE, INSTITUTION } from '../support/world.ts'
import type { Sent, World } from '../support/world.ts'

const EXPLAIN = `query ($entry: ID!) { explainDecision(entry: $entry) {
  accepted agrees differs sameTexts underived { en }
  entry { event kind }
  seats { body unit }
  carriedBy { id bodyTitle { zh en } article { citation } sentence { zh en } }
  duties { held seat duty { id article { citation } sentence { zh en } } why { zh en } }
  nearestMiss { zh en }
  checks { kind name held decisive says { zh en } change { zh en } article { citation }
    facts { name value source title { zh en } } }
  refusal { kind rule message { zh en } }
} }`

let world: World
let doors: Doors
/** Entries by what they are called here. */
const entries = new Map<string, string>()

const explain = async (name: string, as = 'audit-1'): Promise<Json> => {
  const id = entries.get(name) ?? ''
  const answer = await doors.ask(as, EXPLAIN, { entry: encodeId('Entry', id) })
  return answer['explainDecision'] as Json
}
const list = (json: readonly Json[] | undefined): readonly Json[] => [...(json ?? [])]
const noted = (name: string, answer: Answer): Answer => {
  if (answer.kind === 'throttled' || !answer.entry) throw new Error(JSON.stringify(answer))
  entries.set(name, answer.entry.id)
  return answer
}
const send = async (name: string, as: string, sent: Sent): Promise<Answer> =>
  noted(name, await world.send(as, sent))
const govern = (name: string, as: string, act: Pick<Sent, 'event' | 'payload'>) =>
  send(name, as, { mechanism: 'G01', process: GOVERNANCE, ...act })

const everyId = async (of: World): Promise<readonly string[]> =>
  (await rowsOf<{ id: string }>(of, 'select id from entry order by position')).map((r) => r.id)
const explained = async (of: World): Promise<readonly (Explanation | undefined)[]> => {
  const told: (Explanation | undefined)[] = []
  for (const id of await everyId(of)) told.push(await of.engine.explain(INSTITUTION, id))
  return told
}
const failing = (told: readonly (Explanation | undefined)[]) =>
  told.filter((e) => !e || e.differs.length > 0 || !e.sameTexts)

const URGENT = { urgency: 'urgent', reason: 'hardship' }
const REGISTER = { channel: 'phone', matter: 'a fee', complainant: 'consumer:explain' }

const draft = {
  product: 'product:on-behalf',
  label: 'x',
  matter: 'newProduct',
  productClass: 'loan',
}

/** One acts for another while a delegation is in force, and tries again when it has been revoked. */
async function onBehalf(): Promise<void> {
  const [by, to] = [world.person('loans-1'), world.person('wealth-1')]
  const seats = await rowsOf<{ id: string; person: string }>(world, 'select id, person from seat')
  const seatOf = (person: string) => seats.find((s) => s.person === person)?.id
  const given = await send('granted', 'loans-1', {
    mechanism: 'G05',
    event: 'grantDelegation',
    payload: {
      seat: seatOf(by),
      person: to,
      personSeat: seatOf(to),
      mechanisms: ['M01'],
      from: world.now().slice(0, 10),
      to: '2026-12-31',
      reason: 'away',
    },
  })
  const act = { mechanism: 'M01', event: 'openDraft', payload: draft, onBehalfOf: by }
  await send('on behalf', 'wealth-1', act)
  await send('revoked', 'loans-1', {
    mechanism: 'G05',
    event: 'revokeDelegation',
    process: given.kind === 'accepted' ? given.process.id : '',
    payload: { reason: 'back' },
  })
  await send('no longer', 'wealth-1', { ...act, payload: { ...draft, product: 'product:late' } })
}

beforeAll(async () => {
  world = await createWorld()
  doors = await openDoors(world)
  await roam(world, { mechanism: 'M07', steps: 25, seed: 4 })
  await roam(world, { mechanism: 'M01', steps: 20, seed: 5 })
  const opened = await send('accepted', 'protection-1', {
    mechanism: 'M07',
    event: 'register',
    payload: REGISTER,
  })
  const process = opened.kind === 'accepted' ? opened.process.id : ''
  const on = { mechanism: 'M07', process }
  await send('by duty', 'audit-1', { ...on, event: 'setUrgency', payload: URGENT })
  await send('by state', 'protection-1', {
    ...on,
    event: 'accept',
    payload: { about: 'consumer:explain' },
  })
  await send('stale', 'protection-1', {
    ...on,
    event: 'setUrgency',
    expectedVersion: 99,
    payload: URGENT,
  })
  await send('unreadable', 'partner-1', { ...on, event: 'setUrgency', payload: URGENT })
  await send('future', 'protection-1', {
    ...on,
    event: 'setUrgency',
    effective: { on: '2035-01-01' as never },
    payload: URGENT,
  })
  const twice = { ...on, event: 'setUrgency', request: 'used-twice' }
  await send('once', 'protection-1', { ...twice, payload: URGENT })
  await send('reused', 'protection-1', { ...twice, payload: { ...URGENT, reason: 'age' } })
  await govern('separation', 'hr-1', {
    event: 'appoint',
    payload: {
      person: world.person('hr-1'),
      body: 'legalCompliance',
      from: '2026-03-01',
    },
  })
  await govern('by rule', 'management-1', {
    event: 'setPolicy',
    payload: {
      key: 'complaint.acknowledgement',
      value: 100_000,
    },
  })
  await onBehalf()
  await world.engine.courier.round()
  const [imported] = await world.engine.execute(INSTITUTION, [
    {
      asker: { person: world.person('protection-1') },
      via: 'import',
      request: 'imported-1',
      mechanism: 'M07',
      event: 'register',
      payload: { ...REGISTER, complainant: 'consumer:old' },
      effective: { on: '2025-11-03' as never },
      attested: { source: 'register.csv', line: 7 },
    },
  ])
  noted('import', imported as Answer)
  await pass(world, 30)
  // Whoever registered is in another body by now.
  const seats = await rowsOf<{ id: string }>(
    world,
    'select id from seat where person = $1',
    world.person('protection-1'),
  )
  await govern('ended', 'hr-1', {
    event: 'endAppointment',
    payload: {
      seat: seats[0]?.id,
      body: 'consumerProtection',
      to: '2026-04-01',
    },
  })
  await pass(world, 3)
  await send('after', 'protection-1', { ...on, event: 'setUrgency', payload: URGENT })
  await govern('appointed', 'board-1', {
    event: 'appoint',
    payload: {
      person: world.person('protection-1'),
      body: 'internalAudit',
      from: '2026-04-02',
    },
  })
  await pass(world, 1)
}, 120_000)
afterAll(async () => {
  await doors?.stop()
  await world?.close()
})

describe('every entry', () => {
  it('is explained, and the explanation is what was decided then', async () => {
    const told = await explained(world)
    expect(failing(told)).toEqual([])
    const kinds = await rowsOf<{ kind: string }>(world, 'select distinct kind from entry')
    expect(kinds.map((k) => k.kind)).toEqual(
      expect.arrayContaining(['accepted', 'refused', 'clock', 'transcribed']),
    )
  })
  it('is explained to nobody who may not read it', async () => {
    expect(await explain('accepted', 'partner-1')).toBeNull()
    expect(await explain('nothing')).toBeNull()
  })
})

describe('what was accepted', () => {
  it('names the duty that carried it, its body and article, and every rule with its facts', async () => {
    expect(await explain('accepted')).toMatchObject({
      accepted: true,
      agrees: true,
      differs: [],
      sameTexts: true,
      entry: { event: 'register' },
      seats: [{ body: 'CONSUMER_PROTECTION', unit: 'cp' }],
      carriedBy: { id: expect.stringMatching(/^consumerProtection\./) as string },
      refusal: null,
      nearestMiss: null,
    })
    const { checks, duties } = await explain('ended')
    expect(list(duties).at(-1)).toMatchObject({ held: true })
    const rule = list(checks).find((c) => c['name'] === 'endsASeatInForce')
    expect(rule).toMatchObject({
      kind: 'RULE',
      held: true,
      decisive: false,
      article: { citation: 'house:governance' },
      facts: [{ name: 'seat', value: { body: 'consumerProtection' } }],
    })
    expect(String(rule?.['change']?.['zh'])).toMatch(/\p{Script=Han}/u)
  })
  it('is carried by the duty to transcribe where a register attests it', async () => {
    expect(await explain('import')).toMatchObject({
      agrees: true,
      entry: { kind: 'TRANSCRIBED' },
      carriedBy: { id: 'consumerProtection.transcribe' },
    })
  })
})

describe('what was done on behalf of another', () => {
  it('is carried by his duty while the delegation was in force, and by none after it', async () => {
    expect(await explain('on behalf')).toMatchObject({ accepted: true, agrees: true, differs: [] })
    const { carriedBy } = await explain('on behalf')
    expect(String(carriedBy?.['id'])).toMatch(/^businessDepartment\./)
    expect(await explain('no longer')).toMatchObject({
      accepted: false,
      agrees: true,
      carriedBy: null,
    })
  })
})

describe('what was refused', () => {
  const last = (told: Json) => list(told['checks']).at(-1)
  it('for want of a duty tells each duty that was looked at, why it did not fit, and the nearest miss', async () => {
    const told = await explain('by duty')
    expect(told).toMatchObject({ accepted: false, agrees: true, carriedBy: null })
    expect(
      list(told['duties']).every((d) => !d['held'] && String(d['why']?.['en']).length > 0),
    ).toBe(true)
    expect(String(told['nearestMiss']?.['en'])).toContain('you sit in Internal audit')
    expect(last(told)).toMatchObject({ kind: 'DUTY', held: false, decisive: true })
    expect(String(last(told)?.['change']?.['en'])).toMatch(/^Let a seat of /)
  })
  it.each([
    ['by state', 'STATE'],
    ['stale', 'VERSION'],
    ['reused', 'REQUEST'],
    ['unreadable', 'READ'],
    ['future', 'EFFECTIVE'],
    ['separation', 'SEPARATION'],
    ['by rule', 'RULE'],
  ])('%s: says so, and what would have to change', async (name, kind) => {
    const told = await explain(name)
    expect(told).toMatchObject({ accepted: false, agrees: true, differs: [] })
    expect(last(told)).toMatchObject({ kind, held: false, decisive: true })
    expect(list(told['checks']).filter((c) => c['decisive'])).toHaveLength(1)
    expect(String(last(told)?.['change']?.['zh'])).toMatch(/\p{Script=Han}/u)
  })
  it('by a rule shows the facts that it read, with its article', async () => {
    expect(last(await explain('by rule'))).toMatchObject({
      name: 'withinBounds',
      article: { citation: 'house:governance' },
      facts: [{ name: 'bounds', source: 'mechanisms' }],
    })
  })
})

describe('whoever acted has another seat by now', () => {
  it('and is told by the seats of then', async () => {
    expect((await explain('accepted'))['seats']).toEqual([
      { body: 'CONSUMER_PROTECTION', unit: 'cp' },
    ])
    expect(await explain('after')).toMatchObject({ agrees: true, seats: [], accepted: false })
    const { viewer } = await doors.ask('protection-1', '{ viewer { seats { body } } }')
    expect(viewer).toEqual({ seats: [{ body: 'INTERNAL_AUDIT' }] })
  })
})

describe('a process that has moved to another edition', () => {
  it('is explained by the edition of each entry', async () => {
    const opened = await openEditions({ at: '2026-03-02T01:00:00.000Z' })
    try {
      const plain = await opened.filed()
      await opened.send('protection-1', 'contest', { process: plain.id })
      await opened.move(plain.id, SECOND)
      opened.world.at('2026-06-02T01:00:00.000Z')
      await opened.send('protection-1', 'moveEdition', {
        process: plain.id,
        payload: { edition: SECOND, revision: 1 },
      })
      await accepted(opened.move(plain.id, SECOND, { choice: 'checkAnew' }))
      await opened.filed({ channel: 'branch' })
      opened.world.at('2030-01-02T01:00:00.000Z')
      await opened.world.engine.clock.round()
      await opened.move(plain.id, THIRD)
      expect(failing(await explained(opened.world))).toEqual([])
    } finally {
      await opened.world.close()
    }
  })
})
