// Reads: what one may see and nothing more, page by page, and the same null for all the rest.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeId } from '../../api/graphql/ids.ts'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import { openDoors } from '../support/client.ts'
import type { Doors, Json } from '../support/client.ts'
import { tiny } from '../support/tiny-mechanism.ts'
import { createWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

const mechanisms = [...MECHANISMS, tiny]
const PAINT = { colour: 'DARK_BLUE', on: '2026-03-02' }
let world: World
let doors: Doors
/** Seven processes of consumer loans and two of wealth, a minute apart. */
const loans: string[] = []
const wealth: string[] = []
let questions: string[] = []

const begin = async (as: string, note: string, product = 'product:demo-loan'): Promise<string> => {
  const unit = as === 'wealth-1' ? 'wealth' : 'consumer-loans'
  const answer = await doors.command(as, 'tinyCaseCommand', {
    event: { begin: { product, unit, note } },
  })
  return answer['process']?.['id'] as string
}
const list = async (as: string, args: string, fields = 'nodes { id }'): Promise<Json> => {
  const data = await doors.ask(as, `{ processes(${args}) { ${fields} } }`)
  return data['processes'] as Json
}
const idsIn = (page: Json): string[] =>
  (page['nodes'] as readonly Json[]).map((node) => String(node['id']))

beforeAll(async () => {
  world = await createWorld({ mechanisms })
  doors = await openDoors(world, {
    mechanisms,
    wrap: (house) => ({
      ...house,
      engine: {
        ...house.engine,
        view: (viewer, ids) => {
          questions.push(ids.join())
          return world.engine.view(viewer, ids)
        },
      },
    }),
  })
  for (let n = 0; n < 9; n++) {
    world.at(`2026-03-02T02:0${n}:00.000Z`)
    if (n % 4 === 3) wealth.push(await begin('wealth-1', `wealth ${n}`, 'product:demo-fund'))
    else loans.push(await begin('loans-1', `loans ${n}`))
  }
})
afterAll(async () => {
  await doors?.stop()
  await world?.close()
})

describe('a list', () => {
  const T01 = 'filter: { mechanism: T01 }'

  test('goes forwards and backwards over every row once', async () => {
    for (const [ends, step, next] of [
      ['first', 'after', 'endCursor'],
      ['last', 'before', 'startCursor'],
    ] as const) {
      const seen: string[][] = []
      let cursor = ''
      for (let more = true; more;) {
        const page = await list(
          'audit-1',
          `${T01}, orderBy: OPENED_AT_ASC, ${ends}: 4${cursor}`,
          'nodes { id } pageInfo { hasNextPage hasPreviousPage endCursor startCursor }',
        )
        seen.push(idsIn(page))
        more = Boolean(page['pageInfo']?.[ends === 'first' ? 'hasNextPage' : 'hasPreviousPage'])
        cursor = `, ${step}: "${String(page['pageInfo']?.[next])}"`
      }
      expect(seen.map((page) => page.length)).toEqual([4, 4, 1])
      const all = (ends === 'first' ? seen : seen.toReversed()).flat()
      expect(all.filter((id) => loans.includes(id))).toEqual(loans)
      expect(new Set(all).size).toBe(9)
    }
  })

  test('is newest first unless asked otherwise, and keeps its order between cursors', async () => {
    const all = idsIn(await list('audit-1', T01))
    const page = await list(
      'audit-1',
      `${T01}, first: 9`,
      'edges { cursor node { id } } nodes { id }',
    )
    expect(idsIn(page)).toEqual(all)
    const [second, fifth] = [page['edges']?.[1]?.['cursor'], page['edges']?.[4]?.['cursor']]
    const between = await list(
      'audit-1',
      `${T01}, after: "${String(second)}", before: "${String(fifth)}"`,
    )
    expect(idsIn(between)).toEqual(all.slice(2, 4))
    expect(all).toEqual(idsIn(await list('audit-1', `${T01}, orderBy: OPENED_AT_ASC`)).toReversed())
  })

  test('counts what is asked for', async () => {
    const page = await list(
      'audit-1',
      `${T01}, first: 0`,
      'totalCount totalCountIsExact nodes { id }',
    )
    expect(page).toEqual({ totalCount: 9, totalCountIsExact: true, nodes: [] })
  })

  test('shows a business department its own unit', async () => {
    expect(idsIn(await list('wealth-1', `${T01}, orderBy: OPENED_AT_ASC`))).toEqual(wealth)
    expect((await list('wealth-1', T01, 'totalCount'))['totalCount']).toBe(2)
    expect(
      (await list('wealth-1', 'filter: { unit: "consumer-loans" }', 'totalCount'))['totalCount'],
    ).toBe(0)
  })

  test('shows nothing to who may read nothing', async () => {
    const data = await doors.ask(
      'mediation-1',
      '{ processes { totalCount nodes { id } } trail { totalCount nodes { id } } viewer { desk { waiting { totalCount } dueSoon { clock } notices { to } } } }',
    )
    expect(data).toEqual({
      processes: { totalCount: 0, nodes: [] },
      trail: { totalCount: 0, nodes: [] },
      viewer: { desk: { waiting: { totalCount: 0 }, dueSoon: [], notices: [] } },
    })
  })

  test.each<[filter: string, as: string, expected: () => string[]]>([
    ['unit: "wealth"', 'audit-1', () => wealth],
    ['subject: "product:demo-fund"', 'audit-1', () => wealth],
    ['path: "case.work.wet", unit: "wealth"', 'audit-1', () => wealth],
    ['path: "case.done"', 'audit-1', () => []],
    ['phase: DURING, unit: "wealth"', 'audit-1', () => wealth],
    ['open: true, unit: "wealth"', 'audit-1', () => wealth],
    ['open: false', 'audit-1', () => []],
    ['openedByMe: true', 'loans-1', () => loans],
    ['openedByMe: false', 'loans-1', () => []],
    ['dueBefore: "2026-03-05T15:00:00Z"', 'audit-1', () => []],
    ['dueBefore: "2026-03-05T16:00:00.001Z", unit: "wealth"', 'audit-1', () => wealth],
    ['late: true', 'audit-1', () => []],
    ['mechanism: M07', 'audit-1', () => []],
  ])('of processes where %s', async (filter, as, expected) => {
    const found = await list(as, `filter: { ${filter} }, orderBy: OPENED_AT_ASC`)
    expect(idsIn(found)).toEqual(expected())
  })

  test('finds a process by its reference', async () => {
    const [id = ''] = loans
    const data = await doors.ask('audit-1', 'query ($id: ID!) { process(id: $id) { reference } }', {
      id,
    })
    const found = await list(
      'audit-1',
      `filter: { reference: "${String(data['process']?.['reference'])}" }`,
    )
    expect(idsIn(found)).toEqual([id])
  })

  test('asks the engine once for a whole page', async () => {
    questions = []
    await list(
      'audit-1',
      T01,
      'nodes { version title { en } state { final } facts { __typename } actions { event } timers { clock } unit { name } subjects { name } }',
    )
    expect(questions).toHaveLength(1)
  })
})

describe('one process', () => {
  test('with everything that the contract says of it', async () => {
    const id = await begin('loans-1', 'whole')
    await doors.command('protection-1', 'tinyCaseCommand', { process: id, event: { paint: PAINT } })
    const { process } = (await doors.ask(
      'protection-1',
      `query ($id: ID!) { process(id: $id) {
        __typename id mechanism edition title { zh } basis openedAt closedAt version
        unit { code name kind superior } subjects { key kind name }
        state { paths titles { zh en } phase final }
        facts { __typename ... on TinyCaseFacts { note colour } }
        actions { event title { zh } duty { id } allowed refusal { kind } dependsOn { name says { en } article { citation law { title { en } } isHousePolicy } } }
        timers { clock title { zh } kind citation { citation } policy startedAt dueAt state explanation { en } process { id } }
      } }`,
      { id },
    )) as { process: Json }
    expect(process).toMatchObject({
      __typename: 'TinyCase',
      id,
      mechanism: 'T01',
      edition: '2026-01-01',
      title: { zh: '微型 whole' },
      basis: 'STATUTE',
      closedAt: null,
      version: 2,
      unit: { code: 'consumer-loans', kind: 'department', superior: 'hq' },
      subjects: [{ key: 'product:demo-loan', kind: 'product' }],
      state: {
        paths: ['case', 'case.work', 'case.work.wet'],
        titles: [{ zh: '未干', en: 'Wet' }],
        phase: 'DURING',
        final: false,
      },
      facts: { __typename: 'TinyCaseFacts', note: 'whole', colour: 'DARK_BLUE' },
      actions: [
        {
          event: 'paint',
          allowed: true,
          duty: { id: 'consumerProtection.review' },
          dependsOn: [
            { name: 'notRed', article: { citation: 'house:colours', isHousePolicy: true } },
          ],
        },
        { event: 'finish', allowed: true, refusal: null, dependsOn: [] },
      ],
      timers: [
        {
          clock: 'drying',
          title: { zh: '晾干期限' },
          kind: 'DEADLINE',
          citation: null,
          policy: 'tiny.drying',
          state: 'RUNNING',
          process: { id },
        },
      ],
    })
  })

  test('plays what is due before it is shown, and lists it as late', async () => {
    const id = await begin('loans-1', 'late')
    const before = world.now()
    world.at('2026-03-10T00:00:00.000Z')
    const data = await doors.ask(
      'audit-1',
      `query ($id: ID!) { process(id: $id) { version state { paths } timers { clock state } }
        processes(filter: { late: true, openedByMe: false }) { nodes { id } } }`,
      { id },
    )
    expect(data['process']).toEqual({
      version: 2,
      state: { paths: ['case', 'case.work', 'case.work.dry'] },
      timers: [{ clock: 'drying', state: 'STOPPED' }],
    })
    expect(idsIn(data['processes'] as Json)).toContain(id)
    world.at(before)
  })

  test.each<[kind: string, id: () => string, as: string]>([
    ['absent', () => encodeId('TinyCase', '0198c0de-0000-7000-8000-00000000dead'), 'audit-1'],
    ['hidden', () => loans[0] ?? '', 'wealth-1'],
    [
      'of another type than its id says',
      () =>
        encodeId(
          'Review',
          Buffer.from(loans[0] ?? '', 'base64url')
            .toString()
            .slice(9),
        ),
      'audit-1',
    ],
    ['a person', () => encodeId('Person', world.person('loans-1')), 'audit-1'],
  ])('that is %s is null', async (_kind, id, as) => {
    const data = await doors.ask(as, 'query ($id: ID!) { process(id: $id) { id } }', { id: id() })
    expect(data).toEqual({ process: null })
  })
})

describe('node', () => {
  test('finds each type by its id, for who may see it', async () => {
    const [id = ''] = loans
    const { process } = (await doors.ask(
      'audit-1',
      'query ($id: ID!) { process(id: $id) { entries { nodes { id actor { person { id } seat } } } } }',
      { id },
    )) as { process: Json }
    const entry = process['entries']?.['nodes']?.[0]
    const ids = [
      id,
      String(entry?.['id']),
      String(entry?.['actor']?.['person']?.['id']),
      String(entry?.['actor']?.['seat']),
    ]
    const types = async (as: string) => {
      const found: unknown[] = []
      for (const one of ids)
        found.push(
          (
            await doors.ask(as, 'query ($id: ID!) { node(id: $id) { __typename id } }', { id: one })
          )['node'],
        )
      return found
    }
    expect(await types('audit-1')).toEqual(
      ['TinyCase', 'Entry', 'Person', 'Seat'].map((__typename, n) => ({ __typename, id: ids[n] })),
    )
    expect((await types('wealth-1')).slice(0, 2)).toEqual([null, null])
  })
})

describe('the trail', () => {
  const trail = async (as: string, filter: string, fields = 'nodes { event }'): Promise<Json> =>
    (await doors.ask(as, `{ trail(filter: { ${filter} }) { ${fields} } }`))['trail'] as Json

  test('is filtered by process, event, kind, actor, body, refusal and time', async () => {
    const before = world.now()
    world.at('2026-03-20T00:00:00.000Z')
    const id = await begin('loans-2', 'trail')
    await doors.command('protection-3', 'tinyCaseCommand', { process: id, event: { finish: {} } })
    world.at('2026-03-20T01:00:00.000Z')
    await doors.command('protection-3', 'tinyCaseCommand', { process: id, event: { paint: PAINT } })
    const actor = encodeId('Person', world.person('protection-3'))
    const events = async (filter: string) =>
      ((await trail('audit-1', filter))['nodes'] as readonly Json[]).map((e) => e['event'])
    expect(await events(`process: "${id}"`)).toEqual(['begin', 'finish', 'paint'])
    expect(await events(`process: "${id}", event: "paint"`)).toEqual(['paint'])
    expect(await events(`process: "${id}", kind: REFUSED`)).toEqual(['finish'])
    expect(await events(`actor: "${actor}"`)).toEqual(['finish', 'paint'])
    expect(await events(`process: "${id}", body: BUSINESS_DEPARTMENT`)).toEqual(['begin'])
    expect(await events('refusalKind: NOT_NOW')).toEqual(['finish'])
    expect(await events('mechanism: T01, from: "2026-03-20T00:30:00Z"')).toEqual(['paint'])
    expect(
      await events('mechanism: T01, from: "2026-03-20T00:00:00Z", to: "2026-03-20T00:30:00Z"'),
    ).toEqual(['begin', 'finish'])
    world.at(before)
  })

  test('says who did what, by which duty, from which state to which', async () => {
    const data = await doors.ask(
      'audit-1',
      `{ trail(filter: { refusalKind: NOT_NOW }, first: 1) { nodes {
      kind position actor { person { name } body seat via system } event title { zh } mechanism version
      from { paths } to { paths } refusal { kind rule article { citation } possible } decision { dutyId }
      leaf leafHash process { id } request effective { at }
    } } }`,
    )
    const [entry] = (data['trail']?.['nodes'] ?? []) as readonly Json[]
    expect(entry).toMatchObject({
      kind: 'REFUSED',
      actor: {
        person: { name: '演示人员 Demonstration protection-3' },
        body: 'CONSUMER_PROTECTION',
        via: 'api',
        system: null,
      },
      event: 'finish',
      title: { zh: '完成' },
      mechanism: 'T01',
      from: { paths: ['case', 'case.work', 'case.work.wet'] },
      to: null,
      refusal: { kind: 'NOT_NOW', rule: 'painted', article: { citation: '2022-9:9' } },
    })
    expect(entry?.['leafHash']).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.parse(String(entry?.['leaf']))).toMatchObject({ v: 1, kind: 'refused' })
  })

  test('shows who reads a part only that part, and counts only that', async () => {
    const mine = await trail('wealth-1', 'mechanism: T01', 'totalCount nodes { process { id } }')
    const processes = (mine['nodes'] as readonly Json[]).map((e) => e['process']?.['id'])
    expect(new Set(processes)).toEqual(new Set(wealth))
    expect(mine['totalCount']).toBe(processes.length)
    const whole = (
      await doors.ask('audit-1', '{ trail(last: 1) { totalCount nodes { position } } }')
    )['trail']
    expect(whole?.['nodes']?.[0]?.['position']).toBe(whole?.['totalCount'])
  })
})
