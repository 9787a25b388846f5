// The contract as text, under review: a change of the API shows as a change of schema/schema.graphql.
// `npm run golden` writes it anew, and still fails once where something was taken away or narrowed.

import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { CriticalityLevel, diff } from '@graphql-inspector/core'
import type { Change } from '@graphql-inspector/core'
import { buildSchema, isInputObjectType, isInterfaceType, isObjectType } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import { expect, test } from 'vitest'
import { packageRoot } from '../../api/config.ts'
import { createSchema, sdlOf } from '../../api/graphql/schema.ts'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'

const FILE = path.join(packageRoot(), 'schema/schema.graphql')
const promised = existsSync(FILE) ? readFileSync(FILE, 'utf8') : undefined
const present = sdlOf(createSchema(MECHANISMS))

test('schema/schema.graphql is the schema', async () => {
  await expect(present).toMatchFileSnapshot(FILE)
})

/** `use x instead; until 2027-01-01`: the day from which it may be taken away. */
const UNTIL = /until (\d{4}-\d{2}-\d{2})/

/** What was promised and is not kept, but for what was deprecated until a day that has passed. */
async function narrowed(before: string, after: string, today: string): Promise<string[]> {
  const [old, now] = [buildSchema(before), buildSchema(after)]
  const changes = await diff(old, now)
  return changes
    .filter((change) => change.criticality.level === CriticalityLevel.Breaking)
    .filter((change) => !isLapsed(old, change, today))
    .map((change) => change.message)
}

function isLapsed(old: GraphQLSchema, { path: at }: Change, today: string): boolean {
  const [typeName = '', fieldName = ''] = at?.split('.') ?? []
  const type = old.getType(typeName)
  const fields =
    isObjectType(type) || isInterfaceType(type) || isInputObjectType(type) ? type.getFields() : {}
  const until = UNTIL.exec(fields[fieldName]?.deprecationReason ?? '')?.[1]
  return until !== undefined && until <= today
}

test.skipIf(promised === undefined)(
  'nothing that was promised is taken away or narrowed',
  async () => {
    expect(await narrowed(promised ?? '', present, new Date().toISOString().slice(0, 10))).toEqual(
      [],
    )
  },
)

test.each<[what: string, before: string, after: string, complaints: number]>([
  ['a field taken away', 'type Query { a: Int b: Int }', 'type Query { a: Int }', 1],
  ['a field that may be null now', 'type Query { a: Int! }', 'type Query { a: Int }', 1],
  ['an argument that is needed now', 'type Query { a: Int }', 'type Query { a(b: Int!): Int }', 1],
  [
    'an enum value taken away',
    'type Query { a: E } enum E { A B }',
    'type Query { a: E } enum E { A }',
    1,
  ],
  [
    'an input that needs more',
    'type Query { a(i: I): Int } input I { b: Int }',
    'type Query { a(i: I): Int } input I { b: Int! }',
    1,
  ],
  [
    'a field deprecated without a day',
    'type Query { a: Int b: Int @deprecated }',
    'type Query { a: Int }',
    1,
  ],
  [
    'a field whose day has not come',
    'type Query { a: Int b: Int @deprecated(reason: "until 2026-02-01") }',
    'type Query { a: Int }',
    1,
  ],
  [
    'a field whose day has passed',
    'type Query { a: Int b: Int @deprecated(reason: "until 2026-01-01") }',
    'type Query { a: Int }',
    0,
  ],
  ['a field more', 'type Query { a: Int }', 'type Query { a: Int b: Int }', 0],
])('the check sees %s', async (...[, before, after, complaints]) => {
  expect(await narrowed(before, after, '2026-01-15')).toHaveLength(complaints)
})
