// Our verifier, and one that is not ours, on generated proofs: what is honest is proven, and nothing else.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { PROOF_FAULTS } from '../../engine/core/tlog-proof.ts'
import { goVerifier } from '../support/independent.ts'
import type { ProofCase } from '../support/proof-case.ts'
import { proofCases, verdictOf } from '../support/proof-cases.ts'

const SEEDS = [1, 2, 3, 36_111, 39_199, 6962, 9162]
let cases: readonly ProofCase[] = []
beforeAll(async () => {
  cases = (await Promise.all(SEEDS.map(proofCases))).flat()
})

describe('generated proof cases', () => {
  test('are at least five hundred, of every fault there is', () => {
    expect(cases.length).toBeGreaterThanOrEqual(500)
    expect(new Set(cases.map((c) => c.expect))).toEqual(
      new Set(['PROVEN', 'NOT_CONSISTENT', ...PROOF_FAULTS]),
    )
  })
  test('have the verdict that they must', () => {
    const wrong = cases
      .map((c) => [c.name, verdictOf(c), c.expect])
      .filter(([, is, must]) => is !== must)
    expect(wrong).toEqual([])
  })
})

const go = goVerifier()
test.skipIf(!('run' in go))(
  `and by a verifier that is not ours${'run' in go ? '' : `: NOT RUN, ${go.missing}`}`,
  () => {
    if (!('run' in go)) return
    const folder = mkdtempSync(path.join(tmpdir(), 'xiaobao-proofs-'))
    try {
      const file = path.join(folder, 'cases.json')
      writeFileSync(file, JSON.stringify({ cases }))
      expect(go.run(['proofs', file])).toEqual({ code: 0, out: `${String(cases.length)} cases\n` })
      // And it does look: with another expectation it finds fault.
      writeFileSync(file, JSON.stringify({ cases: [{ ...cases[0], expect: 'NOT_SIGNED' }] }))
      expect(go.run(['proofs', file])).toMatchObject({ code: 1 })
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
)
