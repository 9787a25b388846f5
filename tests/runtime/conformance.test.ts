// A trail that somebody rewrote as superuser, exported afterwards; and a file that somebody rewrote. What
// does not follow is named with its entry, its process and the reason.

import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OcelEvent, OcelObject } from '../../engine/core/ocel.ts'
import { canonical, leafHash } from '../../engine/core/trail.ts'
import type { Leaf } from '../../engine/core/trail.ts'
import { EDITIONS } from '../../engine/mechanisms/index.ts'
import { JsonError } from '../../engine/runtime/conformance/json-parts.ts'
import { NoLog } from '../../engine/runtime/conformance.ts'
import { createExporter } from '../../engine/runtime/export/hand-over.ts'
import { createReaders } from '../../engine/runtime/reader.ts'
import type { Readers } from '../../engine/runtime/reader.ts'
import { Attacker } from '../support/attack.ts'
import { keptOf, memoryLog } from '../support/export-memory.ts'
import { createExportScene } from '../support/export-scene.ts'
import { conformanceOf } from '../support/exports.ts'
import type { Conformed } from '../support/exports.ts'
import { SECOND } from '../support/edition-mechanism.ts'
import { EVERY_EDITION, accepted, openEditions, rowsOf } from '../support/edition-world.ts'
import { ocelOf } from '../support/ocel-schema.ts'
import type { Ocel } from '../support/ocel-schema.ts'
import { GOVERNANCE, INSTITUTION } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
let readers: Readers
let owner: Client
let text: string
beforeAll(async () => {
  world = await createExportScene()
  readers = createReaders({ connection: world.database.config, connectionsMax: 2 })
  owner = new Client(world.database.config)
  await owner.connect()
  await owner.query('alter table entry disable trigger all')
  await owner.query('create temp table kept as table entry')
  text = await exportOf(async () => undefined)
}, 120_000)
afterAll(async () => {
  await owner.end()
  await readers.end()
  await world.close()
})

/** What the operator exports of the trail as it was in the beginning, after an attack that is undone again. */
async function exportOf(attack: (a: Attacker) => Promise<void>): Promise<string> {
  await attack(new Attacker(owner))
  try {
    const answer = await createExporter({ engine: world.engine, mechanisms: EDITIONS, failed })({
      institution: INSTITUTION,
      asker: { system: 'operator' },
      via: 'cli',
      request: randomUUID(),
      ask: { format: 'ocel', reason: 'after an attack', mechanisms: [], processes: [] },
      reads: readers.of(INSTITUTION),
      may: {},
    })
    if (answer.kind !== 'ordered') throw new Error(JSON.stringify(answer))
    const parts: Buffer[] = []
    for await (const part of answer.export.parts) parts.push(part)
    return Buffer.concat(parts).toString('utf8')
  } finally {
    await owner.query('delete from entry where position <= (select max(position) from kept)')
    await owner.query('insert into entry table kept')
  }
}
const failed = (error: unknown): void => {
  throw error
}

interface Found {
  readonly id: string
  readonly process: string
  readonly position: string
}
/** An entry of a kind, somewhere in the middle of its process. */
const one = (a: Attacker, condition: string): Promise<Found> =>
  a.one<Found>(
    `select e.id, e.process, e.position from entry e where e.kind <> 'refused' and ${condition}
      and exists (select from entry l where l.process = e.process and l.version > e.version)
      order by e.position desc limit 1`,
  )

type Forge = (leaf: Record<string, never> & { -readonly [K in keyof Leaf]: Leaf[K] }) => void
interface SqlAttack {
  readonly what: string
  readonly condition: string
  readonly forge: Forge
  readonly says: RegExp
}
const attacks: readonly SqlAttack[] = [
  {
    what: 'the state after it',
    condition: "e.mechanism = 'M07' and e.leaf::jsonb -> 'from' <> e.leaf::jsonb -> 'to'",
    forge: (leaf) => (leaf.to = leaf.from ?? {}),
    says: /state after is not what follows/,
  },
  {
    what: 'a value of its payload that the case knows',
    condition: "e.event = 'register'",
    forge: (leaf) =>
      (leaf.event = { ...leaf.event, payload: { ...leaf.event.payload, matter: 'x' } }),
    says: /hash of the context after/,
  },
  {
    what: 'the duty by which it was done',
    condition: "e.mechanism = 'M07' and e.body = 'consumerProtection'",
    forge: (leaf) =>
      (leaf.decision = {
        ...(leaf.decision as NonNullable<Leaf['decision']>),
        duty: 'board.decide',
      }),
    says: /duty of the decision/,
  },
  {
    what: 'the day on which a timer is due',
    condition: "e.event = 'register'",
    forge: (leaf) => {
      const { armed = [], disarmed = [] } = leaf.timers ?? {}
      const later = '2027-01-01T00:00:00.000Z' as (typeof armed)[number]['dueAt']
      leaf.timers = { armed: armed.map((t) => ({ ...t, dueAt: later })), disarmed }
    },
    says: /timers armed are not those that follow/,
  },
  {
    what: 'its event, for one that its state does not take',
    condition: "e.event = 'registerSubject' or e.event = 'addPerson'",
    forge: (leaf) => (leaf.event = { ...leaf.event, type: 'completeFounding' }),
    says: /played again it is refused|hash of the context/,
  },
]

describe('a row that was changed by SQL, with the hash that belongs to it', () => {
  it.each(attacks)('in $what', async ({ condition, forge, says }) => {
    let changed: Found | undefined
    const forged = await exportOf(async (a) => {
      changed = await one(a, condition)
      await a.rewrite(changed.id, forge as never)
    })
    ocelOf(forged)
    const { deviations, lines } = await conformanceOf(forged)
    expect(deviations[0]).toMatchObject({ entry: changed?.id, process: changed?.process })
    expect(lines.join('\n')).toMatch(says)
  })

  it('without it, in its place, or with another that is in no order', async () => {
    let changed: Found | undefined
    const alone = await exportOf(async (a) => {
      changed = await one(a, "e.mechanism = 'M01'")
      await a.change(
        "update entry set leaf = replace(leaf, 'M01', 'M02') where id = $1",
        changed.id,
      )
    })
    const first = (await conformanceOf(alone)).deviations[0]
    expect(first).toMatchObject({ entry: changed?.id, what: { en: expect.stringMatching(/hash/) } })

    const gone = await exportOf(async (a) => {
      changed = await one(a, "e.mechanism = 'M07' and e.version = 2")
      await a.change('delete from entry where id = $1', changed.id)
    })
    const missing = await conformanceOf(gone)
    expect(missing.lines[0]).toMatch(`missing from position ${String(changed?.position)}`)
    expect(missing.deviations.map((d) => d.process)).toContain(changed?.process)

    const unreadable = await exportOf(async (a) => {
      changed = await one(a, "e.mechanism = 'M07' and e.version = 2")
      await a.writeLeaf(changed.id, '{"secret":"of somebody"}')
    })
    expect(unreadable).not.toContain('of somebody')
    expect((await conformanceOf(unreadable)).deviations[0]).toMatchObject({ entry: changed?.id })
  })
})

type Made<T> = { -readonly [K in keyof T]: T[K] }
interface Forged extends Omit<Ocel, 'events' | 'objects'> {
  xiaobao: Record<string, unknown>
  xiaobaoEnd: Record<string, unknown>
  events: Made<OcelEvent>[]
  objects: Made<OcelObject>[]
}
const afterForging = (forge: (log: Forged) => void): Promise<Conformed> => {
  const log = JSON.parse(text) as Forged
  forge(log)
  return conformanceOf(JSON.stringify(log, null, 1))
}
const attribute = (of: OcelEvent | undefined, name: string): string =>
  of?.attributes.find((a) => a.name === name)?.value ?? ''
const withAttribute = (of: Made<OcelEvent>, name: string, value: string): void => {
  of.attributes = of.attributes.map((a) => (a.name === name ? { name, value } : a))
}
const caseOf = (of: OcelEvent): string | undefined =>
  of.relationships.find((r) => r.qualifier === 'case')?.objectId
/** An event of a complaint that led to another state, and is followed by others. */
const middleOf = ({ events }: Forged): number =>
  events.findIndex(
    (e) =>
      e.type.startsWith('M07.') &&
      Number(attribute(e, 'version')) > 1 &&
      attribute(e, 'from') !== attribute(e, 'to'),
  )

describe('a file', () => {
  it('as it was exported has no deviation, however it is laid out', async () => {
    expect((await conformanceOf(text)).lines).toEqual([])
    expect((await afterForging(() => undefined)).lines).toEqual([])
    const turned = JSON.parse(text) as Forged
    const { xiaobao, xiaobaoEnd, events, ...rest } = turned
    const other = JSON.stringify({ xiaobaoEnd, ...rest, events, xiaobao })
    expect((await conformanceOf(other)).lines).toEqual([])
  })

  it('in which the last event was left out, and the end was made to fit', async () => {
    const { lines } = await afterForging((log) => {
      const last = log.events.pop()
      log.xiaobaoEnd['events'] = log.events.length
      log.xiaobaoEnd['last'] = attribute(last, 'previous')
    })
    expect(lines[0]).toMatch(/Events are missing from position/)
  })

  it('into which an event was put, with a hash of its own and everything else made to fit', async () => {
    let made: OcelEvent | undefined
    const { deviations, lines } = await afterForging((log) => {
      const n = middleOf(log)
      const [model, next] = log.events.slice(n) as [Made<OcelEvent>, Made<OcelEvent>]
      const leaf = JSON.parse(attribute(model, 'leaf')) as Record<string, unknown>
      const id = '0198c0de-0000-7000-8000-00000000dead'
      const form = canonical({ ...leaf, id, request: 'another' })
      const invented: Made<OcelEvent> = { ...structuredClone(model), id }
      withAttribute(invented, 'leaf', form)
      withAttribute(invented, 'leafHash', leafHash(form))
      withAttribute(invented, 'previous', model.id)
      withAttribute(next, 'previous', id)
      log.events.splice(n + 1, 0, invented)
      log.xiaobaoEnd['events'] = log.events.length
      made = invented
    })
    expect(
      deviations.some((d) => d.entry === made?.id && d.process === caseOf(made as OcelEvent)),
    ).toBe(true)
    expect(lines.join('\n')).toMatch(/had this version before/)
  })

  it('in which a leaf was changed with its hash, its attributes and the root', async () => {
    let changed: OcelEvent | undefined
    const { deviations } = await afterForging((log) => {
      const event = log.events[middleOf(log)] as Made<OcelEvent>
      const leaf = JSON.parse(attribute(event, 'leaf')) as { to: unknown; from: unknown }
      const form = canonical({ ...leaf, to: leaf.from })
      withAttribute(event, 'to', attribute(event, 'from'))
      withAttribute(event, 'leaf', form)
      withAttribute(event, 'leafHash', leafHash(form))
      changed = event
    })
    expect(deviations[0]).toMatchObject({
      entry: changed?.id,
      process: caseOf(changed as OcelEvent),
      what: { en: expect.stringMatching(/state after/) },
    })
  })

  it.each<[string, RegExp, (log: Forged, of: Made<OcelObject>) => void]>([
    [
      'an attribute of a process',
      /attributes of the process .*phase/,
      (_log, of) =>
        (of.attributes = of.attributes.map((a) =>
          a.name === 'phase' ? { ...a, value: 'before' } : a,
        )),
    ],
    [
      'when it changed',
      /attributes of the process/,
      (_log, of) =>
        (of.attributes = of.attributes.map((a) => ({ ...a, time: '2026-03-02T00:00:00.000Z' }))),
    ],
    ['what it is about', /relations of the object/, (_log, of) => (of.relationships = [])],
    ['its type', /type of the object/, (_log, of) => (of.type = 'M08.dispute')],
    [
      'that it is there',
      /The object is missing/,
      ({ objects }, of) => objects.splice(objects.indexOf(of), 1),
    ],
    [
      'another that no event names',
      /No event names the object/,
      ({ objects }, of) => objects.push({ ...of, id: 'product:invented' }),
    ],
    [
      'the types of events',
      /eventTypes are not those/,
      ({ eventTypes }) => (eventTypes as unknown[]).pop(),
    ],
    ['the count at its end', /end of the log/, ({ xiaobaoEnd }) => (xiaobaoEnd['events'] = 3)],
    [
      'the range that it says it has',
      /outside what was exported|missing/,
      ({ xiaobao }) => (xiaobao['to'] = 50),
    ],
    [
      'its institution',
      /another institution/,
      ({ xiaobao }) => (xiaobao['institution'] = GOVERNANCE),
    ],
    [
      'a filter that it says it had',
      /filter of the log/,
      ({ xiaobao }) => (xiaobao['mechanisms'] = ['M09']),
    ],
  ])('in which was changed: %s', async (_what, says, forge) => {
    const { lines } = await afterForging((log) => {
      forge(log, log.objects.find((o) => o.type === 'M07.complaint') as Made<OcelObject>)
    })
    expect(lines.join('\n')).toMatch(says)
  })

  it.each<[string, string, typeof NoLog | typeof JsonError]>([
    ['that is another log', '{"events":[],"objects":[],"eventTypes":[],"objectTypes":[]}', NoLog],
    ['of a form that is not known', '{"xiaobao":{"form":2}}', NoLog],
    ['that is no JSON', 'position,entry\n1,2\n', JsonError],
    ['that is empty', '', JsonError],
  ])('%s is refused as such', async (_what, other, error) => {
    await expect(conformanceOf(other)).rejects.toThrow(error)
  })

  it('that ends too early is refused wherever it ends', async () => {
    for (const at of [0.2, 0.5, 0.9, 0.9999])
      await expect(conformanceOf(text.slice(0, Math.floor(text.length * at)))).rejects.toThrow(
        JsonError,
      )
  })
})

it('follows a process through the editions that it moved to', async () => {
  const {
    world: editions,
    filed,
    move,
    send,
  } = await openEditions({
    at: '2026-05-29T01:00:00.000Z',
  })
  try {
    const { id } = await filed()
    await accepted(send('protection-1', 'check', { process: id, payload: { desk: 'one' } }))
    editions.at('2026-06-01T01:00:00.000Z')
    await accepted(move(id, SECOND))
    const rows = await rowsOf<{ leaf: string; position: string }>(
      editions,
      'select leaf, position from entry order by position',
    )
    const entries = rows.map((r) => keptOf(JSON.parse(r.leaf) as Leaf, Number(r.position)))
    expect(entries.at(-1)?.leaf?.kind).toBe('moved')
    const log = await memoryLog({ entries, mechanisms: EVERY_EDITION })
    ocelOf(log)
    expect((await conformanceOf(log, EVERY_EDITION)).lines).toEqual([])
    const unknown = await conformanceOf(log, EDITIONS)
    expect(unknown.lines.join('\n')).toMatch(/edition unknown/)
    expect(unknown.deviations.map((d) => d.process)).toContain(id)
  } finally {
    await editions.close()
  }
})
