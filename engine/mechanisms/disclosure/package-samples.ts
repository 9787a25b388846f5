/** A payload for each event of a package that succeeds whenever the event is offered. */
import type { SampleAsk } from '../../core/mechanism.ts'
import { CONTACT_PLACES, isRemedied } from './package-terms.ts'
import type { PackageContext } from './package-terms.ts'
import { item } from './terms.ts'

type Ask = SampleAsk<PackageContext>
const hashOf = (n: number): string => n.toString(16).padStart(64, '0')
const EVIDENCE = 'e5'.repeat(32)

/** The version that is on display or was submitted last; a new copy with every submission. */
const copy = ({ context: c }: Ask) => {
  let n = c.version + 1
  const used = [...c.returned, ...c.deviations.map((d) => d.copyHash), c.published?.copyHash]
  while (used.includes(hashOf(0xc0_00 + n))) n += 1
  return hashOf(0xc0_00 + n)
}
const pagesOf = (c: PackageContext, hash: string) => [
  { place: 'app' as const, hash },
  ...c.partners.map((partner) => ({ place: 'partnerPage' as const, partner, hash })),
]
const shown = ({ context: c }: Ask) =>
  c.display === 'off' ? [] : pagesOf(c, c.published?.copyHash ?? EVIDENCE)
const met = {
  truthful: 'met',
  accurate: 'met',
  complete: 'met',
  timely: 'met',
  plain: 'met',
} as const
const named = (c: PackageContext, fits: (d: PackageContext['deviations'][number]) => boolean) =>
  (c.deviations.find(fits) ?? c.deviations[0])?.deviation

const drafting = {
  openPackage: () => ({
    product: 'product:demo-loan',
    label: 'disclosure',
    productClass: 'other' as const,
  }),
  submitCopy: (ask: Ask) => ({
    contentHash: ask.context.contentHash ?? hashOf(1),
    copyHash: copy(ask),
    items: [...item.options],
    costSheet: {
      hash: EVIDENCE,
      lines: [{ kind: 'interest' as const, amount: { amount: '100.00', currency: 'CNY' } }],
      chargeNothing: ask.context.partners,
    },
    contactClauseHash: EVIDENCE,
  }),
  withdrawCopy: () => ({ reason: 'given up' }),
  recordCheck: () => ({ tests: met, grounds: 'checked' }),
  returnCopy: () => ({ grounds: 'jargon is not explained' }),
  pass: () => ({ grounds: 'all tests are met' }),
  recordListPublication: ({ context: c }: Ask) => ({
    listHash: EVIDENCE,
    partners: c.partners.length > 0 ? c.partners : ['partner:demo-partner'],
    evidenceHash: EVIDENCE,
  }),
}
const display = {
  publish: ({ context: c }: Ask) => ({
    pages: pagesOf(c, c.copyHash ?? EVIDENCE),
    contacts: CONTACT_PLACES.map((place) => ({ place, evidenceHash: EVIDENCE })),
  }),
  revise: () => ({ reason: 'fees change' }),
  confirmDisplay: (ask: Ask) => ({ pages: shown(ask), evidenceHash: EVIDENCE }),
  informInvestors: () => ({ informationHash: EVIDENCE, evidenceHash: EVIDENCE }),
  retirePackage: () => ({ reason: 'discontinued', evidenceHash: EVIDENCE }),
  settlePackage: () => ({ evidenceHash: EVIDENCE }),
}
const deviations = {
  reportMysteryShop: () => ({
    failed: ['plain' as const],
    place: 'premises' as const,
    evidenceHash: EVIDENCE,
    found: 'fees were not mentioned',
  }),
  reportDrift: () => ({ place: 'app' as const, foundHash: hashOf(0xdd), evidenceHash: EVIDENCE }),
  reportDeviation: ({ lastEntry }: Ask) => ({ source: lastEntry }),
  recordAffected: ({ context: c, lastEntry }: Ask) => {
    const of = c.deviations.find((d) => d.affected === null) ?? c.deviations[0]
    return {
      deviation: of?.deviation ?? lastEntry,
      listHash: EVIDENCE,
      count: Math.max(3, of?.remedied ?? 0),
    }
  },
  remedyAffected: ({ context: c, lastEntry }: Ask) => {
    const of =
      c.deviations.find((d) => d.affected !== null && !isRemedied(d)) ??
      c.deviations.find((d) => d.affected !== null)
    return {
      deviation: of?.deviation ?? lastEntry,
      remedied: of?.affected?.count ?? 0,
      evidenceHash: EVIDENCE,
    }
  },
  correctDeviation: ({ context: c, lastEntry }: Ask) => ({
    deviation: named(c, (d) => !d.corrected && isRemedied(d)) ?? lastEntry,
    cause: 'display' as const,
    evidenceHash: EVIDENCE,
  }),
  forceCorrection: ({ on }: Ask) => ({
    cause: 'display' as const,
    takenDownHash: EVIDENCE,
    remedyBy: on,
    grounds: 'nothing was done',
  }),
  rejectCorrection: ({ context: c, lastEntry }: Ask) => ({
    deviation: named(c, (d) => d.corrected) ?? lastEntry,
    grounds: 'the page still differs',
  }),
  republish: (ask: Ask) => ({ pages: shown(ask), grounds: 'verified' }),
}
/** Somebody of the department who neither wrote nor stepped aside. */
const checkerFor = ({ context: c, people, lastEntry }: Ask) => {
  const all = people('consumerProtection')
  const free = all.filter((p) => !c.authors.includes(p) && !c.work.recused.includes(p))
  return free.find((p) => p !== c.checker) ?? free[0] ?? all[0] ?? lastEntry
}

export const packageSamples = {
  ...drafting,
  ...display,
  ...deviations,
  reassign: (ask: Ask) => ({ handler: checkerFor(ask), reason: 'workload' }),
  recuse: () => ({ ground: 'tookPart' as const }),
  correctRecord: ({ context: c, lastEntry }: Ask) => ({
    entry: lastEntry,
    record: { label: { was: c.label ?? '', is: 'corrected label' } },
    grounds: 'mistake of entry',
  }),
}
