// What binds a revision: its charts, and the files in which its rules are code. Two releases of one
// revision are the same text, or what was recorded under it could not be played again.

import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { chartHash } from '../../engine/core/trail.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'

const SHOWN = 16
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
/** What a file imports from its own side of the house. */
const IMPORTS = /(?<=\b(?:from|import) ')(\.[^']*)(?=')/g

/** Every file within `root` that a file stands on, itself included. */
function filesFrom(entry: string, root: string): ReadonlySet<string> {
  const found = new Set<string>()
  const walk = (file: string): void => {
    if (found.has(file) || path.relative(root, file).startsWith('..') || !existsSync(file)) return
    found.add(file)
    for (const [specifier] of readFileSync(file, 'utf8').matchAll(IMPORTS))
      walk(path.resolve(path.dirname(file), specifier))
  }
  walk(entry)
  return found
}

/**
 * The hash of the files behind a mechanism, wherever they lie: neither their names nor the folders that
 * they are imported from count, so that a text can be kept elsewhere and stay the same.
 */
export function filesHash(entry: string, root: string): string {
  const texts = [...filesFrom(entry, root)].map((file) =>
    sha256(readFileSync(file, 'utf8').replaceAll(IMPORTS, (s) => path.basename(s))),
  )
  return sha256(texts.toSorted().join()).slice(0, SHOWN)
}

/** Where the text of an edition lies: in its mechanism's folder while it is the newest, else in `past`. */
export const folderOf = ({ slug, edition }: Mechanism, newest: boolean): string =>
  newest ? slug : path.join('past', `${slug}-${edition.from}-r${String(edition.revision)}`)

/** `M07 edition 2020-03-01 revision 1: complaint 6740e1e7055fd743; files 36652a3fc1a846db`. */
export function revisionLine(m: Mechanism, folder: string, root: string): string {
  const { from, revision } = m.edition
  const charts = Object.entries(m.charts).map(
    ([name, machine]) => `${name} ${chartHash(machine, revision).slice(0, SHOWN)}`,
  )
  const files = filesHash(path.join(root, folder, 'index.ts'), root)
  return `${m.id} edition ${from} revision ${String(revision)}: ${charts.join(', ')}; files ${files}`
}

const nameOf = (line: string): string => line.slice(0, line.indexOf(':'))

/**
 * What was released and is not kept as it was, each with what to do. Empty, where every released
 * revision is among the present ones with the same charts and files.
 */
export function unkept(released: readonly string[], present: readonly string[]): string[] {
  const now = new Map(present.map((line) => [nameOf(line), line]))
  return released.flatMap((line) => {
    const name = nameOf(line)
    const kept = now.get(name)
    if (kept === line) return []
    return kept === undefined
      ? [`${name} was released and is not kept: move it to engine/mechanisms/past`]
      : [`${name} was released and has changed: keep it in past, and raise the revision (${kept})`]
  })
}
