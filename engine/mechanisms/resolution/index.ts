/**
 * G02 决议 — resolutions of the board, its consumer-protection committee and the supervisory body, and the
 * calendars of their meetings (2022 No. 9 art. 8; Company Law arts 72–73, 81, 121, 123–124, 132, 185).
 *
 * What the law gives to such a body takes effect elsewhere by naming the resolution (`../resolution.ts`).
 * Read `terms.ts` (the words), `chart.ts` (the states), `count.ts` (how votes count), `house.ts` (what each
 * body's rules may be), then events, rules and clocks; `calendar.ts` is the other chart.
 */
import { text } from '../../../policies/law.ts'
import { definePart, joinParts } from '../../core/parts.ts'
import { calendar } from './calendar.ts'
import { tellsCalendar, tellsEarlier } from './changes.ts'
import { resolutionChart } from './chart.ts'
import { resolutionClocks } from './clocks.ts'
import { events, facts } from './events.ts'
import { NAME, policies, SUBJECT_OF } from './house.ts'
import { resolutionRules, resolutionSeparation } from './kit.ts'
import { obligations } from './obligations.ts'
import { resolutionSamples } from './samples.ts'
import { resolutionContext } from './terms.ts'

const resolutionPart = definePart({
  context: resolutionContext,
  facts,
  events,
  rules: resolutionRules,
  separation: resolutionSeparation,
  charts: { resolution: resolutionChart },
  clocks: resolutionClocks,
  about: (c) => {
    const name = c.body === null ? text('机构', 'body') : NAME[c.body]
    const on = c.meetingOn ?? ''
    return {
      subjects: c.body === null ? [] : [SUBJECT_OF[c.body]],
      title: text(`${name.zh}决议：${on}`, `Resolutions of the ${name.en} of ${on}`),
    }
  },
  reactions: [
    { on: 'openSession', to: 'G02', event: 'recordMeeting', make: tellsCalendar },
    { on: 'signMinutes', to: 'G02', event: 'recordRescission', make: tellsEarlier },
  ],
  samples: resolutionSamples,
})

export const resolution = joinParts(
  {
    id: 'G02',
    kind: 'governance',
    slug: 'resolution',
    title: text('决议', 'Resolutions'),
    edition: {
      from: '2023-03-01',
      revision: 1,
      basis: 'statute',
      articles: [
        '2022-9:8',
        'company-law:72',
        'company-law:73',
        'company-law:81',
        'company-law:121',
        'company-law:123',
        'company-law:132',
        'company-law:185',
      ],
    },
    policies,
    obligations,
  },
  [resolutionPart, calendar],
)
