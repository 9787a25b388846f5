/** What a request causes elsewhere; each is carried once, with its entry as the cause. */
import type { RequestEventOf } from './events.ts'
import { isCredit } from './terms.ts'
import type { RequestContext } from './terms.ts'

type C = RequestContext
const unitOf = (c: C) => (c.unit === null ? {} : { unit: c.unit })

/** A contest that is brought as a complaint is handled as one. */
const toComplaint = ({ payload }: RequestEventOf<'contestAnswer'>, c: C) =>
  payload.route === 'complaint'
    ? {
        payload: {
          channel: 'other',
          matter: 'answer to a request about personal information',
          complainant: c.consumer ?? payload.about,
          ...(c.product === null ? {} : { product: c.product }),
          ...(c.partner === null ? {} : { partner: c.partner }),
          ...unitOf(c),
        },
      }
    : undefined
/** Only the period of the statute is a breach of law; the house's own stays in the house. */
const toAssessment = ({ process }: RequestEventOf<'expireAnswer'>, c: C) =>
  isCredit(c) ? { payload: { cause: 'statutoryBreach', source: process, ...unitOf(c) } } : undefined
const toRisk = ({ process }: RequestEventOf<'expireAnswer'>, c: C) =>
  isCredit(c) ? { payload: { kind: 'statutoryBreach', source: process, ...unitOf(c) } } : undefined

export const reactions = [
  { on: 'contestAnswer', to: 'M07', event: 'register', make: toComplaint },
  { on: 'expireAnswer', to: 'M10', event: 'openAccountability', make: toAssessment },
  { on: 'expireAnswer', to: 'M11', event: 'reportRisk', make: toRisk },
] as const
