/**
 * The heartbeat: once a day, where the institution is, the server says in the trail that it is kept. A day
 * without it is a day on which no server ran or somebody took its entries away, so that silence is seen.
 */
import type { Pool } from 'pg'
import type { Day, Instant, Uuid } from '../core/values.ts'
import type { Executor, Runtime } from './execute.ts'
import { sealedRows } from './tree.ts'

interface Due {
  readonly institution: Uuid
  readonly process: Uuid
  readonly today: Day
}

/** Of several servers one does a round; an arbitrary number that nothing else locks. */
const BEAT_LOCK = 7_242_190_203

/** One round: every institution for which nobody has said it today. Resolves with 0: the day is long. */
export async function beatAll(
  { pool, executor, runtime }: BeatOptions,
  at: Instant | undefined = runtime.now?.(),
): Promise<number> {
  const client = await pool.connect()
  try {
    const { rows: locked } = await client.query<{ mine: boolean }>(
      'select pg_try_advisory_lock($1) as mine',
      [BEAT_LOCK],
    )
    if (locked[0]?.mine !== true) return 0
    try {
      const { rows } = await client.query<Due>(
        `select institution, process, to_char(today, 'YYYY-MM-DD') as today from to_beat($1)`,
        [at ?? null],
      )
      for (const due of rows) await beat({ pool, executor, runtime }, due)
    } finally {
      await client.query('select pg_advisory_unlock($1)', [BEAT_LOCK])
    }
    return 0
  } finally {
    client.release()
  }
}

export interface BeatOptions {
  readonly pool: Pool
  readonly executor: Executor
  readonly runtime: Runtime
}

async function beat(
  { pool, executor, runtime }: BeatOptions,
  { institution, process, today }: Due,
): Promise<void> {
  const [row] = await sealedRows(pool, institution, {
    text: `select coalesce(s.size, 0) as sealed, encode(c.root, 'hex') as root,
        coalesce((select max(w.size) from cosignature w where w.institution = $1), 0) as witnessed,
        (select count(*) from trail_alarm a where a.institution = $1) as alarms
      from head h left join sealed s on s.institution = h.institution
      left join checkpoint c on c.institution = h.institution and c.size = s.size
      where h.institution = $1`,
    values: [],
  })
  const root = row?.['root'] as string | null | undefined
  const payload = {
    on: today,
    sealed: Number(row?.['sealed'] ?? 0),
    ...(root === null || root === undefined ? {} : { root }),
    witnessed: Number(row?.['witnessed'] ?? 0),
    alarms: Number(row?.['alarms'] ?? 0),
  }
  const [answer] = await executor.execute(institution, [
    {
      asker: { system: 'keeper' },
      via: 'engine',
      request: `beat:${today}`,
      mechanism: 'G01',
      process,
      event: 'beat',
      payload,
    },
  ])
  if (answer?.kind !== 'accepted')
    runtime.log.error({ institution, today, answer }, 'the heartbeat was not recorded')
}

/** Days without a heartbeat, between two that have one. */
export interface Silence {
  readonly from: Day
  readonly to: Day
}

/**
 * Every silence since the first heartbeat of an institution, up to the day before `today`: a day that is
 * not over may still have one.
 */
export async function silencesOf(
  pool: Pool,
  institution: Uuid,
  today: Day,
): Promise<readonly Silence[]> {
  const rows = await sealedRows(pool, institution, {
    text: `select leaf::jsonb #>> '{event,payload,on}' as on from entry
      where institution = $1 and mechanism = 'G01' and event = 'beat' and refusal is null
      order by position`,
    values: [],
  })
  return silencesIn(
    rows.map((row) => row['on'] as Day),
    today,
  )
}

const DAY_MS = 86_400_000
const plus = (day: Day, days: number): Day =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10) as Day

/** The gaps between days in order, and from the last of them to the day before `today`. */
export function silencesIn(days: readonly Day[], today: Day): readonly Silence[] {
  if (days.length === 0) return []
  return [...days, today].flatMap((day, i, all) => {
    const before = all[i - 1]
    return before !== undefined && plus(before, 1) < day
      ? [{ from: plus(before, 1), to: plus(day, -1) }]
      : []
  })
}
