// What an edition says of moving is not believed where it leads to nowhere.

import { expect, it } from 'vitest'
import { editionsOf } from '../../engine/core/editions.ts'
import type { Edition, Mechanism } from '../../engine/core/mechanism.ts'
import { moved } from '../../engine/core/move.ts'
import type { ProcessState } from '../../engine/core/process.ts'
import { chartHash } from '../../engine/core/trail.ts'
import { first, second } from '../support/edition-mechanism.ts'
import { instant, shanghai } from '../support/days.ts'

const now = instant('2026-06-01T01:00:00.000Z')
const context = {
  product: 'product:a',
  weight: null,
  contested: false,
  checks: 0,
  late: false,
  desk: null,
}
const before: ProcessState = {
  id: '0198c0de-0000-7000-8000-0000000000c1',
  mechanism: first.id,
  chart: 'main',
  edition: first.edition.from,
  revision: 1,
  hash: chartHash(first.charts['main'] as never, 1),
  version: 1,
  value: { case: 'checking' },
  context,
  paths: ['case', 'case.checking'],
  phase: 'before',
  final: false,
  title: { zh: '案', en: 'Case' },
  subjects: ['product:a'],
  participants: {},
  basis: 'statute',
  openedAt: now,
  lastEffectiveAt: now,
  timers: [],
  held: {},
  late: [],
}
const by = (move: Edition['move']) => {
  const { move: _, ...edition } = second.edition
  const to: Mechanism = { ...second, edition: { ...edition, ...(move ? { move } : {}) } }
  const editions = editionsOf([first, to])
  return moved({ editions, before, to, now, calendar: shanghai, policy: () => undefined })
}
const { desk: _desk, ...there } = { ...context, channel: null }
const at = (state: string) => () => ({ value: { case: state }, context: there })

it('moves to the state and the context that the edition says', () => {
  expect(by(at('examining'))).toMatchObject({
    moves: true,
    next: { state: { version: 2, edition: '2026-06-01', paths: ['case', 'case.examining'] } },
  })
})
it.each<[what: string, move: Edition['move'], says: RegExp]>([
  ['nothing about moving', undefined, /does not say how a running process moves/],
  ['a state that it does not have', at('checking'), /the state is not one of its chart/],
  [
    'a region too few',
    () => ({ value: 'examining', context: there }),
    /the state is not one of its chart/,
  ],
  ['the end of the case', at('closed'), /no case ends by being moved/],
  [
    'a context of the earlier form',
    (_, c) => ({ value: { case: 'examining' }, context: c }),
    /the context has not the form/,
  ],
  [
    'a context that lacks something',
    () => ({ value: { case: 'examining' }, context: {} }),
    /the context has not the form/,
  ],
  ['that somebody must decide', () => ({ needs: { zh: '待定', en: 'open' } }), /^open$/],
])('does not move by %s', (_what, move, says) => {
  const verdict = by(move)
  expect(verdict.moves ? '' : verdict.needs.en).toMatch(says)
})
it('does not move from an edition that is not kept', () => {
  const editions = editionsOf([second])
  const move = { editions, before, to: second, now, calendar: shanghai, policy: () => undefined }
  const verdict = moved(move)
  expect(verdict.moves ? '' : verdict.needs.en).toMatch(/is not kept/)
})
