/**
 * The keys that sign the trails. The first of each trail is entered by the server where none is; `xiaobao
 * seal-key` shows which are in force and here, rotates them as management, and describes a key kept elsewhere.
 */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { isKeyName, isSm2Key } from '../engine/core/note.ts'
import type { Uuid } from '../engine/core/values.ts'
import type { Engine } from '../engine/runtime/engine.ts'
import type { KeyRing } from '../engine/runtime/keyring.ts'
import type { Reads } from '../engine/runtime/reader.ts'
import { nameOf, publicPemOf, vkeyOfPem } from '../engine/runtime/signing.ts'
import { viewerNamed } from './person.ts'

interface Parts {
  readonly engine: Engine
  readonly readsOf: (institution: Uuid) => Reads
  readonly keys: KeyRing
  /** The name of the house, under which each institution has a trail of its own. */
  readonly trailName: string
}

/** The name of the trail of an institution: the origin of its heads, and of the keys that sign them. */
const originOf = (trailName: string, institution: Uuid): string => `${trailName}/${institution}`

interface Entering extends Parts {
  /** Whether trails are signed by SM2 too. */
  readonly sm2?: boolean
}

/**
 * Enters a key for every institution whose trail nobody signs yet, and one of SM2 where that is wanted and
 * none is there. Sending it again does nothing new.
 */
export async function enterSealKeys(parts: Entering, institutions: readonly Uuid[]): Promise<void> {
  for (const institution of institutions) {
    const house = await houseOf(parts.readsOf(institution), institution)
    if (!house) continue
    const kinds = parts.sm2 === true ? [false, true] : [false]
    for (const sm2 of kinds.filter((kind) => !house.keys.some((k) => isSm2Key(k) === kind)))
      await enterSealKey(parts, { institution, house, sm2 })
  }
}

interface FirstKey {
  readonly institution: Uuid
  readonly house: HouseProcess
  readonly sm2: boolean
}
async function enterSealKey(
  { engine, keys, trailName }: Parts,
  { institution, house, sm2 }: FirstKey,
): Promise<void> {
  const [first] = house.keys
  // A trail keeps the name that it had with its first key.
  const name = first === undefined ? originOf(trailName, institution) : nameOf(first)
  const held = (await keys.all()).find((key) => key.name === name && isSm2Key(key.vkey) === sm2)
  const { vkey } = held ?? (await (sm2 ? keys.createSm2(name) : keys.create(name)))
  await engine.execute(institution, [
    {
      asker: { system: 'keeper' },
      via: 'engine',
      request: sm2 ? 'seal-key-sm2' : 'seal-key',
      mechanism: 'G01',
      process: house.process,
      event: 'enterSealKey',
      payload: { key: vkey },
    },
  ])
}

/** The process of the institution itself, with the keys that it put in force, the last of a kind in force now. */
interface HouseProcess {
  readonly process: Uuid
  readonly keys: readonly string[]
}
async function houseOf(reads: Reads, institution: Uuid): Promise<HouseProcess | undefined> {
  const house = await reads.process.findFirst({
    where: { institution, mechanism: 'G01', final: false },
    select: { id: true, context: true },
  })
  const { sealKeys = [] } = (house?.context ?? {}) as { readonly sealKeys?: readonly string[] }
  return house ? { process: house.id, keys: sealKeys } : undefined
}

/** The house as this command finds it. */
export interface House extends Parts {
  readonly issuer: string
  readonly institutions: readonly Uuid[]
}
export type WithHouse = <T>(work: (house: House) => Promise<T>) => Promise<T>

interface Rotation {
  readonly person: string
  readonly institution?: string
  readonly reason: string
  readonly key?: string
  readonly sm2?: true
}
type Print = (line: string) => void

/** Adds the command to the program; `print` gets whole lines. */
export function registerSealKey(program: Command, withHouse: WithHouse, print: Print): void {
  const command = program
    .command('seal-key')
    .description('the keys that sign the trails: list, rotate and describe them')
  command
    .command('list', { isDefault: true })
    .description('the key in force of each trail, and whether it is on this machine')
    .action(() => withHouse((house) => list(house, print)))
  command
    .command('rotate')
    .description('put a new key in force, by a command of senior management')
    .requiredOption('--reason <reason>', 'why, as it is recorded')
    .option('--person <person>', 'who rotates it: subject or id of a person', 'management-1')
    .option('--institution <id>', 'needed where the person belongs to several')
    .option('--key <verifier key>', 'a key that is kept elsewhere; by default one is made here')
    .option('--sm2', 'make one of SM2, which signs beside the key of Ed25519')
    .action((options: Rotation) => withHouse((house) => rotate(house, options, print)))
  command
    .command('describe')
    .description('print the verifier key of a public key that is kept elsewhere')
    .requiredOption('--public <file>', 'the public key of Ed25519 or SM2, PEM')
    .requiredOption('--name <name>', 'the name of the trail, as `xiaobao seal-key` shows it')
    .action(async (options: { readonly public: string; readonly name: string }) =>
      print(await describe(options)),
    )
  command
    .command('public')
    .description('print a verifier key of Ed25519 or SM2 as a public key, PEM, for OpenSSL')
    .argument('<verifier key>', 'as `xiaobao seal-key` and the entries of the trail show it')
    .action((vkey: string) => {
      const pem = publicPemOf(vkey)
      if (pem === undefined) throw new Error(`${vkey} is no verifier key of a trail.`)
      print(pem.trimEnd())
    })
}

async function list({ keys, institutions, readsOf }: House, print: Print): Promise<void> {
  for (const institution of institutions) {
    const entered = (await houseOf(readsOf(institution), institution))?.keys ?? []
    const inForce = entered.findLast((key) => !isSm2Key(key))
    const sm2 = entered.findLast(isSm2Key)
    const where = async (key: string) =>
      (await keys.signerOf(key)) ? 'on this machine' : 'not on this machine'
    print(`institution ${institution}`)
    print(`  ${inForce ?? 'no key yet: the next start of the server enters one'}`)
    if (inForce !== undefined) print(`  ${await where(inForce)}`)
    // Not at the end of its line: what collects the keys for witnesses takes those of Ed25519 alone.
    if (sm2 !== undefined) print(`  ${sm2} (SM2), ${await where(sm2)}`)
  }
}

async function rotate(house: House, options: Rotation, print: Print): Promise<void> {
  const { engine, keys, readsOf, trailName } = house
  const hint = 'Name somebody of senior management with --person.'
  const { institution, person } = await viewerNamed(house, { ...options, hint })
  const trail = await houseOf(readsOf(institution), institution)
  if (!trail) throw new Error(`Institution ${institution} has no records yet.`)
  const last = trail.keys.at(-1)
  const name = last === undefined ? originOf(trailName, institution) : nameOf(last)
  const given = options.key
  // A key that nobody here can use would end the sealing.
  if (given !== undefined && !(await keys.signerOf(given)))
    throw new Error(`KEYS_DIR has no signer for ${given}. Put its file there first.`)
  const made = () => (options.sm2 ? keys.createSm2(name) : keys.create(name))
  const key = given ?? (await made()).vkey
  const [answer] = await engine.execute(institution, [
    {
      asker: { person },
      via: 'cli',
      request: `seal-key:${randomUUID()}`,
      mechanism: 'G01',
      process: trail.process,
      event: 'rotateSealKey',
      payload: { key, reason: options.reason },
    },
  ])
  if (answer?.kind === 'accepted')
    return print(`In force from entry ${String(answer.entry.position)}: ${key}`)
  throw new Error(
    answer?.kind === 'refused'
      ? `Refused: ${answer.refusal.message.en}`
      : 'Too many refused attempts; try again in a minute.',
  )
}

async function describe(options: {
  readonly public: string
  readonly name: string
}): Promise<string> {
  if (!isKeyName(options.name)) throw new Error('A name has no spaces and no plus signs.')
  const vkey = vkeyOfPem(options.name, await readFile(options.public, 'utf8'))
  if (vkey === undefined) throw new Error(`${options.public} is no public key of Ed25519 or SM2.`)
  return vkey
}
