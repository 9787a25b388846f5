// A log made of leaves in memory, by the code that makes it from the database.

import type { Mechanism } from '../../engine/core/mechanism.ts'
import type { KeptEntry } from '../../engine/core/ocel.ts'
import { canonical, leafHash } from '../../engine/core/trail.ts'
import type { Leaf } from '../../engine/core/trail.ts'
import { shownLeaf } from '../../engine/core/withheld.ts'
import type { ExportAsk } from '../../engine/runtime/export/ask.ts'
import { Follower } from '../../engine/runtime/export/follow.ts'
import { ocelLog } from '../../engine/runtime/export/ocel-log.ts'
import type { EntrySource } from '../../engine/runtime/export/source.ts'
import { INSTITUTION } from './world.ts'

/** An entry as the reader would give it. */
export function keptOf(leaf: Leaf, position: number): KeptEntry {
  const shown = shownLeaf(leaf)
  return {
    id: leaf.id,
    position,
    text: canonical(shown),
    hash: leafHash(canonical(leaf)),
    loggedAt: leaf.recordedAt,
    leaf: shown,
  }
}

const PAGE = 7
function sourceOf(entries: readonly KeptEntry[]): EntrySource {
  const processOf = (e: KeptEntry) => e.leaf?.process?.id ?? ''
  return {
    entries: async function* ({ from, to, mechanisms, processes }) {
      const fit = entries.filter(
        ({ position, leaf }) =>
          position >= from &&
          position <= to &&
          (mechanisms.length === 0 ||
            mechanisms.includes(leaf?.process?.mechanism ?? leaf?.mechanism ?? '')) &&
          (processes.length === 0 || processes.includes(leaf?.process?.id ?? '')),
      )
      for (let at = 0; at < fit.length; at += PAGE) yield fit.slice(at, at + PAGE)
    },
    histories: async function* (processes, to) {
      for (const process of processes.toSorted())
        for (const entry of entries)
          if (processOf(entry) === process && entry.position <= to) yield { ...entry, process }
    },
  }
}

export interface MemoryLog {
  readonly entries: readonly KeptEntry[]
  readonly mechanisms: readonly Mechanism[]
  readonly ask?: Partial<ExportAsk>
  /** How many processes and names are held at once. */
  readonly remembered?: number
}

/** The text of the log. */
export async function memoryLog({
  entries,
  mechanisms,
  ask = {},
  remembered,
}: MemoryLog): Promise<string> {
  const zone = 'Asia/Shanghai'
  const log = ocelLog({
    institution: INSTITUTION,
    zone,
    process: '0198c0de-0000-7000-8000-0000000000ee',
    ask: {
      format: 'ocel',
      reason: 'a test',
      from: 1,
      to: entries.length,
      mechanisms: [],
      processes: [],
      ...ask,
    },
    source: sourceOf(entries),
    follower: new Follower({ institution: INSTITUTION, zone, mechanisms }),
    everything: true,
    ...(remembered === undefined ? {} : { remembered }),
  })
  let text = ''
  for await (const part of log) text += part
  return text
}
