// What an attacker with the rights of the superuser may do, each on a copy of one database.

import { randomUUID } from 'node:crypto'
import { Client, Pool } from 'pg'
import { inject } from 'vitest'
import { canonical, leafHash } from '../../engine/core/trail.ts'
import type { Uuid } from '../../engine/core/values.ts'
import type { TestDatabase } from './database.ts'

/** A leaf as an attacker sees it: any JSON. */
export type Forged = Record<string, unknown>

/** A connection to the copy, past triggers, privileges and row-level security. */
export class Attacker {
  readonly #client: Client
  constructor(client: Client) {
    this.#client = client
  }

  async rows<T extends object>(query: string, ...values: readonly unknown[]): Promise<T[]> {
    return (await this.#client.query<T>(query, [...values])).rows
  }
  /** The first row; throws where there is none, for then the test would prove nothing. */
  async one<T extends object>(query: string, ...values: readonly unknown[]): Promise<T> {
    const [row] = await this.rows<T>(query, ...values)
    if (!row) throw new Error(`no row: ${query}`)
    return row
  }
  /** Changes rows; throws where none was changed. */
  async change(query: string, ...values: readonly unknown[]): Promise<void> {
    const { rowCount } = await this.#client.query(query, [...values])
    if (rowCount === 0) throw new Error(`nothing changed: ${query}`)
  }
  /** Rewrites a leaf as one who knows how: canonical, and with the hash that belongs to it. */
  async rewrite(entry: Uuid, forge: (leaf: Forged) => void): Promise<void> {
    const { leaf } = await this.one<{ leaf: string }>('select leaf from entry where id = $1', entry)
    const parsed = JSON.parse(leaf) as Forged
    forge(parsed)
    await this.writeLeaf(entry, canonical(parsed))
  }
  async writeLeaf(entry: Uuid, leaf: string): Promise<void> {
    await this.change(
      "update entry set leaf = $2, leaf_hash = decode($3, 'hex') where id = $1",
      entry,
      leaf,
      leafHash(leaf),
    )
  }
}

/**
 * Runs an attack in a transaction of its own, looks at what it made as a role would, and undoes it. What
 * looks may take one connection, once.
 */
export async function underAttack<T>(
  database: TestDatabase,
  attack: (attacker: Attacker) => Promise<void>,
  look: (pool: Pool) => Promise<T>,
): Promise<T> {
  const client = new Client(database.config)
  await client.connect()
  try {
    // Of the level that the verifier asks for: its own begin then finds this transaction as it is.
    await client.query('begin isolation level repeatable read')
    await client.query('alter table entry disable trigger all')
    await attack(new Attacker(client))
    await client.query('set local role xiaobao_app')
    const lent = Object.assign(client, { release: () => undefined })
    return await look({ connect: () => Promise.resolve(lent) } as unknown as Pool)
  } finally {
    await client.end()
  }
}

/** Runs an attack on a copy, and then looks at the copy as a role would. Nobody may be connected. */
export async function onCopyOf<T>(
  database: TestDatabase,
  attack: (attacker: Attacker) => Promise<void>,
  look: (as: (role?: string) => Pool) => Promise<T>,
): Promise<T> {
  const server = new Client({ ...inject('postgres'), database: 'postgres' })
  await server.connect()
  const name = `attacked_${randomUUID().replaceAll('-', '')}`
  const config = { ...database.config, database: name }
  const pools: Pool[] = []
  try {
    await server.query(`create database ${name} template ${database.name}`)
    const client = new Client(config)
    await client.connect()
    await client.query('alter table entry disable trigger all')
    try {
      await attack(new Attacker(client))
    } finally {
      await client.end()
    }
    return await look((role) => {
      const pool = new Pool({ ...config, max: 2, ...(role ? { options: `-c role=${role}` } : {}) })
      pools.push(pool)
      return pool
    })
  } finally {
    await Promise.all(pools.map((pool) => pool.end()))
    // Without force: the server waits for sessions that are about to end, and their sockets stay quiet.
    await server.query(`drop database if exists ${name}`)
    await server.end()
  }
}
