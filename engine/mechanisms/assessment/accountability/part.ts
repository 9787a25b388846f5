/** Accountability for one matter. */
import { text } from '../../../../policies/law.ts'
import { definePart } from '../../../core/parts.ts'
import type { SubjectKey } from '../../../core/values.ts'
import { accountabilityChart } from './chart.ts'
import { clocks } from './clocks.ts'
import { accountabilityContext } from './context.ts'
import type { AccountabilityContext } from './context.ts'
import { events, facts } from './events.ts'
import { reactions } from './reactions.ts'
import { rules } from './rules.ts'
import { samples } from './samples.ts'
import { separation } from './separation.ts'

const subjectsOf = (c: AccountabilityContext): SubjectKey[] => [
  ...(c.unit === null ? [] : [`unit:${c.unit}` as const]),
  ...c.persons.map((p) => `person:${p.person}` as const),
]

export const accountability = definePart({
  context: accountabilityContext,
  facts,
  events,
  rules,
  separation,
  charts: { accountability: accountabilityChart },
  clocks,
  /** The unit carries the case once there is something to remedy; until then its colleagues do not read it. */
  about: (c) => ({
    subjects: subjectsOf(c),
    title: text(`问责：${c.unit ?? ''}`, `Accountability: ${c.unit ?? ''}`),
    ...(c.unit === null || c.remedy === null ? {} : { unit: c.unit }),
  }),
  reactions,
  samples,
})
