// Every rule of the institution itself, refusing what people, the founder and the server send.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { foundInstitution } from '../../api/demo.ts'
import type { Answer } from '../../engine/core/command.ts'
import type { Day, Uuid } from '../../engine/core/values.ts'
import { institution } from '../../engine/mechanisms/institution/index.ts'
import { byRule } from '../support/actors.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { createWorld, GOVERNANCE, INSTITUTION, ISSUER } from '../support/world.ts'
import type { World } from '../support/world.ts'

/** An institution whose trail nobody signs. */
const UNSIGNED = '0198c0de-0000-7000-8000-000000000002'
const THEIRS = '0198c0de-0000-7000-8000-0000000000a2'
/** One that is yet to be founded. */
const UNFOUNDED = '0198c0de-0000-7000-8000-000000000003'
const NOBODY = '0198c0de-0000-7000-8000-00000000dead'
const KEY = `trail.test/house+00000000+${'A'.repeat(44)}`
const OTHER_KEY = `trail.test/house+00000001+${'B'.repeat(44)}`
const FOREIGN_KEY = `trail.test/other+00000001+${'B'.repeat(44)}`
const SERVERS = ['founder', 'keeper'] as const

let world: World
let strangers: ReadonlyMap<string, Uuid>
let n = 0

interface Sent {
  readonly as: string
  readonly event: string
  readonly payload: object
  readonly house?: Uuid
}
async function send({ as, event, payload, house = INSTITUTION }: Sent): Promise<Answer> {
  const server = SERVERS.find((name) => name === as)
  const person = house === INSTITUTION ? world.person(as === server ? 'hr-1' : as) : undefined
  const [answer] = await world.engine.execute(house, [
    {
      asker: server ? { system: server } : { person: person ?? strangers.get(as) ?? NOBODY },
      via: server ? 'engine' : 'api',
      request: `rules-${String(++n)}`,
      mechanism: 'G01',
      event,
      payload,
      ...(event === 'found' ? {} : { process: house === INSTITUTION ? GOVERNANCE : THEIRS }),
    },
  ])
  if (!answer) throw new Error('no answer')
  return answer
}
async function does(as: string, event: string, payload: object): Promise<void> {
  const answer = await send({ as, event, payload })
  if (answer.kind !== 'accepted') throw new Error(JSON.stringify(answer))
}

beforeAll(async () => {
  world = await createWorld()
  strangers = await foundInstitution(world.engine, {
    institution: UNSIGNED,
    process: THEIRS,
    name: 'Other institution',
    issuer: 'https://other.invalid',
    from: '2020-01-01' as Day,
  })
  await does('keeper', 'enterSealKey', { key: KEY })
  await does('keeper', 'beat', beat('2026-03-02'))
  await does('board-1', 'bindSupervision', binding('2026-07-01'))
  // Runs the server, and reads the registers by another seat.
  await does('hr-1', 'appoint', { ...seat('system'), person: world.person('hr-2') })
})
afterAll(async () => {
  await checkTrail(world.pool)
  await world?.close()
})

const beat = (on: string) => ({ on, sealed: 0, witnessed: 0, alarms: 0 })
const binding = (from: string) => ({ form: 'auditCommittee', from, articlesHash: 'a1'.repeat(32) })
const seat = (body: string) => ({ person: world.person('loans-2'), body, from: '2026-03-02' })
const unit = { unit: 'west', kind: 'branch', name: 'West branch' }
const identity = { issuer: ISSUER, subject: 'hr-1', name: 'a person' }
const subject = { subject: 'product:rules', name: 'a product' }
const part = { mechanisms: ['M07'] }
const audited = (scope: object, more: object) => ({ ...seat('internalAudit'), scope, ...more })
const interest = { subject: 'product:demo-fund', kind: 'family' }

type Deed = readonly [rule: string, as: string, event: string, payload: () => object]
const inHouse: readonly Deed[] = [
  ['founderOnlyFounds', 'founder', 'addUnit', () => unit],
  ['founderOnlyFounds', 'founder', 'addPerson', () => identity],
  ['founderOnlyFounds', 'founder', 'registerSubject', () => subject],
  ['founderOnlyFounds', 'founder', 'appoint', () => seat('board')],
  ['appointedByItsAppointer', 'hr-1', 'appoint', () => seat('seniorManagement')],
  [
    'appointedByItsAppointer',
    'hr-1',
    'endAppointment',
    () => ({ seat: NOBODY, body: 'board', to: '2026-03-02' }),
  ],
  ['identityIsNew', 'hr-1', 'addPerson', () => identity],
  [
    'nobodyAppointsHimself',
    'hr-1',
    'appoint',
    () => ({ ...seat('legalCompliance'), person: world.person('hr-1') }),
  ],
  [
    'endsAfterItBegins',
    'hr-1',
    'appoint',
    () => ({ ...seat('legalCompliance'), to: '2026-03-02' }),
  ],
  [
    'endsAfterItBegins',
    'protection-1',
    'declareInterest',
    () => ({ ...interest, from: '2026-03-02', to: '2026-03-02' }),
  ],
  ['scopeIsOfAuditor', 'board-1', 'appoint', () => audited({}, { to: '2026-06-01' })],
  [
    'scopeIsOfAuditor',
    'board-1',
    'appoint',
    () => audited(part, { to: '2026-06-01', body: 'seniorManagement' }),
  ],
  ['scopedSeatEnds', 'board-1', 'appoint', () => audited(part, {})],
  ['scopedSeatEnds', 'board-1', 'appoint', () => audited(part, { to: '2027-03-03' })],
  [
    'endsASeatInForce',
    'hr-1',
    'endAppointment',
    () => ({ seat: NOBODY, body: 'legalCompliance', to: '2026-03-02' }),
  ],
  ['onlyTheServer', 'hr-2', 'beat', () => beat('2026-03-03')],
  ['onlyTheServer', 'hr-2', 'enterSealKey', () => ({ key: OTHER_KEY })],
  ['beatsOnceADay', 'keeper', 'beat', () => beat('2026-03-02')],
  ['beatsOnceADay', 'keeper', 'beat', () => beat('2026-03-01')],
  ['noSealKeyYet', 'keeper', 'enterSealKey', () => ({ key: OTHER_KEY })],
  ['sealKeyIsNew', 'management-1', 'rotateSealKey', () => ({ key: KEY, reason: 'yearly' })],
  [
    'sealKeyKeepsItsName',
    'management-1',
    'rotateSealKey',
    () => ({ key: FOREIGN_KEY, reason: 'yearly' }),
  ],
  ['bindsForward', 'board-1', 'bindSupervision', () => binding('2026-06-30')],
  ['withinBounds', 'management-1', 'setPolicy', () => ({ key: 'complaint.retention', value: 2 })],
]
const elsewhere: readonly (readonly [rule: string, Sent])[] = [
  [
    'someSealKey',
    {
      as: 'management-1',
      event: 'rotateSealKey',
      payload: { key: KEY, reason: 'yearly' },
      house: UNSIGNED,
    },
  ],
  [
    'zoneExists',
    {
      as: 'founder',
      event: 'found',
      payload: { name: 'On Mars', zone: 'Mars/Olympus' },
      house: UNFOUNDED,
    },
  ],
]

describe('a rule refuses', () => {
  test.each(inHouse)('%s, to %s: %s', async (...[rule, as, event, payload]) => {
    expect(await send({ as, event, payload: payload() })).toMatchObject({
      kind: 'refused',
      refusal: byRule(institution, event, rule),
    })
  })
  test.each(elsewhere)('%s, in another institution', async (rule, sent) => {
    expect(await send(sent)).toMatchObject({
      kind: 'refused',
      refusal: byRule(institution, sent.event, rule),
    })
  })
  test('what is within the rules is taken', async () => {
    await does('board-1', 'appoint', audited(part, { to: '2027-03-02' }))
    await does('keeper', 'beat', beat('2026-03-03'))
    await does('board-1', 'bindSupervision', binding('2026-07-01'))
  })

  const tried = [
    ...inHouse.map(([rule, , event]) => [rule, event] as const),
    ...elsewhere.map(([rule, { event }]) => [rule, event] as const),
  ]
  test('and every rule and every separation has refused somebody', () => {
    const refused = new Set(tried.flatMap(([rule, event]) => [rule, `${event}: ${rule}`]))
    const pairs = Object.entries(institution.separation).flatMap(([event, rules = []]) =>
      rules.map((rule) => `${event}: ${rule}`),
    )
    const all = [...Object.keys(institution.rules), ...pairs]
    expect(all.filter((one) => !refused.has(one))).toEqual([])
  })
})
