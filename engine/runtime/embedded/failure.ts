/**
 * The embedded PostgreSQL cannot be used. The message says why and what to do next, so it can be
 * shown to the person at the terminal as it is.
 */
export class EmbeddedError extends Error {
  override readonly name = 'EmbeddedError'
}

/** The code of a system or PostgreSQL error (`ENOENT`, `57P03`), or undefined. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** What an unknown thrown value says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
