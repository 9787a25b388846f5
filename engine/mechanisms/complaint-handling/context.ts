/**
 * What a complaint knows of itself. Plain JSON and no personal value: consumers are pseudonymous keys,
 * narratives and reasons are commitments in the trail, and what a rule needs of them stands here.
 */
import * as z from 'zod'
import { caseWork, noCaseWork } from '../case-file.ts'
import {
  authority,
  basis,
  causeKind,
  channel,
  complexity,
  examined,
  identity,
  inadmissibility,
  level,
  majorGround,
  outcome,
  pauseGround,
  relation,
  reliefKind,
  remedyKind,
} from './shapes.ts'

const day = z.string()
const relief = z.object({
  kind: reliefKind,
  /** Null where there is none or the source does not state it. */
  amount: z.object({ amount: z.string(), currency: z.string() }).nullable(),
  by: day.nullable(),
})
export type Relief = z.output<typeof relief>
const decision = z.object({
  outcome,
  relief,
  remedies: z.array(remedyKind),
  level,
  on: day.nullable(),
  decider: z.string().nullable(),
})
const told = z.object({
  /** Null where the source does not state it. */
  means: z.string().nullable(),
  on: day.nullable(),
  proof: z.string().nullable(),
  /** Day on which the complainant received the decision; K07 counts from it. */
  deliveredOn: day.nullable(),
})

/** Art. 11–14, 28: what came in, from whom and about what. */
const intake = {
  channel,
  forwardedBy: authority.nullable(),
  /** Day of receipt, from which the statutory period counts; null where no source states it. */
  receivedOn: day.nullable(),
  receiptBasis: z.enum(['recorded', 'stated', 'notStated']),
  /** Day on which the complainant complained to whoever forwarded it. */
  madeOn: day.nullable(),
  /** Received before it was made: taken as stated, and flagged. */
  inconsistent: z.boolean(),
  /** The earlier register it was transcribed from. */
  source: z.string().nullable(),
  basis: basis.nullable(),
  matter: z.string(),
  complainant: z.string(),
  representatives: z.array(z.string()),
  complainants: z.int(),
  faceToFace: z.int(),
  identity: identity.nullable(),
  product: z.string().nullable(),
  partner: z.string().nullable(),
  organisation: z.string().nullable(),
  /** Persons of the institution whom the complaint concerns; none of them may handle it. */
  concerned: z.array(z.string()),
  unit: z.string().nullable(),
  level,
  /** Business under the People's Bank: its retention counts (K14). */
  pbocBusiness: z.boolean(),
  /** The closed complaint that this one continues. */
  continues: z.string().nullable(),
  /** The complaint it was split from. */
  splitFrom: z.string().nullable(),
  linked: z.object({ complaint: z.string(), relation }).nullable(),
  mergedInto: z.string().nullable(),
}

/** Art. 18: the period, and what moves its end. Whether it is over stands in the clock region only. */
const period = {
  startedOn: day.nullable(),
  restarts: z.int(),
  complex: complexity.nullable(),
  extension: z
    .object({
      askedBy: z.string().nullable(),
      askedOn: day.nullable(),
      approvedBy: z.string().nullable(),
      toldOn: day.nullable(),
    })
    .nullable(),
  pause: z
    .object({
      from: z.enum(['d15', 'd30', 'd60Pending', 'd60']),
      on: day.nullable(),
      ground: pauseGround,
    })
    .nullable(),
  /** Past pauses: whole days that do not count. */
  pauses: z.array(z.object({ from: day, to: day })),
  /** The running period is over without an answer. */
  late: z.boolean(),
  /** What a source says of the timeliness of an answer whose day it does not state. */
  attested: z.enum(['inTime', 'late']).nullable(),
}

const handling = {
  handler: z.string().nullable(),
  /** The handler's own declaration that no interest stands in the way (art. 17). */
  declared: z.boolean(),
  major: z.object({ ground: majorGround, on: day.nullable(), planActive: z.boolean() }).nullable(),
  acknowledgedOn: day.nullable(),
  settlement: relief.nullable(),
  legalCheck: z.enum(['none', 'agreed', 'objected']),
}

const answer = {
  decision: decision.nullable(),
  /** How many decisions were taken before the one that stands. */
  earlierDecisions: z.int(),
  told: told.nullable(),
  owed: relief.extend({ performedOn: day.nullable(), performed: z.boolean() }).nullable(),
  review: z
    .object({
      kind: z.enum(['statutory', 'secondLook']),
      askedOn: day.nullable(),
      reviewer: z.string().nullable(),
      examined: z.array(examined),
      inadmissible: inadmissibility.nullable(),
      relief: relief.nullable(),
      overdue: z.boolean(),
      toldOn: day.nullable(),
    })
    .nullable(),
}

const aftermath = {
  cause: z
    .object({
      proposedBy: z.string().nullable(),
      proposed: z.array(causeKind),
      confirmed: z.array(causeKind),
      noFault: z.boolean(),
    })
    .nullable(),
  /** Unit that rectifies. */
  owner: z.string().nullable(),
  rectifiedBy: z.string().nullable(),
  verifiedBy: z.string().nullable(),
  /** Complaints with the same cause, this one included, when it was closed. */
  sameCause: z.int().nullable(),
  closed: z
    .enum(['verified', 'noFault', 'asRecorded', 'withdrawn', 'merged', 'declined', 'referred'])
    .nullable(),
  reopened: z.int(),
}

export const context = z.object({
  ...intake,
  ...period,
  ...handling,
  ...answer,
  ...aftermath,
  work: caseWork,
})
export type Context = z.output<typeof context>

/** Before registration; never stored. */
export const unregistered: Context = {
  channel: 'other',
  forwardedBy: null,
  receivedOn: null,
  receiptBasis: 'notStated',
  madeOn: null,
  inconsistent: false,
  source: null,
  basis: null,
  matter: '',
  complainant: '',
  representatives: [],
  complainants: 1,
  faceToFace: 0,
  identity: null,
  product: null,
  partner: null,
  organisation: null,
  concerned: [],
  unit: null,
  level: 'headquarters',
  pbocBusiness: false,
  continues: null,
  splitFrom: null,
  linked: null,
  mergedInto: null,
  startedOn: null,
  restarts: 0,
  complex: null,
  extension: null,
  pause: null,
  pauses: [],
  late: false,
  attested: null,
  handler: null,
  declared: false,
  major: null,
  acknowledgedOn: null,
  settlement: null,
  legalCheck: 'none',
  decision: null,
  earlierDecisions: 0,
  told: null,
  owed: null,
  review: null,
  cause: null,
  owner: null,
  rectifiedBy: null,
  verifiedBy: null,
  sameCause: null,
  closed: null,
  reopened: 0,
  work: noCaseWork,
}
