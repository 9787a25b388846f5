/** Proofs: signed heads of the trail, that an entry is in it, and that it only grew. */
import { tlogProofText } from '../../engine/core/tlog-proof.ts'
import { ALARMS } from '../../engine/runtime/alarms.ts'
import type { RaisedAlarm } from '../../engine/runtime/alarms.ts'
import type { Head } from '../../engine/runtime/proofs.ts'
import type { Context } from '../context.ts'
import { badUserInput } from '../errors.ts'
import type { Builder, InclusionSource } from './builder.ts'
import { rowOf } from './entry-source.ts'
import type { EntrySource } from './entry-source.ts'
import { readable } from './process-source.ts'

const base64 = (hash: Uint8Array): string => Buffer.from(hash).toString('base64')

async function inclusionOf(
  entry: EntrySource,
  size: number | undefined,
  context: Context,
): Promise<InclusionSource | null> {
  const position = Number((await rowOf(entry, context)).position)
  const found = await context.engine.proofs.inclusionOf(context.institution, position, size)
  if (!found && size !== undefined)
    throw badUserInput('`size` is not the size of a signed head that has this entry')
  if (!found) return null
  const { head, index } = found
  const hashes = found.hashes.map(base64)
  return { head, index, hashes, text: tlogProofText(index, hashes, head.note) }
}

async function consistencyOf(
  { older, size }: { readonly older: number; readonly size: number },
  context: Context,
): Promise<string[] | null> {
  if (older < 0 || older > size) throw badUserInput('`older` is a size that is not above `size`')
  const { proofs } = context.engine
  const head = await proofs.head(context.institution)
  if (!head || head.size < size) return null
  return (await proofs.consistency(context.institution, older, size)).map(base64)
}

type HeadRef = ReturnType<typeof headType>
const headType = (b: Builder) =>
  b.objectRef<Head>('Checkpoint').implement({
    description: '检查点 · A signed head of the trail (C2SP tlog-checkpoint)',
    fields: (t) => ({
      size: t.field({
        type: 'Position',
        description: '条目数 · How many entries it is over',
        resolve: (h) => h.size,
      }),
      root: t.exposeString('root', { description: '根哈希，十六进制 · Root of the tree, hex' }),
      note: t.exposeString('note', {
        description: '签名文本，含见证签名 · The signed note, with the lines of its witnesses',
      }),
      signedAt: t.field({ type: 'DateTime', resolve: (h) => h.signedAt }),
      witnesses: t.stringList({ resolve: (h) => [...h.witnesses] }),
    }),
  })

const inclusionType = (b: Builder, head: HeadRef) =>
  b.objectRef<InclusionSource>('InclusionProof').implement({
    description: '包含证明 · That an entry is in the trail that a head signs (RFC 6962)',
    fields: (t) => ({
      checkpoint: t.field({ type: head, resolve: (p) => p.head }),
      index: t.field({
        type: 'Position',
        description: '序位减一 · Index of the leaf, from 0: its position less one',
        resolve: (p) => p.index,
      }),
      hashes: t.stringList({
        description: '审计路径，自叶向上，Base64 · The audit path from the leaf upwards, base64',
        resolve: (p) => [...p.hashes],
      }),
      text: t.exposeString('text', {
        description: '可离线验证的证明文本 · The proof as C2SP tlog-proof, to be verified offline',
      }),
    }),
  })

const alarmType = (b: Builder) =>
  b.objectRef<RaisedAlarm>('TrailAlarm').implement({
    description: '存证警报 · What does not fit together in the trail; it stays when it is mended',
    fields: (t) => ({
      kind: t.exposeString('kind', {
        description: '种类 · One of ' + Object.keys(ALARMS).join(', '),
      }),
      message: t.field({ type: 'LocalizedText', resolve: (a) => ALARMS[a.kind] }),
      source: t.exposeString('source', {
        description: '发现者 · Who noticed it: `seal`, or the name of a witness',
      }),
      known: t.field({
        type: 'Position',
        description:
          '不符之处的条目数 · The number of entries, or the position, at which it does not fit',
        resolve: (a) => a.known,
      }),
      size: t.field({
        type: 'Position',
        description: '发现时的条目数 · How many entries there were when it was seen last',
        resolve: (a) => a.size,
      }),
      firstAt: t.field({ type: 'DateTime', resolve: (a) => a.firstAt }),
      lastAt: t.field({ type: 'DateTime', resolve: (a) => a.lastAt }),
    }),
  })

export function proofTypes(b: Builder): void {
  const head = headType(b)
  const inclusion = inclusionType(b, head)
  const alarm = alarmType(b)
  b.objectField('Entry', 'inclusion', (t) =>
    t.field({
      type: inclusion,
      nullable: true,
      description:
        '包含证明，默认以最近经见证的检查点为准；尚未封存者为空 · Its proof, under the latest head that a witness cosigned, the latest of all where none of those has it, or the head of the given size; null while it is not sealed',
      args: { size: t.arg({ type: 'Position' }) },
      resolve: (entry, { size }, context) => inclusionOf(entry, size ?? undefined, context),
    }),
  )
  b.queryFields((t) => ({
    checkpoint: t.field({
      type: head,
      nullable: true,
      description:
        '最近的检查点，或首个不小于所给条目数者 · The latest signed head, or the first with at least so many entries',
      args: { atLeast: t.arg({ type: 'Position' }) },
      resolve: async (_root, { atLeast }, { engine, institution }) =>
        (await engine.proofs.head(institution, atLeast ?? undefined)) ?? null,
    }),
    trailAlarms: t.field({
      type: [alarm],
      nullable: true,
      description:
        '存证警报，最近者在前；不得查阅全部流程者为空 · What does not fit together in the trail, the latest first; null for who may not read every process',
      resolve: async (_root, _args, context) =>
        (await readable(context))?.everything
          ? [...(await context.engine.proofs.alarms(context.institution))]
          : null,
    }),
    consistency: t.stringList({
      nullable: true,
      description:
        '一致性证明，Base64：较大的树以较小的树开头 · That the tree of `size` entries begins with that of `older`, base64',
      args: {
        older: t.arg({ type: 'Position', required: true }),
        size: t.arg({ type: 'Position', required: true }),
      },
      resolve: (_root, args, context) => consistencyOf(args, context),
    }),
  }))
}
