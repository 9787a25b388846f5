/**
 * The case file of a process, and `GET /case-file/<id>`: one page with everything that proves what is in it,
 * for whoever may read the process.
 */
import type { IncomingMessage } from 'node:http'
import { CASE_BYTES_MAX, CASE_ENTRIES_MAX, CASE_FORMAT } from '../engine/core/case-file.ts'
import type { CaseFile } from '../engine/core/case-file.ts'
import { caseTexts } from '../engine/core/case-file-texts.ts'
import { editionsOf } from '../engine/core/editions.ts'
import type { Editions } from '../engine/core/editions.ts'
import { positionOf } from '../engine/core/step.ts'
import type { Leaf } from '../engine/core/trail.ts'
import type { Instant, Uuid } from '../engine/core/values.ts'
import type { Engine } from '../engine/runtime/engine.ts'
import { CASE_POLICY, CASE_PAGE, pageOf } from './case-file/page.ts'
import type { Context } from './context.ts'
import { badUserInput, unavailable } from './errors.ts'
import { diagramOf } from './graphql/diagram.ts'
import { readsWhole } from './graphql/entry-source.ts'
import { decodeId, isUuid } from './graphql/ids.ts'
import { processById } from './graphql/process-source.ts'
import type { Registry } from './graphql/registry.ts'
import { noteRead, noteSeen } from './reading.ts'

/** Each takes memory for a whole case, and a share of the processor from everybody else. */
const AT_ONCE = 2
let making = 0

/** A file that is handed over. */
export interface MadeCase {
  readonly name: string
  readonly html: string
}
export interface CaseHouse {
  readonly engine: Engine
  readonly editions: Editions
  readonly now: () => Instant
}
export interface CaseOf {
  readonly institution: Uuid
  readonly process: Uuid
  /** Whether personal values are in it, with the salts that hold them to their commitments. */
  readonly personal: boolean
}

/** Makes the file of a process that may be read; null where there is none. */
export async function makeCase(house: CaseHouse, of: CaseOf): Promise<MadeCase | null> {
  if (making >= AT_ONCE)
    throw unavailable('Others are making case files at this moment; send the same request again')
  making++
  try {
    const { institution, ...ask } = of
    const answer = await house.engine.gatherCase(institution, ask)
    switch (answer.kind) {
      case 'absent':
        return null
      case 'unsealed':
        throw unavailable(
          'No signed head has this process yet; send the same request again. Where that does not help, `trailAlarms` says why the trail is not signed',
        )
      case 'tooLarge':
        throw badUserInput(
          `The process has ${String(answer.entries)} entries of ${String(answer.bytes)} bytes, and a case file at most ${String(CASE_ENTRIES_MAX)} of ${String(CASE_BYTES_MAX)}; read them by \`trail\`, each with its \`inclusion\``,
        )
      case 'gathered': {
        const { record } = answer
        const file: CaseFile = {
          format: CASE_FORMAT,
          page: CASE_PAGE,
          exportedAt: house.now(),
          ...record,
          ...(await derivedOf(record, house.editions)),
        }
        return { name: nameOf(record), html: pageOf(file) }
      }
    }
  } finally {
    making--
  }
}

const nameOf = ({ process }: Pick<CaseFile, 'process'>): string =>
  `case-file-${process.reference.replaceAll(/[^A-Za-z0-9-]/g, '_')}.html`

/** What follows from the entries by the registry of this release: the words of the law, and the diagram. */
export async function derivedOf(
  { entries }: Pick<CaseFile, 'entries'>,
  editions: Editions,
): Promise<Pick<CaseFile, 'texts' | 'diagram'>> {
  const leaves = entries.map((e) => JSON.parse(e.leaf) as Leaf)
  const diagram = await diagramAfter(leaves, editions)
  return { texts: caseTexts(leaves, editions), ...(diagram === undefined ? {} : { diagram }) }
}

async function diagramAfter(
  leaves: readonly Leaf[],
  editions: Editions,
): Promise<string | undefined> {
  const { process, to } = leaves.findLast((leaf) => leaf.to !== undefined) ?? {}
  const mechanism = process && editions.of(process)
  const machine = mechanism?.charts[process?.chart ?? '']
  if (!process || !mechanism || !machine || to === undefined) return undefined
  const { paths } = positionOf(machine, to)
  return diagramOf(mechanism, { chart: process.chart, paths, format: 'SVG' })
}

/** The file of a process for whoever asks, or null: absent, foreign and hidden are the same. */
export async function caseForViewer(
  id: string,
  personal: boolean,
  {
    context,
    registry,
  }: { readonly context: Context; readonly registry: Pick<Registry, 'editions'> },
): Promise<MadeCase | null> {
  const process = isUuid(id) ? id : decodeId(id)?.id
  if (process === undefined || !(await processById(process, context))) return null
  if (!(await readsWhole(process, context))) return null
  const { engine, institution, now } = context
  const house = { engine, now, editions: registry.editions }
  if (personal) await noteRead({ what: 'file', id: process }, context)
  else await noteSeen([{ what: 'file', id: process }], context)
  return makeCase(house, { institution, process, personal })
}

/** Where the file of a process is fetched, by its global id. */
export const casePath = (id: string, personal: boolean): string =>
  `/case-file/${id}${personal ? '' : '?personal=withheld'}`

export interface FileAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}
const MISSING: FileAnswer = {
  status: 404,
  headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  body: 'not found\n',
}

/** Answers what lies below `/case-file/`. */
export async function caseAnswer(
  { url, method }: IncomingMessage,
  context: Context,
  mechanisms: Parameters<typeof editionsOf>[0],
): Promise<FileAnswer> {
  const { pathname, searchParams } = new URL(url ?? '/', 'http://localhost')
  if (method !== 'GET') throw badUserInput('A case file is fetched by GET', 405)
  const personal = searchParams.get('personal') ?? 'disclosed'
  if (!['disclosed', 'withheld'].includes(personal))
    throw badUserInput('`personal` is `disclosed` or `withheld`', 400)
  const registry = { editions: editionsOf(mechanisms) }
  const id = pathname.slice('/case-file/'.length)
  const made = await caseForViewer(id, personal === 'disclosed', { context, registry })
  if (!made) return MISSING
  return {
    status: 200,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Disposition': `attachment; filename="${made.name}"`,
      'Content-Security-Policy': CASE_POLICY,
      'Referrer-Policy': 'no-referrer',
    },
    body: made.html,
  }
}
