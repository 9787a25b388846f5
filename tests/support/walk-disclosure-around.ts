// What stands around a walk through disclosure: the review and the partner list, which neighbours stand in
// for, and packages on display, so that something can be shown and something can change.

import { CONTACT_PLACES } from '../../engine/mechanisms/disclosure/package-terms.ts'
import { item } from '../../engine/mechanisms/disclosure/terms.ts'
import { standIn } from './stand-in.ts'
import type { Ground } from './walk-ground.ts'
import { INSTITUTION } from './world.ts'

export const hash = (n: number): string => n.toString(16).padStart(64, '0')
export const EVIDENCE = 'e5'.repeat(32)
export const COPY = hash(0xc0_ff)
export const PARTNER = 'partner:demo-partner'
/** Another product with every walk, because one subject has one open package. */
export const fresh = (number: number): string => `product:walk-${String(number)}`

export const review = standIn({ id: 'M01', slug: 'review', chart: 'review' })
export const partnerList = standIn({ id: 'M06', slug: 'partner-list', chart: 'partner' })

type Send = (
  as: string,
  sent: { mechanism: string; event: string; payload: object },
) => Promise<string>
const senderOn =
  (ground: Ground, process?: () => string): Send =>
  async (as, { mechanism, event, payload }) => {
    const [answer] = await ground.engine.execute(INSTITUTION, [
      {
        asker: { person: ground.viewers.get(as)?.person ?? '' },
        via: 'api',
        request: ground.request(),
        mechanism,
        event,
        payload,
        ...(process ? { process: process() } : {}),
      },
    ])
    if (answer?.kind !== 'accepted') throw new Error(`${event}: ${JSON.stringify(answer)}`)
    return answer.process.id
  }
const reviewed = (ground: Ground, product: string) =>
  senderOn(ground)('system-1', {
    mechanism: 'M01',
    event: 'stand',
    payload: { product, contentHash: hash(1), covers: [hash(1)] },
  })
export const tests = {
  truthful: 'met',
  accurate: 'met',
  complete: 'met',
  timely: 'met',
  plain: 'met',
}

/** A package that stays on display, so that something can be shown. */
async function published(
  ground: Ground,
  of: { readonly product: string; readonly productClass: string; readonly partners?: string[] },
): Promise<void> {
  await reviewed(ground, of.product)
  const partners = of.partners ?? []
  const open = { mechanism: 'M02', event: 'openPackage', payload: { ...of, label: of.product } }
  const id = await senderOn(ground)('loans-1', open)
  const send = senderOn(ground, () => id)
  const at = (as: string, event: string, payload: object) =>
    send(as, { mechanism: 'M02', event, payload })
  await at('loans-1', 'submitCopy', {
    contentHash: hash(1),
    copyHash: COPY,
    items: item.options,
    costSheet: {
      hash: EVIDENCE,
      lines: [{ kind: 'interest', amount: { amount: '1.00', currency: 'CNY' } }],
      chargeNothing: partners,
    },
    contactClauseHash: EVIDENCE,
  })
  await at('protection-1', 'recordCheck', { tests, grounds: 'checked' })
  await at('legal-2', 'recordCheck', { tests, grounds: 'checked' })
  await at('protection-1', 'pass', { grounds: 'passed' })
  await at('loans-1', 'publish', {
    pages: [
      { place: 'app', hash: COPY },
      ...partners.map((partner) => ({ place: 'partnerPage', partner, hash: COPY })),
    ],
    contacts: CONTACT_PLACES.map((place) => ({ place, evidenceHash: EVIDENCE })),
  })
}
export const SHOWN = {
  loan: { product: 'product:demo-loan', productClass: 'personalLoan', partners: [PARTNER] },
  fund: { product: 'product:demo-fund', productClass: 'investment' },
  cover: { product: 'product:demo-cover', productClass: 'insurance' },
  changed: { product: 'product:demo-changed', productClass: 'other' },
}
export async function around(ground: Ground, number: number): Promise<void> {
  if (number === 1) {
    await senderOn(ground)('system-1', {
      mechanism: 'M06',
      event: 'stand',
      payload: { partner: PARTNER, listing: 'listed' },
    })
    for (const one of Object.values(SHOWN)) await published(ground, one)
  }
  await reviewed(ground, fresh(number))
}
