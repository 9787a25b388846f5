/** A payload for each event of a request that succeeds whenever the event is offered. */
import type { SampleAsk } from '../../../core/mechanism.ts'
import { commonSamples, EVIDENCE, withContext } from '../common/samples.ts'
import { beforeRequest } from './terms.ts'
import type { RequestContext } from './terms.ts'
import { OUTCOMES } from './words.ts'

type Ask = SampleAsk<RequestContext>
const statement = { means: 'app', evidenceHash: EVIDENCE } as const
const told = { means: 'app', proofHash: EVIDENCE } as const
const aboutOf = ({ context: c }: Ask) => (c.consumer ?? 'consumer:sample') as 'consumer:sample'
const declared = (ask: Ask) => ({ about: aboutOf(ask), statement })

const own = {
  registerRequest: () => ({
    consumer: 'consumer:sample' as const,
    kind: 'access' as const,
    requester: 'self' as const,
  }),
  confirmIdentity: () => ({ method: 'document' as const, authorisationHash: EVIDENCE }),
  rejectIdentity: () => ({ reason: 'the document is not legible', told }),
  withdrawRequest: declared,
  askMore: () => ({ item: 'account number', necessity: 'to find the record', told }),
  answerMore: declared,
  markDisputed: () => ({ proofHash: EVIDENCE }),
  fulfilRequest: (ask: Ask) => ({
    about: aboutOf(ask),
    outcome: OUTCOMES[ask.context.kind ?? 'access']?.[0] ?? ('accessGiven' as const),
    proofHash: EVIDENCE,
    told,
    inWriting: true,
  }),
  refuseRequest: (ask: Ask) => ({
    about: aboutOf(ask),
    ground: 'notFounded' as const,
    reasons: 'the record is correct',
    remedyTold: true,
    told,
    inWriting: true,
  }),
  contestAnswer: (ask: Ask) => ({
    ...declared(ask),
    route: 'institution' as const,
    reasons: 'the record is not correct',
  }),
  upholdContest: () => ({ grounds: 'it was refused without cause', documentHash: EVIDENCE }),
  dismissContest: () => ({ grounds: 'the refusal is founded', documentHash: EVIDENCE }),
}

export const samples = { ...withContext(beforeRequest, own), ...commonSamples }
