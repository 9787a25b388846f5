/** What a trail asks of a witness (C2SP tlog-witness): one request, and every answer as a value. */
import type { Hash } from '../core/merkle.ts'
import { parseNote, signatureLine, verifiedBy } from '../core/note.ts'
import { verifierOf } from './signing.ts'

/** A witness to which heads are sent. */
export interface WitnessAt {
  /** Prefix below which `add-checkpoint` is. */
  readonly url: string
  /** Verifier key of its cosignatures. */
  readonly vkey: string
}

export interface AddCheckpoint {
  /** Size of the head that the witness is believed to have cosigned last. */
  readonly old: number
  /** That the head grows from that one. */
  readonly proof: readonly Hash[]
  /** The checkpoint. */
  readonly note: string
}

export type Said =
  /** The line of its cosignature, verified. */
  | { readonly kind: 'cosigned'; readonly line: string }
  /** It cosigned another size last. */
  | { readonly kind: 'otherSize'; readonly size: number }
  | { readonly kind: 'inconsistent' | 'unknownLog' | 'keyRefused' | 'badCosignature' }
  /** It could not be asked, or said what is no answer. */
  | { readonly kind: 'unreachable'; readonly reason: string }

const TIMEOUT_MS = 10_000
const ANSWER_MAX = 65_536

/** Sends a head. Never throws: a witness that cannot be reached is one of the answers. */
export async function askWitness(witness: WitnessAt, ask: AddCheckpoint): Promise<Said> {
  const { old, proof, note } = ask
  const lines = proof.map((hash) => Buffer.from(hash).toString('base64'))
  const body = [`old ${String(old)}`, ...lines, '', note].join('\n')
  try {
    const response = await fetch(`${witness.url.replace(/\/+$/, '')}/add-checkpoint`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    return said(witness, ask, { status: response.status, text: await textOf(response) })
  } catch (error) {
    return { kind: 'unreachable', reason: reasonOf(error) }
  }
}

/** `fetch failed` says nothing: the reason stands in its cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { message?: string } }
  return cause?.message ?? message ?? String(error)
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += (chunk as Uint8Array).length
    if (size > ANSWER_MAX) throw new Error('it answers without end')
    chunks.push(chunk as Uint8Array)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function said(
  witness: WitnessAt,
  { note }: AddCheckpoint,
  { status, text }: { readonly status: number; readonly text: string },
): Said {
  switch (status) {
    case 200:
      return cosignedBy(witness, note, text)
    case 403:
      return { kind: 'keyRefused' }
    case 404:
      return { kind: 'unknownLog' }
    case 409: {
      const size = /^(0|[1-9]\d{0,15})\n$/.test(text) ? Number(text) : NaN
      return Number.isSafeInteger(size)
        ? { kind: 'otherSize', size }
        : { kind: 'unreachable', reason: 'it answers 409 without a size' }
    }
    case 422:
      return { kind: 'inconsistent' }
    default:
      return { kind: 'unreachable', reason: `it answers ${String(status)}` }
  }
}

/** The cosignature of the witness among the lines it answered with; those of other keys are passed over. */
function cosignedBy({ vkey }: WitnessAt, note: string, lines: string): Said {
  const verifier = verifierOf(vkey)
  const parsed = parseNote(note)
  const answered = parsed && parseNote(`${parsed.text}\n${lines}`)
  if (!verifier || !answered || !verifiedBy(answered, [verifier])?.length)
    return { kind: 'badCosignature' }
  const own = answered.signatures.find(
    (s) => s.name === verifier.name && Buffer.compare(s.hash, verifier.hash) === 0,
  )
  return own ? { kind: 'cosigned', line: signatureLine(own) } : { kind: 'badCosignature' }
}
