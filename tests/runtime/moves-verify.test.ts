// A move between editions is a line of the trail like any other: whoever tampers with it is found out.

import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ProcessState } from '../../engine/core/process.ts'
import { reportLine } from '../../engine/runtime/verify/difference.ts'
import { underAttack } from '../support/attack.ts'
import type { Attacker, Forged } from '../support/attack.ts'
import { checkTrail, trailOf } from '../support/checkTrail.ts'
import { SECOND, THIRD } from '../support/edition-mechanism.ts'
import { EVERY_EDITION, accepted, openEditions } from '../support/edition-world.ts'
import type { World } from '../support/world.ts'

let world: World
let plain: ProcessState
beforeAll(async () => {
  const opened = await openEditions({ at: '2026-05-29T01:00:00.000Z' })
  world = opened.world
  plain = await opened.filed()
  const checked = { process: plain.id, payload: { desk: 'one' } }
  await accepted(opened.send('protection-1', 'check', checked))
  world.at('2026-06-01T01:00:00.000Z')
  await accepted(opened.move(plain.id, SECOND))
  await checkTrail(world.pool, { mechanisms: EVERY_EDITION })
})
afterAll(() => world.close())

const attacked = (attack: (a: Attacker) => Promise<void>) =>
  underAttack(world.database, attack, (pool) => trailOf(pool, { mechanisms: EVERY_EDITION }))
const moveEntry = (a: Attacker) =>
  a.one<{ id: string; position: string }>(
    `select id, position from entry where kind = 'moved' order by position limit 1`,
  )
const forgeries: readonly [string, (leaf: Forged) => void, RegExp][] = [
  ['the edition before', (l) => ((l['was'] as Forged)['revision'] = 1), /edition before the move/],
  ['the state after', (l) => (l['to'] = { case: 'closed' }), /state after/],
  ['the state before', (l) => (l['from'] = { case: 'closed' }), /state before/],
  [
    'the context after',
    (l) => ((l['context'] as Forged)['to'] = '0'.repeat(64)),
    /hash of the context after/,
  ],
  ['its timers', (l) => delete l['timers'], /timers armed/],
  ['the duty', (l) => ((l['decision'] as Forged)['duty'] = 'board.approvePlan'), /duty/],
  ['the edition after', (l) => ((l['process'] as Forged)['edition'] = THIRD), /unknown/],
  ['its kind', (l) => (l['kind'] = 'accepted'), /was/],
]
it.each(forgeries)('names a move of which %s was tampered with', async (_what, forge, says) => {
  let position = 0
  const report = await attacked(async (a) => {
    const entry = await moveEntry(a)
    position = Number(entry.position)
    await a.rewrite(entry.id, forge)
  })
  const lines = report.differences.filter((d) => d.position === position).map(reportLine)
  expect(lines.join('\n')).toMatch(says)
})
it('names a process whose edition was changed without a move', async () => {
  const report = await attacked((a) =>
    a.change(`update process set edition = $2 where id = $1`, plain.id, THIRD),
  )
  expect(report.differences.map(reportLine).join('\n')).toMatch(/edition of the process/)
})
it('names an entry that claims another edition than its process stands under', async () => {
  const report = await attacked(async (a) => {
    const { id } = await a.one<{ id: string }>(
      `select id from entry where process = $1 and event = 'check'`,
      plain.id,
    )
    await a.rewrite(id, (leaf) => ((leaf['process'] as Forged)['revision'] = 1))
  })
  expect(report.differences.map(reportLine).join('\n')).toMatch(/version or identity/)
})
