// Editions at the doors: what a case is called, may do and knows is said by the text it stands under,
// and inputs are those of the newest.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Command } from 'commander'
import { encodeId } from '../../api/graphql/ids.ts'
import { registerEditions } from '../../api/editions.ts'
import type { ProcessState } from '../../engine/core/process.ts'
import type { Instant } from '../../engine/core/values.ts'
import { createReaders } from '../../engine/runtime/reader.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { openDoors } from '../support/client.ts'
import type { Doors, Json } from '../support/client.ts'
import { FIRST, SECOND, THIRD } from '../support/edition-mechanism.ts'
import { EVERY_EDITION, accepted, openEditions, rowsOf } from '../support/edition-world.ts'
import { ISSUER } from '../support/world.ts'
import type { World } from '../support/world.ts'

const mechanisms = EVERY_EDITION
let world: World
let doors: Doors
let opened: Awaited<ReturnType<typeof openEditions>>
let [old, contested, overdue, newer]: ProcessState[] = []

beforeAll(async () => {
  opened = await openEditions({ at: '2026-05-28T01:00:00.000Z' })
  world = opened.world
  doors = await openDoors(world, { mechanisms })
  overdue = await opened.filed()
  world.at('2026-05-29T01:00:00.000Z')
  old = await opened.filed()
  contested = await opened.filed()
  await accepted(opened.send('protection-1', 'contest', { process: contested.id }))
  world.at('2026-06-01T01:00:00.000Z')
  newer = await opened.filed({ channel: 'branch' })
})
afterAll(async () => {
  await doors.stop()
  await world.close()
})
const idOf = (p: ProcessState | undefined) => encodeId('EditionCase', p?.id ?? '')
const PROCESS = `query ($id: ID!) { process(id: $id) {
  edition revision state { paths titles { en } } diagram(format: MERMAID)
  actions { event title { en } allowed } timers { clock title { en } state }
  facts { __typename ... on EditionCaseFacts { weight checks desk channel } }
} }`
const look = async (p: ProcessState | undefined, as = 'protection-1'): Promise<Json> =>
  (await doors.ask(as, PROCESS, { id: idOf(p) }))['process'] as Json

describe('a mechanism', () => {
  it('lists its editions with their days, charts and standing', async () => {
    const { mechanism } = await doors.ask(
      'protection-1',
      `{ mechanism(id: T03) { edition { from } states { path }
        editions { from revision until standing charts { states { path } } } } }`,
    )
    expect(mechanism).toMatchObject({
      edition: { from: THIRD },
      editions: [
        { from: FIRST, revision: 1, until: SECOND, standing: 'SUPERSEDED' },
        { from: FIRST, revision: 2, until: SECOND, standing: 'SUPERSEDED' },
        { from: SECOND, revision: 1, until: THIRD, standing: 'IN_FORCE' },
        { from: THIRD, revision: 1, until: null, standing: 'PROPOSED' },
      ],
    })
    const paths = (mechanism?.['editions']?.[0]?.['charts']?.[0]?.['states'] ?? []) as Json[]
    expect(paths.map((s) => s['path'])).toContain('case.checking')
  })
  it('takes what only an earlier edition still has, and every value of an enum', async () => {
    const { input, weight } = await doors.ask(
      'protection-1',
      `{ input: __type(name: "EditionCaseEvent") { inputFields { name } }
         weight: __type(name: "EditionWeight") { enumValues { name } } }`,
    )
    const names = ['file', 'check', 'withdraw', 'close', 'contest'].map((name) => ({ name }))
    expect(input?.['inputFields']).toEqual(names)
    expect(weight?.['enumValues']).toEqual([
      { name: 'LIGHT' },
      { name: 'HEAVY' },
      { name: 'GRAVE' },
    ])
  })
})

describe('a case', () => {
  it('is shown by the text it stands under', async () => {
    expect(await look(old)).toMatchObject({
      edition: FIRST,
      revision: 2,
      state: { paths: ['case', 'case.checking'], titles: [{ en: 'Checking' }] },
      diagram: expect.stringContaining('Checking') as string,
      actions: [
        { event: 'check', allowed: true },
        { event: 'contest', title: { en: 'Contest' }, allowed: true },
        { event: 'close', allowed: false },
      ],
      timers: [{ clock: 'answer' }, { clock: 'reminder', title: { en: 'Reminder' } }],
      facts: { __typename: 'EditionCaseFacts', desk: null, channel: null, checks: 0 },
    })
    expect(await look(newer)).toMatchObject({
      edition: SECOND,
      state: { titles: [{ en: 'Examining' }] },
      diagram: expect.stringContaining('Examining') as string,
      actions: [{ event: 'check' }, { event: 'withdraw' }, { event: 'close' }],
      facts: { desk: null, channel: 'BRANCH' },
    })
  })
  it('waits on the desk by the states of its own edition', async () => {
    const { viewer } = await doors.ask(
      'protection-2',
      '{ viewer { desk { waiting(first: 50) { nodes { id } } dueSoon(days: 60) { title { en } } } } }',
    )
    const desk = viewer?.['desk']
    const ids = [old, newer].map((p) => ({ id: idOf(p) }))
    expect(desk?.['waiting']?.['nodes']).toEqual(expect.arrayContaining(ids))
    expect(JSON.stringify(desk?.['dueSoon'])).toContain('Reminder')
  })
  it('refuses what its edition does not take, by the name of the edition and never with an error', async () => {
    const process = idOf(old)
    const check = { weight: 'GRAVE' }
    expect(
      await doors.command('protection-1', 'editionCaseCommand', { process, event: { check } }),
    ).toMatchObject({
      __typename: 'Refused',
      refusal: {
        kind: 'NOT_NOW',
        rule: 'edition',
        field: ['desk'],
        message: { en: expect.stringContaining('T03 2026-01-01 revision 2') as string },
      },
      current: { id: process },
    })
    const withdraw = { process, event: { withdraw: {} } }
    expect(await doors.command('loans-1', 'editionCaseCommand', withdraw)).toMatchObject({
      __typename: 'Refused',
      refusal: { kind: 'NOT_NOW', rule: 'edition', possible: ['check', 'contest', 'close'] },
    })
    const contest = { process: idOf(newer), event: { contest: {} } }
    expect(await doors.command('protection-1', 'editionCaseCommand', contest)).toMatchObject({
      refusal: { kind: 'NOT_NOW', rule: 'edition' },
    })
  })
  it('takes by the input of the newest what both take', async () => {
    const check = { weight: 'LIGHT', desk: 'three' }
    const process = idOf(old)
    expect(
      await doors.command('protection-1', 'editionCaseCommand', { process, event: { check } }),
    ).toMatchObject({
      __typename: 'Accepted',
      process: { state: { paths: ['case', 'case.checking'] } },
    })
    expect((await look(old))['facts']).toMatchObject({ weight: 'LIGHT', checks: 1, desk: 'three' })
  })
})

const MOVES = `query ($to: Date!) { editionMoves(mechanism: T03, to: $to) { totalCount nodes {
  process { id } moves needs { zh en } choices { name } becomes { titles { en } }
  timers { clock was becomes } } } }`

describe('a dry run', () => {
  it('says what would move and what needs a decision, and changes nothing', async () => {
    const before = await rowsOf(world, 'select position from head')
    const { editionMoves: page } = await doors.ask('audit-1', MOVES, { to: SECOND })
    expect(page).toMatchObject({
      totalCount: 3,
      nodes: [
        { process: { id: idOf(overdue) }, moves: true },
        {
          process: { id: idOf(old) },
          moves: true,
          needs: null,
          becomes: { titles: [{ en: 'Examining' }] },
          timers: [
            {
              clock: 'answer',
              was: '2026-06-12T16:00:00.000Z',
              becomes: '2026-06-05T16:00:00.000Z',
            },
            { clock: 'reminder', becomes: null },
            { clock: 'prompting', was: null },
          ],
        },
        {
          process: { id: idOf(contested) },
          moves: false,
          needs: { en: expect.stringContaining('to be decided') as string },
          choices: [{ name: 'keepChecks' }, { name: 'checkAnew' }],
          becomes: null,
        },
      ],
    })
    expect(await rowsOf(world, 'select position from head')).toEqual(before)
  })
  it('works before the day of the edition, and names what there is not', async () => {
    const { editionMoves: page } = await doors.ask('management-1', MOVES, { to: THIRD })
    expect(page?.['totalCount']).toBe(4)
    const asked = { query: MOVES, variables: { to: '2026-02-02' } }
    const { body } = await doors.reply('management-1', asked)
    expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })
  it('shows nobody what he may not read', async () => {
    const { editionMoves: page } = await doors.ask('partner-1', MOVES, { to: SECOND })
    expect(page?.['nodes']).toEqual([])
  })
})

const MOVE = `mutation ($input: MoveEditionInput!) { moveEdition(input: $input) { __typename
  ... on Accepted { repeated process { edition version state { titles { en } } }
    entry { kind title { en } edition { from revision } editionBefore { from revision }
      from { titles { en } } to { titles { en } } } }
  ... on Refused { refusal { kind rule message { en } field } } } }`
const move = async (as: string, input: object): Promise<Json> =>
  (await doors.ask(as, MOVE, { input: { requestId: 'm-1', ...input } }))['moveEdition'] as Json

describe('a move', () => {
  it('is for senior management, and refused with the reason where a decision is needed', async () => {
    const process = idOf(contested)
    expect(await move('protection-1', { process, edition: SECOND })).toMatchObject({
      refusal: { kind: 'NOT_YOUR_DUTY', rule: 'seniorManagement.moveEdition' },
    })
    expect(await move('management-1', { process, edition: SECOND })).toMatchObject({
      refusal: { kind: 'NOT_NOW', rule: 'move', field: ['choice'] },
    })
    expect(await move('partner-1', { process, edition: SECOND })).toMatchObject({
      refusal: { kind: 'NOT_FOUND' },
    })
    const nothing = { process: 'nothing', edition: SECOND, requestId: 'm-2' }
    expect(await move('management-1', nothing)).toMatchObject({ refusal: { kind: 'MALFORMED' } })
  })
  it('is recorded with both editions, each state under its own name', async () => {
    const input = {
      process: idOf(contested),
      edition: SECOND,
      choice: 'keepChecks',
      requestId: 'm-3',
    }
    expect(await move('management-1', input)).toMatchObject({
      repeated: false,
      process: { edition: SECOND, version: 3, state: { titles: [{ en: 'Examining' }] } },
      entry: {
        kind: 'MOVED',
        title: { en: 'Move to another edition' },
        edition: { from: SECOND, revision: 1 },
        editionBefore: { from: FIRST, revision: 2 },
        from: { titles: [{ en: 'Checking' }] },
        to: { titles: [{ en: 'Examining' }] },
      },
    })
    expect(await move('management-1', input)).toMatchObject({ repeated: true })
    await checkTrail(world.pool, { mechanisms })
  })
})

describe('xiaobao editions', () => {
  const xiaobao = async (...args: string[]): Promise<string[]> => {
    const lines: string[] = []
    await run((line) => void lines.push(line), args)
    return lines
  }
  async function run(print: (line: string) => void, args: readonly string[]): Promise<void> {
    const readers = createReaders({ connection: world.database.config, connectionsMax: 2 })
    const program = new Command().exitOverride()
    const house = {
      engine: world.engine,
      issuer: ISSUER,
      mechanisms,
      readsOf: (institution: string) => readers.of(institution),
      now: (): Instant => world.now(),
    }
    registerEditions(program, (work) => work(house), print)
    try {
      await program.parseAsync(['node', 'xiaobao', 'editions', ...args])
    } finally {
      await readers.end()
    }
  }
  it('lists editions and how many open processes stand under each', async () => {
    expect(await xiaobao('--mechanism', 'T03')).toEqual([
      `T03 ${FIRST} revision 1 Edition case: from ${FIRST} until ${SECOND}, superseded, 0 open`,
      `T03 ${FIRST} revision 2 Edition case: from ${FIRST} until ${SECOND}, superseded, 2 open`,
      `T03 ${SECOND} revision 1 Edition case: from ${SECOND} until ${THIRD}, in force, 2 open`,
      `T03 ${THIRD} revision 1 Edition case: from ${THIRD}, proposed, 0 open`,
    ])
  })
  it('says what would move, moves it when told to, and may be run again', async () => {
    const asked = ['--mechanism', 'T03', '--to', SECOND]
    await accepted(opened.send('protection-1', 'contest', { process: overdue?.id ?? '' }))
    const lines = await xiaobao(...asked)
    expect(lines.slice(0, 2).join()).toMatch(/need a decision.*would move/)
    expect(lines.at(-1)).toBe(`T03 ${SECOND} revision 1: 1 need a decision, 1 would move`)
    const moved = await xiaobao(...asked, '--move')
    expect(moved.at(-1)).toBe(`T03 ${SECOND} revision 1: 1 need a decision, 1 moved`)
    expect(await look(old)).toMatchObject({ edition: SECOND })
    const again = await xiaobao(...asked, '--move', '--json')
    expect(again.map((line) => (JSON.parse(line) as Json)['outcome'])).toEqual(['needsDecision'])
    await checkTrail(world.pool, { mechanisms })
  })
  it('goes on where it was broken off, and moves each once however often it runs', async () => {
    world.at('2026-05-29T01:00:00.000Z')
    const cases = await Promise.all([1, 2, 3, 4, 5].map(() => opened.filed({})))
    world.at('2026-06-01T02:00:00.000Z')
    const args = ['--mechanism', 'T03', '--to', SECOND, '--move']
    const breaks = (line: string) => {
      if (line.endsWith(': moved')) throw new Error('broken off')
    }
    await expect(run(breaks, args)).rejects.toThrow('broken off')
    await Promise.all([xiaobao(...args), xiaobao(...args)])
    const moves = await rowsOf<{ process: string; n: string }>(
      world,
      `select process, count(*) n from entry where kind = 'moved' and process = any ($1) group by 1`,
      cases.map((c) => c.id),
    )
    expect(moves.map((m) => m.n)).toEqual(['1', '1', '1', '1', '1'])
    await checkTrail(world.pool, { mechanisms })
  })
  it('moves by the duty of the person who is named, and says what to do where it cannot', async () => {
    await accepted(
      opened.send('management-2', 'moveEdition', {
        process: overdue?.id ?? '',
        payload: { edition: SECOND, revision: 1, choice: 'checkAnew' },
      }),
    )
    world.at('2026-12-31T16:00:00.000Z')
    const asked = ['--mechanism', 'T03', '--to', THIRD, '--move']
    const lines = await xiaobao(...asked, '--person', 'protection-1')
    expect(lines.at(-1)).toMatch(/: \d refused$/)
    await expect(xiaobao('--to', THIRD)).rejects.toThrow('--mechanism')
    await expect(xiaobao('--mechanism', 'T03', '--to', '2020-01-01')).rejects.toThrow('lists them')
    await expect(xiaobao('--person', 'nobody')).rejects.toThrow('Nobody is known as nobody')
    await checkTrail(world.pool, { mechanisms })
  })
})
