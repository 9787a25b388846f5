// Files of evidence that entries refer to: how they are found, who may fetch them, and for how long.

import { chmodSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Doors, Json } from '../support/client.ts'
import { OTHER, forged, newText, openEvidence } from '../support/evidence-scene.ts'
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

describe('what entries refer to', () => {
  test('is listed with its state: present, missing, altered, never uploaded, and present again', async () => {
    const as = 'protection-1'
    const [here, gone, changed, nowhere] = [newText(), newText(), newText(), newText()]
    for (const { bytes } of [here, gone, changed]) await scene.upload(as, { bytes })
    const hashes = [here.hash, gone.hash, changed.hash, nowhere.hash]
    const process = await scene.complaint(as, hashes)
    const states = async () => {
      const files = await scene.files(as, process)
      return (files['nodes'] as unknown as Json[]).map((one) => one['state'])
    }
    expect(await states()).toEqual(['PRESENT', 'PRESENT', 'PRESENT', 'NEVER_UPLOADED'])
    rmSync(scene.pathOf(gone.hash))
    chmodSync(scene.pathOf(changed.hash), 0o600)
    writeFileSync(scene.pathOf(changed.hash), Buffer.from(changed.bytes).fill(0x62))
    expect(await states()).toEqual(['PRESENT', 'MISSING', 'ALTERED', 'NEVER_UPLOADED'])
    for (const { bytes } of [gone, changed, nowhere]) await scene.upload(as, { bytes })
    expect(await states()).toEqual(['PRESENT', 'PRESENT', 'PRESENT', 'PRESENT'])
  })

  test('comes in pages, and includes hashes within payloads', async () => {
    const as = 'protection-1'
    const texts = [newText(), newText(), newText()]
    const process = await scene.complaint(
      as,
      texts.map(({ hash }) => hash),
    )
    const attached = newText()
    await scene.upload(as, { bytes: attached.bytes })
    const attachEvidence = { kind: 'RECORDING', hash: attached.hash, describes: 'the call' }
    const input = { requestId: 'attach-1', process, event: { attachEvidence } }
    const query = `mutation ($input: ComplaintHandlingCommandInput!) {
      answer: complaintHandlingCommand(input: $input) {
      ... on Accepted { entry { evidenceFiles { hash field state } } } } }`
    const data = await scene.ask(as, { query, variables: { input } })
    expect(data['answer']?.['entry']?.['evidenceFiles']).toEqual([
      { hash: attached.hash, field: ['hash'], state: 'PRESENT' },
    ])
    const first = await scene.files(as, process, { first: 2 })
    expect(first).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } })
    const rest = await scene.files(as, process, {
      first: 5,
      after: first['pageInfo']?.['endCursor'],
    })
    const all = [...(first['nodes'] as unknown as Json[]), ...(rest['nodes'] as unknown as Json[])]
    expect(all.map((one) => one['hash'])).toEqual([...texts.map((t) => t.hash), attached.hash])
    expect(all.map((one) => (one['field'] as unknown as string[]).join('.'))).toEqual([
      'evidence.0',
      'evidence.1',
      'evidence.2',
      'hash',
    ])
  })

  test('is downloaded whole, as an attachment that no browser shows', async () => {
    const { bytes, hash } = newText()
    await scene.upload('protection-1', { bytes })
    const process = await scene.complaint('protection-1', [hash])
    const files = await scene.files('protection-1', process)
    const download = files['nodes']?.[0]?.['download']
    expect(download?.['until']).toBe('2026-03-02T01:05:00.000Z')
    const answer = await fetch(doors.url + String(download?.['url']))
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/plain',
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="${hash.slice(0, 16)}.txt"`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store, private',
    })
    const head = await fetch(doors.url + String(download?.['url']), { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)])
    expect((await fetch(doors.url + String(download?.['url']), { method: 'DELETE' })).status).toBe(
      405,
    )
  })

  test('is not handed out late, altered, missing, or to who may not read the entry any more', async () => {
    const as = 'protection-1'
    const { bytes, hash } = newText()
    await scene.upload(as, { bytes })
    const process = await scene.complaint(as, [hash])
    const url = async () =>
      doors.url + String((await scene.files(as, process))['nodes']?.[0]?.['download']?.['url'])
    const got = async (address: string) => {
      const answer = await fetch(address)
      const { refusal } = (await answer.json()) as { refusal: Json }
      return [answer.status, refusal['rule']]
    }
    const early = await url()
    world.at('2026-03-02T01:05:00.000Z')
    expect(await got(early)).toEqual([403, 'evidence.expired'])
    world.at('2026-03-02T01:00:00.000Z')
    const now = await url()
    // Before anybody was appointed: the seats of the person are asked for as they are then.
    world.at('2019-12-01T00:00:00.000Z')
    expect(await got(now)).toEqual([403, 'evidence.unreadable'])
    world.at('2026-03-02T01:00:00.000Z')
    rmSync(scene.pathOf(hash))
    expect(await got(now)).toEqual([404, 'evidence.missing'])
    writeFileSync(scene.pathOf(hash), Buffer.from(bytes).fill(0x63))
    expect(await got(now)).toEqual([409, 'evidence.altered'])
    const nodes = (await scene.files(as, process))['nodes']
    expect(nodes?.[0]).toMatchObject({ state: 'ALTERED', download: null })
  })

  test('is shown by the duty to read the process, and to nobody else', async () => {
    const { bytes, hash } = newText()
    await scene.upload('protection-1', { bytes })
    const process = await scene.complaint('protection-1', [hash])
    const partner = await scene.ask('partner-1', {
      query: 'query ($id: ID!) { process(id: $id) { evidenceFiles { totalCount } } }',
      variables: { id: process },
    })
    expect(partner['process']).toBeNull()
    expect(await scene.files('audit-1', process)).toMatchObject({ totalCount: 1 })
  })

  test('of another institution is never uploaded here, and its address is a forged one', async () => {
    const { bytes, hash } = newText()
    await scene.upload('protection-1', { bytes })
    const own = await scene.complaint('protection-1', [hash])
    const theirs = await scene.complaint('protection-1', [hash], OTHER)
    const files = await scene.files('protection-1', theirs, { institution: OTHER })
    expect(files['nodes']).toMatchObject([
      { hash, state: 'NEVER_UPLOADED', size: null, type: null, download: null },
    ])
    // To announce it says the same whether anybody has it or not.
    const file = { hash, size: bytes.length, type: 'TEXT' }
    const unknown = { ...file, hash: newText().hash }
    const shapeOf = async (asked: object) => {
      const answer = await scene.announce('protection-1', asked, OTHER)
      return [answer['__typename'], String(answer['address']?.['url']).length]
    }
    expect(await shapeOf(file)).toEqual(await shapeOf(unknown))
    const address = String(
      (await scene.files('protection-1', own))['nodes']?.[0]?.['download']?.['url'],
    )
    const theirAddress = forged(address, (claims) => claims.replace(INSTITUTION, OTHER))
    expect((await fetch(doors.url + theirAddress)).status).toBe(403)
  })
})
