// Governance processes as they also go: plans and half-years, changes of what was adopted, inquiries into
// each body, opinions without rectification, matters that are none, and instructions of the board.

import { addDays } from '../../engine/core/calendar.ts'
import { FIGURES, FIGURE_OWNERS } from '../../engine/mechanisms/disclosure/report-terms.ts'
import type { Ground } from './walk-ground.ts'
import { STOP } from './walk-payload.ts'
import type { Payload, Variant, VariantAsk, Varied } from './walk-payload.ts'
import { GOVERNANCE, INSTITUTION } from './world.ts'

const plus =
  (more: Payload | ((ask: VariantAsk) => Payload | undefined)): Variant =>
  (ask) => {
    const made = typeof more === 'function' ? more(ask) : more
    return made && { ...ask.sample, ...made }
  }
const hash = (n: number): string => n.toString(16).padStart(64, '0')
const EVIDENCE = 'e7'.repeat(32)

/** The year of which the report to the public was disclosed before the walks began. */
const PUBLISHED = 2025
/** One of each kind and year: every other year is put down by itself. */
const ahead: Variant = plus((ask) => ({ year: Number(ask.on.slice(0, 4)) + 2 * ask.number + 1 }))
const opening: Variant = plus((ask) => {
  if ('year' in ask.sample) return { year: 2024 - ask.number }
  if ('of' in ask.sample) return { process: GOVERNANCE }
  return {}
})

const minutes = (more: (ask: VariantAsk) => Payload): Variant =>
  plus((ask) => {
    const { resolution } = ask.sample as { resolution?: { minutes: Payload } }
    return resolution && { resolution: { minutes: { ...resolution.minutes, ...more(ask) } } }
  })
const resolutions = {
  otherContent: minutes(() => ({ contentHash: hash(78) })),
  tomorrow: minutes((ask) => ({ date: addDays(ask.on, 1) })),
} satisfies Readonly<Record<string, Variant>>
const into = (of: string): Variant => plus({ of, process: GOVERNANCE })

type Step = readonly [by: string, event: string, payload: object]
async function published(ground: Ground): Promise<void> {
  let process: string | undefined
  const figures = FIGURES.map((of): Step => {
    const by = {
      consumerProtection: 'protection-2',
      humanResources: 'hr-1',
      internalAudit: 'audit-1',
    }
    return [by[FIGURE_OWNERS[of]], 'signFigures', { of, figuresHash: EVIDENCE, count: 7 }]
  })
  const resolution = {
    minutes: {
      number: 'B-1',
      date: '2026-03-02',
      quorum: 3,
      hash: EVIDENCE,
      contentHash: hash(1),
    },
  }
  const steps: readonly Step[] = [
    ['protection-1', 'scheduleYear', { year: PUBLISHED }],
    ...figures,
    ['protection-1', 'lockData', { feedHash: EVIDENCE, feedCount: 7, explained: 0 }],
    [
      'protection-1',
      'submitReport',
      { reportHash: hash(1), complaintSection: { hash: EVIDENCE, count: 7 } },
    ],
    ['management-1', 'managementEndorse', { grounds: 'complete' }],
    ['committee-1', 'committeeEndorse', { resolution }],
    ['board-1', 'resolveReport', { resolution }],
    [
      'protection-1',
      'publishReport',
      { reportHash: hash(1), places: ['site'], evidenceHash: EVIDENCE },
    ],
  ]
  for (const [by, event, payload] of steps) {
    const [answer] = await ground.engine.execute(INSTITUTION, [
      {
        asker: { person: ground.viewers.get(by)?.person ?? '' },
        via: 'api',
        request: ground.request(),
        mechanism: 'M02',
        event,
        payload,
        ...(process === undefined ? {} : { process }),
      },
    ])
    if (answer?.kind !== 'accepted') throw new Error(`${event} by ${by}: ${JSON.stringify(answer)}`)
    process = answer.process.id
  }
  disclosed = process
}
let furnished: Ground | undefined
let disclosed: string | undefined

const compiled = ['startCompiling', 'compileReport', 'presentReport', 'endorseWorkReport']
const ways: NonNullable<Varied['ways']> = {
  disclosed: [
    'openWorkReport:published',
    ...compiled,
    'resolveWorkReport',
    'reportDisclosureOverdue',
    'recordDisclosure:published',
    STOP,
  ],
  adopted: [
    'openPolicy@seniorManagement',
    'submitPolicy@consumerProtection',
    'endorsePolicy',
    'adoptPolicy',
    'reportExecution',
    'changePolicy@seniorManagement',
    'endorsePolicy',
    'adoptPolicy',
    'changePolicy@consumerProtection',
    'committeeReturnPolicy',
    'submitPolicy@seniorManagement',
    'endorsePolicy',
    'adoptPolicy',
    'remindAccount',
    'concludePolicy',
    STOP,
  ],
  planned: [
    'openPolicy:ahead@consumerProtection',
    'submitPolicy',
    'endorsePolicy',
    'adoptPolicy',
    'beginRenewal',
    'revokePolicy',
    'withdrawPolicy',
    STOP,
  ],
  delayed: [
    'openPolicy:plan@courier',
    'remindDraft',
    'submitPolicy',
    'escalatePolicyExamination',
    'endorsePolicy',
    'escalatePolicyAdoption',
    'reportAdoptionOverdue',
    'boardReturnPolicy',
    'explainBreach',
    STOP,
  ],
  halfYear: [
    'openWorkReport:half',
    ...compiled.slice(0, 2),
    'returnReport',
    ...compiled.slice(1, 3),
    'returnWorkReport',
    ...compiled.slice(1),
    'sendBackWorkReport',
    ...compiled.slice(1),
    'resolveWorkReport',
    STOP,
  ],
  missed: [
    'openWorkReport:ahead@courier',
    'beginPeriod',
    'remindCompiling',
    'reportPresentationOverdue',
    'reportConsiderationMissed',
    'compileReport',
    'escalateReportManagement',
    'presentReport',
    'escalateReportCommittee',
    'endorseWorkReport',
    'escalateReportBoard',
    'resolveWorkReport',
    'amendReport',
    STOP,
  ],
  struck: ['openWorkReport:ahead', 'voidWorkReport', STOP],
  inquired: [
    'openInquiry',
    'reportAnswerOverdue',
    'answerSupervisors',
    'remindOpinion',
    'askFurther',
    'answerSupervisors',
    'giveOpinion',
    'reportRectificationOverdue',
    'reportRectification',
    'remindFollowUp',
    'insistOnRectification',
    'reportRectification',
    'confirmRectified',
    STOP,
  ],
  ofBoard: [
    'openInquiry:board',
    'answerSupervisors@board',
    'giveOpinion',
    'reportRectification@board',
    STOP,
  ],
  ofCommittee: [
    'openInquiry:committee',
    'answerSupervisors@consumerProtectionCommittee',
    'giveOpinion',
    'reportRectification@consumerProtectionCommittee',
    STOP,
  ],
  noObjection: ['openInquiry:department', 'answerSupervisors', 'giveOpinion:noObjection', STOP],
  withdrawn: ['openInquiry', 'withdrawInquiry', STOP],
  instructed: [
    'reportMatter@businessDepartment',
    'assessMatter',
    'informBoard',
    'instructOnMatter',
    'reportInstructionOverdue',
    'performInstruction',
    'reportDevelopment',
    'noteMatter',
    'reportRegulatorOverdue',
    'tellRegulator',
    'remindMatter',
    'concludeMatter',
    STOP,
  ],
  lateMatter: [
    'reportMatter@courier',
    'reportAssessmentOverdue',
    'assessMatter:silent',
    'escalateInforming',
    'informBoard',
    'escalateMatterBoard',
    'noteMatter',
    'concludeMatter',
    STOP,
  ],
  ordinary: ['reportMatter@internalAudit', 'assessMatter:ordinary', STOP],
  byLegal: ['reportMatter@legalCompliance', 'assessMatter', 'tellRegulator', STOP],
  byProtection: ['reportMatter:complaint@consumerProtection', STOP],
}

export const governances: Varied = {
  furnish: async (ground) => {
    if (furnished === ground) return
    furnished = ground
    await published(ground)
  },
  opening,
  ways,
  variants: {
    openPolicy: {
      ahead,
      plan: plus((ask) => ({ kind: 'annualPlan', year: 2024 - ask.number })),
    },
    openWorkReport: {
      ahead,
      half: plus((ask) => ({ kind: 'halfYear', year: 2024 - ask.number })),
      published: plus({ year: PUBLISHED }),
    },
    openInquiry: {
      board: into('board'),
      committee: into('consumerProtectionCommittee'),
      department: into('department'),
      nothing: plus({ process: EVIDENCE.slice(0, 8) + '-0000-4000-8000-000000000000' }),
    },
    reportMatter: { complaint: plus({ kind: 'majorComplaint' }) },
    endorsePolicy: resolutions,
    adoptPolicy: resolutions,
    revokePolicy: resolutions,
    endorseWorkReport: resolutions,
    resolveWorkReport: resolutions,
    noteMatter: resolutions,
    giveOpinion: {
      ...resolutions,
      noObjection: ({ sample: { rectifyBy: _rectifyBy, ...rest } }) => rest,
      yesterday: plus((ask) => ({ rectifyBy: addDays(ask.on, -1) })),
    },
    instructOnMatter: { ...resolutions, past: plus((ask) => ({ performBy: addDays(ask.on, -1) })) },
    insistOnRectification: { past: plus((ask) => ({ rectifyBy: addDays(ask.on, -1) })) },
    reportExecution: { other: plus({ contentHash: hash(79) }) },
    changePolicy: {
      same: plus((ask) => ({ contentHash: ask.context['contentHash'] })),
    },
    amendReport: { same: plus((ask) => ({ contentHash: ask.context['contentHash'] })) },
    reportDevelopment: { same: plus((ask) => ({ contentHash: ask.context['contentHash'] })) },
    recordDisclosure: {
      published: plus(() => (disclosed === undefined ? undefined : { report: disclosed })),
    },
    assessMatter: {
      ordinary: plus({ level: 'ordinary' }),
      silent: plus({ regulator: false }),
    },
    inquire: { soon: plus((ask) => ({ answerBy: addDays(ask.on, 3) })) },
  },
  // The report to the public is of one year: a sample does not know of it.
  hopeless: (rule) => rule === 'disclosedToPublic',
}
