/** What the law demands of bodies that decide, and by what they are held to it. */
import { text } from '../../../policies/law.ts'
import type { Obligation } from '../../core/obligation.ts'

const RULES = 'tests/journeys/resolution.rules.test.ts'
const CLOCKS = 'tests/journeys/resolution.clocks.test.ts'
const PATH = 'tests/journeys/resolution.path.test.ts'
const CHART = 'tests/mechanisms/resolution.test.ts'
const SEATS = ['board', 'consumerProtectionCommittee', 'supervisoryBody'] as const

export const obligations = [
  {
    id: 'G02-1',
    says: text(
      '董事会及其委员会就消费者权益保护重大事项进行审议并形成决议',
      'Board and committee deliberate on matters of consumer protection and pass resolutions',
    ),
    citation: '2022-9:8',
    certainty: 'read',
    bodies: ['board', 'consumerProtectionCommittee'],
    evidence: text('决议及会议记录', 'Resolution and minutes'),
    enforcedBy: {
      events: ['conveneBoard', 'conveneCommittee', 'closeVote', 'signMinutes'],
      rules: ['matterNamed', 'matterExists'],
    },
    test: {
      file: PATH,
      name: 'by a resolution that names the very content, with a member who stands aside',
    },
  },
  {
    id: 'G02-2',
    says: text(
      '董事会会议应当有过半数的董事出席方可举行；决议经全体董事过半数通过；一人一票',
      'A board meets with more than half of its members, decides by more than half of all, one vote each',
    ),
    citation: 'company-law:73',
    certainty: 'recalled',
    bodies: ['board'],
    evidence: text('出席名单、表决记录', 'List of those present, votes'),
    enforcedBy: {
      events: ['openSession', 'castVote', 'closeVote'],
      rules: ['presentAreMembers', 'quorumPresent', 'isPresent', 'voteIsComplete'],
    },
    test: {
      file: CHART,
      name: 'adopts nothing but by a closed vote of a quorum, whatever anybody tries',
    },
  },
  {
    id: 'G02-3',
    says: text(
      '监事会、审计委员会的决议应当经全体成员过半数通过；一人一票',
      'A board of supervisors, or an audit committee in its place, decides by more than half of its members, one vote each',
    ),
    citation: 'company-law:121',
    certainty: 'read',
    bodies: ['supervisoryBody'],
    evidence: text('表决记录', 'Votes'),
    enforcedBy: { events: ['conveneSupervisors', 'closeVote'], rules: ['voteIsComplete'] },
    test: { file: CHART, name: 'lets no house policy go below the majority of the Company Law' },
  },
  {
    id: 'G02-4',
    says: text(
      '关联董事不得参与表决，其表决权不计入表决权总数',
      'A director who is concerned does not vote, and is not counted',
    ),
    citation: 'company-law:185',
    certainty: 'recalled',
    bodies: SEATS,
    evidence: text('披露和回避记录', 'Disclosures and who stood aside'),
    enforcedBy: {
      events: ['discloseInterest', 'demandRecusal'],
      rules: ['notRecused', 'mayStillVote', 'recusesAnother'],
    },
    test: { file: RULES, name: 'of whoever stands aside in one of two items' },
  },
  {
    id: 'G02-5',
    says: text(
      '董事会应当对会议所议事项的决定作成会议记录，出席会议的董事应当在会议记录上签名',
      'What was decided is minuted, and those who attended sign the minutes',
    ),
    citation: 'company-law:73',
    certainty: 'recalled',
    bodies: SEATS,
    evidence: text('会议记录哈希值及签名', 'Hash of the minutes, signatures'),
    enforcedBy: {
      events: ['draftMinutes', 'signMinutes', 'countersign'],
      rules: ['hashIsMinutes', 'secondPerson', 'mayCountersign'],
      clocks: ['minutes', 'signatures'],
    },
    test: { file: RULES, name: 'of the minutes of the board' },
  },
  {
    id: 'G02-6',
    says: text(
      '股份有限公司监事会每六个月至少召开一次会议',
      'In a company limited by shares the supervisors meet at least once in six months',
    ),
    citation: 'company-law:132',
    certainty: 'read',
    bodies: ['supervisoryBody'],
    evidence: text('会议日历', 'Calendar of meetings'),
    enforcedBy: { events: ['recordMeeting'], clocks: ['supervisorsMeetHalfYearly'] },
    test: { file: CLOCKS, name: 'supervisorsMeetHalfYearly' },
  },
  {
    id: 'G02-7',
    says: text(
      '有限责任公司监事会每年度至少召开一次会议',
      'In a limited liability company the supervisors meet at least once a year',
    ),
    citation: 'company-law:81',
    certainty: 'read',
    bodies: ['supervisoryBody'],
    evidence: text('会议日历', 'Calendar of meetings'),
    enforcedBy: { events: ['recordMeeting'], clocks: ['supervisorsMeetYearly'] },
    test: { file: CLOCKS, name: 'supervisorsMeetYearly' },
  },
  {
    id: 'G02-8',
    says: text(
      '股份有限公司董事会定期会议应当于召开十日前通知全体董事和监事',
      'Of a regular board meeting of a company limited by shares notice is given ten days before',
    ),
    citation: 'company-law:123',
    certainty: 'recalled',
    bodies: ['board'],
    evidence: text('会议通知', 'Notice of the meeting'),
    enforcedBy: { events: ['conveneBoard'], rules: ['noticeGiven'] },
    test: { file: RULES, name: 'of the opening of a meeting' },
  },
] as const satisfies readonly Obligation[]
