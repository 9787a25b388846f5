/** What an individual may ask for (PIPL arts 15, 24, 44 to 49, and the Regulation on Credit Reporting). */
import * as z from 'zod'

export const REQUEST_KINDS = [
  'access',
  'copy',
  'transfer',
  'correction',
  'deletion',
  'explanation',
  'consentWithdrawal',
  'automatedDecision',
  'accountClosure',
  'creditObjection',
] as const
export const requestKind = z.enum(REQUEST_KINDS).meta({ id: 'InformationRequestKind' })
export type RequestKind = z.output<typeof requestKind>

/** Art. 49: the close relatives of one who has died; art. 31: the guardian of a minor. */
export const requester = z
  .enum(['self', 'agent', 'guardian', 'closeRelative'])
  .meta({ id: 'InformationRequester' })
export const identityMethod = z
  .enum(['loggedIn', 'document', 'callBack', 'inPerson', 'attested'])
  .meta({ id: 'InformationIdentityMethod' })
export const outcome = z
  .enum([
    'accessGiven',
    'copied',
    'transferred',
    'corrected',
    'deleted',
    'explained',
    'consentEnded',
    'decidedByPerson',
    'accountClosed',
    'creditCorrected',
  ])
  .meta({ id: 'InformationOutcome' })
/** Which outcome fulfils which request; deletion may also be what a withdrawal or a closure leads to. */
export const OUTCOMES: Readonly<Record<RequestKind, readonly z.output<typeof outcome>[]>> = {
  access: ['accessGiven', 'copied'],
  copy: ['copied'],
  transfer: ['transferred'],
  correction: ['corrected'],
  deletion: ['deleted'],
  explanation: ['explained'],
  consentWithdrawal: ['consentEnded', 'deleted'],
  automatedDecision: ['explained', 'decidedByPerson'],
  accountClosure: ['accountClosed', 'deleted'],
  creditObjection: ['creditCorrected'],
}
export const refusalGround = z
  .enum(['notFounded', 'keptByLaw', 'othersRights', 'secrecy', 'manifestlyRepeated', 'notHandler'])
  .meta({ id: 'InformationRefusalGround' })
export const contestRoute = z
  .enum(['institution', 'complaint', 'court'])
  .meta({ id: 'InformationContestRoute' })
