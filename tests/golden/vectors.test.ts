// The vectors that other verifiers are built against. What was released never changes: a difference here is a
// change of the form of an entry, of a proof or of a note.

import { test, expect } from 'vitest'
import { proofCases } from '../support/proof-cases.ts'
import { trailVectors } from '../support/trail-vectors.ts'

const printed = (value: unknown): string => `${JSON.stringify(value, undefined, 1)}\n`

test('of the trail', async () => {
  await expect(printed(await trailVectors())).toMatchFileSnapshot('../vectors/trail.json')
})
test('of proofs', async () => {
  const about =
    'Proofs of inclusion (C2SP tlog-proof) of a leaf hash under the verifier keys in `keys`, and of consistency between two roots; `expect` says what a verifier must find. Where `lenient` is true a verifier may prove it, since it is the same proof in another form. `witnessedBy` is how many of `witnesses` have cosigned.'
  await expect(printed({ about, cases: await proofCases(6962) })).toMatchFileSnapshot(
    '../vectors/proofs.json',
  )
})
