/** `node(id)`: whatever has a global id, or null. Absent, foreign and hidden are the same null. */
import { brandWithType } from '@pothos/core'
import type { Context } from '../context.ts'
import type { Builder } from './builder.ts'
import { entryById } from './entry-source.ts'
import { decodeId } from './ids.ts'
import { processByGlobalId } from './process.ts'
import type { Registry } from './registry.ts'

/** A found row with the name of its type. */
type Found = { readonly type: string; readonly row: object } | null

export function nodeQuery(b: Builder, registry: Registry): void {
  b.queryField('node', (t) =>
    t.field({
      type: b.nodeInterfaceRef(),
      nullable: true,
      description:
        '按全局编号取一对象；不存在、他机构、无权查阅皆为空 · One object by its global id, or null: absent, foreign and hidden are the same',
      args: { id: t.arg.id({ required: true }) },
      resolve: async (_root, { id }, context) => {
        const found = await find(id, registry, context)
        if (found) brandWithType(found.row, found.type as never)
        return found?.row ?? null
      },
    }),
  )
}

async function find(id: string, registry: Registry, context: Context): Promise<Found> {
  const decoded = decodeId(id)
  if (!decoded) return null
  const named = (row: object | null, type: string): Found => row && { type, row }
  switch (decoded.type) {
    case 'Entry':
      return named(await entryById(decoded.id, context), 'Entry')
    case 'Person':
      return named((await context.persons.get(decoded.id)) ?? null, 'Person')
    case 'Seat':
      return named(await seatById(decoded.id, context), 'Seat')
    default: {
      const process = await processByGlobalId(id, registry, context)
      return process && { type: registry.typeOf(process.mechanism), row: process }
    }
  }
}

function seatById(id: string, context: Context): Promise<object | null> {
  const { institution, reads } = context
  return reads.seat.findFirst({
    where: { institution, id },
    select: { id: true, person: true, body: true, unit: true, scope: true },
  })
}
