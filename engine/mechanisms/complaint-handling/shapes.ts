/** The words of complaint handling: closed lists and small shapes that payloads and context share. */
import * as z from 'zod'
import { contactMeans } from '../case-work.ts'
import { day, hash, line, money, oneOf, subject } from '../../core/payload.ts'

/** Art. 8: every channel counts; a complaint forwarded by an authority counts from our own receipt. */
export const channel = z
  .enum(['branch', 'phone', 'web', 'app', 'email', 'post', 'fax', 'partner', 'forwarded', 'other'])
  .meta({ id: 'ComplaintChannel' })
/** Who forwarded it. 2020 No. 3 art. 33 (NFRA); the People's Bank has a clock of its own (K13). */
export const authority = z
  .enum(['nfra', 'pboc', 'otherAuthority'])
  .meta({ id: 'ComplaintAuthority' })
/** Art. 20: only the decision of a branch has a superior institution that may verify it (核查). */
export const level = z.enum(['headquarters', 'branch']).meta({ id: 'ComplaintLevel' })
/** Arts 12, 14: the consumer, a proxy in hardship, an heir, or the representatives of a joint complaint. */
export const identity = z
  .enum(['self', 'proxy', 'heir', 'representatives', 'attested'])
  .meta({ id: 'ComplaintIdentity' })
/** By what the rules bind a complaint that an earlier register records. */
export const basis = z.enum(['statute', 'contract', 'voluntary']).meta({ id: 'ComplaintBasis' })
export const relation = z.enum(['same', 'related', 'continued']).meta({ id: 'ComplaintRelation' })
export const declineGround = z
  .enum(['notFromComplainant', 'noAuthority', 'noConsumer'])
  .meta({ id: 'ComplaintDeclineGround' })
/** Art. 29. */
export const majorGround = z
  .enum(['massVisit', 'disaster', 'accident', 'publicHealth', 'regulatorSays'])
  .meta({ id: 'ComplaintMajorGround' })
/** Art. 18 (appraisal, testing, assessment by others) and art. 23 (mediation). */
export const pauseGround = z
  .enum(['appraisal', 'testing', 'assessment', 'mediation'])
  .meta({ id: 'ComplaintPauseGround' })
export const complexity = z
  .enum(['manyFacts', 'manyParties', 'oldMatter', 'expertQuestion', 'other'])
  .meta({ id: 'ComplaintComplexity' })

/** `notStated` is for the registers of others: never for a decision that is taken here. */
export const outcome = z
  .enum(['upheld', 'partlyUpheld', 'notUpheld', 'settled', 'notStated'])
  .meta({ id: 'ComplaintOutcome' })
export const reliefKind = z
  .enum(['none', 'nonMonetary', 'monetary'])
  .meta({ id: 'ComplaintReliefKind' })
/** Art. 19: 核查, 调解, 仲裁, 诉讼. */
export const remedyKind = z
  .enum(['review', 'mediation', 'arbitration', 'litigation'])
  .meta({ id: 'ComplaintRemedyKind' })
/** What is done for the complainant; a monetary one states its amount, unless a source does not. */
export const relief = z
  .object({
    kind: reliefKind,
    amount: money().optional(),
    what: line().optional(),
    /** The day by which it is promised. */
    by: day().optional(),
  })
  .meta({ id: 'ComplaintRelief' })

/** Art. 21: how, when and with what proof somebody was told. Posted, sent or dialled is told. */
export const told = z
  .object({ means: contactMeans, on: day().optional(), proof: hash() })
  .meta({ id: 'ComplaintTold' })
/** What the complainant declared, and the record of it: a letter, a recording, a log of the app. */
export const statement = z
  .object({ means: contactMeans, proof: hash() })
  .meta({ id: 'ComplaintStatement' })

/** Art. 18: new facts or reasons restart the period. `disputed`: a source says no more than that. */
export const novelty = z
  .enum(['newFacts', 'newReasons', 'disputed'])
  .meta({ id: 'ComplaintNovelty' })
/** Art. 20: process, time and result of the first handling. */
export const examined = z
  .enum(['process', 'time', 'result'])
  .meta({ id: 'ComplaintReviewExamined' })
export const inadmissibility = z
  .enum(['late', 'notBranch', 'notWritten'])
  .meta({ id: 'ComplaintReviewInadmissibility' })
/** Art. 26: what a complaint was caused by. */
export const causeKind = z
  .enum(['product', 'price', 'copy', 'partner', 'staff', 'system'])
  .meta({ id: 'ComplaintCauseKind' })
export const reopenGround = z
  .enum(['identityError', 'mergedInError', 'closedInError', 'decisionInError'])
  .meta({ id: 'ComplaintReopenGround' })

const change = <S extends z.ZodType>(id: string, shape: S) =>
  z.object({ was: shape.optional(), is: shape }).meta({ id: `Complaint${id}Correction` })
/** What may be corrected, each with what stands and what it should be; nothing else is a mistake of entry. */
export const correction = oneOf('ComplaintCorrection', {
  receivedOn: change('ReceivedOn', day()),
  channel: change('Channel', channel),
  matter: change('Matter', line()),
  product: change('Product', subject('product')),
  partner: change('Partner', subject('partner')),
  organisation: change('Organisation', subject('organisation')),
  complainants: change('Complainants', z.int().min(1).max(100_000)),
  faceToFace: change('FaceToFace', z.int().min(0).max(100_000)),
  toldOn: change('ToldOn', day()),
  deliveredOn: change('DeliveredOn', day()),
  promisedBy: change('PromisedBy', day()),
  performedOn: change('PerformedOn', day()),
})
export type Correction = z.output<typeof correction>
