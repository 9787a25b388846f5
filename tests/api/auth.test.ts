// Who comes in: every way in which a token may be wrong, and persons of several institutions.

import { createHmac, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { SignJWT, UnsecuredJWT, exportJWK, generateKeyPair } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { foundInstitution } from '../../api/demo.ts'
import { createAdmission } from '../../api/auth.ts'
import { LOCAL_ISSUER, ProviderError, createVerifier, issueToken } from '../../api/tokens.ts'
import type { Day } from '../../engine/core/values.ts'
import { AUDIENCE, openDoors, signingKeys } from '../support/client.ts'
import type { Doors } from '../support/client.ts'
import { INSTITUTION, ISSUER, createWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

const OTHER = '0198c0de-0000-7000-8000-000000000002'
const QUERY = JSON.stringify({ query: '{ viewer { person { id } } }' })
const JSON_TYPE = { 'content-type': 'application/json' }
let world: World
let doors: Doors

beforeAll(async () => {
  world = await createWorld()
  await foundInstitution(world.engine, {
    institution: OTHER,
    process: '0198c0de-0000-7000-8000-0000000000a2',
    name: 'Other institution',
    issuer: ISSUER,
    from: '2020-01-01' as Day,
    people: [{ subject: 'regulator-1', name: 'Regulator', body: 'regulator' }],
  })
  doors = await openDoors(world)
})
afterAll(async () => {
  await doors?.stop()
  await world?.close()
})

const seconds = (offset: number): number => Date.parse(world.now()) / 1000 + offset
const claims = () => ({ sub: 'protection-1', iss: ISSUER, aud: AUDIENCE, exp: seconds(3600) })
const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const bearer = (token: string) => `Bearer ${token}`

describe('401 without a word of the reason', () => {
  test.each<[name: string, header: () => Promise<string | undefined> | string | undefined]>([
    ['no header', () => undefined],
    ['an empty header', () => ''],
    ['another scheme', () => 'Basic cHJvdGVjdGlvbi0xOng='],
    ['no token', () => 'Bearer'],
    ['two tokens', async () => `Bearer ${await doors.token('protection-1')} x`],
    ['not a token', () => bearer('abc')],
    ['an endless token', () => bearer('a'.repeat(9000))],
    ['expired', async () => bearer(await doors.token('protection-1', { exp: seconds(-60) }))],
    ['not valid yet', async () => bearer(await doors.token('protection-1', { nbf: seconds(600) }))],
    [
      'without an end',
      async () => bearer(await doors.token('protection-1', { exp: undefined as never })),
    ],
    [
      'another issuer',
      async () => bearer(await doors.token('protection-1', { iss: 'https://other.invalid' })),
    ],
    ['for others', async () => bearer(await doors.token('protection-1', { aud: 'others' }))],
    [
      'without a subject',
      async () => bearer(await doors.token('protection-1', { sub: undefined as never })),
    ],
    ['an empty subject', async () => bearer(await doors.token(''))],
    ['unsigned', () => bearer(new UnsecuredJWT(claims()).encode())],
    [
      'another key',
      async () => {
        const { privateKey } = await generateKeyPair('ES256')
        return bearer(
          await new SignJWT(claims())
            .setProtectedHeader({ alg: 'ES256', kid: 'one' })
            .sign(privateKey),
        )
      },
    ],
    [
      'signed with the public key as a shared secret',
      async () => {
        const head = `${base64({ alg: 'HS256', kid: 'one' })}.${base64(claims())}`
        return bearer(`${head}.${createHmac('sha256', 'public').update(head).digest('base64url')}`)
      },
    ],
    [
      'claims changed after signing',
      async () => {
        const [head, , signature] = (await doors.token('protection-1')).split('.')
        return bearer(`${head}.${base64({ ...claims(), sub: 'board-1' })}.${signature}`)
      },
    ],
    [
      'a short RSA key',
      async () => {
        const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
        return bearer(
          await new SignJWT(claims())
            .setProtectedHeader({ alg: 'RS256', kid: 'one' })
            .sign(privateKey),
        )
      },
    ],
  ])('%s', async (_name, header) => {
    const authorization = await header()
    const reply = await doors.send({
      headers: { ...JSON_TYPE, ...(authorization === undefined ? {} : { authorization }) },
      body: QUERY,
    })
    expect(reply.status).toBe(401)
    expect(reply.headers.get('www-authenticate')).toContain('Bearer')
    expect(reply.body.errors?.map((e) => e.extensions)).toEqual([{ code: 'UNAUTHENTICATED' }])
    expect(reply.body.data).toBeUndefined()
  })

  test('a token that was good until it expired', async () => {
    const token = await doors.token('protection-2', { exp: seconds(120) })
    const send = () =>
      doors.send({ headers: { ...JSON_TYPE, authorization: bearer(token) }, body: QUERY })
    expect((await send()).status).toBe(200)
    world.at(new Date(Date.parse(world.now()) + 119_000).toISOString())
    expect((await send()).status).toBe(200)
    world.at(new Date(Date.parse(world.now()) + 10_000).toISOString())
    expect((await send()).status).toBe(401)
  })
})

test('503 while the identity provider cannot be asked', async () => {
  const admit = createAdmission(
    { verify: () => Promise.reject(new ProviderError('down')) },
    { memberships: async () => [] },
  )
  await expect(
    admit({ authorization: 'Bearer a.b.c', institution: undefined }),
  ).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE', http: { status: 503 } } })
})

describe('the institution of a request', () => {
  const asked = (as: string, institution?: string) =>
    doors.reply(as, {
      query: '{ viewer { institution } }',
      headers: institution === undefined ? {} : { 'x-institution': institution },
    })

  test('is the only one', async () => {
    expect((await asked('protection-1')).body.data).toEqual({
      viewer: { institution: 'Test institution' },
    })
  })
  test('must be named by who is a person of several', async () => {
    const reply = await asked('regulator-1')
    expect(reply.status).toBe(400)
    expect(reply.body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    expect(reply.body.errors?.[0]?.message).toContain('X-Institution')
    expect((await asked('regulator-1', INSTITUTION)).body.data).toEqual({
      viewer: { institution: 'Test institution' },
    })
    expect((await asked('regulator-1', OTHER)).body.data).toEqual({
      viewer: { institution: 'Other institution' },
    })
  })
  test.each([OTHER, 'nonsense', '', "' or 1=1"])(
    'is refused where one is no person of it: %s',
    async (named) => {
      expect((await asked('protection-1', named)).status).toBe(403)
    },
  )
  test('is none for a stranger', async () => {
    const reply = await asked('stranger')
    expect(reply.status).toBe(403)
    expect(reply.body.errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' })
  })
})

describe('keys', () => {
  const nowMs = () => Date.parse('2026-03-02T00:00:00Z')

  test('of a file are read anew when it changes, and then count for every token', async () => {
    const [one, two] = [await signingKeys(), await signingKeys()]
    let time = nowMs()
    const verifier = await createVerifier({
      identity: { issuer: ISSUER, audience: undefined, jwksFile: one.file },
      dataDir: '/nonexistent',
      nowMs: () => time,
    })
    const good = { sub: 'a', iss: ISSUER, exp: time / 1000 + 3600 }
    const [first, second] = [await one.sign(good), await two.sign(good)]
    await expect(verifier.verify(first)).resolves.toEqual({ issuer: ISSUER, subject: 'a' })
    await expect(verifier.verify(second)).rejects.toThrow('signature')
    writeFileSync(one.file, readFileSync(two.file))
    utimesSync(one.file, 1, 2)
    time += 2000
    await expect(verifier.verify(second)).resolves.toMatchObject({ subject: 'a' })
    await expect(verifier.verify(first)).rejects.toThrow('signature')
    writeFileSync(one.file, '{ half')
    time += 2000
    await expect(verifier.verify(second)).resolves.toMatchObject({ subject: 'a' })
    for (const { folder } of [one, two]) rmSync(folder, { recursive: true })
  })

  test('of an OpenID provider are found by discovery', async () => {
    const pair = await signingKeys()
    let down = true
    const provider = createServer((request, response) => {
      const { port } = provider.address() as AddressInfo
      const answers: Readonly<Record<string, string>> = {
        '/.well-known/openid-configuration': `{"jwks_uri":"http://127.0.0.1:${port}/keys"}`,
        '/keys': readFileSync(pair.file, 'utf8'),
      }
      response.writeHead(down ? 503 : 200).end(answers[request.url ?? ''])
    })
    await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
    const issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
    const identity = { issuer, audience: AUDIENCE, jwksFile: undefined }
    const verifier = await createVerifier({ identity, dataDir: '/nonexistent', nowMs })
    const good = { sub: 'a', iss: issuer, aud: AUDIENCE, exp: nowMs() / 1000 + 60 }
    const token = await pair.sign(good)
    // A start does not wait for the provider, and one that was down is asked again.
    await expect(verifier.verify(token)).rejects.toThrow('cannot be found')
    down = false
    await expect(verifier.verify(token)).resolves.toEqual({ issuer, subject: 'a' })
    const other = await pair.sign({ ...good, iss: 'https://other.invalid' })
    await expect(verifier.verify(other)).rejects.toThrow('iss')
    provider.closeAllConnections()
    provider.close()
    rmSync(pair.folder, { recursive: true })
  })

  test('of this house are made once, for its owner alone', async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'xiaobao-data-'))
    const ask = { dataDir, nowMs: nowMs(), hours: 1 }
    const [a, b] = await Promise.all([
      issueToken({ ...ask, subject: 'a' }),
      issueToken({ ...ask, subject: 'b' }),
    ])
    const verifier = await createVerifier({ identity: undefined, dataDir, nowMs })
    await expect(verifier.verify(a)).resolves.toEqual({ issuer: LOCAL_ISSUER, subject: 'a' })
    await expect(verifier.verify(b)).resolves.toEqual({ issuer: LOCAL_ISSUER, subject: 'b' })
    expect(statSync(path.join(dataDir, 'keys/issuer.jwk.json')).mode & 0o777).toBe(0o600)
    const { publicKey } = await generateKeyPair('ES256', { extractable: true })
    expect(await exportJWK(publicKey)).not.toHaveProperty('d')
    rmSync(dataDir, { recursive: true })
  })
})
