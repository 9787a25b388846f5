/**
 * Sends the heads of all trails to the witnesses, keeps what they cosign, and names what they refuse. It
 * follows the seal as the seal follows the trail: whatever a witness does, no command waits for it.
 */
import type { Pool } from 'pg'
import type { Uuid } from '../core/values.ts'
import { raiseAlarm } from './alarms.ts'
import type { Alarm } from './alarms.ts'
import type { Runtime } from './execute.ts'
import { proofsOf } from './proofs.ts'
import { nameOf } from './signing.ts'
import { sealedRows } from './tree.ts'
import { askWitness } from './witness-client.ts'
import type { Said, WitnessAt } from './witness-client.ts'

export interface WitnessOptions {
  readonly pool: Pool
  readonly witnesses: readonly WitnessAt[]
  readonly log: Runtime['log']
  /** Milliseconds of the system's clock. */
  readonly nowMs: () => number
}

/** How it stands with a witness. */
export type WitnessingState = 'COSIGNED' | 'REFUSED' | 'UNREACHABLE'

/** One round: the latest head of every trail to every witness. Resolves with 0: it is not done again at once. */
export async function witnessAll(options: WitnessOptions): Promise<number> {
  if (options.witnesses.length === 0) return 0
  const { rows } = await options.pool.query<{ institution: Uuid }>(
    'select institution from to_witness() as institution',
  )
  // Witnesses beside each other, so that a slow one holds up no other; each gets one trail at a time.
  await Promise.all(
    options.witnesses.map(async (witness) => {
      for (const { institution } of rows)
        try {
          await witnessOne(options, institution, witness)
        } catch (err) {
          options.log.error({ err, institution, witness: nameOf(witness.vkey) }, NOT_SENT)
        }
    }),
  )
  return 0
}
const NOT_SENT = 'a head could not be sent to a witness'

/** What is known of a trail and a witness before it is asked. */
interface At {
  readonly size: number
  readonly note: string
  /** The size that the witness cosigned last, as far as is known here. */
  readonly known: number
  readonly state: WitnessingState | undefined
  readonly askedMs: number
  /** The largest size of which anything is kept here. */
  readonly trace: number
}

/** A witness that refused, or that cannot be reached, is asked again so late. */
const AGAIN_MS = 60_000

/** Sends the latest head of one trail to one witness, unless it has cosigned that. */
async function witnessOne(
  options: WitnessOptions,
  institution: Uuid,
  witness: WitnessAt,
): Promise<void> {
  const name = nameOf(witness.vkey)
  const at = await readAt(options.pool, institution, name)
  if (!at) return
  if (at.state === 'COSIGNED' && at.known === at.size) return
  if (at.state !== undefined && at.state !== 'COSIGNED' && options.nowMs() - at.askedMs < AGAIN_MS)
    return
  await send({ options, institution, witness, at }, Math.min(at.known, at.size), true)
}

interface Sending {
  readonly options: WitnessOptions
  readonly institution: Uuid
  readonly witness: WitnessAt
  readonly at: At
}

async function send(sending: Sending, old: number, again: boolean): Promise<void> {
  const { options, institution, witness, at } = sending
  const { pool } = options
  const proof = await proofsOf(pool).consistency(institution, old, at.size)
  const said = await askWitness(witness, { old, proof, note: at.note })
  const name = nameOf(witness.vkey)
  switch (said.kind) {
    case 'cosigned':
      await pool.query('select cosign($1, $2, $3, $4)', [institution, at.size, name, said.line])
      return note(sending, 'COSIGNED', at.size)
    case 'otherSize':
      if (said.size <= at.size && again) return send(sending, said.size, false)
      if (said.size > at.size) return shorter(sending, said.size)
      // Another server of this house was faster: the next round finds what it has done.
      return
    case 'unreachable':
      options.log.warn({ institution, witness: name, reason: said.reason }, 'a witness is silent')
      return note(sending, 'UNREACHABLE', at.known)
    default:
      return refused(sending, await kindOf(sending, said, old), old)
  }
}

/** The witness has seen more entries than there are: an older backup, or a tail that was deleted. */
async function shorter(sending: Sending, known: number): Promise<void> {
  const { options, institution, witness } = sending
  const now = await readAt(options.pool, institution, nameOf(witness.vkey))
  // Another server of this house has sealed meanwhile.
  if (now && now.size >= known) return
  // A backup knows nothing of later heads; who deletes a tail forgets one trace or another.
  const kind = now && now.trace >= known ? 'TAIL_DELETED' : 'OLDER_BACKUP'
  await refused(sending, kind, known)
}

const REFUSED = {
  unknownLog: 'UNKNOWN_LOG',
  keyRefused: 'KEY_REFUSED',
  badCosignature: 'BAD_COSIGNATURE',
} as const

async function kindOf(
  { options, institution, witness }: Sending,
  said: Extract<Said, { kind: 'inconsistent' | keyof typeof REFUSED }>,
  old: number,
): Promise<Alarm['kind']> {
  if (said.kind !== 'inconsistent') return REFUSED[said.kind]
  // What it cosigned was shown to it from here, and has been changed since; or it was shown by another.
  const own = await sealedRows(options.pool, institution, {
    text: 'select from cosignature where institution = $1 and size = $2 and witness = $3',
    values: [old, nameOf(witness.vkey)],
  })
  return own.length > 0 ? 'REWRITTEN' : 'SPLIT_VIEW'
}

async function refused(sending: Sending, kind: Alarm['kind'], known: number): Promise<void> {
  const { options, institution, witness, at } = sending
  const source = nameOf(witness.vkey)
  await raiseAlarm(options, institution, { source, kind, known, size: at.size })
  await note(sending, 'REFUSED', at.known)
}

async function note(
  { options, institution, witness }: Sending,
  state: WitnessingState,
  size: number,
): Promise<void> {
  await options.pool.query('select note_witness($1, $2, $3, $4, $5)', [
    institution,
    nameOf(witness.vkey),
    witness.vkey,
    state,
    size,
  ])
}

async function readAt(pool: Pool, institution: Uuid, witness: string): Promise<At | undefined> {
  const [row] = await sealedRows(pool, institution, {
    text: `select c.size, c.note, w.state, w.size as known, w.asked_at,
        greatest(w.size, s.size, (select max(x.size) from checkpoint x where x.institution = $1),
          (select max(x.size) from cosignature x where x.institution = $1)) as trace
      from sealed s join checkpoint c on c.institution = s.institution and c.size = s.size
      left join witnessing w on w.institution = s.institution and w.witness = $2
      where s.institution = $1`,
    values: [witness],
  })
  if (!row) return undefined
  const state = row['state'] as WitnessingState | null
  return {
    size: Number(row['size']),
    note: row['note'] as string,
    known: Number(row['known'] ?? 0),
    state: state ?? undefined,
    askedMs: (row['asked_at'] as Date | null)?.getTime() ?? 0,
    trace: Number(row['trace'] ?? 0),
  }
}
