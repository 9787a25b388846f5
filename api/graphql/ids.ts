/** Global ids: base64url of `Type:uuid`. No institution stands in them; every read adds the viewer's. */
import type { Uuid } from '../../engine/core/values.ts'

export interface GlobalId {
  readonly type: string
  readonly id: Uuid
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const LONGEST = 200

export const isUuid = (text: string): boolean => UUID.test(text)

export const encodeId = (type: string, id: string): string =>
  Buffer.from(`${type}:${id}`, 'utf8').toString('base64url')

/** Undefined for what is no global id of ours, whatever is wrong with it. */
export function decodeId(text: string): GlobalId | undefined {
  if (text.length > LONGEST) return undefined
  const plain = Buffer.from(text, 'base64url').toString('utf8')
  const at = plain.indexOf(':')
  const [type, id] = [plain.slice(0, at), plain.slice(at + 1)]
  // Only the one spelling that we give out: a key that has two is no key.
  return at > 0 && isUuid(id) && encodeId(type, id) === text ? { type, id } : undefined
}
