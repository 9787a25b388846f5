/**
 * Provisional timers, counted again as soon as the calendar knows their days. Like a timer that is due,
 * it is played before whatever happens to the process next, in memory by whoever looks, for good by
 * whoever writes; a round of the clock at each start looks for the processes that nobody asks about.
 */
import { parse, v5 as uuidv5 } from 'uuid'
import { RECOUNT, updateCalendar } from '../core/house-events.ts'
import type { ProcessState } from '../core/process.ts'
import { recounted, settles } from '../core/recount.ts'
import type { Leaf } from '../core/trail.ts'
import type { Uuid } from '../core/values.ts'
import { editionOf } from './bind.ts'
import type { Ground } from './ground.ts'
import { factsOf, hashOf, identityOf, policiesOf, timersOf, touchesOf } from './line.ts'
import type { Line } from './line.ts'
import type { Outcome } from './play.ts'

/** Namespace of the entries; whoever counts again, now in memory or later for good, writes the same. */
const RECOUNTS = parse('c3a4a3f0-3b7b-4f27-9a51-2f1f0f6f7c11')

/** The entry under which a process is counted again at its next version. */
const recountEntry = ({ id, version }: ProcessState): Uuid =>
  uuidv5(`${id}|${String(version + 1)}`, RECOUNTS)

/** The process counted again, where a provisional timer of it is certain by now. */
export function recount(
  ground: Ground,
  before: ProcessState,
): Extract<Outcome, { kind: 'accepted' }> | undefined {
  // All but a few have none, and cost no more than this look.
  if (!before.timers.some((t) => t.provisional)) return undefined
  const mechanism = ground.editions.of(before)
  if (!mechanism || !settles(before, recounted({ ...bases(ground), mechanism, before })))
    return undefined
  return recountAs(ground, before, recountEntry(before))
}

const bases = ({ now, calendar, policies }: Ground) => ({
  now,
  calendar,
  policy: (key: string) => policies[key],
})

/** The process counted again under an entry, whether or not that changes anything. */
export function recountAs(
  ground: Ground,
  before: ProcessState,
  entry: Uuid,
): Extract<Outcome, { kind: 'accepted' }> {
  const mechanism = editionOf(ground, before)
  const next = recounted({ ...bases(ground), mechanism, before })
  const { state } = next
  const context = hashOf(before.context)
  const duty = updateCalendar.by
  const leaf: Leaf = {
    v: 1,
    id: entry,
    institution: ground.institution,
    kind: 'clock',
    actor: { system: 'clock', body: 'clock', via: 'engine' },
    request: entry,
    process: identityOf(state),
    event: { type: RECOUNT, payload: {} },
    from: before.value,
    to: state.value,
    context: { from: context, to: context },
    ...factsOf({ values: {}, recorded: {}, tokens: [] }, next),
    decision: {
      duty: duty.id,
      body: duty.body,
      article: duty.article,
      separation: [],
      policies: policiesOf(mechanism),
    },
    recordedAt: ground.now,
    ...timersOf(next, ground.calendar.version),
  }
  const line: Line = {
    leaf,
    actor: 'clock',
    privates: [],
    projections: [],
    reads: next.read.map((r) => `policy:${r.policy}`),
    touches: touchesOf(state, [], before),
  }
  return { kind: 'accepted', state, line }
}
