// The past through the door: what is answered of it is what was answered then, over PostgreSQL.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeId } from '../../api/graphql/ids.ts'
import type { Day, Instant } from '../../engine/core/values.ts'
import { openDoors } from '../support/client.ts'
import type { Doors, Json } from '../support/client.ts'
import { asOwner } from '../support/faults.ts'
import { roam } from '../support/roam.ts'
import { chooser } from '../support/walk-seen.ts'
import { createWorld, GOVERNANCE, INSTITUTION } from '../support/world.ts'
import type { World } from '../support/world.ts'

const PRODUCT = 'product:asof'
const PROCESS = `version reference title { zh } state { paths final phase }
  facts { ... on ComplaintHandlingFacts { channel handler work { breaches { clock explained } } } }
  timers { clock state dueAt }`
const TABLE = 'cells { mechanism phase status } rates { phase numerator denominator } products'

type Plain = Readonly<Record<string, unknown>>

/** What was asked and answered, and when. */
interface Answered {
  readonly at: Instant
  readonly what: string
  readonly id: string
  readonly answer: unknown
}

let world: World
let doors: Doors
const answers: Answered[] = []
const processes: string[] = []

const minutesLater = (minutes: number): void => {
  world.at(new Date(Date.parse(world.now()) + minutes * 60_000).toISOString())
}
const catchUp = async (): Promise<void> => {
  while ((await world.engine.clock.round()) + (await world.engine.courier.round()) > 0);
}
const ask = (query: string, variables: object = {}, as = 'audit-1'): Promise<Json> =>
  doors.ask(as, query, variables)

/** Asks of the present, at an instant at which nothing is recorded. */
async function look(choose: (of: number) => number): Promise<void> {
  minutesLater(1)
  const at = world.now()
  const note = (what: string, id: string, answer: unknown) => answers.push({ at, what, id, answer })
  for (let n = 0; n < 3; n++) {
    const id = processes[choose(processes.length)] ?? ''
    const data = await ask(
      `query ($id: ID!) { process(id: $id) { ${PROCESS} unit { code } subjects { key } } }`,
      {
        id,
      },
    )
    note('process', id, data['process'])
  }
  const found = await ask(
    `query ($key: String!) { subject(key: $key) { name bars { says { en } }
      processes(first: 50) { nodes { reference version } } } }`,
    { key: PRODUCT },
  )
  note('subject', PRODUCT, found['subject'])
  note('seats', '', (await ask('{ seats { id body unit } }'))['seats'])
  minutesLater(1)
  await catchUp()
  const table = await ask(
    `{ coverage { ${TABLE} } of: coverage(product: "${PRODUCT}") { ${TABLE} } }`,
  )
  answers.push({ at: world.now(), what: 'coverage', id: '', answer: table })
  minutesLater(1)
}

const govern = (as: string, event: object): Promise<Json> =>
  doors.command(as, 'institutionCommand', { process: encodeId('Institution', GOVERNANCE), event })

beforeAll(async () => {
  world = await createWorld()
  doors = await openDoors(world)
  const choose = chooser(20_261_128)
  for (let n = 0; n < 8; n++) {
    const mechanism = n % 3 === 1 ? 'M01' : 'M07'
    // One review of a product at a time.
    const opening = { product: n > 1 && n % 3 === 1 ? `product:asof-${String(n)}` : PRODUCT }
    processes.push(
      encodeId('Process', await roam(world, { mechanism, steps: 14, seed: 30 + n, opening })),
    )
    // Nobody looks after this one: its deadlines pass.
    const left = await doors.command('protection-1', 'complaintHandlingCommand', {
      event: { register: { channel: 'PHONE', matter: 'left', complainant: 'consumer:left' } },
    })
    processes.push(String(left['process']?.['id']))
    if (n === 2) await govern('hr-1', { registerSubject: { subject: PRODUCT, name: 'As of' } })
    if (n === 4)
      await govern('hr-1', {
        appoint: {
          person: encodeId('Person', world.person('loans-2')),
          body: 'LEGAL_COMPLIANCE',
          from: world.now().slice(0, 10),
        },
      })
    await look(choose)
    minutesLater(10 * 24 * 60)
    await catchUp()
  }
}, 180_000)
afterAll(async () => {
  await doors?.stop()
  await world?.close()
})

const past = async (at: Instant, fields: string, variables: object = {}): Promise<Json> => {
  const names = Object.keys(variables).map(
    (name) => `$${name}: ${name === 'id' ? 'ID!' : 'String!'}`,
  )
  const data = await ask(
    `query ($at: DateTime!${names.length > 0 ? `, ${names.join(', ')}` : ''}) {
      asOf(recorded: $at) { ${fields} } }`,
    { at, ...variables },
  )
  return data['asOf'] as Json
}
const byClock = (timers: unknown): unknown =>
  [...(timers as readonly { clock: string }[])].toSorted((a, b) => (a.clock < b.clock ? -1 : 1))

describe('what is answered of another time is what was answered then', () => {
  const of = (what: string) => answers.filter((one) => one.what === what)

  test('of a process', async () => {
    let gone = 0
    for (const { at, id, answer } of of('process')) {
      const { unit, subjects, timers, ...then } = answer as Plain
      const found = await past(
        at,
        `process(id: $id) { ${PROCESS} unit subjects follows entry { position } }`,
        {
          id,
        },
      )
      const { entry, follows, timers: clocks, ...rest } = found['process'] as unknown as Plain
      expect(rest).toEqual({
        ...then,
        unit: (unit as { code: string } | null)?.code ?? null,
        subjects: (subjects as readonly Json[]).map((s) => s['key']),
      })
      expect(byClock(clocks)).toEqual(byClock(timers))
      expect(follows).toBe(true)
      expect((entry as Json)['position']).toBeGreaterThan(0)
      const now = await ask('query ($id: ID!) { process(id: $id) { version } }', { id })
      if (now['process']?.['version'] !== then['version']) gone++
    }
    expect(gone).toBeGreaterThan(2)
  })

  test('of a subject', async () => {
    for (const { at, id: key, answer } of of('subject')) {
      const { subject } = await past(
        at,
        `subject(key: $key) { name count bars { says { en } } processes(first: 50) { reference version } }`,
        { key },
      )
      const then = answer as Json
      const nodes = (then['processes']?.['nodes'] ?? []) as readonly Json[]
      expect(subject?.['name']).toBe(then['name'])
      expect(subject?.['bars']).toEqual(then['bars'])
      expect(subject?.['count']).toBe(nodes.length)
      expect(subject?.['processes']).toEqual(nodes.toReversed())
    }
  })

  test('of the seats', async () => {
    for (const { at, answer } of of('seats')) {
      const { seats } = await past(at, 'seats { id body unit duties { id } }')
      const held = (seats as unknown as readonly Plain[]).map(
        ({ duties: _duties, ...seat }) => seat,
      )
      expect(held).toEqual(answer)
    }
    const counts = of('seats').map(({ answer }) => (answer as readonly Json[]).length)
    expect(new Set(counts).size).toBe(2)
  })

  test('of coverage', async () => {
    for (const { at, answer } of of('coverage')) {
      const found = await past(
        at,
        `coverage { ${TABLE} } of: coverage(product: "${PRODUCT}") { ${TABLE} }`,
      )
      expect(found).toEqual(answer)
    }
    expect(
      new Set(of('coverage').map(({ answer }) => JSON.stringify(answer))).size,
    ).toBeGreaterThan(1)
  })
})

describe('the two axes', () => {
  /** By what had been recorded; deadlines that had passed and were not recorded do not count. */
  const versionAt = async (args: string, id: string): Promise<number | null> => {
    const data = await ask(
      `query ($id: ID!) { asOf(${args}) { process(id: $id) { version unrecorded } } }`,
      { id },
    )
    const found = data['asOf']?.['process']
    return found ? Number(found['version']) - Number(found['unrecorded']) : null
  }

  test('a position shows what had been recorded up to it, and nothing of what followed', async () => {
    const id = processes[0] ?? ''
    const entries = await ask(
      'query ($id: ID!) { process(id: $id) { entries(first: 100) { nodes { position kind version } } } }',
      { id },
    )
    const nodes = entries['process']?.['entries']?.['nodes'] as readonly Json[]
    const taken = nodes.filter((e) => String(e['kind']) !== 'REFUSED')
    expect(taken.length).toBeGreaterThan(4)
    const end = `effective: "${world.now()}"`
    for (const { position, version } of taken) {
      expect(await versionAt(`position: ${String(position)}, ${end}`, id)).toBe(version)
      const before = await versionAt(`position: ${String(Number(position) - 1)}, ${end}`, id)
      expect(before).toBe(Number(version) > 1 ? Number(version) - 1 : null)
      const early = 'effective: "1990-01-01T00:00:00Z"'
      expect(await versionAt(`position: ${String(position)}, ${early}`, id)).toBe(null)
    }
  })

  test('what took effect before it was recorded is in effect from then, once it is known', async () => {
    minutesLater(5)
    const [answer] = await world.engine.execute(INSTITUTION, [
      {
        asker: { person: world.person('protection-1') },
        via: 'import',
        request: 'letter-1',
        mechanism: 'M07',
        event: 'register',
        payload: { channel: 'post', matter: 'late letter', complainant: 'consumer:late' },
        effective: { on: '2026-02-02' as Day },
        attested: { source: 'letters.csv', line: 1 },
      },
    ])
    if (answer?.kind !== 'accepted') throw new Error(JSON.stringify(answer))
    const id = encodeId('Process', answer.process.id)
    const { position } = answer.entry
    const on = 'effective: "2026-02-03T00:00:00Z"'
    expect(await versionAt(on, id)).toBe(1)
    expect(await versionAt(`position: ${String(position)}, ${on}`, id)).toBe(1)
    // It was not known before it was recorded, and not in effect before it took effect.
    expect(await versionAt(`position: ${String(position - 1)}, ${on}`, id)).toBe(null)
    expect(await versionAt('effective: "2026-02-01T00:00:00Z"', id)).toBe(null)
  })

  test('an appointment is known from its entry, and in force from its day', async () => {
    const before = world.now()
    minutesLater(5)
    await govern('hr-1', {
      appoint: {
        person: encodeId('Person', world.person('wealth-1')),
        body: 'HUMAN_RESOURCES',
        from: '2030-01-01',
        to: '2031-01-01',
      },
    })
    const held = async (args: string): Promise<number> => {
      const data = await ask(
        `query ($p: ID!) { asOf(${args}) { seats(person: $p, body: HUMAN_RESOURCES) { from to } } }`,
        {
          p: encodeId('Person', world.person('wealth-1')),
        },
      )
      return ((data['asOf'] as Json)['seats'] as unknown as readonly unknown[]).length
    }
    expect(await held('effective: "2030-06-01T00:00:00Z"')).toBe(1)
    expect(await held('effective: "2029-06-01T00:00:00Z"')).toBe(0)
    expect(await held('effective: "2031-06-01T00:00:00Z"')).toBe(0)
    expect(await held(`recorded: "${before}", effective: "2030-06-01T00:00:00Z"`)).toBe(0)
  })
})

describe('a question of the past', () => {
  test.each([
    ['recorded: "2026-03-03T00:00:00Z", position: 3', 'not by both'],
    ['recorded: "2999-01-01T00:00:00Z"', 'has not come yet'],
    ['position: 99999999', 'beyond the trail'],
  ])('that is none is an error of input: %s', async (args, says) => {
    const { body } = await doors.reply('audit-1', { query: `{ asOf(${args}) { position } }` })
    expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    expect(body.errors?.[0]?.message).toContain(says)
  })
  test('of a time before the trail finds nothing', async () => {
    const [id] = processes
    const data = await ask(
      `query ($id: ID!) { asOf(recorded: "2020-01-01T00:00:00Z") { position process(id: $id) { version }
        subject(key: "${PRODUCT}") { key } seats { id } coverage { products } } }`,
      { id },
    )
    expect(data['asOf']).toEqual({
      position: 0,
      process: null,
      subject: null,
      seats: [],
      coverage: { products: 0 },
    })
  })
  test('shows nobody what he may not read now', async () => {
    const [id] = processes
    const data = await ask(
      `query ($id: ID!) { asOf { process(id: $id) { version } subject(key: "${PRODUCT}") { count }
        coverage { products } seats { person { id } } } }`,
      { id },
      'mediation-1',
    )
    const own = encodeId('Person', world.person('mediation-1'))
    expect(data['asOf']).toEqual({
      process: null,
      subject: { count: 0 },
      coverage: null,
      seats: [{ person: { id: own } }],
    })
  })
  test('says where the entries do not come to what they say', async () => {
    const id = processes[0] ?? ''
    const uuid = Buffer.from(id, 'base64url').toString().split(':')[1] ?? ''
    await asOwner(world.database, async (owner) => {
      await owner.query('alter table entry disable trigger user')
      await owner.query(
        `update entry set leaf = regexp_replace(leaf, '"to":"[0-9a-f]{64}"', '"to":"${'0'.repeat(64)}"')
          where process = $1 and version = 1`,
        [uuid],
      )
    })
    const data = await ask('query ($id: ID!) { asOf { process(id: $id) { follows } } }', { id })
    expect(data['asOf']?.['process']).toEqual({ follows: false })
  })
})
