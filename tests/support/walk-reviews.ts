// Reviews as they also go: campaigns and investments, findings that flag, gates that are lost, content
// that is brought again.

import { addDays } from '../../engine/core/calendar.ts'
import { AREAS, AREA_OWNERS } from '../../engine/mechanisms/review/terms.ts'
import type { ReviewContext } from '../../engine/mechanisms/review/terms.ts'
import type { ProcessState } from '../../engine/core/process.ts'
import { GATES } from './gates.ts'
import type { Ground } from './walk-ground.ts'
import { SAMPLE } from './walk-payload.ts'
import { INSTITUTION } from './world.ts'
import type { Payload, Variant, VariantAsk, Varied } from './walk-payload.ts'

const caseOf = (ask: Pick<VariantAsk, 'context'>): ReviewContext =>
  ask.context as unknown as ReviewContext
const plus =
  (more: Payload | ((ask: VariantAsk) => Payload | undefined)): Variant =>
  (ask) => {
    const made = typeof more === 'function' ? more(ask) : more
    return made && { ...ask.sample, ...made }
  }
const hash = (n: number): string => n.toString(16).padStart(64, '0')
/** Another product with every case, because one subject has one open review. */
const fresh = (ask: VariantAsk): Payload => ({ product: `product:walk-${String(ask.number)}` })

/** A finding in one of the areas of whoever gives it, in turn. */
const finding = (result: Payload): Variant =>
  plus((ask) => {
    const own = AREAS.filter((a) => (AREA_OWNERS[a] as readonly string[]).includes(ask.by.body))
    const open =
      own.find((a) => caseOf(ask).areas[a] === 'open') ??
      own.find((a) => caseOf(ask).areas[a] !== result['result']) ??
      own[0]
    return { ...(open ? { area: open } : {}), ...result }
  })
/** Content that met an objection, brought again unchanged. */
const again = (expressly: boolean): Variant =>
  plus((ask) => {
    const met = caseOf(ask).objections.at(-1)?.contentHash
    if (met === undefined) return undefined
    return {
      contentHash: met,
      ...(expressly ? { supersedes: { contentHash: met, grounds: 'mended' } } : {}),
    }
  })
const submissions = {
  again: again(true),
  unchanged: again(false),
  partner: plus({ partners: ['partner:demo-partner'] }),
  incomplete: plus({ dossier: { channels: ['app'] } }),
} satisfies Readonly<Record<string, Variant>>
const otherContent: Readonly<Record<string, Variant>> = { other: () => ({ contentHash: hash(77) }) }
const minutes = (more: (ask: VariantAsk) => Payload): Variant =>
  plus((ask) => {
    const { resolution } = ask.sample as { resolution?: { minutes: Payload } }
    return resolution && { resolution: { minutes: { ...resolution.minutes, ...more(ask) } } }
  })
const resolutions = {
  otherContent: minutes(() => ({ contentHash: hash(78) })),
  tomorrow: minutes((ask) => ({ date: addDays(ask.on, 1) })),
} satisfies Readonly<Record<string, Variant>>
const reviewers = {
  outsider: plus((ask) => ({ handler: ask.people('court')[0] })),
  interested: plus((ask) => ({ handler: ask.people('legalCompliance')[0] })),
  other: plus((ask) => ({ handler: ask.people('consumerProtection')[1] })),
} satisfies Readonly<Record<string, Variant>>

/** Rules of who may be named reviewer. */
const NAMING = ['reviewerIsNew', 'reviewerIsNotAuthor', 'reviewerHoldsSeat']

const inReview = ['openDraft', 'submit', 'acceptDossier', 'scopeIn']
/** One for each area, all with the same result. */
const findings = (result = SAMPLE) =>
  [
    ...Array<string>(4).fill('consumerProtection'),
    'legalCompliance',
    'personalInformationOfficer',
  ].map((body) => `recordFinding:${result}@${body}`)
const cleared = [...inReview, ...findings(), 'opineOk']
const conditional = [...inReview, ...findings('conditional'), 'opineConditional']

/** A neighbour takes a stand: approved, listed, or passed. */
const stands = (ground: Ground, mechanism: string, payload: object): Promise<void> =>
  says(ground, mechanism, ['stand', payload])
async function says(
  ground: Ground,
  mechanism: string,
  [event, payload]: readonly [string, object],
): Promise<void> {
  const [answer] = await ground.engine.execute(INSTITUTION, [
    {
      asker: { person: ground.viewers.get('system-1')?.person ?? '' },
      via: 'api',
      request: ground.request(),
      mechanism,
      event,
      payload,
    },
  ])
  if (answer?.kind !== 'accepted') throw new Error(`${mechanism}: ${JSON.stringify(answer)}`)
}
/** By ground and process: the content whose gates are met. */
const met = new WeakMap<Ground, Map<string, string>>()
/** Whatever content comes under review, the other mechanisms answer for it. */
async function meetGates(ground: Ground, state: ProcessState): Promise<void> {
  const c = state.context as unknown as ReviewContext
  const known = met.get(ground) ?? new Map<string, string>()
  met.set(ground, known)
  if (c.contentHash === null || known.get(state.id) === c.contentHash) return
  if (!known.has(state.id)) await says(ground, 'M05', ['approve', { product: c.product }])
  known.set(state.id, c.contentHash)
  const about = c.campaign === null ? { product: c.product } : { campaign: c.campaign }
  await stands(ground, 'M02', { ...about, passed: c.contentHash })
}

export const reviews: Varied = {
  neighbours: GATES,
  around: async (ground, number) => {
    if (number === 1)
      await stands(ground, 'M06', { partner: 'partner:demo-partner', listing: 'listed' })
  },
  meanwhile: meetGates,
  ways: {
    cleared,
    live: [...cleared, 'launch'],
    notApplicable: [...inReview, ...findings('notApplicable'), 'opineOk', 'launch'],
    changed: [
      ...cleared,
      'launch',
      'reportMaterialChange',
      'proposeNotMaterial',
      'confirmNotMaterial@legalCompliance',
    ],
    reviewedAfter: [...cleared, 'launch', 'beginPostReview', 'findEffective'],
    audited: ['reportUnreviewed@internalAudit', 'suspendAndReReview'],
    rejected: [...inReview, ...findings('flagged'), 'opineNo'],
    settled: [...inReview, ...findings('flagged'), 'opineNo', 'concede'],
    withdrawn: [...inReview, 'withdraw'],
    outOfScope: [...inReview.slice(0, -1), 'proposeScopeOut', 'confirmScopeOut'],
    conditional,
    disputed: [...conditional, 'notAdopt', 'escalate', 'referToCommittee'],
    // A system reads only what it opened.
    watched: [
      'reportUnreviewed:loans@system',
      'reportBreach@system',
      'suspendAndReReview',
      'returnIncomplete',
      'submit',
      'acceptDossier',
      'scopeIn',
      ...findings(),
      'opineOk',
      'resumeSale',
      'reportComplaintSpike@system',
      'reportMaterialChange@system',
    ],
  },
  opening: plus(fresh),
  mends: {
    areasClear: ['recordFinding'],
    areasDone: ['recordFinding'],
    someFlagged: ['recordFinding'],
    lawWasHeard: ['recordFinding'],
    dossierHeld: ['returnIncomplete'],
    reviewerGivesOpinion: ['reassign'],
    conditionsEvidenced: ['fulfilConditions'],
  },
  hopeless: (rule, ask) => {
    const { relieved, work, authors } = caseOf(ask)
    const out = [relieved, ...work.recused, ...authors]
    return NAMING.includes(rule) && ask.people('consumerProtection').every((p) => out.includes(p))
  },
  variants: {
    openDraft: {
      investment: plus((ask) => ({
        ...fresh(ask),
        productClass: 'investment',
        launchOn: addDays(ask.on, 60),
      })),
      campaign: plus((ask) => ({
        ...fresh(ask),
        matter: 'marketing',
        campaign: `campaign:walk-${String(ask.number)}`,
      })),
      partner: plus((ask) => ({ ...fresh(ask), partners: ['partner:demo-partner'] })),
      campaignless: plus((ask) => ({ ...fresh(ask), matter: 'marketing' })),
      interested: plus((ask) =>
        ask.others.length > 0 ? undefined : { product: 'product:demo-fund' },
      ),
    },
    submit: submissions,
    resubmit: submissions,
    openReReview: submissions,
    acceptDossier: reviewers,
    reassign: reviewers,
    resumeReview: { ...reviewers, unnamed: () => ({ grounds: 'grounds' }) },
    proposeScopeOut: { material: plus({ materialChange: true }) },
    recordFinding: {
      flagged: finding({ result: 'flagged' }),
      conditional: finding({ result: 'conditional' }),
      notApplicable: finding({ result: 'notApplicable' }),
      cleared: finding({ result: 'cleared' }),
      forbidden: finding({ result: 'flagged', prohibition: true }),
      foreign: plus((ask) => ({ area: ask.by.body === 'consumerProtection' ? 'legal' : 'design' })),
    },
    opineConditional: { two: plus({ conditions: ['one', 'two'] }) },
    fulfilConditions: {
      unknown: () => ({ fulfilments: [{ condition: 9, evidenceHash: hash(9) }] }),
      first: () => ({ fulfilments: [{ condition: 1, evidenceHash: hash(9) }] }),
    },
    committeeUphold: resolutions,
    committeeAcceptRisk: resolutions,
    launch: otherContent,
    resumeSale: otherContent,
    reportMaterialChange: { known: plus({ contentHash: hash(90) }) },
    proposeNotMaterial: { other: plus({ contentHash: hash(91) }) },
    suspendAndReReview: { other: plus({ contentHash: hash(92) }) },
    reportConcern: { content: plus({ kind: 'misSale' }) },
    reportBreach: { other: plus({ contentHash: hash(93) }) },
    reportUnreviewed: {
      campaign: plus((ask) => ({
        ...fresh(ask),
        campaign: `campaign:breach-${String(ask.number)}`,
      })),
      unknown: ({ sample: { contentHash: _contentHash, ...rest }, ...ask }) => ({
        ...rest,
        ...fresh({ ...ask, sample: rest }),
      }),
      loans: plus((ask) => ({ ...fresh(ask), unit: 'consumer-loans' })),
    },
    inquire: { soon: plus((ask) => ({ answerBy: addDays(ask.on, 3) })) },
    correctRecord: {
      launchOn: plus((ask) => {
        const was = caseOf(ask).launchOn
        return was === null ? undefined : { record: { launchOn: { was, is: addDays(ask.on, 30) } } }
      }),
      mistaken: plus({ record: { label: { was: 'something else', is: 'label' } } }),
    },
  },
}

export const institutions: Varied = {
  variants: {
    appoint: {
      himself: plus((ask) => ({ person: ask.by.person })),
      ended: plus((ask) => ({ to: addDays(ask.on, -1) })),
      foreign: plus((ask) => ({ body: ask.by.body === 'board' ? 'court' : 'internalAudit' })),
      court: plus((ask) => (ask.by.body === 'board' ? undefined : { body: 'court' })),
    },
    endAppointment: {
      other: plus({ body: 'police' }),
    },
    declareInterest: { ended: plus((ask) => ({ to: addDays(ask.on, -1) })) },
    rotateSealKey: {
      same: plus({ key: `sample+00000000+${'A'.repeat(44)}` }),
      renamed: plus({ key: `other+00000000+${'A'.repeat(44)}` }),
    },
    setPolicy: { out: plus({ value: 99 }), unknown: plus({ key: 'no.such.policy' }) },
  },
}
