// What a superuser may do to a sealed trail so that everything still follows from everything: the seal
// shows it, by place and kind. Then any byte of any stored entry.

import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseNote, signNote } from '../../engine/core/note.ts'
import type { NoteSigner } from '../../engine/core/note.ts'
import { leafHash } from '../../engine/core/trail.ts'
import { openKeyRing } from '../../engine/runtime/keyring.ts'
import type { KeyRing } from '../../engine/runtime/keyring.ts'
import { sealNow } from '../../engine/runtime/seal.ts'
import { signerOf } from '../../engine/runtime/signing.ts'
import type { TrailSigner } from '../../engine/runtime/signing.ts'
import { underAttack } from '../support/attack.ts'
import type { Attacker } from '../support/attack.ts'
import { checkTrail, trailOf } from '../support/checkTrail.ts'
import { createScene } from '../support/scene.ts'
import { GOVERNANCE, INSTITUTION } from '../support/world.ts'
import type { Sent, World } from '../support/world.ts'

const NAME = `trail.test/${INSTITUTION}`
const folder = mkdtempSync(path.join(tmpdir(), 'xiaobao-verify-seal-'))
let world: World
let keys: KeyRing
let first: TrailSigner
let second: TrailSigner

const seal = () =>
  sealNow(
    { pool: world.pool, keys, log: { warn: () => undefined, error: () => undefined } },
    INSTITUTION,
  )
const governance = async (as: string, sent: Pick<Sent, 'event' | 'payload'>) =>
  expect(await world.send(as, { mechanism: 'G01', process: GOVERNANCE, ...sent })).toMatchObject({
    kind: 'accepted',
  })
const subject = (n: number) =>
  governance('hr-1', {
    event: 'registerSubject',
    payload: { subject: `product:sealed-${String(n)}`, name: 'sealed' },
  })

beforeAll(async () => {
  world = await createScene()
  keys = await openKeyRing(folder)
  first = await keys.create(NAME)
  const [entered] = await world.engine.execute(INSTITUTION, [
    {
      asker: { system: 'keeper' },
      via: 'engine',
      request: 'seal-key',
      mechanism: 'G01',
      process: GOVERNANCE,
      event: 'enterSealKey',
      payload: { key: first.vkey },
    },
  ])
  expect(entered).toMatchObject({ kind: 'accepted' })
  await seal()
  // Past a tile, so that there is one above it.
  for (let n = 0; n < 120; n++) await subject(n)
  await seal()
  second = await keys.create(NAME)
  await governance('management-1', {
    event: 'rotateSealKey',
    payload: { key: second.vkey, reason: 'yearly' },
  })
  await subject(120)
  await seal()
  await subject(121)
  await seal()
  const report = await checkTrail(world.pool)
  expect(report.sealed).toBe(report.entries)
  expect(report.sealed).toBeGreaterThan(256)
  expect(report.checkpoints).toBe(4)
}, 300_000)
afterAll(async () => {
  await world?.close()
  rmSync(folder, { recursive: true })
})

/** Kinds and places after an attack; there must be some. */
async function after(attack: (a: Attacker) => Promise<void>) {
  const { differences, totals } = await underAttack(world.database, attack, (pool) => trailOf(pool))
  expect(differences).not.toEqual([])
  expect(Object.values(totals).reduce((a, b) => a + b, 0)).toBe(differences.length)
  return differences
}
const placed = (kind: string, position: number): unknown =>
  expect.objectContaining({ kind, position })
const SUBJECTS = "event = 'registerSubject' and request is not null and position > 40"
const one = (a: Attacker, where = SUBJECTS) =>
  a.one<{ id: string; position: number }>(
    `select id, position::int as position from entry where ${where} order by position`,
  )
const size = async (a: Attacker) =>
  (await a.one<{ size: number }>('select size::int as size from sealed')).size
/** Moves the entries from a position on by so many places. */
async function move(a: Attacker, from: number, by: number): Promise<void> {
  await a.change('update entry set position = -position where position >= $1', from)
  await a.change('update entry set position = $1 - position where position < 0', by)
  await a.change('update head set position = position + $1', by)
}

describe('an entry', () => {
  it('that was rewritten with all that follows from it is not the one that was sealed', async () => {
    let position = 0
    const found = await after(async (a) => {
      const target = await one(a)
      position = target.position
      await a.rewrite(target.id, (leaf) => (leaf['request'] = 'another'))
      await a.change("update entry set request = 'another' where id = $1", target.id)
      await a.change("update request_digest set request = 'another' where entry = $1", target.id)
    })
    expect(found).toEqual([placed('changedRow', position)])
    expect(found[0]?.entry).toMatch(/-/)
  })
  it('that was taken out, and the later ones moved up, is missing from its place', async () => {
    let position = 0
    const found = await after(async (a) => {
      position = (await one(a)).position
      await a.change('delete from entry where position = $1', position)
      await move(a, position, -1)
    })
    expect(found).toContainEqual(placed('missingRow', position))
    expect(found).toContainEqual(expect.objectContaining({ kind: 'lostTail' }))
  })
  it('that was put in, and the later ones moved down, was not sealed', async () => {
    let position = 0
    const found = await after(async (a) => {
      position = (await one(a)).position
      await a.rows('create temp table more on commit drop as table entry')
      await move(a, position, 1)
      await a.change(
        `insert into entry select institution, position, gen_random_uuid(), kind, replace(leaf, '12', '13'),
          sha256('\\x00'::bytea || convert_to(replace(leaf, '12', '13'), 'UTF8')), recorded_at, logged_at, effective_at, process, version, mechanism, event, actor, body,
          duty, article, refusal, cause, null, touches from more where position = $1`,
        position,
      )
    })
    expect(found).toContainEqual(placed('addedRow', position))
  })
  it('that was exchanged with one of another process is not where it was sealed', async () => {
    let [a1, a2] = [0, 0]
    const found = await after(async (a) => {
      const rows = await a.rows<{ position: number }>(
        `select min(position)::int as position from entry where mechanism = 'M07' and version = 1
          and kind = 'accepted' group by process order by 1 limit 2`,
      )
      ;[a1, a2] = rows.map((r) => r.position) as [number, number]
      await a.change('update entry set position = -1 where position = $1', a1)
      await a.change('update entry set position = $1 where position = $2', a1, a2)
      await a.change('update entry set position = $1 where position = -1', a2)
    })
    expect(found).toContainEqual(placed('reorderedRows', a1))
    expect(found).toContainEqual(placed('reorderedRows', a2))
  })
  it('and all after it that were deleted, with the head set back, were sealed', async () => {
    let kept = 0
    const found = await after(async (a) => {
      kept = (await size(a)) - 5
      await a.change('delete from entry where position > $1', kept)
      await a.change('update head set position = $1', kept)
    })
    expect(found).toContainEqual(placed('lostTail', kept + 1))
  })
  it('of an older backup is not all that was sealed', async () => {
    // Everything as it was before the last subject was registered, but for the seal.
    let kept = 0
    const found = await after(async (a) => {
      kept = (await size(a)) - 1
      const gone = await a.one<{ id: string }>('select id from entry where position = $1 + 1', kept)
      await a.change('delete from entry where id = $1', gone.id)
      await a.change('delete from subject where entry = $1', gone.id)
      await a.change('delete from request_digest where entry = $1', gone.id)
      await a.change('update head set position = $1', kept)
    })
    expect(found.filter(({ kind }) => kind !== 'changedSnapshot')).toEqual([
      placed('lostTail', kept + 1),
    ])
  })
})

describe('a tile', () => {
  const flip = (at: number) =>
    `update tile set hashes = set_byte(hashes, ${String(at)}, (get_byte(hashes, ${String(at)}) + 1) % 256)`
  it('in which a leaf was changed is named, and the entry is not', async () => {
    const found = await after((a) => a.change(`${flip(70)} where level = 0 and index = 0`))
    expect(found).toEqual([placed('changedTile', 1)])
  })
  it('above the leaves is named by the entries that it stands for', async () => {
    const found = await after((a) => a.change(`${flip(3)} where level = 1`))
    expect(found).toEqual([placed('changedTile', 1)])
  })
  it('that is gone is named', async () => {
    const found = await after((a) => a.change('delete from tile where level = 0 and index = 0'))
    expect(found).toEqual([placed('changedTile', 1)])
  })
  it('that was rewritten with its entry is not what was signed', async () => {
    const found = await after((a) => rewriteWithTile(a))
    expect(found).toContainEqual(placed('changedTile', 1))
    expect(found.filter(({ kind }) => kind === 'otherTree')).toHaveLength(4)
  })
})

/** Rewrites an entry of the first tile with its leaf in the tree. */
async function rewriteWithTile(a: Attacker): Promise<void> {
  const target = await one(
    a,
    "kind = 'accepted' and mechanism = 'G01' and request is not null and position < 200",
  )
  await a.rewrite(target.id, (leaf) => (leaf['request'] = 'another'))
  await a.change("update entry set request = 'another' where id = $1", target.id)
  await a.change(
    `update tile set hashes = overlay(hashes placing
        (select leaf_hash from entry where position = $1) from ($1::int - 1) * 32 + 1)
      where level = 0 and index = 0`,
    target.position,
  )
}

describe('a signed head', () => {
  const last = 'size = (select max(size) from checkpoint)'
  const note = async (a: Attacker) =>
    (await a.one<{ note: string }>(`select note from checkpoint where ${last}`)).note
  const resigned = async (a: Attacker, signers: readonly NoteSigner[]) =>
    a.change(
      `update checkpoint set note = $1 where ${last}`,
      await signNote(parseNote(await note(a))?.text ?? '', signers),
    )
  const stranger = () => signerOf(NAME, generateKeyPairSync('ed25519').privateKey)

  it('whose signature was forged is named', async () => {
    let at = 0
    const found = await after(async (a) => {
      at = await size(a)
      const forged: NoteSigner = { ...second, sign: () => Promise.resolve(Buffer.alloc(64, 7)) }
      await resigned(a, [forged])
    })
    expect(found).toEqual([placed('forgedSignature', at)])
  })
  it('of which a word was changed is named', async () => {
    const found = await after(async (a) => {
      const text = (await note(a)).replace(
        /\n(\d+)\n/,
        (_, n: string) => `\n${String(Number(n) - 1)}\n`,
      )
      await a.change(`update checkpoint set note = $1 where ${last}`, text)
    })
    expect(found.map(({ kind }) => kind)).toContain('forgedSignature')
  })
  it('that is no note is named', async () => {
    const found = await after((a) => a.change(`update checkpoint set note = 'x' where ${last}`))
    expect(found.map(({ kind }) => kind)).toEqual(['forgedSignature'])
  })
  it('that was signed by another key is named', async () => {
    const found = await after((a) => resigned(a, [stranger()]))
    expect(found.map(({ kind }) => kind)).toEqual(['keyNotInForce'])
  })
  it('that another key signed and claims is named', async () => {
    const found = await after(async (a) => {
      const other = stranger()
      await resigned(a, [other])
      await a.change(`update checkpoint set key = $1 where ${last}`, other.vkey)
    })
    expect(found.map(({ kind }) => kind)).toEqual(['keyNotInForce'])
  })
  it('that was signed by the key that was in force before is named', async () => {
    const found = await after((a) => resigned(a, [first]))
    expect(found.map(({ kind }) => kind)).toEqual(['keyNotInForce'])
  })
  it('of another tree is named, though the key is the right one', async () => {
    let at = 0
    const found = await after(async (a) => {
      at = await size(a)
      const text = (parseNote(await note(a))?.text ?? '').replace(
        /\n[^\n]*\n$/,
        `\n${Buffer.alloc(32, 1).toString('base64')}\n`,
      )
      await a.change(
        `update checkpoint set note = $1, root = $2 where ${last}`,
        await signNote(text, [second]),
        Buffer.alloc(32, 1),
      )
    })
    expect(found).toEqual([placed('otherTree', at)])
  })
  it('that is gone, or of which the seal knows nothing, is named', async () => {
    const gone = await after((a) => a.change(`delete from checkpoint where ${last}`))
    expect(gone.map(({ kind }) => kind)).toEqual(['otherTree'])
    const unsaid = await after((a) => a.change('update sealed set size = size - 1'))
    expect(unsaid.map(({ kind }) => kind)).toContain('otherTree')
  })
})

const TEXTS = ['mechanism', 'event', 'actor', 'body', 'duty', 'article', 'refusal', 'request']
/** A UUID with another last digit. */
const otherUuid = (name: string) =>
  `overlay(${name}::text placing case when ${name}::text like '%a' then 'b' else 'a' end from 36)::uuid`
/** By column: the value changed by a little, in SQL. */
const CHANGED: Readonly<Record<string, (at: number, by: number) => string>> = {
  id: () => otherUuid('id'),
  kind: () => "case kind when 'accepted' then 'reaction' else 'accepted' end",
  leaf_hash: (at, by) =>
    `set_byte(leaf_hash, ${at % 32}, (get_byte(leaf_hash, ${at % 32}) + ${1 + (by % 255)}) % 256)`,
  recorded_at: (at) => `recorded_at + interval '${1 + (at % 9)} ms'`,
  logged_at: (at) => `logged_at - interval '${1 + (at % 9)} ms'`,
  effective_at: (at) => `coalesce(effective_at, now()) - interval '${1 + (at % 9)} ms'`,
  version: (at) => `coalesce(version, 0) + ${1 + (at % 3)}`,
  cause: () => `coalesce(${otherUuid('cause')}, gen_random_uuid())`,
  process: () => `coalesce(${otherUuid('process')}, gen_random_uuid())`,
  touches: () => "case when cardinality(touches) = 0 then '{x}' else touches[2:] end",
  ...Object.fromEntries(
    TEXTS.map((name) => [
      name,
      (at: number, by: number) => {
        const place = `(1 + ${at} % greatest(1, length(${name})))`
        // A character that happens to be the same would be no change.
        const other = `chr(case ascii(substr(${name}, ${place}, 1)) when ${33 + (by % 90)} then 126 else ${33 + (by % 90)} end)`
        return `coalesce(overlay(${name} placing ${other} from ${place} for 1), 'x')`
      },
    ]),
  ),
}

describe('any changed byte', () => {
  it('of any stored entry is found, and the entry is named', async () => {
    const COLUMNS = ['leaf', 'leaf', 'leaf', ...Object.keys(CHANGED)]
    const change = fc.record({
      entry: fc.nat(),
      column: fc.constantFrom(...COLUMNS),
      at: fc.nat(100_000),
      by: fc.nat(100_000),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 25, maxLength: 40 }), async (changes) => {
        const changed: { position: number; column: string }[] = []
        const found = await after(async (a) => {
          const rows = await a.rows<{
            id: string
            position: number
            leaf: string
            process: string | null
          }>('select id, position::int as position, leaf, process from entry order by position')
          // Once a process cannot be followed it is not told what its entries touched: there is one such
          // change in a process, and then no other.
          const told = new Map<string | null, 'alone' | 'others'>()
          for (const { entry, column, at, by } of changes) {
            const [row] = rows.splice(entry % rows.length, 1)
            const known = told.get(row?.process ?? null)
            if (known && (known === 'alone' || column === 'touches')) continue
            told.set(row?.process ?? null, column === 'touches' ? 'alone' : 'others')
            if (row) changed.push({ position: row.position, column })
            if (row && column === 'leaf') await a.writeLeaf(row.id, oneCharacter(row.leaf, at, by))
            else if (row)
              await a.change(
                `update entry set ${column} = ${CHANGED[column]?.(at, by) ?? ''} where id = $1`,
                row.id,
              )
          }
        })
        const named = new Set(found.map(({ position }) => position))
        expect(changed.filter(({ position }) => !named.has(position))).toEqual([])
      }),
      // A trail cannot be made smaller here, and each try takes a while.
      { numRuns: 4, seed: 20261127, endOnFailure: true },
    )
  }, 120_000)
})

/** The text with one character changed; never the same text. */
function oneCharacter(text: string, at: number, by: number): string {
  const place = at % text.length
  const was = text.charCodeAt(place)
  const is = 32 + ((was + 1 + (by % 90)) % 94)
  const made = `${text.slice(0, place)}${String.fromCharCode(is === was ? is + 1 : is)}${text.slice(place + 1)}`
  expect(leafHash(made)).not.toBe(leafHash(text))
  return made
}
