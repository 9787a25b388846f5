// The protection of information as it also goes: activities that need consent, processors and approval of
// senior management; objections to credit records; incidents of every class.

import { addDays } from '../../engine/core/calendar.ts'
import { LOWEST } from '../../engine/mechanisms/personal-information/incident/terms.ts'
import type { IncidentContext } from '../../engine/mechanisms/personal-information/incident/terms.ts'
import type { ProcessingContext } from '../../engine/mechanisms/personal-information/processing/terms.ts'
import type { RequestContext } from '../../engine/mechanisms/personal-information/request/terms.ts'
import type { Ground } from './walk-ground.ts'
import { informationWays } from './walk-information-ways.ts'
import type { Payload, Variant, VariantAsk, Varied } from './walk-payload.ts'
import { INSTITUTION } from './world.ts'

type Ask = Pick<VariantAsk, 'context'>
const activityOf = (ask: Ask) => ask.context as unknown as ProcessingContext
const requestOf = (ask: Ask) => ask.context as unknown as RequestContext
const incidentOf = (ask: Ask) => ask.context as unknown as IncidentContext
const plus =
  (more: Payload | ((ask: VariantAsk) => Payload | undefined)): Variant =>
  (ask) => {
    const made = typeof more === 'function' ? more(ask) : more
    return made && { ...ask.sample, ...made }
  }
const hash = (n: number): string => n.toString(16).padStart(64, '0')
/** Another activity with every case, because one activity has one open case. */
const fresh = (ask: VariantAsk): Payload =>
  'activity' in ask.sample ? { activity: `activity:walk-${String(ask.number)}` } : {}
const LOANS = 'consumer-loans'
const PARTNER = 'partner:demo-partner'
const OTHER = 'partner:walk-other'

const everything: Payload = {
  kinds: ['identity', 'biometric', 'account'],
  basis: 'consent',
  automation: 'sole',
  personalised: true,
  recipients: [
    { partner: PARTNER, role: 'processor' },
    { partner: PARTNER, role: 'recipient' },
  ],
}
const no = {
  sensitive: false,
  automated: false,
  entrusting: false,
  providing: false,
  publishing: false,
  crossBorder: false,
  majorImpact: false,
}
const classed = (more: Payload): Variant =>
  plus((ask) => ({ class: { ...(incidentOf(ask).class ?? LOWEST), ...more } }))
const GRAVE = {
  severity: 'major',
  criticalInfrastructure: true,
  adverseEffect: true,
  dataSecurity: true,
  people: 20_000,
  sensitive: true,
}

/** What another process caused: nobody but the courier opens it. */
async function furnish(ground: Ground, event: string): Promise<void> {
  if (event !== 'reportIncident') return
  const causes = { event, payload: { kind: 'alteration' }, mechanism: 'M05' }
  await ground.engine.execute(INSTITUTION, [
    { ...causes, asker: { system: 'courier' }, via: 'engine', request: ground.request() },
  ])
}

export const information: Varied = {
  ways: informationWays,
  opening: plus(fresh),
  furnish,
  mends: {
    recipientsConfirmed: ['confirmProcessorDeletion'],
    deletionProved: ['submitDeletionProof'],
    cureEvidenced: ['submitCure'],
    creditMarked: ['markDisputed'],
    reportsMade: ['tellAuthority'],
    individualsSettled: ['tellIndividuals'],
    harmContained: ['containIncident'],
    inCharge: ['reassign'],
  },
  hopeless: (rule, ask) => {
    const { authors, work } = activityOf(ask)
    return (
      rule === 'handlerIsFree' &&
      ask
        .people('personalInformationOfficer')
        .every((p) => authors.includes(p) || work.recused.includes(p))
    )
  },
  variants: {
    proposeActivity: {
      own: plus(fresh),
      product: plus((ask) => ({ ...fresh(ask), product: 'product:demo-loan' })),
    },
    reportUnassessed: {
      loans: plus((ask) => ({ ...fresh(ask), unit: LOANS })),
    },
    submitActivity: {
      everything: plus(everything),
      abroad: plus({ abroad: true, kinds: ['identity', 'credit'] }),
      published: plus({ publishes: true, basis: 'legalDuty' }),
      others: plus({ recipients: [{ partner: OTHER, role: 'processor' }] }),
      large: plus({ institutionPeople: 20_000_000 }),
      ends: plus((ask) => ({ endsOn: addDays(ask.on, 10) })),
      ended: plus((ask) => ({ endsOn: ask.on })),
      again: plus((ask) => {
        const met = activityOf(ask).rejected.at(-1)
        return met === undefined ? undefined : { contentHash: met }
      }),
    },
    screenActivity: {
      no: plus({ triggers: no }),
      major: plus((ask) => ({
        triggers: { ...(ask.sample['triggers'] as object), majorImpact: true },
      })),
    },
    finishAssessment: {
      high: plus({ risk: 'high' }),
      bare: ({ sample: { safeguards: _s, transferHash: _t, ...rest } }) => ({
        ...rest,
        entrustments: [],
      }),
      other: plus({ contentHash: hash(99) }),
    },
    goLive: { textless: ({ sample }) => ({ noticeHash: sample['noticeHash'] }) },
    recordConsent: {
      otherText: plus({ textHash: hash(98) }),
      none: plus({ general: false, separate: [] }),
      untold: plus({ recipientTold: ['name'] }),
    },
    recordProvision: { other: plus({ partner: 'partner:nobody' }) },
    recordInspection: {
      other: plus({ partner: 'partner:nobody' }),
      defective: plus({ satisfactory: false }),
    },
    confirmProcessorDeletion: { other: plus({ partner: 'partner:nobody' }) },
    retainByLaw: {
      short: plus((ask) => ({ until: addDays(ask.on, 20) })),
      past: plus((ask) => ({ until: ask.on })),
    },
    recordAudit: {
      large: plus({ institutionPeople: 20_000_000 }),
      defects: plus({ satisfactory: false }),
    },
    registerRequest: {
      credit: plus({ kind: 'creditObjection' }),
      agent: plus({ requester: 'agent', kind: 'deletion' }),
      loans: plus({ unit: LOANS, kind: 'correction' }),
      future: plus((ask) => ({ receivedOn: addDays(ask.on, 1) })),
      earlier: plus((ask) => ({ receivedOn: addDays(ask.on, -5) })),
    },
    confirmIdentity: { bare: () => ({ method: 'document' }) },
    fulfilRequest: {
      other: plus((ask) => ({
        outcome: requestOf(ask).kind === 'access' ? 'deleted' : 'accessGiven',
      })),
      spoken: plus({ inWriting: false }),
      another: plus({ about: 'consumer:another' }),
    },
    refuseRequest: {
      spoken: plus({ inWriting: false }),
      untold: plus({ remedyTold: false }),
    },
    contestAnswer: {
      court: plus({ route: 'court' }),
      complaint: plus({ route: 'complaint' }),
    },
    withdrawRequest: { another: plus({ about: 'consumer:another' }) },
    reportIncident: {
      loans: plus({ unit: LOANS, product: 'product:demo-loan', kind: 'leak' }),
      partner: plus({ partner: PARTNER }),
      harmless: plus({ ...LOWEST }),
      grave: plus({ ...GRAVE }),
      future: plus((ask) => ({
        discoveredAt: `${addDays(ask.on, 2)}T00:00:00.000Z`,
      })),
    },
    confirmIncident: {
      grave: classed(GRAVE),
      general: classed({ severity: 'general', criticalInfrastructure: false }),
      lowest: plus({ class: LOWEST }),
    },
    raiseClass: { grave: plus({ class: GRAVE }), lower: plus({ class: LOWEST }) },
    proposeLowerClass: { higher: plus({ class: GRAVE }) },
    tellAuthority: {
      first: plus({ report: 'supervisorFirst', items: [] }),
      written: plus({ report: 'supervisorWritten' }),
      bank: plus({ report: 'centralBank' }),
      internet: plus({ report: 'internet' }),
      incomplete: plus({ report: 'centralBank', items: ['kinds'] }),
      unpoliced: plus({ report: 'internet', policeTold: false }),
      uncontained: ({ sample: { containmentHash: _c, ...rest } }) => rest,
    },
    tellIndividuals: { incomplete: plus({ items: ['kinds'] }) },
    sealLogs: { reversed: plus((ask) => ({ to: addDays(ask.on, -1) })) },
    recordCause: { loans: plus({ unit: LOANS }) },
    inquire: { soon: plus((ask) => ({ answerBy: addDays(ask.on, 3) })) },
    reassign: {
      outsider: plus((ask) => ({ handler: ask.people('court')[0] })),
      other: plus((ask) => ({ handler: ask.people('personalInformationOfficer')[1] })),
    },
    correctRecord: {
      mistaken: plus({ record: { label: { was: 'something else', is: 'label' } } }),
      received: plus((ask) => {
        const was = requestOf(ask).receivedOn
        return typeof was === 'string'
          ? { record: { receivedOn: { was, is: addDays(was as never, -1) } } }
          : undefined
      }),
    },
  },
}
