// Keys in files and keys kept elsewhere: who may read them, and that OpenSSL agrees with what they sign.

import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Command } from 'commander'
import { afterAll, describe, expect, test } from 'vitest'
import { registerSealKey } from '../../api/seal-key.ts'
import { cosignedText, parseCosignature, parseNote, signNote } from '../../engine/core/note.ts'
import { openKeyRing } from '../../engine/runtime/keyring.ts'
import { parseVkey, verifierOf } from '../../engine/runtime/signing.ts'
import { openWitnessKey } from '../../engine/runtime/witness-key.ts'

const NAME = 'trail.test/one'
const root = mkdtempSync(path.join(tmpdir(), 'xiaobao-keyring-'))
afterAll(() => rmSync(root, { recursive: true }))
let n = 0
const n0 = new Uint8Array()
const folderOf = () => path.join(root, String(++n))
const openssl = (() => {
  try {
    return execFileSync('openssl', ['version'], { encoding: 'utf8' }).startsWith('OpenSSL 3')
  } catch {
    return false
  }
})()

describe('a key in a file', () => {
  test('is made in a folder and a file of its owner alone, and found by others', async () => {
    const folder = folderOf()
    const [one, two] = [await openKeyRing(folder), await openKeyRing(folder)]
    const { vkey } = await one.create(NAME)
    expect(readdirSync(folder)).toEqual([
      `seal-${Buffer.from(parseVkey(vkey)?.hash ?? []).toString('hex')}.pem`,
    ])
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(path.join(folder, readdirSync(folder)[0] ?? '')).mode & 0o777).toBe(0o600)
    // Another server on the same folder finds it without a restart.
    expect((await two.signerOf(vkey))?.vkey).toBe(vkey)
    expect(await two.signerOf('trail.test/one+00000000+AA')).toBeUndefined()
  })
  test.each([
    ['that others may read', (file: string) => chmodSync(file, 0o640), /chmod 600/],
    [
      'with another name',
      (file: string) =>
        writeFileSync(file, readFileSync(file, 'utf8').replace('trail.test', 'other.test')),
      /not the private key/,
    ],
    [
      'that is cut off',
      (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 150)),
      /not the private key/,
    ],
  ])('%s stops the start', async (_, spoil, says) => {
    const folder = folderOf()
    await (await openKeyRing(folder)).create(NAME)
    spoil(path.join(folder, readdirSync(folder)[0] ?? ''))
    await expect(openKeyRing(folder)).rejects.toThrow(says)
  })
  test('beside files that are none of its business', async () => {
    const folder = folderOf()
    const { vkey } = await (await openKeyRing(folder)).create(NAME)
    writeFileSync(path.join(folder, 'tokens.json'), '{"kty":"OKP"}')
    writeFileSync(path.join(folder, 'other.pem'), '-----BEGIN PRIVATE KEY-----\n')
    writeFileSync(path.join(folder, 'notes.txt'), 'vkey: a+b+c\n')
    expect((await (await openKeyRing(folder)).all()).map((k) => k.vkey)).toEqual([vkey])
  })
})

/** A folder with a signer elsewhere: a script that answers. */
function elsewhere(script: string, vkey: string, more: object = {}): string {
  const folder = folderOf()
  mkdirSync(folder)
  const file = path.join(folder, 'sign')
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o700 })
  writeFileSync(path.join(folder, 'hsm.json'), JSON.stringify({ vkey, command: [file], ...more }), {
    mode: 0o600,
  })
  return folder
}

describe.skipIf(!openssl)('with OpenSSL', () => {
  const keyFile = path.join(root, 'hsm-key.pem')
  const publicFile = path.join(root, 'hsm-public.pem')
  const make = () => {
    execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', keyFile])
    execFileSync('openssl', ['pkey', '-in', keyFile, '-pubout', '-out', publicFile])
  }
  const described = async () => {
    const said: string[] = []
    const program = new Command()
    registerSealKey(
      program,
      () => Promise.reject(new Error('no house')),
      (line) => said.push(line),
    )
    await program.parseAsync(['seal-key', 'describe', '--public', publicFile, '--name', NAME], {
      from: 'user',
    })
    return said[0] ?? ''
  }
  const sign = `cat > "$0.in" && openssl pkeyutl -sign -rawin -inkey ${keyFile} -in "$0.in"`

  test.each([
    ['in bytes', sign],
    ['in base64', `{ ${sign}; } | openssl base64`],
  ])('a key kept elsewhere signs, and answers %s', async (_, script) => {
    make()
    const vkey = await described()
    const ring = await openKeyRing(elsewhere(script, vkey))
    const signer = await ring.signerOf(vkey)
    if (!signer) throw new Error('no signer')
    const note = await signNote('a\n', [signer])
    expect(verifierOf(vkey)?.verify('a\n', parseNote(note)?.signatures[0]?.signature ?? n0)).toBe(
      true,
    )
  })
  test('agrees with the signature of a head and with that of a witness', async () => {
    const folder = folderOf()
    const ring = await openKeyRing(folder)
    const signer = await ring.create(NAME)
    const text = `${NAME}\n1\n${'A'.repeat(43)}=\n`
    const seconds = () => 1_800_000_000
    const cosigner = await openWitnessKey({ folder, name: 'witness.test', seconds })
    const cosignature = parseCosignature(await cosigner.sign(text))
    expect(cosignature?.seconds).toBe(1_800_000_000)
    for (const [key, message, signature] of [
      [`seal-${Buffer.from(signer.hash).toString('hex')}.pem`, text, await signer.sign(text)],
      ['witness.pem', cosignedText(text, 1_800_000_000), cosignature?.signature ?? n0],
    ] as const) {
      const [input, signed] = [path.join(root, 'in'), path.join(root, 'sig')]
      writeFileSync(input, message)
      writeFileSync(signed, signature)
      const args = ['-verify', '-rawin', '-inkey', path.join(folder, key), '-in', input]
      expect(
        execFileSync('openssl', ['pkeyutl', ...args, '-sigfile', signed], { encoding: 'utf8' }),
      ).toMatch(/Verified Successfully/)
    }
  })
  test('a signer that answers with anything else is refused by name', async () => {
    make()
    const vkey = await described()
    const refusal = async (script: string, more?: object) => {
      const ring = await openKeyRing(elsewhere(script, vkey, more))
      return (await ring.signerOf(vkey))?.sign('a\n').then(
        () => 'signed',
        (error: unknown) => String(error),
      )
    }
    expect(await refusal('head -c 64 /dev/zero')).toMatch(/not the signature of its key/)
    expect(await refusal('echo no')).toMatch(/64 bytes/)
    expect(await refusal('echo "no slot" >&2; exit 3')).toMatch(/ended with 3: no slot/)
    expect(await refusal('exec sleep 20', { timeoutMs: 50 })).toMatch(/SIGTERM.*50 ms/)
    rmSync(path.join(root, String(n), 'sign'))
    const ring = await openKeyRing(path.join(root, String(n)))
    await expect((await ring.signerOf(vkey))?.sign('a\n')).rejects.toThrow(/cannot be run/)
  })
})

test.skipIf(openssl)('OpenSSL 3 is not here: that it agrees was not tried', () => undefined)

describe('the file of a key kept elsewhere', () => {
  const vkey = async () => (await (await openKeyRing(folderOf())).create(NAME)).vkey
  test.each([
    ['without a command', async () => ({ vkey: await vkey(), command: [] }), /must be/],
    [
      'with a member that is not known',
      async () => ({ vkey: await vkey(), command: ['a'], slot: 1 }),
      /must be/,
    ],
    [
      'with a time that is none',
      async () => ({ vkey: await vkey(), command: ['a'], timeoutMs: 0 }),
      /must be/,
    ],
    ['without a key', () => Promise.resolve({ vkey: 'a+b+c', command: ['a'] }), /no verifier key/],
  ])('%s stops the start', async (_, made, says) => {
    const folder = folderOf()
    mkdirSync(folder)
    writeFileSync(path.join(folder, 'hsm.json'), JSON.stringify(await made()), { mode: 0o600 })
    await expect(openKeyRing(folder)).rejects.toThrow(says)
  })
  test('that others may change stops the start', async () => {
    const folder = elsewhere('exit 1', await vkey())
    chmodSync(path.join(folder, 'hsm.json'), 0o622)
    await expect(openKeyRing(folder)).rejects.toThrow(/may be changed by others/)
  })
})
