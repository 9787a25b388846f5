/** The part of disclosure that is about a package; see `package-chart.ts`. */
import { text } from '../../../policies/law.ts'
import { definePart } from '../../core/parts.ts'
import { everydayClocks, everydaySamples } from '../everyday.ts'
import { packageChart } from './package-chart.ts'
import { packageClocks } from './package-clocks.ts'
import { packageEvents, packageFacts, subjectsOf } from './package-facts.ts'
import { packageRules } from './package-kit.ts'
import { packageReactions } from './reactions.ts'
import { packageSamples } from './package-samples.ts'
import { separationOfPackage } from './package-separation.ts'
import { noPackage, packageContext } from './package-terms.ts'
import { samplesOver } from './samples.ts'

export const packagePart = definePart({
  context: packageContext,
  facts: packageFacts,
  events: packageEvents,
  rules: packageRules,
  separation: separationOfPackage,
  charts: { package: packageChart },
  clocks: { ...packageClocks, ...everydayClocks },
  about: (c) => {
    const label = c.label ?? c.product ?? ''
    return {
      subjects: subjectsOf(c),
      title: text(`信息披露：${label}`, `Disclosure: ${label}`),
      ...(c.unit === null ? {} : { unit: c.unit }),
      ...(c.basis === null ? {} : { basis: c.basis }),
    }
  },
  reactions: packageReactions,
  samples: { ...samplesOver(noPackage, packageSamples), ...everydaySamples },
})
