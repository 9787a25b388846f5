// Where a complaint may stand: one case for every state, walked there by the mechanism's own samples.

import type { Day } from '../../engine/core/values.ts'
import { HASH, OTHER, UNIT, idOf, walk } from './complaint-handling.ts'
import type { Around, Case, Step } from './complaint-handling.ts'

export const about = 'consumer:c1'
export const told = { means: 'phone', proof: HASH } as const
export const day = (d: string) => ({ on: d as Day })
export const register: Step = [
  'cp1',
  'register',
  { channel: 'phone', matter: 'charges', complainant: about, product: 'product:p1', unit: UNIT },
]
export const remedies = ['review', 'mediation', 'arbitration', 'litigation']
export const reasons = { findings: 'f', grounds: 'g' }
export const none = { kind: 'none' }
export const by = (...step: Step): Step => step

export const verifying = walk(undefined, register)
export const registered = walk(verifying, ['cp1', 'confirmIdentity'])
export const assigned = walk(registered, ['cp1', 'assign', { handler: idOf('cp2') }])
export const investigating = walk(assigned, ['cp2', 'startHandling'])
export const reached = walk(investigating, ['cp2', 'recordContact'])
export const negotiating = walk(reached, ['cp2', 'negotiate'])
export const settled = walk(negotiating, by('cc1', 'settle', undefined), ['cp2', 'note'])
export const drafting = walk(reached, ['cp2', 'clarifyFacts'])
export const ready = walk(drafting, ['lc1', 'agreeLegally'])
export const decidedNone = walk(
  ready,
  by('cp1', 'decide', { about, outcome: 'notUpheld', relief: none, remedies, ...reasons }),
)
export const decided = walk(ready, ['cp1', 'decide'])
export const notified = walk(decided, ['cp1', 'tell'])
export const notifiedNone = walk(decidedNone, ['cp1', 'tell'])
export const performed = walk(notified, ['bu1', 'recordPerformance'])
export const asked = walk(performed, ['cc1', 'askReview'])
export const reviewing = walk(asked, ['ho1', 'acceptReview'])
export const upheld = walk(reviewing, ['ho1', 'upholdDecision'])
export const changed = walk(reviewing, ['ho1', 'changeDecision'])
export const inadmissible = walk(asked, ['ho1', 'findInadmissible'])
export const rootCause = walk(performed, ['cc1', 'accept'])
export const rectifying = walk(rootCause, ['bu1', 'proposeCause'], ['cp1', 'confirmCause'])
export const rectified = walk(rectifying, ['bu1', 'recordRectification'])
export const concluded = walk(rectified, ['cp1', 'verifyRectification'])
export const archived = walk(concluded, ['cp1', 'archive'])
export const withdrawn = walk(registered, ['cc1', 'withdraw'])
export const notHandled = walk(verifying, ['cp1', 'declineToHandle'])
export const merging: Around = { linked: { id: OTHER, complainant: about } }
export const merged = walk(
  registered,
  by('cp1', 'linkComplaint', { complaint: OTHER, relation: 'same' }),
  by('cp1', 'merge', undefined, merging),
)
export const paused = walk(reached, ['cp1', 'pause'])
export const expired = walk(reached, by('clock', 'expire', undefined, day('2026-03-18')))
export const complex = walk(reached, by('cp1', 'callComplex', undefined, day('2026-03-10')))
export const pending = walk(complex, ['cp1', 'askExtension'])
export const extended = walk(pending, ['ho1', 'approveExtension'], ['cp1', 'tellExtension'])
export const major = walk(registered, ['rg1', 'declareMajor'])
export const wanting = walk(reached, ['cp2', 'askMaterial'])
export const everywhere: readonly Case[] = [
  verifying, registered, assigned, investigating, reached, negotiating, settled, drafting, ready,
  decided, notified, notifiedNone, performed, asked, reviewing, upheld, changed, inadmissible,
  rootCause, rectifying, rectified, concluded, archived, withdrawn, notHandled, merged, paused,
  expired, complex, pending, extended, major, wanting,
] // prettier-ignore

// An earlier register: every step is attested by it, and the day of the answer is not stated.
export const attested: Around = { attested: true }
const unknown = (says?: 'inTime' | 'late'): Around => ({
  attested: true,
  effective: { unknown: true, ...(says ? { attested: says } : {}) },
})
const relief = (kind: string, outcome = 'notStated') => ({
  about,
  outcome,
  relief: { kind },
  remedies: [],
})
export const source = {
  open: [
    by(
      'cp1',
      'register',
      {
        channel: 'forwarded',
        forwardedBy: 'otherAuthority',
        madeOn: '2013-07-29',
        matter: 'Mortgage: Loan servicing',
        complainant: about,
        organisation: 'organisation:bank-a',
        basis: 'voluntary',
      },
      { attested: true, ...day('2013-07-30') },
    ),
    by('cp1', 'confirmIdentity', { identity: 'attested' }, unknown()),
    by('cp1', 'recordHandling', {}, unknown()),
  ],
  answered: (kind: string, says: 'inTime' | 'late') => [
    by('cp1', 'decide', relief(kind), unknown()),
    by('cp1', 'tell', {}, unknown(says)),
  ],
  performed: by('cp1', 'recordPerformance', {}, unknown()),
  unanswered: by('cp1', 'attestUntimely', {}, unknown('late')),
  disputed: by('cc1', 'newFacts', { about, novelty: 'disputed' }, unknown()),
  closed: by('cp1', 'recordClosure', {}, unknown()),
} as const
export const transcribed = walk(undefined, ...source.open)
const unanswered = walk(transcribed, source.unanswered)
const answered = walk(transcribed, ...source.answered('monetary', 'late'))
export const sourced: readonly Case[] = [
  transcribed,
  unanswered,
  answered,
  walk(answered, source.disputed),
  walk(answered, source.performed, source.closed),
]
