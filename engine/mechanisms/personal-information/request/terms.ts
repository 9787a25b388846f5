/** What the case of a request of an individual knows: plain JSON, no personal value. */
import * as z from 'zod'
import { commonShape, nothingCommon } from '../common/terms.ts'
import {
  contestRoute,
  identityMethod,
  outcome,
  refusalGround,
  requester,
  requestKind,
} from './words.ts'

export const requestContext = z.object({
  ...commonShape,
  /** Pseudonymous. */
  consumer: z.string().nullable(),
  kind: requestKind.nullable(),
  requester: requester.nullable(),
  activity: z.string().nullable(),
  product: z.string().nullable(),
  partner: z.string().nullable(),
  /** The process that caused it, as where a consent was withdrawn. */
  source: z.string().nullable(),
  /** Day of receipt; the objection to a credit record counts from it (K49). */
  receivedOn: z.string().nullable(),
  identity: z.object({ method: identityMethod, on: z.string() }).nullable(),
  /** Day from which the answer counts by house policy (K42): the identity was confirmed, or a contest upheld. */
  startedOn: z.string().nullable(),
  /** Day since which it waits for the individual. */
  pausedOn: z.string().nullable(),
  pauses: z.array(z.object({ from: z.string(), to: z.string() })),
  asked: z.int(),
  /** A credit record is marked as disputed while it is checked. */
  markedDisputed: z.boolean(),
  outcome: z.object({ kind: outcome, on: z.string(), proofHash: z.string() }).nullable(),
  refusal: z
    .object({ ground: refusalGround.or(z.literal('noMaterial')), on: z.string() })
    .nullable(),
  /** Who answered it; nobody of them judges the contest. */
  answeredBy: z.array(z.string()),
  /** Whether the period ran out before the answer. */
  late: z.boolean(),
  contest: z.object({ route: contestRoute, on: z.string() }).nullable(),
  upheld: z.int(),
})
export type RequestContext = z.output<typeof requestContext>

export const beforeRequest: RequestContext = {
  ...nothingCommon,
  consumer: null,
  kind: null,
  requester: null,
  activity: null,
  product: null,
  partner: null,
  source: null,
  receivedOn: null,
  identity: null,
  startedOn: null,
  pausedOn: null,
  pauses: [],
  asked: 0,
  markedDisputed: false,
  outcome: null,
  refusal: null,
  answeredBy: [],
  late: false,
  contest: null,
  upheld: 0,
}
/** Art. 25 of the Regulation on Credit Reporting has a period of its own. */
export const isCredit = (c: Pick<RequestContext, 'kind'>): boolean => c.kind === 'creditObjection'
