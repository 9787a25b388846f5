/** `xiaobao editions`: the editions of the mechanisms, a dry run of moving to one, and the move. */
import type { Command } from 'commander'
import { InvalidArgumentError } from 'commander'
import { MOVE } from '../engine/core/house-events.ts'
import { editionName, editionsOf } from '../engine/core/editions.ts'
import type { Mechanism } from '../engine/core/mechanism.ts'
import type { Instant } from '../engine/core/values.ts'
import type { Engine } from '../engine/runtime/engine.ts'
import type { Reads } from '../engine/runtime/reader.ts'
import { createContext } from './context.ts'
import type { Context } from './context.ts'
import { movesTo } from './graphql/moves.ts'
import type { MoveSource } from './graphql/moves.ts'
import { viewerNamed } from './person.ts'

interface Options {
  readonly mechanism?: string
  readonly to?: string
  readonly revision?: number
  readonly person: string
  readonly institution?: string
  readonly move?: true
  readonly json?: true
}

/** The house as this command finds it. */
export interface House {
  readonly engine: Engine
  readonly issuer: string
  readonly mechanisms: readonly Mechanism[]
  readonly readsOf: (institution: string) => Reads
  readonly now: () => Instant
}
export type WithHouse = <T>(work: (house: House) => Promise<T>) => Promise<T>

/** What became of one process, or would. */
export interface MoveLine {
  readonly process: string
  readonly reference: string
  readonly from: string
  readonly outcome: 'moves' | 'moved' | 'needsDecision' | 'refused'
  readonly reason?: string
}

/** Adds the command to the program; `print` gets whole lines. */
export function registerEditions(
  program: Command,
  withHouse: WithHouse,
  print: (line: string) => void,
): void {
  program
    .command('editions')
    .description(
      'list the editions of the mechanisms; with --mechanism and --to, list which open processes would move to one, and with --move move them',
    )
    .option('--mechanism <id>', 'one mechanism, for example M07')
    .option('--to <day>', 'the edition to move to, by its day')
    .option('--revision <n>', 'its revision; by default the newest of that edition', revision)
    .option('--move', 'move what moves by itself, as the person; else nothing is changed')
    .option('--person <person>', 'who asks: subject or id of a person', 'management-1')
    .option('--institution <id>', 'needed where the person belongs to several')
    .option('--json', 'print JSON, one line for each process')
    .action((options: Options) => withHouse((house) => run(house, options, print)))
}

function revision(value: string): number {
  if (!/^[1-9]\d{0,5}$/.test(value)) throw new InvalidArgumentError('a number from 1')
  return Number(value)
}

async function run(house: House, options: Options, print: (line: string) => void): Promise<void> {
  const { mechanism, to } = options
  const context = await contextOf(house, options)
  if (to === undefined) return list(house, { mechanism, context }, print)
  if (mechanism === undefined) throw new Error('Name the mechanism too: --mechanism <id>.')
  const target = editionsOf(house.mechanisms).exactly(mechanism, to, options.revision)
  if (!target)
    throw new Error(
      `${mechanism} has no such edition. \`xiaobao editions --mechanism ${mechanism}\` lists them.`,
    )
  const counts = new Map<MoveLine['outcome'], number>()
  for await (const line of moveAll(context, target, options.move === true)) {
    counts.set(line.outcome, (counts.get(line.outcome) ?? 0) + 1)
    print(options.json ? JSON.stringify(line) : textOf(line))
  }
  if (options.json) return
  const said = [...counts].map(([outcome, n]) => `${String(n)} ${WORDS[outcome]}`)
  print(
    `${editionName(target)}: ${said.join(', ') || 'no open process stands under an earlier edition'}`,
  )
}

const WORDS: Readonly<Record<MoveLine['outcome'], string>> = {
  moves: 'would move',
  moved: 'moved',
  needsDecision: 'need a decision',
  refused: 'refused',
}
const textOf = ({ reference, process, from, outcome, reason }: MoveLine): string =>
  `${reference} ${process}, ${from}: ${WORDS[outcome]}${reason === undefined ? '' : `: ${reason}`}`

async function contextOf(house: House, options: Options): Promise<Context> {
  const hint = 'Name somebody who may read the processes with --person.'
  const viewer = await viewerNamed(house, { ...options, hint })
  return createContext(house, viewer, 'editions')
}

/** Each edition with its days, and how many open processes stand under it that the person may read. */
async function list(
  { mechanisms }: House,
  { mechanism, context }: { readonly mechanism: string | undefined; readonly context: Context },
  print: (line: string) => void,
): Promise<void> {
  const editions = editionsOf(mechanisms)
  const today = await context.today()
  for (const newest of editions.newest)
    for (const m of editions.all(newest.id)) {
      if (mechanism !== undefined && m.id !== mechanism) continue
      const { from, revision: n } = m.edition
      const open = await context.reads.process.count({
        where: {
          institution: context.institution,
          mechanism: m.id,
          edition: from,
          revision: n,
          final: false,
        },
      })
      const until = editions.endOf(m)
      const days = until === undefined ? `from ${from}` : `from ${from} until ${until}`
      const standing = { proposed: 'proposed', inForce: 'in force', superseded: 'superseded' }
      print(
        `${editionName(m)} ${m.title.en}: ${days}, ${standing[editions.standing(m, today)]}, ${String(open)} open`,
      )
    }
}

const PAGE = 100

/**
 * Goes through the open processes under earlier editions, the oldest first, and moves those that move by
 * themselves where that is asked. It may be stopped at any time and run again: what has moved is not
 * found again, and a request id made of process and version is done once.
 */
export async function* moveAll(
  context: Context,
  to: Mechanism,
  move: boolean,
): AsyncGenerator<MoveLine> {
  let after: string | undefined
  for (;;) {
    const page = await movesTo({ first: PAGE, after }, to, context)
    yield* await Promise.all(page.edges.map(({ node }) => lineOf(context, node, move)))
    if (!page.pageInfo.hasNextPage) return
    after = page.pageInfo.endCursor ?? undefined
  }
}

async function lineOf(context: Context, source: MoveSource, move: boolean): Promise<MoveLine> {
  const { state, verdict, process, to } = source
  const line = {
    process: state.id,
    reference: process.reference,
    from: `${state.edition} revision ${String(state.revision)}`,
  }
  if (!verdict.moves) return { ...line, outcome: 'needsDecision', reason: verdict.needs.en }
  if (!move) return { ...line, outcome: 'moves' }
  const { from: edition, revision: n } = to.edition
  const [answer] = await context.engine.execute(context.institution, [
    {
      asker: { person: context.person },
      via: 'cli',
      request: `move:${state.id}:${String(state.version)}:${edition}.${String(n)}`,
      mechanism: to.id,
      event: MOVE,
      process: state.id,
      payload: { edition, revision: n },
    },
  ])
  switch (answer?.kind) {
    case 'accepted':
      return { ...line, outcome: 'moved' }
    case 'refused':
      return { ...line, outcome: 'refused', reason: answer.refusal.message.en }
    default:
      return {
        ...line,
        outcome: 'refused',
        reason: 'too many refused attempts; try again in a minute',
      }
  }
}
