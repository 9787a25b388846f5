/** An audit engagement: one line of the yearly plan. */
import { text } from '../../../../policies/law.ts'
import { definePart } from '../../../core/parts.ts'
import { engagementChart } from './chart.ts'
import { clocks } from './clocks.ts'
import { engagementContext } from './context.ts'
import { events, facts, subjectsOf } from './events.ts'
import { reactions } from './reactions.ts'
import { rules } from './rules.ts'
import { samples } from './samples.ts'
import { separation } from './separation.ts'

export const engagement = definePart({
  context: engagementContext,
  facts,
  events,
  rules,
  separation,
  charts: { engagement: engagementChart },
  clocks,
  /** The auditee reads it once the audit has begun; the plan and the team are not for it to see before. */
  about: (c) => ({
    subjects: subjectsOf(c),
    title: text(
      `内部审计：${c.label ?? ''}（${String(c.year ?? '')}）`,
      `Audit: ${c.label ?? ''} (${String(c.year ?? '')})`,
    ),
    ...(c.unit === null || c.draftHash === null ? {} : { unit: c.unit }),
  }),
  reactions,
  samples,
})
