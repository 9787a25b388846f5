// Every way that a review can go, over two contents and the findings and answers that matter.

import { review } from '../../engine/mechanisms/review/index.ts'
import type { Area } from '../../engine/mechanisms/review/terms.ts'
import {
  after,
  armable,
  ask,
  EVIDENCE,
  everyFinding,
  find,
  concern,
  given,
  hash,
  minutes,
  person,
  prohibited,
  possibleIn,
} from './review.ts'
import type { Review, Step, Who } from './review.ts'

/**
 * What an onlooker remembers, beside what the case itself says: which contents met a negative opinion, and
 * whether one stands that only a clearance can answer.
 */
export interface Watched {
  readonly state: Review
  readonly against: readonly string[]
  readonly mustClear: boolean
  /** The content that the present submission expressly brings again. */
  readonly again: string | null
}
export interface Node extends Watched {
  /** Places in the list of nodes to which one move leads. */
  readonly next: readonly number[]
}

const reviewers: readonly Who[] = ['cp1', 'cp2']
const report = (n: number) => ({ contentHash: hash(n), evidenceHash: EVIDENCE, found: 'found' })
const brought = ['submit', 'resubmit', 'openReReview']
const bring = (n: number, more: object): Step[][] =>
  brought.map((event) => [
    ['bu1', event, given(n, event === 'resubmit' ? { ...more, adopted: 'as advised' } : more)],
  ])

/** Moves that name a content. */
const about = (n: number): Step[][] => [
  ...bring(n, {}),
  [['bc1', 'committeeUphold', minutes(n)]],
  [['bc1', 'committeeAcceptRisk', { ...minutes(n), grounds: 'risk' }]],
  [['bu1', 'launch', { contentHash: hash(n) }]],
  [['bu1', 'resumeSale', { contentHash: hash(n) }]],
  [['bu1', 'reportMaterialChange', { contentHash: hash(n), change: 'x' }]],
  [
    ['cp1', 'proposeNotMaterial', { contentHash: hash(n), grounds: 'wording' }],
    ['lc1', 'confirmNotMaterial'],
  ],
]
/** The same content brought again, expressly. */
const agains = (n: number): Step[][] =>
  bring(n, { supersedes: { contentHash: hash(n), grounds: 'new facts' } })
/** Found on sale without review, with one content or the other. */
const breaches = (n: number): Step[][] => [
  [['ia1', 'reportBreach', report(n)]],
  [
    [
      'sm1',
      'suspendAndReReview',
      { contentHash: hash(n), stopEvidenceHash: EVIDENCE, grounds: 'sold without review' },
    ],
    ['cp1', 'reassign'],
  ],
]
/** Moves of the review itself. Everyday events change nothing that this is about. */
const moves: readonly (readonly Step[])[] = [
  [['bu1', 'withdraw']],
  [['cp1', 'returnIncomplete']],
  [['cp1', 'acceptDossier', { handler: person('cp1') }]],
  [['cp1', 'scopeIn']],
  [
    ['cp1', 'proposeScopeOut'],
    ['cp2', 'confirmScopeOut'],
  ],
  everyFinding,
  [find('cp1', 'design', 'flagged')],
  ...reviewers.flatMap((who): Step[][] =>
    ['returnForRework', 'opineOk', 'opineConditional', 'opineNo'].map((event) => [[who, event]]),
  ),
  [
    ['sm1', 'resumeReview', { grounds: 'stalled' }],
    ['cp1', 'reassign'],
  ],
  [
    ['bc1', 'resumeReview', { grounds: 'stalled' }],
    ['cp1', 'reassign'],
  ],
  [['bu1', 'retire']],
]
/** What happens beside. All of it at once only multiplies the states, so it is walked part by part. */
const beside = {
  conditions: [
    [find('cp1', 'pricing', 'conditional')],
    [['bu1', 'fulfilConditions']],
    [['cp1', 'meetConditions']],
  ],
  disputes: [
    [['bu1', 'contest']],
    [['bu1', 'notAdopt']],
    [['bu1', 'concede']],
    [['cp1', 'escalate']],
    [['sm1', 'smUpholdOpinion']],
    [['sm1', 'referToCommittee']],
  ],
  complaint: [[['courier', 'reportComplaintCause', { complaint: person('cp1') }]]],
  postReview: [
    [['sys', 'reportComplaintSpike']],
    [['cp1', 'findEffective']],
    [['cp1', 'findDefect']],
  ],
  law: [[prohibited], [concern('informationViolation')], [concern('misSale')]],
  overdue: [],
  /** With the moves above, for each content. */
  again: [],
  breach: [],
} as const satisfies Record<string, readonly (readonly Step[])[]>
/** Clocks that belong to one of these parts. */
const partOf: Readonly<Record<string, keyof typeof beside>> = {
  postReviewDue: 'postReview',
  postReview: 'postReview',
  breach: 'overdue',
  referral: 'overdue',
}

const negative = new Set([
  'opineNo',
  'returnForRework',
  'lapseConditions',
  'smUpholdOpinion',
  'committeeUphold',
])
const brings = new Set(brought)
const clears = new Set(['opineOk', 'meetConditions', 'committeeAcceptRisk'])

const objections: string[] = []
function watch(from: Watched, to: Review, [, event, raw]: Step): Watched {
  const content = to.context.contentHash
  let { against, mustClear, again } = from
  const turnAgainst = (h: string | null) => {
    if (h === null) return
    against = [...new Set([...against, h])].toSorted()
    if (again === h) again = null
  }
  if (brings.has(event))
    again = (raw as { supersedes?: { contentHash: string } }).supersedes?.contentHash ?? null
  if (event === 'suspendAndReReview') again = null
  if (negative.has(event)) turnAgainst(content)
  if (event === 'opineNo') mustClear = true
  const ofContent = event === 'reportConcern' && (raw as { kind: string }).kind === 'misSale'
  if (event === 'findDefect' || event === 'reportComplaintCause' || ofContent) {
    turnAgainst(from.state.context.sale.contentHash)
    if (from.state.paths.includes('sale.open')) mustClear = true
  }
  if (clears.has(event)) {
    if (
      content !== null &&
      against.includes(content) &&
      again !== content &&
      event !== 'committeeAcceptRisk'
    )
      objections.push(`${event} cleared content with a standing objection`)
    against = against.filter((h) => h !== content)
    mustClear = false
  }
  if (to.paths.includes('sale.open')) {
    if (mustClear)
      objections.push(`${event}: sale open after a negative opinion without a clearance`)
    if (to.context.sale.contentHash !== null && against.includes(to.context.sale.contentHash))
      objections.push(`${event}: sale of content with a standing objection`)
  }
  return { state: to, against, mustClear, again }
}

/** States are the same where nothing differs that a rule, a way or the onlooker looks at. */
function keyOf({ state, against, mustClear, again }: Watched): string {
  const c = state.context
  return JSON.stringify([
    state.paths,
    c.contentHash,
    c.dossier !== null,
    c.supersedes,
    c.scope,
    c.reviewer !== null,
    c.prohibitions.map((p) => p.contentHash).toSorted(),
    c.opinion,
    c.conditions.map((x) => x.evidenceHash),
    // Rules tell a condition from an objection, and no objection from another.
    c.objections.map((o) => `${o.contentHash} ${String(o.kind === 'conditional')}`).toSorted(),
    c.dispute?.from,
    c.clearance && [c.clearance.contentHash, c.clearance.covers.toSorted()],
    c.hold && [c.hold.cause, c.hold.contentHash],
    c.sale,
    against,
    mustClear,
    again,
  ])
}

export interface Space {
  readonly nodes: readonly Node[]
  readonly accepted: ReadonlySet<string>
  /** Clock events that were refused although their timer may be armed. */
  readonly missed: readonly string[]
  /** What the onlooker objected to. */
  readonly objections: readonly string[]
}

/** A finding that is given already need not be given again. */
function isSettled({ context: c }: Review, [, event, raw]: Step): boolean {
  const { area, result } = (raw ?? {}) as { area?: Area; result?: string }
  return (
    event === 'recordFinding' && area !== undefined && c.areas[area] === result && !isForbidden(raw)
  )
}
const isForbidden = (raw: unknown) => (raw as { prohibition?: boolean }).prohibition === true

/** One move from a state: steps that are all accepted, or nothing. */
function moved(from: Watched, steps: readonly Step[], accepted: Set<string>): Watched | undefined {
  let here = from
  for (const step of steps) {
    if (isSettled(here.state, step)) continue
    const judgement = ask(here.state, step)
    if (!judgement.ok) return undefined
    accepted.add(step[1])
    here = watch(here, after(here.state, judgement), step)
  }
  return here
}

const opening: readonly Step[] = [
  [
    'bu1',
    'openDraft',
    { product: 'product:p1', label: 'p', matter: 'newProduct', productClass: 'loan' },
  ],
  [
    'ia1',
    'reportUnreviewed',
    { product: 'product:p1', label: 'p', productClass: 'loan', unit: 'retail', ...report(1) },
  ],
]

export interface Bounds {
  readonly contents: readonly number[]
  readonly beside: readonly (keyof typeof beside)[]
}
const LIMIT = 50_000

/** All states within the bounds, breadth first; throws at the limit, so that none is left out unseen. */
export function explore({ contents, beside: parts }: Bounds): Space {
  const offered: (readonly Step[])[] = [
    ...contents.flatMap(about),
    ...(parts.includes('again') ? contents.flatMap(agains) : []),
    ...(parts.includes('breach') ? contents.flatMap(breaches) : []),
    ...moves,
    ...parts.flatMap((part): readonly (readonly Step[])[] => beside[part]),
  ]
  const accepted = new Set<string>()
  const missed: string[] = []
  objections.length = 0
  const places = new Map<string, number>()
  const found: Watched[] = []
  const placeOf = (at: Watched): number => {
    const key = keyOf(at)
    const known = places.get(key)
    if (known !== undefined) return known
    if (found.length >= LIMIT) throw new Error(`more than ${LIMIT} states`)
    places.set(key, found.length)
    return found.push(at) - 1
  }
  for (const step of parts.includes('breach') ? opening : opening.slice(0, 1)) {
    const judgement = ask(undefined, step)
    if (!judgement.ok) throw new Error(JSON.stringify(judgement.refusal))
    accepted.add(step[1])
    placeOf({ state: after(undefined, judgement), against: [], mustClear: false, again: null })
  }
  const nodes: Node[] = []
  // Grows while it is walked.
  for (const at of found) {
    const due = armable(at.state).filter((name) => {
      const part = partOf[name]
      return part === undefined || parts.includes(part)
    })
    const ticks = due.map((name): readonly Step[] => {
      const event = review.clocks[name]?.fires ?? ''
      if (!ask(at.state, ['clock', event]).ok) missed.push(`${event} at ${at.state.paths.join()}`)
      return [['clock', event]]
    })
    const possible = new Set(possibleIn(at.state))
    const here = offered.filter(([first]) => first && possible.has(first[1]))
    const next = [...here, ...ticks].flatMap((steps) => moved(at, steps, accepted) ?? [])
    nodes.push({ ...at, next: [...new Set(next.map(placeOf))] })
  }
  return { nodes, accepted, missed, objections: [...objections] }
}
