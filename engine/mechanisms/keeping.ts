/**
 * Keeping the record (档案保存) once a case has ended: how long, what holds it back, and its disposal. The
 * same in every chart that spreads it:
 *
 * 1. events   `...keepingEvents({ by })`
 * 2. context  `keeping: keeping`, starting from `noKeeping`
 * 3. chart    `on: { ...keepingOn, … }` on the case region, and a side region `record: recordRegion(ends)`,
 *             where `ends` says with which events the case ends
 * 4. rules, separation, samples  `...keepingRules`, `...keepingSeparation`, `...keepingSamples`
 * 5. mechanism `holds: (c) => isHeld(c.keeping)`
 *
 * The clocks are the mechanism's own: a retention clock fires `endRetention`. A hold outlasts the period,
 * and disposal takes two people.
 */
import { assign } from 'xstate'
import * as z from 'zod'
import type { Duty } from '../../policies/duty.ts'
import { text } from '../../policies/law.ts'
import { clock } from '../../policies/machinery.ts'
import type { Moment, Rule, SampleAsk } from '../core/mechanism.ts'
import { entry, hash, line, personal } from '../core/payload.ts'
import type { Uuid } from '../core/values.ts'

export const keeping = z.object({
  /** Why the record may not be disposed of yet; each by the entry that placed it. */
  holds: z.array(z.object({ hold: z.string(), released: z.boolean() })),
  /** Who proposed disposal; another person confirms it. */
  proposedBy: z.string().nullable(),
})
export type Keeping = z.output<typeof keeping>
export const noKeeping: Keeping = { holds: [], proposedBy: null }
const openHold = (k: Keeping) => k.holds.find((h) => !h.released)
/** Whether a hold stands, for `holds` of the mechanism. */
export const isHeld = (k: Keeping): boolean => openHold(k) !== undefined

const holdGround = z
  .enum(['dispute', 'investigation', 'audit', 'regulator', 'other'])
  .meta({ id: 'RecordHoldGround' })

type By = Duty | readonly Duty[]
/** `hold` places and releases; `dispose` proposes and confirms. */
export const keepingEvents = (by: { readonly hold: By; readonly dispose: By }) =>
  ({
    placeHold: {
      by: by.hold,
      title: text('档案冻结', 'Hold the record'),
      nature: 'order',
      afterEnd: true,
      payload: z.object({
        ground: holdGround,
        reason: personal(z.string().trim().min(1).max(2000), 'actor'),
      }),
    },
    releaseHold: {
      by: by.hold,
      title: text('解除档案冻结', 'Release the hold'),
      nature: 'order',
      afterEnd: true,
      payload: z.object({
        hold: entry(),
        reason: personal(z.string().trim().min(1).max(2000), 'actor'),
      }),
    },
    endRetention: {
      by: clock.strike,
      title: text('保存期届满', 'The record has been kept long enough'),
      nature: 'record',
      afterEnd: true,
      payload: z.object({}),
    },
    proposeDisposal: {
      by: by.dispose,
      title: text('提议处置档案', 'Propose to dispose of the record'),
      nature: 'submission',
      afterEnd: true,
      regions: ['record'],
      payload: z.object({ reason: line() }),
    },
    confirmDisposal: {
      by: by.dispose,
      title: text('确认处置档案', 'Confirm the disposal'),
      nature: 'decision',
      afterEnd: true,
      regions: ['record'],
      /** Of the protocol of destruction. */
      payload: z.object({ protocol: hash() }),
    },
  }) as const

interface Kept {
  readonly keeping: Keeping
}
interface Told extends Moment<unknown> {
  readonly type: string
  readonly payload: object
}
interface Args<P> {
  readonly context: Kept
  readonly event: Told & { readonly payload: P }
}
/** XState types an action by the whole chart around it; these look at `keeping` alone. */
const onKeeping = <P extends object>(next: (args: Args<P>) => Keeping) => ({
  actions: assign(((args: Args<P>) => ({ keeping: next(args) })) as never) as never,
})

export const keepingOn = {
  placeHold: onKeeping(({ context: { keeping: k }, event: e }) => ({
    ...k,
    holds: [...k.holds, { hold: e.entry, released: false }],
  })),
  releaseHold: {
    guard: { type: 'all' as const, params: ['someHoldStands', 'holdStands'] as never },
    ...onKeeping<{ hold: Uuid }>(({ context: { keeping: k }, event: e }) => ({
      ...k,
      holds: k.holds.map((h) => (h.hold === e.payload.hold ? { ...h, released: true } : h)),
    })),
  },
  endRetention: {},
  proposeDisposal: {
    guard: 'noHoldStands' as never,
    ...onKeeping(({ context: { keeping: k }, event: e }) => ({
      ...k,
      proposedBy: e.by.person ?? null,
    })),
  },
  confirmDisposal: { guard: { type: 'all' as const, params: ['noHoldStands'] as never } },
}

/** The side region. `ends` are the transitions from current use to `kept`. */
export const recordRegion = <const E extends Readonly<Record<string, unknown>>>(ends: E) =>
  ({
    meta: { title: text('档案', 'Record'), phase: 'after' },
    initial: 'current',
    states: {
      current: { meta: { title: text('办理中', 'In current use') }, on: ends },
      kept: {
        meta: { title: text('保存期内', 'Kept') },
        on: { endRetention: 'disposable' },
      },
      disposable: {
        meta: { title: text('可以处置', 'May be disposed of') },
        on: { proposeDisposal: 'proposed' },
      },
      proposed: {
        meta: { title: text('待确认处置', 'Disposal proposed') },
        on: { confirmDisposal: 'disposed', placeHold: 'disposable' },
      },
      disposed: { meta: { title: text('已处置', 'Disposed of') } },
    },
  }) as const

export const keepingRules: Readonly<
  Record<'noHoldStands' | 'someHoldStands' | 'holdStands' | 'notDisposer', Rule<Kept, Told>>
> = {
  noHoldStands: {
    says: text('档案已被冻结', 'The record is held'),
    article: 'house:records',
    change: text('先解除冻结', 'Release the hold first'),
    holds: ({ context: c }) => openHold(c.keeping) === undefined,
  },
  someHoldStands: {
    says: text('档案未被冻结', 'The record is not held'),
    article: 'house:records',
    change: text('无需解除', 'There is nothing to release'),
    holds: ({ context: c }) => openHold(c.keeping) !== undefined,
  },
  holdStands: {
    says: text('须为尚未解除的冻结', 'The hold named stands'),
    article: 'house:records',
    change: text('指明尚未解除的冻结', 'Name a hold that is not yet released'),
    field: ['hold'],
    of: ['releaseHold'],
    holds: ({ context: c, event: e }) =>
      c.keeping.holds.some((h) => !h.released && h.hold === (e.payload as { hold?: Uuid }).hold),
  },
  notDisposer: {
    says: text('提议处置的人员不得自行确认', 'Whoever proposed the disposal does not confirm it'),
    article: 'house:records',
    change: text('由第二人确认', 'A second person must confirm'),
    holds: ({ context: c, event: e }) => c.keeping.proposedBy !== e.by.person,
  },
}
export const keepingSeparation = { confirmDisposal: ['notDisposer'] } as const

type Sample = 'placeHold' | 'releaseHold' | 'proposeDisposal' | 'confirmDisposal'
export const keepingSamples: Readonly<Record<Sample, (ask: SampleAsk<Kept>) => never>> = {
  placeHold: () => ({ ground: 'dispute', reason: 'a suit is pending' }),
  releaseHold: ({ context: c, lastEntry }: SampleAsk<Kept>) => ({
    hold: openHold(c.keeping)?.hold ?? lastEntry,
    reason: 'it has ended',
  }),
  proposeDisposal: () => ({ reason: 'the period is over' }),
  confirmDisposal: () => ({ protocol: 'c1'.repeat(32) }),
} as never
