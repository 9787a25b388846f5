/**
 * `xiaobao verify-file`: is a case file what it says? It needs the file and the keys that are trusted, and
 * neither a database nor a network.
 */
import { readFile, stat, writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { readCaseFile } from '../engine/core/case-file.ts'
import type { Mechanism } from '../engine/core/mechanism.ts'
import { parseNote } from '../engine/core/note.ts'
import { isLogKey, isWitnessKey } from '../engine/runtime/case-file/check.ts'
import type { CaseProblem } from '../engine/runtime/case-file/finding.ts'
import { pageOf } from './case-file/page.ts'
import { verifyFile, verifyProof } from './case-file/verification.ts'
import type { FileReport, FileTrust } from './case-file/verification.ts'
import { sm3Of } from './sm3.ts'

/** Larger than any file that is made here. */
const BYTES_MAX = 256 * 1024 * 1024

interface Options {
  readonly key: readonly string[]
  readonly witness: readonly string[]
  readonly leaf?: string
  readonly page?: string
  readonly sm3?: true
  readonly json?: true
}

const collected = (value: string, before: readonly string[]): readonly string[] => [
  ...before,
  value,
]

/** Adds the command to the program; `print` gets whole lines, `end` the exit code. */
export function registerVerifyFile(
  program: Command,
  mechanisms: readonly Mechanism[],
  { print, end }: { readonly print: (line: string) => void; readonly end: (code: number) => void },
): void {
  program
    .command('verify-file')
    .argument('<file>', 'a case file, or with --leaf the proof of one entry')
    .description(
      'check a case file without database or network; exit code 0: proven under a key given here, 1: something does not hold, 2: it holds, but no key was given',
    )
    .option(
      '--key <vkey>',
      'verifier key of the trail that you trust; may be given again',
      collected,
      [],
    )
    .option(
      '--witness <vkey>',
      'verifier key of a witness that must have cosigned; may be given again',
      collected,
      [],
    )
    .option('--leaf <file>', 'the leaf of the entry whose proof (tlog-proof) the file is')
    .option('--page <file>', 'write the page anew, from the data that was checked')
    .option(
      '--sm3',
      'print the SM3 digests (GB/T 32905) of the file and of the text of its checkpoint',
    )
    .option('--json', 'print JSON')
    .action(async (name: string, options: Options) => {
      const trust = { keys: options.key, witnesses: options.witness }
      checkKeys(trust)
      const content = await contentOf(name)
      const report =
        options.leaf === undefined
          ? await verifyFile(content, trust, mechanisms)
          : verifyProof(content, await leafOf(options.leaf, trust), trust)
      if (options.page !== undefined && report.outcome !== 'fails')
        await rewrite(content, options.page)
      const sm3 = options.sm3 ? await digestsOf(name, content) : undefined
      const lines = options.json
        ? [JSON.stringify(sm3 ? { ...report, sm3 } : report)]
        : [...linesOf(report), ...(sm3 ? digestLines(sm3) : [])]
      for (const line of lines) print(line)
      end({ proven: 0, fails: 1, untrusted: 2 }[report.outcome])
    })
}

function checkKeys({ keys, witnesses }: FileTrust): void {
  const wrong = keys.find((key) => !isLogKey(key)) ?? witnesses.find((key) => !isWitnessKey(key))
  if (wrong !== undefined)
    throw new Error(
      `${wrong} is not the verifier key of ${keys.includes(wrong) ? 'a trail (--key)' : 'a witness (--witness)'}. It has the form <name>+<hash>+<base64>.`,
    )
}

/** Its bytes as they are hashed: a line break at the end is the tool's that wrote the file. */
async function leafOf(name: string, { keys }: FileTrust): Promise<string> {
  if (keys.length === 0)
    throw new Error('A proof holds no key of its own: give the verifier key of the trail by --key.')
  return (await contentOf(name)).replace(/\n$/, '')
}

async function contentOf(name: string): Promise<string> {
  const found = await stat(name).catch(() => undefined)
  if (!found?.isFile()) throw new Error(`There is no file ${name}`)
  if (found.size > BYTES_MAX) throw new Error(`${name} is larger than any case file`)
  return readFile(name, 'utf8')
}

/** SM3 in hex, and null where the OpenSSL of this machine was built without it. */
interface Digests {
  readonly file: string | null
  /** Of what is signed: the text of the note. Absent where there is no note. */
  readonly checkpoint?: string | null
}

async function digestsOf(name: string, content: string): Promise<Digests> {
  const read = readCaseFile(content)
  // A proof ends with the note of its checkpoint.
  const note = 'file' in read ? read.file.checkpoint : content.slice(content.indexOf('\n\n') + 2)
  const text = parseNote(note)?.text
  return {
    file: sm3Of(await readFile(name)) ?? null,
    ...(text === undefined ? {} : { checkpoint: sm3Of(text) ?? null }),
  }
}

const NO_SM3 =
  'not computed: the OpenSSL of this machine was built without SM3 · 本机OpenSSL不支持SM3，未计算'
const digestLines = ({ file, checkpoint }: Digests): string[] => [
  `SM3 of the file · 文件的SM3摘要: ${file ?? NO_SM3}`,
  ...(checkpoint === undefined
    ? []
    : [`SM3 of the checkpoint's text · 检查点所签文本的SM3摘要: ${checkpoint ?? NO_SM3}`]),
]

async function rewrite(content: string, name: string): Promise<void> {
  const read = readCaseFile(content)
  if ('file' in read) await writeFile(name, pageOf(read.file), { mode: 0o600, flag: 'wx' })
}

const MARKS = { holds: 'ok  ', fails: 'FAIL', open: '?   ' } as const
const placeOf = ({ position }: CaseProblem): string =>
  position === undefined ? '' : `#${String(position)}: `
const valuesOf = ({ expected, found }: CaseProblem): string =>
  expected === undefined ? '' : ` (follows: ${expected}; in the file: ${found ?? '–'})`

function linesOf({ outcome, process, entries, size, keys, steps }: FileReport): string[] {
  const about =
    entries === undefined
      ? []
      : [`${process ?? 'One entry'}: ${String(entries)} of ${String(size ?? 0)} entries`]
  const last = {
    proven: ['Proven under the key that you gave. · 以所给密钥核对成立。'],
    fails: ['NOT PROVEN: see what failed above. · 核对不成立，见上。'],
    untrusted: [
      'It holds together, but NOTHING SAYS WHOSE IT IS: it was checked with the key that stands in the file itself,',
      'which whoever made the file could choose. Get the verifier key from the institution, and give it by --key.',
      '案卷前后相合，但所用密钥出自文件本身，不能说明由谁签署。请向机构索取密钥，以 --key 给出。',
      ...keys.map((key) => `  the key in the file · 文件内的密钥: ${key}`),
    ],
  }[outcome]
  return [
    ...about,
    ...steps.flatMap(({ step, verdict, says, problems }) => [
      `${MARKS[verdict]} ${step.padEnd(11)} ${says.en} · ${says.zh}`,
      ...problems.map((p) => `       ${placeOf(p)}${p.what.en} · ${p.what.zh}${valuesOf(p)}`),
    ]),
    ...last,
  ].map(harmless)
}

/** What stands in a file must not move the cursor of whoever reads about it. */
const harmless = (line: string): string => line.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\ufffd')
