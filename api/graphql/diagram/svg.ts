/**
 * A picture as SVG. ELK places it, the same way each time; nothing is fetched and no script runs in it.
 *
 * Events stand in the box of the state that takes them, each with where it leads: a chart of the law has
 * more arrows than there is room for words beside them.
 */
import type { ElkExtendedEdge, ElkNode, ElkPoint } from 'elkjs/lib/elk-api.js'
import type { Picture, PictureState } from './model.ts'

const FONT = 13
const SMALL = 11
const PAD = 12
const LINE = 1.35

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.randomSeed': '1',
  // More passes cost a second and move little.
  'elk.layered.thoroughness': '1',
  'elk.spacing.nodeNode': '28',
  'elk.spacing.edgeNode': '16',
  'elk.layered.spacing.nodeNodeBetweenLayers': '36',
} as const

/** Chinese characters are as wide as they are high, others about half of that. */
const widthOf = (words: string, size: number): number =>
  Array.from(words).reduce((sum, c) => sum + (c > '\u2e7f' ? size : size * 0.56), 0)

const linesOf = ({ zh, en }: { zh: string; en: string }): string[] => (zh === en ? [zh] : [zh, en])
const box = (lines: readonly string[], size: number) => ({
  width: Math.ceil(Math.max(...lines.map((words) => widthOf(words, size)), 0)),
  height: Math.ceil(lines.length * size * LINE),
})

/** The words in the box of a state. */
interface Words {
  readonly state: PictureState
  readonly title: readonly string[]
  /** One line for each event that leads on. */
  readonly events: readonly string[]
}
interface Placed {
  readonly root: ElkNode
  readonly words: ReadonlyMap<string, Words>
}

const placed = new WeakMap<Picture, Promise<Placed>>()

/** Placed once per chart: the marks do not move anything. */
function place(picture: Picture): Promise<Placed> {
  const known = placed.get(picture)
  if (known) return known
  const made = layout(picture)
  placed.set(picture, made)
  return made
}

async function layout(picture: Picture): Promise<Placed> {
  const words = wordsOf(picture)
  // A megabyte of layout code, which only those who ask for a picture need.
  const { default: elk } = await import('elkjs/lib/elk.bundled.js')
  const root: ElkNode = {
    id: 'root',
    layoutOptions: OPTIONS,
    children: picture.regions.map((region) => nodeOf(region, words)),
    edges: edgesOf(picture),
  }
  return { root: await new elk.default().layout(root), words }
}

function wordsOf(picture: Picture): ReadonlyMap<string, Words> {
  const states = new Map<string, PictureState>()
  const visit = (state: PictureState): void => {
    states.set(state.path, state)
    for (const inner of state.states) visit(inner)
  }
  for (const region of picture.regions) visit(region)
  const eventsOf = (path: string): string[] =>
    picture.arrows
      .filter(({ from }) => from === path)
      .flatMap(({ to, events }) =>
        events.map((event) => {
          const where = to === path ? '↺' : `→ ${states.get(to)?.title.zh ?? to}`
          return `${event.byClock ? '◷ ' : ''}${linesOf(event.title).join(' ')} ${where}`
        }),
      )
  return new Map(
    [...states].map(([path, state]) => [
      path,
      { state, title: linesOf(state.title), events: eventsOf(path) },
    ]),
  )
}

function nodeOf(state: PictureState, words: ReadonlyMap<string, Words>): ElkNode {
  const { title = [], events = [] } = words.get(state.path) ?? {}
  const [head, body] = [box(title, FONT), box(events, SMALL)]
  const width = Math.max(head.width, body.width) + 2 * PAD
  const height = head.height + (events.length > 0 ? body.height + PAD / 2 : 0) + PAD
  if (state.states.length === 0) return { id: state.path, width, height }
  return {
    id: state.path,
    layoutOptions: {
      ...OPTIONS,
      'elk.padding': `[top=${height + PAD},left=${PAD},bottom=${PAD},right=${PAD}]`,
      'elk.nodeSize.constraints': 'MINIMUM_SIZE',
      'elk.nodeSize.minimum': `(${width}, ${height})`,
    },
    children: [
      ...(state.initial === undefined ? [] : [{ id: startOf(state.path), width: 12, height: 12 }]),
      ...state.states.map((child) => nodeOf(child, words)),
    ],
  }
}

const startOf = (path: string): string => `${path}>`

function edgesOf(picture: Picture): ElkExtendedEdge[] {
  const starts = (states: readonly PictureState[]): ElkExtendedEdge[] =>
    states.flatMap(({ path, initial, states: inner }) => [
      ...(initial === undefined
        ? []
        : [{ id: `start ${path}`, sources: [startOf(path)], targets: [initial] }]),
      ...starts(inner),
    ])
  const arrows = picture.arrows
    .filter(({ from, to }) => from !== to)
    .map(({ from, to }): ElkExtendedEdge => ({
      id: `${from} ${to}`,
      sources: [from],
      targets: [to],
    }))
  return [...starts(picture.regions), ...arrows]
}

export async function svgOf(picture: Picture, marked: ReadonlySet<string>): Promise<string> {
  const { root, words } = await place(picture)
  const [width, height] = [Math.ceil(root.width ?? 0), Math.ceil(root.height ?? 0)]
  const title = linesOf(picture.title).join(' · ')
  const parts: string[] = []
  const offsets = new Map<string, ElkPoint>([['root', { x: 0, y: 0 }]])
  for (const child of root.children ?? [])
    drawNode(child, { x: 0, y: 0 }, { parts, words, marked, offsets })
  for (const edge of root.edges ?? []) drawEdge(edge, offsets, parts)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, 'Noto Sans CJK SC', sans-serif" font-size="${FONT}">`,
    `<title>${escaped(title)}</title>`,
    STYLE,
    ...parts,
    '</svg>',
    '',
  ].join('\n')
}

const STYLE = [
  '<style>.s{fill:#fff;stroke:#64748b}.g{fill:#f8fafc;stroke:#cbd5e1}.p{stroke:#b45309;stroke-width:3}.s.p{fill:#fde68a}',
  '.f{stroke-width:3}.e{fill:none;stroke:#475569}.l{fill:#334155;font-size:11px}.b{fill:#475569}</style>',
  '<defs><marker id="to" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path d="M0,0 L8,4 L0,8 z" class="b"/></marker></defs>',
].join('\n')

interface Drawing {
  readonly parts: string[]
  readonly words: ReadonlyMap<string, Words>
  readonly marked: ReadonlySet<string>
  /** Where each container stands: coordinates are relative to their container. */
  readonly offsets: Map<string, ElkPoint>
}

function drawNode(node: ElkNode, origin: ElkPoint, drawing: Drawing): void {
  const { parts, words, marked, offsets } = drawing
  const [x, y] = [origin.x + (node.x ?? 0), origin.y + (node.y ?? 0)]
  const { width = 0, height = 0 } = node
  offsets.set(node.id, { x, y })
  const within = words.get(node.id)
  if (!within) {
    parts.push(`<circle cx="${n(x + 6)}" cy="${n(y + 6)}" r="5" class="b"/>`)
    return
  }
  const { state, title, events } = within
  const kind = [
    state.states.length > 0 ? 'g' : 's',
    ...(state.final ? ['f'] : []),
    ...(marked.has(state.path) ? ['p'] : []),
  ]
  parts.push(
    `<g data-state="${escaped(state.path)}"${marked.has(state.path) ? ' aria-current="step"' : ''}>`,
    `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="8" class="${kind.join(' ')}"/>`,
  )
  const top = y + PAD / 2
  for (const [i, line] of title.entries())
    parts.push(
      `<text x="${n(x + width / 2)}" y="${n(top + FONT + i * FONT * LINE)}" text-anchor="middle">${escaped(line)}</text>`,
    )
  const below = top + title.length * FONT * LINE + PAD / 2
  for (const [i, line] of events.entries())
    parts.push(
      `<text x="${n(x + PAD)}" y="${n(below + SMALL + i * SMALL * LINE)}" class="l">${escaped(line)}</text>`,
    )
  parts.push('</g>')
  for (const child of node.children ?? []) drawNode(child, { x, y }, drawing)
}

function drawEdge(
  edge: ElkExtendedEdge,
  offsets: ReadonlyMap<string, ElkPoint>,
  parts: string[],
): void {
  const { x: dx, y: dy } = offsets.get(edge.container ?? 'root') ?? { x: 0, y: 0 }
  for (const { startPoint, bendPoints = [], endPoint } of edge.sections ?? []) {
    const points = [startPoint, ...bendPoints, endPoint].map((p) => `${n(p.x + dx)},${n(p.y + dy)}`)
    parts.push(`<polyline points="${points.join(' ')}" class="e" marker-end="url(#to)"/>`)
  }
}

const n = (value: number): string => String(Math.round(value * 10) / 10)
const escaped = (words: string): string =>
  words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
