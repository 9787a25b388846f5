// What is kept beside an audit, as it also goes: samples that nobody draws, papers that go from hand to hand,
// and records of reading that nobody examines.

import type { Ground } from './walk-ground.ts'
import { STOP } from './walk-payload.ts'
import type { Payload, Variant, VariantAsk, Varied } from './walk-payload.ts'
import { GOVERNANCE } from './world.ts'

const plus =
  (more: Payload | ((ask: VariantAsk) => Payload | undefined)): Variant =>
  (ask) => {
    const made = typeof more === 'function' ? more(ask) : more
    return made && { ...ask.sample, ...made }
  }

/** By auditor, an engagement of whose team he is. */
const teams = new Map<string, string>()
/** Looks up who was appointed to which engagement; to be asked before a paper is opened. */
export function lookUpTeams(ground: Ground): void {
  teams.clear()
  for (const { leaf } of ground.written) {
    if (leaf.refusal || leaf.event.type !== 'appointAuditor' || !leaf.process) continue
    const { auditor } = leaf.event.payload as { auditor: string }
    teams.set(auditor, leaf.process.id)
  }
}
/** What a paper needs to be opened by this author. */
export const paperOf = ({ by, sample }: VariantAsk): Payload => {
  const engagement = teams.get(by.person ?? '')
  return engagement !== undefined && 'engagement' in sample && !('purpose' in sample)
    ? { engagement }
    : {}
}

const written = ['openPaper:ofTeam', 'citeEntries', 'citeEntries', 'concludePaper']
const submitted = [...written, 'submitPaper']
export const recordWays: NonNullable<Varied['ways']> = {
  sampled: ['orderSample@internalAudit', 'recordSample@courier'],
  sampledToo: ['orderSample@supervisoryBody', 'recordSample@courier'],
  notSampled: ['orderSample@regulator', 'lapseSample'],
  papered: [...submitted, 'recordPaperCheck@courier', 'signPaper'],
  paperReturned: [...submitted, 'returnPaper', 'dropCitation', 'withdrawPaper'],
  paperStale: ['openPaper:ofTeam', 'flagPaperStale', 'takeOverPaper', STOP],
  paperLate: [...submitted, 'flagReviewLate', 'recordPaperCheck:differing@courier', STOP],
  readAll: ['openReading@courier', 'recordReading@courier', 'endMonth', 'examineReading'],
  readOn: ['openReading@courier', 'endMonth', 'flagUnexamined'],
}

export const recordMends: NonNullable<Varied['mends']> = {
  someCited: ['citeEntries'],
  isConcluded: ['concludePaper'],
  holdsAgainstTrail: ['recordPaperCheck'],
}

export const recordVariants: Varied['variants'] = {
  orderSample: {
    words: plus({ filter: [{ by: 'text', is: 'somebody' }] }),
    byStrata: plus({ method: 'stratified', stratum: 'body' }),
    byNothing: plus({ method: 'stratified' }),
    forNobody: plus({ engagement: GOVERNANCE }),
  },
  openPaper: {
    ofTeam: plus((ask) => paperOf(ask)),
    undrawn: plus((ask) => ({ ...paperOf(ask), sample: GOVERNANCE })),
    inPlaceOf: plus((ask) => ({ ...paperOf(ask), replaces: GOVERNANCE })),
  },
  citeEntries: {
    again: plus(({ context }) => {
      const { entries } = context as { entries?: readonly object[] }
      return entries && entries.length > 0 ? { entries: entries.slice(0, 1) } : undefined
    }),
  },
  dropCitation: { nowhere: plus({ position: 999_999 }) },
  recordPaperCheck: { differing: plus({ differing: [1] }) },
  recordReading: { nothing: () => ({}) },
}
