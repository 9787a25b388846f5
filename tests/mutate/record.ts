// Listens to every judgement while the journeys run, and when a file of them has ended judges the same
// asks again by each mutant. A mutant is noticed by a test where an ask of that test is judged otherwise:
// the deed is then accepted where it must be refused, refused for another reason, or leads elsewhere.

import { appendFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, vi } from 'vitest'
import type { Ask, Judgement, Standing } from '../../engine/core/judge.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import { mutantsOf } from './mutants.ts'
import type { Mutant } from './mutants.ts'
import type { Noticed } from './noticed.ts'

type Judge = (standing: Standing, ask: Ask) => Judgement
interface Judged {
  readonly standing: Standing
  readonly ask: Ask
  readonly test: string
}

/** What a deed of a person, the clock or the courier came to, as a test can see it. */
const outcome = (judged: Judgement): string =>
  judged.ok
    ? `accepted into ${judged.position.paths.join()}`
    : `${judged.refusal.kind} ${judged.refusal.rule ?? ''}`
const known = (judged: Judgement): string => (judged.ok ? JSON.stringify(judged.after.context) : '')

/** How plainly a mutant shows in one ask; 0: not at all. */
function strengthOf({ rule }: Mutant, before: Judgement, after: Judgement): number {
  if (outcome(before) === outcome(after)) return known(before) === known(after) ? 0 : 1
  return !before.ok && before.refusal.rule === rule ? 3 : 2
}

/** One mutant in the code instead: then the tests are what judges. */
const one = process.env['XIAOBAO_MUTANT']
const heard: Judged[] = []
let judge: Judge | undefined

vi.mock(import('../../engine/core/judge.ts'), async (original) => {
  const real = await original()
  judge = real.judge
  return {
    ...real,
    judge: (standing: Standing, ask: Ask) => {
      const test = expect.getState().currentTestName
      if (test !== undefined && one === undefined) heard.push({ standing, ask, test })
      return real.judge(standing, ask)
    },
  }
})

type ByEvent = ReadonlyMap<string, readonly Mutant[]>
const made = new Map<Mechanism, ByEvent>()
/** Mutants by the event in whose judgement they play a part. */
function mutantsIn(mechanism: Mechanism): ByEvent {
  const found = made.get(mechanism)
  if (found) return found
  const byEvent = new Map<string, Mutant[]>()
  for (const mutant of mutantsOf(mechanism))
    for (const event of mutant.events) byEvent.set(event, [...(byEvent.get(event) ?? []), mutant])
  made.set(mechanism, byEvent)
  return byEvent
}

if (one !== undefined)
  beforeAll(async () => {
    const { MECHANISMS } = await import('../../engine/mechanisms/index.ts')
    const mutant = MECHANISMS.flatMap(mutantsOf).find(({ id }) => id === one)
    if (!mutant) throw new Error(`there is no mutant ${one}`)
    mutant.apply()
  })

afterAll(() => {
  if (one !== undefined) return
  const again = judge
  if (!again) return
  const noticed = new Map<string, Noticed>()
  for (const { standing, ask, test } of heard) {
    const mutants = mutantsIn(standing.mechanism).get(ask.event) ?? []
    const open = mutants.filter(({ id }) => (noticed.get(id)?.strength ?? 0) < 3)
    if (open.length === 0) continue
    const before = again(standing, ask)
    for (const mutant of open) {
      const restore = mutant.apply()
      const after = again(standing, ask)
      restore()
      const strength = strengthOf(mutant, before, after)
      if (strength > (noticed.get(mutant.id)?.strength ?? 0))
        noticed.set(mutant.id, {
          mutant: mutant.id,
          test,
          was: outcome(before),
          is: outcome(after),
          strength: strength as Noticed['strength'],
        })
    }
  }
  const file = path.relative(process.cwd(), expect.getState().testPath ?? '')
  const lines = [...noticed.values()].map((one) => `${JSON.stringify({ ...one, file })}\n`)
  appendFileSync(process.env['XIAOBAO_MUTANTS'] ?? '', lines.join(''))
})
