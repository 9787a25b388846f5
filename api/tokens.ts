/**
 * Tokens: who issued them, and whether they count. A verified token is an identity and nothing more:
 * what a person may do is asked of the engine each time, by the seats held at that moment.
 */
import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import {
  SignJWT,
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  exportJWK,
  generateKeyPair,
  importJWK,
  jwtVerify,
} from 'jose'
import type { JSONWebKeySet, JWK, JWTVerifyGetKey } from 'jose'
import type { IdentityProvider } from './config.ts'
import { Recent } from './recent.ts'

export interface Identity {
  readonly issuer: string
  readonly subject: string
}
export interface Verifier {
  /** The identity of a token that counts now. Throws TokenError where it does not. */
  verify(token: string): Promise<Identity>
}

/** The token does not count. The message is for the log; outside nobody is told why. */
export class TokenError extends Error {
  override readonly name = 'TokenError'
}
/** The identity provider cannot be asked for its keys. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError'
}

/** Issuer and audience of the tokens that this house issues to itself. */
export const LOCAL_ISSUER = 'urn:xiaobao:local'
const LOCAL_AUDIENCE = 'xiaobao'
const ALGORITHM = 'ES256'
/** Asymmetric only: a shared secret would let whoever verifies issue. */
const ALGORITHMS = [
  'EdDSA',
  'Ed25519',
  'ES256',
  'ES384',
  'ES512',
  'RS256',
  'PS256',
  'PS384',
  'PS512',
]
const TOKENS_MAX = 10_000
/** A key that the provider takes back stops counting within this time. */
const REMOTE_KEYS_MS = 600_000
/** How often a key file is looked at. */
const FILE_LOOK_MS = 1000
const CLOCK_TOLERANCE_S = 5

/** Keys to verify with. `refresh` gives true when they are others than before. */
interface Keys {
  readonly get: JWTVerifyGetKey
  readonly refresh: (nowMs: number) => Promise<boolean>
  /** How long an identity may be remembered without asking for the keys again. */
  readonly trustMs: number
}

export interface VerifierOptions {
  /** Undefined: tokens that this house issues to itself. */
  readonly identity: IdentityProvider | undefined
  readonly dataDir: string
  readonly nowMs: () => number
}

export async function createVerifier(options: VerifierOptions): Promise<Verifier> {
  const { identity, dataDir, nowMs } = options
  if (identity?.jwksFile !== undefined)
    return verifierOf(await fileKeys(identity.jwksFile), identity, nowMs)
  if (identity?.issuer !== undefined)
    return verifierOf(remoteKeys(identity.issuer), identity, nowMs)
  const { publicKey } = await localKey(dataDir)
  const get = createLocalJWKSet({ keys: [publicKey] })
  const keys = { get, refresh: async () => false, trustMs: Number.POSITIVE_INFINITY }
  return verifierOf(keys, { issuer: LOCAL_ISSUER, audience: LOCAL_AUDIENCE }, nowMs)
}

function verifierOf(
  keys: Keys,
  { issuer, audience }: Pick<IdentityProvider, 'issuer' | 'audience'>,
  nowMs: () => number,
): Verifier {
  const known = new Recent<string, { readonly identity: Identity; readonly untilMs: number }>(
    TOKENS_MAX,
  )
  return {
    async verify(token) {
      const now = nowMs()
      if (await keys.refresh(now)) known.clear()
      const before = known.get(token)
      if (before && now < before.untilMs) return before.identity
      const { payload } = await checked(token, keys, {
        algorithms: ALGORITHMS,
        requiredClaims: ['iss', 'sub', 'exp'],
        currentDate: new Date(now),
        clockTolerance: CLOCK_TOLERANCE_S,
        ...(issuer === undefined ? {} : { issuer }),
        ...(audience === undefined ? {} : { audience }),
      })
      const { iss, sub, exp } = payload
      if (
        typeof iss !== 'string' ||
        typeof sub !== 'string' ||
        typeof exp !== 'number' ||
        sub === ''
      )
        throw new TokenError('a claim has the wrong type')
      const identity = { issuer: iss, subject: sub }
      known.set(token, { identity, untilMs: Math.min(exp * 1000, now + keys.trustMs) })
      return identity
    },
  }
}

async function checked(token: string, keys: Keys, options: Parameters<typeof jwtVerify>[2]) {
  try {
    return await jwtVerify(token, keys.get, options)
  } catch (error) {
    if (error instanceof ProviderError) throw error
    if (error instanceof errors.JWKSTimeout)
      throw new ProviderError('the keys cannot be fetched', { cause: error })
    if (error instanceof errors.JOSEError) throw new TokenError(error.message, { cause: error })
    throw error
  }
}

/** Keys of a file, which may be replaced while the server runs. */
async function fileKeys(file: string): Promise<Keys> {
  let stamp = ''
  let lookedMs = Number.NEGATIVE_INFINITY
  let get = createLocalJWKSet({ keys: [] })
  const refresh = async (nowMs: number): Promise<boolean> => {
    if (nowMs - lookedMs < FILE_LOOK_MS) return false
    lookedMs = nowMs
    const { mtimeMs, size, ino } = await stat(file)
    const now = `${mtimeMs} ${size} ${ino}`
    if (now === stamp) return false
    get = createLocalJWKSet(JSON.parse(await readFile(file, 'utf8')) as JSONWebKeySet)
    stamp = now
    return true
  }
  await refresh(0)
  return {
    get: (header, input) => get(header, input),
    // Half a file, or none for a moment, takes no key away: the next look finds the rest.
    refresh: (nowMs) => refresh(nowMs).catch(() => false),
    trustMs: Number.POSITIVE_INFINITY,
  }
}

/** Keys of an OpenID provider, found by discovery when the first token comes. */
function remoteKeys(issuer: string): Keys {
  let found: Promise<JWTVerifyGetKey> | undefined
  const discover = async (): Promise<JWTVerifyGetKey> => {
    try {
      const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
        signal: AbortSignal.timeout(5000),
      })
      const { jwks_uri: uri } = (await answer.json()) as { jwks_uri?: unknown }
      if (!answer.ok || typeof uri !== 'string')
        throw new Error(`no jwks_uri, status ${answer.status}`)
      return createRemoteJWKSet(new URL(uri), { cacheMaxAge: REMOTE_KEYS_MS })
    } catch (error) {
      found = undefined
      throw new ProviderError(`the keys of ${issuer} cannot be found`, { cause: error })
    }
  }
  return {
    get: async (header, input) => (await (found ??= discover()))(header, input),
    refresh: async () => false,
    trustMs: REMOTE_KEYS_MS,
  }
}

interface LocalKey {
  readonly privateKey: JWK
  readonly publicKey: JWK
}

/** The key with which this house issues tokens to itself; made once, readable by its owner alone. */
async function localKey(dataDir: string): Promise<LocalKey> {
  const folder = path.join(dataDir, 'keys')
  const file = path.join(folder, 'issuer.jwk.json')
  const read = async (): Promise<LocalKey> => {
    const privateKey = JSON.parse(await readFile(file, 'utf8')) as JWK
    const { d: _secret, ...publicKey } = privateKey
    return { privateKey, publicKey }
  }
  try {
    return await read()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true })
  const jwk = { ...(await exportJWK(privateKey)), alg: ALGORITHM, use: 'sig', kid: randomUUID() }
  const own = `${file}.${randomUUID()}`
  await writeFile(own, JSON.stringify(jwk), { mode: 0o600 })
  try {
    // Whoever links first has made the key; two servers that start together read the same one.
    await link(own, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(own)
  }
  return read()
}

export interface TokenAsk {
  readonly dataDir: string
  /** Subject of the person, as `addPerson` recorded it. */
  readonly subject: string
  readonly nowMs: number
  readonly hours: number
}

/** A token for a person, for a house that has no identity provider. */
export async function issueToken({ dataDir, subject, nowMs, hours }: TokenAsk): Promise<string> {
  const { privateKey } = await localKey(dataDir)
  const issuedAt = Math.floor(nowMs / 1000)
  return new SignJWT()
    .setProtectedHeader({ alg: ALGORITHM, ...(privateKey.kid ? { kid: privateKey.kid } : {}) })
    .setIssuer(LOCAL_ISSUER)
    .setAudience(LOCAL_AUDIENCE)
    .setSubject(subject)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + Math.round(hours * 3600))
    .sign(await importJWK(privateKey, ALGORITHM))
}
