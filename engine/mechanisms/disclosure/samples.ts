import type { SampleAsk } from '../../core/mechanism.ts'

/**
 * Samples that stand on the context of their own chart, also where one is made for a process of another:
 * an event that the chart of a process does not take is refused by its state, not for its payload.
 */
export const samplesOver = <
  C extends object,
  const S extends Readonly<Record<string, (ask: SampleAsk<C>) => unknown>>,
>(
  initial: C,
  samples: S,
): S =>
  Object.fromEntries(
    Object.entries(samples).map(([event, make]) => [
      event,
      (ask: SampleAsk<C>) => make({ ...ask, context: { ...initial, ...ask.context } }),
    ]),
  ) as unknown as S
