import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  canonical,
  chartHash,
  commitmentTo,
  leafHash,
  requestDigest,
  sha256,
} from '../../engine/core/trail.ts'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'

describe('the form of an entry', () => {
  it('is RFC 8785: members by UTF-16 code units, no space, shortest numbers and escapes', () => {
    expect(
      canonical({ b: 1, a: [true, '€$\u000f\nA\'B"\\"/'], '\u20ac': 1, '\r': 2, '1': 3 }),
    ).toBe('{"\\r":2,"1":3,"a":[true,"€$\\u000f\\nA\'B\\"\\\\\\"/"],"b":1,"€":1}')
    expect(canonical({ present: 1, absent: undefined })).toBe('{"present":1}')
    expect(() => canonical(undefined)).toThrow(TypeError)
  })
  it('has the leaf hash of RFC 6962', () => {
    // The published hash of the empty leaf, and of the one-byte leaf L123456 of the Go and Java test suites.
    expect(leafHash('')).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d')
    expect(leafHash('L123456')).toBe(
      '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56',
    )
  })
  it('commits to salt and value, and to nothing shorter', () => {
    const salt = new Uint8Array(32).fill(1)
    const expected = createHash('sha256').update(salt).update('"x"').digest('hex')
    expect(commitmentTo('x', salt)).toEqual({ commitment: expected })
    expect(commitmentTo('x', new Uint8Array(32).fill(2)).commitment).not.toBe(expected)
  })
  it('compares requests by a key', () => {
    const key = new Uint8Array(32).fill(3)
    expect(requestDigest({ a: 1, b: 2 }, key)).toBe(requestDigest({ b: 2, a: 1 }, key))
    expect(requestDigest({ a: 1 }, key)).not.toBe(requestDigest({ a: 2 }, key))
    expect(requestDigest({ a: 1 }, key)).not.toBe(requestDigest({ a: 1 }, new Uint8Array(32)))
    expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  })
  it('tells charts apart', () => {
    const hashes = MECHANISMS.flatMap((m) =>
      Object.values(m.charts).map((c) => chartHash(c, m.edition.revision)),
    )
    expect(new Set(hashes).size).toBe(hashes.length)
  })
})
