/** A payload for each event of a presentation that succeeds whenever the event is offered. */
import type { SampleAsk } from '../../core/mechanism.ts'
import { nextDelivery } from './presentation-terms.ts'
import type { PresentationContext } from './presentation-terms.ts'
import { item } from './terms.ts'

type Ask = SampleAsk<PresentationContext>
const EVIDENCE = 'e5'.repeat(32)
const undelivered = (c: PresentationContext) =>
  nextDelivery(c) ?? c.notices.find((n) => !n.delivered)

export const presentationSamples = {
  show: () => ({
    product: 'product:demo-loan',
    consumer: 'consumer:sample',
    means: 'online' as const,
    at: 'ownPage' as const,
    copyHash: EVIDENCE,
    items: [...item.options],
    snapshotHash: EVIDENCE,
  }),
  showAgain: ({ context: c }: Ask) => ({
    at: 'ownPage' as const,
    copyHash: c.copyHash ?? EVIDENCE,
    items: [...item.options],
    snapshotHash: EVIDENCE,
  }),
  confirm: ({ context: c }: Ask) => {
    const sheet = c.costSheetHash
    const at = 'ownPage' as const
    if (sheet === null) return { at, acknowledgement: { confirmation: { hash: EVIDENCE } } }
    if (c.means === 'onSite')
      return { at, acknowledgement: { signedSheet: { hash: EVIDENCE, costSheetHash: sheet } } }
    const popUp = { logHash: EVIDENCE, costSheetHash: sheet, forced: true, readingS: 15 }
    return { at, acknowledgement: { popUp } }
  },
  leave: () => ({}),
  enterContract: () => ({
    at: 'ownPage' as const,
    contractHash: EVIDENCE,
    contactClauseHash: EVIDENCE,
  }),
  sendServiceNotice: () => ({ kind: 'statement' as const, noticeHash: EVIDENCE }),
  recordServiceDelivery: ({ context: c, on, lastEntry }: Ask) => ({
    notice: undelivered(c)?.notice ?? lastEntry,
    proofHash: EVIDENCE,
    deliveredOn: on,
  }),
  settle: () => ({ evidenceHash: EVIDENCE }),
  placeHold: () => ({ matter: 'a suit', grounds: 'evidence is needed' }),
  releaseHold: ({ context: c, lastEntry }: Ask) => ({
    hold: c.holds[0] ?? lastEntry,
    grounds: 'the suit has ended',
  }),
  proposeDisposal: () => ({ grounds: 'the period has ended' }),
  confirmDisposal: () => ({ protocolHash: EVIDENCE }),
  refuseDisposal: () => ({ grounds: 'still needed' }),
}
