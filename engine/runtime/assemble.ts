/** From stepped groups to the rows of one append, and to the answers once the positions are known. */
import { text } from '../../policies/law.ts'
import { startedAt } from '../core/calendar.ts'
import type { Answer, EntryRef } from '../core/command.ts'
import type { ProcessState } from '../core/process.ts'
import { canonical, leafHash, requestDigest } from '../core/trail.ts'
import type { Instant, Uuid } from '../core/values.ts'
import type { Group, Played, PlayedLine, Stepped } from './batch.ts'
import type { Ground } from './ground.ts'
import type { Line } from './line.ts'
import type { Member } from './member.ts'
import { referenceOf, referencePrefix, timerRow } from './rows.ts'
import type { Batch } from './store.ts'
import type { OpenValue } from './vault.ts'

/** What is written, and how the answers follow once the base position is known. */
export interface Assembled {
  readonly batch: Pick<Batch, 'entries'> & {
    /** Personal values are still in the open. */
    readonly changes: Omit<Batch['changes'], 'privates'> & {
      readonly privates: readonly OpenValue[]
    }
  }
  /** Groups by the number under which a conflict names them. */
  readonly groups: readonly Group[]
  readonly answers: (base: number) => ReadonlyMap<Group, readonly Answer[]>
}

/** Refused attempts per asker: recorded one by one, then summed up, then only counted. */
export interface RefusalMeter {
  take(actor: string, now: Instant): 'record' | 'last' | 'drop'
}

export function assemble(
  ground: Ground,
  stepped: Stepped,
  from: {
    readonly loaded: readonly ProcessState[]
    readonly key: Uint8Array | undefined
    readonly meter: RefusalMeter
  },
): Assembled {
  const before = new Map(from.loaded.map((p) => [p.id, p]))
  const entries: object[] = []
  const changes = {
    struck: [] as object[],
    privates: [] as OpenValue[],
    projections: [] as object[],
    reactions: [] as object[],
  }
  const places = new Map<PlayedLine, number>()
  const throttled = new Set<PlayedLine>()
  const firstToTouch = new Map<Uuid, number>()
  const openedAt = new Map<Uuid, number>()
  for (const [number, { lines }] of stepped.played.entries())
    for (const played of lines) {
      const { outcome } = played
      const line =
        outcome.kind === 'refused' ? metered(played, from.meter, ground.now) : played.line
      if (!line || line !== played.line) throttled.add(played)
      if (!line) continue
      const n = entries.length + 1
      places.set(played, n)
      entries.push(entryRow(line, { n, member: number, key: from.key, ground }))
      collect(changes, line, { member: number, now: ground.now, before })
      if (outcome.kind === 'accepted') {
        if (!firstToTouch.has(outcome.state.id)) firstToTouch.set(outcome.state.id, number)
        if (line.leaf.process?.opens) openedAt.set(outcome.state.id, n)
      }
    }
  const year = ground.calendar.dayOf(ground.now).slice(0, 4)
  const processes = [...stepped.after.values()].map((state) =>
    processRow(state, {
      was: before.get(state.id),
      member: firstToTouch.get(state.id) ?? 0,
      opened: openedAt.get(state.id),
      year,
    }),
  )
  return {
    batch: { entries, changes: { ...changes, processes, ...timerRows(before, stepped.after) } },
    groups: stepped.played.map((p) => p.group),
    answers: (base) => {
      const named = (state: ProcessState): ProcessState => {
        const opened = openedAt.get(state.id)
        return state.reference !== undefined || opened === undefined
          ? state
          : {
              ...state,
              reference: referenceOf(referencePrefix(state.mechanism, year), base + opened),
            }
      }
      return new Map(
        stepped.played.map((p) => [p.group, answersOf(p, { base, places, throttled, named })]),
      )
    },
  }
}

const SECONDS_UNTIL_NEXT_MINUTE = 60

function answersOf(
  { group, lines }: Played,
  at: {
    readonly base: number
    readonly places: ReadonlyMap<PlayedLine, number>
    readonly throttled: ReadonlySet<PlayedLine>
    readonly named: (state: ProcessState) => ProcessState
  },
): readonly Answer[] {
  const refusedLine = lines.find((l) => l.outcome.kind === 'refused')
  return group.members.map((member): Answer => {
    const played = lines.find((l) => l.member === member)
    if (!played) return dropped()
    if (at.throttled.has(played))
      return { kind: 'throttled', retryAfterSeconds: SECONDS_UNTIL_NEXT_MINUTE }
    const entry: EntryRef = { id: member.entry, position: at.base + (at.places.get(played) ?? 0) }
    const { outcome } = played
    if (outcome.kind === 'accepted')
      return refusedLine
        ? dropped()
        : { kind: 'accepted', entry, process: at.named(outcome.state), repeated: false }
    return {
      kind: 'refused',
      refusal: outcome.refusal,
      entry,
      repeated: false,
      ...(outcome.current ? { current: outcome.current } : {}),
    }
  })
}

/** A member whose group was refused because of another member. */
export const dropped = (): Extract<Answer, { kind: 'refused' }> => ({
  kind: 'refused',
  repeated: false,
  refusal: {
    kind: 'NOT_NOW',
    rule: 'group',
    message: text(
      '同组的另一事项被拒绝，本事项未执行',
      'Another command of the group was refused, so this one was not executed',
    ),
    possible: [],
  },
})

type Verdict = ReturnType<RefusalMeter['take']>
/** What the meter said of a command: one that is tried again after a conflict counts once. */
const verdicts = new WeakMap<Member, Verdict>()

function verdictOn({ line, member }: PlayedLine, meter: RefusalMeter, now: Instant): Verdict {
  const known = member && verdicts.get(member)
  if (known) return known
  const verdict = meter.take(line.actor, now)
  if (member) verdicts.set(member, verdict)
  return verdict
}

/** The line to record: itself, a summary once a minute, or nothing. */
function metered(played: PlayedLine, meter: RefusalMeter, now: Instant): Line | undefined {
  const { line } = played
  const verdict = verdictOn(played, meter, now)
  if (verdict === 'record') return line
  if (verdict === 'drop') return undefined
  // The summary answers nobody, so it takes no request id: the same request may be sent again.
  const { content: _content, ...rest } = line
  const { request: _request, ...leaf } = line.leaf
  return {
    ...rest,
    privates: [],
    leaf: {
      ...leaf,
      event: { type: leaf.event.type, payload: {} },
      refusal: {
        kind: 'NOT_NOW',
        rule: 'refusal-rate',
        message: text(
          '本分钟内被拒绝的次数过多，其后的不再逐条记录',
          'Too many refused attempts in this minute; further ones are not recorded singly',
        ),
        possible: [],
      },
    },
  }
}

function entryRow(
  { leaf, reads, touches, actor, content }: Line,
  {
    n,
    member,
    key,
    ground,
  }: {
    readonly n: number
    readonly member: number
    readonly key: Uint8Array | undefined
    readonly ground: Ground
  },
): object {
  const form = canonical(leaf)
  const effective = leaf.effective ? startedAt(ground.calendar, leaf.effective) : leaf.recordedAt
  return {
    n,
    member,
    // A refusal says in which state it met the process, so that must still be so where it is recorded.
    reads: leaf.refusal && leaf.process ? [...reads, `process:${leaf.process.id}`] : reads,
    touches,
    actor,
    id: leaf.id,
    kind: leaf.kind,
    leaf: form,
    leaf_hash: leafHash(form),
    recorded_at: leaf.recordedAt,
    effective_at: effective,
    process: leaf.process?.id,
    version: leaf.process?.version,
    mechanism: leaf.process?.mechanism ?? leaf.mechanism,
    event: leaf.event.type,
    body: leaf.actor.body,
    duty: leaf.decision?.duty,
    article: leaf.decision?.article ?? leaf.refusal?.article,
    refusal: leaf.refusal?.kind,
    cause: leaf.cause?.entry,
    request: leaf.request,
    digest: content && key ? requestDigest(content, key) : undefined,
  }
}

function collect(
  changes: {
    readonly struck: object[]
    readonly privates: OpenValue[]
    readonly projections: object[]
    readonly reactions: object[]
  },
  line: Line,
  {
    member,
    now,
    before,
  }: {
    readonly member: number
    readonly now: Instant
    readonly before: ReadonlyMap<Uuid, ProcessState>
  },
): void {
  const { leaf, struck } = line
  // A timer armed in this very batch has no row yet; the version of its process guards it.
  if (struck && before.get(struck.process)?.timers.some((t) => t.id === struck.timer.id))
    changes.struck.push({
      id: struck.timer.id,
      process: struck.process,
      clock: struck.timer.clock,
      member,
    })
  for (const p of line.privates) changes.privates.push({ entry: leaf.id, ...p })
  changes.projections.push(...line.projections)
  for (const { n, to, event, process, payload } of leaf.reactions ?? [])
    changes.reactions.push({ entry: leaf.id, n, target: to, event, process, payload, next_at: now })
}

function processRow(
  state: ProcessState,
  at: {
    readonly was: ProcessState | undefined
    readonly member: number
    readonly opened: number | undefined
    readonly year: string
  },
): object {
  return {
    id: state.id,
    member: at.member,
    opens: at.was === undefined,
    was: at.was?.version,
    opened_n: at.opened,
    reference: referencePrefix(state.mechanism, at.year),
    mechanism: state.mechanism,
    chart: state.chart,
    edition: state.edition,
    chart_hash: state.hash,
    revision: state.revision,
    version: state.version,
    value: state.value,
    context: state.context,
    paths: state.paths,
    phase: state.phase,
    final: state.final,
    title: state.title,
    unit: state.unit,
    subjects: state.subjects,
    participants: state.participants,
    held: state.held,
    late: state.late,
    basis: state.basis,
    opened_by: state.openedBy,
    opened_at: state.openedAt,
    last_effective_at: state.lastEffectiveAt,
    closed_at: state.closedAt,
  }
}

/** Timer rows that go and come; a timer that changed is written over by its clock. */
function timerRows(
  before: ReadonlyMap<Uuid, ProcessState>,
  after: ReadonlyMap<Uuid, ProcessState>,
) {
  const armed: object[] = []
  const disarmed: object[] = []
  for (const state of after.values()) {
    const old = before.get(state.id)?.timers ?? []
    const clocks = new Set(state.timers.map((t) => t.clock))
    for (const t of old)
      if (!clocks.has(t.clock)) disarmed.push({ process: state.id, clock: t.clock })
    const known = new Set(old)
    for (const t of state.timers) if (!known.has(t)) armed.push(timerRow(state.id, t))
  }
  return { armed, disarmed }
}
