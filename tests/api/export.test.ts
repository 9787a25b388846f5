// The trail as a file: what is in it, who gets it, and what is recorded of that.

import { createHash } from 'node:crypto'
import { get } from 'node:http'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COLUMNS } from '../../engine/core/event-table.ts'
import { rootOf } from '../../engine/core/merkle.ts'
import { nodeHash } from '../../engine/core/trail.ts'
import type { Leaf } from '../../engine/core/trail.ts'
import type { House } from '../../api/context.ts'
import { openDoors } from '../support/client.ts'
import type { Doors } from '../support/client.ts'
import { checkTrail } from '../support/checkTrail.ts'
import { createExportScene, PERSONAL } from '../support/export-scene.ts'
import { conformanceOf, exported, fetchExport } from '../support/exports.ts'
import { asOwner, until } from '../support/faults.ts'
import { ocelOf } from '../support/ocel-schema.ts'
import { INSTITUTION } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
let doors: Doors
/** Until it resolves, no history of a process is read. */
let gate: Promise<void> = Promise.resolve()
beforeAll(async () => {
  world = await createExportScene()
  doors = await openDoors(world, { wrap: gated })
}, 120_000)
afterAll(async () => {
  await doors.stop()
  await checkTrail(world.pool)
  await world.close()
})

const gated = (house: House): House => ({
  ...house,
  readsOf: (institution) => {
    const reads = house.readsOf(institution)
    const findMany = async (...args: Parameters<typeof reads.entry.findMany>) => {
      // The histories of processes, which are read when the events are written.
      if (JSON.stringify(args[0]).includes('processId')) await gate
      return reads.entry.findMany(...args)
    }
    const entry = new Proxy(reads.entry, {
      get: (target, name) =>
        name === 'findMany' ? findMany : target[name as keyof typeof reads.entry],
    })
    return new Proxy(reads, {
      get: (target, name) => (name === 'entry' ? entry : target[name as keyof typeof reads]),
    })
  },
})

const rowsOf = <T extends object>(query: string, ...values: readonly unknown[]): Promise<T[]> =>
  asOwner(world.database, async (client) => (await client.query<T>(query, [...values])).rows)
const leavesOf = async (event: string): Promise<Leaf[]> => {
  const rows = await rowsOf<{ leaf: string }>(
    'select leaf from entry where event = $1 order by position',
    event,
  )
  return rows.map(({ leaf }) => JSON.parse(leaf) as Leaf)
}
const factsOf = async (process: string) => {
  const [row] = await rowsOf<{ context: Record<string, unknown>; paths: string[] }>(
    'select context, paths from process where id = $1',
    process,
  )
  return { ...row?.context, stands: row?.paths.at(-1) }
}
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

describe('an event log', () => {
  test('holds the whole trail, is valid, follows from the charts, and no person is in it', async () => {
    const text = await exported(doors, 'audit-1')
    const log = ocelOf(text)
    const entries = await rowsOf<{ id: string; leaf_hash: Buffer }>(
      'select id, leaf_hash from entry where position <= $1 order by position',
      log.events.length,
    )
    expect(log.events.map((e) => e.id)).toEqual(entries.map((e) => e.id))
    const found = await conformanceOf(text)
    expect(found.lines).toEqual([])
    const root = await rootOf(subtreesOver(entries.map((e) => e.leaf_hash)), entries.length)
    expect(found.root).toBe(Buffer.from(root).toString('hex'))
    expect(text).not.toContain(PERSONAL)
  })

  test('says of a process what changed and when, and of an event what it is about', async () => {
    const log = ocelOf(await exported(doors, 'audit-1'))
    const complaint = log.objects.find((o) => o.type === 'M07.complaint')
    const stands = complaint?.attributes.filter((a) => a.name === 'stand') ?? []
    expect(stands.length).toBeGreaterThan(1)
    expect(stands.map((a) => a.time)).toEqual(stands.map((a) => a.time).toSorted())
    expect(complaint?.relationships).toContainEqual({
      objectId: 'consumer:sample',
      qualifier: 'about',
    })
    const register = log.events.find((e) => e.type === 'M07.register')
    expect(register?.relationships.map((r) => r.qualifier)).toEqual(
      expect.arrayContaining(['case', 'actor', 'complainant', 'body']),
    )
    expect(log.events.some((e) => e.type === 'G01.setPolicy.refused')).toBe(true)
    expect(log.objects).toContainEqual(
      expect.objectContaining({ id: 'body:internalAudit', type: 'body' }),
    )
  })

  test.each([
    ['one mechanism', { mechanism: 'M07' }],
    ['two of them', { mechanism: 'M07,G01' }],
    ['from a day on', { from: '2026-03-04' }],
    ['up to an instant', { to: '2026-03-09T08:00:00+08:00' }],
    ['between two of one mechanism', { from: '2026-03-03', to: '2026-04-02', mechanism: 'M07' }],
  ])('of %s is valid and follows, although its processes began before it', async (_what, query) => {
    const text = await exported(doors, 'supervisor-1', query)
    const log = ocelOf(text)
    expect(log.events.length).toBeGreaterThan(3)
    expect((await conformanceOf(text)).lines).toEqual([])
  })

  test('of one process, by its id and by its reference', async () => {
    const [row] = await rowsOf<{ id: string; reference: string }>(
      "select id, reference from process where mechanism = 'M01' limit 1",
    )
    const byId = await exported(doors, 'audit-1', { process: row?.id ?? '' })
    const byReference = await exported(doors, 'audit-1', { process: row?.reference ?? '' })
    const [one, other] = [ocelOf(byId), ocelOf(byReference)]
    expect(one.events).toEqual(other.events)
    expect(one.objects.filter((o) => o.type.includes('.')).map((o) => o.id)).toEqual([row?.id])
    expect((await conformanceOf(byId)).lines).toEqual([])
  })

  test('of the same entries is the same to the byte, but for the number of the export', async () => {
    const query = { to: '2026-03-20', mechanism: 'M07' }
    const texts = [await exported(doors, 'audit-1', query), await exported(doors, 'audit-2', query)]
    const plain = texts.map((text) => text.replace(/"export":"[^"]*"/, '').replace(/"to":\d+/, ''))
    expect(plain[0]).toBe(plain[1])
  })
})

/** Hashes of complete subtrees over leaves in memory. */
const subtreesOver =
  (leaves: readonly Uint8Array[]) =>
  async (level: number, index: number): Promise<Uint8Array> => {
    if (level === 0) return leaves[index] ?? new Uint8Array()
    const under = subtreesOver(leaves)
    return nodeHash(await under(level - 1, index * 2), await under(level - 1, index * 2 + 1))
  }

test('a table has a row for each entry, for tools that know one case, and no formula', async () => {
  const text = await exported(doors, 'regulator-1', { format: 'csv' })
  const rows = parse(text, { bom: true, columns: true, relax_column_count: false }) as Record<
    string,
    string
  >[]
  expect(Object.keys(rows[0] ?? {})).toEqual([...COLUMNS])
  expect(rows.map((r) => Number(r['position']))).toEqual(rows.map((_, n) => n + 1))
  const registered = rows.find((r) => r['activity'] === 'M07.register')
  expect(registered).toMatchObject({
    activityZh: '登记',
    caseType: 'M07.complaint',
    about: 'consumer:sample',
    duty: 'consumerProtection.register',
  })
  expect(JSON.parse(registered?.['payload'] ?? '')).toMatchObject({
    matter: '=1+1, "charged" twice',
  })
  expect(rows.flatMap((r) => Object.values(r)).filter((cell) => /^[=+@-]/.test(cell))).toEqual([])
  expect(text).not.toContain(PERSONAL)
})

describe('of an export is recorded', () => {
  test('who took what, why, and the digest of the very file', async () => {
    const response = await fetchExport(doors, 'audit-2', { mechanism: 'M07', from: '2026-03-01' })
    const text = await response.text()
    const process = response.headers.get('x-export') ?? ''
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="xiaobao-1-\d+\.ocel\.json"$/,
    )
    expect(await factsOf(process)).toMatchObject({
      format: 'ocel',
      reason: 'a test',
      from: 1,
      since: '2026-02-28T16:00:00.000Z',
      mechanisms: ['M07'],
      body: 'internalAudit',
      sha256: sha256(text),
      bytes: String(Buffer.byteLength(text)),
      events: ocelOf(text).events.length,
      objects: ocelOf(text).objects.length,
      stands: 'case.handedOver',
    })
    const ordered = (await leavesOf('orderExport')).at(-1)
    expect(ordered).toMatchObject({
      actor: { person: world.person('audit-2'), via: 'api' },
      decision: { duty: 'internalAudit.exportTrail' },
      notices: [{ to: 'internalAudit' }],
    })
    expect((await leavesOf('recordExport')).at(-1)?.actor).toMatchObject({ system: 'courier' })
  })

  test('the digest follows the file in a trailer', async () => {
    const token = await doors.token('audit-1')
    const { text, digest } = await new Promise<{ text: string; digest: string | undefined }>(
      (resolve, reject) => {
        const url = `${doors.url}/export/csv?reason=digest&mechanism=G01`
        get(url, { headers: { authorization: `Bearer ${token}` } }, (response) => {
          let body = ''
          response.setEncoding('utf8').on('data', (part: string) => (body += part))
          response.once('end', () =>
            resolve({ text: body, digest: response.trailers['repr-digest'] }),
          )
        }).once('error', reject)
      },
    )
    expect(digest).toBe(`sha-256=:${Buffer.from(sha256(text), 'hex').toString('base64')}:`)
  })

  test('that the reader went away before it was whole; and a third waits for the first two', async () => {
    let open: () => void = () => undefined
    gate = new Promise((resolve) => (open = resolve))
    const leaving = new AbortController()
    const begin = async () =>
      fetch(`${doors.url}/export/ocel?reason=gone`, {
        signal: leaving.signal,
        headers: { authorization: `Bearer ${await doors.token('audit-1')}` },
      })
    const [first, second] = await Promise.all([begin(), begin()])
    expect([first.status, second.status]).toEqual([200, 200])
    const third = await fetchExport(doors, 'audit-1', {})
    expect([third.status, third.headers.get('retry-after')]).toEqual([503, '1'])
    leaving.abort()
    await Promise.allSettled([first.text(), second.text()])
    open()
    const ids = [first, second].map((r) => r.headers.get('x-export') ?? '')
    await until(async () => {
      const all = await Promise.all(ids.map(factsOf))
      return all.every((f) => f.stands === 'case.brokenOff')
    })
    for (const id of ids)
      expect(await factsOf(id)).toMatchObject({ brokenOff: 'disconnected', sha256: null })
    expect((await fetchExport(doors, 'audit-1', { mechanism: 'M01' })).status).toBe(200)
  })
})

describe('no export', () => {
  test('for whose duty it is not, and the attempt is recorded', async () => {
    const before = (await leavesOf('orderExport')).length
    const answer = await fetchExport(doors, 'loans-1', {})
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({
      refusal: {
        kind: 'NOT_YOUR_DUTY',
        message: { zh: expect.any(String), en: expect.any(String) },
      },
    })
    const service = await fetchExport(doors, 'system-1', {})
    expect([service.status, ((await service.json()) as { refusal: object }).refusal]).toMatchObject(
      [403, { kind: 'SEPARATION', rule: 'serviceExportsNothing', article: 'house:trail' }],
    )
    const attempts = (await leavesOf('orderExport')).slice(before)
    expect(attempts.map((leaf) => leaf.refusal?.kind)).toEqual(['NOT_YOUR_DUTY', 'SEPARATION'])
  })

  test('of a time in which nothing was recorded', async () => {
    const answer = await fetchExport(doors, 'audit-1', { from: '2030-01-01' })
    expect([answer.status, await answer.json()]).toMatchObject([
      409,
      { refusal: { rule: 'rangeHoldsSomething', field: ['to'] } },
    ])
  })

  test.each([
    [401, undefined, {}],
    [400, 'audit-1', { reason: ' ' }],
    [400, 'audit-1', { from: 'yesterday' }],
    [400, 'audit-1', { to: '2026-13-01' }],
    [400, 'audit-1', { mechanism: 'M99' }],
    [400, 'audit-1', { process: 'M07-2026-999999' }],
    [400, 'audit-1', { process: "x' or 1=1" }],
    [400, 'audit-1', { limit: '5' }],
    [404, 'audit-1', { format: 'xes' }],
  ])('%i for %s with %j, and nothing is recorded', async (status, as, query) => {
    const before = await rowsOf('select from entry')
    const answer = await fetchExport(doors, as, query)
    const body = (await answer.json()) as { errors: { message: string }[] }
    expect({ status: answer.status, body }).toMatchObject({ status, body: { errors: [{}] } })
    expect(await rowsOf('select from entry')).toHaveLength(before.length)
  })

  test('by another method', async () => {
    const answer = await doors.send({ method: 'POST', path: '/export/ocel', body: '{}' })
    expect(answer.status).toBe(405)
  })

  test('of another institution', async () => {
    const token = await doors.token('audit-1')
    const answer = await fetch(`${doors.url}/export/csv?reason=other`, {
      headers: {
        authorization: `Bearer ${token}`,
        'x-institution': INSTITUTION.replace(/1$/, '2'),
      },
    })
    expect(answer.status).toBe(403)
  })
})
