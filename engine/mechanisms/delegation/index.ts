/**
 * G05 授权委托 — delegations: one holder of a seat lets one holder of another act in his stead.
 *
 * Each is a process of its own and a row that duties are read from; its term ends it, and so does the end of
 * either seat, of which the engine takes note whenever something is asked. What may not be delegated stands in
 * `policies/delegation.ts`. Nothing here is done on behalf of another: a delegate does not delegate.
 */
import { assign, setup } from 'xstate'
import { text } from '../../../policies/law.ts'
import { addDays } from '../../core/calendar.ts'
import { chartTypes, defineMechanism } from '../../core/mechanism.ts'
import type { MachineOf, SampleAsk } from '../../core/mechanism.ts'
import type { Projection } from '../../core/projection.ts'
import { guardsOf } from '../../core/rules.ts'
import type { Day, SubjectKey } from '../../core/values.ts'
import { context, events, facts } from './events.ts'
import type { C, E } from './events.ts'
import { rules } from './rules.ts'

type Granted = Extract<E, { type: 'grantDelegation' }>
const granted = ({ event: { payload: p, by } }: { event: Granted }): C => ({
  delegator: by.person ?? null,
  seat: p.seat,
  delegate: p.person,
  delegateSeat: p.personSeat,
  mechanisms: p.mechanisms,
  duties: p.duties ?? null,
  events: p.events ?? null,
  unit: p.unit ?? null,
  from: p.from,
  to: p.to,
})

const chart = setup({ types: chartTypes<C, E>(), guards: guardsOf<C, E, typeof rules>(rules) })
const machine = chart.createMachine({
  id: 'G05',
  type: 'parallel',
  context: {
    delegator: null,
    seat: null,
    delegate: null,
    delegateSeat: null,
    mechanisms: [],
    duties: null,
    events: null,
    unit: null,
    from: null,
    to: null,
  },
  states: {
    case: {
      meta: { title: text('授权委托', 'Delegation'), phase: 'during' },
      initial: 'delegating',
      states: {
        delegating: {
          meta: { title: text('拟委托', 'Being given') },
          on: {
            grantDelegation: {
              target: 'delegated',
              guard: {
                type: 'all',
                params: ['ownSeat', 'delegateSits', 'dutiesAreDelegable', 'termIsNamed'],
              },
              actions: assign(granted),
            },
          },
        },
        delegated: {
          meta: { title: text('已委托', 'Given') },
          on: {
            revokeDelegation: { target: 'revoked' },
            lapseDelegation: 'lapsed',
          },
        },
        revoked: { type: 'final', meta: { title: text('已撤销', 'Revoked or given back') } },
        lapsed: { type: 'final', meta: { title: text('已届满', 'Ended with its term') } },
      },
    },
  },
} satisfies MachineOf<typeof chart>)

/** The row that duties are read from; it is ended, never removed. */
function projects(event: E, c: C): readonly Projection[] {
  if (event.type !== 'grantDelegation')
    return [
      {
        table: 'delegation_end',
        row: { id: event.process, delegate: c.delegate, ended_at: event.at },
      },
    ]
  const { seat, person, personSeat, mechanisms, duties, events: named, unit } = event.payload
  const { from, to } = event.payload
  const row = {
    id: event.process,
    delegator: event.by.person,
    seat,
    delegate: person,
    delegate_seat: personSeat,
    mechanisms,
    duties,
    events: named,
    unit,
    from_on: from,
    to_on: to,
    entry: event.entry,
  }
  return [{ table: 'delegation', row }]
}

type Ask = SampleAsk<C>
export const delegation = defineMechanism({
  id: 'G05',
  kind: 'governance',
  slug: 'delegation',
  title: text('授权委托', 'Delegations'),
  edition: {
    from: '2023-03-01',
    revision: 1,
    basis: 'statute',
    articles: ['2022-9:8', 'civil-code:161', 'civil-code:165', 'civil-code:169', 'civil-code:173'],
  },
  context,
  facts,
  events,
  rules,
  separation: {
    grantDelegation: ['seatIsDelegable', 'notToOneself', 'delegateExecutes'],
    revokeDelegation: ['revokesOwn'],
  },
  charts: { delegation: machine },
  clocks: {
    term: {
      kind: 'validity',
      from: 'entered',
      title: text('授权委托期限', 'Term of the delegation'),
      agreed: (c: C) => (c.to === null ? undefined : addDays(c.to as Day, -1)),
      runsIn: ['case.delegated'],
      fires: 'lapseDelegation',
    },
  },
  about: (c) => ({
    subjects: [c.delegator, c.delegate]
      .filter((p) => p !== null)
      .map((p): SubjectKey => `person:${p}`),
    title: text(
      `授权委托：${c.from ?? ''}起，${c.to ?? ''}止`,
      `Delegation from ${c.from ?? ''} until ${c.to ?? ''}`,
    ),
  }),
  reactions: [],
  projects,
  samples: {
    grantDelegation: ({ by, on, people, seats }: Ask) => {
      const at = people(by.body).findIndex((p) => p !== by.person)
      return {
        seat: by.seat ?? '',
        person: people(by.body)[at] ?? '',
        personSeat: seats?.(by.body)[at] ?? by.seat ?? '',
        mechanisms: ['M01', 'M07'],
        from: on,
        to: addDays(on, 30),
        reason: 'away',
      }
    },
    revokeDelegation: () => ({ reason: 'back again' }),
  },
})
