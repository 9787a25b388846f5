// Erasures of a journey: who proposes and decides, and what is left of a value afterwards.

import { Client } from 'pg'
import { erasure } from '../../engine/mechanisms/erasure/index.ts'
import type { events } from '../../engine/mechanisms/erasure/events.ts'
import { actorIn, byRule, deedsFor, isRefused } from './actors.ts'
import type { Actor } from './actors.ts'
import type { TestDatabase } from './database.ts'
import { Case } from './journey-case.ts'
import type { Done, RefusalSeen } from './journey-case.ts'
import type { Journey } from './journey.ts'

const deed = deedsFor<typeof events>()
const deeds = {
  proposes: deed('proposeErasure', (c) => ({
    subject: c.about,
    ground: 'purposeEnded',
    reason: 'the matter has ended',
  })),
  confirms: deed('confirmErasure', () => ({})),
  declines: deed('declineErasure', () => ({ reason: 'the account is in use' })),
  withdraws: deed('withdrawErasure', () => ({ reason: 'proposed by mistake' })),
} as const

const ROLES = {
  officer: 'privacy-1',
  colleague: 'privacy-2',
  protection: 'protection-1',
  lawyer: 'legal-1',
  /** Holds seats of the officer, the department and legal as well. */
  everything: 'privacy-and-others',
  business: 'loans-1',
} as const
type Roles = { readonly [K in keyof typeof ROLES]: Actor<typeof deeds> }
export type Erasing = Roles & {
  readonly file: Case
  readonly refusedBy: (rule: string, event: string, done: Promise<Done>) => Promise<RefusalSeen>
}

/** The erasure of a subject; not yet proposed. */
export function erasureOf(journey: Journey, subject: string): Erasing {
  const file = new Case({ journey, mechanism: erasure, facts: 'subject ground', about: subject })
  const roles = Object.fromEntries(
    Object.entries(ROLES).map(([role, who]) => [role, actorIn(file, who, deeds)]),
  ) as Roles
  return {
    ...roles,
    file,
    refusedBy: (rule, event, done) => isRefused(done, byRule(erasure, event, rule)),
  }
}

const TEXTS = `select table_name as "table", column_name as "column", udt_name as type
  from information_schema.columns where table_schema = 'public' order by 1, 2`

/**
 * Columns of any table in which one of the texts stands in any row: as text, as JSON, or as bytes in UTF-8.
 * What a dump of the database would hold, asked for as its superuser.
 */
export async function columnsWith(
  database: TestDatabase,
  texts: readonly string[],
): Promise<readonly string[]> {
  const client = new Client(database.config)
  await client.connect()
  try {
    const { rows } = await client.query<{ table: string; column: string; type: string }>(TEXTS)
    const found: string[] = []
    for (const { table, column, type } of rows) {
      const shown = type === 'bytea' ? `encode("${column}", 'hex')` : `"${column}"::text`
      const wanted = texts.map((t) => (type === 'bytea' ? Buffer.from(t).toString('hex') : t))
      const hit = await client.query(
        `select 1 from "${table}" where exists (select from unnest($1::text[]) w
          where position(w in ${shown}) > 0) limit 1`,
        [wanted],
      )
      if (hit.rowCount) found.push(`${table}.${column}`)
    }
    return found
  } finally {
    await client.end()
  }
}
