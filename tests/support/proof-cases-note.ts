// Cases about who has signed, what was signed, and whose log it is.

import { checkpointText, parseNote, signatureLine, signNote } from '../../engine/core/note.ts'
import type { NoteSigner } from '../../engine/core/note.ts'
import { base64, flipped, hex, logKey, loosened, witnessKey } from './proof-log.ts'
import { caseMaker, textOf } from './proof-case.ts'
import type { Ground, InclusionCase } from './proof-case.ts'

/** The signature line of a signer under another name, or of other bytes. */
const lineBy = async (signer: NoteSigner, text: string, name = signer.name): Promise<string> =>
  signatureLine({ name, hash: signer.hash, signature: await signer.sign(text) })

export async function noteCases(g: Ground): Promise<InclusionCase[]> {
  const { log, size, index, signer, otherSigner, other, dice } = g
  const make = caseMaker(g)
  const head = await log.head(size)
  const text = checkpointText(head)
  const note = await signNote(text, [signer])
  const path = await log.path(index, size)
  const line = await lineBy(signer, text)
  const under = (made: string) => ({ proof: textOf(index, path, made) })
  const broken = parseNote(note)?.signatures[0]?.signature ?? new Uint8Array()
  const badLine = signatureLine({ ...signer, signature: flippedBytes(broken, dice(512)) })
  const impostor = logKey(log.name, 'another secret')
  const loose = loosened(line.slice(0, -2), 1 + (index % 3))
  return [
    make(
      'signed by a key of another secret',
      'NOT_SIGNED',
      under(await signNote(text, [impostor])),
    ),
    make(
      'signed by nobody who is trusted',
      'NOT_SIGNED',
      under(await signNote(text, [otherSigner])),
    ),
    make(
      'signed by somebody else too',
      'PROVEN',
      under(await signNote(text, [otherSigner, signer])),
    ),
    make(
      'the key of another log under this name',
      'NOT_SIGNED',
      under(`${text}\n${await lineBy(otherSigner, text, log.name)}`),
    ),
    make('one bit of a signature', 'BAD_SIGNATURE', under(`${text}\n${badLine}`)),
    make(
      'the signature of another head',
      'BAD_SIGNATURE',
      under(`${text}\n${await lineBy(signer, checkpointText(await log.head(size - 1)))}`),
    ),
    make(
      'a size that was changed',
      'BAD_SIGNATURE',
      under(note.replace(`\n${String(size)}\n`, `\n${String(size + 1)}\n`)),
    ),
    make(
      'a root that was changed',
      'BAD_SIGNATURE',
      under(note.replace(base64(head.root), base64(await other.root(size)))),
    ),
    make('an origin that was changed', 'BAD_SIGNATURE', under(note.replace(log.name, other.name))),
    make('a line that was added', 'BAD_SIGNATURE', under(note.replace('\n\n', '\nmore\n\n'))),
    make('the same signature twice', 'PROVEN', under(note + line)),
    make('a second signature that is wrong', 'BAD_SIGNATURE', {
      ...under(note + badLine),
      lenient: true,
    }),
    make(
      'a wrong signature before the right one',
      'BAD_SIGNATURE',
      under(`${text}\n${badLine}${line}`),
    ),
    make('a signature in another form of base64', 'MALFORMED_NOTE', {
      ...under(`${text}\n${loose}=\n`),
      lenient: true,
    }),
    make('no signature', 'MALFORMED_NOTE', under(`${text}\n`)),
    make('nothing but text', 'MALFORMED_NOTE', under(text)),
    make('a signature without its end', 'MALFORMED_NOTE', under(note.slice(0, -1))),
    make('words behind the signatures', 'MALFORMED_NOTE', under(`${note}more\n`)),
    make('a control character', 'MALFORMED_NOTE', under(note.replace('\n', '\u0007\n'))),
    make('a hundred and one signatures', 'MALFORMED_NOTE', under(`${text}\n${line.repeat(101)}`)),
  ]
}
const flippedBytes = (bytes: Uint8Array, bit: number): Uint8Array =>
  Buffer.from(flipped(base64(bytes), bit), 'base64')

/**
 * Heads that are signed and are none, and logs that are not the one that was asked: a server that could choose
 * under which name it is known could show everybody another past (CVE-2022-39199).
 */
export async function headCases(g: Ground): Promise<InclusionCase[]> {
  const { log, size, index, signer, other, otherSigner } = g
  const make = caseMaker(g)
  const path = await log.path(index, size)
  const head = await log.head(size)
  const signed = async (text: string) => ({
    proof: textOf(index, path, await signNote(text, [signer])),
  })
  const malformed = async (name: string, text: string) =>
    make(name, 'MALFORMED_CHECKPOINT', await signed(text))
  const honest = checkpointText(head)
  const foreign = {
    leaf: hex(other.leaf(index)),
    proof: textOf(
      index,
      await other.path(index, size),
      await signNote(checkpointText(await other.head(size)), [otherSigner]),
    ),
  }
  const renamed = checkpointText({ ...(await other.head(size)), origin: log.name })
  return [
    make(
      'extension lines',
      'PROVEN',
      await signed(checkpointText({ ...head, extensions: ['more', '2'] })),
    ),
    await malformed(
      'a size with a zero before it',
      honest.replace(`\n${String(size)}`, `\n0${String(size)}`),
    ),
    await malformed(
      'a size that no number holds',
      honest.replace(`\n${String(size)}`, '\n9007199254740993'),
    ),
    await malformed('a root of 31 bytes', checkpointText({ ...head, root: Buffer.alloc(31) })),
    await malformed('no origin', honest.replace(log.name, '')),
    await malformed('an empty line', `${honest}\nmore\n`),
    await malformed('words', 'these are words\n'),
    make(
      'this log signs the head of another',
      'OTHER_LOG',
      await signed(checkpointText({ ...head, origin: other.name })),
    ),
    make('the whole proof of another log', 'NOT_SIGNED', foreign),
    make('the whole proof of another log, whose key is trusted for its own', 'PROVEN', {
      ...foreign,
      keys: [otherSigner.vkey],
    }),
    make('the head of another log under this name, by its key', 'NOT_SIGNED', {
      ...foreign,
      proof: textOf(index, await other.path(index, size), await signNote(renamed, [otherSigner])),
    }),
    make(
      'the head of another log under this name, by a key that is trusted for that one',
      'OTHER_LOG',
      {
        ...foreign,
        keys: [signer.vkey, otherSigner.vkey],
        proof: textOf(index, await other.path(index, size), await signNote(renamed, [otherSigner])),
      },
    ),
  ]
}

export async function witnessCases(g: Ground): Promise<InclusionCase[]> {
  const { log, size, index, signer, witness, dice } = g
  const make = caseMaker(g)
  const text = checkpointText(await log.head(size))
  const note = await signNote(text, [signer])
  const path = await log.path(index, size)
  const line = await lineBy(witness, text)
  const again = await lineBy(witnessKey(witness.name, 1_777_000_000 + 1 + dice(1000)), text)
  const signature = parseNote(`${text}\n${line}`)?.signatures[0]?.signature ?? new Uint8Array()
  const later = signatureLine({ ...witness, signature: flippedBytes(signature, dice(64)) })
  // What a witness would sign if it signed heads as logs do.
  const plain = await lineBy({ ...logKey(witness.name), hash: witness.hash }, text)
  const under = (lines: string, witnessedBy: number) => ({
    proof: textOf(index, path, note + lines),
    witnesses: [witness.vkey],
    witnessedBy,
  })
  return [
    make('cosigned', 'PROVEN', under(line, 1)),
    make('not cosigned', 'PROVEN', under('', 0)),
    make('cosigned twice, which is one witness', 'PROVEN', under(line + again, 1)),
    make('a witness that is listed twice', 'PROVEN', {
      ...under(line, 1),
      witnesses: [witness.vkey, witness.vkey],
    }),
    make('a time that was changed', 'BAD_SIGNATURE', under(later, 0)),
    make('a signature of the head where a cosignature belongs', 'BAD_SIGNATURE', under(plain, 0)),
    make('a witness alone', 'NOT_SIGNED', {
      ...under('', 0),
      proof: textOf(index, path, `${text}\n${line}`),
    }),
  ]
}
