// A store in memory for walks of many steps. It keeps the promises of the real one that walks rely on:
// versions, struck timers, gapless positions, facts. Concurrency is proved on PostgreSQL.

import { calendarOf } from '../../engine/core/calendar.ts'
import type { Given, SeatSpan } from '../../policies/delegation.ts'
import type { FactKey } from '../../engine/core/facts.ts'
import type { ProcessState } from '../../engine/core/process.ts'
import type { Instant, Uuid } from '../../engine/core/values.ts'
import { referenceOf, stateOf, timerOf } from '../../engine/runtime/rows.ts'
import type { ProcessRow, TimerRow } from '../../engine/runtime/rows.ts'
import { Conflict } from '../../engine/runtime/conflict.ts'
import { memoryKeys } from './memory-keys.ts'
import type { Answered, Batch, DueReaction, Loaded, Store } from '../../engine/runtime/store.ts'

type Row = Readonly<Record<string, unknown>>
type EntryRow = Row & {
  readonly id: Uuid
  readonly actor: string
  readonly request?: string
  readonly leaf: string
}
type ProcessChange = Omit<ProcessRow, 'reference'> & {
  readonly opens: boolean
  readonly was?: number
  readonly member: number
  readonly opened_n?: number
  readonly reference: string
}
type TimerChange = TimerRow
type AboutKey = Extract<FactKey, { kind: 'latest' | 'open' | 'count' }>

const ZONE = 'Asia/Shanghai'
const calendar = calendarOf(ZONE)

type ReactionRow = Omit<DueReaction, 'institution' | 'attempts'> & { readonly next_at: string }

/** Each person once, by the seat held longest. */
const membersIn = (seats: readonly Row[]): unknown =>
  seats
    .toSorted((a, b) => (order(a) < order(b) ? -1 : 1))
    .filter((s, i, all) => all.findIndex((o) => o['person'] === s['person']) === i)
    .map((s) => ({
      person: s['person'],
      seat: s['id'],
      ...(s['role'] ? { role: s['role'] } : {}),
    }))
const order = (s: Row): string => `${String(s['from_on'])} ${String(s['id'])}`

export function memoryStore(now: () => Instant): Store {
  const entries: EntryRow[] = []
  const processes = new Map<Uuid, ProcessRow>()
  const opened = new Map<Uuid, number>()
  const institutions = new Map<Uuid, Uuid>()
  const requested = new Map<string, number>()
  const timers = new Map<Uuid, Map<string, TimerRow>>()
  const tables = new Map<string, Row[]>()
  const reactions: (ReactionRow & { institution: Uuid; attempts: number })[] = []
  const rows = (table: string): Row[] => tables.get(table) ?? []
  const states = new Map<Uuid, ProcessState>()
  const read = (id: Uuid): ProcessState | undefined => states.get(id)
  const refresh = (id: Uuid): void => {
    const row = processes.get(id)
    if (row) states.set(id, stateOf(row, [...(timers.get(id)?.values() ?? [])].map(timerOf)))
  }
  const today = (): string => calendar.dayOf(now())
  const inForce = ({ from_on: from, to_on: to }: Row): boolean =>
    typeof from === 'string' && from <= today() && (typeof to !== 'string' || to > today())
  const seats = () => rows('seat').filter(inForce)

  const fact = (key: FactKey): unknown => {
    const about = ({ mechanism, chart, subject }: AboutKey) =>
      [...processes.values()]
        .filter(
          (p) =>
            p.mechanism === mechanism &&
            (chart === undefined || p.chart === chart) &&
            (p.subjects as string[]).includes(subject),
        )
        .toSorted((a, b) => (opened.get(a.id) ?? 0) - (opened.get(b.id) ?? 0))
    const shown = (p: ProcessRow | undefined) =>
      p
        ? { id: p.id, version: p.version, paths: p.paths, final: p.final, context: p.context }
        : null
    switch (key.kind) {
      case 'process':
        return shown(processes.get(key.process))
      case 'latest':
        return shown(about(key).at(-1))
      case 'latestEach':
        return key.subjects.map((subject) =>
          shown(about({ ...key, kind: 'latest', subject }).at(-1)),
        )
      case 'open':
        return about(key)
          .filter((p) => !p.final)
          .slice(0, 100)
          .map(({ id, version, paths }) => ({ id, version, paths }))
      case 'count':
        return about(key).filter((p) => p.paths.some((x) => key.paths.includes(x))).length
      case 'seats':
        return seats()
          .filter((s) => s['person'] === key.person)
          .map((s) => ({
            body: s['body'],
            ...(s['unit'] ? { unit: s['unit'] } : {}),
            ...(s['to_on'] ? { until: s['to_on'] } : {}),
          }))
      case 'membersOf':
        return membersIn(seats().filter((s) => s['body'] === key.body))
      case 'identity': {
        const known = (r: Row) => r['issuer'] === key.issuer && r['subject'] === key.subject
        const found = rows('person').find(known)
        return found ? { person: found['id'] } : null
      }
      case 'seat': {
        const seat = rows('seat').find((s) => s['id'] === key.seat)
        return seat
          ? {
              person: seat['person'],
              body: seat['body'],
              ...(seat['to_on'] ? { until: seat['to_on'] } : {}),
            }
          : null
      }
      case 'interests':
        return rows('interest')
          .filter(
            (n) =>
              n['person'] === key.person &&
              (key.subjects as readonly unknown[]).includes(n['subject']) &&
              inForce(n),
          )
          .map((n) => ({ subject: n['subject'], kind: n['kind'] }))
      case 'policy':
        return policies()[key.key] ?? null
      case 'unit': {
        const unit = rows('unit').find((u) => u['id'] === key.unit)
        return unit
          ? { kind: unit['kind'], ...(unit['superior'] ? { superior: unit['superior'] } : {}) }
          : null
      }
      // Looked up by the engine.
      case 'keeping':
      case 'supervision':
      case 'bounds':
        return null
    }
  }
  const spanOf = (id: unknown): SeatSpan | undefined => {
    const s = rows('seat').find((row) => row['id'] === id)
    return (
      s && {
        id: String(s['id']),
        body: s['body'] as SeatSpan['body'],
        unit: typeof s['unit'] === 'string' ? s['unit'] : null,
        from: String(s['from_on']),
        to: typeof s['to_on'] === 'string' ? s['to_on'] : null,
      }
    )
  }
  const given = (persons: readonly Uuid[]): readonly Given[] =>
    rows('delegation')
      .filter((d) => persons.includes(String(d['delegate'])))
      .flatMap((d): Given[] => {
        const [seat, own] = [spanOf(d['seat']), spanOf(d['delegate_seat'])]
        if (!seat || !own) return []
        const { duties = null, events = null, unit = null, ended_at: ended = null } = d
        const { from_on: from, to_on: to } = d
        return [{ ...d, seat, own, duties, events, unit, from, to, ended } as unknown as Given]
      })
  const supervision = (): Pick<Loaded, 'supervision'> => {
    const bound = rows('supervision')
      .filter((r) => String(r['from_on']) <= today())
      .toSorted((a, b) => (String(a['from_on']) < String(b['from_on']) ? -1 : 1))
      .at(-1)
    if (!bound) return {}
    const { form, from_on: since } = bound
    return { supervision: { form, since } as NonNullable<Loaded['supervision']> }
  }
  const policies = (): Record<string, number> =>
    Object.fromEntries(rows('policy_value').map((v) => [String(v['key']), Number(v['value'])]))

  const project = ({ table, row }: { table: string; row: Row }): void => {
    if (table === 'delegation_end') {
      const ended = row['ended_at']
      tables.set(
        'delegation',
        rows('delegation').map((d) => (d['id'] === row['id'] ? { ...d, ended_at: ended } : d)),
      )
      return
    }
    if (table !== 'seat_end') {
      tables.set(table, [...rows(table), row])
      return
    }
    tables.set(
      'seat',
      rows('seat').map((s) => (s['id'] === row['id'] ? { ...s, to_on: row['to_on'] } : s)),
    )
  }
  const check = (batch: Batch): void => {
    for (const p of batch.changes.processes as readonly ProcessChange[])
      if (!p.opens && processes.get(p.id)?.version !== p.was) throw new Conflict([p.member])
    for (const s of batch.changes.struck as readonly {
      id: Uuid
      process: Uuid
      clock: string
      member: number
    }[])
      if (timers.get(s.process)?.get(s.clock)?.id !== s.id) throw new Conflict([s.member])
  }
  const keep = (institution: Uuid, batch: Batch, base: number): void => {
    const { changes } = batch
    for (const e of batch.entries as EntryRow[]) {
      entries.push(e)
      if (e.request !== undefined) requested.set(`${e.actor} ${e.request}`, entries.length)
    }
    for (const p of changes.processes as readonly ProcessChange[]) {
      const before = processes.get(p.id)
      const position = base + (p.opened_n ?? 0)
      if (p.opens) {
        opened.set(p.id, position)
        institutions.set(p.id, institution)
      }
      const defaults = { unit: null, opened_by: null, closed_at: null }
      processes.set(p.id, {
        ...defaults,
        ...p,
        reference: before?.reference ?? referenceOf(p.reference, position),
      })
    }
    for (const d of changes.disarmed as readonly { process: Uuid; clock: string }[])
      timers.get(d.process)?.delete(d.clock)
    for (const t of changes.armed as readonly TimerChange[]) {
      const own = timers.get(t.process) ?? new Map<string, TimerRow>()
      timers.set(t.process, own.set(t.clock, t))
    }
    for (const r of changes.reactions as readonly ReactionRow[])
      reactions.push({ ...r, process: r.process ?? null, institution, attempts: 0 })
    for (const r of changes.projections) project(r as { table: string; row: Row })
    for (const p of changes.processes as readonly ProcessChange[]) refresh(p.id)
  }

  const owners = new Map<Uuid, Uuid>()
  const keys = memoryKeys({
    processOf: (entry) => owners.get(entry),
    about: (subject) =>
      [...processes.values()]
        .filter((p) => (p.subjects as string[]).includes(subject))
        .map((p) => p.id),
  })
  return {
    ...keys.store,
    load: async (institution, ask): Promise<Loaded> =>
      Promise.resolve({
        keys: await keys.store.keys(institution, ask.subjects ?? []),
        now: now(),
        position: entries.length,
        zone: rows('institution').length > 0 ? ZONE : null,
        processes: ask.processes.flatMap((id) => read(id) ?? []),
        requests: ask.requests.flatMap(({ actor, request }): Answered[] => {
          const position = requested.get(`${actor} ${request}`) ?? 0
          const found = entries[position - 1]
          if (!found) return []
          const process = (found['process'] as string | undefined) ?? null
          return [
            { actor, request, entry: found.id, position, process, leaf: found.leaf, digest: null },
          ]
        }),
        seats: seats()
          .filter((s) => ask.persons.includes(String(s['person'])))
          .map(
            (s) =>
              ({
                id: s['id'],
                person: s['person'],
                body: s['body'],
                ...(s['unit'] ? { unit: s['unit'] } : {}),
                ...(s['scope'] ? { scope: s['scope'] } : {}),
              }) as Loaded['seats'][number],
          ),
        policies: policies(),
        ...supervision(),
        delegations: given(ask.persons),
      }),
    facts: (_institution, { keys }) => Promise.resolve(keys.map(fact)),
    append(institution, batch) {
      const base = entries.length
      try {
        check(batch)
      } catch (error) {
        return Promise.reject(error as Error)
      }
      for (const e of batch.entries as EntryRow[])
        if (typeof e['process'] === 'string') owners.set(e.id, e['process'])
      keys.keep(batch)
      // Through JSON, as to the database: undefined members vanish.
      keep(institution, JSON.parse(JSON.stringify(batch)) as Batch, base)
      return Promise.resolve(base)
    },
    memberships: () => Promise.resolve([]),
    dueTimers: (at) =>
      Promise.resolve(
        [...timers.entries()].flatMap(([process, own]) =>
          [...own.values()]
            .filter((t) => t.due_at <= (at ?? now()))
            .map((t) => ({
              institution: institutions.get(process) ?? '',
              process,
              clock: t.clock,
              id: t.id,
            })),
        ),
      ),
    provisional: ({ before, after = '', most }) =>
      Promise.resolve(
        [...timers.entries()]
          .filter(([process, own]) =>
            [...own.values()].some((t) => t.provisional && t.due_at < before && process > after),
          )
          .map(([process]) => ({ institution: institutions.get(process) ?? '', process }))
          .toSorted((a, b) => (a.process < b.process ? -1 : 1))
          .slice(0, most),
      ),
    dueReactions: (at) => Promise.resolve(reactions.filter((r) => r.next_at <= (at ?? now()))),
    noteReaction({ entry, n }, { state, attempts, nextAt }) {
      const found = reactions.find((r) => r.entry === entry && r.n === n)
      if (found) reactions.splice(reactions.indexOf(found), 1)
      if (found && state === 'waiting')
        reactions.push({ ...found, attempts, next_at: nextAt ?? found.next_at })
      return Promise.resolve()
    },
  }
}
