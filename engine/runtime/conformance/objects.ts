/** The objects of a log, held against what its events make of them. */
import { namedObject } from '../../core/ocel-objects.ts'
import type { OcelObject } from '../../core/ocel.ts'
import { sha256 } from '../../core/trail.ts'
import type { LogEnd } from '../export/ocel-log.ts'
import { said, same, unlike } from '../verify/difference.ts'
import type { Said } from '../verify/difference.ts'
import type { Deviation } from './deviation.ts'
import type { Events, Process } from './events.ts'
import { asEnd, asObject, parsed, related, unlikeAttributes } from './shape.ts'

export class Objects {
  readonly #events: Events
  readonly #seen = { eventTypes: [] as unknown[], objectTypes: [] as unknown[] }
  readonly #left: Map<string, string>
  #end: LogEnd | undefined
  count = 0

  constructor(events: Events) {
    this.#events = events
    this.#left = new Map(events.names)
  }

  /** One part of the log that is no event. */
  *read(member: string, text: string, index: number | undefined): Generator<Deviation> {
    if (member === 'objects' && index !== undefined) yield* this.#object(text, index)
    if (member === 'eventTypes' || member === 'objectTypes') this.#seen[member].push(parsed(text))
    if (member === 'xiaobaoEnd') this.#end = asEnd(parsed(text))
  }

  *#object(text: string, index: number): Generator<Deviation> {
    this.count++
    const object = asObject(parsed(text))
    if (!object) {
      yield said(
        `第${String(index + 1)}个对象不具有OCEL 2.0的形式`,
        `Object ${String(index + 1)} has not the form of OCEL 2.0`,
      )
      return
    }
    const type = this.#left.get(object.id)
    this.#left.delete(object.id)
    const process = this.#events.processes.get(object.id)
    const place = process ? { process: object.id, entry: process.last } : { object: object.id }
    if (type === undefined) {
      yield {
        ...said('没有事件涉及该对象，或其重复', 'No event names the object, or it stands twice'),
        ...place,
      }
      return
    }
    for (const problem of process
      ? processProblems(process, object)
      : namedProblems(namedObject({ id: object.id, type }).object, object))
      yield { ...problem, ...place }
  }

  *atEnd(): Generator<Deviation> {
    for (const id of this.#left.keys())
      yield {
        ...said('对象缺失', 'The object is missing'),
        ...(this.#events.processes.has(id) ? { process: id } : { object: id }),
      }
    for (const [name, expected] of [
      ['eventTypes', this.#events.types.all],
      ['objectTypes', this.#events.objectTypes.all],
    ] as const)
      if (!same(byName(expected), byName(this.#seen[name])))
        yield said(
          `“${name}”不是事件与对象所具有的`,
          `The ${name} are not those that events and objects have`,
        )
    const { count, names, last, root } = this.#events
    const expected: LogEnd = {
      events: count,
      objects: names.size,
      ...(last === undefined ? {} : { last }),
      ...(root === undefined ? {} : { root }),
    }
    if (!same(expected, this.#end))
      yield unlike(
        [
          '日志末尾的计数、末事件或根不符：有事件或对象缺失或插入',
          'Counts, last event or root at the end of the log are others: something is missing or was put in',
        ],
        expected,
        this.#end,
      )
  }
}

function* processProblems({ track, history }: Process, object: OcelObject): Generator<Said> {
  const { name, last, relationships } = track
  yield* typeProblem(name.type, object.type)
  const found = object.attributes.reduce(
    (digest, { name: n, value, time }) => sha256(`${digest}${JSON.stringify([n, value, time])}`),
    '',
  )
  if (found !== history) {
    const ends = [...last].map(([n, value]) => ({ name: n, value }))
    const kept = new Map(object.attributes.map((a) => [a.name, a]))
    const wrong = [...unlikeAttributes(ends, [...kept.values()])].map(({ member }) => member)
    yield said(
      `流程的属性不由其事件得出${wrong.length > 0 ? `：${wrong.join('、')}` : ''}`,
      `The attributes of the process are not what its events make of it${wrong.length > 0 ? `: ${wrong.join(', ')}` : ''}`,
    )
  }
  yield* relationProblem(related(relationships), related(object.relationships))
}

function* namedProblems(expected: OcelObject, object: OcelObject): Generator<Said> {
  yield* typeProblem(expected.type, object.type)
  if (!same(expected.attributes, object.attributes))
    yield said('对象的属性不符', 'The attributes of the object are not its own')
  yield* relationProblem(related(expected.relationships), related(object.relationships))
}

function* typeProblem(expected: string, found: string): Generator<Said> {
  if (expected !== found)
    yield unlike(['对象的类型不符', 'The type of the object is not what follows'], expected, found)
}
function* relationProblem(expected: string, found: string): Generator<Said> {
  if (expected !== found)
    yield unlike(
      ['对象的关系不符', 'The relations of the object are not what follows'],
      expected,
      found,
    )
}

const byName = (types: readonly unknown[]): readonly unknown[] =>
  types.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
const nameOf = (type: unknown): string => String((type as { name?: unknown } | undefined)?.name)
