/** Is a case file, or the proof of one entry, what it says? Without a database, a network, or trust in who made it. */
import { readCaseFile } from '../../engine/core/case-file.ts'
import type { CaseFile } from '../../engine/core/case-file.ts'
import { editionsOf } from '../../engine/core/editions.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import { canonical } from '../../engine/core/trail.ts'
import { checkCase, checkProof, keysIn } from '../../engine/runtime/case-file/check.ts'
import type {
  CaseFinding,
  CaseProblem,
  PlacedLeaf,
} from '../../engine/runtime/case-file/finding.ts'
import { replayCase } from '../../engine/runtime/case-file/replay.ts'
import { text } from '../../policies/law.ts'
import type { Text } from '../../policies/law.ts'
import { derivedOf } from '../case-file.ts'
import { CASE_PAGE, pageOf } from './page.ts'

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
    whole
      ? safely('page', () => pageStep(file, read.inPage ? content : undefined))
      : notTold('page'),
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

/** Verifies the proof of one entry (C2SP tlog-proof) with the bytes of its leaf; a key must be given. */
export function verifyProof(proof: string, leaf: string, trust: FileTrust): FileReport {
  const { finding, size } = checkProof(proof, leaf, trust)
  return {
    outcome: finding.verdict === 'fails' ? 'fails' : 'proven',
    ...(size === undefined ? {} : { entries: 1, size }),
    keys: trust.keys,
    steps: [finding],
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
function pageStep(file: CaseFile, content: string | undefined): FileStep {
  const open = (says: Text): FileStep => ({ step: 'page', verdict: 'open', says, problems: [] })
  if (content === undefined)
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
