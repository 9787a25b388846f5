// Running cases when the law changes: which text a case opens under, stays under and moves to.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../engine/core/command.ts'
import type { ProcessState } from '../../engine/core/process.ts'
import { institution } from '../../engine/mechanisms/institution/index.ts'
import { checkCharts } from '../../engine/runtime/editions.ts'
import { checkTrail } from '../support/checkTrail.ts'
import {
  CASES,
  FIRST,
  SECOND,
  THIRD,
  corrected,
  first,
  second,
  third,
} from '../support/edition-mechanism.ts'
import {
  EVERY_EDITION,
  accepted,
  dueOf,
  leafOf,
  openEditions,
  refused,
  rowsOf,
} from '../support/edition-world.ts'
import { GOVERNANCE, INSTITUTION, createWorld } from '../support/world.ts'
import type { Sent, World } from '../support/world.ts'

let world: World
let send: (as: string, event: string, more?: Partial<Sent>) => Promise<Answer>
let filed: (payload?: object) => Promise<ProcessState>
let move: Awaited<ReturnType<typeof openEditions>>['move']
beforeAll(async () => {
  ;({ world, send, filed, move } = await openEditions({ at: '2026-03-02T01:00:00.000Z' }))
})
afterAll(() => world.close())
const check = () => checkTrail(world.pool, { mechanisms: EVERY_EDITION })

/** Opened in March under the first edition, one of them checked, one of them contested. */
let plain: ProcessState
let contested: ProcessState
let slow: ProcessState
/** Opened by somebody who comes to senior management later. */
let ofLoans: ProcessState

describe('until the day of a newer edition', () => {
  it('a case opens under the newest revision of the edition in force', async () => {
    plain = await filed()
    expect(plain).toMatchObject({ edition: FIRST, revision: 2, paths: ['case', 'case.checking'] })
    expect(dueOf(plain, 'answer')).toBe('2026-03-16T16:00:00.000Z')
  })
  it('a case takes what its edition takes, and names the edition where it does not', async () => {
    await accepted(send('protection-1', 'check', { process: plain.id, payload: { desk: 'one' } }))
    const newer = { process: plain.id, payload: { weight: 'light' } }
    expect(await refused(send('protection-1', 'check', newer))).toMatchObject({
      kind: 'NOT_NOW',
      rule: 'edition',
      field: ['desk'],
      possible: ['check', 'contest', 'close'],
      message: { en: expect.stringContaining('T03 2026-01-01 revision 2') as string },
    })
    expect(await refused(send('loans-1', 'withdraw', { process: plain.id }))).toMatchObject({
      kind: 'NOT_NOW',
      rule: 'edition',
    })
    const nothing = { process: plain.id, payload: { weight: 'featherweight' } }
    expect(await refused(send('protection-1', 'check', nothing))).toMatchObject({
      kind: 'MALFORMED',
    })
  })
  it('nobody moves to an edition before its day', async () => {
    expect(await refused(move(plain.id, SECOND))).toMatchObject({
      kind: 'NOT_NOW',
      rule: 'edition',
      message: { en: 'T03 2026-06-01 revision 1 is not yet in force' },
    })
  })
  it('what a person says about persons is sealed once, whichever edition takes it', async () => {
    const words = '私密的话 a private word'
    contested = await filed({ words })
    const kept = await rowsOf<{ entry: string }>(
      world,
      `select v.entry from entry_private v join entry e on e.id = v.entry
        where e.process = $1 and v.path = 'payload.words'`,
      contested.id,
    )
    expect(kept).toHaveLength(1)
    const [entry = ''] = kept.map((row) => row.entry)
    const shown = await world.engine.privates(INSTITUTION, [entry])
    expect(shown.get(entry)).toEqual([{ path: 'payload.words', value: words }])
    await accepted(send('protection-1', 'contest', { process: contested.id }))
    await accepted(send('protection-1', 'check', { process: contested.id, payload: { desk: 'x' } }))
    await check()
  })
  it('a mechanism whose only edition lies ahead opens nothing', async () => {
    const own = await createWorld({ mechanisms: [institution, second] })
    try {
      const [product, channel] = ['product:early', 'branch']
      const payload = { product, channel }
      const answer = await own.send('loans-1', { mechanism: CASES, event: 'file', payload })
      expect(answer).toMatchObject({
        kind: 'refused',
        refusal: { kind: 'NOT_NOW', rule: 'edition' },
      })
      own.at('2026-05-31T16:00:00.000Z')
      const onTheDay = await own.send('loans-1', { mechanism: CASES, event: 'file', payload })
      expect(onTheDay).toMatchObject({ kind: 'accepted', process: { edition: SECOND } })
    } finally {
      await own.close()
    }
  })
})

describe('from the day of a newer edition', () => {
  beforeAll(async () => {
    // The last instant of May in Shanghai still belongs to the first edition.
    world.at('2026-05-31T15:59:59.999Z')
    slow = await filed()
    ofLoans = await accepted(
      send('loans-2', 'file', { payload: { product: 'product:of-loans-2' } }),
    )
    world.at('2026-05-31T16:00:00.000Z')
  })
  it('a case opens under it, as the day begins where the institution is', async () => {
    expect(slow).toMatchObject({ edition: FIRST, revision: 2 })
    const payload = { product: 'product:june' }
    expect(await refused(send('loans-1', 'file', { payload }))).toMatchObject({
      kind: 'NOT_NOW',
      rule: 'edition',
      field: ['channel'],
    })
    const opened = await filed({ channel: 'branch' })
    expect(opened).toMatchObject({
      edition: SECOND,
      revision: 1,
      paths: ['case', 'case.examining'],
    })
    expect(dueOf(opened, 'answer')).toBe('2026-06-08T16:00:00.000Z')
  })
  it('a case goes on under the edition that it began with: events, rules and clocks', async () => {
    const payload = { desk: 'two' }
    const after = await accepted(send('protection-1', 'check', { process: slow.id, payload }))
    // One check is enough by the first edition; the second asks for two.
    expect(after).toMatchObject({ edition: FIRST, context: { checks: 1, desk: 'two' } })
    expect(dueOf(after, 'answer')).toBe('2026-06-12T16:00:00.000Z')
    const viewer = await world.engine.viewer({
      institution: INSTITUTION,
      person: world.person('protection-1'),
    })
    const views = await world.engine.view(viewer, [slow.id])
    expect(views.get(slow.id)?.offers.map((o) => [o.event, o.allowed])).toEqual([
      ['check', true],
      ['contest', true],
      ['close', true],
    ])
    expect(views.get(slow.id)?.clocks.map((c) => c.clock)).toEqual(['answer', 'reminder'])
  })
  it('its clocks strike by its own text', async () => {
    world.at('2026-06-15T01:00:00.000Z')
    await world.engine.clock.round()
    const viewer = await world.engine.viewer({
      institution: INSTITUTION,
      person: world.person('protection-1'),
    })
    const state = (await world.engine.view(viewer, [slow.id])).get(slow.id)?.state
    expect(state).toMatchObject({ late: ['answer'], context: { late: true } })
    await check()
  })
})

describe('a move', () => {
  it('is no matter for whoever has not the duty, nor for whoever has a part in the case', async () => {
    const asked = { process: plain.id, payload: { edition: SECOND, revision: 1 } }
    expect(await refused(send('protection-1', 'moveEdition', asked))).toMatchObject({
      kind: 'NOT_YOUR_DUTY',
      rule: 'seniorManagement.moveEdition',
      article: 'house:editions',
    })
    const opener = await world.engine.execute(INSTITUTION, [
      {
        asker: { system: 'courier' },
        via: 'engine',
        request: 'courier-moves',
        mechanism: CASES,
        event: 'moveEdition',
        ...asked,
      },
    ])
    expect(opener).toMatchObject([{ kind: 'refused', refusal: { kind: 'NOT_YOUR_DUTY' } }])
  })
  it('is not decided by whoever has a part in the case', async () => {
    const appoint = {
      person: world.person('loans-2'),
      body: 'seniorManagement',
      from: '2026-01-01',
    }
    const seat = { mechanism: 'G01', process: GOVERNANCE, event: 'appoint', payload: appoint }
    expect(await world.send('board-1', seat)).toMatchObject({ kind: 'accepted' })
    const another = await refused(
      send('loans-2', 'moveEdition', {
        process: ofLoans.id,
        payload: { edition: SECOND, revision: 1 },
      }),
    )
    expect(another).toMatchObject({ kind: 'SEPARATION', rule: 'moverTakesNoPart' })
  })
  it('goes to an edition that there is, and forward only', async () => {
    expect(await refused(move(plain.id, '2026-07-01'))).toMatchObject({ rule: 'edition' })
    expect(await refused(move(plain.id, FIRST, { revision: 2 }))).toMatchObject({
      kind: 'NOT_NOW',
      message: { en: expect.stringContaining('already') as string },
    })
    expect(await refused(move(plain.id, FIRST))).toMatchObject({ kind: 'NOT_NOW' })
  })
  it('takes a case over with its state, its context and its clocks, and records both editions', async () => {
    // Struck under the first edition: `answer` of the cases of March is late, and does not run again.
    const request = 'move-slow'
    const before = dueOf(slow, 'reminder')
    const answer = await send('management-1', 'moveEdition', {
      request,
      process: slow.id,
      payload: { edition: SECOND, revision: 1 },
    })
    expect(answer).toMatchObject({
      kind: 'accepted',
      process: {
        edition: SECOND,
        revision: 1,
        value: { case: 'examining' },
        context: { checks: 1, channel: null, late: true },
        late: ['answer'],
        held: { answer: { n: 10 } },
      },
    })
    if (answer.kind !== 'accepted') return
    expect(answer.process.context).not.toHaveProperty('desk')
    // The reminder goes on under its new name, from the same start and to the same end.
    expect(dueOf(answer.process, 'prompting')).toBe(before)
    const leaf = await leafOf(world, answer.entry.id)
    expect(leaf).toMatchObject({
      kind: 'moved',
      process: { edition: SECOND, revision: 1, hash: answer.process.hash, version: 4 },
      was: { edition: FIRST, revision: 2, hash: slow.hash },
      from: { case: 'checking' },
      to: { case: 'examining' },
      context: { from: expect.any(String) as string, to: expect.any(String) as string },
      decision: {
        duty: 'seniorManagement.moveEdition',
        article: 'house:editions',
        separation: ['moverTakesNoPart'],
      },
      timers: { armed: [{ clock: 'prompting' }], disarmed: [] },
    })
    // The same request again is answered, not done again.
    const again = await send('management-1', 'moveEdition', {
      request,
      process: slow.id,
      payload: { edition: SECOND, revision: 1 },
    })
    expect(again).toMatchObject({ kind: 'accepted', repeated: true, entry: answer.entry })
    // From here on it is a case of the second edition: one check is not enough any more.
    expect(await refused(send('protection-1', 'close', { process: slow.id }))).toMatchObject({
      rule: 'checkedTwice',
    })
    await accepted(
      send('protection-1', 'check', { process: slow.id, payload: { weight: 'grave' } }),
    )
    await accepted(send('protection-1', 'close', { process: slow.id }))
    expect(await refused(move(slow.id, THIRD))).toMatchObject({ rule: 'edition' })
    await check()
  })
  it('that needs a decision is refused with the reason, and done once it is given', async () => {
    expect(await refused(move(contested.id, SECOND))).toMatchObject({
      kind: 'NOT_NOW',
      rule: 'move',
      field: ['choice'],
      message: {
        en: expect.stringMatching(/to be decided.*keepChecks.*checkAnew/) as string,
        zh: expect.stringContaining('重新核对') as string,
      },
    })
    const moved = await accepted(move(contested.id, SECOND, { choice: 'checkAnew' }))
    expect(moved).toMatchObject({ edition: SECOND, context: { contested: true, checks: 0 } })
    await check()
  })
  it('never makes a case late that was in time', async () => {
    world.at('2026-06-30T01:00:00.000Z')
    const own = await createWorld({ mechanisms: EVERY_EDITION, at: '2026-05-29T01:00:00.000Z' })
    try {
      const payload = { product: 'product:hurried' }
      const answer = await own.send('loans-1', { mechanism: CASES, event: 'file', payload })
      if (answer.kind !== 'accepted') throw new Error('not opened')
      // Due on 12 June by ten working days, on 5 June by five.
      own.at('2026-06-08T01:00:00.000Z')
      const moving = {
        mechanism: CASES,
        event: 'moveEdition',
        process: answer.process.id,
        payload: { edition: SECOND, revision: 1 },
      }
      expect(await own.send('management-1', moving)).toMatchObject({
        kind: 'refused',
        refusal: {
          rule: 'move',
          message: { en: expect.stringContaining('late at once') as string },
        },
      })
      own.at('2026-06-01T01:00:00.000Z')
      const inTime = await own.send('management-1', moving)
      expect(inTime).toMatchObject({ kind: 'accepted' })
      if (inTime.kind === 'accepted')
        expect(dueOf(inTime.process, 'answer')).toBe('2026-06-05T16:00:00.000Z')
      await checkTrail(own.pool, { mechanisms: EVERY_EDITION })
    } finally {
      await own.close()
    }
  })
  it('passes through the editions that lie between', async () => {
    world.at('2027-01-04T01:00:00.000Z')
    const moved = await accepted(move(plain.id, THIRD))
    expect(moved).toMatchObject({
      edition: THIRD,
      value: { case: 'examining', watch: 'alarmed' },
      paths: ['case', 'case.examining', 'watch', 'watch.alarmed'],
    })
    await check()
  })
})

describe('a release', () => {
  it('does not start without an edition that is in use, and names it', async () => {
    await expect(checkCharts(world.pool, EVERY_EDITION)).resolves.toBeUndefined()
    await expect(checkCharts(world.pool, [institution, first, corrected, third])).rejects.toThrow(
      /T03 main, edition 2026-06-01 revision 1 .*: 2 open/,
    )
  })
  it('does not load two editions that cannot stand beside each other', () => {
    const own = (mechanisms: readonly object[]) => createWorld({ mechanisms: mechanisms as never })
    return expect(own([institution, first, { ...second, edition: first.edition }])).rejects.toThrow(
      /two editions have one day and one revision/,
    )
  })
})
