/**
 * The SM2 signature on the checkpoint of a case file (GB/T 32918): by the key that the file's own entries put
 * in force, which are proven to be in the trail like any other.
 */
import { text } from '../../../policies/law.ts'
import type { Text } from '../../../policies/law.ts'
import { isSm2Key, parseNote } from '../../core/note.ts'
import { sm2Lines } from '../sm2-lines.ts'
import type { Sm2Line } from '../sm2-lines.ts'
import { said } from '../verify/difference.ts'
import type { Said } from '../verify/difference.ts'
import type { CaseFinding } from './finding.ts'

const FAULTS: Readonly<Record<Exclude<Sm2Line['verdict'], 'holds'>, Said>> = {
  forged: said('SM2签名与其密钥不符', 'The SM2 signature is not that of the key that it names'),
  notInForce: said(
    '签署检查点的SM2密钥当时未生效',
    'The SM2 key that signed the checkpoint was not in force',
  ),
}

const finding = (verdict: CaseFinding['verdict'], says: Text, problems: readonly Said[]) => ({
  step: 'sm2' as const,
  verdict,
  says,
  problems,
})

/** None where the trail knows no SM2 and the checkpoint has none; open where it could have one and has not. */
export function sm2Findings(checkpoint: string, entered: readonly string[]): CaseFinding[] {
  const note = parseNote(checkpoint)
  const lines = note ? sm2Lines(note, entered) : []
  const says = text('检查点的SM2签名（国密）', 'SM2 signature of the checkpoint')
  if (lines.length > 0) {
    const problems = lines.flatMap(({ verdict }) => (verdict === 'holds' ? [] : [FAULTS[verdict]]))
    return [finding(problems.length === 0 ? 'holds' : 'fails', says, problems)]
  }
  if (!entered.some(isSm2Key)) return []
  const none = text('检查点没有SM2签名', 'The checkpoint has no SM2 signature')
  return [finding('open', none, [])]
}
