// The pieces of an export by themselves: lines without repetition, JSON in parts, the growing root, and
// what of a leaf stays in the house.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GrowingRoot } from '../../engine/core/growing-root.ts'
import { rootOf } from '../../engine/core/merkle.ts'
import { fieldsIn, namedIn } from '../../engine/core/payload-fields.ts'
import { canonical, nodeHash, sha256 } from '../../engine/core/trail.ts'
import { complaintHandling } from '../../engine/mechanisms/complaint-handling/index.ts'
import { JsonError, jsonParts } from '../../engine/runtime/conformance/json-parts.ts'
import { Distinct } from '../../engine/runtime/export/distinct.ts'

const all = async <T>(of: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = []
  for await (const one of of) found.push(one)
  return found
}

describe('lines without repetition', () => {
  it('come in order and once, however few are held in memory', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' }).map((s) => JSON.stringify(s))),
        fc.integer({ min: 1, max: 5 }),
        async (lines, most) => {
          const distinct = new Distinct(most)
          try {
            for (const line of lines) await distinct.add(line)
            expect(await all(distinct.sorted())).toEqual([...new Set(lines)].sort())
          } finally {
            await distinct.close()
          }
        },
      ),
      { numRuns: 30 },
    )
  })
})

describe('JSON in parts', () => {
  const members = fc.dictionary(
    fc.string(),
    fc.oneof(fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 4 }), fc.jsonValue()),
    { maxKeys: 4, noNullPrototype: true },
  )
  it('is what the parser makes of it as a whole, however it is laid out and cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        members,
        fc.nat(3),
        fc.integer({ min: 1, max: 9 }),
        async (value, by, size) => {
          const text = JSON.stringify(value, null, by)
          const pieces = async function* () {
            for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
          }
          // Without a prototype: a member may be called __proto__.
          const found = Object.create(null) as Record<string, unknown>
          for (const [name, member] of Object.entries(JSON.parse(text) as object))
            if (Array.isArray(member)) found[name] = []
          for await (const { member, text: part, index } of jsonParts(pieces())) {
            const parsed: unknown = JSON.parse(part)
            if (index === undefined) found[member] = parsed
            else (found[member] as unknown[])[index] = parsed
          }
          expect(found).toEqual(JSON.parse(text))
        },
      ),
      { numRuns: 100 },
    )
  })
  it.each([
    '',
    '[]',
    '{',
    '{"a"',
    '{"a" 1}',
    '{"a":}',
    '{"a":1',
    '{"a":1}x',
    '{"a":[1 2]}',
    '{1:2}',
  ])('that is none is refused: %s', async (text) => {
    const pieces = async function* () {
      yield text
    }
    await expect(all(jsonParts(pieces()))).rejects.toThrow(JsonError)
  })
})

it('a growing root is that of the tree of its leaves', async () => {
  const leaves = Array.from({ length: 40 }, (_, n) => Buffer.from(sha256(String(n)), 'hex'))
  const subtree = async (level: number, index: number): Promise<Uint8Array> =>
    level === 0
      ? (leaves[index] as Buffer)
      : nodeHash(await subtree(level - 1, index * 2), await subtree(level - 1, index * 2 + 1))
  const growing = new GrowingRoot()
  for (let size = 0; size <= leaves.length; size++) {
    expect(Buffer.from(growing.root)).toEqual(Buffer.from(await rootOf(subtree, size)))
    growing.add(leaves[size] ?? Buffer.alloc(32))
  }
})

it('fields of a payload are known by their paths, with what they name', () => {
  const schema = complaintHandling.events.register.payload
  expect(fieldsIn(schema).get('complainant')).toEqual({ is: 'string', names: 'subject' })
  const payload = { complainant: 'consumer:a', product: 'product:b', matter: 'consumer:c' }
  expect(namedIn(schema, payload).map(({ path, value }) => [path, value])).toEqual([
    ['complainant', 'consumer:a'],
    ['product', 'product:b'],
  ])
  expect(canonical(payload)).toContain('consumer:c')
})
