/** What an import did, counted row by row. */
import type { Row } from './row.ts'

/** How a row fared. */
export type Fate =
  | { readonly kind: 'imported'; readonly commands: number; readonly sinceFile: boolean }
  | { readonly kind: 'alreadyThere'; readonly sinceFile: boolean }
  /** This file has listed it before, and there it was counted. */
  | { readonly kind: 'listedBefore' }
  /** A dry run: nothing was sent. */
  | { readonly kind: 'readable' }

export interface Rejected {
  readonly line: number
  readonly reason: string
}

/** What the rows say that stand in the register now: those imported and those already there. */
export interface Stated {
  received: number
  /** Answered late, or late and unanswered, as the source attests. */
  late: number
  disputed: number
  /** Answers by the relief that was decided. */
  relief: { monetary: number; nonMonetary: number; none: number }
  /** Rows by the words of the source. */
  responses: Record<string, number>
  stillOpen: { total: number; inProgress: number; unanswered: number; disputed: number }
  /** Sent to the company before the day on which it was received from the consumer. */
  inconsistent: number
  notStated: { dayOfAnswer: number; timeliness: number; whetherDisputed: number }
  /** Clocks that ran out only after the file was made; none of them is counted as late above. */
  sinceFile: number
}

export interface Counts {
  rows: number
  imported: number
  alreadyThere: number
  /** Of other companies than the one asked for. */
  leftOut: number
  rejected: number
  commands: number
}

/** Rejected rows that are listed one by one; each of them is told as it comes, and all are counted. */
const LISTED_MAX = 1000

export class Tally {
  readonly counts: Counts = {
    rows: 0,
    imported: 0,
    alreadyThere: 0,
    leftOut: 0,
    rejected: 0,
    commands: 0,
  }
  readonly stated: Stated = {
    received: 0,
    late: 0,
    disputed: 0,
    relief: { monetary: 0, nonMonetary: 0, none: 0 },
    responses: {},
    stillOpen: { total: 0, inProgress: 0, unanswered: 0, disputed: 0 },
    inconsistent: 0,
    notStated: { dayOfAnswer: 0, timeliness: 0, whetherDisputed: 0 },
    sinceFile: 0,
  }
  readonly rejected: Rejected[] = []

  reject(rejected: Rejected): void {
    this.counts.rows++
    this.counts.rejected++
    if (this.rejected.length < LISTED_MAX) this.rejected.push(rejected)
  }

  leaveOut(): void {
    this.counts.rows++
    this.counts.leftOut++
  }

  take(row: Row, fate: Fate): void {
    this.counts.rows++
    if (fate.kind === 'imported') {
      this.counts.imported++
      this.counts.commands += fate.commands
    } else if (fate.kind !== 'readable') this.counts.alreadyThere++
    if (fate.kind === 'listedBefore') return
    if ('sinceFile' in fate && fate.sinceFile) this.stated.sinceFile++
    state(this.stated, row)
  }
}

function state(stated: Stated, row: Row): void {
  const { response, timely, disputed, says } = row
  const unanswered = response.kind === 'unanswered'
  stated.received++
  stated.responses[says] = (stated.responses[says] ?? 0) + 1
  if (timely === false || unanswered) stated.late++
  else if (timely === undefined) stated.notStated.timeliness++
  if (disputed) stated.disputed++
  else if (disputed === undefined) stated.notStated.whetherDisputed++
  if (row.madeOn !== undefined && row.madeOn > row.sentOn) stated.inconsistent++
  if (response.kind === 'answered') {
    stated.relief[response.relief]++
    stated.notStated.dayOfAnswer++
    if (!disputed) return
    stated.stillOpen.disputed++
  } else stated.stillOpen[response.kind]++
  stated.stillOpen.total++
}
