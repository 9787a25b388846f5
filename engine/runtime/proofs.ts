/**
 * What the tree over a trail proves: its signed heads, that an entry is in it, that it only grew, and the
 * tiles from which anybody can work that out for himself.
 */
import type { Pool } from 'pg'
import { consistencyProof, inclusionProof } from '../core/merkle.ts'
import type { Hash } from '../core/merkle.ts'
import { isSm2Key, parseNote } from '../core/note.ts'
import { TILE_WIDTH } from '../core/tiles.ts'
import type { TileAt } from '../core/tiles.ts'
import type { Day, Uuid } from '../core/values.ts'
import { alarmsOf } from './alarms.ts'
import type { RaisedAlarm } from './alarms.ts'
import { silencesOf } from './heartbeat.ts'
import type { Silence } from './heartbeat.ts'
import { sm2Lines } from './sm2-lines.ts'
import { sealedRows, subtreesOfTrail } from './tree.ts'
import type { Row } from './tree.ts'
import type { WitnessingState } from './witnesses.ts'

/** A signed head of the trail with the lines of its witnesses. */
export interface Head {
  readonly size: number
  /** Hex. */
  readonly root: string
  /** The signed note (C2SP tlog-checkpoint), cosignatures included. */
  readonly note: string
  /** The verifier key that was in force. */
  readonly key: string
  readonly signedAt: string
  readonly witnesses: readonly string[]
}

/** That the entry at a position is in the trail that a head signs. */
export interface Inclusion {
  readonly head: Head
  /** From 0: the position less one. */
  readonly index: number
  /** The audit path, from the leaf upwards. */
  readonly hashes: readonly Hash[]
}

/** How it stands with a witness. */
export interface Witnessing {
  readonly name: string
  /** Verifier key of its cosignatures. */
  readonly key: string
  readonly state: WitnessingState
  /** Entries under the latest head that it cosigned. */
  readonly size: number
  /** Since when it stands so, and when it was asked last. */
  readonly since: string
  readonly askedAt: string
}

/** The SM2 signature of a head (GB/T 32918 with the SM3 of GB/T 32905, user id of GM/T 0009). */
export interface Sm2Signature {
  /** The verifier key that was in force. */
  readonly key: string
  /** What is signed: the text of the note. */
  readonly text: string
  /** In DER. */
  readonly signature: Uint8Array
}

export interface TrailProofs {
  /**
   * The proof of an entry under the latest head that a witness cosigned, or under the latest of all where
   * none of those has it; under the head of a given size where one is asked for. Undefined while it is not
   * sealed, or where there is no such head.
   */
  inclusionOf(institution: Uuid, position: number, size?: number): Promise<Inclusion | undefined>
  /** The latest head, or the first that has at least so many entries. */
  head(institution: Uuid, atLeast?: number): Promise<Head | undefined>
  /** The signature of a head by the SM2 key in force; undefined where it has none. */
  sm2Of(institution: Uuid, head: Head): Promise<Sm2Signature | undefined>
  /** The latest head that a witness cosigned. */
  cosigned(institution: Uuid): Promise<Head | undefined>
  /** Hashes that lead from the entry at a position, from 1, to the root of a head. */
  inclusion(institution: Uuid, position: number, size: number): Promise<readonly Hash[]>
  /** Hashes that show that the newer head begins with the older. */
  consistency(institution: Uuid, older: number, size: number): Promise<readonly Hash[]>
  /** A tile of the tree of the latest head; undefined where it is not that wide. */
  tile(institution: Uuid, at: TileAt): Promise<Uint8Array | undefined>
  /** The entries of a bundle as they are hashed; undefined where it is not that wide. */
  bundle(institution: Uuid, at: Omit<TileAt, 'level'>): Promise<readonly string[] | undefined>
  /** What does not fit together, the latest first. */
  alarms(institution: Uuid): Promise<readonly RaisedAlarm[]>
  /** Every witness that was ever asked. */
  witnesses(institution: Uuid): Promise<readonly Witnessing[]>
  /** Days without a heartbeat up to the day before `today`. */
  silences(institution: Uuid, today: Day): Promise<readonly Silence[]>
}

export function proofsOf(pool: Pool): TrailProofs {
  const inclusion = (institution: Uuid, position: number, size: number) =>
    inclusionProof(subtreesOfTrail(pool, institution), position - 1, size)
  return {
    head: (institution, atLeast) => headOf(pool, institution, atLeast),
    inclusion,
    inclusionOf: async (institution, position, size) => {
      const head = await headFor(pool, institution, { position, size })
      return (
        head && {
          head,
          index: position - 1,
          hashes: await inclusion(institution, position, head.size),
        }
      )
    },
    cosigned: async (institution) => {
      const [row] = await sealedRows(pool, institution, {
        text: `${HEAD} and c.size = (select max(w.size) from cosignature w where w.institution = $1)`,
        values: [],
      })
      return row && headIn(row)
    },
    sm2Of: (institution, head) => sm2Of(pool, institution, head),
    alarms: (institution) => alarmsOf(pool, institution),
    witnesses: (institution) => witnessesOf(pool, institution),
    silences: (institution, today) => silencesOf(pool, institution, today),
    consistency: (institution, older, size) =>
      consistencyProof(subtreesOfTrail(pool, institution), older, size),
    tile: async (institution, { level, index, width }) => {
      const [row] = await sealedRows(pool, institution, {
        text: 'select hashes from tile where institution = $1 and level = $2 and index = $3',
        values: [level, index],
      })
      const hashes = row?.['hashes'] as Uint8Array | undefined
      return hashes && hashes.length >= width * 32 ? hashes.subarray(0, width * 32) : undefined
    },
    bundle: async (institution, { index, width }) => {
      const rows = await sealedRows(pool, institution, {
        text: `select e.leaf from entry e
          where e.institution = $1 and e.position > $2 and e.position <= $3
            and e.position <= (select s.size from sealed s where s.institution = $1)
          order by e.position`,
        values: [index * TILE_WIDTH, index * TILE_WIDTH + width],
      })
      return rows.length === width ? rows.map((row) => row['leaf'] as string) : undefined
    },
  }
}

const HEAD = `select c.size, encode(c.root, 'hex') as root, c.note, c.key, c.signed_at,
    coalesce((select json_agg(json_build_object('witness', w.witness, 'line', w.line) order by w.witness)
      from cosignature w where w.institution = c.institution and w.size = c.size), '[]') as lines
  from checkpoint c where c.institution = $1`

async function headOf(
  pool: Pool,
  institution: Uuid,
  atLeast: number | undefined,
): Promise<Head | undefined> {
  const [row] = await sealedRows(
    pool,
    institution,
    atLeast === undefined
      ? { text: `${HEAD} order by c.size desc limit 1`, values: [] }
      : { text: `${HEAD} and c.size >= $2 order by c.size limit 1`, values: [atLeast] },
  )
  return row && headIn(row)
}

const KEYS = `select array(select e.leaf::jsonb #>> '{event,payload,key}' from entry e
    where e.institution = $1 and e.mechanism = 'G01' and e.event in ('enterSealKey', 'rotateSealKey')
      and e.refusal is null and e.position <= $2 order by e.position) as keys`

async function sm2Of(
  pool: Pool,
  institution: Uuid,
  { note, size }: Head,
): Promise<Sm2Signature | undefined> {
  const parsed = parseNote(note)
  if (!parsed) return undefined
  const [row] = await sealedRows(pool, institution, { text: KEYS, values: [size] })
  const keys = row?.['keys'] as readonly string[]
  const key = keys.findLast(isSm2Key)
  const own = sm2Lines(parsed, keys).find((l) => l.verdict === 'holds' && l.key === key)
  return own && key !== undefined
    ? { key, text: parsed.text, signature: own.line.signature }
    : undefined
}

/** The head under which an entry is proven best. */
async function headFor(
  pool: Pool,
  institution: Uuid,
  { position, size }: { readonly position: number; readonly size: number | undefined },
): Promise<Head | undefined> {
  const [row] = await sealedRows(
    pool,
    institution,
    size === undefined
      ? {
          text: `${HEAD} and c.size = (select coalesce(
              (select max(w.size) from cosignature w where w.institution = $1 and w.size >= $2),
              (select max(l.size) from checkpoint l where l.institution = $1 and l.size >= $2)))`,
          values: [position],
        }
      : { text: `${HEAD} and c.size = $2 and c.size >= $3`, values: [size, position] },
  )
  return row && headIn(row)
}

function headIn(row: Row): Head {
  const lines = row['lines'] as readonly { readonly witness: string; readonly line: string }[]
  return {
    size: Number(row['size']),
    root: row['root'] as string,
    note: `${row['note'] as string}${lines.map((l) => l.line).join('')}`,
    key: row['key'] as string,
    signedAt: (row['signed_at'] as Date).toISOString(),
    witnesses: lines.map((l) => l.witness),
  }
}

async function witnessesOf(pool: Pool, institution: Uuid): Promise<readonly Witnessing[]> {
  const rows = await sealedRows(pool, institution, {
    text: `select witness, key, state, size, since, asked_at from witnessing
      where institution = $1 order by witness`,
    values: [],
  })
  return rows.map((row) => ({
    name: row['witness'] as string,
    key: row['key'] as string,
    state: row['state'] as WitnessingState,
    size: Number(row['size']),
    since: (row['since'] as Date).toISOString(),
    askedAt: (row['asked_at'] as Date).toISOString(),
  }))
}
