// An auditor from outside sees his part while his seat lasts, and nothing else; what he reads is on record
// before he sees it, as is every personal value that anybody is shown.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeId } from '../../api/graphql/ids.ts'
import { openDoors } from '../support/client.ts'
import type { Doors, Json } from '../support/client.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { asOwner } from '../support/faults.ts'
import { roam } from '../support/roam.ts'
import { createWorld, GOVERNANCE, INSTITUTION, ISSUER } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
let doors: Doors
const ids: Record<string, string> = {}

const govern = (as: string, event: object): Promise<Json> =>
  doors.command(as, 'institutionCommand', { process: encodeId('Institution', GOVERNANCE), event })
const accepted = async (answer: Promise<Json>): Promise<string> => {
  const found = await answer
  if (found['__typename'] !== 'Accepted') throw new Error(JSON.stringify(found))
  return Buffer.from(String(found['entry']?.['id']), 'base64url').toString().split(':')[1] ?? ''
}
const refusal = async (answer: Promise<Json>): Promise<unknown> =>
  ((await answer) as { refusal?: { rule: string } }).refusal?.rule

/** A person from outside, with a seat of internal audit. */
async function outsider(subject: string, seat: object): Promise<void> {
  const add = { issuer: ISSUER, subject, name: `Outside ${subject}` }
  const person = encodeId('Person', await accepted(govern('hr-1', { addPerson: add })))
  ids[subject] = person
  await accepted(govern('board-1', { appoint: { person, body: 'INTERNAL_AUDIT', ...seat } }))
}
const TIME = { from: '2026-03-01', to: '2026-06-01' }

async function register(name: string, product: string): Promise<void> {
  const answer = await doors.command('protection-1', 'complaintHandlingCommand', {
    event: {
      register: {
        channel: 'PHONE',
        matter: name,
        complainant: 'consumer:reading',
        product,
        narrative: `narrative of ${name}`,
      },
    },
  })
  ids[name] = String(answer['process']?.['id'])
}

beforeAll(async () => {
  world = await createWorld()
  doors = await openDoors(world)
  await register('loan', 'product:demo-loan')
  const between = new Date(Date.parse(world.now()) + 1_800_000).toISOString()
  world.at(new Date(Date.parse(world.now()) + 3_600_000).toISOString())
  await register('fund', 'product:demo-fund')
  const draft = await roam(world, { mechanism: 'M01', steps: 1, seed: 3 })
  ids['review'] = encodeId('Process', draft)
  await outsider('outside-m07', { ...TIME, scope: { mechanisms: ['M07'] } })
  await outsider('outside-loan', { ...TIME, scope: { subjects: ['product:demo-loan'] } })
  await outsider('outside-both', {
    ...TIME,
    scope: { mechanisms: ['M07'], subjects: ['product:demo-fund'] },
  })
  await outsider('outside-period', { ...TIME, scope: { mechanisms: ['M07'], until: between } })
  await outsider('outside-unit', { ...TIME, scope: { units: ['nowhere'] } })
})
afterAll(async () => {
  await doors?.stop()
  await world?.close()
})

/** What somebody sees, by every way of looking. */
async function seen(as: string): Promise<Record<string, boolean>> {
  const found: Record<string, boolean> = {}
  const data = await doors.ask(
    as,
    '{ processes(first: 50) { nodes { id } } trail(first: 100) { nodes { process { id } } } }',
  )
  const listed = JSON.stringify(data)
  for (const name of ['loan', 'fund']) {
    const id = ids[name] ?? ''
    const one = await doors.ask(
      as,
      'query ($id: ID!) { process(id: $id) { id } node(id: $id) { id } asOf { process(id: $id) { version } } }',
      { id },
    )
    const ways = [one['process'], one['node'], one['asOf']?.['process']].map((x) => x !== null)
    expect(new Set(ways).size, `${as} ${name}`).toBe(1)
    found[name] = ways[0] ?? false
    expect(listed.includes(id), `${as} ${name} in lists`).toBe(found[name])
  }
  return found
}

/** Records of reading, as the trail has them. */
const records = (): Promise<
  readonly { reader: string; payload: Record<string, unknown>; cause: string | null }[]
> =>
  asOwner(world.database, async (owner) => {
    const { rows } = await owner.query<{ reader: string; leaf: string; cause: string | null }>(
      `select p.context ->> 'reader' as reader, e.leaf, e.cause from entry e
        join process p on p.institution = e.institution and p.id = e.process
        where e.event = 'recordReading' and e.refusal is null order by e.position`,
    )
    return rows.map(({ reader, leaf, cause }) => {
      const { event } = JSON.parse(leaf) as { event: { payload: Record<string, unknown> } }
      return { reader, payload: event.payload, cause }
    })
  })
const recordsOf = async (subject: string) => {
  const reader = Buffer.from(ids[subject] ?? '', 'base64url')
    .toString()
    .split(':')[1]
  return (await records()).filter((one) => one.reader === reader)
}

describe('a seat for a part', () => {
  test.each([
    [{ body: 'INTERNAL_AUDIT', ...TIME, scope: {} }, 'scopeIsOfAuditor'],
    [{ body: 'INTERNAL_AUDIT', ...TIME, scope: { mechanisms: [] } }, 'scopeIsOfAuditor'],
    [
      { body: 'INTERNAL_AUDIT', from: '2026-03-01', scope: { mechanisms: ['M07'] } },
      'scopedSeatEnds',
    ],
    [
      {
        body: 'INTERNAL_AUDIT',
        from: '2026-03-01',
        to: '2027-03-02',
        scope: { mechanisms: ['M07'] },
      },
      'scopedSeatEnds',
    ],
    [{ body: 'SENIOR_MANAGEMENT', ...TIME, scope: { mechanisms: ['M07'] } }, 'scopeIsOfAuditor'],
  ])('is not given as %j', async (appoint, rule) => {
    const person = ids['outside-m07']
    expect(await refusal(govern('board-1', { appoint: { person, ...appoint } }))).toBe(rule)
  })

  test('shows the mechanisms and subjects of the part, and nothing else', async () => {
    expect(await seen('outside-m07')).toEqual({ loan: true, fund: true })
    expect(await seen('outside-loan')).toEqual({ loan: true, fund: false })
    expect(await seen('outside-both')).toEqual({ loan: false, fund: true })
    expect(await seen('outside-period')).toEqual({ loan: true, fund: false })
    expect(await seen('outside-unit')).toEqual({ loan: false, fund: false })
    expect(await seen('audit-1')).toEqual({ loan: true, fund: true })
    const data = await doors.ask(
      'outside-m07',
      'query ($id: ID!) { review: process(id: $id) { id } coverage { products } trail(filter: { mechanism: G01 }) { totalCount } viewer { seats { scope { mechanisms subjects } } } }',
      { id: ids['review'] },
    )
    expect(data).toEqual({
      review: null,
      coverage: null,
      trail: { totalCount: 0 },
      viewer: { seats: [{ scope: { mechanisms: ['M07'], subjects: null } }] },
    })
  })

  test('of a period shows no entry beyond it, and no case file that holds one', async () => {
    const query = `query ($id: ID!) { process(id: $id) { entries { totalCount nodes { event } } }
      trail(filter: { process: $id }) { totalCount nodes { event } } caseFile(process: $id) { path } }`
    const asked = async (): Promise<object> =>
      (await doors.ask('outside-period', query, { id: ids['loan'] })) as object
    const before = await asked()
    expect(before).not.toMatchObject({ caseFile: null })
    const note = { note: { about: 'consumer:reading', text: 'after the period' } }
    const process = ids['loan']
    await accepted(
      doors.command('protection-1', 'complaintHandlingCommand', { process, event: note }),
    )
    expect(await asked()).toEqual({ ...before, caseFile: null })
    const whole = await doors.ask('audit-1', query, { id: process })
    expect(JSON.stringify(whole)).toContain('"note"')
  })

  test('draws samples from its part alone', async () => {
    const asked =
      '{ sample(of: PROCESSES, method: SIMPLE, size: 50, seed: "s") { population digest } }'
    const [part, whole] = [
      (await doors.ask('outside-loan', asked))['sample'],
      (await doors.ask('audit-1', asked))['sample'],
    ]
    expect(Number(part?.['population'])).toBeLessThan(Number(whole?.['population']))
    expect(part?.['digest']).not.toBe(whole?.['digest'])
  })
})

describe('reading', () => {
  test('by a seat for a part is on record before the answer: processes, pages and by which filters', async () => {
    const before = (await recordsOf('outside-both')).length
    await doors.ask(
      'outside-both',
      '{ trail(first: 5, filter: { text: "secretname fund", kind: ACCEPTED }) { nodes { id } } }',
    )
    await doors.ask(
      'outside-both',
      '{ trail(first: 5, filter: { text: "fund", kind: ACCEPTED }) { nodes { id } } }',
    )
    const found = (await recordsOf('outside-both')).slice(before)
    expect(found).toHaveLength(1)
    const payload = found[0]?.payload ?? {}
    const [page] = payload['pages'] as { filters: string[]; entries: number }[]
    expect(page?.entries).toBe(1)
    expect(page?.filters).toEqual(expect.arrayContaining(['kind', 'text']))
    // What was looked for is not told: somebody may have typed a name.
    expect(JSON.stringify(found)).not.toContain('secretname')
    // Caused by the appointment.
    const seat = await asOwner(world.database, (owner) =>
      owner.query('select e.event from entry e where e.id = $1', [found[0]?.cause]),
    )
    expect(seat.rows).toEqual([{ event: 'appoint' }])
  })

  test('of many things at once is one entry, and of the same again is none', async () => {
    world.at(new Date(Date.parse(world.now()) + 3_600_000).toISOString())
    const before = (await records()).length
    const query = '{ processes(first: 50) { nodes { id reference } } }'
    await doors.ask('outside-m07', query)
    const after = await records()
    expect(after).toHaveLength(before + 1)
    const last = after.at(-1)?.payload ?? {}
    expect((last['processes'] as unknown[]).length).toBeGreaterThan(1)
    for (let n = 0; n < 3; n++) await doors.ask('outside-m07', query)
    expect(await records()).toHaveLength(before + 1)
    world.at(new Date(Date.parse(world.now()) + 3_600_000).toISOString())
    await doors.ask('outside-m07', query)
    expect(await records()).toHaveLength(before + 2)
  })

  test('of who may read everything is on record for personal values alone', async () => {
    ids['audit-1'] = encodeId('Person', world.person('audit-1'))
    const id = ids['loan']
    await doors.ask(
      'audit-1',
      'query ($id: ID!) { process(id: $id) { reference entries { nodes { event } } } trail { totalCount nodes { id actor { person { name } } } } }',
      { id },
    )
    expect(await recordsOf('audit-1')).toEqual([])
    const shown = await doors.ask(
      'audit-1',
      'query ($id: ID!) { process(id: $id) { entries { nodes { id payload } } } }',
      { id },
    )
    expect(JSON.stringify(shown)).toContain('narrative of loan')
    const found = await recordsOf('audit-1')
    // Of the registration and of the note.
    expect(found.flatMap(({ payload }) => payload['personal'])).toHaveLength(2)
    expect(JSON.stringify(found)).not.toContain('narrative')
  })

  test('that cannot be put on record is not answered', async () => {
    world.at(new Date(Date.parse(world.now()) + 3_600_000).toISOString())
    const query = 'query ($id: ID!) { process(id: $id) { entries { nodes { payload } } } }'
    const asked = () => doors.reply('audit-1', { query, variables: { id: ids['fund'] } })
    await asOwner(world.database, (owner) =>
      owner.query(
        "alter table entry add constraint nothing check (event <> 'recordReading') not valid",
      ),
    )
    const { body, text } = await asked()
    expect(body.errors?.[0]?.extensions.code).toBe('INTERNAL')
    expect(text).not.toContain('narrative of fund')
    await asOwner(world.database, (owner) =>
      owner.query('alter table entry drop constraint nothing'),
    )
    const again = await asked()
    expect(again.text).toContain('narrative of fund')
  })

  test('faster than anybody reads is stopped for the rest of the minute', async () => {
    world.at(new Date(Date.parse(world.now()) + 3_600_000).toISOString())
    const before = (await recordsOf('outside-m07')).length
    let stopped: string | undefined
    // What was shown already is not recorded again: each page is asked for in another way.
    const ways = [
      'mechanism: M07',
      'kind: ACCEPTED',
      'body: CONSUMER_PROTECTION',
      'event: "register"',
      'from: "2020-01-01T00:00:00Z"',
      'to: "2030-01-01T00:00:00Z"',
      'effectiveFrom: "2020-01-01T00:00:00Z"',
    ]
    for (let n = 0; n < 2 ** ways.length && !stopped; n++) {
      const filter = ways.filter((_, bit) => (n >> bit) % 2 === 1).join(', ')
      const { body } = await doors.reply('outside-m07', {
        query: `{ trail(first: 1, filter: { ${filter} }) { nodes { position } } }`,
      })
      stopped = body.errors?.[0]?.extensions.code
    }
    expect(stopped ?? 'never').toBe('RATE_LIMITED')
    expect((await recordsOf('outside-m07')).length - before).toBeLessThanOrEqual(60)
    world.at(new Date(Date.parse(world.now()) + 61_000).toISOString())
    expect(
      (await doors.ask('outside-m07', '{ trail(first: 3) { nodes { position } } }'))['trail'],
    ).toBeDefined()
  })

  test('goes on in another record where that of the month has ended', async () => {
    const now = world.now()
    world.at('2026-04-20T00:00:00Z')
    expect(await world.engine.clock.round()).toBeGreaterThan(0)
    // As where a clock that ran ahead was put right.
    world.at(now)
    const before = await recordsOf('outside-both')
    const data = await doors.ask(
      'outside-both',
      '{ trail(last: 1, filter: { event: "register" }) { nodes { id } } }',
    )
    expect(data['trail']?.['nodes']).toHaveLength(1)
    expect(await recordsOf('outside-both')).toHaveLength(before.length + 1)
  })

  test('is examined when the month is over, by somebody else', async () => {
    const own = await doors.ask(
      'audit-2',
      '{ processes(first: 50, filter: { path: "case.toExamine" }) { nodes { id } } }',
    )
    const found = (own['processes']?.['nodes'] ?? []) as unknown as readonly { id: string }[]
    const [record] = found
    const examineReading = { justified: true, grounds: 'within the engagement' }
    const examined = await doors.command('audit-2', 'auditCommand', {
      process: record?.id,
      event: { examineReading },
    })
    expect(examined).toMatchObject({ __typename: 'Accepted', process: { state: { final: true } } })
  })

  test('leaves a trail of which everything follows', async () => {
    const report = await checkTrail(world.pool, { institution: INSTITUTION })
    expect(report.lost).toBe(0)
  })
})

test('a seat for a part lasts from its first day to its last, and not a day longer', async () => {
  const before = world.now()
  for (const [at, sees] of [
    ['2026-02-28T15:59:00Z', false],
    ['2026-03-05T00:00:00Z', true],
    ['2026-05-31T15:59:00Z', true],
    ['2026-05-31T16:00:00Z', false],
  ] as const) {
    world.at(at)
    const { processes, trail } = await doors.ask(
      'outside-m07',
      '{ processes { totalCount } trail { totalCount } }',
    )
    expect([at, Number(processes?.['totalCount']) > 0]).toEqual([at, sees])
    expect([at, Number(trail?.['totalCount']) > 0]).toEqual([at, sees])
  }
  world.at(before)
})
