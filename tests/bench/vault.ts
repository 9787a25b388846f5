// What a personal value costs: to be encrypted on the way to the database with the key of a subject that is
// known, or with a new one, and to be opened when it is read. Nothing here asks a database.

import { randomBytes } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { commitmentTo } from '../../engine/core/trail.ts'
import { wrapperOf } from '../../engine/runtime/keys.ts'
import type { KeyStore } from '../../engine/runtime/keystore.ts'
import { Vault, openValue } from '../../engine/runtime/vault.ts'

const HOUSE = '0190d3e0-0000-7000-8000-000000000001'
const BATCH = 64
const ROUNDS = 500
const WARM = 100
const TEXTS = [20, 200, 2000] as const

function vaultWithNothing(): Vault {
  const store: Pick<KeyStore, 'keys' | 'privates' | 'requestKey' | 'keepRequestKey'> = {
    keys: (_, subjects) =>
      Promise.resolve({
        master: null,
        subjects: subjects.map((subject) => ({
          subject,
          id: null,
          master: null,
          wrapped: null,
          erasedAt: null,
        })),
      }),
    privates: () => Promise.resolve([]),
    requestKey: () => Promise.resolve(undefined),
    keepRequestKey: () => Promise.resolve(),
  }
  let n = 0
  return new Vault({
    store,
    wrapper: wrapperOf(randomBytes(32)),
    nextId: () => `0190d3e0-0000-7000-8000-${String(++n).padStart(12, '0')}`,
    log: { error: () => undefined },
  })
}

/** Microseconds of one of `each`, the median of all rounds. */
async function microseconds(each: number, round: (n: number) => Promise<void> | void) {
  const taken: number[] = []
  for (let n = 0; n < WARM + ROUNDS; n++) {
    const begin = performance.now()
    await round(n)
    if (n >= WARM) taken.push(((performance.now() - begin) * 1000) / each)
  }
  return taken.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? 0
}

/** Measures and prints a line for each length of text. */
export async function main(print: (line: string) => void): Promise<boolean> {
  print('microseconds a value    commitment    known subject    new subject    opened')
  for (const length of TEXTS) {
    const value = '费'.repeat(length)
    const salt = randomBytes(32)
    const values = (subjectOf: (i: number) => string) =>
      Array.from({ length: BATCH }, (_, i) => ({
        entry: HOUSE,
        path: 'payload.narrative',
        subject: subjectOf(i),
        salt: salt.toString('hex'),
        value,
      }))
    const vault = vaultWithNothing()
    const seal = async (batch: ReturnType<typeof values>) => {
      const keys = await vault.keysOf(
        HOUSE,
        batch.map((v) => v.subject),
      )
      const sealed = await vault.seal(HOUSE, batch, keys)
      vault.remember(HOUSE, sealed.made, keys)
      return sealed
    }
    const committed = await microseconds(BATCH, () => {
      for (let i = 0; i < BATCH; i++) commitmentTo(value, salt)
    })
    const known = values((i) => `consumer:known-${String(i % 8)}`)
    const first = await seal(known)
    const again = await microseconds(BATCH, async () => void (await seal(known)))
    const anew = await microseconds(
      BATCH,
      async (n) => void (await seal(values((i) => `consumer:${String(n)}-${String(i)}`))),
    )
    const [place] = first.privates
    const key = place && first.made.get(place.subject)
    if (!place || !key) return false
    const opened = await microseconds(BATCH, () => {
      for (let i = 0; i < BATCH; i++)
        openValue(key.bytes, { institution: HOUSE, ...place }, place.sealed)
    })
    const cells = [committed, again, anew, opened].map((us) => us.toFixed(2).padStart(10))
    print(`${String(length).padStart(6)} characters   ${cells.join('       ')}`)
  }
  return true
}
