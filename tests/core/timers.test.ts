import { validate, version as uuidVersion } from 'uuid'
import { describe, expect, it } from 'vitest'
import { span } from '../../engine/core/clocks.ts'
import { type Arming, armed, clockStates } from '../../engine/core/timers.ts'
import {
  at,
  clocks,
  due,
  names,
  nothing,
  opening,
  OTHER,
  RECEIVED,
  timer,
  walk,
} from '../support/clocks.ts'
import { day, instant, on, shanghai } from '../support/days.ts'

describe('a state arms its clocks', () => {
  it('with everything a row says', () => {
    const [k01, acknowledge] = walk({}).timers
    expect(k01).toEqual({
      id: k01?.id,
      clock: 'K01',
      fires: 'expire',
      kind: 'deadline',
      startedAt: '2026-11-22T16:00:00.000Z',
      dueAt: '2026-12-08T16:00:00.000Z',
      n: 15,
      unit: 'day',
      since: 1,
      provisional: false,
      basis: '2020-3:18',
    })
    expect(acknowledge).toMatchObject({
      clock: 'acknowledge',
      dueAt: '2026-11-24T16:00:00.000Z',
      basis: 'house:complaint.acknowledge',
    })
  })

  it('and disarms them when it is left', () => {
    expect(walk({}, at('case', 'case.decided', 'clock', 'clock.stopped'))).toEqual(nothing)
  })

  it('by ancestors too', () => {
    expect(names(walk(at('case', 'case.verifying', 'case.verifying.identity')))).toEqual([
      'acknowledge',
    ])
  })

  it('unless a clock stands aside', () => {
    const aside = { context: { ...RECEIVED, acknowledged: true } }
    expect(names(walk(aside))).toEqual(['K01'])
    expect(names(walk({}, aside))).toEqual(['K01'])
  })

  it('and only retention once the case has ended', () => {
    const ended = at('case', 'case.archived', 'clock', 'clock.d15')
    const kept = walk({}, { ...ended, final: true, effective: on('2027-02-28') })
    expect(kept.timers).toMatchObject([
      {
        clock: 'retention',
        kind: 'retention',
        n: 3,
        unit: 'year',
        dueAt: '2030-02-28T16:00:00.000Z',
      },
    ])
    expect(kept.held).toEqual({})
  })

  it('not where the start is unknown', () => {
    for (const start of [undefined, { unknown: true }, { unknown: true, attested: 'late' }]) {
      const state = walk({ context: { receivedOn: start }, paths: ['clock.d15'] })
      expect(state).toEqual({ timers: [], held: { K01: {} }, read: [] })
    }
    const transcribed = { effective: { unknown: true } as const, ...at('case.received') }
    expect(walk(transcribed).timers).toEqual([])
    expect(walk(transcribed, { effective: on('2026-11-25') }).timers).toEqual([])
  })

  it('once the start becomes known', () => {
    const unknown = { context: {}, paths: ['clock.d15'] }
    expect(due(walk(unknown, { context: RECEIVED }), 'K01')).toBe('2026-12-08T16:00:00.000Z')
    expect(walk({}, unknown, { context: RECEIVED }).timers).toMatchObject([
      { clock: 'K01', dueAt: '2026-12-08T16:00:00.000Z', since: 3 },
    ])
  })
})

describe('a run', () => {
  it('goes on unchanged, as the same object', () => {
    const first = walk({})
    const second = armed({ ...opening, version: 2, effective: on('2026-11-30'), before: first })
    expect(second.timers).toHaveLength(2)
    second.timers.forEach((t, i) => expect(t).toBe(first.timers[i]))
    expect(second.read).toEqual([])
  })

  it('keeps its id when only what is said of it changes', () => {
    const unsure: Arming['calendar'] = {
      ...shanghai,
      isWorkday: (d) => ({ ...shanghai.isWorkday(d), covered: false }),
    }
    const before = timer(walk({ calendar: unsure }), 'acknowledge')
    const after = timer(walk({ calendar: unsure }, { calendar: shanghai }), 'acknowledge')
    expect(before?.provisional).toBe(true)
    expect(after).toEqual({ ...before, provisional: false })
  })

  it('takes what a new edition says of it', () => {
    const changed = [
      { fires: 'lapse' },
      { kind: 'validity' },
      { cite: 'pboc-2020-5:2' },
      { span: span(14, 'day') },
      { span: span(11, 'workday') },
      {
        span: span(14, 'day'),
        excluded: () => [{ from: day('2026-12-01'), to: day('2026-12-01') }],
      },
    ] as const
    for (const change of changed) {
      const edition = { clocks: { ...clocks, K01: { ...clocks.K01, ...change } } }
      const moved = timer(walk({}, edition), 'K01')
      const anew = timer(walk(edition), 'K01')
      expect({ ...moved, id: '', since: 0 }).toEqual({ ...anew, id: '', since: 0 })
    }
  })

  it('says in which unit it is counted, also where that moves nothing', () => {
    const edition = (unit: 'day' | 'workday') => ({
      clocks: { ...clocks, K01: { ...clocks.K01, span: span(1, unit) } },
    })
    const moved = timer(walk(edition('day'), edition('workday')), 'K01')
    expect(moved).toEqual({ ...timer(walk(edition('day')), 'K01'), unit: 'workday' })
  })

  it('goes on from one of its states to another', () => {
    const moved = walk({}, { ...at('case.verifying'), effective: on('2026-11-24') })
    expect(moved.timers).toMatchObject([{ clock: 'acknowledge', since: 1 }])
  })

  it('ends when its states are left, and another begins when they are entered again', () => {
    const again = walk({}, at('case.decided'), {
      paths: opening.paths,
      effective: on('2026-12-01'),
    })
    expect(timer(again, 'acknowledge')).toMatchObject({
      since: 3,
      startedAt: '2026-11-30T16:00:00.000Z',
      dueAt: '2026-12-02T16:00:00.000Z',
    })
    expect(timer(again, 'K01')).toMatchObject({ since: 3, dueAt: '2026-12-08T16:00:00.000Z' })
  })

  it('is extended from the same start: 15, 30, 60', () => {
    const d15 = walk({})
    const d30 = walk({}, at('clock.d30'))
    const d60 = walk({}, at('clock.d30'), at('clock.d60'))
    expect([due(d15, 'K01'), due(d30, 'K02'), due(d60, 'K03')]).toEqual([
      '2026-12-08T16:00:00.000Z',
      '2026-12-23T16:00:00.000Z',
      '2027-01-22T16:00:00.000Z',
    ])
    expect(names(d60)).toEqual(['K03'])
  })

  it('restarts from new facts, as a new run', () => {
    const restarted = walk({}, { context: { receivedOn: on('2026-12-01') } })
    expect(timer(restarted, 'K01')).toMatchObject({
      since: 2,
      startedAt: '2026-11-30T16:00:00.000Z',
      dueAt: '2026-12-16T16:00:00.000Z',
    })
  })

  it('of a later start on the same day is a new run with the same due date', () => {
    const starts = ['2026-11-23T02:00:00.000Z', '2026-11-23T03:00:00.000Z']
    const [early, late] = starts.map((i) => ({ context: { receivedOn: { at: instant(i) } } }))
    const restarted = timer(walk({ ...early }, { ...late }), 'K01')
    expect(restarted).toMatchObject({ since: 2, startedAt: starts[1] })
    expect(restarted?.dueAt).toBe(due(walk({ ...early }), 'K01'))
  })
})

describe('a pause', () => {
  const paused = at('case.received', 'clock.paused')
  const waited = { ...RECEIVED, excluded: [{ from: day('2026-11-26'), to: day('2026-11-28') }] }

  it('has no timer, and its days move the due date under a new id', () => {
    const resumed = { paths: opening.paths, context: waited }
    expect(names(walk({}, paused))).toEqual(['acknowledge'])
    const after = timer(walk({}, paused, resumed), 'K01')
    expect(after).toMatchObject({ since: 3, n: 15, dueAt: '2026-12-11T16:00:00.000Z' })
    expect(after?.id).not.toBe(timer(walk({}), 'K01')?.id)
  })

  it('that is only recorded moves the due date too', () => {
    const after = timer(walk({}, { context: waited }), 'K01')
    expect(after).toMatchObject({ since: 2, dueAt: '2026-12-11T16:00:00.000Z' })
  })

  it('is no beginning for a clock that did not run before it', () => {
    expect(walk({}, paused).held).toEqual({
      K01: { startedAt: '2026-11-22T16:00:00.000Z', n: 15, unit: 'day' },
    })
  })

  it('keeps the start and the policy of a clock that counts from entering', () => {
    const waiting = at('case.verifying', 'case.verifying.waiting')
    const resumed = walk(
      { policy: () => 2 },
      { ...waiting, effective: on('2026-11-24'), policy: () => 3 },
      { ...at('case.verifying'), effective: on('2026-11-30') },
    )
    expect(resumed.timers).toMatchObject([
      { clock: 'acknowledge', startedAt: '2026-11-22T16:00:00.000Z', n: 2, since: 3 },
    ])
    expect(resumed.read).toEqual([])
  })

  it('in which a state is entered leaves the start where it was entered', () => {
    const waiting = at('case.verifying', 'case.verifying.waiting')
    const resumed = walk(waiting, { ...at('case.verifying'), effective: on('2026-11-30') })
    expect(resumed.timers).toMatchObject([{ startedAt: '2026-11-22T16:00:00.000Z', since: 2 }])
    expect(resumed.read).toHaveLength(1)
  })
})

describe('house policy', () => {
  const set = (n: number | undefined) => ({ policy: () => n })

  it('gives the length within its bounds, and is a fact of the step that arms', () => {
    const read = (n: number | undefined) => {
      const state = walk(set(n))
      expect(timer(state, 'acknowledge')?.n).toBe(state.read[0]?.value)
      return state.read
    }
    const fact = { clock: 'acknowledge', policy: 'complaint.acknowledge' }
    expect(read(2)).toEqual([{ ...fact, value: 2, source: 'policy' }])
    expect(read(9)).toEqual([{ ...fact, value: 3, source: 'policy' }])
    expect(read(0)).toEqual([{ ...fact, value: 1, source: 'policy' }])
    expect(read(undefined)).toEqual([{ ...fact, value: 1, source: 'default' }])
  })

  it('asks for no other key', () => {
    const asked: string[] = []
    walk({ policy: (key) => void asked.push(key) })
    expect(asked).toEqual(['complaint.acknowledge'])
  })

  it('that changes does not move a running timer', () => {
    const before = walk(set(2))
    const after = walk(set(2), set(3))
    expect(timer(after, 'acknowledge')).toEqual(timer(before, 'acknowledge'))
    expect(after.read).toEqual([])
  })

  it('that changes gives the length of the next run', () => {
    const again = walk(set(2), at('case.decided'), { ...set(3), paths: opening.paths })
    expect(timer(again, 'acknowledge')?.n).toBe(3)
  })

  it('does not reach a clock of the law', () => {
    expect(timer(walk(set(2)), 'K01')?.n).toBe(15)
  })
})

describe('a promise', () => {
  const performing = at('case.performing')
  const promised = (promisedOn: string) => ({ context: { promisedOn } })

  it('is due after the agreed day', () => {
    expect(walk({ ...performing, ...promised('2026-12-10') }).timers).toMatchObject([
      { dueAt: '2026-12-10T16:00:00.000Z', n: 0, unit: 'day', basis: 'contract' },
    ])
    expect(walk({ ...performing, context: {} }).timers).toEqual([])
  })

  it('that is moved has a new timer from the same start', () => {
    const moved = walk({ ...performing, ...promised('2026-12-10') }, promised('2026-12-20'))
    expect(moved.timers).toMatchObject([
      { dueAt: '2026-12-20T16:00:00.000Z', since: 2, startedAt: '2026-11-22T16:00:00.000Z' },
    ])
  })

  it('that is given later still counts from when its state was entered', () => {
    const given = { ...promised('2026-12-10'), effective: on('2026-12-01') }
    expect(walk({ ...performing, context: {} }, given).timers).toMatchObject([
      { startedAt: '2026-11-22T16:00:00.000Z', dueAt: '2026-12-10T16:00:00.000Z', since: 2 },
    ])
  })

  it('once broken is broken again only by a later promise', () => {
    const broken = [{ ...performing, ...promised('2026-12-10') }, { fired: 'performance' }]
    expect(walk(...broken).timers).toEqual([])
    expect(walk(...broken, promised('2026-12-09')).timers).toEqual([])
    expect(walk(...broken, promised('2026-12-20')).timers).toMatchObject([
      { dueAt: '2026-12-20T16:00:00.000Z', since: 3 },
    ])
  })
})

describe('a clock that has fired', () => {
  const fired = { fired: 'K01' }

  it('is not armed again while its run goes on', () => {
    expect(names(walk({}, fired))).toEqual(['acknowledge'])
    expect(names(walk({}, fired, {}, {}))).toEqual(['acknowledge'])
    expect(walk({}, fired, {}).held).toEqual({
      K01: {
        startedAt: '2026-11-22T16:00:00.000Z',
        n: 15,
        unit: 'day',
        fired: '2026-12-08T16:00:00.000Z',
      },
    })
  })

  it('is not armed again by a pause that is recorded later, nor by passing through one', () => {
    const waited = { ...RECEIVED, excluded: [{ from: day('2026-11-26'), to: day('2026-11-28') }] }
    expect(names(walk({}, fired, { context: waited }))).toEqual(['acknowledge'])
    const through = walk({}, fired, at('clock.paused'), { paths: opening.paths, context: waited })
    expect(names(through)).toEqual(['acknowledge'])
    expect(names(walk({}, { ...fired, ...at('clock.paused') }, at('clock.d15')))).toEqual([])
  })

  it('is not armed again by a change of policy', () => {
    const again = walk({}, { fired: 'acknowledge' }, { policy: () => 3 })
    expect(names(again)).toEqual(['K01'])
    expect(again.read).toEqual([])
  })

  it('is armed again by a new start', () => {
    const again = walk({}, fired, { context: { receivedOn: on('2026-12-10') } })
    expect(timer(again, 'K01')).toMatchObject({ since: 3, dueAt: '2026-12-25T16:00:00.000Z' })
    expect(again.held).toEqual({})
    const atOnce = walk({}, { ...fired, context: { receivedOn: on('2026-12-10') } })
    expect(timer(atOnce, 'K01')).toMatchObject({ since: 2, dueAt: '2026-12-25T16:00:00.000Z' })
  })

  it('is armed again when its state is left and entered again', () => {
    const again = walk({}, fired, at('clock.stopped'), at('clock.d15'))
    expect(again.timers).toMatchObject([{ clock: 'K01', since: 4 }])
  })

  it('is armed again when its law was made longer, not when shorter', () => {
    const edition = (n: number) => ({
      clocks: { ...clocks, K01: { ...clocks.K01, span: span(n, 'day') } },
    })
    expect(due(walk({}, fired, edition(20)), 'K01')).toBe('2026-12-13T16:00:00.000Z')
    expect(due(walk({}, fired, edition(10)), 'K01')).toBeUndefined()
    const working = { clocks: { ...clocks, K01: { ...clocks.K01, span: span(15, 'workday') } } }
    expect(due(walk({}, fired, working), 'K01')).toBe('2026-12-14T16:00:00.000Z')
  })
})

describe('ids', () => {
  it('are UUIDv5 of process, clock and version', () => {
    const [k01, acknowledge] = walk({}).timers
    expect(k01?.id).toBe('bf9e18d7-5343-517a-bace-af31fe0480e5')
    expect(validate(k01?.id) && uuidVersion(k01?.id ?? '')).toBe(5)
    expect(acknowledge?.id).not.toBe(k01?.id)
    expect(walk({ process: OTHER }).timers[0]?.id).not.toBe(k01?.id)
  })
})

describe('for display, clocks', () => {
  const shown = (...steps: (Partial<Arming> & { late?: string[] })[]) => {
    const last = steps.reduce<Arming>((sum, step) => ({ ...sum, ...step }), opening)
    return clockStates(clocks, { late: [], ...last, ...walk(...steps) }).map(
      (s) => `${s.clock} ${s.state}`,
    )
  }

  it('run, stand still, are due or are unknown', () => {
    expect(shown({})).toEqual(['K01 RUNNING', 'acknowledge RUNNING'])
    expect(shown({}, at('clock.paused'))).toEqual(['K01 PAUSED'])
    expect(shown(at('case.verifying', 'case.verifying.waiting'))).toEqual(['acknowledge PAUSED'])
    expect(shown({}, { fired: 'K01' })).toEqual(['K01 DUE', 'acknowledge RUNNING'])
    expect(shown({ context: {} })).toEqual(['K01 UNKNOWN', 'acknowledge RUNNING'])
    expect(shown({ ...at('case.performing'), context: {} })).toEqual(['performance UNKNOWN'])
  })

  it('that do not run are left out', () => {
    expect(shown({}, at('clock.stopped'))).toEqual([])
    expect(shown({ context: { ...RECEIVED, acknowledged: true } })).toEqual(['K01 RUNNING'])
    expect(shown({}, { final: true })).toEqual([])
    // But for those that ran out.
    expect(shown({}, { final: true, late: ['K01'] })).toEqual(['K01 STOPPED'])
  })

  it('carry their timer while they run', () => {
    const state = walk({})
    expect(clockStates(clocks, { late: [], ...opening, ...state })[0]?.timer).toBe(state.timers[0])
  })
})
