/** M05a: the processing activity, from its proposal to the deletion of the information. */
import { text } from '../../../../policies/law.ts'
import { definePart } from '../../../core/parts.ts'
import { subjectsOf } from '../common/terms.ts'
import { processingChart } from './chart.ts'
import { clocks } from './clocks.ts'
import { events, facts } from './events.ts'
import { reactions } from './reactions.ts'
import { rules } from './rules.ts'
import { samples } from './samples.ts'
import { separation } from './separation.ts'
import { processingContext } from './terms.ts'

export const processing = definePart({
  context: processingContext,
  facts,
  events,
  rules,
  separation,
  charts: { processing: processingChart },
  clocks,
  about: (c) => ({
    subjects: subjectsOf(c),
    title: text(
      `个人信息处理活动：${c.label ?? c.activity ?? ''}`,
      `Processing activity: ${c.label ?? c.activity ?? ''}`,
    ),
    ...(c.unit === null ? {} : { unit: c.unit }),
  }),
  holds: (c) => c.keeping.hold !== null,
  reactions,
  samples,
})
