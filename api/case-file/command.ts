/** `xiaobao case-file`: one process as a file, for the operator, or as a person may read it. */
import { writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { Editions } from '../../engine/core/editions.ts'
import type { Instant, Uuid } from '../../engine/core/values.ts'
import type { Engine, Viewer } from '../../engine/runtime/engine.ts'
import type { Reads } from '../../engine/runtime/reader.ts'
import { caseForViewer, makeCase } from '../case-file.ts'
import type { MadeCase } from '../case-file.ts'
import { createContext } from '../context.ts'
import { decodeId, isUuid } from '../graphql/ids.ts'
import { viewerNamed } from '../person.ts'

interface Options {
  readonly out: string
  readonly institution?: string
  readonly person?: string
  readonly withheld?: true
}

/** The house as this command finds it. */
export interface House {
  readonly engine: Engine
  readonly issuer: string
  readonly editions: Editions
  readonly institutions: () => Promise<readonly Uuid[]>
  readonly readsOf: (institution: Uuid) => Reads
  readonly now: () => Instant
}

/** Adds the command to the program. */
export function registerCaseFile(
  program: Command,
  withHouse: <T>(work: (house: House) => Promise<T>) => Promise<T>,
  print: (line: string) => void,
): void {
  program
    .command('case-file')
    .argument('<process>', 'its id, or its number such as M07-2026-000012')
    .description(
      'write one process as a file that proves itself: entries, proofs, the law as cited; personal values are in it only where a person is named who may read them',
    )
    .requiredOption('--out <file>', 'where to write it; a file that exists is not replaced')
    .option(
      '--person <person>',
      'subject or id of the person as whom to read, with personal values',
    )
    .option('--withheld', 'as that person, but without personal values')
    .option('--institution <id>', 'one institution instead of all')
    .action((process: string, options: Options) =>
      withHouse(async (house) => {
        const made = await caseOf(house, process, options)
        if (!made)
          throw new Error(
            `There is no process ${process}${options.person === undefined ? '' : ` that ${options.person} may read`}.`,
          )
        // It may hold personal values: it is for the one who asked.
        await writeFile(options.out, made.html, { mode: 0o600, flag: 'wx' })
        print(`${options.out}: ${String(Buffer.byteLength(made.html))} bytes`)
        print(
          `Check it with: npx xiaobao verify-file ${options.out} --key <verifier key of the trail>`,
        )
      }),
    )
}

async function caseOf(house: House, process: string, options: Options): Promise<MadeCase | null> {
  const { person, institution } = options
  if (person !== undefined) {
    const hint = 'Name the person by --person as the identity provider knows it.'
    const viewer = await viewerNamed(house, {
      person,
      hint,
      ...(institution === undefined ? {} : { institution }),
    })
    return asPerson(house, viewer, { process, personal: options.withheld !== true })
  }
  for (const one of institution === undefined ? await house.institutions() : [institution]) {
    const id = await idOf(house.readsOf(one), one, process)
    const made =
      id === undefined
        ? null
        : await makeCase(house, { institution: one, process: id, personal: false })
    if (made) return made
  }
  return null
}

async function asPerson(
  house: House,
  viewer: Viewer,
  { process, personal }: { readonly process: string; readonly personal: boolean },
): Promise<MadeCase | null> {
  const context = createContext(house, viewer, 'case-file')
  const id = await idOf(context.reads, viewer.institution, process)
  return id === undefined
    ? null
    : caseForViewer(id, personal, { context, registry: { editions: house.editions } })
}

/** The uuid of a process by its id, global or not, or by its reference. */
async function idOf(reads: Reads, institution: Uuid, process: string): Promise<Uuid | undefined> {
  if (isUuid(process)) return process
  const named = decodeId(process)
  if (named) return named.id
  const where = { institution, reference: process }
  return (await reads.process.findFirst({ where, select: { id: true } }))?.id
}
