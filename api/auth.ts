/** Who comes in: from the headers of a request to a person of one institution. */
import type { Uuid } from '../engine/core/values.ts'
import type { Engine, Membership } from '../engine/runtime/engine.ts'
import { badUserInput, forbidden, unauthenticated, unavailable } from './errors.ts'
import { Recent } from './recent.ts'
import { ProviderError, TokenError } from './tokens.ts'
import type { Identity, Verifier } from './tokens.ts'

/** The headers that say who asks. */
export interface Credentials {
  readonly authorization: string | undefined
  /** `X-Institution`; needed by those who are persons of several. */
  readonly institution: string | undefined
}
export type Admission = (credentials: Credentials) => Promise<Membership>

const TOKEN_LONGEST = 8192
const PERSONS_MAX = 10_000

/**
 * Admits whoever has a token that counts and is a person of the institution. Memberships are remembered:
 * being a person gives no right by itself, and seats are asked for each time.
 */
export function createAdmission(
  verifier: Verifier,
  engine: Pick<Engine, 'memberships'>,
): Admission {
  const known = new Recent<string, readonly Membership[]>(PERSONS_MAX)
  const membershipsOf = async ({ issuer, subject }: Identity, wanted: Uuid | undefined) => {
    const key = `${issuer}\n${subject}`
    const before = known.get(key)
    if (before && (wanted === undefined || before.some((m) => m.institution === wanted)))
      return before
    const found = await engine.memberships(issuer, subject)
    if (found.length > 0) known.set(key, found)
    return found
  }
  return async ({ authorization, institution }) => {
    const identity = await identityOf(authorization, verifier)
    const wanted = institution?.trim().toLowerCase()
    const memberships = await membershipsOf(identity, wanted)
    const [only, ...others] = memberships
    if (wanted !== undefined) {
      const named = memberships.find((m) => m.institution === wanted)
      if (!named) throw forbidden('You are no person of the institution that X-Institution names')
      return named
    }
    if (!only) throw forbidden('You are no person of any institution here')
    if (others.length > 0)
      throw badUserInput(
        `You are a person of several institutions; name one in the header X-Institution: ${memberships.map((m) => m.institution).join(', ')}`,
        400,
      )
    return only
  }
}

async function identityOf(
  authorization: string | undefined,
  verifier: Verifier,
): Promise<Identity> {
  const [scheme, token, ...rest] = authorization?.trim().split(/\s+/) ?? []
  if (scheme === undefined || scheme === '')
    throw unauthenticated('Send a token: Authorization: Bearer <token>')
  if (
    scheme.toLowerCase() !== 'bearer' ||
    token === undefined ||
    rest.length > 0 ||
    token.length > TOKEN_LONGEST
  )
    throw unauthenticated('The Authorization header is not of the form: Bearer <token>')
  try {
    return await verifier.verify(token)
  } catch (error) {
    if (error instanceof TokenError)
      throw unauthenticated('The token does not count: it is forged, expired or meant for others')
    if (error instanceof ProviderError) throw unavailable('The identity provider cannot be reached')
    throw error
  }
}
