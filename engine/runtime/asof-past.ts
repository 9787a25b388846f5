/** The past of an institution as the database keeps it, and the moment that a question means. */
import type { Pool } from 'pg'
import type { Timer } from '../core/clocks.ts'
import type { Mechanism } from '../core/mechanism.ts'
import { term, termNumber } from '../core/terms.ts'
import type { Leaf } from '../core/trail.ts'
import type { Instant, Uuid } from '../core/values.ts'
import type { Kept, Past, PastLeaf, PastProcess } from './asof.ts'
import type { Moment, MomentAsk } from './engine.ts'
import { stateOf, timerOf } from './rows.ts'
import type { ProcessRow, TimerRow } from './rows.ts'
import { TooBroad, inSnapshot } from './snapshot.ts'
import type { Ask } from './snapshot.ts'
import type { TrailIndex } from './trail-index.ts'

export interface PastOptions {
  readonly pool: Pool
  readonly mechanisms: readonly Mechanism[]
  readonly index: TrailIndex
}

/** More processes about one subject are not looked at one by one. */
const ABOUT_MAX = 5000

interface LeafRow {
  readonly position: string
  readonly process: Uuid
  readonly leaf: string
}
const placed = ({ position, leaf }: LeafRow): PastLeaf => ({
  position: Number(position),
  leaf: JSON.parse(leaf) as Leaf,
})

/** Each question is a snapshot of its own: what lies before a position does not change. */
export function pastOf({ pool, mechanisms, index }: PastOptions, institution: Uuid): Past {
  const governing = [...new Set(mechanisms.filter((m) => m.projects).map((m) => m.id))]
  const within: Within = (work) => inSnapshot(pool, institution, work)
  return {
    institution,
    leaves: (processes, upTo) =>
      within(async (ask) => {
        const rows = await ask<LeafRow>(
          `select position, process, leaf from entry where institution = $1 and process = any ($2)
            and position <= $3 and refusal is null order by process, position`,
          [institution, processes, upTo],
        )
        const found = new Map<Uuid, PastLeaf[]>()
        for (const row of rows) {
          const known = found.get(row.process)
          if (known) known.push(placed(row))
          else found.set(row.process, [placed(row)])
        }
        return found
      }),
    governing: (after, upTo) =>
      within(async (ask) => {
        const rows = await ask<LeafRow>(
          `select position, process, leaf from entry where institution = $1
            and process in (select id from process where institution = $1 and mechanism = any ($4))
            and position > $2 and position <= $3 and refusal is null order by position`,
          [institution, after, upTo, governing],
        )
        return rows.map(placed)
      }),
    unchanged: (processes, upTo) =>
      within((ask) => unchangedOf(ask, { institution, processes, upTo })),
    about: async (subject, upTo) => {
      await index.upToHead(institution)
      const number = termNumber(institution, term('subject', subject))
      const found = await within((ask) =>
        ask<PastProcess>(
          `select p.id, p.mechanism, p.chart from trail_processes($1, $2, $3, $4) t
            join process p on p.institution = $1 and p.id = t.process order by p.opened_position`,
          [institution, number, upTo + 1, ABOUT_MAX + 1],
        ),
      )
      if (found.length > ABOUT_MAX)
        throw new TooBroad(`more than ${String(ABOUT_MAX)} processes were about ${subject}`)
      return found
    },
    ...chartsOf(within, institution),
  }
}

type Within = <T>(work: (ask: Ask) => Promise<T>) => Promise<T>

/** Questions about all processes of a chart. */
function chartsOf(within: Within, institution: Uuid): Pick<Past, 'changed' | 'standing' | 'open'> {
  const kept = `from process p where p.institution = $1 and p.mechanism = $2 and p.chart = $3
    and p.paths && $4 and p.opened_position <= $5 and not p.id = any ($6)`
  return {
    changed: ({ mechanism, chart }, { position, effective }, most) =>
      within(async (ask) => {
        const rows = await ask<{ id: Uuid }>(
          `select p.id from process p where p.institution = $1 and p.mechanism = $2 and p.chart = $3
            and p.opened_position <= $4 and (p.last_effective_at > $5 or p.id in (
              select e.process from entry e where e.institution = $1 and e.position > $4
                and e.refusal is null and e.mechanism = $2))
            order by p.opened_position limit $6`,
          [institution, mechanism, chart, position, effective, most],
        )
        return rows.map(({ id }) => id)
      }),
    standing: ({ mechanism, chart, paths }, { upTo, without }) =>
      within(async (ask) => {
        const values = [institution, mechanism, chart, paths, upTo, without]
        const [row] = await ask<{ n: string }>(`select count(*) as n ${kept}`, values)
        return Number(row?.n)
      }),
    open: ({ mechanism, chart, paths }, { upTo, without }) =>
      within(async (ask) => {
        const rows = await ask<{ row: ProcessRow }>(
          `select row_to_json(p) as row ${kept} and not p.final order by p.opened_position limit $7`,
          [institution, mechanism, chart, paths, upTo, without, ABOUT_MAX],
        )
        return rows.map(({ row }) => stateOf(row, []))
      }),
  }
}

async function unchangedOf(
  ask: Ask,
  {
    institution,
    processes,
    upTo,
  }: { readonly institution: Uuid; readonly processes: readonly Uuid[]; readonly upTo: number },
): Promise<readonly Kept[]> {
  const rows = await ask<{ readonly row: ProcessRow; readonly last: string }>(
    `select row_to_json(p) as row, (select e.position from entry e where e.institution = $1
        and e.process = p.id and e.refusal is null order by e.position desc limit 1) as last
      from process p where p.institution = $1 and p.id = any ($2) and not exists (
        select from entry e where e.institution = $1 and e.process = p.id and e.position > $3
          and e.refusal is null)`,
    [institution, processes, upTo],
  )
  const timers = await ask<{ readonly row: TimerRow }>(
    'select row_to_json(t) as row from timer t where t.institution = $1 and t.process = any ($2)',
    [institution, rows.map(({ row }) => row.id)],
  )
  const own = new Map<string, Timer[]>()
  for (const { row } of timers)
    own.set(row.process, [...(own.get(row.process) ?? []), timerOf(row)])
  return rows.map(({ row, last }) => ({
    state: stateOf(row, own.get(row.id) ?? []),
    last: Number(last),
  }))
}

/**
 * The moment that is meant, of what has been recorded so far: by a position, or by the last instant of what
 * was recorded. It is known from then on until the next entry, or until now.
 */
export const momentOf = (
  pool: Pool,
  institution: Uuid,
  { asked, now }: { readonly asked: MomentAsk; readonly now: Instant },
): Promise<Moment> =>
  inSnapshot(pool, institution, async (ask) => {
    const recorded = asked.recorded ?? now
    const [row] = await ask<{ position: string; entered: Date | null; next: Date | null }>(
      `with at as (select least($2::bigint, h.position) as position from head h where h.institution = $1)
        select at.position,
          (select e.logged_at from entry e where e.institution = $1 and e.position = at.position) as entered,
          (select e.logged_at from entry e where e.institution = $1 and e.position = at.position + 1) as next
        from at`,
      [institution, asked.position ?? (await positionAt(ask, institution, recorded))],
    )
    const position = Number(row?.position ?? 0)
    const entered = row?.entered?.toISOString() ?? now
    // Just before the next entry; where that has the same instant, at that instant.
    const next = row?.next ? new Date(row.next.getTime() - 1).toISOString() : now
    const known = (next > entered ? next : entered) as Instant
    const until = asked.position === undefined && recorded < known ? recorded : known
    return { position, until, effective: asked.effective ?? until }
  })

/** How many entries had entered the trail by an instant, that instant included. */
async function positionAt(ask: Ask, institution: Uuid, at: Instant): Promise<number> {
  const after = new Date(Date.parse(at) + 1).toISOString()
  const [row] = await ask<{ before: string }>('select position_before($1, $2) as before', [
    institution,
    after,
  ])
  return Number(row?.before)
}
