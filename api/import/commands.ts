/**
 * From a row to the commands that record what it says, and nothing else. The steps that were taken are
 * attested by the register; when, by whom and how, it does not say, so none of that is recorded.
 */
import type { Command } from '../../engine/core/command.ts'
import type { Effective, Uuid } from '../../engine/core/values.ts'
import { keyOf } from './identity.ts'
import type { Identity } from './identity.ts'
import type { Row } from './row.ts'

/** Who imports, and from what. */
export interface Importing {
  readonly person: Uuid
  /** Name of the file and the beginning of its SHA-256. */
  readonly source: string
  /** How often the engine has refused this row before: a refused request is never tried again. */
  readonly refused: number
}

type Step = Pick<Command, 'event' | 'payload'> & Partial<Pick<Command, 'effective' | 'evidence'>>

/** The commands of one row; they stand or fall together. */
export function commandsOf(row: Row, named: Identity, by: Importing): readonly Command[] {
  const again = by.refused === 0 ? '' : `:${String(by.refused)}`
  return stepsOf(row, named).map((step, n) => ({
    asker: { person: by.person },
    via: 'import',
    mechanism: 'M07',
    request: `${named.process}:${String(n)}:${step.event}${again}`,
    ...(n === 0 ? { newProcess: named.process } : { process: named.process }),
    effective: NOT_STATED,
    attested: { source: by.source, line: row.line },
    ...step,
  }))
}

const NOT_STATED: Effective = { unknown: true }

function stepsOf(row: Row, { complainant: about }: Identity): readonly Step[] {
  const open: readonly Step[] = [
    registration(row, about),
    { event: 'confirmIdentity', payload: { identity: 'attested' } },
    ...notesOf(row).map((text) => ({ event: 'note', payload: { about, text } })),
  ]
  switch (row.response.kind) {
    case 'unanswered':
      // Nobody handled it as far as the register says: it waits to be assigned, late.
      return [...open, UNTIMELY]
    case 'inProgress':
      return [...open, HANDLED, ...(row.timely === false ? [UNTIMELY] : [])]
    case 'answered':
      return [...open, HANDLED, ...answer(row, about), ending(row, about)]
  }
}

const HANDLED: Step = { event: 'recordHandling', payload: {} }
const UNTIMELY: Step = {
  event: 'attestUntimely',
  payload: {},
  effective: { unknown: true, attested: 'late' },
}

const MATTER_MAX = 200
const NARRATIVE_MAX = 20_000
const NOTE_MAX = 5000

function registration(row: Row, complainant: string): Step {
  return {
    event: 'register',
    effective: { on: row.sentOn },
    // The row as it was read; whoever has the file can show that it is this one.
    evidence: [row.digest],
    payload: {
      channel: 'forwarded',
      forwardedBy: 'otherAuthority',
      receivedOn: row.sentOn,
      matter: matterOf(row),
      complainant,
      organisation: `organisation:${keyOf(row.company)}`,
      product: `product:${keyOf(row.product)}`,
      basis: 'voluntary',
      ...(row.madeOn === undefined ? {} : { madeOn: row.madeOn }),
      ...(row.narrative === undefined ? {} : { narrative: partOf(row.narrative, NARRATIVE_MAX) }),
    },
  }
}

/** Product and issue in one line, cut where the register is more talkative than a title may be. */
function matterOf({ product, subProduct, issue, subIssue }: Row): string {
  const within = (whole: string, part: string | undefined) =>
    part === undefined ? whole : `${whole} / ${part}`
  const named = within(product, subProduct)
  const matter = issue === undefined ? named : `${named}: ${within(issue, subIssue)}`
  return matter.length <= MATTER_MAX ? matter : `${partOf(matter, MATTER_MAX - 1).trimEnd()}…`
}

/** What the newer files say beside: parts of a narrative that is too long, tags, the public response. */
function notesOf({ narrative = '', tags, publicResponse }: Row): readonly string[] {
  return [
    narrative.slice(partOf(narrative, NARRATIVE_MAX).length),
    says('Tags', tags),
    says('Company public response', publicResponse),
  ].flatMap((text) => partsOf(text, NOTE_MAX))
}
const EMPTY = /^(n\/a|none|)$/i
const says = (column: string, text = ''): string => (EMPTY.test(text) ? '' : `${column}: ${text}`)

function partsOf(text: string, max: number): readonly string[] {
  const parts: string[] = []
  for (let rest = text.trim(); rest !== ''; rest = rest.slice(parts.at(-1)?.length).trim())
    parts.push(partOf(rest, max))
  return parts
}

/** The beginning of a text, never half a character of it. */
const partOf = (text: string, max: number): string => {
  const part = text.slice(0, max)
  return part.isWellFormed() ? part : part.slice(0, -1)
}

/** The register states the kind of relief and no amount, and never the day of the answer. */
function answer({ response, timely }: Row, about: string): readonly Step[] {
  if (response.kind !== 'answered') return []
  const timeliness = timely === undefined ? {} : ({ attested: timely ? 'inTime' : 'late' } as const)
  return [
    {
      event: 'decide',
      payload: {
        about,
        outcome: 'notStated',
        relief: { kind: response.relief },
        remedies: [],
      },
    },
    { event: 'tell', payload: {}, effective: { unknown: true, ...timeliness } },
  ]
}

/** Disputed: taken on again. Else the register lists it as closed, and so it is closed here. */
const ending = ({ disputed }: Row, about: string): Step =>
  disputed === true
    ? { event: 'newFacts', payload: { about, novelty: 'disputed' } }
    : { event: 'recordClosure', payload: {} }
