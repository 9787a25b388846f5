// Who acts in a rating, an assessment and a sale, and by which deeds.

import { suitability } from '../../engine/mechanisms/suitability/index.ts'
import { salesTraceability } from '../../engine/mechanisms/sales-traceability/index.ts'
import { dossier, everyArea, everyGate, reviewIn } from './actors-review.ts'
import type { Review } from './actors-review.ts'
import { actorIn, byRule, isRefused } from './actors.ts'
import type { Actor, Deeds } from './actors.ts'
import {
  PROOF,
  assessmentDeeds,
  insurance,
  ratingDeeds,
  saleDeeds,
  yuan,
} from './deeds-suitability.ts'
import { Case } from './journey-case.ts'
import type { Done } from './journey-case.ts'
import type { Journey } from './journey.ts'

// ---- people ------------------------------------------------------------------------------------------
const ROLES = {
  channel: 'channel-1',
  business: 'loans-1',
  colleague: 'loans-2',
  officer: 'protection-1',
  otherOfficer: 'protection-2',
  lawyer: 'legal-1',
  manager: 'management-1',
  supervisor: 'supervisor-1',
  auditor: 'audit-1',
  regulator: 'regulator-1',
  issuer: 'partner-1',
  system: 'system-1',
  /** Of the department that sells, with seats among those who look back, decide or keep the file. */
  officerInBusiness: 'protection-and-loans',
  managerInBusiness: 'loans-and-management',
  officerInLaw: 'protection-and-legal',
} as const
type Cast<D extends Deeds> = { readonly [K in keyof typeof ROLES]: Actor<D> } & {
  readonly file: Case
  readonly refuses: (rule: string, event: string, deed: Promise<Done>) => Promise<void>
}
export type Rating = Cast<typeof ratingDeeds>
export type Assessment = Cast<typeof assessmentDeeds>
export type Sale = Cast<typeof saleDeeds> & {
  readonly goods: Sold
  readonly consumer: string
}

const WORK = `work { recused breaches { breach clock on explained } inquiries { by overdue answered } }
  record { stage proposedBy holds }`
const FACTS = {
  rating: `product label unit productClass issuer levels issuerLevel ownLevel level previousLevel
    disclosure ratedOn shelf reratedFor proposal { ownLevel level on }
    notices { investors delivered forced on } lastContractEndedOn ${WORK}`,
  assessment: `consumer unit attempts limit { kind from } level levels previousLevel scoredOn
    candidate { level } professional { ground since } invalidated { kind found } tamperings endedOn ${WORK}`,
  sale: `product consumer partner unit kind way seller blocked insisted cared informedOn executedOn
    match { productLevel consumerLevel professional on } contractEndedOn lookbacks practices
    buyer { elderly proportionate declarations } callBackDoubtful breach misSalesInQuarter
    remedy { kind performBy forced offeredOn } keptFrom ${WORK}`,
} as const

function castIn<D extends Deeds>(
  journey: Journey,
  { chart, about, deeds }: { chart: keyof typeof FACTS; about: string; deeds: D },
): Cast<D> {
  const file = new Case({ journey, mechanism: suitability, chart, facts: FACTS[chart], about })
  const actors = Object.fromEntries(
    Object.entries(ROLES).map(([role, subject]) => [role, actorIn(file, subject, deeds)]),
  )
  return {
    ...actors,
    file,
    refuses: async (rule: string, event: string, done: Promise<Done>) => {
      await isRefused(done, byRule(suitability, event, rule))
    },
  } as unknown as Cast<D>
}

let n = 0
/** A rating of a product of its own; not yet begun. */
export const ratingIn = (journey: Journey, product?: string): Rating =>
  castIn(journey, {
    chart: 'rating',
    about: product ?? `product:rated-${String(++n)}`,
    deeds: ratingDeeds,
  })
/** The assessment of a consumer; not yet begun. */
export const assessmentIn = (journey: Journey, consumer?: string): Assessment =>
  castIn(journey, {
    chart: 'assessment',
    about: consumer ?? `consumer:c${String(++n)}`,
    deeds: assessmentDeeds,
  })

// ---- what a sale stands on ---------------------------------------------------------------------------
export type Kind = 'investment' | 'insurance' | 'loan'
/** What is sold. */
export interface Sold {
  readonly kind: Kind
  readonly product: string
}
export interface Goods extends Sold {
  readonly review: Review
  /** Of what is rated. */
  readonly rating: Rating | undefined
}
/** A product that was reviewed and launched. */
export async function launched(journey: Journey, product: string, kind: Kind): Promise<Review> {
  const c = reviewIn(journey, product)
  await c.business.opensDraft({ productClass: kind, partners: [] })
  await c.business.submits({ dossier: { ...dossier, targetMarket: PROOF }, partners: [] })
  await c.officer.acceptsDossier()
  await c.reviewer.findsInScope()
  await everyGate(c)
  await everyArea(c)
  await c.reviewer.clears()
  await c.business.launches()
  return c
}
/** A rating of level 4 of 5, which is high risk, published by a second person. */
export async function onShelf(
  c: Rating,
  opening: Parameters<Rating['business']['startsRating']>[0] = {},
): Promise<Rating> {
  await c.business.startsRating(opening)
  await c.business.rates()
  await c.colleague.reconciles()
  await c.colleague.publishesRating()
  return c
}
/** A product on sale, reviewed and, where 2025 No. 7 covers it, rated. */
export async function goodsOf(journey: Journey, kind: Kind): Promise<Goods> {
  const product = `product:${kind}-${String(++n)}`
  const review = await launched(journey, product, kind)
  if (kind === 'loan') return { kind, product, review, rating: undefined }
  const rating = await onShelf(ratingIn(journey, product), { productClass: kind })
  return { kind, product, review, rating }
}
/** A consumer with a valid result. */
export async function assessedAs(journey: Journey, level: number): Promise<Assessment> {
  const c = assessmentIn(journey)
  await c.channel.asksToBeAssessed()
  await c.channel.begins()
  await c.channel.handsIn({ level })
  return c
}
/** A sale of these goods to this consumer; not yet asked for. */
export const saleOf = (journey: Journey, goods: Sold, consumer: string): Sale => ({
  ...castIn(journey, { chart: 'sale', about: goods.product, deeds: saleDeeds }),
  goods,
  consumer,
})

/** The sealed recording of a sale at the counter, or the trace of one online. */
export async function recorded(c: Sale, way: 'counter' | 'online'): Promise<string> {
  const { journey } = c.file
  const file = new Case({
    journey,
    mechanism: salesTraceability,
    facts: 'contentSealed',
    about: c.goods.product,
  })
  const counter = way === 'counter'
  const links = counter
    ? ['identity', 'documents', 'explanation', 'clearAnswer', 'signature']
    : ['pageVersions', 'operationTrace']
  await file.does('loans-1', [
    'openRecording',
    {
      product: c.goods.product,
      consumer: c.consumer,
      label: 'sale',
      channel: counter ? 'salesZone' : 'internet',
      productClass: 'wealth',
      ...(counter ? { seller: journey.person('loans-1') } : {}),
    },
  ])
  await file.does('loans-1', ['agreeToRecording', { evidenceHash: PROOF }])
  const content = { seconds: 600, segments: 1, contentHash: PROOF, links }
  await file.does('loans-1', ['completeRecording', { startedAt: journey.now(), ...content }])
  return file.id
}

// ---- how far a sale has come -------------------------------------------------------------------------
type Asking = Parameters<Sale['channel']['asks']>[0]
/** Asked for by the consumer; `more` stands in for what an ordinary buyer of these goods would state. */
export async function asked(c: Sale, more: Asking = {}): Promise<Sale> {
  const { kind, product } = c.goods
  await c.channel.asks({
    product: product as `product:${string}`,
    consumer: c.consumer as `consumer:${string}`,
    kind,
    ...(kind === 'insurance' ? { insurance } : {}),
    ...more,
  })
  return c
}
export const online = { way: 'online', seller: undefined } as const
export const elderly = { buyer: { age: 65, capacity: 'full', means: yuan('100000.00') } } as const
export async function borne(c: Sale, more: Asking = {}): Promise<Sale> {
  await asked(c, more)
  await c.business.assessesAffordability()
  return c
}
export async function confirmed(c: Sale, more: Asking = {}): Promise<Sale> {
  await (c.goods.kind === 'loan' ? borne(c, more) : asked(c, more))
  await c.business.informs()
  await c.channel.confirms()
  return c
}
/** A loan at the counter needs no recording; whatever does is given one. */
export async function executed(c: Sale, more: Asking = {}): Promise<Sale> {
  await confirmed(c, more)
  await c.system.executes()
  return c
}
export async function misSold(c: Sale): Promise<Sale> {
  await executed(c)
  await c.officer.findsMisSale()
  return c
}
export async function offered(c: Sale): Promise<Sale> {
  await misSold(c)
  await c.colleague.offersRemedy()
  return c
}
