/** Facts that more than one chart reads. */
import { text } from '../../../../policies/law.ts'
import type { FactTable } from '../../../core/facts.ts'
import type { SubjectKey } from '../../../core/values.ts'
import { subjectsOf } from './terms.ts'

type Open = Readonly<Record<string, unknown>>

export const commonFacts = {
  interests: {
    title: text('承办人的利害关系', 'Interests of the officer in charge'),
    kind: 'interests',
    key: ({ payload, context }) =>
      payload?.['handler'] === undefined
        ? undefined
        : {
            kind: 'interests',
            person: payload['handler'] as string,
            subjects: subjectsOf(context),
          },
  },
  handlerSeats: {
    title: text('承办人的岗位', 'Seats of the officer in charge'),
    kind: 'seats',
    key: ({ payload }) =>
      payload?.['handler'] === undefined
        ? undefined
        : { kind: 'seats', person: payload['handler'] as string },
  },
  /** The review of the product that an activity serves. */
  latestReview: {
    title: text('所服务产品最近一次审查', 'The latest review of the product that is served'),
    kind: 'latest',
    key: ({ payload, context }) => {
      const product = context['product'] ?? payload?.['product']
      return typeof product === 'string'
        ? { kind: 'latest', mechanism: 'M01', subject: product as SubjectKey }
        : undefined
    },
  },
} as const satisfies FactTable<Open>
