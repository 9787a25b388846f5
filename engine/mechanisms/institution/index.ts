/**
 * G01 The institution itself: its units, people, seats, subjects, interests and house policy.
 *
 * Everything that duties and facts are read from is a projection of this process, so that who was who on
 * any day can be re-derived from the trail like any case. The founder acts only until the founding is
 * complete; from then on each seat is filled by the body that appoints to it, and nobody appoints himself.
 */
import { assign, setup } from 'xstate'
import * as z from 'zod'
import { board } from '../../../policies/board.ts'
import {
  business,
  consumerProtection,
  humanResources,
  informationOfficer,
  legal,
} from '../../../policies/departments.ts'
import { BODIES, ENGINE_BODIES } from '../../../policies/duty.ts'
import type { Body } from '../../../policies/duty.ts'
import { text } from '../../../policies/law.ts'
import { headquarters, management } from '../../../policies/management.ts'
import { system } from '../../../policies/outsiders.ts'
import { audit, supervisors } from '../../../policies/supervisors.ts'
import type { FactTable } from '../../core/facts.ts'
import { chartTypes, defineMechanism } from '../../core/mechanism.ts'
import type { Asked, EventTable, MachineOf, Projection } from '../../core/mechanism.ts'
import { day, line, person, personal, unit } from '../../core/payload.ts'
import { guardsOf, rulesFor } from '../../core/rules.ts'
import { SUBJECT_KINDS } from '../../core/values.ts'

const context = z.object({
  name: z.string().nullable(),
  founding: z.boolean(),
  people: z.int(),
  seats: z.int(),
  units: z.int(),
})
type C = z.output<typeof context>

const bodies = (Object.keys(BODIES) as Body[]).filter(
  (b) => !(ENGINE_BODIES as readonly Body[]).includes(b),
)
const bodyEnum = z.enum(bodies as [Body, ...Body[]]).meta({ id: 'Body' })
const unitKind = z
  .enum(['headquarters', 'branch', 'department', 'outside'])
  .meta({ id: 'UnitKind' })
const interestKind = z
  .enum(['ownership', 'employment', 'family', 'sale', 'approval', 'handling', 'other'])
  .meta({ id: 'InterestKind' })
const subjectKey = z
  .string()
  .regex(new RegExp(`^(${SUBJECT_KINDS.join('|')}):[A-Za-z0-9._~-]{1,100}$`))

const facts = {
  bounds: {
    title: text('内部期限的界限', 'Bounds of the house policy'),
    kind: 'bounds',
    key: ({ payload }) =>
      payload === undefined ? undefined : { kind: 'bounds', key: String(payload['key']) },
  },
  identity: {
    title: text('身份提供方所知的人员', 'The person known by this identity'),
    kind: 'identity',
    key: ({ payload }) =>
      payload === undefined
        ? undefined
        : {
            kind: 'identity',
            issuer: String(payload['issuer']),
            subject: String(payload['subject']),
          },
  },
  seat: {
    title: text('被免的岗位', 'The seat to be ended'),
    kind: 'seat',
    key: ({ payload }) =>
      payload === undefined ? undefined : { kind: 'seat', seat: String(payload['seat']) },
  },
} as const satisfies FactTable<C>

/** Whoever fills seats and keeps the registers, beside the founder while the founding lasts. */
const registrars = [system.found, management.appoint, humanResources.appoint]

const events = {
  found: {
    by: system.found,
    title: text('建立机构', 'Found the institution'),
    nature: 'record',
    opens: true,
    payload: z.object({ name: line(100), zone: z.string().regex(/^[A-Za-z]+(\/[A-Za-z_+-]+)*$/) }),
  },
  completeFounding: {
    by: system.found,
    title: text('完成建立', 'Complete the founding'),
    nature: 'record',
    payload: z.object({}),
  },
  addUnit: {
    by: registrars,
    title: text('登记机构单元', 'Add a unit'),
    nature: 'record',
    payload: z.object({
      unit: unit(),
      kind: unitKind,
      superior: unit().optional(),
      name: line(100),
    }),
  },
  addPerson: {
    by: registrars,
    title: text('登记人员', 'Add a person'),
    nature: 'record',
    reads: ['identity'],
    payload: z.object({
      issuer: line(300),
      subject: line(300),
      name: personal(z.string().trim().min(1).max(100), 'self'),
    }),
  },
  appoint: {
    by: [
      system.found,
      board.appoint,
      supervisors.appoint,
      management.appoint,
      humanResources.appoint,
    ],
    title: text('任命', 'Appoint to a seat'),
    nature: 'decision',
    payload: z.object({
      person: person(),
      body: bodyEnum,
      unit: z
        .string()
        .regex(/^[a-z0-9][A-Za-z0-9:._~-]{0,140}$/)
        .optional(),
      role: line(60).optional(),
      from: day(),
      to: day().optional(),
    }),
  },
  endAppointment: {
    by: [board.appoint, supervisors.appoint, management.appoint, humanResources.appoint],
    title: text('免职', 'End an appointment'),
    nature: 'decision',
    reads: ['seat'],
    payload: z.object({
      seat: z.uuid().meta({ scalar: 'ID', node: 'Seat' }),
      body: bodyEnum,
      to: day(),
    }),
  },
  registerSubject: {
    by: [...registrars, business.submitReview, consumerProtection.watchSales],
    title: text('登记对象', 'Register a subject'),
    nature: 'record',
    payload: z.object({ subject: subjectKey, name: line(200) }),
  },
  declareInterest: {
    by: [
      consumerProtection.handleComplaint,
      business.traceCauses,
      headquarters.review,
      legal.checkDecision,
      informationOfficer.review,
      audit.report,
      management.overseeComplaints,
    ],
    title: text('申报利害关系', 'Declare an interest'),
    nature: 'record',
    payload: z.object({
      subject: subjectKey,
      kind: interestKind,
      from: day(),
      to: day().optional(),
    }),
  },
  setPolicy: {
    by: management.setPolicy,
    title: text('设定内部期限', 'Set a house policy'),
    nature: 'decision',
    reads: ['bounds'],
    payload: z.object({ key: z.string().regex(/^[a-z][A-Za-z0-9.]{0,60}$/), value: z.int() }),
  },
} as const satisfies EventTable
type E = Asked<typeof events, typeof facts>

/** Who fills which seats once the institution stands. */
const APPOINTERS: Readonly<Partial<Record<Body, readonly Body[]>>> = {
  // Shareholders elect board and supervisors; the body itself records the election.
  board: ['board'],
  supervisoryBody: ['supervisoryBody'],
  consumerProtectionCommittee: ['board'],
  seniorManagement: ['board'],
  internalAudit: ['board'],
}
const appointersOf = (body: Body): readonly Body[] =>
  APPOINTERS[body] ?? ['seniorManagement', 'humanResources']

const rule = rulesFor<C, E, typeof facts>()
const rules = {
  founderOnlyFounds: rule.ofCase({
    says: text(
      '建立完成后，建立者不再有任何权限',
      'The founder has no power once the founding is complete',
    ),
    change: text('由有权任命的机构办理', 'Ask the body that appoints'),
    article: 'house:governance',
    refuses: 'SEPARATION',
    holds: (c, { by }) => by.body !== 'system' || c.founding,
  }),
  appointedByItsAppointer: rule.ofEvent(['appoint', 'endAppointment'], {
    says: text('该岗位由另一机构任免', 'Another body appoints to this seat'),
    change: text('由有权任免的机构办理', 'Ask the body that appoints to it'),
    article: 'house:governance',
    refuses: 'SEPARATION',
    field: ['body'],
    holds: ({ by, payload }, c) =>
      (by.body === 'system' && c.founding) || appointersOf(payload.body).includes(by.body),
  }),
  identityIsNew: rule.ofEvent('addPerson', {
    says: text('该身份尚未登记', 'The identity is not known yet'),
    change: text('使用已登记的人员', 'Use the person who is registered'),
    article: 'house:governance',
    field: ['subject'],
    holds: ({ facts: { identity } }) => identity === null,
  }),
  nobodyAppointsHimself: rule.ofEvent('appoint', {
    says: text('任何人不得任命自己', 'Nobody appoints himself'),
    change: text('由他人办理', 'Let somebody else appoint'),
    article: 'house:governance',
    refuses: 'SEPARATION',
    field: ['person'],
    holds: ({ by, payload }) => by.person !== payload.person,
  }),
  endsAfterItBegins: rule.ofEvent(['appoint', 'declareInterest'], {
    says: text('结束日须晚于开始日', 'The end must be after the beginning'),
    change: text('更正日期', 'Correct the dates'),
    article: 'house:governance',
    field: ['to'],
    holds: ({ payload }) => payload.to === undefined || payload.to > payload.from,
  }),
  endsASeatInForce: rule.ofEvent('endAppointment', {
    says: text(
      '该岗位须存在、属于所述机构且尚未结束',
      'The seat must exist, be of the body named, and not have ended',
    ),
    change: text('核对岗位', 'Check which seat it is'),
    article: 'house:governance',
    field: ['seat'],
    holds: ({ facts: { seat }, payload }) =>
      seat !== null &&
      seat.body === payload.body &&
      (seat.until === undefined || seat.until > payload.to),
  }),
  withinBounds: rule.ofEvent('setPolicy', {
    says: text('内部期限须在规定界限内', 'A house policy must stay within its bounds'),
    change: text('在界限内取值', 'Choose a value within the bounds'),
    article: 'house:governance',
    field: ['value'],
    holds: ({ facts: { bounds }, payload }) =>
      bounds !== null && payload.value >= bounds[0] && payload.value <= bounds[1],
  }),
}

const chart = setup({ types: chartTypes<C, E>(), guards: guardsOf<C, E, typeof rules>(rules) })
const machine = chart.createMachine({
  id: 'G01',
  type: 'parallel',
  context: { name: null, founding: true, people: 0, seats: 0, units: 0 },
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
              guard: { type: 'all', params: ['appointedByItsAppointer', 'endsAfterItBegins'] },
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
              guard: { type: 'all', params: ['appointedByItsAppointer', 'endsAfterItBegins'] },
              actions: assign(({ context: c }) => ({ seats: c.seats + 1 })),
            },
            endAppointment: {
              guard: { type: 'all', params: ['appointedByItsAppointer', 'endsASeatInForce'] },
            },
            declareInterest: { guard: 'endsAfterItBegins' },
            setPolicy: { guard: 'withinBounds' },
          },
        },
      },
    },
  },
} satisfies MachineOf<typeof chart>)

/** The rows that follow from an event. A person, and a seat, has the id of the entry that made it. */
function projects(event: E): readonly Projection[] {
  const { entry, at } = event
  switch (event.type) {
    case 'found':
      return [{ table: 'institution', row: { ...event.payload, entry } }]
    case 'addUnit': {
      const { unit: id, ...row } = event.payload
      return [{ table: 'unit', row: { id, ...row, entry } }]
    }
    case 'addPerson': {
      const { issuer, subject } = event.payload
      return [{ table: 'person', row: { id: entry, issuer, subject, entry } }]
    }
    case 'appoint': {
      const { from, to, ...row } = event.payload
      return [{ table: 'seat', row: { id: entry, ...row, from_on: from, to_on: to, entry } }]
    }
    case 'endAppointment':
      return [
        {
          table: 'seat_end',
          row: {
            id: event.payload.seat,
            body: event.payload.body,
            to_on: event.payload.to,
            person: event.facts.seat?.person,
            entry,
          },
        },
      ]
    case 'registerSubject': {
      const { subject: key, name } = event.payload
      return [{ table: 'subject', row: { key, kind: key.slice(0, key.indexOf(':')), name, entry } }]
    }
    case 'declareInterest': {
      const { subject, kind, from, to } = event.payload
      return [
        {
          table: 'interest',
          row: { person: event.by.person, subject, kind, from_on: from, to_on: to, entry },
        },
      ]
    }
    case 'setPolicy':
      return [{ table: 'policy_value', row: { ...event.payload, from_at: at, entry } }]
    case 'completeFounding':
      return []
  }
}

export const institution = defineMechanism({
  id: 'G01',
  kind: 'governance',
  slug: 'institution',
  title: text('机构', 'Institution'),
  edition: { from: '2023-03-01', revision: 1, basis: 'statute', articles: ['2022-9:8'] },
  context,
  facts,
  events,
  rules,
  separation: {
    addUnit: ['founderOnlyFounds'],
    addPerson: ['founderOnlyFounds'],
    registerSubject: ['founderOnlyFounds'],
    appoint: ['founderOnlyFounds', 'nobodyAppointsHimself'],
  },
  charts: { institution: machine },
  clocks: {},
  about: (c) => ({ subjects: [], title: text(c.name ?? '机构', c.name ?? 'Institution') }),
  reactions: [],
  projects,
  samples: {
    found: () => ({ name: 'Demonstration', zone: 'Asia/Shanghai' }),
    addUnit: ({ lastEntry }) => ({
      unit: `unit-${lastEntry.slice(-12)}`,
      kind: 'department' as const,
      name: 'Unit',
    }),
    addPerson: ({ lastEntry }) => ({ issuer: 'sample', subject: lastEntry, name: 'Sample' }),
    appoint: ({ by, on, people }) => ({
      person: people('businessDepartment').find((p) => p !== by.person) ?? '',
      body: bodies.find((b) => appointersOf(b).includes(by.body)) ?? 'businessDepartment',
      from: on,
    }),
    endAppointment: ({ by, on, seats }) => {
      const body =
        bodies.find((b) => appointersOf(b).includes(by.body) && seats?.(b).length) ?? 'court'
      return { seat: seats?.(body)[0] ?? by.seat ?? '', body, to: on }
    },
    registerSubject: () => ({ subject: 'product:sample', name: 'Sample' }),
    declareInterest: ({ on }) => ({ subject: 'product:sample', kind: 'other' as const, from: on }),
    setPolicy: () => ({ key: 'complaint.acknowledgement', value: 1 }),
  },
})
