// The clocks, charts and duties of every mechanism, printed: a change of law shows as a readable diff.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { dutiesOf } from '../../engine/core/load.ts'
import type { Clock } from '../../engine/core/clocks.ts'
import type { Context } from '../../engine/core/mechanism.ts'
import { EDITIONS, MECHANISMS } from '../../engine/mechanisms/index.ts'
import { folderOf, revisionLine, unkept } from '../support/revisions.ts'

const lengthOf = (clock: Clock<Context>): string => {
  if (!('span' in clock)) return 'as agreed in the case'
  const unit = `${clock.span.unit}${clock.span.n === 1 ? '' : 's'}`
  const bounds =
    'bounds' in clock ? ` (${String(clock.bounds[0])} to ${String(clock.bounds[1])})` : ''
  return `${String(clock.span.n)} ${unit}${bounds}`
}
const basisOf = (clock: Clock<Context>): string => {
  if ('cite' in clock) return clock.cite
  return 'policy' in clock ? `house policy \`${clock.policy}\`` : 'contract'
}

it('prints every clock', async () => {
  const lines = MECHANISMS.flatMap((m) => [
    `## ${m.id} ${m.title.zh} ${m.title.en}`,
    '',
    '| clock | 中文 | English | kind | length | basis | runs in | fires |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...Object.entries(m.clocks).map(
      ([name, c]) =>
        `| ${name} | ${c.title.zh} | ${c.title.en} | ${c.kind} | ${lengthOf(c)} | ${basisOf(c)} | ${c.runsIn.join(', ')} | ${c.fires} |`,
    ),
    '',
  ])
  await expect(['# Clocks', '', ...lines].join('\n')).toMatchFileSnapshot('clocks.md')
})

it('prints who may send what', async () => {
  const lines = MECHANISMS.flatMap((m) => [
    `## ${m.id} ${m.title.zh} ${m.title.en}`,
    '',
    '| event | 中文 | English | nature | by |',
    '| --- | --- | --- | --- | --- |',
    ...Object.entries(m.events).map(
      ([name, e]) =>
        `| ${name} | ${e.title.zh} | ${e.title.en} | ${e.nature} | ${dutiesOf(e)
          .map((d) => `${d.id} (${d.article})`)
          .join(', ')} |`,
    ),
    '',
  ])
  await expect(['# Events and duties', '', ...lines].join('\n')).toMatchFileSnapshot('events.md')
})

/**
 * Rules are code, which the hash of a chart does not see: the files are bound to the revision as well.
 * What was released is looked at first, so that no golden is written over a revision that has changed.
 */
it('binds each revision to its charts and files', async () => {
  const root = path.resolve(import.meta.dirname, '../../engine/mechanisms')
  const lines = EDITIONS.map((m) => revisionLine(m, folderOf(m, MECHANISMS.includes(m)), root))
  const released = readFileSync(path.join(import.meta.dirname, 'released.txt'), 'utf8')
  const promised = released.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  expect(unkept(promised, lines)).toEqual([])
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('revisions.txt')
})
