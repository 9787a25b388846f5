/** Evidence: uploading it, and what the entries of a process refer to. */
import { EVIDENCE_TYPES } from '../../engine/core/evidence.ts'
import type { EvidenceType } from '../../engine/core/evidence.ts'
import type { Context } from '../context.ts'
import type { Builder } from './builder.ts'
import { COUNT_SAYS } from './connection.ts'
import type { Edge } from './connection.ts'
import { downloadOf, evidenceOf, fileOf, referencesOf, stateOf } from './evidence-source.ts'
import type { KeptSource, ReferenceSource, SlotSource } from './evidence-source.ts'
import { announce, take } from './evidence-upload.ts'

/** Everything of evidence that the contract has. */
export function evidenceTypes(b: Builder): void {
  const enums = enumsIn(b)
  b.objectType('EvidenceAddress', {
    description:
      '短时有效的签名地址，相对于本服务器 · A signed address, relative to this server, that counts for a short time, for the viewer and this one file',
    fields: (t) => ({
      url: t.exposeString('url'),
      until: t.field({ type: 'DateTime', resolve: (address) => address.until }),
    }),
  })
  uploading(b, enums)
  referenceType(b, enums)
  b.objectField('Entry', 'evidenceFiles', (t) =>
    t.field({
      type: ['EvidenceReference'],
      description:
        '本条目引用的证据；被拒绝的事项不引用 · What this entry refers to, in its list of evidence and in its payload; a refused attempt refers to nothing',
      resolve: (entry, _args, context) => referencesOf(entry, context),
    }),
  )
  pages(b)
  b.interfaceField('Process', 'evidenceFiles', (t) =>
    t.field({
      type: 'EvidenceReferenceConnection',
      description:
        '本流程各条目引用的证据，自旧至新 · What the entries of this process refer to, oldest first',
      args: t.arg.connectionArgs(),
      resolve: (process, args, context) => evidenceOf(process.id, args, context),
    }),
  )
}

type EvidenceEnums = ReturnType<typeof enumsIn>
const enumsIn = (b: Builder) => ({
  type: b.enumType('EvidenceType', {
    description: '可作证据的内容 · What may be kept as evidence, by its content',
    values: Object.fromEntries(
      Object.entries(EVIDENCE_TYPES).map(([type, { media }]) => [
        type.toUpperCase(),
        { value: type as EvidenceType, description: media },
      ]),
    ) as Record<string, { value: EvidenceType; description: string }>,
  }),
  state: b.enumType('EvidenceState', {
    description: '证据文件的状况 · How a file that an entry refers to is found',
    values: {
      PRESENT: { value: 'present' as const, description: '在且未变 · There, and what it was' },
      MISSING: { value: 'missing' as const, description: '已上传而缺失 · Uploaded, and not there' },
      ALTERED: { value: 'altered' as const, description: '已被更改 · Not what was uploaded' },
      NEVER_UPLOADED: {
        value: 'neverUploaded' as const,
        description: '未在此上传，存于他处 · Never uploaded here: the content is kept elsewhere',
      },
    },
  }),
})

/** `uploadEvidence` by a multipart request, and `announceEvidence` for a file that is sent by itself. */
function uploading(b: Builder, enums: EvidenceEnums): void {
  const { uploaded, announced } = answers(b, enums)
  b.mutationField('uploadEvidence', (t) =>
    t.field({
      type: uploaded,
      description:
        '以 multipart 请求上传证据文件 · Keeps a file that is sent by a multipart request',
      args: {
        file: t.arg({ type: 'Upload', required: true }),
        hash: t.arg.string({
          description:
            '申报的 SHA-256，不符则不收 · The SHA-256 that it must have; refused where it has another',
        }),
      },
      resolve: (_root, args, context) => take(args, context),
    }),
  )
  b.mutationField('announceEvidence', (t) =>
    t.field({
      type: announced,
      description:
        '申报一文件并取得上传地址 · Declares a file and gives the address to which it may be PUT',
      args: {
        hash: t.arg.string({ required: true }),
        size: t.arg.int({ required: true }),
        type: t.arg({ type: enums.type, required: true }),
      },
      resolve: (_root, args, context) => announce(args, context),
    }),
  )
}

/** What the two answer: a file, an address, or a refusal. */
function answers(b: Builder, enums: EvidenceEnums) {
  const kept = b.objectRef<KeptSource>('EvidenceKept').implement({
    description:
      '已保存的文件；尚不构成证据，直至有条目引用 · A file that is kept; evidence of nothing until an entry refers to it',
    fields: (t) => ({
      hash: t.exposeString('hash', { description: 'SHA-256，十六进制 · SHA-256 in hex' }),
      size: t.exposeInt('size', { description: '字节数 · Bytes' }),
      type: t.field({ type: enums.type, resolve: (file) => file.type }),
      keptUntil: t.field({
        type: 'DateTime',
        nullable: true,
        description:
          '届时仍无条目引用则清除；已有引用为空 · Swept then, unless an entry refers to it; null where one does',
        resolve: (file) => file.keptUntil,
      }),
      nameCommitment: t.string({
        nullable: true,
        description:
          '文件名的承诺值；文件名不予保存 · SHA-256 of salt and name: the name itself is not kept',
        resolve: (file) => file.name?.commitment ?? null,
      }),
      nameSalt: t.string({
        nullable: true,
        description: '承诺的盐值，请自行保存 · The salt of that, for the uploader to keep',
        resolve: (file) => file.name?.salt ?? null,
      }),
    }),
  })
  const slot = b.objectRef<SlotSource>('EvidenceSlot').implement({
    description:
      '上传地址：以 PUT 发送文件本身 · Where to send the file: PUT its bytes to the address',
    fields: (t) => ({
      hash: t.exposeString('hash'),
      address: t.field({ type: 'EvidenceAddress', resolve: (s) => s.address }),
    }),
  })
  const uploaded = b.unionType('UploadEvidenceResult', {
    description: '上传的结果 · A file that is kept, or why it is not',
    types: [kept, 'Refused'],
    resolveType: (answer) => (answer.accepted ? 'EvidenceKept' : 'Refused'),
  })
  const announced = b.unionType('AnnounceEvidenceResult', {
    description: '申报上传的结果 · Where the file may be sent, or why not',
    types: [slot, 'Refused'],
    resolveType: (answer) => (answer.accepted ? 'EvidenceSlot' : 'Refused'),
  })
  return { uploaded, announced }
}

function referenceType(b: Builder, enums: EvidenceEnums): void {
  b.objectType('EvidenceReference', {
    description:
      '条目所引证据，及其文件的状况 · A hash that an entry refers to, and how its file is found',
    fields: (t) => ({
      entry: t.field({ type: 'Entry', resolve: (one) => one.entry }),
      field: t.stringList({
        description:
          '引用之处：evidence 列表或事项内容中的路径 · Where it stands: in the list `evidence`, or the path in the payload',
        resolve: (one) => [...one.field],
      }),
      hash: t.exposeString('hash'),
      state: t.field({
        type: enums.state,
        resolve: (one, _args, context) => stateOf(one, context),
      }),
      size: t.int({
        nullable: true,
        description: '字节数 · Bytes',
        resolve: async (one, _args, context) => {
          const file = await fileOf(one, context)
          return file ? Number(file.size) : null
        },
      }),
      type: t.field({
        type: enums.type,
        nullable: true,
        resolve: async (one, _args, context) =>
          ((await fileOf(one, context))?.type as EvidenceType | undefined) ?? null,
      }),
      uploadedBy: t.field({
        type: 'Person',
        nullable: true,
        resolve: async (one, _args, context) => {
          const file = await fileOf(one, context)
          return file ? { id: file.uploadedBy } : null
        },
      }),
      uploadedAt: t.field({
        type: 'DateTime',
        nullable: true,
        resolve: async (one, _args, context) => (await fileOf(one, context))?.uploadedAt ?? null,
      }),
      isNamed: t.boolean({
        description:
          '是否以此文件名上传；文件名本身不予保存 · Whether it was uploaded under this name, which is kept as a commitment only',
        args: { name: t.arg.string({ required: true }) },
        resolve: (one, { name }, context) => isNamed(one, name, context),
      }),
      download: t.field({
        type: 'EvidenceAddress',
        nullable: true,
        description:
          '下载地址，期间仍须可查阅该条目 · Where to fetch it, while the viewer may read the entry; null where there is nothing to fetch',
        resolve: (one, _args, context) => downloadOf(one, context),
      }),
    }),
  })
}

const isNamed = ({ hash }: ReferenceSource, name: string, context: Context): Promise<boolean> =>
  context.evidence.isNamed({ institution: context.institution, hash }, name)

function pages(b: Builder): void {
  const edge = b.objectRef<Edge<ReferenceSource>>('EvidenceReferenceEdge').implement({
    description: '引用及其位置 · A reference and its place in the list',
    fields: (t) => ({
      cursor: t.exposeString('cursor'),
      node: t.field({ type: 'EvidenceReference', resolve: ({ node }) => node }),
    }),
  })
  b.objectType('EvidenceReferenceConnection', {
    description: '证据引用的分页列表 · A page of references to evidence',
    fields: (t) => ({
      edges: t.field({ type: [edge], resolve: (page) => [...page.edges] }),
      nodes: t.field({
        type: ['EvidenceReference'],
        resolve: (page) => page.edges.map(({ node }) => node),
      }),
      pageInfo: t.field({ type: b.pageInfoRef(), resolve: (page) => page.pageInfo }),
      totalCount: t.int({ description: COUNT_SAYS, resolve: (page) => page.count() }),
    }),
  })
}
