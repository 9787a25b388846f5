/** Every rule of a package under its name, and the chart builder that knows them. */
import { setup } from 'xstate'
import { guardsOf } from '../../core/rules.ts'
import { everydayRules } from '../everyday.ts'
import { packageTypes } from './package-facts.ts'
import type { PackageEvent } from './package-facts.ts'
import { copyRules, namedRules, pageRules, routeRules } from './package-payload-rules.ts'
import { checkerRules, checkRules, deviationRules, displayRules } from './package-rules.ts'
import { packageSeparation } from './package-separation.ts'
import type { PackageContext } from './package-terms.ts'

export const packageRules = {
  ...packageSeparation,
  ...checkRules,
  ...displayRules,
  ...deviationRules,
  ...checkerRules,
  ...copyRules,
  ...pageRules,
  ...namedRules,
  ...routeRules,
  ...everydayRules,
} as const

export const chart = setup({
  types: packageTypes,
  guards: guardsOf<PackageContext, PackageEvent, typeof packageRules>(packageRules),
})
