// A request id is one deed: the same answer again for the same content, refused for other content.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer, Command } from '../../engine/core/command.ts'
import {
  asOwner,
  checkHouse,
  gateCommand,
  openGate,
  sendTo,
  startServer,
  trailOf,
  WITH_GATES,
} from '../support/faults.ts'
import type { Server } from '../support/faults.ts'
import { createWorld, GOVERNANCE, INSTITUTION } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
let server: Server
let handler: string
let gate: string
beforeAll(async () => {
  world = await createWorld({ mechanisms: WITH_GATES })
  server = startServer(world)
  handler = world.person('protection-1')
  gate = await openGate(server.engine, handler, { own: 'product:one' })
})
afterAll(async () => {
  await checkHouse(world.database)
  await server.close()
  await world.close()
})

const send = (command: Command) => sendTo(server.engine, command)
const note = (request: string, text: string, by = handler) =>
  gateCommand(by, { event: 'note', process: gate, payload: { note: text }, request })
const entriesOf = async (request: string) =>
  (await trailOf(world.database)).filter((e) => e.request === request)
/** Without what says that it came again, and without the process, which may have moved on. */
const gist = (answer: Answer) => {
  const { repeated: _, ...rest } = answer as Extract<Answer, { kind: 'refused' }>
  return { ...rest, current: undefined, process: undefined }
}

describe('the same request again', () => {
  it('is answered as the first time, and done once', async () => {
    const first = await send(note('again', 'a'))
    const second = await send(note('again', 'a'))
    expect(first).toMatchObject({ kind: 'accepted', repeated: false })
    expect(second).toMatchObject({ kind: 'accepted', repeated: true })
    expect(gist(second)).toEqual(gist(first))
    expect(await entriesOf('again')).toHaveLength(1)
  })
  it('gives back the process that it opened', async () => {
    const open = gateCommand(handler, { event: 'open', payload: { own: 'product:twice' } })
    const [first, second] = [await send(open), await send(open)]
    if (first.kind !== 'accepted' || second.kind !== 'accepted') throw new Error('not accepted')
    expect(second.process).toEqual(first.process)
  })
  it.each([
    [
      'NOT_NOW',
      () =>
        gateCommand(world.person('protection-2'), {
          event: 'judge',
          process: gate,
          payload: { note: 'no' },
        }),
    ],
    [
      'STALE',
      () =>
        gateCommand(handler, {
          event: 'note',
          process: gate,
          payload: { note: 'x' },
          expectedVersion: 999,
        }),
    ],
    [
      'NOT_YOUR_DUTY',
      () =>
        gateCommand(world.person('audit-1'), {
          event: 'note',
          process: gate,
          payload: { note: 'x' },
        }),
    ],
    [
      'NOT_FOUND',
      () =>
        gateCommand(world.person('court-1'), {
          event: 'note',
          process: gate,
          payload: { note: 'x' },
        }),
    ],
    [
      'SEPARATION',
      () => gateCommand(handler, { event: 'judge', process: gate, payload: { note: 'yes' } }),
    ],
  ])('repeats a refusal too: %s', async (kind, command) => {
    const sent = { ...command(), request: `refused-${kind}` }
    const first = await send(sent)
    expect(first).toMatchObject({ kind: 'refused', refusal: { kind }, repeated: false })
    const second = await send(sent)
    expect(second).toMatchObject({ kind: 'refused', repeated: true })
    expect(gist(second)).toEqual(gist(first))
    expect(await entriesOf(`refused-${kind}`)).toHaveLength(1)
  })
  it('shows nothing the second time that it hid the first time', async () => {
    const sent = gateCommand(world.person('court-1'), {
      event: 'note',
      process: gate,
      payload: { note: 'x' },
    })
    await send(sent)
    const again = await send(sent)
    expect(again).toMatchObject({ kind: 'refused', refusal: { kind: 'NOT_FOUND' }, repeated: true })
    expect(again).not.toHaveProperty('current')
    expect(JSON.stringify(again)).not.toContain(gate)
  })
  it('holds after a restart of the server', async () => {
    await send(note('restart', 'a'))
    const other = startServer(world)
    try {
      expect(await sendTo(other.engine, note('restart', 'a'))).toMatchObject({ repeated: true })
      expect(await sendTo(other.engine, note('restart', 'b'))).toMatchObject({
        refusal: { kind: 'REQUEST_REUSED' },
      })
    } finally {
      await other.close()
    }
  })
})

describe('an id with other content', () => {
  it('is refused, recorded without the id, and leaves the first answer alone', async () => {
    await send(note('reused', 'a'))
    const other = await send(note('reused', 'b'))
    expect(other).toMatchObject({
      kind: 'refused',
      refusal: { kind: 'REQUEST_REUSED', field: ['requestId'] },
    })
    const trail = await trailOf(world.database)
    expect(trail.filter((e) => e.request === 'reused')).toHaveLength(1)
    const recorded = trail.at(-1)
    expect(recorded).toMatchObject({ refusal: 'REQUEST_REUSED', request: null, actor: handler })
    expect(recorded?.leaf).not.toHaveProperty('request')
    expect(await send(note('reused', 'a'))).toMatchObject({ kind: 'accepted', repeated: true })
  })
  it.each([
    ['event', { event: 'close', payload: {} }],
    ['process', { process: GOVERNANCE }],
    ['expected version', { expectedVersion: 1 }],
    ['remark', { remark: 'other' }],
    ['evidence', { evidence: ['0'.repeat(64)] }],
    ['mechanism', { mechanism: 'G01', event: 'setPolicy', payload: { key: 'a', value: 1 } }],
  ])('is other content when it differs in its %s', async (what, change) => {
    const first = note(`differs-${what.replace(' ', '')}`, 'a')
    await send(first)
    expect(await send({ ...first, ...change })).toMatchObject({
      refusal: { kind: 'REQUEST_REUSED' },
    })
  })
  it('is the same content when only the order of its fields or a null differs', async () => {
    const open = gateCommand(handler, {
      event: 'open',
      payload: { own: 'product:order', rival: 'product:rival' },
    })
    await send(open)
    const turned = { rival: 'product:rival', shared: null, own: 'product:order' }
    expect(await send({ ...open, payload: turned })).toMatchObject({ repeated: true })
  })
})

describe('whose id it is', () => {
  it('belongs to each asker alone, and shows nobody the answer of another', async () => {
    const mine = await send(note('shared', 'mine'))
    const other = world.person('protection-2')
    const theirs = await send(note('shared', 'theirs', other))
    expect(theirs).toMatchObject({ kind: 'accepted', repeated: false })
    expect(theirs).not.toMatchObject({ entry: (mine as { entry: object }).entry })
    const stranger = await send(note('shared', 'mine', world.person('court-1')))
    expect(stranger).toMatchObject({ refusal: { kind: 'NOT_FOUND' }, repeated: false })
  })
  it('keeps the ids of the clock and the courier out of reach', async () => {
    const trail = await trailOf(world.database)
    const request = trail.find((e) => e.actor === 'founder')?.request ?? ''
    expect(await send(note(request, 'a'))).toMatchObject({ kind: 'accepted', repeated: false })
  })
  it('keeps what a person imports apart from what the same person does by hand', async () => {
    await send(note('by-hand', 'a'))
    const imported: Command = { ...note('by-hand', 'b'), via: 'import' }
    expect(await send(imported)).toMatchObject({ kind: 'accepted', repeated: false })
  })
})

describe('malformed input', () => {
  it.each([
    ['payload', { payload: { note: 7 } }],
    ['event', { event: 'nothing' }],
    ['process', { process: 'nothing' }],
    ['request id', { request: '' }],
    ['request id', { request: 'a b' }],
    ['request id', { request: 'x'.repeat(129) }],
    ['NUL', { payload: { note: 'a\u0000b' } }],
    ['half a character', { remark: '\ud800' }],
  ])('leaves no entry and takes no id: %s %#', async (_, wrong) => {
    const before = (await trailOf(world.database)).length
    const good = note(`malformed-${String(before)}`, 'a')
    expect(await send({ ...good, ...wrong })).toMatchObject({ refusal: { kind: 'MALFORMED' } })
    expect(await trailOf(world.database)).toHaveLength(before)
    if ('request' in wrong) return
    expect(await send(good)).toMatchObject({ kind: 'accepted', repeated: false })
  })
})

describe('many at once', () => {
  it('has one effect for fifty duplicates, and refuses other content among them', async () => {
    const same = Array.from({ length: 50 }, () => note('fifty', 'a'))
    const answers = await Promise.all(
      [...same.slice(0, 25), note('fifty', 'b'), ...same.slice(25)].map(send),
    )
    const kinds = answers.map((a) => (a.kind === 'refused' ? a.refusal.kind : a.kind))
    expect(kinds.filter((k) => k === 'accepted')).toHaveLength(50)
    expect(kinds.filter((k) => k === 'REQUEST_REUSED')).toHaveLength(1)
    expect(answers.filter((a) => a.kind === 'accepted' && !a.repeated)).toHaveLength(1)
    expect(await entriesOf('fifty')).toHaveLength(1)
  })
  it('has one effect when two servers get them', async () => {
    const other = startServer(world)
    try {
      const opens = Array.from({ length: 20 }, (_, i) =>
        gateCommand(handler, { event: 'open', payload: { own: `product:both-${String(i)}` } }),
      )
      const answers = await Promise.all(
        opens.map((o) => Promise.all([send(o), sendTo(other.engine, o)])),
      )
      for (const [a, b] of answers) {
        if (a.kind !== 'accepted' || b.kind !== 'accepted') throw new Error('not accepted')
        expect(a.entry).toEqual(b.entry)
        expect(a.process.id).toBe(b.process.id)
        expect([a, b].filter((x) => x.repeated)).toHaveLength(1)
      }
      await trailOf(world.database)
    } finally {
      await other.close()
    }
  })
  it('gives the process although it was opened while the request was being looked up', async () => {
    const other = startServer(world)
    const open = gateCommand(handler, { event: 'open', payload: { own: 'product:meanwhile' } })
    try {
      const held = server.faults.hold('append')
      const first = send(open)
      await held.reached
      // The other server stops inside its load until the first has committed.
      const second = await asOwner(world.database, async (client) => {
        await client.query('begin; lock table policy_value in access exclusive mode')
        const answer = sendTo(other.engine, open)
        await expect
          .poll(async () => (await client.query('select from pg_locks where not granted')).rowCount)
          .toBe(1)
        held.release()
        await first
        await client.query('commit')
        return answer
      })
      expect(second).toMatchObject({ kind: 'accepted', repeated: true })
    } finally {
      await other.close()
    }
  })
})

describe('groups', () => {
  const group = (...members: Command[]) => server.engine.execute(INSTITUTION, members)
  it('are recorded one after the other when all are accepted', async () => {
    const answers = await group(note('g1-a', 'a'), note('g1-b', 'b'), note('g1-c', 'c'))
    expect(answers.map((a) => a.kind)).toEqual(['accepted', 'accepted', 'accepted'])
    const [a, b, c] = (await trailOf(world.database)).slice(-3)
    expect([a?.request, b?.request, c?.request]).toEqual(['g1-a', 'g1-b', 'g1-c'])
    expect([a, b, c].map((e) => e?.leaf.group?.index)).toEqual([0, 1, 2])
    expect(new Set([a, b, c].map((e) => e?.leaf.group?.id)).size).toBe(1)
  })
  it('leave nothing but the refusal, with its place, when one is refused', async () => {
    const before = await trailOf(world.database)
    const wrong = gateCommand(handler, {
      event: 'judge',
      process: gate,
      payload: { note: 'yes' },
      request: 'g2-b',
    })
    const sent = [note('g2-a', 'a'), wrong, note('g2-c', 'c')] as const
    const answers = await group(...sent)
    expect(answers.map((a) => a.kind === 'refused' && a.refusal.rule)).toEqual([
      'group',
      'notOnesOwn',
      'group',
    ])
    const written = (await trailOf(world.database)).slice(before.length)
    expect(written).toHaveLength(1)
    expect(written[0]).toMatchObject({
      request: 'g2-b',
      refusal: 'SEPARATION',
      leaf: { group: { index: 1, of: 3 } },
    })
    const again = await group(...sent)
    expect(again.map(gist)).toEqual(answers.map(gist))
    expect(await trailOf(world.database)).toHaveLength(before.length + 1)
    // The ids of the others were not taken.
    expect(await send(note('g2-a', 'a'))).toMatchObject({ kind: 'accepted', repeated: false })
  })
  it('are repeated as a whole', async () => {
    const sent = [note('g3-a', 'a'), note('g3-b', 'b')] as const
    const first = await group(...sent)
    const second = await group(...sent)
    expect(second.map(gist)).toEqual(first.map(gist))
    expect(second.every((a) => a.kind === 'accepted' && a.repeated)).toBe(true)
    expect(await entriesOf('g3-b')).toHaveLength(1)
  })
  it('are one deed when the same group comes many times at once', async () => {
    const sent = [note('g4-a', 'a'), note('g4-b', 'b')] as const
    const answers = await Promise.all(Array.from({ length: 20 }, () => group(...sent)))
    expect(answers.flat().every((a) => a.kind === 'accepted')).toBe(true)
    expect(await entriesOf('g4-a')).toHaveLength(1)
    expect(await entriesOf('g4-b')).toHaveLength(1)
  })
  it('are refused when a member reuses an id, wherever it stands', async () => {
    await group(note('g5-a', 'a'), note('g5-b', 'b'))
    const before = await trailOf(world.database)
    for (const sent of [
      [note('g5-a', 'a'), note('g5-b', 'other'), note('g5-c', 'c')],
      [note('g5-b', 'other'), note('g5-c', 'c'), note('g5-a', 'a')],
    ]) {
      const answers = await group(...sent)
      expect(
        answers.filter((a) => a.kind === 'refused' && a.refusal.kind === 'REQUEST_REUSED'),
      ).toHaveLength(1)
    }
    const written = (await trailOf(world.database)).slice(before.length)
    expect(written.map((e) => [e.refusal, e.request])).toEqual([
      ['REQUEST_REUSED', null],
      ['REQUEST_REUSED', null],
    ])
  })
  it('are refused for a reused id also where an earlier member would now be refused', async () => {
    const version =
      (await trailOf(world.database)).findLast((e) => e.process === gate && e.version)?.version ?? 0
    const once = { ...note('g6-a', 'a'), expectedVersion: version }
    await group(once, note('g6-b', 'b'))
    const answers = await group(once, note('g6-b', 'other'))
    expect(answers[1]).toMatchObject({ kind: 'refused', refusal: { kind: 'REQUEST_REUSED' } })
  })
  it('may not hold the same id twice', async () => {
    const before = await trailOf(world.database)
    const answers = await group(note('g7', 'a'), note('g7', 'a'))
    expect(answers.map((a) => a.kind === 'refused' && a.refusal.kind)).toContain('MALFORMED')
    expect(await trailOf(world.database)).toHaveLength(before.length)
    expect(await send(note('g7', 'a'))).toMatchObject({ kind: 'accepted', repeated: false })
  })
  it('leave nothing when a member is malformed', async () => {
    const before = await trailOf(world.database)
    const answers = await group(note('g8-a', 'a'), { ...note('g8-b', 'b'), payload: {} })
    expect(answers.map((a) => a.kind === 'refused' && a.refusal.kind)).toEqual([
      'NOT_NOW',
      'MALFORMED',
    ])
    expect(await trailOf(world.database)).toHaveLength(before.length)
  })
})
