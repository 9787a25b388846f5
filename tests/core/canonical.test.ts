// Our own way to canonical JSON against the library's, which it must equal in every byte.

import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../engine/core/canonical.ts'

/** Text with everything that is written in a special way, halves of surrogate pairs among it. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom('\ud800', '\udc00', '"', '\\', '\u007f', '\u2028', '\u0000', '消', 'a'),
  }),
)
const number = fc.oneof(fc.integer(), fc.double(), fc.maxSafeInteger())
const other = fc.constantFrom(
  undefined,
  null,
  true,
  false,
  new Date(0),
  Symbol.iterator,
  1n,
  () => 1,
)
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'medium' },
    { arbitrary: text, weight: 4 },
    { arbitrary: number, weight: 3 },
    { arbitrary: other, weight: 1 },
    { arbitrary: fc.array(tie('tree'), { maxLength: 5 }), weight: 3 },
    { arbitrary: fc.dictionary(text, tie('tree'), { maxKeys: 6 }), weight: 4 },
  ),
}))

function outcome(way: (value: unknown) => string | undefined, value: unknown) {
  try {
    return { form: way(value) }
  } catch (error) {
    return { error: (error as Error).message }
  }
}
const same = (value: unknown): void => {
  expect(outcome(canonicalJson, value)).toEqual(outcome((v) => canonicalize(v), value))
}

describe('canonical JSON', () => {
  it('equals the library for JSON', () => {
    fc.assert(fc.property(fc.jsonValue({ stringUnit: 'binary' }), same), { numRuns: 3000 })
  })
  it('equals the library for what JSON has no form for', () => {
    fc.assert(fc.property(tree, same), { numRuns: 5000 })
  })
  it.each<[string, unknown]>([
    ['negative zero', [-0, 0, 1e21, 1e-7, 2 ** 53]],
    // oxlint-disable-next-line no-sparse-arrays
    ['a list with a hole', [1, , 3]],
    ['keys that are numbers', { 10: 'b', 9: 'a', a: 1, A: 2, é: 3, '\u{1f600}': 4, '\ufb33': 5 }],
    ['a key of the prototype', JSON.parse('{"__proto__":{"b":1},"constructor":null}')],
    ['a list of undefined', [1, undefined, 3]],
    ['depth', Array.from({ length: 200 }).reduce<unknown>((inner) => [inner], 'x')],
    ['nothing', undefined],
    ['half a pair', { '\ud83d': 1 }],
    ['a date within', { at: new Date(0), of: [new Date(1)] }],
  ])('equals it for %s', (_, value) => same(value))
  it('equals it for a cycle', () => {
    const cycle: Record<string, unknown> = {}
    cycle['self'] = { cycle }
    same(cycle)
  })
})
