// From the words of a mechanism to the words of its GraphQL inputs: enums are written in capitals there.

import { screaming } from '../../api/graphql/names.ts'
import { payloadShape } from '../../api/graphql/shape.ts'
import type { Shape } from '../../api/graphql/shape.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'

/** The payload of an event as a client of GraphQL writes it; ids are global ids already. */
export function wired(mechanism: Mechanism, event: string, payload: object): object {
  const rule = mechanism.events[event]
  if (!rule) throw new Error(`${mechanism.id} has no event ${event}`)
  return said(payload, payloadShape(rule.payload, `${mechanism.id} ${event}`)) as object
}

function said(value: unknown, shape: Shape): unknown {
  if (shape.is === 'enum' && typeof value === 'string') return screaming(value)
  if (shape.is === 'list' && Array.isArray(value))
    return value.map((item) => said(item, shape.of.shape))
  if (
    (shape.is === 'object' || shape.is === 'oneOf') &&
    typeof value === 'object' &&
    value !== null
  )
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => {
        const slot = shape.fields[key]
        return [key, slot ? said(member, slot.shape) : (member as unknown)]
      }),
    )
  return value
}
