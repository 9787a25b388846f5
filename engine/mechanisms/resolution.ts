/**
 * How board, committee and supervisory body decide (2022 No. 9 art. 8): by resolution.
 *
 * A decision that the law gives to a body names its resolution: a process of G02 that the body adopted
 * about this very process and content, or, while the institution allows it, minutes attested on paper.
 *
 * 1. events   `resolution: resolutionOf('<Mechanism>')` in the payload, `reads: [...RESOLUTION_FACTS]`
 * 2. facts    `...resolutionFacts`
 * 3. rules    `resolutionsOf({ <event>: <decision> }).rules`, as `RESOLUTION_RULES` first among the guards;
 *             then the mechanism's own over `of(event)`: that it is the content at hand, and the day fits
 * 4. context  `resolved`, filled by `kept(event)`: its content hash beside the present one shows whether
 *             the decision is still of what stands there
 * 5. reactions `told(<event>)`, so that the resolution knows what it brought about
 */
import * as z from 'zod'
import { text } from '../../policies/law.ts'
import type { FactValues, ProcessFact } from '../core/facts.ts'
import type { Caused, Rule } from '../core/mechanism.ts'
import { day, hash, line, oneOf, processRef } from '../core/payload.ts'
import type { Actor, Participants, Uuid } from '../core/values.ts'

/** What a body may be asked to decide; each names the event that carries the decision out. */
const DECISIONS = [
  'acceptRisk',
  'upholdOpinion',
  'endorseReport',
  'approveReport',
  'approveCorrection',
  'noteShortfall',
  'approveScheme',
  'ruleOnAppeal',
  'sanction',
  'approvePlan',
  'dropLine',
  'reschedule',
  'instruct',
  'takeNote',
  'orderRectification',
  'endorsePolicy',
  'adoptPolicy',
  'revokePolicy',
  'issueOpinion',
  'rescind',
  'other',
] as const
export const decision = z.enum(DECISIONS).meta({ id: 'ResolutionDecision' })
export type Decision = (typeof DECISIONS)[number]

/** An item of the agenda, and what became of it. */
export const resolutionItem = z.object({
  n: z.int(),
  decision: z.enum(DECISIONS),
  /** Null for a matter that has no process of its own. */
  process: z.string().nullable(),
  /** Of the very text that is decided. */
  contentHash: z.string(),
  outcome: z.enum(['open', 'adopted', 'rejected', 'inquorate', 'withdrawn', 'lapsed']),
  /** Who stands aside; they neither count nor vote. */
  recused: z.array(z.string()),
  /** Whom other members demand to stand aside, and who does; effective by more than half of the others. */
  demands: z.array(z.object({ member: z.string(), by: z.array(z.string()) })),
  votes: z.array(
    z.object({
      person: z.string(),
      seat: z.string().nullable(),
      vote: z.enum(['for', 'against', 'abstain']),
    }),
  ),
  tally: z
    .object({
      entitled: z.int(),
      attending: z.int(),
      for: z.int(),
      against: z.int(),
      abstain: z.int(),
      cast: z.boolean(),
    })
    .nullable(),
  /** Undone by a later resolution. */
  rescinded: z.boolean(),
  /** The process in which it was carried out. */
  effect: z.string().nullable(),
})

/** What is read of a resolution by those who act on it. */
const adoption = z.object({
  body: z.string().nullable(),
  items: z.array(resolutionItem),
  minutes: z.object({ number: z.string(), hash: z.string(), on: z.string().nullable() }).nullable(),
})

const minutesOf = (mechanism: string) =>
  z
    .object({
      number: line(60),
      date: day(),
      /** Members present who voted. */
      quorum: z.int().min(1).max(99),
      /** Of the signed minutes. */
      hash: hash(),
      contentHash: hash(),
    })
    .meta({ id: `${mechanism}Minutes` })

/** For the payload of a decision; the name is the mechanism's, because GraphQL knows each name once. */
export const resolutionOf = (mechanism: string) =>
  oneOf(`${mechanism}Resolution`, { minutes: minutesOf(mechanism), process: processRef('G02') })
export type Resolution = z.output<ReturnType<typeof resolutionOf>>

/** For the context: what was resolved, and whether a resolution of G02 or paper says so. */
export const resolved = z.object({
  number: z.string(),
  date: z.string(),
  quorum: z.int(),
  hash: z.string(),
  contentHash: z.string(),
  basis: z.enum(['attestedOnPaper', 'resolution']),
  /** The resolution; null where it is attested on paper. */
  process: z.string().nullable(),
})
export type Resolved = z.output<typeof resolved>

export const ATTESTED_ALLOWED = 'resolution.attestedAllowed'
export const RESOLUTION_FACTS = ['resolution', 'attestedAllowed'] as const
type Asked = { readonly payload: Readonly<Record<string, unknown>> | undefined }
export const resolutionFacts = {
  resolution: {
    title: text('所引决议', 'The resolution named'),
    kind: 'process',
    key: ({ payload }: Asked) => {
      const named = (payload?.['resolution'] as { process?: Uuid } | undefined)?.process
      return named === undefined ? undefined : { kind: 'process' as const, process: named }
    },
  },
  attestedAllowed: {
    title: text('是否接受纸质会议记录', 'Whether minutes on paper are accepted'),
    kind: 'policy',
    key: () => ({ kind: 'policy' as const, key: ATTESTED_ALLOWED }),
  },
} as const

/** What is looked at in the event that carries a decision out. */
export interface Deciding {
  readonly process: Uuid
  readonly by: Actor
  readonly participants: Participants
  readonly payload: { readonly resolution: Resolution }
  readonly facts: {
    readonly resolution: ProcessFact | null
    readonly attestedAllowed: FactValues['policy']
  }
}

/** Nobody decides what they brought: where such a member voted, the body decides anew without. */
const brought = ({ submitter = [], proposer = [], author = [] }: Participants, person: Uuid) =>
  [...submitter, ...proposer, ...author].includes(person)
/**
 * The item by which a body adopted this decision about this process; undefined where there is none. It is
 * carried out once; only a sanction names several persons in one proposal.
 */
function adopted(e: Deciding, decided: Decision) {
  const found = e.facts.resolution
  if (!found?.paths.includes('case.inForce')) return undefined
  const known = adoption.safeParse(found.context)
  if (!known.success || known.data.body !== e.by.body) return undefined
  const { minutes, items } = known.data
  const on = minutes?.on ?? null
  if (minutes === null || on === null) return undefined
  const item = items.findLast(
    (i) =>
      i.decision === decided &&
      i.process === e.process &&
      i.outcome === 'adopted' &&
      !i.votes.some((v) => brought(e.participants, v.person)) &&
      !i.rescinded &&
      (i.effect === null || decided === 'sanction'),
  )
  return item && { item, minutes, on, id: found.id }
}

/** What was resolved, in whichever form; undefined where the resolution named does not carry it. */
function decidedBy(e: Deciding, decided: Decision): Resolved | undefined {
  const { resolution } = e.payload
  if ('minutes' in resolution)
    return { ...resolution.minutes, basis: 'attestedOnPaper', process: null }
  const found = adopted(e, decided)
  return (
    found && {
      number: found.minutes.number,
      date: found.on,
      quorum: found.item.tally?.attending ?? 0,
      hash: found.minutes.hash,
      contentHash: found.item.contentHash,
      basis: 'resolution',
      process: found.id,
    }
  )
}
/** What a rule looks at; the event has a payload with a resolution. */
interface Told {
  readonly type: string
  readonly payload: object
}
const given = (e: Told) => e as unknown as Deciding
type Rules = Readonly<Record<'resolutionAdopted' | 'paperAccepted', Rule<unknown, Told>>>

const rulesOf = (decisions: Readonly<Record<string, Decision>>): Rules => ({
  resolutionAdopted: {
    says: text(
      '须为有权主体就本流程、本事项通过的决议，提交人未参与表决，且仍有效、未执行过',
      'The resolution is one that the body adopted on this very matter of this process, without the votes of those who brought it; it stands, and was not carried out before',
    ),
    change: text(
      '以本流程和待决内容的哈希值列入议程（G02），由该主体通过并签署会议记录',
      'Put this process with the hash of its content on an agenda (G02), have it adopted and the minutes signed',
    ),
    article: '2022-9:8',
    of: Object.keys(decisions),
    reads: RESOLUTION_FACTS,
    field: ['resolution'],
    holds: ({ event }) => decidedBy(given(event), decisions[event.type] ?? 'other') !== undefined,
  },
  paperAccepted: {
    says: text(
      '本机构不再接受纸质会议记录证明的决议',
      'This institution no longer accepts minutes attested on paper',
    ),
    change: text(
      '指明已通过的决议流程（G02），或由高级管理层调整内部规定',
      'Name the adopted resolution (G02), or have senior management change the house policy',
    ),
    article: 'house:resolution',
    of: Object.keys(decisions),
    reads: RESOLUTION_FACTS,
    field: ['resolution', 'minutes'],
    holds: ({ event }) =>
      !('minutes' in given(event).payload.resolution) || given(event).facts.attestedAllowed !== 0,
  },
})

/**
 * For a mechanism whose decisions need a resolution: which decision each of its events carries out.
 * `rules` come first among the guards of these events.
 */
export const resolutionsOf = <const D extends Readonly<Record<string, Decision>>>(
  decisions: D,
) => ({
  rules: rulesOf(decisions),
  /** What was resolved; undefined where the resolution named does not carry this event. */
  of: (e: Deciding & { readonly type: keyof D & string }): Resolved | undefined =>
    decidedBy(e, decisions[e.type] ?? 'other'),
  /** The same for a change of the context, after the rules. Throws where they were not asked. */
  kept: (e: Deciding & { readonly type: keyof D & string }): Resolved => {
    const found = decidedBy(e, decisions[e.type] ?? 'other')
    if (!found) throw new Error(`no resolution carries ${e.type}`)
    return found
  },
  /** The reaction by which the resolution learns that it was carried out. */
  told: <const K extends keyof D & string>(on: K) =>
    ({
      on,
      to: 'G02',
      event: 'recordEffect',
      make: ({ process, payload, facts }: Deciding): Caused | undefined =>
        'process' in payload.resolution && facts.resolution !== null
          ? { process: facts.resolution.id, payload: { source: process, decision: decisions[on] } }
          : undefined,
    }) as const,
})
/** Ahead of the mechanism's own rules over `of(event)`. */
export const RESOLUTION_RULES = ['resolutionAdopted', 'paperAccepted'] as const
