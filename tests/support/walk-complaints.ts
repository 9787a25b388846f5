// Complaints as they also come: to a branch, by the People's Bank, from an earlier register, with other
// relief, other causes, other days.

import { addDays } from '../../engine/core/calendar.ts'
import type { Context as Complaint } from '../../engine/mechanisms/complaint-handling/context.ts'
import { STOP } from './walk-payload.ts'
import type { Payload, Variant, VariantAsk, Varied } from './walk-payload.ts'

const caseOf = (ask: Pick<VariantAsk, 'context'>): Complaint => ask.context as unknown as Complaint
const HASH = 'ab'.repeat(32)
/** Rules of who may be named. */
const NAMING = ['noInterest', 'notConcerned', 'notRecused', 'handlerSeated']
const byPost = { means: 'post', proof: HASH }
const plus =
  (more: Payload | ((ask: VariantAsk) => Payload | undefined)): Variant =>
  (ask) => {
    const made = typeof more === 'function' ? more(ask) : more
    return made && { ...ask.sample, ...made }
  }
/** As the sample, but not by those who forward: they say themselves from where it comes. */
const ours = (more: (ask: VariantAsk) => Payload): Variant =>
  plus((ask) =>
    ['consumerProtection', 'consumerChannel'].includes(ask.by.body) ? more(ask) : undefined,
  )
const about = (ask: VariantAsk) => ({ about: caseOf(ask).complainant })
const correction = (record: (c: Complaint, ask: VariantAsk) => Payload | undefined): Variant =>
  plus((ask) => {
    const made = record(caseOf(ask), ask)
    return made && { record: made }
  })
const change = (name: string, was: string | number | null | undefined, is: string | number) => ({
  [name]: { ...(was === null || was === undefined ? {} : { was }), is },
})
const none = { kind: 'none' }
const later = (ask: VariantAsk, days: number) => addDays(ask.on, days)

const intake = {
  register: {
    loan: ours(() => ({
      complainant: 'consumer:loan',
      product: 'product:demo-loan',
      unit: 'consumer-loans',
      narrative: 'narrative',
    })),
    fund: ours(() => ({ product: 'product:demo-fund', unit: 'wealth' })),
    branch: ours(() => ({ unit: 'branch-east', complainant: 'consumer:branch' })),
    bank: plus((ask) =>
      ask.by.body === 'partner'
        ? undefined
        : { channel: 'forwarded', forwardedBy: 'pboc', pbocBusiness: true },
    ),
    massVisit: ours(() => ({
      faceToFace: 25,
      complainants: 30,
      representatives: ['consumer:a', 'consumer:b'],
    })),
    tooMany: ours(() => ({
      representatives: ['a', 'b', 'c', 'd', 'e', 'f'].map((r) => `consumer:${r}`),
    })),
    earlier: ours((ask) => ({
      receivedOn: later(ask, -10),
      madeOn: later(ask, -12),
      pbocBusiness: true,
    })),
    concerned: ours((ask) => ({ concerned: ask.people('consumerProtection').slice(-1) })),
    continued: plus((ask) => (ask.others[0] ? { continues: ask.others[0] } : undefined)),
    tomorrow: ours((ask) => ({ receivedOn: later(ask, 1) })),
    unknownUnit: ours(() => ({ unit: 'nowhere' })),
  },
  confirmIdentity: {
    proxy: () => ({ identity: 'proxy', authorisation: HASH }),
    unproved: () => ({ identity: 'attested' }),
    alone: () => ({ identity: 'representatives', authorisation: HASH }),
    unauthorised: () => ({ identity: 'heir' }),
  },
  transfer: {
    branch: () => ({ to: 'branch-east', reason: 'competence' }),
    loans: () => ({ to: 'consumer-loans', reason: 'competence' }),
    nowhere: () => ({ to: 'nowhere', reason: 'competence' }),
  },
  linkComplaint: {
    other: plus((ask) => (ask.others[0] ? { complaint: ask.others[0] } : undefined)),
  },
  merge: { newFacts: () => ({ noNewFacts: false }) },
  split: { product: plus({ product: 'product:demo-fund' }) },
  declareMajor: {
    massVisit: () => ({ ground: 'massVisit', faceToFace: 30 }),
    few: () => ({ ground: 'massVisit', faceToFace: 3 }),
  },
  assign: {
    interested: (ask) => ({ handler: ask.people('legalCompliance')[0] }),
    stranger: (ask) => ({ handler: ask.people('court')[0] }),
  },
  startHandling: { interested: () => ({ noInterest: false }) },
} satisfies Varied['variants']

const work = {
  recordContact: { failed: plus({ reached: false, said: 'nobody answered' }) },
  askMaterial: { held: plus({ held: ['receipt'] }) },
  inquire: { soon: plus((ask) => ({ answerBy: later(ask, 3) })) },
  settle: {
    deed: plus((ask) => ({
      relief: { kind: 'nonMonetary', what: 'an apology', by: later(ask, 5) },
    })),
    incomplete: plus({ relief: { kind: 'monetary' } }),
  },
  decide: {
    notUpheld: plus((ask) =>
      caseOf(ask).settlement ? undefined : { outcome: 'notUpheld', relief: none },
    ),
    upheld: plus((ask) =>
      caseOf(ask).settlement ? undefined : { outcome: 'upheld', relief: none },
    ),
    deed: plus((ask) =>
      caseOf(ask).settlement
        ? undefined
        : {
            outcome: 'upheld',
            relief: { kind: 'nonMonetary', what: 'a correction', by: later(ask, 9) },
          },
    ),
    unreasoned: ({ sample: { findings: _findings, ...rest } }) => rest,
    unsettled: plus({ outcome: 'settled' }),
    fewRemedies: plus({ remedies: ['litigation'] }),
    notStated: plus({ outcome: 'notStated' }),
  },
  tell: {
    post: () => ({ means: 'post', proof: HASH }),
    delivered: (ask) => ({ means: 'post', proof: HASH, deliveredOn: ask.on }),
    unproved: () => ({ means: 'phone' }),
    tomorrow: (ask) => ({ ...byPost, on: later(ask, 1) }),
  },
  recordDelivery: { tomorrow: (ask) => ({ deliveredOn: later(ask, 1), proof: HASH }) },
  pause: {
    mediation: plus({ ground: 'mediation' }),
    tomorrow: (ask) => ({ ground: 'mediation', told: { ...byPost, on: later(ask, 1) } }),
  },
  newFacts: {
    reasons: plus({ novelty: 'newReasons' }),
    disputed: plus({ novelty: 'disputed' }),
    unkept: (ask) => ({ ...about(ask), novelty: 'newFacts', facts: 'facts' }),
  },
  recordPerformance: { tomorrow: (ask) => ({ on: later(ask, 1), proof: HASH }) },
  askReview: { late: plus((ask) => ({ deliveredOn: later(ask, -40) })) },
  changeDecision: {
    none: plus({ outcome: 'notUpheld', relief: none }),
    unexamined: plus({ examined: ['result'] }),
  },
  confirmCause: {
    product: plus({ kinds: ['product'], product: 'product:demo-loan', owner: 'consumer-loans' }),
    owner: plus({ owner: 'consumer-loans' }),
    nothing: plus((ask) => (caseOf(ask).partner ? undefined : { kinds: ['partner'] })),
  },
  note: { stranger: plus({ about: 'consumer:stranger' }) },
} satisfies Varied['variants']

const corrections = {
  receivedOn: correction((c, ask) => change('receivedOn', c.receivedOn, addDays(ask.on, -1))),
  matter: correction((c) => change('matter', c.matter, `${c.matter}.`)),
  complainants: correction((c) => change('complainants', c.complainants, c.complainants + 1)),
  faceToFace: correction((c) => change('faceToFace', c.faceToFace, 22)),
  product: correction((c) => change('product', c.product, 'product:demo-fund')),
  partner: correction((c) => change('partner', c.partner, 'partner:demo-partner')),
  organisation: correction((c) => change('organisation', c.organisation, 'organisation:other')),
  toldOn: correction((c, ask) => change('toldOn', c.told?.on, addDays(ask.on, -1))),
  deliveredOn: correction((c, ask) => change('deliveredOn', c.told?.deliveredOn, ask.on)),
  promisedBy: correction((c, ask) => change('promisedBy', c.owed?.by, addDays(ask.on, 4))),
  performedOn: correction((c, ask) => change('performedOn', c.owed?.performedOn, ask.on)),
  mistaken: correction(() => change('matter', 'something else', 'matter')),
} satisfies Readonly<Record<string, Variant>>

const taken = ['confirmIdentity', 'assign', 'startHandling', 'recordContact']
const told = [...taken, 'clarifyFacts', 'agreeLegally', 'decide', 'tell']
const traced = [...told, 'accept', 'confirmCause:owner']
const archived = [
  ...traced,
  'recordRectification@businessDepartment',
  'verifyRectification',
  'recordPerformance',
  'archive',
]

export const complaints: Varied = {
  ways: {
    handled: ['register', ...taken],
    forwarded: ['register:bank@regulator', 'expirePbocAnswer'],
    mediated: ['register', ...taken, 'pause:mediation@courier', 'resume@courier'],
    told: ['register:loan', ...told],
    toldByBranch: ['register:branch', ...told],
    reviewLate: ['register:loan', ...told, 'askSecondLook', 'expireReview'],
    reviewedLate: ['register:branch', ...told, 'askReview', 'acceptReview', 'expireReview'],
    // The same cause each time, so that in the end it recurs.
    archived: ['register', ...archived, STOP],
    archivedAgain: ['register', ...archived, STOP],
    recurring: ['register', ...traced, 'reportRepeatedCause'],
    merged: ['register', 'linkComplaint:other', 'confirmIdentity', 'merge'],
    transcribed: ['register:transcribed', 'confirmIdentity', 'recordHandling', 'decide', 'tell'],
  },
  variants: { ...intake, ...work, correctRecord: corrections },
  transcribed: {
    event: 'register',
    payload: (ask) => ({
      channel: 'forwarded',
      forwardedBy: 'otherAuthority',
      receivedOn: addDays(ask.on, -20),
      matter: 'charges',
      complainant: `consumer:row-${String(ask.number)}`,
      basis: 'voluntary',
    }),
    holds: (context) => context['source'] !== null && context['handler'] === null,
  },
  hopeless: (rule, ask) => {
    const { concerned, work: done } = caseOf(ask)
    const left = ask.people('consumerProtection')
    return (
      NAMING.includes(rule) && left.every((p) => concerned.includes(p) || done.recused.includes(p))
    )
  },
}
