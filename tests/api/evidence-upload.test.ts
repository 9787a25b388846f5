// Files of evidence on their way in: what is kept, what is refused, and what is left of what breaks off.

import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commitmentTo } from '../../engine/core/trail.ts'
import { openDoors } from '../support/client.ts'
import type { Doors, Json } from '../support/client.ts'
import { KEPT, NOT_KEPT, PDF, sha256 } from '../support/evidence-files.ts'
import {
  MAX,
  OTHER,
  evidenceScene,
  forged,
  newText,
  openEvidence,
  refusalOf,
} from '../support/evidence-scene.ts'
import type { EvidenceScene, EvidenceWorld } from '../support/evidence-scene.ts'
import { INSTITUTION } from '../support/world.ts'
import type { World } from '../support/world.ts'

let opened: EvidenceWorld
let world: World
let doors: Doors
let scene: EvidenceScene
beforeAll(async () => {
  opened = await openEvidence()
  ;({ world, doors, scene } = opened)
})
afterAll(() => opened?.close())

/** Bytes of buffers that somebody still holds. */
function bytesHeld(): number {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
  return process.memoryUsage().arrayBuffers
}

describe('an upload', () => {
  test('by a multipart request is kept and waits for an entry, under a commitment to its name', async () => {
    const name = '张三身份证.pdf'
    const kept = await scene.upload('protection-1', { bytes: PDF, media: 'application/pdf', name })
    expect(kept).toMatchObject({
      hash: sha256(PDF),
      size: PDF.length,
      type: 'PDF',
      keptUntil: '2026-03-09T01:00:00.000Z',
    })
    const salt = Buffer.from(String(kept['nameSalt']), 'hex')
    expect(commitmentTo(name, salt).commitment).toBe(kept['nameCommitment'])
    const { rows } = await world.pool.query<{ row: string }>(
      `select set_config('xiaobao.institution', $1, false), (select string_agg(e::text, '|') from evidence e) as row`,
      [INSTITUTION],
    )
    expect(rows[0]?.row).toContain(sha256(PDF))
    expect(rows[0]?.row).not.toContain('张三')
    expect(readFileSync(scene.pathOf(sha256(PDF)))).toEqual(PDF)
    expect(statSync(scene.pathOf(sha256(PDF))).mode & 0o777).toBe(0o400)
    expect(scene.incoming()).toEqual([])
  })

  test('by a signed address is the same; the address is good for that file alone', async () => {
    const { bytes, hash } = newText()
    const answer = await scene.announce('protection-1', { hash, size: bytes.length, type: 'TEXT' })
    expect(answer['address']).toMatchObject({ until: '2026-03-02T01:15:00.000Z' })
    const put = await scene.put(String(answer['address']?.['url']), bytes, {
      'content-type': 'text/plain',
      'evidence-name': encodeURIComponent('来电记录.txt'),
    })
    expect(put.status).toBe(201)
    expect(await put.json()).toMatchObject({ kept: { hash, size: bytes.length, type: 'TEXT' } })
    const process = await scene.complaint('protection-1', [hash])
    const data = await scene.ask('protection-1', {
      query: `query ($id: ID!) { process(id: $id) { entries(first: 1) { nodes { evidence evidenceFiles {
        state size right: isNamed(name: "来电记录.txt") wrong: isNamed(name: "x.txt") uploadedBy { name } } } } } }`,
      variables: { id: process },
    })
    const entry = data['process']?.['entries']?.['nodes']?.[0]
    expect(entry?.['evidence']).toEqual([hash])
    expect(entry?.['evidenceFiles']).toMatchObject([
      { state: 'PRESENT', size: bytes.length, right: true, wrong: false },
    ])
  })

  test.each(Object.entries(KEPT))('of %s is kept as what it is', async (type, [bytes, media]) => {
    expect(await scene.upload('protection-1', { bytes, media })).toMatchObject({ type })
    const open = await scene.upload('protection-1', { bytes })
    expect(open['type']).toBe(type === 'CSV' ? 'TEXT' : type)
    expect(await (await scene.put(await scene.slot(bytes, type), bytes)).json()).toMatchObject({
      kept: { type },
    })
  })

  test.each(Object.entries(NOT_KEPT))(
    'of %s is refused, whatever it is called',
    async (_, bytes) => {
      for (const media of ['application/octet-stream', 'text/plain', 'application/pdf'])
        expect(
          refusalOf(await scene.upload('protection-1', { bytes, media, name: 'bill.pdf' })),
        ).toMatchObject({ kind: 'MALFORMED', rule: 'evidence.type', field: ['file'] })
      const put = await scene.put(await scene.slot(bytes, 'PDF'), bytes)
      expect(put.status).toBe(415)
      expect(existsSync(scene.pathOf(sha256(bytes)))).toBe(false)
      expect(scene.incoming()).toEqual([])
    },
  )

  test('of the same file by many at once is one file', async () => {
    const { bytes, hash } = newText()
    const url = await scene.slot(bytes)
    const answers = await Promise.all([
      ...Array.from({ length: 6 }, () => scene.upload('protection-1', { bytes })),
      ...Array.from(
        { length: 6 },
        async () => (await (await scene.put(url, bytes)).json()) as Json,
      ),
    ])
    expect(answers.map((a) => a['hash'] ?? a['kept']?.['hash'])).toEqual(
      Array.from({ length: 12 }, () => hash),
    )
    expect(readFileSync(scene.pathOf(hash))).toEqual(bytes)
    expect(scene.incoming()).toEqual([])
  })

  test('is never held whole in memory', async () => {
    const limits = { maxBytes: 64 * 1_048_576, keptDays: 7 }
    const big = await openDoors(world, { evidence: { limits } })
    try {
      // The sender holds one chunk; whatever else is held once the rest is collected is the server's.
      const chunk = Buffer.alloc(65_536, 'line\n')
      const [chunks, size] = [512, 512 * 65_536]
      const hash = createHash('sha256')
      for (let n = 0; n < chunks; n++) hash.update(chunk)
      const file = { hash: hash.digest('hex'), size, type: 'TEXT' }
      const { address } = await evidenceScene(big).announce('protection-1', file)
      const asked = request(big.url + String(address?.['url']), {
        method: 'PUT',
        headers: { 'content-length': size },
      })
      const held: number[] = []
      for (let n = 0; n < chunks; n++) {
        if (n % 64 === 0) held.push(bytesHeld())
        if (!asked.write(chunk)) await once(asked, 'drain')
      }
      asked.end()
      const [answer] = (await once(asked, 'response')) as [IncomingMessage]
      answer.resume()
      expect(answer.statusCode).toBe(201)
      expect(Math.max(...held) - (held[0] ?? 0)).toBeLessThan(size / 4)
    } finally {
      await big.stop()
    }
  })
})

describe('an upload is refused', () => {
  const { bytes } = newText()
  const cases: Readonly<Record<string, () => Promise<[Response, number, string]>>> = {
    'with another content than declared': async () => [
      await scene.put(await scene.slot(bytes), Buffer.from(bytes).fill(0x61)),
      422,
      'hash',
    ],
    'with another size than declared': async () => [
      await scene.put(await scene.slot(bytes, 'TEXT', { size: bytes.length + 1 }), bytes),
      422,
      'size',
    ],
    'with another size than declared, in chunks': async () => [
      await fetch(doors.url + (await scene.slot(bytes, 'TEXT', { size: bytes.length + 1 })), {
        method: 'PUT',
        body: new Blob([bytes]).stream(),
        duplex: 'half',
      } as RequestInit),
      422,
      'size',
    ],
    'where it is empty': async () => [
      await fetch(doors.url + (await scene.slot(bytes)), {
        method: 'PUT',
        body: new Blob([]).stream(),
        duplex: 'half',
      } as RequestInit),
      400,
      'empty',
    ],
    'where it is larger than is taken': async () => [
      await fetch(doors.url + (await scene.slot(bytes)), {
        method: 'PUT',
        body: new Blob([Buffer.alloc(MAX + 1, 'a')]).stream(),
        duplex: 'half',
      } as RequestInit),
      413,
      'tooLarge',
    ],
    'with a header that says it is larger': async () => [
      await scene.put(await scene.slot(bytes), Buffer.alloc(MAX + 1, 'a')),
      413,
      'tooLarge',
    ],
    'with a media type that was not declared': async () => [
      await scene.put(await scene.slot(bytes), bytes, { 'content-type': 'application/pdf' }),
      415,
      'declared',
    ],
    'with a content of another type than declared': async () => [
      await scene.put(await scene.slot(bytes, 'PDF'), bytes),
      415,
      'declared',
    ],
    'under a name that is none': async () => [
      await scene.put(await scene.slot(bytes), bytes, { 'evidence-name': '%00' }),
      400,
      'nameForm',
    ],
    'by an address that has expired': async () => {
      const url = await scene.slot(bytes)
      world.at('2026-03-02T01:15:00.000Z')
      const came = await scene.put(url, bytes)
      world.at('2026-03-02T01:00:00.000Z')
      return [came, 403, 'expired']
    },
    'by an address with a changed claim': async () => {
      const url = await scene.slot(bytes)
      const other = forged(url, (claims) => JSON.stringify({ ...JSON.parse(claims), size: 1 }))
      return [await scene.put(other, bytes), 403, 'address']
    },
    'by an address of another institution, put into the claims of this one': async () => {
      const answer = await scene.announce(
        'protection-1',
        { hash: sha256(bytes), size: bytes.length, type: 'TEXT' },
        OTHER,
      )
      const url = String(answer['address']?.['url'])
      const other = forged(url, (claims) => claims.replace(OTHER, INSTITUTION))
      return [await scene.put(other, bytes), 403, 'address']
    },
    'by an address for another file': async () => {
      const url = await scene.slot(bytes)
      const other = sha256(Buffer.from('other'))
      return [await scene.put(url.replace(sha256(bytes), other), bytes), 403, 'address']
    },
    'by an address that is for downloading': async () => {
      const kept = newText()
      await scene.upload('protection-1', { bytes: kept.bytes })
      const process = await scene.complaint('protection-1', [kept.hash])
      const files = await scene.files('protection-1', process)
      return [
        await scene.put(String(files['nodes']?.[0]?.['download']?.['url']), kept.bytes),
        403,
        'address',
      ]
    },
    'without any token': async () => [
      await scene.put(`/evidence/${sha256(bytes)}`, bytes),
      403,
      'address',
    ],
  }
  test.each(Object.entries(cases))('%s', async (_, send) => {
    const [answer, status, rule] = await send()
    const { refusal } = (await answer.json()) as { refusal: Json }
    expect([answer.status, refusal['rule']]).toEqual([status, `evidence.${rule}`])
    expect(refusal['message']).toEqual({ zh: expect.any(String), en: expect.any(String) })
    expect(refusal['article']).toBe('house:evidence')
    expect(existsSync(scene.pathOf(sha256(bytes)))).toBe(false)
    expect(scene.incoming()).toEqual([])
  })

  test.each([
    '/evidence/../../etc/passwd',
    '/evidence/%2e%2e%2f%2e%2e%2fetc%2fpasswd?token=a.b',
    `/evidence/${'A'.repeat(64)}?token=a.b`,
    '/evidence/incoming?token=a.b',
    `/evidence/${'a'.repeat(64)}?token=${'a'.repeat(3000)}.b`,
    `/evidence/${'a'.repeat(64)}?token=e30.e30`,
    `/evidence/${'a'.repeat(64)}/b?token=a.b`,
    '/evidence/',
  ])('at %s nothing lies', async (path) => {
    for (const method of ['GET', 'PUT']) {
      const asked = request(`${doors.url}/`, { method, path })
      asked.end(method === 'PUT' ? 'x' : undefined)
      const [answer] = (await once(asked, 'response')) as [{ statusCode: number; resume(): void }]
      answer.resume()
      expect([403, 404]).toContain(answer.statusCode)
    }
  })

  test('when it breaks off: nothing is left and nothing is kept', async () => {
    const text = newText()
    const asked = request(doors.url + (await scene.slot(text.bytes)), {
      method: 'PUT',
      headers: { 'content-length': text.bytes.length },
    })
    asked.on('error', () => undefined)
    const comes = scene.untilIncoming(1)
    asked.write(text.bytes.subarray(0, 10))
    await comes
    const goes = scene.untilIncoming(0)
    asked.destroy()
    await goes
    expect(existsSync(scene.pathOf(text.hash))).toBe(false)
  })

  test('from who holds no seat today, before and after the address was given', async () => {
    const text = newText()
    const file = { hash: text.hash, size: text.bytes.length, type: 'TEXT' }
    world.at('2019-12-01T01:00:00.000Z')
    expect(refusalOf(await scene.announce('protection-1', file))).toMatchObject({
      kind: 'NOT_YOUR_DUTY',
      rule: 'evidence.noSeat',
    })
    expect(refusalOf(await scene.upload('protection-1', text))).toMatchObject({
      rule: 'evidence.noSeat',
    })
    world.at('2026-03-02T01:00:00.000Z')
    const url = await scene.slot(text.bytes)
    world.at('2019-12-01T01:00:00.000Z')
    expect((await scene.put(url, text.bytes)).status).toBe(403)
    world.at('2026-03-02T01:00:00.000Z')
  })

  test.each([
    [{ hash: 'AB'.repeat(32), size: 3 }, 'hashForm'],
    [{ hash: 'ab'.repeat(32), size: 0 }, 'empty'],
    [{ hash: 'ab'.repeat(32), size: MAX + 1 }, 'tooLarge'],
  ])('that is announced as %j', async (file, rule) => {
    const answer = await scene.announce('protection-1', { type: 'PDF', ...file })
    expect(refusalOf(answer)).toMatchObject({ kind: 'MALFORMED', rule: `evidence.${rule}` })
  })
})
