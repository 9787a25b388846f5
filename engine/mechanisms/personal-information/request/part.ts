/** M05b: a request of an individual, from its receipt to the answer and the contest of it. */
import { text } from '../../../../policies/law.ts'
import { definePart } from '../../../core/parts.ts'
import { everydayClocks } from '../../everyday.ts'
import { subjectsOf } from '../common/terms.ts'
import { requestChart } from './chart.ts'
import { clocks } from './clocks.ts'
import { events, facts } from './events.ts'
import { reactions } from './reactions.ts'
import { rules, separation } from './rules.ts'
import { samples } from './samples.ts'
import { requestContext } from './terms.ts'

export const request = definePart({
  context: requestContext,
  facts,
  events,
  rules,
  separation,
  charts: { request: requestChart },
  clocks: { ...clocks, ...everydayClocks },
  about: (c) => ({
    subjects: subjectsOf(c),
    title: text(
      `个人信息权利申请：${c.label ?? ''}`,
      `Request about information: ${c.label ?? ''}`,
    ),
    ...(c.unit === null ? {} : { unit: c.unit }),
  }),
  holds: (c) => c.keeping.hold !== null,
  reactions,
  samples,
})
