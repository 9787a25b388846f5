// Who acts in the disclosure of a product, and by which deeds.

import { disclosure } from '../../engine/mechanisms/disclosure/index.ts'
import { reportDeeds } from './actors-disclosure-report.ts'
import { packageDeeds, presentationDeeds, noticeDeeds } from './actors-disclosure-deeds.ts'
import { encodeId } from '../../api/graphql/ids.ts'
import { actorIn, byRule, isRefused } from './actors.ts'
import type { Actor, Deeds } from './actors.ts'
import { checkTrail } from './checkTrail.ts'
import { Case } from './journey-case.ts'
import type { Done } from './journey-case.ts'
import { openJourney } from './journey.ts'
import type { Journey } from './journey.ts'
import { standIn } from './stand-in.ts'
import { GOVERNANCE } from './world.ts'

export const content = (n: number): string => n.toString(16).padStart(64, '0')

// ---- the institution, with neighbours in the place of the review and the partner list ---------------
const neighbours = [
  standIn({ id: 'M01', slug: 'review', chart: 'review' }),
  standIn({ id: 'M06', slug: 'partner-list', chart: 'partner' }),
]
/** People who hold seats that no one should use for the same matter. */
const others = [
  { subject: 'legal-and-later-protection', seats: [['hr-1', 'legalCompliance']] },
  {
    subject: 'protection-and-every-body',
    seats: [
      ['hr-1', 'consumerProtection', 'cp'],
      ['board-1', 'seniorManagement'],
      ['board-1', 'consumerProtectionCommittee'],
      ['board-2', 'board'],
    ],
  },
] as const
export const openDisclosures = (): Promise<Journey> => openJourney({ others, neighbours })
/** Everything that is kept follows from the trail; then the journey ends. */
export async function closeDisclosures(journey: Journey): Promise<void> {
  await checkTrail(journey.world.pool, { mechanisms: journey.mechanisms })
  await journey.close()
}

const ROLES = {
  business: 'loans-1',
  colleague: 'loans-2',
  wealth: 'wealth-1',
  officer: 'protection-1',
  second: 'protection-2',
  third: 'protection-3',
  lawyer: 'legal-2',
  manager: 'management-1',
  committee: 'committee-1',
  board: 'board-1',
  supervisor: 'supervisor-1',
  auditor: 'audit-1',
  regulator: 'regulator-1',
  system: 'system-1',
  channel: 'channel-1',
  partner: 'partner-1',
  headquarters: 'headquarters-1',
  personnel: 'hr-1',
  /** Writes for the business department and checks for the department. */
  writer: 'protection-and-loans',
  /** Of legal, and later of the department as well. */
  mover: 'legal-and-later-protection',
  everywhere: 'protection-and-every-body',
} as const
type Roles<D extends Deeds> = { readonly [K in keyof typeof ROLES]: Actor<D> }
const rolesIn = <D extends Deeds>(file: Case, deeds: D): Roles<D> =>
  Object.fromEntries(
    Object.entries(ROLES).map(([role, subject]) => [role, actorIn(file, subject, deeds)]),
  ) as Roles<D>

const WORK = `work { recused breaches { breach clock on explained again } inquiries { overdue answered } }`
const FACTS = {
  package: `product label unit productClass partners version contentHash copyHash display ended foundAfterEnd
    checks { protection { verdict failed } legal { verdict failed } } passed { contentHash copyHash on }
    published { contentHash copyHash costSheetHash version on } partnerList { listHash partners }
    deviations { deviation kind source cause corrected escalated remedied remedyLate affected { count } }
    settledDeviations recheckFrom informFrom ${WORK}`,
  presentation: `product consumer partner productClass copyHash costSheetHash timesShown endedOn holds
    acknowledgement { kind copyHash } contract { hash on } notices { notice kind delivered late } ${WORK}`,
  notice: `product changes effectiveOn notice { on late } delivery { delivered undelivered } ${WORK}`,
  report: `year figures { of body count } lock { feedCount explained } reportHash complaintSection { count }
    resolution { number contentHash basis } publication { hash on } late { submission publication }
    errors { by corrected } reissues ${WORK}`,
} as const

export interface Disclosed {
  readonly package: Case
  readonly presentation: Case
  readonly notice: Case
  readonly report: Case
  /** Deeds on the package, the presentation, the notice and the report. */
  readonly of: Roles<typeof packageDeeds>
  readonly to: Roles<typeof presentationDeeds>
  readonly on: Roles<typeof noticeDeeds>
  readonly about: Roles<typeof reportDeeds>
  readonly product: string
  readonly year: number
  readonly refuses: (rule: string, event: string, deed: Promise<Done>) => Promise<void>
  /** The review of the product stands at this content; what is cleared may be published. */
  readonly reviews: (at: { readonly content: number; readonly cleared?: boolean }) => Promise<void>
  /** A person takes a seat in the department. */
  readonly joinsDepartment: (who: string) => Promise<void>
  /** The partner stands on the list so. */
  readonly lists: (listing: string) => Promise<void>
}

let n = 0
/** A product of its own, and a year of its own, with everybody who may act; nothing is opened yet. */
export function disclosureIn(journey: Journey): Disclosed {
  n += 1
  const product = `product:p${String(n)}`
  // Behind each year that begins the next is put down by itself.
  const year = 2026 + 2 * n
  const caseOf = (chart: keyof typeof FACTS, about: string) =>
    new Case({ journey, mechanism: disclosure, chart, facts: FACTS[chart], about })
  const files = {
    package: caseOf('package', product),
    presentation: caseOf('presentation', product),
    notice: caseOf('notice', product),
    report: caseOf('report', String(year)),
  }
  const stands = async (field: string, payload: object) => {
    const answer = await journey.doors.command('system-1', field, { event: { stand: payload } })
    if (!answer['entry']) throw new Error(JSON.stringify(answer))
  }
  return {
    ...files,
    of: rolesIn(files.package, packageDeeds),
    to: rolesIn(files.presentation, presentationDeeds),
    on: rolesIn(files.notice, noticeDeeds),
    about: rolesIn(files.report, reportDeeds),
    product,
    year,
    refuses: async (rule, event, done) => {
      await isRefused(done, byRule(disclosure, event, rule))
    },
    reviews: ({ content: at, cleared = true }) =>
      stands('reviewCommand', {
        product,
        contentHash: content(at),
        ...(cleared ? { covers: [content(at)] } : {}),
      }),
    joinsDepartment: async (who) => {
      const appoint = {
        person: journey.person(who),
        body: 'CONSUMER_PROTECTION',
        from: '2026-01-01',
        unit: 'cp',
      }
      await journey.doors.command('hr-1', 'institutionCommand', {
        process: encodeId('Institution', GOVERNANCE),
        event: { appoint },
      })
    },
    lists: (listing) => stands('partnerListCommand', { partner: 'partner:demo-partner', listing }),
  }
}
