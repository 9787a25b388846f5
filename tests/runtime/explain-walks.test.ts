// Whatever happens on a walk through any mechanism: why each entry was decided as it was follows from what
// it recorded, and is what was decided then.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import type { Leaf } from '../../engine/core/trail.ts'
import { text } from '../../policies/law.ts'
import type { ProcessState } from '../../engine/core/process.ts'
import type { Explanation } from '../../engine/core/explanation.ts'
import { explainedAll } from '../support/explain-memory.ts'
import { inOneHouse, variedOf } from '../support/walk-all.ts'
import { chartMap } from '../support/walk-chart.ts'
import { CANARY, memoryGround } from '../support/walk-ground.ts'
import type { Ground, Written } from '../support/walk-ground.ts'
import { attempt } from '../support/explain-attempts.ts'
import { chooser, nothingSeen } from '../support/walk-seen.ts'
import type { Walk } from '../support/walk-oracle.ts'
import { walkOnce } from '../support/walk.ts'

const SEED = 20260306
const STEPS = 8

let ground: Ground
let explained: readonly Explanation[]

beforeAll(async () => {
  ground = await memoryGround()
  for (const mechanism of inOneHouse(MECHANISMS)) {
    // The real neighbours are there; what is tried beside the walk is kept.
    const varied = {
      ...variedOf(mechanism),
      meanwhile: (_ground: Ground, state: ProcessState) => attempt(walk, state),
    }
    const walk: Walk = {
      ground,
      mechanism,
      varied,
      opened: [],
      seen: nothingSeen(),
      choose: chooser(SEED),
      way: [],
    }
    await walkOnce({ walk, map: chartMap(mechanism), steps: STEPS, lookers: 0, pauseMs: 60_000 })
  }
  explained = explainedAll(ground.written, { mechanisms: MECHANISMS })
}, 240_000)
afterAll(() => ground?.close())

describe('the explanation of every entry of walks through all mechanisms', () => {
  it('follows from what the entry recorded, and is what was decided', () => {
    const bad = explained.flatMap(({ differs, sameTexts }, n) => {
      const { leaf } = ground.written[n] as Written
      return differs.length === 0 && sameTexts ? [] : [{ differs, sameTexts, leaf }]
    })
    expect(bad).toEqual([])
    expect(explained).toHaveLength(ground.written.length)
    const kinds = new Set(ground.written.map(({ leaf }) => leaf.refusal?.kind ?? leaf.kind))
    for (const kind of ['accepted', 'clock', 'reaction', 'NOT_FOUND', 'STALE', 'NOT_NOW'])
      expect([...kinds]).toContain(kind)
    for (const kind of ['NOT_YOUR_DUTY', 'SEPARATION']) expect([...kinds]).toContain(kind)
  })

  it('tells by which duty it was accepted, or the one thing that refused and what would have to change', () => {
    for (const [n, { accepted, duties, checks }] of explained.entries()) {
      const { leaf } = ground.written[n] as Written
      const decisive = checks.filter((c) => c.decisive)
      const held = duties.filter((d) => d.held)
      const at = { entry: n, event: leaf.event.type, refusal: leaf.refusal?.rule }
      expect({ ...at, decisive: decisive.length }).toEqual({ ...at, decisive: accepted ? 0 : 1 })
      if (accepted)
        expect({ ...at, held: held.map((d) => d.duty.id) }).toEqual({
          ...at,
          held: [leaf.decision?.duty],
        })
      for (const { says, change, held: fits } of checks) {
        expect(says.zh).toMatch(/\p{Script=Han}/u)
        if (!fits) expect(change?.zh).toMatch(/\p{Script=Han}/u)
      }
      for (const d of duties) if (!d.held) expect(d.why?.en).toBeTruthy()
      expect(checks.at(-1)?.decisive ?? false).toBe(!accepted)
    }
  })

  it('shows no personal value', () => {
    expect(JSON.stringify(explained)).not.toContain(CANARY)
  })
})

/** What somebody may write over an entry, and the member in which that shows. */
const forgeries: Readonly<Record<string, (leaf: Leaf) => Leaf | undefined>> = {
  decision: (leaf) =>
    leaf.decision && { ...leaf, decision: { ...leaf.decision, duty: 'board.read' } },
  to: (leaf) => (leaf.to ? { ...leaf, to: { case: 'elsewhere' } } : undefined),
  context: (leaf) => leaf.context && { ...leaf, context: { ...leaf.context, to: '0' } },
  refusal: (leaf) =>
    leaf.refusal && { ...leaf, refusal: { ...leaf.refusal, message: text('否', 'no') } },
  actor: (leaf) => {
    const { seat } = leaf.actor
    return seat === undefined ? undefined : { ...leaf, actor: { ...leaf.actor, seat: leaf.id } }
  },
}

it('an entry that somebody has written over does not agree, and the member is named', () => {
  const members = Object.keys(forgeries)
  const named: (string | undefined)[] = []
  const forged = ground.written.map((w, n) => {
    const turned = [...members.slice(n % members.length), ...members]
    const member = turned.find((m) => forgeries[m]?.(w.leaf))
    named.push(member)
    return {
      ...w,
      leaf: (member === undefined ? undefined : forgeries[member]?.(w.leaf)) ?? w.leaf,
    }
  })
  const told = explainedAll(forged, { mechanisms: MECHANISMS, history: ground.written })
  const agreed = told.filter(({ differs }, n) => !differs.includes(named[n] ?? ''))
  expect(agreed).toEqual([])
  expect(new Set(named)).toEqual(new Set(members))
})
