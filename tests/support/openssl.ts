// The `openssl` command line, which knows nothing of this house: what it says of an SM2 signature.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'

export interface Sm2Claim {
  /** PEM. */
  readonly publicKey: string
  readonly text: string
  /** DER. */
  readonly signature: Uint8Array
}

export interface OpenSsl {
  /** Whether it verifies the signature, as an auditor calls it. */
  verifies(claim: Sm2Claim): boolean
  /** SM3 in hex. */
  sm3(content: string | Uint8Array): string
  /** Runs it in its folder; throws where it fails. */
  run(args: readonly string[]): string
  /** The folder in which it runs. */
  readonly folder: string
}

const out = (args: readonly string[], cwd?: string) =>
  spawnSync('openssl', args, { encoding: 'utf8', ...(cwd === undefined ? {} : { cwd }) })

/** Undefined, and said aloud, where the machine has none that knows SM2 and SM3. Call it at the top of a test file. */
export function openSsl(): OpenSsl | undefined {
  // Where there is none, there is no output either.
  const known = String(out(['list', '-digest-algorithms', '-public-key-algorithms']).stdout)
  if (!/\bSM2\b/.test(known) || !/\bSM3\b/.test(known)) {
    process.stderr.write('NOT RUN: what `openssl` says, since there is none here that knows SM2\n')
    return undefined
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'xiaobao-openssl-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const written = (name: string, content: string | Uint8Array) => {
    writeFileSync(path.join(folder, name), content)
    return name
  }
  const run = (args: readonly string[]) => {
    const { status, stdout: said, stderr } = out(args, folder)
    if (status !== 0) throw new Error(stderr)
    return said
  }
  return {
    folder,
    run,
    sm3: (content) => run(['dgst', '-sm3', '-r', written('digested', content)]).slice(0, 64),
    verifies: ({ publicKey, text, signature }) => {
      const key = ['-pubin', '-inkey', written('sm2.pub.pem', publicKey)]
      const how = ['-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678']
      const what = ['-in', written('note.txt', text), '-sigfile', written('sig.der', signature)]
      const { status, stdout: said } = out(['pkeyutl', '-verify', ...key, ...how, ...what], folder)
      return status === 0 && said.includes('Signature Verified Successfully')
    },
  }
}
