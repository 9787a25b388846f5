/** What is left when all processes have been read: facts of other processes, records, and loose ends. */
import { canonical } from '../../core/trail.ts'
import { CAUSING, COMMITTED, uncaused } from './beside.ts'
import { saidBy, toldOf } from './claims.ts'
import type { Claim, Claims } from './claims.ts'
import { said } from './difference.ts'
import type { Placed, Said } from './difference.ts'
import type { Setting } from './following.ts'
import type { House } from './house.ts'
import { keepingTold } from './keeping.ts'
import { uncommitted } from './privates.ts'
import { projectionProblems } from './stand.ts'
import type { FalseErasure, Tables } from './tables.ts'
import type { Timeline } from './timeline.ts'

interface End {
  readonly tables: Tables
  readonly emit: (placed: Placed) => void
}

/** What entries say of other processes, held against how those stood. */
export async function claimProblems(
  reader: End & Setting,
  claims: Claims,
  timeline: Timeline,
): Promise<void> {
  const { tables, emit, house } = reader
  for (const claim of claims.all()) {
    const { position, entry, process, name, tokens, group } = claim
    const told = await toldNow(reader, timeline, claim)
    if (told === undefined || canonical(told) === canonical(claim.said)) continue
    house.recall(await tables.touchedBefore(position, claim.recordedAt))
    if (
      house.mayBeOlder(tokens, group === undefined ? {} : { group: { id: group, index: 0, of: 1 } })
    )
      continue
    emit({
      ...said(
        `事实“${name}”与当时的记录不符`,
        `Fact ${name} is not what the records said at the time`,
      ),
      part: 'trail',
      kind: 'changedRow',
      position,
      entry,
      process,
    })
  }
}

/** In the form in which the entry's own word is kept; undefined where it cannot be told. */
async function toldNow(reader: Setting, timeline: Timeline, claim: Claim) {
  const { secret } = reader.house
  const { key, position } = claim
  if (key.kind !== 'keeping') return toldOf({ timeline, secret }, key, position)
  const keeping = await keepingTold(reader, timeline, { ...claim, key })
  return keeping && saidBy(secret, key, keeping)
}

/** People, seats, units, subjects, interests and policy. */
export async function recordProblems({ tables, emit, house }: End & { readonly house: House }) {
  house.stand(Number.MAX_SAFE_INTEGER)
  if (house.recordsLost) return
  for await (const problem of projectionProblems(house, tables))
    emit({ kind: 'changedSnapshot', ...problem, part: 'record' })
}

const FALSE: Readonly<Record<FalseErasure, Said>> = {
  unfounded: said(
    '个人信息的密钥已销毁，但并非由所述条目删除',
    'A key of personal values is gone, but the entry named erased no such subject',
  ),
  undone: said(
    '条目删除了个人信息，但其密钥仍在',
    'The entry erased a subject, but a key of its values is still there',
  ),
  outlived: said(
    '密钥销毁后仍有以其加密的个人信息',
    'A personal value was encrypted under the key after the entry had destroyed it',
  ),
}

/** Rows beside the trail that refer to nothing, and entries that stand twice or without their cause. */
export async function looseEnds(
  { tables, emit }: End,
  seen: { readonly privates: number; readonly reactions: number },
): Promise<void> {
  const end = (problem: Said & Pick<Placed, 'kind' | 'entry' | 'position'>) =>
    emit({ ...problem, part: 'end' })
  for (const { id } of await tables.duplicates())
    end({
      ...said('编号或请求重复', 'The id of the entry, or its request, stands twice'),
      kind: 'addedRow',
      entry: id,
    })
  for (const { id, position } of await tables.causeless())
    end({
      ...said('起因条目不在其前', 'The entry that caused it is not before it'),
      kind: 'missingRow',
      entry: id,
      position: Number(position),
    })
  for (const { table, entry } of await orphansOf(tables, seen))
    end({
      ...said(`表“${table}”的行没有来源条目`, `A row of ${table} refers to no entry`),
      kind: 'changedSnapshot',
      ...(entry === undefined ? {} : { entry }),
    })
  await uncalledFor({ tables, emit }, seen)
  for (const { entry, what } of await tables.falseErasures())
    end({ ...FALSE[what], kind: 'falseErasure', entry })
  for (const { entry } of await tables.falseAnswers())
    end({
      ...said('引发事项的答复条目不符', 'A reaction names an answer that it did not cause'),
      kind: 'changedSnapshot',
      ...(entry === undefined ? {} : { entry }),
    })
}

type Seen = Parameters<typeof looseEnds>[1]

async function orphansOf(tables: Tables, seen: Seen) {
  return [
    ...((await tables.countAll('entry_private')) === seen.privates
      ? []
      : await tables.orphans('entry_private')),
    ...((await tables.countAll('reaction')) === seen.reactions
      ? []
      : await tables.orphans('reaction')),
    ...((await tables.mayRead('request_digest')) ? await tables.digestOrphans() : []),
  ]
}

/** Rows beside entries that do not say that they have any. */
async function uncalledFor({ tables, emit }: End, seen: Seen): Promise<void> {
  const at = (kind: Placed['kind'], entry: string, position: string) =>
    ({ part: 'trail', kind, entry, position: Number(position) }) as const
  if ((await tables.countAll('entry_private')) !== seen.privates)
    for (const { entry, position, what } of await tables.uncalled('entry_private', COMMITTED))
      emit({ ...uncommitted(what), ...at('changedValue', entry, position) })
  if ((await tables.countAll('reaction')) !== seen.reactions)
    for (const { entry, position, what } of await tables.uncalled('reaction', CAUSING))
      emit({ ...uncaused(what), ...at('changedSnapshot', entry, position) })
}
