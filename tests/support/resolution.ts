// A resolution in memory: judged and stepped without an engine, so that thousands of meetings can be held.

import { judge } from '../../engine/core/judge.ts'
import type { Judgement, Standing } from '../../engine/core/judge.ts'
import type { Day, Instant } from '../../engine/core/values.ts'
import { resolution } from '../../engine/mechanisms/resolution/index.ts'
import { SUBJECT_OF } from '../../engine/mechanisms/resolution/house.ts'
import type { Deciding } from '../../engine/mechanisms/resolution/house.ts'
import type { ResolutionContext } from '../../engine/mechanisms/resolution/terms.ts'
import type { Duty } from '../../policies/duty.ts'

export const person = (n: number): string =>
  `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
/** By number as `sends` counts: somebody of senior management. */
export const SECRETARY = 89
export const HASH = 'a7'.repeat(32)
const OF = {
  board: 'conveneBoard',
  consumerProtectionCommittee: 'conveneCommittee',
  supervisoryBody: 'conveneSupervisors',
} as const

interface MeetingAsk {
  readonly body?: Deciding
  readonly size?: number
  readonly items?: number
  readonly form?: 'meeting' | 'written'
  /** Policy facts as set: `majority`, `casting`, `least`, `quorum`. */
  readonly set?: Readonly<Record<string, number>>
}
const DAY = '2026-03-02' as Day

/** One meeting; its first member presides, and somebody of senior management keeps the minutes. */
export class Meeting {
  readonly members: readonly string[]
  readonly body: Deciding
  readonly #set: Readonly<Record<string, number>>
  #standing: Standing
  #n = 0
  on: Day = DAY
  refused: string | undefined

  constructor({ body = 'board', size = 3, items = 1, form = 'meeting', set = {} }: MeetingAsk) {
    this.members = Array.from({ length: size }, (_, n) => person(n + 1))
    this.body = body
    this.#set = { notice: 0, ...set }
    this.#standing = { mechanism: resolution, chart: 'resolution', state: undefined }
    const item = (n: number) => ({ decision: 'other', contentHash: HASH.slice(0, -1) + String(n) })
    this.sends(0, OF[body], {
      form,
      occasion: 'extraordinary',
      meetingOn: DAY,
      chair: person(1),
      secretary: person(90),
      item: item(1),
    })
    for (let n = 2; n <= items; n++) this.sends(0, 'addItem', { item: item(n) })
  }

  get context(): ResolutionContext {
    return (this.#standing.state?.context ?? {}) as unknown as ResolutionContext
  }
  get stands(): string {
    const value = this.#standing.state?.value as { case: string | object } | undefined
    const at = value?.case ?? ''
    return typeof at === 'string' ? at : JSON.stringify(at)
  }

  /** Sends an event as a member, by number from 0; says whether it was accepted. */
  sends(who: number, event: string, payload: object = {}): boolean {
    const as = person(who + 1)
    const body = who === SECRETARY ? ('seniorManagement' as const) : this.body
    this.#n += 1
    const verdict: Judgement = judge(this.#standing, {
      event,
      payload: payload as Readonly<Record<string, unknown>>,
      moment: {
        at: `${this.on}T02:00:00.000Z` as Instant,
        effective: { at: `${this.on}T02:00:00.000Z` as Instant },
        on: this.on,
        process: person(1000),
        entry: person(2000 + this.#n),
        facts: {},
      },
      holds: (duties: readonly Duty[]) => {
        const duty = duties.find(
          (d) => d.body === body || d.body === 'clock' || d.body === 'courier',
        )
        return duty && { duty, by: { person: as, body: duty.body, seat: `seat-of-${as}` } }
      },
      facts: () => ({
        seated: this.members.map((p) => ({ person: p, seat: `seat-of-${p}` })),
        matter: null,
        secretarySeats: [{ body: 'seniorManagement' }],
        written: null,
        calendar: null,
        earlier: null,
        quorum: null,
        least: null,
        majority: null,
        casting: null,
        ...this.#set,
      }),
    })
    this.refused = verdict.ok ? undefined : verdict.refusal.rule
    if (verdict.ok)
      this.#standing = {
        ...this.#standing,
        state: {
          value: verdict.after.value,
          context: verdict.after.context as Record<string, unknown>,
          participants: verdict.participants,
          final: verdict.position.final,
          subjects: [SUBJECT_OF[this.body]],
        },
      }
    return verdict.ok
  }
  opens(present: readonly number[] = this.members.map((_, n) => n)): boolean {
    const written = this.context.form === 'written'
    return this.sends(0, 'openSession', {
      present: written ? [] : present.map((n) => person(n + 1)),
    })
  }
  votes(who: number, vote: string, item = 1): boolean {
    return this.sends(who, 'castVote', { item, vote })
  }
  closes(item = 1): boolean {
    return this.sends(0, 'closeVote', { item })
  }
  signs(): boolean {
    return (
      this.sends(SECRETARY, 'draftMinutes', { number: 'R-1', hash: HASH }) &&
      this.sends(0, 'signMinutes', { hash: HASH })
    )
  }
}
