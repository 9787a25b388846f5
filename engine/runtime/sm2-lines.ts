/** The lines of SM2 on a signed head: whose they are, and whether they are what they say. */
import { isSm2Key, parseCheckpoint } from '../core/note.ts'
import type { Note, NoteSignature, NoteVerifier } from '../core/note.ts'
import { verifierOf } from './signing.ts'
import { rawSm2 } from './sm2.ts'

export interface Sm2Line {
  readonly line: NoteSignature
  /**
   * `holds`: by a key in force, or by the one before it, which vouches for it. `forged`: by the name and hash
   * of such a key, which has not signed this. `notInForce`: by another, which may sign nothing here.
   */
  readonly verdict: 'holds' | 'forged' | 'notInForce'
  readonly key?: string
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/**
 * The lines of a head that are in the form of SM2, or bear name and hash of one of its keys. `entered` are the
 * verifier keys that the trail put in force up to there, in order; those of Ed25519 are passed over.
 */
export function sm2Lines(note: Note, entered: readonly string[]): readonly Sm2Line[] {
  const keys = entered.filter(isSm2Key)
  const signing = new Map(keys.slice(-2).map((key) => [markOf(key), key]))
  const others = new Set(keys.map(markOf))
  const origin = parseCheckpoint(note.text)?.origin
  return note.signatures.flatMap((line): Sm2Line[] => {
    const mark = `${line.name}+${hex(line.hash)}`
    const key = signing.get(mark)
    if (key !== undefined)
      return [{ line, key, verdict: holds(note, line, key) ? 'holds' : 'forged' }]
    const ofSm2 = line.name === origin && rawSm2(line.signature) !== undefined
    return ofSm2 || others.has(mark) ? [{ line, verdict: 'notInForce' }] : []
  })
}

/** Name and hash, by which a line says whose it is. */
const markOf = (vkey: string): string => vkey.split('+', 2).join('+')

const holds = ({ text }: Note, { signature }: NoteSignature, key: string): boolean =>
  verifierFor(key)?.verify(text, signature) ?? false

/** The same keys sign head after head, and each takes a while to get ready. */
const VERIFIERS_MAX = 16
const verifiers = new Map<string, NoteVerifier | undefined>()
function verifierFor(key: string): NoteVerifier | undefined {
  if (!verifiers.has(key)) {
    if (verifiers.size >= VERIFIERS_MAX) verifiers.clear()
    verifiers.set(key, verifierOf(key))
  }
  return verifiers.get(key)
}
