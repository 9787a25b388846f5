// What somebody may change in a case file, and the step of its verification that says so.

import fc from 'fast-check'
import type { CaseFile } from '../../engine/core/case-file.ts'
import { GOVERNANCE } from './world.ts'

type Change = (file: CaseFile) => unknown
/** An entry of a file by its place, from the end where it is negative. */
export const entry = (file: CaseFile, n: number): CaseFile['entries'][number] => {
  const found = file.entries.at(n)
  if (!found) throw new Error('no entry')
  return found
}
export const CASE_ATTACKS: readonly (readonly [what: string, change: Change, step: string])[] = [
  [
    'a leaf is changed by one character',
    (f) => (entry(f, 0).leaf = entry(f, 0).leaf.replace('phone', 'email')),
    'inclusion',
  ],
  [
    'a leaf is written with other spacing',
    (f) => (entry(f, 2).leaf = entry(f, 2).leaf.replace(',', ', ')),
    'inclusion',
  ],
  ['an entry is left out', (f) => f.entries.splice(3, 1), 'continuity'],
  ['the opening entry is left out', (f) => f.entries.splice(0, 1), 'continuity'],
  [
    'two entries change places',
    (f) => f.entries.splice(1, 2, entry(f, 2), entry(f, 1)),
    'continuity',
  ],
  ['an entry stands twice', (f) => f.entries.splice(1, 0, entry(f, 1)), 'continuity'],
  ['an entry has the position of another', (f) => (entry(f, 1).position += 1), 'inclusion'],
  ['a path is cut', (f) => entry(f, 1).hashes.pop(), 'inclusion'],
  ['a path is longer', (f) => entry(f, 1).hashes.push(entry(f, 1).hashes[0] ?? ''), 'inclusion'],
  [
    'a path is not in its one form',
    (f) => (entry(f, 1).hashes[0] = (entry(f, 1).hashes[0] ?? '').replace('=', '')),
    'inclusion',
  ],
  [
    'the size of the checkpoint is changed',
    (f) => (f.checkpoint = f.checkpoint.replace(/\n\d+\n/, '\n9999\n')),
    'checkpoint',
  ],
  [
    'the signatures are taken away',
    (f) => (f.checkpoint = `${f.checkpoint.split('\n\n')[0] ?? ''}\n\n`),
    'checkpoint',
  ],
  [
    'a personal value is changed',
    (f) => withPrivate(f, (d) => (d.value = 'something else')),
    'commitments',
  ],
  ['a salt is changed', (f) => withPrivate(f, (d) => (d.salt = '0'.repeat(64))), 'commitments'],
  [
    'a personal value stands elsewhere',
    (f) => withPrivate(f, (d) => (d.path = 'payload.channel')),
    'commitments',
  ],
  [
    'something is said to be erased that never was',
    (f) => entry(f, 0).erased.push('payload.channel'),
    'commitments',
  ],
  ['a key is left out of those in force', (f) => f.keys.splice(0, 1), 'keys'],
  ['the last key is left out, so that the former is in force', (f) => f.keys.splice(0, 2), 'keys'],
  ['the title is another', (f) => (f.process.title.zh = '另一标题'), 'replay'],
  ['the reference is another', (f) => (f.process.reference = 'M07-2026-999999'), 'replay'],
  [
    'a law is cited in other words',
    (f) => ((f.texts.laws['2020-3'] as { title: { zh: string } }).title.zh = '伪法'),
    'texts',
  ],
  [
    'the diagram is another',
    (f) => (f.diagram = '<svg xmlns="http://www.w3.org/2000/svg"/>'),
    'texts',
  ],
  ['it is said to be of another institution', (f) => (f.institution.id = GOVERNANCE), 'checkpoint'],
  ['it is said to be of another process', (f) => (f.process.id = GOVERNANCE), 'continuity'],
  ['some are said to be unsealed that are not in it', (f) => (f.unsealed = -1), 'file'],
  ['it has a member that nobody knows', (f) => Object.assign(f, { more: 1 }), 'file'],
]
/** The first personal value of the file. */
const withPrivate = (
  f: CaseFile,
  change: (d: CaseFile['entries'][number]['disclosed'][number]) => unknown,
) => {
  const [found] = f.entries.flatMap((e) => e.disclosed)
  if (!found) throw new Error('nothing personal in it')
  return change(found)
}

/** Runs a check on copies of a text in each of which one character is another, or is gone. */
export const withAnyCharacterChanged = (
  text: string,
  check: (changed: string) => Promise<void>,
): Promise<void> =>
  fc.assert(
    fc.asyncProperty(
      fc.nat(text.length - 1),
      fc.constantFrom('', '0', 'x', ' ', '<'),
      async (at, by) => {
        fc.pre(text[at] !== by)
        await check(text.slice(0, at) + by + text.slice(at + 1))
      },
    ),
    { numRuns: 25, seed: 8785 },
  )
