// The gates of a review in its journeys: neighbours in the place of disclosure, personal information and
// the partner list, which answer what they are told to answer.

import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import type { Json } from './client.ts'
import type { Case } from './journey-case.ts'
import { standIn } from './stand-in.ts'

export const GATES: readonly Mechanism[] = [
  standIn({ id: 'M02', slug: 'disclosure', chart: 'package' }),
  standIn({ id: 'M05', slug: 'personal-information', chart: 'processing' }),
  standIn({ id: 'M06', slug: 'partner-list', chart: 'partner' }),
]
export const TRAINING = standIn({ id: 'M09', slug: 'training', chart: 'person' })
/** The registry with neighbours in the place of some mechanisms. */
export const registryWith = (neighbours: readonly Mechanism[]): readonly Mechanism[] => {
  const stands = new Set(neighbours.map((n) => n.id))
  return [...MECHANISMS.filter((m) => !stands.has(m.id)), ...neighbours]
}

const FIELD = {
  M02: 'disclosureCommand',
  M05: 'personalInformationCommand',
  M06: 'partnerListCommand',
} as const
type Gate = keyof typeof FIELD

/** A neighbour takes a stand about a subject; what it says last counts. */
async function stands(file: Case, gate: Gate, payload: object): Promise<void> {
  await says(file, gate, { stand: payload })
}
async function says(file: Case, gate: Gate, event: object): Promise<void> {
  const answer = await file.journey.doors.command('system-1', FIELD[gate], { event })
  if (!answer['entry']) throw new Error(JSON.stringify(answer))
}

/** A person of the institution is restricted for want of training. */
export async function restrict(file: Case, person: string): Promise<void> {
  const id = Buffer.from(person, 'base64url').toString().split(':')[1] ?? ''
  const { doors } = file.journey
  const stood = await doors.command('system-1', 'trainingCommand', {
    event: { stand: { person: `person:${id}` } },
  })
  const process = stood['process']?.['id']
  const answer = await doors.command('system-1', 'trainingCommand', {
    process,
    event: { restrict: {} },
  })
  if (!answer['entry']) throw new Error(JSON.stringify(answer))
  // A newer case without a restriction does not lift it.
  await doors.command('system-1', 'trainingCommand', {
    event: { stand: { person: `person:${id}` } },
  })
}

/** The product, or the campaign, that a case is about. */
const aboutOf = (facts: Json) =>
  facts['campaign'] ? { campaign: facts['campaign'] } : { product: facts['product'] }

/** Personal information is approved, every partner listed, and the package of the content has passed. */
export async function meetGates(file: Case, only: readonly Gate[] = ['M02', 'M05', 'M06']) {
  const facts = await file.facts()
  if (only.includes('M05')) await says(file, 'M05', { approve: { product: facts['product'] } })
  if (only.includes('M06'))
    for (const partner of facts['partners'] as readonly Json[])
      await stands(file, 'M06', { partner, listing: 'listed' })
  if (only.includes('M02'))
    await stands(file, 'M02', { ...aboutOf(facts), passed: facts['contentHash'] })
}
/** One of them is not met any more. */
export async function loseGate(file: Case, gate: Gate): Promise<void> {
  const facts = await file.facts()
  const [partner] = facts['partners'] as readonly Json[]
  if (gate === 'M06') return stands(file, 'M06', { partner, listing: 'suspended' })
  return stands(file, gate, gate === 'M02' ? aboutOf(facts) : { product: facts['product'] })
}
