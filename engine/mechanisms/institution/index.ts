/**
 * G01 The institution itself: its units, people, seats, subjects, interests and house policy.
 *
 * Everything that duties and facts are read from is a projection of this process, so that who was who on
 * any day can be re-derived from the trail like any case. The founder acts only until the founding is
 * complete; from then on each seat is filled by the body that appoints to it, and nobody appoints himself.
 */
import { assign, setup } from 'xstate'
import { text } from '../../../policies/law.ts'
import { chartTypes, defineMechanism } from '../../core/mechanism.ts'
import type { MachineOf } from '../../core/mechanism.ts'
import { guardsOf } from '../../core/rules.ts'
import { SELF } from '../supervision.ts'
import { context, events, facts } from './events.ts'
import type { C, E } from './events.ts'
import { projects, samples } from './registers.ts'
import { rules } from './rules.ts'

const chart = setup({ types: chartTypes<C, E>(), guards: guardsOf<C, E, typeof rules>(rules) })
const machine = chart.createMachine({
  id: 'G01',
  type: 'parallel',
  context: {
    name: null,
    founding: true,
    people: 0,
    seats: 0,
    units: 0,
    sealKeys: [],
    lastBeatOn: null,
    supervision: [],
  },
  states: {
    case: {
      meta: { title: text('机构', 'Institution'), phase: 'before' },
      initial: 'unfounded',
      states: {
        unfounded: {
          meta: { title: text('未建立', 'Not founded') },
          on: {
            found: {
              target: 'founding',
              guard: 'zoneExists',
              actions: assign(({ event }) => ({ name: event.payload.name })),
            },
          },
        },
        founding: {
          meta: { title: text('建立中', 'Being founded') },
          on: {
            addUnit: { actions: assign(({ context: c }) => ({ units: c.units + 1 })) },
            addPerson: {
              guard: 'identityIsNew',
              actions: assign(({ context: c }) => ({ people: c.people + 1 })),
            },
            registerSubject: {},
            appoint: {
              guard: {
                type: 'all',
                params: [
                  'appointedByItsAppointer',
                  'endsAfterItBegins',
                  'scopeIsOfAuditor',
                  'scopedSeatEnds',
                ],
              },
              actions: assign(({ context: c }) => ({ seats: c.seats + 1 })),
            },
            completeFounding: { target: 'running', actions: assign({ founding: false }) },
          },
        },
        running: {
          meta: { title: text('运行', 'Running'), phase: 'during' },
          on: {
            addUnit: { actions: assign(({ context: c }) => ({ units: c.units + 1 })) },
            addPerson: {
              guard: 'identityIsNew',
              actions: assign(({ context: c }) => ({ people: c.people + 1 })),
            },
            registerSubject: {},
            appoint: {
              guard: {
                type: 'all',
                params: [
                  'appointedByItsAppointer',
                  'endsAfterItBegins',
                  'scopeIsOfAuditor',
                  'scopedSeatEnds',
                ],
              },
              actions: assign(({ context: c }) => ({ seats: c.seats + 1 })),
            },
            endAppointment: {
              guard: { type: 'all', params: ['appointedByItsAppointer', 'endsASeatInForce'] },
            },
            declareInterest: { guard: 'endsAfterItBegins' },
            setPolicy: { guard: 'withinBounds' },
            // One that has not begun gives way to the next.
            bindSupervision: {
              guard: 'bindsForward',
              actions: assign(({ context: c, event: { payload } }) => ({
                supervision: [...c.supervision.filter((b) => b.from < payload.from), payload],
              })),
            },
            // The first key of its kind is made where the server is, whenever that starts; it gives no power.
            enterSealKey: {
              guard: 'noSealKeyYet',
              actions: assign(({ context: c, event }) => ({
                sealKeys: [...c.sealKeys, event.payload.key],
              })),
            },
            rotateSealKey: {
              guard: {
                type: 'all',
                params: ['someSealKey', 'sealKeyIsNew', 'sealKeyKeepsItsName'],
              },
              actions: assign(({ context: c, event }) => ({
                sealKeys: [...c.sealKeys, event.payload.key],
              })),
            },
            beat: {
              guard: 'beatsOnceADay',
              actions: assign(({ event }) => ({ lastBeatOn: event.payload.on })),
            },
          },
        },
      },
    },
  },
} satisfies MachineOf<typeof chart>)

export const institution = defineMechanism({
  id: 'G01',
  kind: 'governance',
  slug: 'institution',
  title: text('机构', 'Institution'),
  edition: {
    from: '2023-03-01',
    revision: 1,
    basis: 'statute',
    articles: ['2022-9:8', 'company-law:69'],
  },
  context,
  facts,
  events,
  rules,
  separation: {
    addUnit: ['founderOnlyFounds'],
    addPerson: ['founderOnlyFounds'],
    registerSubject: ['founderOnlyFounds'],
    appoint: ['founderOnlyFounds', 'nobodyAppointsHimself'],
    enterSealKey: ['onlyTheServer'],
    beat: ['onlyTheServer'],
  },
  charts: { institution: machine },
  clocks: {},
  about: (c) => ({ subjects: [SELF], title: text(c.name ?? '机构', c.name ?? 'Institution') }),
  reactions: [],
  projects,
  samples,
})
