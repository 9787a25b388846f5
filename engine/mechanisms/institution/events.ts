/** What the institution may record of itself, and by whose duty. */
import * as z from 'zod'
import { board } from '../../../policies/board.ts'
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { humanResources } from '../../../policies/human-resources.ts'
import { informationOfficer } from '../../../policies/information-officer.ts'
import { legal } from '../../../policies/legal.ts'
import { BODIES, ENGINE_BODIES } from '../../../policies/duty.ts'
import type { Body } from '../../../policies/duty.ts'
import { text } from '../../../policies/law.ts'
import { headquarters, management } from '../../../policies/management.ts'
import { system } from '../../../policies/outsiders.ts'
import { audit, supervisors } from '../../../policies/supervisors.ts'
import type { FactTable } from '../../core/facts.ts'
import type { Asked, EventTable } from '../../core/mechanism.ts'
import { SM2_KEY_BEGINS } from '../../core/note.ts'
import { day, hash, instant, line, person, personal, unit } from '../../core/payload.ts'
import { SUBJECT_KINDS } from '../../core/values.ts'
import { supervision, supervisionForm } from '../supervision.ts'

export const context = z.object({
  name: z.string().nullable(),
  founding: z.boolean(),
  people: z.int(),
  seats: z.int(),
  units: z.int(),
  /**
   * Verifier keys that signed or sign the heads of the trail, in order; of Ed25519 and, where heads are signed
   * by both, of SM2 the last is in force.
   */
  sealKeys: z.array(z.string()),
  /** The last day on which the trail was said to be kept. */
  lastBeatOn: z.string().nullable(),
  /** Who holds the function of supervising, from which day. */
  supervision,
})
export type C = z.output<typeof context>

export const bodies = (Object.keys(BODIES) as Body[]).filter(
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
/** Who is pseudonymous has no name in the registers: it would stand in the trail for ever. */
const namedKey = z
  .string()
  .regex(
    new RegExp(
      `^(${SUBJECT_KINDS.filter((kind) => kind !== 'consumer' && kind !== 'person').join('|')}):[A-Za-z0-9._~-]{1,100}$`,
    ),
  )

/** The part for which an auditor from outside is appointed. */
const seatScope = z
  .object({
    mechanisms: z
      .array(z.string().regex(/^[A-Z]\d{2}$/))
      .max(20)
      .optional(),
    subjects: z.array(subjectKey).max(50).optional(),
    units: z.array(unit()).max(50).optional(),
    /** What was opened and recorded from this instant on, and before the other. */
    since: instant().optional(),
    until: instant().optional(),
  })
  .meta({ id: 'SeatScope' })

export const facts = {
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

/**
 * The verifier key of C2SP signed-note, `<name>+<hash>+<base64 of algorithm and key>`: of Ed25519, or of SM2
 * (GB/T 32918), which has the identifier of the algorithm and both coordinates in it.
 */
const verifierKey = z
  .string()
  .regex(
    new RegExp(
      `^[^\\s+]{1,255}\\+[0-9a-f]{8}\\+([A-Za-z0-9+/]{44}|${SM2_KEY_BEGINS}[A-Za-z0-9+/]{87})$`,
    ),
  )

/** Whoever fills seats and keeps the registers, beside the founder while the founding lasts. */
const registrars = [system.found, management.appoint, humanResources.appoint]

export const events = {
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
      scope: seatScope.optional(),
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
    payload: z.object({ subject: namedKey, name: line(200) }),
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
  enterSealKey: {
    by: system.keepTrail,
    title: text('登记存证签名密钥', 'Enter the key that signs the trail'),
    nature: 'record',
    payload: z.object({ key: verifierKey }),
  },
  rotateSealKey: {
    by: management.keepTrail,
    title: text('更换存证签名密钥', 'Rotate the key that signs the trail'),
    nature: 'decision',
    notices: [
      {
        to: 'supervisoryBody',
        about: text('存证签名密钥已更换', 'The key of the trail was rotated'),
      },
      {
        to: 'internalAudit',
        about: text('存证签名密钥已更换', 'The key of the trail was rotated'),
      },
    ],
    payload: z.object({ key: verifierKey, reason: line() }),
  },
  beat: {
    by: system.keepTrail,
    title: text('存证心跳', 'Say that the trail is kept'),
    nature: 'record',
    payload: z.object({
      on: day(),
      /** Entries under the latest signed head, and the root of that head in hex. */
      sealed: z.int().min(0),
      root: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .optional(),
      /** Entries under the latest head that a witness cosigned. */
      witnessed: z.int().min(0),
      /** Alarms that were ever raised. */
      alarms: z.int().min(0),
    }),
  },
  bindSupervision: {
    by: board.bindSupervision,
    title: text('登记监督职能的行使主体', 'Record who holds the function of supervising'),
    nature: 'record',
    notices: [
      {
        to: 'supervisoryBody',
        about: text('监督职能的行使主体已登记', 'The function of supervising was bound'),
      },
      {
        to: 'seniorManagement',
        about: text('监督职能的行使主体已登记', 'The function of supervising was bound'),
      },
    ],
    payload: z.object({
      form: supervisionForm,
      from: day(),
      /** Of the articles of association, which say so. */
      articlesHash: hash(),
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
export type E = Asked<typeof events, typeof facts>
