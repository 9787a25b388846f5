/** M05c: an incident, from its discovery to the verified cure. */
import { text } from '../../../../policies/law.ts'
import { definePart } from '../../../core/parts.ts'
import { everydayClocks } from '../../everyday.ts'
import { subjectsOf } from '../common/terms.ts'
import { incidentChart } from './chart.ts'
import { clocks } from './clocks.ts'
import { events, facts } from './events.ts'
import { reactions } from './reactions.ts'
import { rules, separation } from './rules.ts'
import { samples } from './samples.ts'
import { incidentContext } from './terms.ts'

export const incident = definePart({
  context: incidentContext,
  facts,
  events,
  rules,
  separation,
  charts: { incident: incidentChart },
  clocks: { ...clocks, ...everydayClocks },
  about: (c) => ({
    subjects: subjectsOf(c),
    title: text(
      `个人信息安全事件：${c.label ?? ''}`,
      `Incident of personal information: ${c.label ?? ''}`,
    ),
    ...(c.unit === null ? {} : { unit: c.unit }),
  }),
  holds: (c) => c.keeping.hold !== null,
  reactions,
  samples,
})
