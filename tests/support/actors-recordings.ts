// Who acts in the recording of a sale, and by which deeds.

import { encodeId } from '../../api/graphql/ids.ts'
import type { events } from '../../engine/mechanisms/sales-traceability/events.ts'
import { salesTraceability } from '../../engine/mechanisms/sales-traceability/index.ts'
import { actorIn, byRule, deedsFor, isRefused } from './actors.ts'
import type { Actor } from './actors.ts'
import { todayIn } from './actors-complaint.ts'
import { Case } from './journey-case.ts'
import type { Done } from './journey-case.ts'
import type { Journey } from './journey.ts'
import { GOVERNANCE, ISSUER } from './world.ts'

export const EVIDENCE = 'e4'.repeat(32)
/** The n-th seal of a case. */
export const seal = (n: number): string => n.toString(16).padStart(64, '4')
export const KEY_LINKS = [
  'identity',
  'documents',
  'explanation',
  'clearAnswer',
  'signature',
] as const
const proof = () => ({ evidenceHash: EVIDENCE })

const deed = deedsFor<typeof events>()
const sale = {
  opens: deed('openRecording', (c) => ({
    product: `product:${c.about}`,
    consumer: `consumer:${c.about}`,
    label: 'wealth product',
    channel: 'salesZone',
    productClass: 'wealth',
    seller: c.journey.person('wealth-1'),
    unit: 'wealth',
  })),
  agrees: deed('agreeToRecording', proof),
  refuses: deed('refuseRecording', proof),
  givesUp: deed('abandonRecording', proof),
  cancels: deed('cancelRecording', () => ({ reason: 'the consumer left' })),
  interrupts: deed('reportInterruption', () => ({ cause: 'networkFault' })),
  restarts: deed('restartRecording', () => ({})),
  completes: deed('completeRecording', (c) => ({
    startedAt: c.journey.now(),
    seconds: 900,
    segments: 1,
    contentHash: seal(1),
    links: [...KEY_LINKS],
  })),
  concludes: deed('concludeSale', (c) => ({ soldOn: todayIn(c) })),
  reportsNoSale: deed('reportNoSale', () => ({ reason: 'thought better of it' })),
  endsContract: deed('recordContractEnd', (c) => ({ endedOn: todayIn(c), cause: 'expired' })),
  reinstates: deed('recordReinstatement', proof),
} as const
const inspection = {
  passes: deed('passInspection', () => ({ sheetHash: EVIDENCE })),
  fails: deed('failInspection', () => ({
    sheetHash: EVIDENCE,
    defect: 'answersPrompted',
    findings: 'the answers were prompted',
  })),
  ordersRectification: deed('orderRectification', () => ({ demand: 'explain it again' })),
  rectifies: deed('reportRectified', proof),
  insists: deed('insistOnRectification', (c) => ({
    rectifyBy: todayIn(c, 10),
    grounds: 'it is overdue',
  })),
  unwinds: deed('unwindSale', () => ({ toldHash: EVIDENCE, grounds: 'it cannot be mended' })),
  reportsDamage: deed('reportTampering', () => ({
    damage: 'edited',
    evidenceHash: EVIDENCE,
    found: 'the seal does not match',
  })),
} as const
const keeping = {
  holds: deed('placeHold', () => ({ kind: 'dispute', reason: 'the consumer disputes it' })),
  releases: deed('releaseHold', (c) => ({
    hold: c.entryOf('placeHold'),
    endedOn: todayIn(c),
    grounds: 'settled',
  })),
  retrieves: deed('retrieveRecording', () => ({ purpose: 'complaint', reference: 'complaint 7' })),
  returns: deed('returnRecording', () => ({ contentHash: seal(1) })),
  proposesDisposal: deed('proposeDisposal', () => ({ grounds: 'retention has ended' })),
  approvesDisposal: deed('approveDisposal', () => ({ grounds: 'agreed' })),
  declinesDisposal: deed('declineDisposal', (c) => ({
    keepUntil: todayIn(c, 100),
    grounds: 'still needed',
  })),
  destroys: deed('recordDestruction', () => ({ certificateHash: EVIDENCE })),
} as const
const work = {
  recuses: deed('recuse', () => ({ ground: 'kinship' })),
  notes: deed('note', () => ({ text: 'waits for the device' })),
  attachesEvidence: deed('attachEvidence', () => ({
    kind: 'recording',
    hash: EVIDENCE,
    describes: 'call with the consumer',
  })),
  correctsRecord: deed('correctRecord', (c) => ({
    entry: c.entryOf('openRecording'),
    record: { label: { was: 'wealth product', is: 'wealth product A' } },
    grounds: 'mistyped',
  })),
  explainsBreach: deed('explainBreach', (c) => ({
    breach: c.entryOf('openRecording'),
    ground: 'workload',
    explanation: 'two inspectors were ill',
  })),
  inquires: deed('inquire', () => ({ question: 'Who heard it?' })),
  answersInquiry: deed('answerInquiry', (c) => ({
    inquiry: c.entryOf('inquire'),
    answer: 'Nobody but the inspector.',
  })),
} as const
const deeds = { ...sale, ...inspection, ...keeping, ...work } as const
export type RecordingActor = Actor<typeof deeds>

const ROLES = {
  seller: 'wealth-1',
  loans: 'loans-1',
  inspector: 'protection-1',
  otherInspector: 'protection-2',
  colleague: 'protection-3',
  /** Of the inspectors, with a seat in a department that sells. */
  sellingInspector: 'protection-and-loans',
  eastInspector: 'protection-and-east',
  keeperAndLawyer: 'protection-and-legal',
  lawyer: 'legal-1',
  otherLawyer: 'legal-2',
  manager: 'management-1',
  otherManager: 'management-2',
  auditor: 'audit-1',
  regulator: 'regulator-1',
  supervisor: 'supervisor-1',
  channel: 'channel-1',
  system: 'system-1',
} as const
type Roles = { readonly [K in keyof typeof ROLES]: RecordingActor }
export type Recording = Roles & {
  readonly file: Case
  readonly refuses: (rule: string, event: string, deed: Promise<Done>) => Promise<void>
}

const FACTS = `
  product consumer partner label unit seller channel productClass rule trace { hash on kept }
  consent { on } unrecorded { cause saleBarred } interruptions capturedOn links contentSealed
  seals { seal supplement } integrity
  contract { standing soldOn coolingOffEndsOn endedOn checkedOn }
  sample { seed by drawnBefore notDrawnBefore } inspection { inspected defectOn defect orderedBy }
  holds { hold kind matter endedOn } retrieval { purpose on } retrievals disposal { approved } keepUntil
  work { recused breaches { breach clock on explained } inquiries { by answerBy overdue answered } }`

let n = 0
/** The recording of the sale of a product of its own, with everybody who may act; not yet opened. */
export function recordingIn(journey: Journey): Recording {
  n += 1
  const file = new Case({
    journey,
    mechanism: salesTraceability,
    facts: FACTS,
    about: `r${String(n)}`,
  })
  const roles = Object.fromEntries(
    Object.entries(ROLES).map(([role, subject]) => [role, actorIn(file, subject, deeds)]),
  ) as Roles
  return {
    ...roles,
    file,
    refuses: async (rule, event, done) => {
      await isRefused(done, byRule(salesTraceability, event, rule))
    },
  }
}

let sellers = 0
/** A person whom human resources has entered in the register of people. */
export async function anotherSeller({ doors }: Journey): Promise<string> {
  sellers += 1
  const subject = `seller-${String(sellers)}`
  const addPerson = { issuer: ISSUER, subject, name: `旅程人员 Journey ${subject}` }
  const process = encodeId('Institution', GOVERNANCE)
  const answer = await doors.command('hr-1', 'institutionCommand', {
    process,
    event: { addPerson },
  })
  const entry = String(answer['entry']?.['id'])
  return encodeId('Person', Buffer.from(entry, 'base64url').toString().split(':')[1] ?? '')
}

// ---- how far a recording has come -------------------------------------------------------------------
type Opening = Parameters<RecordingActor['opens']>[0]
type Way = (c: Recording, opening?: Opening) => Promise<Recording>
/** Insurance as art. 6 (2) has it: every recording of it is inspected. */
export const linked = (more: object = {}): NonNullable<Opening> => ({
  label: 'linked policy',
  channel: 'faceToFace',
  productClass: 'insurance',
  insurance: {
    termOverOneYear: true,
    investmentLinked: true,
    atLeast60: false,
    throughPartTimeAgency: false,
    ...more,
  },
})
export const shortTerm = (): NonNullable<Opening> => linked({ termOverOneYear: false })

export const opened: Way = async (c, opening) => {
  await c.seller.opens(opening)
  return c
}
export const recording: Way = async (c, opening) => {
  await opened(c, opening)
  await c.seller.agrees()
  return c
}
export const captured: Way = async (c, opening) => {
  await recording(c, opening)
  await c.system.completes()
  return c
}
/** The first recording of a product is always drawn; of a policy with its cooling-off period. */
export const queued: Way = async (c, opening) => {
  await captured(c, opening)
  const coolingOffEndsOn = opening?.insurance ? todayIn(c.file, 15) : undefined
  await c.seller.concludes(coolingOffEndsOn === undefined ? {} : { coolingOffEndsOn })
  return c
}
/** Whoever sold what fails has to be trained, and may sell nothing if not; so everybody sells but once. */
export const failed: Way = async (c, opening) => {
  await queued(c, { seller: await anotherSeller(c.file.journey), ...opening })
  await c.inspector.fails()
  return c
}
export const rectifying: Way = async (c, opening) => {
  await failed(c, opening)
  await c.inspector.ordersRectification()
  return c
}
export const vaulted: Way = async (c, opening) => {
  await queued(c, opening)
  await c.inspector.passes()
  return c
}
export const ended: Way = async (c, opening) => {
  await vaulted(c, opening)
  await c.seller.endsContract()
  return c
}
export const unsold: Way = async (c, opening) => {
  await captured(c, opening)
  await c.seller.reportsNoSale()
  return c
}
/** Not rectified in the 15 working days of the law. */
export const escalated: Way = async (c, opening) => {
  await rectifying(c, opening)
  await c.file.journey.passes('2026-03-24 09:00')
  return c
}
/** Recorded, nothing sold, and kept for the six months of house policy. */
export const underReview: Way = async (c, opening) => {
  await unsold(c, opening)
  await c.file.journey.passes('2026-09-03 09:00')
  return c
}
