/** What may be asked for in an erasure, by whose duty, and on which facts it is decided. */
import * as z from 'zod'
import { consumerProtection } from '../../../policies/consumer-protection.ts'
import { informationOfficer } from '../../../policies/information-officer.ts'
import { legal } from '../../../policies/legal.ts'
import { text } from '../../../policies/law.ts'
import { clock } from '../../../policies/machinery.ts'
import type { FactTable } from '../../core/facts.ts'
import { chartTypes } from '../../core/mechanism.ts'
import type { Asked, EventTable } from '../../core/mechanism.ts'
import { personal, processRef } from '../../core/payload.ts'
import type { SubjectKey, Uuid } from '../../core/values.ts'

/** PIPL art. 47, items 1 to 5. */
const ground = z
  .enum(['purposeEnded', 'serviceOrPeriodEnded', 'consentWithdrawn', 'unlawful', 'otherLaw'])
  .meta({ id: 'ErasureGround' })

/** Whose values have a key: consumers, organisations, and the institution's own people. */
const subjectKey = z.string().regex(/^(consumer|organisation|person):[A-Za-z0-9._~-]{1,100}$/)

/** In free words, that may name whom they are about; kept as the words of who writes them. */
const reason = () => personal(z.string().trim().min(1).max(2000), 'actor')

export const context = z.object({
  /** Pseudonymous. */
  subject: z.string().nullable(),
  ground: ground.nullable(),
  /** The request of the individual for it, whose own file does not stand in its way. */
  request: z.string().nullable(),
})
export type C = z.output<typeof context>

const OF_STAFF = 'person:'
/** The person, where one of the institution's own people is to be erased. */
export const personOf = (subject: string | null): Uuid | undefined =>
  subject?.startsWith(OF_STAFF) ? subject.slice(OF_STAFF.length) : undefined

type Ask = Readonly<Record<string, unknown>>
const named = (payload: Ask | undefined, context: Ask, field: string): string | undefined => {
  const value = payload?.[field] ?? context[field]
  return typeof value === 'string' ? value : undefined
}
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const facts = {
  keeping: {
    title: text('须继续保存的事由', 'What keeps the information'),
    kind: 'keeping',
    key: ({ payload, context: c }) => {
      const subject = named(payload, c, 'subject')
      const except = named(payload, c, 'request')
      return subject === undefined
        ? undefined
        : {
            kind: 'keeping',
            subject: subject as SubjectKey,
            ...(except === undefined ? {} : { except }),
          }
    },
  },
  seats: {
    title: text('本人现任岗位', 'Seats that the person holds'),
    kind: 'seats',
    key: ({ payload, context: c }) => {
      const person = personOf(named(payload, c, 'subject') ?? null)
      return person === undefined || !UUID.test(person) ? undefined : { kind: 'seats', person }
    },
  },
  request: {
    title: text('个人的删除申请', 'The request of the individual'),
    kind: 'process',
    key: ({ payload, context: c }) => {
      const process = named(payload, c, 'request')
      return process === undefined ? undefined : { kind: 'process', process }
    },
  },
} as const satisfies FactTable<C>

const deciders = [consumerProtection.decideErasure, legal.decideErasure]

export const events = {
  proposeErasure: {
    by: informationOfficer.proposeErasure,
    title: text('提议删除个人信息', 'Propose an erasure'),
    nature: 'submission',
    opens: true,
    capacity: 'proposer',
    reads: ['keeping', 'seats', 'request'],
    notices: [
      { to: 'consumerProtection', about: text('有删除提议待决定', 'An erasure awaits a decision') },
      { to: 'legalCompliance', about: text('有删除提议待决定', 'An erasure awaits a decision') },
    ],
    payload: z.object({
      subject: subjectKey,
      ground,
      request: processRef('M05').optional(),
      reason: reason(),
    }),
  },
  confirmErasure: {
    by: deciders,
    title: text('确认删除个人信息', 'Confirm the erasure'),
    nature: 'decision',
    capacity: 'decider',
    reads: ['keeping', 'seats'],
    notices: [
      {
        to: 'personalInformationOfficer',
        about: text('个人信息已删除', 'Personal information was erased'),
      },
    ],
    payload: z.object({}),
  },
  declineErasure: {
    by: deciders,
    title: text('不予删除', 'Decline the erasure'),
    nature: 'decision',
    capacity: 'decider',
    notices: [
      {
        to: 'personalInformationOfficer',
        about: text('删除提议未获同意', 'An erasure was declined'),
      },
    ],
    payload: z.object({ reason: reason() }),
  },
  withdrawErasure: {
    by: informationOfficer.proposeErasure,
    title: text('撤回删除提议', 'Withdraw the proposal'),
    nature: 'submission',
    payload: z.object({ reason: reason() }),
  },
  lapseErasure: {
    by: clock.strike,
    title: text('删除提议逾期失效', 'The proposal was not decided in time'),
    nature: 'record',
    notices: [
      {
        to: 'personalInformationOfficer',
        about: text('删除提议逾期未决定', 'An erasure was not decided in time'),
      },
    ],
    payload: z.object({}),
  },
} as const satisfies EventTable

export type E = Asked<typeof events, typeof facts>
export const types = chartTypes<C, E>()
