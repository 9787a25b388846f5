/** A payload for each event of a case of accountability that succeeds whenever the event is offered. */
import type { SampleAsk } from '../../../core/mechanism.ts'
import type { Uuid } from '../../../core/values.ts'
import { workSamples } from '../work.ts'
import type { AccountabilityContext } from './context.ts'

type Ask = SampleAsk<AccountabilityContext>
const EVIDENCE = 'e5'.repeat(32)
const PROPOSAL = 'b3'.repeat(32)

/** Somebody of a department who is not named yet. */
const nextToName = ({ context: c, people, lastEntry }: Ask): Uuid =>
  [...people('businessDepartment'), ...people('consumerProtection'), ...people('legalCompliance')]
    .filter((p) => !c.persons.some((known) => known.person === p))
    .at(0) ?? lastEntry
const undecided = (c: AccountabilityContext, ofManagement: boolean): Uuid | undefined =>
  c.persons.find((p) => p.sanction === null && p.ofManagement === ofManagement)?.person

export const samples = {
  ...workSamples,
  openAccountability: ({ lastEntry }: Ask) => ({
    cause: 'misSale' as const,
    source: lastEntry,
    unit: 'consumer-loans',
  }),
  nameConcerned: (ask: Ask) => ({ person: nextToName(ask), involvement: 'direct' as const }),
  establishFacts: ({ context: c }: Ask) => ({
    evidenceHash: EVIDENCE,
    findings: 'sold without the risk disclosure',
    unit: c.unit ?? 'consumer-loans',
    noManager: 'the rule had been taught and supervised',
  }),
  proposeDismissal: () => ({ grounds: 'a fault of the system' }),
  confirmDismissal: () => ({ grounds: 'agreed' }),
  refuseDismissal: () => ({ grounds: 'somebody could have seen it' }),
  mergeCase: ({ lastEntry }: Ask) => ({ into: lastEntry, reason: 'the same matter' }),
  absorbCase: ({ lastEntry }: Ask) => ({ case: lastEntry }),
  giveStatement: () => ({ statement: 'I followed what I was told' }),
  recordHearing: ({ context: c, lastEntry }: Ask) => ({
    person: c.persons.find((p) => p.heard === null)?.person ?? c.persons[0]?.person ?? lastEntry,
    outcome: 'stated' as const,
    evidenceHash: EVIDENCE,
  }),
  submitForDecision: () => ({ contentHash: PROPOSAL, proposal: 'a warning' }),
  returnForFacts: () => ({ reasons: 'who instructed it?' }),
  reopenFacts: () => ({ reasons: 'a recording was found' }),
  decideSanction: ({ context: c, lastEntry }: Ask) => ({
    person: undecided(c, false) ?? lastEntry,
    sanction: 'warning' as const,
    training: false,
    grounds: 'established and heard',
  }),
  resolveSanction: ({ context: c, lastEntry, on }: Ask) => ({
    person: undecided(c, true) ?? lastEntry,
    sanction: 'warning' as const,
    training: false,
    resolution: {
      minutes: {
        number: 'BC-2',
        date: on,
        quorum: 3,
        hash: EVIDENCE,
        contentHash: c.proposal?.contentHash ?? PROPOSAL,
      },
    },
  }),
  claimRemedied: () => ({ evidenceHash: EVIDENCE, describes: 'the script was corrected' }),
  confirmRemedied: () => ({ evidenceHash: EVIDENCE, verification: 'heard in ten recordings' }),
  rejectRemedied: () => ({ verification: 'the script is unchanged' }),
}
