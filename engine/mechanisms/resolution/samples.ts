/** What each body would send; see `SampleAsk`. */
import type { Body } from '../../../policies/duty.ts'
import { addDays } from '../../core/calendar.ts'
import type { SampleAsk } from '../../core/mechanism.ts'
import type { Day } from '../../core/values.ts'
import { everydaySamples } from '../everyday.ts'
import { isDeciding } from './house.ts'
import { openItems } from './terms.ts'
import type { ResolutionContext } from './terms.ts'
import { isComplete, mayDemand } from './vote-rules.ts'

type Ask = SampleAsk<ResolutionContext>
export const MINUTES = 'b2'.repeat(32)
const NOBODY = '00000000-0000-4000-8000-000000000000'
const contentOf = (n: number): string => n.toString(16).padStart(64, 'a')

const people = (ask: Ask, body: Body | null): readonly string[] =>
  isDeciding(body) ? ask.people(body) : []
const officers = (ask: Ask) => ({
  chair: people(ask, ask.context.body ?? ask.by.body)[0] ?? NOBODY,
  secretary: ask.people('seniorManagement')[0] ?? NOBODY,
})
const convene = (ask: Ask) => ({
  form: 'meeting' as const,
  occasion: 'extraordinary' as const,
  meetingOn: addDays(ask.on, 3),
  ...officers(ask),
  item: { decision: 'other' as const, contentHash: contentOf(1) },
})
/** The first open item in which whoever asks still counts, else the first. */
const own = ({ context: c, by }: Ask): number =>
  openItems(c).find((i) => !i.recused.includes(by.person ?? ''))?.n ?? openItems(c)[0]?.n ?? 1
const completed = (ask: Ask): number => {
  const seated = people(ask, ask.context.body).map((person) => ({ person }))
  const item = openItems(ask.context).find((i) =>
    isComplete(ask.context, i, { seated, on: ask.on }),
  )
  return item?.n ?? 1
}
function another(ask: Ask) {
  for (const i of openItems(ask.context))
    for (const member of people(ask, ask.context.body))
      if (mayDemand(i, member, ask.by.person ?? '')) return { item: i.n, member }
  return { item: own(ask), member: NOBODY }
}
function attendance(ask: Ask) {
  const { present, chair } = ask.context
  const { person } = ask.by
  if (person !== undefined && person !== chair && !present.includes(person))
    return { member: person, present: true }
  const others = people(ask, ask.context.body).filter((p) => p !== chair)
  const member = others.find((p) => !present.includes(p)) ?? others.at(-1) ?? NOBODY
  return { member, present: !present.includes(member) }
}
const signature = ({ context: c }: Ask) => ({ hash: c.minutes?.hash ?? MINUTES })

export const resolutionSamples = {
  conveneBoard: convene,
  conveneCommittee: convene,
  conveneSupervisors: convene,
  addItem: ({ context: c }: Ask) => ({
    item: { decision: 'other' as const, contentHash: contentOf(c.items.length + 1) },
  }),
  withdrawItem: (ask: Ask) => ({
    item: openItems(ask.context)[0]?.n ?? 1,
    reason: 'to be prepared',
  }),
  cancelMeeting: () => ({ reason: 'nothing is left to decide' }),
  nameOfficers: (ask: Ask) => ({ ...officers(ask), reason: 'illness' }),
  reconvene: (ask: Ask) => ({
    meetingOn: addDays(ask.on, Math.max(1, ask.context.noticeDays)) as Day,
  }),
  openSession: (ask: Ask) => ({
    present: ask.context.form === 'written' ? [] : [...people(ask, ask.context.body)],
  }),
  discloseInterest: (ask: Ask) => ({ item: own(ask), interest: 'tookPart' as const }),
  demandRecusal: (ask: Ask) => ({
    ...another(ask),
    interest: 'ownMatter' as const,
    grounds: 'grounds',
  }),
  recordAttendance: attendance,
  castVote: (ask: Ask) => ({ item: own(ask), vote: 'for' as const }),
  closeVote: (ask: Ask) => ({ item: completed(ask) }),
  adjournSession: () => ({ reason: 'to hear more' }),
  draftMinutes: () => ({ number: 'R-1', hash: MINUTES }),
  returnMinutes: () => ({ grounds: 'a vote is missing' }),
  signMinutes: signature,
  countersign: signature,
  recordEffect: ({ context: c }: Ask) => {
    const item = c.items.find((i) => i.outcome === 'adopted' && i.process !== null)
    return { source: item?.process ?? NOBODY, decision: item?.decision ?? ('other' as const) }
  },
  recordRescission: ({ context: c, lastEntry }: Ask) => ({
    by: lastEntry,
    contentHash:
      c.items.find((i) => i.outcome === 'adopted' && !i.rescinded)?.contentHash ?? MINUTES,
  }),
  ...everydaySamples,
}
