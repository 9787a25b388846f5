// The doors over a world: a server on a free port, tokens for its people, and a client that asks.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { SignJWT, exportJWK, generateKeyPair } from 'jose'
import type { JWTPayload } from 'jose'
import pino from 'pino'
import { createAdmission } from '../../api/auth.ts'
import { createSchema } from '../../api/graphql/schema.ts'
import { serve } from '../../api/server.ts'
import type { ServerOptions } from '../../api/server.ts'
import { createVerifier } from '../../api/tokens.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import { EDITIONS } from '../../engine/mechanisms/index.ts'
import { createEvidence } from '../../engine/runtime/evidence-house.ts'
import type { EvidenceHouse, EvidenceOptions } from '../../engine/runtime/evidence-house.ts'
import { folderStore } from '../../engine/runtime/evidence-store.ts'
import { createExporter } from '../../engine/runtime/export/hand-over.ts'
import { createReaders } from '../../engine/runtime/reader.ts'
import { ISSUER } from './world.ts'
import type { World } from './world.ts'

export const AUDIENCE = 'xiaobao-tests'
/** A test may let years go by with the token it began with. */
const FAR_AWAY = Date.parse('2100-01-01T00:00:00Z') / 1000

/** What came back: status, headers and the parsed body. */
export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: { readonly data?: Json; readonly errors?: readonly ReplyError[] }
}
export interface ReplyError {
  readonly message: string
  readonly path?: readonly (string | number)[]
  readonly extensions: { readonly code: string; readonly requestId?: string }
}
/** Answers are looked at by their fields; what is not there is undefined. */
export type Json = { readonly [key: string]: Json } & readonly Json[] & string & number & boolean

export interface Asked {
  readonly query: string
  readonly variables?: object | undefined
  readonly headers?: Readonly<Record<string, string>>
}

export interface Doors {
  readonly url: string
  /** Where files are kept; swept by hand. */
  readonly evidence: EvidenceHouse
  /** The folder of the files. */
  readonly evidenceFolder: string
  /** A token that counts; the claims given replace its own. */
  readonly token: (subject: string, claims?: JWTPayload) => Promise<string>
  /** Sends raw bytes to the endpoint, without a token unless one is in the headers. */
  send(init: RequestInit & { readonly path?: string }): Promise<Reply>
  /** Asks as a person; throws where the answer has errors. */
  ask(as: string, query: string, variables?: object): Promise<Json>
  /** Asks as a person and gives the whole reply. */
  reply(as: string, asked: Asked): Promise<Reply>
  /** Sends one event by its command field, with a request id of its own unless one is given. */
  command(as: string, field: string, input: object): Promise<Json>
  stop(): Promise<void>
}

export interface DoorOptions {
  readonly mechanisms?: readonly Mechanism[]
  readonly wrap?: (house: ServerOptions['house']) => ServerOptions['house']
  readonly log?: ServerOptions['log']
  readonly evidence?: Partial<Pick<EvidenceOptions, 'store' | 'limits'>>
}

/** Both answers of a command, with what most tests look at. */
export const ANSWER = `
  __typename
  ... on Accepted {
    repeated
    entry { id position }
    process { __typename id version reference state { paths final } }
  }
  ... on Refused {
    refusal { kind rule field possible message { zh en } article { citation } heldBy { reference until process { id } } }
    current { id version }
  }`

export async function openDoors(world: World, options: DoorOptions = {}): Promise<Doors> {
  const keys = await signingKeys()
  const readers = createReaders({ connection: world.database.config, connectionsMax: 3 })
  const verifier = await createVerifier({
    identity: { issuer: ISSUER, audience: AUDIENCE, jwksFile: keys.file },
    dataDir: '/nonexistent',
    nowMs: () => Date.parse(world.now()),
  })
  const evidenceFolder = path.join(keys.folder, 'evidence')
  const evidence = createEvidence({
    pool: world.pool,
    store: folderStore(evidenceFolder),
    folder: evidenceFolder,
    secretOf: (institution) => world.engine.secretOf(institution),
    now: () => world.now(),
    log: {
      error: (detail, message) => process.stderr.write(`${message} ${JSON.stringify(detail)}\n`),
    },
    ...options.evidence,
  })
  const house = {
    engine: world.engine,
    evidence,
    now: () => world.now(),
    readsOf: (id: string) => readers.of(id),
  }
  const server = await serve(
    {
      schema: createSchema(options.mechanisms ?? EDITIONS),
      mechanisms: options.mechanisms ?? EDITIONS,
      house: options.wrap?.(house) ?? house,
      admission: createAdmission(verifier, world.engine),
      exporter: createExporter({
        engine: house.engine,
        mechanisms: options.mechanisms ?? EDITIONS,
        failed: (error) => {
          throw error
        },
      }),
      log: options.log ?? pino({ level: 'silent' }),
      unready: async () => [],
    },
    { host: '127.0.0.1', port: 0 },
  )
  const doors = clientOf(server.url, (subject, claims) =>
    keys.sign({ sub: subject, iss: ISSUER, aud: AUDIENCE, exp: FAR_AWAY, ...claims }),
  )
  return {
    ...doors,
    evidence,
    evidenceFolder,
    stop: async () => {
      await server.stop()
      await readers.end()
      rmSync(keys.folder, { recursive: true })
    },
  }
}

/** A key pair, its public half as a file. */
export async function signingKeys() {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const folder = mkdtempSync(path.join(tmpdir(), 'xiaobao-keys-'))
  const file = path.join(folder, 'jwks.json')
  writeFileSync(file, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'one' }] }))
  const sign = (claims: JWTPayload) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'one' }).sign(privateKey)
  return { folder, file, sign }
}

function clientOf(
  url: string,
  token: Doors['token'],
): Omit<Doors, 'stop' | 'evidence' | 'evidenceFolder'> {
  const tokens = new Map<string, Promise<string>>()
  let n = 0
  const send: Doors['send'] = async ({ path: at = '/graphql', ...init }) => {
    const answer = await fetch(url + at, { method: 'POST', ...init })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, text, body: parsed(text) }
  }
  const reply: Doors['reply'] = async (as, { query, variables, headers }) => {
    const known = tokens.get(as) ?? token(as)
    tokens.set(as, known)
    return send({
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await known}`,
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    })
  }
  const ask: Doors['ask'] = async (as, query, variables) => {
    const { body, text } = await reply(as, { query, variables })
    if (body.errors || !body.data) throw new Error(text)
    return body.data
  }
  const command: Doors['command'] = async (as, field, input) => {
    const type = `${field.slice(0, 1).toUpperCase()}${field.slice(1)}Input`
    const query = `mutation ($input: ${type}!) { answer: ${field}(input: $input) { ${ANSWER} } }`
    const data = await ask(as, query, { input: { requestId: `client-${++n}`, ...input } })
    return data['answer'] as Json
  }
  return { url, token, send, reply, ask, command }
}

function parsed(text: string): Reply['body'] {
  try {
    return JSON.parse(text) as Reply['body']
  } catch {
    return {}
  }
}
