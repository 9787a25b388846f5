// What walks of suitability stand on: products that are reviewed, launched and rated, consumers who are
// assessed, and the trace of an online sale.

import type { Uuid } from '../../engine/core/values.ts'
import { FACTORS } from '../../engine/mechanisms/suitability/rating-terms.ts'
import type { Ground } from './walk-ground.ts'
import { INSTITUTION } from './world.ts'

export const PROOF = 'f5'.repeat(32)

export type Class = 'investment' | 'insurance' | 'loan'
interface Sold {
  readonly product: string
  readonly review: Uuid
  readonly rating: Uuid | undefined
}
/** By ground: what is sold there now. */
const furnished = new WeakMap<Ground, Map<Class, Sold>>()

type Step = readonly [by: string, event: string, payload: object]
/** Sends the steps one after another as one case; gives its id. */
async function done(ground: Ground, mechanism: string, steps: readonly Step[]): Promise<Uuid> {
  let process: Uuid | undefined
  for (const [by, event, payload] of steps) {
    const [answer] = await ground.engine.execute(INSTITUTION, [
      {
        asker: { person: ground.viewers.get(by)?.person ?? '' },
        via: 'api',
        request: ground.request(),
        mechanism,
        event,
        payload,
        ...(process === undefined ? {} : { process }),
      },
    ])
    if (answer?.kind !== 'accepted') throw new Error(`${event} by ${by}: ${JSON.stringify(answer)}`)
    process = answer.process.id
  }
  return process ?? ''
}

/** A review of the product stands: cleared, and on sale. */
const reviewed = (ground: Ground, product: string, productClass: Class): Promise<Uuid> =>
  done(ground, 'M01', [['system-1', 'stand', { product, productClass }]])
const rated = (ground: Ground, product: string, productClass: Class): Promise<Uuid> => {
  const scale = { levels: 5, lowRiskTo: 2, highRiskFrom: 4, mandate: PROOF }
  const grading = { ownLevel: 4, factors: [...FACTORS], method: PROOF }
  return done(ground, 'M03', [
    ['loans-1', 'startRating', { product, label: product, productClass, ...scale }],
    ['loans-1', 'rate', grading],
    ['loans-2', 'reconcile', {}],
    ['loans-2', 'publishRating', { publication: PROOF }],
  ])
}
const assessedAs = (ground: Ground, consumer: string, level: number): Promise<Uuid> =>
  done(ground, 'M03', [
    ['channel-1', 'openAssessment', { consumer, unit: 'wealth' }],
    ['channel-1', 'beginAssessment', { version: PROOF, levels: 5, way: 'self' }],
    ['channel-1', 'submitAnswers', { answers: PROOF, level }],
  ])

/** The trace of an online sale to the consumer, sealed. */
const recorded = (ground: Ground, product: string): Promise<Uuid> =>
  done(ground, 'M04', [
    [
      'loans-1',
      'openRecording',
      {
        product,
        consumer: found.consumer,
        label: 'fund',
        channel: 'internet',
        productClass: 'wealth',
      },
    ],
    ['loans-1', 'agreeToRecording', { evidenceHash: PROOF }],
    [
      'loans-1',
      'completeRecording',
      {
        startedAt: ground.now(),
        seconds: 1,
        segments: 1,
        contentHash: PROOF,
        links: ['pageVersions', 'operationTrace'],
      },
    ],
  ])

/** Still on sale and rated? Time passes on a walk, and what is found of one sale may hold all of them. */
async function stillSold(ground: Ground, sold: Sold | undefined): Promise<boolean> {
  if (!sold) return false
  const review = await ground.process(sold.review)
  const standing = (review.context['sale'] as { standing?: string }).standing
  if (standing !== 'open') return false
  if (sold.rating === undefined) return true
  return (await ground.process(sold.rating)).context['shelf'] === 'open'
}
/** Names of what the latest furnishing brought about; walks go one after another. */
export const found: {
  product?: string
  consumer?: string
  modest?: string
  recording?: string
} = {}
let n = 0
/** Before each walk: a product to be rated, goods to be sold, and two who may buy them. */
export async function around(ground: Ground): Promise<void> {
  n += 1
  const names = {
    product: `product:walk-${String(n)}`,
    consumer: `consumer:walk-${String(n)}`,
    modest: `consumer:walk-${String(n)}-modest`,
  }
  Object.assign(found, names)
  await reviewed(ground, names.product, 'investment')
  const sold = furnished.get(ground) ?? new Map<Class, Sold>()
  furnished.set(ground, sold)
  for (const productClass of ['investment', 'insurance', 'loan'] as const) {
    if (await stillSold(ground, sold.get(productClass))) continue
    const product = `product:walk-${productClass}-${String(n)}`
    const review = await reviewed(ground, product, productClass)
    const rating = productClass === 'loan' ? undefined : await rated(ground, product, productClass)
    sold.set(productClass, { product, review, rating })
  }
  onSale = sold
  await assessedAs(ground, names.consumer, 5)
  await assessedAs(ground, names.modest, 1)
  found.recording = await recorded(ground, sold.get('investment')?.product ?? '')
}
let onSale: ReadonlyMap<Class, Sold> = new Map()
/** The product of a kind that is on sale now. */
export const productOf = (kind: Class): string | undefined => onSale.get(kind)?.product
