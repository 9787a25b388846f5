/**
 * What forbids an erasure. The same is asked when it is proposed, so that the officer learns at once until
 * when the information is kept, and again when a second person confirms it.
 */
import { text } from '../../../policies/law.ts'
import type { Citation, Text } from '../../../policies/law.ts'
import type { Keeper, Keeping } from '../../core/facts.ts'
import type { Because } from '../../core/mechanism.ts'
import { rulesFor } from '../../core/rules.ts'
import { personOf } from './events.ts'
import type { C, E, facts } from './events.ts'

const rule = rulesFor<C, E, typeof facts>()

interface Said {
  readonly says: Text
  readonly change: Text
  readonly article: Citation
}

/** A way of keeping: what stands in the way, and how it reads. */
interface Way extends Said {
  readonly keeper: (keeping: Keeping) => Keeper | null
}

const ways = {
  matterOpen: {
    says: text('尚有未办结的事项', 'A matter about the individual has not ended'),
    change: text('办结后再删除', 'Let it end first'),
    article: 'pipl:47',
    keeper: (k) => k.open,
  },
  recordHeld: {
    says: text(
      '档案因争议、诉讼或调查被暂缓处置',
      'A file is held for a dispute, a suit or an inquiry',
    ),
    change: text('先解除暂缓处置', 'The hold must be released first'),
    article: 'house:records',
    keeper: (k) => k.held,
  },
  retentionRuns: {
    says: text('保存期未届满', 'A period of retention has not ended'),
    change: text(
      '期满后再删除；此前除存储和保护外停止处理',
      'Erase it when the period has ended; until then do nothing with it but store and protect it',
    ),
    article: 'pipl:47',
    keeper: (k) => k.kept,
  },
} as const satisfies Readonly<Record<string, Way>>

function because(keeper: Keeper | null): Because | undefined {
  if (!keeper) return undefined
  const { process, reference, until, basis } = keeper
  const by = basis === undefined ? '' : ` (${basis})`
  return {
    text: text(
      until === undefined ? `${reference}，期限尚不能确定` : `${reference}保存至${until}${by}`,
      until === undefined
        ? `${reference}, until a day that is not known yet`
        : `${reference} keeps it until ${until}${by}`,
    ),
    heldBy: { process, reference, ...(until === undefined ? {} : { until }) },
  }
}

const NOTHING: Keeping = { values: false, open: null, held: null, kept: null }

const stillKept = ({ keeper, ...said }: Way) =>
  rule.ofCase({
    ...said,
    reads: ['keeping'],
    holds: (_c, { facts: { keeping } }) => keeper(keeping ?? NOTHING) === null,
    because: (_c, { facts: { keeping } }) => because(keeper(keeping ?? NOTHING)),
  })
const keptAlready = ({ keeper, ...said }: Way) =>
  rule.ofEvent('proposeErasure', {
    ...said,
    reads: ['keeping'],
    field: ['subject'],
    holds: ({ facts: { keeping } }) => keeper(keeping ?? NOTHING) === null,
    because: ({ facts: { keeping } }) => because(keeper(keeping ?? NOTHING)),
  })

const nothingKept: Said = {
  says: text('没有以该对象为主体的个人信息', 'No personal value of this subject is kept'),
  change: text('核对对象编号', 'Check the key of the subject'),
  article: 'pipl:47',
}
const seatHeld: Said = {
  says: text('本人现任岗位', 'The person holds a seat'),
  change: text('免职后再删除', 'End the appointment first'),
  article: 'house:governance',
}

export const rules = {
  notProposer: rule.ofCase({
    says: text('提议人不得自行决定', 'Whoever proposed it does not decide it'),
    change: text('由第二人决定', 'A second person must decide'),
    article: 'house:records',
    refuses: 'SEPARATION',
    holds: (_c, { by, participants }) =>
      by.person === undefined || !participants.proposer?.includes(by.person),
  }),
  notOneself: rule.ofEvent('proposeErasure', {
    says: text('任何人不得提议删除本人的信息', 'Nobody proposes to erase himself'),
    change: text('由其他人员提议', 'Let somebody else propose it'),
    article: 'house:records',
    refuses: 'SEPARATION',
    field: ['subject'],
    holds: ({ by, payload }) => personOf(payload.subject) !== by.person || by.person === undefined,
  }),
  notAboutOneself: rule.ofCase({
    says: text('任何人不得决定删除本人的信息', 'Nobody decides to erase himself'),
    change: text('由其他人员决定', 'Let somebody else decide'),
    article: 'house:records',
    refuses: 'SEPARATION',
    holds: (c, { by }) => personOf(c.subject) !== by.person || by.person === undefined,
  }),
  requestIsTheirs: rule.ofEvent('proposeErasure', {
    says: text(
      '所指申请不是该个人的删除申请',
      'The request named is no request of this individual for erasure',
    ),
    change: text(
      '指明其删除、撤回同意或注销账户的申请',
      'Name their request for deletion, withdrawal of consent or closure of the account',
    ),
    article: 'pipl:47',
    field: ['request'],
    reads: ['request'],
    holds: ({ payload, facts: { request } }) =>
      payload.request === undefined ||
      (request?.context['consumer'] === payload.subject &&
        ['deletion', 'consentWithdrawal', 'accountClosure'].includes(
          String(request?.context['kind']),
        )),
  }),
  subjectHasValues: rule.ofEvent('proposeErasure', {
    ...nothingKept,
    reads: ['keeping'],
    field: ['subject'],
    holds: ({ facts: { keeping } }) => keeping?.values ?? false,
  }),
  someValueKept: rule.ofCase({
    ...nothingKept,
    reads: ['keeping'],
    holds: (_c, { facts: { keeping } }) => keeping?.values ?? false,
  }),
  subjectHoldsNoSeat: rule.ofEvent('proposeErasure', {
    ...seatHeld,
    reads: ['seats'],
    field: ['subject'],
    holds: ({ facts: { seats } }) => (seats ?? []).length === 0,
  }),
  noSeatHeld: rule.ofCase({
    ...seatHeld,
    reads: ['seats'],
    holds: (_c, { facts: { seats } }) => (seats ?? []).length === 0,
  }),
  noMatterOpen: keptAlready(ways.matterOpen),
  noRecordHeld: keptAlready(ways.recordHeld),
  retentionOver: keptAlready(ways.retentionRuns),
  noMatterOpenStill: stillKept(ways.matterOpen),
  noRecordHeldStill: stillKept(ways.recordHeld),
  retentionOverStill: stillKept(ways.retentionRuns),
} as const

const decides = ['notProposer', 'notAboutOneself'] as const
export const separation = {
  proposeErasure: ['notOneself'],
  confirmErasure: decides,
  declineErasure: decides,
} as const
