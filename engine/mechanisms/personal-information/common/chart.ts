/** What every state of every chart takes beside its own, and how it changes the case. */
import { assign } from 'xstate'
import type { Moment } from '../../../core/mechanism.ts'
import { corrected, recused } from '../../case-file.ts'
import { everydayOn } from '../../everyday.ts'
import { dayOf } from './terms.ts'
import type { Common, Keeping } from './terms.ts'

interface Told<P> extends Moment<unknown> {
  readonly type: string
  readonly payload: P
}
interface Args<P> {
  readonly context: Common
  readonly event: Told<P>
}
type Change = Partial<Common> | Readonly<Record<string, unknown>>

/** XState types an action by the whole chart around it; these look at the common part alone. */
const onCommon = <P>(next: (args: Args<P>) => Change) => ({
  actions: assign(((args: Args<P>) => next(args)) as never) as never,
})
const all = (...params: readonly string[]) => ({ type: 'all' as const, params: params as never })
const keeps = (c: Common, more: Partial<Keeping>): Change => ({
  keeping: { ...c.keeping, ...more },
})

/** Targetless: nothing moves in the case. The region of the record follows `confirmDisposal`. */
export const commonOn = {
  ...everydayOn,
  reassign: {
    guard: all('handlerHoldsSeat'),
    ...onCommon<{ handler: string }>(({ event: e }) => ({ handler: e.payload.handler })),
  },
  recuse: {
    guard: all('notYetRecused'),
    ...onCommon(({ context: c, event: e }) => ({
      work: recused(c.work, e.by.person ?? ''),
      handler: c.handler === e.by.person ? null : c.handler,
    })),
  },
  correctRecord: {
    guard: all('recordIsAsStated'),
    ...onCommon<{ record: Readonly<Record<string, { is: unknown }>> }>(
      ({ context: c, event: e }) => ({
        ...Object.fromEntries(
          Object.entries(e.payload.record).map(([field, { is }]) => [field, is]),
        ),
        work: corrected(c.work),
      }),
    ),
  },
  placeHold: {
    guard: all('noHold', 'notDisposed'),
    ...onCommon(({ context: c, event: e }) => keeps(c, { hold: { on: dayOf(e) }, disposal: null })),
  },
  releaseHold: {
    guard: all('someHold'),
    ...onCommon(({ context: c }) => keeps(c, { hold: null })),
  },
  proposeDisposal: {
    guard: all('caseEnded', 'recordReleasable', 'noHold'),
    ...onCommon(({ context: c, event: e }) => keeps(c, { disposal: { by: e.by.person ?? null } })),
  },
  confirmDisposal: {
    guard: all('disposalProposed', 'recordReleasable', 'noHold'),
    ...onCommon(({ context: c }) => keeps(c, { standing: 'disposed', disposal: null })),
  },
}

/** The record of a case that is kept, with what was decided of its disposal until then gone. */
export const kept = (c: Common): { keeping: Keeping } => ({
  keeping: { ...c.keeping, standing: 'kept', disposal: null },
})
export const releasable = (c: Common): { keeping: Keeping } => ({
  keeping: { ...c.keeping, standing: 'releasable' },
})
