/** Who holds the supervising function, as the institution has bound it. */
import { FORMS, SUPERVISION_FORMS } from '../../policies/supervision.ts'
import type { SupervisionForm } from '../../policies/supervision.ts'
import type { Context } from '../context.ts'
import type { Builder } from './builder.ts'
import type { Derivation } from './derive.ts'

interface SupervisionSource {
  readonly form: SupervisionForm
  readonly since: string
  readonly articles: string
}

const SAYS = '监督职能的归属 · To whom the supervising function is bound'

/** The binding in force on a day; null while nothing is bound. */
async function boundOn(day: string, context: Context): Promise<SupervisionSource | null> {
  const { institution, reads } = context
  const row = await reads.supervision.findFirst({
    where: { institution, fromOn: { lte: new Date(`${day}T00:00:00Z`) } },
    orderBy: { fromOn: 'desc' },
  })
  if (!row) return null
  const { form, articles, fromOn } = row
  return { form: form as SupervisionForm, articles, since: fromOn.toISOString().slice(0, 10) }
}

/** Today's form, which labels follow. */
export const formToday = async (context: Context): Promise<SupervisionForm | undefined> =>
  (await boundOn(await context.today(), context))?.form

export function supervisionQuery(b: Builder, derivation: Derivation): void {
  const form = derivation.enumOf(
    { is: 'enum', id: 'SupervisionForm', values: FORMS },
    { path: 'supervision', says: SAYS },
  )
  const type = b.objectRef<SupervisionSource>('Supervision').implement({
    description: SAYS,
    fields: (t) => ({
      form: t.field({ type: form, resolve: (s) => s.form }),
      title: t.field({ type: 'LocalizedText', resolve: (s) => SUPERVISION_FORMS[s.form].title }),
      article: t.field({ type: 'Citation', resolve: (s) => SUPERVISION_FORMS[s.form].article }),
      since: t.field({ type: 'Date', resolve: (s) => s.since as never }),
      articles: t.exposeString('articles', {
        description: '章程的哈希值 · Hash of the articles of association that say so',
      }),
    }),
  })
  b.queryField('supervision', (t) =>
    t.field({
      type,
      nullable: true,
      description:
        '某日（默认今日）行使监督职能的机构；未登记为空 · Who supervises on a day, by default today; null while nothing is bound',
      args: { on: t.arg({ type: 'Date' }) },
      resolve: async (_root, { on }, context) => boundOn(on ?? (await context.today()), context),
    }),
  )
}
