/**
 * `xiaobao verify-file`: is a case file what it says? It needs the file and the keys that are trusted, and
 * neither a database nor a network.
 */
import { readFile, stat, writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { readCaseFile } from '../engine/core/case-file.ts'
import type { CaseFile } from '../engine/core/case-file.ts'
import { editionsOf } from '../engine/core/editions.ts'
import type { Mechanism } from '../engine/core/mechanism.ts'
import { canonical } from '../engine/core/trail.ts'
import { checkCase, isLogKey, isWitnessKey, keysIn } from '../engine/runtime/case-file/check.ts'
import type { CaseFinding, CaseProblem, PlacedLeaf } from '../engine/runtime/case-file/finding.ts'
import { replayCase } from '../engine/runtime/case-file/replay.ts'
import { text } from '../policies/law.ts'
import type { Text } from '../policies/law.ts'
import { derivedOf } from './case-file.ts'
import { CASE_PAGE, pageOf } from './case-file/page.ts'

/** Larger than any file that is made here. */
const BYTES_MAX = 256 * 1024 * 1024

export interface FileStep extends Pick<CaseFinding, 'verdict' | 'says' | 'problems'> {
  readonly step: CaseFinding['step'] | 'file' | 'replay' | 'texts' | 'page'
}
export interface FileReport {
  /** `proven`: everything holds under a key from outside. `untrusted`: it holds, but nobody says whose key it is. */
  readonly outcome: 'proven' | 'untrusted' | 'fails'
  /** What it is about, as its entries say. */
  readonly process?: string
  readonly entries?: number
  /** How many entries there are under the checkpoint. */
  readonly size?: number
  /** The keys by which the checkpoint was checked. */
  readonly keys: readonly string[]
  readonly steps: readonly FileStep[]
}

export interface FileTrust {
  readonly keys: readonly string[]
  readonly witnesses: readonly string[]
}

/** Verifies the text of a file. Never throws for what is in it. */
export async function verifyFile(
  content: string,
  trust: FileTrust,
  mechanisms: readonly Mechanism[],
): Promise<FileReport> {
  const read = readCaseFile(content)
  if ('problem' in read) return unreadable(read.problem, trust)
  const { file } = read
  const checked = checkCase(file, trust)
  const { leaves } = checked
  const whole = leaves.length === file.entries.length
  const steps: FileStep[] = [
    ...checked.findings,
    whole ? safely('replay', () => replayed(file, leaves, mechanisms)) : notTold('replay'),
    ...(whole ? await derivedSteps(file, mechanisms) : [notTold('texts')]),
    whole ? safely('page', () => pageStep(file, content)) : notTold('page'),
  ]
  const fails = steps.some((s) => s.verdict === 'fails')
  const sound = checked.trusted ? ('proven' as const) : ('untrusted' as const)
  return {
    outcome: fails ? 'fails' : sound,
    process: `${file.process.reference} (${file.process.id})`,
    entries: file.entries.length,
    ...(checked.size === undefined ? {} : { size: checked.size }),
    keys: trust.keys.length > 0 ? trust.keys : keysIn(file),
    steps,
  }
}

const unreadable = (problem: string, { keys }: FileTrust): FileReport => ({
  outcome: 'fails',
  keys,
  steps: [
    {
      step: 'file',
      verdict: 'fails',
      says: text('文件的形式', 'Form of the file'),
      problems: [{ what: text(`不是案卷：${problem}`, `This is no case file: ${problem}`) }],
    },
  ],
})

const notTold = (step: FileStep['step']): FileStep => ({
  step,
  verdict: 'open',
  says: text('条目形式不符，未核对', 'Not checked: some entries are malformed'),
  problems: [],
})

/** What somebody wrote into a file may be such that it cannot even be played or shown. */
function safely(step: FileStep['step'], check: () => FileStep): FileStep {
  try {
    return check()
  } catch {
    return failed(step, text('无法核对', 'It cannot be checked'), [])
  }
}
const failed = (
  step: FileStep['step'],
  says: Text,
  problems: readonly CaseProblem[],
): FileStep => ({ step, verdict: 'fails', says, problems })

function replayed(
  file: CaseFile,
  leaves: readonly PlacedLeaf[],
  mechanisms: readonly Mechanism[],
): FileStep {
  const { outcome, problems, unknown, otherCalendar, otherPolicies } = replayCase(file, leaves, {
    mechanisms,
  })
  if (outcome === 'editionUnknown')
    return {
      step: 'replay',
      verdict: 'open',
      says: text(
        `重演：版本未知（${unknown.join('；')}），请用具有该版本的发行版`,
        `replay: edition unknown (${unknown.join('; ')}); use a release that has it`,
      ),
      problems: [],
    }
  const others = [
    ...(otherCalendar > 0
      ? [
          text(
            `${String(otherCalendar)}条按另一日历计算`,
            `${String(otherCalendar)} counted by another calendar`,
          ),
        ]
      : []),
    ...(otherPolicies > 0
      ? [
          text(
            `${String(otherPolicies)}条依另一职责文本决定`,
            `${String(otherPolicies)} decided under other texts of duties`,
          ),
        ]
      : []),
  ]
  const rest = (language: keyof Text) => others.map((o) => `; ${o[language]}`).join('')
  return {
    step: 'replay',
    verdict: outcome === 'same' ? 'holds' : 'fails',
    says:
      outcome === 'same'
        ? text(`重演：相同${rest('zh')}`, `replay: same${rest('en')}`)
        : text(`重演：不同${rest('zh')}`, `replay: differs${rest('en')}`),
    problems,
  }
}

/** The words of the law and the diagram are not in any leaf: they must be those of the registry. */
async function derivedSteps(
  file: CaseFile,
  mechanisms: readonly Mechanism[],
): Promise<readonly FileStep[]> {
  const says = text('规则、职责、法规与状态图', 'Rules, duties, laws and diagram')
  try {
    const { texts, diagram } = await derivedOf(file, editionsOf(mechanisms))
    const known = new Set(texts.editions.map(editionName))
    const missing = file.texts.editions.filter((e) => !known.has(editionName(e)))
    if (missing.length > 0)
      return [
        {
          step: 'texts',
          verdict: 'open',
          says: text('版本未知，文字未核对', 'Edition unknown: the words were not checked'),
          problems: [],
        },
      ]
    const problems = [
      ...(canonical(texts) === canonical(file.texts)
        ? []
        : [{ what: text('所引文字与本发行版不同', 'The words are not those of this release') }]),
      ...(diagram === file.diagram
        ? []
        : [{ what: text('状态图与本发行版不同', 'The diagram is not the one of this release') }]),
    ]
    return [{ step: 'texts', verdict: problems.length === 0 ? 'holds' : 'fails', says, problems }]
  } catch {
    return [failed('texts', text('文字无法核对', 'The words cannot be checked'), [])]
  }
}
const editionName = (e: CaseFile['texts']['editions'][number]): string =>
  `${e.mechanism} ${e.edition} ${String(e.revision)}`

/** What a person reads is what was checked. */
function pageStep(file: CaseFile, content: string): FileStep {
  const open = (says: Text): FileStep => ({ step: 'page', verdict: 'open', says, problems: [] })
  if (content.trimStart().startsWith('{'))
    return open(text('仅有数据，没有页面', 'There is no page, only the data'))
  if (file.page !== CASE_PAGE)
    return open(
      text(
        '页面由另一发行版生成，未核对；请用 --page 另行生成',
        'The page was made by another release and was not checked; make one anew with --page',
      ),
    )
  const says = text('页面所示即所核对的数据', 'The page shows what was checked')
  return pageOf(file) === content
    ? { step: 'page', verdict: 'holds', says, problems: [] }
    : failed('page', says, [
        {
          what: text(
            '页面被改动：所示并非所核对的数据；请用 --page 另行生成',
            'The page was changed: it shows something else than what was checked; make one anew with --page',
          ),
        },
      ])
}

interface Options {
  readonly key: readonly string[]
  readonly witness: readonly string[]
  readonly page?: string
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
    .argument('<file>', 'a case file')
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
    .option('--page <file>', 'write the page anew, from the data that was checked')
    .option('--json', 'print JSON')
    .action(async (name: string, options: Options) => {
      const trust = { keys: options.key, witnesses: options.witness }
      checkKeys(trust)
      const content = await contentOf(name)
      const report = await verifyFile(content, trust, mechanisms)
      if (options.page !== undefined && report.outcome !== 'fails')
        await rewrite(content, options.page)
      for (const line of options.json ? [JSON.stringify(report)] : linesOf(report)) print(line)
      end({ proven: 0, fails: 1, untrusted: 2 }[report.outcome])
    })
}

function checkKeys({ keys, witnesses }: FileTrust): void {
  const wrong = keys.find((key) => !isLogKey(key)) ?? witnesses.find((key) => !isWitnessKey(key))
  if (wrong !== undefined)
    throw new Error(
      `${wrong} is not the verifier key of ${keys.includes(wrong) ? 'a trail (--key)' : 'a witness (--witness)'}. It has the form <name>+<hash>+<base64>; quote it, for it may hold spaces to a shell.`,
    )
}

async function contentOf(name: string): Promise<string> {
  const found = await stat(name).catch(() => undefined)
  if (!found?.isFile()) throw new Error(`There is no file ${name}`)
  if (found.size > BYTES_MAX) throw new Error(`${name} is larger than any case file`)
  return readFile(name, 'utf8')
}

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
    process === undefined ? [] : [`${process}: ${String(entries)} of ${String(size ?? 0)} entries`]
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
  ]
}
