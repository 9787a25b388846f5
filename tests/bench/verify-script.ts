// What happens in a trail: the commands of random walks through the mechanisms, recorded once, to be sent
// again for as many processes as a trail is to have.

import type { Command } from '../../engine/core/command.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import type { Instant, Uuid } from '../../engine/core/values.ts'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import { variedOf } from '../support/walk-all.ts'
import { chartMap } from '../support/walk-chart.ts'
import { memoryGround } from '../support/walk-ground.ts'
import type { Ground } from '../support/walk-ground.ts'
import type { Opened } from '../support/walk-payload.ts'
import { chooser, nothingSeen } from '../support/walk-seen.ts'
import { walkOnce } from '../support/walk.ts'

const SEED = 20261127
/** Most cases are short, few are long. */
const STEPS = [4, 8, 6, 14, 24]

/** One command of a walk with what came of it. */
export interface Step {
  readonly at: Instant
  readonly command: Command
  readonly entry: Uuid
  /** The process that it opened. */
  readonly opened?: Uuid
}
/** A walk from its beginning to its end, by who walked it. */
export interface Script {
  readonly mechanism: string
  readonly steps: readonly Step[]
}
export interface Recorded {
  readonly scripts: readonly Script[]
  /** Ids in the scripts that stand for persons and seats, by name. */
  readonly cast: ReadonlyMap<Uuid, string>
}

/** As which ids persons and seats are known on a ground: `person:loans-1`, `seat:loans-1:0`. */
export function castOf(
  viewers: Iterable<
    readonly [string, { readonly person: Uuid; readonly seats: readonly { readonly id: Uuid }[] }]
  >,
): Map<string, Uuid> {
  const cast = new Map<string, Uuid>()
  for (const [subject, { person, seats }] of viewers) {
    cast.set(`person:${subject}`, person)
    for (const [n, { id }] of seats.entries()) cast.set(`seat:${subject}:${String(n)}`, id)
  }
  return cast
}

/** Ground whose commands are noted as they are accepted; what is only tried is not. */
function listening(ground: Ground, heard: (step: Step) => void): Ground {
  let trying = false
  const own = Object.create(ground) as { -readonly [K in keyof Ground]: Ground[K] }
  own.try = async (work) => {
    trying = true
    try {
      return await ground.try(work)
    } finally {
      trying = false
    }
  }
  own.engine = Object.create(ground.engine) as Ground['engine']
  const execute: Ground['engine']['execute'] = async (institution, commands) => {
    const at = ground.now()
    const answers = await ground.engine.execute(institution, commands)
    const [command, ...others] = commands
    const [answer] = answers
    if (!trying && command && others.length === 0 && answer?.kind === 'accepted')
      heard({
        at,
        command,
        entry: answer.entry.id,
        ...(command.process === undefined ? { opened: answer.process.id } : {}),
      })
    return answers
  }
  Object.assign(own.engine, { execute })
  return own
}

async function walked(mechanism: Mechanism, walks: number, into: Script[]) {
  const varied = variedOf(mechanism)
  const steps: Step[] = []
  const listened = await memoryGround()
  const ground = listening(listened, (step) => steps.push(step))
  const opened: Opened[] = []
  for (let n = 0; n < walks; n++) {
    const walk = {
      ground,
      mechanism,
      varied,
      opened,
      seen: nothingSeen(),
      choose: chooser(SEED + n),
      way: [],
    }
    const length = STEPS[n % STEPS.length] ?? 1
    await walkOnce({ walk, map: chartMap(mechanism), steps: length, lookers: 0, pauseMs: 60_000 })
    into.push({ mechanism: mechanism.id, steps: steps.splice(0) })
  }
  const cast = castOf(ground.viewers)
  await listened.close()
  return cast
}

/** The mechanism of which there is most: every other case. */
const MOST = 'M07'

/** Records walks of every mechanism that is walked among its real neighbours; complaints come between. */
export async function recordScripts(walks: number): Promise<Recorded> {
  const scripts: Script[] = []
  const cast = new Map<Uuid, string>()
  for (const mechanism of MECHANISMS) {
    if (variedOf(mechanism).neighbours || mechanism.id === 'G01') continue
    for (const [name, id] of await walked(mechanism, walks, scripts)) cast.set(id, name)
  }
  const most = scripts.filter((s) => s.mechanism === MOST)
  const others = byTurns(scripts.filter((s) => s.mechanism !== MOST))
  return {
    scripts: others.flatMap((other, n) => [most[n % most.length] ?? other, other]),
    cast,
  }
}

/** One of each mechanism after the other. */
function byTurns(scripts: readonly Script[]): readonly Script[] {
  const turns = new Map<Script, number>()
  const seen = new Map<string, number>()
  for (const script of scripts) {
    const turn = seen.get(script.mechanism) ?? 0
    seen.set(script.mechanism, turn + 1)
    turns.set(script, turn)
  }
  return scripts.toSorted((a, b) => (turns.get(a) ?? 0) - (turns.get(b) ?? 0))
}
