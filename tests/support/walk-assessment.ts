// Assessments and cases of accountability as they also go: of the department itself, of headquarters and of
// management, below the mark, appealed, merged and reopened.

import { addDays } from '../../engine/core/calendar.ts'
import type { Day } from '../../engine/core/values.ts'
import type { AccountabilityContext } from '../../engine/mechanisms/assessment/accountability/context.ts'
import type { CycleContext } from '../../engine/mechanisms/assessment/cycle/context.ts'
import { STOP } from './walk-payload.ts'
import type { Payload, Variant, VariantAsk, Varied } from './walk-payload.ts'
import { GOVERNANCE } from './world.ts'

const plus =
  (more: Payload | ((ask: VariantAsk) => Payload | undefined)): Variant =>
  (ask) => {
    const made = typeof more === 'function' ? more(ask) : more
    return made && { ...ask.sample, ...made }
  }
const cycleOf = (ask: VariantAsk) => ask.context as unknown as CycleContext
const caseOf = (ask: VariantAsk) => ask.context as unknown as AccountabilityContext
const hash = (n: number): string => n.toString(16).padStart(64, '0')

const UNITS = ['consumer-loans', 'wealth', 'branch-east', 'cp', 'hq']
/** A later period with every round through the units: one period of a unit has one assessment. */
const period = ({ on, number }: VariantAsk): Payload => {
  const from = addDays(on, 30 + 70 * Math.floor(number / UNITS.length))
  return { from, to: addDays(from, 60) }
}
const fresh = (more: Payload = {}): Variant =>
  plus((ask) =>
    'source' in ask.sample
      ? { source: GOVERNANCE, ...more }
      : { ...period(ask), unit: UNITS[ask.number % UNITS.length], ...more },
  )
const begun: Variant = (ask) => ({
  ...ask.sample,
  ...period(ask),
  unit: UNITS[ask.number % UNITS.length],
  from: ask.on,
  to: addDays(ask.on, 40),
})
const resolved = (more: (ask: VariantAsk) => Payload): Variant =>
  plus((ask) => {
    const { resolution } = ask.sample as { resolution?: { minutes: Payload } }
    return resolution && { resolution: { minutes: { ...resolution.minutes, ...more(ask) } } }
  })
const resolutions = {
  otherContent: resolved(() => ({ contentHash: hash(78) })),
  tomorrow: resolved((ask) => ({ date: addDays(ask.on, 1) })),
} satisfies Readonly<Record<string, Variant>>
const scored = (score: number): Variant =>
  plus((ask) => ({
    scores: (ask.sample['scores'] as readonly Payload[]).map((s) => ({ ...s, score })),
  }))
const adjusted = (score: number): Variant =>
  plus((ask) => ({
    adjustments: cycleOf(ask).scores.map(({ indicator }) => ({
      indicator,
      score,
      processes: [GOVERNANCE],
      entries: [],
    })),
  }))
const rulings = {
  raised: adjusted(95),
  lowered: adjusted(10),
  foreign: plus({
    adjustments: [{ indicator: 'training', score: 1, processes: [GOVERNANCE], entries: [] }],
  }),
  uncited: plus({
    adjustments: [{ indicator: 'complaintHandling', score: 1, processes: [], entries: [] }],
  }),
} satisfies Readonly<Record<string, Variant>>
const personOf = (body: Parameters<VariantAsk['people']>[0], more: Payload = {}): Variant =>
  plus((ask) => ({ person: ask.people(body)[0], ...more }))
const correction = (record: (ask: VariantAsk) => Payload): Variant =>
  plus((ask) => ({ record: record(ask) }))

const approved = ['submitScheme', 'endorseScheme', 'approveScheme']
const drafted = [...approved, 'startPeriod', 'endPeriod', 'publishDraft']
const ofUnit = (unit: string) => `openCycle:${unit}`
const finalised = (unit: string) => [ofUnit(unit), ...drafted, 'finaliseUnappealed', 'linkToPay']
const heard = ['establishFacts@legalCompliance', 'recordHearing@humanResources']

export const assessments: Varied = {
  ways: {
    left: ['openAccountability:east@regulator', STOP],
    merged: ['openAccountability:east', 'mergeCase:other@consumerProtection'],
    left2: ['openAccountability:east@internalAudit', STOP],
    merged2: ['openAccountability:east', 'mergeCase:other@legalCompliance'],
    sanctioned: [
      'openAccountability:east@consumerProtection',
      'nameConcerned:loans',
      ...heard,
      'giveStatement@businessDepartment',
      'submitForDecision',
      'decideSanction:trained',
      'claimRemedied@businessDepartment',
      'confirmRemedied@internalAudit',
    ],
    department1: [
      'openAccountability:department@seniorManagement',
      ...heard,
      'giveStatement@consumerProtection',
      'submitForDecision@legalCompliance',
      'decideSanction',
      'claimRemedied@consumerProtection',
      'rejectRemedied@internalAudit',
      'reportRemedyOverdue',
      'claimRemedied@consumerProtection',
      'rejectRemedied@internalAudit',
    ],
    ofManagement: [
      'openAccountability:management',
      ...heard,
      'giveStatement@seniorManagement',
      'submitForDecision',
      'resolveSanction@board',
      'claimRemedied@headquarters',
      'reopenFacts@consumerProtectionCommittee',
    ],
    ofManagement2: [
      'openAccountability:management',
      ...heard,
      'submitForDecision',
      'returnForFacts@consumerProtectionCommittee',
      'proposeDismissal',
      'refuseDismissal@consumerProtectionCommittee',
      'proposeDismissal@legalCompliance',
      'confirmDismissal@consumerProtectionCommittee',
    ],
    ofManagement3: [
      'openAccountability:management',
      ...heard,
      'submitForDecision',
      'resolveSanction@consumerProtectionCommittee',
    ],
    dismissed: ['openAccountability', 'proposeDismissal', 'confirmDismissal@seniorManagement'],

    closed: [...finalised('loans'), 'findNoWeakness'],
    rectified: [...finalised('loans'), 'findWeaknesses', 'claimRectified', 'confirmRectified'],
    department: [
      ofUnit('cp'),
      ...approved,
      'startPeriod',
      'endPeriod',
      'publishDraft@humanResources',
      'appeal@consumerProtection',
      'ruleOnAppeal:lowered',
      'linkToPay',
      'findWeaknesses@humanResources',
      'claimRectified@consumerProtection',
      'rejectRectified@internalAudit',
    ],
    headquarters: [
      ofUnit('hq'),
      ...drafted,
      'appeal@headquarters',
      'withdrawAppeal@headquarters',
      'linkToPay',
      'findWeaknesses@consumerProtection',
      'claimRectified@headquarters',
    ],
    management: [
      ofUnit('management'),
      ...drafted,
      'appeal@seniorManagement',
      'ruleByResolution:raised',
      'linkToPay',
      'findWeaknesses@consumerProtection',
      'claimRectified@seniorManagement',
    ],
    managementWithdraws: [
      ofUnit('management'),
      ...drafted,
      'appeal@seniorManagement',
      'withdrawAppeal@seniorManagement',
    ],
    below: [
      ofUnit('loans'),
      ...drafted.slice(0, -1),
      'publishDraft:low',
      'finaliseUnappealed',
      'linkToPay',
      'findWeaknesses',
      'reportRectificationOverdue',
      'claimRectified',
      'rejectRectified',
    ],
    passed: [
      ofUnit('loans'),
      ...drafted,
      'appeal@businessDepartment',
      'passAppealToCommittee',
      'ruleByResolution:lowered',
    ],
    scoredLate: [ofUnit('loans'), ...drafted.slice(0, -1), 'reportScoringOverdue', 'publishDraft'],
    begunLate: ['openCycle:begun', 'submitScheme', 'endorseScheme', 'approveScheme', 'amendScheme'],
    serious: [
      ofUnit('loans'),
      ...approved,
      'reportSeriousEvent@regulator',
      'reportSeriousEvent@internalAudit',
    ],
    withdrawn: [ofUnit('loans'), 'submitScheme', 'withdrawCycle'],
    unitClosed: [ofUnit('loans'), 'closeUnit'],
  },
  opening: fresh(),
  hopeless: (rule) => rule === 'mergeTargetOpen',
  mends: {
    directPersonNamed: ['nameConcerned'],
    everyoneHeard: ['recordHearing', 'giveStatement'],
    schemeInForce: ['approveScheme'],
    weightStillAsOrdered: ['returnScheme', 'returnSchemeByCommittee'],
    unitIsKnown: ['establishFacts'],
  },
  variants: {
    openCycle: {
      loans: fresh({ unit: 'consumer-loans' }),
      cp: fresh({ unit: 'cp' }),
      hq: fresh({ unit: 'hq' }),
      management: fresh({ unit: 'hq', ofManagement: true }),
      begun,
      unknown: fresh({ unit: 'nowhere' }),
      endless: plus((ask) => ({ to: addDays(ask.sample['from'] as Day, 400) })),
    },
    submitScheme: {
      heavy: plus({ weight: 40 }),
      light: plus({ weight: 1 }),
      volume: plus({ sellerTargets: ['salesVolume'] }),
      withoutSales: plus({ sellerTargets: [] }),
      halves: plus({ indicators: [{ indicator: 'complaintHandling', weight: 50 }] }),
      deaf: plus({ indicators: [{ indicator: 'training', weight: 100 }] }),
      others: plus({ units: ['wealth-2'] }),
    },
    orderWeight: { low: plus({ weight: 1 }), high: plus({ weight: 50 }) },
    approveScheme: resolutions,
    ruleByResolution: { ...resolutions, ...rulings },
    ruleOnAppeal: rulings,
    publishDraft: {
      low: scored(20),
      high: scored(100),
      uncited: plus((ask) => ({
        scores: (ask.sample['scores'] as readonly Payload[]).map((s) => ({ ...s, entries: [] })),
      })),
      incomplete: plus((ask) => ({
        scores: (ask.sample['scores'] as readonly Payload[]).slice(0, 1),
      })),
    },
    linkToPay: { payAlone: plus({ effects: ['performancePay'] }) },
    closeUnit: { tomorrow: plus((ask) => ({ closedOn: addDays(ask.on, 1) })) },
    reportSeriousEvent: { person: personOf('businessDepartment') },
    openAccountability: {
      unknown: plus({ source: '00000000-0000-7000-8000-00000000ffff' }),
      east: fresh({ unit: 'branch-east' }),
      loans: fresh({ unit: 'consumer-loans' }),
      nobody: ({ sample: { unit: _unit, ...rest } }) => ({ ...rest, source: GOVERNANCE }),
      department: (ask) => ({
        ...ask.sample,
        source: GOVERNANCE,
        unit: 'cp',
        person: ask.people('consumerProtection')[0],
      }),
      management: (ask) => ({
        ...ask.sample,
        source: GOVERNANCE,
        unit: 'hq',
        person: ask.people('seniorManagement')[0],
      }),
    },
    nameConcerned: {
      management: personOf('seniorManagement', { involvement: 'manager' }),
      protection: personOf('consumerProtection'),
      loans: plus((ask) => ({ person: ask.people('businessDepartment')[0] })),
    },
    establishFacts: {
      unconsidered: ({ sample: { noManager: _none, ...rest } }) => rest,
      nowhere: ({ sample: { unit: _unit, ...rest } }) => rest,
      loans: plus({ unit: 'consumer-loans' }),
    },
    mergeCase: {
      other: plus((ask) => (ask.others[0] === undefined ? undefined : { into: ask.others[0] })),
      second: plus((ask) => (ask.others[1] === undefined ? undefined : { into: ask.others[1] })),
    },
    recordHearing: {
      stranger: personOf('court'),
      declined: plus({ outcome: 'declined' }),
      absent: plus({ outcome: 'absent' }),
    },
    decideSanction: {
      stranger: personOf('court'),
      trained: plus({ training: true }),
      excused: plus({ sanction: 'none' }),
      ofManagement: plus((ask) => {
        const manager = caseOf(ask).persons.find((p) => p.ofManagement)
        return manager && { person: manager.person }
      }),
    },
    resolveSanction: {
      ...resolutions,
      stranger: personOf('court'),
      ofUnit: plus((ask) => {
        const one = caseOf(ask).persons.find((p) => !p.ofManagement)
        return one && { person: one.person }
      }),
    },
    inquire: { soon: plus((ask) => ({ answerBy: addDays(ask.on, 3) })) },
    correctRecord: {
      mistaken: correction(() => ({ label: { was: 'something else', is: 'label' } })),
      unit: correction((ask) => ({
        unit: { was: cycleOf(ask).unit ?? 'unknown', is: 'consumer-loans' },
      })),
    },
  },
}
