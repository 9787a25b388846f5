/** Relay connections by keyset: a cursor is the key of a row, never an offset. */
import { badUserInput } from '../errors.ts'
import type { Builder } from './builder.ts'

export const PAGE_MAX = 100
const PAGE_DEFAULT = 20
/** A count beyond this costs more than it tells. */
const COUNT_MAX = 10_000
export const COUNT_SAYS = `总数，最多数到 ${COUNT_MAX + 1} · How many there are, counted no further than ${COUNT_MAX + 1}`

export interface Edge<T> {
  readonly cursor: string
  readonly node: T
}
export interface Page<T> {
  readonly edges: readonly Edge<T>[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
  /** At most COUNT_MAX + 1; asked only when a count is selected. */
  readonly count: () => Promise<number>
}

export interface PageArgs {
  readonly first?: number | null | undefined
  readonly after?: string | null | undefined
  readonly last?: number | null | undefined
  readonly before?: string | null | undefined
}

/** Which rows to read: between two keys, from one end of the list, in the order of reading. */
export interface Window<K> {
  readonly after: K | undefined
  readonly before: K | undefined
  /** One more than the page, to see whether there are further rows. */
  readonly take: number
  /** Read from the end of the list backwards. */
  readonly backwards: boolean
}

export interface Source<T, K> {
  readonly args: PageArgs
  readonly read: (window: Window<K>) => Promise<readonly T[]>
  readonly keyOf: (row: T) => K
  /** Undefined where the text is no key. */
  readonly parse: (key: unknown) => K | undefined
  /** Counts no further than `most`. */
  readonly count: (most: number) => Promise<number>
}

/** A page of a list. */
export async function pageOf<T, K>(source: Source<T, K>): Promise<Page<T>> {
  const { args } = source
  const [first, last] = [sizeOf('first', args.first), sizeOf('last', args.last)]
  if (first !== undefined && last !== undefined)
    throw badUserInput('Ask for `first` or for `last`, not for both')
  const size = first ?? last ?? PAGE_DEFAULT
  const backwards = last !== undefined
  const window = {
    after: keyFrom('after', args.after, source.parse),
    before: keyFrom('before', args.before, source.parse),
    take: size + 1,
    backwards,
  }
  const read = await source.read(window)
  const rows = read.slice(0, size)
  const further = read.length > size
  const edges = (backwards ? rows.toReversed() : rows).map((node) => ({
    node,
    cursor: cursorOf(source.keyOf(node)),
  }))
  return {
    edges,
    pageInfo: {
      // The row that a cursor names is itself a row before, or after, the page.
      hasNextPage: backwards ? window.before !== undefined : further,
      hasPreviousPage: backwards ? further : window.after !== undefined,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    count: () => source.count(COUNT_MAX + 1),
  }
}

export const emptyPage = <T>(): Page<T> => ({
  edges: [],
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
  count: async () => 0,
})

function sizeOf(name: string, size: number | null | undefined): number | undefined {
  if (size === null || size === undefined) return undefined
  if (size < 0 || size > PAGE_MAX)
    throw badUserInput(`\`${name}\` is a number from 0 to ${PAGE_MAX}`)
  return size
}

const cursorOf = (key: unknown): string => Buffer.from(JSON.stringify(key)).toString('base64url')

function keyFrom<K>(
  name: string,
  cursor: string | null | undefined,
  parse: (key: unknown) => K | undefined,
): K | undefined {
  if (cursor === null || cursor === undefined) return undefined
  let key: K | undefined
  try {
    key = parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    key = undefined
  }
  if (key === undefined) throw badUserInput(`\`${name}\` is not a cursor of this list`)
  return key
}

/** The connection and edge types of a type. */
export function connectionTypes(b: Builder): void {
  const edges = {
    Process: b.objectRef<Edge<never>>('ProcessEdge'),
    Entry: b.objectRef<Edge<never>>('EntryEdge'),
  }
  for (const name of ['Process', 'Entry'] as const) {
    edges[name].implement({
      description: `列表中的一行 · A line of a list of type ${name}`,
      fields: (t) => ({
        cursor: t.exposeString('cursor'),
        node: t.field({ type: name, resolve: (edge) => edge.node }),
      }),
    })
    b.objectType(`${name}Connection`, {
      description: `分页列表 · A page of a list of type ${name}`,
      fields: (t) => ({
        edges: t.field({ type: [edges[name]], resolve: (page) => page.edges as Edge<never>[] }),
        nodes: t.field({
          type: [name],
          resolve: (page) => page.edges.map((e) => e.node) as never[],
        }),
        pageInfo: t.field({ type: b.pageInfoRef(), resolve: (page) => page.pageInfo }),
        totalCount: t.int({
          description: COUNT_SAYS,
          resolve: (page) => page.count(),
        }),
        totalCountIsExact: t.boolean({
          description: '总数是否精确 · Whether all were counted',
          resolve: async (page) => (await page.count()) <= COUNT_MAX,
        }),
      }),
    })
  }
}
