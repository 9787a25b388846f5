/** How each event changes what the case of a request knows. Pure; the chart says when. */
import { addDays } from '../../../core/calendar.ts'
import type { Actor, Day, Instant, Uuid } from '../../../core/values.ts'
import { breached } from '../../case-file.ts'
import { kept } from '../common/chart.ts'
import { dayOf } from '../common/terms.ts'
import type { RequestEventOf } from './events.ts'
import { isCredit } from './terms.ts'
import type { RequestContext } from './terms.ts'

type C = RequestContext
type Change = Partial<RequestContext>
interface Seen<P = unknown> {
  readonly payload: P
  readonly at: Instant
  readonly on: Day | undefined
  readonly by: Actor
  readonly entry: Uuid
}

export function registered(e: RequestEventOf<'registerRequest'>): Change {
  const { payload, by } = e
  const own = by.body === 'partner' && by.unit?.startsWith('partner:') ? by.unit : null
  return {
    consumer: payload.consumer,
    kind: payload.kind,
    requester: payload.requester,
    label: payload.label ?? payload.kind,
    activity: payload.activity ?? null,
    product: payload.product ?? null,
    partner: payload.partner ?? own,
    unit: by.body === 'businessDepartment' ? (by.unit ?? null) : (payload.unit ?? null),
    source: payload.source ?? null,
    receivedOn: payload.receivedOn ?? dayOf(e),
  }
}
export const identified = (e: RequestEventOf<'confirmIdentity'>): Change => ({
  identity: { method: e.payload.method, on: dayOf(e) },
  startedOn: dayOf(e),
})
/** The end of the case, from which its file is kept. */
export const closed = (c: C, e: Seen): Change => ({ endedOn: dayOf(e), ...kept(c) })

export const askedForMore = (c: C, e: Seen): Change => ({
  asked: c.asked + 1,
  pausedOn: dayOf(e),
})
/** Whole days are excluded: from the day on which it was asked for to the day before it came. */
export function resumed(c: C, e: Seen): Change {
  const to = addDays(dayOf(e), -1)
  const counts = c.pausedOn !== null && c.pausedOn <= to
  return {
    pausedOn: null,
    pauses: counts ? [...c.pauses, { from: c.pausedOn ?? to, to }] : c.pauses,
  }
}

const answered = (c: C, e: Seen): Change => ({
  pausedOn: null,
  answeredBy:
    e.by.person === undefined || c.answeredBy.includes(e.by.person)
      ? c.answeredBy
      : [...c.answeredBy, e.by.person],
})
export const fulfilled = (c: C, e: RequestEventOf<'fulfilRequest'>): Change => ({
  ...answered(c, e),
  outcome: { kind: e.payload.outcome, on: dayOf(e), proofHash: e.payload.proofHash },
  refusal: null,
})
export const refused = (c: C, e: RequestEventOf<'refuseRequest'>): Change => ({
  ...answered(c, e),
  refusal: { ground: e.payload.ground, on: dayOf(e) },
  outcome: null,
})
export const refusedForWant = (c: C, e: Seen): Change => ({
  ...answered(c, e),
  refusal: { ground: 'noMaterial', on: dayOf(e) },
  outcome: null,
})
/** Lateness changes nothing of what is owed: it is marked, and the request goes on where it was. */
export const expired = (c: C, e: Seen): Change => ({
  late: true,
  work: breached(c.work, isCredit(c) ? 'K49' : 'K42', e),
})
export const late = (c: C, clock: string, e: Seen): Pick<C, 'work'> => ({
  work: breached(c.work, clock, e),
})

export const contested = (e: RequestEventOf<'contestAnswer'>): Change => ({
  contest: { route: e.payload.route, on: dayOf(e) },
})
/** It is to be answered anew, and a new period begins. */
export const upheld = (c: C, e: Seen): Change => ({
  contest: null,
  upheld: c.upheld + 1,
  outcome: null,
  refusal: null,
  receivedOn: dayOf(e),
  startedOn: dayOf(e),
  pauses: [],
  late: false,
})
