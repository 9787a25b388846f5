/** What is recorded of a delegation: who gave what to whom, and how it ended. */
import * as z from 'zod'
import { business } from '../../../policies/business.ts'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { humanResources } from '../../../policies/human-resources.ts'
import { informationOfficer } from '../../../policies/information-officer.ts'
import { legal } from '../../../policies/legal.ts'
import { text } from '../../../policies/law.ts'
import { clock } from '../../../policies/machinery.ts'
import { headquarters, management } from '../../../policies/management.ts'
import type { FactTable } from '../../core/facts.ts'
import type { Asked, EventTable } from '../../core/mechanism.ts'
import { day, line, person, unit } from '../../core/payload.ts'

export const context = z.object({
  delegator: z.string().nullable(),
  /** The seat that is delegated. */
  seat: z.string().nullable(),
  delegate: z.string().nullable(),
  delegateSeat: z.string().nullable(),
  mechanisms: z.array(z.string()),
  /** Null: every duty of the seat, or every event, that may be delegated. */
  duties: z.array(z.string()).nullable(),
  events: z.array(z.string()).nullable(),
  unit: z.string().nullable(),
  from: z.string().nullable(),
  /** The first day on which it no longer holds. */
  to: z.string().nullable(),
})
export type C = z.output<typeof context>

const seatRef = () => z.uuid().meta({ scalar: 'ID', node: 'Seat' })
const seatFact = (field: string) => ({
  kind: 'seat' as const,
  key: ({ payload }: { readonly payload: Readonly<Record<string, unknown>> | undefined }) =>
    payload === undefined ? undefined : { kind: 'seat' as const, seat: String(payload[field]) },
})
export const facts = {
  seat: { title: text('所委托的岗位', 'The seat that is delegated'), ...seatFact('seat') },
  delegateSeat: {
    title: text('受托人的岗位', 'The seat of the delegate'),
    ...seatFact('personSeat'),
  },
} as const satisfies FactTable<C>

const entrusting = [
  management.entrust,
  headquarters.entrust,
  consumerProtection.entrust,
  business.entrust,
  legal.entrust,
  informationOfficer.entrust,
  humanResources.entrust,
]

export const events = {
  grantDelegation: {
    by: entrusting,
    opens: true,
    title: text('授权委托', 'Delegate'),
    nature: 'record',
    capacity: 'author',
    reads: ['seat', 'delegateSeat'],
    notices: [
      { to: 'humanResources', about: text('有岗位职责被委托', 'Duties of a seat were delegated') },
    ],
    payload: z.object({
      seat: seatRef(),
      person: person(),
      /** The seat of the delegate with which the delegation ends. */
      personSeat: seatRef(),
      mechanisms: z
        .array(z.string().regex(/^[MG]\d{2}$/))
        .min(1)
        .max(20),
      duties: z
        .array(z.string().regex(/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/))
        .min(1)
        .max(50)
        .optional(),
      events: z
        .array(z.string().regex(/^[a-z][A-Za-z0-9]*$/))
        .min(1)
        .max(50)
        .optional(),
      unit: unit().optional(),
      from: day(),
      to: day(),
      reason: line(),
    }),
  },
  revokeDelegation: {
    by: [...entrusting, management.appoint, humanResources.appoint],
    title: text('撤销或辞去授权委托', 'Revoke the delegation, or give it back'),
    nature: 'record',
    payload: z.object({ reason: line() }),
  },
  lapseDelegation: {
    by: clock.strike,
    title: text('授权委托届满', 'The delegation has ended'),
    nature: 'record',
    payload: z.object({}),
  },
} as const satisfies EventTable
export type E = Asked<typeof events, typeof facts>
