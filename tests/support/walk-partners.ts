// Partners as they also come: collection agents, agents that sell, partners found off the list, agreements
// that end soon, and contacts beyond the limits.

import { addDays } from '../../engine/core/calendar.ts'
import { WATCHED } from '../../engine/mechanisms/partner-list/terms.ts'
import type { PartnerContext } from '../../engine/mechanisms/partner-list/terms.ts'
import { STOP } from './walk-payload.ts'
import type { Payload, Variant, VariantAsk, Varied } from './walk-payload.ts'

const caseOf = (ask: Pick<VariantAsk, 'context'>): PartnerContext =>
  ask.context as unknown as PartnerContext
const plus =
  (more: Payload | ((ask: VariantAsk) => Payload | undefined)): Variant =>
  (ask) => {
    const made = typeof more === 'function' ? more(ask) : more
    return made && { ...ask.sample, ...made }
  }
/** Another partner with every case, because one partner has one open case. */
const fresh = (ask: VariantAsk): Payload => ({ partner: `partner:walk-${String(ask.number)}` })
const hash = (n: number): string => n.toString(16).padStart(64, '0')

const proposal = ['proposePartner', 'beginDueDiligence']
const diligence = [
  ...Array<string>(5).fill('recordDiligence@businessDepartment'),
  'recordDiligence@legalCompliance',
  'recordDiligence@consumerProtection',
  'reportDueDiligence',
]
const approved = ['submitForApproval', 'approvePartner@seniorManagement']
const entry = [...diligence, ...approved, 'signAgreement', 'publishList']
const active = [...proposal, ...entry]
const collector = ['proposePartner:collector', 'beginDueDiligence', ...entry]
const gone = [
  'planExit',
  'publishUpdate',
  'declareDataReturned',
  'verifyDataReturn',
  'recordEvaluation:forEnd',
  'completeExit',
]

const contacts = (contact: Payload): Variant =>
  plus((ask) => {
    const [first] = ask.sample['contacts'] as readonly Payload[]
    return { contacts: [{ ...first, ...contact }] }
  })

export const partners: Varied = {
  ways: {
    // Every clock of entry, then a year without an evaluation.
    late: [
      'proposePartner',
      'reportProposalOverdue',
      'beginDueDiligence',
      'reportDiligenceOverdue',
      ...diligence,
      'reportSubmissionOverdue',
      'submitForApproval',
      'reportApprovalOverdue',
      'returnToDiligence@headquarters',
      'recordDiligence@businessDepartment',
      'reportDueDiligence',
      ...approved,
      'lapseApproval',
      ...diligence,
      ...approved,
      'signAgreement',
      'reportPublicationOverdue',
      'publishList',
      'beginEvaluation',
      'reportEvaluationOverdue',
      'lapseEvaluation',
      'reportListOutdated',
      'escalateSuspension',
      'recordEvaluation@headquarters',
      'reportDecisionOverdue',
      'retainWithConditions',
      'clearWatch',
      'renewAgreement',
      STOP,
    ],
    collecting: [
      ...collector,
      'recordContacts@partner',
      'recordContacts:night@system',
      'escalateWatch',
      'orderRemediation',
      'reportRemediation@partner',
      'verifyRemediation',
      'suspendPartner@seniorManagement',
      'reviewNow',
      'recordEvaluation',
      'retainPartner',
      'reportSignal@system',
      'confirmViolation',
      'orderRemediation',
      'lapseRemediation',
      'acceptPlan',
    ],
    forbidden: [
      ...active,
      'suspendPartner',
      'decideBlacklisting',
      ...gone,
      'liftBlacklisting',
      STOP,
    ],
    ended: [
      'proposePartner:collector',
      'beginDueDiligence',
      ...diligence,
      ...approved,
      'signAgreement:short',
      'publishList',
      'lapseContract',
      'reportFinalEvaluationMissing',
      STOP,
    ],
    dealt: [
      'reportOffListDealing:loans@consumerProtection',
      'reportFreezeOverdue',
      'freezeDealings@seniorManagement',
      'escalateFrozen',
      'resumeOnboarding',
      'failDueDiligence',
      'reportPlanOverdue',
      'planExit',
      'reportRunoffOverdue',
      'extendRunoff',
      STOP,
    ],
    kept: [
      'proposePartner',
      'withdrawProposal',
      'placeHold',
      'releaseHold',
      'endStatutoryRetention',
      'endRetention',
      'proposeDisposal',
      'confirmDisposal',
      STOP,
    ],
    left: [...active, 'terminate@partner', ...gone, STOP],
    beforePublication: [
      ...proposal,
      ...diligence,
      ...approved,
      'signAgreement',
      'findOffListDealing@system',
      'freezeDealings',
      'orderExit',
      STOP,
    ],
    notQualified: [...active, 'recordEvaluation', 'findNotQualified', STOP],
    refused: [...proposal, ...diligence, 'submitForApproval', 'refusePartner@headquarters', STOP],
    termsFailed: [...proposal, ...diligence, ...approved, 'failTerms', STOP],
    found: ['reportOffListDealing:loans@system', STOP],
    audited: ['reportOffListDealing:loans@internalAudit', STOP],
    other: ['proposePartner:other', 'beginDueDiligence', ...entry],
  },
  opening: plus(fresh),
  mends: {
    diligenceDone: ['recordDiligence'],
    diligencePassed: ['recordDiligence'],
    nothingOutstanding: ['dismissSignal'],
    someViolated: ['reportSignal', 'confirmViolation'],
    someSignalled: ['reportSignal'],
    someDismissable: ['reportSignal'],
    remediationReported: ['reportRemediation'],
    dataReturnDeclared: ['declareDataReturned'],
    dataReturnVerified: ['verifyDataReturn'],
    listShowsExit: ['publishUpdate'],
    finalEvaluationDone: ['recordEvaluation'],
    stillQualified: ['recordEvaluation'],
  },
  hopeless: (rule, ask) => {
    const { aspects, authors, work, publication } = caseOf(ask)
    if (rule === 'notOwnSignal')
      return WATCHED.every(
        (a) =>
          aspects[a].standing === 'clear' ||
          (aspects[a].standing === 'violated' && publication !== null) ||
          aspects[a].reportedBy === ask.by.person,
      )
    return (
      rule === 'overseerIsFree' &&
      ask.people('consumerProtection').every((p) => authors.includes(p) || work.recused.includes(p))
    )
  },
  variants: {
    proposePartner: {
      collector: plus((ask) => ({
        ...fresh(ask),
        cooperation: ['collection'],
        internetLoans: false,
      })),
      agent: plus((ask) => ({ ...fresh(ask), cooperation: ['agencySale'], internetLoans: false })),
      other: plus((ask) => ({
        ...fresh(ask),
        cooperation: ['payment'],
        internetLoans: false,
        lendingAssistance: false,
        handlesInformation: false,
      })),
      again: plus((ask) => ({ partner: `partner:walk-${String(ask.number - 1)}` })),
      changed: plus((ask) => ({
        partner: `partner:walk-${String(ask.number - 1)}`,
        changed: { hash: hash(9), what: 'new owners' },
      })),
    },
    reportOffListDealing: {
      loans: plus((ask) => ({ ...fresh(ask), unit: 'consumer-loans' })),
      nowhere: plus((ask) => ({ ...fresh(ask), unit: 'nowhere' })),
    },
    beginDueDiligence: { outsider: plus((ask) => ({ handler: ask.people('court')[0] })) },
    reassign: { outsider: plus((ask) => ({ handler: ask.people('court')[0] })) },
    recordDiligence: {
      unsatisfactory: plus({ result: 'unsatisfactory' }),
      conditional: plus({ result: 'conditional' }),
      foreign: plus((ask) => ({
        aspect: ask.by.body === 'legalCompliance' ? 'operations' : 'compliance',
      })),
    },
    reportDueDiligence: { unproved: () => ({ reportHash: hash(7) }) },
    submitForApproval: {
      key: plus({ customerImpact: 'high' }),
      general: plus({ content: 'low', customerImpact: 'low' }),
      core: plus({ steps: ['creditDecision'] }),
      platform: plus({ steps: ['fundTransfer'] }),
      consulting: plus((ask) => ({
        fees: { ...(ask.sample['fees'] as Payload), consultingFee: true },
      })),
      notAdopted: plus((ask) => {
        const standard = ask.sample['standard'] as Payload
        const minutes = { number: 'SM-2', date: addDays(ask.on, 1), hash: hash(3) }
        return { standard: { ...standard, minutes } }
      }),
    },
    approvePartner: { otherFile: plus({ contentHash: hash(8) }) },
    signAgreement: {
      short: plus((ask) => ({ endsOn: addDays(ask.on, 45) })),
      fewClauses: plus({ clauses: [{ clause: 'servicePrice', place: 'chapter 1' }] }),
      ended: plus((ask) => ({ endsOn: ask.on })),
    },
    publishList: {
      siteOnly: plus({ channels: ['website'] }),
      tomorrow: plus((ask) => ({ publishedOn: addDays(ask.on, 1) })),
    },
    publishUpdate: {
      wrong: plus((ask) => ({
        shows: caseOf(ask).listing === 'suspended' ? 'removed' : 'suspended',
      })),
      unannounced: ({ sample: { noticeHash: _noticeHash, ...rest } }) => rest,
    },
    reportSignal: {
      data: plus({ kind: 'dataEvent' }),
      price: plus({ kind: 'priceDeviation' }),
      marketing: plus({ kind: 'marketingDeviation' }),
    },
    dismissSignal: { other: plus({ aspect: 'fees' }) },
    confirmViolation: { other: plus({ aspect: 'fees' }) },
    recordCooperation: { refused: () => ({ cooperated: false }) },
    recordContacts: {
      night: contacts({ time: '22:30' }),
      agreed: contacts({ time: '22:30', agreed: true }),
      call: contacts({ voice: true }),
      contact: contacts({ party: 'contact' }),
      tomorrow: plus((ask) => ({ on: addDays(ask.on, 1) })),
    },
    suspendPartner: { repeat: plus({ ground: 'repeat' }) },
    recordEvaluation: {
      forEnd: plus({ forEnd: true }),
      unqualified: plus((ask) => ({
        results: { ...(ask.sample['results'] as Payload), compliance: 'unsatisfactory' },
      })),
      flattered: plus({ cooperation: 'full' }),
    },
    planExit: {
      partly: plus({ covers: ['service'] }),
      today: plus((ask) => ({ until: ask.on })),
    },
    extendRunoff: { today: plus((ask) => ({ until: ask.on })) },
    inquire: { soon: plus((ask) => ({ answerBy: addDays(ask.on, 3) })) },
    correctRecord: {
      unit: plus((ask) => {
        const { unit } = caseOf(ask)
        return unit === null ? undefined : { record: { unit: { was: unit, is: 'wealth' } } }
      }),
      nowhere: plus((ask) => {
        const { unit } = caseOf(ask)
        return unit === null ? undefined : { record: { unit: { was: unit, is: 'nowhere' } } }
      }),
      mistaken: plus({ record: { label: { was: 'something else', is: 'label' } } }),
    },
  },
}
