/** Rules of an export. */
import { setup } from 'xstate'
import { guardsOf, rulesFor } from '../../../core/rules.ts'
import { everydayRules } from '../../everyday.ts'
import { said } from '../said.ts'
import type { ExportContext } from './context.ts'
import { exportTypes } from './events.ts'
import type { ExportEvent } from './events.ts'

const rule = rulesFor<ExportContext, ExportEvent, Readonly<Record<never, never>>>()
const trail = 'house:trail'

export const rules = {
  /** The duty is the operator's, who sits at the machine and holds no seat. */
  serviceExportsNothing: rule.ofCase({
    ...said(
      ['服务账户不得导出存证', 'A service account exports nothing'],
      [
        '由内部审计、监督机构或监管机构导出，或由运维人员在命令行导出',
        'Internal audit, the supervisory body or the regulator exports it, or the operator at the command line',
      ],
      trail,
    ),
    refuses: 'SEPARATION',
    holds: (_c, { by }) => by.body !== 'system' || by.person === undefined,
  }),
  rangeHoldsSomething: rule.ofEvent('orderExport', {
    ...said(
      ['所选范围内没有条目', 'There is no entry in this range'],
      ['选择含有条目的时间范围', 'Choose a time in which something was recorded'],
      trail,
    ),
    field: ['to'],
    holds: ({ payload }) => payload.to >= payload.from,
  }),
  ...everydayRules,
} as const

export const chart = setup({
  types: exportTypes,
  guards: guardsOf<ExportContext, ExportEvent, typeof rules>(rules),
})
