import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConfigError, packageRoot, readConfig } from '../../api/config.ts'
import type { Environment } from '../../api/config.ts'

const KEYS = import.meta.filename
const BUCKET = {
  EVIDENCE_S3_URL: 'https://s3.example.org/files/xiaobao',
  EVIDENCE_S3_REGION: 'cn-north-1',
  EVIDENCE_S3_KEY: 'id',
  EVIDENCE_S3_SECRET: 'secret',
}
const OIDC = { OIDC_ISSUER: 'https://login.example.org', OIDC_AUDIENCE: 'xiaobao' }

test('without variables: loopback, the embedded database, tokens of our own', () => {
  const config = readConfig({})
  expect(config).toEqual({
    port: 4000,
    host: '127.0.0.1',
    dataDir: path.resolve('data'),
    databaseUrl: undefined,
    identity: undefined,
    trailName: 'xiaobao.local',
    keysDir: path.resolve('data/keys'),
    sealIntervalMs: 1000,
    sealSm2: false,
    witnesses: [],
    logLevel: 'info',
    evidence: { maxBytes: 50 * 1_048_576, keptDays: 7 },
  })
  expect(Object.isFrozen(config)).toBe(true)
})

test('an empty variable counts as not set', () => {
  const names = ['PORT', 'HOST', 'DATA_DIR', 'DATABASE_URL', 'OIDC_ISSUER', 'JWKS_FILE']
  expect(readConfig(Object.fromEntries(names.map((name) => [name, ' '])))).toEqual(readConfig({}))
})

describe('what is given is taken', () => {
  const cases: readonly (readonly [Environment, object])[] = [
    [{ PORT: '0' }, { port: 0 }],
    [{ PORT: '65535' }, { port: 65_535 }],
    [{ HOST: 'localhost' }, { host: 'localhost' }],
    [{ HOST: '127.1.2.3' }, { host: '127.1.2.3' }],
    [{ HOST: '[::1]' }, { host: '::1' }],
    [{ HOST: '0.0.0.0', ...OIDC }, { host: '0.0.0.0' }],
    [{ HOST: '::', JWKS_FILE: KEYS }, { host: '::' }],
    [{ HOST: 'xiaobao.example.org', ...OIDC }, { host: 'xiaobao.example.org' }],
    [{ DATA_DIR: '/srv/x' }, { dataDir: '/srv/x' }],
    [{ DATA_DIR: 'x/../y' }, { dataDir: path.resolve('y') }],
    [{ DATABASE_URL: 'postgres://u:p@h:5/d' }, { databaseUrl: 'postgres://u:p@h:5/d' }],
    [
      { DATABASE_URL: 'postgresql://u@/d?host=%2Ftmp%2Fx' },
      { databaseUrl: 'postgresql://u@/d?host=%2Ftmp%2Fx' },
    ],
    [{ DATABASE_URL: 'postgresql:///d' }, { databaseUrl: 'postgresql:///d' }],
    [
      OIDC,
      { identity: { issuer: OIDC.OIDC_ISSUER, audience: OIDC.OIDC_AUDIENCE, jwksFile: undefined } },
    ],
    [{ OIDC_ISSUER: 'http://127.0.0.1:9000', OIDC_AUDIENCE: 'x' }, {}],
    [{ JWKS_FILE: KEYS }, { identity: { issuer: undefined, audience: undefined, jwksFile: KEYS } }],
    [
      { JWKS_FILE: KEYS, OIDC_AUDIENCE: 'x' },
      { identity: { issuer: undefined, audience: 'x', jwksFile: KEYS } },
    ],
    [{ LOG_LEVEL: 'silent' }, { logLevel: 'silent' }],
    [{ TRAIL_NAME: 'trail.bank.example/cn' }, { trailName: 'trail.bank.example/cn' }],
    [{ DATA_DIR: '/srv/x' }, { keysDir: '/srv/x/keys' }],
    [{ DATA_DIR: '/srv/x', KEYS_DIR: '/etc/x' }, { keysDir: '/etc/x' }],
    [{ SEAL_INTERVAL_MS: '100' }, { sealIntervalMs: 100 }],
    [{ SEAL_SM2: 'true' }, { sealSm2: true }],
    [{ SEAL_SM2: 'false' }, { sealSm2: false }],
    [
      { EVIDENCE_MAX_MIB: '200', EVIDENCE_KEPT_DAYS: '30' },
      { evidence: { maxBytes: 200 * 1_048_576, keptDays: 30 } },
    ],
    [BUCKET, { evidence: { s3: { url: BUCKET.EVIDENCE_S3_URL, region: 'cn-north-1' } } }],
    [{ ...BUCKET, EVIDENCE_S3_URL: 'http://127.0.0.1:9000/files' }, {}],
  ]
  test.each(cases)('%o', (env, expected) => {
    expect(readConfig(env)).toMatchObject(expected)
  })
})

describe('a wrong value names the variable, what it means and an example', () => {
  const cases: readonly (readonly [string, Environment])[] = [
    ['EVIDENCE_MAX_MIB', { EVIDENCE_MAX_MIB: '2001' }],
    ['EVIDENCE_KEPT_DAYS', { EVIDENCE_KEPT_DAYS: '0' }],
    ['EVIDENCE_S3_URL', { EVIDENCE_S3_REGION: 'cn-north-1' }],
    ['EVIDENCE_S3_URL', { ...BUCKET, EVIDENCE_S3_URL: 'http://s3.example.org/files' }],
    ['EVIDENCE_S3_URL', { ...BUCKET, EVIDENCE_S3_URL: 'https://s3.example.org' }],
    ['EVIDENCE_S3_SECRET', { ...BUCKET, EVIDENCE_S3_SECRET: '' }],
    ['PORT', { PORT: 'http' }],
    ['PORT', { PORT: '65536' }],
    ['PORT', { PORT: '-1' }],
    ['PORT', { PORT: '4000.5' }],
    ['HOST', { HOST: 'a b' }],
    ['HOST', { HOST: '256.0.0.1' }],
    ['HOST', { HOST: '0.0.0.0' }],
    ['HOST', { HOST: '::' }],
    ['HOST', { HOST: '192.168.1.1' }],
    ['HOST', { HOST: '127.0.0.1.example.org' }],
    ['HOST', { HOST: 'localhost.example.org' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://u:hidden@h/d' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgresql://u:hidden@h:port/d' }],
    ['OIDC_AUDIENCE', { OIDC_ISSUER: 'https://login.example.org' }],
    ['OIDC_ISSUER', { OIDC_AUDIENCE: 'x' }],
    ['OIDC_ISSUER', { OIDC_ISSUER: 'http://login.example.org', OIDC_AUDIENCE: 'x' }],
    ['OIDC_ISSUER', { OIDC_ISSUER: 'login', OIDC_AUDIENCE: 'x' }],
    ['JWKS_FILE', { JWKS_FILE: '/does/not/exist' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'verbose' }],
    ['TRAIL_NAME', { TRAIL_NAME: 'a+b' }],
    ['TRAIL_NAME', { TRAIL_NAME: 'Bank Example' }],
    ['SEAL_INTERVAL_MS', { SEAL_INTERVAL_MS: '99' }],
    ['SEAL_INTERVAL_MS', { SEAL_INTERVAL_MS: 'often' }],
    ['SEAL_SM2', { SEAL_SM2: 'yes' }],
  ]
  test.each(cases)('%s of %o', (variable, env) => {
    const error = (() => {
      try {
        return readConfig(env)
      } catch (thrown) {
        return thrown
      }
    })()
    expect(error).toBeInstanceOf(ConfigError)
    expect(error).toMatchObject({ variable })
    const message = String(error)
    expect(message).toMatch(
      new RegExp(`${variable} is .*\\n  It is .+\\n  Example: ${variable}=.+`),
    )
    expect(message).not.toContain('hidden')
  })
})

test('an address of other machines is refused with the reason', () => {
  expect(() => readConfig({ HOST: '0.0.0.0' })).toThrow(/no identity provider.*anybody/)
})

test('the package root holds package.json and the migrations lie below it', () => {
  expect(existsSync(path.join(packageRoot(), 'package.json'))).toBe(true)
  expect(packageRoot()).toBe(path.resolve(import.meta.dirname, '../..'))
})
