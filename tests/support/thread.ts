// A thread of a story: one process, taken on by whoever may, with what the mechanism itself would have
// them send, and with what this story says instead.

import type { Mechanism } from '../../engine/core/mechanism.ts'
import type { ProcessState } from '../../engine/core/process.ts'
import type { Uuid } from '../../engine/core/values.ts'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import { dutiesOf } from '../../engine/core/load.ts'
import type { Viewer } from '../../engine/runtime/engine.ts'
import type { Ground } from './walk-ground.ts'
import { sampleOf, NOTHING_VARIED } from './walk-payload.ts'
import type { Payload } from './walk-payload.ts'
import { INSTITUTION } from './world.ts'

type Told = Payload | ((sample: Payload, state: ProcessState | undefined) => Payload)

export class Thread {
  readonly #ground: Ground
  readonly #mechanism: Mechanism
  id: Uuid = ''

  constructor(ground: Ground, mechanism: string, id: Uuid = '') {
    const found = MECHANISMS.find((m) => m.id === mechanism)
    if (!found) throw new Error(`no mechanism ${mechanism}`)
    this.#ground = ground
    this.#mechanism = found
    this.id = id
  }

  state(): Promise<ProcessState> {
    return this.#ground.process(this.id)
  }

  /** `event@body`, or `event@person`: sent by the first who is offered it. */
  async does(step: string, told: Told = {}): Promise<this> {
    const [event = '', who] = step.split('@')
    const rule = this.#mechanism.events[event]
    if (!rule) throw new Error(`${this.#mechanism.id} has no event ${event}`)
    const state = rule.opens ? undefined : await this.state()
    const tries: string[] = []
    for (const viewer of this.#mayBe(event, who)) {
      const payload = this.#payload(event, { viewer, state, told })
      const [answer] = await this.#ground.engine.execute(INSTITUTION, [
        {
          asker: { person: viewer.person },
          via: 'api',
          request: this.#ground.request(),
          mechanism: this.#mechanism.id,
          event,
          payload,
          ...(state ? { process: this.id } : {}),
        },
      ])
      if (answer?.kind === 'accepted') {
        this.id = answer.process.id
        return this
      }
      const refusal = answer?.kind === 'refused' ? answer.refusal : undefined
      tries.push(
        `${String(refusal?.rule ?? refusal?.kind)}: ${String(refusal?.message.en)} ${String(refusal?.field)} ${JSON.stringify(payload).slice(0, 300)}`,
      )
    }
    const paths = state?.paths.join(' ') ?? ''
    throw new Error(`${this.#mechanism.id} ${step} at ${paths}:\n${tries.join('\n')}`)
  }
  /** Several steps in order, each as the mechanism would have it. */
  async all(...steps: readonly string[]): Promise<this> {
    for (const step of steps) await this.does(step)
    return this
  }

  #mayBe(event: string, who: string | undefined): Viewer[] {
    const named = who === undefined ? undefined : this.#ground.viewers.get(who)
    if (named) return [named]
    const rule = this.#mechanism.events[event]
    const bodies = rule ? dutiesOf(rule).map((d) => d.body as string) : []
    return [...this.#ground.viewers.values()].filter((v) =>
      v.seats.some((s) => bodies.includes(s.body) && (who === undefined || s.body === who)),
    )
  }

  #payload(
    event: string,
    of: {
      readonly viewer: Viewer
      readonly state: ProcessState | undefined
      readonly told: Told
    },
  ): Payload {
    const { viewer, state, told } = of
    const saying = {
      ground: this.#ground,
      mechanism: this.#mechanism,
      varied: NOTHING_VARIED,
      opened: [],
    }
    const sample = sampleOf(saying, { event, state, viewer })
    return typeof told === 'function' ? told(sample, state) : { ...sample, ...told }
  }
}
