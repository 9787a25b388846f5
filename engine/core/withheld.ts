/**
 * What of a leaf does not leave the house: by which name a person is known to the identity provider. It
 * tells who somebody is elsewhere, and there it may be a name. The hash of the leaf goes out all the same.
 */
import type { Leaf } from './trail.ts'

const WITHHELD = 'withheld'
/** Payload fields by mechanism and event, and the facts whose source tells them. */
const OF: Readonly<
  Record<string, { readonly fields: readonly string[]; readonly facts: readonly string[] }>
> = { 'G01.addPerson': { fields: ['issuer', 'subject'], facts: ['identity'] } }

const partsOf = ({ process, mechanism, event }: Leaf) =>
  OF[`${process?.mechanism ?? mechanism ?? ''}.${event.type}`]

/** Whether something of the leaf is withheld, so that its text has another hash than its own. */
export const isWithheld = (leaf: Leaf): boolean => partsOf(leaf) !== undefined

/** The facts of a leaf as they may be shown. */
export const shownFacts = (leaf: Leaf): NonNullable<Leaf['facts']> => shownLeaf(leaf).facts ?? {}

/** The leaf as it may be shown; the same object where nothing is withheld. */
export function shownLeaf(leaf: Leaf): Leaf {
  const parts = partsOf(leaf)
  if (!parts) return leaf
  const { fields, facts } = parts
  const payload = { ...leaf.event.payload }
  for (const field of fields) if (field in payload) payload[field] = WITHHELD
  const shown = Object.fromEntries(
    Object.entries(leaf.facts ?? {}).map(([name, fact]) => [
      name,
      facts.includes(name) ? { source: `${name}:${fields.map(() => WITHHELD).join(' ')}` } : fact,
    ]),
  )
  return {
    ...leaf,
    event: { ...leaf.event, payload },
    ...(leaf.facts ? { facts: shown } : {}),
  }
}
