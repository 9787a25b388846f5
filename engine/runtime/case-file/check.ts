/**
 * Is a case file what it says? Every leaf is hashed and led to the root of the checkpoint, the checkpoint is
 * held to the keys that are trusted, and what stands beside the leaves to what they commit to. Pure: no
 * database, no network, and nothing is believed because the file says so.
 */
import type { CaseFile, ProvenLeaf } from '../../core/case-file.ts'
import type { Hash } from '../../core/merkle.ts'
import { checkTlogProof, hashesOf, inclusionFault, trustedHead } from '../../core/tlog-proof.ts'
import type { ProofFault, Trusted, TrustedHead } from '../../core/tlog-proof.ts'
import { parseCheckpoint, parseNote } from '../../core/note.ts'
import type { NoteSignature } from '../../core/note.ts'
import { commitmentTo, leafHash } from '../../core/trail.ts'
import { text } from '../../../policies/law.ts'
import type { Text } from '../../../policies/law.ts'
import { ED25519, isSm2Key } from '../../core/note.ts'
import { parseVkey, verifierOf } from '../signing.ts'
import { sm2Lines } from '../sm2-lines.ts'
import { said, unlike } from '../verify/difference.ts'
import type { Said } from '../verify/difference.ts'
import { commitmentsIn, leafOf } from '../verify/form.ts'
import { continuity } from './continuity.ts'
import type { CaseFinding, CaseProblem, CaseStep, PlacedLeaf } from './finding.ts'
import { sm2Findings } from './sm2.ts'

export interface CaseTrust {
  /** Verifier keys of the log from outside the file; none: its own are used. */
  readonly keys: readonly string[]
  /** Verifier keys of witnesses. */
  readonly witnesses: readonly string[]
}

export interface CaseChecked {
  readonly findings: readonly CaseFinding[]
  /** The leaves that are in the form of an entry, with their positions; all of them where nothing fails. */
  readonly leaves: readonly PlacedLeaf[]
  /** Size of the tree of the checkpoint; undefined where it is not signed. */
  readonly size: number | undefined
  /** Whether a key from outside the file vouches for it. */
  readonly trusted: boolean
}
export function checkCase(file: CaseFile, trust: CaseTrust): CaseChecked {
  const keys = keysIn(file)
  const trusted: Trusted = {
    log: verifiers(trust.keys.length > 0 ? trust.keys : keys),
    witnesses: verifiers(trust.witnesses),
  }
  const signed = trustedHead(file.checkpoint, trusted)
  const found = 'fault' in signed ? undefined : signed
  const read = file.entries.map((e) => ({ position: e.position, ...leafOf(e.leaf) }))
  const leaves = read.flatMap(({ position, leaf }) => (leaf ? [{ position, leaf }] : []))
  const malformed = read.flatMap(({ position, problems }) =>
    problems.map((problem) => ({ ...problem, position })),
  )
  return {
    findings: [
      checkpointFinding(file, signed),
      witnessFinding(found, trusted, { file, keys }),
      keyFinding(file, keys, found),
      ...sm2Findings(file.checkpoint, keys),
      inclusionFinding(file, malformed),
      continuityFinding(file, leaves),
      commitmentFinding(file, leaves),
    ],
    leaves,
    size: found?.head.size,
    trusted: found !== undefined && trust.keys.length > 0,
  }
}

const finding = (step: CaseStep, says: Text, problems: readonly CaseProblem[]): CaseFinding => ({
  step,
  verdict: problems.length === 0 ? 'holds' : 'fails',
  says,
  problems,
})

/** Whether a text is the verifier key of a log, of Ed25519 or SM2, and not that of a witness. */
export const isLogKey = (vkey: string): boolean =>
  parseVkey(vkey)?.algorithm === ED25519 || (isSm2Key(vkey) && verifierOf(vkey) !== undefined)
export const isWitnessKey = (vkey: string): boolean =>
  verifierOf(vkey) !== undefined && !isLogKey(vkey)

const verifiers = (vkeys: readonly string[]) => vkeys.flatMap((vkey) => verifierOf(vkey) ?? [])

/** The keys that the file's own entries put in force, in order. */
export const keysIn = ({ keys }: Pick<CaseFile, 'keys'>): readonly string[] =>
  keys.flatMap(({ leaf }) => {
    const key = leafOf(leaf).leaf?.event.payload['key']
    return typeof key === 'string' ? [key] : []
  })

const FAULTS: Readonly<Record<ProofFault, Text>> = {
  MALFORMED_PROOF: text('证明的形式不符', 'The proof is malformed'),
  MALFORMED_NOTE: text('检查点不是签名文本', 'The checkpoint is not a signed note'),
  BAD_SIGNATURE: text(
    '检查点上受信密钥的签名不成立',
    'The signature of a trusted key on the checkpoint is not its own',
  ),
  NOT_SIGNED: text(
    '检查点没有受信密钥的签名',
    'The checkpoint bears no signature of a key that is trusted',
  ),
  MALFORMED_CHECKPOINT: text('所签文本不是树头', 'What is signed is not a tree head'),
  OTHER_LOG: text('检查点属于另一存证', 'The checkpoint is that of another log'),
  BEYOND_TREE: text('条目不在检查点之内', 'The entry is beyond the checkpoint'),
  NOT_INCLUDED: text(
    '条目不在所签的树中：叶、位置或路径被改动',
    'The entry is not in the tree that is signed: leaf, position or path was changed',
  ),
}
const faulty = (fault: ProofFault): Said => ({ what: FAULTS[fault] })

/** The proof of one entry, as `inclusion.text` of the API gives it, with its leaf. */
export function checkProof(
  proof: string,
  leaf: string,
  { keys, witnesses }: CaseTrust,
): { readonly finding: CaseFinding; readonly size?: number } {
  const trusted = { log: verifiers(keys), witnesses: verifiers(witnesses) }
  const found = checkTlogProof(proof, Buffer.from(leafHash(leaf), 'hex'), trusted)
  if ('fault' in found) {
    const says = text('存证的包含证明', 'Proof that the entry is in the trail')
    return { finding: finding('inclusion', says, [faulty(found.fault)]) }
  }
  const { head, index, witnessedBy } = found
  const missing = trusted.witnesses.length - witnessedBy.length
  const says = text(
    `${head.origin} 第${String(index + 1)}条，共${String(head.size)}条，${String(witnessedBy.length)}个见证人签署`,
    `Entry ${String(index + 1)} of the ${String(head.size)} of ${head.origin}, cosigned by ${String(witnessedBy.length)}`,
  )
  const problems =
    missing > 0 ? [said('有见证人没有签署', 'A witness that was named has not cosigned')] : []
  return { finding: finding('inclusion', says, problems), size: head.size }
}

function checkpointFinding(file: CaseFile, signed: ReturnType<typeof trustedHead>): CaseFinding {
  const says = text('检查点的签名', 'Signature of the checkpoint')
  if ('fault' in signed) return finding('checkpoint', says, [faulty(signed.fault)])
  const { origin, size } = signed.head
  // The last part of the name of a log is the institution whose trail it is.
  const own = origin.endsWith(`/${file.institution.id}`)
  return finding(
    'checkpoint',
    text(
      `${origin} 的检查点，共${String(size)}条`,
      `Checkpoint of ${origin}, ${String(size)} entries`,
    ),
    own
      ? []
      : [
          unlike(
            ['检查点属于另一机构', 'The checkpoint is of another institution'],
            file.institution.id,
            origin,
          ),
        ],
  )
}

function witnessFinding(
  found: TrustedHead | undefined,
  { witnesses = [] }: Trusted,
  { file, keys }: { readonly file: CaseFile; readonly keys: readonly string[] },
): CaseFinding {
  const names = (found?.witnessedBy ?? []).map((w) => w.name)
  const note = parseNote(file.checkpoint)
  const counted = new Set((found?.signedBy ?? []).map(markOf))
  // Those of SM2 have a step of their own.
  const sm2 = note ? sm2Lines(note, keys).filter(({ line }) => !counted.has(markOf(line))) : []
  const checked = (found ? found.signedBy.length + names.length : 0) + sm2.length
  const others = Math.max(0, (note?.signatures.length ?? 0) - checked)
  const missing = witnesses.filter((w) => !names.includes(w.name))
  const problems = missing.map((w) =>
    said(`见证人“${w.name}”没有签署`, `The witness ${w.name} has not cosigned`),
  )
  const rest =
    others === 0
      ? ['', '']
      : [
          `，另有${String(others)}个未核对的签名`,
          `, and ${String(others)} signatures that were not checked`,
        ]
  const says = text(
    `${String(names.length)}个见证人签署${rest[0] ?? ''}`,
    `Cosigned by ${names.length === 0 ? 'no known witness' : names.join(', ')}${rest[1] ?? ''}`,
  )
  if (witnesses.length === 0) return { step: 'witnesses', verdict: 'open', says, problems: [] }
  return finding('witnesses', says, problems)
}

const markOf = ({ name, hash }: Pick<NoteSignature, 'name' | 'hash'>): string =>
  `${name}+${Buffer.from(hash).toString('hex')}`

/** The key that the trail itself says to be in force has signed, and its entries are in the trail. */
function keyFinding(
  file: CaseFile,
  keys: readonly string[],
  found: TrustedHead | undefined,
): CaseFinding {
  const problems = provenProblems(file.keys, file)
  file.keys.forEach(({ leaf: form, position }, n) => {
    const { leaf } = leafOf(form)
    const event = n === 0 ? 'enterSealKey' : leaf?.event.type
    const sound =
      leaf?.process?.mechanism === 'G01' &&
      leaf.institution === file.institution.id &&
      leaf.kind === 'accepted' &&
      leaf.event.type === event &&
      ['enterSealKey', 'rotateSealKey'].includes(event)
    if (!sound)
      problems.push({
        ...said('该条目没有使密钥生效', 'This entry puts no key in force'),
        position,
      })
  })
  const last = keys.findLast((key) => !isSm2Key(key))
  if (last === undefined)
    problems.push(said('没有使密钥生效的条目', 'No entry puts a key in force'))
  else if (found && !isSignedBy(file, last))
    problems.push(
      said(
        '签署检查点的密钥当时已不在效',
        'The key that signed the checkpoint was not in force any more',
      ),
    )
  const says = text(
    `密钥由${String(keys.length)}条存证登记或更换`,
    `The keys were entered or rotated by ${String(keys.length)} entries`,
  )
  return finding('keys', says, problems)
}

function isSignedBy(file: CaseFile, vkey: string): boolean {
  const signed = trustedHead(file.checkpoint, { log: verifiers([vkey]) })
  return !('fault' in signed)
}

function inclusionFinding(file: CaseFile, malformed: readonly CaseProblem[]): CaseFinding {
  const says = text(
    `${String(file.entries.length)}条存证逐条归入检查点`,
    `${String(file.entries.length)} entries, each led to the root of the checkpoint`,
  )
  return finding('inclusion', says, [...malformed, ...provenProblems(file.entries, file)])
}

/** By the head as it stands in the file: who signed it is said apart. */
function provenProblems(proven: readonly ProvenLeaf[], { checkpoint }: CaseFile): CaseProblem[] {
  const note = parseNote(checkpoint)
  const head = note && parseCheckpoint(note.text)
  if (!head) return [faulty('MALFORMED_CHECKPOINT')]
  return proven.flatMap(({ position, leaf, hashes: encoded }): CaseProblem[] => {
    const hashes = hashesOf(encoded)
    const hash: Hash = Buffer.from(leafHash(leaf), 'hex')
    const fault: ProofFault | undefined = hashes
      ? inclusionFault(hash, { index: position - 1, hashes }, head)
      : 'MALFORMED_PROOF'
    return fault ? [{ ...faulty(fault), position }] : []
  })
}

function continuityFinding(file: CaseFile, leaves: readonly PlacedLeaf[]): CaseFinding {
  const problems = [...continuity(file, leaves)]
  const versions = leaves.filter(({ leaf }) => leaf.kind !== 'refused').length
  const more =
    file.unsealed === 0
      ? ['', '']
      : [
          `；另有${String(file.unsealed)}条尚未封存，不在文件之内`,
          `; ${String(file.unsealed)} more were not sealed yet and are not in it`,
        ]
  const says = text(
    `自开启至版本${String(versions)}，无一缺失；其后是否另有，本文件不能说明${more[0] ?? ''}`,
    `From its opening to version ${String(versions)} none is missing; whether others follow the file cannot tell${more[1] ?? ''}`,
  )
  return finding('continuity', says, problems)
}

function commitmentFinding(file: CaseFile, leaves: readonly PlacedLeaf[]): CaseFinding {
  const byPosition = new Map(leaves.map(({ position, leaf }) => [position, leaf]))
  const problems: CaseProblem[] = []
  let [shown, erased, all] = [0, 0, 0]
  for (const { position, ...entry } of file.entries) {
    const leaf = byPosition.get(position)
    const commitments = leaf ? commitmentsIn(leaf) : new Map<string, string>()
    all += commitments.size
    shown += entry.disclosed.length
    erased += entry.erased.length
    for (const { path, salt, value } of entry.disclosed)
      if (commitmentOf(value, salt) !== commitments.get(path))
        problems.push({
          ...said(
            `个人信息“${path}”与承诺不符`,
            `The personal value at ${path} is not the one committed to`,
          ),
          position,
        })
    const paths = [...entry.disclosed.map((d) => d.path), ...entry.erased]
    if (new Set(paths).size < paths.length || entry.erased.some((path) => !commitments.has(path)))
      problems.push({
        ...said(
          '个人信息重复或没有承诺',
          'A personal value stands twice, or is committed to by nothing',
        ),
        position,
      })
  }
  const counts = [shown, all - shown - erased, erased].map(String)
  const says = text(
    `个人信息：${counts[0] ?? ''}项公开并与承诺核对，${counts[1] ?? ''}项未提供，${counts[2] ?? ''}项称已删除`,
    `Personal values: ${counts[0] ?? ''} disclosed and held to their commitments, ${counts[1] ?? ''} withheld, ${counts[2] ?? ''} said to be erased`,
  )
  return finding('commitments', says, problems)
}

/** Undefined for a value that has no canonical form, and so no commitment. */
function commitmentOf(value: unknown, salt: string): string | undefined {
  try {
    return commitmentTo(value, Buffer.from(salt, 'hex')).commitment
  } catch {
    return undefined
  }
}
