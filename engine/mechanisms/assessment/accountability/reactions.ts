/** What a case of accountability causes elsewhere. */
import type { AccountabilityContext } from './context.ts'
import type { AccountabilityEventOf } from './events.ts'
import { resolves } from '../terms.ts'

type C = AccountabilityContext
type Decision = AccountabilityEventOf<'decideSanction'> | AccountabilityEventOf<'resolveSanction'>
/** Whoever must be trained is held to it by the training mechanism. */
const toTraining = ({ process, payload }: Decision) =>
  payload.training
    ? { payload: { person: payload.person, source: process, cause: 'accountability' } }
    : undefined

export const reactions = [
  resolves.told('resolveSanction'),
  {
    on: 'mergeCase',
    to: 'M10',
    event: 'absorbCase',
    make: ({ process, payload }: AccountabilityEventOf<'mergeCase'>) => ({
      process: payload.into,
      payload: { case: process },
    }),
  },
  {
    on: 'reportRemedyOverdue',
    to: 'M11',
    event: 'reportRisk',
    make: ({ process }: { readonly process: string }, c: C) => ({
      payload: {
        kind: c.cause ?? 'other',
        source: process,
        ...(c.unit === null ? {} : { unit: c.unit }),
      },
    }),
  },
  { on: 'decideSanction', to: 'M09', event: 'requireTraining', make: toTraining },
  { on: 'resolveSanction', to: 'M09', event: 'requireTraining', make: toTraining },
] as const
