/** `caseFile(process)`: one file that proves what happened in a process, for whoever may read it. */
import { caseForViewer, casePath } from '../case-file.ts'
import type { Context } from '../context.ts'
import { unavailable } from '../errors.ts'
import type { Builder } from './builder.ts'
import { readsWhole } from './entry-source.ts'
import { processByGlobalId } from './process.ts'
import type { Registry } from './registry.ts'

interface CaseFileSource {
  readonly id: string
  readonly personal: boolean
}

export function caseFileQuery(b: Builder, registry: Registry): void {
  const made = async ({ id, personal }: CaseFileSource, context: Context): Promise<string> => {
    const file = await caseForViewer(id, personal, { context, registry })
    if (!file) throw unavailable('The process is not readable any more')
    return file.html
  }
  const caseFile = b.objectRef<CaseFileSource>('CaseFile').implement({
    description:
      '案卷：自成一体、可离线核对的文件 · A file that stands by itself and is verified offline',
    fields: (t) => ({
      path: t.string({
        description: '下载路径，凭令牌以 GET 取得 · Where it is fetched by GET, with a token',
        resolve: ({ id, personal }) => casePath(id, personal),
      }),
      html: t.string({
        description: '文件全文 · The file itself',
        resolve: (source, _args, context) => made(source, context),
      }),
    }),
  })
  b.queryField('caseFile', (t) =>
    t.field({
      type: caseFile,
      nullable: true,
      description:
        '一流程的案卷；不存在、他机构、无权查阅皆为空 · The case file of a process; null where it is absent, foreign or hidden',
      args: {
        process: t.arg.id({ required: true }),
        personal: t.arg.boolean({
          description:
            '是否含个人信息及其盐值，默认含 · With personal values and their salts; they are in it unless this is false',
        }),
      },
      resolve: async (_root, { process: id, personal }, context) => {
        const process = await processByGlobalId(id, registry, context)
        if (!process || !(await readsWhole(process.id, context))) return null
        return { id, personal: personal ?? true }
      },
    }),
  )
}
