// Files of evidence by GraphQL multipart requests: the form that they have, and every way to get it wrong.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Doors } from '../support/client.ts'
import { MAX, UPLOAD, newText, openEvidence, refusalOf } from '../support/evidence-scene.ts'
import type { EvidenceScene, EvidenceWorld } from '../support/evidence-scene.ts'

let opened: EvidenceWorld
let doors: Doors
let scene: EvidenceScene
beforeAll(async () => {
  opened = await openEvidence()
  ;({ doors, scene } = opened)
})
afterAll(() => opened?.close())

describe('a multipart request', () => {
  const operations = (variables: object = { file: null }, query = UPLOAD) =>
    JSON.stringify({ query, variables })
  const parts = (given: Readonly<Record<string, string | Blob>>) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(given)) form.set(name, value)
    return form
  }
  const file = new Blob(['a text'], { type: 'text/plain' })
  const map = '{"0":["variables.file"]}'

  test('without the header that asks first is refused before anything is read', async () => {
    const answer = await doors.send({
      headers: { authorization: `Bearer ${await doors.token('protection-1')}` },
      body: parts({ operations: operations(), map, 0: file }),
    })
    expect(answer.status).toBe(415)
    expect(answer.body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })
  test('without a token is refused', async () => {
    const answer = await doors.send({
      headers: { 'graphql-require-preflight': '1' },
      body: parts({ operations: operations(), map, 0: file }),
    })
    expect(answer.status).toBe(401)
  })
  const shapes: Readonly<Record<string, () => BodyInit>> = {
    'with the map first': () => parts({ map, operations: operations(), 0: file }),
    'with the file before the map': () => parts({ operations: operations(), 0: file, map }),
    'without its file': () => parts({ operations: operations(), map }),
    'with a file that nothing waits for': () =>
      parts({ operations: operations(), map: '{}', 0: file }),
    'with a map that is no JSON': () => parts({ operations: operations(), map: '{', 0: file }),
    'with a map that is a list': () => parts({ operations: operations(), map: '[1]', 0: file }),
    'with operations that are no JSON': () => parts({ operations: 'x', map, 0: file }),
    'with a batch of operations': () => parts({ operations: `[${operations()}]`, map, 0: file }),
    'with a path into the prototype': () =>
      parts({ operations: operations(), map: '{"0":["variables.__proto__.file"]}', 0: file }),
    'with a path that is not there': () =>
      parts({ operations: operations(), map: '{"0":["variables.other"]}', 0: file }),
    'with a path beside the variables': () =>
      parts({ operations: operations(), map: '{"0":["query"]}', 0: file }),
    'with a variable that is not null': () =>
      parts({ operations: operations({ file: 'x' }), map, 0: file }),
    'with more files than are taken': () =>
      parts({
        operations: operations(),
        map: JSON.stringify(
          Object.fromEntries(Array.from({ length: 11 }, (_, n) => [n, ['variables.file']])),
        ),
      }),
    'with an upload that is no file': () =>
      parts({ operations: operations({ file: { x: 1 } }), map: '{}' }),
    'with fields that do not exist': () =>
      parts({
        operations: operations(
          { file: null },
          'mutation ($file: Upload!) { nothing(file: $file) }',
        ),
        map,
        0: file,
      }),
  }
  test.each(Object.entries(shapes))('%s is answered as wrongly asked', async (_, body) => {
    const answer = await scene.multipart('protection-1', body())
    expect(answer.status).toBeLessThan(500)
    expect(answer.body.errors?.map((e) => e.extensions.code)).toContain('BAD_USER_INPUT')
    expect(scene.incoming()).toEqual([])
  })
  test('that breaks off within a file is refused, and nothing is left', async () => {
    const type = 'multipart/form-data; boundary=b'
    const field = (name: string, value: string) =>
      `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
    const begun = `${field('operations', operations())}${field('map', map)}--b\r\nContent-Disposition: form-data; name="0"; filename="a"\r\n\r\nhalf a te`
    for (const body of [begun, begun.slice(0, 300), `${begun}\r\n--b`, '', '--b--\r\n']) {
      const answer = await scene.multipart('protection-1', body, { 'content-type': type })
      expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([
        400,
        'BAD_USER_INPUT',
      ])
    }
    const none = await scene.multipart('protection-1', begun, {
      'content-type': 'multipart/form-data',
    })
    expect(none.status).toBe(400)
    expect(scene.incoming()).toEqual([])
  })
  test('with a file above the limit is refused by name, far above it at once', async () => {
    const above = await scene.upload('protection-1', { bytes: Buffer.alloc(MAX + 1, 'a') })
    expect(refusalOf(above)).toMatchObject({ rule: 'evidence.tooLarge', kind: 'MALFORMED' })
    const far = new Blob([Buffer.alloc(MAX * 2, 'a')])
    const answer = await scene.multipart(
      'protection-1',
      parts({ operations: operations(), map, 0: far }),
    )
    expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([
      413,
      'BAD_USER_INPUT',
    ])
    expect(scene.incoming()).toEqual([])
  })
  test('with another hash than declared, or none, is refused', async () => {
    const { bytes, hash } = newText()
    const as = 'protection-1'
    expect(refusalOf(await scene.upload(as, { bytes, hash: 'ab'.repeat(32) }))).toMatchObject({
      rule: 'evidence.hash',
      field: ['hash'],
    })
    expect(refusalOf(await scene.upload(as, { bytes, hash: 'x' }))).toMatchObject({
      rule: 'evidence.hashForm',
    })
    expect(refusalOf(await scene.upload(as, { bytes, media: 'text/html' }))).toMatchObject({
      rule: 'evidence.type',
    })
    expect(refusalOf(await scene.upload(as, { bytes: Buffer.alloc(0) }))).toMatchObject({
      rule: 'evidence.empty',
    })
    expect(await scene.upload(as, { bytes, hash })).toMatchObject({ hash })
  })
  test('may carry several files', async () => {
    const [one, two] = [newText(), newText()]
    const answer = await scene.multipart(
      'protection-1',
      parts({
        operations: operations(
          { a: null, b: null },
          'mutation ($a: Upload!, $b: Upload!) { a: uploadEvidence(file: $a) { ... on EvidenceKept { hash } } b: uploadEvidence(file: $b) { ... on EvidenceKept { hash } } }',
        ),
        map: '{"x":["variables.a"],"y":["variables.b"]}',
        x: new Blob([one.bytes]),
        y: new Blob([two.bytes]),
      }),
    )
    expect(answer.body.data).toEqual({ a: { hash: one.hash }, b: { hash: two.hash } })
  })
})
