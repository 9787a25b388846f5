/** What the two mutations of evidence do: keep a file that came with the request, and announce one. */
import { evidenceRefusal, isHash, typeOfMedia } from '../../engine/core/evidence.ts'
import type { EvidenceRule, EvidenceType } from '../../engine/core/evidence.ts'
import type { Refusal } from '../../engine/core/refusal.ts'
import type { Context } from '../context.ts'
import { addressOf } from '../evidence-address.ts'
import type { UploadedFile } from '../evidence-multipart.ts'
import { fileName, isOpen } from '../evidence-name.ts'
import type { RefusedSource } from './builder.ts'
import type { KeptSource, SlotSource } from './evidence-source.ts'

const refused = (refusal: Refusal): RefusedSource => ({
  accepted: false,
  refusal,
  current: undefined,
})
const no = (rule: EvidenceRule): RefusedSource => refused(evidenceRefusal(rule))

/** Whoever holds no seat today has nothing to give evidence of. */
async function hindrance(context: Context): Promise<Refusal | undefined> {
  const { institution, person, evidence } = context
  const { seats } = await context.viewer()
  return seats.length === 0 ? evidenceRefusal('noSeat') : evidence.hindrance(institution, person)
}

interface Taking {
  readonly file: UploadedFile
  readonly hash?: string | null | undefined
}
/** Keeps a file that came with the request. */
export async function take(
  { file, hash }: Taking,
  context: Context,
): Promise<KeptSource | RefusedSource> {
  const { came, media } = file
  if ('refusal' in came) return refused(came.refusal)
  if (typeof hash === 'string' && !isHash(hash)) return no('hashForm')
  const name = fileName(file.name === '' ? undefined : file.name)
  if (name === null) return no('nameForm')
  const type = isOpen(media) ? undefined : typeOfMedia(media)
  if (type === undefined && !isOpen(media)) return no('type')
  const hindered = await hindrance(context)
  if (hindered) return refused(hindered)
  const { institution, person, evidence } = context
  const answer = await evidence.keep(came.received, {
    institution,
    person,
    declared: {
      ...(typeof hash === 'string' ? { hash } : {}),
      ...(type === undefined ? {} : { type }),
      ...(name === undefined ? {} : { name }),
    },
  })
  return 'refusal' in answer ? refused(answer.refusal) : { accepted: true, ...answer.kept }
}

interface Announcing {
  readonly hash: string
  readonly size: number
  readonly type: EvidenceType
}
/** An address for a file that is to come. Says nothing of whether the file is here already. */
export async function announce(
  { hash, size, type }: Announcing,
  context: Context,
): Promise<SlotSource | RefusedSource> {
  const { institution, person, evidence } = context
  if (!isHash(hash)) return no('hashForm')
  if (size <= 0) return no('empty')
  if (size > evidence.limits.maxBytes) return no('tooLarge')
  const hindered = await hindrance(context)
  if (hindered) return refused(hindered)
  const claims = { use: 'upload', institution, person, hash, size, type } as const
  return { accepted: true, hash, address: await addressOf(evidence, claims, context.now()) }
}
