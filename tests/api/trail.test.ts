// The trail by its filters: what is found is what stands in the leaves, page by page, at once after it was
// recorded, and for nobody who may not read it.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeId } from '../../api/graphql/ids.ts'
import { screaming } from '../../api/graphql/names.ts'
import { chooser } from '../support/walk-seen.ts'
import { openDoors } from '../support/client.ts'
import type { Doors, Json } from '../support/client.ts'
import { asOwner } from '../support/faults.ts'
import { roam } from '../support/roam.ts'
import { createWorld, GOVERNANCE, INSTITUTION } from '../support/world.ts'
import type { World } from '../support/world.ts'

/** What an entry says, read from its leaf without any of the code that searches. */
interface Line {
  readonly position: number
  readonly id: string
  readonly leaf: {
    readonly kind: string
    readonly actor: { readonly person?: string; readonly body?: string }
    readonly process?: { readonly id: string; readonly mechanism: string; readonly opens?: true }
    readonly mechanism?: string
    readonly event: { readonly type: string }
    readonly decision?: { readonly duty: string; readonly article: string }
    readonly refusal?: { readonly kind: string; readonly rule?: string; readonly article?: string }
    readonly cause?: { readonly entry: string }
  }
  readonly logged: string
  readonly effective: string | null
  readonly subjects: readonly string[]
}

let world: World
let doors: Doors
let lines: readonly Line[]

const readLines = (): Promise<readonly Line[]> =>
  asOwner(world.database, async (owner) => {
    const { rows } = await owner.query<Line & { leaf: string; touches: string[] }>(
      `select position::int, id, leaf, logged_at as logged, effective_at as effective, touches
        from entry order by position`,
    )
    const about = new Map<string, readonly string[]>()
    return rows.map((row): Line => {
      const leaf = JSON.parse(row.leaf) as Line['leaf']
      const id = leaf.process?.id ?? ''
      const own = row.touches.filter((t) => t.startsWith('subject:')).map((t) => t.slice(8))
      const subjects = leaf.refusal ? (about.get(id) ?? []) : own
      if (!leaf.refusal) about.set(id, own)
      const iso = (at: unknown) => (at instanceof Date ? at.toISOString() : null)
      return {
        position: row.position,
        id: row.id,
        leaf,
        subjects,
        logged: iso(row.logged) ?? '',
        effective: iso(row.effective),
      }
    })
  })

beforeAll(async () => {
  world = await createWorld()
  doors = await openDoors(world)
  for (const seed of [3, 12]) {
    await roam(world, { mechanism: 'M07', steps: 40, seed })
    await roam(world, {
      mechanism: 'M01',
      steps: 40,
      seed,
      opening: { product: `product:roam-${String(seed)}` },
    })
  }
  await register('提前还款违约金争议')
  const split = await register('charged TWICE in March')
  await doors.command('protection-1', 'complaintHandlingCommand', {
    process: split,
    event: { split: { matter: 'another matter' } },
  })
  // Beside what the walk was refused: a version that is not the present one.
  await doors.command('protection-1', 'complaintHandlingCommand', {
    process: split,
    expectedVersion: 99,
    event: { setUrgency: { urgency: 'URGENT', reason: 'hardship' } },
  })
  await world.engine.courier.round()
  await world.engine.execute(INSTITUTION, [
    {
      asker: { person: world.person('protection-1') },
      via: 'import',
      request: 'imported-1',
      mechanism: 'M07',
      event: 'register',
      payload: { channel: 'phone', matter: 'old paper', complainant: 'consumer:old' },
      effective: { on: '2025-11-03' as never },
      attested: { source: 'register.csv', line: 7 },
    },
  ])
  lines = await readLines()
}, 120_000)
afterAll(async () => {
  await doors?.stop()
  await world?.close()
})

async function register(matter: string): Promise<string> {
  const answer = await doors.command('protection-1', 'complaintHandlingCommand', {
    event: { register: { channel: 'PHONE', matter, complainant: 'consumer:trail' } },
  })
  return String(answer['process']?.['id'])
}

const QUERY = `query ($filter: TrailFilter, $first: Int, $after: String, $last: Int, $before: String) {
  trail(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
    totalCount totalCountIsExact
    nodes { position }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  } }`
const page = async (filter: object, args: object = {}, as = 'audit-1'): Promise<Json> =>
  (await doors.ask(as, QUERY, { filter, ...args }))['trail'] as Json
const positionsIn = (found: Json): number[] =>
  (found['nodes'] as readonly Json[]).map((node) => Number(node['position']))

/** Every page of an answer, from one end to the other. */
async function all(filter: object, size: number, backwards = false): Promise<number[]> {
  const pages: number[][] = []
  let cursor = {}
  for (;;) {
    const found = await page(filter, { [backwards ? 'last' : 'first']: size, ...cursor })
    pages.push(positionsIn(found))
    const info = found['pageInfo'] as Json
    if (!info[backwards ? 'hasPreviousPage' : 'hasNextPage'])
      return (backwards ? pages.toReversed() : pages).flat()
    cursor = backwards ? { before: info['startCursor'] } : { after: info['endCursor'] }
  }
}

interface Condition {
  readonly filter: object
  readonly holds: (line: Line) => boolean
}
type Make = (line: Line) => Condition | undefined
const given = <T>(
  value: T | null | undefined,
  make: (value: T) => Condition,
): Condition | undefined => (value === null || value === undefined ? undefined : make(value))

const mechanismOf = ({ leaf }: Line) => leaf.process?.mechanism ?? leaf.mechanism
const articleOf = ({ leaf }: Line) => leaf.decision?.article ?? leaf.refusal?.article
const took = (line: Line) => (line.leaf.refusal ? null : line.effective)
const DAY_MS = 86_400_000
const later = (at: string, days: number) => new Date(Date.parse(at) + days * DAY_MS).toISOString()

/** Each filter, made to fit one entry of the trail. */
const FILTERS: Readonly<Record<string, Make>> = {
  kind: ({ leaf }) => ({
    filter: { kind: screaming(leaf.kind) },
    holds: (l) => l.leaf.kind === leaf.kind,
  }),
  event: ({ leaf }) => ({
    filter: { event: leaf.event.type },
    holds: (l) => l.leaf.event.type === leaf.event.type,
  }),
  mechanism: (line) =>
    given(mechanismOf(line), (mechanism) => ({
      filter: { mechanism },
      holds: (l) => mechanismOf(l) === mechanism,
    })),
  process: ({ leaf }) =>
    given(leaf.process?.id, (id) => ({
      filter: { process: encodeId('Process', id) },
      holds: (l) => l.leaf.process?.id === id,
    })),
  actor: ({ leaf }) =>
    given(leaf.actor.person, (id) => ({
      filter: { actor: encodeId('Person', id) },
      holds: (l) => l.leaf.actor.person === id,
    })),
  body: ({ leaf }) =>
    given(leaf.actor.body, (body) => ({
      filter: { body: screaming(body) },
      holds: (l) => l.leaf.actor.body === body,
    })),
  duty: ({ leaf }) =>
    given(leaf.decision?.duty, (duty) => ({
      filter: { duty },
      holds: (l) => l.leaf.decision?.duty === duty,
    })),
  article: (line) =>
    given(articleOf(line), (article) => ({
      filter: { article },
      holds: (l) => articleOf(l) === article,
    })),
  law: (line) =>
    given(articleOf(line)?.split(':')[0], (law) => ({
      filter: { article: law },
      holds: (l) => articleOf(l)?.split(':')[0] === law,
    })),
  subject: ({ subjects }) =>
    given(subjects[0], (subject) => ({
      filter: { subject },
      holds: (l) => l.subjects.includes(subject),
    })),
  refusalKind: ({ leaf }) =>
    given(leaf.refusal?.kind, (kind) => ({
      filter: { refusalKind: kind },
      holds: (l) => l.leaf.refusal?.kind === kind,
    })),
  rule: ({ leaf }) =>
    given(leaf.refusal?.rule, (rule) => ({
      filter: { rule },
      holds: (l) => l.leaf.refusal?.rule === rule,
    })),
  cause: ({ leaf }) =>
    given(leaf.cause?.entry, (entry) => ({
      filter: { cause: encodeId('Entry', entry) },
      holds: (l) => l.leaf.cause?.entry === entry,
    })),
  opens: () => ({
    filter: { opens: true },
    holds: (l) => l.leaf.process?.opens === true && !l.leaf.refusal,
  }),
  from: ({ logged }) => ({ filter: { from: logged }, holds: (l) => l.logged >= logged }),
  to: ({ logged }) => ({ filter: { to: logged }, holds: (l) => l.logged < logged }),
  effectiveFrom: (line) =>
    given(took(line), (at) => ({
      filter: { effectiveFrom: at },
      holds: (l) => (took(l) ?? '') >= at,
    })),
  effectiveTo: (line) =>
    given(took(line), (at) => ({
      filter: { effectiveTo: at },
      holds: (l) => took(l) !== null && (took(l) ?? '') < at,
    })),
  effective: (line) =>
    given(took(line), (from) => ({
      filter: { effectiveFrom: from, effectiveTo: later(from, 3) },
      holds: (l) => (took(l) ?? '') >= from && (took(l) ?? '') < later(from, 3),
    })),
  upTo: ({ position }) => ({ filter: { upTo: position }, holds: (l) => l.position <= position }),
}

describe('a filter', () => {
  test.each(Object.keys(FILTERS))('by %s finds what the leaves say', async (name) => {
    const make = FILTERS[name] as Make
    const made = lines.flatMap((line) => make(line) ?? [])
    const each = new Map(made.map((one) => [JSON.stringify(one.filter), one]))
    // The scene is as varied as that needs.
    expect(each.size).toBeGreaterThan(name === 'opens' || name === 'cause' ? 0 : 1)
    const some = [...each.values()].filter((_, n, of) => n % Math.ceil(of.length / 4) === 0)
    for (const { filter, holds } of some) {
      const expected = lines.filter(holds).map((l) => l.position)
      expect(await all(filter, 100), JSON.stringify(filter)).toEqual(expected)
      const { totalCount, totalCountIsExact } = (await page(filter, { first: 0 })) as Json
      expect([totalCount, totalCountIsExact]).toEqual([expected.length, true])
    }
  })

  test('together with others finds what meets all, by pages of any size from either end', async () => {
    const choose = chooser(20_260_302)
    const names = Object.keys(FILTERS)
    let found = 0
    for (let n = 0; n < 30; n++) {
      const line = lines[choose(lines.length)] as Line
      const picked = Array.from({ length: 2 + choose(2) }, () => names[choose(names.length)] ?? '')
      const made = [...new Set(picked)].flatMap((name) => FILTERS[name]?.(line) ?? [])
      // Later ones of one name take the place of earlier ones, in the filter as in what is expected.
      const filter = Object.assign({}, ...made.map((one) => one.filter)) as object
      const kept = made.filter((one) =>
        Object.entries(one.filter).every(([key, value]) => filter[key as never] === value),
      )
      if (kept.length < made.length) continue
      const expected = lines.filter((l) => kept.every((one) => one.holds(l))).map((l) => l.position)
      const size = 1 + choose(9)
      const backwards = choose(2) === 1
      const asked = expected.length > 60 ? 50 : size
      expect(await all(filter, asked, backwards), JSON.stringify(filter)).toEqual(expected)
      found += expected.length
    }
    expect(found).toBeGreaterThan(50)
  })

  test('that fits nothing finds nothing', async () => {
    for (const filter of [
      { duty: 'nobody.doesThis' },
      { body: 'POLICE', event: 'register' },
      { subject: 'product:nowhere' },
      { effectiveFrom: '2026-03-03T00:00:00Z', effectiveTo: '2026-03-02T00:00:00Z' },
      { from: '2030-01-01T00:00:00Z' },
      { text: 'nowhere' },
      { upTo: 0, kind: 'ACCEPTED' },
    ])
      expect(await page(filter)).toMatchObject({ totalCount: 0, nodes: [] })
  })

  test.each([
    [{ text: '。 !' }, 'text'],
    [{ text: `x${'x'.repeat(500)}` }, 'text'],
    [{ duty: '\u0000' }, 'duty'],
    [{ subject: '\ud800' }, 'subject'],
    [{ cause: encodeId('Person', GOVERNANCE) }, 'cause'],
    [{ actor: 'nobody' }, 'actor'],
  ])('that is none is an error of input: %j', async (filter, named) => {
    const { body } = await doors.reply('audit-1', { query: QUERY, variables: { filter } })
    expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    expect(body.errors?.[0]?.message).toContain(named)
  })
})

describe('words', () => {
  const eventsOf = async (text: string, more: object = {}): Promise<unknown[]> => {
    const data = await doors.ask(
      'audit-1',
      'query ($filter: TrailFilter) { trail(filter: $filter, first: 50) { totalCount nodes { event leaf } } }',
      { filter: { text, ...more } },
    )
    const { nodes, totalCount } = data['trail'] as Json
    expect(totalCount).toBe((nodes as readonly Json[]).length)
    return (nodes as readonly Json[]).map((node) => node['event'])
  }
  test('are found in what was sent, in Chinese and in others, whatever the case', async () => {
    expect(await eventsOf('违约金争议')).toEqual(['register'])
    expect(await eventsOf('还款 争议')).toEqual(['register'])
    expect(await eventsOf('twice MARCH')).toEqual(['register'])
    expect(await eventsOf('register.csv')).toEqual(['register'])
    // Every pair of it stands in the matter, but not in one piece.
    expect(await eventsOf('违约金争约')).toEqual([])
    expect(await eventsOf('提前违约金')).toEqual([])
  })
  test('are found in titles and in grounds of refusals', async () => {
    const refused = lines.filter((l) => l.leaf.refusal?.rule === 'state').length
    expect(await eventsOf('当前状态不受理', { rule: 'state' })).toHaveLength(Math.min(50, refused))
    expect(await eventsOf('建立机构')).toEqual(['found'])
    expect(await eventsOf('the founding complete')).toContain('completeFounding')
  })
  test('that are personal are not found', async () => {
    await doors.command('protection-1', 'complaintHandlingCommand', {
      event: {
        register: {
          channel: 'PHONE',
          matter: 'plain matter',
          complainant: 'consumer:trail',
          narrative: 'canaryword in a narrative',
          remark: 'canaryword in a remark',
        },
      },
    })
    expect(await eventsOf('plain matter')).toEqual(['register'])
    expect(await eventsOf('canaryword')).toEqual([])
    expect(await eventsOf('canaryword', { process: undefined, event: 'register' })).toEqual([])
  })
})

test('who reads a part finds that part, by every way of looking', async () => {
  const mine = lines.filter((l) => l.subjects.includes('product:roam-3')).length
  expect(mine).toBeGreaterThan(5)
  await doors.command('hr-1', 'institutionCommand', {
    process: encodeId('Institution', GOVERNANCE),
    event: {
      appoint: {
        person: encodeId('Person', world.person('mediation-1')),
        body: 'PARTNER',
        unit: 'product:roam-3',
        from: '2020-01-01',
      },
    },
  })
  const seen = async (filter: object) =>
    positionsIn(await page(filter, { first: 100 }, 'mediation-1'))
  const everything = await seen({})
  expect(everything.length).toBeGreaterThan(0)
  const processes = new Set(
    lines.filter((l) => everything.includes(l.position)).map((l) => l.leaf.process?.id),
  )
  const expected = lines.filter((l) => processes.has(l.leaf.process?.id)).map((l) => l.position)
  expect(everything).toEqual(expected.slice(0, 100))
  for (const line of lines.filter((l) => l.leaf.process && processes.has(l.leaf.process.id)))
    for (const make of Object.values(FILTERS)) {
      const condition = make(line)
      if (!condition || line.position % 31 !== 0) continue
      expect(await seen(condition.filter), JSON.stringify(condition.filter)).toEqual(
        lines
          .filter((l) => expected.includes(l.position) && condition.holds(l))
          .map((l) => l.position)
          .slice(0, 100),
      )
    }
})
