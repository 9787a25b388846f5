/** Requests that come again: the same is answered as it was, and other content is told apart from it. */
import { text } from '../../policies/law.ts'
import type { Answer } from '../core/command.ts'
import type { ProcessState } from '../core/process.ts'
import type { Refusal } from '../core/refusal.ts'
import { requestDigest } from '../core/trail.ts'
import type { Leaf } from '../core/trail.ts'
import type { Uuid } from '../core/values.ts'
import { sees } from './ground.ts'
import type { Ground } from './ground.ts'
import type { Member } from './member.ts'
import type { Answered } from './store.ts'

/** Whether the request id had been used for other content. */
export const isReused = (
  member: Member,
  answered: Answered | undefined,
  key: Uint8Array | undefined,
) =>
  answered !== undefined &&
  answered.digest !== null &&
  key !== undefined &&
  answered.digest !== requestDigest(member.content ?? {}, key)

export const notDone: Refusal = {
  kind: 'NOT_NOW',
  rule: 'group',
  message: text(
    '同组的另一事项此前已答复，本事项未执行',
    'Another command of the group had been answered before; this one was not executed',
  ),
  possible: [],
}

/** The answer that the same request was given before; undefined where it had none. */
export function repeatedAnswer(
  member: Member,
  answered: Answered | undefined,
  at: { readonly ground: Ground; readonly states: ReadonlyMap<Uuid, ProcessState> },
): Answer | undefined {
  if (!answered) return undefined
  const entry = { id: answered.entry, position: answered.position }
  const leaf = JSON.parse(answered.leaf) as Leaf
  const state = answered.process === null ? undefined : at.states.get(answered.process)
  if (leaf.refusal)
    return {
      kind: 'refused',
      refusal: leaf.refusal,
      entry,
      repeated: true,
      ...(state && sees(at.ground, member, state) ? { current: state } : {}),
    }
  if (!state)
    throw new Error(`process ${String(answered.process)} of an answered request was not loaded`)
  return { kind: 'accepted', entry, process: state, repeated: true }
}
