/** House policy that is no length of a clock, as a mechanism describes it. */
import type { HousePolicy } from '../../engine/core/house-policy.ts'
import type { Builder } from './builder.ts'

interface PolicySource {
  readonly key: string
  readonly policy: HousePolicy
}
export const housePolicyType = (b: Builder) =>
  b.objectRef<PolicySource>('HousePolicy').implement({
    description: '内部规定参数 · A value that the institution sets for itself, within bounds',
    fields: (t) => ({
      key: t.exposeString('key'),
      title: t.field({ type: 'LocalizedText', resolve: ({ policy }) => policy.title }),
      value: t.int({
        description: '未设定时的取值 · What counts while the institution has set none',
        resolve: ({ policy }) => policy.value,
      }),
      bounds: t.intList({
        description: '上下限 · Smallest and largest value that it may set',
        resolve: ({ policy }) => [...policy.bounds],
      }),
      citation: t.field({
        type: 'Citation',
        nullable: true,
        description: '界限所依条文 · The article that draws a bound',
        resolve: ({ policy }) => policy.cite ?? null,
      }),
    }),
  })
