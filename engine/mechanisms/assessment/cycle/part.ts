/** The assessment of one unit for one period. */
import { text } from '../../../../policies/law.ts'
import { definePart } from '../../../core/parts.ts'
import type { SubjectKey } from '../../../core/values.ts'
import { cycleChart } from './chart.ts'
import { clocks } from './clocks.ts'
import { cycleContext } from './context.ts'
import { events, facts } from './events.ts'
import { reactions } from './reactions.ts'
import { rules } from './rules.ts'
import { samples } from './samples.ts'
import { separation } from './separation.ts'

export const cycle = definePart({
  context: cycleContext,
  facts,
  events,
  rules,
  separation,
  charts: { cycle: cycleChart },
  clocks,
  about: (c) => ({
    subjects: c.unit === null ? [] : [`unit:${c.unit}` satisfies SubjectKey],
    title: text(`内部考核：${c.label ?? ''}`, `Assessment: ${c.label ?? ''}`),
    ...(c.unit === null ? {} : { unit: c.unit }),
  }),
  reactions,
  samples,
})
