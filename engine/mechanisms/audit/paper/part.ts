/** A working paper of internal audit. */
import { text } from '../../../../policies/law.ts'
import { span } from '../../../core/clocks.ts'
import type { SampleAsk } from '../../../core/mechanism.ts'
import { definePart } from '../../../core/parts.ts'
import { everydayClocks } from '../../everyday.ts'
import { workSamples } from '../work.ts'
import { paperChart } from './chart.ts'
import { paperContext } from './context.ts'
import type { PaperContext } from './context.ts'
import { events, facts } from './events.ts'
import { rules } from './rules.ts'

const clocks = {
  ...everydayClocks,
  paperDraft: {
    kind: 'deadline',
    from: 'entered',
    title: text('底稿编制期限', 'Writing of a paper'),
    policy: 'audit.paperDraft',
    span: span(60, 'day'),
    bounds: [10, 180],
    runsIn: ['case.writing'],
    fires: 'flagPaperStale',
  },
  paperReview: {
    kind: 'deadline',
    from: 'entered',
    title: text('底稿复核期限', 'Review of a paper'),
    policy: 'audit.paperReview',
    span: span(10, 'workday'),
    bounds: [3, 30],
    runsIn: ['case.inReview'],
    fires: 'flagReviewLate',
  },
} as const

type Ask = SampleAsk<PaperContext>
const author = ['notAsideFromPaper', 'authorWrites'] as const
const reviewer = ['notAsideFromPaper', 'reviewerIsAnother'] as const

export const paper = definePart({
  context: paperContext,
  facts,
  events,
  rules,
  separation: {
    citeEntries: author,
    dropCitation: author,
    concludePaper: author,
    submitPaper: author,
    withdrawPaper: author,
    takeOverPaper: ['notAsideFromPaper', 'takenFromAnother'],
    returnPaper: reviewer,
    signPaper: reviewer,
  },
  charts: { paper: paperChart },
  clocks,
  about: (c) => ({
    subjects: [],
    title: text(`工作底稿：${c.label ?? ''}`, `Working paper: ${c.label ?? ''}`),
  }),
  reactions: [],
  samples: {
    ...workSamples,
    openPaper: ({ lastEntry }: Ask) => ({ engagement: lastEntry, label: 'test of controls' }),
    citeEntries: ({ lastEntry, context }: Ask) => ({
      entries: [
        {
          entry: lastEntry,
          position: (context.entries.at(-1)?.position ?? 0) + 1,
          leafHash: '0'.repeat(64),
        },
      ],
    }),
    dropCitation: ({ context }: Ask) => ({
      position: context.entries[0]?.position ?? 1,
      grounds: 'of another case',
    }),
    concludePaper: () => ({ result: 'asItShouldBe' as const, conclusion: 'nothing was found' }),
    takeOverPaper: () => ({ grounds: 'the author is on leave' }),
    submitPaper: () => ({}),
    recordPaperCheck: ({ context }: Ask) => ({
      cited: context.entries.length,
      differing: [],
      ...(context.sample === null ? {} : { sampleAgain: true }),
    }),
    returnPaper: () => ({ grounds: 'it does not say what was looked at' }),
    signPaper: () => ({}),
    withdrawPaper: () => ({ reasons: 'another paper covers it' }),
  },
})
