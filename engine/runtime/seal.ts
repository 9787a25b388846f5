/**
 * The seal: takes what was committed into the tree, and signs its head. It follows the trail and holds
 * nothing up; of several servers one is faster and the others see that nothing is left to do.
 *
 * It signs nothing that does not begin with what was signed before, and says by name what it finds that
 * does not fit. What an attacker changes everywhere at once is for witnesses to find.
 */
import type { Pool } from 'pg'
import { rootOf } from '../core/merkle.ts'
import { checkpointText, parseCheckpoint, parseNote, signNote, verifiedBy } from '../core/note.ts'
import type { Uuid } from '../core/values.ts'
import { raiseAlarm } from './alarms.ts'
import type { Alarm } from './alarms.ts'
import type { Runtime } from './execute.ts'
import type { KeyRing } from './keyring.ts'
import { verifierOf } from './signing.ts'
import type { TrailSigner } from './signing.ts'
import { edgeOf, grown, readSealing } from './tree.ts'
import type { Edge, Sealing } from './tree.ts'

export interface SealOptions {
  readonly pool: Pool
  readonly keys: KeyRing
  /** Whether heads are also signed by SM2, once the trail has put such a key in force. */
  readonly sm2?: boolean
  readonly log: Runtime['log']
}

/** One round: every institution whose trail has grown. Resolves with how many have still more to seal. */
export async function sealAll(options: SealOptions): Promise<number> {
  const { rows } = await options.pool.query<{ institution: Uuid }>(
    'select institution from to_seal() as institution',
  )
  let more = 0
  for (const { institution } of rows)
    try {
      more += Number((await sealOne(options, institution)) === 'more')
    } catch (err) {
      options.log.error({ err, institution }, 'a trail could not be sealed')
    }
  return more
}

/** Seals until everything is sealed that is committed when it is called, or says that it cannot be. */
export async function sealNow(options: SealOptions, institution: Uuid): Promise<boolean> {
  const { position } = await readSealing(options.pool, institution)
  for (;;) {
    const { size } = await readSealing(options.pool, institution)
    if (size >= position) return true
    if ((await sealOne(options, institution)) === 'refused') return false
  }
}

/**
 * Seals once: `done`, `more` where a long trail takes several, `outrun` where another server was faster,
 * `refused` where nothing can be signed.
 */
export async function sealOne(
  options: SealOptions,
  institution: Uuid,
): Promise<'done' | 'more' | 'outrun' | 'refused'> {
  const { pool } = options
  const at = await readSealing(pool, institution)
  const alarm = (kind: Alarm['kind'], known: number) =>
    raiseAlarm(options, institution, { source: 'seal', kind, known, size: at.position })
  if (at.position < at.size) {
    await alarm('TAIL_DELETED', at.size)
    return 'refused'
  }
  if (at.position === at.size) return 'done'
  const signers = await signersOf(options, at)
  if (signers.length === 0) {
    if (at.keys.length > 0) await alarm('KEY_ELSEWHERE', at.size)
    return 'refused'
  }
  const edge = await edgeOf(pool, institution, at.size)
  if (!edge || !(await isAsSigned(at, edge))) {
    await alarm('TREE_REWRITTEN', at.size)
    return 'refused'
  }
  const next = await grown(pool, institution, { edge, from: at.size, to: at.upTo })
  // Later entries are sealed all the same: what was signed of these still says what they were.
  if (next.differs !== undefined) await alarm('ENTRY_REWRITTEN', next.differs)
  if (next.missing !== undefined) {
    await alarm('ENTRY_MISSING', next.missing)
    return 'refused'
  }
  if (!(await signed({ options, institution, at, signers }, next))) return 'outrun'
  return at.upTo < at.position ? 'more' : 'done'
}

interface Signing {
  readonly options: SealOptions
  readonly institution: Uuid
  readonly at: Sealing
  readonly signers: readonly TrailSigner[]
}

/** Signs and writes the next head; false where another server was faster. */
async function signed(
  { options, institution, at, signers }: Signing,
  { tiles, subtrees }: Awaited<ReturnType<typeof grown>>,
): Promise<boolean> {
  const root = await rootOf(subtrees, at.upTo)
  const [{ name, vkey }] = signers as [TrailSigner]
  const note = await signNote(checkpointText({ origin: name, size: at.upTo, root }), signers)
  const written = tiles.map(({ hashes, ...tile }) => ({
    ...tile,
    hashes: Buffer.from(hashes).toString('hex'),
  }))
  const { rows } = await options.pool.query<{ done: boolean }>(
    'select seal($1, $2, $3, $4, $5, $6, $7) as done',
    [institution, at.size, at.upTo, JSON.stringify(written), Buffer.from(root), note, vkey],
  )
  return rows[0]?.done ?? false
}

/**
 * The key in force first. Where heads are signed by SM2 too, that key signs each of them, or none is signed:
 * a head without it would pass for one of a house that does not. None where a key in force is not here.
 */
async function signersOf(
  { keys, sm2 = false }: SealOptions,
  at: Sealing,
): Promise<readonly TrailSigner[]> {
  const own = await withFormer(keys, at.keys)
  if (!sm2 || at.sm2Keys.length === 0) return own
  const beside = await withFormer(keys, at.sm2Keys)
  return own.length > 0 && beside.length > 0 ? [...own, ...beside] : []
}

/**
 * Of keys of one kind the last, and the one before it while it is here, so that whoever knows only that one
 * sees it vouch for the next.
 */
async function withFormer(
  keys: KeyRing,
  [last, before]: readonly string[],
): Promise<readonly TrailSigner[]> {
  const signer = last === undefined ? undefined : await keys.signerOf(last)
  const former = before === undefined ? undefined : await keys.signerOf(before)
  return signer ? [signer, ...(former ? [former] : [])] : []
}

/** Whether the tree is that of the last head, and the head was signed by a key of this trail. */
async function isAsSigned(at: Sealing, edge: Edge): Promise<boolean> {
  if (at.size === 0) return true
  const note = parseNote(at.note ?? '')
  const verifier = at.keys.includes(at.key ?? '') ? verifierOf(at.key ?? '') : undefined
  const head = note && parseCheckpoint(note.text)
  if (!note || !verifier || !head || !verifiedBy(note, [verifier])?.length) return false
  const root = await rootOf(edge.subtrees, at.size)
  return head.size === at.size && Buffer.compare(head.root, root) === 0
}
