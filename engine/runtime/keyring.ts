/**
 * The keys of this server, in a folder: `<name>.pem` is a private key in a file of its owner alone, made by
 * `create()`; `<name>.json` says which command signs with a key that is kept elsewhere, such as a hardware
 * module. Both are asked for by verifier key, so that nobody who signs knows where a key is kept.
 */
import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ED25519, isSm2Key } from '../core/note.ts'
import { ED25519_ANSWER, runSigner, SM2_ANSWER } from './signer-command.ts'
import type { SignerCommand } from './signer-command.ts'
import {
  nameOf,
  parseVkey,
  rawOf,
  signerOf,
  sm2SignerOf,
  sm2VkeyOf,
  verifierOf,
  vkeyOf,
} from './signing.ts'
import type { TrailSigner } from './signing.ts'
import { generateSm2, sm2PrivateIn, sm2PrivatePem } from './sm2.ts'

export interface KeyRing {
  /** The signer of a verifier key, also where it came into the folder since; undefined where it is not there. */
  signerOf(vkey: string): Promise<TrailSigner | undefined>
  /** Makes a key under a name, in a file; it signs nothing until the trail says that it is in force. */
  create(name: string): Promise<TrailSigner>
  /** The same of SM2 (GB/T 32918), which signs beside the other. */
  createSm2(name: string): Promise<TrailSigner>
  /** Every key in the folder. */
  all(): Promise<readonly TrailSigner[]>
}

/** What is wrong with a file of the folder, and what to do about it. */
class KeyError extends Error {
  override readonly name = 'Error'
  constructor(file: string, what: string) {
    super(`The key ${file} ${what}`)
  }
}

/** Opens the folder, which is made where there is none. Throws a `KeyError` for a file it cannot trust. */
export async function openKeyRing(folder: string): Promise<KeyRing> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const known = new Map<string, TrailSigner>()
  const read = async (): Promise<void> => {
    for (const file of (await readdir(folder)).toSorted()) {
      const signer = await signerIn(path.join(folder, file))
      if (signer) known.set(signer.vkey, signer)
    }
  }
  await read()
  const made = async (making: Promise<TrailSigner>): Promise<TrailSigner> => {
    const signer = await making
    known.set(signer.vkey, signer)
    return signer
  }
  return {
    signerOf: async (vkey) => {
      if (!known.has(vkey)) await read()
      return known.get(vkey)
    },
    create: (name) => made(createKey(folder, name)),
    createSm2: (name) => made(createSm2Key(folder, name)),
    all: async () => {
      await read()
      return [...known.values()]
    },
  }
}

async function createKey(folder: string, name: string): Promise<TrailSigner> {
  const { privateKey } = generateKeyPairSync('ed25519')
  const signer = signerOf(name, privateKey)
  await writeKey(fileOf(folder, signer), { vkey: signer.vkey, key: privateKey })
  return signer
}

async function createSm2Key(folder: string, name: string): Promise<TrailSigner> {
  const pair = generateSm2()
  const signer = sm2SignerOf(name, pair)
  await writePem(fileOf(folder, signer), signer.vkey, sm2PrivatePem(pair))
  return signer
}

const fileOf = (folder: string, { hash }: TrailSigner): string =>
  path.join(folder, `seal-${Buffer.from(hash).toString('hex')}.pem`)

/** A private key under the verifier key by which it is known. */
export interface KeptKey {
  readonly vkey: string
  readonly key: KeyObject
}

/** Writes a key into a file of its owner alone. */
export const writeKey = (file: string, { vkey, key }: KeptKey): Promise<void> =>
  writePem(file, vkey, key.export({ type: 'pkcs8', format: 'pem' }).toString())

/** Beside first, so that a crash leaves no half of a key. */
async function writePem(file: string, vkey: string, pem: string): Promise<void> {
  const half = `${file}.${String(process.pid)}.new`
  await writeFile(half, `vkey: ${vkey}\n${pem}`, { mode: 0o600, flag: 'wx', flush: true })
  await rename(half, file)
}

/**
 * The key in a file; undefined where there is no such file, or it is a key of another kind, such as that of
 * local tokens. Throws a `KeyError` where others may read it.
 */
export async function readKey(file: string): Promise<KeptKey | undefined> {
  const named = await readNamed(file)
  return named && keptIn(file, named)
}

/** A file with the verifier key that it names. */
interface NamedKey {
  readonly vkey: string
  readonly text: string
}

async function readNamed(file: string): Promise<NamedKey | undefined> {
  const text = await textOf(file)
  const [, vkey] = /^vkey: (\S+)$/m.exec(text) ?? []
  if (vkey === undefined) return undefined
  if (((await stat(file)).mode & 0o077) !== 0)
    throw new KeyError(file, `may be read by others: chmod 600 ${file}`)
  return { vkey, text }
}

const NOT_NAMED = 'is not the private key that its first line names'

function keptIn(file: string, { vkey, text }: NamedKey): KeptKey {
  const parsed = parseVkey(vkey)
  const key = privateKeyIn(text)
  if (!parsed || !key || vkeyOf(parsed.name, parsed.algorithm, rawOf(key)) !== vkey)
    throw new KeyError(file, NOT_NAMED)
  return { vkey, key }
}

function sm2SignerIn(file: string, { vkey, text }: NamedKey): TrailSigner {
  const pair = sm2PrivateIn(text)
  if (!pair || sm2VkeyOf(nameOf(vkey), pair.point) !== vkey) throw new KeyError(file, NOT_NAMED)
  return sm2SignerOf(nameOf(vkey), pair)
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}

function privateKeyIn(pem: string): KeyObject | undefined {
  try {
    const key = createPrivateKey(pem)
    return key.asymmetricKeyType === 'ed25519' ? key : undefined
  } catch {
    return undefined
  }
}

/** What a file of the folder signs with; undefined for a file that is no key. */
async function signerIn(file: string): Promise<TrailSigner | undefined> {
  if (file.endsWith('.json')) return commandSigner(file)
  if (!file.endsWith('.pem')) return undefined
  const named = await readNamed(file)
  if (!named) return undefined
  if (isSm2Key(named.vkey)) return sm2SignerIn(file, named)
  const { vkey, key } = keptIn(file, named)
  return signerOf(nameOf(vkey), key)
}

interface Described extends SignerCommand {
  readonly vkey: string
}
const TIMEOUT_MS = 10_000
const TIMEOUT_MS_MAX = 60_000

/** `{"vkey", "command", "timeoutMs"}`, the last of them only where it is not ten seconds. */
function describedIn(json: object): Described | undefined {
  const { vkey, command, timeoutMs = TIMEOUT_MS, ...rest } = json as Record<string, unknown>
  const sound =
    Object.keys(rest).length === 0 &&
    typeof vkey === 'string' &&
    Array.isArray(command) &&
    command.length > 0 &&
    command.every((part) => typeof part === 'string' && part !== '') &&
    Number.isInteger(timeoutMs) &&
    Number(timeoutMs) > 0 &&
    Number(timeoutMs) <= TIMEOUT_MS_MAX
  return sound
    ? { vkey, command: command as readonly string[], timeoutMs: Number(timeoutMs) }
    : undefined
}

/**
 * A signer elsewhere: a command that is given the bytes on its standard input and answers with the
 * signature, in its bytes or in base64: of Ed25519 64 of them, of SM2 its DER. What it answers is verified
 * before it is used.
 */
async function commandSigner(file: string): Promise<TrailSigner | undefined> {
  const json = parsedJson(await readFile(file, 'utf8'))
  if (typeof json !== 'object' || json === null || !('command' in json)) return undefined
  const data = describedIn(json)
  if (!data)
    throw new KeyError(
      file,
      'must be {"vkey": "…", "command": ["program", "argument"], "timeoutMs": 10000}',
    )
  const sm2 = isSm2Key(data.vkey)
  const verifier =
    sm2 || parseVkey(data.vkey)?.algorithm === ED25519 ? verifierOf(data.vkey) : undefined
  if (!verifier)
    throw new KeyError(file, 'has a `vkey` that is no verifier key of Ed25519 or of SM2')
  if (((await stat(file)).mode & 0o022) !== 0)
    throw new KeyError(file, `may be changed by others, and names a command: chmod 600 ${file}`)
  return {
    name: verifier.name,
    hash: verifier.hash,
    vkey: data.vkey,
    sign: async (text) => {
      const answer = sm2 ? SM2_ANSWER : ED25519_ANSWER
      const signature = await runSigner(data, Buffer.from(text, 'utf8'), answer)
      if (!verifier.verify(text, signature))
        throw new KeyError(file, 'answered with what is not the signature of its key')
      return signature
    },
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
