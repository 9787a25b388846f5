/**
 * Do the entries of a file belong together? All are of one process, in the order of the trail; each takes it
 * from where the one before left it, by version, state and context; none in between is missing.
 */
import type { CaseFile } from '../../core/case-file.ts'
import type { Leaf } from '../../core/trail.ts'
import { said, same, unlike } from '../verify/difference.ts'
import type { Said } from '../verify/difference.ts'
import type { CaseProblem, PlacedLeaf } from './finding.ts'

/** How the entries so far leave the process. */
interface Left {
  readonly version: number
  readonly to: Leaf['to']
  readonly context: string | undefined
}

/** What does not follow, in order. Entries that are no entries have been named before. */
export function* continuity(file: CaseFile, leaves: readonly PlacedLeaf[]): Generator<CaseProblem> {
  const ids = new Set<string>()
  let last = 0
  let left: Left | undefined
  for (const { position, leaf } of leaves) {
    const at = (problem: Said): CaseProblem => ({ ...problem, position })
    if (position <= last) yield at(said('条目不在其位', 'The entry is not after the one before it'))
    last = position
    if (ids.has(leaf.id)) yield at(said('条目重复', 'The entry stands twice'))
    ids.add(leaf.id)
    for (const problem of belongs(file, leaf)) yield at(problem)
    if (leaf.kind === 'refused') {
      const later = (leaf.group?.index ?? 0) > 0
      if (!later) for (const problem of refusedOn(left, leaf)) yield at(problem)
      continue
    }
    for (const problem of follows(left, leaf)) yield at(problem)
    left = {
      version: leaf.process?.version ?? (left?.version ?? 0) + 1,
      to: leaf.to,
      context: leaf.context?.to,
    }
  }
  if (!left) yield said('没有开启流程的条目', 'No entry opens the process')
}

function* belongs({ institution, process }: CaseFile, leaf: Leaf): Generator<Said> {
  if (leaf.institution !== institution.id)
    yield unlike(
      ['条目属于另一机构', 'The entry is of another institution'],
      institution.id,
      leaf.institution,
    )
  const { id, mechanism, chart } = leaf.process ?? {}
  if (id !== process.id || mechanism !== process.mechanism || chart !== process.chart)
    yield unlike(
      ['条目属于另一流程', 'The entry is of another process'],
      process.id,
      id ?? leaf.mechanism,
    )
}

function* follows(left: Left | undefined, leaf: Leaf): Generator<Said> {
  const opens = leaf.process?.opens === true
  if (!left && !opens)
    yield said(
      '此前的条目缺失：开启条目不在',
      'Entries before it are missing: none opens the process',
    )
  if (left && opens) yield said('该流程此前已开启', 'The process had been opened before')
  const next = left ? left.version + 1 : 1
  if (leaf.process?.version !== next)
    yield unlike(
      ['版本不连续：其间有条目缺失', 'The version does not follow: an entry in between is missing'],
      next,
      leaf.process?.version,
    )
  if (!left) return
  // A move says the state before in the words of the edition before, as all entries do.
  if (!same(left.to, leaf.from))
    yield unlike(
      [
        '起始状态不是此前的到达状态',
        'The state before is not where the entry before it left the case',
      ],
      left.to,
      leaf.from,
    )
  if (left.context !== leaf.context?.from)
    yield said(
      '起始案情不是此前的案情',
      'The context before is not the one that the entry before it left',
    )
}

function* refusedOn(left: Left | undefined, leaf: Leaf): Generator<Said> {
  if (!left)
    return void (yield said(
      '被拒绝的事项所指流程尚未开启',
      'An attempt was refused on a process that no entry has opened',
    ))
  if (leaf.process?.version !== left.version || !same(left.to, leaf.from))
    yield unlike(
      [
        '被拒绝时的版本或状态不符',
        'The version or state on which it was refused is not what follows',
      ],
      left.version,
      leaf.process?.version,
    )
}
