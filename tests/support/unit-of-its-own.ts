// A department that nobody else of a journey has to do with, and people who sit in it: what is assessed or
// audited once per unit needs a unit per case.

import { encodeId } from '../../api/graphql/ids.ts'
import { screaming } from '../../api/graphql/names.ts'
import type { Body } from '../../policies/duty.ts'
import type { Journey } from './journey.ts'
import { GOVERNANCE, ISSUER } from './world.ts'

export type Seats = readonly (readonly [appointer: string, body: Body, unit?: string])[]

const process = encodeId('Institution', GOVERNANCE)
async function recorded(journey: Journey, as: string, event: object) {
  const answer = await journey.doors.command(as, 'institutionCommand', { process, event })
  if (!answer['entry']) throw new Error(JSON.stringify(answer))
  return answer
}

let n = 0
/** Code of a unit that is not there yet. */
export const unitCode = (): string => `unit-${String((n += 1))}`
export async function addUnit(journey: Journey, unit: string): Promise<void> {
  await recorded(journey, 'hr-1', {
    addUnit: { unit, kind: 'DEPARTMENT', superior: 'hq', name: `旅程部门 Journey ${unit}` },
  })
}
/** Adds a person with seats; the global id of the person. */
export async function addPerson(journey: Journey, subject: string, seats: Seats): Promise<string> {
  const add = { issuer: ISSUER, subject, name: `旅程人员 Journey ${subject}` }
  const added = await recorded(journey, 'hr-1', { addPerson: add })
  const [, id = ''] = Buffer.from(String(added['entry']?.['id']), 'base64url').toString().split(':')
  const person = encodeId('Person', id)
  journey.knows(subject, person)
  for (const [appointer, body, unit] of seats)
    await recorded(journey, appointer, {
      appoint: { person, body: screaming(body), from: '2026-01-01', ...(unit ? { unit } : {}) },
    })
  return person
}
