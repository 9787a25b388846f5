/** The person as whom a command of the command line acts. */
import type { Engine, Membership, Viewer } from '../engine/runtime/engine.ts'

export interface Named {
  /** Subject or id of the person. */
  readonly person: string
  readonly institution?: string
  /** What to do where nobody is known by that name. */
  readonly hint: string
}
interface Known {
  readonly engine: Engine
  /** Issuer of the tokens of its people. */
  readonly issuer: string
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The person with the seats held today. Throws where nobody, or not one alone, is meant. */
export async function viewerNamed(house: Known, named: Named): Promise<Viewer> {
  const { person, institution, hint } = named
  const found = await membershipsOf(house, named)
  const [only, another] = found.filter(
    (m) => institution === undefined || m.institution === institution,
  )
  if (!only)
    throw new Error(
      `Nobody is known as ${person}${institution === undefined ? '' : ` in institution ${institution}`}. ${hint}`,
    )
  if (another)
    throw new Error(
      `${person} belongs to several institutions. Name one with --institution: ` +
        found.map((m) => m.institution).join(', '),
    )
  return house.engine.viewer(only)
}

async function membershipsOf(
  { engine, issuer }: Known,
  { person, institution }: Named,
): Promise<readonly Membership[]> {
  if (!UUID.test(person)) return engine.memberships(issuer, person)
  if (institution === undefined)
    throw new Error('A person named by id needs the institution too: --institution <id>.')
  return [{ institution, person }]
}
