// What witnesses have cosigned is held against the heads and the keys of the witnesses.

import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseNote, signatureLine } from '../../engine/core/note.ts'
import { openKeyRing } from '../../engine/runtime/keyring.ts'
import { sealNow } from '../../engine/runtime/seal.ts'
import { cosignerOf } from '../../engine/runtime/signing.ts'
import { underAttack } from '../support/attack.ts'
import type { Attacker } from '../support/attack.ts'
import { checkTrail, trailOf } from '../support/checkTrail.ts'
import { createScene } from '../support/scene.ts'
import { GOVERNANCE, INSTITUTION } from '../support/world.ts'
import type { World } from '../support/world.ts'

const WITNESS = 'witness.test'
const SECONDS = 1_770_000_000
const folder = mkdtempSync(path.join(tmpdir(), 'xiaobao-cosignatures-'))
const newWitness = () =>
  cosignerOf(WITNESS, generateKeyPairSync('ed25519').privateKey, () => SECONDS)
const witness = newWitness()
let world: World

beforeAll(async () => {
  world = await createScene()
  const keys = await openKeyRing(folder)
  const { vkey } = await keys.create(`trail.test/${INSTITUTION}`)
  const [entered] = await world.engine.execute(INSTITUTION, [
    {
      asker: { system: 'keeper' },
      via: 'engine',
      request: 'seal-key',
      mechanism: 'G01',
      process: GOVERNANCE,
      event: 'enterSealKey',
      payload: { key: vkey },
    },
  ])
  expect(entered).toMatchObject({ kind: 'accepted' })
  const log = { warn: () => undefined, error: () => undefined }
  await sealNow({ pool: world.pool, keys, log }, INSTITUTION)
  await world.send('hr-1', {
    mechanism: 'G01',
    process: GOVERNANCE,
    event: 'registerSubject',
    payload: { subject: 'product:cosigned', name: 'cosigned' },
  })
  await sealNow({ pool: world.pool, keys, log }, INSTITUTION)
  await cosigned()
  expect((await checkTrail(world.pool)).cosignatures).toBe(2)
}, 120_000)
afterAll(async () => {
  await world?.close()
  rmSync(folder, { recursive: true })
})

/** The witness has seen every head. */
async function cosigned(): Promise<void> {
  const { rows } = await world.pool.query<{ size: string; note: string }>(
    'select size, note from checkpoint order by size',
  )
  for (const { size, note } of rows) {
    const signature = await witness.sign(parseNote(note)?.text ?? '')
    const line = signatureLine({ ...witness, signature })
    await world.pool.query('select cosign($1, $2, $3, $4)', [INSTITUTION, size, WITNESS, line])
    await world.pool.query("select note_witness($1, $2, $3, 'COSIGNED', $4)", [
      INSTITUTION,
      WITNESS,
      witness.vkey,
      size,
    ])
  }
}

const found = async (attack: (a: Attacker, sizes: Sizes) => Promise<void>) => {
  let sizes: Sizes = { small: 0, large: 0 }
  const { differences } = await underAttack(
    world.database,
    async (a) => {
      sizes = await a.one<Sizes>(
        'select min(size)::int as small, max(size)::int as large from checkpoint',
      )
      await attack(a, sizes)
    },
    (pool) => trailOf(pool),
  )
  return { sizes, kinds: differences.map(({ kind, position }) => ({ kind, position })) }
}
interface Sizes {
  readonly small: number
  readonly large: number
}

it('a cosignature that was moved to another head is not of it', async () => {
  const { sizes, kinds } = await found((a, { small, large }) =>
    a.change(
      `update cosignature c set line = o.line from cosignature o where c.size = $1 and o.size = $2`,
      large,
      small,
    ),
  )
  expect(kinds).toEqual([{ kind: 'forgedSignature', position: sizes.large }])
})

it.each([
  ['is malformed', 'update cosignature set line = $2 where size = $1', 'cosigned'],
  ['is of another name', 'update cosignature set witness = $2 where size = $1', 'another.test'],
])('a cosignature that %s is none', async (_, change, to) => {
  const { sizes, kinds } = await found((a, { small }) => a.change(change, small, to))
  expect(kinds).toEqual([{ kind: 'forgedSignature', position: sizes.small }])
})

it('a cosignature of a head that is not there says that it was', async () => {
  const { sizes, kinds } = await found((a, { small }) =>
    a.change('delete from checkpoint where size = $1', small),
  )
  expect(kinds).toEqual([{ kind: 'otherTree', position: sizes.small }])
})

it('a key that the operator names counts before the one that is kept', async () => {
  const report = await trailOf(world.pool, { witnesses: [newWitness().vkey] })
  expect(report).toMatchObject({ cosignatures: 0, cosignedByOthers: 2, differences: [] })
})
