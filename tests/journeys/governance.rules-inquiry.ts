// Refusals of supervisory inquiries and of major matters; see `governance.rules.test.ts`.

import { encodeId } from '../../api/graphql/ids.ts'
import {
  assessed,
  bodyAdopts,
  informed,
  instructed,
  paper,
  version,
} from '../support/actors-governance.ts'
import type { Inquiry, Matter } from '../support/actors-governance.ts'
import { todayIn } from '../support/actors-complaint.ts'
import { meetingIn } from '../support/actors-resolution.ts'
import type { Stand } from '../support/journey-rules.ts'
import type { Journey } from '../support/journey.ts'

async function boardMeeting(journey: Journey): Promise<{ readonly id: string }> {
  const m = meetingIn(journey)
  await m.second.convenesBoard({ form: 'written' })
  return m.file
}
export const inquiries = (journey: () => Journey): readonly Stand<Inquiry>[] => [
  {
    where: 'of the opening of an inquiry',
    way: async (i) => {
      i.file.complaint = (await boardMeeting(journey())).id
    },
    refusals: [
      ['maySupervise', 'openInquiry', (i) => i.of('supervising-manager').asks()],
      [
        'asksNotOfOwnCommittee',
        'openInquiry',
        (i) => i.of('supervising-director').asks({ of: 'consumerProtectionCommittee' }),
      ],
      [
        'inquiredExists',
        'openInquiry',
        (i) =>
          i.supervisor.asks({
            process: encodeId('Process', '00000000-0000-4000-8000-000000000000'),
          }),
      ],
      ['ofWhoseActItIs', 'openInquiry', (i) => i.supervisor.asks({ process: i.file.complaint })],
    ],
  },
  {
    where: 'of an inquiry into the committee',
    way: (i) => i.supervisor.asks({ of: 'consumerProtectionCommittee' }),
    refusals: [
      ['answersForItself', 'answerSupervisors', (i) => i.manager.answers()],
      [
        'standsAsideForOwnCommittee',
        'withdrawInquiry',
        (i) => i.of('supervising-director').withdraws(),
      ],
      ['maySupervise', 'withdrawInquiry', (i) => i.of('supervising-manager').withdraws()],
      ['standsAsideForOwnCommittee', 'giveOpinion', (i) => i.of('supervising-director').opines()],
      ['answerIsLate', 'giveOpinion', (i) => i.supervisor.opines()],
    ],
  },
  {
    where: 'of an answer of the committee',
    way: async (i) => {
      await i.supervisor.asks({ of: 'consumerProtectionCommittee' })
      await i.member.answers()
      const by = {
        body: 'supervisor',
        others: ['supervising-manager', 'supervising-director'],
      } as const
      const matter = { process: i.file.id, contentHash: version(1) }
      const found = await bodyAdopts(journey(), by, { ...matter, decision: 'issueOpinion' })
      i.file.complaint = found.resolution.process
    },
    refusals: [
      ['maySupervise', 'askFurther', (i) => i.of('supervising-manager').asksFurther()],
      ['maySupervise', 'giveOpinion', (i) => i.of('supervising-manager').opines()],
      [
        'committeeStoodAside',
        'giveOpinion',
        (i) => i.supervisor.opines({ resolution: { process: i.file.complaint } }),
      ],
      ['opinionAsResolved', 'giveOpinion', (i) => i.supervisor.opines(paper(i.file, 2))],
      ['opinionDated', 'giveOpinion', (i) => i.supervisor.opines(paper(i.file, 1, 1))],
      [
        'rectifyByAhead',
        'giveOpinion',
        (i) => i.supervisor.opines({ rectifyBy: todayIn(i.file, -1) }),
      ],
    ],
  },
  {
    where: 'of a rectification by the committee',
    way: async (i) => {
      await i.supervisor.asks({ of: 'consumerProtectionCommittee' })
      await i.member.answers()
      await i.supervisor.opines()
      await i.member.rectifies()
    },
    refusals: [
      ['maySupervise', 'confirmRectified', (i) => i.of('supervising-manager').confirms()],
      ['maySupervise', 'insistOnRectification', (i) => i.of('supervising-manager').insists()],
      [
        'rectifyByAhead',
        'insistOnRectification',
        (i) => i.supervisor.insists({ rectifyBy: todayIn(i.file, -1) }),
      ],
    ],
  },
  {
    where: 'of a director who asked the board',
    way: (i) => i.of('supervising-director').asks({ of: 'board' }),
    refusals: [['notAsker', 'answerSupervisors', (i) => i.of('supervising-director').answers()]],
  },
  {
    where: 'of a rectification by the board',
    way: async (i) => {
      await i.of('supervising-director').asks({ of: 'board' })
      await i.director.answers()
      await i.supervisor.opines()
    },
    refusals: [
      ['notAsker', 'reportRectification', (i) => i.of('supervising-director').rectifies()],
      ['answersForItself', 'reportRectification', (i) => i.manager.rectifies()],
    ],
  },
]
export const matters: readonly Stand<Matter>[] = [
  {
    where: 'of a major complaint',
    way: (m) => m.of('writer').reports({ kind: 'majorComplaint' }),
    refusals: [
      ['notMatterReporter', 'assessMatter', (m) => m.of('writer').assesses()],
      ['majorByLaw', 'assessMatter', (m) => m.manager.assesses({ level: 'ordinary' })],
    ],
  },
  {
    where: 'of a matter before the board',
    way: informed,
    refusals: [
      [
        'performByAhead',
        'instructOnMatter',
        (m) => m.director.instructs({ performBy: todayIn(m.file) }),
      ],
      [
        'developmentDiffers',
        'reportDevelopment',
        (m) => m.manager.develops({ contentHash: version(1) }),
      ],
    ],
  },
  {
    where: 'of a matter on which the board has instructed',
    way: instructed,
    refusals: [['instructionPerformed', 'concludeMatter', (m) => m.manager.concludes()]],
  },
  {
    where: 'of a matter of which the regulator was not told',
    way: async (m) => {
      await assessed(m)
      await m.manager.informs()
      await m.director.takesNote()
    },
    refusals: [
      ['regulatorToldWhereDue', 'concludeMatter', (m) => m.manager.concludes()],
      ['someInstruction', 'performInstruction', (m) => m.manager.performs()],
    ],
  },
]
