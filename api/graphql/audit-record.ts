/**
 * Samples and working papers on record: the server draws what was asked for, draws it again for anybody who
 * may read the record, and holds what a paper cites against the trail.
 */
import { leafHash } from '../../engine/core/trail.ts'
import type { Uuid } from '../../engine/core/values.ts'
import type { ProcessState } from '../../engine/core/process.ts'
import type { PartReader, SampleAnswer, SampleAsk } from '../../engine/runtime/engine.ts'
import { askOf } from '../../engine/runtime/sample-record.ts'
import type { RecordedSample } from '../../engine/runtime/sample-record.ts'
import type { Conditions } from '../../policies/ability.ts'
import type { Context } from '../context.ts'
import { badUserInput, unavailable } from '../errors.ts'
import type { Builder } from './builder.ts'
import { processByGlobalId } from './process.ts'
import { stateOf } from './process-source.ts'
import type { ProcessSource } from './process-source.ts'
import type { Registry } from './registry.ts'
import { noteSample } from './sample.ts'
import type { SampleSource, SampleType } from './sample.ts'
import { answered } from './trail.ts'

const AUDIT = 'M11'

interface Drawn {
  readonly entry: Uuid
  readonly position: number
  readonly hits: number
}
interface SampleRecord extends RecordedSample {
  readonly by: string | null
  readonly population: number | null
  readonly digest: string | null
  /** Alternatives of what may be read, as JSON; null: everything. */
  readonly part: string | null
  readonly drawn: readonly Drawn[]
}
interface PaperRecord {
  readonly entries: readonly {
    readonly entry: Uuid
    readonly position: number
    readonly leafHash: string
  }[]
  readonly sample: Uuid | null
}
interface Found {
  readonly source: ProcessSource
  readonly state: ProcessState
}

/** A process of a chart of audit, or null: absent, foreign and hidden are the same. */
async function found(
  id: string,
  chart: string,
  { registry, context }: { readonly registry: Registry; readonly context: Context },
): Promise<Found | null> {
  const source = await processByGlobalId(id, registry, context)
  if (source?.mechanism !== AUDIT) return null
  const state = await stateOf(source, context)
  return state.chart === chart ? { source, state } : null
}

/** The question of a record. Throws a GraphQL error for a condition that the trail does not know. */
function asking(record: RecordedSample): SampleAsk {
  try {
    return askOf(record)
  } catch (error) {
    if (error instanceof Error && error.name === 'NoCondition') throw badUserInput(error.message)
    throw error
  }
}

async function byCourier(
  { event, state, payload }: { event: string; state: ProcessState; payload: object },
  context: Context,
): Promise<void> {
  const { engine, institution } = context
  const [answer] = await engine.execute(institution, [
    {
      asker: { system: 'courier' },
      via: 'engine',
      // Of two at once one finds that the process has gone on, and is not recorded.
      request: `${event}:${state.id}:${String(state.version)}`,
      mechanism: AUDIT,
      process: state.id,
      event,
      payload,
    },
  ])
  context.views.forget()
  context.processes.forget()
  if (answer?.kind !== 'accepted')
    throw unavailable('It could not be put on record; ask again, and look at its state first')
}

/** Draws what was asked for, once; null for who did not ask for it. */
async function drawn({ state }: Found, context: Context): Promise<SampleSource | null> {
  const record = state.context as unknown as SampleRecord
  const viewer = await context.viewer()
  if (record.by !== context.person || !state.paths.includes('case.drawing')) return null
  const ask = asking(record)
  const answer = await answered(context.engine.sample(viewer, ask))
  if (answer.upTo !== record.upTo)
    throw badUserInput(
      `The trail has no entry ${String(record.upTo)} yet; ask up to one that it has`,
    )
  const head = await headOver(record.upTo, context)
  const { population, without, digest, part } = answer
  await byCourier(
    {
      event: 'recordSample',
      state,
      payload: {
        population,
        without,
        digest,
        ...(head ? { headSize: head.size, root: head.root } : {}),
        ...(part ? { part: JSON.stringify(part) } : {}),
        drawn: answer.drawn.map(({ id, position, hits }) => ({ entry: id, position, hits })),
      },
    },
    context,
  )
  await noteSample(answer, context)
  return { ask, answer }
}

/** A signed head that holds the whole population; undefined where no key here signs. */
async function headOver(upTo: number, { engine, institution }: Context) {
  const sealed = await engine.proofs.head(institution, upTo)
  if (sealed || upTo === 0) return sealed
  return (await engine.sealNow(institution)) ? engine.proofs.head(institution, upTo) : undefined
}

interface Again extends SampleSource {
  readonly matches: boolean
}

/** Draws a recorded sample again, from the part that it was drawn from. */
async function again({ state }: Pick<Found, 'state'>, context: Context): Promise<Again | null> {
  const record = state.context as unknown as SampleRecord
  if (record.digest === null) return null
  const ask = asking(record)
  const reader: PartReader = {
    institution: context.institution,
    part: record.part === null ? undefined : (JSON.parse(record.part) as Conditions[]),
  }
  const answer = await answered(context.engine.sample(reader, ask))
  return { ask, answer, matches: sameAs(record, answer) }
}

const sameAs = (record: SampleRecord, { digest, population, drawn }: SampleAnswer): boolean =>
  digest === record.digest &&
  population === record.population &&
  drawn.length === record.drawn.length &&
  drawn.every(({ id, position, hits }, i) => {
    const one = record.drawn[i]
    return one?.entry === id && one.position === position && one.hits === hits
  })

interface Check {
  readonly cited: number
  readonly differing: readonly number[]
  readonly sampleAgain: boolean | null
}

/** Holds what a paper cites against the trail, and records how they compare while it is in review. */
async function checked({ state }: Found, context: Context): Promise<Check> {
  const { entries, sample } = state.context as unknown as PaperRecord
  const differing = await differingOf(entries, context)
  const sampled = sample === null ? null : await sampleAgain(sample, context)
  if (state.paths.includes('case.inReview'))
    await byCourier(
      {
        event: 'recordPaperCheck',
        state,
        payload: {
          cited: entries.length,
          differing,
          ...(sampled === null ? {} : { sampleAgain: sampled }),
        },
      },
      context,
    )
  return { cited: entries.length, differing, sampleAgain: sampled }
}

/** Positions at which the trail holds something else than is cited. */
async function differingOf(
  entries: PaperRecord['entries'],
  { institution, reads }: Context,
): Promise<number[]> {
  const rows = await reads.entry.findMany({
    where: { institution, id: { in: entries.map(({ entry }) => entry) } },
    select: { id: true, position: true, leaf: true },
  })
  const held = new Map(rows.map((row) => [row.id, row]))
  return entries
    .filter(({ entry, position, leafHash: cited }) => {
      const row = held.get(entry)
      return Number(row?.position) !== position || leafHash(row?.leaf ?? '') !== cited
    })
    .map(({ position }) => position)
}

async function sampleAgain(sample: Uuid, context: Context): Promise<boolean> {
  const [fact] = (await context.engine.facts(context.institution, [
    { kind: 'process', process: sample },
  ])) as readonly ({ readonly context: ProcessState['context'] } | null)[]
  if (!fact) return false
  const found = await again({ state: { context: fact.context } as ProcessState }, context)
  return found?.matches === true
}

/** `drawSample`, `sampleAgain` and `checkPaper`. */
export function auditRecords(
  b: Builder,
  { registry, sample }: { readonly registry: Registry; readonly sample: SampleType },
): void {
  const redrawn = b.objectRef<Again>('SampleAgain').implement({
    description: '重新抽取 · A recorded sample, drawn again',
    fields: (t) => ({
      matches: t.boolean({
        description: '与记录一致 · It is what was recorded',
        resolve: (one) => one.matches,
      }),
      sample: t.field({ type: sample, resolve: (one) => one }),
    }),
  })
  const check = b.objectRef<Check>('PaperCheck').implement({
    description: '底稿与存证的核对 · How a working paper compares with the trail',
    fields: (t) => ({
      cited: t.int({ resolve: (one) => one.cited }),
      differing: t.field({
        type: ['Position'],
        description: '存证与所引不一致的序位 · Positions that hold something else than is cited',
        resolve: (one) => [...one.differing],
      }),
      sampleAgain: t.boolean({
        nullable: true,
        description: '样本可重现；无样本为空 · Its sample is drawn again; null where it names none',
        resolve: (one) => one.sampleAgain,
      }),
    }),
  })
  b.queryField('sampleAgain', (t) =>
    t.field({
      type: redrawn,
      nullable: true,
      description:
        '按记录重新抽取样本；尚未抽取或无权查阅为空 · Draws a recorded sample again; null where it has not been drawn or may not be read',
      args: { process: t.arg.id({ required: true }) },
      resolve: async (_root, { process }, context) => {
        const record = await found(process, 'sample', { registry, context })
        return record && again(record, context)
      },
    }),
  )
  b.mutationFields((t) => ({
    drawSample: t.field({
      type: sample,
      nullable: true,
      description:
        '抽取本人所要求的样本并记录；已抽取、逾期或非本人要求为空 · Draws a sample that the asker asked for and records it; null where it has been drawn, has lapsed, or somebody else asked',
      args: { process: t.arg.id({ required: true }) },
      resolve: async (_root, { process }, context) => {
        const record = await found(process, 'sample', { registry, context })
        return record && drawn(record, context)
      },
    }),
    checkPaper: t.field({
      type: check,
      nullable: true,
      description:
        '将底稿所引条目与样本同存证核对；复核中的，记录结果 · Holds what a paper cites, and its sample, against the trail; recorded while it is in review',
      args: { process: t.arg.id({ required: true }) },
      resolve: async (_root, { process }, context) => {
        const record = await found(process, 'paper', { registry, context })
        return record && checked(record, context)
      },
    }),
  }))
}
