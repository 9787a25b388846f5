// What a complaint register says and what is kept of it: counted from the file and from the tables, each
// by itself and by no code of the import.

import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'
import { INSTITUTION } from './world.ts'
import { asOwner } from './faults.ts'
import type { TestDatabase } from './database.ts'

export interface Numbers {
  readonly received: number
  readonly late: number
  readonly disputed: number
  readonly monetary: number
  readonly nonMonetary: number
  readonly none: number
  readonly stillOpen: number
  readonly inconsistent: number
}

const QUERY = `select
  (select count(*) from entry where institution = $1 and event = 'register' and kind = 'transcribed')::int
    as received,
  (select count(*) from process where institution = $1
     and jsonb_path_exists(context::jsonb, '$.work.breaches[*] ? (@.attested == true)'))::int as late,
  (select count(*) from entry where institution = $1 and event = 'newFacts' and kind = 'transcribed')::int
    as disputed,
  (select count(*) from decided where kind = 'monetary')::int as monetary,
  (select count(*) from decided where kind = 'nonMonetary')::int as "nonMonetary",
  (select count(*) from decided where kind = 'none')::int as none,
  (select count(*) from process where institution = $1 and mechanism = 'M07' and not final)::int
    as "stillOpen",
  (select count(*) from process where institution = $1 and context::jsonb @> '{"inconsistent": true}')::int
    as inconsistent`
const DECIDED = `with decided as (select leaf::jsonb #>> '{event,payload,relief,kind}' as kind from entry
  where institution = $1 and event = 'decide' and kind = 'transcribed')`

/** What the trail and the tables say of all complaints of the institution. */
export const keptIn = (database: TestDatabase): Promise<Numbers> =>
  asOwner(database, async (client) => {
    const { rows } = await client.query<Numbers>(`${DECIDED} ${QUERY}`, [INSTITUTION])
    if (!rows[0]) throw new Error('no numbers')
    return rows[0]
  })

/** Breaches that our own clocks struck; none of them is the source's. */
export const struckIn = (database: TestDatabase): Promise<number> =>
  asOwner(database, async (client) => {
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from entry where institution = $1 and mechanism = 'M07' and kind = 'clock'`,
      [INSTITUTION],
    )
    return rows[0]?.n ?? -1
  })

/** Every complaint with its way and what it knows of itself; ids of entries are by chance and left out. */
export const complaintsIn = (database: TestDatabase): Promise<readonly unknown[]> =>
  asOwner(database, async (client) => {
    const { rows } = await client.query<{ context: unknown }>(
      `select p.id, p.value, p.final, p.subjects, p.basis, p.late,
         regexp_replace(p.context::text, '"breach": ?"[^"]*"', '"breach":""', 'g')::jsonb as context,
         (select json_agg(json_build_array(e.kind, e.event) order by e.version) from entry e
          where e.institution = p.institution and e.process = p.id and e.refusal is null) as way
       from process p where p.institution = $1 and p.mechanism = 'M07' order by p.id`,
      [INSTITUTION],
    )
    return rows
  })

const dayOf = (text: string): number => {
  const [month, day, year] = text.split('/').map(Number)
  return Date.UTC(year ?? 0, (month ?? 0) - 1, day)
}

/** What a file of the older form says, where every row is in order. */
export async function statedIn(file: string): Promise<Numbers> {
  const rows = createReadStream(file).pipe(parse({ columns: true, bom: true }))
  const numbers = {
    received: 0,
    late: 0,
    disputed: 0,
    monetary: 0,
    nonMonetary: 0,
    none: 0,
    stillOpen: 0,
    inconsistent: 0,
  }
  for await (const row of rows as AsyncIterable<Record<string, string>>) {
    const says = row['Company response to consumer'] ?? ''
    const disputed = row['Consumer disputed?'] === 'Yes'
    const closed = says.startsWith('Closed')
    numbers.received++
    if (row['Timely response?'] === 'No') numbers.late++
    if (disputed) numbers.disputed++
    if (says.endsWith('with monetary relief')) numbers.monetary++
    else if (says.endsWith('non-monetary relief')) numbers.nonMonetary++
    else if (closed) numbers.none++
    if (!closed || disputed) numbers.stillOpen++
    if (dayOf(row['Date sent to company'] ?? '') < dayOf(row['Date received'] ?? ''))
      numbers.inconsistent++
  }
  return numbers
}
