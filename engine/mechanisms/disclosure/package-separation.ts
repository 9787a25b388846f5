/** Who may not do both: no one checks or verifies what they wrote, and two people check each copy. */
import { rulesFor } from '../../core/rules.ts'
import type { Participants, Uuid } from '../../core/values.ts'
import type { PackageEvent, packageFacts } from './package-facts.ts'
import type { PackageContext } from './package-terms.ts'
import { said } from './said.ts'

const rule = rulesFor<PackageContext, PackageEvent, typeof packageFacts>()
const independence = '2019-38:independence'
const wrote = (c: PackageContext, participants: Participants, person: Uuid | undefined): boolean =>
  person !== undefined &&
  (c.authors.includes(person) ||
    (['author', 'submitter'] as const).some((k) => participants[k]?.includes(person) ?? false))

export const packageSeparation = {
  notWriter: rule.ofCase({
    ...said(
      ['不得审核或复核本人起草、提交的材料', 'No one checks or verifies what they wrote'],
      ['由其他人员办理', 'Another person must do it'],
      '2022-9:10',
    ),
    holds: (c, { by, participants }) => !wrote(c, participants, by.person),
  }),
  checkerStoodAside: rule.ofCase({
    ...said(
      ['已回避的人员不得再参与', 'Whoever stepped aside takes no further part'],
      ['由其他人员办理', 'Another person must do it'],
      independence,
    ),
    holds: (c, { by }) => by.person === undefined || !c.work.recused.includes(by.person),
  }),
  checkerChecks: rule.ofCase({
    ...said(
      ['消保部门的审核由指定的审核人办理', 'For the department the checker who was named checks'],
      ['由其办理或改派', 'Let the checker do it, or name another'],
      '2022-9:10',
    ),
    holds: (c, { by }) =>
      by.body !== 'consumerProtection' || c.checker === null || c.checker === by.person,
  }),
  otherChecker: rule.ofCase({
    ...said(
      ['同一人不得代表两个部门审核', 'One person does not check for both bodies'],
      ['由另一人审核', 'Another person must check'],
      '2022-9:10',
    ),
    holds: (c, { by }) =>
      (by.body === 'legalCompliance' ? c.checks.protection.by : c.checks.legal.by) !==
      (by.person ?? ''),
  }),
  checkerIsNotWriter: rule.ofEvent('reassign', {
    ...said(
      ['审核人不得是起草人或提交人', 'The checker is not a writer of the copy'],
      ['指定其他审核人', 'Name another checker'],
      '2022-9:10',
    ),
    field: ['handler'],
    holds: ({ payload, participants }, c) => !wrote(c, participants, payload.handler),
  }),
  checkerIsFree: rule.ofEvent('reassign', {
    ...said(
      ['已回避的人员不得再任审核人', 'Whoever stepped aside is not named again'],
      ['指定其他审核人', 'Name another checker'],
      independence,
    ),
    field: ['handler'],
    holds: ({ payload }, c) => !c.work.recused.includes(payload.handler),
  }),
  checkerHasNoInterest: rule.ofEvent('reassign', {
    ...said(
      [
        '审核人与该产品或合作机构有利害关系',
        'The checker has an interest in the product or a partner',
      ],
      ['指定其他审核人', 'Name another checker'],
      independence,
    ),
    field: ['handler'],
    reads: ['interests'],
    holds: ({ facts }) => (facts.interests ?? []).length === 0,
  }),
} as const

const decides = ['notWriter', 'checkerStoodAside'] as const
const checks = [...decides, 'checkerChecks'] as const
export const separationOfPackage = {
  recordCheck: [...checks, 'otherChecker'],
  returnCopy: checks,
  pass: checks,
  confirmDisplay: decides,
  rejectCorrection: decides,
  republish: decides,
  reassign: ['checkerIsNotWriter', 'checkerIsFree', 'checkerHasNoInterest'],
} as const
