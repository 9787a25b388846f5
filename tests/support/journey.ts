// A journey: an institution over a real PostgreSQL, its doors on a free port, time driven by hand, and
// people who act by their names through GraphQL alone.

import { Writable } from 'node:stream'
import pino from 'pino'
import { encodeId } from '../../api/graphql/ids.ts'
import { screaming } from '../../api/graphql/names.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import type { Instant } from '../../engine/core/values.ts'
import type { KeyRing } from '../../engine/runtime/keyring.ts'
import type { Body } from '../../policies/duty.ts'
import { openDoors } from './client.ts'
import type { Doors, Json } from './client.ts'
import { registryWith } from './gates.ts'
import { GOVERNANCE, ISSUER, createWorld } from './world.ts'
import type { World } from './world.ts'

export interface Journey {
  /** The registry: with neighbours where some stand in for the real ones. */
  readonly mechanisms: readonly Mechanism[]
  readonly world: World
  readonly doors: Doors
  /** What the doors have logged, at the most talkative level. */
  logged(): string
  /** Sets the time in the zone of the institution, `2026-03-02 09:00`; nothing strikes by that. */
  at(local: string): void
  /** Sets the time and lets the clock and the courier of the server do what is due. */
  passes(local: string): Promise<void>
  /** The clock and the courier do what is due now. */
  catchesUp(): Promise<void>
  now(): Instant
  /** Global id of a person. */
  person(subject: string): string
  /** From now on the person is known by the subject. */
  knows(subject: string, person: string): void
  /** A person declares an interest in a subject, as from the beginning of the year. */
  declaresInterest(who: string, subject: string): Promise<void>
  /** Senior management sets a house policy; throws with the refusal where it is refused. */
  setsPolicy(key: string, value: number): Promise<void>
  close(): Promise<void>
}

/** Instant of a local time of the institution: `2026-03-02 09:00`, seconds and milliseconds as wanted. */
export const instantOf = (local: string): Instant =>
  new Date(`${local.replace(' ', 'T')}+08:00`).toISOString() as Instant
/** The first instant after a day of the institution: what is due on that day is late from then on. */
export const endOf = (day: string): Instant =>
  new Date(Date.parse(`${day}T00:00:00+08:00`) + 86_400_000).toISOString() as Instant

/** A person beside the demonstration's own, with the seats of that person. */
export interface Newcomer {
  readonly subject: string
  readonly seats: readonly (readonly [appointer: string, body: Body, unit?: string])[]
}
/** A branch that has people, and some who hold two seats. */
const NEWCOMERS: readonly Newcomer[] = [
  { subject: 'east-1', seats: [['hr-1', 'businessDepartment', 'branch-east']] },
  { subject: 'east-2', seats: [['hr-1', 'businessDepartment', 'branch-east']] },
  {
    subject: 'protection-and-headquarters',
    seats: [
      ['hr-1', 'consumerProtection', 'cp'],
      ['hr-1', 'headquarters', 'hq'],
    ],
  },
  {
    subject: 'protection-and-east',
    seats: [
      ['hr-1', 'consumerProtection', 'cp'],
      ['hr-1', 'businessDepartment', 'branch-east'],
    ],
  },
  {
    subject: 'protection-and-loans',
    seats: [
      ['hr-1', 'consumerProtection', 'cp'],
      ['hr-1', 'businessDepartment', 'consumer-loans'],
    ],
  },
  {
    subject: 'protection-and-legal',
    seats: [
      ['hr-1', 'consumerProtection', 'cp'],
      ['hr-1', 'legalCompliance'],
    ],
  },
  {
    subject: 'protection-and-management',
    seats: [
      ['hr-1', 'consumerProtection', 'cp'],
      ['board-1', 'seniorManagement'],
      ['board-1', 'consumerProtectionCommittee'],
    ],
  },
  {
    subject: 'loans-and-management',
    seats: [
      ['hr-1', 'businessDepartment', 'consumer-loans'],
      ['board-1', 'seniorManagement'],
      ['board-1', 'consumerProtectionCommittee'],
    ],
  },
  {
    subject: 'privacy-and-others',
    seats: [
      ['hr-1', 'personalInformationOfficer'],
      ['hr-1', 'consumerProtection', 'cp'],
      ['hr-1', 'legalCompliance'],
      ['board-1', 'seniorManagement'],
      ['board-1', 'internalAudit'],
    ],
  },
  {
    subject: 'legal-privacy-and-loans',
    seats: [
      ['hr-1', 'legalCompliance'],
      ['hr-1', 'personalInformationOfficer'],
      ['hr-1', 'businessDepartment', 'consumer-loans'],
    ],
  },
  {
    subject: 'management-and-committee',
    seats: [
      ['board-1', 'seniorManagement'],
      ['board-1', 'consumerProtectionCommittee'],
    ],
  },
]

export interface JourneyOptions {
  readonly newcomers?: boolean
  /** Further people. */
  readonly others?: readonly Newcomer[]
  readonly neighbours?: readonly Mechanism[]
  /** Keys that sign the trail, once one of them is in force. */
  readonly keys?: KeyRing
}

export async function openJourney(options: JourneyOptions = {}): Promise<Journey> {
  const mechanisms = registryWith(options.neighbours ?? [])
  const world = await createWorld({
    at: instantOf('2026-03-02 09:00'),
    mechanisms,
    ...(options.keys ? { keys: options.keys } : {}),
  })
  const log = captured()
  const doors = await openDoors(world, { mechanisms, log: pino({ level: 'trace' }, log.stream) })
  const strangers = new Map<string, string>()
  const catchesUp = async () => {
    for (let n = 0; n < 50; n++)
      if ((await world.engine.clock.round()) + (await world.engine.courier.round()) === 0) return
    throw new Error('clock and courier find no end')
  }
  const journey: Journey = {
    mechanisms,
    world,
    doors,
    logged: log.text,
    now: () => world.now(),
    at: (local) => world.at(instantOf(local)),
    passes: async (local) => {
      world.at(instantOf(local))
      await catchesUp()
    },
    catchesUp,
    declaresInterest: async (who, subject) => {
      const process = encodeId('Institution', GOVERNANCE)
      const declareInterest = { subject, kind: 'FAMILY', from: '2026-01-01' }
      await accepted(doors, who, { process, event: { declareInterest } })
    },
    setsPolicy: async (key, value) => {
      const process = encodeId('Institution', GOVERNANCE)
      await accepted(doors, 'management-1', { process, event: { setPolicy: { key, value } } })
    },
    person: (subject) => strangers.get(subject) ?? encodeId('Person', world.person(subject)),
    knows: (subject, person) => void strangers.set(subject, person),
    close: async () => {
      await doors.stop()
      await world.close()
    },
  }
  const newcomers = (options.newcomers ?? true) ? NEWCOMERS : []
  for (const newcomer of [...newcomers, ...(options.others ?? [])])
    strangers.set(newcomer.subject, await appointed(journey, newcomer))
  return journey
}

/** Adds a person and the seats, as the registrars and appointers of the institution do it. */
async function appointed({ doors }: Journey, { subject, seats }: Newcomer): Promise<string> {
  const process = encodeId('Institution', GOVERNANCE)
  const add = { issuer: ISSUER, subject, name: `旅程人员 Journey ${subject}` }
  const added = await accepted(doors, 'hr-1', { process, event: { addPerson: add } })
  const [, id = ''] = Buffer.from(String(added['entry']?.['id']), 'base64url').toString().split(':')
  const person = encodeId('Person', id)
  for (const [appointer, body, unit] of seats) {
    const appoint = { person, body: screaming(body), from: '2026-01-01', ...(unit ? { unit } : {}) }
    await accepted(doors, appointer, { process, event: { appoint } })
  }
  return person
}
async function accepted(doors: Doors, as: string, input: object): Promise<Json> {
  const answer = await doors.command(as, 'institutionCommand', input)
  if (!answer['entry']) throw new Error(JSON.stringify(answer))
  return answer
}

function captured() {
  const lines: string[] = []
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString())
      done()
    },
  })
  return { stream, text: () => lines.join('') }
}
