// Files of evidence over time: what is swept and what stays, what is left where a server was killed, what
// `verify` finds of missing and altered files, and the same in an object store.

import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EDITIONS } from '../../engine/mechanisms/index.ts'
import { createEvidence } from '../../engine/runtime/evidence-house.ts'
import { s3Store } from '../../engine/runtime/evidence-s3.ts'
import { folderStore } from '../../engine/runtime/evidence-store.ts'
import { verify } from '../../engine/runtime/verify.ts'
import { evidenceScene, newText, openEvidence, refusalOf } from '../support/evidence-scene.ts'
import type { EvidenceWorld } from '../support/evidence-scene.ts'
import { openDoors } from '../support/client.ts'
import type { Json } from '../support/client.ts'
import { asOwner } from '../support/faults.ts'
import { s3Stub } from '../support/s3-stub.ts'
import type { S3Stub } from '../support/s3-stub.ts'
import { INSTITUTION } from '../support/world.ts'

const AS = 'protection-1'
let opened: EvidenceWorld
beforeAll(async () => {
  opened = await openEvidence()
})
afterAll(() => opened?.close())

const statesOf = async (process: string, scene = opened.scene) =>
  ((await scene.files(AS, process))['nodes'] as unknown as Json[]).map((one) => one['state'])

describe('the sweep', () => {
  test('removes what no entry refers to after its time, and nothing else', async () => {
    const { world, doors, scene } = opened
    const [idle, used, early, again] = [newText(), newText(), newText(), newText()]
    const before = await scene.complaint(AS, [early.hash])
    for (const { bytes } of [idle, used, early, again]) await scene.upload(AS, { bytes })
    const after = await scene.complaint(AS, [used.hash])
    world.at('2026-03-08T01:00:00.000Z')
    // Who uploads it again waits anew; who comes first stays the uploader.
    expect(await scene.upload(AS, { bytes: again.bytes })).toMatchObject({
      keptUntil: '2026-03-15T01:00:00.000Z',
    })
    world.at('2026-03-09T00:59:59.999Z')
    expect(await doors.evidence.sweeper.round()).toBe(0)
    world.at('2026-03-09T01:00:00.000Z')
    expect(await doors.evidence.sweeper.round()).toBe(1)
    expect(await doors.evidence.sweeper.round()).toBe(0)
    const there = [idle, used, early, again].map(({ hash }) => existsSync(scene.pathOf(hash)))
    expect(there).toEqual([false, true, true, true])
    expect(await statesOf(before)).toEqual(['PRESENT'])
    expect(await statesOf(after)).toEqual(['PRESENT'])
    // What an entry refers to is kept for good, and an upload says so.
    expect(await scene.upload(AS, { bytes: used.bytes })).toMatchObject({ keptUntil: null })
    world.at('2027-03-09T01:00:00.000Z')
    expect(await doors.evidence.sweeper.round()).toBe(1)
    expect(existsSync(scene.pathOf(used.hash))).toBe(true)
    world.at('2026-03-02T01:00:00.000Z')
  })

  test('removes what a killed server has left: half a file, and a file that was never noted', async () => {
    const { world, doors, scene } = opened
    const options = {
      pool: world.pool,
      folder: doors.evidenceFolder,
      secretOf: (institution: string) => world.engine.secretOf(institution),
      now: () => world.now(),
      log: { error: () => undefined },
    }
    const real = folderStore(doors.evidenceFolder)
    const killed = createEvidence({
      ...options,
      store: {
        ...real,
        put: async (key, file) => {
          await real.put(key, file)
          throw new Error('killed')
        },
      },
    })
    const person = world.person(AS)
    const text = newText()
    async function* bytes() {
      yield text.bytes
    }
    let end = () => undefined as void
    async function* endless() {
      yield text.bytes
      await new Promise<void>((resolve) => (end = resolve))
    }
    const came = await killed.receive(bytes())
    if (!('received' in came)) throw new Error('not received')
    const keeping = { institution: INSTITUTION, person, declared: {} }
    await expect(killed.keep(came.received, keeping)).rejects.toThrow('killed')
    const comes = scene.untilIncoming(2)
    const half = killed.receive(endless())
    await comes
    expect(existsSync(scene.pathOf(text.hash))).toBe(true)
    // An hour must have gone by: until then somebody may still be working on it.
    expect(await doors.evidence.sweeper.round()).toBe(0)
    expect(scene.incoming()).toHaveLength(2)
    world.at('2026-03-02T02:00:00.000Z')
    expect(await doors.evidence.sweeper.round()).toBe(1)
    expect(scene.incoming()).toEqual([])
    expect(existsSync(scene.pathOf(text.hash))).toBe(false)
    end()
    await half
    world.at('2026-03-02T01:00:00.000Z')
  })

  test('leaves no room for who uploads without end', async () => {
    const { world } = opened
    const doors = await openDoors(world, { evidence: { limits: { maxBytes: 60, keptDays: 7 } } })
    try {
      const scene = evidenceScene(doors)
      const answers: Json[] = []
      const kept: string[] = []
      for (let n = 0; n < 60 && answers.length === 0; n++) {
        const bytes = Buffer.alloc(60, `${String(n)}.`)
        const answer = await scene.upload('legal-1', { bytes })
        if (answer['refusal']) answers.push(answer)
        else kept.push(answer['hash'] ?? '')
      }
      expect(answers.map(refusalOf)).toMatchObject([{ kind: 'NOT_NOW', rule: 'evidence.crowded' }])
      expect(kept).toHaveLength(40)
      await scene.complaint(AS, kept.slice(0, 5))
      const bytes = Buffer.alloc(60, 'x')
      expect((await scene.upload('legal-1', { bytes }))['__typename']).toBe('EvidenceKept')
    } finally {
      await doors.stop()
    }
  })
})

describe('verify', () => {
  test('names every missing, altered and unrecorded file with its entry, and nothing else', async () => {
    const own = await openEvidence()
    try {
      const { world, doors, scene } = own
      const [here, gone, changed, longer, struck, nowhere] = Array.from({ length: 6 }, newText) as [
        ReturnType<typeof newText>,
        ...ReturnType<typeof newText>[],
      ]
      const all = [here, gone, changed, longer, struck] as ReturnType<typeof newText>[]
      for (const { bytes } of all) await scene.upload(AS, { bytes })
      // Nobody refers to this one, so nobody misses it.
      const idle = newText()
      await scene.upload(AS, { bytes: idle.bytes })
      await scene.complaint(AS, [...all.map(({ hash }) => hash), nowhere?.hash ?? ''])
      const found = async () => {
        const options = {
          mechanisms: EDITIONS,
          institution: INSTITUTION,
          evidence: { folder: doors.evidenceFolder },
        }
        const [report] = await verify(world.pool, options)
        return report?.differences ?? []
      }
      expect(await found()).toEqual([])
      const write = (hash: string, bytes: Buffer) => {
        chmodSync(scene.pathOf(hash), 0o600)
        writeFileSync(scene.pathOf(hash), bytes)
      }
      rmSync(scene.pathOf(gone?.hash ?? ''))
      rmSync(scene.pathOf(idle.hash))
      write(changed?.hash ?? '', Buffer.from(changed?.bytes ?? '').fill(0x61))
      write(longer?.hash ?? '', Buffer.concat([longer?.bytes ?? Buffer.alloc(0), Buffer.from('.')]))
      await asOwner(world.database, (client) =>
        client.query('delete from evidence where hash = $1', [struck?.hash]),
      )
      const differences = await found()
      const said = differences.map(({ kind, what, position, entry, process }) => [
        kind,
        /[0-9a-f]{64}/.exec(what.en)?.[0],
        [position, entry, process].every((place) => place !== undefined),
      ])
      expect(said).toEqual([
        ['missingFile', gone?.hash, true],
        ['alteredFile', changed?.hash, true],
        ['alteredFile', longer?.hash, true],
        ['unrecordedFile', struck?.hash, true],
      ])
    } finally {
      await own.close()
    }
  })
})

describe('an object store', () => {
  let stub: S3Stub
  beforeAll(async () => {
    stub = await s3Stub()
  })
  afterAll(() => stub?.close())
  const keyOf = (hash: string) => `/bucket/evidence/${INSTITUTION}/${hash.slice(0, 2)}/${hash}`

  test('keeps, shows, hands out and lets go of files by signed requests', async () => {
    const { world } = opened
    const doors = await openDoors(world, { evidence: { store: s3Store(stub) } })
    try {
      const scene = evidenceScene(doors)
      const { bytes, hash } = newText()
      expect(await scene.upload(AS, { bytes })).toMatchObject({ hash })
      expect(stub.objects.get(keyOf(hash))).toEqual(bytes)
      expect(scene.incoming()).toEqual([])
      const process = await scene.complaint(AS, [hash])
      const files = await scene.files(AS, process)
      expect(files['nodes']).toMatchObject([{ state: 'PRESENT' }])
      const url = String(files['nodes']?.[0]?.['download']?.['url'])
      const answer = await fetch(doors.url + url)
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes)
      stub.objects.set(keyOf(hash), Buffer.from(bytes).fill(0x61))
      expect(await statesOf(process, scene)).toEqual(['ALTERED'])
      stub.objects.delete(keyOf(hash))
      expect(await statesOf(process, scene)).toEqual(['MISSING'])
      const idle = newText()
      await scene.upload(AS, { bytes: idle.bytes })
      world.at('2026-03-09T01:00:00.000Z')
      expect(await doors.evidence.sweeper.round()).toBeGreaterThan(0)
      expect(stub.objects.has(keyOf(idle.hash))).toBe(false)
      world.at('2026-03-02T01:00:00.000Z')
      expect(stub.refused).toEqual([])
    } finally {
      await doors.stop()
    }
  })

  test('that refuses or does not answer is unavailable, and nothing is kept', async () => {
    const { world } = opened
    const nowhere = 'http://127.0.0.1:9/bucket'
    for (const wrong of [{ secretAccessKey: 'another' }, { url: nowhere }]) {
      const doors = await openDoors(world, {
        evidence: { store: s3Store({ ...stub, ...wrong }) },
      })
      try {
        const scene = evidenceScene(doors)
        const { bytes, hash } = newText()
        await expect(scene.upload(AS, { bytes })).rejects.toThrow()
        const url = await scene.slot(bytes)
        const put = await scene.put(url, bytes)
        expect(put.status).toBe(503)
        expect(JSON.stringify(await put.json())).toContain('UNAVAILABLE')
        const process = await scene.complaint(AS, [hash])
        expect(await statesOf(process)).toEqual(['NEVER_UPLOADED'])
        expect(stub.objects.has(keyOf(hash))).toBe(false)
      } finally {
        await doors.stop()
      }
    }
  })
})

test('a folder that cannot be written keeps nothing and says nothing of itself', async () => {
  const { world, doors } = opened
  const blocked = path.join(doors.evidenceFolder, 'blocked')
  mkdirSync(path.dirname(blocked), { recursive: true })
  writeFileSync(blocked, 'a file where a folder should be')
  const other = await openDoors(world, { evidence: { store: folderStore(blocked) } })
  try {
    const { bytes } = newText()
    const scene = evidenceScene(other)
    const answer = await scene.put(await scene.slot(bytes), bytes)
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toContain(blocked)
  } finally {
    await other.stop()
  }
})
