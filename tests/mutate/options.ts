// What the mutation check is asked to do.

import { parseArgs } from 'node:util'

export interface Options {
  /** Only these mechanisms; all when not named. */
  readonly mechanisms: readonly string[]
  /** So many of the noticed mutants are put into the code, and the test that noticed them is run. */
  readonly prove: number
  /** Chooses which. */
  readonly seed: number
}

export const HELP = `npm run mutate -- [options]

Takes away every rule, every separation and every guard of every chart, one at a time, and tells which test
misses it. The journeys of the mechanism run once through GraphQL; each ask that they made is then judged
again by every mutant that has a part in it. A rule that refuses nobody must be seen to fail by the walks of
its mechanism, a guard must be missed by the table of ways (tests/golden/ways); what shows by none of these
is put into the code, and the tests that met it are run. Ends with 1 where a mutant survives.

  --mechanism M07,M01   only these (all)
  --prove N             puts N mutants into the code, and runs the tests that must fail (10)
  --seed N              chooses which (1)
`

/** Reads the command line. Undefined: help was asked for. Throws with what is wrong. */
export function readOptions(argv: readonly string[]): Options | undefined {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      mechanism: { type: 'string', default: '' },
      prove: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return undefined
  return {
    mechanisms: values.mechanism.split(',').filter((id) => id !== ''),
    prove: whole('prove', values.prove),
    seed: whole('seed', values.seed),
  }
}

function whole(name: string, value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new Error(`--${name} is a whole number, not ${value}`)
  return Number(value)
}
