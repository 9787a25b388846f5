/** The key and the known logs of a witness, in files. */
import { generateKeyPairSync } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { COSIGNATURE } from '../core/note.ts'
import { readKey, writeKey } from './keyring.ts'
import { cosignerOf, nameOf, rawOf, verifierOf, vkeyOf } from './signing.ts'
import type { TrailSigner } from './signing.ts'

export interface WitnessKeyOptions {
  readonly folder: string
  /** Name of the witness, like a host name; fixed with its key. */
  readonly name: string
  readonly seconds: () => number
}

/** The key in `witness.pem` of the folder, made where there is none. Throws where it is of another name. */
export async function openWitnessKey(options: WitnessKeyOptions): Promise<TrailSigner> {
  const { folder, name, seconds } = options
  const file = path.join(folder, 'witness.pem')
  const kept = await readKey(file)
  if (kept) {
    if (nameOf(kept.vkey) !== name)
      throw new Error(
        `The key ${file} is of ${nameOf(kept.vkey)}, not of ${name}: start it under that name.`,
      )
    return cosignerOf(name, kept.key, seconds)
  }
  const { privateKey } = generateKeyPairSync('ed25519')
  await writeKey(file, { vkey: vkeyOf(name, COSIGNATURE, rawOf(privateKey)), key: privateKey })
  return cosignerOf(name, privateKey, seconds)
}

/**
 * The verifier keys in a file, one a line; `#` begins a comment. It is read again when it has changed, so
 * that a log with a new key is known without a restart. Throws for a line that is no verifier key.
 */
export function logsIn(file: string): () => Promise<readonly string[]> {
  let read: { readonly mtimeMs: number; readonly keys: readonly string[] } | undefined
  return async () => {
    const { mtimeMs } = await stat(file)
    if (read?.mtimeMs !== mtimeMs)
      read = { mtimeMs, keys: keysIn(await readFile(file, 'utf8'), file) }
    return read.keys
  }
}

function keysIn(text: string, file: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.trim())
  const keys = lines.filter((line) => line !== '' && !line.startsWith('#'))
  const wrong = keys.find((key) => !verifierOf(key))
  if (wrong !== undefined)
    throw new Error(`${file} names ${wrong}, which is no verifier key (<name>+<hash>+<base64>).`)
  return keys
}
