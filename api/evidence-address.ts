/**
 * Addresses of files of evidence: `/evidence/<SHA-256>?token=<claims>.<mac>`. Each is good for one purpose,
 * one file, one person and a short time; the mac is HMAC-SHA-256 under a key of the institution, so an
 * address of another institution is a forged one here.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import { EVIDENCE_TYPES, evidenceRefusal, isHash } from '../engine/core/evidence.ts'
import type { EvidenceType } from '../engine/core/evidence.ts'
import type { Refusal } from '../engine/core/refusal.ts'
import type { Instant, Uuid } from '../engine/core/values.ts'
import type { Evidence } from '../engine/runtime/evidence.ts'

const common = {
  institution: z.uuid(),
  person: z.uuid(),
  hash: z.string().refine(isHash),
  until: z.int(),
}
const types = Object.keys(EVIDENCE_TYPES) as [EvidenceType, ...EvidenceType[]]
const claimsShape = z.discriminatedUnion('use', [
  z.strictObject({ ...common, use: z.literal('upload'), size: z.int(), type: z.enum(types) }),
  z.strictObject({ ...common, use: z.literal('download'), entry: z.uuid() }),
])
type Claims = z.infer<typeof claimsShape>
export type UploadClaims = Extract<Claims, { use: 'upload' }>
export type DownloadClaims = Extract<Claims, { use: 'download' }>

/** How long an address counts. An upload may still be running when it ends. */
const MINUTES = { upload: 15, download: 5 } as const
const TOKEN_LONGEST = 2000

export interface Address {
  /** A path below the address of this server. */
  readonly url: string
  readonly until: Instant
}

const macOf = (key: Uint8Array, body: string): Buffer =>
  createHmac('sha256', key).update(`xiaobao evidence address\n${body}`, 'utf8').digest()

type Unsigned = Omit<UploadClaims, 'until'> | Omit<DownloadClaims, 'until'>

/** Signs an address that counts from now on for some minutes. */
export async function addressOf(
  evidence: Pick<Evidence, 'addressKey'>,
  claims: Unsigned,
  now: Instant,
): Promise<Address> {
  const key = await evidence.addressKey(claims.institution)
  if (!key) throw new Error('the institution has not been founded')
  const until = Date.parse(now) + MINUTES[claims.use] * 60_000
  const body = Buffer.from(JSON.stringify({ ...claims, until })).toString('base64url')
  return {
    url: `/evidence/${claims.hash}?token=${body}.${macOf(key, body).toString('base64url')}`,
    until: new Date(until).toISOString() as Instant,
  }
}

export interface Redeeming<U extends Claims['use']> {
  readonly use: U
  /** Path and query of the request, as it came. */
  readonly url: string
  readonly now: Instant
}

/** What an address stands for, or why it does not count. Says the same of all that are not ours. */
export async function redeemed<U extends Claims['use']>(
  evidence: Pick<Evidence, 'addressKey'>,
  { use, url, now }: Redeeming<U>,
): Promise<Extract<Claims, { use: U }> | { readonly refusal: Refusal }> {
  const no = { refusal: evidenceRefusal('address') }
  const claims = await signed(evidence, url)
  if (claims?.use !== use) return no
  if (Date.parse(now) >= claims.until) return { refusal: evidenceRefusal('expired') }
  return claims as Extract<Claims, { use: U }>
}

async function signed(
  evidence: Pick<Evidence, 'addressKey'>,
  url: string,
): Promise<Claims | undefined> {
  const [, hash, token] = /^\/evidence\/([0-9a-f]{64})\?token=([\w.-]+)$/.exec(url) ?? []
  if (hash === undefined || token === undefined || token.length > TOKEN_LONGEST) return undefined
  const [body = '', mac = '', ...rest] = token.split('.')
  const claims = claimsIn(body)
  if (!claims || rest.length > 0 || claims.hash !== hash) return undefined
  const key = await evidence.addressKey(claims.institution as Uuid)
  if (!key) return undefined
  const [given, right] = [Buffer.from(mac, 'base64url'), macOf(key, body)]
  return given.length === right.length && timingSafeEqual(given, right) ? claims : undefined
}

function claimsIn(body: string): Claims | undefined {
  try {
    return claimsShape.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8'))).data
  } catch {
    return undefined
  }
}
