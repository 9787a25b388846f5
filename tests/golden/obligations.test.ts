// Every obligation of the law, by what it is enforced and which test fails without it, printed: what is
// missing or unproven shows, and fails.

import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../api/config.ts'
import type { Obligation } from '../../engine/core/obligation.ts'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import { cited, LAWS } from '../../policies/law.ts'

/** How many obligations each mechanism has under arts 7 to 19 and the rules beside them. */
const DEMANDED: Readonly<Record<string, number>> = {
  M01: 10,
  M02: 11,
  M03: 15,
  M04: 10,
  M05: 11,
  M06: 14,
  M07: 16,
  M08: 7,
  M09: 5,
  M10: 7,
  M11: 6,
  G02: 8,
  G04: 12,
}
/** Those that owe something by law, the governance of the institution among them. */
const mechanisms = MECHANISMS.filter((m) => m.obligations.length > 0)
const all: readonly Obligation[] = mechanisms.flatMap((m) => m.obligations)

const sources = new Map<string, string>()
function sourceOf(file: string): string {
  const at = path.join(packageRoot(), file)
  const known = sources.get(file) ?? (existsSync(at) ? readFileSync(at, 'utf8') : '')
  sources.set(file, known)
  return known
}
/** A title in quotes, as a test, or a stand of a table of refusals, bears it. */
const bears = (source: string, title: string): boolean =>
  ["'", '"', '`'].some((quote) => source.includes(`${quote}${title}`))

describe('obligations', () => {
  it.each(Object.entries(DEMANDED))('of %s are all accounted for', (id, n) => {
    const ids = mechanisms.find((m) => m.id === id)?.obligations.map((o) => o.id)
    expect(ids).toEqual(Array.from({ length: n }, (_, i) => `${id}-${String(i + 1)}`))
  })
  it.each(all.map((o) => [o.id, o] as const))(
    '%s is enforced and proven, or says why not',
    (_, o) => {
      expect(cited(o.citation).law in LAWS).toBe(true)
      if ('notEnforced' in o) return expect(o.notEnforced.en.length).toBeGreaterThan(20)
      const { mechanism, events = [], rules = [], clocks = [], reports = [] } = o.enforcedBy
      const names = [...events, ...rules, ...clocks]
      expect(names.length + reports.length).toBeGreaterThan(0)
      const other = mechanism === undefined ? undefined : MECHANISMS.find((m) => m.id === mechanism)
      if (mechanism !== undefined)
        expect(
          names.filter(
            (n) => !(other && (n in other.events || n in other.rules || n in other.clocks)),
          ),
        ).toEqual([])
      expect({ ...o.test, found: bears(sourceOf(o.test.file), o.test.name) }).toEqual({
        ...o.test,
        found: true,
      })
    },
  )
  it('are printed', async () => {
    const lines = mechanisms.flatMap((m) => [
      `## ${m.id} ${m.title.zh} ${m.title.en}`,
      '',
      '| obligation | 中文 | English | article | certainty | bodies | enforced by | test |',
      '| --- | --- | --- | --- | --- | --- | --- | --- |',
      ...m.obligations.map(lineOf),
      '',
    ])
    await expect(['# Obligations', '', ...lines].join('\n')).toMatchFileSnapshot('obligations.md')
  })
})

function lineOf(o: Obligation): string {
  const head = `| ${o.id} | ${o.says.zh} | ${o.says.en} | ${o.citation} | ${o.certainty} | ${o.bodies.join(', ')} |`
  if ('notEnforced' in o) return `${head} not by a program: ${o.notEnforced.en} | – |`
  const { mechanism, ...by } = o.enforcedBy
  const named = Object.entries(by).map(([kind, names]) => `${kind} ${(names ?? []).join(', ')}`)
  const where = mechanism === undefined ? '' : `${mechanism}: `
  return `${head} ${where}${named.join('; ')} | ${o.test.file}: ${o.test.name} |`
}
