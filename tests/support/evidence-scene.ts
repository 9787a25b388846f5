// Evidence through the doors: uploads both ways, complaints that refer to it, and what is read of it.

import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { watch } from 'node:fs/promises'
import path from 'node:path'
import { foundInstitution } from '../../api/demo.ts'
import type { Day } from '../../engine/core/values.ts'
import { openDoors } from './client.ts'
import type { DoorOptions, Doors, Json, Reply } from './client.ts'
import { KEPT, sha256 } from './evidence-files.ts'
import { INSTITUTION, ISSUER, createWorld } from './world.ts'
import type { World } from './world.ts'

/** A second institution, in which everybody has the same seats. */
export const OTHER = '0198c0de-0000-7000-8000-000000000002'
/** The largest file here. */
export const MAX = 4 * 1_048_576

const REFUSED =
  '... on Refused { refusal { kind rule field article { citation } message { zh en } } }'
export const UPLOAD = `mutation ($file: Upload!, $hash: String) { answer: uploadEvidence(file: $file, hash: $hash) {
  __typename ... on EvidenceKept { hash size type keptUntil nameCommitment nameSalt } ${REFUSED} } }`
const ANNOUNCE = `mutation ($hash: String!, $size: Int!, $type: EvidenceType!) {
  answer: announceEvidence(hash: $hash, size: $size, type: $type) {
  __typename ... on EvidenceSlot { hash address { url until } } ${REFUSED} } }`
const REGISTER = `mutation ($input: ComplaintHandlingCommandInput!) {
  answer: complaintHandlingCommand(input: $input) {
  ... on Accepted { process { id } } ... on Refused { refusal { rule } } } }`
const FILES = `query ($process: ID!, $first: Int, $after: String) { process(id: $process) {
  evidenceFiles(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
    nodes { hash field state size type uploadedAt entry { event } download { url until } } } } }`

interface Sent {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly media?: string
  readonly name?: string
  readonly hash?: string
}

interface Question {
  readonly query: string
  readonly variables?: object
  readonly institution?: string | undefined
}
interface Page {
  readonly first?: number
  readonly after?: unknown
  readonly institution?: string
}

export interface EvidenceScene {
  /** Asks as a person of an institution. */
  ask(as: string, asked: Question): Promise<Json>
  /** Uploads by a multipart request; gives the answer of the mutation. */
  upload(as: string, sent: Sent, institution?: string): Promise<Json>
  /** Sends any multipart body. */
  multipart(as: string, body: BodyInit, headers?: Readonly<Record<string, string>>): Promise<Reply>
  announce(as: string, file: object, institution?: string): Promise<Json>
  put(url: string, body: BodyInit, headers?: Readonly<Record<string, string>>): Promise<Response>
  /** A complaint that refers to hashes in its list of evidence. */
  complaint(as: string, evidence: readonly string[], institution?: string): Promise<string>
  /** What a process refers to. */
  files(as: string, process: string, page?: Page): Promise<Json>
  /** Names of what is left in the place for what comes in. */
  incoming(): readonly string[]
  /** Waits until so many are left there. */
  untilIncoming(count: number): Promise<void>
  /** Announces a file and gives the address to which it may be PUT. */
  slot(bytes: Uint8Array, type?: string, more?: object): Promise<string>
  /** Where a file lies. */
  pathOf(hash: string, institution?: string): string
}

/** A world with two institutions, its doors, and the scene. */
export async function openEvidence(options: DoorOptions['evidence'] = {}) {
  const world = await createWorld()
  await foundInstitution(world.engine, {
    institution: OTHER,
    process: '0198c0de-0000-7000-8000-0000000000a2',
    name: 'Other institution',
    issuer: ISSUER,
    from: '2020-01-01' as Day,
  })
  const limits = { maxBytes: MAX, keptDays: 7 }
  const doors = await openDoors(world, { evidence: { limits, ...options } })
  return {
    world,
    doors,
    scene: evidenceScene(doors),
    close: async () => {
      await doors.stop()
      await world.close()
    },
  }
}
export interface EvidenceWorld {
  readonly world: World
  readonly doors: Doors
  readonly scene: EvidenceScene
  close(): Promise<void>
}

export function evidenceScene(doors: Doors): EvidenceScene {
  const tokens = new Map<string, Promise<string>>()
  const bearer = async (as: string) => {
    const token = tokens.get(as) ?? doors.token(as)
    tokens.set(as, token)
    return { authorization: `Bearer ${await token}` }
  }
  const ask: EvidenceScene['ask'] = async (as, { query, variables, institution = INSTITUTION }) => {
    const headers = { 'x-institution': institution }
    const { body, text } = await doors.reply(as, { query, variables, headers })
    if (!body.data || body.errors) throw new Error(text)
    return body.data
  }
  const multipart: EvidenceScene['multipart'] = async (as, body, headers) =>
    doors.send({
      headers: {
        ...(await bearer(as)),
        'x-institution': INSTITUTION,
        'graphql-require-preflight': '1',
        ...headers,
      },
      body,
    })
  const announce: EvidenceScene['announce'] = async (as, file, institution) =>
    (await ask(as, { query: ANNOUNCE, variables: file, institution }))['answer'] as Json
  const incoming = () => {
    try {
      return readdirSync(path.join(doors.evidenceFolder, 'incoming'))
    } catch {
      return []
    }
  }
  return {
    ask,
    multipart,
    upload: async (as, { bytes, media = 'application/octet-stream', name, hash }, institution) => {
      const form = new FormData()
      form.set(
        'operations',
        JSON.stringify({ query: UPLOAD, variables: { file: null, ...(hash ? { hash } : {}) } }),
      )
      form.set('map', '{"0":["variables.file"]}')
      form.set('0', new Blob([bytes], { type: media }), name ?? 'file')
      const headers = institution === undefined ? {} : { 'x-institution': institution }
      const { body, text } = await multipart(as, form, headers)
      if (!body.data) throw new Error(text)
      return body.data['answer'] as Json
    },
    announce,
    put: (url, body, headers = {}) =>
      fetch(doors.url + url, { method: 'PUT', body, headers: { ...headers } }),
    complaint: async (as, evidence, institution) => {
      const register = {
        channel: 'PHONE',
        matter: 'charges',
        complainant: 'consumer:demo-1',
        product: 'product:demo-loan',
        unit: 'branch-east',
        narrative: 'Charged twice.',
        evidence,
      }
      const input = { requestId: randomUUID(), event: { register } }
      const data = await ask(as, { query: REGISTER, variables: { input }, institution })
      const id = data['answer']?.['process']?.['id']
      if (id === undefined) throw new Error(JSON.stringify(data))
      return id
    },
    files: async (as, process, { institution, ...page } = {}) => {
      const asked = { query: FILES, variables: { process, ...page }, institution }
      return (await ask(as, asked))['process']?.['evidenceFiles'] as Json
    },
    incoming,
    untilIncoming: async (count) => {
      for await (const _ of watch(path.join(doors.evidenceFolder, 'incoming')))
        if (incoming().length === count) return
    },
    slot: async (bytes, type = 'TEXT', more = {}) => {
      const file = { hash: sha256(bytes), size: bytes.length, type, ...more }
      return String((await announce('protection-1', file))['address']?.['url'])
    },
    pathOf: (hash, institution = INSTITUTION) =>
      path.join(doors.evidenceFolder, institution, hash.slice(0, 2), hash),
  }
}

let made = 0
/** A text that no other test has uploaded. */
export const newText = (): { readonly bytes: Buffer<ArrayBuffer>; readonly hash: string } => {
  const bytes = Buffer.concat([KEPT.TEXT[0], Buffer.from(`no. ${String(++made)}\n`)])
  return { bytes, hash: sha256(bytes) }
}
export const refusalOf = (answer: Json): Json => answer['refusal'] as Json

/** The address with other claims under the same mac. */
export function forged(url: string, change: (claims: string) => string): string {
  const [head = '', mac = ''] = url.split('.')
  const [at = '', body = ''] = head.split('=')
  const claims = change(Buffer.from(body, 'base64url').toString())
  return `${at}=${Buffer.from(claims).toString('base64url')}.${mac}`
}
