// What the bench is asked to do.

import { parseArgs } from 'node:util'

export interface Options {
  /** How long one figure is measured. */
  readonly seconds: number
  /** How often each is measured; the table shows medians. */
  readonly rounds: number
  /** How many callers send at the same time. */
  readonly callers: readonly number[]
  /** Which contestants run; all when not named. */
  readonly only: readonly Contestant[]
  /** A register to time the import of. */
  readonly complaints: string | undefined
  /** A file for a CPU profile of the server. */
  readonly profile: string | undefined
  readonly json: boolean
}

export const CONTESTANTS = ['lean', 'A', 'B', 'yoga'] as const
/** Ours by the two ways of the server, pgbench statement by statement (A) and as one statement (B). */
export type Contestant = (typeof CONTESTANTS)[number]

export const HELP = `npm run bench -- [options]

Governed commands through the GraphQL API beside pgbench doing the same row writes, in one run and on
one PostgreSQL server with fsync on.

  --seconds N         how long one figure is measured (4)
  --rounds N          how often each is measured; the table shows medians (3)
  --callers N,N       callers at the same time (1,8,32)
  --only WHICH        of lean,A,B,yoga; all when not given
  --complaints FILE   times \`xiaobao import-complaints FILE\` into a fresh institution as well
  --profile FOLDER    writes a CPU profile of the server there
  --json              prints the figures as JSON
`

/** Reads the command line. Undefined: help was asked for. Throws with what is wrong. */
export function readOptions(argv: readonly string[]): Options | undefined {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      seconds: { type: 'string', default: '4' },
      rounds: { type: 'string', default: '3' },
      callers: { type: 'string', default: '1,8,32' },
      only: { type: 'string', default: CONTESTANTS.join() },
      complaints: { type: 'string' },
      profile: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return undefined
  return {
    seconds: positive('seconds', values.seconds),
    rounds: positive('rounds', values.rounds),
    callers: values.callers.split(',').map((n) => positive('callers', n)),
    only: values.only.split(',').map(contestant),
    complaints: values.complaints,
    profile: values.profile,
    json: values.json,
  }
}

function positive(name: string, value: string): number {
  const number = Number(value)
  if (!Number.isInteger(number) || number < 1 || number > 1000)
    throw new Error(`--${name} is ${value}; it takes whole numbers from 1 to 1000`)
  return number
}

function contestant(name: string): Contestant {
  const known = CONTESTANTS.find((c) => c === name)
  if (!known) throw new Error(`--only takes ${CONTESTANTS.join()}; ${name} is none of them`)
  return known
}
