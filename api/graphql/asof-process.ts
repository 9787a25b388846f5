/** A process as it stood at another time. */
import { clockStates } from '../../engine/core/timers.ts'
import type { AsOfView, PastState } from '../../engine/runtime/engine.ts'
import type { Context } from '../context.ts'
import type { Builder } from './builder.ts'
import { entryOf } from './entry-source.ts'
import type { EntrySource } from './entry-source.ts'
import type { Enums } from './law.ts'
import type { FactsType } from './process.ts'
import type { ProcessSource } from './process-source.ts'
import { stateSource } from './registry.ts'
import type { Registry } from './registry.ts'

export interface AsOfProcess {
  readonly view: AsOfView
  /** As it stands now. */
  readonly source: ProcessSource
  readonly past: PastState
}
export const asOfProcess = (
  view: AsOfView,
  source: ProcessSource,
  past: PastState,
): AsOfProcess => ({ view, source, past })

/** Corrections that are shown of one process. */
const CORRECTIONS_MAX = 100

/** The last entry that counted then. */
async function lastOf({ past }: AsOfProcess, context: Context): Promise<EntrySource> {
  const { institution, reads } = context
  const row = await reads.entry.findFirst({ where: { institution, position: past.last } })
  if (!row) throw new Error(`there is no entry at ${String(past.last)}`)
  return entryOf(row)
}

/** What was recorded later to correct what is shown. */
async function correctionsOf(
  { source, past }: AsOfProcess,
  { institution, reads }: Context,
): Promise<EntrySource[]> {
  const rows = await reads.entry.findMany({
    where: {
      institution,
      processId: source.id,
      kind: 'correction',
      position: { gt: past.last },
    },
    orderBy: { position: 'asc' },
    take: CORRECTIONS_MAX,
  })
  return rows.map(entryOf)
}

export type ProcessAsOfType = ReturnType<typeof asOfProcessType>
interface Parts {
  readonly enums: Enums
  readonly registry: Registry
  readonly facts: FactsType
}

export function asOfProcessType(b: Builder, { enums, registry, facts }: Parts) {
  const type = b.objectRef<AsOfProcess>('ProcessAsOf').implement({
    description: '流程在某一时点 · A process as it stood at another time',
    fields: (t) => ({
      process: t.field({
        type: 'Process',
        description: '现在的流程 · The process as it stands now',
        resolve: ({ source }) => source,
      }),
      mechanism: t.field({ type: enums.mechanismId, resolve: ({ past }) => past.state.mechanism }),
      edition: t.string({ resolve: ({ past }) => past.state.edition }),
      revision: t.int({ resolve: ({ past }) => past.state.revision }),
      reference: t.string({ resolve: ({ past }) => past.state.reference ?? '' }),
      title: t.field({ type: 'LocalizedText', resolve: ({ past }) => past.state.title }),
      version: t.int({ resolve: ({ past }) => past.state.version }),
      state: t.field({
        type: 'State',
        resolve: ({ past: { state } }) => stateSource(state, registry.under(state)),
      }),
      facts: t.field({ type: facts.union, resolve: ({ past }) => facts.of(past.state) as never }),
      unit: t.string({ nullable: true, resolve: ({ past }) => past.state.unit ?? null }),
      subjects: t.stringList({ resolve: ({ past }) => [...past.state.subjects] }),
      openedAt: t.field({ type: 'DateTime', resolve: ({ past }) => past.state.openedAt }),
      closedAt: t.field({
        type: 'DateTime',
        nullable: true,
        resolve: ({ past }) => past.state.closedAt ?? null,
      }),
      timers: t.field({
        type: ['Timer'],
        description: '当时的计时 · The clocks that ran then',
        resolve: ({ view: { moment }, source, past: { state } }) => {
          const mechanism = registry.under(state)
          const at = moment.effective < moment.until ? moment.effective : moment.until
          return clockStates(mechanism?.clocks ?? {}, state).map((view) => ({
            process: source,
            mechanism,
            view,
            at,
          }))
        },
      }),
      late: t.stringList({
        description: '已逾期的期限 · Deadlines that had passed, by clock',
        resolve: ({ past }) => [...past.state.late],
      }),
    }),
  })
  groundFields(b, type)
  return type
}

/** On what it stands. */
function groundFields(b: Builder, type: ProcessAsOfType): void {
  b.objectFields(type, (t) => ({
    entry: t.field({
      type: 'Entry',
      description: '计入的最后条目 · The last of its entries that counted',
      resolve: (one, _args, context) => lastOf(one, context),
    }),
    unrecorded: t.int({
      description:
        '其时已届满而尚未入链的期限 · Deadlines that had passed by then and were not recorded yet',
      resolve: ({ past }) => past.struck,
    }),
    follows: t.boolean({
      description:
        '条目重演后与其所记一致 · Played again, the entries come to what they say; false calls for `xiaobao verify`',
      resolve: ({ past }) => past.follows,
    }),
    corrections: t.field({
      type: ['Entry'],
      description: '其后入链的更正 · Corrections that were recorded later',
      resolve: (one, _args, context) => correctionsOf(one, context),
    }),
  }))
}
