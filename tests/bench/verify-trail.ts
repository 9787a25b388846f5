// A trail of any length: recorded walks, sent again for hundreds of processes at a time, so that the
// engine writes full batches.

import type { Answer, Command } from '../../engine/core/command.ts'
import type { Instant, Uuid } from '../../engine/core/values.ts'
import type { RunningEngine } from '../../engine/runtime/create.ts'
import { systemIds } from '../../engine/runtime/ids.ts'
import type { Recorded, Script, Step } from './verify-script.ts'

/** As many processes go one way at the same time. */
const ABREAST = 250
/** Of so many commands one is tried by somebody whose duty it is not. */
const STRANGERS = 40
const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g
/** Whoever a case is about is somebody else in every copy. */
const WHOM = /"(consumer|loan|sale|account|contract|activity):([^"]+)"/g

export interface Filling {
  readonly engine: RunningEngine
  readonly institution: Uuid
  readonly recorded: Recorded
  /** Ids of persons and seats by the names of the cast. */
  readonly cast: ReadonlyMap<string, Uuid>
  readonly at: (instant: Instant) => void
  readonly commands: number
  /** After each way that was gone. */
  readonly told: (commands: number) => Promise<void>
}

/** What a copy calls what the walk called otherwise. */
type Names = Map<Uuid, Uuid>

/** Sends scripts until so many commands were sent; gives how many, and how many were refused. */
export async function fill(filling: Filling) {
  const { recorded, cast, institution } = filling
  const common: Names = new Map(
    [...recorded.cast].flatMap(([id, name]) => {
      const own = cast.get(name)
      return own === undefined ? [] : [[id, own]]
    }),
  )
  let [sent, refused, round] = [0, 0, 0]
  const stranger = { person: cast.get('person:police-1') ?? '' }
  const tryAsStranger =
    (step: Step, n: number) =>
    ({ names, key }: { readonly names: Names; readonly key: string }) =>
      filling.engine.execute(institution, [
        {
          ...commandOf(step, new Map(names), `${key}-${String(n)}-x`),
          asker: stranger,
          via: 'api',
        },
      ])
  while (sent < filling.commands) {
    const script = recorded.scripts[round % recorded.scripts.length] as Script
    const abreast = Math.max(1, Math.min(ABREAST, Math.ceil(filling.commands / 400)))
    const copies = Array.from({ length: abreast }, (_, n) => ({
      names: new Map(common),
      key: `${institution.slice(-2)}-${String(round)}-${String(n)}`,
    }))
    for (const [n, step] of script.steps.entries()) {
      filling.at(step.at)
      const going = copies.filter((c) => !lost.has(c.names))
      await Promise.all(
        going.filter((_, i) => (i + n) % STRANGERS === 0).map(tryAsStranger(step, n)),
      )
      const answers = await Promise.all(
        going.map(({ names, key }) =>
          filling.engine.execute(institution, [commandOf(step, names, `${key}-${String(n)}`)]),
        ),
      )
      for (const [i, [answer]] of answers.entries()) {
        const { names } = going[i] as (typeof copies)[number]
        if (!answer || answer.kind !== 'accepted') {
          refused++
          lost.add(names)
        } else note(names, step, answer)
      }
      sent += answers.length
    }
    round++
    await filling.told(sent)
  }
  return { sent, refused }
}
const lost = new WeakSet<Names>()

function commandOf({ command, opened }: Step, names: Names, request: string): Command {
  if (opened !== undefined) names.set(opened, systemIds.next())
  const copy = JSON.parse(
    JSON.stringify(command)
      .replace(UUID, (id) => names.get(id) ?? id)
      .replace(
        WHOM,
        (_, kind: string, name: string) =>
          `"${kind}:${name.slice(0, 40)}-${request.replace(/-\d+$/, '')}"`,
      ),
  ) as Command
  const { expectedVersion: _, ...rest } = copy
  const newProcess = opened === undefined ? undefined : names.get(opened)
  return { ...rest, request, ...(newProcess === undefined ? {} : { newProcess }) }
}

function note(names: Names, step: Step, answer: Extract<Answer, { kind: 'accepted' }>): void {
  names.set(step.entry, answer.entry.id)
}
