/** Processes as they stand now for one viewer: what is due has been played in memory, nothing is written. */
import { mayRead } from '../../policies/ability.ts'
import { offers } from '../core/judge.ts'
import type { Offer, OfferAsk } from '../core/judge.ts'
import type { Mechanism } from '../core/mechanism.ts'
import type { ProcessState } from '../core/process.ts'
import { clockStates } from '../core/timers.ts'
import type { Actor, Uuid } from '../core/values.ts'
import { stepAll } from './batch.ts'
import { readingSeats } from './engine.ts'
import type { MoveTarget, MoveView, OfferOnBehalf, View, Viewer } from './engine.ts'
import type { Runtime } from './execute.ts'
import { FactCache, governedOf, groundOf, holdsBySeats, nearBySeats, readFacts } from './ground.ts'
import type { Ground } from './ground.ts'
import { factsFor } from './keepers.ts'
import { holdsByMandates } from './mandates.ts'
import { movesTo } from './move.ts'

/** Stands for the entry that a sent event would have; no rule decides by it. */
const NO_ENTRY = '00000000-0000-0000-0000-000000000000'
const ROUNDS = 6

/** The processes that the viewer may read, with what he may do in each. One query for states, one for facts. */
export const viewOf = (runtime: Runtime, viewer: Viewer, processes: readonly Uuid[]) =>
  lookedAt(runtime, { viewer, processes }, (ground, state) => view(ground, viewer, state))

/** What they would be under a later edition, of those that the viewer may read; nothing is moved. */
export const movesOf = (
  runtime: Runtime,
  { viewer, to }: { readonly viewer: Viewer; readonly to: MoveTarget },
  processes: readonly Uuid[],
): Promise<ReadonlyMap<Uuid, MoveView>> =>
  lookedAt(runtime, { viewer, processes }, (ground, state) => {
    const edition = ground.editions.exactly(state.mechanism, to.edition, to.revision)
    if (!edition) throw new Error(`${state.mechanism} has no edition ${to.edition}`)
    return { state, verdict: movesTo(ground, state, { edition }) }
  })

/** Looks at processes as they stand now. */
async function lookedAt<T>(
  runtime: Runtime,
  { viewer, processes }: { readonly viewer: Viewer; readonly processes: readonly Uuid[] },
  look: (ground: Ground, state: ProcessState) => T,
): Promise<ReadonlyMap<Uuid, T>> {
  const { store, mechanisms, calendarOf, log } = runtime
  const { institution } = viewer
  const loaded = await store.load(institution, {
    at: runtime.now?.(),
    processes,
    requests: [],
    persons: [],
  })
  const facts = new FactCache()
  const ground = groundOf({ institution, mechanisms, facts, calendarOf }, loaded)
  const readable = loaded.processes.filter((p) => mayRead(readingSeats(viewer), governedOf(p)))
  for (let round = 0; round < ROUNDS; round++) {
    const { after } = stepAll(
      { ground, stuck: () => undefined },
      readable,
      readable.map((p) => ({ id: NO_ENTRY, members: [], passing: [p.id] })),
    )
    const views = new Map<Uuid, T>()
    for (const p of readable)
      try {
        views.set(p.id, look(ground, after.get(p.id) ?? p))
      } catch (err) {
        // A bug in the rules of one case must not hide the rest of the page.
        log.error({ err, process: p.id }, 'a process cannot be shown')
      }
    const keys = facts.takeMissing()
    if (keys.length === 0) return views
    facts.set(keys, await factsFor(runtime, ground, keys))
  }
  throw new Error(`facts depend on facts more than ${String(ROUNDS)} deep`)
}

function view(ground: Ground, viewer: Viewer, state: ProcessState): View {
  const mechanism = ground.editions.of(state)
  // Of an edition that is no longer kept nothing is known but where the process stood.
  if (!mechanism) return { state, offers: [], onBehalf: [], clocks: [] }
  return {
    state,
    offers: offersOf(ground, viewer, { mechanism, state }),
    onBehalf: onBehalfOf(ground, viewer, { mechanism, state }),
    clocks: clockStates(mechanism.clocks, state),
  }
}

type Seen = { readonly mechanism: Mechanism; readonly state: ProcessState }

const offersOf = (ground: Ground, viewer: Viewer, seen: Seen): readonly Offer[] =>
  offersBy(ground, seen, {
    holds: holdsBySeats(viewer.seats),
    near: nearBySeats(viewer.seats, ground.supervision?.form),
    supervising: {
      form: ground.supervision?.form,
      sits: () => viewer.seats.map((s) => s.body),
    },
  })

/** What delegations carry, for each of those on whose behalf the viewer may act. */
function onBehalfOf(ground: Ground, viewer: Viewer, seen: Seen): readonly OfferOnBehalf[] {
  const { person, mandates = [] } = viewer
  const whom = [...new Set(mandates.map((seat) => seat.person))]
  return whom.flatMap((principal) => {
    const theirs = mandates.filter((seat) => seat.person === principal)
    const holds = holdsByMandates(theirs, { person, mechanism: seen.mechanism.id })
    return offersBy(ground, seen, { holds })
      .filter((o) => o.refusal?.kind !== 'NOT_YOUR_DUTY')
      .map((o) => ({ ...o, onBehalfOf: principal }))
  })
}

function offersBy(
  ground: Ground,
  { mechanism, state }: Seen,
  asker: Pick<OfferAsk, 'holds' | 'near' | 'supervising'>,
): readonly Offer[] {
  const read = (name: string, by: Actor) => {
    const event = mechanism.events[name]
    return event
      ? readFacts(ground, { mechanism, event, context: state.context, payload: undefined, by })
      : undefined
  }
  return offers(
    { mechanism, chart: state.chart, state },
    {
      ...asker,
      moment: {
        at: ground.now,
        effective: { at: ground.now },
        on: ground.calendar.dayOf(ground.now),
        process: state.id,
        entry: NO_ENTRY,
        facts: {},
      },
      facts: (name, by) => read(name, by)?.values ?? {},
      factsOfPrincipal: (name, by) => read(name, by)?.ofPrincipal ?? {},
    },
  )
}
