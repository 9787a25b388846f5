/**
 * Keeping and disposing of the file (档案保存): the same in the three charts. The file is kept for as long
 * as its clock of retention runs, a hold keeps it longer, and disposal always takes a second person.
 *
 * A part spreads `recordEvents`, `recordOn` (on its case region), `recordRules`, `recordSeparation` and
 * `recordSamples`, makes its own region by `recordRegion`, and fires `endRetention` by its own clocks.
 */
import { assign } from 'xstate'
import * as z from 'zod'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { legal } from '../../../policies/legal.ts'
import { text } from '../../../policies/law.ts'
import type { Text } from '../../../policies/law.ts'
import { clock } from '../../../policies/machinery.ts'
import type { EventTable, Moment, Rule } from '../../core/mechanism.ts'
import { hash } from '../../core/payload.ts'
import { reason, said, words } from './common.ts'

export const keptRecord = z.object({
  /** Mirror of the region of the record. */
  stage: z.enum(['kept', 'due', 'proposed', 'disposed']),
  proposedBy: z.string().nullable(),
  /** Why the file is held back from disposal, and since when; holds are lifted one by one. */
  holds: z.int(),
})
export type KeptRecord = z.output<typeof keptRecord>
export const newRecord: KeptRecord = { stage: 'kept', proposedBy: null, holds: 0 }

export const recordEvents = {
  endRetention: {
    by: clock.strike,
    title: text('档案保存期届满', 'The file has been kept for its period'),
    nature: 'record',
    afterEnd: true,
    payload: z.object({}),
  },
  placeHold: {
    by: [consumerProtection.superviseSuitability, legal.keepSuitabilityRecords],
    title: text('暂停销毁档案', 'Hold the file back from disposal'),
    nature: 'order',
    afterEnd: true,
    payload: z.object({ grounds: words() }),
  },
  releaseHold: {
    by: [consumerProtection.superviseSuitability, legal.keepSuitabilityRecords],
    title: text('解除暂停销毁', 'Lift a hold on the file'),
    nature: 'order',
    afterEnd: true,
    payload: z.object({ grounds: words() }),
  },
  proposeDisposal: {
    by: consumerProtection.superviseSuitability,
    title: text('提议销毁档案', 'Propose to dispose of the file'),
    nature: 'submission',
    capacity: 'proposer',
    afterEnd: true,
    payload: z.object({ reason: reason() }),
  },
  approveDisposal: {
    by: legal.keepSuitabilityRecords,
    title: text('批准销毁档案', 'Approve the disposal of the file'),
    nature: 'decision',
    capacity: 'approver',
    afterEnd: true,
    payload: z.object({ list: hash() }),
  },
  refuseDisposal: {
    by: legal.keepSuitabilityRecords,
    title: text('不批准销毁档案', 'Refuse the disposal of the file'),
    nature: 'decision',
    afterEnd: true,
    payload: z.object({ grounds: words() }),
  },
} as const satisfies EventTable

interface Kept {
  readonly record: KeptRecord
}
type Seen = Moment<unknown> & { readonly type: string; readonly payload: object }
const inRecord = (holds: (c: Kept, moment: Seen) => boolean) => ({
  holds: ({ context, event }: { context: Kept; event: Seen }) => holds(context, event),
})
type RecordRule = Rule<Kept, Seen>

export const recordRules = {
  mayBeDisposed: {
    ...said(
      ['保存期须已届满', 'The period of keeping must have ended'],
      ['保存期内不得销毁', 'Until then the file is kept'],
      '2025-7:17',
    ),
    ...inRecord((c) => c.record.stage === 'due'),
  },
  disposalProposed: {
    ...said(
      ['须有销毁提议', 'A disposal must have been proposed'],
      ['由消保部门先提议', 'The department must propose it first'],
      'house:suitability-records',
    ),
    ...inRecord((c) => c.record.stage === 'proposed'),
  },
  notOnHold: {
    ...said(
      ['档案不得处于暂停销毁状态', 'The file must not be on hold'],
      ['待争议终结并解除暂停', 'The dispute must end and the hold be lifted'],
      '2025-7:17',
    ),
    ...inRecord((c) => c.record.holds === 0),
  },
  someHold: {
    ...said(
      ['须有暂停销毁', 'The file must be on hold'],
      ['无须解除', 'There is nothing to lift'],
      'house:suitability-records',
    ),
    ...inRecord((c) => c.record.holds > 0),
  },
  notYetDisposed: {
    ...said(
      ['档案须尚未销毁', 'The file must still be kept'],
      ['已销毁的档案不能恢复', 'What was disposed of does not come back'],
      'house:suitability-records',
    ),
    ...inRecord((c) => c.record.stage !== 'disposed'),
  },
  disposalBySecondPerson: {
    ...said(
      ['提议人不得批准销毁', 'Whoever proposed a disposal does not approve it'],
      ['由第二人批准', 'A second person must approve'],
      'house:suitability-records',
    ),
    ...inRecord((c, { by }) => by.person === undefined || c.record.proposedBy !== by.person),
  },
} as const satisfies Readonly<Record<string, RecordRule>>

export const recordSeparation = {
  approveDisposal: ['disposalBySecondPerson'],
} as const

/** XState types an action by the whole chart around it; these look at `record` alone and fit any chart. */
const onRecord = (next: (record: KeptRecord, by: Moment<unknown>['by']) => KeptRecord) => ({
  actions: assign((({ context, event }: { context: Kept; event: Seen }) => ({
    record: next(context.record, event.by),
  })) as never) as never,
})
const guarded = (...params: readonly (keyof typeof recordRules)[]) => ({
  guard: { type: 'all' as const, params: params as never },
})
const staged = (stage: KeptRecord['stage']) =>
  onRecord((r) => ({ ...r, stage, proposedBy: stage === 'disposed' ? r.proposedBy : null }))

export const recordOn = {
  endRetention: staged('due'),
  placeHold: {
    ...guarded('notYetDisposed'),
    ...onRecord((r) => ({ ...r, holds: r.holds + 1 })),
  },
  releaseHold: { ...guarded('someHold'), ...onRecord((r) => ({ ...r, holds: r.holds - 1 })) },
  proposeDisposal: {
    ...guarded('mayBeDisposed', 'notOnHold'),
    ...onRecord((r, by) => ({ ...r, stage: 'proposed', proposedBy: by.person ?? null })),
  },
  approveDisposal: { ...guarded('disposalProposed', 'notOnHold'), ...staged('disposed') },
  refuseDisposal: { ...guarded('disposalProposed'), ...staged('due') },
}

/** The region of the record; the case region decides what it takes. */
export const recordRegion = (title: Text) =>
  ({
    meta: { title, phase: 'after' },
    initial: 'kept',
    states: {
      kept: { meta: { title: text('保存中', 'Kept') }, on: { endRetention: 'due' } },
      due: {
        meta: { title: text('保存期满', 'Kept long enough') },
        on: { proposeDisposal: 'proposed' },
      },
      proposed: {
        meta: { title: text('待批准销毁', 'Disposal proposed') },
        on: { approveDisposal: 'disposed', refuseDisposal: 'due' },
      },
      disposed: { meta: { title: text('已销毁', 'Disposed of') } },
    },
  }) as const

export const recordSamples = {
  placeHold: () => ({ grounds: 'a dispute is pending' }),
  releaseHold: () => ({ grounds: 'the dispute has ended' }),
  proposeDisposal: () => ({ reason: 'kept for its period' }),
  approveDisposal: () => ({ list: 'd1'.repeat(32) }),
  refuseDisposal: () => ({ grounds: 'a complaint may follow' }),
} as const
