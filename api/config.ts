// The environment is read here and nowhere else.

import { accessSync, constants, existsSync } from 'node:fs'
import { isIP, isIPv4 } from 'node:net'
import path from 'node:path'
import { COSIGNATURE } from '../engine/core/note.ts'
import { nameOf, parseVkey } from '../engine/runtime/signing.ts'
import type { WitnessAt } from '../engine/runtime/witness-client.ts'

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

export type LogLevel = (typeof LOG_LEVELS)[number]

/** Who says that a token is good. */
export interface IdentityProvider {
  /** The issuer that tokens must name; its keys are discovered unless there is a key file. */
  readonly issuer: string | undefined
  /** The audience that tokens must name. */
  readonly audience: string | undefined
  /** An absolute path of a JSON Web Key Set. */
  readonly jwksFile: string | undefined
}

/** How this process was asked to run. */
export interface Config {
  /** 0 means any free port. */
  readonly port: number
  readonly host: string
  /** Absolute. The embedded database and the files of evidence lie here. */
  readonly dataDir: string
  /** Undefined means the embedded database. */
  readonly databaseUrl: string | undefined
  /** Undefined means tokens issued by this server, which is for one machine only. */
  readonly identity: IdentityProvider | undefined
  /** Name under which the heads of the trails are signed. */
  readonly trailName: string
  /** Absolute. The folder of the keys that sign them. */
  readonly keysDir: string
  /** How often the head of a trail that has grown is signed. */
  readonly sealIntervalMs: number
  /** Whether heads are signed by SM2 too (GB/T 32918). */
  readonly sealSm2: boolean
  /** Witnesses to which the heads are sent. */
  readonly witnesses: readonly WitnessAt[]
  readonly logLevel: LogLevel
  /** Absent: the defaults. */
  readonly evidence?: EvidenceConfig
}

/** How files of evidence are kept. */
export interface EvidenceConfig {
  /** The largest file, in bytes. */
  readonly maxBytes: number
  /** Days after which a file that no entry refers to is swept. */
  readonly keptDays: number
  /** Undefined means the data folder. */
  readonly s3?: {
    /** `https://host/bucket`, and a prefix where one is wanted. */
    readonly url: string
    readonly region: string
    readonly accessKeyId: string
    readonly secretAccessKey: string
  }
}

/** A variable has a wrong value. The message names it, what it means, and an example. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly variable: string

  constructor(variable: string, problem: string) {
    const [means, example] = VARIABLES[variable] ?? ['', '']
    super(`${variable} ${problem}.\n  It is ${means}.\n  Example: ${variable}=${example}`)
    this.variable = variable
  }
}

const VARIABLES: Readonly<Record<string, readonly [means: string, example: string]>> = {
  PORT: ['the TCP port to listen on, 0 for any free one; 4000 when not set', '4000'],
  HOST: [
    'the address to listen on; 127.0.0.1 when not set. Other machines can reach the server only ' +
      'when an identity provider is set (OIDC_ISSUER and OIDC_AUDIENCE, or JWKS_FILE)',
    '127.0.0.1',
  ],
  DATA_DIR: ['the folder of the embedded database; ./data when not set', '/srv/xiaobao'],
  DATABASE_URL: [
    'the PostgreSQL (15 or newer) to use instead of the embedded one',
    'postgresql://xiaobao:secret@db.example.org:5432/xiaobao',
  ],
  OIDC_ISSUER: ['the OpenID Connect issuer of the tokens', 'https://login.example.org'],
  OIDC_AUDIENCE: ['the audience that the tokens must name', 'xiaobao'],
  JWKS_FILE: ['a file with the keys of the tokens (JSON Web Key Set)', '/etc/xiaobao/jwks.json'],
  TRAIL_NAME: [
    'the name under which the heads of the trails are signed, like a host name and unique to this house; xiaobao.local when not set',
    'xiaobao.bank.example',
  ],
  KEYS_DIR: [
    'the folder of the keys that sign the heads of the trails, and of the master key of personal values; the folder keys of DATA_DIR when not set',
    '/etc/xiaobao/keys',
  ],
  SEAL_INTERVAL_MS: [
    'how often the head of a trail that has grown is signed, in milliseconds from 100 to 3600000; 1000 when not set',
    '5000',
  ],
  SEAL_SM2: [
    'whether each head is signed by an SM2 key too, beside Ed25519 (GB/T 32918, GM/T 0003): true or false; false when not set',
    'true',
  ],
  WITNESSES: [
    'the witnesses to which heads are sent, each its address and its verifier key; none when not set',
    '"https://witness.example.org witness.example.org+1a2b3c4d+BAAA…, https://other.example.net other+…"',
  ],
  EVIDENCE_MAX_MIB: ['the largest file of evidence in MiB, 1 to 2000; 50 when not set', '200'],
  EVIDENCE_KEPT_DAYS: [
    'after how many days a file that no entry refers to is swept, 1 to 365; 7 when not set',
    '30',
  ],
  EVIDENCE_S3_URL: [
    'the S3-compatible bucket that keeps the files of evidence instead of DATA_DIR, as ' +
      'https://host/bucket or https://host/bucket/prefix; http only on this machine',
    'https://s3.example.org/xiaobao-evidence',
  ],
  EVIDENCE_S3_REGION: ['the region that requests to the bucket are signed for', 'cn-north-1'],
  EVIDENCE_S3_KEY: ['the id of the access key of the bucket', 'AKIAEXAMPLE'],
  EVIDENCE_S3_SECRET: ['the secret of the access key of the bucket', '(kept secret)'],
  LOG_LEVEL: [`one of ${LOG_LEVELS.join(', ')}; info when not set`, 'info'],
}

/** Environment variables; one that is empty counts as not set. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads the configuration.
 *
 * @throws ConfigError at the first wrong value
 */
export function readConfig(env: Environment = process.env): Config {
  const identity = readIdentity(env)
  return Object.freeze({
    port: readPort(env),
    host: readHost(env, identity),
    dataDir: path.resolve(valueOf(env, 'DATA_DIR') ?? 'data'),
    databaseUrl: readDatabaseUrl(env),
    identity,
    trailName: readTrailName(env),
    keysDir: path.resolve(
      valueOf(env, 'KEYS_DIR') ?? path.join(valueOf(env, 'DATA_DIR') ?? 'data', 'keys'),
    ),
    sealIntervalMs: readSealInterval(env),
    sealSm2: readSealSm2(env),
    witnesses: readWitnesses(env),
    logLevel: readLogLevel(env),
    evidence: readEvidence(env),
  })
}

/** The folder of package.json, whether this runs from the sources or from dist. */
export function packageRoot(): string {
  let folder = import.meta.dirname
  while (!existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder)
    if (parent === folder) throw new Error(`There is no package.json above ${import.meta.dirname}`)
    folder = parent
  }
  return folder
}

/** True when only this machine can reach the address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))
}

function valueOf(env: Environment, variable: string): string | undefined {
  const value = env[variable]?.trim()
  return value === '' ? undefined : value
}

function readPort(env: Environment): number {
  const value = valueOf(env, 'PORT')
  if (value === undefined) return 4000
  const port = Number(value)
  if (!/^\d+$/.test(value) || port > 65_535)
    throw new ConfigError('PORT', `is ${value}, which is not a port between 0 and 65535`)
  return port
}

function readHost(env: Environment, identity: IdentityProvider | undefined): string {
  const host = (valueOf(env, 'HOST') ?? '127.0.0.1').replace(/^\[(.*)\]$/, '$1').toLowerCase()
  const isName = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(host) && !/^[\d.]+$/.test(host)
  if (isIP(host) === 0 && !isName)
    throw new ConfigError('HOST', `is ${host}, which is neither an address nor a host name`)
  if (identity === undefined && !isLoopback(host))
    throw new ConfigError(
      'HOST',
      `is ${host}, where other machines reach the server, but there is no identity provider: ` +
        'anybody could act as anybody',
    )
  return host
}

function readTrailName(env: Environment): string {
  const name = valueOf(env, 'TRAIL_NAME') ?? 'xiaobao.local'
  if (!/^[a-z0-9]([a-z0-9./-]*[a-z0-9])?$/.test(name) || name.length > 200)
    throw new ConfigError('TRAIL_NAME', 'is not like a host name')
  return name
}

function readSealInterval(env: Environment): number {
  const value = valueOf(env, 'SEAL_INTERVAL_MS') ?? '1000'
  const ms = Number(value)
  if (!/^\d+$/.test(value) || ms < 100 || ms > 3_600_000)
    throw new ConfigError('SEAL_INTERVAL_MS', 'is not a number of milliseconds from 100 to 3600000')
  return ms
}

function readSealSm2(env: Environment): boolean {
  const value = valueOf(env, 'SEAL_SM2') ?? 'false'
  if (value !== 'true' && value !== 'false')
    throw new ConfigError('SEAL_SM2', `is ${value}, which is neither true nor false`)
  return value === 'true'
}

function readWitnesses(env: Environment): readonly WitnessAt[] {
  const witnesses = (valueOf(env, 'WITNESSES') ?? '')
    .split(',')
    .filter((pair) => pair.trim() !== '')
    .map((pair) => witnessIn(pair.trim().split(/\s+/)))
  const names = witnesses.map(({ vkey }) => nameOf(vkey))
  if (new Set(names).size < names.length)
    throw new ConfigError('WITNESSES', 'names one witness twice')
  return witnesses
}

function witnessIn([address = '', vkey = '', ...rest]: readonly string[]): WitnessAt {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || !['http:', 'https:'].includes(url.protocol) || rest.length > 0)
    throw new ConfigError('WITNESSES', 'is not pairs of an address and a verifier key')
  if (parseVkey(vkey)?.algorithm !== COSIGNATURE)
    throw new ConfigError('WITNESSES', `has no verifier key of a witness behind ${url.origin}`)
  return { url: address, vkey }
}

function readDatabaseUrl(env: Environment): string | undefined {
  const value = valueOf(env, 'DATABASE_URL')
  if (value === undefined) return undefined
  // A url of a unix socket has no host, which URL does not accept.
  const parsable = value.replace('@/', '@socket/').replace(':///', '://socket/')
  // The value is not repeated: it may hold a password.
  if (!/^postgres(ql)?:\/\//.test(value) || !URL.canParse(parsable))
    throw new ConfigError('DATABASE_URL', 'is not the URL of a PostgreSQL database')
  return value
}

function readIdentity(env: Environment): IdentityProvider | undefined {
  const issuer = valueOf(env, 'OIDC_ISSUER')
  const audience = valueOf(env, 'OIDC_AUDIENCE')
  const jwksFile = readJwksFile(env)
  if (issuer === undefined && audience === undefined && jwksFile === undefined) return undefined
  if (issuer !== undefined && audience === undefined)
    throw new ConfigError('OIDC_AUDIENCE', 'is not set, but OIDC_ISSUER is')
  if (issuer === undefined && jwksFile === undefined)
    throw new ConfigError('OIDC_ISSUER', 'is not set, but OIDC_AUDIENCE is')
  if (issuer !== undefined && !isIssuer(issuer))
    throw new ConfigError('OIDC_ISSUER', `is ${issuer}, which is not an https URL`)
  return Object.freeze({ issuer, audience, jwksFile })
}

function isIssuer(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname } = new URL(value)
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
}

function readJwksFile(env: Environment): string | undefined {
  const value = valueOf(env, 'JWKS_FILE')
  if (value === undefined) return undefined
  const file = path.resolve(value)
  try {
    accessSync(file, constants.R_OK)
    return file
  } catch {
    throw new ConfigError('JWKS_FILE', `is ${value}, which is not a readable file`)
  }
}

function readLogLevel(env: Environment): LogLevel {
  const value = valueOf(env, 'LOG_LEVEL')
  if (value === undefined) return 'info'
  const level = LOG_LEVELS.find((known) => known === value)
  if (level === undefined) throw new ConfigError('LOG_LEVEL', `is ${value}`)
  return level
}

const MIB = 1_048_576
function readEvidence(env: Environment): EvidenceConfig {
  const s3 = readS3(env)
  return Object.freeze({
    maxBytes: readNumber(env, 'EVIDENCE_MAX_MIB', { least: 1, most: 2000, unset: 50 }) * MIB,
    keptDays: readNumber(env, 'EVIDENCE_KEPT_DAYS', { least: 1, most: 365, unset: 7 }),
    ...(s3 ? { s3 } : {}),
  })
}

interface Bounds {
  readonly least: number
  readonly most: number
  readonly unset: number
}
function readNumber(env: Environment, variable: string, { least, most, unset }: Bounds): number {
  const value = valueOf(env, variable)
  if (value === undefined) return unset
  const number = Number(value)
  if (!/^\d+$/.test(value) || number < least || number > most)
    throw new ConfigError(variable, `is ${value}, which is not a number from ${least} to ${most}`)
  return number
}

function readS3(env: Environment): EvidenceConfig['s3'] {
  const url = valueOf(env, 'EVIDENCE_S3_URL')
  const rest = ['EVIDENCE_S3_REGION', 'EVIDENCE_S3_KEY', 'EVIDENCE_S3_SECRET'] as const
  const [region, accessKeyId, secretAccessKey] = rest.map((name) => valueOf(env, name))
  if (url === undefined) {
    const alone = rest.find((name) => valueOf(env, name) !== undefined)
    if (alone) throw new ConfigError('EVIDENCE_S3_URL', `is not set, but ${alone} is`)
    return undefined
  }
  // The value is not repeated: somebody may have put the secret into it.
  if (!isBucket(url)) throw new ConfigError('EVIDENCE_S3_URL', 'is not the URL of a bucket')
  for (const name of rest)
    if (valueOf(env, name) === undefined)
      throw new ConfigError(name, 'is not set, but EVIDENCE_S3_URL is')
  return Object.freeze({
    url,
    region: region ?? '',
    accessKeyId: accessKeyId ?? '',
    secretAccessKey: secretAccessKey ?? '',
  })
}

function isBucket(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname, pathname, username, search, hash } = new URL(value)
  const safe = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
  return (
    safe && username === '' && search === '' && hash === '' && /^(\/[\w.-]+)+\/?$/.test(pathname)
  )
}
