/** Editions: which open processes would move to one, which need a decision and why; and the move itself. */
import type { Prisma } from '../../schema/client/client.ts'
import { editionsOf } from '../../engine/core/editions.ts'
import { MOVE } from '../../engine/core/house-events.ts'
import type { Mechanism } from '../../engine/core/mechanism.ts'
import type { MoveTarget, MoveView } from '../../engine/runtime/engine.ts'
import { text } from '../../policies/law.ts'
import type { Text } from '../../policies/law.ts'
import type { Context } from '../context.ts'
import { badUserInput } from '../errors.ts'
import type { Builder, RefusedSource, StateSource } from './builder.ts'
import { answered, commandResult } from './command.ts'
import type { Page, PageArgs } from './connection.ts'
import { WrongId, uuidOf } from './decode.ts'
import { decodeId } from './ids.ts'
import type { Enums } from './law.ts'
import { processesOf } from './lists.ts'
import { processById } from './process-source.ts'
import type { ProcessSource } from './process-source.ts'
import { stateSource } from './registry.ts'
import type { Registry } from './registry.ts'

/** A process, and what it would be under the edition. */
export interface MoveSource extends MoveView {
  readonly process: ProcessSource
  readonly to: Mechanism
}

/** Open processes of the mechanism that stand under an edition before this one. */
const before = ({ id, edition: { from, revision } }: Mechanism): Prisma.ProcessWhereInput => ({
  mechanism: id,
  final: false,
  OR: [{ edition: { lt: from } }, { edition: from, revision: { lt: revision } }],
})

/** A page of what would move, the oldest case first, as far as the viewer may read. Nothing is changed. */
export async function movesTo(
  args: PageArgs,
  to: Mechanism,
  context: Context,
): Promise<Page<MoveSource>> {
  const page = await processesOf({ ...args, orderBy: 'asc' }, before(to), context)
  const target: MoveTarget = { edition: to.edition.from, revision: to.edition.revision }
  const ids = page.edges.map((edge) => edge.node.id)
  const moves = await context.engine.moves(await context.viewer(), target, ids)
  return {
    ...page,
    edges: page.edges.flatMap(({ cursor, node }) => {
      const view = moves.get(node.id)
      // What is due was played in memory: by now the case may have ended.
      return view && !view.state.final ? [{ cursor, node: { ...view, process: node, to } }] : []
    }),
  }
}

/** The edition of a mechanism that somebody named. */
export function editionNamed(
  mechanisms: readonly Mechanism[],
  {
    id,
    from,
    revision,
  }: { readonly id: string; readonly from: string; readonly revision?: number },
): Mechanism {
  const editions = editionsOf(mechanisms)
  const found = editions.exactly(id, from, revision)
  if (found) return found
  const known = editions.all(id).map((m) => `${m.edition.from} (${String(m.edition.revision)})`)
  throw badUserInput(`${id} has no such edition; it has ${known.join(', ')}`)
}

export function moveTypes(b: Builder, parts: { enums: Enums; registry: Registry }): void {
  const move = moveType(b)
  const page = b.objectRef<Page<MoveSource>>('EditionMovePage').implement({
    description: '试算的一页，自旧至新 · A page of what would move, the oldest case first',
    fields: (t) => ({
      nodes: t.field({ type: [move], resolve: (p) => p.edges.map((edge) => edge.node) }),
      pageInfo: t.field({ type: b.pageInfoRef(), resolve: (p) => p.pageInfo }),
      totalCount: t.int({ resolve: (p) => p.count() }),
    }),
  })
  b.queryField('editionMoves', (t) =>
    t.field({
      type: page,
      description:
        '版本迁移试算，不作任何变更：可查阅的未了结流程中哪些可迁移、哪些须决定及其理由 · A dry run that changes nothing: which open processes, of those the viewer may read, would move to an edition, and which need a decision and why',
      args: {
        mechanism: t.arg({ type: parts.enums.mechanismId, required: true }),
        to: t.arg({ type: 'Date', required: true }),
        revision: t.arg.int({
          description: '默认为该版本最新修订 · By default the newest of that edition',
        }),
        ...t.arg.connectionArgs(),
      },
      resolve: (_root, { mechanism, to, revision, ...args }, context) => {
        const named = { id: mechanism, from: to, ...(revision ? { revision } : {}) }
        return movesTo(args, editionNamed(parts.registry.editions.every, named), context)
      },
    }),
  )
  moveMutation(b, parts.registry)
}

interface Choice {
  readonly name: string
  readonly says: Text
}
function moveType(b: Builder) {
  const choice = b.objectRef<Choice>('MoveChoice').implement({
    description: '可作的决定 · What may be decided',
    fields: (t) => ({
      name: t.exposeString('name'),
      says: t.field({ type: 'LocalizedText', resolve: (c) => c.says }),
    }),
  })
  return b.objectRef<MoveSource>('EditionMove').implement({
    description: '一流程的迁移试算 · What one process would be under the edition',
    fields: (t) => ({
      process: t.field({ type: 'Process', resolve: (m) => m.process }),
      moves: t.boolean({
        description: '可迁移 · It moves, where whoever has the duty says so',
        resolve: ({ verdict }) => verdict.moves,
      }),
      needs: t.field({
        type: 'LocalizedText',
        nullable: true,
        description: '须决定的事项及理由 · Why it needs a decision',
        resolve: ({ verdict }) => (verdict.moves ? null : verdict.needs),
      }),
      choices: t.field({
        type: [choice],
        resolve: ({ verdict }) =>
          verdict.moves
            ? []
            : Object.entries(verdict.choices ?? {}).map(([name, says]) => ({ name, says })),
      }),
      becomes: t.field({
        type: 'State',
        nullable: true,
        description: '迁移后的状态 · Where it would stand',
        resolve: ({ verdict, to }): StateSource | null =>
          verdict.moves ? stateSource(verdict.next.state, to) : null,
      }),
      timers: t.field({
        type: [timerType(b)],
        description: '因迁移而变动的期限 · Timers that would change',
        resolve: timersOf,
      }),
    }),
  })
}

interface TimerMove {
  readonly clock: string
  readonly was: string | undefined
  readonly becomes: string | undefined
}
const timerType = (b: Builder) =>
  b.objectRef<TimerMove>('TimerMove').implement({
    description: '期限变动 · A timer before and after',
    fields: (t) => ({
      clock: t.exposeString('clock'),
      was: t.field({ type: 'DateTime', nullable: true, resolve: (m) => m.was ?? null }),
      becomes: t.field({ type: 'DateTime', nullable: true, resolve: (m) => m.becomes ?? null }),
    }),
  })

function timersOf({ state, verdict }: MoveSource): TimerMove[] {
  if (!verdict.moves) return []
  const { timers } = verdict.next.state
  const clocks = new Set([...state.timers, ...timers].map((t) => t.clock))
  return [...clocks]
    .map((clock) => ({
      clock,
      was: state.timers.find((t) => t.clock === clock)?.dueAt,
      becomes: timers.find((t) => t.clock === clock)?.dueAt,
    }))
    .filter(({ was, becomes }) => was !== becomes)
}

interface MoveInput {
  readonly requestId: string
  readonly process: string
  readonly expectedVersion?: number | null
  readonly edition: string
  readonly revision?: number | null
  readonly choice?: string | null
  readonly remark?: string | null
}

function moveMutation(b: Builder, registry: Registry): void {
  const input = b.inputType('MoveEditionInput', {
    description: '将一流程迁移至较新版本 · To move a process to a later edition',
    fields: (t) => ({
      requestId: t.string({ required: true }),
      process: t.id({ required: true }),
      expectedVersion: t.int(),
      edition: t.field({ type: 'Date', required: true }),
      revision: t.int({
        description: '默认为该版本最新修订 · By default the newest of that edition',
      }),
      choice: t.string({
        description: '须决定时所作的决定 · The decision, where one is needed',
      }),
      remark: t.string({ description: '备注 · A remark' }),
    }),
  })
  b.mutationField('moveEdition', (t) =>
    t.field({
      type: commandResult(b),
      description:
        '将一流程迁移至其机制的较新版本 · Moves one process to a later edition of its mechanism',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, args, context) => moved(args.input as MoveInput, registry, context),
    }),
  )
}

async function moved(input: MoveInput, registry: Registry, context: Context) {
  let process: string
  try {
    process = uuidOf(input.process, registry.accepted('Process', undefined), ['process'])
  } catch (error) {
    if (error instanceof WrongId) return wrongProcess
    throw error
  }
  const typed = registry.mechanisms.find(
    (m) => registry.typeOf(m.id) === decodeId(input.process)?.type,
  )
  const mechanism = typed?.id ?? (await processById(process, context))?.mechanism
  // What is not there is refused by the engine as everything that is not there.
  const id = mechanism ?? registry.mechanisms[0]?.id ?? ''
  const named = registry.editions.exactly(id, input.edition, input.revision ?? undefined)
  return answered(context, {
    asker: { person: context.person },
    via: 'api',
    request: input.requestId,
    mechanism: id,
    event: MOVE,
    process,
    payload: {
      edition: input.edition,
      revision: input.revision ?? named?.edition.revision ?? 1,
      choice: input.choice ?? undefined,
    },
    ...(typeof input.expectedVersion === 'number' && { expectedVersion: input.expectedVersion }),
    ...(typeof input.remark === 'string' && { remark: input.remark }),
  })
}

const wrongProcess: RefusedSource = {
  accepted: false,
  current: undefined,
  refusal: {
    kind: 'MALFORMED',
    rule: 'shape',
    message: text('须为流程的编号', 'Give the id of a Process, as this API printed it'),
    field: ['process'],
    possible: [],
  },
}
