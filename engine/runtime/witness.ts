/**
 * A witness (C2SP tlog-witness): remembers the latest head of each log it knows, and cosigns only heads
 * that grow from it. It trusts nobody: not the log, not its operator, only the keys it was given.
 */
import { EMPTY_ROOT, isConsistent } from '../core/merkle.ts'
import type { Hash } from '../core/merkle.ts'
import { fromBase64, parseCheckpoint, parseNote, signatureLine, verifiedBy } from '../core/note.ts'
import type { Checkpoint, Note, NoteSignature } from '../core/note.ts'
import { nameOf, verifierOf } from './signing.ts'
import type { TrailSigner } from './signing.ts'
import type { Refusal, SeenHead, WitnessState } from './witness-state.ts'

/** What a witness answers: the HTTP status, and the body of that status. */
export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422
  readonly body: string
  /** Why it is refused, where it is. */
  readonly refusal?: Refusal
}

export interface WitnessParts {
  readonly state: WitnessState
  readonly cosigner: TrailSigner
  /** Verifier keys of the logs, each under the name that is its origin. */
  readonly logs: () => Promise<readonly string[]>
}

export interface Witness {
  /** Answers one request of `add-checkpoint`. */
  add(request: string): Promise<WitnessAnswer>
  /** The latest head with its cosignature; undefined where none of the log was cosigned. */
  latest(originHash: string): Promise<string | undefined>
}

export function witnessOf({ state, cosigner, logs }: WitnessParts): Witness {
  return {
    add: async (request) => {
      const asked = parseAsked(request)
      if (!asked) return refused(400, { kind: 'MALFORMED' })
      const { origin } = asked.head
      const keys = (await logs()).filter((vkey) => nameOf(vkey) === origin)
      if (keys.length === 0) return refused(404, { kind: 'UNKNOWN_LOG', origin })
      const signatures = trusted(asked.note, keys)
      if (!signatures) return refused(403, { kind: 'BAD_SIGNATURE', origin, size: asked.head.size })
      // One after the other: between the check and the new head nothing comes in between.
      return state.inTurn(origin, async () => {
        const seen = state.latest(origin)
        const refusal = refusalOf(asked, seen)
        if (refusal) {
          const named = { ...refusal.refusal, origin }
          if (named.kind === 'INCONSISTENT') await state.noteRefusal(named, asked.noteText)
          return { ...refusal, refusal: named }
        }
        const line = signatureLine({ ...cosigner, signature: await cosigner.sign(asked.note.text) })
        const text = `${asked.note.text}\n${signatures.map(signatureLine).join('')}`
        const root = Buffer.from(asked.head.root).toString('base64')
        await state.keep({ origin, size: asked.head.size, root, note: `${text}${line}` })
        return { status: 200, body: line }
      })
    },
    latest: (originHash) => Promise.resolve(state.byHash(originHash)?.note),
  }
}

interface Asked {
  readonly old: number
  readonly proof: readonly Hash[]
  readonly noteText: string
  readonly note: Note
  readonly head: Checkpoint
}

const PROOF_MAX = 63
const SIZE = /^(0|[1-9]\d{0,15})$/

/** `old <size>`, lines of the proof, an empty line, and the checkpoint; undefined for anything else. */
function parseAsked(request: string): Asked | undefined {
  const at = request.indexOf('\n\n')
  const [first = '', ...lines] = request.slice(0, Math.max(at, 0)).split('\n')
  const digits = first.startsWith('old ') ? first.slice('old '.length) : ''
  const proof = lines.map(fromBase64)
  const noteText = request.slice(at + 2)
  const note = parseNote(noteText)
  const head = note && parseCheckpoint(note.text)
  if (at < 0 || !SIZE.test(digits) || !Number.isSafeInteger(Number(digits))) return undefined
  if (proof.length > PROOF_MAX || !note || !head) return undefined
  const hashes = proof.filter((hash): hash is Uint8Array => hash?.length === 32)
  return hashes.length === proof.length
    ? { old: Number(digits), proof: hashes, noteText, note, head }
    : undefined
}

/** The signatures of the keys that are trusted for the log; undefined where there is none, or one is wrong. */
function trusted(note: Note, keys: readonly string[]): readonly NoteSignature[] | undefined {
  const verifiers = keys.flatMap((vkey) => verifierOf(vkey) ?? [])
  const found = verifiedBy(note, verifiers)
  if (!found || found.length === 0) return undefined
  return note.signatures.filter((s) =>
    found.some((v) => v.name === s.name && Buffer.compare(v.hash, s.hash) === 0),
  )
}

function refusalOf({ old, proof, head }: Asked, seen: SeenHead | undefined) {
  const known = seen?.size ?? 0
  const at = { size: head.size, known }
  if (old > head.size) return refused(400, { kind: 'MALFORMED', ...at })
  if (old !== known) {
    const kind = head.size < known ? ('SHORTER' as const) : ('OTHER_SIZE' as const)
    return { ...refused(409, { kind, ...at }), body: `${String(known)}\n` }
  }
  const older = { size: known, root: seen ? Buffer.from(seen.root, 'base64') : EMPTY_ROOT }
  // Every tree begins with the empty one; the root of that is fixed.
  const grows =
    known === 0 && head.size > 0
      ? proof.length === 0
      : isConsistent({ older, newer: { size: head.size, root: head.root }, proof })
  return grows ? undefined : refused(422, { kind: 'INCONSISTENT', ...at })
}

const REASONS: Readonly<Record<Refusal['kind'], string>> = {
  MALFORMED: 'not a request of add-checkpoint',
  UNKNOWN_LOG: 'this witness does not know the log of that origin',
  BAD_SIGNATURE: 'no key that this witness trusts for the log has signed, or one of them has not',
  SHORTER: 'a longer tree of this log was cosigned',
  OTHER_SIZE: 'the latest head of this log that was cosigned has another size',
  INCONSISTENT: 'the tree does not begin with the one that was cosigned',
}
const refused = (
  status: WitnessAnswer['status'],
  refusal: Refusal,
): WitnessAnswer & { readonly refusal: Refusal } => ({
  status,
  body: `${REASONS[refusal.kind]}\n`,
  refusal,
})
