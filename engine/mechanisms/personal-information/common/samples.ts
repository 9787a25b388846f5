/** Payloads for the events that every chart takes. */
import type { SampleAsk } from '../../../core/mechanism.ts'
import type { Uuid } from '../../../core/values.ts'
import { everydaySamples } from '../../everyday.ts'
import type { Common } from './terms.ts'

type Ask = SampleAsk<Common>
export const EVIDENCE = 'e5'.repeat(32)

/** An officer who neither proposed the matter nor stepped aside. */
const freeOfficer = ({ context: c, people }: Ask): Uuid | undefined =>
  people('personalInformationOfficer').find(
    (p) => !c.authors.includes(p) && !c.work.recused.includes(p),
  )

type Made<C> = Readonly<Record<string, (ask: SampleAsk<C>) => unknown>>
/** Whoever sends an event to a case of another chart is refused, not failed: what that case does not know is empty. */
export const withContext = <C extends object, const S extends Made<C>>(empty: C, samples: S): S =>
  Object.fromEntries(
    Object.entries(samples).map(([event, make]) => [
      event,
      (ask: SampleAsk<C>) => make({ ...ask, context: { ...empty, ...ask.context } }),
    ]),
  ) as unknown as S

export const commonSamples = {
  ...everydaySamples,
  reassign: (ask: Ask) => ({
    handler: freeOfficer(ask) ?? ask.people('personalInformationOfficer')[0] ?? ask.lastEntry,
    reason: 'workload',
  }),
  recuse: () => ({ ground: 'tookPart' as const }),
  correctRecord: ({ context: c, lastEntry }: Ask) => ({
    entry: lastEntry,
    record: { label: { was: c.label ?? 'label', is: 'corrected label' } },
    grounds: 'mistake of entry',
  }),
  placeHold: () => ({ grounds: 'a suit is pending' }),
  releaseHold: () => ({ grounds: 'the suit has ended' }),
  proposeDisposal: () => ({ reason: 'the period is over' }),
  confirmDisposal: () => ({ protocolHash: EVIDENCE }),
}
