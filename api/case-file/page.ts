/**
 * A case file as one page: a person reads it in any browser, a program reads the JSON in it. It loads nothing,
 * runs nothing, and follows from its JSON alone, so that a page that shows something else is noticed.
 */
import { createHash } from 'node:crypto'
import { embedded } from '../../engine/core/case-file.ts'
import type { CaseFile } from '../../engine/core/case-file.ts'
import { parseCheckpoint, parseNote } from '../../engine/core/note.ts'
import { canonical } from '../../engine/core/trail.ts'
import type { Leaf } from '../../engine/core/trail.ts'
import { both, citation, entryMarkup, proofMarkup } from './entry.ts'
import { madeOf, markup } from './markup.ts'
import type { Markup } from './markup.ts'

/** Raised with every change of what a page shows. */
export const CASE_PAGE = 1

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1a1a1a}
[lang=en]{color:#555}h1{font-size:1.5rem}h2{margin-top:2.5rem;border-bottom:1px solid #ccc}
article{border:1px solid #ccc;border-radius:6px;padding:0 1rem 1rem;margin:1rem 0}article h3{font-size:1.05rem}
dl{display:grid;grid-template-columns:11rem 1fr;gap:.25rem 1rem;margin:0}dt{color:#444}dd{margin:0;overflow-wrap:anywhere}
ul{margin:0;padding-left:1.2rem}code,pre{font:12.5px/1.45 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
pre{background:#f5f5f3;padding:.5rem;margin:.25rem 0}.kind{font-size:.8rem;border:1px solid #999;border-radius:4px;padding:0 .4rem}
.refused{background:#fbe9e7}.clock{background:#fff7e0}img{max-width:100%}`

const POLICY = `default-src 'none'; img-src data:; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`
/** The same for a server, which can say more than a page. */
export const CASE_POLICY = `${POLICY}; frame-ancestors 'none'; sandbox`

/** The page of a case file. The leaves must be entries; what else is in it may be anything. */
export function pageOf(given: CaseFile): string {
  // Two files of one content have one page, in whatever order their members stood.
  const form = canonical(given)
  const file = JSON.parse(form) as CaseFile
  const { process, institution } = file
  const title = `${process.reference} ${process.title.zh}`
  const leaves = file.entries.map((entry) => ({ entry, leaf: JSON.parse(entry.leaf) as Leaf }))
  const page = markup`<!doctype html>
    <html lang="zh">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <style>${madeOf(STYLE)}</style>
      </head>
      <body>
        <h1>${process.reference} · ${both(process.title)}</h1>
        <p>
          ${both({ zh: `${institution.name} 的案卷`, en: `Case file of ${institution.name}` })} ·
          <time>${file.exportedAt}</time>
        </p>
        ${checkMarkup(file)} ${diagramMarkup(file)}
        <h2>${both({ zh: '存证', en: 'Entries' })}</h2>
        ${leaves.map(({ entry, leaf }) => entryMarkup(entry, leaf, file))} ${lawMarkup(file)}
        ${keyMarkup(file)}
     `.markup
  return `${page}${embedded(form)}\n</body></html>\n`
}

/** What it proves, what it does not, and how to find out. */
function checkMarkup(file: CaseFile): Markup {
  const note = parseNote(file.checkpoint)
  const head = note && parseCheckpoint(note.text)
  const signers = (note?.signatures ?? []).map((s) => s.name)
  return markup`<h2>${both({ zh: '如何核对', en: 'How to check it' })}</h2>
    <p>
      ${both({
        zh: '本页由其中的数据生成，其本身不证明什么。以机构公布的密钥核对（无需网络与数据库）：',
        en: 'This page is made from the data in it, and proves nothing by itself. Check it with the key that the institution has published, without a network or a database:',
      })}
    </p>
    <pre>npx xiaobao verify-file FILE --key '${head?.origin ?? '…'}+…+…'</pre>
    <p>
      ${both({
        zh: `检查点共${String(head?.size ?? 0)}条，本案${String(file.entries.length)}条，另有${String(file.unsealed)}条尚未封存。检查点之后是否另有条目，本文件不能说明。`,
        en: `The checkpoint has ${String(head?.size ?? 0)} entries, this case ${String(file.entries.length)} of them, and ${String(file.unsealed)} were not sealed yet. Whether others followed after the checkpoint this file cannot tell.`,
      })}
    </p>
    <p>${both({ zh: '签名与见证', en: 'Signed and cosigned by' })}: ${signers.join(', ')}</p>
    <pre>${file.checkpoint}</pre>`
}

/** An image cannot run or load anything, whatever stands in it. */
const diagramMarkup = ({ diagram }: CaseFile): Markup =>
  diagram === undefined
    ? markup``
    : markup`<h2>${both({ zh: '状态图', en: 'Chart' })}</h2>
        <img
          alt="chart"
          src="data:image/svg+xml;base64,${Buffer.from(diagram, 'utf8').toString('base64')}"
        />`

function lawMarkup({ texts }: CaseFile): Markup {
  const rules = texts.editions.flatMap((e) =>
    Object.entries(e.rules).map(
      ([name, rule]) =>
        markup`<li>
          <code>${name}</code>
          ${both(rule.says)}（${citation(rule.article, texts)}）<br />${both(rule.change)}
        </li>`,
    ),
  )
  return markup`<h2>
      ${both({ zh: '所引规则、职责与法规', en: 'Rules, duties and laws as cited' })}
    </h2>
    <ul>
      ${texts.editions.map((e) => markup`<li>${both(e.title)} ${e.mechanism} ${e.edition} r${e.revision}: ${e.articles.map((a) => markup`${citation(a, texts)}; `)}</li>`)}
    </ul>
    <ul>
      ${rules}
    </ul>
    <ul>
      ${Object.entries(texts.duties).map(([id, duty]) => markup`<li><code>${id}</code> ${both(duty.says)}（${citation(duty.article, texts)}）</li>`)}
    </ul>
    <ul>
      ${Object.values(texts.laws).map((law) => markup`<li>${both(law.title)} · ${both(law.issuer)}${law.inForceFrom === undefined ? '' : ` · ${law.inForceFrom}`}</li>`)}
    </ul>`
}

const keyMarkup = ({ keys }: CaseFile): Markup =>
  markup`<h2>
      ${both({ zh: '签名密钥及其生效条目', en: 'Keys, and the entries that put them in force' })}
    </h2>
    <ol>
      ${keys.map((proven) => markup`<li>#${proven.position} <code>${keyIn(proven.leaf)}</code>${proofMarkup(proven)}</li>`)}
    </ol>`

function keyIn(leaf: string): string {
  const key = (JSON.parse(leaf) as Partial<Leaf>).event?.payload['key']
  return typeof key === 'string' ? key : '–'
}
