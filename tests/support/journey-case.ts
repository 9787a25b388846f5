// One case of a journey: what was done in it, where it stands, and how it is read.

import { commandField, factsType } from '../../api/graphql/names.ts'
import { isClockEvent } from '../../engine/core/load.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import type { Json } from './client.ts'
import { wired } from './journey-wire.ts'
import type { Journey } from './journey.ts'

/** Beside the payload of a deed. */
export interface How {
  readonly effective?: { readonly on: string } | { readonly at: string }
  readonly remark?: string
  readonly evidence?: readonly string[]
  readonly requestId?: string
  readonly expectedVersion?: number
  readonly onBehalfOf?: string
}
export interface Done {
  /** Global id of the entry. */
  readonly entry: string
  readonly position: number
  readonly version: number
  readonly repeated: boolean
}
export interface RefusalSeen {
  readonly kind: string
  readonly rule: string | null
  readonly article: { readonly citation: string } | null
  readonly field: readonly string[] | null
  readonly message: { readonly zh: string; readonly en: string }
  readonly heldBy?: {
    readonly reference: string
    readonly until: string | null
    readonly process: { readonly id: string } | null
  } | null
  readonly possible: readonly string[]
}
/** A deed that was not accepted; the steps so far stand in the message. */
export class RefusedDeed extends Error {
  override readonly name = 'RefusedDeed'
  readonly refusal: RefusalSeen
  constructor(refusal: RefusalSeen, steps: readonly string[]) {
    super(`${JSON.stringify(refusal)}\n${steps.join('\n')}`)
    this.refusal = refusal
  }
}

const ENTRIES = `
  id position kind event version recordedAt effective { at on }
  actor { body system person { id } } decision { dutyId article { citation } separation }
  refusal { kind rule } cause { id event process { id } } facts { name value source }
  payload remark leaf request title { zh en } to { paths }`
const SEEN = (facts: string) => `
  id reference version openedAt closedAt title { zh en }
  state { paths final phase titles { zh en } }
  timers { clock state dueAt startedAt citation { citation } policy }
  facts { ${facts} }`

export interface EntrySeen {
  readonly id: string
  readonly position: number
  readonly kind: string
  readonly event: string
  readonly version: number | null
  readonly recordedAt: string
  readonly effective: { readonly at: string | null; readonly on: string | null } | null
  readonly cause: { readonly id: string; readonly process: { readonly id: string } | null } | null
  readonly leaf: string
  readonly refusal: { readonly kind: string; readonly rule: string } | null
  readonly [more: string]: unknown
}

export interface CaseOptions {
  readonly journey: Journey
  readonly mechanism: Mechanism
  /** Which of its charts, where it has several. */
  readonly chart?: string
  /** Selection of the facts that the journeys look at. */
  readonly facts: string
  /** Whom it is about. */
  readonly about: string
}

export class Case {
  readonly journey: Journey
  readonly mechanism: Mechanism
  readonly about: string
  /** Global id, once it was opened. */
  id = ''
  /** Global id of a complaint that has to do with it. */
  complaint = ''
  readonly steps: string[] = []
  readonly #facts: string
  readonly #chart: string
  readonly #entries = new Map<string, string>()
  #paths: readonly string[] = []
  #last = ''
  #n = 0

  constructor({ journey, mechanism, chart, facts, about }: CaseOptions) {
    this.journey = journey
    this.mechanism = mechanism
    this.about = about
    this.#facts = facts
    this.#chart = chart ?? Object.keys(mechanism.charts)[0] ?? ''
  }

  /** Global id of the latest accepted entry of an event, or where there is none of the latest of all. */
  entryOf(event: string): string {
    return this.#entries.get(event) ?? this.#last
  }

  /** Innermost state of a region, as the last answer said. */
  stands(region = 'case'): string {
    const within = this.#paths.filter((path) => path.startsWith(`${region}.`))
    return within.at(-1)?.slice(region.length + 1) ?? ''
  }

  /** Sends one event as a person; throws RefusedDeed where it is refused. */
  async does(
    as: string,
    [event, payload]: readonly [string, object],
    how: How = {},
  ): Promise<Done> {
    const { journey, mechanism } = this
    const { requestId, expectedVersion, onBehalfOf, ...beside } = how
    const opens = mechanism.events[event]?.opens === true
    this.#n += 1
    const step = `${String(this.#n)}. ${journey.now()} ${as}: ${event} ${JSON.stringify(payload)}`
    this.steps.push(step)
    const answer = await journey.doors.command(as, commandField(mechanism), {
      ...(requestId === undefined ? {} : { requestId }),
      ...(expectedVersion === undefined ? {} : { expectedVersion }),
      ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
      ...(opens ? {} : { process: this.id }),
      event: { [event]: { ...wired(mechanism, event, payload), ...beside } },
    })
    return this.#answered(event, answer)
  }

  #answered(event: string, answer: Json): Done {
    const refusal = answer['refusal'] as unknown as RefusalSeen | undefined
    if (refusal) {
      this.steps.push(`   refused: ${refusal.kind} ${String(refusal.rule)}`)
      throw new RefusedDeed(refusal, this.steps)
    }
    const { process, entry, repeated } = answer as unknown as {
      process: { id: string; version: number; state: { paths: string[] } }
      entry: { id: string; position: number }
      repeated: boolean
    }
    this.id = process.id
    this.#paths = process.state.paths
    this.#entries.set(event, entry.id)
    this.#last = entry.id
    this.steps.push(`   → ${this.stands()} v${String(process.version)}`)
    return { entry: entry.id, position: entry.position, version: process.version, repeated }
  }

  /** The case as a person reads it, or null where that person may not. */
  async readBy(as: string, fields?: string): Promise<Json> {
    const facts = `... on ${factsType(this.mechanism, this.#chart)} { ${this.#facts} }`
    const query = `query ($id: ID!) { process(id: $id) { ${fields ?? SEEN(facts)} } }`
    const data = await this.journey.doors.ask(as, query, { id: this.id })
    const process = data['process'] as Json
    const paths = process?.['state']?.['paths'] as readonly string[] | undefined
    if (paths) this.#paths = paths
    return process
  }
  /** As internal audit reads it. */
  reads(): Promise<Json> {
    return this.readBy('audit-1')
  }
  async facts(): Promise<Json> {
    return (await this.reads())['facts'] as Json
  }
  /** Innermost state of a region, read anew: time may have passed. */
  async standsNow(region = 'case'): Promise<string> {
    await this.reads()
    return this.stands(region)
  }
  /** Due instant of a clock; undefined where it does not run. */
  async dueAt(clock: string): Promise<string | undefined> {
    const timers = (await this.reads())['timers'] as readonly Json[]
    const due = timers.find((t) => t['clock'] === (clock as unknown))?.['dueAt']
    return (due ?? undefined) as string | undefined
  }
  /** The whole trail of the case, oldest first. */
  async entries(as = 'audit-1'): Promise<readonly EntrySeen[]> {
    const found = await this.readBy(as, `entries(first: 100) { nodes { ${ENTRIES} } }`)
    return found['entries']?.['nodes'] as unknown as readonly EntrySeen[]
  }
  /** What the clock recorded, in the order of the trail. */
  async strikes(): Promise<readonly EntrySeen[]> {
    const clockEvent = (event: string) => {
      const rule = this.mechanism.events[event]
      return rule !== undefined && isClockEvent(rule)
    }
    return (await this.entries()).filter(({ event, kind }) => clockEvent(event) && kind === 'CLOCK')
  }
  /** Events that somebody is offered, with the verdict. */
  async actionsOf(as: string): Promise<readonly Json[]> {
    const found = await this.readBy(
      as,
      'actions { event allowed duty { id } refusal { kind rule } dependsOn { name } }',
    )
    return found['actions'] as unknown as readonly Json[]
  }
  async offeredTo(as: string): Promise<string[]> {
    const actions = await this.actionsOf(as)
    return actions.filter((a) => a['allowed']).map((a) => String(a['event']))
  }
}
