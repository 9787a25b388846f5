// Cases about the entry, its position and its path, and about the text of a proof.

import { checkpointText, signNote } from '../../engine/core/note.ts'
import { nodeHash } from '../../engine/core/trail.ts'
import { at, base64, flipped, hex, loosened, replaced, sha } from './proof-log.ts'
import { caseMaker, textOf } from './proof-case.ts'
import type { Ground, InclusionCase } from './proof-case.ts'

export async function pathCases(g: Ground): Promise<InclusionCase[]> {
  const { log, size, index, signer, dice } = g
  const make = caseMaker(g)
  const note = await signNote(checkpointText(await log.head(size)), [signer])
  const path = await log.path(index, size)
  const n = dice(path.length)
  const elsewhere = (index + 1 + dice(size - 1)) % size
  const older = Math.max(2, Math.floor(size / 2))
  const old = await signNote(checkpointText(await log.head(older)), [signer])
  // An inner node as if it were a leaf, and its two halves as if they were the bytes of an entry.
  const [left, right] = [log.leaf(index - (index % 2)), log.leaf(index - (index % 2) + 1)]
  const inner = { name: hex(nodeHash(left, right)), bytes: hex(sha(Uint8Array.of(0), left, right)) }
  return [
    make('an honest proof', 'PROVEN', { proof: textOf(index, path, note) }),
    make('another entry', 'NOT_INCLUDED', {
      leaf: hex(sha(Buffer.from('x'))),
      proof: textOf(index, path, note),
    }),
    make('the entry of another position', 'NOT_INCLUDED', {
      leaf: hex(log.leaf(elsewhere)),
      proof: textOf(index, path, note),
    }),
    make('a path for another position', 'NOT_INCLUDED', {
      proof: textOf(index, await log.path(elsewhere, size), note),
    }),
    make('the position of another entry', 'NOT_INCLUDED', { proof: textOf(elsewhere, path, note) }),
    make('the first position beyond', 'BEYOND_TREE', { proof: textOf(size, path, note) }),
    make('a position far beyond', 'BEYOND_TREE', {
      proof: textOf(Number.MAX_SAFE_INTEGER, path, note),
    }),
    make('a path without its end', 'NOT_INCLUDED', {
      proof: textOf(index, path.slice(0, -1), note),
    }),
    make('a path without its beginning', 'NOT_INCLUDED', {
      proof: textOf(index, path.slice(1), note),
    }),
    make('no path', 'NOT_INCLUDED', { proof: textOf(index, [], note) }),
    make('a path that goes on', 'NOT_INCLUDED', {
      proof: textOf(index, [...path, at(path, -1)], note),
    }),
    make('a path that goes on with nothing', 'NOT_INCLUDED', {
      proof: textOf(index, [...path, base64(Buffer.alloc(32))], note),
    }),
    make('a path turned round', 'NOT_INCLUDED', { proof: textOf(index, path.toReversed(), note) }),
    make('one bit of a path', 'NOT_INCLUDED', {
      proof: textOf(index, replaced(path, n, flipped(at(path, n), dice(256))), note),
    }),
    make('a path in a smaller tree', 'NOT_INCLUDED', {
      proof: textOf(index % older, await log.path(index % older, older), note),
      leaf: hex(log.leaf(index % older)),
    }),
    make('an old head that does not have it yet', 'BEYOND_TREE', {
      leaf: hex(log.leaf(size - 1)),
      proof: textOf(size - 1, await log.path(size - 1, size), old),
    }),
    make('an old head with a path to the new one', 'NOT_INCLUDED', {
      leaf: hex(log.leaf(index % older)),
      proof: textOf(index % older, await log.path(index % older, size), old),
    }),
    make('a node as a leaf', 'NOT_INCLUDED', {
      leaf: inner.name,
      proof: textOf(index, path.slice(1), note),
    }),
    make('a node as a leaf, at its place', 'NOT_INCLUDED', {
      leaf: inner.name,
      proof: textOf(Math.floor(index / 2), path.slice(1), note),
    }),
    make('the halves of a node as an entry', 'NOT_INCLUDED', {
      leaf: inner.bytes,
      proof: textOf(index, path.slice(1), note),
    }),
    make('the root as a leaf', 'NOT_INCLUDED', {
      leaf: hex(await log.root(size)),
      proof: textOf(index, [], note),
    }),
  ]
}

export async function textCases(g: Ground): Promise<InclusionCase[]> {
  const { log, size, index, signer } = g
  const make = caseMaker(g)
  const note = await signNote(checkpointText(await log.head(size)), [signer])
  const path = await log.path(index, size)
  const honest = textOf(index, path, note)
  const malformed = (name: string, proof: string) => make(name, 'MALFORMED_PROOF', { proof })
  const first = at(path, 0)
  // The last character before the padding has two bits that stand for nothing.
  const loose = `${loosened(first.slice(0, -1), 1 + (index % 3))}=`
  return [
    make('extra data', 'PROVEN', {
      proof: honest.replace('\nindex', `\nextra ${base64(Buffer.from('x'))}\nindex`),
    }),
    malformed('another version', honest.replace('@v1', '@v2')),
    malformed('no header', honest.slice(honest.indexOf('\n') + 1)),
    malformed('extra data that is not base64', honest.replace('\nindex', '\nextra ?\nindex')),
    malformed('extra data twice', honest.replace('\nindex', '\nextra eA==\nextra eA==\nindex')),
    malformed('a position with a zero before it', textOf(`0${String(index)}`, path, note)),
    malformed('a position with a sign', textOf(`+${String(index)}`, path, note)),
    malformed('a negative position', textOf('-1', path, note)),
    malformed('a position that no number holds', textOf('9007199254740993', path, note)),
    malformed('no position', honest.replace(/index .*\n/, '')),
    malformed('no line between path and head', honest.replace('\n\n', '\n')),
    malformed('line ends of another system', honest.replaceAll('\n', '\r\n')),
    malformed('a space behind a hash', textOf(index, replaced(path, 0, `${first} `), note)),
    malformed(
      'a hash without its padding',
      textOf(index, replaced(path, 0, first.replace('=', '')), note),
    ),
    malformed('a hash in another form of base64', textOf(index, replaced(path, 0, loose), note)),
    malformed(
      'a hash of 31 bytes',
      textOf(index, replaced(path, 0, base64(Buffer.alloc(31))), note),
    ),
    malformed(
      'a hash of 33 bytes',
      textOf(index, replaced(path, 0, base64(Buffer.alloc(33))), note),
    ),
    malformed(
      'a path of more hashes than any tree is deep',
      textOf(
        index,
        Array.from({ length: 64 }, () => first),
        note,
      ),
    ),
    malformed('nothing', ''),
  ]
}
