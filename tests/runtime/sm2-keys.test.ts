// Keys of SM2 in files and elsewhere, and the one form of a signature: `openssl` agrees with what they sign.

import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Command } from 'commander'
import { afterAll, describe, expect, test } from 'vitest'
import { registerSealKey } from '../../api/seal-key.ts'
import { isSm2Key } from '../../engine/core/note.ts'
import { openKeyRing } from '../../engine/runtime/keyring.ts'
import { publicPemOf, verifierOf } from '../../engine/runtime/signing.ts'
import { openSsl } from '../support/openssl.ts'
import type { Sm2Claim } from '../support/openssl.ts'

const NAME = 'trail.test/one'
const TEXT = `${NAME}\n1\n${'A'.repeat(43)}=\n`
const root = mkdtempSync(path.join(tmpdir(), 'xiaobao-sm2-keys-'))
afterAll(() => rmSync(root, { recursive: true }))
let n = 0
const folderOf = () => path.join(root, String(++n))
const openssl = openSsl()
const made = async () => {
  const folder = folderOf()
  const signer = await (await openKeyRing(folder)).createSm2(NAME)
  return { folder, signer, file: path.join(folder, readdirSync(folder)[0] ?? '') }
}
const said = async (args: readonly string[]) => {
  const lines: string[] = []
  const program = new Command()
  const noHouse = () => Promise.reject(new Error('no house'))
  registerSealKey(program, noHouse, (line) => lines.push(line))
  await program.parseAsync(['seal-key', ...args], { from: 'user' })
  return lines.join('\n')
}

describe('a key of SM2', () => {
  test('is known by name, hash of the whole, and bytes that no other algorithm has', async () => {
    const { signer } = await made()
    const [name = '', hash = '', encoded = ''] = signer.vkey.split(/\+(.{8})\+/)
    const bytes = Buffer.from(encoded, 'base64')
    expect(name).toBe(NAME)
    expect(bytes[0]).toBe(0xff)
    // The object identifier of SM2 with SM3, then an uncompressed point.
    expect(bytes.subarray(1, 25).toString()).toBe('oid:1.2.156.10197.1.501\n')
    expect([bytes[25], bytes.length]).toEqual([4, 90])
    const whole = createHash('sha256').update(`${name}\n`).update(bytes).digest('hex')
    expect(hash).toBe(whole.slice(0, 8))
    expect(verifierOf(signer.vkey)).toMatchObject({ name, hash: Buffer.from(hash, 'hex') })
    expect(isSm2Key(signer.vkey)).toBe(true)
  })
  test('is in a file of its owner alone, and found by others', async () => {
    const { folder, signer, file } = await made()
    expect(path.basename(file)).toBe(`seal-${Buffer.from(signer.hash).toString('hex')}.pem`)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const found = await (await openKeyRing(folder)).signerOf(signer.vkey)
    const signature = (await found?.sign(TEXT)) ?? new Uint8Array()
    expect(verifierOf(signer.vkey)?.verify(TEXT, signature)).toBe(true)
    expect(verifierOf(signer.vkey)?.verify(TEXT.replace('1', '2'), signature)).toBe(false)
  })
  test.each([
    ['that others may read', (file: string) => chmodSync(file, 0o640), /chmod 600/],
    [
      'under another name',
      (file: string) =>
        writeFileSync(file, readFileSync(file, 'utf8').replace('trail.test', 'other.test')),
      /not the private key/,
    ],
    [
      'whose halves do not belong together',
      (file: string) => {
        const text = readFileSync(file, 'utf8')
        const [, encoded = ''] = /KEY-----\n([^-]+)\n-----END/.exec(text) ?? []
        const der = Buffer.from(encoded, 'base64')
        der[40] = (der[40] ?? 0) ^ 1
        writeFileSync(file, text.replace(encoded, der.toString('base64')))
      },
      /not the private key/,
    ],
  ])('%s stops the start', async (_, spoil, says) => {
    const { folder, file } = await made()
    spoil(file)
    await expect(openKeyRing(folder)).rejects.toThrow(says)
  })
  test('verifies a signature in its one form only', async () => {
    const { signer } = await made()
    const signature = Buffer.from(await signer.sign(TEXT))
    const holds = (bytes: Uint8Array) => verifierOf(signer.vkey)?.verify(TEXT, bytes)
    expect(holds(signature)).toBe(true)
    expect(holds(Buffer.concat([signature, Buffer.of(0)]))).toBe(false)
    expect(holds(signature.subarray(0, -1))).toBe(false)
    expect(holds(Buffer.alloc(0))).toBe(false)
    // One more zero before r, with lengths that fit.
    const padded = Buffer.from(signature)
    padded[1] = (padded[1] ?? 0) + 1
    padded[3] = (padded[3] ?? 0) + 1
    expect(holds(Buffer.concat([padded.subarray(0, 4), Buffer.of(0), padded.subarray(4)]))).toBe(
      false,
    )
    // One more byte after s, within a length that counts it.
    const longer = Buffer.concat([signature, Buffer.of(0)])
    longer[1] = (longer[1] ?? 0) + 1
    expect(holds(longer)).toBe(false)
    // r and s are never zero, and never beyond the order.
    expect(holds(Buffer.from('3006020100020100', 'hex'))).toBe(false)
    const most = `022100${'ff'.repeat(32)}`
    expect(holds(Buffer.from(`3046${most}${most}`, 'hex'))).toBe(false)
  })
  test('is none where its point is not on the curve, or its hash another', async () => {
    const { signer } = await made()
    const [head = '', encoded = ''] = signer.vkey.split(/(?<=\+[0-9a-f]{8}\+)/)
    const bytes = Buffer.from(encoded, 'base64')
    bytes[89] = (bytes[89] ?? 0) ^ 1
    const whole = createHash('sha256').update(`${NAME}\n`).update(bytes).digest('hex')
    const off = `${NAME}+${whole.slice(0, 8)}+${bytes.toString('base64')}`
    expect(isSm2Key(off)).toBe(true)
    expect(verifierOf(off)).toBeUndefined()
    expect(verifierOf(head.replace(/[0-9a-f]{8}\+$/, '00000000+') + encoded)).toBeUndefined()
  })
})

describe.skipIf(!openssl)('OpenSSL', () => {
  const verifies = (claim: Sm2Claim) => openssl?.verifies(claim)
  const run = (args: readonly string[]) => openssl?.run(args) ?? ''
  const at = openssl?.folder ?? ''
  test('verifies what such a key signs, and nothing that was changed', async () => {
    const { signer } = await made()
    const publicKey = await said(['public', signer.vkey])
    for (const text of [TEXT, 'a\n', `${TEXT}消保\n`]) {
      const signature = Buffer.from(await signer.sign(text))
      expect(verifies({ publicKey, text, signature })).toBe(true)
      expect(verifies({ publicKey, text: `${text}x\n`, signature })).toBe(false)
      signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1
      expect(verifies({ publicKey, text, signature })).toBe(false)
    }
  })
  test('reads the file of the key, and its public half is the one that is shown', async () => {
    const { signer, file } = await made()
    expect(run(['pkey', '-in', file, '-pubout'])).toBe(publicPemOf(signer.vkey))
    expect(await said(['public', signer.vkey])).toBe(publicPemOf(signer.vkey)?.trimEnd())
  })
  test('shows the public half of a key of Ed25519 as well', async () => {
    const folder = folderOf()
    const { vkey } = await (await openKeyRing(folder)).create(NAME)
    const file = path.join(folder, readdirSync(folder)[0] ?? '')
    expect(`${await said(['public', vkey])}\n`).toBe(run(['pkey', '-in', file, '-pubout']))
    await expect(said(['public', 'a+b+c'])).rejects.toThrow(/no verifier key/)
  })

  /** A folder with a signer of SM2 elsewhere: a script that answers. */
  const elsewhere = async (script: string) => {
    run(['genpkey', '-algorithm', 'SM2', '-out', 'hsm.pem'])
    run(['pkey', '-in', 'hsm.pem', '-pubout', '-out', 'hsm-public.pem'])
    const vkey = await said([
      'describe',
      '--public',
      path.join(at, 'hsm-public.pem'),
      '--name',
      NAME,
    ])
    const folder = folderOf()
    mkdirSync(folder)
    const command = path.join(folder, 'sign')
    writeFileSync(command, `#!/bin/sh\n${script}\n`, { mode: 0o700 })
    writeFileSync(path.join(folder, 'hsm.json'), JSON.stringify({ vkey, command: [command] }), {
      mode: 0o600,
    })
    return { vkey, signer: await (await openKeyRing(folder)).signerOf(vkey) }
  }
  const key = path.join(at, 'hsm.pem')
  const sign = `cat > "$0.in" && openssl pkeyutl -sign -rawin -digest sm3 -pkeyopt distid:1234567812345678 -inkey ${key} -in "$0.in"`
  test.each([
    ['in bytes', sign],
    ['in base64', `{ ${sign}; } | openssl base64`],
  ])('signs as a key kept elsewhere, and answers %s', async (_, script) => {
    const { vkey, signer } = await elsewhere(script)
    const signature = (await signer?.sign(TEXT)) ?? new Uint8Array()
    expect(verifierOf(vkey)?.verify(TEXT, signature)).toBe(true)
  })
  test('is refused where it answers with anything else', async () => {
    const other = sign.replace('1234567812345678', '8765432187654321')
    const wrong = await elsewhere(other)
    await expect(wrong.signer?.sign(TEXT)).rejects.toThrow(/not the signature of its key/)
    const short = await elsewhere('head -c 64 /dev/zero')
    await expect(short.signer?.sign(TEXT)).rejects.toThrow(/a signature of SM2 in DER/)
  })
})

test.skipIf(openssl)('OpenSSL with SM2 is not here: that it agrees was not tried', () => undefined)
