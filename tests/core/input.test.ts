import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { parsePayload, personalIn, sealed, unclean } from '../../engine/core/input.ts'
import type { EventRule } from '../../engine/core/mechanism.ts'
import {
  day,
  instant,
  line,
  money,
  oneOf,
  person,
  personal,
  subject,
  unit,
} from '../../engine/core/payload.ts'
import { canonical, commitmentTo } from '../../engine/core/trail.ts'
import { consumerProtection } from '../../policies/consumer-protection.ts'
import { text } from '../../policies/law.ts'

const event = (payload: z.ZodObject): EventRule => ({
  by: consumerProtection.register,
  title: text('', ''),
  nature: 'record',
  payload,
})
const parse = (payload: z.ZodObject, raw: unknown) => parsePayload(event(payload), raw)
const refusalOf = (payload: z.ZodObject, raw: unknown) => {
  const parsed = parse(payload, raw)
  return 'refusal' in parsed ? parsed.refusal : undefined
}

describe('what canonical JSON cannot keep', () => {
  it.each([
    ['NUL', { a: 'x\u0000y' }, ['a']],
    ['a lone surrogate', { a: { b: ['ok', '\ud800'] } }, ['a', 'b', '1']],
    ['a lone surrogate in a key', { '\udfff': 1 }, ['\udfff']],
    ['2^53 + 1', { n: 2 ** 53 + 1 }, ['n']],
    ['a fraction', { n: 0.5 }, ['n']],
    ['infinity', { n: Infinity }, ['n']],
  ])('names %s', (_what, value, path) => {
    expect(unclean(value)?.path).toEqual(path)
  })
  it('names what is nested too deeply, however deep', () => {
    let deep: unknown = 1
    for (let i = 0; i < 10_000; i++) deep = [deep]
    expect(unclean(deep)?.why.en).toBe('Nested too deeply')
  })
  it('keeps everything else exactly', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        if (unclean(value) === undefined) expect(JSON.parse(canonical(value))).toEqual(value)
      }),
      { seed: 1, numRuns: 300 },
    )
  })
})

describe('parsing', () => {
  it.each([
    ['a day that does not exist', z.object({ on: day() }), { on: '2026-02-31' }, ['on']],
    ['a day nobody counts', z.object({ on: day() }), { on: '9999-12-31' }, ['on']],
    [
      'an instant with an offset',
      z.object({ at: instant() }),
      { at: '2026-01-01T00:00:00.000+08:00' },
      ['at'],
    ],
    [
      'an instant without milliseconds',
      z.object({ at: instant() }),
      { at: '2026-01-01T00:00:00Z' },
      ['at'],
    ],
    ['an empty line', z.object({ l: line() }), { l: '   ' }, ['l']],
    ['a subject of another kind', z.object({ s: subject('product') }), { s: 'partner:x' }, ['s']],
    ['a person that is no id', z.object({ p: person() }), { p: 'me' }, ['p']],
    ['a unit with capitals', z.object({ u: unit() }), { u: 'East' }, ['u']],
    [
      'money with three decimals',
      z.object({ m: money() }),
      { m: { amount: '1.005', currency: 'CNY' } },
      ['m', 'amount'],
    ],
    [
      'money below nothing',
      z.object({ m: money() }),
      { m: { amount: '-1', currency: 'CNY' } },
      ['m', 'amount'],
    ],
    ['what is missing', z.object({ n: z.int() }), {}, ['n']],
  ] as const)('refuses %s by its field', (...[, payload, raw, field]) => {
    expect(refusalOf(payload, raw)).toMatchObject({ kind: 'MALFORMED', field })
  })
  it('counts null as absent, at every depth', () => {
    const payload = z.object({ a: z.int().optional(), b: z.object({ c: z.int().optional() }) })
    expect(parse(payload, { a: null, b: { c: null } })).toEqual({ payload: { b: {} } })
  })
  it('takes exactly one of several shapes', () => {
    const payload = z.object({ how: oneOf('How', { phone: line(), post: day() }) })
    expect(refusalOf(payload, { how: { phone: 'x' } })).toBeUndefined()
    expect(refusalOf(payload, { how: { phone: 'x', post: '2026-01-01' } })).toMatchObject({
      kind: 'MALFORMED',
    })
    expect(refusalOf(payload, { how: {} })).toMatchObject({ kind: 'MALFORMED' })
  })
  it('is not led astray by __proto__', () => {
    const raw: unknown = JSON.parse('{"n": 1, "__proto__": {"polluted": true}}')
    expect(parse(z.object({ n: z.int() }), raw)).toEqual({ payload: { n: 1 } })
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
  it('says nothing of its own making: no pattern, no English alone', () => {
    const refusal = refusalOf(z.object({ u: unit() }), { u: '!' })
    expect(refusal?.message.zh).toMatch(/\p{Script=Han}/u)
    expect(JSON.stringify(refusal)).not.toContain('[a-z0-9]')
  })
})

describe('sealing', () => {
  const words = (of: string) => personal(z.string().max(100), of)
  const payload = z.object({
    complainant: subject('consumer'),
    story: words('complainant'),
    remark: words('actor').optional(),
    people: z
      .array(z.object({ name: words('complainant') }).meta({ id: 'P' }))
      .max(5)
      .optional(),
    how: oneOf('How', { phone: words('complainant'), post: line() }).optional(),
  })
  const by = { actor: 'p-1', entry: 'e-1', salt: () => new Uint8Array(32).fill(7) }
  it('finds personal values wherever they may stand', () => {
    expect(personalIn(payload).map((p) => p.of)).toEqual([
      'complainant',
      'actor',
      'complainant',
      'complainant',
    ])
  })
  it('leaves a commitment, and the value with its owner and salt beside it', () => {
    const value = {
      complainant: 'consumer:1',
      story: 'CANARY one',
      people: [{ name: 'CANARY two' }, { name: 'CANARY three' }],
      how: { phone: 'CANARY four' },
    }
    const { payload: left, privates } = sealed(event(payload), value, by)
    expect(JSON.stringify(left)).not.toContain('CANARY')
    expect(left['story']).toEqual(commitmentTo('CANARY one', new Uint8Array(32).fill(7)))
    expect(privates.map((p) => [p.path, p.subject, p.value])).toEqual([
      ['payload.story', 'consumer:1', 'CANARY one'],
      ['payload.people.0.name', 'consumer:1', 'CANARY two'],
      ['payload.people.1.name', 'consumer:1', 'CANARY three'],
      ['payload.how.phone', 'consumer:1', 'CANARY four'],
    ])
  })
})
