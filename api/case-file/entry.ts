/** One entry of a case file as a person reads it: who did what, when, by which duty, on which facts. */
import type { CaseEntry, CaseFile, CaseTexts, EditionTexts } from '../../engine/core/case-file.ts'
import { leafHash } from '../../engine/core/trail.ts'
import type { FactRecorded, Leaf } from '../../engine/core/trail.ts'
import { cited } from '../../policies/law.ts'
import type { Citation, Text } from '../../policies/law.ts'
import { markup } from './markup.ts'
import type { Markup } from './markup.ts'

interface Shown {
  readonly leaf: Leaf
  readonly entry: CaseEntry
  readonly texts: CaseTexts
  /** The words of the edition that the entry names, where the file has them. */
  readonly edition: EditionTexts | undefined
}

/** A sentence in both languages, the Chinese first. */
export const both = ({ zh, en }: Text): Markup =>
  zh === en ? markup`${zh}` : markup`${zh} <span lang="en">${en}</span>`

const row = (zh: string, en: string, value: Markup | undefined): Markup =>
  value
    ? markup`<dt>${both({ zh, en })}</dt>
        <dd>${value}</dd>`
    : markup``

const listed = (items: readonly Markup[]): Markup | undefined =>
  items.length === 0
    ? undefined
    : markup`<ul>
        ${items.map((item) => markup`<li>${item}</li>`)}
      </ul>`

const code = (value: unknown): Markup =>
  markup`<code>${typeof value === 'string' ? value : JSON.stringify(value)}</code>`

const named = (table: Readonly<Record<string, Text>> | undefined, name: string): Markup => {
  const text = table && Object.hasOwn(table, name) ? table[name] : undefined
  return text ? markup`${both(text)} ${code(name)}` : code(name)
}

/** A citation with the title of its law. */
export function citation(of: string, { laws }: CaseTexts): Markup {
  const { law, article } = cited(of as Citation)
  const known = Object.hasOwn(laws, law) ? laws[law] : undefined
  return known
    ? markup`${known.title.zh}（${known.issuer.zh}）${article}
        <span lang="en">${known.title.en}, ${article}</span>`
    : code(of)
}

export function entryMarkup(entry: CaseEntry, leaf: Leaf, { texts }: CaseFile): Markup {
  const { process } = leaf
  const edition = texts.editions.find(
    (e) => e.edition === process?.edition && e.revision === process.revision,
  )
  const shown: Shown = { leaf, entry, texts, edition }
  const kind = markup`<span class="kind ${leaf.kind}">${leaf.kind}</span>`
  return markup`<article id="entry-${entry.position}">
    <h3>#${entry.position} ${named(edition?.events, leaf.event.type)} ${kind}</h3>
    <dl>${[...whoAndWhen(shown), ...whatAndWhy(shown), ...whatFollows(shown)]}</dl>
    ${proofMarkup(entry)}
  </article> `
}

function whoAndWhen({ leaf, texts }: Shown): Markup[] {
  const { actor, recordedAt, effective, process, cause, group, attested } = leaf
  const { person, body, unit, seat, system, via, onBehalfOf } = actor
  return [
    row('记录时刻', 'Recorded at', markup`<time>${recordedAt}</time>`),
    row('生效时间', 'In effect', effective && code(effective)),
    row(
      '行为人',
      'Actor',
      markup`${body === undefined ? undefined : named(texts.bodies, body)}
      ${code({ person, unit, seat, system, onBehalfOf, via })}`,
    ),
    row(
      '版本',
      'Version',
      process &&
        markup`${process.version} · ${process.mechanism} ${process.edition} r${process.revision}`,
    ),
    row('起因条目', 'Caused by entry', cause && code(cause.entry)),
    row('同组', 'Group', group && code(group)),
    row('转录自', 'Transcribed from', attested && code(attested)),
  ]
}

function whatAndWhy({ leaf, entry, texts, edition }: Shown): Markup[] {
  const { event, decision, refusal, facts } = leaf
  const payload = { ...event.payload, ...(event.remark ? { remark: event.remark } : {}) }
  return [
    row(
      '内容',
      'Content',
      markup`<pre>${JSON.stringify(withPersonal(payload, entry), undefined, 1)}</pre>`,
    ),
    row('证据', 'Evidence', listed((event.evidence ?? []).map(code))),
    row(
      '事实',
      'Facts',
      listed(Object.entries(facts ?? {}).map(([name, fact]) => factMarkup(name, fact, edition))),
    ),
    row('职责', 'Duty', decision && dutyMarkup(decision.duty, texts)),
    row('依据', 'Article', decision && citation(decision.article, texts)),
    row(
      '已检查的分离规则',
      'Separation checked',
      listed((decision?.separation ?? []).map((name) => ruleMarkup(name, { texts, edition }))),
    ),
    row('拒绝', 'Refused', refusal && markup`${code(refusal.kind)} ${both(refusal.message)}`),
    row(
      '所据规则',
      'By the rule',
      refusal?.rule === undefined ? undefined : ruleMarkup(refusal.rule, { texts, edition }),
    ),
    row(
      '拒绝的依据',
      'Article of the refusal',
      refusal?.article && citation(refusal.article, texts),
    ),
  ]
}

function whatFollows({ leaf, texts, edition }: Shown): Markup[] {
  const { from, to, timers, notices, reactions } = leaf
  const timer = (t: NonNullable<Leaf['timers']>['armed'][number]) =>
    markup`${named(edition?.clocks, t.clock)} →
      <time>${t.dueAt}</time>（${citation(t.citation, texts)}）`
  return [
    row('自', 'From', from === undefined ? undefined : statesMarkup(from, edition)),
    row('至', 'To', to === undefined ? undefined : statesMarkup(to, edition)),
    row('启动的时限', 'Timers armed', listed((timers?.armed ?? []).map(timer))),
    row('解除的时限', 'Timers disarmed', listed((timers?.disarmed ?? []).map(timer))),
    row(
      '通知',
      'Told',
      listed((notices ?? []).map((n) => markup`${named(texts.bodies, n.to)}: ${both(n.about)}`)),
    ),
    row(
      '引发',
      'Brings about',
      listed((reactions ?? []).map((r) => markup`${r.to} ${code(r.event)} ${code(r.payload)}`)),
    ),
  ]
}

const factMarkup = (
  name: string,
  { value, source }: FactRecorded,
  edition: EditionTexts | undefined,
): Markup => markup`${named(edition?.facts, name)} = ${code(value ?? null)} ← ${code(source)}`

const dutyMarkup = (id: string, { duties }: CaseTexts): Markup => {
  const duty = Object.hasOwn(duties, id) ? duties[id] : undefined
  return duty ? markup`${both(duty.says)} ${code(id)}` : code(id)
}

/** A rule of the mechanism, or the duty that was wanting. */
function ruleMarkup(name: string, { texts, edition }: Pick<Shown, 'texts' | 'edition'>): Markup {
  const rule = edition && Object.hasOwn(edition.rules, name) ? edition.rules[name] : undefined
  if (!rule) return dutyMarkup(name, texts)
  return markup`${both(rule.says)} ${code(name)}（${citation(rule.article, texts)}）`
}

/** The innermost states, with their titles where the edition is known. */
function statesMarkup(value: unknown, edition: EditionTexts | undefined): Markup {
  const paths: string[] = []
  const walk = (inner: unknown, path: string): void => {
    const members = typeof inner === 'object' && inner !== null ? Object.entries(inner) : []
    if (typeof inner === 'string') paths.push(path === '' ? inner : `${path}.${inner}`)
    else if (members.length === 0) paths.push(path)
    for (const [key, deeper] of members) walk(deeper, path === '' ? key : `${path}.${key}`)
  }
  walk(value, '')
  return listed(paths.map((path) => named(edition?.states, path))) ?? markup``
}

/** The payload with its personal values in their places, or with what became of them. */
function withPersonal(payload: object, { disclosed, erased }: CaseEntry): unknown {
  const known = new Map(disclosed.map((d) => [d.path, d.value]))
  const gone = new Set(erased)
  const walk = (value: unknown, path: string): unknown => {
    if (known.has(path)) return known.get(path)
    if (gone.has(path)) return '〔已删除 erased〕'
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map((item, n) => walk(item, `${path}.${String(n)}`))
    const keys = Object.keys(value)
    if (keys.length === 1 && keys[0] === 'commitment') return '〔未提供 withheld〕'
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, walk(v, `${path}.${k}`)]))
  }
  return Object.fromEntries(
    Object.entries(payload).map(([k, v]) => [
      k,
      walk(v, k === 'remark' ? 'remark' : `payload.${k}`),
    ]),
  )
}

/** What proves it, in full. */
export const proofMarkup = ({
  position,
  leaf,
  hashes,
}: Pick<CaseEntry, 'position' | 'leaf' | 'hashes'>): Markup =>
  markup`<details>
    <summary>${both({ zh: '叶与证明', en: 'Leaf and proof' })}</summary>
    <p>SHA-256(0x00 ‖ leaf) = ${code(leafHash(leaf))}, index ${position - 1}</p>
    <pre class="leaf">${leaf}</pre>
    <pre>${hashes.join('\n')}</pre>
  </details>`
