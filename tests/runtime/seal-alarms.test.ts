// A superuser changes what was sealed: the seal names it, and signs nothing that does not grow.

import { afterEach, expect, test } from 'vitest'
import type { Day } from '../../engine/core/values.ts'
import { keepingNotes } from '../../engine/runtime/keeping-notes.ts'
import { openDoors } from '../support/client.ts'
import type { Json } from '../support/client.ts'
import { createSealedWorld, verifiedHead } from '../support/sealed.ts'
import type { SealedWorld } from '../support/sealed.ts'
import { INSTITUTION } from '../support/world.ts'

let house: SealedWorld | undefined
afterEach(async () => {
  await house?.close()
  house = undefined
})

/** A house with `n` entries sealed, under two heads. */
async function sealed(): Promise<{ readonly made: SealedWorld; readonly size: number }> {
  const made = await createSealedWorld()
  house = made
  await made.draft(3)
  await made.seal()
  await made.draft(3)
  await made.seal()
  expect(made.logged).toEqual([])
  const head = await made.world.engine.proofs.head(INSTITUTION)
  return { made, size: head?.size ?? 0 }
}
const headOf = async ({ world }: SealedWorld) => world.engine.proofs.head(INSTITUTION)
const named = (made: SealedWorld) => [...new Set(made.logged.map((l) => `${l.alarm} ${l.known}`))]

test('a deleted tail', async () => {
  const { made, size } = await sealed()
  await made.attack(
    `delete from entry where position > ${size - 2}`,
    `update head set position = ${size - 2}`,
  )
  await made.seal()
  expect(named(made)).toEqual([`TAIL_DELETED ${size}`])
  // It is seen by auditors, once, however often it is looked at.
  await made.seal()
  const doors = await openDoors(made.world)
  const ask = '{ trailAlarms { kind source known size message { zh en } } }'
  const seen = (await doors.ask('audit-1', ask))['trailAlarms'] as unknown as readonly Json[]
  expect(seen).toHaveLength(1)
  expect(seen[0]).toMatchObject({ kind: 'TAIL_DELETED', source: 'seal', known: size })
  expect(String(seen[0]?.['message']?.['zh'])).toMatch(/备份/)
  expect((await doors.ask('loans-1', ask))['trailAlarms']).toBeNull()
  const [note] = await keepingNotes(made.world.pool, INSTITUTION, '2026-03-02' as Day)
  expect(note).toMatch(new RegExp(`^alarm TAIL_DELETED at ${size}, by seal, seen last 2`))
  await doors.stop()
})

test('a tail that was replaced', async () => {
  const { made, size } = await sealed()
  await made.attack(
    `delete from entry where position > ${size - 2}`,
    `update head set position = ${size - 2}`,
    'delete from process where opened_position not in (select position from entry)',
  )
  await made.draft(4)
  await made.seal()
  expect(named(made)).toEqual([`ENTRY_REWRITTEN ${size - 1}`])
  // What follows is sealed on what was signed, so that the former entries stay proven.
  const { proofs } = made.world.engine
  expect(verifiedHead((await headOf(made))?.note ?? '', made.vkey).size).toBe(size + 2)
  expect(await proofs.consistency(INSTITUTION, size, size + 2)).not.toEqual([])
})

test('an entry rewritten with its hash', async () => {
  const { made, size } = await sealed()
  await made.attack(
    `update entry set leaf = replace(leaf, 'sealed', 'forged'), leaf_hash = sha256(('\\x00'::bytea ||
       convert_to(replace(leaf, 'sealed', 'forged'), 'UTF8'))) where position = ${size - 1}`,
  )
  await made.draft()
  await made.seal()
  expect(named(made)).toEqual([`ENTRY_REWRITTEN ${size - 1}`])
})

test('an entry taken away before it was sealed', async () => {
  const { made, size } = await sealed()
  await made.draft(3)
  await made.attack(`delete from entry where position = ${size + 2}`)
  await made.seal()
  expect(named(made)).toEqual([`ENTRY_MISSING ${size + 2}`])
  expect((await headOf(made))?.size).toBe(size)
})

const REWRITTEN: readonly (readonly [string, (size: number) => readonly string[]])[] = [
  [
    'a tile that was rewritten',
    () => [`update tile set hashes = overlay(hashes placing '\\x00ff' from 33) where level = 0`],
  ],
  ['a tile that was taken away', () => ['delete from tile where level = 0']],
  [
    'a head with another root',
    (size) => [`update checkpoint set note = replace(note, E'\\n${size}\\n', E'\\n${size}\\nAA')`],
  ],
  ['a head that somebody else signed', () => [`update checkpoint set key = 'other+00000000+AA'`]],
  [
    'a head without its signature',
    () => [`update checkpoint set note = substr(note, 1, position(E'\\n\\n' in note) + 1)`],
  ],
]
test.each(REWRITTEN)('%s', async (_, statements) => {
  const { made, size } = await sealed()
  await made.attack(...statements(size))
  await made.draft()
  await made.seal()
  expect(named(made)).toEqual([`TREE_REWRITTEN ${size}`])
  expect((await headOf(made))?.size).toBe(size)
})
