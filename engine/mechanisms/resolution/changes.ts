/** How each event changes what a resolution knows. Pure; the chart says when. */
import { breached } from '../case-file.ts'
import { dayOf } from '../seen.ts'
import type { Seen } from '../seen.ts'
import { noticeFor } from './agenda-rules.ts'
import { tallyOf } from './count.ts'
import { rescinding } from './events.ts'
import type { ResolutionEventOf } from './events.ts'
import { bodyOf, ruleOf } from './house.ts'
import { countsOf, demandedBy, itemOf } from './terms.ts'
import type { Item, ResolutionContext } from './terms.ts'
import { personsOf } from './vote-rules.ts'

type C = ResolutionContext
type Change = Partial<C>
type Opening = ResolutionEventOf<'conveneBoard' | 'conveneCommittee' | 'conveneSupervisors'>
type Given = Opening['payload']['item']

const itemFrom = (n: number, { decision, process, contentHash }: Given): Item => ({
  n,
  decision,
  process: process ?? null,
  contentHash,
  outcome: 'open',
  recused: [],
  demands: [],
  votes: [],
  tally: null,
  rescinded: false,
  effect: null,
})
const withItem = (c: C, n: number, change: (item: Item) => Partial<Item>): Item[] =>
  c.items.map((i) => (i.n === n ? { ...i, ...change(i) } : i))
/** What is open ends so; what was decided stays decided. */
const ended = (c: C, outcome: 'withdrawn' | 'lapsed'): Item[] =>
  c.items.map((i) => (i.outcome === 'open' ? { ...i, outcome } : i))

export const convened = (e: Opening): Change => ({
  body: bodyOf({ body: null }, e.by) ?? null,
  form: e.payload.form,
  meetingOn: e.payload.meetingOn,
  convenedOn: dayOf(e),
  noticeDays: noticeFor(e),
  chair: e.payload.chair,
  secretary: e.payload.secretary,
  items: [itemFrom(1, e.payload.item)],
})
export const listed = (c: C, e: ResolutionEventOf<'addItem'>): Change => ({
  items: [...c.items, itemFrom(c.items.length + 1, e.payload.item)],
})
export const itemWithdrawn = (c: C, e: ResolutionEventOf<'withdrawItem'>): Change => ({
  items: withItem(c, e.payload.item, () => ({ outcome: 'withdrawn' })),
})
export const cancelled = (c: C): Change => ({ items: ended(c, 'withdrawn') })
export const named = (e: ResolutionEventOf<'nameOfficers'>): Change => ({
  chair: e.payload.chair,
  secretary: e.payload.secretary,
})
export const reconvened = (e: ResolutionEventOf<'reconvene'>): Change => ({
  meetingOn: e.payload.meetingOn,
  convenedOn: dayOf(e),
})

export const begun = (c: C, e: ResolutionEventOf<'openSession'>): Change => ({
  rule: c.body === null ? null : ruleOf(c.body, e.facts),
  sessionOn: dayOf(e),
  present: e.payload.present,
})
/** It did not come to a meeting that could decide: nobody is present, and open votes count no more. */
export const failed = (c: C): Change => ({
  failed: c.failed + 1,
  sessionOn: null,
  items: c.items.map((i) => (i.outcome === 'open' ? { ...i, votes: [] } : i)),
})
export const notHeld = (c: C, e: Seen): Change => ({
  ...failed(c),
  work: breached(c.work, 'meetingDay', e),
})
export const lapsed = (c: C): Change => ({ items: ended(c, 'lapsed') })

const aside = (c: C, n: number, person: string): Change => ({
  items: withItem(c, n, (i) => ({
    recused: [...i.recused, person],
    // What somebody voted before standing aside counts no more.
    votes: i.votes.filter((v) => v.person !== person),
  })),
})
export const disclosed = (c: C, e: ResolutionEventOf<'discloseInterest'>): Change =>
  aside(c, e.payload.item, e.by.person ?? '')
/** Effective once more than half of the other members demand it: no chair shuts anybody out alone. */
export function demanded(c: C, e: ResolutionEventOf<'demandRecusal'>): Change {
  const { item: n, member } = e.payload
  const supporters = [...demandedBy(itemOf(c, n), member), e.by.person ?? '']
  const items = withItem(c, n, (i) => ({
    demands: [...i.demands.filter((d) => d.member !== member), { member, by: supporters }],
  }))
  const others = personsOf(e.facts.seated).filter((p) => p !== member)
  const counted = supporters.filter((p) => others.includes(p)).length
  return counted * 2 > others.length ? aside({ ...c, items }, n, member) : { items }
}
export const attending = (c: C, e: ResolutionEventOf<'recordAttendance'>): Change => ({
  present: e.payload.present
    ? [...c.present, e.payload.member]
    : c.present.filter((p) => p !== e.payload.member),
})
/** One vote a member; the last one counts. */
export const voted = (c: C, e: ResolutionEventOf<'castVote'>): Change => ({
  items: withItem(c, e.payload.item, (i) => ({
    votes: [
      ...i.votes.filter((v) => v.person !== e.by.person),
      { person: e.by.person ?? '', seat: e.by.seat ?? null, vote: e.payload.vote },
    ],
  })),
})
export function counted(c: C, e: ResolutionEventOf<'closeVote'>): Change {
  const { rule } = c
  if (rule === null) return {}
  return {
    items: withItem(c, e.payload.item, (i) => {
      const tally = tallyOf({
        rule,
        seated: personsOf(e.facts.seated),
        present: c.present,
        recused: i.recused,
        votes: i.votes,
        chair: c.chair,
      })
      const decided = tally.adopted ? 'adopted' : 'rejected'
      return { outcome: tally.quorate ? decided : 'inquorate', tally: countsOf(tally) }
    }),
  }
}

export const drafted = (e: ResolutionEventOf<'draftMinutes'>): Change => ({
  minutes: {
    number: e.payload.number,
    hash: e.payload.hash,
    signed: [e.by.person ?? ''],
    on: null,
  },
})
export const returned: Change = { minutes: null }
const signedBy = (c: C, person: string): C['minutes'] =>
  c.minutes && { ...c.minutes, signed: [...new Set([...c.minutes.signed, person])] }
export const countersigned = (c: C, e: Seen): Change => ({
  minutes: signedBy(c, e.by.person ?? ''),
})
export function signedOff(c: C, e: Seen): Change {
  const minutes = signedBy(c, e.by.person ?? '')
  return { minutes: minutes && { ...minutes, on: dayOf(e) } }
}
export const late = (c: C, clock: string, e: Seen): Change => ({
  work: breached(c.work, clock, e),
})

export const effected = (c: C, e: ResolutionEventOf<'recordEffect'>): Change => ({
  items: c.items.map((i) =>
    i.outcome === 'adopted' && i.process === e.payload.source && i.decision === e.payload.decision
      ? { ...i, effect: e.payload.source }
      : i,
  ),
})
export const rescinded = (c: C, e: ResolutionEventOf<'recordRescission'>): Change => ({
  items: c.items.map((i) =>
    i.outcome === 'adopted' && i.contentHash === e.payload.contentHash
      ? { ...i, rescinded: true }
      : i,
  ),
})

/** A resolution that undoes an earlier one tells it so, once it is signed. */
export const tellsEarlier = (e: ResolutionEventOf<'signMinutes'>, c: C) => {
  const item = rescinding(c)
  return item && e.facts.earlier !== null
    ? {
        process: e.facts.earlier.id,
        payload: { by: e.process, contentHash: item.contentHash },
      }
    : undefined
}
/** A meeting that could decide is entered in the calendar of the body. */
export const tellsCalendar = (e: ResolutionEventOf<'openSession'>, c: C) =>
  c.sessionOn !== null &&
  c.form === 'meeting' &&
  e.facts.calendar !== null &&
  !e.facts.calendar.final
    ? { process: e.facts.calendar.id, payload: { heldOn: c.sessionOn } }
    : undefined
