// How the database answers the filters of the trail, seen through the door: PostgreSQL itself tells the plan
// of every statement that a request runs, with the rows that it touched.

import { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeId } from '../../api/graphql/ids.ts'
import { createEngine } from '../../engine/runtime/create.ts'
import type { RunningEngine } from '../../engine/runtime/create.ts'
import { openDoors } from '../support/client.ts'
import type { Doors, Json } from '../support/client.ts'
import { asOwner } from '../support/faults.ts'
import { fillTrail } from '../support/fill-trail.ts'
import { createWorld, INSTITUTION } from '../support/world.ts'
import type { World } from '../support/world.ts'
import { MASTER } from '../support/master.ts'

/** Two and a half blocks of the index. */
const ENTRIES = 20_000
/** Rows of one block. */
const BLOCK = 8192

interface Node {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly 'Rows Removed by Index Recheck'?: number
  readonly Plans?: readonly Node[]
}
interface Told {
  readonly 'Query Text': string
  readonly Plan: Node
}

let world: World
let pool: Pool
let engine: RunningEngine
let doors: Doors
let told: Told[] = []

/** What auto_explain says to the client that asked. */
const TELLS = [
  'session_preload_libraries=auto_explain',
  'auto_explain.log_min_duration=0',
  'auto_explain.log_nested_statements=on',
  'auto_explain.log_analyze=on',
  'auto_explain.log_timing=off',
  'auto_explain.log_format=json',
  'client_min_messages=log',
]

beforeAll(async () => {
  world = await createWorld()
  const processes: string[] = []
  for (let n = 0; n < 4; n++) {
    const answer = await world.send('protection-1', {
      mechanism: 'M07',
      event: 'register',
      payload: { channel: 'phone', matter: 'm', complainant: 'consumer:fill' },
    })
    if (answer.kind === 'accepted') processes.push(answer.process.id)
  }
  await asOwner(world.database, (owner) =>
    fillTrail(owner, {
      institution: INSTITUTION,
      entries: ENTRIES,
      processes,
      from: '2026-03-03T00:00:00Z',
    }),
  )
  world.at('2026-06-01T00:00:00Z')
  while ((await world.engine.index.round()) > 0);
  // What has grown in one go has no statistics yet, and without them any plan is as good as another.
  await asOwner(world.database, (owner) => owner.query('analyze'))
  pool = new Pool({
    ...world.database.config,
    max: 4,
    options: `${TELLS.map((setting) => `-c ${setting}`).join(' ')} -c role=xiaobao_app`,
  })
  pool.on('connect', (client) =>
    client.on('notice', ({ message = '' }) => {
      const at = message.indexOf('{')
      if (/^duration: .* plan:/.test(message)) told.push(JSON.parse(message.slice(at)) as Told)
    }),
  )
  const log = { warn: () => undefined, error: () => undefined }
  engine = createEngine({ master: MASTER, pool, log, now: () => world.now() })
  doors = await openDoors({ ...world, engine })
}, 180_000)
afterAll(async () => {
  await doors?.stop()
  await engine?.stop()
  await pool?.end()
  await world?.close()
})

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]
const touchedBy = ({ Plan }: Told): number =>
  nodesOf(Plan)
    .filter((n) => ['entry', 'trail_index', 'process'].includes(n['Relation Name'] ?? ''))
    .reduce(
      (sum, n) =>
        sum +
        n['Actual Loops'] *
          (n['Actual Rows'] +
            (n['Rows Removed by Filter'] ?? 0) +
            (n['Rows Removed by Index Recheck'] ?? 0)),
      0,
    )

/** What grows with the trail. */
const GROWS: ReadonlySet<string> = new Set(['entry', 'trail_index'])
const QUERY = `query ($filter: TrailFilter, $first: Int, $after: String, $last: Int, $before: String) {
  trail(filter: $filter, first: $first, after: $after, last: $last, before: $before) { nodes { position } } }`
const cursor = (position: number): string => Buffer.from(String(position)).toString('base64url')

/** Asks for a page, and gives what was touched to answer it. */
async function asked(filter: object, args: object) {
  told = []
  const data = await doors.ask('audit-1', QUERY, { filter, ...args })
  const plans = told.filter(({ Plan }) => nodesOf(Plan).some((n) => n['Relation Name']))
  return {
    found: ((data['trail'] as Json)['nodes'] as readonly Json[]).length,
    plans,
    touched: plans.reduce((sum, plan) => sum + touchedBy(plan), 0),
  }
}

/** One of every filter of the contract: common ones, rare ones, and some that fit one end of the trail only. */
const FILTERS: Readonly<Record<string, () => object>> = {
  nothing: () => ({}),
  kind: () => ({ kind: 'ACCEPTED' }),
  'rare kind': () => ({ kind: 'TRANSCRIBED' }),
  mechanism: () => ({ mechanism: 'M07' }),
  event: () => ({ event: 'note' }),
  body: () => ({ body: 'CONSUMER_PROTECTION' }),
  duty: () => ({ duty: 'board.approvePlan' }),
  article: () => ({ article: '2020-3:18' }),
  'article of the beginning': () => ({ article: '2019-38:old' }),
  subject: () => ({ subject: 'product:fill-77' }),
  actor: () => ({ actor: encodeId('Person', world.person('audit-1')) }),
  refusalKind: () => ({ refusalKind: 'STALE' }),
  rule: () => ({ rule: 'state' }),
  cause: () => ({ cause: encodeId('Entry', world.person('audit-1')) }),
  opens: () => ({ opens: true }),
  from: () => ({ from: '2026-03-10T00:00:00Z' }),
  to: () => ({ to: '2026-03-16T00:00:00Z' }),
  'effective span': () => ({
    effectiveFrom: '2026-03-05T00:00:00Z',
    effectiveTo: '2026-03-06T00:00:00Z',
  }),
  effectiveFrom: () => ({ effectiveFrom: '2026-03-10T00:00:00Z' }),
  'common text': () => ({ text: '提前还款' }),
  'rare text': () => ({ text: 'needle' }),
  upTo: () => ({ upTo: ENTRIES }),
  'two common ones that never meet': () => ({ event: 'note', body: 'BUSINESS_DEPARTMENT' }),
  several: () => ({ event: 'register', kind: 'CLOCK', body: 'SENIOR_MANAGEMENT', text: '收费' }),
}

describe('a page of the trail by', () => {
  const places: Readonly<Record<string, object>> = {
    'the first page': { first: 20 },
    'a page in the middle': { first: 20, after: cursor(ENTRIES / 2) },
    'a page near the end': { first: 20, after: cursor(ENTRIES - 100) },
    'the last page': { last: 20 },
    'the last page before the middle': { last: 20, before: cursor(ENTRIES / 2) },
  }
  test.each(Object.keys(FILTERS))('%s reads no table through and skips no row', async (name) => {
    const filter = FILTERS[name]?.() ?? {}
    for (const [place, args] of Object.entries(places)) {
      const { plans, touched } = await asked(filter, args)
      expect(plans.length, place).toBeGreaterThan(0)
      for (const plan of plans) {
        const text = plan['Query Text']
        expect(text.toLowerCase(), place).not.toMatch(/\boffset\b/)
        for (const node of nodesOf(plan.Plan))
          // A table of a few rows is best read through, and does not grow with the trail.
          if (GROWS.has(node['Relation Name'] ?? ''))
            expect([name, place, node['Node Type'], text]).not.toContain('Seq Scan')
      }
      // A block of the index, the one in which a span of time begins, and the page itself; wherever the page
      // lies and however rare its entries are.
      expect([name, place, touched < 2 * BLOCK + 500]).toEqual([name, place, true])
    }
  })
})

test('the time of an entry is found by halving', async () => {
  const { plans } = await asked({ from: '2026-03-10T00:00:00Z' }, { first: 1 })
  const halved = plans.filter((p) => p['Query Text'].includes('e.position = middle'))
  expect(halved.length).toBeGreaterThan(5)
  expect(halved.length).toBeLessThan(20)
})
