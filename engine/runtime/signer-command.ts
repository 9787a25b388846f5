/** Signing by a command: a hardware module, a signing server, anything that takes bytes and answers. */
import { spawn } from 'node:child_process'
import { rawSm2 } from './sm2.ts'

export interface SignerCommand {
  /** The program and its arguments; no shell reads them. */
  readonly command: readonly string[]
  readonly timeoutMs: number
}

/** In which bytes a signature is answered. */
interface Answer {
  readonly says: string
  readonly isOne: (bytes: Uint8Array) => boolean
}
export const ED25519_ANSWER: Answer = {
  says: 'the 64 bytes of a signature',
  isOne: (bytes) => bytes.length === 64,
}
export const SM2_ANSWER: Answer = {
  says: 'a signature of SM2 in DER',
  isOne: (bytes) => rawSm2(bytes) !== undefined,
}

const OUTPUT_MAX = 4096

/** The signature of some bytes. Throws where the command fails, is too slow or answers with anything else. */
export function runSigner(
  { command, timeoutMs }: SignerCommand,
  bytes: Uint8Array,
  answer: Answer,
): Promise<Uint8Array> {
  const [program = '', ...args] = command
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      reject(new Error(`the signer ${program} ${why}`))
    }
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], timeout: timeoutMs })
    const [out, said]: [Buffer[], Buffer[]] = [[], []]
    const keep = (chunks: Buffer[]) => (chunk: Buffer) => {
      if (Buffer.concat(chunks).length < OUTPUT_MAX) chunks.push(chunk)
    }
    child.stdout.on('data', keep(out))
    child.stderr.on('data', keep(said))
    child.on('error', (error) => {
      fail(`cannot be run: ${error.message}`)
    })
    // One that does not read its input says why by its answer, or by having none.
    child.stdin.on('error', () => undefined)
    child.on('close', (code, signal) => {
      const signature = signatureIn(Buffer.concat(out), answer)
      if (signal !== null)
        fail(`was ended by ${signal}; it has ${String(timeoutMs)} ms to answer in`)
      else if (code !== 0)
        fail(`ended with ${String(code)}: ${Buffer.concat(said).toString('utf8').trim()}`)
      else if (!signature) fail(`must answer with ${answer.says}, or their base64`)
      else resolve(signature)
    })
    child.stdin.end(bytes)
  })
}

function signatureIn(output: Buffer, { isOne }: Answer): Uint8Array | undefined {
  if (isOne(output)) return output
  const text = output.toString('latin1').replaceAll(/\s/g, '')
  const bytes = /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : undefined
  return bytes && isOne(bytes) ? bytes : undefined
}
