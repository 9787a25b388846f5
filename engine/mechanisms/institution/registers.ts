/** The rows that the registers of the institution have by each event, and a payload for each. */
import type { SampleAsk } from '../../core/mechanism.ts'
import type { Projection } from '../../core/projection.ts'
import { bodies } from './events.ts'
import type { C, E } from './events.ts'
import { appointersOf, keyName } from './rules.ts'

/** The rows that follow from an event. A person, and a seat, has the id of the entry that made it. */
export function projects(event: E): readonly Projection[] {
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
    case 'bindSupervision': {
      const { form, from, articlesHash } = event.payload
      return [{ table: 'supervision', row: { from_on: from, form, articles: articlesHash, entry } }]
    }
    case 'setPolicy':
      return [{ table: 'policy_value', row: { ...event.payload, from_at: at, entry } }]
    case 'completeFounding':
    case 'enterSealKey':
    case 'rotateSealKey':
    case 'beat':
      return []
  }
}

type Ask = SampleAsk<C>
const SAMPLE_KEY = `sample+00000000+${'A'.repeat(44)}`
/** What each body would send; see `SampleAsk`. */
export const samples = {
  found: () => ({ name: 'Demonstration', zone: 'Asia/Shanghai' }),
  addUnit: ({ lastEntry }: Ask) => ({
    unit: `unit-${lastEntry.slice(-12)}`,
    kind: 'department' as const,
    name: 'Unit',
  }),
  addPerson: ({ lastEntry }: Ask) => ({ issuer: 'sample', subject: lastEntry, name: 'Sample' }),
  appoint: ({ by, on, people }: Ask) => ({
    person: people('businessDepartment').find((p) => p !== by.person) ?? '',
    body: bodies.find((b) => appointersOf(b).includes(by.body)) ?? 'businessDepartment',
    from: on,
  }),
  endAppointment: ({ by, on, seats }: Ask) => {
    const body =
      bodies.find((b) => appointersOf(b).includes(by.body) && seats?.(b).length) ?? 'court'
    return { seat: seats?.(body)[0] ?? by.seat ?? '', body, to: on }
  },
  registerSubject: () => ({ subject: 'product:sample', name: 'Sample' }),
  declareInterest: ({ on }: Ask) => ({
    subject: 'product:sample',
    kind: 'other' as const,
    from: on,
  }),
  enterSealKey: () => ({ key: SAMPLE_KEY }),
  rotateSealKey: ({ context: c, lastEntry }: Ask) => ({
    key: `${keyName(c.sealKeys.at(-1) ?? SAMPLE_KEY)}+${lastEntry.slice(-8)}+${'A'.repeat(44)}`,
    reason: 'yearly rotation',
  }),
  beat: ({ on }: Ask) => ({ on, sealed: 0, witnessed: 0, alarms: 0 }),
  bindSupervision: ({ on }: Ask) => ({
    form: 'auditCommittee' as const,
    from: on,
    articlesHash: 'a5'.repeat(32),
  }),
  setPolicy: () => ({ key: 'complaint.acknowledgement', value: 1 }),
}
