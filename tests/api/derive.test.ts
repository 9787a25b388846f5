// The schema follows from the registry: what a mechanism says, and what stops the start.

import { GraphQLObjectType, printType, validateSchema } from 'graphql'
import type { GraphQLInputObjectType } from 'graphql'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { createSchema, sdlOf } from '../../api/graphql/schema.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import { line, oneOf } from '../../engine/core/payload.ts'
import { MECHANISMS } from '../../engine/mechanisms/index.ts'
import { tiny } from '../support/tiny-mechanism.ts'

const schema = createSchema([tiny])
const printed = (name: string): string => {
  const type = schema.getType(name)
  return type
    ? printType(type)
        .replaceAll(/ *"""[^]*?"""\n/g, '')
        .replaceAll('\n\n', '\n')
    : ''
}

test('is valid, and the same however often it is made', () => {
  expect(validateSchema(schema)).toEqual([])
  expect(sdlOf(createSchema([tiny]))).toBe(sdlOf(schema))
})

test('one command field, one process type and one facts type per mechanism', () => {
  expect(Object.keys(schema.getMutationType()?.getFields() ?? {})).toEqual([
    'tinyCaseCommand',
    'moveEdition',
    'drawSample',
    'checkPaper',
    'sealNow',
    'uploadEvidence',
    'announceEvidence',
  ])
  expect(printed('TinyCaseCommandInput')).toBe(`input TinyCaseCommandInput {
  requestId: String!
  process: ID
  expectedVersion: Int
  onBehalfOf: ID
  event: TinyCaseEvent!
}`)
  // The clock's event is no input.
  expect(printed('TinyCaseEvent')).toBe(`input TinyCaseEvent @oneOf {
  begin: TinyCaseBeginInput
  paint: TinyCasePaintInput
  finish: TinyCaseFinishInput
}`)
  expect(printed('TinyCasePaintInput')).toBe(`input TinyCasePaintInput {
  colour: TinyColour!
  on: Date!
  at: DateTime
  price: MoneyInput
  layers: Int
  glossy: Boolean
  tags: [String!]
  proof: String
  handler: ID
  like: ID
  way: TinyWayInput
  words: String
  remark: String
  evidence: [String!]
  effective: EffectiveInput
}`)
  expect(printed('TinyCaseFinishInput')).toBe(`input TinyCaseFinishInput {
  remark: String
  evidence: [String!]
}`)
  expect(printed('TinyWayInput')).toBe(`input TinyWayInput @oneOf {
  brush: String
  spray: TinySprayInput
}`)
  expect(printed('TinyColour')).toBe('enum TinyColour {\n  RED\n  DARK_BLUE\n}')
  expect(printed('TinyCaseFacts')).toBe(`type TinyCaseFacts {
  note: String
  colour: TinyColour
  handler: ID
  product: String
  unit: String
  steps: [TinyCaseFactsSteps!]!
  by: JSON!
}`)
  const type = schema.getType('TinyCase')
  expect(type).toBeInstanceOf(GraphQLObjectType)
  expect((type as GraphQLObjectType).getInterfaces().map(({ name }) => name)).toEqual([
    'Process',
    'Node',
  ])
  expect(String((type as GraphQLObjectType).getFields()['facts']?.type)).toBe('TinyCaseFacts!')
})

test('says in both languages what a field is, by which article, and what is personal', () => {
  const event = schema.getType('TinyCaseEvent') as GraphQLInputObjectType
  expect(event.getFields()['paint']?.description).toBe(
    '上色 · Paint (2022-9:9)\nconsumerProtection.review',
  )
  expect(event.getFields()['begin']?.description).toContain('开启流程 · Opens a process')
  const paint = (schema.getType('TinyCasePaintInput') as GraphQLInputObjectType).getFields()
  expect(paint['words']?.description).toContain('个人信息')
  expect(paint['words']?.description).toContain('Personal')
  expect(paint['handler']?.description).toContain('A person of the institution')
  expect(paint['colour']?.description).toBeFalsy()
})

test('every type and field of the contract that is not a mechanism’s own has a place in one language each', () => {
  const own = /^(__|TinyCase|Tiny|Money)/
  const missing = Object.values(schema.getTypeMap()).flatMap((type) =>
    own.test(type.name) || type.description ? [] : [type.name],
  )
  expect(missing.filter((name) => !['EffectiveInput', 'DutyVerb', 'Node'].includes(name))).toEqual(
    [],
  )
})

describe('stops the start', () => {
  const withPayload = (payload: z.ZodObject): Mechanism => ({
    ...tiny,
    events: {
      ...tiny.events,
      finish: { ...tiny.events['finish'], payload } as Mechanism['events'][string],
    },
  })
  test.each<[what: string, payload: z.ZodObject, message: string]>([
    [
      'a number that is no integer',
      z.object({ a: z.number() }),
      'T01 finish.a: number has no form',
    ],
    ['null', z.object({ a: z.string().nullable() }), 'T01 finish.a: nullable has no form'],
    ['a default', z.object({ a: z.string().default('x') }), 'T01 finish.a: default has no form'],
    [
      'a plain union',
      z.object({ a: z.union([z.string(), z.int()]) }),
      'T01 finish.a: union has no form',
    ],
    [
      'a transformation',
      z.object({ a: z.string().transform((s) => s.length) }),
      'T01 finish.a: pipe has no form',
    ],
    [
      'a record',
      z.object({ a: z.record(z.string(), z.string()) }),
      'T01 finish.a: record has no form',
    ],
    ['a date', z.object({ a: z.date() }), 'T01 finish.a: date has no form'],
    ['an address by format', z.object({ a: z.email() }), 'T01 finish.a: string has no form'],
    [
      'an enum without a name',
      z.object({ a: z.enum(['x']) }),
      'T01 finish.a: an enum or a nested object carries',
    ],
    [
      'an object without a name',
      z.object({ a: z.object({ b: line() }) }),
      'T01 finish.a: an enum or a nested object carries',
    ],
    [
      'a list without an end',
      z.object({ a: z.array(line()) }),
      'T01 finish.a: a list says how long',
    ],
    [
      'a list with gaps',
      z.object({ a: z.array(line().optional()).max(2) }),
      'T01 finish.a: a list has no gaps',
    ],
    [
      'a field name that GraphQL does not know',
      z.object({ 'a-b': line() }),
      'T01 finish.a-b: the name',
    ],
    [
      'an enum value that is no name',
      z.object({ a: z.enum(['1st']).meta({ id: 'TinyNth' }) }),
      'T01 finish.a: 1ST is not a name',
    ],
    [
      'two values of one name',
      z.object({ a: z.enum(['aB', 'a-b']).meta({ id: 'TinyTwo' }) }),
      'T01 finish.a: two values have one name',
    ],
    [
      'a name that stands for another shape',
      z.object({ a: z.enum(['x']).meta({ id: 'TinyColour' }) }),
      'TinyColour is already the name of another shape',
    ],
    [
      'a name of the contract',
      z.object({ a: z.enum(['x']).meta({ id: 'Timer' }) }),
      'T01 finish.a: Timer cannot be the name',
    ],
    [
      'a nested list without an end',
      z.object({ a: oneOf('TinyOne', { b: z.array(line()) }) }),
      'T01 finish.a.b: a list says how long',
    ],
  ])('%s', (_what, payload, message) => {
    expect(() => createSchema([withPayload(payload)])).toThrow(message)
  })

  test('two mechanisms of one name', () => {
    expect(() => createSchema([tiny, { ...tiny, id: 'T02' }])).toThrow('TinyCase')
  })
})

test('takes the whole registry', () => {
  const all = createSchema(MECHANISMS)
  expect(validateSchema(all)).toEqual([])
  const fields = Object.keys(all.getMutationType()?.getFields() ?? {})
  const ofAll = [
    'moveEdition',
    'drawSample',
    'checkPaper',
    'sealNow',
    'uploadEvidence',
    'announceEvidence',
  ]
  expect(fields).toHaveLength(MECHANISMS.length + ofAll.length)
  expect(fields).toEqual(expect.arrayContaining(ofAll))
  expect(fields).toEqual(expect.arrayContaining(['complaintHandlingCommand', 'reviewCommand']))
})
