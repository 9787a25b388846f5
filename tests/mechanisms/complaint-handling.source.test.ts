// M07: complaints that an earlier register records, without anything invented.

import { describe, expect, test } from 'vitest'
import { at, clocksOf, idOf, lastDay, leaf, refusal, walk } from '../support/complaint-handling.ts'
import {
  about,
  day,
  remedies,
  reasons,
  by,
  source,
  transcribed,
} from '../support/complaint-cases.ts'

describe('an earlier register', () => {
  test('closed in time, with an explanation', () => {
    const done = walk(transcribed, ...source.answered('none', 'inTime'), source.closed)
    expect(leaf(done)).toBe('archived')
    expect(done.context).toMatchObject({
      attested: 'inTime',
      closed: 'asRecorded',
      receivedOn: '2013-07-30',
      inconsistent: false,
      basis: 'voluntary',
      told: { on: null, means: null, proof: null },
    })
    expect(clocksOf(done)).toEqual([])
    expect(done.context.work.breaches).toEqual([])
  })
  test('with monetary relief whose amount is not stated', () => {
    const done = walk(
      transcribed,
      ...source.answered('monetary', 'inTime'),
      source.performed,
      source.closed,
    )
    expect(done.context.owed).toEqual({
      kind: 'monetary',
      amount: null,
      by: null,
      performed: true,
      performedOn: null,
    })
    expect(at(done, 'remedy')).toBe('performed')
  })
  test('answered late', () => {
    const late = walk(transcribed, ...source.answered('none', 'late'))
    expect(late.context.attested).toBe('late')
    expect(late.context.work.breaches).toMatchObject([{ clock: 'K01', attested: true, on: null }])
    expect(at(late, 'clock')).toBe('stopped')
    expect(clocksOf(late)).toEqual([])
  })
  test('late with no answer at all: none is invented, and the case stays open', () => {
    const silent = walk(transcribed, source.unanswered)
    expect(leaf(silent)).toBe('handling.transcribed')
    expect(at(silent, 'clock')).toBe('expired')
    expect(silent.context).toMatchObject({ decision: null, told: null, attested: 'late' })
    expect(clocksOf(silent)).toEqual([])
  })
  test('in progress: the clock is real, and whoever takes it up goes the whole way', () => {
    expect(lastDay(transcribed, 'K01')).toBe('2013-08-14')
    expect(clocksOf(transcribed)).toEqual(['K01'])
    const taken = walk(transcribed, by('cp1', 'assign', { handler: idOf('cp2') }), [
      'cp2',
      'startHandling',
    ])
    const done = walk(
      taken,
      ['cp2', 'recordContact'],
      ['cp2', 'clarifyFacts'],
      ['lc1', 'agreeLegally'],
    )
    const bare = { about, outcome: 'notStated', relief: { kind: 'none' }, remedies: [] }
    expect(refusal(done, 'cp1', 'decide', bare, { attested: true })).toBe('outcomeStated')
    expect(refusal(done, 'cp1', 'tell', {}, { attested: true })).toBe('state')
    const whole = { about, outcome: 'upheld', relief: { kind: 'none' }, remedies, ...reasons }
    expect(refusal(done, 'cp1', 'decide', whole)).toBeUndefined()
  })
  test('disputed: back to handling, by a period whose start nobody stated', () => {
    const again = walk(transcribed, ...source.answered('none', 'inTime'), source.disputed)
    expect(leaf(again)).toBe('handling.transcribed')
    expect(at(again, 'clock')).toBe('d15')
    expect(clocksOf(again)).toEqual([])
    expect(again.context).toMatchObject({ restarts: 1, startedOn: null, earlierDecisions: 1 })
  })
  test('forwarded before it was made: taken as stated and flagged', () => {
    const odd = walk(
      undefined,
      by(
        'cp1',
        'register',
        {
          channel: 'forwarded',
          forwardedBy: 'nfra',
          madeOn: '2013-07-31',
          matter: 'm',
          complainant: about,
        },
        { attested: true, ...day('2013-07-30') },
      ),
    )
    expect(odd.context).toMatchObject({ inconsistent: true, receivedOn: '2013-07-30' })
  })
})
