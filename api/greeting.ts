/** What a start prints: where it listens, and how to act as each person. */
import { BODIES } from '../policies/duty.ts'
import type { Config } from './config.ts'
import { DEMO_PEOPLE } from './demo.ts'
import { issueToken } from './tokens.ts'

export interface Greeting {
  readonly url: string
  readonly config: Config
  /** The demonstration institution was founded in this start. */
  readonly founded: boolean
}

const FIRST = 'protection-1'
const TOKEN_HOURS = 12

export async function greeting({ url, config, founded }: Greeting): Promise<string> {
  const lines = [
    '',
    `  消保 Xiaobao   ${url}/graphql`,
    `  GraphiQL       ${url}/graphql  (in a browser; needs no network)`,
    `  Health         ${url}/health  ${url}/ready`,
    '',
  ]
  if (config.identity)
    return `${[...lines, '  Tokens come from your identity provider.', ''].join('\n')}\n`
  const token = await issueToken({
    dataDir: config.dataDir,
    subject: FIRST,
    nowMs: Date.now(),
    hours: TOKEN_HOURS,
  })
  const width = Math.max(...DEMO_PEOPLE.map(({ subject }) => subject.length))
  lines.push(
    '  There is no identity provider: tokens are issued on this machine, and only it can reach the server.',
    ...(founded ? ['  The database was empty: a demonstration institution was founded.'] : []),
    '',
    '  To act as a person:   npx xiaobao token --person <person>',
    '',
    ...DEMO_PEOPLE.map(({ subject, body, unit }) => {
      const { zh, en } = BODIES[body]
      return `    ${subject.padEnd(width)}   ${zh} ${en}${unit === undefined ? '' : ` (${unit})`}`
    }),
    '',
    `  As ${FIRST}, for the next ${TOKEN_HOURS} hours:`,
    '',
    `    curl -s ${url}/graphql -H 'content-type: application/json' \\`,
    `      -H 'authorization: Bearer ${token}' \\`,
    `      -d '{"query":"{ viewer { person { name } seats { body } } }"}'`,
    '',
  )
  return `${lines.join('\n')}\n`
}
