// Where samples, working papers and records of reading stand, and what is refused there.

import type { Cited, Paper, Reading, Sample } from '../support/actors-audit-records.ts'
import { KNOWN } from '../support/actors-audit-records.ts'
import { foundIn } from '../support/journey-found.ts'
import type { Stand } from '../support/journey-rules.ts'
import type { Journey } from '../support/journey.ts'

/** What stands when the tests run, not yet when they are written down. */
interface Scene {
  readonly journey: () => Journey
  /** The first entries of the trail. */
  readonly cited: () => readonly Cited[]
}

const written = async (c: Paper, cited: readonly Cited[]): Promise<void> => {
  await c.auditor.opens()
  await c.auditor.cites({ entries: cited.slice(0, 3) })
  await c.auditor.concludes()
}
export const inReview = async (c: Paper, cited: readonly Cited[]): Promise<void> => {
  await written(c, cited)
  await c.auditor.submits()
}

const many = (n: number) =>
  Array.from({ length: 100 }, (_, i) => {
    const position = n * 100 + i + 1
    const id = `00000000-0000-7000-8000-${String(position).padStart(12, '0')}`
    const entry = Buffer.from(`Entry:${id}`).toString('base64url')
    return { entry, position, leafHash: 'cd'.repeat(32) }
  })

/** Internal audit is shown a personal value, and with that there is a record of the month. */
export const readIn = async (c: Reading, month: string): Promise<void> => {
  const { journey } = c.file
  journey.at(`${month}-01 09:00`)
  const query =
    '{ trail(last: 1, filter: { event: "concludePaper", kind: ACCEPTED }) { nodes { payload } } }'
  await journey.doors.ask('audit-1', query)
  const subject = `person:${journey.world.person('audit-1')}`
  const all = await foundIn(journey, { mechanism: 'M11', subject, path: 'case.recording' })
  c.file.id = all.find((p) => p.payload['month'] === `${month}-01`)?.id ?? ''
  await c.file.reads()
}

export const sampleStands = ({ cited }: Scene): readonly Stand<Sample>[] => [
  {
    where: 'before a sample is asked for',
    way: async () => undefined,
    refusals: [
      ['sampleServesEngagement', 'orderSample', (c) => c.auditor.asks({ engagement: KNOWN })],
      ['methodHasItsMeans', 'orderSample', (c) => c.auditor.asks({ method: 'stratified' })],
      ['methodHasItsMeans', 'orderSample', (c) => c.auditor.asks({ method: 'monetary' })],
      [
        'populationIsNotByWords',
        'orderSample',
        (c) => c.auditor.asks({ filter: [{ by: 'text', is: 'somebody' }] }),
      ],
    ],
  },
  {
    where: 'while a sample is drawn',
    way: async (c) => c.auditor.asks(),
    refusals: [
      ['someInquiryOpen', 'answerInquiry', (c) => c.auditor.answersInquiry()],
      ['someBreachOpen', 'explainBreach', (c) => c.auditor.explainsBreach()],
    ],
  },
  {
    where: 'while a sample is asked about',
    way: async (c) => {
      await c.auditor.asks()
      await c.regulator.inquires()
    },
    refusals: [
      [
        'inquiryOpen',
        'answerInquiry',
        (c) => c.auditor.answersInquiry({ inquiry: cited()[0]?.entry }),
      ],
    ],
  },
]

export const paperStands = ({ journey, cited }: Scene): readonly Stand<Paper>[] => [
  {
    where: 'before a paper is opened',
    way: async () => undefined,
    refusals: [
      ['paperOfTeam', 'openPaper', (c) => c.stranger.opens()],
      ['paperOfTeam', 'openPaper', (c) => c.auditor.opens({ engagement: KNOWN })],
      ['paperSampleIsDrawn', 'openPaper', (c) => c.auditor.opens({ sample: KNOWN })],
      ['replacesSigned', 'openPaper', (c) => c.auditor.opens({ replaces: KNOWN })],
    ],
  },
  {
    where: 'while a paper is written',
    way: (c) => c.auditor.opens(),
    refusals: [
      ['someCited', 'dropCitation', (c) => c.auditor.drops()],
      ['someCited', 'submitPaper', (c) => c.auditor.submits()],
      ['takenFromAnother', 'takeOverPaper', (c) => c.auditor.takesOver()],
      ['takerOfTeam', 'takeOverPaper', (c) => c.stranger.takesOver()],
      ['authorWrites', 'citeEntries', (c) => c.other.cites({ entries: cited().slice(0, 1) })],
      ['authorWrites', 'concludePaper', (c) => c.other.concludes()],
      ['authorWrites', 'withdrawPaper', (c) => c.other.withdraws()],
      ['someInquiryOpen', 'answerInquiry', (c) => c.auditor.answersInquiry()],
      ['someBreachOpen', 'explainBreach', (c) => c.auditor.explainsBreach()],
    ],
  },
  {
    where: 'when it cites entries',
    way: async (c) => {
      await c.auditor.opens()
      await c.auditor.cites({ entries: cited().slice(0, 1) })
    },
    refusals: [
      ['citesEachOnce', 'citeEntries', (c) => c.auditor.cites({ entries: cited().slice(0, 2) })],
      ['isCited', 'dropCitation', (c) => c.auditor.drops({ position: 9 })],
      ['isConcluded', 'submitPaper', (c) => c.auditor.submits()],
      ['authorWrites', 'dropCitation', (c) => c.other.drops()],
      ['authorWrites', 'submitPaper', (c) => c.other.submits()],
    ],
  },
  {
    where: 'when it cites as much as a paper may',
    way: async (c) => {
      await c.auditor.opens()
      for (let n = 0; n < 5; n++) await c.auditor.cites({ entries: many(n) })
    },
    refusals: [['citesNotTooMuch', 'citeEntries', (c) => c.auditor.cites({ entries: many(5) })]],
  },
  {
    where: 'while a paper is reviewed',
    way: (c) => inReview(c, cited()),
    refusals: [
      ['reviewerIsAnother', 'signPaper', (c) => c.auditor.signs()],
      ['reviewerIsAnother', 'returnPaper', (c) => c.auditor.returns()],
      ['holdsAgainstTrail', 'signPaper', (c) => c.other.signs()],
    ],
  },
  {
    where: 'when its author has stepped aside',
    way: async (c) => {
      await c.auditor.opens()
      await c.auditor.cites({ entries: cited().slice(0, 1) })
      await c.auditor.concludes()
      await c.auditor.recuses()
      await c.other.recuses()
    },
    refusals: [
      ['notAsideFromPaper', 'recuse', (c) => c.auditor.recuses()],
      [
        'notAsideFromPaper',
        'citeEntries',
        (c) => c.auditor.cites({ entries: cited().slice(4, 5) }),
      ],
      ['notAsideFromPaper', 'dropCitation', (c) => c.auditor.drops()],
      ['notAsideFromPaper', 'concludePaper', (c) => c.auditor.concludes()],
      ['notAsideFromPaper', 'submitPaper', (c) => c.auditor.submits()],
      ['notAsideFromPaper', 'withdrawPaper', (c) => c.auditor.withdraws()],
      ['notAsideFromPaper', 'takeOverPaper', (c) => c.other.takesOver()],
    ],
  },
  {
    where: 'when its reviewer has stepped aside',
    way: async (c) => {
      await inReview(c, cited())
      await c.other.recuses()
      await c.regulator.inquires()
    },
    refusals: [
      ['notAsideFromPaper', 'signPaper', (c) => c.other.signs()],
      ['notAsideFromPaper', 'returnPaper', (c) => c.other.returns()],
      [
        'inquiryOpen',
        'answerInquiry',
        (c) => c.auditor.answersInquiry({ inquiry: cited()[0]?.entry }),
      ],
    ],
  },
  {
    where: 'when a paper is late',
    way: async (c) => {
      await c.auditor.opens()
      await journey().passes('2026-05-02 09:00')
    },
    refusals: [
      [
        'breachOpen',
        'explainBreach',
        (c) => c.auditor.explainsBreach({ breach: cited()[0]?.entry }),
      ],
    ],
  },
]

export const readingStands = ({ journey, cited }: Scene): readonly Stand<Reading>[] => [
  {
    where: 'when a month of reading is to be examined',
    way: async (c) => {
      await readIn(c, '2027-01')
      await journey().passes('2027-02-05 09:00')
      await c.other.recuses()
    },
    refusals: [
      ['notOnesOwnReading', 'examineReading', (c) => c.auditor.examines()],
      ['notAsideHere', 'examineReading', (c) => c.other.examines()],
      ['notAsideHere', 'recuse', (c) => c.other.recuses()],
      [
        'someInquiryOpen',
        'answerInquiry',
        (c) => c.auditor.answersInquiry({ inquiry: cited()[0]?.entry }),
      ],
      [
        'someBreachOpen',
        'explainBreach',
        (c) => c.auditor.explainsBreach({ breach: cited()[0]?.entry }),
      ],
    ],
  },
  {
    where: 'when nobody has examined it in time',
    way: async (c) => {
      await readIn(c, '2027-03')
      await journey().passes('2027-09-05 09:00')
      await c.regulator.inquires()
    },
    refusals: [
      [
        'inquiryOpen',
        'answerInquiry',
        (c) => c.auditor.answersInquiry({ inquiry: cited()[0]?.entry }),
      ],
      [
        'breachOpen',
        'explainBreach',
        (c) => c.auditor.explainsBreach({ breach: cited()[0]?.entry }),
      ],
    ],
  },
]
