// A world whose trail is sealed: its keys, what is logged of it, and what a superuser can do to it.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { expect } from 'vitest'
import { enterSealKeys } from '../../api/seal-key.ts'
import { isSm2Key, parseCheckpoint, parseNote, verifiedBy } from '../../engine/core/note.ts'
import type { Checkpoint } from '../../engine/core/note.ts'
import { openKeyRing } from '../../engine/runtime/keyring.ts'
import type { KeyRing } from '../../engine/runtime/keyring.ts'
import { createReaders } from '../../engine/runtime/reader.ts'
import { sealAll } from '../../engine/runtime/seal.ts'
import { verifierOf } from '../../engine/runtime/signing.ts'
import type { WitnessAt } from '../../engine/runtime/witness-client.ts'
import { createWorld, INSTITUTION } from './world.ts'
import type { World, WorldOptions } from './world.ts'

const TRAIL = 'trail.test'
export const ORIGIN = `${TRAIL}/${INSTITUTION}`

interface Alarmed {
  readonly alarm: string
  readonly source: string
  readonly known: number
  readonly size: number
}

export interface SealedWorld {
  readonly world: World
  readonly keys: KeyRing
  /** The folder of the keys. */
  readonly folder: string
  /** Alarms that were logged, in order. */
  readonly logged: Alarmed[]
  readonly log: { warn(detail: object, m: string): void; error(detail: object, m: string): void }
  /** The verifier key in force at first. */
  readonly vkey: string
  seal(): Promise<number>
  /** Records so many entries. */
  draft(n?: number): Promise<void>
  /** Statements of a superuser to whom no trigger is in the way. */
  attack(...statements: readonly string[]): Promise<void>
  close(): Promise<void>
}

export interface SealedOptions extends Pick<WorldOptions, 'at'> {
  /** Keys of another world, which signs the same trail. */
  readonly folder?: string
  readonly witnesses?: readonly WitnessAt[]
  /** Whether heads are signed by SM2 too. */
  readonly sm2?: boolean
}

export async function createSealedWorld(options: SealedOptions = {}): Promise<SealedWorld> {
  const folder = options.folder ?? mkdtempSync(path.join(tmpdir(), 'xiaobao-keys-'))
  const keys = await openKeyRing(folder)
  const { at, witnesses, sm2 = false } = options
  const logged: Alarmed[] = []
  const log = {
    warn: () => undefined,
    error: (detail: object, message: string) => {
      if (!('alarm' in detail)) throw new Error(`${message}: ${JSON.stringify(detail)}`)
      logged.push(detail as Alarmed)
    },
  }
  const world = await createWorld({
    keys,
    log,
    sealSm2: sm2,
    ...(at === undefined ? {} : { at }),
    ...(witnesses === undefined ? {} : { witnesses }),
  })
  const readers = createReaders({ connection: world.database.config, connectionsMax: 1 })
  const { engine, pool } = world
  const parts = { engine, readsOf: (id: string) => readers.of(id), keys, trailName: TRAIL, sm2 }
  await enterSealKeys(parts, [INSTITUTION])
  await readers.end()
  const drafts = new Date().getTime()
  let n = 0
  const draft = () =>
    world.send('loans-1', {
      mechanism: 'M01',
      event: 'openDraft',
      payload: {
        product: `product:sealed-${String(drafts)}-${String(++n)}`,
        label: 'sealed',
        matter: 'newProduct',
        productClass: 'loan',
      },
    })
  return {
    world,
    keys,
    folder,
    logged,
    log,
    vkey: (await keys.all()).find((key) => !isSm2Key(key.vkey))?.vkey ?? '',
    seal: () => sealAll({ pool, keys, sm2, log }),
    draft: async (count = 1) => {
      const answers = await Promise.all(Array.from({ length: count }, draft))
      expect(answers.filter((a) => a.kind !== 'accepted')).toEqual([])
    },
    attack: async (...statements) => {
      const client = new Client(world.database.config)
      await client.connect()
      try {
        await client.query('alter table entry disable trigger all')
        for (const sql of statements) await client.query(sql)
        await client.query(
          'alter table entry enable always trigger entry_is_kept; alter table entry enable always trigger entry_is_not_truncated',
        )
      } finally {
        await client.end()
      }
    },
    close: async () => {
      await world.close()
      if (options.folder === undefined) rmSync(folder, { recursive: true })
    },
  }
}

/** A head with its signature verified. */
export function verifiedHead(note: string, vkey: string): Checkpoint {
  const parsed = parseNote(note)
  const verifier = verifierOf(vkey)
  if (!parsed || !verifier) throw new Error('not a note')
  expect(verifiedBy(parsed, [verifier])).toEqual([verifier])
  const head = parseCheckpoint(parsed.text)
  if (!head) throw new Error('not a checkpoint')
  return head
}

const KEPT = `select relname as name from pg_class where relkind = 'r'
  and relnamespace = 'public'::regnamespace and relname <> '_prisma_migrations'`

/** SQL that copies every table aside, and that puts the copy back: a backup, and its restoration. */
export const BACKUP = `do $$ declare t text; begin
  create schema backup;
  for t in ${KEPT} loop execute format('create table backup.%I as table public.%I', t, t); end loop;
end $$`
export const RESTORE = `do $$ declare t text; begin
  for t in ${KEPT} loop
    execute format('delete from public.%I', t);
    execute format('insert into public.%I select * from backup.%I', t, t);
  end loop;
end $$`
