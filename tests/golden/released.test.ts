// A revision that was released is never changed: not its charts, not its rules, not what it stands on.

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import { corrected, first, second } from '../support/edition-mechanism.ts'
import { folderOf, revisionLine, unkept } from '../support/revisions.ts'

let root: string
const write = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  writeFileSync(path.join(root, file), text)
}
const lineOf = (m: Mechanism, newest = true) => revisionLine(m, folderOf(m, newest), root)

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'xiaobao-revisions-'))
  write('shared.ts', 'export const days = 15\n')
  write(
    'edition-case/rules.ts',
    "import { days } from '../shared.ts'\nexport const rule = days > 1\n",
  )
  write(
    'edition-case/index.ts',
    "import { rule } from './rules.ts'\nimport '../../core/x.ts'\nrule\n",
  )
})
afterEach(() => rmSync(root, { recursive: true }))

it('stays as it is', () => {
  const released = [lineOf(first)]
  expect(released[0]).toMatch(/^T03 edition 2026-01-01 revision 1: main \w{16}; files \w{16}$/)
  expect(unkept(released, [lineOf(first)])).toEqual([])
})
it.each([
  ['a rule', () => write('edition-case/rules.ts', 'export const rule = true\n')],
  ['what a rule stands on', () => write('shared.ts', 'export const days = 10\n')],
])('does not let %s change under it', (_what, change) => {
  const released = [lineOf(first)]
  change()
  expect(unkept(released, [lineOf(first)])).toEqual([
    expect.stringContaining('T03 edition 2026-01-01 revision 1 was released and has changed'),
  ])
})
it('does not let a chart change under it', () => {
  const released = [lineOf(first)]
  const changed = { ...first, charts: second.charts }
  expect(unkept(released, [lineOf(changed)])).toHaveLength(1)
})
it('is kept beside the revision that supersedes it', () => {
  const released = [lineOf(first)]
  write('edition-case/rules.ts', 'export const rule = true\n')
  expect(unkept(released, [lineOf(corrected)])).toEqual([
    'T03 edition 2026-01-01 revision 1 was released and is not kept: move it to engine/mechanisms/past',
  ])
})
it('is the same text in the folder of the past, though it is imported from elsewhere', () => {
  const released = [lineOf(first)]
  const kept = path.join(root, folderOf(first, false))
  cpSync(path.join(root, 'edition-case'), kept, { recursive: true })
  write(
    `${folderOf(first, false)}/rules.ts`,
    "import { days } from '../../shared.ts'\nexport const rule = days > 1\n",
  )
  write(
    `${folderOf(first, false)}/index.ts`,
    "import { rule } from './rules.ts'\nimport '../../../core/x.ts'\nrule\n",
  )
  write('edition-case/rules.ts', 'export const rule = true\n')
  const present = () => [lineOf(first, false), lineOf(corrected)]
  expect(unkept(released, present())).toEqual([])
  // It still stands on a file that both share: when that changes, it needs a copy of its own.
  write('shared.ts', 'export const days = 10\n')
  expect(unkept(released, present())).toHaveLength(1)
  write(`${folderOf(first, false)}/shared.ts`, 'export const days = 15\n')
  write(
    `${folderOf(first, false)}/rules.ts`,
    "import { days } from './shared.ts'\nexport const rule = days > 1\n",
  )
  expect(unkept(released, present())).toEqual([])
})
