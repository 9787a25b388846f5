// Who acts in the protection of information, and how far a case of it has come.

import { personalInformation } from '../../engine/mechanisms/personal-information/index.ts'
import { actorIn, byRule, isRefused } from './actors.ts'
import type { Actor } from './actors.ts'
import {
  informationDeeds,
  RECIPIENT,
  SENSITIVE_ACTIVITY,
  SENSITIVE_TRIGGERS,
} from './information-deeds.ts'
import { Case } from './journey-case.ts'
import type { Done } from './journey-case.ts'
import type { Journey } from './journey.ts'

type InformationActor = Actor<typeof informationDeeds>

const ROLES = {
  business: 'loans-1',
  officer: 'privacy-1',
  colleague: 'privacy-2',
  /** Holds seats of the officer, the department, legal, management and audit as well. */
  everything: 'privacy-and-others',
  protection: 'protection-1',
  telephone: 'telephone-1',
  lawyer: 'legal-1',
  otherLawyer: 'legal-2',
  manager: 'management-1',
  otherManager: 'management-2',
  auditor: 'audit-1',
  supervisor: 'supervisor-1',
  regulator: 'regulator-1',
  court: 'court-1',
  partner: 'partner-1',
  channel: 'channel-1',
  system: 'system-1',
} as const
type Roles = { readonly [K in keyof typeof ROLES]: InformationActor }
export type Information = Roles & {
  readonly file: Case
  readonly refusedBy: (rule: string, event: string, deed: Promise<Done>) => Promise<void>
}

/** Facts of all three charts: what the other charts call by the same name has an alias. */
const FACTS = `
    activity product use rejected violations cure { evidenceHash } provisions { count lastOn }
    consents { given withdrawn } assessedOn endedOn confirmations liveSince auditedOn retention { until }
    screening { by } approval { kind on contentHash } setAside { contentHash } processingKept: keeping { standing }
    work { breaches { clock on explained } recused inquiries { overdue answered } }
  }
  ... on PersonalInformationRequestFacts {
    requestKind: kind receivedOn startedOn late upheld answeredBy outcome { answered: kind } refusal { ground }
    contest { route } endedOn requestKept: keeping { standing } consumer source
    work { breaches { clock on explained } recused inquiries { overdue answered } }
  }
  ... on PersonalInformationIncidentFacts {
    harm: kind discoveredAt class { severity people } confirmed { by } toCommittee individuals ordered fix { evidenceHash }
    reports { internet centralBank supervisorFirst supervisorWritten } logs { to } incidentKept: keeping { standing }
    endedOn unit work { breaches { clock on explained } recused inquiries { overdue answered } }`

let n = 0
/** A case of its own, with everybody who may act in it; not yet opened. */
export function informationIn(journey: Journey): Information {
  n += 1
  const file = new Case({
    journey,
    mechanism: personalInformation,
    chart: 'processing',
    facts: FACTS,
    about: `a${String(n)}`,
  })
  const roles = Object.fromEntries(
    Object.entries(ROLES).map(([role, subject]) => [
      role,
      actorIn(file, subject, informationDeeds),
    ]),
  ) as Roles
  return {
    ...roles,
    file,
    refusedBy: async (rule, event, done) => {
      await isRefused(done, byRule(personalInformation, event, rule))
    },
  }
}

/** Titles of the processes of a mechanism. */
export async function titlesIn({ doors }: Journey, mechanism: string): Promise<readonly string[]> {
  const query = `query ($m: MechanismId!) {
    processes(filter: { mechanism: $m }, first: 100) { nodes { title { en } } }
  }`
  const data = await doors.ask('audit-1', query, { m: mechanism })
  const nodes = data['processes']?.['nodes'] as unknown as readonly { title: { en: string } }[]
  return nodes.map(({ title }) => title.en)
}

// ---- how far a case has come ----------------------------------------------------------------------
type Way = (c: Information) => Promise<Information>
const way =
  (...steps: readonly ((c: Information) => Promise<unknown>)[]): Way =>
  async (c) => {
    for (const step of steps) await step(c)
    return c
  }
export const proposed = way((c) => c.business.proposesActivity())
export const submitted = way(proposed, (c) => c.business.submitsActivity())
export const lite = way(submitted, (c) => c.colleague.screens())
export const liteApproved = way(lite, (c) => c.colleague.approves())
export const liteLive = way(liteApproved, (c) => c.business.goesLive())
export const sensitiveSubmitted = way(proposed, (c) =>
  c.business.submitsActivity(SENSITIVE_ACTIVITY as never),
)
export const assessing = way(sensitiveSubmitted, (c) =>
  c.colleague.screens({ triggers: SENSITIVE_TRIGGERS }),
)
export const assessed = way(assessing, (c) => c.business.finishesAssessment())
export const approved = way(assessed, (c) => c.colleague.approves())
export const consenting = way(approved, (c) => c.business.goesLive())
export const live = way(consenting, (c) => c.telephone.recordsConsent())
export const ruling = way(
  assessing,
  (c) => c.business.finishesAssessment({ risk: 'high' }),
  (c) => c.colleague.approves(),
)
export const changed = way(live, (c) => c.business.reportsChange())
export const suspended = way(live, (c) => c.officer.reportsViolation())
export const ending = way(live, (c) => c.business.endsPurpose())
export const deleted = way(
  ending,
  (c) => c.partner.confirmsReturn(),
  (c) => c.business.confirmsReturn({ partner: RECIPIENT }),
  (c) => c.business.provesDeletion(),
  (c) => c.colleague.confirmsDeletion(),
)

export const requested = way((c) => c.channel.registersRequest())
export const inProgress = way(requested, (c) => c.officer.confirmsIdentity())
export const waiting = way(inProgress, (c) => c.officer.asksMore())
export const answered = way(inProgress, (c) => c.officer.fulfils())
export const refused = way(inProgress, (c) => c.officer.refuses())
export const contested = way(refused, (c) => c.channel.contests())
export const credit = way((c) => c.channel.registersRequest({ kind: 'creditObjection' }))

export const suspected = way((c) => c.business.reportsIncident())
export const confirmed = way(suspected, (c) => c.officer.confirmsIncident())
export const contained = way(confirmed, (c) => c.officer.contains())
export const exempt = way(
  contained,
  (c) => c.officer.proposesExemption(),
  (c) => c.lawyer.confirmsExemption(),
)
export const caused = way(contained, (c) => c.auditor.recordsCause())
export const fixed = way(caused, (c) => c.business.reportsFix())
export const remediated = way(fixed, (c) => c.auditor.verifiesFix())
