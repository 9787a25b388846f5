// Keys and values by themselves: what opens, what does not, and how the master key is kept.

import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commitmentTo } from '../../engine/core/trail.ts'
import type { Instant } from '../../engine/core/values.ts'
import { decrypt, encrypt } from '../../engine/runtime/aead.ts'
import {
  KeyError,
  addMasterKey,
  findMasterKey,
  openMasterKey,
  retireMasterKeys,
  wrapperOf,
} from '../../engine/runtime/keys.ts'
import type { KeysLoaded } from '../../engine/runtime/keystore.ts'
import { Vault, openValue, sealValue } from '../../engine/runtime/vault.ts'
import type { MadeKey } from '../../engine/runtime/vault.ts'
import { MASTER } from '../support/master.ts'
import { INSTITUTION } from '../support/world.ts'

const place = { institution: INSTITUTION, entry: 'e', path: 'payload.text', subject: 'consumer:1' }
const saltOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

describe('a value', () => {
  const key = randomBytes(32)
  it('opens to what was sealed, with the salt of its commitment', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        (value, salt) => {
          const opened = openValue(key, place, sealValue(key, place, { value, salt: saltOf(salt) }))
          expect(opened?.value).toBe(value)
          expect(opened && commitmentTo(opened.value, opened.salt)).toEqual(
            commitmentTo(value, salt),
          )
        },
      ),
    )
  })
  it('does not open where a bit of it, its place or its key is another', () => {
    const sealed = sealValue(key, place, { value: '密', salt: saltOf(randomBytes(32)) })
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const altered = Buffer.from(sealed)
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(openValue(key, place, altered)).toBeUndefined()
    }
    for (const moved of ['institution', 'entry', 'path', 'subject'] as const)
      expect(openValue(key, { ...place, [moved]: 'other' }, sealed)).toBeUndefined()
    expect(openValue(randomBytes(32), place, sealed)).toBeUndefined()
    for (const length of [0, 1, 13, 28, sealed.length - 1])
      expect(openValue(key, place, sealed.subarray(0, length))).toBeUndefined()
  })
  it('is never sealed twice into the same bytes', () => {
    const seen = new Set(
      Array.from({ length: 1000 }, () => encrypt(key, '', Buffer.from('same')).toString('hex')),
    )
    expect(seen.size).toBe(1000)
    for (const hex of seen)
      expect(decrypt(key, '', Buffer.from(hex, 'hex'))?.toString()).toBe('same')
  })
})

describe('a vault', () => {
  interface Shelf {
    readonly asked: string[][]
    readonly kept: Map<string, MadeKey>
    erasedAt: Instant | null
    readonly vault: Vault
    nowMs: number
  }
  function shelf(): Shelf {
    const kept = new Map<string, MadeKey>()
    const asked: string[][] = []
    const keys = (_: string, subjects: readonly string[]): Promise<KeysLoaded> => {
      asked.push([...subjects])
      return Promise.resolve({
        master: null,
        subjects: subjects.map((subject) => {
          const key = kept.get(subject)
          return {
            subject,
            id: key?.id ?? null,
            master: key?.master ?? null,
            wrapped: key ? Buffer.from(key.wrapped, 'hex') : null,
            erasedAt: made.erasedAt,
          }
        }),
      })
    }
    const none = () => Promise.reject(new Error('not asked here'))
    const store = { keys, privates: none, requestKey: none, keepRequestKey: none }
    let n = 0
    const vault = new Vault({
      store,
      wrapper: MASTER,
      nextId: () => `key-${String(++n)}`,
      log: { error: () => undefined },
      nowMs: () => made.nowMs,
      most: 20,
    })
    const made: Shelf = { asked, kept, erasedAt: null, vault, nowMs: 0 }
    return made
  }
  /** Seals a value of each subject as a batch does; gives the keys by which. */
  async function sealed({ vault, kept }: Shelf, subjects: readonly string[]) {
    const keys = await vault.keysOf(INSTITUTION, subjects)
    const values = subjects.map((subject) => ({
      ...place,
      subject,
      value: 'v',
      salt: saltOf(randomBytes(32)),
    }))
    const batch = await vault.seal(INSTITUTION, values, keys)
    for (const key of batch.keys) kept.set(key.subject, key)
    vault.remember(INSTITUTION, batch.made, keys)
    return batch.privates.map((p) => p.key)
  }

  it('asks once for a subject, and for all strangers together', async () => {
    const one = shelf()
    const first = await sealed(one, ['consumer:a', 'consumer:b'])
    expect(await sealed(one, ['consumer:b', 'consumer:a'])).toEqual(first.toReversed())
    expect(await sealed(one, ['consumer:a', 'consumer:c'])).toEqual([first[0], 'key-3'])
    expect(one.asked).toEqual([['consumer:a', 'consumer:b'], ['consumer:c']])
  })
  it('makes one key for a subject that a batch brings twice', async () => {
    const [a, b] = await sealed(shelf(), ['consumer:a', 'consumer:a'])
    expect(a).toBe(b)
  })
  it('forgets a key in time, and when it is told', async () => {
    const one = shelf()
    await sealed(one, ['consumer:a'])
    one.nowMs = 299_999
    await sealed(one, ['consumer:a'])
    // However often it is used.
    for (one.nowMs = 300_000; one.nowMs < 600_000; one.nowMs += 50_000)
      await sealed(one, ['consumer:a'])
    expect(one.asked).toHaveLength(1)
    one.nowMs = 600_000
    await sealed(one, ['consumer:a'])
    one.vault.forget(INSTITUTION, ['consumer:a'])
    await sealed(one, ['consumer:a'])
    expect(one.asked).toHaveLength(3)
  })
  it('remembers no more than its bound', async () => {
    const one = shelf()
    const many = Array.from({ length: 200 }, (_, i) => `consumer:${String(i)}`)
    for (const subject of many) await sealed(one, [subject])
    one.asked.length = 0
    for (const subject of many.toReversed()) await sealed(one, [subject])
    // Of 200 the last ten to twenty were still known.
    expect(one.asked.length).toBeGreaterThanOrEqual(180)
    expect(one.asked.length).toBeLessThanOrEqual(190)
  })
  it('knows of one that was erased and came anew', async () => {
    const one = shelf()
    one.erasedAt = '2031-01-01T00:00:00.000Z' as Instant
    await sealed(one, ['consumer:a'])
    const known = await one.vault.keysOf(INSTITUTION, ['consumer:a'])
    expect(known.get('consumer:a')).toMatchObject({
      erasedAt: one.erasedAt,
      alive: { id: 'key-1' },
    })
  })
  it('does not take a wrapped key for what it is not', async () => {
    const use = { institution: INSTITUTION, use: 'subject a' }
    const wrapped = await MASTER.wrap(randomBytes(32), use, MASTER.newest)
    await expect(MASTER.unwrap(wrapped, { ...use, use: 'subject b' })).rejects.toThrow(KeyError)
    await expect(MASTER.unwrap(wrapped, { ...use, institution: 'x' })).rejects.toThrow(KeyError)
    await expect(wrapperOf(randomBytes(32)).unwrap(wrapped, use)).rejects.toThrow(wrapped.master)
  })
})

describe('the master key', () => {
  let root: string
  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'xiaobao-keys-'))
  })
  afterAll(() => rm(root, { recursive: true }))
  const use = { institution: INSTITUTION, use: 'subject a' }

  it('is made once, by whichever server is first, and is its owner’s alone', async () => {
    const folder = path.join(root, 'first', 'keys')
    expect(await findMasterKey(folder)).toBeUndefined()
    const opened = await Promise.all(Array.from({ length: 5 }, () => openMasterKey(folder)))
    expect(new Set(opened.map((o) => o.newest)).size).toBe(1)
    const { mode } = await stat(path.join(folder, 'master.key'))
    expect(mode & 0o777).toBe(0o600)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    expect((await findMasterKey(folder))?.newest).toBe(opened[0]?.newest)
  })
  it('is not used where everybody may read it, or where it was damaged', async () => {
    const folder = path.join(root, 'open')
    await openMasterKey(folder)
    const file = path.join(folder, 'master.key')
    await chmod(file, 0o604)
    await expect(openMasterKey(folder)).rejects.toThrow(/chmod 600/)
    await chmod(file, 0o600)
    const text = await readFile(file, 'utf8')
    for (const damaged of ['', text.replace(/[0-9a-f]{16} /, 'f'.repeat(16) + ' '), `${text}x\n`]) {
      await writeFile(file, damaged)
      await expect(openMasterKey(folder)).rejects.toThrow(KeyError)
    }
  })
  it('is followed by another, which a running server finds by itself', async () => {
    const folder = path.join(root, 'next')
    const running = await openMasterKey(folder)
    const first = running.newest
    const key = randomBytes(32)
    const old = await running.wrap(key, use, first)
    // An editor of another system may have been at it.
    const file = path.join(folder, 'master.key')
    await writeFile(file, (await readFile(file, 'utf8')).replaceAll('\n', '\r\n'))
    await chmod(file, 0o640)
    const second = await addMasterKey(folder)
    expect((await stat(file)).mode & 0o777).toBe(0o640)
    expect(running.newest).toBe(first)
    const next = await running.wrap(key, use, second)
    expect(running.newest).toBe(second)
    for (const wrapped of [old, next])
      expect(Buffer.from(await running.unwrap(wrapped, use)).equals(key)).toBe(true)
    expect(await retireMasterKeys(folder)).toEqual([first])
    const later = await openMasterKey(folder)
    await expect(later.unwrap(old, use)).rejects.toThrow(KeyError)
    expect(await later.unwrap(next, use)).toBeDefined()
  })
})
