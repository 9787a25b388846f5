// Who answers for an act: history and interest of either bar both, and what is one person's own is not another's.

import { describe, expect, it } from 'vitest'
import { answeringFor, brokenFor } from '../../engine/core/answering.ts'
import type { Holding } from '../../engine/core/answering.ts'
import type { AnyAsked } from '../../engine/core/mechanism.ts'
import type { Instant, Participants } from '../../engine/core/values.ts'

const at = '2026-03-02T01:00:00.000Z' as Instant
const ask = (
  person: string,
  more: { onBehalfOf?: string; participants?: Participants; interests?: readonly string[] },
): AnyAsked => ({
  type: 'decide',
  payload: {},
  at,
  effective: { at },
  on: undefined,
  by: {
    person,
    body: 'seniorManagement',
    ...(more.onBehalfOf === undefined ? {} : { onBehalfOf: more.onBehalfOf }),
  },
  participants: more.participants ?? {},
  process: 'p',
  entry: 'e',
  facts: { interests: more.interests ?? [] },
})
/** Nobody decides what he submitted. */
const notSubmitter: Holding = {
  holds: ({ event }) => !event.participants.submitter?.includes(event.by.person ?? ''),
}
/** Nobody decides who has an interest; a rule that takes no fact for an interest. */
const noInterest: Holding = {
  holds: ({ event }) => (event.facts['interests'] as readonly string[] | null)?.length === 0,
}
/** The one who proposed it, as the case remembers him. */
const notProposer: Holding = { holds: ({ context, event }) => context['by'] !== event.by.person }
const isHandler: Holding = { holds: ({ context, event }) => context['handler'] === event.by.person }
const NONE = () => ({ interests: [] })

describe('on behalf of another', () => {
  it('what either submitted bars both', () => {
    for (const submitter of ['delegate', 'delegator']) {
      const asked = ask('delegate', {
        onBehalfOf: 'delegator',
        participants: { submitter: [submitter] },
      })
      const broken = brokenFor(notSubmitter, {}, answeringFor(asked, NONE))
      expect([submitter, broken]).toEqual([submitter, submitter === 'delegate' ? 'asked' : 'other'])
    }
  })
  it('the interest of either bars both, and of neither bars nobody', () => {
    const judged = (own: readonly string[], theirs: readonly string[]) =>
      brokenFor(
        noInterest,
        {},
        answeringFor(ask('delegate', { onBehalfOf: 'delegator', interests: own }), () => ({
          interests: theirs,
        })),
      )
    expect([judged([], []), judged(['a'], []), judged([], ['a']), judged(['a'], ['a'])]).toEqual([
      undefined,
      'asked',
      'other',
      'asked',
    ])
  })
  it('what is the case of one named person is not done by another', () => {
    const asked = ask('delegate', { onBehalfOf: 'delegator' })
    const judged = (handler: string) => brokenFor(isHandler, { handler }, answeringFor(asked, NONE))
    expect([judged('delegate'), judged('delegator')]).toEqual([undefined, 'asked'])
  })
})

it('whoever acted for another in a case is bound by it afterwards, either way', () => {
  const participants = { delegate: ['a', 'x'], delegator: ['b', 'y'] }
  const judged = (person: string, by: string) =>
    brokenFor(notProposer, { by }, answeringFor(ask(person, { participants }), NONE))
  expect([judged('a', 'b'), judged('b', 'a'), judged('y', 'x')]).toEqual([
    'other',
    'other',
    'other',
  ])
  expect([judged('a', 'a'), judged('a', 'x'), judged('z', 'a')]).toEqual([
    'asked',
    undefined,
    undefined,
  ])
})
