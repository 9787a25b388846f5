/** Proofs: signed heads of the trail, that an entry is in it, and that it only grew. */
import { tlogProofText } from '../../engine/core/tlog-proof.ts'
import type { Head, Sm2Signature } from '../../engine/runtime/proofs.ts'
import { publicPemOf } from '../../engine/runtime/signing.ts'
import type { Context } from '../context.ts'
import { badUserInput } from '../errors.ts'
import { sm3Of } from '../sm3.ts'
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

const orNull = async <T>(value: Promise<T | undefined>): Promise<T | null> => (await value) ?? null

const sm2Type = (b: Builder) =>
  b.objectRef<Sm2Signature>('Sm2Signature').implement({
    description:
      '国密签名 · The SM2 signature of a head with SM3 (GB/T 32918, GB/T 32905), user id 1234567812345678 (GM/T 0009), as `openssl pkeyutl -verify -rawin -digest sm3` verifies it',
    fields: (t) => ({
      key: t.exposeString('key', {
        description: '生效的SM2验证密钥 · The verifier key of SM2 that was in force',
      }),
      publicKey: t.string({
        description: 'PEM格式的公钥 · The public key as PEM',
        resolve: (s) => publicPemOf(s.key) ?? '',
      }),
      text: t.exposeString('text', {
        description: '所签文本 · What is signed: the text of the note, with its final line break',
      }),
      signature: t.string({
        description: 'DER格式的签名，Base64 · The signature in DER, base64',
        resolve: (s) => base64(s.signature),
      }),
      sm3: t.string({
        nullable: true,
        description:
          '所签文本的SM3摘要，十六进制；平台不支持时为空 · SM3 of that text, hex; null where the OpenSSL of the server was built without it',
        resolve: (s) => sm3Of(s.text) ?? null,
      }),
    }),
  })

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
      origin: t.string({
        description:
          '记录名称，以机构编号结尾 · The name of the trail, which ends with the id of its institution',
        resolve: (h) => h.note.slice(0, h.note.indexOf('\n')),
      }),
      root: t.exposeString('root', { description: '根哈希，十六进制 · Root of the tree, hex' }),
      note: t.exposeString('note', {
        description: '签名文本，含见证签名 · The signed note, with the lines of its witnesses',
      }),
      key: t.exposeString('key', {
        description: '生效的验证密钥 · The verifier key that was in force (C2SP signed-note)',
      }),
      sm2: t.field({
        type: sm2Type(b),
        nullable: true,
        description: '国密签名；未启用时为空 · Its SM2 signature; null where it has none',
        resolve: (h, _args, { engine, institution }) => orNull(engine.proofs.sm2Of(institution, h)),
      }),
      signedAt: t.field({ type: 'DateTime', resolve: (h) => h.signedAt }),
      witnesses: t.stringList({
        description: '会签者 · Names of the witnesses that cosigned it',
        resolve: (h) => [...h.witnesses],
      }),
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

/** The head of what is committed now; null where nothing may be signed here. */
async function sealed(context: Context): Promise<Head | null> {
  const { engine, institution } = context
  if (!(await readable(context))?.everything)
    throw badUserInput(
      'Only who may read every process seals on demand; others wait for the interval',
    )
  return (await engine.sealNow(institution)) ? orNull(engine.proofs.head(institution)) : null
}

export function proofTypes(b: Builder): void {
  const head = headType(b)
  const inclusion = inclusionType(b, head)
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
        '最近的检查点、首个不小于所给条目数者，或最近经会签者 · The latest signed head, the first with at least so many entries, or the latest that a witness cosigned',
      args: { atLeast: t.arg({ type: 'Position' }), cosigned: t.arg.boolean() },
      resolve: (_root, { atLeast, cosigned }, { engine: { proofs }, institution }) =>
        orNull(
          cosigned === true
            ? proofs.cosigned(institution)
            : proofs.head(institution, atLeast ?? undefined),
        ),
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
  b.mutationField('sealNow', (t) =>
    t.field({
      type: head,
      nullable: true,
      description:
        '立即封存现有条目；无密钥时为空 · Seals what is committed now, instead of at the next interval; null where no key here may sign',
      resolve: (_root, _args, context) => sealed(context),
    }),
  )
}
